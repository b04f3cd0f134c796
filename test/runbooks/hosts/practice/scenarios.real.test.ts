// Each scenario shows what the facts say, through the commands that a runbook would use.
import { describe, expect, it } from 'vitest';
import { practiceHost } from './visit.ts';

const state =
  'systemctl show mcsm-daemon.service -p ActiveState -p SubState -p Result -p NRestarts -p MainPID -p ExecMainStatus';
const probe = 'curl -sS -m 2 -D- -o /dev/null http://127.0.0.1:24444/; echo "rc=$?"';
const untilUp =
  'for i in $(seq 100); do curl -fsS -m 5 -o /dev/null http://127.0.0.1:24444/ 2>/dev/null && break; sleep 0.1; done';

describe('daemon-oom-killed, 2024', () => {
  const { on } = practiceHost();
  it('is failed by oom-kill and stays down', async () => {
    expect(await on(state)).toBe(
      [
        'MainPID=0',
        'NRestarts=0',
        'Result=oom-kill',
        'ExecMainStatus=0',
        'ActiveState=failed',
        'SubState=failed',
        '',
      ].join('\n'),
    );
    expect(await on('systemctl is-active mcsm-daemon; echo $?; systemctl is-enabled mcsm-daemon; echo $?')).toBe(
      'failed\n3\nenabled\n0\n',
    );
    expect(await on('ss -Hltn "sport = :24444"')).toBe('');
    expect(await on(probe)).toBe('rc=7\n');
  });
  it("has the kernel's and systemd's words for it in the journal, and in dmesg", async () => {
    const kernel = await on('journalctl -k -b --since -2h --no-pager -o short');
    expect(kernel).toMatch(/^\w{3} \d\d \d\d:\d\d:\d\d practice kernel: java invoked oom-killer: /m);
    expect(kernel).toMatch(
      /oom-kill:constraint=CONSTRAINT_NONE,.*task_memcg=\/system.slice\/mcsm-daemon.service,task=java,pid=\d+,uid=0/,
    );
    expect(kernel).toMatch(/Out of memory: Killed process \d+ \(java\) total-vm:\d+kB/);
    const unit = await on('journalctl -u mcsm-daemon.service -n 2000 --no-pager -o cat');
    expect(unit).toContain('mcsm-daemon.service: A process of this unit has been killed by the OOM killer.\n');
    expect(unit).toContain("mcsm-daemon.service: Failed with result 'oom-kill'.\n");
    expect(unit).not.toContain('invoked oom-killer');
    expect(await on('dmesg')).toMatch(/^\[ *\d+\.\d{6}\] Out of memory: Killed process/m);
    expect(await on('journalctl -u nothing -q; journalctl -u nothing; journalctl --since -1min -k')).toBe(
      '-- No entries --\n'.repeat(2),
    );
  });
  it('prints the access key in the log and the journal, as the real one does', async () => {
    const key = (
      await on(`sed -n 's/.*"key": "\\(.*\\)".*/\\1/p' /opt/mcsmanager/daemon/data/Config/global.json`)
    ).trim();
    expect(key).toMatch(/^[0-9a-f]{48}$/);
    expect(await on('cat /opt/mcsmanager/daemon/logs/current.log')).toContain(`Access Key: ${key}`);
    expect(await on('journalctl -u mcsm-daemon')).toContain(`Access Key: ${key}`);
  });
  it('is recovered by a restart: answers as version 4.4.1, renames its logs, and starts its instance in its control group', async () => {
    expect(
      await on(`systemctl reset-failed mcsm-daemon; systemctl restart mcsm-daemon; echo $?; ${untilUp}; ${probe}`),
    ).toMatch(
      /^0\nHTTP\/1.1 200 OK\r\nContent-Type: text\/plain; charset=utf-8\r\nContent-Length: 67\r\nAccess-Control-Allow-Origin: \*\r\nAccess-Control-Allow-Methods: POST, GET, PUT, DELETE, OPTIONS\r\nAccess-Control-Allow-Headers: Content-Type, [^\r]*, Connection\r\nX-Power-by: MCSManager\r\nDate: [^\r]* GMT\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\n\r\nrc=0\n$/,
    );
    expect(await on('curl -sS http://127.0.0.1:24444/')).toBe(
      '[MCSManager Daemon] Status: OK | reference: https://mcsmanager.com/',
    );
    const polling = await on('curl -sS "http://127.0.0.1:24444/socket.io/?EIO=4&transport=polling"');
    expect(polling).toMatch(
      /^0{"sid":"[\w-]{20}","upgrades":\["websocket"\],"pingInterval":5000,"pingTimeout":5000,"maxPayload":100000000}$/,
    );
    expect(await on('curl -sS -o /dev/null -w "%{http_code}" http://127.0.0.1:24444/nothing')).toBe('404');
    expect(await on('ls /opt/mcsmanager/daemon/logs')).toMatch(
      /^\d{4}-\d+-\d+_\d+-\d+-\d+\.log\ncurrent\.log\nsysinfo_\d.*\.log\n$/,
    );
    const inside = await on(
      'sleep 6; group=$(systemctl show -P ControlGroup mcsm-daemon); for pid in $(cat /sys/fs/cgroup$group/cgroup.procs); do cat /proc/$pid/comm; grep -c ":$group\\$" /proc/$pid/cgroup; done; tail -n 1 /opt/mcsmanager/daemon/logs/sysinfo.log',
    );
    expect(inside).toMatch(
      /^node\n1\njava\n1\n\[.*\] \[INFO\] \[Resource Report\] MEM: \d+MB\/\d+MB CPU: \d+% Heap: \d+MB\/\d+MB RSS: \d+MB\n$/,
    );
  });
  it('ends its instance with it when it is stopped', async () => {
    expect(await on('systemctl stop mcsm-daemon; systemctl is-active mcsm-daemon; pgrep -x java')).toBe('inactive\n');
  });
});

