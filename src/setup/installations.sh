#!/usr/bin/env bash
# Makes installations of the built server, one for each fork of the integration tests, whose servers then own different containers and
# do not see each other's.
#
#   installations.sh COUNT [install]   target/installation-1 to -COUNT, each with routes/ and target/docker-mcp.jar
#                                      install: also installs the Debian packages of the registry that the tests pull from
#
# Beside each jar lies docker-mcp.jsa, the JVM's archive of its loaded classes: with it the hundreds of servers that the tests start
# take two thirds of the processor time to come up. Where the JVM makes none they start without.
set -euo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$here/lib.sh"

count=${1:?}
mode=${2:-}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
project=$(cd "$here/../.." && pwd)

# What a server loads for a client that lists the containers and leaves.
session='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"archive","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}
{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"list_containers","arguments":{}}}'

make_installation() {
  local home=$1
  local jar=$home/target/docker-mcp.jar
  rm -rf "$home/routes"
  mkdir -p "$home/target"
  cp -a "$project/routes" "$home/"
  if cmp -s "$project/target/docker-mcp.jar" "$jar" && [ -e "${jar%.jar}.jsa" ]; then return; fi
  rm -rf "${home:?}/target"/*
  cp -a "$project/target/lib" "$home/target/"
  cp "$project/target/docker-mcp.jar" "$jar"
  "$java" -XX:ArchiveClassesAtExit="${jar%.jar}.jsa" -Xmx256m -jar "$jar" <<<"$session" >/dev/null 2>&1 || rm -f "${jar%.jar}.jsa"
}

require_packages "$mode" 'run the integration tests' docker-registry

# Failsafe's second execution adds to this, also to that of an earlier build when the first has no test to run.
rm -f "$project/target/failsafe-reports/failsafe-summary.xml"

made=()
for ((number = 1; number <= count; number++)); do
  make_installation "$project/target/installation-$number" &
  made+=($!)
done
for one in "${made[@]}"; do wait "$one"; done
