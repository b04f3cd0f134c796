// A host's name and the person's ssh configuration → how to reach it.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Message } from '../../../texts/Message.ts';
import type { Machine } from '../Machine.ts';
import { canonicalName } from './canonicalName.ts';
import { chooseProxy } from './chooseProxy.ts';
import type { ConfigFiles } from './ConfigFiles.ts';
import { evaluateConfig } from './evaluateConfig.ts';
import type { Setting, Settings } from './evaluateConfig.ts';
import { expandTokens } from './expandTokens.ts';
import type { Tokens } from './expandTokens.ts';
import { loadConfig } from './loadConfig.ts';
import type { ConfigNode } from './loadConfig.ts';
import { parseTarget } from './parseTarget.ts';
import type { Target } from './parseTarget.ts';
import { readSettings } from './readSettings.ts';
import type { ResolvedHost } from './ResolvedHost.ts';

export interface ResolveOptions {
  readonly machine: Machine;
  readonly files: ConfigFiles;
  /** The person's configuration. */
  readonly userConfig: string;
  /** The system's; undefined for none. */
  readonly systemConfig?: string;
  /** Whether a name exists in the name service, for CanonicalizeHostname. */
  readonly exists: (name: string) => Promise<boolean>;
}

export type Resolved = { readonly host: ResolvedHost } | { readonly problem: Message };

const MOST_JUMPS = 8;

/** Resolves `name` and every host on the way to it. */
export async function resolveHost(name: string, options: ResolveOptions): Promise<Resolved> {
  const target = parseTarget(name);
  if (target === undefined) return { problem: { code: 'hosts.badName', args: { host: name } } };
  const files: (readonly ConfigNode[])[] = [];
  const bases = [
    [options.userConfig, join(options.machine.home, '.ssh')],
    [options.systemConfig, '/etc/ssh'],
  ] as const;
  for (const [file, base] of bases) {
    if (file === undefined) continue;
    const loaded = await loadConfig(file, { files: options.files, home: options.machine.home, base });
    if ('problem' in loaded) return loaded;
    files.push(loaded.nodes);
  }
  return resolve(name, target, { ...options, loaded: files }, 0);
}

type Context = ResolveOptions & { readonly loaded: readonly (readonly ConfigNode[])[] };

async function resolve(
  name: string,
  target: Target,
  context: Context,
  depth: number,
  ownJumps = true,
): Promise<Resolved> {
  if (depth > MOST_JUMPS) return { problem: { code: 'hosts.tooManyJumps', args: { host: name, most: MOST_JUMPS } } };
  const settled = await settle(target, context);
  if ('problem' in settled) return settled;
  const { settings, hostName, notes } = settled;
  const tokens = tokensOf(target.name, hostName, settings, context.machine);
  const read = readSettings({ name, hostName, settings, tokens, machine: context.machine, notes });
  if ('problem' in read) return read;
  if (!ownJumps) return { host: withoutProxyCommand(read.host) };
  const jumps = await resolveJumps(name, settings, tokens, context, depth);
  if ('problem' in jumps) return jumps;
  return { host: { ...read.host, jumps: jumps.hosts } };
}

// The one or two readings of the files.
async function settle(
  target: Target,
  context: Context,
): Promise<
  | { readonly settings: Settings; readonly hostName: string; readonly notes: readonly Message[] }
  | { readonly problem: Message }
> {
  const { machine, loaded } = context;
  const given = new Map<string, readonly Setting[]>();
  const give = (keyword: string, value: string | number | undefined): void => {
    if (value !== undefined) given.set(keyword, [{ values: [String(value)], rest: String(value), place: undefined }]);
  };
  give('user', target.user);
  give('port', target.port);
  const first = evaluateConfig(loaded, { original: target.name, machine, settled: given });
  if ('problem' in first) return first;
  const written = expandTokens(one(first.settings, 'hostname') ?? '%h', { h: target.name }) ?? target.name;
  const { jump, command } = chooseProxy(first.settings);
  const proxied = jump !== undefined || command !== undefined;
  const canonical = await canonicalName(written.toLowerCase(), first.settings, proxied, context.exists);
  if ('problem' in canonical) return canonical;
  const again = ['yes', 'true', 'always'].includes(one(first.settings, 'canonicalizehostname')?.toLowerCase() ?? '');
  if (!again && !first.wantsFinal) return { ...first, hostName: canonical.name };
  const final = evaluateConfig(loaded, {
    ...{ original: target.name, machine, settled: first.settings },
    found: canonical.name,
  });
  return 'problem' in final ? final : { ...final, hostName: canonical.name };
}

async function resolveJumps(
  name: string,
  settings: Settings,
  tokens: Tokens,
  context: Context,
  depth: number,
): Promise<{ readonly hosts: readonly ResolvedHost[] } | { readonly problem: Message }> {
  const { jump } = chooseProxy(settings);
  if (jump === undefined) return { hosts: [] };
  const hosts: ResolvedHost[] = [];
  const hops = (jump.values[0] ?? '').split(',');
  for (const [index, written] of hops.entries()) {
    const text = expandTokens(written.trim(), tokens);
    const target = text === undefined ? undefined : parseTarget(text);
    if (text === undefined || target === undefined) {
      const args = { host: name, jump: written, file: jump.place?.file ?? '', line: jump.place?.line ?? 0 };
      return { problem: { code: 'hosts.configBadJump', args } };
    }
    // Only the first hop is reached by its own way; the next ones are reached through it.
    const resolved = await resolve(text, target, context, depth + 1, index === 0);
    if ('problem' in resolved) return resolved;
    hosts.push(...resolved.host.jumps, { ...resolved.host, jumps: [] });
  }
  if (hosts.length > MOST_JUMPS)
    return { problem: { code: 'hosts.tooManyJumps', args: { host: name, most: MOST_JUMPS } } };
  return { hosts };
}

function withoutProxyCommand({ proxyCommand: _, ...host }: ResolvedHost): ResolvedHost {
  return host;
}

function tokensOf(original: string, hostName: string, settings: Settings, machine: Machine): Tokens {
  const port = one(settings, 'port') ?? '22';
  const user = one(settings, 'user') ?? machine.user;
  const digest = createHash('sha1').update(`${machine.hostname}${hostName}${port}${user}`).digest('hex');
  return {
    h: hostName,
    n: original,
    p: port,
    r: user,
    u: machine.user,
    d: machine.home,
    i: machine.uid,
    l: machine.hostname,
    L: machine.hostname.replace(/\..*$/, ''),
    k: one(settings, 'hostkeyalias') ?? original,
    C: digest,
  };
}

function one(settings: Settings, keyword: string): string | undefined {
  return settings.get(keyword)?.[0]?.values[0];
}