describe('daemon-oom-killed, current', () => {
  const { on } = practiceHost({ unit: 'current' });
  it('came back until it had come back too often', async () => {
    expect(await on(state)).toBe(
      [
        'MainPID=0',
        'NRestarts=3',
        'Result=oom-kill',
        'ExecMainStatus=0',
        'ActiveState=failed',
        'SubState=failed',
        '',
      ].join('\n'),
    );
    expect(await on('systemctl show mcsm-daemon -P DropInPaths')).toBe(
      '/etc/systemd/system/mcsm-daemon.service.d/10-limit.conf\n',
    );
    const said = await on('journalctl -u mcsm-daemon -o cat');
    expect(said.match(/killed by the OOM killer/g)).toHaveLength(3);
    expect(said).toContain('mcsm-daemon.service: Start request repeated too quickly.');
    expect(await on('systemctl cat mcsm-daemon')).toMatch(
      /^# \/etc\/systemd\/system\/mcsm-daemon.service\n[^]*Restart=on-failure[^]*\n# \/etc\/systemd\/system\/mcsm-daemon.service.d\/10-limit.conf\n/,
    );
  });
  it('answers as version 4.18.2, with 7439 bytes, once it is started', async () => {
    const page = await on(`systemctl restart mcsm-daemon; ${untilUp}; curl -sS -D- http://127.0.0.1:24444/`);
    const [head = '', body = ''] = page.split('\r\n\r\n');
    expect(head).toContain('Content-Type: text/html; charset=utf-8\r\nContent-Length: 7439\r\n');
    expect(Buffer.byteLength(body)).toBe(7439);
    expect(body).toContain('<title>MCSManager Daemon</title>');
  });
  it('comes back by itself from a SIGKILL, with a count', async () => {
    const killed = await on(
      `kill -9 $(systemctl show -P MainPID mcsm-daemon); sleep 0.5; ${untilUp}; systemctl show mcsm-daemon -p NRestarts -p ActiveState; journalctl -u mcsm-daemon -n 40 -o cat`,
    );
    expect(killed).toMatch(/^NRestarts=1\nActiveState=active\n/);
    expect(killed).toContain('Main process exited, code=killed, status=9/KILL\n');
    expect(killed).toContain("Failed with result 'signal'.\n");
    expect(killed).toContain('Scheduled restart job, restart counter is at 1.\n');
  });
  it('goes on with a new key when global.json is empty', async () => {
    const file = '/opt/mcsmanager/daemon/data/Config/global.json';
    const after = await on(
      `a=$(sha256sum <${file}); : >${file}; systemctl restart mcsm-daemon; ${untilUp}; b=$(sha256sum <${file}); [ "$a" != "$b" ] && echo changed; grep -c '"key": "[0-9a-f]' ${file}`,
    );
    expect(after).toBe('changed\n1\n');
  });
  it('reads drop-ins when it is told to', async () => {
    const done = await on(
      'cd /etc/systemd/system/mcsm-daemon.service.d; printf "[Service]\\nOOMPolicy=continue\\n" >50-x.conf; systemctl show mcsm-daemon -P OOMPolicy -P NeedDaemonReload; systemctl daemon-reload; systemctl show mcsm-daemon -P OOMPolicy -P NeedDaemonReload',
    );
    expect(done).toBe('stop\nyes\ncontinue\nno\n');
  });
});

