#!/bin/bash
# Installs what is missing on a Debian 12 machine, builds cardcat, runs every test.
# Asks nothing.  BUILD_DIR: where to build (build/suite).  Arguments go to ctest: -R '^lint/'.
# Its last lines are ctest's: how many tests ran, how many failed; its exit status is ctest's.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
build=${BUILD_DIR:-$root/build/suite}
jobs=$(nproc)
# shellcheck source=tests/packages.sh
. "$root/tests/packages.sh"

install_missing "${build_packages[@]}" "${test_packages[@]}"
installed=$SECONDS
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DCARDCAT_SANITIZED_TESTS=ON
cmake --build "$build" --parallel "$jobs"
tests=$((jobs + 1)) # a test with a browser or a terminal often waits
echo "Installed in $installed s, built in $((SECONDS - installed)) s; testing, $tests at a time."
cd "$build"
exec ctest --no-tests=error --output-on-failure --parallel "$tests" "$@" </dev/null
