// Reads the runbooks for the list, and those again only whose text has changed.
import { setImmediate } from 'node:timers/promises';
import type { Services } from '../../Services.ts';
import type { RunbookEntry } from './runbookNodes.ts';
import { summariseRunbook, type RunbookSummary } from './summariseRunbook.ts';

/** A reader that remembers what it read. One file that can't be read hides no other. */
export function createEntryReader({
  runbooks,
  engine,
}: Pick<Services, 'runbooks' | 'engine'>): () => Promise<readonly RunbookEntry[]> {
  let known = new Map<string, { readonly text: string; readonly summary: RunbookSummary }>();
  return async () => {
    const fresh: typeof known = new Map();
    const entries: RunbookEntry[] = [];
    for (const file of await runbooks.list()) {
      const uri = file.uri.toString();
      try {
        const text = await runbooks.read(file.uri);
        const old = known.get(uri);
        const summary = old?.text === text ? old.summary : summariseRunbook(engine().readRunbook({ uri, text }));
        fresh.set(uri, { text, summary });
        entries.push({ file, summary });
      } catch (error) {
        entries.push({ file, summary: { unreadable: error instanceof Error ? error.message : String(error) } });
      }
      // Reading a runbook takes milliseconds, and there may be hundreds: others get their turn.
      await setImmediate();
    }
    known = fresh;
    return entries;
  };
}
