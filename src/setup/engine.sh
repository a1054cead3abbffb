#!/usr/bin/env bash
# Makes sure that a Docker engine answers, and prints its version in one line.
#
#   engine.sh [install]        install: where none answers, installs Debian's docker.io and starts it
#
# The engine is DOCKER_HOST's, else /var/run/docker.sock. Without systemd the engine is started as a process of its own that outlives
# the caller and holds none of its streams; it writes to /var/log/docker-mcp-dockerd.log.
set -euo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$here/lib.sh"

mode=${1:-}
log=/var/log/docker-mcp-dockerd.log
patience=60

report_and_exit_if_it_answers() {
  local version
  if version=$(engine_version); then
    echo "Docker $version answers at $DOCKER_HOST."
    exit 0
  fi
}

explain_a_missing_client() {
  command -v docker >/dev/null ||
    die "Tried to reach a Docker engine at $DOCKER_HOST but there is no docker command; install Debian's docker-cli (before Debian 13: docker.io)$1."
}

refuse_a_foreign_host() {
  case $DOCKER_HOST in
    unix:///var/run/docker.sock | unix:///run/docker.sock) ;;
    *)
      explain_a_missing_client ''
      die "Tried to reach the Docker engine that DOCKER_HOST names, $DOCKER_HOST, but none answers; start that engine, or unset DOCKER_HOST to have one installed here."
      ;;
  esac
}

install_engine() {
  command -v dockerd >/dev/null || install_packages docker.io ca-certificates iptables
  # From Debian 13 on the client is a package of its own.
  command -v docker >/dev/null || install_packages docker-cli
}

# What an engine leaves that was killed with its machine: dockerd takes any process with the number there for its own, and gives up.
forget_dead_engine() {
  as_root rm -f /var/run/docker.pid
  pidof containerd >/dev/null || as_root rm -f /var/run/docker/containerd/containerd.pid
}

start_engine() {
  if [ -d /run/systemd/system ]; then
    as_root systemctl start docker
  elif ! pidof dockerd >/dev/null; then
    forget_dead_engine
    as_root setsid --fork sh -c "exec dockerd </dev/null >>$log 2>&1 9>&-"
  fi
}

wait_for_engine() {
  local second
  for ((second = 0; second < patience; second++)); do
    report_and_exit_if_it_answers
    if ((second > 3)) && ! pidof dockerd >/dev/null; then return; fi
    sleep 1
  done
}

show_log() {
  if [ -d /run/systemd/system ]; then
    as_root journalctl --unit docker --lines 20 --no-pager
  else
    as_root tail -n 20 "$log"
  fi >&2 || true
}

explain_a_closed_socket() {
  local socket=${DOCKER_HOST#unix://}
  if [ -S "$socket" ] && [ ! -w "$socket" ]; then
    die "Tried to reach the Docker engine at $DOCKER_HOST but $(id -un) may not open it; join the group $(stat -L -c %G "$socket") and log in again."
  fi
}

report_and_exit_if_it_answers
explain_a_closed_socket
[ "$mode" = install ] || explain_a_missing_client ', or repeat the command with -Dengine=install'
[ "$mode" = install ] ||
  die "Tried to reach a Docker engine at $DOCKER_HOST but none answers; start Docker, or repeat the command with -Dengine=install, which installs Debian's docker.io."
refuse_a_foreign_host
refuse_unless_installable docker.io

only_once
report_and_exit_if_it_answers
install_engine
start_engine
wait_for_engine
explain_a_closed_socket
show_log
die "Tried to start dockerd but it ended, or did not answer at $DOCKER_HOST within $patience s; its last words are above."
