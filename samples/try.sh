#!/bin/bash
# Installs what is missing on a Debian 12 machine, builds cardcat, reads the photos in this folder
# into an address book that is thrown away, and shows the contacts.  Asks nothing.
# BUILD_DIR: where to build (build/release).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
build=${BUILD_DIR:-$root/build/release}
# shellcheck source=tests/packages.sh
. "$root/tests/packages.sh"

install_missing "${build_packages[@]}"
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCARDCAT_TESTS=OFF >/dev/null
cmake --build "$build" --parallel "$(nproc)"

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cardcat() {
  env -i HOME="$home" PATH="$PATH" LANG=C.UTF-8 TERM="${TERM:-dumb}" \
    "$build/cardcat" "$@"
}

echo "cardcat scan --yes samples"
cardcat scan --yes --format text "$root/samples"
echo
echo "cardcat list"
cardcat list
