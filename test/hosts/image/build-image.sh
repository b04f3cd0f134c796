#!/bin/sh
# build-image.sh FOLDER: makes FOLDER whole or not at all: a Debian 12 root file system, a user-mode Linux kernel with the C
# library it needs, and the keys of the hosts that boot from it. Needs root, mmdebstrap, mke2fs, gcc, patchelf,
# ssh-keygen and apt's archives.
set -eu
here=$(dirname "$(realpath "$0")")
final=$1
work=$final.$$
root=$work/root
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$root"

gcc -shared -fPIC -O2 -o "$work/exit-on-reboot.so" "$here/exit-on-reboot.c"

# The kernel is of a later Debian: with seccomp in place of ptrace (Linux 6.16) a host's processes start more than twice as fast.
mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/apt/parts"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keyring] http://deb.debian.org/debian forky main" > "$work/apt/sources.list"
forky() {
  apt-get -qq -o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts="$work/apt/parts" \
    -o Dir::State::Lists="$work/apt/lists" -o Dir::Cache="$work/apt/cache" -o APT::Architecture=amd64 -o APT::Sandbox::User=root \
    -o Acquire::Retries=3 "$@"
}
forky update
(cd "$work/apt" && forky download user-mode-linux libc6)
for package in "$work/apt"/*.deb; do dpkg-deb -x "$package" "$work/uml"; done
rm -rf "$work/apt"
patchelf --set-interpreter "$final/uml/usr/lib64/ld-linux-x86-64.so.2" --set-rpath "$final/uml/usr/lib/x86_64-linux-gnu" \
  "$work/uml/usr/bin/linux.uml"
ssh-keygen -q -t ed25519 -N '' -C deploy@testhost -f "$work/key"

# libpam-systemd gives each login a cgroup of its own: without it an OOM kill in a login takes sshd with it.
packages=systemd,systemd-sysv,libpam-systemd,udev,dbus,openssh-server,sudo,procps,kmod,iproute2,ca-certificates,\
curl,wget,netcat-openbsd,python3-minimal,nodejs,busybox-static,bash,\
docker.io,docker-compose,iptables,cron,logrotate
# A host has no way out, so what runbooks install comes from an archive of its own.
offered='prometheus prometheus-node-exporter prometheus-process-exporter'
sources=/etc/apt/sources.list.d/debian.sources
[ -r "$sources" ] || sources='deb http://deb.debian.org/debian bookworm main'
mmdebstrap --quiet --mode=root --variant=minbase --include="$packages" \
  --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Retries "3"' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --customize-hook="chroot \"\$1\" apt-get -qq install --yes --download-only --no-install-recommends $offered" \
  --customize-hook='mkdir -p "$1/srv/packages" && mv "$1"/var/cache/apt/archives/*.deb "$1/srv/packages/"' \
  bookworm "$root" "$sources"

(
  cd "$root/srv/packages"
  for package in *.deb; do
    dpkg-deb --field "$package"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$package" "$(stat -c %s "$package")" "$(sha256sum "$package" | cut -c1-64)"
  done > Packages
)
rm -rf "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d/*
echo 'deb [trusted=yes] file:/srv/packages ./' > "$root/etc/apt/sources.list"
chroot "$root" apt-get -qq update

mkdir -p "$root/usr/lib/modules" "$root/var/log/journal"
cp -a "$work"/uml/usr/lib/uml/modules/* "$root/usr/lib/modules/"
: > "$root/etc/fstab"
: > "$root/etc/machine-id"
: > "$root/etc/default/locale"
echo testhost > "$root/etc/hostname"
printf '127.0.0.1 localhost\n127.0.1.1 testhost\n' > "$root/etc/hosts"

chroot "$root" useradd -m -s /bin/bash deploy
echo 'deploy ALL=(ALL) NOPASSWD:ALL' > "$root/etc/sudoers.d/90-deploy"
chmod 440 "$root/etc/sudoers.d/90-deploy"
install -d -m 700 -o 1000 -g 1000 "$root/home/deploy/.ssh"
install -m 600 -o 1000 -g 1000 "$work/key.pub" "$root/home/deploy/.ssh/authorized_keys"
printf 'PasswordAuthentication no\nUseDNS no\nMaxStartups 100\n' > "$root/etc/ssh/sshd_config.d/10-test.conf"
cp "$root/etc/ssh/ssh_host_ed25519_key.pub" "$work/host-key.pub"

install -m 755 "$here/cmdline-setup.sh" "$root/usr/local/sbin/cmdline-setup"
install -m 644 "$here/cmdline-setup.service" "$root/etc/systemd/system/"
chroot "$root" systemctl --quiet enable ssh cmdline-setup
# Docker is started by the tests that need it. This kernel has no iptables, so ports are published by Docker's own proxy.
mkdir -p "$root/etc/docker"
echo '{ "iptables": false, "ip6tables": false }' > "$root/etc/docker/daemon.json"
chroot "$root" systemctl --quiet disable docker.service docker.socket containerd.service
chroot "$root" systemctl --quiet mask apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer e2scrub_reap fstrim.timer \
  dpkg-db-backup.timer systemd-udev-settle systemd-udev-trigger getty@tty1 systemd-pstore systemd-networkd-wait-online \
  modprobe@drm modprobe@efi_pstore modprobe@dm_mod dev-hugepages.mount sys-kernel-debug.mount sys-kernel-tracing.mount \
  systemd-network-generator 2> /dev/null
# Each reload of systemd runs all of these, which is half of its time; there is nothing here for them to find.
mkdir -p "$root/etc/systemd/system-generators"
for generator in cryptsetup debug getty gpt-auto hibernate-resume integritysetup rc-local run system-update sysv veritysetup; do
  ln -s /dev/null "$root/etc/systemd/system-generators/systemd-$generator-generator"
done
# A host that loses its power has nothing to lose.
echo force-unsafe-io > "$root/etc/dpkg/dpkg.cfg.d/unsafe-io"

mke2fs -q -t ext4 -E lazy_itable_init=1 -d "$root" -L root "$work/root.raw" 4G
rm -rf "$root"
mv -T "$work" "$final"
