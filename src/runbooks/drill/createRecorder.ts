// The drill's own witness on the host: each script that is launched notes its spool before it does anything, apart from the engine's records.
import { randomUUID } from 'node:crypto';
import type { Command, Host, OutputChunk } from '../hosts/Host.ts';

/** Runs of one drill note into one file on each host. */
export interface Recorder {
  /** The host, with every launched script noting itself, and every spool read once more before it is let go of. */
  watch(host: Host): Host;
  /** How often each spool's script was begun on this host, by {@link spoolOn}. */
  begun(host: Host): Promise<ReadonlyMap<string, number>>;
  /** What a spool held when it was let go of, by {@link spoolOn}; absent where that could not be read. */
  readonly held: ReadonlyMap<string, { readonly stdout: Buffer; readonly stderr: Buffer }>;
  /** Removes what was noted. */
  forget(host: Host): Promise<void>;
}

const timeout = 60_000;

/** Names a spool among those of all hosts. */
export function spoolOn(host: string, spool: string): string {
  return `${host} ${spool}`;
}

export function createRecorder(): Recorder {
  const file = `/tmp/gated-runbooks-drill-${randomUUID()}`;
  const held = new Map<string, { stdout: Buffer; stderr: Buffer }>();
  const used = new Set<Command['become']>();
  const ask = async (host: Host, script: string, become: Command['become'] = 'login'): Promise<string> => {
    const pieces: Uint8Array[] = [];
    const onOutput = ({ bytes }: OutputChunk): void => void pieces.push(Uint8Array.from(bytes));
    await host.exec({ script, variables: {}, become, timeout }, { onOutput });
    return Buffer.concat(pieces).toString('utf8');
  };
  return {
    held,
    watch: (host) => ({
      ...host,
      exec: (command, options) => host.exec(command, options),
      launch: (command, request, options) => {
        used.add(command.become);
        // Appended in one piece; a spool's name needs no quoting. Nobody may append to another's file in /tmp.
        const note = `(umask 0; echo ${request.spool} >>"${file}.$(id -u)"); `;
        return host.launch({ ...command, script: `${note}${command.script}` }, request, options);
      },
      attach: (...args) => host.attach(...args),
      kill: (...args) => host.kill(...args),
      async acknowledge(spool, become, lease) {
        const read: Record<OutputChunk['stream'], Uint8Array[]> = { stdout: [], stderr: [] };
        const found = await host.attach(
          spool,
          become,
          { stdout: 0, stderr: 0 },
          {
            onOutput: ({ stream, bytes }) => void read[stream].push(Uint8Array.from(bytes)),
          },
        );
        if ('exit' in found && !('lost' in found.exit)) {
          held.set(spoolOn(host.identity.name, spool), {
            stdout: Buffer.concat(read.stdout),
            stderr: Buffer.concat(read.stderr),
          });
        }
        return host.acknowledge(spool, become, lease);
      },
      close: () => host.close(),
    }),
    async begun(host) {
      const lines = (await ask(host, `cat ${file}.* 2>/dev/null`)).split('\n').filter((line) => line !== '');
      const counts = new Map<string, number>();
      for (const line of lines) {
        const key = spoolOn(host.identity.name, line);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      return counts;
    },
    async forget(host) {
      for (const become of used) await ask(host, `rm -f ${file}.$(id -u)`, become);
    },
  };
}
