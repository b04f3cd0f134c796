// A run where there is no terminal: one line for each thing that matters, as it happens.
import type { GateRef, RunEvent } from '../../run/Event.ts';
import type { Recorded } from '../../run/Recorded.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { RunView } from '../RunView.ts';
import { eventText } from '../words/eventText.ts';
import { explainCell, explainGate, explainUndo } from '../words/explain.ts';
import type { Explanation } from '../words/explain.ts';
import { gateOf } from '../words/gateOf.ts';
import { gateTitle } from '../words/gateTitle.ts';
import { hostsOfRef } from '../words/hostsOfRef.ts';
import { hostsText } from '../words/rolesText.ts';
import { localise } from '../../language/localise.ts';
import type { Tone } from '../words/tone.ts';
import { ansi } from './ansi.ts';
import { closingLines } from './closingLines.ts';
import { explainLines } from './explainLines.ts';
import { headerLines } from './headerLines.ts';
import { indent, toneSign, words } from './Line.ts';
import type { Line } from './Line.ts';
import { stepOf } from '../words/stepOf.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

const width = 120;
const clockColumns = 10;

/** The lines for one event; `view` is the fold up to and including it. Most events have none. */
export function plainLines(recorded: Recorded, view: RunView, locale: Locale): readonly string[] {
  const { event, at } = recorded;
  const options: TerminalOptions = { width, locale, colour: false, now: at };
  // The end is told by the closing lines.
  const told = event.type === 'runEnded' ? undefined : eventText(event, view, locale);
  const host = 'host' in event && view.hosts.length > 1 ? `${hostsText(hostsOfRef(event), locale)}  ` : '';
  const clock = clockText(at - view.startedAt);
  const own: readonly Line[] =
    told === undefined ? [] : [words(`${clock.padEnd(clockColumns)}${signOf(told.tone)} ${host}${told.text}`)];
  const lines = [...before(event, view, options), ...own, ...below(event, view, options)];
  return lines.map((line) => ansi(line, false));
}

// A log does not turn.
function signOf(tone: Tone): string {
  return tone === 'busy' ? '▸' : toneSign(tone, 0);
}

function before(event: RunEvent, view: RunView, options: TerminalOptions): readonly Line[] {
  return event.type === 'runStarted' ? headerLines(view, options) : [];
}

function below(event: RunEvent, view: RunView, options: TerminalOptions): readonly Line[] {
  switch (event.type) {
    case 'stepSettled': {
      const step = stepOf(view, event.step);
      const cell = step?.cells.find(({ step: id, host }) => id === event.step && host === event.host);
      return explained(step && cell && explainCell(step, cell, options.locale), options);
    }
    case 'gateClosed':
      return isToldAlone(event) ? redGate(event, view, options) : [];
    case 'guardFailed':
      return redGate({ ...event, part: 'guard', attempt: 1 }, view, options);
    case 'undoSettled': {
      const undo = view.undos.find(
        ({ step, host, attempt }) => step === event.step && host === event.host && attempt === event.attempt,
      );
      return explained(undo && explainUndo(undo, options.locale), options);
    }
    case 'confirmAsked':
      return texts(
        event.shown.flatMap((shown) => [
          localise(shown.title, options.locale),
          ...shown.observation.stdout.split('\n'),
        ]),
      );
    case 'manualAsked':
      return texts(localise(event.instructions, options.locale).trimEnd().split('\n'));
    case 'stepForeseen':
      return texts(event.diff === undefined ? [] : event.diff.trimEnd().split('\n'));
    case 'decisionAsked':
      return texts([
        event.options.map((option) => say(options.locale, { code: `views.decision.${option}` })).join(' / '),
      ]);
    case 'runEnded':
      return closingLines(view, options);
    default:
      return [];
  }
}

/** A host's own gate is explained where its step fails; one that is for a step or a used runbook has no such place. */
function isToldAlone({ step, shared, part }: GateRef): boolean {
  if (step === undefined || part === 'before') return false;
  return shared === true || part === 'precondition' || part === 'postcondition';
}

function redGate(ref: GateRef, view: RunView, options: TerminalOptions): readonly Line[] {
  const gate = gateOf(view, ref);
  if (gate === undefined || gate.verdict === 'pass') return [];
  const title = gateTitle({ title: gate.title, index: ref.index }, options.locale);
  return explained(explainGate(gate, title, options.locale), options);
}

function explained(explanation: Explanation | undefined, options: TerminalOptions): readonly Line[] {
  return explanation === undefined ? [] : explainLines(explanation, clockColumns + 2, options);
}

function texts(lines: readonly string[]): readonly Line[] {
  return indent(
    lines.map((line) => words(line)),
    clockColumns + 2,
  );
}

// Minutes and seconds since the start, as a log wants them.
function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `+${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
