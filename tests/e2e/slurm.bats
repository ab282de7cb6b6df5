#!/usr/bin/env bats
# samples/slurm/read.sh, with a stand-in for Slurm: one task after the other, here.

setup() {
  load helpers
  fresh_home
  english_only
  mkdir bin photos
  cat >bin/sbatch <<'END'
#!/bin/bash
while [[ $1 == --* ]]; do
  [[ $1 != --array=* ]] || last=${1#--array=0-}
  shift
done
for i in $(seq 0 "$last"); do
  SLURM_ARRAY_TASK_ID=$i "$@" || failed=1
done
exit ${failed:-0}
END
  chmod +x bin/sbatch
  PATH=$PWD/bin:$CARDCAT_BUILD:$PATH
}

read_all() {
  run "$CARDCAT_SOURCE/samples/slurm/read.sh" photos work 1
  echo "$output"
}

photos_known() {
  sql 'SELECT count(*) FROM photos'
}

@test "photos that come between two runs are read, those that were are not read again" {
  mkdir work
  cp "$SMALL" "photos/b  ü.png"
  read_all
  [ "$status" -eq 0 ]
  [ "$(photos_known)" -eq 1 ]
  part=$(ls work/????????????????.jsonl)
  read=$(stat -c '%i %Y' "$part")
  cp "$CARDCAT_SOURCE/samples/01-scan.jpg" $'photos/a\n1.jpg'
  read_all
  [ "$status" -eq 0 ]
  [ "$(photos_known)" -eq 2 ]
  [ "$(stat -c '%i %Y' "$part")" = "$read" ]
}

@test "what could not be written is no part, and an empty folder is told of" {
  read_all
  [ "$status" -eq 1 ]
  [[ $output == *"photos has no photos"* ]]
  cp "$SMALL" photos/
  printf '#!/bin/bash\n[ $# -gt 0 ] && exec /bin/cat "$@"\nexit 1\n' >bin/cat
  chmod +x bin/cat
  read_all
  [ "$status" -eq 1 ]
  [[ $output == *"part 0 was not read; run this again"* ]]
  find work -type f ! -name '*.said' ! -name 'slurm-*' -printf '%f\n' | sort >left
  [ "$(cat left)" = $'all.jsonl\nphotos' ]
  rm bin/cat
  read_all
  [ "$status" -eq 0 ]
  [ "$(photos_known)" -eq 1 ]
}
