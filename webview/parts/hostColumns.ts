// A step on several hosts at a glance: a column a host while they can be told apart, else how many are how.
import { nothing } from 'lit';
import type { CellView, StepView } from '../../src/runbooks/views/RunView.ts';
import { cellText } from '../../src/runbooks/views/words/cellText.ts';
import { cellTone } from '../../src/runbooks/views/words/tone.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';
import { sign } from '../ui/icon.ts';
import type { Content } from './bits.ts';
import { byUrgency } from './hostPicker.ts';

const mostColumns = 24;

/** Whether the run's hosts get a column each. */
export function hasColumns({ view }: Context): boolean {
  return view.hosts.length > 1 && view.hosts.length <= mostColumns;
}

/** The hosts' names above their columns; the cells below say them too. */
export function columnHeads(context: Context): Content {
  if (!hasColumns(context)) return nothing;
  const { hosts } = context.view;
  return html`<div class="columns heads" aria-hidden="true" .style=${columnsStyle(hosts.length)}>
    ${hosts.map(({ name }) => html`<span title=${name}><span>${name}</span></span>`)}
  </div>`;
}

/** The step's cells in the columns of their hosts. */
export function hostCells(step: StepView, context: Context): Content {
  if (!hasColumns(context)) return nothing;
  const { view, locale, say } = context;
  const cells = new Map(step.cells.map((cell) => [cell.host, cell]));
  return html`<span
    class="columns"
    role="img"
    aria-label=${countsText(step.cells, context)}
    .style=${columnsStyle(view.hosts.length)}
  >
    ${view.hosts.map(({ name }) => {
      const cell = cells.get(name);
      if (cell === undefined) return html`<span></span>`;
      const state = cellText(cell, view, locale);
      return html`<span title=${say('page.hosts.cell', { host: name, state })} data-host=${name}
        >${sign(cellTone(cell))}</span
      >`;
    })}
  </span>`;
}

/** `2 failed, 1 verifying, 97 done`, the most urgent first. */
export function countsText(cells: readonly CellView[], { view, locale, say }: Context): string {
  const counts = new Map<string, number>();
  for (const cell of byUrgency(cells)) {
    const state = cellText(cell, view, locale);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return [...counts].map(([state, count]) => say('page.hosts.state', { count, state })).join(say('views.separator'));
}

// As a property: the policy refuses a style attribute, which is what lit's styleMap begins with.
function columnsStyle(columns: number): string {
  return `--columns: ${columns}`;
}
