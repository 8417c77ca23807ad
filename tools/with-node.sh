#!/bin/sh
# Runs a TypeScript file under the pinned Node, after installing what package-lock.json asks for and is not there yet.
# Usage: tools/with-node.sh FILE.ts [ARGUMENT]...
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
node=$here/node_modules/.bin/node
stamp=$here/node_modules/.siegel-installed

if [ ! -x "$node" ] || ! cmp -s "$here/package-lock.json" "$stamp"; then
  if ! command -v npm >/dev/null 2>&1; then
    echo "siegel: npm is not installed. It comes with Node.js 20 or newer: https://nodejs.org/" >&2
    exit 3
  fi
  echo "siegel: installing the packages that package-lock.json names (once, about a minute) ..." >&2
  (cd "$here" && npm install --no-save --no-audit --no-fund --loglevel=error) >&2 || {
    echo "siegel: npm install failed; its messages are above. Run the same command again once the cause is mended." >&2
    exit 3
  }
  cp "$here/package-lock.json" "$stamp"
fi

PATH=$here/node_modules/.bin:$PATH
export PATH
exec "$node" "$@"
