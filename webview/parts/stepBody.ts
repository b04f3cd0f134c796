// What a step unfolds to: its question, what it is for, and how it went on the host that is looked at.
import { nothing } from 'lit';
import type { ConfirmView, ManualView, StepView } from '../../src/runbooks/views/RunView.ts';
import { shownConditions } from '../../src/runbooks/views/words/shownConditions.ts';
import { timeText } from '../../src/runbooks/views/words/timeText.ts';
import type { Context } from '../page/Context.ts';
import { html } from '../ui/html.ts';
import { icon } from '../ui/icon.ts';
import { markdown } from './bits.ts';
import type { Content } from './bits.ts';
import { cellDetail } from './cellDetail.ts';
import { conditionItem } from './conditionList.ts';
import { chosenCell, hostPicker } from './hostPicker.ts';
import { questionCards } from './questionCard.ts';

export function stepBody(step: StepView, context: Context): Content {
  const { say, post } = context;
  const cell = chosenCell(step, context);
  const description = 'description' in step.step ? step.step.description : undefined;
  const detail = cell === undefined ? nothing : cellDetail(step, cell, context);
  return html`${questionCards(step.id, context)} ${description === undefined ? nothing : markdown(description, context)}
    ${step.confirms.map((confirm) => confirmed(confirm, context))}
    ${step.manuals.map((manual) => done(manual, context))} ${together(step, context)}
    ${
      step.cells.length > 1
        ? html`<div class="by-host">
            ${hostPicker(step, context)}
            <div class="of-host">
              <h4>${cell?.host ?? ''}</h4>
              ${detail}
            </div>
          </div>`
        : detail
    }
    <p class="step-foot">
      <button type="button" class="plain" @click=${() => post({ type: 'openRunbook', step: step.id })}>
        ${icon('go-to-file')}<span>${say('page.openStep')}</span>
      </button>
    </p>`;
}

// Gates that are for all its hosts, and those of the runbook that it uses.
function together(step: StepView, context: Context): Content {
  const conditions = shownConditions(step, context.view);
  if (conditions.length === 0) return nothing;
  const heading = 'use' in step.step ? 'views.heading.usedGates' : 'views.heading.shared';
  return html`<div>
    <h4>${context.say(heading)}</h4>
    <ul class="gates">
      ${conditions.map((condition) => conditionItem(condition, context, { step }))}
    </ul>
  </div>`;
}

// What was answered stays with the step; what is open is a question of its own.
function confirmed({ answer, message }: ConfirmView, { say, text }: Context): Content {
  if (answer === undefined) return nothing;
  const { by, typed } = answer;
  const said = !answer.yes
    ? say('views.confirm.no', { by })
    : typed === undefined || typed === ''
      ? say('views.confirm.yes', { by })
      : say('views.confirm.typed', { by, typed });
  return html`<p class="note">
    ${icon('account')}<span>${text(message)} <b>${said}</b> <small>${timeText(answer.at, 'clock')} UTC</small></span>
  </p>`;
}

function done({ answer }: ManualView, { say }: Context): Content {
  if (answer === undefined) return nothing;
  const said = say(answer.done ? 'views.manual.done' : 'views.manual.notDone', { by: answer.by });
  return html`<p class="note">
    ${icon('account')}<span><b>${said}</b> <small>${timeText(answer.at, 'clock')} UTC</small></span>
  </p>`;
}
