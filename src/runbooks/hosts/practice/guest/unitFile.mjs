// Reads a unit as systemd does: its file in /etc/systemd/system, then its drop-ins in order.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readSpan } from './format.mjs';

export const unitFolder = '/etc/systemd/system';

/**
 * @typedef {object} UnitFile
 * @property {string} name
 * @property {string} [path] absent where there is no such unit
 * @property {string[]} dropIns
 * @property {Map<string, string[]>} settings each directive's values, `Section.Name`
 * @property {number} read milliseconds since the epoch
 */

/**
 * @param {string} name with its suffix
 * @returns {UnitFile}
 */
export function readUnitFile(name) {
  const path = join(unitFolder, name);
  const settings = /** @type {Map<string, string[]>} */ (new Map());
  const read = Date.now();
  if (!existsSync(path)) return { name, dropIns: [], settings, read };
  const folder = `${path}.d`;
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.conf'))
        .sort()
    : [];
  const dropIns = names.map((file) => join(folder, file));
  for (const file of [path, ...dropIns]) parse(readFileSync(file, 'utf8'), settings);
  return { name, path, dropIns, settings, read };
}

/**
 * Whether a file of the unit is newer than what was read, or has come or gone.
 * @param {UnitFile} unit
 */
export function needsReload(unit) {
  const fresh = readUnitFile(unit.name);
  if (fresh.path !== unit.path || fresh.dropIns.join() !== unit.dropIns.join()) return true;
  const files = unit.path === undefined ? [] : [unit.path, ...unit.dropIns];
  return files.some((file) => statSync(file).mtimeMs > unit.read);
}

/**
 * @param {string} text
 * @param {Map<string, string[]>} settings
 */
function parse(text, settings) {
  let section = '';
  for (const line of text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((one) => one.trim())) {
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const heading = /^\[(.+)\]$/.exec(line);
    if (heading !== null) {
      section = /** @type {string} */ (heading[1]);
      continue;
    }
    const equals = line.indexOf('=');
    if (equals < 0) continue;
    const name = `${section}.${line.slice(0, equals).trim()}`;
    const value = line.slice(equals + 1).trim();
    // An empty assignment forgets what came before it.
    settings.set(name, value === '' ? [] : [...(settings.get(name) ?? []), value]);
  }
}

/**
 * The last value of a directive, or the default.
 * @param {UnitFile} unit
 * @param {string} name `Section.Name`
 * @param {string} otherwise
 */
export function setting(unit, name, otherwise) {
  return unit.settings.get(name)?.at(-1) ?? otherwise;
}

/**
 * A directive that is a time span, in milliseconds.
 * @param {UnitFile} unit
 * @param {string} name `Section.Name`
 * @param {string} otherwise
 */
export function settingSpan(unit, name, otherwise) {
  return readSpan(setting(unit, name, otherwise)) ?? /** @type {number} */ (readSpan(otherwise));
}

/**
 * The words of a command line or an Environment=, quotes taken away.
 * @param {string} line
 * @returns {string[]}
 */
export function words(line) {
  return [...line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  );
}
