// A step in the report: a row that opens to everything that is known of it, host by host.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { AttemptView, CellView, ConfirmView, ManualView, RunView, StepView } from '../RunView.ts';
import { renderMarkdown } from '../markdown/renderMarkdown.ts';
import { observedText } from '../words/actualText.ts';
import { cellText } from '../words/cellText.ts';
import { exitText } from '../words/exitText.ts';
import { localise } from '../../language/localise.ts';
import { shownConditions } from '../words/shownConditions.ts';
import { spanText } from '../words/spanText.ts';
import { timeText } from '../words/timeText.ts';
import { cellTone, worstTone } from '../words/tone.ts';
import { conditionItem } from './conditionItems.ts';
import { diffText } from './diffText.ts';
import { gateItem } from './gateItem.ts';
import { markup, trusted } from './markup.ts';
import type { Markup } from './markup.ts';
import { printedText } from './printedText.ts';
import { block, facts, sign, word } from './signs.ts';
import { valueMarkup } from './valueMarkup.ts';

/** A list item with the step's row. One that is not green, or changed something, stands open. */
export function stepItem(step: StepView, view: RunView, locale: Locale): Markup {
  const tone = worstTone(step.cells.map(cellTone));
  const [only] = step.cells;
  const single = only !== undefined && step.cells.length === 1;
  // A change stands open too, since its gates are what the report is read for.
  const proof = single && step.effect !== 'read' && only.attempts.some(({ gates }) => gates.length > 0);
  const open = proof || tone === 'bad' || tone === 'doubt' || tone === 'ahead';
  const description = 'description' in step.step ? step.step.description : undefined;
  const cells = [...step.cells].sort((one, other) => urgency(one) - urgency(other));
  return markup`<li><details${open && trusted(' open')}><summary>${sign(tone)}<span class="title">${localise(step.title, locale)} <code class="id">${step.id}</code></span>${effect(
    step,
    locale,
  )}<span class="state">${single ? status(only, view, locale) : counts(step, locale)}</span></summary><div class="inside">${
    description !== undefined && trusted(renderMarkdown(localise(description, locale)))
  }${step.confirms.map((confirm) => confirmBlock(confirm, locale))}${step.manuals.map((manual) => manualBlock(manual, locale))}${together(step, view, locale)}${
    single ? cellBody(only, locale) : cells.map((cell) => hostDetails(cell, view, locale))
  }</div></details></li>`;
}

// Gates that are for all its hosts, and those of the runbook that it uses.
function together(step: StepView, view: RunView, locale: Locale): Markup {
  const conditions = shownConditions(step, view);
  const planned = view.mode === 'plan';
  const heading = 'use' in step.step ? 'views.heading.usedGates' : 'views.heading.shared';
  return markup`${conditions.length > 0 && markup`<h4>${say(locale, { code: heading })}</h4><ul class="gates">${conditions.map((condition) => conditionItem(condition, locale, { step, planned }))}</ul>`}`;
}

function hostDetails(cell: CellView, view: RunView, locale: Locale): Markup {
  const tone = cellTone(cell);
  return markup`<details class="host"${tone === 'bad' && trusted(' open')}><summary>${sign(tone)}<span class="title">${cell.host}</span><span class="state">${status(cell, view, locale)}</span></summary><div class="inside">${cellBody(cell, locale)}</div></details>`;
}

function status(cell: CellView, view: RunView, locale: Locale): Markup {
  const took =
    cell.startedAt === undefined || cell.endedAt === undefined ? '' : spanText(cell.endedAt - cell.startedAt, locale);
  return markup`${word(cellTone(cell), cellText(cell, view, locale))} <small>${took}</small>`;
}

function effect(step: StepView, locale: Locale): Markup {
  if (step.effect === undefined) return markup``;
  return markup`<span class="effect ${step.effect}">${say(locale, { code: `views.effect.${step.effect}` })}</span>`;
}

function counts(step: StepView, locale: Locale): Markup {
  const bad = step.cells.filter((cell) => ['bad', 'doubt'].includes(cellTone(cell))).length;
  const hosts = say(locale, { code: 'views.hosts.count', args: { count: step.cells.length } });
  return markup`${bad > 0 && word('bad', say(locale, { code: 'views.hosts.bad', args: { count: bad } }))} <small>${hosts}</small>`;
}

