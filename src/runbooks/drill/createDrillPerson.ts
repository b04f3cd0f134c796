// The person of a drill: whoever started it answered everything at once, and doubts end the run.
import type { Person } from '../run/Ports.ts';

/** Confirms what is asked, says that manual steps are done, and stops where a decision is wanted. */
export function createDrillPerson(name: string): Person {
  return {
    name,
    interactive: true,
    prepared: {},
    ask(question) {
      switch (question.kind) {
        case 'confirm': {
          const { mustType } = question.asked;
          return Promise.resolve({
            kind: 'confirm',
            yes: true,
            ...(mustType === undefined ? {} : { typed: mustType }),
          });
        }
        case 'manual':
          return Promise.resolve({ kind: 'manual', done: true });
        case 'decision': {
          const { options } = question.asked;
          return Promise.resolve({
            kind: 'decision',
            option: options.find((one) => one === 'stop') ?? options[0] ?? 'stop',
          });
        }
      }
    },
  };
}
