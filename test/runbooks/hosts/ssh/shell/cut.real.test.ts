// A script whose text was cut anywhere on its way runs not at all, or it was whole.
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Channels } from '../../../../../src/runbooks/hosts/ssh/Channels.ts';
import { quote } from '../../../../../src/runbooks/hosts/ssh/quote.ts';
import { shellNames, shells } from '../../../../support/localChannels.ts';
import type { ShellName } from '../../../../support/localChannels.ts';
import { hostOver } from '../../../../support/localHost.ts';
import { tempFolder } from '../../../../support/tempFolder.ts';

/** How far one cut is from the next; in the full tier a probe is cut at every byte. */
const apart =
  process.env['TEST_MATRIX'] === 'all' ? { probe: 1, launch: 7, first: 53 } : { probe: 7, launch: 41, first: 211 };

/** What the engine sends on a channel, by the pieces in which it was written; a real sh answers. */
async function record(shell: string, work: 'probe' | 'launch', stateFolder: string) {
  const sent: string[][] = [];
  const channels: Channels = {
    open: () => {
      const child = spawn(shell, shell.endsWith('busybox') ? ['sh'] : [], { env: { PATH: process.env['PATH'] } });
      const pieces: string[] = [];
      sent.push(pieces);
      const stdin = new PassThrough();
      stdin.on('data', (bytes: Buffer) => {
        pieces.push(bytes.toString('latin1'));
        child.stdin.write(bytes);
      });
      stdin.on('end', () => child.stdin.end());
      return Promise.resolve({
        stdin,
        stdout: child.stdout,
        stderr: child.stderr,
        ended: new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 0 }))),
        close: () => child.stdin.destroy(),
      });
    },
    lost: new Promise(() => undefined),
    close: () => Promise.resolve(),
  };
  const host = await hostOver(channels, { stateFolder });
  const script = 'rm -rf "$dir"/x';
  const command = { script, variables: { dir: '/nowhere' }, become: 'login', timeout: 5000 } as const;
  if (work === 'probe') await host.exec(command, { onOutput: () => undefined });
  else await host.launch(command, { spool: 'cut' }, { onOutput: () => undefined });
  await host.close();
  return sent.at(-1) ?? [];
}

/** Whether a fresh sh that gets `text` and then the end of its input has called one of our functions. */
async function runsAnything(shell: ShellName, text: string, touched: string): Promise<boolean> {
  rmSync(touched, { force: true });
  const child = spawn(shells[shell], shell === 'busybox' ? ['sh'] : [], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env['PATH'] },
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const call = `() { : >${quote(touched)}; }\n`;
  child.stdin.end(Buffer.from(`gr_start${call}gr_launch${call}${text}`, 'latin1'));
  await ended;
  return existsSync(touched);
}

describe.each(shellNames)('%s', (shell) => {
  test.each(['probe', 'launch'] as const)('a %s', async (work) => {
    const folder = await tempFolder('cut');
    const touched = join(folder.path, 'touched');
    const [, command = ''] = await record(shells[shell], work, join(folder.path, 'state'));
    expect(command).toContain('rm -rf');
    // The last byte is the newline after the group: without it the group is whole all the same.
    for (let length = 0; length < command.length - 1; length += apart[work]) {
      expect([length, await runsAnything(shell, command.slice(0, length), touched)]).toEqual([length, false]);
    }
    expect(await runsAnything(shell, command, touched)).toBe(true);
    await folder.remove();
  });

  test('the first thing that is said', async () => {
    const folder = await tempFolder('cut');
    const touched = join(folder.path, 'touched');
    const [setup = ''] = await record(shells[shell], 'launch', join(folder.path, 'state'));
    // Its first command is a definition, so one that leaves a trace is put before it.
    const traced = setup.replace('{', `{ : >${quote(touched)}\n`);
    for (let length = 0; length < traced.length - 1; length += apart.first) {
      expect([length, await runsAnything(shell, traced.slice(0, length), touched)]).toEqual([length, false]);
    }
    expect(await runsAnything(shell, traced, touched)).toBe(true);
    await folder.remove();
  });
});