function cellBody(cell: CellView, locale: Locale): Markup {
  const reason = cell.reason === undefined ? undefined : say(locale, cell.reason);
  return markup`${reason !== undefined && markup`<p class="reason">${reason}</p>`}${
    cell.diff !== undefined && cell.diff !== '' && block(locale, 'views.label.diff', diffText(cell.diff))
  }${cell.attempts.map((attempt) => attemptBody(attempt, cell.attempts.length > 1, locale))}`;
}

function attemptBody(attempt: AttemptView, several: boolean, locale: Locale): Markup {
  const gates = attempt.gates.filter(({ ref }) => ref.part !== 'before' && ref.attempt === attempt.attempt);
  const captures = Object.entries(attempt.captures);
  const { observation, check, limit } = attempt;
  return markup`${several && markup`<h4>${say(locale, { code: 'views.label.attempt', args: { attempt: attempt.attempt } })}</h4>`}${facts(
    locale,
    [
      ['views.label.check', check === undefined ? undefined : observedText(check, locale)],
      ['views.label.outcome', observation === undefined ? undefined : exitText(observation.exit, locale)],
      [
        'views.label.reason',
        limit?.state === 'refused'
          ? say(locale, {
              code: 'views.why.limit',
              args: { used: limit.used.length, free: `${timeText(limit.freeAt)} UTC` },
            })
          : undefined,
      ],
    ],
  )}${gates.length > 0 && markup`<ul class="gates">${gates.map((gate) => gateItem(gate, locale))}</ul>`}${
    attempt.script !== undefined &&
    attempt.script !== '' &&
    block(locale, 'views.label.script', markup`<code>${attempt.script}</code>`)
  }${
    attempt.output !== '' &&
    block(
      locale,
      'views.label.output',
      printedText(attempt.output),
      attempt.outputCut ? say(locale, { code: 'views.output.cut' }) : undefined,
    )
  }${
    captures.length > 0 &&
    markup`<dl class="captures">${captures.map(([name, value]) => markup`<div><dt><code>${name}</code></dt><dd>${valueMarkup(value, locale)}</dd></div>`)}</dl>`
  }`;
}

function confirmBlock(confirm: ConfirmView, locale: Locale): Markup {
  const { answer } = confirm;
  const typed = answer?.typed ?? '';
  const said =
    answer === undefined
      ? say(locale, { code: 'views.confirm.open' })
      : !answer.yes
        ? say(locale, { code: 'views.confirm.no', args: { by: answer.by } })
        : say(locale, {
            code: typed === '' ? 'views.confirm.yes' : 'views.confirm.typed',
            args: { by: answer.by, typed },
          });
  return markup`<div class="ask"><p><b>${localise(confirm.message, locale)}</b></p><p>${said}${
    answer !== undefined && markup` <small>${timeText(answer.at)}</small>`
  }</p>${
    confirm.shown.length > 0 &&
    markup`<details><summary>${say(locale, { code: 'views.label.shown' })}</summary>${confirm.shown.map(
      (shown) =>
        markup`<figure><figcaption>${localise(shown.title, locale)} <small>${shown.host}</small></figcaption><pre tabindex="0">${printedText([shown.observation.stdout, shown.observation.stderr].filter((text) => text !== '').join('\n'))}</pre></figure>`,
    )}</details>`
  }</div>`;
}

function manualBlock(manual: ManualView, locale: Locale): Markup {
  const { answer } = manual;
  const said =
    answer === undefined
      ? say(locale, { code: 'views.confirm.open' })
      : say(locale, { code: answer.done ? 'views.manual.done' : 'views.manual.notDone', args: { by: answer.by } });
  return markup`<div class="ask">${trusted(renderMarkdown(localise(manual.instructions, locale)))}<p>${said}</p></div>`;
}

// Failing hosts first, the others as the role has them.
function urgency(cell: CellView): number {
  const tone = cellTone(cell);
  return tone === 'bad' ? 0 : tone === 'doubt' ? 1 : tone === 'busy' ? 2 : 3;
}
