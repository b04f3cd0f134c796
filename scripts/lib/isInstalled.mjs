// Whether node_modules is what the lockfile says, by npm's own record of what it installed.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Package */

/**
 * @param {string} file
 * @returns {Readonly<Record<string, Package>>}
 */
function packagesOf(file) {
  const { packages } = /** @type {{ packages: Readonly<Record<string, Package>> }} */ (
    JSON.parse(readFileSync(path.join(root, file), 'utf8'))
  );
  return packages;
}

/** Whether every package of the lockfile is installed in its version; optional ones may be missing, as on other systems. */
export function isInstalled() {
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(path.join(root, record))) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf('package-lock.json')).every(([name, wanted]) => {
    const found = installed[name];
    if (name === '') return true;
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}
