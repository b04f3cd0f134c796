// The rollback: a list of its own, in the order in which things were undone, each with its own gates.
import { nothing } from 'lit';
import type { UndoView } from '../../src/runbooks/views/RunView.ts';
import { undoText } from '../../src/runbooks/views/words/cellText.ts';
import { explainUndo } from '../../src/runbooks/views/words/explain.ts';
import { shownUndoConditions } from '../../src/runbooks/views/words/shownConditions.ts';
import { spanText } from '../../src/runbooks/views/words/spanText.ts';
import { undoTone } from '../../src/runbooks/views/words/tone.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';
import { sign } from '../ui/icon.ts';
import { folded } from './bits.ts';
import type { Content } from './bits.ts';
import { conditionItem } from './conditionList.ts';
import { gateItem } from './gateItem.ts';
import { outputBlock } from './outputBlock.ts';
import { failureCard } from './summaryCards.ts';

/** The section; nothing where nothing was rolled back. */
export function undoList(context: Context): Content {
  const { view, say } = context;
  if (view.rollback === undefined) return nothing;
  const { code, args } = view.rollback.reason;
  const together = view.steps.flatMap((step) =>
    shownUndoConditions(step, view).map((condition) => conditionItem(condition, context, { step })),
  );
  return html`<section class="part" aria-labelledby="rollback">
    <h2 id="rollback">${say('views.heading.rollback')}</h2>
    <p class="soft under-head">${say('views.colon', { label: say('views.label.reason'), text: say(code, args) })}</p>
    ${
      view.undos.length === 0
        ? nothing
        : html`<ol class="panel undos">
            ${view.undos.map((undo) => undoItem(undo, context))}
          </ol>`
    }
    ${
      together.length === 0
        ? nothing
        : html`<ul class="gates panel">
            ${together}
          </ul>`
    }
  </section>`;
}

function undoItem(undo: UndoView, context: Context): Content {
  const { say, text, locale } = context;
  const tone = undoTone(undo);
  const failure = explainUndo(undo, locale);
  const took = undo.endedAt === undefined ? nothing : spanText(undo.endedAt - undo.startedAt, locale);
  return html`<li class="undo ${tone}">
    <div class="gate-head">
      ${sign(tone)}<span class="title">${text(undo.title)} <small>${undo.host}</small></span>
      <span class="state">${undoText(undo, locale)}<small>${took}</small></span>
    </div>
    <div class="step-body">
      ${failure === undefined ? nothing : failureCard(failure, context, false)}
      ${
        undo.gates.length === 0
          ? nothing
          : html`<ul class="gates">
              ${undo.gates.map((gate) => gateItem(gate, context))}
            </ul>`
      }
      ${
        undo.script === undefined || undo.script === ''
          ? nothing
          : folded(say('views.label.script'), html`<code>${undo.script}</code>`)
      }
      ${
        undo.script === undefined
          ? nothing
          : outputBlock({ step: undo.step, host: undo.host, attempt: undo.attempt, undo: true }, undo, context)
      }
    </div>
  </li>`;
}
