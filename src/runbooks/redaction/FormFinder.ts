// Finds the forms of secrets fast: first whether there can be any at all, by literal texts, which is the common case of none.
import type { Form } from './secretForms.ts';
import type { TextRange } from './TextRange.ts';

export class FormFinder {
  private readonly anchored: readonly RegExp[];
  private readonly others: readonly RegExp[];
  private readonly anchors: RegExp | undefined;

  constructor(forms: readonly Form[]) {
    const anchors = new Set(forms.flatMap(({ anchor }) => anchor ?? []));
    this.anchors = anchors.size === 0 ? undefined : new RegExp([...anchors].join('|'));
    this.anchored = forms.filter(({ anchor }) => anchor !== undefined).map(({ source }) => new RegExp(source, 'g'));
    this.others = forms.filter(({ anchor }) => anchor === undefined).map(({ source }) => new RegExp(source, 'g'));
  }

  /** Where a form begins from `from` up to `until`, in no order, overlapping ones too. */
  *in(text: string, from: number, until: number): Iterable<TextRange> {
    const possible = this.anchors?.test(text) === true ? [...this.anchored, ...this.others] : this.others;
    for (const pattern of possible) {
      pattern.lastIndex = from;
      for (let match = pattern.exec(text); match && match.index < until; match = pattern.exec(text)) {
        yield { start: match.index, end: pattern.lastIndex };
        pattern.lastIndex = match.index + 1;
      }
    }
  }
}
