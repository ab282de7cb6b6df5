#!/usr/bin/env bats
# Address books that cannot be used, and things that are not installed: one clear sentence each,
# its exit status, and nothing that was saved is lost.

setup_file() {
  load helpers
  make_book
}

setup() {
  load helpers
  fresh_home
  english_only
  photo=$SMALL
}

teardown() {
  [ -z "${server:-}" ] || kill "$server" 2>/dev/null || true
}

# unusable WHY: neither read nor written, for WHY.
unusable() {
  for command in "list" "scan $photo" "remove 1" "review --terminal"; do
    # shellcheck disable=SC2086
    try $command
    expect_status 4
    expect_said "cardcat: $BOOK: "
    expect_said "$1"
    expect_own_words
    expect_said_lines 1
    [ -z "$output" ]
  done
}

@test "no address book yet" {
  for command in list follow-up events groups duplicates learned keep-in-touch want export \
    "introduce Ada"; do
    # shellcheck disable=SC2086
    try $command
    expect_status 0
    expect_said "cardcat: no contacts yet; 'cardcat scan' reads cards"
    expect_said_lines 1
    [ -z "$output" ]
    # shellcheck disable=SC2086
    try $command -q
    expect_said_lines 0
  done
  for command in "show 1" "event Expo" "group Alumni"; do
    # shellcheck disable=SC2086
    try $command
    expect_status 1
    expect_said "no contacts yet"
  done
  for command in "remove 1" undo "review --terminal" "edit 1"; do
    # shellcheck disable=SC2086
    try $command
    expect_status 4
    expect_said "cardcat: $BOOK: "
    [ ! -e "$BOOK" ]
  done
  try doctor
  expect_printed "none yet"
}

@test "a file that is no database" {
  mkdir -p "${BOOK%/*}"
  for _ in {1..500}; do echo "Dear diary"; done >"$BOOK"
  before=$(sha256sum "$BOOK")
  unusable "not an address book"
  [ "$(sha256sum "$BOOK")" = "$before" ]
}

@test "a database of another program" {
  mkdir -p "${BOOK%/*}"
  sql "CREATE TABLE songs(title); INSERT INTO songs VALUES('x')"
  unusable "another program"
  [ "$(sql 'SELECT * FROM songs')" = x ]
}

@test "an address book of a newer cardcat" {
  use_book
  sql "PRAGMA user_version = 9999" >/dev/null
  unusable "newer cardcat"
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 3 ]
}

# hold_book: another program writes to the address book, until let_go.
hold_book() {
  mkfifo hold
  { echo "BEGIN EXCLUSIVE; SELECT 'held';"; cat hold; } | sqlite3 "$BOOK" >held &
  exec {holder}>hold
  wait_for grep -q held held
}

let_go() {
  exec {holder}>&-
}

# begin ARGUMENT...: cardcat in the background, until it says that it waits for the other program.
begin() {
  "$CARDCAT_BUILD/cardcat" "$@" >printed 2>said {holder}>&- &
  begun=$!
  wait_for grep -q "another program is using the address book" said
}

@test "an address book that another program holds is waited for" {
  use_book
  hold_book
  begin remove 1
  let_go
  wait "$begun"
  [ "$(grep -c "another program" said)" -eq 1 ]
  grep -q "^cardcat: $BOOK: " said
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 2 ]
}

@test "the wait for another program can be interrupted" {
  use_book
  hold_book
  begin scan "$SMALL" "$SAMPLES/08-shadow.jpg" "$SAMPLES/07-exif.jpg"
  kill -INT "$begun"
  status=0
  wait "$begun" || status=$?
  let_go
  [ "$status" -eq 130 ]
}

@test "the page waits for another program, and says so where it was started" {
  load page
  use_book
  serve
  hold_book
  base=$(hidden base 4)
  # shellcheck disable=SC2154
  post /card/4/reject -d "token=$token&base=$base" >answered 3>&- {holder}>&- &
  asked=$!
  wait_for grep -q "another program is using the address book" said
  let_go
  wait "$asked"
  stop
  expect 303 "$(cat answered)"
  [ "$(sql "SELECT state FROM cards WHERE id = 4")" = rejected ]
}

@test "an address book that may not be written" {
  use_book
  for_nobody
  chmod 444 "$BOOK"
  chmod 555 "${BOOK%/*}"
  run --separate-stderr as_nobody "$BATS_TEST_TMPDIR/cardcat" scan "$photo"
  expect_status 4
  expect_said "cardcat: $BOOK: "
  [ -z "$output" ]
  run --separate-stderr as_nobody "$BATS_TEST_TMPDIR/cardcat" list
  chmod 755 "${BOOK%/*}"
  expect_status 0
  expect_printed_lines 3
}

