// What an evidence pack holds, and under which names. docs/journal.md tells it to people.
import { basename } from 'node:path/posix';
import * as z from 'zod';
import type { Recorded } from '../run/Recorded.ts';

/** The files of a pack, below the one folder that is named after the run. */
export const packNames = {
  about: 'pack.json',
  readme: 'README.txt',
  journal: 'journal.jsonl',
  report: 'report.html',
  manifest: 'MANIFEST.sha256',
  signature: 'MANIFEST.sha256.sig',
} as const;

/** The namespace of a pack's signature: it can't be taken for a signature of anything else. */
export const packNamespace = 'gated-runbooks-pack';

/** `pack.json`: what was packed, by what. All but the last four follow from the journal. */
export const packAbout = z.strictObject({
  format: z.literal(1),
  run: z.string(),
  runbook: z.string(),
  /** Of the plan: runbook texts, inputs and hosts. */
  digest: z.string(),
  /** The versions of the engine that carried it out, each once, in order. */
  engines: z.array(z.string()),
  events: z.number().int(),
  /** Hash of the journal's last line. */
  journal: z.string(),
  outcome: z.string().nullable(),
  packedBy: z.string(),
  locale: z.enum(['en', 'zh-cn']),
  node: z.string(),
  platform: z.string(),
});
export type PackAbout = z.infer<typeof packAbout>;

/** What of {@link PackAbout} follows from the journal. Throws a bug's error where it has no beginning. */
export function aboutJournal(
  recorded: readonly Recorded[],
  hash: string,
): Omit<PackAbout, 'format' | 'packedBy' | 'locale' | 'node' | 'platform'> {
  const [first, last] = [recorded[0]?.event, recorded.at(-1)?.event];
  if (first?.type !== 'runStarted') throw new Error('a journal begins with runStarted');
  const engines = recorded.flatMap(({ event }) => ('engine' in event ? [event.engine] : []));
  return {
    run: first.runId,
    runbook: first.plan.name,
    digest: first.plan.digest,
    engines: [...new Set(engines)],
    events: recorded.length,
    journal: hash,
    outcome: last?.type === 'runEnded' ? last.outcome : null,
  };
}

/** The name in the pack of the runbook's file that is the `index`th of its closure. */
export function sourceName(index: number, path: string): string {
  const safe = basename(path.replaceAll('\\', '/')).replace(/[^\w.-]+/g, '_');
  return `runbook/${String(index + 1)}-${safe}`;
}

/** One line of the manifest, as `sha256sum -c` reads it. */
export function manifestLine(hash: string, name: string): string {
  return `${hash}  ${name}\n`;
}
