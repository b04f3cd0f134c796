// The command that a person can copy to go on.
import type { Plan } from '../../plan/Plan.ts';

const safe = /^[\w@%+=:,./-]+$/;

/** `runbook VERB NAME --on … --input …` with the hosts of `plan`, its inputs where they are no defaults, and `options`. */
export function commandText(
  verb: 'run' | 'plan',
  plan: Plan,
  runbook = plan.name,
  options: readonly string[] = [],
): string {
  const own = runbook === plan.name;
  const hosts = Object.entries(plan.roles).flatMap(([role, names]) => ['--on', `${role}=${names.join(',')}`]);
  const inputs = Object.entries(own ? plan.inputs : {}).flatMap(([name, value]) => {
    if (typeof value === 'object') return [];
    const declared = plan.runbook.inputs[name];
    const usual = declared !== undefined && 'default' in declared && String(declared.default) === String(value);
    return usual ? [] : ['--input', `${name}=${String(value)}`];
  });
  return ['runbook', verb, runbook, ...hosts, ...inputs, ...options].map(quoted).join(' ');
}

/** `runbook resume RUN`. */
export function resumeText(runId: string): string {
  return `runbook resume ${quoted(runId)}`;
}

function quoted(word: string): string {
  return safe.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
