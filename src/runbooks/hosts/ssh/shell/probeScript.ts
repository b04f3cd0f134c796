// The host's side of probes: many at once in one persistent sh, each on its own, one writer for all results.

/** At most this many bytes of each stream of a probe are kept by its reader; the host sends one more, which tells that it was cut. */
export const probeOutputLimit = 1024 * 1024;

/** After this many seconds a group that was asked to end is killed, and a second later given up. */
export const killGrace = 2;

/**
 * What is said to a shell after the preamble.
 *
 * `gr_start ID MARK BODY [pipes]` runs a body at once, whatever else is running. Its output goes to files of its own, so
 * nobody who keeps them open can delay or disturb a result; what it leaves behind in its process group is killed. A script
 * that opens /dev/stdout or /dev/stderr by name would truncate such a file, therefore it gets pipes (and waits for all
 * who hold them). Its files may grow to 64 MiB (`ulimit -f`, which it can raise): a runaway must not fill the memory.
 *
 * `gr_stop ID MARK` ends a body's process group.
 *
 * The emitter is the only writer on standard output. A result is `ID STATUS\n`, stdout, MARK, stderr, MARK, `\n`, in the
 * order in which they end; the status `-` says that it could not be killed. MARK is random and known to no script.
 */
export const probeScript = `
gr_start() {
  (
    # shellcheck disable=SC3045 # dash, bash and busybox have it; others go without
    ulimit -S -f 131072
    gr_collectors=
    if [ "\${4-}" ]; then
      mkfifo "$gr/x$1" "$gr/y$1"
      cat <"$gr/x$1" >"$gr/o$1" &
      gr_collectors=$!
      cat <"$gr/y$1" >"$gr/e$1" &
      gr_collectors="$gr_collectors $!"
      printf '%s' "$3" | $gr_setsid sh >"$gr/x$1" 2>"$gr/y$1" &
    else
      printf '%s' "$3" | $gr_setsid sh >>"$gr/o$1" 2>>"$gr/e$1" &
    fi
    gr_pid=$!
    echo "$gr_pid" >"$gr/p$1" || kill -KILL "$gr_group$gr_pid" || kill -KILL "$gr_pid"
    wait "$gr_pid"
    gr_status=$?
    [ -z "$gr_group" ] || kill -KILL "-$gr_pid"
    # shellcheck disable=SC2086 # a list of numbers
    [ -z "$gr_collectors" ] || wait $gr_collectors
    : >"$gr/p$1"
    echo "$1 $2 $gr_status" 1<>"$gr/done"
  ) </dev/null >/dev/null 2>&1 3>&- 9>&- &
}
gr_stop() {
  (
    for gr_try in 1 2 3; do [ -e "$gr/p$1" ] || sleep 1; done
    read -r gr_pid <"$gr/p$1" && [ -n "$gr_pid" ] || exit
    kill -TERM "$gr_group$gr_pid"
    sleep ${killGrace}
    [ -s "$gr/p$1" ] || exit
    kill -KILL "$gr_group$gr_pid"
    sleep 1
    [ -s "$gr/p$1" ] || exit
    echo "$1 $2 -" 1<>"$gr/done"
  ) </dev/null >/dev/null 2>&1 3>&- 9>&- &
}
(
  while read -r gr_id gr_mark gr_status; do
    printf '%s %s\\n' "$gr_id" "$gr_status"
    [ ! -s "$gr/o$gr_id" ] || head -c ${probeOutputLimit + 1} "$gr/o$gr_id"
    printf '%s' "$gr_mark"
    [ ! -s "$gr/e$gr_id" ] || head -c ${probeOutputLimit + 1} "$gr/e$gr_id"
    printf '%s\\n' "$gr_mark"
    rm -f "$gr/o$gr_id" "$gr/e$gr_id" "$gr/p$gr_id" "$gr/x$gr_id" "$gr/y$gr_id" &
  done
) <&3 2>/dev/null 9>&- &
echo "$!" >"$gr/k.emitter"
`;
