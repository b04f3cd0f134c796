// What has happened on a node of the played cluster before anybody logs in.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { faultFolder } from './faults.mjs';
import { layOut } from './layOut.mjs';
import { Log } from './Log.mjs';
import { adminSocket, nodeName, unitName } from './nodes.mjs';
import { ask } from './wire.mjs';

/** @typedef {import('../Supervisor.mjs').Supervisor} Supervisor */

const member = process.env['PRACTICE_MEMBER'] === 'b' ? 'b' : 'a';
const takeover = 'got unknown sync event in wait_for_offline state {cleanup,session_taken_over}';

/** @param {string} scenario */
export function prepare(scenario) {
  layOut(member, scenario);
  const log = new Log(false);
  const now = Date.now();
  if (scenario === 'vernemq-storm') {
    writeFileSync(`${faultFolder}/storm`, '');
    if (member === 'a')
      for (let at = 8; at > 0; at--) log.say('error', 'vmq_queue:wait_for_offline:{379,5}', takeover, now - at * 9000);
  }
  if (scenario === 'vernemq-empty-sync' && member === 'b') {
    const [peer, first] = [nodeName('a'), now - 600_000];
    for (let at = first; at < now; at += 6000) {
      log.exchanged(peer, 'meta8', 1, at);
      log.exchanged(peer, 'meta9', 1, at + 900);
    }
  }
}

/** @param {string} scenario @param {Supervisor} supervisor */
export async function play(scenario, supervisor) {
  if (scenario === 'vernemq-peer-down' && member === 'b') return;
  await supervisor.unit(unitName).start();
  while (!(await answers())) await sleep(50);
}

async function answers() {
  const said = await ask({ path: adminSocket }, { words: ['cluster', 'show'] }).catch(() => undefined);
  return said?.code === 0;
}
