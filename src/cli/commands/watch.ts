// `runbook watch`: a colleague's run, by the journal that its host keeps. Only looks.
import { setTimeout } from 'node:timers/promises';
import { memoryJournal, parseJournal, readCopy, type Journal, type ParsedJournal } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { exitCodes } from '../exitCodes.ts';
import { hostOptionSpecs } from '../hosts/hostOptions.ts';
import { visitHost } from '../hosts/visitHost.ts';
import { hostJournal } from '../runs/hostJournal.ts';
import { hostRun } from '../runs/hostRun.ts';
import { hostRuns } from '../runs/hostRuns.ts';
import { createRunScreen } from '../terminal/createRunScreen.ts';

/** Milliseconds between two looks. */
const lookEvery = 1000;

export const watch: Command = {
  name: 'watch',
  summary: 'cli.watch.summary',
  usage: 'HOST [RUN]',
  arity: { least: 1, most: 2 },
  options: { 'accept-host-key': hostOptionSpecs['accept-host-key'] },
  run(invocation, terminal) {
    const [name = '', given] = invocation.positionals;
    return visitHost(name, invocation, terminal, async (host, signal) => {
      const kept = hostRun(await hostRuns(host), given, name);
      const begun = await hostJournal(host, kept);
      const journal = memoryJournal();
      const screen = createRunScreen(terminal, journal);
      try {
        let code = await show(begun, journal);
        let place = { bytes: begun.soundBytes, hash: begun.hash, seq: begun.recorded.length };
        screen.update();
        while (code === undefined && !signal.aborted) {
          await setTimeout(lookEvery, undefined, { signal }).catch(() => undefined);
          const more = await readCopy(host, kept, place.bytes);
          const parsed = parseJournal(more.toString('utf8'), place);
          code = await show(parsed, journal);
          place = { bytes: parsed.soundBytes, hash: parsed.hash, seq: place.seq + parsed.recorded.length };
          screen.update();
        }
        return code ?? exitCodes.unknown;
      } finally {
        screen.end();
      }
    });
  },
};

/** Adds what was read; the code of the run's end, once it is there and nobody went on with it. */
async function show({ recorded }: ParsedJournal, journal: Journal): Promise<number | undefined> {
  for (const { event, at } of recorded) await journal.append(event, { at, flush: false });
  const last = journal.recorded.at(-1)?.event;
  return last?.type === 'runEnded' ? last.code : undefined;
}
