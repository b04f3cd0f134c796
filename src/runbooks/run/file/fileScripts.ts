// The fixed POSIX sh scripts of a file step: look, write with a backup, restore. What differs arrives as gr_* variables.

/** Where this login keeps the engine's state, as the spool does. */
const stateFolder = `if [ "$(id -u)" = 0 ]; then gr_state=/var/lib/gated-runbooks; else gr_state=\${XDG_STATE_HOME:-$HOME/.local/state}/gated-runbooks; fi`;

const wanted = `gr_want=$(printf %s "\${gr_content%x}" | sha256sum | cut -c1-64)`;

/** Sets gr_is to one of: absent, symlink, folder, other, file. */
const kind = `if [ -L "$gr_path" ]; then gr_is=symlink
elif [ -d "$gr_path" ]; then gr_is=folder
elif [ -f "$gr_path" ]; then gr_is=file
elif [ -e "$gr_path" ]; then gr_is=other
else gr_is=absent; fi`;

/**
 * Prints `same`, or the kind, mode and owner of what is there, then its content (at most 256 KiB of it) for the diff.
 * `same` is printed only where content, mode, and owner (if one is asked for) are as wanted.
 */
export const inspectFileScript = `set -eu
${kind}
if [ "$gr_is" != file ]; then
  if [ "$gr_is" = absent ] && [ -n "$gr_absent" ]; then echo same; else echo "$gr_is - -"; fi
  exit 0
fi
gr_mode_now=$(stat -c %a "$gr_path"); gr_owner_now=$(stat -c %U:%G "$gr_path")
if [ -z "$gr_absent" ]; then
  ${wanted}
  gr_sum=$(sha256sum < "$gr_path" | cut -c1-64)
  case $gr_owner in *:*) gr_own=$gr_owner_now ;; *) gr_own=\${gr_owner_now%%:*} ;; esac
  if [ "$gr_sum" = "$gr_want" ] && [ "$((0$gr_mode_now))" = "$((0$gr_mode))" ] && { [ -z "$gr_owner" ] || [ "$gr_own" = "$gr_owner" ]; }; then
    echo same; exit 0
  fi
fi
echo "file $gr_mode_now $gr_owner_now"
head -c 262144 "$gr_path"
`;

/** Backs up what is there into the engine's state folder, then replaces it in one move. Fails without having touched it, or has done it whole. */
export const writeFileScript = `( set -eu
${kind}
case $gr_is in file|absent) ;; *) echo "refused: $gr_path is a $gr_is" >&2; exit 73 ;; esac
${stateFolder}
gr_keep=$gr_state/backups/$gr_backup
umask 077
mkdir -p "$gr_state/backups"
if [ ! -d "$gr_keep" ]; then
  rm -rf "$gr_keep.new"; mkdir "$gr_keep.new"
  printf %s "$gr_path" > "$gr_keep.new/path"
  if [ "$gr_is" = file ]; then cp -p "$gr_path" "$gr_keep.new/old"; sha256sum < "$gr_path" | cut -c1-64 > "$gr_keep.new/old.sum"; else : > "$gr_keep.new/was-absent"; fi
  if [ -n "$gr_absent" ]; then echo absent > "$gr_keep.new/new.sum"; else ${wanted}; echo "$gr_want" > "$gr_keep.new/new.sum"; fi
  gr_dir=$(dirname "$gr_path"); : > "$gr_keep.new/parents"
  while [ ! -d "$gr_dir" ]; do printf '%s\\n' "$gr_dir" >> "$gr_keep.new/parents"; gr_dir=$(dirname "$gr_dir"); done
  sync "$gr_keep.new"/* 2>/dev/null || sync
  mv "$gr_keep.new" "$gr_keep"
fi
umask 022
if [ -n "$gr_absent" ]; then rm -f "$gr_path"; exit 0; fi
mkdir -p "$(dirname "$gr_path")"
gr_new=$(mktemp "$(dirname "$gr_path")/.gated-runbooks.XXXXXX")
trap 'rm -f "$gr_new"' EXIT
printf %s "\${gr_content%x}" > "$gr_new"
if [ -n "$gr_owner" ]; then chown "$gr_owner" "$gr_new"; elif [ "$gr_is" = file ]; then chown "$(stat -c %u:%g "$gr_path")" "$gr_new"; fi
chmod "$gr_mode" "$gr_new"
[ "$(sha256sum < "$gr_new" | cut -c1-64)" = "$(cat "$gr_keep/new.sum")" ] || { echo "not written whole: $gr_path" >&2; exit 74; }
sync "$gr_new" 2>/dev/null || sync
mv -f "$gr_new" "$gr_path"
trap - EXIT
) || exit $?
`;

/** Puts back what the backup holds, unless the file is no longer what the step wrote. Without a backup nothing was written. */
export const restoreFileScript = `( set -eu
${stateFolder}
gr_keep=$gr_state/backups/$gr_backup
[ -d "$gr_keep" ] || { echo "nothing was written"; exit 0; }
${kind}
case $gr_is in file) gr_now=$(sha256sum < "$gr_path" | cut -c1-64) ;; absent) gr_now=absent ;; *) echo "refused: $gr_path is a $gr_is now" >&2; exit 73 ;; esac
if [ -e "$gr_keep/was-absent" ]; then gr_old=absent; else gr_old=$(cat "$gr_keep/old.sum"); fi
if [ "$gr_now" != "$gr_old" ] && [ "$gr_now" != "$(cat "$gr_keep/new.sum")" ]; then
  echo "refused: $gr_path was changed since; the backup is $gr_keep/old" >&2; exit 75
fi
if [ "$gr_old" = absent ]; then
  rm -f "$gr_path"
  while IFS= read -r gr_dir; do rmdir "$gr_dir" 2>/dev/null || :; done < "$gr_keep/parents"
else
  mkdir -p "$(dirname "$gr_path")"
  gr_new=$(mktemp "$(dirname "$gr_path")/.gated-runbooks.XXXXXX")
  trap 'rm -f "$gr_new"' EXIT
  cp -p "$gr_keep/old" "$gr_new"
  [ "$(sha256sum < "$gr_new" | cut -c1-64)" = "$gr_old" ] || { echo "the backup is damaged: $gr_keep/old" >&2; exit 74; }
  mv -f "$gr_new" "$gr_path"
  trap - EXIT
fi
) || exit $?
`;
