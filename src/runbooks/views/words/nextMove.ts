// What a person does next.
import { say } from '../../texts/say.ts';
import type { Plan } from '../../plan/Plan.ts';
import type { Message, MessageArgument } from '../../texts/Message.ts';
import type { Locale } from '../../texts/say.ts';
import type { RunView } from '../RunView.ts';
import { commandText, resumeText } from './commandText.ts';
import { isAsking } from './modeText.ts';
import { notUndone } from './notUndone.ts';

/** A sentence, and the command to copy where there is one. */
export interface NextMove {
  readonly sentence: string;
  readonly command: string | undefined;
}

/** The next move; undefined where all is well and nothing is left to do. */
export function nextMove(view: RunView, locale: Locale): NextMove | undefined {
  const { plan } = view;
  if (plan === undefined) return undefined;
  const hosts = concernedHosts(view).join(say(locale, { code: 'views.separator' }));
  switch (view.outcome) {
    case undefined:
      return underWay(view, locale);
    case 'succeeded':
    case 'nothingToDo':
      return afterSuccess(view, locale);
    case 'undone':
      return undefined;
    case 'failedUnchanged':
      return (
        withoutUnreached(view, plan, locale) ?? move(locale, { code: 'views.next.again' }, commandText('run', plan))
      );
    case 'rolledBack':
      return move(locale, { code: 'views.next.rolledBack' }, commandText('plan', plan));
    case 'failed': {
      const what = notUndone(view, locale).join(say(locale, { code: 'views.separator' }));
      if (what !== '') return move(locale, { code: 'views.next.notRolledBack', args: { what } });
      return move(locale, { code: 'views.next.failed', args: { hosts } });
    }
    case 'continuedPastFailure':
      return move(locale, { code: 'views.next.continued', args: { hosts } }, commandText('run', plan));
    case 'blocked':
      if (view.reason?.code === 'run.confirm.unanswered') return answerAhead(view.reason, plan, locale);
      return move(locale, { code: 'views.next.blocked' }, commandText(view.mode, plan));
    case 'cancelled':
      return move(locale, { code: 'views.next.cancelled' }, commandText('run', plan));
    case 'unknown':
      return move(locale, { code: 'views.next.resume', args: { hosts } }, resumeText(view.runId));
  }
}

/** The run with those hosts only that were reached, where each role may do without the others. */
function withoutUnreached(view: RunView, plan: Plan, locale: Locale): NextMove | undefined {
  const unreached = new Set(view.hosts.filter(({ identity }) => identity === undefined).map(({ name }) => name));
  if (unreached.size === 0) return undefined;
  const roles = Object.fromEntries(
    Object.entries(plan.roles).map(([role, hosts]) => [role, hosts.filter((host) => !unreached.has(host))]),
  );
  const isTooFew = ([role, hosts]: readonly [string, readonly string[]]): boolean =>
    hosts.length < (plan.runbook.targets[role]?.count ?? 1);
  if (Object.entries(roles).some(isTooFew)) return undefined;
  return move(locale, { code: 'views.next.without' }, commandText(view.mode, { ...plan, roles }));
}

/** The answer that was missing, as the option that gives it. */
function answerAhead(reason: Message, plan: Plan, locale: Locale): NextMove {
  const { step = '', text = '' } = reason.args ?? {};
  const options = ['--confirm', `${argumentText(step)}=${argumentText(text)}`];
  return move(locale, { code: 'views.next.confirm' }, commandText('run', plan, plan.name, options));
}

function argumentText(argument: MessageArgument): string {
  return typeof argument === 'object' ? argument.en : String(argument);
}

function afterSuccess(view: RunView, locale: Locale): NextMove | undefined {
  const { plan, verdict } = view;
  if (plan === undefined) return undefined;
  if (verdict?.next !== undefined) {
    const command = commandText('plan', plan, verdict.next);
    return move(locale, { code: 'views.next.verdict', args: { next: verdict.next } }, command);
  }
  const would = view.steps.some((step) =>
    step.cells.some(({ foresight }) => foresight === 'willRun' || foresight === 'depends'),
  );
  return view.mode === 'plan' && would
    ? move(locale, { code: 'views.next.runPlan' }, commandText('run', plan))
    : undefined;
}

function underWay(view: RunView, locale: Locale): NextMove | undefined {
  if (isAsking(view)) return move(locale, { code: 'views.next.answer' });
  const lost = view.hosts.find((host) => host.state === 'lost');
  if (lost !== undefined) return move(locale, { code: 'views.next.waitLost', args: { host: lost.name } });
  return view.rollback === undefined ? undefined : move(locale, { code: 'views.next.rollingBack' });
}

function move(locale: Locale, message: Message, command?: string): NextMove {
  return { sentence: say(locale, message), command };
}

// Hosts with something unproven on them; every host where nothing tells them apart.
function concernedHosts(view: RunView): readonly string[] {
  const bad = new Set<string>();
  for (const step of view.steps) {
    for (const cell of step.cells) if (['failed', 'unknown', 'interrupted'].includes(cell.state)) bad.add(cell.host);
  }
  for (const undo of view.undos) if (undo.outcome === 'failed' || undo.outcome === 'unknown') bad.add(undo.host);
  return bad.size > 0 ? [...bad] : view.hosts.map((host) => host.name);
}
