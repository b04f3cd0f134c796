// The image that test hosts boot from: built once for each version of its scripts, kept in the person's cache, shared by checkouts.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { whyNoHosts } from './whyNoHosts.ts';

const scripts = fileURLToPath(new URL('image/', import.meta.url));

/** What an image consists of, as paths. The key belongs to the image alone and opens nothing else. */
export interface Image {
  readonly disk: string;
  readonly kernel: string;
  readonly exitOnReboot: string;
  readonly keyFile: string;
  /** The hosts' one host key, as a line of a .pub file. */
  readonly hostKey: string;
}

/** The image, built first where the cache has none of this version (about two minutes). Rejects with what is missing and its cure. */
export async function ensureImage(): Promise<Image> {
  const reason = await whyNoHosts();
  if (reason !== undefined) throw new Error(reason);
  // Not $HOME: tests run with a clean one, and the cache has to outlive them.
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(userInfo().homedir, '.cache'), 'gated-runbooks', 'hosts');
  await mkdir(cache, { recursive: true });
  const folder = join(cache, await digestOfScripts());
  if (!(await exists(folder))) await build(folder);
  return {
    disk: join(folder, 'root.raw'),
    kernel: join(folder, 'uml/usr/bin/linux.uml'),
    exitOnReboot: join(folder, 'exit-on-reboot.so'),
    keyFile: join(folder, 'key'),
    hostKey: (await readFile(join(folder, 'host-key.pub'), 'utf8')).trim(),
  };
}

async function digestOfScripts(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(scripts)).sort()) hash.update(name).update(await readFile(join(scripts, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Checkouts that need the same image at once wait for the one that builds it. */
async function build(folder: string): Promise<void> {
  const once = '[ -d "$2" ] || exec "$1" "$2"';
  try {
    await promisify(execFile)(
      'flock',
      [`${folder}.lock`, 'sh', '-c', once, 'sh', join(scripts, 'build-image.sh'), folder],
      {
        maxBuffer: 64 * 1024 * 1024,
      },
    );
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr).slice(-2000) : '';
    throw new Error(`The image of the test hosts could not be built in ${folder}:\n${output}`, { cause: error });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
