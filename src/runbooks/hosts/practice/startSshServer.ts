// The practice host's door: an SSH server on loopback that accepts one key.
import { timingSafeEqual } from 'node:crypto';
import ssh2, { type Connection, type PublicKeyAuthContext } from 'ssh2';
import { makeKey, type Key } from './makeKey.ts';
import type { PracticeHostKey } from './Practice.ts';
import type { Sandbox } from './Sandbox.ts';
import { serveSession } from './serveSession.ts';

export interface SshServer {
  readonly port: number;
  readonly hostKey: PracticeHostKey;
  /** Ends all connections and the listening. */
  close(): Promise<void>;
}

const { Server, utils } = ssh2;
/** As sshd's MaxAuthTries: an agent that holds too many other keys never gets to the right one. */
const tries = 6;

/** Listens on 127.0.0.1 at a free port, with a fresh host key. */
export async function startSshServer(
  user: string,
  accepted: Key,
  sandbox: Sandbox,
  log: (line: string) => void,
): Promise<SshServer> {
  const hostKey = makeKey();
  const connections = new Set<Connection>();
  const server = new Server({ hostKeys: [hostKey.file], ident: 'GatedRunbooksPractice' }, (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    connection.on('error', (error) => log(`connection: ${error.message}`));
    let tried = 0;
    connection.on('authentication', (context) => {
      if (context.method === 'publickey' && context.username === user && isAccepted(context, accepted))
        context.accept();
      else if (context.method !== 'none' && ++tried >= tries) connection.end();
      else context.reject(['publickey']);
    });
    connection.on('session', (accept) => serveSession(accept(), sandbox, log));
  });
  server.on('error', (error: Error) => log(`server: ${error.message}`));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  return {
    port,
    hostKey: { line: `[127.0.0.1]:${port} ${hostKey.line}`, fingerprint: hostKey.fingerprint },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of connections) connection.end();
      }),
  };
}

function isAccepted(context: PublicKeyAuthContext, accepted: Key): boolean {
  if (context.key.data.length !== accepted.blob.length || !timingSafeEqual(context.key.data, accepted.blob))
    return false;
  if (context.signature === undefined) return true;
  const key = utils.parseKey(accepted.line);
  if (key instanceof Error || context.blob === undefined) return false;
  // What it can't verify it gives back as an Error, whatever its type says.
  const verdict: unknown = key.verify(context.blob, context.signature, context.hashAlgo);
  return verdict === true;
}
