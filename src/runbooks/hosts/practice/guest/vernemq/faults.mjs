// What can be made to go wrong on a node while it runs: a fault is on while a file of its name is there.
import { existsSync } from 'node:fs';

/** Where the files go. A person, or a test, touches them. */
export const faultFolder = '/run/practice/vernemq';

/**
 * `version-2`: it is VerneMQ 2 (when it starts) · `storm`: clients reconnect in a storm · `leave-sticks`: queues stay online ·
 * `leave-outlasts`: the command's call times out while the migration goes on · `loses-messages`: half of what is migrated is
 * lost · `join-nothing`: a join says Done and does nothing · `boot-sticks`: it never gets up, but answers pings ·
 * `starts-full`: it is not empty though its data is new · `one-way`: what is published here reaches no other node ·
 * `exchanges`: the same objects are exchanged over and over.
 * @typedef {'version-2' | 'storm' | 'leave-sticks' | 'leave-outlasts' | 'loses-messages' | 'join-nothing' | 'boot-sticks' | 'starts-full' | 'one-way' | 'exchanges'} Fault
 */

/** @param {Fault} fault */
export function isOn(fault) {
  return existsSync(`${faultFolder}/${fault}`);
}
