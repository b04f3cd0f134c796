// A run as JUnit XML, so that a CI shows every step and gate as a test.
import { say } from '../../texts/say.ts';
import type { Locale, TextCode } from '../../texts/say.ts';
import type { Reported, ReportOptions } from '../ReportOptions.ts';
import type { CellView, ConditionView, GateView, RunView, StepView, UndoView } from '../RunView.ts';
import { visible } from '../visible.ts';
import { viewOf } from '../viewRun.ts';
import { actualText } from '../words/actualText.ts';
import { cellText, undoText, verdictText } from '../words/cellText.ts';
import { explainCell, explainUndo, whyGate } from '../words/explain.ts';
import type { Explanation } from '../words/explain.ts';
import { gateTitle } from '../words/gateTitle.ts';
import { localise } from '../../language/localise.ts';
import { modeText } from '../words/modeText.ts';
import { cellTone, gateTone, undoTone } from '../words/tone.ts';
import type { Tone } from '../words/tone.ts';
import { element, xmlDocument } from './xml.ts';
import type { XmlElement } from './xml.ts';

/**
 * The report of a run. A suite each for preconditions, steps, rollback, postconditions and guards; a test case for each step and
 * gate on each host. `failure` is a proven no, `error` one that nobody can answer for, `skipped` what was not needed or not reached.
 */
export function junitReport(reported: Reported, { locale }: ReportOptions): string {
  const view = viewOf(reported);
  const suites = [
    suite('views.heading.preconditions', conditionCases(view.preconditions, locale), view, locale),
    suite(
      'views.heading.steps',
      view.steps.flatMap((step) => stepCases(step, view, locale)),
      view,
      locale,
    ),
    suite(
      'views.heading.rollback',
      view.undos.flatMap((undo) => undoCases(undo, locale)),
      view,
      locale,
    ),
    suite('views.heading.postconditions', conditionCases(view.postconditions, locale), view, locale),
    suite('views.heading.guards', conditionCases(view.guards, locale), view, locale),
  ].filter((one) => one.children.length > 0);
  const total = (name: string): number => suites.reduce((sum, one) => sum + Number(one.attributes[name]), 0);
  return xmlDocument(
    element(
      'testsuites',
      {
        name: `${localise(view.title, locale)}: ${modeText(view, locale)}`,
        tests: total('tests'),
        failures: total('failures'),
        errors: total('errors'),
        skipped: total('skipped'),
        time: seconds((view.endedAt ?? view.lastAt) - view.startedAt),
      },
      suites,
    ),
  );
}

function suite(heading: TextCode, cases: readonly XmlElement[], view: RunView, locale: Locale): XmlElement {
  const having = (name: string): number =>
    cases.filter(({ children }) => children.some((child) => typeof child !== 'string' && child.name === name)).length;
  return element(
    'testsuite',
    {
      name: say(locale, { code: heading }),
      tests: cases.length,
      failures: having('failure'),
      errors: having('error'),
      skipped: having('skipped'),
      timestamp: new Date(view.startedAt).toISOString().slice(0, 19),
    },
    cases,
  );
}

function conditionCases(conditions: readonly ConditionView[], locale: Locale): readonly XmlElement[] {
  return conditions.flatMap((condition) =>
    condition.gates.length === 0
      ? [
          testcase(gateTitle(condition, locale), 'runbook', 0, [
            element('skipped', { message: say(locale, { code: 'views.report.notRun' }) }),
          ]),
        ]
      : condition.gates.map((gate) => gateCase(gate, 'runbook', locale)),
  );
}

function stepCases(step: StepView, view: RunView, locale: Locale): readonly XmlElement[] {
  const together = step.conditions
    .flatMap(({ gates }) => gates)
    .filter(({ ref }) => ref.part !== 'before')
    .map((gate) => gateCase(gate, step.id, locale));
  const cells = step.cells.flatMap((cell) => {
    const attempt = cell.attempts.at(-1);
    const output = attempt === undefined || attempt.output === '' ? [] : [element('system-out', {}, [attempt.output])];
    const took = cell.startedAt === undefined || cell.endedAt === undefined ? 0 : cell.endedAt - cell.startedAt;
    const own = testcase(`${localise(step.title, locale)} (${cell.host})`, step.id, took, [
      ...stepResult(step, cell, view, locale),
      ...output,
    ]);
    const gates = (attempt?.gates ?? []).filter(({ ref }) => ref.part !== 'before');
    return [own, ...gates.map((gate) => gateCase(gate, step.id, locale))];
  });
  return [...cells, ...together];
}

function stepResult(step: StepView, cell: CellView, view: RunView, locale: Locale): readonly XmlElement[] {
  const tone = cellTone(cell);
  const state = cellText(cell, view, locale);
  const explained = explainCell(step, cell, locale);
  if (explained !== undefined) return [explanationElement(tone, state, explained)];
  return result(tone, state, cell.reason === undefined ? state : say(locale, cell.reason));
}

function undoCases(undo: UndoView, locale: Locale): readonly XmlElement[] {
  const explained = explainUndo(undo, locale);
  const state = undoText(undo, locale);
  const took = undo.endedAt === undefined ? 0 : undo.endedAt - undo.startedAt;
  const children =
    explained === undefined
      ? result(undoTone(undo), state, state)
      : [explanationElement(undoTone(undo), state, explained)];
  return [
    testcase(`${localise(undo.title, locale)} (${undo.host})`, `${undo.step}.undo`, took, children),
    ...undo.gates.map((gate) => gateCase(gate, `${undo.step}.undo`, locale)),
  ];
}

function gateCase(gate: GateView, classname: string, locale: Locale): XmlElement {
  const tone = gateTone(gate);
  const took = gate.closedAt === undefined ? 0 : gate.closedAt - gate.openedAt;
  const name = `${gateTitle({ title: gate.title, index: gate.ref.index }, locale)} (${gate.ref.host})`;
  const message = tone === 'bad' || tone === 'doubt' ? whyGate(gate, locale) : verdictText(gate, locale);
  const details = `${gate.expected}\n${actualText(gate, locale)}`;
  return testcase(
    name,
    `${classname}.${gate.ref.part}`,
    took,
    result(tone, verdictText(gate, locale), message, details),
  );
}

function explanationElement(tone: Tone, type: string, { why, expected, actual, output }: Explanation): XmlElement {
  const details = [expected, actual, ...output].filter((line) => line !== undefined && line !== '').join('\n');
  return element(tone === 'bad' ? 'failure' : 'error', { message: line(why), type }, [details]);
}

// What a tone means to a CI; nothing under a test case means that it passed.
function result(tone: Tone, type: string, message: string, details = ''): readonly XmlElement[] {
  switch (tone) {
    case 'good':
      return [];
    case 'bad':
      return [element('failure', { message: line(message), type }, [details])];
    case 'doubt':
      return [element('error', { message: line(message), type }, [details])];
    case 'busy':
    case 'idle':
    case 'calm':
    case 'ahead':
      return [element('skipped', { message: line(message) })];
  }
}

function testcase(name: string, classname: string, milliseconds: number, children: readonly XmlElement[]): XmlElement {
  return element('testcase', { name: line(name), classname, time: seconds(milliseconds) }, children);
}

function line(text: string): string {
  return visible(text).replaceAll('\n', ' ');
}

function seconds(milliseconds: number): string {
  return (Math.max(0, milliseconds) / 1000).toFixed(3);
}
