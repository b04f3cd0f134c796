// The keys to offer to a host: what its agent holds, in the order the config wants.
import { openAgent } from '../agent/openAgent.ts';
import type { OpenedAgent } from '../agent/openAgent.ts';
import type { PublicKey } from '../agent/PublicKey.ts';
import { readPublicKeyLine } from '../agent/readPublicKeyLine.ts';
import { selectIdentities } from '../agent/selectIdentities.ts';
import type { ConfigFiles } from '../config/ConfigFiles.ts';
import type { ResolvedHost } from '../config/ResolvedHost.ts';
import { acceptsUserKey } from './chooseAlgorithms.ts';
import { ConnectProblem } from './ConnectProblem.ts';
import type { SshContext } from './SshContext.ts';

/** The host's agent with the keys selected. Rejects with a ConnectProblem where there is none to offer. */
export async function offerKeys(
  host: ResolvedHost,
  label: string,
  context: SshContext,
  signal: AbortSignal,
): Promise<OpenedAgent> {
  const opened = await openAgent(host.agent, context.machine, signal);
  if ('problem' in opened) throw new ConnectProblem(opened.problem, true);
  const accepted = opened.identities.filter(({ key }) => acceptsUserKey(host.algorithms.userKeys, key.type));
  const identities = selectIdentities(accepted, {
    preferred: await readPreferred(host, context.files),
    only: host.identitiesOnly,
    rsaBits: host.rsaBits,
  });
  if (identities.length > 0) return { path: opened.path, identities };
  const args = { host: label, files: host.identityFiles.join(', '), path: opened.path };
  throw new ConnectProblem({ code: 'hosts.noKeyLeft', args }, true);
}

// Public files only. A certificate beside a key counts as named, as it does for ssh.
async function readPreferred(host: ResolvedHost, files: ConfigFiles): Promise<readonly PublicKey[]> {
  const paths = [
    ...host.certificateFiles,
    ...host.identityFiles.flatMap((file) => {
      const bare = file.replace(/\.pub$/, '');
      return [`${bare}-cert.pub`, `${bare}.pub`];
    }),
  ];
  const texts = await Promise.all(paths.map((path) => files.read(path)));
  return texts.flatMap((text) => readPublicKeyLine(text ?? '') ?? []);
}
