#!/bin/bash
# Nothing is lost, the long form: kills, full disks, ten at once and bad photos, again and again.
#
#     tests/soak.sh [MINUTES [SEED]]      an hour, with a seed of its own
#
# Builds a release, runs the kinds of tests/stress/ in turn with growing seeds, at random moments as
# well as at counted calls, and prints a table of figures.
# Exit status 1 on anything lost, doubled, damaged, crashed, hung or wrong.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
build=${BUILD_DIR:-$root/build/soak}
minutes=${1:-60}
seed=${2:-$RANDOM}

if [[ ! $minutes =~ ^[0-9]+$ || ! $seed =~ ^[0-9]+$ || $# -gt 2 ]]; then
  sed -n 's/^# \?//; 2,8p' "$0" >&2
  exit 2
fi
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release >/dev/null
cmake --build "$build" --target cardcat-command fault >/dev/null
export CARDCAT_BUILD=$build CARDCAT_MODELS=$root/models OMP_THREAD_LIMIT=1
date -u '+%F %H:%M UTC, '"commit $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo none)"
exec nice -n 10 python3 -B "$root/tests/stress/stress.py" all --minutes "$minutes" --seed "$seed"
