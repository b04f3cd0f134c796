// Who holds a lease, from the lines with which the host tells it.
import type { LeaseHolder } from '../../HostLeases.ts';

/** What others wrote is only text here; where it is no holder, nobody is named. */
export function readHolder(lines: readonly string[]): LeaseHolder {
  const [now = '', taken = '', since = '', beat = ''] = lines;
  const space = taken.indexOf(' ');
  const told = readJson(taken.slice(space + 1));
  const [, , spool = ''] = beat.trim().split(' ');
  return { token: space < 0 ? taken : taken.slice(0, space), ...(told ?? nobody), spool, ...ages(now, since, beat) };
}

const nobody = { run: '', runbook: '', by: '' };

function readJson(text: string): Pick<LeaseHolder, 'run' | 'runbook' | 'by'> | undefined {
  try {
    const json = JSON.parse(text) as Partial<Record<'run' | 'runbook' | 'by', unknown>> | null;
    const word = (value: unknown): string => (typeof value === 'string' ? value : '');
    return { run: word(json?.run), runbook: word(json?.runbook), by: word(json?.by) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Of a time before the last boot it is only known that it was before it. */
function ages(now: string, since: string, beat: string): Pick<LeaseHolder, 'held' | 'silent'> {
  const [up = '', boot = ''] = now.split(' ');
  const age = (stamp: string): number => {
    const [at = '', bootThen = ''] = stamp.trim().split(' ');
    const seconds = bootThen === boot ? Number(up) - Number(at) : Number(up);
    return Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : 0;
  };
  const held = age(since);
  return { held, silent: beat.trim() === '' ? held : age(beat) };
}
