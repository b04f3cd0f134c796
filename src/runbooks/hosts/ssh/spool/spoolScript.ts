// The host's side of the spool: starts a step at most once, and streams what it prints from any byte to its end.

/** At most this many bytes are sent in one piece. */
const pieceLimit = 1024 * 1024;

/**
 * What is said to a shell after the preamble, `prepareState`, `detachment`, `processScript`, `leaseScript`, `journalScript` and `limitScript`.
 *
 * `gr_launch SPOOL PROGRAM POLL NUMBER TOKEN [KEY TIMES WITHIN TOKEN]` (a lease, or `- -`) and `gr_attach SPOOL POLL OUT ERR` run beside the shell, one at a
 * time, and answer on standard output:
 *   `o N` or `e N`, and then N bytes of stdout or stderr
 *   `cut OUT ERR`: how many bytes at least could not be kept
 *   and last one of `exit STATUS`, `exit timedOut`, `gone`, `absent`, `refused SECONDS…`, `fenced`, `failed CODE`
 *
 * `mkdir` of the spool's folder is the lock: who makes it starts the script, all others only follow. The folder holds
 * `out` `err` (output), `q` `r` (its pipes), `pid` (the supervisor, noted by its launcher), `script` (the script's session)
 * and `status` (the exit's, `-` until it is known).
 */
export const spoolScript = String.raw`
umask 077
# Says the last word; without one, that it went away is said on leaving.
gr_say() { trap - EXIT; echo "$*"; exit; }
gr_launch() {
  (
    trap 'echo gone' EXIT
    cd "$gr_state/spool" || gr_say failed shell.stateUnwritable
    if [ ! -d "$1" ]; then
      if gr_acknowledged "$1"; then exit; fi
      gr_leased "$4" "$5" || gr_say fenced
      if [ $# -gt 5 ]; then gr_reserve "$6" "$7" "$8" "$9" || gr_say "$gr_answer"; fi
      if mkdir "$1"; then
        # Who takes the lease over writes it first and looks for spools then: one of the two sees the other.
        gr_leased "$4" "$5" || { rm -rf "./$1"; gr_say fenced; }
        [ "$4" = - ] || gr_beat "$4" "$1"
        gr_start "$1" "$2" || { rm -rf "./$1"; gr_say failed shell.stateFull; }
      elif [ ! -d "$1" ]; then
        gr_say failed shell.stateFull
      fi
    fi
    gr_follow "$1" "$3" 0 0
  ) 2>/dev/null 9>&- &
}
gr_leased() { [ "$1" = - ] || gr_ours "$1" "$2"; }
# Its end was taken note of, and it is removed.
gr_acknowledged() { [ -e "$gr_state/ended/$1" ]; }
gr_start() {
  { printf '%-15s\n' - >"$1/status" && : >"$1/out" && : >"$1/err" && mkfifo "$1/q" "$1/r" && [ -s "$1/status" ]; } || return 1
  cd "$1" || return 1
  printf '%s' "$2" | gr_poke=$gr/done $gr_detach sh >/dev/null 2>&1 3>&- &
  gr_since "$!" || gr_started=-
  echo "$! $gr_started $gr_boot" >pid
  cd ..
  gr_tick 0.1
}
gr_attach() {
  (
    trap 'echo gone' EXIT
    if ! cd "$gr_state/spool" || [ ! -d "$1" ]; then
      if gr_acknowledged "$1"; then exit; fi
      gr_say absent
    fi
    gr_follow "$@"
  ) 2>/dev/null 9>&- &
}
# Wakes the one who follows, after some seconds or as soon as the supervisor says that it is over.
gr_tick() {
  { sleep "$1" || sleep 1; echo >&3; } 4<&- 5<&- &
  read -r gr_line <&3
  # Once its shell has ended, the folder has another name.
  [ -d "$gr" ] || exit
}
gr_follow() {
  cd "$1" || exit
  # Who made the folder may be just filling it.
  gr_missed=0
  until [ -e err ] || [ "$gr_missed" -ge 20 ]; do gr_missed=$((gr_missed + 1)) && gr_tick 0.1; done
  exec 4<out 5<err
  gr_out=$3 gr_err=$4 gr_missed=0
  gr_skip "$gr_out" <&4
  gr_skip "$gr_err" <&5
  while :; do
    # The state is looked at before the sizes, so that all that came before the end is sent before the end is.
    gr_end=
    gr_ended || gr_running || gr_ended || gr_vanished
    gr_more=
    # shellcheck disable=SC2046 # numbers and names
    if [ -s out ] || [ -s err ]; then gr_sizes $(wc -c out err); else gr_sizes 0 - 0; fi
    gr_send o "$gr_out" "$gr_outsize" <&4
    gr_out=$((gr_out + gr_sent))
    gr_send e "$gr_err" "$gr_errsize" <&5
    gr_err=$((gr_err + gr_sent))
    if [ "$gr_more" ]; then continue; fi
    if [ "$gr_end" ]; then break; fi
    gr_tick "$2"
  done
  if [ -e out.cut ] || [ -e err.cut ]; then echo "cut $(gr_count out.cut) $(gr_count err.cut)"; fi
  gr_say "$gr_end"
}
gr_sizes() { gr_outsize=$1 gr_errsize=$3; }
gr_count() { gr_bytes=0; [ ! -e "$1" ] || read -r gr_bytes <"$1" || gr_bytes=1; echo "$gr_bytes"; }
gr_ended() {
  read -r gr_word <status && [ "$gr_word" != - ] && gr_end="exit $gr_word"
}
# A launcher that is just at work has not noted the process yet.
gr_vanished() {
  gr_missed=$((gr_missed + 1))
  if [ -s pid ] || [ "$gr_missed" -gt 10 ]; then gr_end=gone; else gr_tick 0.3; fi
}
gr_skip() {
  dd bs=65536 skip=$(($1 / 65536)) count=0 2>/dev/null
  if [ $(($1 % 65536)) -gt 0 ]; then dd bs=$(($1 % 65536)) count=1 of=/dev/null 2>/dev/null; fi
}
gr_send() {
  gr_sent=$(($3 - $2))
  if [ "$gr_sent" -le 0 ]; then gr_sent=0; return; fi
  if [ "$gr_sent" -gt ${pieceLimit} ]; then gr_sent=${pieceLimit} gr_more=1; fi
  echo "$1 $gr_sent"
  dd bs="$gr_sent" count=1 2>/dev/null
}
`;
