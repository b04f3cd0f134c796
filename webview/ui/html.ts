// lit's `html`, in which every text is made visible first: what a host or an author wrote can neither run nor hide.
import { html as litHtml } from 'lit';
import type { TemplateResult } from 'lit';
import { visible } from '../../src/runbooks/views/visible.ts';

/** A template; strings in it are escaped by lit, and their control, bidi and invisible characters are shown as escapes. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): TemplateResult {
  return litHtml(strings, ...values.map((value) => (typeof value === 'string' ? visible(value) : value)));
}
