// The built command against a real sshd and a real ssh-agent: what goes wrong is said, what is interrupted is gone on with.
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { atTerminal, type AtTerminal } from './support/atTerminal.ts';
import { installCommand, type Ended, type Going, type InstalledCommand } from './support/installCommand.ts';
import { realHost, type RealHost } from './support/realHost.ts';

let command: InstalledCommand;
let host: RealHost;

const slow = `schema: runbook/v1
title: Leave a trace, slowly
inputs:
  traces: { type: string }
  seconds: { type: integer, default: 0 }
  stubborn: { type: boolean, default: false }
targets:
  node: {}
steps:
  - id: trace
    title: Leave a trace
    run: |
      if [ "$stubborn" = true ]; then trap '' TERM; fi
      echo begun >> "$traces/log"
      sleep "$seconds"
      echo done >> "$traces/log"
    verify: [{ title: The trace is there, run: 'test -s "$traces/log"' }]
`;
const asking = `schema: runbook/v1
title: Ask first
inputs:
  traces: { type: string }
  password: { type: secret }
targets:
  node: {}
steps:
  - id: ask
    title: Ask first
    effect: destructive
    confirm:
      message: This is the point of no return.
      show: [{ title: What is there, run: 'echo evidence of the host' }]
      type: '{{ host }}'
    run: 'printf "%s" "$password" > "$traces/secret"; echo "it is $password"'
    verify: [{ title: It is there, run: 'test -s "$traces/secret"' }]
`;

const changing = `schema: runbook/v1
title: Change two things
inputs:
  traces: { type: string }
targets:
  node: {}
steps:
  - id: settings
    title: Write the settings
    file: { path: '{{ traces }}/settings', content: "new\\n", apply: 'echo applied >> "$traces/log"' }
    verify: [{ title: They are there, run: 'grep -qx new "$traces/settings"' }]
  - id: flag
    title: Raise the flag
    run: 'touch "$traces/flag"'
    verify: [{ title: It is up, run: 'test -e "$traces/flag"' }]
    undo: { run: 'rm "$traces/flag"', verify: [{ title: It is down, run: 'test ! -e "$traces/flag"' }] }
`;

beforeAll(async () => {
  command = await installCommand();
  host = await realHost(command);
  await writeFile(join(command.folder, 'slow.yaml'), slow);
  await writeFile(join(command.folder, 'asking.yaml'), asking);
  await writeFile(join(command.folder, 'changing.yaml'), changing);
});
afterAll(async () => {
  await host.stop();
  await command.remove();
});
beforeEach(async () => {
  for (const name of await readdir(host.traces)) await rm(join(host.traces, name));
});

