// Answers, logs and ends like MCSManager's daemon: version 4.4.1 of September 2024 or 4.18.2 of today, by its package.json.
// It is installed as /opt/mcsmanager/daemon/app.js and started there by its unit.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { freemem, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{ uuid: string, nickname: string, startCommand: string, cwd: string, eventTask: { autoStart: boolean } }} Instance */

const { version } = /** @type {{ version: string }} */ (JSON.parse(readFileSync('package.json', 'utf8')));
const modern = version !== '4.4.1';
const configFile = 'data/Config/global.json';
const docs = 'https://docs.mcsmanager.com/';

/** @param {number} value */
const two = (value) => String(value).padStart(2, '0');

/** @param {string} file @param {string} level @param {string} text */
function write(file, level, text) {
  const now = new Date();
  const stamp = `${two(now.getMonth() + 1)}/${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  const line = `[${stamp}] [${level}] ${text}\n`;
  if (file === 'current') process.stdout.write(line);
  appendFileSync(`logs/${file}.log`, line, { mode: 0o600 });
}
/** @param {string} text */
const info = (text) => write('current', 'INFO', text);
/** @param {string} text */
const warn = (text) => write('current', 'WARN', text);
/** @param {string} text */
const error = (text) => write('current', 'ERROR', text);

function turnLogs() {
  mkdirSync('logs', { recursive: true });
  const now = new Date();
  const stamp = `${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}_${now.getHours()}-${now.getMinutes()}-${now.getSeconds()}`;
  if (existsSync('logs/current.log')) renameSync('logs/current.log', `logs/${stamp}.log`);
  if (existsSync('logs/sysinfo.log')) renameSync('logs/sysinfo.log', `logs/sysinfo_${stamp}.log`);
}

/** @returns {{ ip: string, port: number, key: string }} */
function readConfig() {
  const defaults = {
    version: 2,
    ip: '',
    port: 24444,
    prefix: '',
    key: randomBytes(24).toString('hex'),
    language: 'en_us',
  };
  const text = existsSync(configFile) ? readFileSync(configFile, 'utf8') : undefined;
  if (text !== undefined) {
    try {
      return { ...defaults, .../** @type {object} */ (JSON.parse(text)) };
    } catch (problem) {
      // 4.4.1 dies of it; today's daemon goes on with a new key, which is worse.
      if (!modern) throw problem;
      warn(`[StorageSubsystem] Failed to parse ${configFile}. Treating it as missing.`);
    }
  }
  mkdirSync('data/Config', { recursive: true });
  writeFileSync(configFile, JSON.stringify(defaults, null, 4));
  return defaults;
}

/** @returns {Instance[]} */
function readInstances() {
  const folder = 'data/InstanceConfig';
  const files = existsSync(folder)
    ? readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'global0001.json')
    : [];
  return files.map((file) => ({
    uuid: file.slice(0, -5),
    .../** @type {Omit<Instance, 'uuid'>} */ (JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))),
  }));
}

const page = (() => {
  const shell = (/** @type {string} */ filling) =>
    `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>MCSManager Daemon</title></head>\n<body>\n<h1>MCSManager Daemon</h1>\n<p>Status: OK. A simulation, for practice.</p>\n<!--${filling}-->\n</body>\n</html>\n`;
  return shell('-'.repeat(0).padEnd(7439 - shell('').length, ' '));
})();
const root = modern
  ? { type: 'text/html; charset=utf-8', body: page }
  : { type: 'text/plain; charset=utf-8', body: '[MCSManager Daemon] Status: OK | reference: https://mcsmanager.com/' };
const handshake = modern
  ? { pingInterval: 20000, pingTimeout: 10000, maxPayload: 10000000 }
  : { pingInterval: 5000, pingTimeout: 5000, maxPayload: 100000000 };
const shared = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST, GET, PUT, DELETE, OPTIONS',
  'Access-Control-Allow-Headers':
    'Content-Type, Cookie, Accept-Encoding, User-Agent, Host, Referer, X-Requested-With, Accept, Accept-Language, Cache-Control, Connection',
  'X-Power-by': 'MCSManager',
};
let sessions = 0;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const body = request.method === 'HEAD' ? '' : undefined;
  if (url.pathname === '/socket.io/') {
    const polls = url.searchParams.get('transport') === 'polling';
    const sid = randomBytes(12).toString('base64url') + Buffer.from([0, 0, sessions++]).toString('base64url');
    const text = polls
      ? `0${JSON.stringify({ sid, upgrades: ['websocket'], ...handshake })}`
      : JSON.stringify({ code: 0, message: 'Transport unknown' });
    response.writeHead(polls ? 200 : 400, {
      'Access-Control-Allow-Origin': '*',
      'Content-Type': polls ? 'text/plain; charset=UTF-8' : 'application/json',
      'Content-Length': Buffer.byteLength(text),
      ...(polls ? { 'cache-control': 'no-store' } : {}),
    });
    response.end(body ?? text);
  } else if (url.pathname === '/') {
    response.writeHead(200, { 'Content-Type': root.type, 'Content-Length': Buffer.byteLength(root.body), ...shared });
    response.end(body ?? root.body);
  } else {
    response.writeHead(404, { ...shared, 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': 9 });
    response.end(body ?? 'Not Found');
  }
});

/** @type {Map<string, { instance: Instance, child: import('node:child_process').ChildProcess }>} */
const running = new Map();

/** @param {Instance} instance */
function startInstance(instance) {
  const command = instance.startCommand.split(' ');
  info('----------------');
  info('Session : Request to start the instance.');
  info(`Instance UUID: [${instance.uuid}]`);
  info(`Startup Command: ${JSON.stringify(command)}`);
  info(`Working Directory: ${instance.cwd}`);
  info('Try to start the subprocess using the system user, username: ');
  info('----------------');
  mkdirSync(instance.cwd, { recursive: true });
  const child = spawn(command[0] ?? '', command.slice(1), { cwd: instance.cwd, stdio: ['pipe', 'ignore', 'ignore'] });
  child.on('error', (problem) => error(`Instance ${instance.uuid} failed to start: ${problem.message}`));
  child.on('exit', () => {
    running.delete(instance.uuid);
    info(`Instance ${instance.uuid} has exited.`);
  });
  // The instance may end at any moment; 'exit' follows.
  child.stdin.on('error', () => child.stdin.destroy());
  running.set(instance.uuid, { instance, child });
  info(`Instance ${instance.uuid} started with PID: ${child.pid}`);
  info(`Automatic start command for instance ${instance.nickname} (${instance.uuid}) has been issued.`);
}

async function shutDown() {
  for (const { instance, child } of running.values()) {
    info(`Stopping ${instance.nickname} (${instance.uuid})...`);
    child.stdin?.write('stop\n');
  }
  const due = Date.now() + 30_000;
  while (running.size > 0 && Date.now() < due) {
    await sleep(1000);
    if (running.size > 0) info(`${running.size} instance remaining to be shut down, waiting...`);
  }
  for (const { child } of running.values()) child.kill('SIGKILL');
  info('All instances have been shut down, exiting program...');
  process.exit(0);
}

let ending = false;
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGQUIT'])) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    if (modern) {
      warn(`Received ${signal} signal from the system, attempting to shut down all instances...`);
      void shutDown();
      return;
    }
    warn(`${signal} close process signal detected.`);
    for (const { child } of running.values()) child.kill('SIGKILL');
    process.exit(0);
  });
}
process.on('SIGHUP', () => info('Log files have been reopened.'));

turnLogs();
process.stdout.write(` + Copyright 2026 MCSManager Dev <https://github.com/MCSManager>\n + Version ${version}\n\n`);
const config = readConfig();
const instances = readInstances();
info('All feature modules and permission firewalls have been initialized successfully');
info('LANGUAGE: en_us');
info('Welcome to MCSManager Daemon');
info(`All ${instances.length} instances have been loaded.`);
server.on('error', (problem) => {
  error('HTTP/Socket service startup error');
  console.error(problem);
  process.exit(1);
});
server.listen({ port: config.port, ...(config.ip === '' ? {} : { host: config.ip }) }, () => {
  info('----------------------------');
  info('Daemon process has been successfully started');
  info(`Reference Documentation: ${docs}`);
  info(
    modern
      ? `Access URL: http://localhost:${config.port}`
      : `Access URL: http://<IP address>:${config.port}/ or ws://<IP address>:${config.port}`,
  );
  info(`Configuration File: ${configFile}`);
  info(`Access Key: ${config.key}`);
  info('The key is the sole authentication method. Please connect using daemons section of MCSManager panel.');
  info('You can use the Ctrl+C shortcut to close the program');
  info('----------------------------');
  let processor = process.cpuUsage();
  setInterval(() => {
    const { heapUsed, heapTotal, rss } = process.memoryUsage();
    const spent = process.cpuUsage(processor);
    processor = process.cpuUsage();
    const mb = (/** @type {number} */ bytes) => `${Math.round(bytes / 2 ** 20)}MB`;
    const share = Math.round((spent.user + spent.system) / 50_000);
    write(
      'sysinfo',
      'INFO',
      `[Resource Report] MEM: ${mb(totalmem() - freemem())}/${mb(totalmem())} CPU: ${share}% Heap: ${mb(heapUsed)}/${mb(heapTotal)} RSS: ${mb(rss)}`,
    );
  }, 5000);
  instances
    .filter(({ eventTask }) => eventTask.autoStart)
    .forEach((instance, index) => setTimeout(() => startInstance(instance), 5000 * (index + 1)));
});
