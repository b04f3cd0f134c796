// The editor's sentences, and the engine's, in the person's language.
import type { Locale, Message } from '../../runbooks/index.ts';
import type { Engine } from '../engine/loadEngine.ts';
import { en } from './en.ts';
import { zhCn } from './zh-cn.ts';

/** A key of the editor's catalogue. */
export type ExtensionText = keyof typeof en;

export interface Texts {
  readonly locale: Locale;
  /** A sentence of the editor's own catalogue. */
  say(code: ExtensionText, args?: Readonly<Record<string, string | number>>): string;
  /** What the engine says. */
  tell(message: Message): string;
}

/** Texts in the language with the tag `language` (`vscode.env.language`). The engine is loaded with the first sentence. */
export function createTexts(language: string, engine: () => Engine): Texts {
  const locale = (): Locale => engine().localeOf(language);
  return {
    get locale() {
      return locale();
    },
    say: (code, args = {}) => {
      const template: string = (locale() === 'zh-cn' ? zhCn : en)[code];
      return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
    },
    tell: (message) => engine().say(locale(), message),
  };
}
