// Where the practice host can't be had, a recorded run of the same runbook is shown in its place.
import { setTimeout } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  memoryJournal,
  parseJournal,
  practiceAvailability,
  visible,
  type Plan,
  type Recorded,
} from '../../runbooks/index.ts';
import { shippedFolder } from '../shippedFolder.ts';
import { createRunScreen } from '../terminal/createRunScreen.ts';
import type { Terminal } from '../terminal/Terminal.ts';

/** Milliseconds; a recording waits no longer than this, however long the run did. */
const longestPause = 1500;

/** The recording that stands in for this run, or undefined where the run itself can be had, or nothing was recorded. */
export async function recordingFor(plan: Plan, shipped: boolean): Promise<readonly Recorded[] | undefined> {
  const onPractice = Object.values(plan.roles).flat().includes('practice');
  if (!shipped || !onPractice || practiceAvailability().kind === 'full') return undefined;
  const file = join(shippedFolder, `${plan.name}.recording.jsonl`);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : parseJournal(text).recorded;
}

/** Shows it as if it happened now, says that it does not, and gives the exit code that the run had. */
export async function playRecording(
  recorded: readonly Recorded[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { reason, cure } = practiceAvailability();
  for (const message of [reason, cure]) {
    if (message !== undefined) terminal.print(visible(terminal.say(message.code, message.args)));
  }
  const date = new Date(recorded[0]?.at ?? 0).toISOString().slice(0, 10);
  terminal.print(terminal.say('cli.practice.recording', { date }));
  const journal = memoryJournal();
  const screen = createRunScreen(terminal, journal);
  let code = 0;
  let before = recorded[0]?.at ?? 0;
  for (const { at, event } of recorded) {
    if (signal.aborted) break;
    await setTimeout(Math.min(at - before, longestPause));
    before = at;
    await journal.append(event, { at, flush: false });
    screen.update();
    if (event.type === 'runEnded') code = event.code;
  }
  screen.end();
  return code;
}
