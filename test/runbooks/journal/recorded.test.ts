// Recorded journals of every format version, replayed for ever: what was written once is read the same by every later version.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkHash } from '../../../src/runbooks/journal/chain.ts';
import { parseJournal } from '../../../src/runbooks/journal/parseJournal.ts';
import { replay } from '../../../src/runbooks/run/resumeRun.ts';
import { viewRun } from '../../../src/runbooks/views/viewRun.ts';

const folder = 'test/golden/journal';
const recordings = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

/** What people are told of a run, without what only draws it. */
function toldOf(text: string): object {
  const { recorded, problem, torn } = parseJournal(text);
  expect([problem, torn]).toEqual([undefined, false]);
  const view = viewRun(recorded);
  return {
    outcome: replay(recorded).ended?.outcome,
    code: view.code,
    hosts: view.hosts.map(({ name, state }) => [name, state]),
    conditions: [...view.preconditions, ...view.postconditions].flatMap(({ gates }) => gates).length,
    steps: view.steps.map(({ id, cells }) => [id, ...cells.map(({ state }) => state)]),
    verdict: view.verdict?.id,
  };
}

describe('a recorded journal', () => {
  it('is kept of each format', () => {
    expect(new Set(recordings.map((name) => name.split('.').at(-2)))).toEqual(new Set(['1']));
  });

  it.each(recordings)('%s replays to the same view', async (name) => {
    const told = toldOf(readFileSync(join(folder, name), 'utf8'));
    await expect(`${JSON.stringify(told, undefined, 2)}\n`).toMatchFileSnapshot(
      join('../../golden/journal', name.replace('.jsonl', '.view.json')),
    );
  });

  it('of a format or with events that are not known yet is refused, with its line, and not misread', () => {
    const [, body = ''] = /^\S+ (.*)$/m.exec(readFileSync(join(folder, recordings[0] ?? ''), 'utf8')) ?? [];
    const chained = (line: string): string => {
      const previous = '0'.repeat(64);
      return `${linkHash(previous, line)} ${line}\n`;
    };
    expect(parseJournal(chained(body)).problem).toBeUndefined();
    expect(parseJournal(chained(body.replace('"format":1', '"format":2'))).problem).toEqual({
      code: 'run.journal.format',
      args: { line: 1 },
    });
    expect(parseJournal(chained('{"seq":0,"at":1,"event":{"type":"moonLanded"}}')).problem?.code).toBe(
      'run.journal.format',
    );
    for (const line of ['null', '[]', '{"seq":0}', '{"seq":"0","at":1,"event":{"type":"hostLost"}}', 'nonsense']) {
      expect(parseJournal(chained(line)).problem?.code).toBe('run.journal.broken');
    }
  });
});
