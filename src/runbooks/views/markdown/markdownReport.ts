// A run as Markdown, for a ticket or a chat: the same order as the HTML report.
import { say } from '../../texts/say.ts';
import type { Locale, TextCode } from '../../texts/say.ts';
import type { Reported, ReportOptions } from '../ReportOptions.ts';
import type { CellView, ConditionView, GateView, RunView, StepView } from '../RunView.ts';
import { actualText } from '../words/actualText.ts';
import { cellText, undoText, verdictText } from '../words/cellText.ts';
import { explainRun } from '../words/explain.ts';
import type { Explanation } from '../words/explain.ts';
import { gateTitle } from '../words/gateTitle.ts';
import { guardDeeds, guardRule, guardTitle, lastLook } from '../words/guardText.ts';
import { hostText } from '../words/hostText.ts';
import { localise } from '../../language/localise.ts';
import { inputTexts } from '../words/inputTexts.ts';
import { modeText } from '../words/modeText.ts';
import { nextMove } from '../words/nextMove.ts';
import { hostsText } from '../words/rolesText.ts';
import { shownConditions, shownUndoConditions } from '../words/shownConditions.ts';
import { spanText } from '../words/spanText.ts';
import { timelineOf } from '../words/timelineOf.ts';
import type { Moment } from '../words/timelineOf.ts';
import { timeText } from '../words/timeText.ts';
import { cellTone, gateTone, runTone, undoTone } from '../words/tone.ts';
import type { Tone } from '../words/tone.ts';
import { valueText } from '../words/valueText.ts';
import { verdictLines } from '../words/verdictLines.ts';
import { markdownBlock, markdownCode, markdownText } from './markdownText.ts';

const signs: Readonly<Record<Tone, string>> = {
  good: '✅',
  bad: '❌',
  doubt: '⚠️',
  busy: '⏳',
  idle: '▫️',
  calm: '➖',
  ahead: '▶️',
};

/** The report of a run, in CommonMark with tables. */
export function markdownReport(reported: Reported, { locale }: ReportOptions): string {
  const { view, moments } = timelineOf(reported, locale);
  const parts = [
    `# ${markdownText(localise(view.title, locale))}`,
    `**${signs[runTone(view)]} ${markdownText(modeText(view, locale))}**`,
    verdict(view, locale),
    about(view, locale),
    section(
      'views.heading.failures',
      locale,
      explainRun(view, locale).map((explanation) => failure(explanation, locale)),
    ),
    next(view, locale),
    section('views.heading.preconditions', locale, conditionItems(view.preconditions, locale)),
    section(
      'views.heading.steps',
      locale,
      view.steps.map((step) => stepItem(step, view, locale)),
    ),
    section('views.heading.rollback', locale, undoItems(view, locale)),
    section('views.heading.postconditions', locale, conditionItems(view.postconditions, locale)),
    section('views.heading.guards', locale, guardItems(view, locale)),
    section('views.heading.captures', locale, captures(view, locale)),
    section('views.heading.inputs', locale, inputs(view, locale)),
    section('views.heading.timeline', locale, timeline(moments, locale)),
    `---\n\n${markdownText(say(locale, { code: 'views.report.made', args: { engine: view.engine } }))}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(heading: TextCode, locale: Locale, items: readonly string[]): string {
  return items.length === 0 ? '' : `## ${say(locale, { code: heading })}\n\n${items.join('\n')}`;
}

// A bar ends a cell even inside a code span.
function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
}

