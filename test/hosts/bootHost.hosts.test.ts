// The test bed itself: hosts that see each other, keep their disk over a reboot, start afresh, and leave nothing behind.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bootHost } from './bootHost.ts';
import { openNetwork } from './openNetwork.ts';

/** How many processes descend from this one. Namespaces without a name end with their last process. */
function descendants(): number {
  const parents = new Map<string, string>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(pid, /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '');
    } catch (error) {
      // A process may end while it is looked at.
      if (!(error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code)))) throw error;
    }
  }
  const isOurs = (pid: string | undefined): boolean =>
    pid !== undefined && (pid === String(process.pid) || isOurs(parents.get(pid)));
  return [...parents.values()].filter(isOurs).length;
}

describe('booted hosts', () => {
  it('see each other, keep their disk over a reboot, and are gone when stopped', async () => {
    const alone = descendants();
    const network = await openNetwork();
    const [one, two] = await Promise.all([bootHost({ network }), bootHost({ network, memory: '256M' })]);
    expect(descendants()).toBeGreaterThan(alone + 20);

    expect(one.inside).not.toBe(two.inside);
    expect(await one.run(`nc -z -w 10 ${two.inside} 22`)).toMatchObject({ code: 0 });
    expect(await two.run('sudo cat', 'what came in')).toMatchObject({ code: 0, stdout: 'what came in' });

    const bootId = 'cat /proc/sys/kernel/random/boot_id';
    const before = await one.run(`echo kept > ~/file; sync; ${bootId}`);
    await one.reboot();
    expect(await one.run('cat ~/file; systemctl is-active ssh')).toMatchObject({ stdout: 'kept\nactive\n' });
    expect(await one.run(bootId)).not.toEqual(before);

    await Promise.all([one.stop(), two.stop()]);
    await network.close();
    expect(descendants()).toBe(alone);

    const afresh = await bootHost();
    expect(await afresh.run('cat ~/file')).toMatchObject({ code: 1 });
    await afresh.stop();
  });
});
