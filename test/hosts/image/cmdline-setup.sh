#!/bin/sh
# Sets address and name of this host from its kernel's command line: address=ADDRESS/LENGTH name=NAME.
read -r words < /proc/cmdline
for word in $words; do
  case $word in
    address=*)
      ip link set vec0 up
      ip addr add "${word#address=}" dev vec0
      ;;
    name=*)
      name=${word#name=}
      hostname "$name"
      echo "$name" > /etc/hostname
      sed -i "s/^127\.0\.1\.1.*/127.0.1.1 $name/" /etc/hosts
      ;;
  esac
done
