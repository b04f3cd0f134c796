// A name → the way to the host: a fixed target, or what the configuration says.
import type { ResolvedHost } from '../config/ResolvedHost.ts';
import { resolveHost } from '../config/resolveHost.ts';
import { ConnectProblem } from './ConnectProblem.ts';
import { fixedHost } from './fixedHost.ts';
import type { SshContext } from './SshContext.ts';

/** Rejects with a ConnectProblem where the configuration can't be obeyed; tells its notes. */
export async function findHost(name: string, context: SshContext): Promise<ResolvedHost> {
  const fixed = context.options.targets?.[name];
  if (fixed !== undefined) return fixedHost(name, fixed);
  const resolved = await resolveHost(name, context.resolving);
  if ('problem' in resolved) throw new ConnectProblem(resolved.problem, true);
  for (const each of [...resolved.host.jumps, resolved.host]) each.notes.forEach((note) => context.note(note));
  return resolved.host;
}
