// The two practice hosts are a VerneMQ cluster that behaves as the real one was seen to, traps included.
import { describe, expect, it } from 'vitest';
import { captured } from '../../../support/captured.ts';
import { practicePair } from './visit.ts';

const view = (...nodes: string[]): string =>
  `${JSON.stringify({ table: nodes.map((node) => ({ Node: `VerneMQ@10.77.4.${node}`, Running: true })), type: 'table' })}\n`;
const show = 'vmq-admin cluster show --format=json';
const health = 'curl -s http://127.0.0.1:8888/health; echo';
const metrics = (...names: string[]): string =>
  `vmq-admin metrics show | grep -E "\\.(${names.join('|')}) " | sort | tr "\\n" " "`;
const until = (condition: string): string => `for i in $(seq 300); do ${condition} && break; sleep 0.1; done`;
const up = until('vmq-admin cluster show > /dev/null');

describe('vernemq-healthy', () => {
  const { a, b } = practicePair('vernemq-healthy');

  it('prints what the real one prints', async () => {
    const prompt = '[vmq-a]# vmq-admin cluster show';
    expect(await a('vmq-admin cluster show')).toBe(captured('02-join', prompt));
    expect(await a(show)).toBe(view('1', '2'));
    const [rule, head] = captured('01-single', '[vmq-a]# vmq-admin listener show').split('\n');
    expect((await a('vmq-admin listener show')).split('\n').slice(0, 2)).toEqual([rule, head]);
    expect(await a('curl -s -i http://127.0.0.1:8888/health | sed "s/^date: .*/date/" | tr -d "\\r"')).toBe(
      'HTTP/1.1 200 OK\ncontent-length: 15\ncontent-type: application/json\ndate\nserver: Cowboy\n\n{"status":"OK"}',
    );
    expect(await a('vmq-admin node history; echo rc=$?')).toContain('Administrate this VerneMQ node.');
    expect(await a('vernemq status')).toBe(captured('01-single', '[vmq-a]# vernemq status'));
    expect(await a('vmq-admin cluster status; echo rc=$?')).toBe(
      `${captured('01-single', '[vmq-a]# vmq-admin cluster status')}rc=1\n`,
    );
  });

  it('has 21 queues with 60 messages on b, and 12 retained messages', async () => {
    expect(await b(metrics('queue_processes', 'retain_messages'))).toBe(
      'gauge.queue_processes = 21 gauge.retain_messages = 12 ',
    );
    const rows = 'vmq-admin session show --node=VerneMQ@10.77.4.2 --offline_messages --limit=1000 --format=json';
    expect(await a(`${rows} | grep -o '"offline_messages":3' | wc -l`)).toBe('20\n');
    const retained =
      "mosquitto_sub -h 10.77.4.1 -t '#' --retained-only -W 1 -F '%t\\t%q\\t%x' | sort | head -n 3; true";
    expect(await a(retained)).toMatch(/state\/s0\t1\t7630\nstate\/s1\t1\t7631\nstate\/s10\t1\t763130\n/);
  });

  it('routes what is published on one node to the other', async () => {
    const heard = b('mosquitto_sub -h 10.77.4.2 -t probe/x -C 1 -W 20');
    await a('for i in 1 2 3 4 5 6; do mosquitto_pub -h 10.77.4.1 -t probe/x -m hello; sleep 0.5; done');
    expect(await heard).toBe('hello\n');
  });

  it('leaves in two steps, and takes its queues and messages to the other node', async () => {
    expect(await a('vmq-admin cluster leave node=VerneMQ@10.77.4.2')).toBe(
      captured('06-leave', '[vmq-a]# vmq-admin cluster leave node=VerneMQ@10.77.4.2'),
    );
    expect(await b(health)).toBe('{"status":"DOWN","reasons":["Listeners are not ready: [mqtt]"]}\n');
    expect(await a(show)).toBe(view('1', '2'));
    expect(await b('mosquitto_pub -h 10.77.4.2 -t x -m y; echo rc=$?')).toBe('rc=1\nError: Connection refused\n');
    const left = await a('vmq-admin cluster leave node=VerneMQ@10.77.4.2 -k -i 2 -t 60; echo rc=$?');
    expect(left).toMatch(
      /^(Migrated 0\/21 queues and 0\/60 messages\n)+(Migrated 21\/21 queues and 60\/60 messages\n)+Done\nrc=0\n$/,
    );
    expect(await a(`${show}; ${metrics('queue_processes', 'retain_messages')}`)).toBe(
      `${view('1')}gauge.queue_processes = 26 gauge.retain_messages = 12 `,
    );
    await b(until('! pgrep -x beam.smp > /dev/null'));
    expect(await b('vernemq ping; echo rc=$?')).toBe(`${captured('06-leave', '[vmq-b]# vernemq ping')}rc=1\n`);
    expect(await b('tail -n 1 /var/log/vernemq/console.log')).toMatch(/Leaving cluster, removed cluster_state\n$/);
    expect(await b('ls /var/lib/vernemq /var/lib/vernemq/swc_meta')).toMatch(
      /msgstore\nswc_meta\n[^]*old_node_actor\n$/,
    );
  });

  it('does nothing at a join with its old data, though it says Done and both are healthy', async () => {
    expect(
      await b(`systemctl start vernemq; ${up}; vmq-admin cluster join discovery-node=VerneMQ@10.77.4.1; echo rc=$?`),
    ).toBe('Done\nrc=0\n');
    expect(await b(`sleep 8; ${show}; ${health}`)).toBe(`${view('2')}{"status":"OK"}\n`);
    expect(await a(`${show}; ${health}`)).toBe(`${view('1')}{"status":"OK"}\n`);
    expect(await b(metrics('retain_messages'))).toBe('gauge.retain_messages = 12 ');
  });

  it('joins when it is empty, some seconds later, and repeats an exchange until something is written', async () => {
    const wipe =
      'systemctl stop vernemq; mkdir /root/aside; mv /var/lib/vernemq/swc_meta /var/lib/vernemq/msgstore /root/aside';
    const empty = metrics('queue_processes', 'retain_messages', 'swc_object_count', 'router_subscriptions');
    expect(await b(`${wipe}; systemctl start vernemq; ${up}; ${empty}`)).toBe(
      'gauge.queue_processes = 0 gauge.retain_messages = 0 gauge.router_subscriptions = 0 gauge.swc_object_count = 0 ',
    );
    expect(await b(`vmq-admin cluster join discovery-node=VerneMQ@10.77.4.1; ${show}`)).toBe(`Done\n${view('2')}`);
    await b(until(`${show} | grep -q 4.1`));
    expect(await a(show)).toBe(view('1', '2'));
    expect(await a(metrics('swc_object_count', 'swc_tombstone_count'))).toBe(
      'gauge.swc_object_count = 40 gauge.swc_tombstone_count = 2 ',
    );
    expect(await b(metrics('swc_object_count'))).toBe('gauge.swc_object_count = 38 ');
    const exchanges = 'grep -c "AE exchange" /var/log/vernemq/console.log';
    expect(Number(await b(`sleep 7; ${exchanges}`))).toBeGreaterThan(0);
    const after = `mosquitto_pub -h 10.77.4.2 -t state/new -m x -r; a=$(${exchanges}); sleep 7; b=$(${exchanges}); echo "$((b - a))"`;
    expect(await b(after)).toBe('0\n');
  });

  it('refuses clients when the other node is down, and calls itself healthy', async () => {
    await b('systemctl stop vernemq');
    expect(await a(health)).toBe('{"status":"OK"}\n');
    expect(await a('mosquitto_pub -h 10.77.4.1 -t x -m y; echo rc=$?')).toBe(
      'rc=3\nConnection error: Connection Refused: broker unavailable.\nError: The connection was refused.\n',
    );
    expect(await a('vmq-admin metrics show --mqtt_version=4 --return_code=server_unavailable')).toBe(
      'counter.mqtt_connack_sent = 1\n\n',
    );
    expect(await a('vmq-admin metrics show | grep server_unav')).toBe(
      'counter.mqtt_connack_server_unavailable_sent = 0\n',
    );
  });

  it('answers a ping while it is stuck at its start', async () => {
    await b(
      `touch /run/practice/vernemq/boot-sticks; systemctl start vernemq; ${until('[ "$(vernemq ping)" = pong ]')}`,
    );
    expect(await b('vernemq ping; vmq-admin cluster show > /dev/null; echo rc=$?')).toBe('pong\nrc=1\n');
    await b(`rm /run/practice/vernemq/boot-sticks; ${up}`);
    expect(await a(show)).toBe(view('1', '2'));
  });
});
