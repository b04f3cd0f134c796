#!/bin/sh
# One command of an SSH session: tells its process group's number on descriptor 3, then becomes what sshd would start.
# usage: session.sh COMMAND, or no COMMAND for a login shell; with PRACTICE_TERMINAL (as stty takes it) on a terminal
echo $$ >&3
exec 3>&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&-
cd 2>/dev/null || cd /
if [ -n "${PRACTICE_TERMINAL-}" ]; then
  size=$PRACTICE_TERMINAL
  unset PRACTICE_TERMINAL
  if [ $# -gt 0 ]; then
    export PRACTICE_COMMAND="$1"
    exec script -qec "stty $size; exec /bin/sh -c \"\$PRACTICE_COMMAND\"" /dev/null
  fi
  exec script -qec "stty $size; cat /etc/motd; exec /bin/sh -i" /dev/null
fi
[ $# -gt 0 ] && exec /bin/sh -c "$1"
exec /bin/sh
