// A message as a text of its own, for places that take a runbook's text.
import type { LocalText } from '../language/schema.ts';
import type { Message } from './Message.ts';
import { say } from './say.ts';

/** The sentence of `message` in every language. */
export function localText(message: Message): LocalText {
  return { en: say('en', message), 'zh-cn': say('zh-cn', message) };
}
