#!/usr/bin/env bash
# Runs another Docker engine beside the machine's own, in a network namespace of its own, and takes it away again without a trace.
#
#   second-engine.sh start DIR [--registry] [DOCKERD FLAG…]     starts it, prints its DOCKER_HOST
#   second-engine.sh stop DIR                                    ends it and removes all that it made
#
#   DIR           holds everything of that engine (docker.sock, dockerd.pid, dockerd.log, its data); its path names the engine, so there
#                 can be several; made by start, gone after stop
#   --registry    the engine has Docker Hub's place taken by a registry of its own, with the names of registry.txt: `docker pull
#                 python:3.11-slim` really pulls. The first time takes longer: the registry is filled from images.sh's images, and kept
#                 in its cache
#
# Its containers reach what the machine reaches, through a veth pair and NAT. `start` on an engine whose dockerd was killed starts it
# anew on the same data. Takes root, dockerd, iproute2, iptables, and docker-registry for --registry.
set -euo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$here/lib.sh"

usage() {
  die "Usage: second-engine.sh start DIR [--registry] [DOCKERD FLAG…] | stop DIR"
}

verb=${1:-}
[ -n "${2:-}" ] || usage
dir=$(realpath -m "$2")
shift 2

id=$(printf %s "$dir" | sha256sum | cut -c 1-8)
namespace=docker-mcp-$id
outer=dmcp${id}o
inner=dmcp${id}i
registry=127.0.0.1:5000
patience=60
export DOCKER_HOST=unix://$dir/docker.sock

# inside COMMAND…: runs it in the engine's network, with the machine's own mounts (`ip netns exec` would hide the cgroups).
inside() {
  nsenter --net="/run/netns/$namespace" "$@"
}

# outlive LOG COMMAND…: starts it in the background, as the process $child that holds nothing of the caller's.
outlive() {
  local log=$1
  shift
  setsid "$@" </dev/null >>"$log" 2>&1 9>&- &
  child=$!
}

# answered SECONDS COMMAND…: waits until the command succeeds; fails when $child has ended or the time is over before that.
answered() {
  local seconds=$1
  shift
  wait_until "$seconds" succeeds_or_is_futile "$@" && "$@" >/dev/null 2>&1
}

succeeds_or_is_futile() {
  "$@" || ! kill -0 "$child"
}

# wait_until SECONDS COMMAND…: tries it four times a second; fails when it has not succeeded by then.
wait_until() {
  local tries=$(($1 * 4)) try
  shift
  for ((try = 0; try < tries; try++)); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.25
  done
  return 1
}

# --- network

# routes_to NETWORK: lists the routes to the network or to a part of it, the default one left out.
routes_to() {
  { ip -4 route show table all match "$1" && ip -4 route show table all root "$1"; } | sed '/^default/d'
}

# free_prefix: prints the first three numbers of a network that no route of the machine leads to.
free_prefix() {
  local first third
  for first in 10.213 172.30 192.168; do
    for third in {0..255}; do
      if [ -z "$(routes_to "$first.$third.0/24")" ]; then
        echo "$first.$third"
        return
      fi
    done
  done
  die "Tried to find an unused network for the engine in $dir but routes lead to all of 10.213, 172.30 and 192.168; remove one."
}

# rules ACTION: adds (-I) or removes (-D) what lets the engine's network out and the answers in.
rules() {
  local network
  network=$(cat "$dir/network")
  iptables -w -t nat "$1" POSTROUTING -s "$network" ! -o "$outer" -j MASQUERADE
  iptables -w "$1" FORWARD -i "$outer" -j ACCEPT
  iptables -w "$1" FORWARD -o "$outer" -j ACCEPT
}

make_network() {
  local prefix
  if [ -e "/run/netns/$namespace" ]; then return; fi
  prefix=$(free_prefix)
  ip netns add "$namespace"
  ip link add "$outer" type veth peer name "$inner" netns "$namespace"
  ip addr add "$prefix.1/30" dev "$outer"
  ip link set "$outer" up
  ip -n "$namespace" link set lo up
  ip -n "$namespace" addr add "$prefix.2/30" dev "$inner"
  ip -n "$namespace" link set "$inner" up
  ip -n "$namespace" route add default via "$prefix.1"
  echo 1 >/proc/sys/net/ipv4/ip_forward
  echo "$prefix.0/30" >"$dir/network"
  rules -I
}

remove_network() {
  if [ -e "$dir/network" ]; then rules -D; fi
  if [ -e "/sys/class/net/$outer" ]; then ip link delete "$outer"; fi
  if [ -e "/run/netns/$namespace" ]; then ip netns delete "$namespace"; fi
} 2>/dev/null

# --- engine

# Its mounts are its own and end with it. /run/containerd is hidden from it, or it would use the machine's containerd.
start_engine() {
  mkdir -p /run/containerd
  echo '{}' >"$dir/daemon.json"
  # containerd dies with its dockerd; where nobody reaps it, the next dockerd would wait for it in vain.
  rm -f "$dir/dockerd.pid" "$dir/exec/containerd/containerd.pid"
  # shellcheck disable=SC2016
  outlive "$dir/dockerd.log" nsenter --net="/run/netns/$namespace" unshare --mount --propagation slave \
    sh -c 'mount -t tmpfs tmpfs /run/containerd && exec dockerd "$@"' dockerd \
    --config-file "$dir/daemon.json" --data-root "$dir/data" --exec-root "$dir/exec" --pidfile "$dir/dockerd.pid" \
    --host "$DOCKER_HOST" "$@"
  if ! answered $patience engine_version; then
    tail -n 20 "$dir/dockerd.log" >&2
    die "Tried to start an engine in $dir but it ended, or did not answer within $patience s; its last words are above."
  fi
}

