// The small pieces that every part of the page uses.
import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { LocalText } from '../../src/runbooks/language/schema.ts';
import type { TextCode } from '../../src/runbooks/texts/say.ts';
import { localise } from '../../src/runbooks/language/localise.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';

export type Content = unknown;

/** A label and what it says; nothing where there is nothing to say. */
export type Fact = readonly [TextCode, Content];

/** A list of labels and values. */
export function facts(rows: readonly Fact[], { say }: Context): Content {
  const given = rows.filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return nothing;
  return html`<dl class="facts">
    ${given.map(
      ([label, value]) =>
        html`<div>
          <dt>${say(label)}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** A section under a heading; nothing where it has no content. */
export function section(heading: TextCode, content: Content, context: Context): Content {
  if (content === nothing || (Array.isArray(content) && content.length === 0)) return nothing;
  return html`<section class="part">
    <h2>${context.say(heading)}</h2>
    ${content}
  </section>`;
}

/** Text that keeps its lines, under a label that names it for everyone. */
export function block(label: string, content: Content, note?: Content): TemplateResult {
  return html`<figure>
    <figcaption>${label}${note === undefined ? nothing : html` <small>${note}</small>`}</figcaption>
    <pre tabindex="0" role="group" aria-label=${label}>${content}</pre>
  </figure>`;
}

/** A block that is folded away at first. */
export function folded(label: string, content: Content): TemplateResult {
  return html`<details class="fold">
    <summary>${label}</summary>
    <pre tabindex="0" role="group" aria-label=${label}>${content}</pre>
  </details>`;
}

/** A runbook's Markdown, plain until the host has rendered it. */
export function markdown(text: LocalText, context: Context): TemplateResult {
  const source = localise(text, context.locale);
  const rendered = context.rendered(source);
  return rendered === undefined
    ? html`<div class="markdown plain-text">${source}</div>`
    : html`<div class="markdown">${unsafeHTML(rendered)}</div>`;
}
