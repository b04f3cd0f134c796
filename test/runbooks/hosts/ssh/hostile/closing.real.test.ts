// A server that closes channels as it likes while the connection stays: each run ends as it would have, and does nothing twice.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Channels } from '../../../../../src/runbooks/hosts/ssh/Channels.ts';
import { createSshHost } from '../../../../../src/runbooks/hosts/ssh/createSshHost.ts';
import { memoryJournal } from '../../../../../src/runbooks/journal/memoryJournal.ts';
import { startRun } from '../../../../../src/runbooks/run/startRun.ts';
import { localChannels } from '../../../../support/localChannels.ts';
import { somebody } from '../../../../support/localHost.ts';
import { tempFolder } from '../../../../support/tempFolder.ts';
import { planOf, simulate, summary } from '../../../run/support/simulation.ts';
import type { Recorded } from '../../../../../src/runbooks/run/Recorded.ts';
import { systemClock } from '../../../../../src/runbooks/run/systemClock.ts';

const yaml = (file: string): string => `schema: runbook/v1
title: Leave traces
targets: { node: {} }
defaults: { become: login }
steps:
  - { id: one, run: 'echo one >>${file}; sleep 0.3; seq 1000', verify: [{ run: 'grep -q one ${file}' }] }
  - { id: two, run: 'echo two >>${file}; sleep 0.3; seq 1000', verify: [{ run: 'grep -q two ${file}' }] }
`;

/** The channels, of which the server closes some: the `nth` that is opened is closed when it has brought so many pieces. */
function closing(channels: Channels, fates: ReadonlyMap<number, number>, count: () => number): Channels {
  return {
    ...channels,
    async open(command) {
      const pieces = fates.get(count());
      const channel = await channels.open(command);
      if (pieces === undefined) return channel;
      let left = pieces;
      channel.stdout.on('data', () => {
        left -= 1;
        if (left === 0) channel.close();
      });
      channel.stdout.pause();
      return channel;
    },
  };
}

it.each([
  { what: 'the first shell', fates: [[1, 1]] },
  { what: 'the first shell after its greeting', fates: [[1, 3]] },
  { what: 'the spool’s shell', fates: [[2, 1]] },
  { what: 'the spool’s shell in the middle of a step', fates: [[2, 2]] },
  {
    what: 'one after the other',
    fates: [
      [1, 5],
      [2, 2],
      [3, 4],
      [4, 2],
      [5, 3],
    ],
  },
] as const)(
  '$what',
  async ({ fates }) => {
    const channels = await localChannels('dash');
    // A closed connection takes its home with it; what happened is kept elsewhere.
    const folder = await tempFolder('closing');
    const file = join(folder.path, 'effects');
    await writeFile(file, '');
    let opened = 0;
    const simulation = simulate({ script: () => ({}) });
    const recorded: Recorded[] = [];
    try {
      const ports = {
        ...simulation.ports,
        journal: memoryJournal(),
        clock: systemClock,
        connect: () =>
          createSshHost(
            closing(channels, new Map<number, number>(fates), () => (opened += 1)),
            somebody,
            {
              stateFolder: join(channels.home, 'state'),
            },
          ),
      };
      const request = { runId: 'r1', mode: 'run', plan: planOf(yaml(file)), engine: 'test' } as const;
      for await (const one of startRun(request, ports, new AbortController().signal)) recorded.push(one);
      expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
      expect(await readFile(file, 'utf8')).toBe('one\ntwo\n');
    } finally {
      await channels.close();
      await folder.remove();
    }
  },
  120_000,
);
