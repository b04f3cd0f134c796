// From a code that was put together to one that the catalogue has.
import { en } from '../../texts/en.ts';
import type { TextCode } from '../../texts/say.ts';

/** `code`, where the catalogue has it. */
export function textCodeOf(code: string): TextCode | undefined {
  return isText(code) ? code : undefined;
}

function isText(code: string): code is TextCode {
  return Object.hasOwn(en, code);
}
