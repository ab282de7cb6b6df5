#!/bin/bash
# Reads the photos of a folder on the nodes of a Slurm cluster, and puts all cards into the address
# book here at the end.
#
#     samples/slurm/read.sh FOLDER WORK [CHUNK]
#
# FOLDER holds the photos, WORK gets what is read; both are on every node, as is cardcat.  Each task
# of the array job reads CHUNK photos (10) and writes them to a file of WORK, which has its name
# once it is whole: a task that dies with its node is begun again by Slurm, and one that was done
# already does nothing.  The file is named by the photos that it is of, so that photos may come and
# go between two runs.  The address book knows each photo by its content, so that nothing is there
# twice.  The same command again reads only what is missing.
set -euo pipefail

# The file of WORK that is of the photos of task NUMBER, without its ending: part WORK NUMBER CHUNK
part() {
  echo "$1/$(photos "$@" | sha256sum | cut -c1-16)"
}

# The photos of that part, each with its size and time before it, by which one that was replaced is
# another one.
photos() {
  sed -zn "$(($2 * $3 + 1)),$((($2 + 1) * $3))p" "$1/photos"
}

if [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then
  part=$(part "$2" "$SLURM_ARRAY_TASK_ID" "$3")
  [ ! -e "$part.jsonl" ] || exit 0
  mapfile -d '' -t photos < <(photos "$2" "$SLURM_ARRAY_TASK_ID" "$3" | cut -z -d ' ' -f 3-)
  # A task whose node is only thought dead may still run: each has a file of its own.  1: some photo
  # shows no card, which it says; the rest was read.  cat fails when the disk is full.
  own=$(mktemp "$part.XXXXXX")
  trap 'rm -f "$own"' EXIT
  {
    cardcat scan --no-save --no-learned --quiet --jobs 1 --format json --embed -- "${photos[@]}" \
      2>"$part.said" || [ $? -eq 1 ]
  } | cat >"$own"
  mv "$own" "$part.jsonl"
  exit
fi

mkdir -p "$2"
folder=$(realpath "$1") work=$(realpath "$2") chunk=${3:-10}
find "$folder" -type f -printf '%s %T@ %p\0' | LC_ALL=C sort -z -k 3 >"$work/photos"
[ -s "$work/photos" ] || { echo "$folder has no photos" >&2; exit 1; }
last=$((($(tr -cd '\0' <"$work/photos" | wc -c) - 1) / chunk))
# What failed is told of below, by what is missing.
sbatch --wait --requeue --array="0-$last" --ntasks=1 --output="$work/slurm-%a.out" \
  --job-name=cardcat "$0" "$folder" "$work" "$chunk" || true
for number in $(seq 0 "$last"); do
  part=$(part "$work" "$number" "$chunk")
  [ ! -e "$part.said" ] || cat "$part.said" >&2
  [ -e "$part.jsonl" ] ||
    { echo "part $number was not read; run this again" >&2; exit 1; }
  cat "$part.jsonl"
done >"$work/all.jsonl"
cardcat import "$work/all.jsonl"
