// HTML from templates in which every value is made visible and escaped, so that no data can become markup.
import { visible } from '../visible.ts';

/** Finished HTML. Only this module makes it from text. */
export interface Markup {
  readonly markup: string;
}

export type MarkupValue = string | number | Markup | undefined | false | readonly MarkupValue[];

/** A template: strings and numbers are escaped, markup is taken as it is, lists are joined, undefined and false are nothing. */
export function markup(template: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return {
    markup: template.map((part, index) => part + (index < values.length ? rendered(values[index]) : '')).join(''),
  };
}

/** Text of our own or of a renderer that has escaped it, such as a style sheet. Never data. */
export function trusted(text: string): Markup {
  return { markup: text };
}

/** Text as HTML text or as a quoted attribute's value. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function rendered(value: MarkupValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(visible(value));
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(rendered).join('');
}
