// The field in which a person types what shows that they mean it.
import { nothing } from 'lit';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';
import type { Content } from './bits.ts';

export interface TypeFieldOptions {
  readonly disabled: boolean;
  readonly onEnter: () => void;
}

/** Asks for `wanted`; what is typed so far belongs to the question `key`. */
export function typeField(
  wanted: string,
  key: string,
  context: Context,
  { disabled, onEnter }: TypeFieldOptions,
): Content {
  const typed = context.typed(key);
  const onInput = (event: Event): void => {
    const { target } = event;
    if (target !== null && 'value' in target && typeof target.value === 'string') context.type(key, target.value);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onEnter();
  };
  const mismatch = typed === '' || typed === wanted ? nothing : context.say('page.typeMismatch');
  return html`<div class="type">
    <vscode-text-field
      .value=${typed === '' ? '' : nothing}
      ?disabled=${disabled}
      spellcheck="false"
      autocomplete="off"
      @input=${onInput}
      @keydown=${onKey}
      >${prompt(wanted, context)}</vscode-text-field
    >
    <small class="mismatch">${mismatch}</small>
  </div>`;
}

function prompt(wanted: string, { say }: Context): Content {
  const [before = '', after = ''] = say('page.typeToConfirm', { text: '\n' }).split('\n');
  return html`${before}<code>${wanted}</code>${after}`;
}
