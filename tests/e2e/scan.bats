#!/usr/bin/env bats
# shellcheck disable=SC2154
# scan: which photos are read, in which order they are answered, what is saved.

setup() {
  load helpers
  fresh_home
  english_only
}

paths_of() {
  jq -r .source.path
}

@test "a folder is walked in the order of its names; readings come in that order" {
  as_installed
  mkdir -p photos/b photos/.hidden
  cp "$SAMPLES/12-render.png" photos/c.png
  cp "$SAMPLES/01-scan.jpg" photos/a.jpg
  cp "$SMALL" photos/b/no-ending
  cp "$SAMPLES/01-scan.jpg" photos/.hidden/d.jpg
  cp "$SAMPLES/01-scan.jpg" photos/.d.jpg
  echo "Thumbs" >photos/Thumbs.db
  ln -s .. photos/b/loop
  ln -s nowhere photos/b/dangling
  try scan --no-save --jobs 2 photos
  expect_status 0
  [ "$(paths_of <<<"$output")" = $'photos/a.jpg\nphotos/b/no-ending\nphotos/c.png' ]
  expect_said "3 photos read, 3 cards, 2 other files skipped"
  [ ! -e "$BOOK" ]
}

@test "one JSON object per card, one per line" {
  as_installed
  try scan --no-save "$SAMPLES/11-three-cards.jpg"
  expect_status 0
  cards=${#lines[@]}
  for ((i = 1; i <= cards; i++)); do
    jq -e --argjson i "$i" --argjson n "$cards" \
      '.schema == "cardcat.reading/2" and .source.card == $i and .source.cards == $n' \
      <<<"${lines[i - 1]}"
  done
}

@test "standard input is a photo too" {
  as_installed
  try_from "$SAMPLES/01-scan.jpg" scan --no-save -
  expect_status 0
  [ "$(paths_of <<<"$output")" = - ]
  [ "$(jq -r .contact.name.family <<<"$output")" = Ashworth ]
  cat "$SMALL" "$SAMPLES/12-render.png" >both
  try_from both scan --no-save -
  expect_status 0
  expect_printed_lines 2
  [ "$(jq -r '"\(.source.page)/\(.source.pages) \(.contact.name.family)"' <<<"$output")" = \
    $'1/2 Beck\n2/2 MacLeod' ]
  try_from /dev/null scan --no-save -
  expect_status 1
  expect_said "standard input: is empty"
}

@test "what is piped is read without being named" {
  for command in "" scan "scan --no-save"; do
    # shellcheck disable=SC2086
    output=$(cardcat -q $command < <(cat "$SMALL"))
    [ "$(paths_of <<<"$output")" = - ]
    [ "$(jq -r .contact.name.family <<<"$output")" = Beck ]
  done
  try_from "$SMALL"
  expect_status 0
  [ "$(jq -r .contact.name.family <<<"$output")" = Beck ]
  for nothing in /dev/null <(:); do
    try_from "$nothing"
    expect_status 0
    expect_printed "read photos into the address book"
    try_from /dev/null scan
    expect_status 2
    expect_said "scan: name a photo or a folder, or - for standard input"
  done
}

@test "a named pipe is a photo too" {
  mkfifo pipe
  cat "$SMALL" >pipe &
  try scan --no-save pipe
  expect_status 0
  [ "$(paths_of <<<"$output")" = pipe ]
}

@test "what is read is saved to be reviewed, with how the people were met" {
  try scan --event 'Köln & "Expo"' --met-on 2026-06-16 --introduced-by 'Ada Beck' --tag fair \
    --tag 'd, e' --note "they
build robots" --no-follow-up "$SMALL"
  expect_status 0
  expect_said "1 photo read, 1 card, 1 to review"
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 0 ]
  [ "$(sql "SELECT count(*) FROM cards WHERE state = 'to review'")" -eq 1 ]
  try scan --yes "$SMALL"
  [ "$(sql 'SELECT event, met_on, introduced_by, tags, send_follow_up FROM contacts')" = \
    'Köln & "Expo"|2026-06-16|Ada Beck|fair, d, e|0' ]
  [ "$(sql 'SELECT note FROM contacts')" = $'they\nbuild robots' ]
}

@test "the day of the meeting is the photo's own" {
  try scan --yes --jobs 1 "$SAMPLES/01-scan.jpg" "$SMALL"
  expect_status 0
  day=$(jq -r 'select(.source.taken) | .source.taken[:10]' <<<"$output")
  [ -n "$day" ]
  # The small one has no time; which of the two is saved first is left to the workers.
  [ "$(sql 'SELECT count(*), count(met_on), max(met_on) FROM contacts')" = "2|1|$day" ]
}

