// A real ssh-agent of a test's own.
import { execFile } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startProgram } from './startProgram.ts';
import { tempFolder } from './tempFolder.ts';

const run = promisify(execFile);

export interface TestAgent {
  /** What SSH_AUTH_SOCK would be. */
  readonly socket: string;
  /** Adds a private key without passphrase, and its certificate when there is one beside it. */
  add(keyFile: string): Promise<void>;
  /** Removes all keys. */
  clear(): Promise<void>;
  lock(passphrase: string): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  /** Ends it; the socket is gone afterwards. */
  stop(): Promise<void>;
}

/** Starts `ssh-agent -D` with these keys. */
export async function startAgent(keyFiles: readonly string[] = []): Promise<TestAgent> {
  const folder = await tempFolder('agent');
  const socket = join(folder.path, 'agent.sock');
  const program = startProgram('ssh-agent', ['-D', '-a', socket]);
  const env = { ...process.env, SSH_AUTH_SOCK: socket };
  const add = async (args: readonly string[]): Promise<void> => {
    await run('ssh-add', [...args], { env });
  };
  const agent: TestAgent = {
    socket,
    add: (keyFile) => add(['-q', keyFile]),
    clear: () => add(['-q', '-D']),
    lock: (passphrase) => changeLock('-x', socket, passphrase),
    unlock: (passphrase) => changeLock('-X', socket, passphrase),
    stop: async () => {
      await program.stop();
      await folder.remove();
    },
  };
  try {
    await program.waitFor(/SSH_AUTH_SOCK/);
    for (let tries = 0; !existsSync(socket) && tries < 100; tries++) await new Promise((done) => setTimeout(done, 10));
    for (const keyFile of keyFiles) await agent.add(keyFile);
    return agent;
  } catch (error) {
    await agent.stop();
    throw error;
  }
}

// ssh-add asks for the passphrase on a terminal only, or through a program: SSH_ASKPASS.
function changeLock(option: '-x' | '-X', socket: string, passphrase: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      'sh',
      [
        '-c',
        `printf '#!/bin/sh\\necho "$PASSPHRASE"\\n' > "$0.ask" && chmod 700 "$0.ask" && exec ssh-add ${option}`,
        socket,
      ],
      {
        env: {
          ...process.env,
          SSH_AUTH_SOCK: socket,
          SSH_ASKPASS: `${socket}.ask`,
          SSH_ASKPASS_REQUIRE: 'force',
          PASSPHRASE: passphrase,
        },
        stdio: 'ignore',
        detached: true,
      },
    );
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`ssh-add ${option} ended with ${code}`))));
  });
}
