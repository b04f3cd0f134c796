// An event as one line for people; the timeline and the plain log are made of these.
import type { RunEvent, Where } from '../../run/Event.ts';
import { say } from '../../texts/say.ts';
import type { Locale, TextCode } from '../../texts/say.ts';
import type { RunView } from '../RunView.ts';
import { stepOf } from './stepOf.ts';
import { actualText } from './actualText.ts';
import { cellText, verdictText } from './cellText.ts';
import { gateOf } from './gateOf.ts';
import { gateTitle } from './gateTitle.ts';
import { localise } from '../../language/localise.ts';
import { leaseText } from './leaseText.ts';
import { modeText } from './modeText.ts';
import { spanText } from './spanText.ts';
import { cellTone, runTone, undoTone, verdictTone } from './tone.ts';
import type { Tone } from './tone.ts';

export interface EventText {
  readonly tone: Tone;
  readonly text: string;
}

/** The line for `event`; undefined for one that people need not see. `view` is the fold up to and including it. */
export function eventText(event: RunEvent, view: RunView, locale: Locale): EventText | undefined {
  const told = (tone: Tone, code: TextCode, args: Readonly<Record<string, string | number>> = {}): EventText => ({
    tone,
    text: say(locale, { code, args }),
  });
  const title = (id: string): string => localise(stepOf(view, id)?.title ?? id, locale);
  switch (event.type) {
    case 'runStarted':
      return told('busy', event.mode === 'plan' ? 'views.event.planned' : 'views.event.started', { by: event.by });
    case 'runResumed':
      return told('busy', event.undo === true ? 'views.event.undoing' : 'views.event.resumed', { by: event.by });
    case 'runEnded':
      return told(runTone(view), 'views.event.ended', { outcome: modeText(view, locale) });
    case 'hostConnected': {
      const again = (view.hosts.find((host) => host.name === event.host)?.connections ?? 0) > 1;
      return told('good', again ? 'views.host.connectedAgain' : 'views.host.connectedTo', {
        host: event.host,
        address: event.address,
      });
    }
    case 'agentAsked':
      return told('doubt', 'views.event.agentAsked', { host: event.host, key: event.key });
    case 'hostLost':
      return told('doubt', 'views.host.lostBecause', { host: event.host, reason: event.reason });
    case 'hostRefused':
      return told('bad', 'views.event.hostRefused', { host: event.host, failure: say(locale, event.failure) });
    case 'leaseTaken':
    case 'leaseRefused':
    case 'leaseFreed':
    case 'leaseLost':
    case 'takenOver':
    case 'leaseReleased':
      return leaseText(event, locale);
    case 'stepStarted':
      return told('busy', 'views.event.stepStarted', { title: title(event.step) });
    case 'stepForeseen':
    case 'stepSettled': {
      const cell = cellOf(view, event);
      if (cell === undefined) return undefined;
      const state = cellText(cell, view, locale);
      const took =
        cell.startedAt === undefined || cell.endedAt === undefined
          ? ''
          : ` (${spanText(cell.endedAt - cell.startedAt, locale)})`;
      return told(cellTone(cell), 'views.event.stepSettled', { title: title(event.step), state: state + took });
    }
    case 'reattached':
      return told(event.found === 'followed' ? 'good' : 'doubt', reattachedCodes[event.found], {
        title: title(event.step),
      });
    case 'launchRefused':
      return told('bad', 'views.event.launchRefused', { title: title(event.step), reason: say(locale, event.reason) });
    case 'retryStarted':
      return told('busy', 'views.event.retry', { title: title(event.step), attempt: event.attempt });
    case 'limitReserved':
      return told('calm', 'views.event.limit', {
        title: title(event.step),
        times: event.times,
        within: spanText(event.within, locale),
      });
    case 'confirmAsked': {
      const text = say(locale, { code: 'views.confirm.asked', args: { message: localise(event.message, locale) } });
      return { tone: 'doubt', text };
    }
    case 'confirmAnswered':
      return told(event.yes ? 'good' : 'doubt', event.yes ? 'views.confirm.yes' : 'views.confirm.no', { by: event.by });
    case 'manualAsked':
      return { tone: 'doubt', text: `${title(event.step)}: ${say(locale, { code: 'views.manual.asked' })}` };
    case 'manualDone':
      return told(event.done ? 'good' : 'doubt', event.done ? 'views.manual.done' : 'views.manual.notDone', {
        by: event.by,
      });
    case 'gateSampled':
    case 'gateClosed':
      return gateLine(event, view, locale);
    case 'guardFailed': {
      const guard = gateOf(view, { ...event, part: 'guard', attempt: 1 });
      return told('bad', 'views.event.guardFailed', {
        title: guard === undefined ? event.index : gateTitle({ title: guard.title, index: event.index }, locale),
      });
    }
    case 'decisionAsked':
      return { tone: 'doubt', text: say(locale, event.question) };
    case 'decisionAnswered':
      return told('calm', 'views.decision.answered', {
        option: say(locale, { code: `views.decision.${event.option}` }),
        by: event.by,
      });
    case 'rollbackStarted':
      return told('bad', 'views.event.rollback', { reason: say(locale, event.reason) });
    case 'undoStarted':
      return told('busy', 'views.event.undoStarted', { title: title(event.step) });
    case 'undoSettled': {
      const undo = view.undos.find(
        ({ step, host, attempt }) => step === event.step && host === event.host && attempt === event.attempt,
      );
      if (undo === undefined) return undefined;
      const outcome = say(locale, { code: `views.undo.${event.outcome}` });
      return told(undoTone(undo), 'views.event.undo', { title: title(event.step), outcome });
    }
    case 'cancelAsked':
      return told('doubt', 'views.event.cancel', { by: event.by });
    case 'killed':
      return told(event.proven ? 'good' : 'bad', event.proven ? 'views.event.killed' : 'views.event.killedUnproven', {
        title: title(event.step),
      });
    case 'useStarted':
    case 'useEnded':
    case 'readStarted':
    case 'readEnded':
    case 'output':
    case 'stepExited':
    case 'captured':
    case 'limitRefused':
    case 'gateOpened':
    case 'timerFired':
    case 'undoExited':
      return undefined;
  }
}

