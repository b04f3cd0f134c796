// One hash over files, by which a set-up or a build knows that nothing changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/**
 * Every file at or below `place`, relative to the checkout, in a stable order; none where it isn't there.
 * @param {string} place
 * @returns {string[]}
 */
function filesAt(place) {
  const full = path.join(root, place);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [place];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesAt(path.join(place, name)));
}

/**
 * sha256, hex, over the names and contents of files and folders (relative to the checkout) and over further words.
 * @param {readonly string[]} places
 * @param {readonly string[]} words
 * @returns {string}
 */
export function fingerprint(places, words = []) {
  const hash = createHash('sha256').update(JSON.stringify(words));
  for (const file of places.flatMap(filesAt)) {
    const bytes = readFileSync(path.join(root, file));
    hash.update(`\0${file}\0${String(bytes.length)}\0`).update(bytes);
  }
  return hash.digest('hex');
}
