// The practice host as a machine behind SSH: it speaks it truly, hurts nothing, and leaves nothing behind.
import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { practiceAvailability } from '../../../../src/runbooks/hosts/practice/practiceAvailability.ts';
import { startPractice } from '../../../../src/runbooks/hosts/practice/startPractice.ts';
import { tempFolder } from '../../../support/tempFolder.ts';
import { practiceHost, sshTo, visit } from './visit.ts';

const execute = promisify(execFile);

/** How many processes of the machine have this word in their command line. */
function countProcesses(word: string): number {
  const lines = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine);
  return lines.filter((line) => line.includes(word)).length;
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // It has ended since it was listed.
  }
}

describe('a session', () => {
  const { practice, on, folder } = practiceHost();

  it('says that this is a simulation', async () => {
    expect(practice().simulation.code).toBe('practice.simulation');
    expect(await on('cat /etc/motd')).toContain('simulation');
  });

  it('keeps stdout, stderr, exit code and input apart', async () => {
    expect(await visit(practice(), 'echo out; echo err >&2; exit 3')).toEqual({ code: 3, out: 'out\n', err: 'err\n' });
    expect(await on('echo reopened >/dev/stdout; echo gone >/dev/stderr')).toBe('reopened\n');
    const cat = sshTo(practice(), 'cat; echo end');
    cat.stdin?.end('in\n');
    let out = '';
    for await (const text of cat.stdout!) out += String(text);
    expect(out).toBe('in\nend\n');
  });

  it('tells a signal as a signal', async () => {
    expect((await visit(practice(), 'kill -TERM $$', '-v')).err).toMatch(/exit-signal/);
    expect((await visit(practice(), 'kill -TERM $$')).code).toBe(255);
  });

  it('is root of a machine of its own, with sudo, an id and its state on a disk', async () => {
    expect(await on('id -u; sudo -n id -u; uname -n; wc -c </etc/machine-id')).toBe('0\n0\npractice\n33\n');
    expect(await on('stat -f -c %T /var/lib /run /opt')).not.toContain('tmpfs');
    expect((await on('cat /proc/sys/kernel/random/boot_id')).trim()).toBe(
      readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    );
  });

  it('gives a terminal to whoever asks for one', async () => {
    expect((await visit(practice(), 'tty; stty size; echo $TERM', '-tt')).out).toMatch(
      /^\/dev\/pts\/\d+\r\n\d+ \d+\r\n\w+/,
    );
  });

  it('runs thirty commands at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, (_, index) => on(`sleep 0.2; echo ${index}`)));
    expect(all).toEqual(Array.from({ length: 30 }, (_, index) => `${index}\n`));
  });

  it('carries 200 MB, and waits for a slow reader', async () => {
    const size = 200 * 1024 * 1024;
    const child = sshTo(practice(), `head -c ${size} /dev/zero`);
    let seen = 0;
    const before = process.memoryUsage().rss;
    for await (const bytes of child.stdout!) {
      if (seen === 0) await sleep(1000);
      seen += (bytes as Buffer).length;
    }
    expect(seen).toBe(size);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('ends what a dropped connection was running, except under setsid', async () => {
    const child = sshTo(practice(), 'setsid sleep 4321 & sleep 1234; echo');
    while ((await on('pgrep -cx sleep')) !== '2\n') await sleep(50);
    child.kill('SIGKILL');
    while ((await on("pgrep -f '^sleep 1234'")) !== '') await sleep(50);
    expect(await on("pgrep -fc '^sleep 4321'")).toBe('1\n');
  });

  it('leaves no zombies', async () => {
    await on('(sh -c "sleep 0.1 &" &); sleep 0.3');
    expect(await on('ps -eo stat= | grep -c Z')).toBe('0\n');
  });

  it('accepts one key only', async () => {
    const other = await tempFolder('key');
    await execute('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', `${other.path}/id`]);
    const refused = await visit({ ...practice(), agentSocket: '/nonexistent' }, 'id', `-i ${other.path}/id`);
    await other.remove();
    expect(refused.code).toBe(255);
    expect(refused.err).toContain('Permission denied (publickey)');
    expect((await visit({ ...practice(), user: 'admin' as 'root' }, 'id')).err).toContain(
      'Permission denied (publickey)',
    );
  });

  it('holds its key in the agent alone', async () => {
    const env = { ...process.env, SSH_AUTH_SOCK: practice().agentSocket };
    expect((await execute('ssh-add', ['-l'], { env })).stdout).toContain(practice().agentKey);
    await expect(execute('ssh-add', ['-D'], { env })).rejects.toThrow();
    await expect(execute('grep', ['-rlI', 'PRIVATE KEY', folder()])).rejects.toThrow();
  });

  it('is refused by ssh when another host key answers', async () => {
    const second = await startPractice({ scenario: 'healthy' });
    try {
      const wrong = await visit({ ...second, knownHosts: practice().knownHosts }, 'id');
      expect(wrong.err).toMatch(/Host key verification failed|No .* host key is known/);
    } finally {
      await second.close();
    }
  });
});

