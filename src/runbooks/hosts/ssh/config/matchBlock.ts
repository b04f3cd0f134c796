// Whether a Host or Match block applies.
import type { Machine } from '../Machine.ts';
import { matchPattern, matchPatterns } from './matchPattern.ts';

/** What is known while the configuration is read. */
export interface MatchFacts {
  /** As the person gave it. */
  readonly original: string;
  /** The name so far, with HostName applied. */
  readonly hostName: string;
  /** The login so far. */
  readonly user: string;
  readonly tag: string;
  readonly machine: Machine;
  /** Second reading, after names were made canonical or because a `Match final` asked for it. */
  readonly final: boolean;
}

export interface Matched {
  readonly applies: boolean;
  /** The criterion that is never evaluated and that alone kept the block from applying: `exec` would run a command. */
  readonly skipped: string | undefined;
  /** Whether it asks for a final pass. */
  readonly final: boolean;
}

/** Whether `Host PATTERN…` applies. */
export function matchHost(patterns: readonly string[], name: string): boolean {
  return matchPatterns(patterns, name);
}

/** Whether `Match CRITERION…` applies; undefined where a criterion is unknown or lacks its argument. */
export function matchCriteria(args: readonly string[], facts: MatchFacts): Matched | undefined {
  const words = args.flatMap((word) => {
    const [, name, value] = /^(!?[a-z]+)=(.*)$/i.exec(word) ?? [];
    return name === undefined || value === undefined ? [word] : [name, value];
  });
  if (words.length === 0) return undefined;
  let applies = true;
  let skipped: string | undefined;
  let final = false;
  for (let at = 0; at < words.length; at++) {
    const [, negation = '', name = ''] = /^(!?)(.*)$/s.exec((words[at] ?? '').toLowerCase()) ?? [];
    const flag = FLAGS[name];
    let holds: boolean;
    if (flag !== undefined) {
      holds = flag(facts);
      final ||= name === 'final';
    } else {
      const value = words[++at];
      if (value === undefined) return undefined;
      if (NEVER.has(name)) {
        skipped ??= name;
        continue;
      }
      const subject = SUBJECTS[name];
      if (subject === undefined) return undefined;
      holds = subject(facts, value.split(','));
    }
    applies &&= holds !== (negation === '!');
  }
  return { applies: applies && skipped === undefined, skipped: applies ? skipped : undefined, final };
}

// Commands of a config are not run, this machine's networks are not looked at, and we are no OpenSSH of any version.
const NEVER: ReadonlySet<string> = new Set(['exec', 'localnetwork', 'version']);

const FLAGS: Readonly<Record<string, (facts: MatchFacts) => boolean>> = {
  all: () => true,
  canonical: ({ final }) => final,
  final: ({ final }) => final,
};

const SUBJECTS: Readonly<Record<string, (facts: MatchFacts, patterns: readonly string[]) => boolean>> = {
  host: ({ hostName }, patterns) => matchPatterns(lower(patterns), hostName.toLowerCase()),
  originalhost: ({ original }, patterns) => matchPatterns(lower(patterns), original.toLowerCase()),
  user: ({ user }, patterns) => matchPatterns(patterns, user),
  localuser: ({ machine }, patterns) => matchPatterns(patterns, machine.user),
  tagged: ({ tag }, patterns) => matchPatterns(patterns, tag),
  command: (_, patterns) => patterns.some((pattern) => matchPattern(pattern, '')),
  sessiontype: (_, patterns) => matchPatterns(patterns, 'exec'),
};

function lower(patterns: readonly string[]): readonly string[] {
  return patterns.map((pattern) => pattern.toLowerCase());
}
