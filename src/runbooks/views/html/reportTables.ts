// The report's tables: hosts, inputs, captures, before and after, decisions, undos, timeline.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { RunView } from '../RunView.ts';
import { undoText } from '../words/cellText.ts';
import { comparisons } from '../words/comparisons.ts';
import { localise } from '../../language/localise.ts';
import { inputTexts } from '../words/inputTexts.ts';
import { shownUndoConditions } from '../words/shownConditions.ts';
import { spanText } from '../words/spanText.ts';
import type { Moment } from '../words/timelineOf.ts';
import { timeText } from '../words/timeText.ts';
import { gateTone, undoTone } from '../words/tone.ts';
import { conditionItem } from './conditionItems.ts';
import { gateItem } from './gateItem.ts';
import { markup, trusted } from './markup.ts';
import type { Markup } from './markup.ts';
import { printedText } from './printedText.ts';
import { block, sign, table, word } from './signs.ts';
import { leaseStateText } from '../words/leaseStateText.ts';
import { valueMarkup } from './valueMarkup.ts';

/** A journal of days must not make a page that no browser opens. */
const timelineLimit = 1000;

export function hostRows(view: RunView, locale: Locale): readonly Markup[] {
  const rows = view.hosts.map((host) => {
    const { name, roles, state, connections, identity, lost } = host;
    const lease = leaseStateText(host, locale);
    const tone = state === 'connected' ? 'good' : state === 'waiting' ? 'idle' : 'bad';
    const again =
      connections < 2
        ? ''
        : connections === 2
          ? say(locale, { code: 'views.host.lostOnce' })
          : say(locale, { code: 'views.host.lostTimes', args: { times: connections - 1 } });
    return markup`<tr><th scope="row">${name} <small>${roles.join(', ')}</small></th><td>${sign(tone)} ${say(locale, { code: `views.host.${state}` })}${
      again !== '' && markup`<br><small>${again}</small>`
    }${state === 'lost' && lost !== undefined && markup`<br><small>${lost}</small>`}${lease !== undefined && markup`<br><small>${lease}</small>`}</td><td>${identity?.address}${
      identity !== undefined &&
      identity.jumps.length > 0 &&
      markup`<br><small>${say(locale, { code: 'views.label.jumps' })} ${identity.jumps.join(' → ')}</small>`
    }</td><td><code>${identity?.hostKey}</code></td></tr>`;
  });
  if (rows.length === 0) return [];
  return [table(locale, ['views.label.host', 'views.label.state', 'views.label.address', 'views.label.hostKey'], rows)];
}

export function inputRows(view: RunView, locale: Locale): readonly Markup[] {
  const inputs = view.plan === undefined ? [] : inputTexts(view.plan, locale);
  const rows = inputs.map(
    ({ name, text }) => markup`<tr><th scope="row"><code>${name}</code></th><td>${text}</td></tr>`,
  );
  return rows.length === 0 ? [] : [table(locale, ['views.label.name', 'views.label.value'], rows)];
}

export function captureRows(view: RunView, locale: Locale): readonly Markup[] {
  const several = view.hosts.length > 1;
  const rows = view.steps.flatMap((step) =>
    step.cells.flatMap((cell) =>
      Object.entries(cell.attempts.at(-1)?.captures ?? {}).map(
        ([name, value]) =>
          markup`<tr><th scope="row"><code>${name}</code></th><td>${localise(step.title, locale)}${several && markup` <small>${cell.host}</small>`}</td><td>${valueMarkup(value, locale)}</td></tr>`,
      ),
    ),
  );
  return rows.length === 0 ? [] : [table(locale, ['views.label.name', 'views.label.step', 'views.label.value'], rows)];
}

export function comparisonRows(view: RunView, locale: Locale): readonly Markup[] {
  const several = view.hosts.length > 1;
  const rows = comparisons(view, locale).map(
    ({ title, step, host, before, after, beforeText, afterText }) =>
      markup`<tr><th scope="row">${title} <small>${step}${several && ` · ${host}`}</small></th><td>${sign(gateTone(before))} ${beforeText}</td><td>${sign(gateTone(after))} ${afterText}</td></tr>`,
  );
  return rows.length === 0
    ? []
    : [table(locale, ['views.label.gate', 'views.label.before', 'views.label.after'], rows)];
}

export function decisionRows(view: RunView, locale: Locale): readonly Markup[] {
  return view.decisions.map(({ question, answer }) => {
    const said =
      answer === undefined
        ? say(locale, { code: 'views.decision.open' })
        : say(locale, {
            code: 'views.decision.answered',
            args: { option: say(locale, { code: `views.decision.${answer.option}` }), by: answer.by },
          });
    return markup`<div class="ask"><p><b>${say(locale, question)}</b></p><p>${said}${answer !== undefined && markup` <small>${timeText(answer.at)}</small>`}</p></div>`;
  });
}

export function undoItems(view: RunView, locale: Locale): readonly Markup[] {
  if (view.rollback === undefined && view.undos.length === 0) return [];
  const several = view.hosts.length > 1;
  const items = view.undos.map((undo) => {
    const tone = undoTone(undo);
    const took = undo.endedAt === undefined ? '' : spanText(undo.endedAt - undo.startedAt, locale);
    return markup`<li><details${tone !== 'good' && trusted(' open')}><summary>${sign(tone)}<span class="title">${localise(undo.title, locale)}${
      several && markup` <small>${undo.host}</small>`
    }</span><span class="state">${word(tone, undoText(undo, locale))} <small>${took}</small></span></summary><div class="inside">${
      undo.reason !== undefined && markup`<p class="reason">${say(locale, undo.reason)}</p>`
    }${undo.gates.length > 0 && markup`<ul class="gates">${undo.gates.map((gate) => gateItem(gate, locale))}</ul>`}${
      undo.script !== undefined && block(locale, 'views.label.script', markup`<code>${undo.script}</code>`)
    }${undo.output !== '' && block(locale, 'views.label.output', printedText(undo.output))}</div></details></li>`;
  });
  const reason =
    view.rollback === undefined ? markup`` : markup`<p class="reason">${say(locale, view.rollback.reason)}</p>`;
  const together = view.steps.flatMap((step) =>
    shownUndoConditions(step, view).map((condition) => conditionItem(condition, locale, { step })),
  );
  return [
    reason,
    items.length === 0 ? markup`` : markup`<ol class="steps">${items}</ol>`,
    together.length === 0 ? markup`` : markup`<ul class="gates panel">${together}</ul>`,
  ];
}

export function timelineRows(moments: readonly Moment[], locale: Locale): readonly Markup[] {
  if (moments.length === 0) return [];
  const several = new Set(moments.map(({ host }) => host)).size > 2;
  const rows = moments
    .slice(0, timelineLimit)
    .map(
      ({ at, host, tone, text }) =>
        markup`<tr><td class="time">${timeText(at, 'clock')}</td><td>${sign(tone)} ${several && host !== undefined && markup`<b>${host}</b> `}${text}</td></tr>`,
    );
  const more = moments.length - timelineLimit;
  return [
    markup`<details><summary>${say(locale, { code: 'views.report.moments', args: { count: moments.length } })} <small>${say(locale, { code: 'views.report.timelineUtc' })}</small></summary>${table(
      locale,
      ['views.label.time', 'views.label.event'],
      rows,
    )}${more > 0 && markup`<p>${say(locale, { code: 'views.lines.more', args: { count: more } })}</p>`}</details>`,
  ];
}
