// Makes the evidence pack of a run: one archive that a person can open with tar, and that says of each of its files what it was.
import { createHash, randomUUID } from 'node:crypto';
import { constants, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { readJournal } from '../journal/fileJournal.ts';
import { JournalError } from '../journal/JournalError.ts';
import type { ParsedJournal } from '../journal/parseJournal.ts';
import type { StoredRun } from '../runs/listRuns.ts';
import { say, type Locale } from '../texts/say.ts';
import { reportOf } from '../views/reportOf.ts';
import { listRunFiles } from './listRunFiles.ts';
import { PackError } from './PackError.ts';
import { aboutJournal, manifestLine, packNames, packNamespace, sourceName, type PackAbout } from './packLayout.ts';
import type { Signer } from './signature/chooseSigner.ts';
import { composeSignature } from './signature/composeSignature.ts';
import { blockSize, tarHeader, tarPadding } from './tar/tarHeader.ts';

/** So many bytes of a file are in memory at a time. */
const pieceSize = 256 * 1024;

export interface PackRequest {
  readonly run: StoredRun;
  /** Where the pack is written; a file that is there is replaced, in one moment. */
  readonly file: string;
  /** Version of the engine that packs. */
  readonly engine: string;
  /** Of the report in it. */
  readonly locale: Locale;
  /** Signs the manifest. */
  readonly signer?: Signer;
}

export interface Packed {
  readonly files: number;
  readonly bytes: number;
  /** Whether the run had ended; else the pack is open. */
  readonly ended: boolean;
}

/**
 * Writes the pack, 0600, whole or not at all. Only what was masked is in it, since nothing else is kept of a run. A line that
 * a crash tore is left out. Rejects with a {@link PackError}, a JournalError, or an AgentError where the key would not sign.
 */
export async function writePack(request: PackRequest): Promise<Packed> {
  const { run, file } = request;
  const parsed = await readJournal(run.folder);
  if (parsed.problem !== undefined) {
    throw new JournalError(parsed.problem.code, run.folder, undefined, parsed.problem.args);
  }
  if (parsed.recorded.length === 0) throw new PackError({ code: 'pack.empty', args: { id: run.id } });
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  const counted = { files: 0 };
  try {
    const archive = Readable.from(packed(request, parsed, counted), { objectMode: false });
    await pipeline(archive, createGzip(), createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
    const { size } = await stat(draft);
    await rename(draft, file);
    return { files: counted.files, bytes: size, ended: parsed.recorded.at(-1)?.event.type === 'runEnded' };
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) {
      throw new PackError({ code: 'pack.unwritable', args: { file, why: error.message } }, error);
    }
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** The archive's bytes: every file with its sum taken on the way, then the manifest of the sums, then its signature. */
async function* packed(
  { run, engine, locale, signer }: PackRequest,
  { recorded, hash, soundBytes }: ParsedJournal,
  counted: { files: number },
): AsyncGenerator<Buffer, void> {
  const at = recorded.at(-1)?.at ?? 0;
  let manifest = '';
  const head = (name: string, size: number): Buffer => {
    counted.files += 1;
    return tarHeader({ path: `${run.id}/${name}`, size, at });
  };
  const text = function* (name: string, content: string): Generator<Buffer, void> {
    const bytes = Buffer.from(content);
    manifest += manifestLine(createHash('sha256').update(bytes).digest('hex'), name);
    yield Buffer.concat([head(name, bytes.length), bytes, tarPadding(bytes.length)]);
  };
  const fromDisk = async function* (name: string, most = Infinity): AsyncGenerator<Buffer, void> {
    const handle = await open(join(run.folder, name), constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      // What the head announces is what is packed, though a run may still write.
      const size = Math.min(most, (await handle.stat()).size);
      yield head(name, size);
      const sum = createHash('sha256');
      let left = size;
      while (left > 0) {
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(left, pieceSize)), 0, null, size - left);
        if (bytesRead === 0) throw new PackError({ code: 'pack.shrank', args: { file: name } });
        const piece = buffer.subarray(0, bytesRead);
        sum.update(piece);
        left -= bytesRead;
        yield piece;
      }
      yield tarPadding(size);
      manifest += manifestLine(sum.digest('hex'), name);
    } finally {
      await handle.close();
    }
  };
  const first = recorded[0]?.event;
  const sources = first?.type === 'runStarted' ? first.plan.sources : [];
  const about: PackAbout = {
    format: 1,
    ...aboutJournal(recorded, hash),
    packedBy: engine,
    locale,
    node: process.version,
    platform: process.platform,
  };
  yield* text(packNames.about, `${JSON.stringify(about, undefined, 2)}\n`);
  yield* text(packNames.readme, say(locale, { code: 'pack.readme', args: { ...packNames, namespace: packNamespace } }));
  yield* fromDisk(packNames.journal, soundBytes);
  yield* text(packNames.report, reportOf(recorded, 'html', locale));
  for (const [index, { path, text: source }] of sources.entries()) yield* text(sourceName(index, path), source);
  for (const name of await listRunFiles(run.folder)) yield* fromDisk(name);
  const listed = Buffer.from(manifest);
  yield Buffer.concat([head(packNames.manifest, listed.length), listed, tarPadding(listed.length)]);
  if (signer !== undefined) {
    const signature = Buffer.from(await composeSignature(listed, packNamespace, signer));
    yield Buffer.concat([head(packNames.signature, signature.length), signature, tarPadding(signature.length)]);
  }
  yield Buffer.alloc(2 * blockSize);
}