@test "the same folder again adds nothing, reads nothing, answers the same" {
  mkdir photos
  cp "$SAMPLES/12-render.png" "$SMALL" photos
  cp "$SMALL" photos/twin.png
  cardcat scan photos >first 2>said
  grep -q '2 photos read, 2 cards, 2 to review, 1 photo already known' said
  cardcat scan photos >second 2>said
  grep -q '3 photos already known' said
  cmp first second
  [ "$(wc -l <first)" -eq 3 ]
  [ "$(sql 'SELECT count(*) FROM photos')" -eq 2 ]
  [ "$(sql 'SELECT count(*) FROM cards')" -eq 2 ]
}

@test "--yes saves all, --yes=sure those whose every field is sure" {
  try scan --yes=sure "$SAMPLES/01-scan.jpg" "$SAMPLES/10-low-resolution.jpg" "$SMALL"
  expect_status 0
  sure=$(jq -s 'map(select((.evidence | length > 0) and (.evidence | all(.confidence >= 0.95))
    and (.contact.name.full or .contact.organization))) | length' <<<"$output")
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq "$sure" ]
  [ "$(sql "SELECT count(*) FROM cards WHERE state = 'to review'")" -eq $((3 - sure)) ]
  try scan --yes "$SAMPLES/01-scan.jpg" "$SAMPLES/10-low-resolution.jpg" "$SMALL"
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 3 ]
  # What is known is not read with other options, which is said, unless that is asked for.
  try scan --region DE --event Expo "$SMALL"
  expect_said "--region, --event did nothing for the photo already known, because nothing was read"
  try scan --again --yes --region DE "$SMALL"
  expect_status 0
  expect_said "1 photo read, 1 card, 1 card with nothing new"
  sql "UPDATE cards SET reading = json_set(reading, '$.contact.emails', json('[]'))" >/dev/null
  ada=$(sql "SELECT id FROM contacts WHERE name = 'Ada Beck'")
  cardcat edit "$ada" --set title=Poet
  try scan --again --yes --event Expo "$SMALL"
  expect_said "the card joined contact $ada, Ada Beck"
  [ "$(sql "SELECT title LIKE 'Poet%' FROM contacts WHERE id = $ada")" = 1 ]
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 3 ]
  [ "$(sql 'SELECT count(*) FROM cards')" -eq 4 ]
  try scan --again --no-save "$SMALL"
  expect_status 2
}

@test "what was meant is said where it would have been done otherwise" {
  try scan --yes sure "$SAMPLES/01-scan.jpg"
  expect_status 2
  expect_said "--yes=sure"
  for jobs in 0 -3 65; do
    try scan "--jobs=$jobs" "$SAMPLES/01-scan.jpg"
    expect_status 2
    expect_said "1 to 64"
  done
  [ ! -e "$HOME/.local/share/cardcat/cards.db" ]
}

@test "many copies of a photo that cannot be read" {
  mkdir photos
  for i in 1 2 3 4 5 6 7 8; do
    head -c 3000 "$SAMPLES/01-scan.jpg" >"photos/$i.jpg"
  done
  run --separate-stderr timeout 60 "$CARDCAT_BUILD/cardcat" scan --jobs 2 photos
  expect_status 1
  expect_said "8 failed"
  [ "$(sql 'SELECT count(*) FROM photos')" -eq 1 ]
}

@test "a photo that could not be read is tried again" {
  head -c 1000 "$SAMPLES/01-scan.jpg" >photo.jpg
  try scan photo.jpg
  expect_status 1
  [ "$(sql "SELECT state FROM photos")" = failed ]
  try scan photo.jpg
  expect_status 1
  expect_said "photo.jpg: "
  [ "$(sql "SELECT count(*) FROM photos")" -eq 1 ]
  cp "$SAMPLES/01-scan.jpg" photo.jpg
  try scan photo.jpg
  expect_status 0
}

