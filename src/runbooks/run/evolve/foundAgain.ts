// A launch that was looked for in the host's spool.
import type { RunEventOf } from '../Event.ts';
import type { Launch, RunState } from '../RunState.ts';

/**
 * What a look into the spool says. Absent under the boot id under which it was launched: the script never arrived, so it
 * may be launched. Absent after a restart: the folder itself may have been lost with the crash, so nobody knows.
 */
export function foundAgain(state: RunState, event: RunEventOf<'reattached'>, launch: Launch): Launch | undefined {
  if (event.found === 'followed') return { ...launch, interrupted: false };
  const rebooted = state.hosts[event.host]?.bootId !== launch.bootId;
  if (event.found === 'absent' && !rebooted) return undefined;
  return { ...launch, interrupted: false, unknown: rebooted ? 'rebooted' : 'gone' };
}
