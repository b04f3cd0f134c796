// The first time a workspace's runbook meets a host, the person sees which one it really is, and decides.
import type { Connect } from '../../runbooks/index.ts';
import type { MetHosts, Meeting } from './MetHosts.ts';

/** `connect`, but a host that was not met before is left again unless `ask` says yes. Nothing of a runbook was sent to it by then. */
export function introduce(
  connect: Connect,
  met: MetHosts,
  ask: (name: string, meeting: Meeting) => Promise<boolean>,
): Connect {
  return async (name, signal, onAgent) => {
    const connected = await connect(name, signal, onAgent);
    if ('failure' in connected) return connected;
    const { host } = connected;
    const { identity } = host;
    if (met.has(identity)) return connected;
    if (await ask(name, identity)) {
      await met.add(identity);
      return connected;
    }
    await host.close();
    return { failure: { code: 'hosts.declined', args: { host: name } }, final: true };
  };
}
