// The kernel of a test host maps each page of its processes by itself, which takes more mappings than Debian allows a process.
import { readFile, writeFile } from 'node:fs/promises';

const setting = '/proc/sys/vm/max_map_count';
/** A process of 1 GiB; Ubuntu allows four times as many. With too few, a host that runs out of memory hangs instead of killing. */
const wanted = 262_144;

/** Raises this machine's limit until it boots again; never lowers it. Needs root. */
export async function allowMappings(): Promise<void> {
  if (Number(await readFile(setting, 'utf8')) < wanted) await writeFile(setting, String(wanted));
}