@test "a folder in which no address book may be made" {
  for_nobody
  chmod 555 "$HOME"
  run --separate-stderr as_nobody "$BATS_TEST_TMPDIR/cardcat" scan good.png
  chmod 755 "$HOME"
  expect_status 4
  expect_said "cardcat: "
  expect_said "Permission denied"
}

@test "a folder is no address book" {
  try --db . list
  expect_status 4
}

@test "a full disk: what was saved stays, the rest is done when there is room" {
  use_book
  limit=$(($(stat -c %s "$BOOK") / 1024 + 8))
  # A limit on the size of files stands for the disk: it needs no rights.
  on_small_disk() {
    (trap '' XFSZ && ulimit -f "$limit" && exec "$CARDCAT_BUILD/cardcat" "$@")
  }
  run --separate-stderr on_small_disk scan "$SAMPLES"
  expect_status 4
  expect_said "cardcat: $BOOK: "
  expect_own_words
  [ "$(sql 'PRAGMA integrity_check')" = ok ]
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 3 ]
  try scan "$photo"
  expect_status 0
  [ "$(sql 'SELECT count(*) FROM cards')" -ge 5 ]
}

@test "a damaged address book" {
  use_book
  size=$(stat -c %s "$BOOK")
  dd if=/dev/urandom of="$BOOK" bs=1024 seek=$((size / 2048)) count=$((size / 4096)) conv=notrunc \
    status=none
  try doctor
  expect_status 4
  expect_said "cardcat: $BOOK: "
}

@test "a path in XDG_DATA_HOME that is not absolute is none" {
  XDG_DATA_HOME=here try doctor
  expect_status 0
  expect_printed "$HOME/.local/share/cardcat/cards.db"
  XDG_DATA_HOME=$PWD/there try doctor
  expect_printed "$PWD/there/cardcat/cards.db"
}

@test "without HOME nobody's book is guessed, and a photo is read all the same" {
  for home in '' here; do
    HOME=$home try list
    expect_status 2
    expect_said "name its file with --db"
    [ -z "$output" ]
    HOME=$home try scan --no-save "$photo"
    expect_status 0
  done
  [ ! -e here ]
}

@test "a link to nothing is called that" {
  ln -s /nonexistent/cards.db cards.db
  for command in list 'scan --quiet'; do
    # shellcheck disable=SC2086
    try $command --db cards.db "$photo"
    never expect_status 0
  done
  try list --db cards.db
  expect_status 4
  expect_said "cards.db: it is a link to an address book that is not there"
  try scan --db cards.db "$photo"
  expect_status 4
  expect_said "it is a link to an address book that is not there"
}

@test "a file system that cannot be written is called that" {
  unshare -rm true 2>/dev/null || skip "no file system can be mounted here"
  use_book
  mkdir disk
  cat >on_disk.sh <<'SH'
mount -t tmpfs none disk && cp "$2" disk/cards.db && mount -o remount,ro disk || exit 9
"$CARDCAT_BUILD/cardcat" edit 1 --db disk/cards.db </dev/null
"$CARDCAT_BUILD/cardcat" scan --db disk/cards.db "$1"
"$CARDCAT_BUILD/cardcat" scan --db disk/new.db "$1"
"$CARDCAT_BUILD/cardcat" list --db disk/cards.db
SH
  unshare -rm sh on_disk.sh "$photo" "$BOOK" >printed 2>said
  [ "$(grep -c 'cards.db: the address book cannot be written: Read-only file system' said)" -ge 1 ]
  grep -q 'new.db: the address book cannot be created: Read-only file system' said
  never grep -q 'No such file' said
  [ -s printed ]
}

@test "doctor finds all well" {
  as_installed
  use_book
  try doctor
  expect_status 0
  expect_printed "3 contacts, 1 card to review"
  never grep -q MISSING <<<"$output"
}

@test "language data that is not installed" {
  mkdir empty
  export TESSDATA_PREFIX=$PWD/empty
  try scan "$photo"
  expect_status 3
  expect_said "tesseract-ocr"
  expect_own_words
  [ -z "$output" ]
  try doctor
  expect_status 3
  expect_printed MISSING
  expect_printed tesseract-ocr
  as_installed
  try scan --language isl "$photo"
  expect_status 3
  expect_said tesseract-ocr-isl
  try scan "$photo"
  expect_status 0
}

@test "models that are not installed" {
  mkdir empty
  CARDCAT_MODELS=$PWD/empty try scan "$photo"
  expect_status 3
  expect_own_words
  CARDCAT_MODELS=$PWD/empty try doctor
  expect_status 3
  expect_printed MISSING
}
