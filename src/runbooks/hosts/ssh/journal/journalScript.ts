// The host's side of the copies of journals.

/** So many copies of other runs are kept. */
const keptCopies = 30;

/**
 * What is said after `stateFolder`; each copy is `journals/RUN.jsonl`, for its owner only. `gr_note RUN AT TEXT` appends where the copy ends at
 * that byte, so that asking twice appends once; a new one puts the oldest away. `gr_noted RUN` prints its size.
 */
export const journalScript = String.raw`
gr_noted() {
  if [ -e "$gr_state/journals/$1.jsonl" ]; then wc -c <"$gr_state/journals/$1.jsonl"; else echo 0; fi
}
gr_note() {
  umask 077
  mkdir -p "$gr_state/journals"
  if [ "$2" -eq 0 ]; then
    # shellcheck disable=SC2012 # names of ours
    ls -t "$gr_state/journals" | tail -n +${keptCopies + 1} | while read -r gr_name; do rm -f "$gr_state/journals/$gr_name"; done
  fi
  [ "$(gr_noted "$1")" -ne "$2" ] || printf '%s' "$3" >>"$gr_state/journals/$1.jsonl"
}
`;
