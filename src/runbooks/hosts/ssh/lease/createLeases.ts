// The host's leases over its probes.
import type { TextCode } from '../../../texts/say.ts';
import type { Command } from '../../Host.ts';
import type { HostLeases, LeaseHolder, LeaseRequest } from '../../HostLeases.ts';
import { HostRefusal } from '../../HostRefusal.ts';
import type { StateOptions } from '../spool/stateScript.ts';
import { lookScript } from './lookScript.ts';
import { readHolder } from './readHolder.ts';
import { releaseScript } from './releaseScript.ts';
import { renewScript } from './renewScript.ts';
import { takeScript } from './takeScript.ts';

type Become = Command['become'];

export interface LeaseWays {
  /** Runs a script of ours and gives what it printed. */
  readonly ask: (
    script: string,
    become: Become,
  ) => Promise<{ readonly printed: Uint8Array } | { readonly lost: string }>;
  /** Where the state is kept of what is done as `become`. */
  readonly state: (become: Become) => StateOptions;
}

type Answer =
  | { readonly taken: number; readonly spools: readonly string[] }
  | { readonly held: LeaseHolder }
  | { readonly free: true }
  | { readonly renewed: true }
  | { readonly released: true }
  | { readonly lost: string };

const somethingElse = 'the host answers with something else';

export function createLeases({ ask, state }: LeaseWays): HostLeases {
  const answer = async (script: string, become: Become): Promise<Answer> => {
    const said = await ask(script, become);
    return 'lost' in said ? said : readAnswer(Buffer.from(said.printed).toString('utf8').split('\n'));
  };
  /** Each state folder once, root's first: in this order they are taken, by everybody. */
  const scopes = (become: readonly Become[]): readonly Become[] => {
    const kept = new Set(become.map((one) => state(one).become));
    return (['root', 'login'] as const).filter((one) => kept.has(one));
  };
  const release: HostLeases['release'] = async ({ token, numbers }) => {
    for (const scope of scopes(['login', 'root']).toReversed()) {
      const number = numbers[scope];
      if (number === undefined) continue;
      const got = await answer(releaseScript(token, number, state(scope)), scope);
      if (!('released' in got)) return { lost: 'lost' in got ? got.lost : somethingElse };
    }
    return { released: true };
  };
  const take = async (request: LeaseRequest): ReturnType<HostLeases['take']> => {
    const wanted = scopes(request.become);
    const numbers: Partial<Record<Become, number>> = {};
    const foreign: { spool: string; become: Become }[] = [];
    for (const scope of wanted) {
      const got = await answer(takeScript(request, state(scope)), scope);
      if ('taken' in got) {
        numbers[scope] = got.taken;
        foreign.push(...got.spools.map((spool) => ({ spool, become: scope })));
        continue;
      }
      if ('lost' in got) return got;
      const back = await release({ token: request.token, numbers });
      if ('lost' in back) return back;
      if ('held' in got) return got;
      throw new Error('a lease was asked for, and something else answered');
    }
    return { taken: { token: request.token, numbers }, binds: wanted.includes('root') ? 'machine' : 'login', foreign };
  };
  return {
    take,
    release,
    async look(become) {
      for (const scope of scopes(become)) {
        const got = await answer(lookScript(state(scope)), scope);
        if ('held' in got || 'lost' in got) return got;
      }
      return { free: true };
    },
    async renew({ token, numbers }) {
      for (const scope of scopes(['login', 'root'])) {
        const number = numbers[scope];
        if (number === undefined) continue;
        const got = await answer(renewScript(token, number, state(scope)), scope);
        if ('lost' in got) return got;
        if (!('renewed' in got)) return { gone: 'held' in got ? got.held : undefined };
      }
      return { renewed: true };
    },
  };
}

function readAnswer(lines: readonly string[]): Answer {
  const [first = '', ...rest] = lines;
  const [word, argument = ''] = first.split(' ');
  switch (word) {
    case 'taken':
      return {
        taken: Number(argument),
        spools: rest.flatMap((line) => (line.startsWith('spool ') ? [line.slice('spool '.length)] : [])),
      };
    case 'held':
      return { held: readHolder(rest) };
    case 'free':
      return { free: true };
    case 'renewed':
      return { renewed: true };
    case 'released':
      return { released: true };
    case 'failed':
      throw new HostRefusal({ code: argument as TextCode });
    default:
      return { lost: somethingElse };
  }
}
