// From the options of `plan` and `run` to a plan and the secrets that go with it.
import { bindPlan, isGroup, isPerHost, secretVariable, type Message, type Plan } from '../../runbooks/index.ts';
import type { Invocation, OptionSpec } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { parseHosts, parsePairs } from '../parsePairs.ts';
import { loadInventory } from '../runbooks/loadInventory.ts';
import { loadRunbook } from '../runbooks/loadRunbook.ts';
import type { Prompt } from '../terminal/createPrompt.ts';
import type { Terminal } from '../terminal/Terminal.ts';

/** Options of every command that binds a runbook to inputs and hosts. */
export const bindOptions = {
  on: { value: '[ROLE=]HOST|@GROUP[,…]', repeated: true, help: 'cli.option.on' },
  hosts: { value: 'FILE', help: 'cli.option.hosts' },
  input: { value: 'NAME=VALUE', repeated: true, help: 'cli.option.input' },
} as const satisfies Record<string, OptionSpec>;

export interface BoundRequest {
  readonly plan: Plan;
  readonly shipped: boolean;
  /** Values of the secret inputs, by name; they go nowhere but to the engine. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Loads and binds. Throws a {@link CommandError} that says everything that is wrong at once. */
export async function bindRequest(
  invocation: Invocation,
  terminal: Terminal,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<BoundRequest> {
  const [named = ''] = invocation.positionals;
  const { name, runbook, used, sources, shipped } = await loadRunbook(named, terminal);
  const declared = Object.entries(runbook.inputs)
    .filter(([, input]) => input.type === 'secret')
    .map(([input]) => input);
  const secrets = await takeSecrets(declared, terminal, prompt, signal);
  const hosts = parseHosts(invocation.values('on'));
  const given = invocation.value('hosts');
  const wanted =
    given !== undefined || Object.values(hosts).flat().some(isGroup) || Object.values(runbook.inputs).some(isPerHost);
  const team = wanted ? await loadInventory(given, terminal) : undefined;
  const bound = bindPlan({
    name,
    runbook,
    used,
    sources: team === undefined ? sources : [...sources, team.source],
    inventory: team?.inventory,
    inputs: parsePairs('--input', invocation.values('input')),
    hosts,
    secretsGiven: Object.keys(secrets),
  });
  if ('problems' in bound) throw new CommandError(exitCodes.invalid, ...bound.problems.flatMap(withMeant));
  return { plan: bound.plan, shipped, secrets };
}

/** Secrets from the environment, else from a hidden prompt; one that is not given at all is left to the planner to complain about. */
export async function takeSecrets(
  names: readonly string[],
  terminal: Terminal,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const secrets: Record<string, string> = {};
  for (const name of names) {
    const value =
      terminal.environment[secretVariable(name)] ??
      (terminal.interactive ? await prompt.hidden(terminal.say('cli.ask.secret', { name }), signal) : undefined);
    if (value !== undefined && value !== '') secrets[name] = value;
  }
  return secrets;
}

/** A problem, and what was probably meant where the engine knows. */
function withMeant(problem: Message): readonly Message[] {
  const meant = problem.args?.['nearest'];
  return meant === undefined || meant === '' ? [problem] : [problem, { code: 'cli.usage.didYouMean', args: { meant } }];
}