const slowly = (seconds: number): string[] => [
  ...['run', 'slow.yaml', '--on', 'web', '--input', `traces=${host.traces}`, '--input', `seconds=${String(seconds)}`],
];
const log = (): Promise<string> => readFile(join(host.traces, 'log'), 'utf8');
const runs = (): string => join(command.home, '.local/state/gated-runbooks/runs');
const lastRun = async (): Promise<string> => (await readdir(runs())).sort().at(-1) ?? '';
const run = (words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  command.run(words, { ...host.environment, ...environment });

async function begun(going: Going): Promise<void> {
  while (!existsSync(join(host.traces, 'log'))) {
    if (going.child.exitCode !== null) throw new Error(going.out());
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

describe('a run on a real host', () => {
  it('succeeds, by its alias and by its address', async () => {
    expect((await run(slowly(0))).code).toBe(0);
    const words = slowly(0).map((word) =>
      word === 'web' ? `node=${host.sshd.user}@127.0.0.1:${String(host.sshd.port)}` : word,
    );
    expect((await run(words)).code).toBe(0);
    expect(await log()).toBe('begun\ndone\n'.repeat(2));
  });

  it('shows a plan that changes nothing', async () => {
    const { code, out } = await run(['plan', ...slowly(0).slice(1)]);
    expect(code).toBe(0);
    expect(out).toContain('will run');
    expect(existsSync(join(host.traces, 'log'))).toBe(false);
  });

  it('takes a secret from the environment and shows it nowhere', async () => {
    const words = ['run', 'asking.yaml', '--on', 'web', '--input', `traces=${host.traces}`];
    const secret = { RUNBOOK_SECRET_PASSWORD: 'correct horse' };
    const { code, out, err } = await run([...words, '--confirm', 'ask=web', '--report', 'secret.html'], secret);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(await readFile(join(host.traces, 'secret'), 'utf8')).toBe('correct horse');
    const folder = join(runs(), await lastRun());
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const kept = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
    const report = await readFile(join(command.folder, 'secret.html'), 'utf8');
    expect([out, report, ...kept].filter((text) => text.includes('correct horse'))).toEqual([]);
    expect(files.length).toBeGreaterThan(1);
  });
});

describe('a run that is not wanted any more', () => {
  it('is undone when somebody says so, proven, and only once', async () => {
    const settings = join(host.traces, 'settings');
    await writeFile(settings, 'old\n', { mode: 0o640 });
    const ran = await run(['run', 'changing.yaml', '--on', 'web', '--input', `traces=${host.traces}`]);
    expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: '' });
    expect(ran.out).toContain(`runbook undo ${await lastRun()}`);
    expect(await readFile(settings, 'utf8')).toBe('new\n');

    const unanswered = await run(['undo', 'last']);
    expect(unanswered.code).toBe(3);
    expect(unanswered.out).toMatch(/Raise the flag \(web\).*\n.*Write the settings \(web\)/);
    expect(existsSync(join(host.traces, 'flag'))).toBe(true);

    const undone = await run(['undo', 'last', '--yes', '--report', 'undone.md']);
    expect({ code: undone.code, err: undone.err }).toEqual({ code: 0, err: '' });
    expect(existsSync(join(host.traces, 'flag'))).toBe(false);
    expect(await readFile(settings, 'utf8')).toBe('old\n');
    expect((await stat(settings)).mode & 0o777).toBe(0o640);
    expect(await log()).toBe('applied\n'.repeat(2));
    expect(await readFile(join(command.folder, 'undone.md'), 'utf8')).toContain('Undone and proven');

    const again = await run(['undo', 'last', '--yes']);
    expect(again.code).toBe(4);
    expect(again.err).toContain('nothing that could be undone');
  });
});

describe('Ctrl-C', () => {
  it('once cancels properly: what runs is killed, and proven so', async () => {
    const going = command.start(slowly(30), host.environment);
    await begun(going);
    going.child.kill('SIGINT');
    const { code, out } = await going.ended;
    expect(code).toBe(5);
    expect(out).toContain('Cancelled');
    expect(await log()).toBe('begun\n');
  });

  it('twice leaves at once with a whole journal, and the run is gone on with', async () => {
    const going = command.start([...slowly(4), '--input', 'stubborn=true'], host.environment);
    await begun(going);
    going.child.kill('SIGINT');
    await going.waitFor(/asked to cancel/);
    const second = Date.now();
    going.child.kill('SIGINT');
    const { code, err } = await going.ended;
    expect(Date.now() - second).toBeLessThan(1500);
    expect(code).toBe(6);
    const id = await lastRun();
    expect(err).toContain(`runbook resume ${id}`);
    const journal = await readFile(join(runs(), id, 'journal.jsonl'), 'utf8');
    expect(journal.endsWith('\n')).toBe(true);
    const resumed = await run(['resume', id]);
    expect({ code: resumed.code, err: resumed.err }).toEqual({ code: 0, err: '' });
    expect(await log()).toBe('begun\ndone\n');
  });
});

describe('a run whose process was killed', () => {
  it('goes on where it was, and does nothing twice', async () => {
    const going = command.start(slowly(2), host.environment);
    await begun(going);
    going.child.kill('SIGKILL');
    await going.ended;
    const resumed = await run(['resume', 'last']);
    expect({ code: resumed.code, err: resumed.err }).toEqual({ code: 0, err: '' });
    expect(await log()).toBe('begun\ndone\n');
    const again = await run(['resume', 'last']);
    expect(again.code).toBe(4);
    expect(again.err).toContain('has ended');
  });

  it('is not gone on with while another process has it', async () => {
    const going = command.start(slowly(2), host.environment);
    await begun(going);
    const { code, err } = await run(['resume', 'last']);
    expect(code).toBe(3);
    expect(err).toContain(String(going.child.pid));
    expect((await going.ended).code).toBe(0);
    expect(await log()).toBe('begun\ndone\n');
  });

  it('is only data on a machine where nobody approved it', async () => {
    const going = command.start(slowly(2), host.environment);
    await begun(going);
    going.child.kill('SIGKILL');
    await going.ended;
    const elsewhere = { XDG_STATE_HOME: join(command.folder, 'elsewhere') };
    const copied = join(elsewhere.XDG_STATE_HOME, 'gated-runbooks/runs/20261122-copied');
    await cp(join(runs(), await lastRun()), copied, { recursive: true });
    const refused = await run(['resume', '20261122-copied'], elsewhere);
    expect(refused.code).toBe(3);
    const digest = /--approve ([0-9a-f]{64})/.exec(refused.err)?.[1] ?? '';
    const approved = await run(['resume', '20261122-copied', '--approve', digest], elsewhere);
    expect(approved.code).toBe(0);
  });
});

describe('what can be mended is said', () => {
  it.each([
    { what: 'no agent', environment: { SSH_AUTH_SOCK: '' }, says: /ssh-agent|SSH_AUTH_SOCK/ },
    { what: 'an agent that is gone', environment: { SSH_AUTH_SOCK: '/nonexistent/agent' }, says: /nonexistent/ },
  ])('$what', async ({ environment, says }) => {
    const { code, out, err } = await run(slowly(0), environment);
    expect(code).not.toBe(0);
    expect(out + err).toMatch(says);
    expect(existsSync(join(host.traces, 'log'))).toBe(false);
  });

  it('a runs folder that cannot be written: nothing is run', async () => {
    await writeFile(join(command.folder, 'file'), '');
    const { code, err } = await run([...slowly(0), '--runs', 'file/runs']);
    expect(code).toBe(3);
    expect(err).toContain('--runs');
    expect(existsSync(join(host.traces, 'log'))).toBe(false);
  });

  it('a host whose key is not known, with the option that accepts it', async () => {
    const stranger = await installCommand();
    const unknown = await realHost(stranger, false);
    try {
      const words = ['run', join(command.folder, 'slow.yaml'), '--on', 'web', '--input', `traces=${unknown.traces}`];
      const refused = await stranger.run(words, unknown.environment);
      expect(refused.code).toBe(3);
      const fingerprint = unknown.sshd.hostKeys[0]?.fingerprint ?? '';
      expect(refused.out + refused.err).toContain(fingerprint);
      expect(refused.out + refused.err).toContain('--accept-host-key');
      const accepted = await stranger.run([...words, '--accept-host-key', fingerprint], unknown.environment);
      expect(accepted.code).toBe(0);
      expect((await stranger.run(words, unknown.environment)).code).toBe(0);
    } finally {
      await unknown.stop();
      await stranger.remove();
    }
  });

  it('by doctor, before it matters', async () => {
    const { code, out } = await run(['doctor', 'web']);
    expect(out).toContain('web is ready for runbooks.');
    expect(code).toBe(0);
    const bad = await run(['doctor', 'web'], { SSH_AUTH_SOCK: '' });
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('is not ready yet');
  });
});

describe('at a terminal', () => {
  const typing = (words: readonly string[]): AtTerminal =>
    atTerminal([process.execPath, command.file, ...words], { HOME: command.home, ...host.environment }, command.folder);
  const ask = (): AtTerminal => typing(['run', 'asking.yaml', '--on', 'web', '--input', `traces=${host.traces}`]);

  it('a secret is asked for and not shown, evidence is shown, and the right text goes on', async () => {
    const going = ask();
    await going.waitFor(/Secret password/);
    going.type('hidden word\r');
    await going.waitFor(/type web/);
    expect(going.out()).toContain('evidence of the host');
    expect(going.out()).toContain('point of no return');
    going.type('web\r');
    const { code, out } = await going.ended;
    expect(code).toBe(0);
    expect(out).not.toContain('hidden word');
    expect(await readFile(join(host.traces, 'secret'), 'utf8')).toBe('hidden word');
  });

  it('another text is asked for again, and an empty line stops it', async () => {
    const going = ask();
    await going.waitFor(/Secret password/);
    going.type('x\r');
    await going.waitFor(/type web/);
    going.type('webb\r');
    await going.waitFor(/type web[^]*type web/);
    going.type('\r');
    expect((await going.ended).code).toBe(3);
    expect(existsSync(join(host.traces, 'secret'))).toBe(false);
  });

  it('Ctrl-C at a question cancels', async () => {
    const going = ask();
    await going.waitFor(/Secret password/);
    going.type('x\r');
    await going.waitFor(/type web/);
    going.type('\u0003');
    expect((await going.ended).code).toBe(5);
    expect(existsSync(join(host.traces, 'secret'))).toBe(false);
  });

  it('a run is painted in place, and the terminal is left as it was', async () => {
    const going = typing(slowly(1));
    const { code, out } = await going.ended;
    expect(code).toBe(0);
    expect(out).toContain('\u001b[');
    expect(out).toContain('Leave a trace');
  });
});
