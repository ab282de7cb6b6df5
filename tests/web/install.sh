#!/bin/bash
# install.sh FOLDER: what the browser tests need from npm, as package-lock.json names it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cp "$here/package.json" "$here/package-lock.json" "$1"
cd "$1"
for try in 1 2 3; do
  npm ci --no-audit --no-fund --loglevel=error </dev/null && exit 0
  echo "npm ci failed ($try)" >&2
  sleep 5
done
echo "The browser tests need playwright-core and axe-core from the npm registry." >&2
exit 1
