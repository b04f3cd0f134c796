// The tree of hosts: the practice host, the hosts of each source, and what their tests found.
import { describe, expect, test } from 'vitest';
import { hostNodes, type HostsShown } from '../../../src/extension/views/hosts/hostNodes.ts';
import { createHostTests } from '../../../src/extension/views/hosts/HostTests.ts';
import { lacksAgent } from '../../../src/extension/views/hosts/lacksAgent.ts';
import type { TreeNode } from '../../../src/extension/views/TreeNode.ts';
import * as engine from '../../../src/runbooks/index.ts';
import { textsIn } from '../texts.ts';

const nothing: HostsShown = {
  sources: [],
  scenarios: engine.scenarios,
  practice: undefined,
  tests: new Map(),
  running: new Set(),
};
const described = { address: 'ops@10.0.0.1:22', jumps: [], hostKey: 'known' } as const;
const web = { id: 'config', label: '~/.ssh/config', hosts: [{ name: 'web1', described }] };
const ok = (check: engine.Finding['check']): engine.Finding => ({
  check,
  status: 'ok',
  message: { code: 'hosts.doctorLogin', args: { host: 'web1', address: 'ops@10.0.0.1:22', key: 'me@laptop' } },
});
const bad: engine.Finding = {
  check: 'agent',
  status: 'bad',
  message: { code: 'hosts.agentEmpty', args: { path: '/agent' } },
};

function nodesOf(shown: Partial<HostsShown>, language = 'en'): readonly TreeNode[] {
  return hostNodes({ ...nothing, ...shown }, textsIn(language), engine);
}
const hostRow = (shown: Partial<HostsShown>, language = 'en'): TreeNode =>
  nodesOf({ sources: [web], ...shown }, language)[1]!.children![0]!;

describe('the practice host', () => {
  test('is there with every scenario, even where nothing else is', () => {
    const [practice, ...others] = nodesOf({});
    expect(others).toEqual([]);
    expect(practice).toMatchObject({ label: 'practice', kind: 'practice.down', host: 'practice' });
    expect(practice!.children!.map(({ scenario }) => scenario)).toEqual([...engine.scenarios]);
    for (const child of practice!.children!) expect(child.tooltip!.length).toBeGreaterThan(10);
  });

  test('says which scenario it is up with', () => {
    const [practice] = nodesOf({ practice: 'disk-full' });
    expect(practice).toMatchObject({ kind: 'practice.up', description: 'up: Disk full', icon: { id: 'vm-running' } });
    const marked = practice!.children!.filter(({ icon }) => icon?.id === 'circle-filled');
    expect(marked.map(({ scenario }) => scenario)).toEqual(['disk-full']);
  });

  test('forgets its test when it is gone', () => {
    const tests = new Map([['practice', { findings: [bad], endedAt: 1 }]]);
    expect(nodesOf({ practice: 'healthy', tests })[0]!.children![0]).toMatchObject({ kind: 'finding' });
    expect(nodesOf({ tests })[0]!.children![0]).toMatchObject({ kind: 'scenario' });
  });
});

describe('a host', () => {
  test('shows the way to it and the state of its key', () => {
    expect(hostRow({})).toMatchObject({ label: 'web1', kind: 'host', host: 'web1', icon: { id: 'server' } });
    expect(hostRow({}).description).toBe('ops@10.0.0.1:22 · host key known');
    expect(hostRow({}, 'zh-cn').description).toBe('ops@10.0.0.1:22 · 主机密钥已知');
    const far = { ...described, jumps: ['me@gate:22', 'me@inner:22'], hostKey: 'unknown' } as const;
    const row = hostRow({ sources: [{ ...web, hosts: [{ name: 'web1', described: far }] }] });
    expect(row.description).toBe('ops@10.0.0.1:22 · through me@gate:22 → me@inner:22 · host key unknown');
  });

  test('shows a configuration that can’t be obeyed', () => {
    const problem = {
      code: 'hosts.configBadValue',
      args: { file: 'c', line: 3, keyword: 'Port', value: 'x' },
    } as const;
    const row = hostRow({ sources: [{ ...web, hosts: [{ name: 'web1', described: { problem } }] }] });
    expect(row).toMatchObject({ icon: { id: 'error' }, description: 'c:3: Port can\'t be "x".' });
  });

  test('that a run is connected to says so', () => {
    expect(hostRow({ running: new Set(['web1']) })).toMatchObject({ icon: { id: 'vm-active' } });
    expect(hostRow({ running: new Set(['web1']) }).spoken).toMatch(/^web1, a run is connected, /);
  });

  test.each([
    ['goes on', { findings: [ok('config')], endedAt: undefined }, 'loading~spin', /^testing · /],
    ['went well', { findings: [ok('config'), ok('login')], endedAt: 0 }, 'pass', /^ready at .+ · ops/],
    ['went badly', { findings: [ok('config'), bad], endedAt: 0 }, 'error', /^not ready at .+ · ops/],
    ['had restrictions', { findings: [{ ...bad, status: 'warn' as const }], endedAt: 0 }, 'warning', /^ready at /],
  ])('whose test %s', (_, tested, icon, description) => {
    const row = hostRow({ tests: new Map([['web1', tested]]) });
    expect(row).toMatchObject({ icon: { id: icon }, open: true });
    expect(row.description).toMatch(description);
    expect(row.children).toHaveLength(tested.findings.length);
  });

  test('names the key of the agent that was used, and each cure', () => {
    const row = hostRow({ tests: new Map([['web1', { findings: [ok('login'), bad], endedAt: 0 }]]) });
    expect(row.children!.map(({ label, tooltip }) => [label, tooltip])).toEqual([
      ['Login', 'web1: ops@10.0.0.1:22 accepts the key me@laptop.'],
      ['Agent', 'The ssh agent at /agent holds no keys. Add yours: ssh-add ~/.ssh/id_ed25519'],
    ]);
    expect(row.children![1]!.spoken).toMatch(/^Agent, to mend: /);
  });

  test('with a hostile name or address is shown with nothing hidden', () => {
    const hostile = { name: 'a\u202eb', described: { ...described, address: 'x\u001b[31m\u2066y' } };
    const row = hostRow({ sources: [{ ...web, hosts: [hostile] }] });
    for (const text of [row.label, row.description, row.tooltip, row.spoken])
      expect(text).not.toMatch(/[\u202e\u001b\u2066]/);
    expect(row.host).toBe('a\u202eb');
  });
});

