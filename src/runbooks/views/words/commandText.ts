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
  const inputs = Object.entries(own ? inputsOf(plan) : {}).flatMap(([name, value]) => {
    if (typeof value === 'object') return [];
    const declared = plan.runbook.inputs[name];
    const usual = declared !== undefined && 'default' in declared && String(declared.default) === String(value);
    return usual ? [] : ['--input', `${name}=${String(value)}`];
  });
  return ['runbook', verb, runbook, ...hosts, ...inventoryOf(plan), ...inputs, ...options].map(quoted).join(' ');
}

/** With what each host has its own value of, where they all have the same. */
function inputsOf({ inputs, hostInputs = {} }: Plan): Plan['inputs'] {
  const [first = {}, ...others] = Object.values(hostInputs);
  const common = Object.entries(first).filter(([name, value]) => others.every((other) => other[name] === value));
  return { ...inputs, ...Object.fromEntries(common) };
}

/** The hosts.yaml that values came from, where it is not the one that is taken anyway. */
function inventoryOf({ hostInputs, sources }: Plan): readonly string[] {
  const path =
    hostInputs === undefined ? undefined : sources.find((source) => /(?:^|[\\/])hosts\.yaml$/.test(source.path))?.path;
  return path === undefined || path === 'hosts.yaml' ? [] : ['--hosts', path];
}

/** `runbook resume RUN`. */
export function resumeText(runId: string): string {
  return `runbook resume ${quoted(runId)}`;
}

function quoted(word: string): string {
  return safe.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
