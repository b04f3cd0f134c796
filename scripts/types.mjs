// Type-checks every room by its own tsconfig, since the rooms see different worlds (no DOM in the engine, say).
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { root } from './lib/root.mjs';

const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
// The benchmark is checked along with the tests, whose fixtures it uses.
const rooms = [
  'test',
  'test/webview',
  'scripts',
  'webview',
  ...readdirSync(path.join(root, 'src')).map((room) => `src/${room}`),
].filter((room) => existsSync(path.join(root, room, 'tsconfig.json')));

/**
 * Checks one room; its exit code, with what the compiler said on standard output. The build info makes a second look quick.
 * @param {string} room
 * @returns {Promise<number>}
 */
function check(room) {
  const info = path.join(root, 'node_modules/.cache/types', `${room.replaceAll('/', '-')}.tsbuildinfo`);
  const options = [
    '-p',
    path.join(root, room),
    '--incremental',
    '--tsBuildInfoFile',
    info,
    '--pretty',
    process.stdout.isTTY ? 'true' : 'false',
  ];
  const child = spawn(process.execPath, [compiler, ...options], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** Takes one room after another until none is left. */
async function work() {
  for (let room = rooms.shift(); room !== undefined; room = rooms.shift()) {
    if ((await check(room)) !== 0) process.exitCode = 1;
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