describe('groups', () => {
  const db = { name: 'db1', described };
  const groups = [
    { name: 'front', hosts: ['web1'] },
    { name: 'all', hosts: ['web1', 'db1'] },
  ];
  const team = { id: 'team', label: 'hosts.yaml', hosts: [...web.hosts, db, { name: 'lone', described }], groups };

  test('hold their hosts, and come before those that are in none', () => {
    const [source] = nodesOf({ sources: [team] }).slice(1);
    expect(
      source!.children!.map(({ label, description, children }) => [
        label,
        children === undefined ? undefined : description,
        children?.map((host) => host.label),
      ]),
    ).toEqual([
      ['@front', '1 host', ['web1']],
      ['@all', '2 hosts', ['web1', 'db1']],
      ['lone', undefined, undefined],
    ]);
    expect(nodesOf({ sources: [team] }, 'zh-CN')[1]!.children![1]!.spoken).toBe('@all, 2 台主机');
  });

  test('show a host that is in several once in each, with what its test found', () => {
    const tests = new Map([['web1', { findings: [ok('login')], endedAt: 1 }]]);
    const [source] = nodesOf({ sources: [team], tests }).slice(1);
    const rows = source!.children!.slice(0, 2).map(({ children }) => children![0]!);
    expect(rows.map(({ host, children }) => [host, children!.length])).toEqual([
      ['web1', 1],
      ['web1', 1],
    ]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
  });
});

describe('sources', () => {
  test('without hosts are left out, unless something is wrong with them', () => {
    const empty = { id: 'a', label: 'hosts.yaml', hosts: [] };
    const problem = { code: 'hosts.configCycle', args: { file: 'c', line: 1, path: 'c' } } as const;
    const nodes = nodesOf({ sources: [empty, { ...empty, id: 'b', label: 'config', problem }] });
    expect(nodes.slice(1).map(({ label }) => label)).toEqual(['config']);
    expect(nodes[1]!.description).toMatch(/^c:1: /);
  });

  test('that name the same host have rows of their own', () => {
    const nodes = nodesOf({ sources: [web, { ...web, id: 'team' }] });
    expect(new Set(nodes.slice(1).map(({ children }) => children![0]!.id)).size).toBe(2);
  });
});

describe('tests of hosts', () => {
  test('are told as they go on; a new one begins afresh, a cancelled one says nothing', () => {
    const tests = createHostTests();
    let told = 0;
    tests.onDidChange(() => told++);
    tests.begin('web1');
    tests.add('web1', bad);
    tests.end('web1');
    expect(tests.all.get('web1')).toMatchObject({ findings: [bad] });
    expect(tests.all.get('web1')!.endedAt).toBeGreaterThan(0);
    tests.begin('web1');
    expect(tests.all.get('web1')).toEqual({ findings: [], endedAt: undefined });
    tests.forget('web1');
    expect(tests.all.has('web1')).toBe(false);
    expect(told).toBe(5);
  });
});

describe('an agent is out of reach', () => {
  const browser = { inBrowser: true, platform: 'linux', variable: undefined, setting: undefined } as const;
  test.each([
    ['in a browser with none', browser, true],
    ['not on the desktop', { ...browser, inBrowser: false }, false],
    ['not where the server has one', { ...browser, variable: '/agent' }, false],
    ['not where a setting names one', { ...browser, setting: '/agent' }, false],
    ['not on Windows, where nothing says so', { ...browser, platform: 'win32' as const }, false],
  ])('%s', (_, surroundings, expected) => expect(lacksAgent(surroundings)).toBe(expected));
});
