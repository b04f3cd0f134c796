// The copies of journals on a host, over its probes.
import type { Command } from '../../Host.ts';
import type { HostJournals, KeptJournal } from '../../HostJournals.ts';
import { quote } from '../quote.ts';
import { stateFolder } from '../spool/stateScript.ts';
import type { StateOptions } from '../spool/stateScript.ts';
import { journalScript } from './journalScript.ts';

type Become = Command['become'];

export interface JournalWays {
  /** Runs a script of ours and gives what it printed. */
  readonly ask: (
    script: string,
    become: Become,
  ) => Promise<{ readonly printed: Uint8Array } | { readonly lost: string }>;
  readonly state: (become: Become) => StateOptions;
}

const runName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
/** Below what a probe may print. */
const pieceSize = 512 * 1024;

export function createJournals({ ask, state }: JournalWays): HostJournals {
  const tell = async (
    script: string,
    become: Become,
  ): Promise<{ readonly lines: readonly string[] } | { readonly lost: string }> => {
    const said = await ask(script, become);
    return 'lost' in said ? said : { lines: Buffer.from(said.printed).toString('utf8').split('\n') };
  };
  return {
    async append({ run, become, at, text }, anew = false) {
      const name = quote(checked(run));
      const said = await tell(
        `${stateFolder(state(become))}${journalScript}
${anew ? `rm -f "$gr_state/journals/"${name}.jsonl` : ''}
gr_note ${name} ${String(at)} ${quote(text)}
gr_noted ${name}
`,
        become,
      );
      return 'lost' in said ? said : { size: Number(said.lines[0]) };
    },
    async list(become) {
      const said = await tell(
        `${stateFolder(state(become))}
cd "$gr_state/journals" 2>/dev/null || exit 0
# shellcheck disable=SC2012 # names of ours
ls -t | while read -r gr_name; do echo "$(wc -c <"$gr_name") $gr_name"; done
`,
        become,
      );
      if ('lost' in said) return said;
      const kept = said.lines.flatMap((line): readonly KeptJournal[] => {
        const [, size, run = ''] = /^\s*(\d+) (.+)\.jsonl$/.exec(line) ?? [];
        return runName.test(run) ? [{ run, become, size: Number(size) }] : [];
      });
      return { kept };
    },
    async read({ run, become }, from) {
      const said = await ask(
        `${stateFolder(state(become))}
tail -c +${String(from + 1)} "$gr_state/journals/"${quote(checked(run))}.jsonl 2>/dev/null | head -c ${String(pieceSize)}
`,
        become,
      );
      return 'lost' in said ? said : { bytes: said.printed };
    },
  };
}

/** It becomes a file's name. */
function checked(run: string): string {
  if (!runName.test(run)) throw new RangeError(`not the name of a run: ${run}`);
  return run;
}