@test "photos are never changed" {
  mkdir photos
  cp "$SAMPLES/01-scan.jpg" photos
  touch -d 2020-02-02 photos/01-scan.jpg
  chmod 444 photos/01-scan.jpg
  before=$(sha256sum photos/*; stat -c '%y %a' photos/*; ls -A photos)
  try scan photos
  expect_status 0
  [ "$(sha256sum photos/*; stat -c '%y %a' photos/*; ls -A photos)" = "$before" ]
}

@test "--keep leaves the stages to be looked at" {
  need_landlock
  try scan --no-save --keep stages "$SMALL"
  expect_status 0
  [ "$(find stages -name '*.p?m' -size +1k | wc -l)" -ge 2 ]
  [ "$(find stages -name '*.txt' -size +0 | wc -l)" -ge 1 ]
}

@test "--keep is for its owner alone, and says where it cannot be" {
  need_landlock
  umask 022
  try scan --no-save --keep new/stages "$SMALL"
  expect_status 0
  [ -z "$(find new -perm /077)" ]
  touch file
  try scan --no-save --keep file/stages "$SMALL"
  expect_said "file/stages: cannot be created"
  [ -z "$output" ]
}

@test "one photo or several, in the sandbox or without it, all is read alike" {
  as_installed
  try scan --no-save --format json --no-sandbox "$SMALL" "$SAMPLES/01-scan.jpg"
  expect_status 0
  without=$output
  try scan --no-save --format json "$SMALL" "$SAMPLES/01-scan.jpg"
  expect_status 0
  [ "$output" = "$without" ]
  try scan --no-save --format json "$SMALL"
  expect_status 0
  [ "$output" = "$(head -1 <<<"$without")" ]
}

@test "-v tells of the reading, and no library prints between" {
  as_installed # Tesseract tells of this one's accents where it can
  try scan -v --no-save --format json "$SAMPLES/02-footer.jpg"
  expect_status 0
  expect_said "[1/1] $SAMPLES/02-footer.jpg: 1 card"
  grep -q '^  time: decode .* s, outline .* s' <<<"$stderr"
  grep -q '^  card 1: [0-9]* lines, [0-9]* values' <<<"$stderr"
  never grep -v '^\[1/1\] \|^  \|^cardcat: ' <<<"$stderr"
}

@test "--quiet says nothing but errors; progress is a line per photo in a pipe" {
  try scan --no-save -q "$SMALL" gone.jpg
  expect_status 1
  expect_said "cardcat: gone.jpg: cannot be read: No such file or directory"
  expect_said_lines 1
  try scan --no-save "$SMALL" gone.jpg
  expect_said "/2] $SMALL: 1 card"
  expect_said "/2] gone.jpg: not read"
  expect_said "1 photo read, 1 card, 1 failed"
  try scan -v --no-save "$SAMPLES/11-three-cards.jpg"
  expect_said " values, to be checked, 0."
  # Where its time went; decoding and recognising take some on any machine.
  local some=' ([1-9][0-9]*[.][0-9][0-9]|0[.](0[1-9]|[1-9][0-9])) s' any=' [0-9]+[.][0-9][0-9] s'
  local found="outline$any, flatten$any, print$any"
  expect_said_like "  time: decode$some, $found, recognise$some, understand$any"
  expect_said "    emails[0], 0."
  expect_said "    not used, specks or a piece of a picture, read as letters: "
}

@test "on a terminal: text, and a progress bar that leaves no trace" {
  TERM=xterm on_terminal "$CARDCAT_BUILD/cardcat" scan --no-save "$SMALL" \
    "$SAMPLES/12-render.png" </dev/null
  grep -q '  Name  ' typescript
  grep -qE '[01] of 2 photos, [0-9.]+ a second' typescript
  grep -q $'\r\e\[K' typescript
  never grep -q '^{' typescript
  TERM=dumb on_terminal "$CARDCAT_BUILD/cardcat" scan "$SMALL" \
    "$SAMPLES/12-render.png" </dev/null
  never grep -q $'\e' typescript
  grep -q '^\[2/2\]' typescript
  # Of one photo with several cards it is told how many are read; its last card comes with all.
  english_only
  TERM=xterm on_terminal "$CARDCAT_BUILD/cardcat" scan --no-save "$SAMPLES/11-three-cards.jpg" \
    </dev/null
  grep -q '11-three-cards.jpg: [12] cards\? so far' typescript
  # What is known is not shown again unasked.
  TERM=xterm on_terminal "$CARDCAT_BUILD/cardcat" scan "$SMALL" </dev/null
  never grep -q '  Name  ' typescript
  grep -q '1 photo already known' typescript
}

@test "an empty folder is no error, and says so" {
  mkdir photos
  try scan photos
  expect_status 0
  [ -z "$output" ]
  expect_said "no photos found"
}

@test "a reader that goes away ends it quietly" {
  first_line() {
    cardcat scan --no-save "$SAMPLES" | head -n 1
    return "${PIPESTATUS[0]}"
  }
  run --separate-stderr first_line
  expect_status 0
  expect_printed_lines 1
  expect_said "not yet read"
  expect_own_words
  never expect_said "written"
}

@test "output that cannot be written is said, and what was read is saved" {
  try_to /dev/full scan "$SMALL"
  expect_status 1
  expect_said "standard output cannot be written: No space left on device"
  [ "$(sql 'SELECT count(*) FROM cards')" -eq 1 ]
  try_to - scan "$SAMPLES/12-render.png"
  expect_status 1
  expect_said "standard output cannot be written"
  [ "$(sql 'PRAGMA integrity_check')" = ok ]
  [ "$(sql 'SELECT count(*) FROM cards')" -eq 2 ]
}