# Containers are killed rather than asked: dockerd would wait ten seconds for each that does not listen.
stop_engine() {
  terminate_dockerd
  kill_containers
  wait_until 20 is_over || true
  kill_rest
}

# is_over: tells whether dockerd has ended.
is_over() {
  ! in_namespace | xargs -r -n 1 -I PID cat /proc/PID/comm 2>/dev/null | grep -qx dockerd
}

in_namespace() {
  if [ -e "/run/netns/$namespace" ]; then ip netns pids "$namespace"; fi
}

# terminate_dockerd: asks the noted process to end, if it still is one of this engine's.
terminate_dockerd() {
  local pid
  [ -e "$dir/dockerd.pid" ] || return 0
  pid=$(cat "$dir/dockerd.pid")
  if in_namespace | grep -qx "$pid"; then kill "$pid" 2>/dev/null || true; fi
}

# kill_rest: ends what still runs in the engine's network: the registry, and what a dockerd that was killed left behind.
kill_rest() {
  local pid
  for pid in $(in_namespace); do kill -KILL "$pid" 2>/dev/null || true; done
  wait_until 5 is_empty || true
}

is_empty() {
  ! in_namespace | grep -q .
}

# containerd notes the first process of each container; with that one all others of it end.
kill_containers() {
  local note container pid
  for note in "$dir"/exec/containerd/daemon/io.containerd.runtime.v2.task/moby/*/init.pid; do
    [ -e "$note" ] || continue
    container=$(basename "$(dirname "$note")")
    # Gone meanwhile, with its container.
    pid=$(cat "$note" 2>/dev/null) || continue
    if grep -q "$container" "/proc/$pid/cgroup" 2>/dev/null; then kill -KILL "$pid" 2>/dev/null || true; fi
  done
}

# --- registry

registry_answers() {
  inside bash -c "</dev/tcp/${registry/://}"
}

start_registry() {
  local content=$cache/registry-$recipe
  if registry_answers 2>/dev/null; then return; fi
  mkdir -p "$content"
  printf '%s\n' 'version: 0.1' 'log: {level: warn, accesslog: {disabled: true}}' "http: {addr: '$registry'}" \
    "storage: {filesystem: {rootdirectory: '$content'}}" >"$dir/registry.yml"
  outlive "$dir/registry.log" nsenter --net="/run/netns/$namespace" docker-registry serve "$dir/registry.yml"
  if ! answered 10 registry_answers; then
    tail -n 20 "$dir/registry.log" >&2
    die "Tried to start a registry at $registry for the engine in $dir but it did not answer; its last words are above."
  fi
}

# fill_registry: pushes the images of registry.txt under their names, once for each recipe and list, and leaves the engine as empty as it was.
fill_registry() {
  local full=$cache/registry-$recipe/full name image
  if cmp -s "$here/registry.txt" "$full"; then return; fi
  find "$cache" -maxdepth 1 -name 'registry-*' ! -name "registry-$recipe" -exec rm -rf {} +
  "$here/images.sh" >&2
  while read -r name image; do
    docker tag "$image" "$registry/$name"
    docker push --quiet "$registry/$name" >/dev/null
  done < <(grep -v '^#' "$here/registry.txt")
  docker image prune --all --force >/dev/null
  cp "$here/registry.txt" "$full"
}

# --- verbs

start() {
  local packages=(iproute2 iptables mount) flags=() flag with_registry=no
  for flag; do
    if [ "$flag" = --registry ]; then with_registry=yes; else flags+=("$flag"); fi
  done
  if [ $with_registry = yes ]; then
    packages+=(docker-registry)
    flags+=(--registry-mirror "http://$registry")
  fi
  command -v dockerd >/dev/null || die "Tried to start an engine in $dir but this machine has no dockerd; install docker.io and repeat."
  require_packages '' 'start a second engine' "${packages[@]}"
  [ ${#dir} -le 66 ] || die "Tried to start an engine in $dir but the path is too long for its sockets; take one of at most 66 characters."
  mkdir -p "$dir"
  if ! is_empty && engine_version >/dev/null; then return; fi
  trap 'trap - EXIT; stop' EXIT
  make_network
  if [ $with_registry = yes ]; then start_registry; fi
  start_engine "${flags[@]}"
  if [ $with_registry = yes ]; then fill_registry; fi
  trap - EXIT
}

stop() {
  stop_engine
  remove_network || true
  rm -rf "$dir"/{data,exec,network,docker.sock,daemon.json,dockerd.pid,dockerd.log,registry.yml,registry.log}
  if [ -d "$dir" ]; then rmdir --ignore-fail-on-non-empty "$dir"; fi
}

[ "$(id -u)" = 0 ] || die "Tried to $verb an engine in $dir but only root may; repeat as root."
only_once
case $verb in
  start)
    start "$@"
    echo "$DOCKER_HOST"
    ;;
  stop) stop ;;
  *) usage ;;
esac