describe('the walls', () => {
  const { practice, on, folder } = practiceHost();

  it('let nothing be written but its own folder', async () => {
    const tried = '/usr/x /bin/x /etc/alternatives/x /usr/local/bin/x /usr/local/lib/practice/init.mjs';
    expect(
      await on(`for file in ${tried}; do (: >"$file") 2>/dev/null && echo "$file"; done; : >/etc/own && echo own`),
    ).toBe('own\n');
  });

  it("hide the person's files, sockets and processes", async () => {
    expect(await on('ls -A /home /root /mnt /media /srv | grep -v :')).toMatch(/^\s*$/);
    expect(await on(`ls -d ${folder()} ${process.cwd()} ${practice().agentSocket} 2>/dev/null`)).toBe('');
    expect(Number(await on('ps -e | wc -l'))).toBeLessThan(20);
    expect(await on('env')).not.toMatch(/SSH_AUTH_SOCK|npm_/);
  });

  it('cannot be taken down from inside', async () => {
    const attempts = [
      'umount -l /proc',
      'mount -o remount,rw /usr',
      'mount -t tmpfs t /mnt',
      'umount /usr/bin/systemctl',
      'mknod /tmp/disk b 8 0',
      'ls /proc/1/root/',
      'nsenter -t 1 -m true',
      'ip link add dummy0 type dummy',
      'hostname other',
    ];
    const nested = "unshare -Ur -m sh -c 'umount -l /proc || mount -o remount,rw /usr || umount /usr/local'";
    for (const attempt of [...attempts, nested])
      expect(await on(`${attempt} 2>/dev/null && echo done`), attempt).toBe('');
  });

  it('keep signals in', async () => {
    const victim = spawn('sleep', ['60']);
    expect(await on(`kill -9 ${victim.pid} 2>&1; kill -9 1 2>&1; echo alive`)).toContain('alive');
    expect(victim.exitCode ?? victim.signalCode).toBeNull();
    victim.kill();
    expect(await on('echo still here')).toBe('still here\n');
  });

  it('let nothing out on the network', async () => {
    const server = createServer((socket) => socket.end('outside'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await on(`curl -sS -m 2 telnet://127.0.0.1:${port} 2>&1; ip route; ip -br link | wc -l`)).toMatch(
      /(refused|connect)[^]*\n1\n$/i,
    );
    server.close();
  });
});

describe('coming and going', () => {
  it('two at once know nothing of each other, even on the same port', async () => {
    const both = await Promise.all([
      startPractice({ scenario: 'healthy' }),
      startPractice({ scenario: 'healthy', unit: 'current' }),
    ]);
    try {
      const seen = await Promise.all(
        both.map((one) => visit(one, 'curl -s http://127.0.0.1:24444/ | head -c 9; cat /etc/machine-id')),
      );
      expect(seen.map(({ out }) => out.slice(0, 9))).toEqual(['[MCSManag', '<!DOCTYPE']);
      expect(seen[0]?.out.slice(9)).not.toBe(seen[1]?.out.slice(9));
    } finally {
      await Promise.all(both.map((one) => one.close()));
    }
  });

  it('is up in two seconds and leaves no process, mount, socket or folder', async () => {
    const parent = await tempFolder("it's a [folder] %h");
    const began = performance.now();
    const practice = await startPractice({ folder: parent.path });
    expect(performance.now() - began).toBeLessThan(process.env['CI'] === undefined ? 8000 : 15_000);
    expect((await visit(practice, 'setsid sleep 9753 >/dev/null 2>&1 & echo ok')).out).toBe('ok\n');
    await expect.poll(() => countProcesses('9753'), { timeout: 10_000 }).toBe(1);
    await practice.close();
    await practice.close();
    expect(readdirSync(parent.path)).toEqual([]);
    expect(countProcesses('9753')).toBe(0);
    expect(countProcesses(parent.path)).toBe(0);
    expect(readFileSync('/proc/mounts', 'utf8')).not.toContain('practice-');
    await parent.remove();
  });

  it('is cleaned up after when its owner is killed', async () => {
    const parent = await tempFolder('owner');
    const source = new URL('../../../../src/runbooks/hosts/practice/startPractice.ts', import.meta.url).pathname;
    const { build } = await import('esbuild');
    await build({
      stdin: {
        contents: `import { startPractice } from ${JSON.stringify(source)}; startPractice({ folder: process.argv[2] }).then(() => console.log('up'));`,
        resolveDir: process.cwd(),
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['cpu-features', '*.node'],
      define: { 'import.meta.url': JSON.stringify(new URL(`file://${source}`).href) },
      logLevel: 'error',
      outfile: `${parent.path}/owner.cjs`,
    });
    const owner = spawn(process.execPath, [`${parent.path}/owner.cjs`, parent.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve) => owner.stdout.once('data', () => resolve()));
    expect(countProcesses(`${parent.path}/practice-`)).toBeGreaterThan(0);
    owner.kill('SIGKILL');
    await expect.poll(() => readdirSync(parent.path), { timeout: 10_000 }).toEqual(['owner.cjs']);
    await expect.poll(() => countProcesses(`${parent.path}/practice-`), { timeout: 10_000 }).toBe(0);
    await parent.remove();
  });
});

describe('whether it can be had', () => {
  it('is found by trying', () => {
    expect(practiceAvailability()).toEqual({ kind: 'full', reason: { code: 'practice.walled' } });
  });
});
