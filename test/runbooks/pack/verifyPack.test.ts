// Whatever is changed in an evidence pack is found and named, and no pack that is meant to harm does any.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PackError } from '../../../src/runbooks/pack/PackError.ts';
import { verifyPack, type PackFindings, type VerifyOptions } from '../../../src/runbooks/pack/verifyPack.ts';
import { writePack } from '../../../src/runbooks/pack/writePack.ts';
import type { StoredRun } from '../../../src/runbooks/runs/listRuns.ts';
import type { MessageArgument } from '../../../src/runbooks/texts/Message.ts';
import { tempFolder, type TempFolder } from '../../support/tempFolder.ts';
import { chainAnew, closePack, openPack, sumAnew, type Contents } from './openPack.ts';
import { longHost, runFolder } from './runFolder.ts';

// Nothing here waits; the clock only has to be patient on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: TempFolder;
let run: StoredRun;
let pack: string;
let other: string;
let whole: Contents;

beforeAll(async () => {
  folder = await tempFolder('pack');
  [pack, other] = [join(folder.path, 'pack.tar.gz'), join(folder.path, 'other.tar.gz')];
  run = await runFolder(folder.path);
  await writePack({ run, file: pack, engine: '1.0.0', locale: 'en' });
  whole = await openPack(pack);
});
afterAll(() => folder.remove());

const verify = (file: string, more: Partial<VerifyOptions> = {}): Promise<PackFindings> =>
  verifyPack(file, { engine: '1.0.0', now: 0, ...more });
const changed = async (change: (contents: Contents) => void): Promise<PackFindings> => {
  const contents = new Map(whole);
  change(contents);
  await closePack(other, contents);
  return verify(other);
};
const at = (name: string): string => `${run.id}/${name}`;
const edit = (contents: Contents, name: string, from: string | RegExp, to: string): void => {
  const before = contents.get(at(name))!.toString();
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  contents.set(at(name), Buffer.from(after));
};
const textOf = (value: MessageArgument | undefined): string =>
  typeof value === 'object' ? value.en : String(value ?? '');
const found = ({ changes }: PackFindings): string[] =>
  changes.map(({ code, args }) => {
    const [file = '', line = ''] = ['file', 'line'].map((name) => textOf(args?.[name]));
    // Where the report differs is for the report's own tests.
    const where = file === 'report.html' ? 'N' : line;
    return `${code.replace('pack.', '')} ${file} ${where}`.trim();
  });
const verdictOf = async (file: string): Promise<string> => {
  try {
    return (await verify(file)).verdict;
  } catch (error) {
    if (error instanceof PackError) return 'none';
    throw error;
  }
};

describe('a pack', () => {
  it('holds all that the run left, and is intact', async () => {
    expect([...whole.keys()]).toEqual(
      [
        'pack.json',
        'README.txt',
        'journal.jsonl',
        'report.html',
        'runbook/1-test.yaml',
        `evidence/${longHost}/look.log`,
        'evidence/web1/look.log',
        ...['look', 'restart'].flatMap((step) =>
          [longHost, 'web1'].map((host) => `outputs/${step}@${host}.1.run.stdout`),
        ),
        'MANIFEST.sha256',
      ].map(at),
    );
    expect(await verify(pack)).toMatchObject({
      verdict: 'intact',
      run: { id: 'r1', runbook: 'test', outcome: 'succeeded' },
      changes: [],
      notes: [],
      signedBy: undefined,
    });
  });

  it('is the same, byte for byte, when it is made again, and for its owner only', async () => {
    await writePack({ run, file: other, engine: '1.0.0', locale: 'en' });
    expect(await readFile(other)).toEqual(await readFile(pack));
    expect((await stat(other)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder.path)).sort()).toEqual(['other.tar.gz', 'pack.tar.gz', 'run']);
  });

  it('that cannot be written leaves nothing behind', async () => {
    const file = join(folder.path, 'none', 'pack.tar.gz');
    await expect(writePack({ run, file, engine: '1.0.0', locale: 'en' })).rejects.toMatchObject({
      said: { code: 'pack.unwritable' },
    });
    const signer = { key: undefined as never, comment: '', sign: () => Promise.reject(new Error('no')) };
    await expect(writePack({ run, file: other, engine: '1.0.0', locale: 'en', signer })).rejects.toThrow('no');
    expect((await readdir(folder.path)).sort()).toEqual(['other.tar.gz', 'pack.tar.gz', 'run']);
  });

  it('whose report another version made says that it was not compared', async () => {
    expect(await verify(pack, { engine: '2.0.0' })).toMatchObject({
      verdict: 'intact',
      notes: [{ code: 'pack.reportNotCompared', args: { version: '1.0.0' } }],
    });
  });
});

