// Characters that make a text read otherwise than it runs.
import type { Problem } from '../document/Problem.ts';
import type { Within } from './expressionProblems.ts';

/** Bidi controls, blanks that no shell takes for blanks, what has no width, control characters, halves of characters. */
const INVISIBLE = new RegExp(
  [
    String.raw`[\u{0}-\u{8}\u{b}-\u{1f}\u{7f}-\u{a0}\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{180b}-\u{180f}]`,
    String.raw`[\u{2000}-\u{200c}\u{200e}\u{200f}\u{2028}-\u{202f}\u{205f}-\u{206f}\u{3164}\u{fe00}-\u{fe0e}\u{feff}\u{ffa0}]`,
    String.raw`[\u{fff9}-\u{fffb}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}\p{Surrogate}]`,
    // The joiner and the selector that are part of an emoji stand behind one.
    String.raw`(?<!\p{Extended_Pictographic}\u{fe0f}?\p{Emoji_Modifier}?)\u{200d}`,
    String.raw`(?<!\p{Emoji})\u{fe0f}`,
  ].join('|'),
  'gu',
);

/** One problem for each such character of a script or an expression. */
export function invisibleProblems(text: string, within: Within): Problem[] {
  return [...text.matchAll(INVISIBLE)].map(({ 0: found, index }) => ({
    code: 'language.invisibleCharacter' as const,
    span: within(index, index + found.length),
    args: { character: `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` },
  }));
}
