// Finds what is to be hidden in a piece of text; which piece, and when it is safe to show, is RedactingText's matter.
import { compilePattern } from '../language/cel/pattern.ts';
import { secretForms } from './secretForms.ts';
import { FormFinder } from './FormFinder.ts';
import { hiddenStart, shapes } from './shapes.ts';
import type { TextRange } from './TextRange.ts';
import { unwrapBase64, wrapAtEnd } from './unwrapBase64.ts';

/** The characters beside those that the secret alone decides have bits of it too. */
const besideBefore = /[A-Za-z0-9+/_-]$/;
const besideAfter = /[A-Za-z0-9+/_-]?={0,2}/y;

export class Finder {
  private readonly escaped: FormFinder;
  private readonly base64: FormFinder;
  private readonly beginnings: readonly string[];
  private readonly longestBase64: number;
  private readonly patterns: readonly NonNullable<ReturnType<typeof compilePattern>>[];

  /** Throws for a pattern that does not compile: to go on without it would show what it should hide. */
  constructor(secrets: readonly string[], patterns: readonly string[]) {
    const forms = secretForms(secrets);
    this.escaped = new FormFinder(forms.escaped);
    this.base64 = new FormFinder(forms.base64);
    this.beginnings = forms.beginnings;
    this.longestBase64 = forms.longestBase64;
    this.patterns = patterns.map((source) => {
      const pattern = compilePattern(source);
      if (!pattern) throw new Error(`the pattern to redact does not compile: ${source}`);
      return pattern;
    });
  }

  /** Built-in shapes and the runbook's patterns in whole lines, where they begin from `from` up to `until`. */
  *inLines(text: string, from: number, until: number): Iterable<TextRange> {
    for (const shape of shapes) {
      shape.lastIndex = from;
      for (let match = shape.exec(text); match && match.index < until; match = shape.exec(text))
        yield { start: hiddenStart(match), end: shape.lastIndex };
    }
    if (this.patterns.length === 0) return;
    const line = /[^\r\n]+/g;
    line.lastIndex = from;
    for (let match = line.exec(text); match && match.index < until; match = line.exec(text))
      for (const range of this.inLine(match[0])) {
        const start = match.index + range.start;
        if (start < until) yield { start, end: match.index + range.end };
      }
  }

  /** A runbook's patterns: their group 1 where they have one that took part, else all of a match. */
  private *inLine(line: string): Iterable<TextRange> {
    for (const pattern of this.patterns) {
      const matcher = pattern.matcher(line);
      while (matcher.find()) {
        const group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
        const [start, end] = [matcher.start(group), matcher.end(group)];
        if (end > start) yield { start, end };
      }
    }
  }

  /** Declared secrets in all forms, overlapping ones too, where they begin from `from` up to `until`. */
  *secrets(text: string, from: number, until: number): Iterable<TextRange> {
    yield* this.escaped.in(text, from, until);
    const { joined, original } = unwrapBase64(text);
    for (const core of this.base64.in(joined, 0, joined.length)) {
      const first = core.start - (besideBefore.test(joined.charAt(core.start - 1)) ? 1 : 0);
      besideAfter.lastIndex = core.end;
      besideAfter.test(joined);
      const start = original(first);
      if (start >= from && start < until) yield { start, end: original(besideAfter.lastIndex - 1) + 1 };
    }
  }

  /** Where a secret may begin that goes on behind the end of the text, which is the end of a line; the text's length if none may. */
  unfinished(text: string): number {
    const begun = this.beginnings.filter((beginning) => text.endsWith(beginning)).map((beginning) => beginning.length);
    if (this.longestBase64 > 0 && wrapAtEnd.test(text.slice(-42))) begun.push(this.longestBase64);
    return Math.max(0, text.length - Math.max(0, ...begun));
  }
}
