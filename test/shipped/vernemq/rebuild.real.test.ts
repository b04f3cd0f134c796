// The rebuild of a node on the played cluster: nothing is lost, and each gate that is made to fail stops it at the right place.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installCommand, type InstalledCommand } from '../../cli/support/installCommand.ts';
import { startCluster, type TestCluster } from './startCluster.ts';

const inputs = {
  ...{ sample: '1s', load_balancer: 'false', drain: '0s', export_for: '2s', quiet: '15s', quiet_within: '2m' },
  ...{ migrate_within: '1m', start_within: '1m', join_within: '1m' },
};
const answers = [
  'backup=yes',
  'leave.balancer=done',
  'leave.migrate=VerneMQ@10.77.4.2',
  'firewall=done',
  'balancer=done',
];
const words = (more: Readonly<Record<string, string>> = {}): string[] => [
  ...Object.entries({ ...inputs, ...more }).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
  ...answers.flatMap((answer) => ['--confirm', answer]),
];
const show = 'vmq-admin cluster show --format=json';
const members = (...nodes: string[]): string =>
  `${JSON.stringify({ table: nodes.map((node) => ({ Node: `VerneMQ@10.77.4.${node}`, Running: true })), type: 'table' })}\n`;
const held = `vmq-admin session show --offline_messages --limit=1000 --format=json | tr '}' '\\n' |
  awk 'match($0, /"offline_messages":[0-9]+/) { queues++; messages += substr($0, RSTART + 19, RLENGTH - 19) } END { print queues, messages }'
  vmq-admin metrics show | grep retain_messages`;
const everything = '26 75\ngauge.retain_messages = 12\n';
const asked = 'cat /var/log/vernemq/asked.log | grep -E "leave|join"; true';
const state =
  'cd /var/lib; find vernemq vernemq.aside -type f 2> /dev/null | grep -v generated | sort; sha256sum /etc/vernemq/*.conf';

let command: InstalledCommand;
let cluster: TestCluster | undefined;
const up = async (scenario: Parameters<typeof startCluster>[1]): Promise<TestCluster> =>
  (cluster = await startCluster(command, scenario));
beforeAll(async () => {
  command = await installCommand();
}, 180_000);
afterAll(() => command.remove());
afterEach(async () => {
  await cluster?.stop();
  cluster = undefined;
});
const patience = 480_000;

