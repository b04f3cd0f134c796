// An evidence pack taken apart and put together again, as who changes one would.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { chainLine, chainStart } from '../../../src/runbooks/journal/chain.ts';
import { parseJournal } from '../../../src/runbooks/journal/parseJournal.ts';
import type { Recorded } from '../../../src/runbooks/run/Recorded.ts';
import { readTar } from '../../../src/runbooks/pack/tar/readTar.ts';
import { tarHeader, tarPadding } from '../../../src/runbooks/pack/tar/tarHeader.ts';

/** Contents by path. */
export type Contents = Map<string, Buffer>;

export async function openPack(file: string): Promise<Contents> {
  const contents: Contents = new Map();
  const archive = async function* (): AsyncGenerator<Buffer, void> {
    yield await Promise.resolve(gunzipSync(await readFile(file)));
  };
  for await (const { path, body } of readTar(archive())) {
    const pieces: Buffer[] = [];
    for await (const piece of body) pieces.push(piece);
    contents.set(path, Buffer.concat(pieces));
  }
  return contents;
}

export async function closePack(file: string, contents: Contents): Promise<void> {
  const files = [...contents].flatMap(([path, bytes]) => [
    tarHeader({ path, size: bytes.length, at: 0 }),
    bytes,
    tarPadding(bytes.length),
  ]);
  await writeFile(file, gzipSync(Buffer.concat([...files, Buffer.alloc(1024)])));
}

/** Makes the manifest anew, so that it fits what is there. */
export function sumAnew(contents: Contents, folder: string): void {
  const lines = [...contents]
    .map(([path, bytes]) => [path.slice(folder.length + 1), bytes] as const)
    .filter(([name]) => !name.startsWith('MANIFEST'))
    .map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
  contents.set(`${folder}/MANIFEST.sha256`, Buffer.from(lines.join('')));
}

/** Makes the journal anew from other events, with a chain that holds, and `pack.json` with it. */
export function chainAnew(contents: Contents, folder: string, change: (recorded: Recorded[]) => Recorded[]): void {
  const recorded = change([...parseJournal(contents.get(`${folder}/journal.jsonl`)!.toString()).recorded]);
  let hash = chainStart;
  const lines = recorded.map((one) => {
    const link = chainLine(one, hash);
    hash = link.hash;
    return link.line;
  });
  contents.set(`${folder}/journal.jsonl`, Buffer.from(lines.join('')));
  const about = JSON.parse(contents.get(`${folder}/pack.json`)!.toString()) as Record<string, unknown>;
  const last = recorded.at(-1)?.event;
  const outcome = last?.type === 'runEnded' ? last.outcome : null;
  const anew = { ...about, events: recorded.length, journal: hash, outcome };
  contents.set(`${folder}/pack.json`, Buffer.from(`${JSON.stringify(anew, undefined, 2)}\n`));
}
