// What a function of expressions does, in the catalogue.
import type { TextCode } from '../../texts/say.ts';
import { textCodeOf } from './textCodeOf.ts';

/** The text of a function, a method or a macro; undefined where there is no such thing. */
export function functionText(name: string): TextCode | undefined {
  return textCodeOf(`service.function.${name}`);
}
