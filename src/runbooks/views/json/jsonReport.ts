// A run as JSON for machines.
import type { Value } from '../../language/Value.ts';
import type { HostInputs, InputValue } from '../../plan/Plan.ts';
import type { Message } from '../../texts/Message.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { Reported, ReportOptions } from '../ReportOptions.ts';
import type { CellView, GateView, RunView } from '../RunView.ts';
import { viewOf } from '../viewRun.ts';
import { explainRun } from '../words/explain.ts';
import { gateTitle } from '../words/gateTitle.ts';
import { localise } from '../../language/localise.ts';
import { nextMove } from '../words/nextMove.ts';
import { verdictLines } from '../words/verdictLines.ts';
import type { JsonCell, JsonGate, ReportDocument, JsonValue, JsonVerdict } from './ReportDocument.ts';

/** The report of a run as the text of a {@link ReportDocument}, indented. */
export function jsonReport(reported: Reported, { locale }: ReportOptions): string {
  return `${JSON.stringify(reportOf(viewOf(reported), locale), undefined, 2)}\n`;
}

function reportOf(view: RunView, locale: Locale): ReportDocument {
  const next = nextMove(view, locale);
  const byHost = view.plan?.hostInputs;
  return {
    format: 'gated-runbooks/report',
    version: 1,
    run: view.runId,
    mode: view.mode,
    runbook: view.plan?.name ?? '',
    title: localise(view.title, locale),
    digest: view.plan?.digest ?? '',
    engine: view.engine,
    by: view.by,
    startedAt: iso(view.startedAt),
    endedAt: view.endedAt === undefined ? null : iso(view.endedAt),
    duration: (view.endedAt ?? view.lastAt) - view.startedAt,
    outcome: view.outcome ?? null,
    exitCode: view.code ?? null,
    reason: sentence(view.reason, locale),
    verdict: verdictOf(view, locale),
    failures: explainRun(view, locale).map(({ title, host, why, expected, actual, output }) => ({
      title,
      host,
      why,
      expected: expected ?? null,
      actual: actual ?? null,
      output,
    })),
    next: next === undefined ? null : { sentence: next.sentence, command: next.command ?? null },
    inputs: plainInputs(view.plan?.inputs ?? {}),
    ...(byHost === undefined ? {} : { hostInputs: plainHostInputs(byHost) }),
    hosts: view.hosts.map(({ name, roles, state, identity, connections }) => ({
      name,
      roles,
      state,
      address: identity?.address ?? null,
      jumps: identity?.jumps ?? [],
      hostKey: identity?.hostKey ?? null,
      connections,
    })),
    preconditions: view.preconditions.flatMap(({ gates }) => gates.map((gate) => gateOf(gate, locale))),
    steps: view.steps.map((step) => ({
      id: step.id,
      title: localise(step.title, locale),
      effect: step.effect ?? null,
      gates: step.conditions.flatMap(({ gates }) => gates.map((gate) => gateOf(gate, locale))),
      hosts: step.cells.map((cell) => cellOf(cell, locale)),
    })),
    postconditions: view.postconditions.flatMap(({ gates }) => gates.map((gate) => gateOf(gate, locale))),
    guards: view.guards.map((guard) => ({
      title: gateTitle(guard, locale),
      step: guard.step ?? null,
      then: guard.then,
      misses: guard.misses,
      did: guard.failures.map(({ at, host, then, inconclusive }) => ({ at: iso(at), host, then, inconclusive })),
      gates: guard.gates.map((gate) => gateOf(gate, locale)),
    })),
    rollback: view.undos.map((undo) => ({
      step: undo.step,
      host: undo.host,
      outcome: undo.outcome ?? null,
      reason: sentence(undo.reason, locale),
      exit: undo.observation?.exit ?? null,
      output: undo.output,
      gates: undo.gates.map((gate) => gateOf(gate, locale)),
    })),
  };
}

function verdictOf(view: RunView, locale: Locale): JsonVerdict | null {
  const { verdict } = view;
  if (verdict === undefined) return null;
  const { title, notExcluded } = verdictLines(view, verdict, locale);
  return {
    id: verdict.id ?? null,
    title,
    because: Object.fromEntries(verdict.because.map(({ label, value }) => [localise(label, 'en'), jsonValue(value)])),
    next: verdict.next ?? null,
    notExcluded,
  };
}

function cellOf(cell: CellView, locale: Locale): JsonCell {
  return {
    host: cell.host,
    state: cell.state,
    foresight: cell.foresight ?? null,
    reason: sentence(cell.reason, locale),
    duration: cell.startedAt === undefined || cell.endedAt === undefined ? null : cell.endedAt - cell.startedAt,
    diff: cell.diff ?? null,
    attempts: cell.attempts.map(({ attempt, script, observation, output, outputCut, captures, gates }) => ({
      attempt,
      script: script ?? null,
      exit: observation?.exit ?? null,
      output,
      outputCut,
      captures: Object.fromEntries(Object.entries(captures).map(([name, value]) => [name, jsonValue(value)])),
      gates: gates.map((gate) => gateOf(gate, locale)),
    })),
  };
}

function gateOf(gate: GateView, locale: Locale): JsonGate {
  return {
    part: gate.ref.part,
    title: gateTitle({ title: gate.title, index: gate.ref.index }, locale),
    host: gate.ref.host,
    expected: gate.expected,
    verdict: gate.verdict ?? null,
    reason: sentence(gate.reason, locale),
    greenBefore: gate.greenBefore,
    count: gate.count,
    samples: gate.samples.map(({ at, verdict, exit, measured }) => ({
      at: iso(at),
      verdict,
      exit,
      value: measured === undefined ? null : jsonValue(measured),
    })),
  };
}

function jsonValue(value: Value): JsonValue {
  if (value.type !== 'int') return value.value;
  const number = Number(value.value);
  return Number.isSafeInteger(number) ? number : value.value;
}

function sentence(message: Message | undefined, locale: Locale): string | null {
  return message === undefined ? null : say(locale, message);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** A secret has no value here. */
function plainInputs(inputs: Readonly<Record<string, InputValue>>): ReportDocument['inputs'] {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, typeof value === 'object' ? null : value]),
  );
}

function plainHostInputs(byHost: HostInputs): NonNullable<ReportDocument['hostInputs']> {
  return Object.fromEntries(Object.entries(byHost).map(([host, values]) => [host, plainInputs(values)]));
}
