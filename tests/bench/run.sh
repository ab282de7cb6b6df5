#!/bin/bash
# What reading costs, against what Tesseract's own command costs on the same cards.
#
#     tests/bench/run.sh FOLDER... [--jobs N] [--photos N] [--language NAME]
#
# FOLDER: photos of cards; a row of the table for each.
# --jobs: workers of the run that is compared with one worker (2).
# --photos: only the first N.  --language: Tesseract's model, for both sides; without it
# cardcat reads with all its defaults, and Tesseract with the first of cardcat's models.
# Everything is measured in this one run on a clean release build; README.md says how.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD_DIR:-$root/build/bench}
export OMP_THREAD_LIMIT=1 LC_ALL=C.UTF-8 TIMEFORMAT='%R %U %S'
export CARDCAT_MODELS=$root/models

usage() {
  sed -n 's/^# \?//; 2,10p' "$0" >&2
  exit 2
}

# first_photos N FOLDER INTO: links to the first N photos, by name.
first_photos() {
  find "$(realpath "$2")" -type f -regextype posix-extended \
    -iregex '.*\.(jpe?g|png|webp|tiff?|heic|bmp)' | sort | awk -v n="$1" 'NR <= n || n == 0' |
    xargs -d '\n' ln -s -t "$3" --
}

scan() {
  "$build/cardcat" scan --no-save --format json "${asked[@]}" --jobs "$1" "$photos" \
    "${@:2}" 2>>"$work/errors" || [ $? -eq 1 ] || { tail -3 "$work/errors" >&2 && exit 1; }
}

# timed NAME COMMAND...: "wall user system" seconds of it and its children to $work/NAME.time.
timed() {
  local name=$1
  shift
  { time "$@" >"$work/$name.out" 2>>"$work/errors"; } 2>"$work/$name.time"
}

# What a script does: the photos as they are, one after the other, in whatever state the text is.
script() {
  local photo
  for photo in "$photos"/*; do
    tesseract "$photo" "$work/text" --psm 3 -l "$language" || true # of some formats it reads none
  done
}

# The largest private memory of any worker, in MB, while JOBS workers read: what it has beyond the
# models, whose pages it shares with the helper that forked it.
worker_memory() {
  local worker parent
  "$build/cardcat" scan --no-save --format json "${asked[@]}" --jobs "$1" "$photos" \
    >"$work/memory.out" 2>>"$work/errors" &
  parent=$!
  while kill -0 "$parent" 2>/dev/null; do
    for worker in $(pgrep -P "$(pgrep -d , -P "$parent")" 2>/dev/null); do
      awk '/^Private_/ {kb += $2} END {print kb / 1024}' "/proc/$worker/smaps_rollup" 2>/dev/null ||
        true # it has just ended
    done
    sleep 0.02
  done | sort -n | tail -1
}

# measure FOLDER: its row of the table.
measure() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  photos=$work/photos
  mkdir "$photos" "$work/kept"
  first_photos "$count" "$1" "$photos"

  scan 1 --keep "$work/kept" >/dev/null
  find "$work/kept" -name '*-upright.ppm' | sort >"$work/list"
  timed one scan 1
  timed many scan "$jobs"
  cmp -s "$work/one.out" "$work/many.out" && same=yes || same=no
  timed tesseract tesseract "$work/list" "$work/text" --psm 3 -l "$language"
  timed script script
  floor=$(xargs -d '\n' -a "$work/list" "$build/tests/bench_text" "${asked[@]/--language/-l}" \
    2>&1 >/dev/null | sed -n 's/.* floor \([0-9.]*\);.*/\1/p')
  memory=$(worker_memory "$jobs")

  awk -v cards="$(wc -l <"$work/one.out")" -v flat="$(wc -l <"$work/list")" -v floor="$floor" \
    -v photos="$(find "$photos" -type l | wc -l)" -v memory="$memory" -v same="$same" \
    -v name="$(basename "$1")" '
    FNR == 1 { file++; wall[file] = $1; cpu[file] = $2 + $3 }
    END {
      ours = cpu[1] / cards; theirs = cpu[3] / flat
      photo = cpu[1] / photos; scripted = cpu[4] / photos
      printf "| %s | %d | %d | %.3f | %.3f ", name, photos, cards, ours, theirs
      printf "| %.2f | %.3f | %.3f | %.2f ", ours / theirs, photo, scripted, photo / scripted
      printf "| %.3f | %.2f | %.2f | %.2f | %.2f | %s | %.0f |\n", floor, ours / floor,
        cards / wall[1], cards / wall[2], wall[1] / wall[2], same, memory
    }' "$work/one.time" "$work/many.time" "$work/tesseract.time" "$work/script.time"
  rm -rf "$work"
}

jobs=2 count=0 language='' folders=()
while [ $# -gt 0 ]; do
  case $1 in
    --jobs) jobs=${2:?} && shift ;;
    --photos) count=${2:?} && shift ;;
    --language) language=${2:?} && shift ;;
    -*) usage ;;
    *) [ -d "$1" ] || usage
       folders+=("$1") ;;
  esac
  shift
done
[ ${#folders[@]} -gt 0 ] || usage
if ! command -v tesseract >/dev/null; then
  echo "tesseract is missing: apt install tesseract-ocr" >&2
  exit 3
fi

cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCARDCAT_TESTS=ON >/dev/null
cmake --build "$build" --target cardcat-command bench_text >/dev/null
asked=()
if [ "$language" ]; then
  asked=(--language "$language")
else
  language=$("$build/cardcat" doctor | sed -n 's/^ok\t.*Tesseract .* with //p')
fi
columns=("photos of" photos cards "cardcat, CPU s a card" tesseract ratio
  "cardcat, CPU s a photo" script "ratio to it" floor "ratio to it"
  "cards a second" "with $jobs" gain "same output" "MB a worker")
printf '| %s ' "${columns[@]}" && echo '|'
printf '|---%.0s' "${columns[@]}" && echo '|'
for folder in "${folders[@]}"; do
  measure "$folder"
done
