// Every diagnostic has a golden file: a runbook (or hosts.yaml) that has it, with the place marked, and a near miss that has not.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readInventory } from '../../../src/runbooks/hosts/inventory/readInventory.ts';
import { readRunbook } from '../../../src/runbooks/language/readRunbook.ts';
import { readRunbooks, type ReadUsed } from '../../../src/runbooks/language/readRunbooks.ts';
import { en } from '../../../src/runbooks/texts/en.ts';
import { inventory } from '../../../src/runbooks/texts/en/inventory.ts';
import { language } from '../../../src/runbooks/texts/en/language.ts';
import { annotated, expanded, unannotated } from '../../support/annotated.ts';

const NEAR_MISS = '=== near miss\n';
/** Set to write the marks of the golden files anew; read the difference before it is committed. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** Texts that describe what may be written and find nothing wrong. */
const described = new Set(
  ['whole', 'schema', 'hosts', 'host', 'hostName', 'description', 'values', 'groups', 'group', 'groupName'].map(
    (name) => `inventory.${name}`,
  ),
);

const USED = fileURLToPath(new URL('fixtures/used/', import.meta.url));
/** What can be said only with the used runbooks at hand. */
const TOGETHER = /^language\.use(?!Escapes|NoRunbook)/;

const readFixture: ReadUsed = (uri) => {
  const name = uri.slice('file:///'.length);
  if (name === 'linked.yaml') return Promise.resolve('outside');
  if (name === 'locked.yaml') return Promise.resolve({ unreadable: 'permission denied' });
  const path = `${USED}${name}`;
  return Promise.resolve(existsSync(path) ? { text: readFileSync(path, 'utf8') } : 'missing');
};

describe.each([
  { room: 'language', texts: language, reader: readRunbook },
  { room: 'inventory', texts: inventory, reader: readInventory },
])('diagnostics of $room', ({ room, texts, reader }) => {
  const folder = fileURLToPath(new URL(`../../golden/${room}/`, import.meta.url));
  const codes = Object.keys(texts).filter((code) => code !== 'language.fix' && !described.has(code));
  const fileOf = (code: string): string => `${folder}${code.slice(room.length + 1)}.txt`;
  const sections = (code: string): [string, string] => {
    const [bad = '', near = ''] = readFileSync(fileOf(code), 'utf8').split(NEAR_MISS);
    return [bad, near];
  };
  const read = async (code: string, section: string): Promise<ReturnType<typeof readRunbook>['diagnostics']> => {
    const source = { uri: 'file:///case.yaml', text: expanded(unannotated(section)) };
    if (!TOGETHER.test(code)) return reader(source).diagnostics;
    const { diagnostics } = await readRunbooks(source, readFixture);
    return diagnostics.filter(({ uri }) => uri === source.uri);
  };

  it('have no golden file without a code', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    expect(files.map((name) => `${room}.${name.slice(0, -'.txt'.length)}`).filter((code) => !(code in en))).toEqual([]);
  });

  it.each(codes)('%s', async (code) => {
    const path = fileOf(code);
    expect(existsSync(path), `there is no ${path}`).toBe(true);
    const [bad, near] = sections(code);
    const [ofBad, ofNear] = [await read(code, bad), await read(code, near)];
    if (UPDATE) writeFileSync(path, [annotated(bad, ofBad), annotated(near, ofNear)].join(NEAR_MISS));

    expect(ofBad.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(ofNear.map((diagnostic) => diagnostic.code)).not.toContain(code);
    const [expectedBad, expectedNear] = sections(code);
    expect(annotated(bad, ofBad)).toBe(expectedBad);
    expect(annotated(near, ofNear)).toBe(expectedNear);
  });
});
