# What contacts teach: shown, used in later readings, forgotten.
# shellcheck shell=bash disable=SC2154

load helpers

setup() {
  fresh_home
  english_only
  export TMUX_TMPDIR=$BATS_TEST_TMPDIR
}

teardown() {
  tmux kill-server 2>/dev/null || true
}

screen_has() {
  tmux capture-pane -p | grep -qF -- "$1"
}

sees() {
  wait_for screen_has "$1" || { tmux capture-pane -p >&2; return 1; }
}

# The line that is typed at holds TEXT.
types_at() {
  tmux capture-pane -p | grep -v '^ *$' | tail -n 1 | grep -q -- "$1"
}

# The organization of contact 1 becomes NAME, on a terminal as a person does it.
edit_firm() {
  tmux -f /dev/null new-session -d -x 80 -y 24 \
    "TERM=xterm PATH='$CARDCAT_BUILD:$PATH' bash --norc -c 'cardcat edit 1; echo ended; cat'"
  sees "Number of the value"
  local number
  number=$(tmux capture-pane -p | sed -n 's/^ *\([0-9]*\) .*Oakridge.*LLP.*/\1/p')
  tmux send-keys -- "$number" Enter
  wait_for types_at 'Oakridge.*LLP' # what was read stands there
  tmux send-keys C-u
  tmux send-keys -- "$1" Enter
  sees "$1"
  tmux send-keys -- Enter
  sees ended
}

# meet: the photo becomes a contact; it has been read before.
meet() {
  scanned "$BOOK" 01-scan.jpg
  cardcat scan --yes --quiet "$SAMPLES/01-scan.jpg" >/dev/null
}

of_kind() {
  jq -r "select(.kind == \"$1\") | \"\(.text) \(.corrected)/\(.contacts) \(.used)\"" <<<"$output"
}

@test "nothing is learned from a book without contacts" {
  scanned "$BOOK" 01-scan.jpg
  try learned
  expect_status 0
  [ -z "$output" ]
  expect_said "nothing has been learned yet"
}

@test "a contact teaches; undo and remove unlearn" {
  meet
  try learned
  expect_status 0
  [ "$(of_kind organization)" = "Oakridge Partners LLP 0/1 false" ]
  [ "$(of_kind domain)" = "oakridge.org.uk 0/1 false" ]
  [ "$(of_kind town)" = "Cardiff 0/1 false" ]
  cardcat remove 1
  try learned
  [ -z "$output" ]
  cardcat undo
  try learned --format text oakridge ORGANIZATION
  expect_printed_lines 1
  expect_printed "Oakridge Partners LLP, not used yet"
  cardcat undo
  try learned
  [ -z "$output" ]
}

@test "what is forgotten stays forgotten, and a later contact teaches it again" {
  meet
  try learned --forget organization oakridge
  expect_status 0
  expect_said "forgotten: 1"
  try learned
  [ -z "$(of_kind organization)" ]
  [ "$(of_kind domain)" = "oakridge.org.uk 0/1 false" ]
  try learned --forget
  expect_status 2
  expect_said "would forget everything"
  try learned
  [ "$(of_kind domain)" = "oakridge.org.uk 0/1 false" ]
  try learned --forget --all oakridge
  expect_status 2
  expect_said "without words"
  cardcat learned --forget --all --quiet >/dev/null
  try learned
  [ -z "$output" ]
  cp "$SAMPLES/01-scan.jpg" again.jpg
  printf 'more' >>again.jpg
  cardcat scan --yes --quiet again.jpg >/dev/null
  try learned
  [ "$(of_kind organization)" = "Oakridge Partners LLP 0/1 false" ]
}

@test "one thing is forgotten by its number, and undo brings it back" {
  meet
  try learned --format text
  local number
  number=$(sed -n 's/^ *\([0-9]*\)  domain .*/\1/p' <<<"$output")
  [ "$number" -gt 1 ]
  try learned --forget --number "$number" --format text
  expect_status 0
  expect_printed_lines 1
  expect_printed "oakridge.org.uk"
  try learned
  [ -z "$(of_kind domain)" ]
  [ -n "$(of_kind organization)" ]
  try undo
  expect_said "undone: forgot 1 of what contacts taught"
  try learned
  [ "$(of_kind domain)" = "oakridge.org.uk 0/1 false" ]
  try learned --number 4711
  expect_status 0
  [ -z "$output" ]
  expect_said "nothing that was learned contains these words"
  try learned --number -1
  expect_status 2
}

@test "a reading says what was learned when it used it; --no-learned does without" {
  cp "$SAMPLES/01-scan.jpg" again.jpg
  printf 'more' >>again.jpg
  cp again.jpg third.jpg
  printf 'more' >>third.jpg
  meet
  cardcat edit --set name="Gwen Price" --set email=g.price@oakridge.org.uk \
    --set phone="029 2018 0999" 1
  cardcat scan --yes --quiet again.jpg >/dev/null # a second person of the firm
  try scan --no-save third.jpg
  expect_status 0
  local used='.evidence[] | select(.field == "organization") | .learned'
  [ "$(jq -r "$used" <<<"$output")" = organization ]
  try scan --no-save --no-learned third.jpg
  [ "$(jq -c '[.evidence[] | has("learned")] | any' <<<"$output")" = false ]
}

@test "a firm that was corrected is spelled so on the next card of it" {
  cp "$SAMPLES/01-scan.jpg" again.jpg
  printf 'more' >>again.jpg
  meet
  edit_firm "Oakridge Partner LLP"
  try learned organization
  [ "$(of_kind organization)" = "Oakridge Partner LLP 1/1 true" ]
  try scan again.jpg
  [ "$(jq -r .contact.organization <<<"$output")" = "Oakridge Partner LLP" ] || { show_run; false; }
  cardcat undo
  try learned organization
  [ "$(of_kind organization)" = "Oakridge Partners LLP 0/1 false" ]
}

@test "--no-save makes no address book to learn from" {
  try scan --no-save "$SMALL"
  expect_status 0
  [ ! -e "$BOOK" ]
}

@test "learned takes two formats; without an address book there is nothing learned" {
  try learned
  expect_status 0
  expect_said "no contacts yet"
  try learned --format vcard
  expect_status 2
  expect_said "text or json"
}
