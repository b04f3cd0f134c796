// What is run on the host to end a spool's processes, and to see that they are gone.
import { quote } from '../quote.ts';
import { processScript } from './processScript.ts';
import { stateFolder } from './stateScript.ts';
import type { StateOptions } from './stateScript.ts';

/**
 * Ends all processes of a spool's script, found by its session or process group: TERM once to each, KILL to those that are left
 * after five seconds. Exit 0 when it looked and nothing is left, 1 when something is, 2 when the state folder is no place to
 * look. A spool that is not there gets an
 * ended one in its place, so that a launch still on its way starts nothing; one that was acknowledged has ended.
 */
export function killScript(spool: string, state: StateOptions): string {
  return `${stateFolder(state)}gr_spool=${quote(spool)}${killing}`;
}

const killing = String.raw`
umask 077
mkdir -p "$gr_state/spool" && cd "$gr_state/spool" || exit 2
if [ ! -d "$gr_spool" ] && [ -e "../ended/$gr_spool" ]; then exit 0; fi
if mkdir "$gr_spool" 2>/dev/null; then
  cd "$gr_spool" && : >out && : >err && printf '%-15s\n' 137 >status
  exit
fi
cd "$gr_spool" || exit 2
${processScript}
# A launcher that is just at work has not noted the process yet; six seconds later nothing starts any more.
gr_tries=0
while [ ! -s pid ] && [ "$gr_tries" -lt 60 ]; do
  if read -r gr_word gr_rest 2>/dev/null <status && [ "$gr_word" != - ]; then break; fi
  gr_tries=$((gr_tries + 1))
  sleep 0.1 2>/dev/null || { gr_tries=$((gr_tries + 9)); sleep 1; }
done
# After a reboot nothing of it can be left.
if read -r gr_pid gr_start gr_bootid 2>/dev/null <pid && [ "$gr_bootid" != "$gr_boot" ]; then exit 0; fi
# Numbers of the living; where there is no script yet, of its supervisor.
gr_living() {
  if read -r gr_session gr_start 2>/dev/null <script; then
    # Its number is not used again while anything of its session lives, so a leader of another age means that all are gone.
    if gr_since "$gr_session" && [ "$gr_started" != "$gr_start" ]; then return; fi
    cat /proc/[0-9]*/stat 2>/dev/null | awk -v session="$gr_session" '
      /^[0-9]+ \(/ { pid = $1 }
      sub(/^.*\) /, "") && (pid == session || $3 == session || $4 == session) && $1 !~ /^[ZX]/ { print pid }'
  elif gr_running; then
    echo "$gr_pid"
  fi
}
gr_told=' '
gr_tries=0
while gr_pids=$(gr_living) && [ "$gr_pids" ]; do
  if [ "$gr_tries" -ge 80 ]; then exit 1; fi
  for gr_pid in $gr_pids; do
    case $gr_told in
    *" $gr_pid "*) if [ "$gr_tries" -ge 50 ]; then kill -KILL "$gr_pid" 2>/dev/null; fi ;;
    *) kill -TERM "$gr_pid" 2>/dev/null; gr_told="$gr_told$gr_pid " ;;
    esac
  done
  gr_tries=$((gr_tries + 1))
  sleep 0.1 2>/dev/null || sleep 1
done
# The supervisor notes the exit, and is the last to go.
while gr_running; do
  if [ "$gr_tries" -ge 110 ]; then exit 1; fi
  gr_tries=$((gr_tries + 1))
  sleep 0.1 2>/dev/null || sleep 1
done
exit 0
`;
