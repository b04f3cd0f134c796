// Stands in for MCSManager's daemon on a test host: what it answers, logs and does with its instances is what the real 4.18.2
// ("current") and 4.4.1 ("2024") were seen to do. It runs in the daemon's folder; package.json says which of the two it is.
'use strict';
const { spawn } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');

const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
const old = version === '4.4.1';

// Before anything can fail, as in the real one: even a start that dies of a taken port has renamed the logs.
const stamp = (date) =>
  `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}_${date.getHours()}-${date.getMinutes()}-${date.getSeconds()}`;
fs.mkdirSync('logs', { recursive: true });
const now = stamp(new Date());
if (fs.existsSync('logs/current.log')) fs.renameSync('logs/current.log', `logs/${now}.log`);
if (fs.existsSync('logs/sysinfo.log')) fs.renameSync('logs/sysinfo.log', `logs/sysinfo_${now}.log`);
const logFile = fs.openSync('logs/current.log', 'a', 0o600);
const sysinfoFile = fs.openSync('logs/sysinfo.log', 'a', 0o600);

const two = (number) => String(number).padStart(2, '0');
const line = (level, text) => {
  const date = new Date();
  const time = `${two(date.getMonth() + 1)}/${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `[${time}] [${level}] ${text}\n`;
};
// A start that fails leaves an empty current.log: what it says reaches the file only once it listens.
let unwritten = [];
const log = (level, text) => {
  const entry = line(level, text);
  process.stdout.write(entry);
  if (unwritten === undefined) fs.writeSync(logFile, entry);
  else unwritten.push(entry);
};

const configFile = 'data/Config/global.json';
const readConfig = () => {
  const text = fs.readFileSync(configFile, 'utf8');
  if (old) return JSON.parse(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    log('ERROR', `[StorageSubsystem] Failed to parse ${configFile}: ${error.message}. Treating it as missing`);
    const fresh = { version: 2, ip: '', port: 24444, prefix: '', key: randomBytes(24).toString('hex'), ssl: false };
    fs.writeFileSync(configFile, JSON.stringify(fresh, null, 4));
    return fresh;
  }
};
log('INFO', 'All feature modules and permission firewalls have been initialized successfully');
const settings = old ? undefined : readConfig();
process.stdout.write(
  `__  / / /  __ \`/  _ \\_  __ \`__ \\  __ \\_  __ \\                                \n\n + Copyright 2026 MCSManager Dev <https://github.com/MCSManager>\n + Version ${version}\n\n`,
);
const config = settings ?? readConfig();

const head = (text, length) => `${text}${' '.repeat(length - text.length)}`;
const page = old
  ? '[MCSManager Daemon] Status: OK | reference: https://mcsmanager.com/'
  : head('<!DOCTYPE html><html><head><title>MCSManager Daemon</title></head><body></body></html>', 7439);
const shared = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST, GET, PUT, DELETE, OPTIONS',
  'Access-Control-Allow-Headers':
    'Content-Type, Cookie, Accept-Encoding, User-Agent, Host, Referer, X-Requested-With, Accept, Accept-Language, Cache-Control, Connection',
  'X-Power-by': 'MCSManager',
};
const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://daemon');
  const answer = (status, type, body) => {
    const content = { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) };
    response.writeHead(status, status === 200 ? { ...content, ...shared } : { ...shared, ...content });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const prefix = config.prefix ?? '';
  if (url.pathname === `${prefix}/`) answer(200, `${old ? 'text/plain' : 'text/html'}; charset=utf-8`, page);
  else if (prefix !== '' && url.pathname === '/') {
    response.writeHead(302, { Location: `${prefix}/`, 'Content-Length': 0, ...shared });
    response.end();
  } else if (url.pathname === '/socket.io/' && url.searchParams.get('transport') !== 'polling') {
    response.writeHead(400, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' });
    response.end('{"code":0,"message":"Transport unknown"}');
  } else if (url.pathname === '/socket.io/') {
    const limits = old
      ? { pingInterval: 5000, pingTimeout: 5000, maxPayload: 100000000 }
      : { pingInterval: 20000, pingTimeout: 10000, maxPayload: 10000000 };
    const body = `0${JSON.stringify({ sid: `${randomBytes(12).toString('base64url')}AAAA`, upgrades: ['websocket'], ...limits })}`;
    response.writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Content-Type': 'text/plain; charset=UTF-8',
      'Content-Length': body.length,
      'cache-control': 'no-store',
    });
    response.end(body);
  } else answer(404, 'text/plain; charset=utf-8', 'Not Found');
});

const children = new Map();
const start = (uuid, instance) => {
  if (children.has(uuid)) return;
  const argv = instance.startCommand.split(' ');
  log('INFO', '----------------');
  log('INFO', 'Session : Request to start the instance.');
  log('INFO', `Instance UUID: [${uuid}]`);
  log('INFO', `Startup Command: ${JSON.stringify(argv)}`);
  log('INFO', `Working Directory: ${instance.cwd}`);
  log('INFO', 'Try to start the subprocess using the system user, username: ');
  log('INFO', '----------------');
  fs.mkdirSync(instance.cwd, { recursive: true });
  const child = spawn(argv[0], argv.slice(1), {
    cwd: instance.cwd,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: false,
  });
  children.set(uuid, { child, instance });
  child.on('exit', () => children.delete(uuid));
  child.stdin.on('error', () => children.delete(uuid));
  log('INFO', `Instance ${uuid} started with PID: ${child.pid}`);
};

