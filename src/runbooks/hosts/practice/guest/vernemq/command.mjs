// The commands `vernemq` and `vmq-admin`, and stand-ins for `mosquitto_pub` and `mosquitto_sub`.
// usage: command.mjs NAME ARGUMENT...
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { isOn } from './faults.mjs';
import { adminSocket, logFolder, nodeName } from './nodes.mjs';
import { mosquitto } from './mosquitto.mjs';
import { ask } from './wire.mjs';

const usage = `Usage: vernemq «command»
where «command» is one of the following:
    { help | start | stop | restart | ping | console | attach
      attach-direct | ertspath | chkconfig | escript | version | getpid
      config { generate | effective | describe VARIABLE } [-l debug]

Run \`vernemq help\` for more detailed information.

`;
const member = process.env['PRACTICE_MEMBER'] === 'b' ? 'b' : 'a';
const silent = `Node '${nodeName(member)}' not responding to pings.\n`;

/** @param {string} text @param {number} [code] */
function say(text, code = 0) {
  process.stdout.write(text);
  return code;
}

/** @param {readonly string[]} words */
async function askNode(words) {
  let code = 1;
  await ask({ path: adminSocket }, { words }, (line) => {
    if (line.text !== undefined) process.stdout.write(line.text);
    if (line.code !== undefined) code = line.code;
  }).catch(() => say(silent));
  return code;
}

/** @param {readonly string[]} words */
function systemctl(words) {
  execFileSync('systemctl', [...words], { stdio: 'ignore' });
}

/** @param {readonly string[]} words */
async function vernemq([command = '', ...rest]) {
  switch (command) {
    case 'version':
      return say(isOn('version-2') ? '2.0.1\n' : '1.13.0\n');
    case 'ping':
      return askNode(['ping', ...rest]);
    case 'getpid': {
      const pid = execFileSync('systemctl', ['show', '-P', 'MainPID', 'vernemq.service'], { encoding: 'utf8' });
      return pid === '0\n' ? say(silent, 1) : say(pid);
    }
    case 'start':
      systemctl(['start', 'vernemq.service']);
      return say(
        '!!!!\n!!!! WARNING: ulimit -n is 1024; 65536 is the recommended minimum.\n!!!!\nvmq_cluster_node_sup\n',
      );
    case 'stop':
      systemctl(['stop', 'vernemq.service']);
      return say('ok\n');
    case 'chkconfig':
      return say('config is OK\n');
    default:
      return say(usage);
  }
}

const [name = '', ...words] = process.argv.slice(2);
// Who asked for what, so that nobody can have asked twice unseen.
if (name === 'vmq-admin' && words[0] === 'cluster') appendFileSync(`${logFolder}/asked.log`, `${words.join(' ')}\n`);
process.exitCode =
  name === 'vernemq'
    ? await vernemq(words)
    : name === 'vmq-admin'
      ? await askNode(words)
      : await mosquitto(name, words);
