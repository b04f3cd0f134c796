// One confirmation for a step on all its hosts, with what was just seen.
import { digestOf } from '../../plan/digestOf.ts';
import { render, renderText } from '../../language/render.ts';
import type { Message } from '../../texts/Message.ts';
import type { RunEventOf, Shown } from '../Event.ts';
import { attemptKey, type RunState } from '../RunState.ts';
import { scopeOf } from '../scopeOf.ts';
import { scriptShown } from '../scriptShown.ts';
import { readOf, type Spot } from './Spot.ts';
import { working, done, type Stage } from './Stage.ts';

/**
 * The confirmation that covers `spots`: every host of the step that is ready for it. An attempt after a failed one asks
 * again only where the step is destructive.
 */
export function confirmStage(state: RunState, spots: readonly Spot[]): Stage {
  const [first] = spots;
  if (first === undefined) return done;
  const { step } = first;
  const attempt = confirmAttempt(first);
  const confirm = state.confirms[attemptKey(step.id, attempt)];
  const prepared = state.prepared[step.id];
  if (confirm?.answer !== undefined) {
    if (confirm.answer.yes && spots.every((spot) => confirm.asked?.hosts.includes(spot.host))) return done;
    return { is: 'failed', reason: declined(step.id, confirm.answer.typed, confirm.asked?.mustType) };
  }
  if (confirm?.asked === undefined) {
    const asked = question(state, spots, attempt);
    return 'problem' in asked
      ? { is: 'failed', reason: asked.problem }
      : working({ kind: 'record', event: asked.event });
  }
  if (!state.interactive && prepared === undefined) return { is: 'failed', reason: unanswered(state, spots) };
  return working({
    kind: 'ask',
    key: `ask:${attemptKey(step.id, attempt)}`,
    question: { kind: 'confirm', asked: confirm.asked },
    prepared,
  });
}

/** Nobody is there to answer the confirmation at `spots`, and what would have answered it. */
export function unanswered(state: RunState, spots: readonly Spot[]): Message {
  const step = spots[0]?.step.id ?? '';
  const wanted = mustType(state, spots);
  // A text that can't be known yet stays a placeholder.
  const text = 'problem' in wanted ? 'TEXT' : (wanted.text ?? 'yes');
  return { code: 'run.confirm.unanswered', args: { step, text } };
}

/** What has to be typed at `spots`, or undefined where yes is enough. */
export function mustType(
  state: RunState,
  spots: readonly Spot[],
): { readonly text: string | undefined } | { readonly problem: Message } {
  const [first] = spots;
  const template = first?.step.confirm?.type;
  if (first === undefined || template === undefined) return { text: undefined };
  return render(template, confirmScope(state, spots));
}

function confirmAttempt(spot: Spot): number {
  return spot.step.effect === 'destructive' ? spot.attempt.number : 1;
}

/** With several hosts, `host` is all of them: one answer covers them. */
function confirmScope(state: RunState, spots: readonly Spot[]): ReturnType<typeof scopeOf> {
  const [first] = spots;
  const scope = first === undefined ? scopeOf(state, {}) : first.scope;
  return { ...scope, host: spots.map((spot) => spot.host).join(', ') };
}

function question(
  state: RunState,
  spots: readonly Spot[],
  attempt: number,
): { readonly event: RunEventOf<'confirmAsked'> } | { readonly problem: Message } {
  const step = spots[0]?.step;
  if (step?.confirm === undefined) throw new Error('a confirmation needs a step that has one');
  const type = mustType(state, spots);
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
    message: renderText(step.confirm.message, confirmScope(state, spots)),
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