describe('daemon-hung', () => {
  const { on } = practiceHost({ scenario: 'daemon-hung' });
  it('accepts TCP, answers nothing, and its sysinfo.log is stale, though systemd calls it active', async () => {
    expect(await on(probe)).toBe('rc=28\n');
    expect(await on('ss -Hltn "sport = :24444"')).toMatch(/^LISTEN +[1-9]\d* +511 /);
    expect(await on('systemctl is-active mcsm-daemon')).toBe('active\n');
    expect(await on('find /opt/mcsmanager/daemon/logs/sysinfo.log -mmin +2 | wc -l')).toBe('1\n');
    expect(await on('ps -o stat= -p $(systemctl show -P MainPID mcsm-daemon)')).toMatch(/^T/);
  });
  it('is ended by a restart all the same', async () => {
    expect(await on(`systemctl restart mcsm-daemon; ${untilUp}; ${probe}`)).toMatch(
      /X-Power-by: MCSManager\r\n[^]*rc=0\n$/,
    );
  });
});

describe.each(['2024', 'current'] as const)('port-taken, %s', (unit) => {
  const { on } = practiceHost({ scenario: 'port-taken', unit });
  it('has another process on the port, and a daemon that died of it', async () => {
    expect(await on('systemctl show mcsm-daemon -p Result -p ExecMainStatus -p ActiveState')).toBe(
      'Result=exit-code\nExecMainStatus=1\nActiveState=failed\n',
    );
    expect(await on('journalctl -u mcsm-daemon -o cat')).toMatch(/EADDRINUSE/);
    const pid = /pid=(\d+)/.exec(await on('ss -Hltnp "sport = :24444"'))?.[1];
    expect(pid).toBeDefined();
    expect(await on(`grep -c mcsm-daemon /proc/${pid}/cgroup`)).toBe('0\n');
    expect(await on(probe)).not.toMatch(/x-power-by/i);
  });
  it('recovers once the other process is gone', async () => {
    const freed = "kill $(ss -Hltnp 'sport = :24444' | sed 's/.*pid=\\([0-9]*\\).*/\\1/')";
    expect(await on(`${freed}; systemctl reset-failed; systemctl start mcsm-daemon; ${untilUp}; ${probe}`)).toContain(
      'X-Power-by: MCSManager',
    );
  });
});

describe('disk-full', () => {
  const { on } = practiceHost({ scenario: 'disk-full' });
  it('has no room on /opt, and a daemon that died of it', async () => {
    expect(await on('df --output=pcent /opt | tail -n 1 | tr -dc 0-9')).toBe('100');
    expect(await on('echo x >/opt/x 2>/dev/null; wc -c </opt/x')).toBe('0\n');
    expect(await on('systemctl show mcsm-daemon -p Result -p ActiveState')).toBe(
      'Result=exit-code\nActiveState=failed\n',
    );
    expect(await on('journalctl -u mcsm-daemon -o cat')).toContain('ENOSPC: no space left on device');
  });
  it('recovers once there is room', async () => {
    expect(
      await on(
        `rm /opt/mcsmanager/daemon/data/InstanceData/*/world-backup.tar; systemctl start mcsm-daemon; ${untilUp}; ${probe}`,
      ),
    ).toContain('X-Power-by');
  });
});

describe('healthy', () => {
  const { on } = practiceHost({ scenario: 'healthy' });
  it('runs, and nothing failed', async () => {
    expect(await on('systemctl is-system-running; systemctl is-active mcsm-daemon')).toBe('running\nactive\n');
    expect(await on(probe)).toContain('X-Power-by: MCSManager');
    expect(await on("journalctl -b --no-pager | grep -c 'OOM\\|Failed'")).toBe('0\n');
  });
  it('refuses what it does not know, as systemd does', async () => {
    expect(await on('systemctl start nothing 2>&1; echo $?')).toBe(
      'Failed to start nothing.service: Unit nothing.service not found.\n5\n',
    );
    expect(await on('systemctl show nothing -P LoadState; systemctl is-active nothing; echo $?')).toBe(
      'not-found\ninactive\n3\n',
    );
    expect(await on('systemctl --what 2>&1; echo $?; journalctl --what 2>&1; echo $?')).toMatch(
      /--what'\n1\n[^]*--what'\n1\n/,
    );
  });
});
