// Says whether an evidence pack is what was packed. The pack is hostile: nothing is unpacked, and every size has a bound.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { PublicKey } from '../hosts/ssh/agent/PublicKey.ts';
import { parseJournal } from '../journal/parseJournal.ts';
import { digestOfPlan } from '../plan/digestOfPlan.ts';
import type { Outcome } from '../run/Event.ts';
import type { Recorded } from '../run/Recorded.ts';
import { replay } from '../run/resumeRun.ts';
import type { Message } from '../texts/Message.ts';
import { reportOf } from '../views/reportOf.ts';
import { aboutJournal, packAbout, packNames, packNamespace, sourceName, type PackAbout } from './packLayout.ts';
import { PackError } from './PackError.ts';
import { allowedSigners } from './signature/allowedSigners.ts';
import { checkSignature } from './signature/checkSignature.ts';
import { unarmour } from './signature/Signature.ts';
import { readTar } from './tar/readTar.ts';
import { TarError } from './tar/TarError.ts';

/** What an honest pack stays below. */
export interface PackLimits {
  /** Bytes of all files. */
  readonly unpacked: number;
  /** Bytes of those that are held in memory: all but outputs and evidence. */
  readonly held: number;
  readonly files: number;
}
const defaultLimits: PackLimits = { unpacked: 16 * 1024 ** 3, held: 256 * 1024 ** 2, files: 100_000 };

export interface VerifyOptions {
  /** Version of this engine: it can make anew the report that it made itself. */
  readonly engine: string;
  /** The text of an allowed signers file. */
  readonly allowedSigners?: string;
  /** Milliseconds since the epoch, for the validity of its keys. */
  readonly now: number;
  readonly limits?: PackLimits;
}

/** Who signed. `principals`: whose key it is by the allowed signers; absent where none were given. */
export interface SignedBy {
  readonly key: PublicKey;
  readonly principals: readonly string[] | undefined;
}

export interface PackFindings {
  /** `open`: nothing was changed, but the run had not ended, so that an end may have been cut off. */
  readonly verdict: 'intact' | 'open' | 'changed';
  /** Absent where the journal can't be read. */
  readonly run: { readonly id: string; readonly runbook: string; readonly outcome: Outcome | undefined } | undefined;
  readonly files: number;
  readonly events: number;
  /** What was changed, with the file, and the line where that can be told. */
  readonly changes: readonly Message[];
  readonly notes: readonly Message[];
  /** Absent: unsigned, so the pack is only consistent in itself. */
  readonly signedBy: SignedBy | undefined;
}

/** Reads the pack in `file`. Rejects with a {@link PackError} where it can't be read at all. */
export async function verifyPack(file: string, options: VerifyOptions): Promise<PackFindings> {
  const { files, changes: unpacking } = await readFiles(file, options.limits ?? defaultLimits);
  const changes = [...unpacking, ...againstManifest(files)];
  const notes: Message[] = [];
  const journal = readJournal(textOf(files, packNames.journal));
  const about = readAbout(textOf(files, packNames.about));
  if (journal.change !== undefined) changes.push(journal.change);
  else changes.push(...againstJournal(files, journal, about, options.engine, notes));
  const signed = signerOf(files, options);
  if (signed === 'bad') changes.push({ code: 'pack.badSignature', args: { file: packNames.signature } });
  const first = journal.recorded[0]?.event;
  const last = journal.recorded.at(-1)?.event;
  const outcome = last?.type === 'runEnded' ? last.outcome : undefined;
  return {
    verdict: changes.length > 0 ? 'changed' : outcome === undefined ? 'open' : 'intact',
    run: first?.type === 'runStarted' ? { id: first.runId, runbook: first.plan.name, outcome } : undefined,
    files: files.size,
    events: journal.recorded.length,
    changes,
    notes,
    signedBy: signed === 'bad' ? undefined : signed,
  };
}

interface HeldFile {
  readonly hash: string;
  /** Its bytes, where they are held. */
  readonly bytes: Buffer | undefined;
}
type Files = ReadonlyMap<string, HeldFile>;

/** Every file's sum, and what else is needed. An archive that can't be read on is a change at that place. */
async function readFiles(file: string, limits: PackLimits): Promise<{ files: Files; changes: Message[] }> {
  const files = new Map<string, HeldFile>();
  const changes: Message[] = [];
  let [unpacked, held] = [0, 0];
  let folder: string | undefined;
  const source = createReadStream(file);
  const archive = createGunzip();
  // What goes wrong is thrown where the archive is read.
  pipeline(source, archive, () => undefined);
  try {
    for await (const { path, size, body } of readTar(archive)) {
      const [top = '', ...rest] = path.split('/');
      const name = rest.join('/');
      folder ??= top;
      unpacked += size;
      const isHeld = !/^(?:outputs|evidence)\//.test(name);
      held += isHeld ? size : 0;
      if (unpacked > limits.unpacked || held > limits.held || files.size >= limits.files) {
        changes.push({ code: 'pack.tooBig', args: { file: name } });
        break;
      }
      if (top !== folder || !isSafe(name) || files.has(name)) {
        changes.push({ code: 'pack.strangeName', args: { file: path } });
        continue;
      }
      const sum = createHash('sha256');
      const kept: Buffer[] = [];
      for await (const piece of body) {
        sum.update(piece);
        if (isHeld) kept.push(piece);
      }
      files.set(name, { hash: sum.digest('hex'), bytes: isHeld ? Buffer.concat(kept) : undefined });
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof TarError || code.startsWith('Z_')) {
      if (files.size === 0) throw new PackError({ code: 'pack.none', args: { file } }, error);
      changes.push({ code: 'pack.cut', args: { file: [...files.keys()].at(-1) ?? '' } });
    } else if (code !== '') {
      const why = error instanceof Error ? error.message : '';
      throw new PackError({ code: 'pack.unreadable', args: { file, why } }, error);
    } else {
      throw error;
    }
  } finally {
    source.destroy();
    archive.destroy();
  }
  return { files, changes };
}

