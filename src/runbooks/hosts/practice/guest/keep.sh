#!/bin/sh
# Stands outside the practice host: starts it, and removes its folder when it has ended, however its owner ended.
# usage: keep.sh FOLDER COMMAND...
trap '' HUP INT TERM PIPE
folder=$1
shift
# A shell says so when what it started was killed, which is how this ends.
exec 3>&2 2>/dev/null
"$@" 2>&3 3>&-
code=$?
chmod -R u+rwX "$folder" 2>/dev/null
rm -rf "$folder" 2>/dev/null
exit "$code"
