// A booted host on which nothing has happened yet, with a daemon and two instances that run.
import type { BootedHost } from './bootHost.ts';
import { clearUp } from './faults.ts';
import { installDaemon, type Generation } from './installDaemon.ts';

/** Must be found in nothing that a run leaves behind. */
export const accessKey = 'canary5f1c9e7ab3d24680';
/** Starts by itself. */
export const survival = { uuid: 'a'.repeat(32), nickname: 'survival', autoStart: true };
/** Does not. */
export const skyblock = { uuid: 'b'.repeat(32), nickname: 'skyblock', autoStart: false };

/** Undoes all faults, empties the logs of host and daemon, forgets runs and limits, and starts a daemon of this generation. */
export async function freshDaemon(host: BootedHost, generation: Generation): Promise<void> {
  await clearUp(host);
  const { code, stderr } = await host.run(
    'sudo sh -s',
    `set -e
    rm -rf /var/lib/gated-runbooks
    journalctl -q --rotate
    journalctl -q --vacuum-time=1s
    dmesg --clear
    echo 'a kernel that says something' > /dev/kmsg
    logger a journal that says something`,
  );
  if (code !== 0) throw new Error(`The host could not be cleared up: ${stderr}`);
  await installDaemon(host, { generation, key: accessKey, instances: [survival, skyblock] });
}