/** Whether it stays below the folder it is unpacked in, on any system, and can stand on a line. */
function isSafe(name: string): boolean {
  return name.length < 512 && name.split('/').every((part) => /^[\w@=~!'()*.+-]+$/.test(part) && !/^\.+$/.test(part));
}

function textOf(files: Files, name: string): string {
  return files.get(name)?.bytes?.toString('utf8') ?? '';
}

function againstManifest(files: Files): Message[] {
  const listed = new Map<string, string>();
  const changes: Message[] = [];
  const lines = textOf(files, packNames.manifest).split('\n');
  if (lines.pop() !== '' || lines.length === 0) {
    changes.push({ code: 'pack.changedLine', args: { file: packNames.manifest, line: lines.length + 1 } });
  }
  for (const [index, line] of lines.entries()) {
    const [, hash, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (hash === undefined || name === undefined || listed.has(name)) {
      changes.push({ code: 'pack.changedLine', args: { file: packNames.manifest, line: index + 1 } });
    } else {
      listed.set(name, hash);
    }
  }
  for (const [name, hash] of listed) {
    const found = files.get(name)?.hash;
    if (found === undefined) changes.push({ code: 'pack.missing', args: { file: name } });
    else if (found !== hash) changes.push({ code: 'pack.changedFile', args: { file: name } });
  }
  for (const name of files.keys()) {
    if (listed.has(name) || name === packNames.manifest || name === packNames.signature) continue;
    changes.push({ code: 'pack.added', args: { file: name } });
  }
  return changes;
}

interface Journal {
  readonly recorded: readonly Recorded[];
  readonly hash: string;
  readonly change: Message | undefined;
}

function readJournal(text: string): Journal {
  const { recorded, hash, torn, problem } = parseJournal(text);
  const line = Number(problem?.args?.['line'] ?? recorded.length + 1);
  const file = packNames.journal;
  if (problem?.code === 'run.journal.format') {
    return { recorded, hash, change: { code: 'pack.newer', args: { file, line } } };
  }
  const broken = problem !== undefined || torn || recorded.length === 0;
  return { recorded, hash, change: broken ? { code: 'pack.changedLine', args: { file, line } } : undefined };
}

function readAbout(text: string): PackAbout | undefined {
  try {
    return packAbout.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What of the other files follows from the journal: a manifest made anew hides no contradiction. */
function againstJournal(
  files: Files,
  { recorded, hash }: Journal,
  about: PackAbout | undefined,
  engine: string,
  notes: Message[],
): Message[] {
  const changes: Message[] = [];
  const compare = (file: string, wanted: string): void => {
    if (files.has(file)) {
      const line = firstDifference(textOf(files, file), wanted);
      if (line !== undefined) changes.push({ code: 'pack.contradicts', args: { file, line } });
    } else if (!changes.some(({ args }) => args?.['file'] === file)) {
      changes.push({ code: 'pack.missing', args: { file } });
    }
  };
  try {
    replay(recorded);
    const wanted = aboutJournal(recorded, hash);
    const first = recorded[0]?.event;
    if (first?.type !== 'runStarted') return [{ code: 'pack.changedLine', args: { file: packNames.journal, line: 1 } }];
    if (digestOfPlan(first.plan) !== first.plan.digest) {
      changes.push({ code: 'pack.changedLine', args: { file: packNames.journal, line: 1 } });
    }
    if (about === undefined || JSON.stringify({ ...about, ...wanted }) !== JSON.stringify(about)) {
      changes.push({ code: 'pack.changedFile', args: { file: packNames.about } });
    }
    for (const [index, { path, text }] of first.plan.sources.entries()) compare(sourceName(index, path), text);
    if (about?.packedBy === engine) compare(packNames.report, reportOf(recorded, 'html', about.locale));
    else notes.push({ code: 'pack.reportNotCompared', args: { version: about?.packedBy ?? '–' } });
    return changes;
  } catch (error) {
    // A chain may hold over lines that no run could have written, of any shape.
    if (!(error instanceof Error)) throw error;
    return [...changes, { code: 'pack.noRun', args: { file: packNames.journal } }];
  }
}

function firstDifference(a: string, b: string): number | undefined {
  if (a === b) return undefined;
  const [left, right] = [a.split('\n'), b.split('\n')];
  return 1 + left.findIndex((line, index) => line !== right[index]) || left.length;
}

function signerOf(files: Files, { allowedSigners: allowed, now }: VerifyOptions): SignedBy | 'bad' | undefined {
  if (!files.has(packNames.signature)) return undefined;
  const signature = unarmour(textOf(files, packNames.signature));
  const manifest = files.get(packNames.manifest)?.bytes;
  if (signature === undefined || manifest === undefined) return 'bad';
  const key = checkSignature(manifest, packNamespace, signature);
  if (key === undefined) return 'bad';
  return { key, principals: allowed === undefined ? undefined : allowedSigners(allowed, key, packNamespace, now) };
}
