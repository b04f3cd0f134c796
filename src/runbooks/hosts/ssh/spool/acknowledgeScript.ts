// What is run on the host to remove a spool that is safely in the journal.
import { quote } from '../quote.ts';
import { processScript } from './processScript.ts';
import { stateFolder } from './stateScript.ts';
import type { StateOptions } from './stateScript.ts';

/**
 * Moves a spool out of the way in one step and then removes it, with at most twenty that an earlier removal left half-way. One
 * whose supervisor still runs is left alone. An empty file stays in `ended` for a quarter of a year: whoever comes with a
 * journal that does not know of the end (a copy, a disk that lost what it had promised to keep) must not start it again.
 */
export function acknowledgeScript(spool: string, state: StateOptions): string {
  return `${stateFolder(state)}gr_spool=${quote(spool)}${removing}`;
}

const removing = String.raw`
cd "$gr_state/spool/$gr_spool" 2>/dev/null || exit 0
${processScript}
if read -r gr_word gr_rest <status && [ "$gr_word" = - ] && gr_running; then exit 0; fi
cd "$gr_state" || exit
: >"ended/$gr_spool" || exit
rm -rf "done/$gr_spool"
mv "spool/$gr_spool" done/ || exit
gr_count=0
for gr_file in done/*; do
  if [ "$gr_count" -ge 20 ]; then break; fi
  gr_count=$((gr_count + 1))
  rm -rf "./$gr_file"
done
find ended -type f -mtime +90 -exec rm -f {} +
`;
