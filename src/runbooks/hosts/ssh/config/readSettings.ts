// Settings as text → a resolved host, every value checked.
import { join } from 'node:path';
import type { Message } from '../../../texts/Message.ts';
import type { Machine } from '../Machine.ts';
import { chooseProxy } from './chooseProxy.ts';
import type { Setting, Settings } from './evaluateConfig.ts';
import { expandPath, expandTokens } from './expandTokens.ts';
import type { Tokens } from './expandTokens.ts';
import type { ResolvedHost } from './ResolvedHost.ts';

export interface SettingsToRead {
  readonly name: string;
  readonly hostName: string;
  readonly settings: Settings;
  readonly tokens: Tokens;
  readonly machine: Machine;
  readonly notes: readonly Message[];
}

const DEFAULT_IDENTITIES = ['id_rsa', 'id_ecdsa', 'id_ecdsa_sk', 'id_ed25519', 'id_ed25519_sk'];
const CONNECT_TIMEOUT = 15_000;
const ALIVE_INTERVAL = 10_000;
const ALIVE_COUNT = 3;

/** The host without its jumps; a value that can't be understood is a problem with its place. */
export function readSettings(from: SettingsToRead): { readonly host: ResolvedHost } | { readonly problem: Message } {
  const { name, hostName, settings, tokens, machine } = from;
  const notes = [...from.notes];
  let problem: Message | undefined;

  const one = (keyword: string): Setting | undefined => settings.get(keyword)?.[0];
  const value = (keyword: string): string | undefined => one(keyword)?.values[0];
  const bad = (keyword: string): void => {
    const { place, rest = '' } = one(keyword) ?? {};
    problem ??= {
      code: 'hosts.configBadValue',
      args: { keyword, value: rest, file: place?.file ?? '', line: place?.line ?? 0 },
    };
  };
  const whole = (keyword: string, lowest: number, highest: number): number | undefined => {
    const text = value(keyword);
    if (text === undefined) return undefined;
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (number >= lowest && number <= highest) return number;
    bad(keyword);
    return undefined;
  };
  const choice = <T>(keyword: string, choices: Readonly<Record<string, T>>, otherwise: T): T => {
    const text = value(keyword)?.toLowerCase();
    if (text === undefined) return otherwise;
    if (Object.hasOwn(choices, text)) return choices[text] ?? otherwise;
    bad(keyword);
    return otherwise;
  };
  const seconds = (keyword: string): number | undefined => {
    const text = value(keyword)?.toLowerCase();
    if (text === undefined || text === 'none') return undefined;
    const milliseconds = timeOf(text);
    if (milliseconds === undefined) bad(keyword);
    return milliseconds === 0 ? undefined : milliseconds;
  };
  const paths = (keyword: string, otherwise: readonly string[]): readonly string[] => {
    const found = settings.get(keyword);
    if (found === undefined) return otherwise;
    const expanded = found.flatMap((setting) =>
      setting.values.flatMap((text): string[] => {
        if (text.toLowerCase() === 'none') return [];
        const path = expandPath(text, tokens, machine);
        if (path !== undefined) return [path];
        const { file = '', line = 0 } = setting.place ?? {};
        notes.push({ code: 'hosts.configUnexpanded', args: { keyword, value: text, file, line } });
        return [];
      }),
    );
    return expanded;
  };
  const home = (file: string): string => join(machine.home, '.ssh', file);

  const { command } = chooseProxy(settings);
  const proxyText = command === undefined ? undefined : expandTokens(command.rest, tokens);
  const isProxySafe = proxyText !== undefined && isSafe(hostName) && isSafe(tokens['r'] ?? '');
  if (command !== undefined && !isProxySafe) bad('proxycommand');

  const strict = value('stricthostkeychecking')?.toLowerCase();
  if (strict !== undefined && ['no', 'off', 'accept-new'].includes(strict)) {
    const { file = '', line = 0 } = one('stricthostkeychecking')?.place ?? {};
    notes.push({ code: 'hosts.configStillStrict', args: { value: strict, file, line } });
  }
  const agent = value('identityagent');
  const agentPath =
    agent === undefined || ['none', 'SSH_AUTH_SOCK'].includes(agent) || /^\$\w+$/.test(agent)
      ? agent
      : expandPath(agent, tokens, machine);
  if (agent !== undefined && agentPath === undefined) bad('identityagent');
  const alias = value('hostkeyalias');
  const bindAddress = value('bindaddress');

  const host: ResolvedHost = {
    name,
    hostName,
    port: whole('port', 1, 65535) ?? 22,
    user: value('user') ?? machine.user,
    ...(alias === undefined ? {} : { hostKeyAlias: alias }),
    jumps: [],
    ...(proxyText === undefined || command?.place === undefined
      ? {}
      : { proxyCommand: { text: proxyText, place: command.place } }),
    agent: agentPath,
    identityFiles: paths('identityfile', DEFAULT_IDENTITIES.map(home)),
    certificateFiles: paths('certificatefile', []),
    identitiesOnly: choice('identitiesonly', YES_NO, false),
    knownHostsFiles: [
      ...paths('userknownhostsfile', ['known_hosts', 'known_hosts2'].map(home)),
      ...paths('globalknownhostsfile', ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2']),
    ],
    unknownHostKey: choice('stricthostkeychecking', STRICT, 'ask'),
    connectTimeout: seconds('connecttimeout') ?? CONNECT_TIMEOUT,
    serverAliveInterval: seconds('serveraliveinterval') ?? ALIVE_INTERVAL,
    serverAliveCountMax: whole('serveralivecountmax', 1, 1000) ?? ALIVE_COUNT,
    addressFamily: choice('addressfamily', { any: 'any', inet: 'inet', inet6: 'inet6' }, 'any'),
    ...(bindAddress === undefined ? {} : { bindAddress }),
    algorithms: {
      ...list('ciphers', value('ciphers')),
      ...list('macs', value('macs')),
      ...list('kex', value('kexalgorithms')),
      ...list('hostKeys', value('hostkeyalgorithms')),
      ...list('userKeys', value('pubkeyacceptedalgorithms')),
    },
    rsaBits: whole('requiredrsasize', 0, 65536) ?? 1024,
    notes,
  };
  return problem === undefined ? { host } : { problem };
}

const YES_NO = { yes: true, true: true, no: false, false: false };
const STRICT: Readonly<Record<string, ResolvedHost['unknownHostKey']>> = {
  ...{ yes: 'refuse', true: 'refuse', ask: 'ask' },
  ...{ no: 'ask', false: 'ask', off: 'ask', 'accept-new': 'ask' },
};

function list<K extends string>(key: K, text: string | undefined): Partial<Record<K, string>> {
  return text === undefined ? {} : ({ [key]: text } as Record<K, string>);
}

// `90`, `90s`, `1h30m`, as sshd_config(5) describes under TIME FORMATS.
function timeOf(text: string): number | undefined {
  const units: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
  if (!/^(\d+[smhdw]?)+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)([smhdw]?)/g)].reduce(
    (sum, [, count = '0', unit = '']) => sum + Number(count) * (units[unit] ?? 1) * 1000,
    0,
  );
}

// What goes into a shell command must not be a command itself.
function isSafe(name: string): boolean {
  return !/^-|[\s\p{Cc}'`"$\\;&<>|(){}]/u.test(name);
}
