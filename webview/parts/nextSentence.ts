// What to do next as a sentence by itself, without the command that the terminal shows after it.
import { nextMove } from '../../src/runbooks/views/words/nextMove.ts';
import type { Context } from '../page/Context.ts';

/** The sentence; undefined where nothing is left to do. */
export function nextSentence({ view, locale }: Context): string | undefined {
  return nextMove(view, locale)?.sentence.replace(/:$/, '.').replace(/：$/, '。');
}
