// Is this host ready for a runbook? Everything on the way to it and on it, each with its cure, before the incident.
import { randomBytes } from 'node:crypto';
import type { Message } from '../../../texts/Message.ts';
import type { Channels } from '../Channels.ts';
import type { ResolvedHost } from '../config/ResolvedHost.ts';
import { ConnectProblem } from '../connection/ConnectProblem.ts';
import { findHost } from '../connection/findHost.ts';
import { offerKeys } from '../connection/offerKeys.ts';
import { openSession } from '../connection/openSession.ts';
import { sshContext } from '../connection/SshContext.ts';
import type { SshContext } from '../connection/SshContext.ts';
import type { SshOptions } from '../connection/SshOptions.ts';
import { examineScript } from './examineScript.ts';
import type { Finding } from './Finding.ts';
import { readExamination } from './readExamination.ts';

const EXAMINATION_TIMEOUT = 30_000;

/** Looks at one thing after another, and stops where nothing more can be found. It changes nothing on the host. */
export async function* diagnoseHost(
  name: string,
  options: SshOptions,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<Finding, void, undefined> {
  const notes: Message[] = [];
  const context = sshContext({
    ...options,
    onNote: (note) => {
      notes.push(note);
      options.onNote?.(note);
    },
  });
  const host = await orProblem(() => findHost(name, context));
  if (host instanceof ConnectProblem) {
    yield { check: 'config', status: 'bad', message: host.failure };
    return;
  }
  const address = `${host.user}@${host.hostName}:${host.port}`;
  yield { check: 'config', status: 'ok', message: { code: 'hosts.doctorConfig', args: { host: name, address } } };
  for (const message of notes) yield { check: 'config', status: 'warn', message };

  for (const hop of [...host.jumps, host]) {
    const finding = await examineAgent(hop, context, signal);
    yield finding;
    if (finding.status === 'bad') return;
  }

  const session = await openSession(name, context, signal);
  if ('failure' in session) {
    yield { check: checkOf(session.failure, host), status: 'bad', message: session.failure };
    return;
  }
  const { channels, identity } = session;
  try {
    if (identity.jumps.length > 0)
      yield ok('jumps', { code: 'hosts.doctorJumps', args: { host: name, jumps: identity.jumps.join(' → ') } });
    yield ok('hostKey', { code: 'hosts.doctorHostKey', args: { host: name, key: identity.hostKey } });
    yield ok('login', { code: 'hosts.doctorLogin', args: { host: name, address, key: identity.agentKey } });
    const findings = await examine(name, channels);
    if (findings === undefined)
      yield { check: 'shell', status: 'bad', message: { code: 'hosts.doctorNoShell', args: { host: name } } };
    else yield* findings;
  } finally {
    await channels.close();
  }
}

async function examineAgent(hop: ResolvedHost, context: SshContext, signal: AbortSignal): Promise<Finding> {
  const offer = await orProblem(() => offerKeys(hop, hop.name, context, signal));
  if (offer instanceof ConnectProblem) return { check: 'agent', status: 'bad', message: offer.failure };
  const keys = offer.identities.map(({ comment, key }) => `${comment} (${key.type}, ${key.fingerprint})`).join('; ');
  return ok('agent', { code: 'hosts.doctorAgent', args: { host: hop.name, path: offer.path, keys } });
}

async function examine(name: string, channels: Channels): Promise<readonly Finding[] | undefined> {
  const mark = `${randomBytes(16).toString('hex')}:`;
  try {
    const channel = await channels.open('exec sh');
    const timer = setTimeout(() => channel.close(), EXAMINATION_TIMEOUT);
    channel.stderr.resume();
    channel.stdin.on('error', () => undefined);
    channel.stdin.end(examineScript(mark));
    let output = '';
    for await (const piece of channel.stdout as AsyncIterable<Buffer>) output += piece.toString('utf8');
    clearTimeout(timer);
    return readExamination(name, mark, output);
  } catch (error) {
    // The host takes the login but starts nothing: no shell, which is what is said then.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

const HOST_KEY = [
  'unknownKey',
  'unknownKeyRefused',
  'keyChanged',
  'keyRevoked',
  'keyNotPinned',
  'keyTooShort',
  'noKnownType',
];
const LOGIN = ['keysRefused', 'tooManyFailures', 'agentDeclined', 'agentSilent', 'loginSilent', 'loginHungUp'];

function checkOf(failure: Message, host: ResolvedHost): Finding['check'] {
  const code = failure.code.replace(/^hosts\./, '');
  if (HOST_KEY.includes(code)) return 'hostKey';
  const label = failure.args?.['host'];
  if (code === 'jumpRefused' || (host.jumps.length > 0 && label !== host.name)) return 'jumps';
  return LOGIN.includes(code) ? 'login' : 'config';
}

function ok(check: Finding['check'], message: Message): Finding {
  return { check, status: 'ok', message };
}

async function orProblem<T>(work: () => Promise<T>): Promise<T | ConnectProblem> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConnectProblem) return error;
    throw error;
  }
}
