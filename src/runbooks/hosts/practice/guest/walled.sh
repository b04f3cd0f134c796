#!/bin/sh
# Runs a command with the capabilities that processes of the practice host may ever have, those of root in an ordinary
# container: without sys_admin nothing is mounted or uncovered, without sys_ptrace process 1 is not taken over.
# usage: walled.sh COMMAND...
exec setpriv --inh-caps=-all \
  --bounding-set=-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+net_raw,+sys_chroot,+audit_write,+setfcap \
  -- "$@"
