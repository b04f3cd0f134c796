// Lays out MCSManager's daemon as its installer of September 2024 or of today leaves it, with two game servers.
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { unitFolder } from './unitFile.mjs';

/** @typedef {'2024' | 'current'} Generation */

export const unitName = 'mcsm-daemon.service';
export const daemonFolder = '/opt/mcsmanager/daemon';
/** The game server that starts with the daemon, and the one that does not. */
export const survival = '74cb371ee7364fdf9d18f3792c4d86c0';
export const creative = 'b2f8a6d07c1e4f35a9d0c4e7138b5f62';

/** Where the installer put its own node. */
const node = process.env['PRACTICE_NODE'] ?? '';
const path = `${node.slice(0, -'/node'.length)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;

const units = /** @type {Record<Generation, string>} */ ({
  2024: `[Unit]
Description=MCSManager-Daemon

[Service]
WorkingDirectory=${daemonFolder}
ExecStart=${node} app.js
ExecReload=/bin/kill -s QUIT $MAINPID
ExecStop=/bin/kill -s QUIT $MAINPID
Environment="PATH=${path}"

[Install]
WantedBy=multi-user.target
`,
  current: `[Unit]
Description=MCSManager-Daemon
After=network.target

[Service]
Type=simple
WorkingDirectory=${daemonFolder}
ExecStart=${node} app.js
ExecReload=/bin/kill -s HUP $MAINPID
ExecStop=/bin/kill -s TERM $MAINPID
Restart=on-failure
User=root
Environment=PATH=${path}
Environment=NODE_ENV=production

[Install]
WantedBy=multi-user.target
`,
});

/**
 * @param {Generation} generation
 * @returns {string} the access key
 */
export function install(generation) {
  const key = randomBytes(24).toString('hex');
  for (const folder of [
    'data/Config',
    'data/InstanceConfig',
    'data/TaskConfig',
    'data/InstanceLog',
    'logs',
    `data/InstanceData/${survival}`,
    `data/InstanceData/${creative}`,
  ]) {
    mkdirSync(`${daemonFolder}/${folder}`, { recursive: true });
  }
  cpSync(new URL('daemon.mjs', import.meta.url), `${daemonFolder}/app.js`);
  const version = generation === '2024' ? '4.4.1' : '4.18.2';
  writeFileSync(
    `${daemonFolder}/package.json`,
    JSON.stringify({ name: 'mcsmanager-daemon', version, type: 'module' }, null, 2) + '\n',
  );
  writeFileSync(`${daemonFolder}/data/Config/global.json`, JSON.stringify(configuration(key, generation), null, 4));
  writeFileSync(
    `${daemonFolder}/data/InstanceConfig/global0001.json`,
    JSON.stringify(instance('global0001', '', false), null, 4),
  );
  writeFileSync(
    `${daemonFolder}/data/InstanceConfig/${survival}.json`,
    JSON.stringify(instance('survival', survival, true), null, 4),
  );
  writeFileSync(
    `${daemonFolder}/data/InstanceConfig/${creative}.json`,
    JSON.stringify(instance('creative', creative, false), null, 4),
  );
  writeFileSync(`${unitFolder}/${unitName}`, units[generation]);
  mkdirSync(`${unitFolder}/multi-user.target.wants`, { recursive: true });
  symlinkSync(`${unitFolder}/${unitName}`, `${unitFolder}/multi-user.target.wants/${unitName}`);
  return key;
}

/**
 * @param {string} key
 * @param {Generation} generation
 */
function configuration(key, generation) {
  const common = {
    version: 2,
    ip: '',
    port: 24444,
    prefix: '',
    key,
    maxFileTask: 2,
    maxZipFileSize: 200,
    language: 'en_us',
    defaultInstancePath: '',
  };
  if (generation === '2024') return common;
  return {
    ...common,
    defaultJavaDataPath: '',
    allocatablePortRange: [10010, 65500],
    currentAllocatablePort: 10030,
    portAssignInterval: 5,
    outputBufferSize: 256,
    enableSoftShutdown: true,
    softShutdownSkipDocker: true,
    softShutdownWaitSeconds: 30,
    ssl: false,
    sslPemPath: '',
    sslKeyPath: '',
  };
}

/** @param {string} nickname @param {string} uuid @param {boolean} autoStart */
function instance(nickname, uuid, autoStart) {
  return {
    nickname,
    startCommand: uuid === '' ? '' : 'java -Xmx6G -jar server.jar nogui',
    stopCommand: 'stop',
    cwd: `${daemonFolder}/data/InstanceData/${uuid}`,
    ie: 'utf8',
    oe: 'utf8',
    type: 'minecraft/java',
    tag: [],
    processType: 'general',
    eventTask: { autoStart, autoRestart: false, ignore: true },
    docker: { containerName: '', image: '', ports: [], memory: 0 },
  };
}
