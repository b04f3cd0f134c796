// Questions: answered ahead, or by the person at the run. The engine compares what was typed, never the face that asked.
import type { Intent } from '../Intent.ts';
import type { RunEvent } from '../Event.ts';
import type { Answer } from '../Ports.ts';
import type { Looking } from './Looking.ts';

/** Asks and posts the answer; nothing when the question was withdrawn. */
export async function askPerson(looking: Looking, intent: Extract<Intent, { kind: 'ask' }>): Promise<void> {
  const { person } = looking.ports;
  const { question, prepared } = intent;
  const post = async (event: RunEvent): Promise<void> => looking.mailbox.post(event);
  for (;;) {
    const answer = prepared === undefined ? await person.ask(question, looking.signal) : answered(intent, prepared);
    if (looking.signal.aborted) return;
    if (answer.kind !== question.kind) throw new Error(`asked for ${question.kind}, answered ${answer.kind}`);
    if (question.kind === 'decision' && answer.kind === 'decision') {
      const { options, mustType } = question.asked;
      if (!options.includes(answer.option)) continue;
      if (answer.option === 'takeOver' && answer.typed !== mustType) continue;
      return post({ type: 'decisionAnswered', id: question.asked.id, option: answer.option, by: person.name });
    }
    if (question.kind === 'manual' && answer.kind === 'manual') {
      const { step, attempt } = question.asked;
      return post({ type: 'manualDone', step, attempt, done: answer.done, by: person.name });
    }
    if (question.kind !== 'confirm' || answer.kind !== 'confirm') return;
    const { step, attempt, digest, mustType } = question.asked;
    const right = mustType === undefined || answer.typed === mustType;
    // A slip of the finger is asked again; what was answered ahead can't be.
    if (answer.yes && !right && prepared === undefined) continue;
    const typed = answer.typed === undefined ? {} : { typed: answer.typed };
    return post({
      type: 'confirmAnswered',
      step,
      attempt,
      digest,
      yes: answer.yes && right,
      ...typed,
      by: person.name,
    });
  }
}

function answered(intent: Extract<Intent, { kind: 'ask' }>, prepared: string): Answer {
  switch (intent.question.kind) {
    case 'confirm':
      return intent.question.asked.mustType === undefined
        ? { kind: 'confirm', yes: prepared === 'yes' }
        : { kind: 'confirm', yes: true, typed: prepared };
    case 'manual':
      return { kind: 'manual', done: prepared === 'done' || prepared === 'yes' };
    case 'decision':
      throw new Error('a decision is never answered ahead');
  }
}
