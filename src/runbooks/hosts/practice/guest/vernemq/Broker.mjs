// A node of the played cluster: its members, its share of the metadata, its queues, and how it leaves and joins. It behaves as
// VerneMQ 1.13 was seen to behave, traps included.
import { setTimeout as sleep } from 'node:timers/promises';
import { isOn } from './faults.mjs';
import { clusterSocket } from './nodes.mjs';
import { hasPast, load, save } from './Store.mjs';
import { ask } from './wire.mjs';

/** @typedef {import('./Store.mjs').Message} Message */
/** @typedef {import('./Store.mjs').Subscriber} Subscriber */
/** @typedef {{ id: string, clean: boolean, started: number, send: (message: Message) => void, end: () => void }} Session */
/** @typedef {{ client_id: string, node: string, online: boolean, clean: boolean, messages: number, queued: number, started: number | null }} SessionRow */

/** Milliseconds from `join` to membership, and between exchanges. */
const joining = 6000;
const exchanging = 6000;

export class Broker {
  /** Not up yet: it answers pings and nothing else. */
  booting = true;
  /** After the first step of a leave. */
  suspended = false;
  /** @type {Map<string, Session>} */
  sessions = new Map();
  /** @type {Record<string, number>} */
  counters = {};
  #kept;
  /** It was in a cluster, left it, and was started again with what it still had. */
  #stale;
  #netsplits = 0;
  #migrating = false;
  /** @type {Record<string, import('./Store.mjs').Queue> | undefined} */
  #onTheirWay;