const instances = fs
  .readdirSync('data/InstanceConfig')
  .filter((name) => /^[0-9a-f]{32}\.json$/.test(name))
  .map((name) => [name.slice(0, -5), JSON.parse(fs.readFileSync(`data/InstanceConfig/${name}`, 'utf8'))]);

server.on('error', (error) => {
  log('ERROR', 'HTTP/Socket service startup error, the port may be occupied or the permission is insufficient:');
  process.stderr.write(`${require('node:util').inspect(error)}\n`);
  process.exit(1);
});
log('INFO', 'LANGUAGE: en_us');
log('INFO', 'Welcome to MCSManager Daemon');
log('INFO', `All ${instances.length} instances have been loaded.`);
if (!old) {
  const pty = `${process.cwd()}/lib/pty_linux_x64`;
  try {
    fs.chmodSync(pty, 0o755);
  } catch {
    log('ERROR', `ENOENT: no such file or directory, chmod '${pty}'`);
    log(
      'ERROR',
      'Initialization of some modules failed. Please check whether the files under daemon/lib exist or whether the permissions are normal!',
    );
  }
}
server.listen(config.port, config.ip === '' ? undefined : config.ip, () => {
  for (const entry of unwritten.splice(0)) fs.writeSync(logFile, entry);
  unwritten = undefined;
  log('INFO', '----------------------------');
  log('INFO', 'Daemon process has been successfully started');
  log('INFO', 'Reference Documentation: https://docs.mcsmanager.com/');
  log(
    'INFO',
    old
      ? `Access URL: http://<IP address>:${config.port}/ or ws://<IP address>:${config.port}`
      : `Access URL: http://localhost:${config.port}`,
  );
  log('INFO', 'Configuration File: data/Config/global.json');
  log('INFO', `Access Key: ${config.key}`);
  log('INFO', 'The key is the sole authentication method. Please connect using daemons section of MCSManager panel.');
  log('INFO', 'You can use the Ctrl+C shortcut to close the program');
  log('INFO', '----------------------------');
  instances
    .filter(([, instance]) => instance.eventTask.autoStart)
    .forEach(([uuid, instance], index) =>
      setTimeout(
        () => {
          start(uuid, instance);
          log('INFO', `Automatic start command for instance ${instance.nickname} (${uuid}) has been issued.`);
        },
        5000 * (index + 1),
      ),
    );
});

// What tests want of it is in files that go away when they are read.
const order = (name, obey) =>
  setInterval(() => {
    if (!fs.existsSync(name)) return;
    const words = fs.readFileSync(name, 'utf8').split(/\s+/);
    fs.unlinkSync(name);
    obey(words);
  }, 500);
// The panel's "start" button: these uuids.
order('start-instances', (wanted) => {
  for (const [uuid, instance] of instances) if (wanted.includes(uuid)) start(uuid, instance);
});
// `memory` or `heap`, and how many MB a second; the heap has a limit of its own.
const leaked = [];
order('leak', ([kind, rate = '500']) =>
  setInterval(() => {
    const bytes = (Number(rate || 500) * 2 ** 20) / 20;
    leaked.push(kind === 'heap' ? Array.from({ length: bytes / 8 }, () => Math.random()) : Buffer.alloc(bytes, 1));
  }, 50),
);

const mb = (bytes) => Math.round(bytes / 1024 / 1024);
setInterval(() => {
  const { rss, heapUsed, heapTotal } = process.memoryUsage();
  const memory = `${mb(os.totalmem() - os.freemem())}MB/${mb(os.totalmem())}MB`;
  fs.writeSync(
    sysinfoFile,
    line(
      'INFO',
      `[Resource Report] MEM: ${memory} CPU: 0% Heap: ${mb(heapUsed)}MB/${mb(heapTotal)}MB RSS: ${mb(rss)}MB`,
    ),
  );
}, 5000);

const closeOld = (signal) => {
  log('WARN', `${signal} close process signal detected.`);
  for (const { child } of children.values()) child.kill('SIGKILL');
  process.exit(0);
};
let closing = false;
const close = (signal) => {
  if (closing) return;
  closing = true;
  log('WARN', `Received ${signal} signal from the system, attempting to shut down all instances...`);
  for (const [uuid, { child, instance }] of children) {
    log('INFO', `Stopping ${instance.nickname} (${uuid})...`);
    child.stdin.write(`${instance.stopCommand}\n`);
  }
  const due = Date.now() + 30_000;
  setInterval(() => {
    if (children.size > 0 && Date.now() < due) {
      log('INFO', `${children.size} instance remaining to be shut down, waiting...`);
      return;
    }
    for (const { child } of children.values()) child.kill('SIGKILL');
    log('INFO', 'All instances have been shut down, exiting program...');
    process.exit(0);
  }, 1000);
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'])
  process.on(signal, old ? () => closeOld(signal) : () => close(signal));
process.on('SIGHUP', () => undefined);
