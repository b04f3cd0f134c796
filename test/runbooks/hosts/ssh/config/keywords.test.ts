// The three tables hold every keyword of ssh_config(5), each once.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  handlingOf,
  ignored,
  isNeutral,
  keywordOf,
  obeyed,
  refused,
} from '../../../../../src/runbooks/hosts/ssh/config/keywords.ts';

// The manual of OpenSSH 9.2, and what came until 10.1.
const manual = readFileSync(new URL('../../../../golden/hosts/ssh_config-keywords.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

describe.each(manual)('%s', (keyword) => {
  test('is in one table', () => {
    expect(handlingOf(keywordOf(keyword))).toBeDefined();
  });
});

test('no keyword is in two tables', () => {
  const all = [...obeyed, ...ignored, ...Object.keys(refused)].map((name) => name.toLowerCase());
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
});

test('older names mean the newer ones, whatever their case', () => {
  expect(handlingOf(keywordOf('PubkeyAcceptedKeyTypes'))).toBe('obeyed');
  expect(keywordOf('IDENTITYFILE')).toBe('identityfile');
  expect(handlingOf('frobnicate')).toBeUndefined();
});

test('a refused keyword is harmless where it says no', () => {
  expect(isNeutral('proxyusefdpass', 'No')).toBe(true);
  expect(isNeutral('proxyusefdpass', 'yes')).toBe(false);
  expect(isNeutral('refuseconnection', 'no')).toBe(false);
});