  /** @param {string} name @param {import('./Log.mjs').Log} log @param {boolean} two */
  constructor(name, log, two) {
    this.name = name;
    this.log = log;
    this.two = two;
    const past = hasPast();
    this.#kept = load();
    this.#stale = past && this.#kept.members === undefined;
    // What is still on disk after a leave belongs to others by now.
    if (this.#stale) this.#kept.queues = {};
    this.history = this.#stale || past ? 'existing_state' : 'empty_state';
    this.#kept.members ??= [name];
    if (isOn('starts-full'))
      this.#kept.retained['state/left-over'] = { topic: 'state/left-over', payload: 'x', qos: 1 };
    this.count('queue_initialized_from_storage', Object.keys(this.#kept.queues).length);
    this.#keep();
    setInterval(() => this.#exchange(), exchanging);
    setInterval(() => void this.#watch(), 500);
  }

  get members() {
    return this.#kept.members ?? [];
  }
  get retained() {
    return this.#kept.retained;
  }
  get queues() {
    return this.#kept.queues;
  }
  get subscriptions() {
    return Object.values(this.#kept.subscribers).reduce((sum, { topics }) => sum + topics.length, 0);
  }
  get tombstones() {
    return this.#kept.tombstones;
  }
  get objects() {
    const { retained, subscribers, tombstones } = this.#kept;
    return Object.keys(retained).length + Object.keys(subscribers).length + tombstones;
  }
  get netsplits() {
    return this.#netsplits;
  }
  get #others() {
    return this.members.filter((name) => name !== this.name);
  }

  #keep() {
    save(this.#kept);
  }

  /** @param {string} counter @param {number} [by] */
  count(counter, by = 1) {
    this.counters[counter] = (this.counters[counter] ?? 0) + by;
  }

  /** @returns {Promise<{ name: string, running: boolean }[]>} */
  async clusterView() {
    return Promise.all(
      [...this.members].sort().map(async (name) => ({ name, running: name === this.name || (await this.#isUp(name)) })),
    );
  }

  /** Whether clients may come: without all members, and by default, they may not. */
  async isReady() {
    return (await this.clusterView()).every(({ running }) => running);
  }

  /** @param {string} name */
  async #isUp(name) {
    return (await this.#call(name, { ping: true }))?.up === true;
  }

  /** @param {string} name @param {unknown} question @returns {Promise<any>} undefined where it does not answer */
  async #call(name, question) {
    return ask({ path: clusterSocket(name) }, question).catch(() => undefined);
  }

  #wasReady = false;
  async #watch() {
    const ready = await this.isReady();
    if (this.#wasReady && !ready) {
      this.#netsplits += 1;
      for (const other of this.#others)
        this.log.say('warning', 'vmq_cluster_mon:handle_info:{125,5}', `cluster node '${other}' DOWN`);
    }
    this.#wasReady = ready;
  }

  /** The same objects over and over, where that is the illness. */
  #exchange() {
    for (const other of this.#others)
      for (const group of isOn('exchanges') ? ['meta8', 'meta9'] : this.#kept.looping)
        this.log.exchanged(other, group.replace('rejoined ', ''), 1);
  }

  /** Answers another node. @param {any} question @returns {Promise<unknown>} */
  async answer(question) {
    if (question.ping) return { up: !this.booting };
    if (question.rows) return { rows: this.rows() };
    if (question.suspend) return this.#suspend();
    if (question.migrate) return this.#migrate(question.migrate.survivor);
    if (question.progress) return this.#progress;
    if (question.take) return this.#take(question.take);
    if (question.forget) return this.#forget(question.forget);
    if (question.joins) return this.#admit(question.joins);
    if (question.metadata) return this.#accept(question.metadata);
    if (question.deliver) return this.#deliver(question.deliver);
    throw new Error(`no such question: ${JSON.stringify(question)}`);
  }

  /** @returns {SessionRow[]} the queues of this node */
  rows() {
    const kept = Object.entries(this.queues).map(([id, { messages, started }]) => ({
      ...{ client_id: id, node: this.name, online: this.sessions.has(id), clean: false, messages: messages.length },
      ...{ queued: started, started: this.sessions.get(id)?.started ?? null },
    }));
    const clean = [...this.sessions.values()].filter((session) => session.clean);
    return [
      ...kept,
      ...clean.map(({ id, started }) => ({
        ...{ client_id: id, node: this.name, online: true, clean: true, messages: 0, queued: started, started },
      })),
      ...this.#stormRows(),
    ];
  }

  /** Ten ids that are now here, now there. @returns {SessionRow[]} */
  #stormRows() {
    if (!isOn('storm')) return [];
    const now = Date.now();
    // Each at a pace of its own, so that no two looks find them where they were.
    const second = Math.floor(now / 1000);
    const here = this.name.endsWith('1') ? 0 : 1;
    return Array.from({ length: 10 }, (_, at) => at)
      .filter((at) => (Math.floor((second * (at + 3)) / 7) + at) % 2 === here)
      .map((at) => ({
        ...{ client_id: `storm-${at}`, node: this.name, online: true, clean: true, messages: 0 },
        ...{ queued: now - 300, started: now - 100 * at },
      }));
  }

  /** The queues of the whole cluster, as far as its nodes answer. */
  async allRows() {
    const theirs = await Promise.all(
      this.#others.map(async (name) => (await this.#call(name, { rows: true }))?.rows ?? []),
    );
    return /** @type {SessionRow[]} */ ([...theirs.flat(), ...this.rows()]);
  }

  // Clients

  /** @param {Session} session */
  connect(session) {
    this.sessions.get(session.id)?.end();
    this.sessions.set(session.id, session);
    this.count('queue_setup');
    if (session.clean) return;
    this.queues[session.id] ??= { clean: false, messages: [], started: session.started };
    for (const message of this.queues[session.id]?.messages.splice(0) ?? []) {
      this.count('queue_message_out');
      session.send(message);
    }
    this.#keep();
  }

  /** @param {Session} session */
  async disconnect(session) {
    if (this.sessions.get(session.id) !== session) return;
    this.sessions.delete(session.id);
    this.count('queue_teardown');
    if (session.clean && this.#kept.subscribers[session.id]) await this.#write({ unsubscribe: session.id });
  }

  /** @param {Session} session @param {string} topic */
  async subscribe({ id, clean }, topic) {
    const topics = [...new Set([...(this.#kept.subscribers[id]?.topics ?? []), topic])];
    await this.#write({ subscribe: { id, subscriber: { node: this.name, clean, topics } } });
    return Object.values(this.retained).filter((message) => matches(topic, message.topic));
  }

  /** @param {Message} message */
  async publish(message) {
    if (message.retain) await this.#write({ retain: message });
    this.#deliver(message);
    if (isOn('one-way')) return;
    await Promise.all(this.#others.map((name) => this.#call(name, { deliver: message })));
  }

  /** @param {Message} message */
  #deliver(message) {
    for (const [id, { node, topics }] of Object.entries(this.#kept.subscribers)) {
      if (node !== this.name || !topics.some((topic) => matches(topic, message.topic))) continue;
      const session = this.sessions.get(id);
      this.count('queue_message_in');
      if (session !== undefined) {
        this.count('queue_message_out');
        session.send({ ...message, retain: false });
      } else if (message.qos > 0) this.queues[id]?.messages.push(message);
    }
    this.#keep();
    return { delivered: true };
  }

  /** A change of the metadata, here and on the other nodes. It is also what ends an exchange that goes on after a rejoin. @param {any} change */
  async #write(change) {
    this.#accept(change);
    await Promise.all(this.#others.map((name) => this.#call(name, { metadata: change })));
  }

  /** @param {any} change */
  #accept({ subscribe, unsubscribe, retain, moved }) {
    const kept = this.#kept;
    if (subscribe) kept.subscribers[subscribe.id] = subscribe.subscriber;
    if (unsubscribe) delete kept.subscribers[unsubscribe];
    if (retain && retain.payload === '') delete kept.retained[retain.topic];
    else if (retain) kept.retained[retain.topic] = retain;
    for (const id of moved?.ids ?? []) if (kept.subscribers[id]) kept.subscribers[id].node = moved.to;
    if (!moved) {
      kept.tombstones = 0;
      kept.looping = kept.looping.filter((group) => !group.startsWith('rejoined '));
    }
    this.#keep();
    return { accepted: true };
  }

  // Leaving

  /**
   * `cluster leave`, as asked on this node of another one, or of itself.
   * @param {string} leaver
   * @param {{ kill: boolean, timeout: number }} options
   * @param {(line: string) => void} say
   * @returns {Promise<number>} the exit code
   */
  async leave(leaver, { kill, timeout }, say) {
    if (!this.members.includes(leaver)) return (say('Done'), 0);
    if (!(await this.#isUp(leaver)) && leaver !== this.name) {
      await this.#forget(leaver);
      return (say('Done'), 0);
    }
    if (!kill) {
      await this.#call(leaver, { suspend: true });
      return (say('Done! Use -k to teardown and migrate existing sessions!'), 0);
    }
    const survivor = leaver === this.name ? (this.#others[0] ?? '') : this.name;
    await this.#call(leaver, { migrate: { survivor } });
    const until = Date.now() + timeout * 1000;
    let migrated = false;
    for (;;) {
      const progress = await this.#call(leaver, { progress: true });
      if (progress !== undefined) say(progress.line);
      migrated ||= progress === undefined || progress.done;
      if (progress === undefined) break;
      if (Date.now() >= until || (progress.sticks && Date.now() >= until - timeout * 900)) {
        return (say('error, still online queues, check the logs, and retry!'), 1);
      }
      if (progress.outlasts) return (say(`RPC to '${leaver}' failed: timeout`), 1);
      await sleep(400);
    }
    say('Done');
    return 0;
  }

  /** @type {{ line: string, done: boolean, sticks?: boolean, outlasts?: boolean }} */
  #progress = { line: '', done: false };

  #suspend() {
    this.suspended = true;
    this.onSuspend();
    return { suspended: true };
  }
  /** Set by who holds the listeners. */
  onSuspend = () => undefined;
  onLeft = () => undefined;

  /** @param {string} survivor */
  async #migrate(survivor) {
    if (this.#onTheirWay !== undefined) {
      // Issued again while the first one is at work: what is on its way is torn down with the sessions.
      this.#onTheirWay = Object.fromEntries(
        Object.entries(this.#onTheirWay).map(([id, queue]) => [id, { ...queue, messages: [] }]),
      );
      return { started: true };
    }
    if (this.#migrating) return { started: true };
    this.#migrating = true;
    this.#suspend();
    void this.#migrateTo(survivor);
    return { started: true };
  }

  /** @param {string} survivor */
  async #migrateTo(survivor) {
    const ids = Object.keys(this.queues);
    const messages = Object.values(this.queues).reduce((sum, queue) => sum + queue.messages.length, 0);
    const say = (/** @type {number} */ queues, /** @type {number} */ moved) =>
      `Migrated ${queues}/${ids.length} queues and ${moved}/${messages} messages`;
    this.#progress = { line: say(0, 0), done: false, sticks: isOn('leave-sticks'), outlasts: isOn('leave-outlasts') };
    if (isOn('leave-sticks')) {
      this.#migrating = false;
      return;
    }
    for (const session of [...this.sessions.values()]) session.end();
    const outlasts = isOn('leave-outlasts');
    const lost = isOn('loses-messages');
    this.#onTheirWay = Object.fromEntries(
      Object.entries(this.queues).map(([id, queue]) => [
        id,
        lost ? { ...queue, messages: queue.messages.slice(1) } : queue,
      ]),
    );
    await sleep(outlasts ? 6000 : 1600);
    this.log.say(
      'info',
      'vmq_server_cli:wait_till_all_offline:{446,13}',
      `all queues offline: 0 draining, ${ids.length} offline, ${messages} msgs`,
    );
    await this.#call(survivor, { take: { from: this.name, queues: this.#onTheirWay } });
    this.#progress = { line: say(ids.length, messages), done: true };
    await sleep(900);
    await this.#call(survivor, { forget: this.name });
    this.log.say('warning', 'vmq_cluster:check_ready:{208,25}', `remove supervision for node '${this.name}'`);
    this.#kept.members = undefined;
    this.#keep();
    this.log.say(
      'info',
      'vmq_swc_peer_service_manager:delete_state_from_disk:{225,21}',
      'Leaving cluster, removed cluster_state',
    );
    this.onLeft();
  }

  /** @param {{ from: string, queues: Record<string, import('./Store.mjs').Queue> }} taken */
  #take({ queues }) {
    Object.assign(this.queues, queues);
    this.#accept({ moved: { ids: Object.keys(queues), to: this.name } });
    return { taken: Object.keys(queues).length };
  }

  /** @param {string} leaver */
  async #forget(leaver) {
    this.#kept.members = this.members.filter((name) => name !== leaver);
    this.#kept.tombstones = 2;
    for (const [id, { node, clean, topics }] of Object.entries(this.#kept.subscribers))
      if (node === leaver) {
        if (clean) delete this.#kept.subscribers[id];
        // What it did not hand over is gone with it; the session begins anew here.
        else this.#kept.subscribers[id] = { node: this.name, clean, topics };
        if (!clean) this.queues[id] = { clean, messages: [], started: Date.now() };
      }
    this.#keep();
    this.log.say('warning', 'vmq_cluster_mon:handle_info:{125,5}', `cluster node '${leaver}' DOWN`);
    return { forgotten: true };
  }

  // Joining

  /** @param {string} to the node that is asked @returns {string} what the command says */
  join(to) {
    if (this.two && this.objects > 0) return 'Error: non_empty_node';
    void this.#joinTo(to);
    return 'Done';
  }

  /** @param {string} to */
  async #joinTo(to) {
    await sleep(900);
    this.log.say('info', 'vmq_swc_peer_service:attempt_join:{51,5}', `Sent join request to: '${to}'`);
    if (this.#stale || isOn('join-nothing')) return;
    await sleep(joining - 900);
    const admitted = await this.#call(to, { joins: this.name });
    if (admitted === undefined) return;
    const { members, retained, subscribers, looping } = admitted;
    this.#kept.members = members;
    Object.assign(this.#kept.retained, retained);
    Object.assign(this.#kept.subscribers, subscribers);
    this.#kept.looping = looping;
    this.#keep();
    this.log.say('info', 'vmq_cluster_mon:handle_info:{129,5}', `cluster node '${to}' UP`);
  }

  /** Where nothing is remembered of its former life there is nothing to disagree about. @param {string} joiner */
  #admit(joiner) {
    this.#kept.members = [...new Set([...this.members, joiner])].sort();
    this.#keep();
    this.log.say('info', 'vmq_cluster_mon:handle_info:{129,5}', `cluster node '${joiner}' UP`);
    const { members, retained, subscribers, tombstones } = this.#kept;
    const looping = tombstones > 0 ? ['rejoined meta8', 'rejoined meta9'] : [];
    return { members, retained, subscribers, looping };
  }
}

/** Whether an MQTT filter takes a topic. @param {string} filter @param {string} topic */
function matches(filter, topic) {
  const wanted = filter.split('/');
  const parts = topic.split('/');
  const open = wanted.at(-1) === '#';
  if (open ? parts.length < wanted.length - 1 : parts.length !== wanted.length) return false;
  return wanted.every((part, at) => part === '#' || part === '+' || part === parts[at]);
}
