# shellcheck shell=bash
# What the scripts of this folder share. Sourced, never run.
#
# Sets DOCKER_HOST to the engine's socket where the caller has not, so that every `docker` command of a script means the same engine.

export DOCKER_HOST=${DOCKER_HOST:-unix:///var/run/docker.sock}

# Where root file systems and the registry's content are kept, and the hash of what they are made by.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/docker-mcp
recipe=$(cat "$(dirname "${BASH_SOURCE[0]}")"/{images.sh,npm.sh,npm.txt,apk-stub} | sha256sum | cut -c 1-16)
export cache recipe

# die SENTENCE: ends the script with one sentence on stderr.
die() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 1
}

# engine_version: prints the version of the engine at DOCKER_HOST; fails when none answers within ten seconds.
engine_version() {
  command -v docker >/dev/null && timeout 10 docker version --format '{{.Server.Version}}' 2>/dev/null
}

# only_once: waits until no other run of this script is under way, and keeps others waiting until this one ends.
# A process that is to outlive the script must be started with 9>&-.
only_once() {
  exec 9<"$0"
  flock 9
}

# as_root COMMAND…: runs it as root, by sudo where the caller is someone else.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# refuse_unless_installable WHAT: ends the script where Debian's packages cannot be installed.
refuse_unless_installable() {
  command -v apt-get >/dev/null ||
    die "Tried to install $1 but this machine has no apt-get; install it in this system's own way and repeat."
  as_root true 2>/dev/null ||
    die "Tried to install $1 but neither root nor sudo without a password is available; install it with 'apt-get install $1' and repeat."
}

# install_packages PACKAGE…: installs Debian packages, quietly unless that fails.
install_packages() {
  refuse_unless_installable "$*"
  local log
  log=$(mktemp)
  # An index that cannot be read is no failure while the packages can be had from the others.
  if ! { as_root apt-get -q update || true
         as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "$@"; } >"$log" 2>&1 </dev/null 9>&-; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    die "Tried to install $* but apt-get failed as shown above; fix its sources or its network and repeat."
  fi
  rm -f "$log"
}

# is_installed PACKAGE: tells whether the command of that name is there, or else Debian's package.
is_installed() {
  command -v "$1" >/dev/null || [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# require_packages MODE PURPOSE PACKAGE…: makes sure that Debian packages are there, installing them only in the mode "install".
require_packages() {
  local mode=$1 purpose=$2 package missing=()
  shift 2
  for package; do
    is_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  [ "$mode" = install ] ||
    die "Tried to $purpose but these Debian packages are missing: ${missing[*]}; install them with apt-get, or repeat the command with -Dengine=install."
  install_packages "${missing[@]}"
}
