// What gates saw before a change and after it, side by side.
import { nothing } from 'lit';
import { comparisons } from '../../src/runbooks/views/words/comparisons.ts';
import { gateTone } from '../../src/runbooks/views/words/tone.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';
import { sign } from '../ui/icon.ts';
import { printed } from '../ui/printed.ts';
import type { Content } from './bits.ts';

/** On a hundred hosts the table would be the page. */
const mostRows = 60;

export function comparisonTable(context: Context): Content {
  const { view, locale, say } = context;
  const rows = comparisons(view, locale);
  if (rows.length === 0) return nothing;
  const several = view.hosts.length > 1;
  return html`<section class="part" aria-labelledby="compared">
    <h2 id="compared">${say('views.heading.beforeAfter')}</h2>
    <div class="panel wide" tabindex="0" role="group" aria-labelledby="compared">
      <table>
        <thead>
          <tr>
            <th scope="col">${say('views.label.gate')}</th>
            <th scope="col">${say('views.label.before')}</th>
            <th scope="col">${say('views.label.after')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, mostRows).map(
            ({ title, host, before, after, beforeText, afterText }) =>
              html`<tr>
                <th scope="row">${title}${several ? html` <small>${host}</small>` : nothing}</th>
                <td>${sign(gateTone(before))} ${printed(beforeText)}</td>
                <td>${sign(gateTone(after))} ${printed(afterText)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      rows.length > mostRows
        ? html`<p class="soft">${say('views.lines.more', { count: rows.length - mostRows })}</p>`
        : nothing
    }
  </section>`;
}
