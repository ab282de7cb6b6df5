#!/bin/bash
# samples.sh NAME...: what cardcat reads of these photos of samples/, with all that is installed; a
# JSON line for each card, with its picture, so that `cardcat import` makes the book of it that a
# scan makes.  All tests share one reading of the whole folder in the build folder: it is read anew
# when cardcat, its models or the samples are.  Without NAME: of all photos.
set -euo pipefail
samples=$CARDCAT_SOURCE/samples shared=$CARDCAT_BUILD/scanned
readings=$shared/samples.jsonl
mkdir -p "$shared"
exec {lock}>"$readings.lock"
flock "$lock"
made_with=("$CARDCAT_BUILD"/cardcat "$CARDCAT_BUILD"/libcardcat*.so "$CARDCAT_MODELS" "$samples")
if [ ! -e "$readings" ] || [ -n "$(find "${made_with[@]}" -newer "$readings" -print -quit)" ]; then
  env -u TESSDATA_PREFIX "$CARDCAT_BUILD/cardcat" scan --quiet --no-save --no-pair --no-learned \
    --format json --embed "$samples" >"$readings.part" {lock}>&-
  mv "$readings.part" "$readings"
fi
exec {lock}>&-
[ $# -gt 0 ] || exec cat "$readings"
for name; do
  grep -F "/samples/$name\"" "$readings"
done
