// What the VerneMQ runbooks make of what the real VerneMQ printed, in both log formats, through the shells of hosts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capture, captured, capturedLog } from '../../support/captured.ts';
import { capturesOf, gateOf, stepOf } from './parts.ts';
import { inTurn, printing, runIn, shells } from './shells.ts';

const both =
  '{"table":[{"Node":"VerneMQ@10.77.4.1","Running":true},{"Node":"VerneMQ@10.77.4.2","Running":true}],"type":"table"}';
const alone = captured('01-single', '[vmq-a]# vmq-admin cluster show --format=json').trim();
const row = (id: string, node: number, started: number | null, more: object = {}): object => ({
  client_id: id,
  node: `VerneMQ@10.77.4.${String(node)}`,
  session_started_at: started,
  ...more,
});
const table = (...rows: object[]): string => JSON.stringify({ table: rows, type: 'table' });
/** Both columns of the counters that were captured around the storm on a node. */
const storm = (node: 'a' | 'b'): readonly [string, string] => {
  const text = capture('03-storm').split(`node ${node === 'a' ? 'a' : 'b'} before|after`)[1] ?? '';
  const lines = [
    ...(node === 'a' ? (text.split('node b before')[0] ?? '') : text).matchAll(/^(counter\.\w+ = \d+)\|(.*)$/gm),
  ];
  return [lines.map(([, before]) => before).join('\n'), lines.map(([, , after]) => after).join('\n')];
};

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'logs-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const logs = (text: string): string => {
  writeFileSync(join(folder, 'console.log'), text);
  return folder;
};

