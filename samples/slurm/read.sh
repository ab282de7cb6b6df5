#!/bin/bash
# Reads the photos of a folder on the nodes of a Slurm cluster, and puts all cards into the address
# book here at the end.
#
#     samples/slurm/read.sh FOLDER WORK [CHUNK]
#
# FOLDER holds the photos, WORK gets what is read; both are on every node, as is cardcat.  Each task
# of the array job reads CHUNK photos (10) and writes them to a file of WORK, which has its name
# once it is whole: a task that dies with its node is begun again by Slurm, and one that was done
# already does nothing.  The address book knows each photo by its content, so that nothing is there
# twice.  The same command again reads only what is missing.
set -euo pipefail

if [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then
  part=$2/$SLURM_ARRAY_TASK_ID
  [ ! -e "$part.jsonl" ] || exit 0
  first=$((SLURM_ARRAY_TASK_ID * $3 + 1))
  mapfile -t photos < <(sed -n "$first,$((first + $3 - 1))p" "$2/photos")
  # 1: some photo shows no card, which it says; the rest was read.
  cardcat scan --no-save --no-learned --quiet --jobs 1 --format json --embed -- "${photos[@]}" \
    >"$part.part" 2>"$part.said" || [ $? -eq 1 ]
  mv "$part.part" "$part.jsonl"
  exit
fi

folder=$(realpath "$1") work=$(realpath "$2") chunk=${3:-10}
find "$folder" -type f | sort >"$work/photos"
last=$((($(wc -l <"$work/photos") - 1) / chunk))
sbatch --wait --requeue --array="0-$last" --ntasks=1 --output="$work/slurm-%a.out" \
  --job-name=cardcat "$0" "$folder" "$work" "$chunk"
for number in $(seq 0 "$last"); do
  [ -e "$work/$number.jsonl" ] ||
    { echo "part $number was not read; run this again" >&2; exit 1; }
  cat "$work/$number.jsonl"
done >"$work/all.jsonl"
cat "$work"/*.said >&2
cardcat import "$work/all.jsonl"
