#!/usr/bin/env bash
# Makes sure that the engine has the images our tests run in, made of Debian packages alone; nothing is pulled.
#
#   images.sh [install]        install: also installs the Debian packages that this takes, those of second-engine.sh, and file systems for engines to fill
#
#   docker-mcp/debian:12       Debian 12 with apt, Python 3.11 (python3, python, pip, venv), Node 18 and npm 10
#   docker-mcp/busybox:1       busybox and nothing else
#   docker-mcp/user-1000:1     the same with the user 1000:1000, and a setuid sleep
#   docker-mcp/apk-stub:1      busybox and a stand-in for Alpine's apk (see apk-stub)
#   docker-mcp/no-shell:1      a sleep, no shell
#
# The engine is DOCKER_HOST's, else /var/run/docker.sock. Root file systems are kept in ${XDG_CACHE_HOME:-~/.cache}/docker-mcp under
# a hash of their recipe (this folder's files), so that the next engine has them in seconds; each image has that hash as a label,
# so that an image of an older recipe is replaced. Prints one line for each image it made.
set -euo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$here/lib.sh"

mode=${1:-}
label=docker-mcp.recipe

# The images: name, root file system (a function root_NAME below), user (-: not said, which is root), command.
images='
docker-mcp/busybox:1    busybox    -          ["sh"]
docker-mcp/user-1000:1  user_1000  1000:1000  ["sh"]
docker-mcp/no-shell:1   no_shell   -          ["/bin/sleep","infinity"]
docker-mcp/apk-stub:1   apk_stub   -          ["sh"]
docker-mcp/debian:12    debian     -          ["bash"]
'

is_current() {
  [ "$(docker image inspect --format "{{index .Config.Labels \"$label\"}}" "$1" 2>/dev/null)" = "$recipe" ]
}

outdated_images() {
  local name root user command
  while read -r name root user command; do
    if [ -n "$name" ] && ! is_current "$name"; then printf '%s %s %s %s\n' "$name" "$root" "$user" "$command"; fi
  done <<<"$images"
}

# Each root_NAME FILE makes a root file system as a tar.

root_debian() {
  mmdebstrap --quiet --variant=apt --include=python-is-python3,python3-pip,python3-venv,nodejs,procps,ca-certificates \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --customize-hook="'$here/npm.sh' \"\$1\" && rm \"\$1/etc/resolv.conf\" \"\$1/etc/hostname\"" \
    bookworm "$1"
}

root_busybox() {
  packed "$1" with_busybox
}

root_user_1000() {
  packed "$1" with_busybox with_user_1000
}

root_apk_stub() {
  packed "$1" with_busybox with_apk_stub
}

root_no_shell() {
  packed "$1" with_sleep
}

# packed FILE STEP…: packs as a tar what the steps, each given the directory, put into an empty one.
packed() {
  local file=$1 root step
  shift
  root=$(mktemp -d -p "$scratch")
  for step; do "$step" "$root"; done
  tar --create --file "$file" --directory "$root" --owner=0 --group=0 --numeric-owner --sort=name .
}

with_busybox() {
  local root=$1 applet
  mkdir -p "$root"/{bin,sbin,usr/bin,usr/sbin,dev,etc,home,proc,root,sys,tmp,var/log,var/tmp}
  chmod 755 "$root"
  chmod 700 "$root/root"
  chmod 1777 "$root/tmp" "$root/var/tmp"
  cp "$(command -v busybox)" "$root/bin/busybox"
  busybox --list-full | while read -r applet; do
    [ -e "$root/$applet" ] || ln -s /bin/busybox "$root/$applet"
  done
  printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'nobody:x:65534:65534:nobody:/:/bin/false' >"$root/etc/passwd"
  printf '%s\n' 'root:x:0:' 'nogroup:x:65534:' >"$root/etc/group"
}

# A new volume over /workspace takes over its mode, so that this user can write there. The setuid sleep may be run and not read.
with_user_1000() {
  install -d -m 1777 "$1/workspace"
  install -d -m 755 "$1/usr/setuid"
  install -m 4711 "$1/bin/busybox" "$1/usr/setuid/sleep"
  printf '%s\n' 'user:x:1000:1000:user:/workspace:/bin/sh' >>"$1/etc/passwd"
  printf '%s\n' 'user:x:1000:' >>"$1/etc/group"
}

with_apk_stub() {
  install -D -m 755 "$here/apk-stub" "$1/sbin/apk"
  install -D -m 644 /dev/null "$1/etc/apk/world"
  install -D -m 666 /dev/null "$1/var/log/apk-stub"
}

with_sleep() {
  chmod 755 "$1"
  install -D -m 755 "$(command -v busybox)" "$1/bin/sleep"
}

# kept ROOT: prints the path of a kept root file system, which it makes where there is none of this recipe.
kept() {
  local file=$cache/$1-$recipe.tar.zst
  if [ ! -e "$file" ]; then
    require_packages "$mode" 'make the images' mmdebstrap debian-archive-keyring busybox-static zstd
    "root_$1" "$scratch/$1.tar" >&2
    zstd --quiet -T0 --force "$scratch/$1.tar" -o "$file.part"
    rm "$scratch/$1.tar"
    find "$cache" -maxdepth 1 -name "$1-*.tar.zst" -delete
    mv "$file.part" "$file"
  fi
  echo "$file"
}

import() {
  local name=$1 root=$2 user=$3 command=$4 file replaced changes
  file=$(kept "$root")
  replaced=$(docker image inspect --format '{{.Id}}' "$name" 2>/dev/null || true)
  require_packages "$mode" 'unpack the images' zstd
  changes=("CMD $command" "LABEL $label=$recipe" 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin')
  if [ "$user" != - ]; then changes+=("USER $user"); fi
  zstd --quiet --decompress --stdout "$file" | docker import "${changes[@]/#/--change=}" - "$name" >/dev/null
  echo "$name: imported"
  # Stays where a container still uses it.
  [ -z "$replaced" ] || docker image rm "$replaced" >/dev/null 2>&1 || true
}

import_all() {
  local name root user command
  while read -r name root user command; do import "$name" "$root" "$user" "$command" </dev/null; done
}

engine_version >/dev/null || die "Tried to reach the Docker engine at $DOCKER_HOST but none answers; start it with $here/engine.sh."
if [ "$mode" = install ]; then require_packages install 'run engines for tests' iproute2 iptables mount docker-registry xfsprogs btrfs-progs e2fsprogs; fi
outdated=$(outdated_images)
[ -n "$outdated" ] || exit 0
mkdir -p "$cache"
only_once
outdated=$(outdated_images)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if [ -n "$outdated" ]; then import_all <<<"$outdated"; fi