const reattachedCodes = {
  followed: 'views.event.reattached',
  gone: 'views.event.reattachedGone',
  absent: 'views.event.reattachedAbsent',
} as const;

// Of a gate's samples only those that turn it are told; thousands of the same would bury them.
function gateLine(
  event: Extract<RunEvent, { type: 'gateSampled' | 'gateClosed' }>,
  view: RunView,
  locale: Locale,
): EventText | undefined {
  const gate = gateOf(view, event);
  if (gate === undefined || event.part === 'before') return undefined;
  const title = gateTitle({ title: gate.title, index: event.index }, locale);
  const seen = actualText(gate, locale);
  if (event.type === 'gateClosed') {
    const verdict = `${verdictText(gate, locale)}${seen === '' ? '' : ` · ${seen}`}`;
    return {
      tone: verdictTone(event.verdict),
      text: say(locale, { code: 'views.event.gateClosed', args: { title, verdict } }),
    };
  }
  const turned = gate.samples.at(-2) === undefined || gate.samples.at(-2)?.verdict !== event.verdict;
  if (!turned || event.verdict === 'pass') return undefined;
  const verdict = `${say(locale, { code: `views.verdict.${event.verdict}` })} · ${seen}`;
  return { tone: 'doubt', text: say(locale, { code: 'views.event.gateClosed', args: { title, verdict } }) };
}

function cellOf(
  view: RunView,
  where: Pick<Where, 'step' | 'host'>,
): RunView['steps'][number]['cells'][number] | undefined {
  return stepOf(view, where.step)?.cells.find(({ step, host }) => step === where.step && host === where.host);
}
