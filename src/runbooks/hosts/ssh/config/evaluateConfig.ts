// Loaded configuration → the settings of one host: the first value of each keyword wins.
import type { Message } from '../../../texts/Message.ts';
import type { Machine } from '../Machine.ts';
import { expandTokens } from './expandTokens.ts';
import { handlingOf, isNeutral } from './keywords.ts';
import type { ConfigNode } from './loadConfig.ts';
import { matchCriteria, matchHost } from './matchBlock.ts';
import { matchPatterns } from './matchPattern.ts';
import type { Place } from './Place.ts';

/** A keyword's value, with where it was found (nowhere: given with the host's name). */
export interface Setting {
  readonly values: readonly string[];
  /** The value unsplit. */
  readonly rest: string;
  readonly place: Place | undefined;
}
/** By keyword, lower case. Keywords that may be repeated have several. */
export type Settings = ReadonlyMap<string, readonly Setting[]>;

export interface Question {
  /** As the person gave it, without user and port. */
  readonly original: string;
  readonly machine: Machine;
  /** What is settled already: login and port of the name, or the first pass. */
  readonly settled: Settings;
  /** The host name found by the first pass: this is the final one. */
  readonly found?: string;
}

export type Evaluated =
  | { readonly settings: Settings; readonly wantsFinal: boolean; readonly notes: readonly Message[] }
  | { readonly problem: Message };

const REPEATABLE: ReadonlySet<string> = new Set(['identityfile', 'certificatefile']);

/** Reads the files in order. A line that applies and is refused, unknown or broken is a problem with its place. */
export function evaluateConfig(files: readonly (readonly ConfigNode[])[], question: Question): Evaluated {
  const settings = new Map(question.settled);
  const notes: Message[] = [];
  const { original, machine, found } = question;
  const first = (keyword: string): string | undefined => settings.get(keyword)?.[0]?.values[0];
  let wantsFinal = false;
  let problem: Message | undefined;

  const hostName = (): string => found ?? expandTokens(first('hostname') ?? '%h', { h: original }) ?? original;

  const blockApplies = (node: ConfigNode, args: readonly string[]): boolean => {
    if (node.keyword === 'host') return matchHost(args, found ?? original);
    const matched = matchCriteria(args, {
      original,
      hostName: hostName(),
      user: first('user') ?? machine.user,
      tag: first('tag') ?? '',
      machine,
      final: found !== undefined,
    });
    if (matched === undefined) {
      problem ??= at('hosts.configMatch', node);
      return false;
    }
    wantsFinal ||= matched.final;
    if (matched.skipped !== undefined) notes.push(at('hosts.configMatchSkipped', node, { criterion: matched.skipped }));
    return matched.applies;
  };

  const apply = (node: ConfigNode, args: readonly string[]): void => {
    const { keyword } = node;
    const handling = handlingOf(keyword);
    const value = args[0];
    if (handling === undefined) {
      const tolerated = settings.get('ignoreunknown')?.[0]?.values.flatMap((list) => list.split(',')) ?? [];
      if (!matchPatterns(tolerated, keyword) && !matchPatterns(tolerated, node.written))
        problem ??= at('hosts.configUnknown', node);
    } else if (handling === 'ignored') {
      return;
    } else if (value === undefined) {
      problem ??= at('hosts.configNoValue', node);
    } else if (!settings.has(keyword) || REPEATABLE.has(keyword)) {
      const known = settings.get(keyword) ?? [];
      if (known.some((setting) => setting.values[0] === value)) return;
      settings.set(keyword, [...known, { values: args, rest: node.rest, place: node.place }]);
      if (handling === 'refused' && !isNeutral(keyword, value)) problem ??= at('hosts.configRefused', node);
    }
  };

  const walk = (nodes: readonly ConfigNode[], outer: boolean): void => {
    let active = outer;
    for (const node of nodes) {
      const isBlock = node.keyword === 'host' || node.keyword === 'match';
      if (!active && !isBlock) continue;
      if (node.args === undefined && !RAW.has(node.keyword) && handlingOf(node.keyword) !== 'ignored') {
        problem ??= at('hosts.configQuote', node);
      } else if (isBlock) {
        active = blockApplies(node, node.args ?? []) && outer;
      } else if (node.keyword === 'include') {
        node.included.forEach((inner) => walk(inner, true));
      } else {
        apply(node, RAW.has(node.keyword) ? [node.rest].filter((rest) => rest !== '') : (node.args ?? []));
      }
    }
  };

  files.forEach((nodes) => walk(nodes, true));
  return problem === undefined ? { settings, wantsFinal, notes } : { problem };
}

// Their value is the rest of the line as it stands, for a shell.
const RAW: ReadonlySet<string> = new Set(['proxycommand', 'knownhostscommand']);

type PlacedCode =
  | 'hosts.configMatch'
  | 'hosts.configMatchSkipped'
  | 'hosts.configUnknown'
  | 'hosts.configNoValue'
  | 'hosts.configRefused'
  | 'hosts.configQuote';

function at(code: PlacedCode, node: ConfigNode, args: Readonly<Record<string, string>> = {}): Message {
  return { code, args: { keyword: node.written, file: node.place.file, line: node.place.line, ...args } };
}
