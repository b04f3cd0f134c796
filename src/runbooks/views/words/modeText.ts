// In a few words: what the run is doing, or how it ended.
import { say } from '../../texts/say.ts';
import type { Locale, TextCode } from '../../texts/say.ts';
import type { RunView } from '../RunView.ts';

/** How a run came out, or that it has not ended. `live`: it is still going on, so it is doing something. */
export function modeText(view: RunView, locale: Locale, live = false): string {
  return say(locale, { code: codeOf(view, live) });
}

function codeOf(view: RunView, live: boolean): TextCode {
  if (view.outcome !== undefined) {
    if (view.outcome === 'failed' && view.rollback !== undefined) return 'views.outcome.notRolledBack';
    const looked = view.mode === 'plan' && (view.outcome === 'succeeded' || view.outcome === 'nothingToDo');
    return looked ? 'views.mode.plan' : `views.outcome.${view.outcome}`;
  }
  if (!live) return 'views.mode.unended';
  if (isAgentAsking(view)) return 'views.mode.agent';
  if (isAsking(view)) return 'views.mode.asking';
  if (view.rollback !== undefined) return 'views.mode.rollingBack';
  if (view.cancel !== undefined) return 'views.mode.cancelling';
  if (view.hosts.every((host) => host.connections === 0)) return 'views.mode.connecting';
  return view.mode === 'plan' ? 'views.mode.planning' : 'views.mode.running';
}

/** Whether the run waits for what a person does at their agent. */
export function isAgentAsking({ hosts }: RunView): boolean {
  return hosts.some(({ agent }) => agent !== undefined);
}

/** Whether a person's answer is what the run waits for. */
export function isAsking(view: RunView): boolean {
  return (
    view.decisions.some((decision) => decision.answer === undefined) ||
    view.steps.some((step) => step.cells.some((cell) => cell.state === 'asked'))
  );
}
