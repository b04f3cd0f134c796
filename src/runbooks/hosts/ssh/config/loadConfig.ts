// A configuration file and all it includes, read once.
import { dirname, isAbsolute, join } from 'node:path';
import type { Message } from '../../../texts/Message.ts';
import type { ConfigFiles } from './ConfigFiles.ts';
import { expandTilde } from './expandTokens.ts';
import { matchPattern } from './matchPattern.ts';
import { parseConfig } from './parseConfig.ts';
import type { ConfigLine } from './parseConfig.ts';

/** A line; an Include carries the files it names. */
export interface ConfigNode extends ConfigLine {
  readonly included: readonly (readonly ConfigNode[])[];
}

export type Loaded = { readonly nodes: readonly ConfigNode[] } | { readonly problem: Message };

export interface LoadOptions {
  readonly files: ConfigFiles;
  readonly home: string;
  /** What relative paths of Include are relative to: `~/.ssh`, or `/etc/ssh` for the system's file. */
  readonly base: string;
}

/** As deep as OpenSSH goes. */
const MAX_DEPTH = 16;

/** Reads `file`; one that does not exist is empty. Includes that go in circles or too deep are a problem. */
export async function loadConfig(file: string, options: LoadOptions): Promise<Loaded> {
  const text = await options.files.read(file);
  return text === undefined ? { nodes: [] } : load(file, text, options, [file]);
}

async function load(file: string, text: string, options: LoadOptions, trail: readonly string[]): Promise<Loaded> {
  const nodes: ConfigNode[] = [];
  for (const line of parseConfig(file, text)) {
    const included: (readonly ConfigNode[])[] = [];
    for (const pattern of line.keyword === 'include' ? (line.args ?? []) : []) {
      for (const path of await expandGlob(absolute(pattern, options), options.files)) {
        const problem = (code: 'hosts.configCycle' | 'hosts.configDepth'): Loaded => ({
          problem: { code, args: { file, line: line.place.line, path } },
        });
        if (trail.includes(path)) return problem('hosts.configCycle');
        if (trail.length >= MAX_DEPTH) return problem('hosts.configDepth');
        const inner = await options.files.read(path);
        if (inner === undefined) continue;
        const loaded = await load(path, inner, options, [...trail, path]);
        if ('problem' in loaded) return loaded;
        included.push(loaded.nodes);
      }
    }
    nodes.push({ ...line, included });
  }
  return { nodes };
}

function absolute(pattern: string, { home, base }: LoadOptions): string {
  const path = expandTilde(pattern, home);
  return isAbsolute(path) ? path : join(base, path);
}

async function expandGlob(pattern: string, files: ConfigFiles): Promise<readonly string[]> {
  if (!/[*?[]/.test(pattern)) return [pattern];
  const folder = dirname(pattern);
  const last = pattern.slice(folder.length).replace(/^[\\/]/, '');
  const folders = await expandGlob(folder, files);
  const found: string[] = [];
  for (const each of folders) {
    const names = /[*?[]/.test(last) ? (await files.list(each)).filter((name) => matchName(last, name)) : [last];
    found.push(...names.toSorted().map((name) => join(each, name)));
  }
  return found;
}

// glob(3): a leading dot is never matched by a wildcard, and `[…]` is a class.
function matchName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  if (!pattern.includes('[')) return matchPattern(pattern, name);
  const source = pattern.replace(/\[[!^]?\]?[^\]]*\]|[\s\S]/g, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return part.length > 1
      ? part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\')
      : part.replace(/[\\^$.|+(){}[\]]/, '\\$&');
  });
  return new RegExp(`^${source}$`, 's').test(name);
}
