// The hosts that a person's ssh configuration has names for.
import { join } from 'node:path';
import type { Message } from '../../../texts/Message.ts';
import { thisMachine } from '../Machine.ts';
import type { Machine } from '../Machine.ts';
import type { ConfigFiles } from './ConfigFiles.ts';
import { diskFiles } from './diskFiles.ts';
import { loadConfig } from './loadConfig.ts';
import type { ConfigNode } from './loadConfig.ts';
import { parseTarget } from './parseTarget.ts';
import type { Place } from './Place.ts';

/** A name of a `Host` line that stands for one host: neither a pattern nor negated. */
export interface HostAlias {
  readonly name: string;
  /** Where it stands first. */
  readonly place: Place;
}

export interface AliasOptions {
  /** Default: this machine, its disk, `~/.ssh/config`. */
  readonly machine?: Machine;
  readonly files?: ConfigFiles;
  readonly userConfig?: string;
}

/** The aliases in the order of the file and what it includes, each once; a file that includes itself is a problem. */
export async function listAliases(
  options: AliasOptions = {},
): Promise<{ readonly aliases: readonly HostAlias[] } | { readonly problem: Message }> {
  const { machine = thisMachine(), files = diskFiles } = options;
  const base = join(machine.home, '.ssh');
  const loaded = await loadConfig(options.userConfig ?? join(base, 'config'), { files, home: machine.home, base });
  if ('problem' in loaded) return loaded;
  const found = new Map<string, Place>();
  for (const { keyword, args = [], place } of linesOf(loaded.nodes)) {
    if (keyword !== 'host') continue;
    const names = args.filter((name) => !/[*?!]/.test(name) && parseTarget(name) !== undefined);
    for (const name of names) if (!found.has(name)) found.set(name, place);
  }
  return { aliases: [...found].map(([name, place]) => ({ name, place })) };
}

function linesOf(nodes: readonly ConfigNode[]): readonly ConfigNode[] {
  return nodes.flatMap((node) => [node, ...node.included.flatMap(linesOf)]);
}
