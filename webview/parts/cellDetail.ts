// Everything that is known of a step on one host: why it is as it is, its gates, its script and what it printed.
import { nothing } from 'lit';
import type { AttemptView, CellView, StepView } from '../../src/runbooks/views/RunView.ts';
import { observedText } from '../../src/runbooks/views/words/actualText.ts';
import { exitText } from '../../src/runbooks/views/words/exitText.ts';
import { explainCell } from '../../src/runbooks/views/words/explain.ts';
import type { Explanation } from '../../src/runbooks/views/words/explain.ts';
import { spanText } from '../../src/runbooks/views/words/spanText.ts';
import { valueText } from '../../src/runbooks/views/words/valueText.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';
import { icon } from '../ui/icon.ts';
import { block, facts, folded } from './bits.ts';
import type { Content } from './bits.ts';
import { diffLines } from './diff.ts';
import { gateItem } from './gateItem.ts';
import { nextSentence } from './nextSentence.ts';
import { outputBlock } from './outputBlock.ts';

export function cellDetail(step: StepView, cell: CellView, context: Context): Content {
  const { locale, say } = context;
  const failure = explainCell(step, cell, locale);
  const earlier = cell.attempts.slice(0, -1);
  const last = cell.attempts.at(-1);
  return html`${
    failure === undefined
      ? cell.reason === undefined
        ? nothing
        : html`<p class="soft">${say(cell.reason.code, cell.reason.args)}</p>`
      : failureLines(failure, context)
  }
  ${cell.diff === undefined || cell.diff === '' ? nothing : block(say('views.label.diff'), diffLines(cell.diff))}
  ${last === undefined ? nothing : attemptBody(cell, last, context, cell.attempts.length > 1)}
  ${
    earlier.length === 0
      ? nothing
      : html`<details class="fold">
          <summary>${say('page.attempts.earlier', { count: earlier.length })}</summary>
          ${earlier.map((attempt) => attemptBody(cell, attempt, context, true))}
        </details>`
  }`;
}

// The proof stands below, in the gate or the output: here are only the sentence and what comes next.
function failureLines({ why, because }: Explanation, context: Context): Content {
  const next = nextSentence(context);
  return html`<p class="why big">${why}</p>
    ${because === undefined ? nothing : html`<p>${because}</p>`}
    ${next === undefined ? nothing : html`<p class="note">${icon('arrow-right')}<span>${next}</span></p>`}`;
}

function attemptBody(cell: CellView, attempt: AttemptView, context: Context, several: boolean): Content {
  const { say, locale } = context;
  const gates = attempt.gates.filter(({ ref }) => ref.part !== 'before' && ref.attempt === attempt.attempt);
  const captures = Object.entries(attempt.captures);
  const { observation, check, limit, script } = attempt;
  const reserved = limit?.state === 'reserved' ? limit : undefined;
  return html`<div class="attempt">
    ${several ? html`<h4>${say('views.label.attempt', { attempt: attempt.attempt })}</h4>` : nothing}
    ${
      gates.length === 0
        ? nothing
        : html`<ul class="gates">
            ${gates.map((gate) => gateItem(gate, context, { explained: true }))}
          </ul>`
    }
    ${facts(
      [
        ['views.label.check', check === undefined ? undefined : observedText(check, locale)],
        ['views.label.outcome', observation === undefined ? undefined : exitText(observation.exit, locale)],
      ],
      context,
    )}
    ${
      reserved === undefined
        ? nothing
        : html`<p class="soft">
            ${say('page.limit', { times: reserved.times, within: spanText(reserved.within, locale) })}
          </p>`
    }
    ${attempt.reattached.map(
      ({ found }) => html`<p class="note">${icon('debug-disconnect')}<span>${say(reattachCode[found])}</span></p>`,
    )}
    ${script === undefined || script === '' ? nothing : folded(say('views.label.script'), html`<code>${script}</code>`)}
    ${outputBlock({ step: cell.step, host: cell.host, attempt: attempt.attempt, undo: false }, attempt, context)}
    ${
      captures.length === 0
        ? nothing
        : html`<dl class="captures">
            ${captures.map(
              ([name, value]) =>
                html`<div>
                  <dt><code>${name}</code></dt>
                  <dd>${valueText(value)}</dd>
                </div>`,
            )}
          </dl>`
    }
  </div>`;
}

const reattachCode = {
  followed: 'page.reattached',
  gone: 'page.reattachedGone',
  absent: 'page.reattachedAbsent',
} as const;