describe('a pack that was changed', () => {
  it.each<[string, (contents: Contents) => void, string[]]>([
    [
      'in an output',
      (contents) => edit(contents, 'outputs/restart@web1.1.run.stdout', 'restarted', 'unharmed'),
      ['changedFile outputs/restart@web1.1.run.stdout'],
    ],
    [
      'by a file less',
      (contents) => void contents.delete(at('evidence/web1/look.log')),
      ['missing evidence/web1/look.log'],
    ],
    ['by a file more', (contents) => void contents.set(at('outputs/x'), Buffer.from('x')), ['added outputs/x']],
    [
      'in its manifest',
      (contents) => edit(contents, 'MANIFEST.sha256', / {2}report/, ' *report'),
      ['changedLine MANIFEST.sha256 4', 'added report.html N'],
    ],
    [
      'by a manifest that is gone',
      (contents) => void contents.delete(at('MANIFEST.sha256')),
      [
        'changedLine MANIFEST.sha256 1',
        ...['pack.json', 'README.txt', 'journal.jsonl', 'report.html N'].map((name) => `added ${name}`),
      ],
    ],
    [
      'in a line of the journal',
      (contents) => edit(contents, 'journal.jsonl', '"seq":4,', '"seq":4 ,'),
      ['changedFile journal.jsonl', 'changedLine journal.jsonl 5'],
    ],
  ])('%s is named', async (_name, change, expected) => {
    const findings = await changed(change);
    expect(findings.verdict).toBe('changed');
    expect(found(findings)).toEqual(expect.arrayContaining(expected));
  });

  it.each<[string, (contents: Contents) => void, string[]]>([
    [
      'a line of the journal',
      (contents) => edit(contents, 'journal.jsonl', '"seq":4,', '"seq":4 ,'),
      ['changedLine journal.jsonl 5'],
    ],
    [
      'the runbook',
      (contents) => edit(contents, 'runbook/1-test.yaml', 'id: restart', 'id: restore'),
      ['contradicts runbook/1-test.yaml 7'],
    ],
    ['the report', (contents) => edit(contents, 'report.html', 'Succeeded', 'Failed'), ['contradicts report.html N']],
    [
      'what it says of itself',
      (contents) => edit(contents, 'pack.json', '"succeeded"', '"failed"'),
      ['changedFile pack.json'],
    ],
    [
      'the journal, with its chain',
      (contents) =>
        chainAnew(contents, run.id, (recorded) =>
          recorded.map((one) =>
            one.event.type === 'runEnded' ? { ...one, event: { ...one.event, outcome: 'rolledBack' as const } } : one,
          ),
        ),
      ['contradicts report.html N'],
    ],
    [
      'the plan, with its chain',
      (contents) =>
        chainAnew(contents, run.id, ([first, ...rest]) => [
          {
            ...first!,
            event: {
              ...(first!.event as object),
              plan: { ...(first!.event as { plan: object }).plan, inputs: { unit: 'other' } },
            } as never,
          },
          ...rest,
        ]),
      ['changedLine journal.jsonl 1', 'contradicts report.html N'],
    ],
    [
      'the order of events',
      (contents) =>
        chainAnew(contents, run.id, ([first, ...rest]) => [
          first!,
          ...rest.map((one, index) => ({ ...one, event: index === 3 ? first!.event : one.event })),
        ]),
      ['noRun journal.jsonl'],
    ],
    [
      'events that are none',
      (contents) =>
        chainAnew(contents, run.id, (recorded) =>
          recorded.map((one) =>
            one.event.type === 'gateSampled'
              ? { ...one, event: { ...one.event, observation: undefined } as never }
              : one,
          ),
        ),
      ['noRun journal.jsonl'],
    ],
    [
      'events of a version to come',
      (contents) =>
        chainAnew(contents, run.id, (recorded) =>
          recorded.map((one, index) => (index === 2 ? { ...one, event: { type: 'moonLanded' } as never } : one)),
        ),
      ['newer journal.jsonl 3'],
    ],
  ])('in %s, with sums made anew, is named', async (_name, change, expected) => {
    const findings = await changed((contents) => {
      change(contents);
      sumAnew(contents, run.id);
    });
    expect(findings.verdict).toBe('changed');
    expect(found(findings)).toEqual(expected);
  });

  it('by cutting off its end, with all sums made anew, is open and never intact', async () => {
    const findings = await changed((contents) => {
      chainAnew(contents, run.id, (recorded) => recorded.slice(0, -1));
      contents.delete(at('report.html'));
      sumAnew(contents, run.id);
    });
    expect(found(findings)).toEqual(['missing report.html N']);
    const madeElsewhere = await changed((contents) => {
      chainAnew(contents, run.id, (recorded) => recorded.slice(0, -1));
      sumAnew(contents, run.id);
    }).then(() => verify(other, { engine: '2.0.0' }));
    expect(madeElsewhere.verdict).toBe('open');
  });

  it('in any one byte of its archive is never intact', async () => {
    const bytes = gunzipSync(await readFile(pack));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (place, flip) => {
        const copy = Buffer.from(bytes);
        copy[place] = copy[place]! ^ flip;
        await writeFile(other, gzipSync(copy));
        const verdict = await verdictOf(other);
        expect(verdict).not.toBe('intact');
      }),
      { numRuns: 150 },
    );
  });

  it('by being cut short anywhere is never intact', async () => {
    const bytes = await readFile(pack);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
        await writeFile(other, bytes.subarray(0, length));
        const verdict = await verdictOf(other);
        expect(['changed', 'none']).toContain(verdict);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a pack that is meant to harm', () => {
  it.each([
    '../evil',
    'run/../../evil',
    '/etc/passwd',
    `${'x'.repeat(9)}/..`,
    'C:\\evil',
    'a\nb',
    'run/a\u202eb',
    'other/a',
  ])('has no name such as %j', async (name) => {
    const findings = await changed((contents) => contents.set(name, Buffer.from('x')));
    expect(findings.verdict).toBe('changed');
    expect(findings.changes).toContainEqual({ code: 'pack.strangeName', args: { file: name } });
  });

  it('has no file twice, no link and no folder', async () => {
    const bytes = gunzipSync(await readFile(pack));
    const link = Buffer.from(bytes.subarray(0, 512));
    link.write('2', 156);
    await writeFile(other, gzipSync(Buffer.concat([link, bytes])));
    await expect(verify(other)).rejects.toMatchObject({ said: { code: 'pack.none' } });
    const end = bytes.length - 1024;
    const first = bytes.subarray(0, 512 + Math.ceil(whole.get(at('pack.json'))!.length / 512) * 512);
    await writeFile(other, gzipSync(Buffer.concat([bytes.subarray(0, end), first, bytes.subarray(end)])));
    expect(found(await verify(other))).toEqual([`strangeName ${at('pack.json')}`]);
    await writeFile(other, gzipSync(Buffer.concat([bytes.subarray(0, end), link, bytes.subarray(end)])));
    expect(found(await verify(other))).toEqual(['cut MANIFEST.sha256']);
  });

  it.each([
    ['bytes', { unpacked: 100_000, held: 1e9, files: 100 }],
    ['bytes to be held', { unpacked: 1e9, held: 100_000, files: 100 }],
    ['files', { unpacked: 1e9, held: 1e9, files: 12 }],
  ])('is not read to its end where it has too many %s', async (_name, limits) => {
    const contents = new Map(whole);
    contents.set(at('bomb'), Buffer.alloc(5_000_000));
    await closePack(other, contents);
    const findings = await verify(other, { limits });
    expect(found(findings)).toContain('tooBig bomb');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no archive', Buffer.from('hello')],
    ['an archive of nothing', gzipSync(Buffer.alloc(1024))],
    ['noise', gzipSync(Buffer.from('hello'.repeat(1000)))],
  ])('is %s', async (_name, bytes) => {
    await writeFile(other, bytes);
    const verdict = await verify(other).catch((error: unknown) => error);
    if (!(verdict instanceof PackError)) expect((verdict as PackFindings).verdict).toBe('changed');
  });

  it('is a file that is not there, or a folder', async () => {
    for (const file of [join(folder.path, 'none'), folder.path]) {
      await expect(verify(file)).rejects.toMatchObject({ said: { code: 'pack.unreadable' } });
    }
  });
});
