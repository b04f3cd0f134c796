// Leases on a host, through the port, in each of the three shells: one holder at a time, told by the host's own clock, and looked at right
// where a step is started.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Host } from '../../../../../src/runbooks/hosts/Host.ts';
import type { LeaseProof, LeaseRequest } from '../../../../../src/runbooks/hosts/HostLeases.ts';
import { shellNames } from '../../../../support/localChannels.ts';
import { change, hostOver, localHost, type LocalHost } from '../../../../support/localHost.ts';

/** Whose state folder it is: root's, where root logs in. */
const scope = process.getuid?.() === 0 ? 'root' : 'login';
const binds = scope === 'root' ? 'machine' : 'login';
const opened: LocalHost[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

async function open(shell: (typeof shellNames)[number]): Promise<LocalHost> {
  const host = await localHost(shell);
  opened.push(host);
  return host;
}

const asked = (run: string, more: Partial<LeaseRequest> = {}): LeaseRequest => ({
  token: `token-${run}`,
  become: ['login'],
  run,
  runbook: 'web/it\'s "hot"',
  by: 'ann@desk',
  ...more,
});

async function taken(host: Host, request: LeaseRequest): Promise<LeaseProof> {
  const got = await host.leases.take(request);
  if (!('taken' in got)) throw new Error(JSON.stringify(got));
  return got.taken;
}

describe.each(shellNames)('the lease of a host (%s)', (shell) => {
  it('is held by one, who is named to all others, until it is given back', async () => {
    const { host } = await open(shell);
    const lease = await taken(host, asked('r1'));
    expect(await host.leases.take(asked('r1'))).toMatchObject({ taken: lease, binds });
    const holder = { run: 'r1', runbook: 'web/it\'s "hot"', by: 'ann@desk', token: 'token-r1', spool: '' };
    expect(await host.leases.take(asked('r2'))).toMatchObject({ held: holder });
    expect(await host.leases.look(['login'])).toMatchObject({ held: holder });
    await host.leases.release(lease);
    expect(await host.leases.look(['login'])).toEqual({ free: true });
    expect(await taken(host, asked('r2'))).toEqual({ token: 'token-r2', numbers: { [scope]: 2 } });
  });

  it('goes to exactly one of many who ask at the same instant', async () => {
    const { host } = await open(shell);
    const runs = Array.from({ length: 12 }, (_, index) => `r${String(index)}`);
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(runs.map((run) => host.leases.take(asked(run))));
      const winners = answers.flatMap((answer) => ('taken' in answer ? [answer.taken] : []));
      expect(winners).toHaveLength(1);
      const [winner] = winners;
      expect(answers.flatMap((answer) => ('held' in answer ? [answer.held.token] : []))).toEqual(
        Array.from({ length: 11 }, () => winner?.token),
      );
      if (winner !== undefined) await host.leases.release(winner);
    }
  });

  it('goes to exactly one of those who take it over at the same instant', async () => {
    const { host } = await open(shell);
    const first = await taken(host, asked('r1'));
    const runs = Array.from({ length: 8 }, (_, index) => `t${String(index)}`);
    const answers = await Promise.all(runs.map((run) => host.leases.take(asked(run, { over: 'token-r1' }))));
    expect(answers.filter((answer) => 'taken' in answer)).toHaveLength(1);
    expect(await host.leases.renew(first)).toMatchObject({ gone: { by: 'ann@desk' } });
  });

  it('starts nothing for one whose lease is another’s by now', async () => {
    const { host, channels } = await open(shell);
    const effects = join(channels.home, 'effects');
    const first = await taken(host, asked('r1'));
    const act = `echo acted >>'${effects}'`;
    expect((await change(host, { spool: 'r1.act.1.run', lease: first }, act)).exit).toEqual({ code: 0 });
    const second = await taken(host, asked('r2', { over: first.token }));
    const limit = { key: 'k', times: 5, within: 60_000, token: 't' };
    expect((await change(host, { spool: 'r1.more.1.run', lease: first, limit }, act)).exit).toEqual({ fenced: true });
    expect((await change(host, { spool: 'r2.act.1.run', lease: second }, act)).exit).toEqual({ code: 0 });
    expect(await readFile(effects, 'utf8')).toBe('acted\nacted\n');
    await host.leases.release(second);
    expect((await change(host, { spool: 'r2.more.1.run', lease: second }, act)).exit).toEqual({ fenced: true });
    // Nothing of the refused is left, not even a use of its limit.
    const state = join(channels.home, 'state');
    expect(await readdir(join(state, 'spool'))).toEqual(['r1.act.1.run', 'r2.act.1.run']);
    expect(await readdir(join(state, 'limits'))).toEqual([]);
  });

  it('does not let one who was fenced off end or remove what the other goes on with', async () => {
    const { host, channels, stateFolder } = await open(shell);
    const go = join(channels.home, 'go');
    const first = await taken(host, asked('r1'));
    const untilTold = `until [ -e '${go}' ]; do sleep 0.1; done`;
    const running = change(host, { spool: 'r1.act.1.run', lease: first }, untilTold, { timeout: 60_000 });
    await expect
      .poll(() => readdir(join(stateFolder, 'spool', 'r1.act.1.run')).catch(() => []), { timeout: 20_000 })
      .toContain('script');
    const other = await hostOver(channels, { stateFolder });
    await taken(other, asked('r1', { token: 'token-colleague', over: first.token }));
    expect(await host.kill('r1.act.1.run', 'login', first)).toEqual({ proven: false });
    await writeFile(go, '');
    expect((await running).exit).toEqual({ code: 0 });
    await host.acknowledge('r1.act.1.run', 'login', first);
    expect(await readdir(join(stateFolder, 'spool'))).toEqual(['r1.act.1.run']);
  });

  it('tells whoever takes it over what is still at work, and only that', async () => {
    const { host, stateFolder } = await open(shell);
    const first = await taken(host, asked('r1'));
    await change(host, { spool: 'r1.past.1.run', lease: first }, ':');
    const running = change(host, { spool: 'r1.act.1.run', lease: first }, 'sleep 30');
    await expect
      .poll(() => readdir(join(stateFolder, 'spool', 'r1.act.1.run')).catch(() => []), { timeout: 20_000 })
      .toContain('script');
    expect(await host.leases.look(['login'])).toMatchObject({ held: { spool: 'r1.act.1.run' } });
    const got = await host.leases.take(asked('r2', { over: first.token }));
    expect(got).toMatchObject({ foreign: [{ spool: 'r1.act.1.run', become: scope }] });
    expect(await host.kill('r1.act.1.run', 'login', 'taken' in got ? got.taken : undefined)).toEqual({ proven: true });
    expect((await running).exit).toEqual({ signal: 'SIGTERM' });
  });

  it('tells how long nothing was heard, by the time since boot alone', async () => {
    const { host, stateFolder } = await open(shell);
    const lease = await taken(host, asked('r1'));
    const [machine = ''] = await readdir(join(stateFolder, 'leases'));
    const beat = join(stateFolder, 'leases', machine, '1.beat');
    const [up = '', boot = ''] = (await readFile(beat, 'utf8')).split(' ');
    await writeFile(beat, `${String(Number(up) - 300)} ${boot} r1.act.1.run`.padEnd(300));
    const silent = await host.leases.look(['login']);
    expect('held' in silent && silent.held.silent).toBeGreaterThanOrEqual(300_000);
    expect('held' in silent && silent.held.held).toBeLessThan(290_000);
    expect(await host.leases.renew(lease)).toEqual({ renewed: true });
    const heard = await host.leases.look(['login']);
    expect(heard).toMatchObject({ held: { spool: 'r1.act.1.run' } });
    expect('held' in heard && heard.held.silent).toBeLessThan(290_000);
    // Of a run before the last boot nothing was heard since then at least.
    await writeFile(beat, `99999999 another-boot r1.act.1.run`.padEnd(300));
    const before = await host.leases.look(['login']);
    expect('held' in before && before.held.silent).toBeGreaterThan(0);
  });

  it('is one for each machine, where many share the login’s folder', async () => {
    const { host, stateFolder } = await open(shell);
    await taken(host, asked('r1'));
    const machineId = (await readFile('/etc/machine-id', 'utf8').catch(() => '')).trim();
    const [machine] = await readdir(join(stateFolder, 'leases'));
    if (machineId !== '') expect(machine).toBe(machineId);
    else expect(machine).not.toBe('');
  });
});
