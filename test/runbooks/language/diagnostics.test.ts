// Every diagnostic has a golden file: a runbook that has it, with the place marked, and a near miss that has not.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readRunbook } from '../../../src/runbooks/language/readRunbook.ts';
import { en } from '../../../src/runbooks/texts/en.ts';
import { language } from '../../../src/runbooks/texts/en/language.ts';
import { annotated, expanded, unannotated } from '../../support/annotated.ts';

const FOLDER = fileURLToPath(new URL('../../golden/language/', import.meta.url));
const NEAR_MISS = '=== near miss\n';
/** Set to write the marks of the golden files anew; read the difference before it is committed. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

const codes = Object.keys(language).filter((code) => code !== 'language.fix');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

function sections(code: string): [string, string] {
  const [bad = '', near = ''] = readFileSync(`${FOLDER}${code.slice('language.'.length)}.txt`, 'utf8').split(NEAR_MISS);
  return [bad, near];
}

function read(section: string): ReturnType<typeof readRunbook>['diagnostics'] {
  return readRunbook({ uri: 'file:///case.yaml', text: expanded(unannotated(section)) }).diagnostics;
}

describe('diagnostics', () => {
  it('have no golden file without a code', () => {
    expect(files.map((name) => `language.${name.slice(0, -'.txt'.length)}`).filter((code) => !(code in en))).toEqual(
      [],
    );
  });

  it.each(codes)('%s', (code) => {
    const path = `${FOLDER}${code.slice('language.'.length)}.txt`;
    expect(existsSync(path), `there is no ${path}`).toBe(true);
    const [bad, near] = sections(code);
    const [ofBad, ofNear] = [read(bad), read(near)];
    if (UPDATE) writeFileSync(path, [annotated(bad, ofBad), annotated(near, ofNear)].join(NEAR_MISS));

    expect(ofBad.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(ofNear.map((diagnostic) => diagnostic.code)).not.toContain(code);
    const [expectedBad, expectedNear] = sections(code);
    expect(annotated(bad, ofBad)).toBe(expectedBad);
    expect(annotated(near, ofNear)).toBe(expectedNear);
  });
});