function table(locale: Locale, headings: readonly TextCode[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  return [row(headings.map((code) => say(locale, { code }))), row(headings.map(() => '---')), ...rows.map(row)];
}

function about(view: RunView, locale: Locale): string {
  const hosts = Object.entries(view.plan?.roles ?? {}).map(([role, names]) => `${role}: ${hostsText(names, locale)}`);
  const rows: readonly (readonly [TextCode, string])[] = [
    ['views.label.runbook', view.plan?.name ?? ''],
    ['views.label.hosts', hosts.join(' · ')],
    ['views.label.by', view.by],
    ['views.label.started', `${timeText(view.startedAt)} UTC`],
    ['views.label.took', spanText((view.endedAt ?? view.lastAt) - view.startedAt, locale)],
    ['views.label.exitCode', String(view.code ?? '')],
    ['views.label.run', view.runId],
  ];
  return table(
    locale,
    ['views.label.name', 'views.label.value'],
    rows.filter(([, value]) => value !== '').map(([code, value]) => [say(locale, { code }), markdownText(value)]),
  ).join('\n');
}

function verdict(view: RunView, locale: Locale): string {
  if (view.verdict === undefined) return '';
  const { title, evidence, notExcluded } = verdictLines(view, view.verdict, locale);
  const lines = [
    `**${markdownText(title)}**`,
    '',
    ...evidence.map(({ label, text }) => `- ${markdownText(label)}: ${markdownCode(text)}`),
    ...notExcluded.map((text) => `- ${signs.doubt} ${markdownText(text)}`),
  ];
  return section('views.heading.verdict', locale, lines);
}

function failure(explanation: Explanation, locale: Locale): string {
  const { title, host, why, because, expected, actual, output } = explanation;
  const label = (code: TextCode): string => say(locale, { code });
  return [
    `### ${markdownText(title)} (${markdownText(host)})`,
    '',
    `**${markdownText(why)}**${because === undefined ? '' : ` ${markdownText(because)}`}`,
    '',
    ...(expected === undefined ? [] : [`- ${label('views.label.expected')}: ${markdownCode(expected)}`]),
    ...(actual === undefined || actual === '' ? [] : [`- ${label('views.label.actual')}: ${markdownCode(actual)}`]),
    ...(output.length === 0 ? [] : ['', markdownBlock(output.join('\n'))]),
    '',
  ].join('\n');
}

function next(view: RunView, locale: Locale): string {
  const move = view.outcome === undefined ? undefined : nextMove(view, locale);
  if (move === undefined) return '';
  const command = move.command === undefined ? [] : ['', markdownBlock(move.command, 'sh')];
  return section('views.heading.next', locale, [markdownText(move.sentence), ...command]);
}

function conditionItems(conditions: readonly ConditionView[], locale: Locale, step?: StepView): readonly string[] {
  return conditions.flatMap((condition) => conditionItem(condition, gateTitle(condition, locale), locale, step));
}

function conditionItem(
  { gates, expected }: ConditionView,
  title: string,
  locale: Locale,
  step?: StepView,
): readonly string[] {
  if (gates.length === 0) return [`- ${signs.idle} ${markdownText(title)} · ${markdownCode(expected)}`];
  return gates.map((gate) => {
    const host = gates.length > 1 || step !== undefined ? hostText(gate, locale, step) : undefined;
    return gateItem(gate, locale, { host, title });
  });
}

function guardItems(view: RunView, locale: Locale): readonly string[] {
  return view.guards.flatMap((guard) => [
    ...conditionItem(guard, guardTitle(guard, view, locale), locale),
    ...[guardRule(guard, locale), ...guardDeeds(guard, view, locale)].map((text) => `  - ${markdownText(text)}`),
  ]);
}

function gateItem(
  gate: GateView,
  locale: Locale,
  {
    host,
    title = gateTitle({ title: gate.title, index: gate.ref.index }, locale),
  }: { readonly host?: string | undefined; readonly title?: string } = {},
): string {
  const seen = actualText(gate, locale);
  const look = gate.ref.part === 'guard' ? lastLook(gate, locale) : undefined;
  const parts = [
    `${signs[gateTone(gate)]} ${host === undefined ? '' : `${markdownText(host)}: `}${markdownText(title)}`,
    verdictText(gate, locale),
    markdownCode(gate.expected),
    ...(seen === '' ? [] : [markdownCode(seen)]),
    ...(look === undefined ? [] : [markdownText(look)]),
    ...(gate.greenBefore ? [markdownText(say(locale, { code: 'views.gate.provesNothing' }))] : []),
  ];
  return `- ${parts.join(' · ')}`;
}

function stepItem(step: StepView, view: RunView, locale: Locale): string {
  const title = `**${markdownText(localise(step.title, locale))}** ${markdownCode(step.id)}`;
  const [only] = step.cells;
  const together = conditionItems(shownConditions(step, view), locale, step).map((item) => `  ${item}`);
  const cells = step.cells.flatMap((cell) => cellItems(cell, step.cells.length > 1, view, locale));
  if (only === undefined || step.cells.length > 1) return [`- ${title}`, ...together, ...cells].join('\n');
  return [`- ${signs[cellTone(only)]} ${title}: ${cellState(only, view, locale)}`, ...together, ...cells].join('\n');
}

function cellItems(cell: CellView, several: boolean, view: RunView, locale: Locale): readonly string[] {
  const own = several
    ? [`  - ${signs[cellTone(cell)]} ${markdownText(cell.host)}: ${cellState(cell, view, locale)}`]
    : [];
  const depth = several ? '    ' : '  ';
  const gates = (cell.attempts.at(-1)?.gates ?? []).filter(({ ref }) => ref.part !== 'before');
  const diff =
    cell.diff === undefined || cell.diff === '' ? [] : ['', ...indented(markdownBlock(cell.diff, 'diff'), depth), ''];
  return [...own, ...diff, ...gates.map((gate) => depth + gateItem(gate, locale))];
}

function cellState(cell: CellView, view: RunView, locale: Locale): string {
  const took =
    cell.startedAt === undefined || cell.endedAt === undefined
      ? ''
      : ` (${spanText(cell.endedAt - cell.startedAt, locale)})`;
  const reason = cell.reason === undefined ? '' : `. ${say(locale, cell.reason)}`;
  return markdownText(`${cellText(cell, view, locale)}${took}${reason}`);
}

function undoItems(view: RunView, locale: Locale): readonly string[] {
  const reason = view.rollback === undefined ? [] : [markdownText(say(locale, view.rollback.reason)), ''];
  const items = view.undos.flatMap((undo) => [
    `- ${signs[undoTone(undo)]} **${markdownText(localise(undo.title, locale))}** (${markdownText(undo.host)}): ${undoText(undo, locale)}`,
    ...undo.gates.map((gate) => `  ${gateItem(gate, locale)}`),
  ]);
  const together = view.steps.flatMap((step) => conditionItems(shownUndoConditions(step, view), locale, step));
  return [...reason, ...items, ...together];
}

function captures(view: RunView, locale: Locale): readonly string[] {
  const rows = view.steps.flatMap((step) =>
    step.cells.flatMap((cell) =>
      Object.entries(cell.attempts.at(-1)?.captures ?? {}).map(([name, value]) => [
        markdownCode(name),
        markdownText(cell.host),
        markdownCode(valueText(value)),
      ]),
    ),
  );
  return table(locale, ['views.label.name', 'views.label.host', 'views.label.value'], rows);
}

function inputs(view: RunView, locale: Locale): readonly string[] {
  const texts = view.plan === undefined ? [] : inputTexts(view.plan, locale);
  const rows = texts.map(({ name, text }) => [markdownCode(name), markdownCode(text)]);
  return table(locale, ['views.label.name', 'views.label.value'], rows);
}

function timeline(moments: readonly Moment[], locale: Locale): readonly string[] {
  const rows = moments.map(({ at, host, tone, text }) => [
    timeText(at, 'clock'),
    host === undefined ? '' : markdownText(host),
    `${signs[tone]} ${markdownText(text)}`,
  ]);
  return table(locale, ['views.label.time', 'views.label.host', 'views.label.event'], rows);
}

function indented(block: string, space: string): readonly string[] {
  return block.split('\n').map((line) => space + line);
}
