// One confirmation for a step on all its hosts, with what was just seen.
import { digestOf } from '../../plan/digestOf.ts';
import type { Scope } from '../../language/cel/CelValue.ts';
import { render, renderText } from '../../language/render.ts';
import type { Message } from '../../texts/Message.ts';
import type { RunEventOf, Shown } from '../Event.ts';
import { withoutRounds } from '../layout/withoutRounds.ts';
import { attemptKey, type ConfirmState, type RunState } from '../RunState.ts';
import { scriptShown } from '../scriptShown.ts';
import { readOf, type Spot } from './Spot.ts';
import { working, done, type Stage } from './Stage.ts';

/**
 * The confirmation of the step at `spot`, one with every host of `spots` that is ready for it. An attempt after a failed one
 * asks again only where the step is destructive.
 */
export function confirmStage(spot: Spot, spots: readonly Spot[]): Stage {
  const { state, step } = spot;
  const attempt = confirmAttempt(spot);
  const confirm = confirmOf(spot);
  const prepared = preparedFor(state, step.id);
  if (confirm?.answer !== undefined) {
    if (confirm.answer.yes && confirm.asked?.hosts.includes(spot.host) === true) return done;
    return { is: 'failed', reason: declined(step.id, confirm.answer.typed, confirm.asked?.mustType) };
  }
  if (confirm?.asked === undefined) {
    const asked = question(spots, attempt);
    return 'problem' in asked
      ? { is: 'failed', reason: asked.problem }
      : working({ kind: 'record', event: asked.event });
  }
  if (!state.interactive && prepared === undefined) return { is: 'failed', reason: unanswered(spots) };
  return working({
    kind: 'ask',
    key: `ask:${attemptKey(step.id, attempt)}`,
    question: { kind: 'confirm', asked: confirm.asked },
    prepared,
  });
}

/** Whether the question that concerns a spot was asked already. */
export function isAsked(spot: Spot): boolean {
  return confirmOf(spot)?.asked?.hosts.includes(spot.host) ?? false;
}

/** Whether two hosts of a step are asked about in one question. */
export function asksWith(one: Spot, other: Spot): boolean {
  return confirmAttempt(one) === confirmAttempt(other);
}

function confirmOf(spot: Spot): ConfirmState | undefined {
  return spot.state.confirms[attemptKey(spot.step.id, confirmAttempt(spot))];
}

/** Nobody is there to answer the confirmation at `spots`, and what would have answered it. */
export function unanswered(spots: readonly Spot[]): Message {
  const step = spots[0]?.step.id ?? '';
  const wanted = mustType(spots);
  // A text that can't be known yet stays a placeholder.
  const text = 'problem' in wanted ? 'TEXT' : (wanted.text ?? 'yes');
  return { code: 'run.confirm.unanswered', args: { step, text } };
}

/** What was answered ahead for a step: for just this round of it, or for all its rounds. */
export function preparedFor(state: RunState, step: string): string | undefined {
  return state.prepared[step] ?? state.prepared[withoutRounds(step)];
}

/** What has to be typed at `spots`, or undefined where yes is enough. */
export function mustType(
  spots: readonly Spot[],
): { readonly text: string | undefined } | { readonly problem: Message } {
  const [first] = spots;
  const template = first?.step.confirm?.type;
  if (first === undefined || template === undefined) return { text: undefined };
  return render(template, confirmScope(spots));
}

function confirmAttempt(spot: Spot): number {
  return spot.step.effect === 'destructive' ? spot.attempt.number : 1;
}

/** With several hosts, `host` is all of them: one answer covers them. */
function confirmScope(spots: readonly Spot[]): Scope {
  const [first] = spots;
  if (first === undefined) throw new Error('a confirmation needs a step');
  return { ...first.scope, host: spots.map((spot) => spot.host).join(', ') };
}

function question(
  spots: readonly Spot[],
  attempt: number,
): { readonly event: RunEventOf<'confirmAsked'> } | { readonly problem: Message } {
  const step = spots[0]?.step;
  if (step?.confirm === undefined) throw new Error('a confirmation needs a step that has one');
  const type = mustType(spots);
  if ('problem' in type) return type;
  const shown = spots.flatMap((spot) =>
    (step.confirm?.show ?? []).flatMap((show, index): Shown[] => {
      const observation = readOf(spot, 'show', index);
      return observation === undefined
        ? []
        : [{ host: spot.host, title: renderText(show.title, spot.scope), observation }];
    }),
  );
  const content = {
    step: step.id,
    attempt,
    hosts: spots.map((spot) => spot.host),
    message: renderText(step.confirm.message, confirmScope(spots)),
    ...(type.text === undefined ? {} : { mustType: type.text }),
    shown,
    scripts: spots.map((spot) => ({ host: spot.host, script: scriptShown(spot) })),
  };
  return { event: { type: 'confirmAsked', ...content, digest: digestOf(content) } };
}

function declined(step: string, typed: string | undefined, wanted: string | undefined): Message {
  return typed === undefined || wanted === undefined
    ? { code: 'run.confirm.declined', args: { step } }
    : { code: 'run.confirm.wrongText', args: { step, typed, wanted } };
}
