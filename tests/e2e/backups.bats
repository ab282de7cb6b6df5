#!/usr/bin/env bats
# Copies of the address book: made, kept by themselves, put back; whatever is killed, nothing is
# lost.

setup_file() {
  load helpers
  make_book
}

setup() {
  load helpers
  fresh_home
  english_only
  use_book
  kept=$BOOK-backups
}

# names [FILE]: of the contacts in it, sorted.
names() {
  sqlite3 "${1:-$BOOK}" 'SELECT name FROM contacts' | sort
}

# A part of a copy is nowhere.
no_part() {
  [ -z "$(find "$HOME" . -name '*.part*')" ]
}

@test "a backup and back" {
  all=$(names)
  try backup copy.db
  expect_status 0
  expect_said "copy.db: a copy of the address book"
  [ "$(stat -c %a copy.db)" = 600 ]
  [ "$(names copy.db)" = "$all" ]
  [ "$(sqlite3 copy.db 'PRAGMA integrity_check')" = ok ]
  [ "$(sqlite3 copy.db 'SELECT count(*) FROM cards')" = "$(sql 'SELECT count(*) FROM cards')" ]
  no_part
  cardcat remove -q 1 2
  rest=$(names)
  try restore copy.db
  expect_status 0
  expect_said "$BOOK: restored from copy.db, with 3 contacts"
  [ "$(names)" = "$all" ]
  # What it says takes it back does.
  # shellcheck disable=SC2154
  eval "$(sed -n 's/^cardcat: this takes it back: //p' <<<"$stderr")" 2>said
  grep -q "with 1 contact\$" said
  [ "$(names)" = "$rest" ]
}

@test "a file that is there is replaced only by force" {
  echo mine >copy.db
  try backup copy.db
  expect_status 2
  expect_said "copy.db: this file already exists"
  [ "$(cat copy.db)" = mine ]
  try backup --force copy.db
  expect_status 0
  [ "$(names copy.db)" = "$(names)" ]
}

@test "a backup that cannot be written says why" {
  try backup
  expect_status 2
  try backup --force "$BOOK"
  expect_status 2
  expect_said "$BOOK: this is the address book itself"
  try backup none/copy.db
  expect_status 1
  expect_said "none/copy.db: the copy cannot be written: No such file or directory"
  try backup --force /dev/full
  expect_status 2
  try --db none.db backup copy.db
  expect_status 4
  expect_own_words
  [ -z "$(ls)" ]
}

@test "a backup onto a full disk leaves what was there" {
  echo mine >copy.db
  on_small_disk() {
    (trap '' XFSZ && ulimit -f 100 && exec "$CARDCAT_BUILD/cardcat" "$@")
  }
  run --separate-stderr on_small_disk backup --force copy.db
  expect_status 1
  expect_said "copy.db: "
  expect_own_words
  [ "$(cat copy.db)" = mine ]
  no_part
  run --separate-stderr on_small_disk restore copy.db
  expect_status 4
  [ "$(names | wc -l)" -eq 3 ]
}

@test "a backup beside a scan that writes" {
  cardcat scan -q "$SMALL" >/dev/null &
  scan=$!
  for i in {1..5}; do
    cardcat backup -q "copy$i.db"
    [ "$(sqlite3 "copy$i.db" 'PRAGMA integrity_check')" = ok ]
  done
  wait "$scan"
  [ "$(sql 'SELECT count(*) FROM photos')" -eq 5 ]
}

# killed_at SYSCALL N COMMAND...: cardcat, killed at the Nth such call; fails when there are less.
killed_at() {
  local call=$1 n=$2 status=0
  shift 2
  strace -f -o trace -e "trace=$call" -e "inject=$call:signal=KILL:when=$n" \
    "$CARDCAT_BUILD/cardcat" "$@" >printed 2>said || status=$?
  [ "$status" -eq 137 ]
}

@test "kill -9 in a backup leaves the old copy" {
  cardcat remove -q 1
  rest=$(names)
  for step in "pwrite64 100" "fsync 1" "rename 1"; do
    cp "$BATS_FILE_TMPDIR/cards.db" copy.db
    # shellcheck disable=SC2086
    killed_at $step backup --force copy.db
    [ "$(sqlite3 copy.db 'PRAGMA integrity_check')" = ok ]
    [ "$(names copy.db | wc -l)" -eq 3 ]
  done
  cardcat backup -q --force copy.db
  [ "$(names copy.db)" = "$rest" ]
  no_part
}

@test "kill -9 in a restore leaves the old book" {
  all=$(names)
  cardcat backup -q copy.db
  cardcat remove -q 1
  rest=$(names)
  for step in "pwrite64 100" "renameat2 1" "pwrite64 400"; do
    # shellcheck disable=SC2086
    killed_at $step restore copy.db
    [ "$(sql 'PRAGMA integrity_check')" = ok ]
    [ "$(names)" = "$rest" ]
  done
  cardcat restore -q copy.db
  [ "$(names)" = "$all" ]
  no_part
}

