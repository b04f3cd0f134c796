// The lines of several known_hosts files.
import type { ConfigFiles } from '../config/ConfigFiles.ts';
import type { KnownHost } from './KnownHost.ts';
import { parseKnownHosts } from './parseKnownHosts.ts';

/** In the order of the files; those that don't exist have none. */
export async function readKnownHosts(paths: readonly string[], files: ConfigFiles): Promise<readonly KnownHost[]> {
  const texts = await Promise.all(paths.map((path) => files.read(path)));
  return texts.flatMap((text, index) => (text === undefined ? [] : parseKnownHosts(paths[index] ?? '', text)));
}
