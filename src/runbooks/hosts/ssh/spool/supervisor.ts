// The outer sh of a changing step: it owns output, time and exit code, and outlives the connection.
import { quote } from '../quote.ts';
import { processScript } from './processScript.ts';

export interface Supervised {
  /** What the inner sh reads, as `composeBody` makes it. */
  readonly body: string;
  /** Milliseconds after which the script's group is ended. */
  readonly timeout: number;
  /** Tests only: kibibytes of output that are kept at most, both streams together. */
  readonly cap?: number;
}

/** Seconds between TERM and KILL. */
export const killGrace = 5;

/**
 * The program of the outer sh, started in the spool's folder as a session of its own. It waits until its launcher has noted
 * its process id, so that nothing ever runs that can't be found again. The script runs in one more session, therefore
 * neither `kill $$` nor `kill 0` reaches the one that records it.
 *
 * Output goes through a collector for each stream, which may write what the disk can spare (all but 5 % or 64 MiB, whichever
 * is more; `ulimit -f` ends it there) and then only counts, into `out.cut` and `err.cut`. When the script has ended, a child
 * that it left may hold the pipes: it is waited for half a second, then `status` is written, in place, which needs no room on
 * the disk. The TERM at the end stops the timers, and collectors that are left only drain from then on. A timer looks whether
 * the supervisor is still the one with its number before it signals.
 */
export function supervisor({ body, timeout, cap }: Supervised): string {
  return `{ exec </dev/null
gr_waker=$gr_poke
unset gr_poke
${processScript}
gr_n=0
until [ -s pid ]; do
  [ "$gr_n" -lt 50 ] || exit
  gr_n=$((gr_n + 1))
  sleep 0.1 || sleep 1
done
exec 5<>q 6<>r
printf '%s' ${quote(body)} | setsid sh >&5 2>&6 5>&- 6>&- &
gr_pid=$!
gr_started=-
gr_since "$gr_pid"
echo "$gr_pid $gr_started" >script
gr_late=
trap 'gr_late=1; kill -TERM "-$gr_pid" || kill -TERM "$gr_pid"; { sleep ${killGrace}; kill -KILL "-$gr_pid"; } &' ALRM
{ sleep ${timeout / 1000} || sleep ${Math.ceil(timeout / 1000)}; gr_running && kill -ALRM $$; } 5>&- 6>&- &
gr_cap=${cap ?? 0}
${cap === undefined ? freeSpace : ''}
gr_collect() {
  trap : TERM
  ( ulimit -f "$gr_cap"; exec cat <&7 7<&- ) >>"$1" &
  wait "$!"
  case $? in
  0) exit ;;
  143) exec cat <&7 >/dev/null ;;
  esac
  exec wc -c <&7 >"$1.cut"
}
( gr_collect out ) 7<q 5>&- 6>&- &
gr_out=$!
( gr_collect err ) 7<r 5>&- 6>&- &
gr_err=$!
exec 5>&- 6>&-
while :; do
  wait "$gr_pid"
  gr_status=$?
  kill -0 "$gr_pid" || break
done
gr_enough=
trap gr_enough=1 USR1
{ while sleep 0.5 || sleep 1; do gr_running || exit; kill -USR1 $$; done; } &
for gr_one in "$gr_out" "$gr_err"; do [ "$gr_enough" ] || wait "$gr_one"; done
if [ "$gr_late" ]; then
  gr_status=timedOut
  kill -KILL "-$gr_pid"
fi
printf '%-15s\\n' "$gr_status" 1<>status
[ ! -p "$gr_waker" ] || echo 1<>"$gr_waker"
trap '' TERM
kill -TERM 0
}
`;
}

// In kibibytes; `ulimit -f` counts half ones, which halves the room between the two streams.
const freeSpace = `
# shellcheck disable=SC2046 # columns
set -- $(df -Pk .)
gr_keep=$((\${9} / 20 > 65536 ? \${9} / 20 : 65536))
gr_cap=$((\${11} > gr_keep ? \${11} - gr_keep : 0))
`;