@test "a backup is made by itself when something is written, once a week" {
  try list
  [ ! -e "$kept" ]
  cardcat remove -q 1
  [ "$(stat -c %a "$kept")" = 700 ]
  [ "$(find "$kept" -name '*-3-contacts-weekly.db' | wc -l)" -eq 1 ]
  cardcat remove -q 2
  [ "$(find "$kept" -type f | wc -l)" -eq 1 ]
  old=$(find "$kept" -type f)
  mv "$old" "$kept/000001-2020-01-01T00.00.00Z-3-contacts-weekly.db"
  cardcat remove -q 3
  [ "$(find "$kept" -type f | wc -l)" -eq 2 ]
  try restore
  expect_status 0
  expect_printed_lines 2
  [[ ${lines[0]} == 2*$'\t1\tweekly\t'"$kept/000002-"* ]]
  [[ ${lines[1]} == "2020-01-01T00:00:00Z"$'\t3\t'* ]]
  expect_said "'cardcat restore FILE'"
  try doctor
  expect_printed $'backup\tthe last was made on 2'
  expect_printed "with 1 contact: $kept/000002-"
}

@test "doctor and restore say that no backup was made yet" {
  try doctor
  expect_status 0
  expect_printed $'backup\tnone yet'
  try restore
  expect_status 0
  [ -z "$output" ]
  expect_said "no backup is kept yet"
}

@test "a weekly backup that fails stops nothing" {
  touch "$kept"
  try remove 1
  expect_status 0
  expect_said "cardcat: $BOOK: the weekly backup could not be made: $kept"
  expect_own_words
  [ "$(names | wc -l)" -eq 2 ]
}

# An address book as the cardcat of schema version 6 left it.
old_book() {
  rm "$BOOK"
  sqlite3 "$BOOK" <"$CARDCAT_SOURCE/tests/unit/data/schemas/6.sql"
}

@test "an older address book is kept before it is brought up to date" {
  old_book
  try list
  expect_status 0
  expect_printed_lines 1
  [ "$(sqlite3 "$kept"/*-migration.db 'PRAGMA user_version')" -eq 6 ]
  [ "$(sql 'PRAGMA user_version')" -gt 6 ]
}

@test "an older address book that cannot be kept stays as it is" {
  old_book
  touch "$kept"
  before=$(sha256sum "$BOOK")
  for command in list "remove 1"; do
    # shellcheck disable=SC2086
    try $command
    expect_status 4
    expect_said "$BOOK: an older cardcat wrote it, and it stays as it is until a backup"
    expect_own_words
  done
  [ "$(sha256sum "$BOOK")" = "$before" ]
}

@test "what is no sound backup is not restored" {
  before=$(sql .dump | sha256sum)
  for _ in {1..100}; do echo "Dear diary"; done >diary
  cardcat backup -q newer.db
  sqlite3 newer.db 'PRAGMA user_version = 9999' >/dev/null
  newer=$(sha256sum newer.db)
  for file in none.db diary newer.db . /dev/null; do
    try restore "$file"
    expect_status 4
    expect_said "cardcat: $file: "
    expect_own_words
  done
  try restore "$BOOK"
  expect_status 2
  try restore one.db two.db
  expect_status 2
  [ "$(sql .dump | sha256sum)" = "$before" ]
  [ "$(sha256sum newer.db)" = "$newer" ]
  [ ! -e "$kept" ]
}

# damage: half of the address book, which has a backup, is noise.
damage() {
  cardcat remove -q 1
  size=$(stat -c %s "$BOOK")
  head -c $((size / 2)) /dev/urandom >noise
  dd if=noise of="$BOOK" bs=1 seek=$((size / 2)) conv=notrunc status=none
  # As on the next day.
  sqlite3 "$BOOK" 'DELETE FROM days' || true
}

@test "a damaged address book names its backup, which takes its place" {
  damage
  damaged=$(sha256sum <"$BOOK")
  for command in "remove 2" "scan $SMALL" "review --terminal" doctor; do
    # shellcheck disable=SC2086
    try $command
    expect_status 4
    expect_said "cardcat: $BOOK: the address book is damaged"
    expect_said "cardcat restore '$kept/000001-"
    expect_own_words
    expect_said_lines 1
  done
  eval "$(sed -n 's/.* is put in its place by: \([^;]*\);.*/\1/p' <<<"$stderr")" 2>said
  grep -q "with 3 contacts" said
  aside=$(sed -n 's/.*the damaged address book is kept as //p' said)
  [ "$(sha256sum <"$aside")" = "$damaged" ]
  [ "$(names | wc -l)" -eq 3 ]
  try doctor
  expect_status 0
  try remove 1
  expect_status 0
  [ "$(sql 'PRAGMA journal_mode')" = wal ]
}

@test "an address book that is none any more names its backup, too" {
  cardcat remove -q 1
  echo "nothing of it is left" >"$BOOK"
  for command in list "show 1" "remove 1" undo "edit 1" "backup copy.db" doctor; do
    # shellcheck disable=SC2086
    try $command
    expect_status 4
    expect_said "cardcat restore '$kept/000001-"
    expect_own_words
  done
  cardcat restore -q "$kept"/000001-*
  [ "$(names | wc -l)" -eq 3 ]
}
