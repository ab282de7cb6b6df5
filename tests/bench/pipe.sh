#!/bin/bash
# How long one photo on a pipe takes, from the start of the command to its last line.
#
#     tests/bench/pipe.sh PHOTO...
#
# Prints for each photo the median, the least and the most of 20 runs in wall-clock seconds.
# CARDCAT: the command to measure (build/bench/cardcat, which tests/bench/run.sh builds).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
command=${CARDCAT:-$root/build/bench/cardcat}
export LC_ALL=C.UTF-8 TIMEFORMAT=%R CARDCAT_MODELS=${CARDCAT_MODELS:-$root/models}
runs=20

if [ $# -eq 0 ] || [ "${1#-}" != "$1" ] || [ ! -x "$command" ]; then
  sed -n 's/^# \?//; 2,7p' "$0" >&2
  exit 2
fi

read_once() {
  "$command" scan --no-save --format json - <"$1" >/dev/null 2>&1
}

for photo; do
  [ -r "$photo" ] || { echo "$photo cannot be read" >&2 && exit 1; }
  for ((i = 0; i < runs; i++)); do
    { time read_once "$photo" || true; } 2>&1
  done | sort -n | awk -v photo="$photo" '
    { second[NR] = $1 }
    END {
      printf "%.2f s  (%.2f to %.2f, %d runs)  %s\n",
        (second[int((NR + 1) / 2)] + second[int(NR / 2) + 1]) / 2, second[1], second[NR], NR, photo
    }'
done
