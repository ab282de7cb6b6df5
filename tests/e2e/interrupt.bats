#!/usr/bin/env bats
# A scan that is told to end, in the middle, loses nothing and goes on where it stopped.  What is
# killed without a word is in tests/stress/.

setup() {
  load helpers
  fresh_home
  english_only
  mkdir photos
  cp "$SAMPLES/01-scan.jpg" "$SAMPLES/04-dark.jpg" "$SAMPLES/10-low-resolution.jpg" \
    "$SAMPLES/12-render.png" photos
  count=$(find photos -type f | wc -l)
}

# start_scan: runs in the background as $scan, with one worker, until a photo has been saved.
start_scan() {
  "$CARDCAT_BUILD/cardcat" scan --jobs 1 photos >printed 2>said &
  scan=$!
  wait_for test -s printed
  mapfile -t workers < <(pgrep -P "$scan")
  [ "${#workers[@]}" -ge 1 ]
}

hears_signals() {
  find "/proc/$scan/fd" -lname '*signalfd*' | grep -q .
}

no_worker_lives() {
  never kill -0 "${workers[@]}" 2>/dev/null
}

# The scan waits for something: its state is S.
stands_still() {
  grep -q '^State:.S' "/proc/$scan/status"
}

# end_scan: waits for it; its status is in $status.
end_scan() {
  status=0
  wait "$scan" || status=$?
  wait_for no_worker_lives
}

# goes_on: the book is sound and holds a part; the same command does the rest, none twice.
goes_on() {
  [ "$(sql 'PRAGMA integrity_check')" = ok ]
  done_before=$(sql 'SELECT count(*) FROM photos')
  [ "$done_before" -ge 1 ]
  [ "$done_before" -lt "$count" ]
  try scan photos
  expect_status 0
  expect_said "$((count - done_before)) photo"
  expect_said "$done_before photo"
  [ "$(jq -r .source.path <<<"$output" | uniq)" = "$(find photos -type f | sort)" ]
  [ "$(sql 'SELECT count(*) FROM photos')" -eq "$count" ]
  [ "$(sql 'SELECT count(*) FROM cards')" -eq "$(wc -l <<<"$output")" ]
}

@test "SIGTERM" {
  start_scan
  kill -TERM "$scan"
  end_scan
  [ "$status" -eq 130 ]
  grep -qx 'cardcat: interrupted' said
  grep -q 'not yet read' said
  grep -qx 'cardcat: run the same command again to go on where this one stopped' said
  jq -e .schema printed >/dev/null
  goes_on
}

@test "SIGINT from the terminal, which the workers get too" {
  set -m
  start_scan
  set +m
  kill -INT -- "-$scan"
  end_scan
  [ "$status" -eq 130 ]
  grep -qx 'cardcat: interrupted' said
  never grep -q 'crashed' said
  goes_on
}

@test "a worker that is killed costs its photo at most" {
  start_scan
  kill -9 "${workers[0]}"
  end_scan
  [ "$(wc -l <<<"$(jq -r .source.path printed | uniq)")" -ge $((count - 1)) ]
  [ "$(sql 'PRAGMA integrity_check')" = ok ]
}

@test "SIGTERM while it waits for standard input" {
  mkfifo pipe
  "$CARDCAT_BUILD/cardcat" scan --no-save - <>pipe 2>said &
  scan=$!
  workers=("$scan")
  wait_for hears_signals
  kill -TERM "$scan"
  end_scan
  [ "$status" -eq 130 ]
}

@test "SIGTERM while nobody takes what it writes" {
  mkfifo pipe
  exec {reader}<>pipe
  # Fills the pipe, so that the first write waits.
  head -c 65536 /dev/zero >&"$reader"
  "$CARDCAT_BUILD/cardcat" scan --jobs 1 photos >pipe 2>said &
  scan=$!
  workers=()
  # Said before it is written, which waits for the next photo.
  wait_for grep -q '^\[2/' said
  wait_for stands_still
  kill -TERM "$scan"
  end_scan
  exec {reader}>&-
  [ "$status" -eq 130 ]
}
