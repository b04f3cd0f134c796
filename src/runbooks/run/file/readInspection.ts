// What the look at a file printed, and how it differs from what is wanted.
import { createTwoFilesPatch } from 'diff';
import type { Observation } from '../Event.ts';
import type { Message } from '../../texts/Message.ts';

export type Inspection =
  | { readonly is: 'same' }
  /** `diff` is a unified diff; modes and owners are in its header. */
  | { readonly is: 'differs'; readonly diff: string }
  | { readonly is: 'refused'; readonly reason: Message };

/** Reads the output of the inspect script. `variables` are those it ran with. */
export function readInspection(observation: Observation, variables: Readonly<Record<string, string>>): Inspection {
  const path = variables['gr_path'] ?? '';
  if (!('code' in observation.exit) || observation.exit.code !== 0) {
    return { is: 'refused', reason: { code: 'run.file.unreadable', args: { path, stderr: observation.stderr } } };
  }
  const end = observation.stdout.indexOf('\n');
  const head = end < 0 ? observation.stdout : observation.stdout.slice(0, end);
  if (head === 'same') return { is: 'same' };
  const [kind = '', mode = '', owner = ''] = head.split(' ');
  if (kind !== 'file' && kind !== 'absent') {
    return { is: 'refused', reason: { code: 'run.file.kind', args: { path, kind } } };
  }
  const absent = variables['gr_absent'] === 'yes';
  const wanted = absent ? '' : (variables['gr_content'] ?? 'x').slice(0, -1);
  const current = kind === 'absent' || end < 0 ? '' : observation.stdout.slice(end + 1);
  const ownerWanted = variables['gr_owner'] === '' ? owner : (variables['gr_owner'] ?? '');
  const diff = createTwoFilesPatch(
    kind === 'absent' ? '/dev/null' : path,
    absent ? '/dev/null' : path,
    // The observation has lost trailing newlines; both sides end alike, so that only real changes show.
    withNewline(current),
    withNewline(wanted),
    kind === 'absent' ? '' : `${mode} ${owner}`,
    absent ? '' : `${variables['gr_mode'] ?? ''} ${ownerWanted}`.trim(),
  );
  return { is: 'differs', diff };
}

function withNewline(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
