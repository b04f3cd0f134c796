// What is run on the host to take its lease.
import type { LeaseRequest } from '../../HostLeases.ts';
import { quote } from '../quote.ts';
import { processScript } from '../spool/processScript.ts';
import { prepareState } from '../spool/stateScript.ts';
import type { StateOptions } from '../spool/stateScript.ts';
import { leaseScript } from './leaseScript.ts';
import { tellScript } from './tellScript.ts';

/** Longer names than this are cut: they are only for showing. */
const longestName = 300;

/**
 * Makes the state folder where it is not there, then takes the lease where it is free, its own already, or the one named by `over`. Prints
 * `taken NUMBER` and a line `spool NAME` for each step of another run that is still at work; or whose it is, as `gr_tell`; or
 * `failed CODE`. At most twenty spools that ended a month ago and that nobody asked for are put away.
 */
export function takeScript({ token, run, runbook, by, over = '' }: LeaseRequest, state: StateOptions): string {
  const holder = JSON.stringify({ run, runbook: runbook.slice(0, longestName), by: by.slice(0, longestName) });
  return `gr_fail() { echo "failed $1"; exit; }
${prepareState(state)}${processScript}${leaseScript}${tellScript}
gr_token=${quote(token)} gr_over=${quote(over)} gr_run=${quote(run)} gr_holder=${quote(holder)}
${taking}`;
}

const taking = String.raw`
mkdir -p "$gr_leases" || gr_fail shell.stateUnwritable
# A folder that a launcher is just filling has no process noted yet.
gr_at_work() {
  if read -r gr_word gr_rest 2>/dev/null <status && [ "$gr_word" != - ]; then return 1; fi
  gr_running || { [ ! -s pid ] && [ "$(find . -prune -mmin -1 2>/dev/null)" ]; }
}
gr_told() {
  echo "taken $gr_number"
  cd "$gr_state/spool" || exit
  gr_old=0
  for gr_spool in *; do
    case $gr_spool in "$gr_run".* | '*') continue ;; esac
    if ( cd "$gr_spool" 2>/dev/null && gr_at_work ); then
      echo "spool $gr_spool"
    elif [ "$gr_old" -lt 20 ] && [ "$(find "$gr_spool" -prune -mtime +30 2>/dev/null)" ]; then
      gr_old=$((gr_old + 1))
      : >"../ended/$gr_spool" && rm -rf "../done/$gr_spool" && mv "$gr_spool" ../done/ && rm -rf "../done/$gr_spool"
    fi
  done
  exit
}
gr_draft=$gr_leases/draft.$gr_token
gr_tries=0
while [ "$gr_tries" -lt 20 ]; do
  gr_tries=$((gr_tries + 1))
  gr_last
  if [ -s "$gr_leases/$gr_number" ]; then
    read -r gr_word gr_rest <"$gr_leases/$gr_number" || continue
    if [ "$gr_word" = "$gr_token" ]; then gr_beat "$gr_number" ''; gr_told; fi
    if [ "$gr_word" != "$gr_over" ]; then gr_tell; exit; fi
  fi
  gr_uptime
  printf '%s\n%s\n' "$gr_token $gr_holder" "$gr_up $gr_boot" >"$gr_draft" || { rm -f "$gr_draft"; gr_fail shell.stateFull; }
  gr_mine=$((gr_number + 1)) gr_linked=
  if ln "$gr_draft" "$gr_leases/$gr_mine" 2>/dev/null; then gr_linked=1; fi
  rm -f "$gr_draft"
  if [ -z "$gr_linked" ]; then
    gr_last
    [ "$gr_number" -ge "$gr_mine" ] || gr_fail shell.stateUnwritable
    continue
  fi
  gr_beat "$gr_mine" ''
  for gr_file in "$gr_leases"/[0-9]*; do
    gr_name=${'${gr_file##*/}'}
    gr_name=${'${gr_name%.beat}'}
    case $gr_name in *[!0-9]*) continue ;; esac
    if [ "$gr_name" -lt "$gr_mine" ]; then rm -f "$gr_file"; fi
  done
  gr_number=$gr_mine
  gr_told
done
gr_fail shell.stateUnwritable
`;
