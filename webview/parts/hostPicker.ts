// The hosts of a step: those that need attention first, one of them looked at.
import { nothing } from 'lit';
import type { CellView, StepView } from '../../src/runbooks/views/RunView.ts';
import { cellText } from '../../src/runbooks/views/words/cellText.ts';
import { cellTone } from '../../src/runbooks/views/words/tone.ts';
import type { Tone } from '../../src/runbooks/views/words/tone.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';
import { sign } from '../ui/icon.ts';
import type { Content } from './bits.ts';

/** With more, a field to find one. */
const fewHosts = 12;
const urgency: Readonly<Record<Tone, number>> = { bad: 0, doubt: 1, busy: 2, ahead: 3, idle: 4, good: 5, calm: 6 };

/** The cells, most urgent first, else as the role has its hosts. */
export function byUrgency(cells: readonly CellView[]): readonly CellView[] {
  return [...cells].sort((one, other) => urgency[cellTone(one)] - urgency[cellTone(other)]);
}

/** The host of `step` that is looked at: the chosen one, else the most urgent. */
export function chosenCell(step: StepView, { saved }: Context): CellView | undefined {
  const chosen = saved.hosts[step.id];
  return step.cells.find(({ host }) => host === chosen) ?? byUrgency(step.cells)[0];
}

export function hostPicker(step: StepView, context: Context): Content {
  const { say, saved } = context;
  const chosen = chosenCell(step, context);
  const query = context.typed(`hosts ${step.id}`);
  const cells = byUrgency(step.cells).filter(({ host }) => host.toLowerCase().includes(query.toLowerCase()));
  const onInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) context.type(`hosts ${step.id}`, event.target.value);
  };
  return html`<div class="hosts">
    ${
      step.cells.length <= fewHosts
        ? nothing
        : html`<input
            type="search"
            spellcheck="false"
            placeholder=${say('page.hosts.filter')}
            aria-label=${say('page.hosts.filter')}
            @input=${onInput}
          />`
    }
    <ul class="host-list" aria-label=${say('page.hosts.all')}>
      ${cells.map(
        (cell) =>
          html`<li>
            <button
              type="button"
              class="host"
              aria-pressed=${cell === chosen ? 'true' : 'false'}
              @click=${() => context.select({ hosts: { ...saved.hosts, [step.id]: cell.host } })}
            >
              ${sign(cellTone(cell))}<span class="title">${cell.host}</span
              ><small>${cellText(cell, context.view, context.locale)}</small>
            </button>
          </li>`,
      )}
    </ul>
    ${cells.length === 0 ? html`<p class="soft">${say('page.hosts.none')}</p>` : nothing}
  </div>`;
}