describe.each(shells)('%s', (shell) => {
  describe('diagnose-high-cpu', () => {
    const name = 'diagnose-high-cpu';

    it.each([
      ['both up', both, 'VerneMQ@10.77.4.1 up, VerneMQ@10.77.4.2 up'],
      ['alone', alone, 'VerneMQ@10.77.4.1 up'],
      ['the other down', both.replace('true}],', 'false}],'), 'VerneMQ@10.77.4.1 up, VerneMQ@10.77.4.2 down'],
      ['no broker', captured('06-leave', '[vmq-b]# vernemq ping').trim(), 'does not answer'],
    ])('reads the members: %s', (_, printed, view) => {
      const step = stepOf(name, 'members');
      const stdout = runIn(shell, step.run, { commands: { 'vmq-admin': printing(printed) } });
      expect(capturesOf(step, stdout)).toEqual({ view });
    });

    it.each([
      ['a', '1530', 153],
      ['b', '1527', 152.7],
    ] as const)('reads the connects of the storm at %s', (node, connects, rate) => {
      const step = stepOf(name, 'traffic');
      const [before, after] = storm(node);
      const gauge = 'gauge.total_active_connections = 7';
      const refused = captured('05-peerdown', '[vmq-a]# vmq-admin metrics show --mqtt_version=4').trim();
      const texts = [`${before}\n${gauge}`, refused, 'counter.mqtt_connack_sent = 0', `${after}\n${gauge}`, refused];
      const stdout = runIn(shell, step.run, {
        variables: { sample: '1' },
        commands: {
          'vmq-admin': inTurn(...texts, 'counter.mqtt_connack_sent = 1'),
          // Ten seconds, in no time.
          cut: inTurn('100.00', '110.00'),
          sleep: ':',
        },
      });
      const captures = capturesOf(step, stdout);
      expect(captures).toEqual({ connects, connect_rate: rate.toFixed(1), live: '7', refused: '578' });
    });

    it.each([
      ['nothing is printed', ':'],
      ['the command fails', 'exit 1'],
      ['counters went back', inTurn('counter.mqtt_connect_received = 9', '', '', 'counter.mqtt_connect_received = 2')],
    ])('does not know the connects where %s', (_, command) => {
      const step = stepOf(name, 'traffic');
      const stdout = runIn(shell, step.run, { variables: { sample: '0' }, commands: { 'vmq-admin': command } });
      expect(capturesOf(step, stdout)).toMatchObject({ connects: 'unknown', connect_rate: 'unknown' });
    });

    it('counts ids that change node, whatever is in them', () => {
      const step = stepOf(name, 'hops');
      const before = table(row('storm-0', 1, 5), row('a"}b', 1, 6), row('dev-3', 2, null), row('still', 1, 7));
      const after = table(row('storm-0', 2, 9), row('a"}b', 2, 8), row('dev-3', 2, null), row('still', 1, 7));
      const stdout = runIn(shell, step.run, {
        variables: { hop_gap: '0' },
        commands: { 'vmq-admin': inTurn(before, after) },
      });
      expect(capturesOf(step, stdout)).toMatchObject({
        hopped: '1',
        hoppers: ['storm-0: VerneMQ@10.77.4.1 -> VerneMQ@10.77.4.2'],
      });
    });

    it('does not know of hops where the sessions cannot be read', () => {
      const step = stepOf(name, 'hops');
      const commands = { 'vmq-admin': 'exit 1' };
      expect(capturesOf(step, runIn(shell, step.run, { variables: { hop_gap: '0' }, commands }))['hopped']).toBe(
        'unknown',
      );
    });

    it.each(['1.x', '2.x'] as const)('counts exchanges by group, peer and number in a log of %s', (format) => {
      const step = stepOf(name, 'log');
      const variables = { logs: logs(capturedLog('08-cleanrejoin', Date.now(), format)), ae_window: '60' };
      const captures = capturesOf(step, runIn(shell, step.run, { variables }));
      expect(captures['repeats']).toBe('6');
      expect([...(captures['exchanges'] as string[])].sort()).toEqual([
        "6 times: meta8 'VerneMQ@10.77.4.1' synced 1 objects",
        "6 times: meta9 'VerneMQ@10.77.4.1' synced 1 objects",
      ]);
    });

    it.each(['1.x', '2.x'] as const)('looks no further back than it should in a log of %s', (format) => {
      const step = stepOf(name, 'log');
      const old = capturedLog('08-cleanrejoin', Date.now() - 120_000, format);
      const stdout = runIn(shell, step.run, { variables: { logs: logs(old), ae_window: '60' } });
      expect(capturesOf(step, stdout)['repeats']).toBe('0');
    });

    it.each(['1.x', '2.x'] as const)('counts takeovers apart, in a log of %s', (format) => {
      const step = stepOf(name, 'log');
      const variables = { logs: logs(capturedLog('03-storm', Date.now(), format)), ae_window: '60' };
      expect(capturesOf(step, runIn(shell, step.run, { variables }))).toMatchObject({
        repeats: '0',
        takeovers: ['takeover lines=5'],
      });
    });

    it('does not know what a log says that it cannot read', () => {
      const step = stepOf(name, 'log');
      const stdout = runIn(shell, step.run, { variables: { logs: '/nowhere', ae_window: '60' } });
      expect(capturesOf(step, stdout)['repeats']).toBe('unknown');
    });

    it('counts clients by their source', () => {
      const step = stepOf(name, 'sources');
      const line = (from: string): string => `0 0 10.77.4.1:1883 ${from}`;
      const up = [
        ...Array.from({ length: 12 }, (_, at) => line(`10.77.4.1:${String(40000 + at)}`)),
        line('[2001:db8::7]:5'),
      ];
      const waiting = Array.from({ length: 500 }, () => line('10.77.4.1:1'));
      const ss = `case $* in *close-wait*) ${printing(waiting.join('\n'))} ;; *) ${printing(up.join('\n'))} ;; esac`;
      const stdout = runIn(shell, step.run, { variables: { mqtt_port: '1883' }, commands: { ss } });
      expect(capturesOf(step, stdout)).toEqual({ close_wait: '500', sources: ['10.77.4.1: 12', '[2001:db8::7]: 1'] });
    });
  });

  describe('leave-node', () => {
    const name = 'leave-node';
    const sessions = table(
      ...Array.from({ length: 20 }, (_, at) => row(`dev-${String(at)}`, 2, null, kept(3))),
      row('live-1', 2, 5, kept(0, true)),
      row('gone-soon', 2, 5, { clean_session: true, is_online: true, offline_messages: 0 }),
      ...Array.from({ length: 5 }, (_, at) => row(`dev-${String(20 + at)}`, 1, null, kept(3))),
    );
    const counters = 'gauge.retain_messages = 12\ncounter.queue_message_out = 7';
    const admin = `case $1 in session) ${printing(sessions)} ;; *) ${printing(counters)} ;; esac`;

    it('counts what is to be handed over', () => {
      const step = stepOf(name, 'before');
      const stdout = runIn(shell, step.run, {
        variables: { leaver: 'VerneMQ@10.77.4.2' },
        commands: { 'vmq-admin': admin },
      });
      expect(capturesOf(step, stdout)).toEqual({
        queues_before: 26n,
        messages_before: 75n,
        leaver_queues: 21n,
        leaver_messages: 60n,
        retained_before: 12n,
        delivered_before: 7n,
      });
    });

    it.each([
      ['all is there', { queues_before: '26', messages_before: '75', delivered_before: '7' }, 'queues +0, messages +0'],
      [
        'a queue is missing',
        { queues_before: '27', messages_before: '75', delivered_before: '7' },
        'queues -1, messages +0',
      ],
      [
        'messages are missing',
        { queues_before: '26', messages_before: '80', delivered_before: '7' },
        'queues +0, messages -5',
      ],
      [
        'some were delivered since',
        { queues_before: '26', messages_before: '80', delivered_before: '2' },
        'queues +0, messages +0',
      ],
    ])('sees whether %s', (_, variables, printed) => {
      const gate = gateOf(name, 'steps.migrate.verify.2');
      expect(runIn(shell, gate.run, { variables, commands: { 'vmq-admin': admin } })).toBe(printed);
    });

    it.each(['1.x', '2.x'] as const)("reads the end of a leave from the leaver's log of %s", (format) => {
      const gate = gateOf(name, 'steps.migrate.verify.1');
      const said = (text: string, pgrep: string): string =>
        runIn(shell, gate.run, { variables: { logs: logs(text) }, commands: { pgrep } });
      const whole = capturedLog('06-leave', Date.now(), format)
        .split('\n')
        .filter((line) => !/vmq_cluster_mon|DOWN/.test(line))
        .join('\n');
      expect(said(whole, 'exit 1')).toBe(
        'all queues offline: 0 draining, 21 offline, 60 msgs; has left\nits broker has ended',
      );
      const half = whole.slice(0, whole.indexOf('Leaving cluster'));
      expect(said(half, 'exit 0')).toBe(
        'all queues offline: 0 draining, 21 offline, 60 msgs; still a member\nits broker runs',
      );
      const again = `${whole}\n${
        capturedLog('06-leave', Date.now(), format)
          .split('\n')
          .find((line) => line.includes('event handler')) ?? ''
      }`;
      expect(said(again, 'exit 0')).toBe('not all queues are offline yet; still a member\nits broker runs');
    });
  });

  describe('rebuild-node', () => {
    const empty = captured(
      '08-cleanrejoin',
      '[vmq-b]# bash -c vmq-admin metrics show | grep -E "queue_processes|retain_messages|swc_object_count',
    );
    const stale = captured('07-badrejoin', '[vmq-b]# bash -c vmq-admin metrics show');

    it.each([
      ['an empty node of 1.13', empty, '', 'empty'],
      ['an empty node of 2.x', empty, table({ history: 'empty_state' }), 'empty'],
      ['one with a past', empty, table({ history: 'existing_state' }), 'its own history says: existing_state'],
      [
        'one with its old data',
        stale,
        '',
        'holds retain_messages=12 swc_object_count=51 router_subscriptions=27 queue_processes=2',
      ],
      [
        'a client that came',
        empty.replace('connect_received = 0', 'connect_received = 1'),
        '',
        'holds mqtt_connect_received=1',
      ],
      ['nothing', '', '', 'does not say'],
    ])('tells %s', (_, counters, history, printed) => {
      const gate = gateOf('rebuild-node', 'steps.start.verify.1');
      const admin = `case $1 in node) ${printing(history)} ;; *) ${printing(counters)} ;; esac`;
      expect(runIn(shell, gate.run, { commands: { 'vmq-admin': admin } })).toBe(printed);
    });

    it('moves listeners to loopback and nothing else', () => {
      const config = [
        'nodename = VerneMQ@10.77.4.2',
        'listener.tcp.default = 10.77.4.2:1883',
        'listener.tcp.default.max_connections = 100',
      ];
      writeFileSync(
        join(folder, 'vernemq.conf'),
        `${config.join('\n')}\n# listener.tcp.other = 1.2.3.4:1\nlistener.vmq.clustering = 10.77.4.2:44053\n`,
      );
      const step = stepOf('rebuild-node', 'close');
      const script = `mkdir -p "$backups/$run_id"; cp "$config/vernemq.conf" "$backups/$run_id/"\n${step.run}\ncat "$config/vernemq.conf"`;
      const variables = { config: folder, backups: `${folder}/${shell}`, run_id: 'run' };
      const after = config.join('\n').replace('= 10.77.4.2:1883', '= 127.0.0.1:1883');
      expect(runIn(shell, script, { variables })).toBe(
        `${after}\n# listener.tcp.other = 1.2.3.4:1\nlistener.vmq.clustering = 10.77.4.2:44053`,
      );
      expect(runIn(shell, gateOf('rebuild-node', 'steps.close.verify.0').run, { variables })).toBe(
        '0 outside, 0 other changes',
      );
    });
  });

  describe('rebuild-cluster', () => {
    it('restores retained messages byte for byte', () => {
      const bytes = Buffer.from('100 % \\ \u0007 \'quoted\' "twice" \n\t€\u0000ÿ', 'utf8');
      writeFileSync(join(folder, 'retained.tsv'), `state/s 0\t1\t${bytes.toString('hex')}\nstate/s1\t0\t7631\n`);
      const step = stepOf('rebuild-cluster', 'restore');
      const variables = { mqtt_config: '', backups: folder, run_id: '.' };
      const commands = {
        'vmq-admin': printing(table({ type: 'mqtt', status: 'running', address: '127.0.0.1', port: '1883' })),
        mosquitto_pub: `echo "$*" >> ${folder}/asked; cat >> ${folder}/sent`,
      };
      const before = `rm -f ${folder}/asked ${folder}/sent\n`;
      expect(
        runIn(shell, `${before}${step.run}\ncat ${folder}/asked; od -An -tx1 -v ${folder}/sent | tr -d ' \\n'`, {
          variables,
          commands,
        }),
      ).toBe(
        `-h 127.0.0.1 -p 1883 -t state/s 0 -q 1 -r -s\n-h 127.0.0.1 -p 1883 -t state/s1 -q 0 -r -s\n${bytes.toString('hex')}7631`,
      );
    });
  });

  describe('check-client-behaviour', () => {
    it('counts sessions, moves and ids on two nodes at once', () => {
      const step = stepOf('check-client-behaviour', 'sessions');
      const looks = [
        table(row('storm-0', 1, 5), row('storm-1', 1, 5), row('still', 1, 7)),
        table(row('storm-0', 2, 9), row('storm-1', 1, 6), row('storm-1', 2, 8), row('still', 1, 7)),
      ];
      const variables = { looks: '2', gap: '1' };
      const stdout = runIn(shell, step.run, { variables, commands: { 'vmq-admin': inTurn(...looks), sleep: ':' } });
      expect(capturesOf(step, stdout)).toMatchObject({
        anew: '2',
        moved: '2',
        twice: '1',
        ids: ['storm-1: 3 sessions in 1 s, 1 moves, on two nodes at once', 'storm-0: 2 sessions in 1 s, 1 moves'],
      });
    });

    it('does not know where the sessions cannot be read', () => {
      const step = stepOf('check-client-behaviour', 'sessions');
      const stdout = runIn(shell, step.run, {
        variables: { looks: '2', gap: '0' },
        commands: { 'vmq-admin': 'exit 1' },
      });
      expect(capturesOf(step, stdout)).toMatchObject({ anew: 'unknown', moved: 'unknown', twice: 'unknown' });
    });
  });
});

function kept(messages: number, online = false): object {
  return { clean_session: false, is_online: online, offline_messages: messages };
}