describe('rebuild-node', () => {
  it(
    'ends with all 21 queues, 60 messages and 12 retained messages, and is blocked the next time',
    async () => {
      const { a, b, run, serves } = await up('vernemq-empty-sync');
      const before = await b('cat /etc/vernemq/vernemq.conf');
      const { code, out } = await run('rebuild-node', words());
      expect({ code, out }).toMatchObject({ code: 0 });
      expect(await a(held)).toBe(everything);
      expect(await a(show)).toBe(members('1', '2'));
      expect(await b(show)).toBe(members('1', '2'));
      // Once each, and nothing else.
      expect(await a(asked)).toBe(
        'cluster leave node=VerneMQ@10.77.4.2\ncluster leave node=VerneMQ@10.77.4.2 -k -i 5 -t 50\n',
      );
      expect(await b(asked)).toBe('cluster join discovery-node=VerneMQ@10.77.4.1\n');
      expect(await b('cat /etc/vernemq/vernemq.conf')).toBe(before);
      expect(await b('ls /var/lib/vernemq.aside/*')).toBe('msgstore\nswc_meta\n');
      expect(await b('ss -Hltn "sport = :1883" | tr -s " " | cut -d " " -f 4')).toBe('10.77.4.2:1883\n');
      await serves();
      const again = await run('rebuild-node', words({ ae_window: '10s', ae_repeats: '4' }));
      expect(again.code).toBe(3);
      expect(await b(asked)).toBe('cluster join discovery-node=VerneMQ@10.77.4.1\n');
    },
    patience,
  );

  if (process.env['TEST_MATRIX'] !== 'all') return;

  it(
    'changes nothing when it is planned',
    async () => {
      const { a, b, start } = await up('vernemq-empty-sync');
      const before = [await a(state), await b(state)];
      expect(
        await start(
          'plan',
          'rebuild-node',
          Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
        ).ended,
      ).toMatchObject({ code: 0 });
      expect([await a(state), await b(state)]).toEqual(before);
      expect(await a(asked)).toBe('');
    },
    patience,
  );

  it.each(['vernemq-storm', 'vernemq-healthy', 'vernemq-split', 'vernemq-peer-down'] as const)(
    'G0: is blocked by %s before anything is touched',
    async (scenario) => {
      const { a, b, run } = await up(scenario);
      const before = [await a(state), await b(state)];
      expect(await run('rebuild-node', words())).toMatchObject({ code: 3 });
      expect([await a(state), await b(state)]).toEqual(before);
      expect([await a(asked), await b(asked)]).toEqual(['', '']);
    },
    patience,
  );

  it(
    'G1: stops where the backup cannot be made',
    async () => {
      const { a, b, run, serves } = await up('vernemq-empty-sync');
      await b('echo > /var/backups/file');
      const { code } = await run('rebuild-node', words({ backups: '/var/backups/file' }));
      expect([1, 2]).toContain(code);
      expect(await a(show)).toBe(members('1', '2'));
      expect(await a(asked)).toBe('');
      await serves();
    },
    patience,
  );

  interface Broken {
    readonly gate: string;
    readonly what: string;
    readonly fault: string;
    readonly inputs?: Readonly<Record<string, string>>;
    /** Whether b has left by then, its data was moved, and it runs. */
    readonly left: boolean;
    readonly moved: boolean;
    readonly runs: boolean;
  }
  const touch = (name: string): string => `touch /run/practice/vernemq/${name}`;
  it.each<Broken>([
    {
      ...{
        gate: 'G2',
        what: 'queues stay online',
        fault: touch('leave-sticks'),
        left: false,
        moved: false,
        runs: true,
      },
    },
    {
      ...{
        gate: 'G2',
        what: 'messages are lost',
        fault: touch('loses-messages'),
        left: true,
        moved: false,
        runs: false,
      },
      inputs: { migrate_within: '12s' },
    },
    {
      ...{ gate: 'G3', what: 'the data cannot be moved', fault: 'echo > /var/lib/vernemq.aside' },
      ...{ left: true, moved: false, runs: false },
    },
    {
      ...{ gate: 'G4', what: 'it never gets up', fault: touch('boot-sticks'), left: true, moved: true, runs: false },
      inputs: { start_within: '10s' },
    },
    {
      ...{ gate: 'G4', what: 'it is not empty', fault: touch('starts-full'), left: true, moved: true, runs: false },
      inputs: { start_within: '15s' },
    },
    {
      ...{
        gate: 'G5',
        what: 'the join does nothing',
        fault: touch('join-nothing'),
        left: true,
        moved: true,
        runs: true,
      },
      inputs: { join_within: '12s' },
    },
    {
      ...{ gate: 'G5', what: 'the exchanges go on', fault: touch('exchanges'), left: true, moved: true, runs: true },
      inputs: { quiet_within: '20s' },
    },
  ])(
    '$gate: stops with the cluster still serving where $what',
    async ({ fault, inputs: more, left, moved, runs }) => {
      const { a, b, run, serves } = await up('vernemq-empty-sync');
      await b(fault);
      const { code } = await run('rebuild-node', words(more));
      expect([1, 2]).toContain(code);
      expect((await b('ls /var/lib/vernemq.aside/* 2> /dev/null')) === 'msgstore\nswc_meta\n').toBe(moved);
      expect(await b('pgrep -x beam.smp > /dev/null && echo runs; true')).toBe(runs ? 'runs\n' : '');
      expect((await a(asked)).includes('-k')).toBe(true);
      if (left && !runs) expect(await a(show)).toBe(members('1'));
      if (!left) expect(await a(show)).toBe(members('1', '2'));
      await serves();
    },
    patience,
  );

  it(
    'follows a migration that outlasts its command, and does not repeat it',
    async () => {
      const { a, b, run } = await up('vernemq-empty-sync');
      await b(touch('leave-outlasts'));
      expect(await run('rebuild-node', words())).toMatchObject({ code: 0 });
      expect((await a(asked)).match(/-k/g)).toHaveLength(1);
      expect(await a(held)).toBe(everything);
    },
    patience,
  );
});

describe('leave-node', () => {
  it(
    'is picked up and not repeated where the connection breaks during its second step',
    async () => {
      const { a, b, start, breakConnections } = await up('vernemq-healthy');
      const given = ['--input', 'load_balancer=false', '--input', 'drain=0s', '--input', 'migrate_within=1m'];
      const confirmed = ['--confirm', 'balancer=done', '--confirm', 'migrate=VerneMQ@10.77.4.2'];
      const going = start('run', 'leave-node', [...given, ...confirmed]);
      await a('until grep -q -e -k /var/log/vernemq/asked.log; do sleep 0.1; done');
      breakConnections();
      expect(await going.ended).toMatchObject({ code: 0 });
      expect((await a(asked)).match(/-k/g)).toHaveLength(1);
      expect(await a(show)).toBe(members('1'));
      expect(await a(held)).toBe(everything);
      expect(await b('pgrep -x beam.smp')).toBe('');
      // Once more: there is nothing left to do.
      expect(await start('run', 'leave-node', [...given, ...confirmed]).ended).toMatchObject({ code: 0 });
      expect((await a(asked)).match(/-k/g)).toHaveLength(1);
    },
    patience,
  );
});
