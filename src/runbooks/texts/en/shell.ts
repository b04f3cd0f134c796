// English texts of the way scripts reach a host: shells, sudo, the spool.
export const shell = {
  'shell.nul':
    '“{name}” contains a NUL character, which a shell would drop silently. Remove it from the value and try again.',
  'shell.noShell':
    '{host}: no POSIX shell answers; the login ended ({exit}) and said: {said}. Give the login a shell (chsh -s /bin/sh) and remove a forced command for this key.',
  'shell.noFolder':
    '{host}: no folder for temporary files can be made in any of {folders}. Free space there or correct the permissions.',
  'shell.noPrintf':
    '{host}: its sh has no built-in printf, so scripts could be seen by other users. Make /bin/sh a link to dash, bash or busybox.',
  'shell.noUtilities':
    '{host}: not even mkdir, cat and dd are on the PATH of {login} or in /usr/bin and /bin. Install coreutils (or busybox), or mend what the login’s start files do to PATH.',
  'shell.noSudo': '{host}: sudo is not installed, so {login} can’t become root. Install sudo, or connect as root.',
  'shell.sudoTty':
    '{host}: sudo lets {login} become root only at a terminal (requiretty): {said}. With visudo, add the line: Defaults:{login} !requiretty – or connect as root.',
  'shell.sudoRefused':
    '{host}: sudo does not let {login} become root: {said}. With visudo, add the line: {line} – it lets {login} do everything as root without a password. Or connect as root.',
  'shell.lost': '{host}: the connection went before the host said who it is: {reason}. Try again.',
  'shell.stateForeign':
    'The state folder (or a part of it) is a symbolic link or belongs to another user, so it is not used. Look who made it, move it away, and run this again.',
  'shell.stateUnwritable':
    'The state folder can’t be made or entered. Correct the permissions of its parent folder, or remount the file system for writing.',
  'shell.stateFull':
    'The step’s folder on the host can’t be written: its disk is probably full (or out of inodes). Nothing was started. Free some space, then run this again.',
  'shell.stateMemory':
    'The state folder is in memory (tmpfs), where a reboot would lose what ran. Mount a disk there; as the login, XDG_STATE_HOME may name a folder on a disk.',
  'shell.noDetach':
    'The host has no setsid, so a change would not survive a lost connection. Nothing was started. Install util-linux (or busybox).',
  'shell.noLinger':
    'The host’s logind kills what a session leaves behind (KillUserProcesses=yes), so a change would not survive a lost connection. Nothing was started. Run “loginctl enable-linger” for this login, or become root.',
  'shell.limitLocked':
    'The limit is locked by another launch that does not finish. Nothing was started. If no other run is at work, remove the *.lock and *.breaking files in the folder “limits” of the state folder.',
} as const;
