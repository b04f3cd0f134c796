// Where the files are that run inside the practice host: beside this source, or in the built package.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the guest's files. Throws when the package is incomplete. */
export function guestFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, 'guest'), join(here, '..', 'guest')];
  const found = places.find((place) => existsSync(join(place, 'boot.sh')));
  if (found === undefined) throw new Error(`The practice host's files are in none of ${places.join(', ')}.`);
  return found;
}
