// Inputs and hosts are bound, or everything that is wrong is said at once.
import { describe, expect, it } from 'vitest';
import { readRunbook } from '../../../src/runbooks/language/readRunbook.ts';
import type { Runbook } from '../../../src/runbooks/language/schema.ts';
import { bindPlan, type Bound, type PlanRequest } from '../../../src/runbooks/plan/bindPlan.ts';

function runbook(text: string): Runbook {
  const { value, diagnostics } = readRunbook({ uri: 'test.yaml', text });
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

const every = runbook(`schema: runbook/v1
title: Inputs
inputs:
  unit: { type: string, default: a.service, pattern: '[a-z]+\\.service' }
  port: { type: integer, default: 80, min: 1, max: 65535 }
  ratio: { type: number, default: 0.5 }
  yes: { type: boolean, default: true }
  settle: { type: duration, default: 60s, min: 1s, max: 1h }
  memory: { type: size, default: 1GiB, min: 1MiB }
  colour: { type: enum, values: [red, green], default: red }
  password: { type: secret }
targets: { node: { count: 1 } }
steps: [{ id: look, effect: read, run: 'echo "$unit"' }]
`);

const bind = (request: Partial<PlanRequest>): Bound =>
  bindPlan({
    name: 'test',
    runbook: every,
    sources: [],
    inputs: {},
    secretsGiven: ['password'],
    hosts: { node: ['web1'] },
    ...request,
  });
const problems = (request: Partial<PlanRequest>): string[] => {
  const bound = bind(request);
  return 'problems' in bound ? bound.problems.map(({ code }) => code) : [];
};

describe('bindPlan', () => {
  it('fills in defaults and keeps a secret a name', () => {
    const bound = bind({ inputs: { port: '8080', yes: 'false' } });
    expect(bound).toMatchObject({
      plan: {
        inputs: {
          unit: 'a.service',
          port: 8080,
          ratio: 0.5,
          yes: false,
          settle: '60s',
          memory: '1GiB',
          colour: 'red',
          password: { secret: true },
        },
        roles: { node: ['web1'] },
      },
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['a text that does not match', { unit: 'a.service; rm -rf /' }, 'plan.input.pattern'],
    ['a match in the middle only', { unit: 'x a.service x' }, 'plan.input.pattern'],
    ['no whole number', { port: '80.5' }, 'plan.input.integer'],
    ['an empty number', { port: '' }, 'plan.input.integer'],
    ['a number out of range', { port: '70000' }, 'plan.input.range'],
    ['no number', { ratio: 'NaN' }, 'plan.input.number'],
    ['no boolean', { yes: 'yes' }, 'plan.input.boolean'],
    ['no duration', { settle: '60' }, 'plan.input.duration'],
    ['a duration out of range', { settle: '2h' }, 'plan.input.range'],
    ['no size', { memory: 'much' }, 'plan.input.size'],
    ['a size out of range', { memory: '1KiB' }, 'plan.input.range'],
    ['not one of the values', { colour: 'blue' }, 'plan.input.enum'],
    ['an unknown input that is nearly one', { prot: '1' }, 'plan.input.unknownNearest'],
    ['an unknown input', { zzzzzzzz: '1' }, 'plan.input.unknown'],
    ['a secret in the open', { password: 'x' }, 'plan.input.secretInOpen'],
  ])('refuses %s', (_name, inputs, code) => {
    expect(problems({ inputs })).toEqual([code]);
  });

  it('refuses a missing secret and names its variable', () => {
    expect(bind({ secretsGiven: [] })).toMatchObject({
      problems: [{ code: 'plan.input.secretMissing', args: { variable: 'RUNBOOK_SECRET_PASSWORD' } }],
    });
  });

  it.each<[string, Record<string, string[]>, string[]]>([
    ['no host', {}, ['plan.role.missing']],
    ['an unknown role', { nodes: ['web1'] }, ['plan.role.unknown', 'plan.role.missing']],
    ['too many hosts', { node: ['web1', 'web2'] }, ['plan.role.count']],
    ['a host twice', { node: ['web1', 'web1'] }, ['plan.role.count', 'plan.role.twice']],
    ['a role left out', { '': ['web1'] }, []],
  ])('%s', (_name, hosts, codes) => {
    expect(problems({ hosts })).toEqual(codes);
  });

  it('has a digest that changes with anything that was approved, and with nothing else', () => {
    const digest = (request: Partial<PlanRequest>): string => {
      const bound = bind(request);
      return 'plan' in bound ? bound.plan.digest : '';
    };
    expect(digest({})).toBe(digest({}));
    expect(digest({ inputs: { port: '81' } })).not.toBe(digest({}));
    expect(digest({ hosts: { node: ['web2'] } })).not.toBe(digest({}));
    expect(digest({ sources: [{ path: 'a', text: 'b' }] })).not.toBe(digest({}));
  });

  it.each<[string, string, string[]]>([
    ['refuses one host in two roles', '{}', ['plan.role.sameHost']],
    ['lets it be where a role says so', '{ sameHost: true }', []],
  ])('%s', (_name, role, codes) => {
    const fleet = runbook(`schema: runbook/v1
title: Fleet
targets: { a: { count: 1 }, b: ${role} }
steps: [{ id: one, target: a, effect: read, run: 'true' }]
`);
    expect(problems({ runbook: fleet, secretsGiven: [], hosts: { a: ['x'], b: ['y', 'x'] } })).toEqual(codes);
  });
});

describe('inputs that each host has its own value of', () => {
  const byHost = runbook(`schema: runbook/v1
title: By host
inputs:
  data: { type: string, perHost: true, pattern: '/.*' }
  port: { type: integer, perHost: true, default: 80 }
targets: { node: {} }
steps: [{ id: look, effect: read, run: 'ls "$data" "$port"' }]
`);
  const inventory = {
    hosts: { web1: { values: { data: '/a', port: '8080' } }, web2: { values: { data: '/b' } }, web3: { values: {} } },
    groups: { web: ['web1', 'web2'], all: ['web1', 'web2', 'web3'] },
  };
  const bindOn = (hosts: readonly string[], request: Partial<PlanRequest> = {}): Bound =>
    bind({ runbook: byHost, hosts: { node: hosts }, inventory, secretsGiven: [], ...request });
  const problemsOn = (hosts: readonly string[], request: Partial<PlanRequest> = {}): unknown => {
    const bound = bindOn(hosts, request);
    return 'problems' in bound ? bound.problems.map(({ code, args }) => [code, args?.['name'], args?.['hosts']]) : [];
  };

  it('come from hosts.yaml, else from their defaults', () => {
    expect(bindOn(['@web'])).toMatchObject({
      plan: {
        inputs: {},
        hostInputs: { web1: { data: '/a', port: 8080 }, web2: { data: '/b', port: 80 } },
        roles: { node: ['web1', 'web2'] },
      },
    });
  });

  it('are the same on all hosts where a person says so', () => {
    expect(bindOn(['web3', '@web'], { inputs: { data: '/x' } })).toMatchObject({
      plan: { hostInputs: { web3: { data: '/x' }, web1: { data: '/x' }, web2: { data: '/x' } } },
    });
  });

  it('are part of what is approved', () => {
    const digest = (of: typeof inventory): string | undefined => {
      const bound = bindOn(['web1'], { inventory: of });
      return 'plan' in bound ? bound.plan.digest : undefined;
    };
    const other = { ...inventory, hosts: { ...inventory.hosts, web1: { values: { data: '/a', port: '9' } } } };
    expect(digest(inventory)).not.toBe(digest(other));
  });

  it.each([
    ['lacks a host', ['@all', 'web9'], {}, [['plan.input.missingOnHosts', 'data', 'web3, web9']]],
    ['has none at all', ['web1'], { inventory: undefined }, [['plan.input.missingOnHosts', 'data', 'web1']]],
    ['is given wrongly', ['@web'], { inputs: { data: 'x' } }, [['plan.input.pattern', 'data', undefined]]],
    [
      'is written wrongly',
      ['web1'],
      { inventory: { hosts: { web1: { values: { data: '/a', port: 'x' } } }, groups: {} } },
      [['plan.input.integer', 'port (web1)', undefined]],
    ],
  ])('is refused where it %s', (_, hosts, request, expected) => {
    expect(problemsOn(hosts, request)).toEqual(expected);
  });

  it.each<[string, readonly string[], Partial<PlanRequest>, string]>([
    ['that is misspelt', ['@wbe'], {}, 'plan.group.unknownNearest'],
    ['that is unknown', ['@databases'], {}, 'plan.group.unknown'],
    ['without a hosts.yaml', ['@web'], { inventory: undefined }, 'plan.group.noInventory'],
  ])('a group %s is the one thing that is said of its role', (_, hosts, request, code) => {
    const bound = bindOn(hosts, request);
    expect('problems' in bound && bound.problems.map((one) => one.code)).toEqual([code]);
  });

  it('a host that a group names too comes once; one named twice by a person is a mistake', () => {
    expect(bindOn(['web2', '@all', '@web'], { inputs: { data: '/x' } })).toMatchObject({
      plan: { roles: { node: ['web2', 'web1', 'web3'] } },
    });
    expect(problemsOn(['web1', 'web1', '@web'])).toContainEqual(['plan.role.twice', undefined, undefined]);
  });
});
