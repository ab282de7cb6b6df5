#!/usr/bin/env bats
# review --terminal, driven by keys in a terminal of 80x24.

setup_file() {
  load helpers
  scanned "$BATS_FILE_TMPDIR/cards.db" 01-scan.jpg 10-low-resolution.jpg 12-render.png -- \
    --event Expo
}

setup() {
  load helpers
  load terminal
  fresh_home
  use_book
  export TMUX_TMPDIR=$BATS_TEST_TMPDIR
  # Two cards are made plain, so that the tests know what is doubtful.
  first=$(sql "SELECT json_extract(reading, '$.contact.name.full') FROM cards WHERE id = 1")
}

teardown() {
  tmux kill-server 2>/dev/null || true
}

@test "in a pipe it refuses clearly" {
  try review --terminal
  expect_status 2
  expect_said "this needs a terminal"
  expect_said "opens a page"
  [ -z "$output" ]
}

@test "accept, skip, reject, undo, quit: each is saved at once" {
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  sees "$first"
  press Enter
  sees "Saved $first."
  [ "$(sql 'SELECT name FROM contacts')" = "$first" ]
  sees "Card 2 of 3"
  press s
  sees "Skipped"
  sees "Card 3 of 3"
  press u
  sees "Undone: saved $first"
  sees "Card 1 of 3"
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 0 ]
  press r
  sees "Rejected."
  [ "$(to_review)" -eq 2 ]
  press q
  sees "ended 0"
  sees "2 cards left to review"
}

@test "it ends by itself after the last card" {
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  press Enter Enter Enter
  sees "ended 0"
  sees "0 cards left to review"
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 3 ]
  [ "$(sql 'SELECT count(*) FROM contacts WHERE event = "Expo"')" -eq 3 ]
}

is_stopped() {
  [[ $(ps -o stat= -p "$1") == T* ]]
}

@test "a value is edited, added, taken away" {
  email=$(sql "SELECT json_extract(reading, '$.contact.emails[0]') FROM cards WHERE id = 1")
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  choose E-mail
  press e
  sees "E-mail: $email"
  press End .org Enter
  sees "Changed."
  sees "$email.org"
  press e
  sees "E-mail: $email.org"
  retype "corrected@card.example"
  sees "corrected@card.example"
  press +
  sees "h  Phone, mobile"
  press h
  sees "Phone, mobile:"
  press "+49 (0) 30 123456" Enter
  sees "Changed."
  press e
  sees "Number: +49 (0) 30 123456"
  press Enter
  sees "Extension:"
  press "7" Enter
  sees "Type: work, mobile, fax, home or other: mobile"
  press Enter
  sees "+49 (0) 30 123456 ext. 7"
  choose Organization
  press -
  sees "Removed Organization"
  [ -z "$(number_of Organization)" ]
  press f
  sees "Follow-up      no"
  press Enter
  sees "Card 2 of 3"
  [ "$(sql 'SELECT email, send_follow_up, organization IS NULL FROM contacts')" = \
    "corrected@card.example|0|1" ]
  [ "$(sql "SELECT e164, extension FROM phones WHERE type = 'mobile'
    ORDER BY position DESC LIMIT 1")" = "+4930123456|7" ]
  [ "$(sql "SELECT count(*) FROM corrected WHERE now = 'corrected@card.example'")" -eq 1 ]
}

@test "a name is edited with its parts" {
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  choose Name
  press e
  sees "Name: $first"
  press C-c
  sees "brings back what was typed"
  press e
  sees "Name: $first"
  retype "Ada Maria von Beck"
  sees "Prefix"
  never screen_has "brings back what was typed"
  press Enter
  sees "Given name: Ada"
  press Enter
  sees "Middle name: Maria"
  retype "M."
  sees "Family name: von Beck"
  press Enter
  sees "Suffix"
  press Enter
  sees "Changed."
  press Enter
  sees "Saved Ada Maria von Beck."
  [ "$(sql 'SELECT given, middle, family FROM versions')" = "Ada|M.|von Beck" ]
}

@test "what was typed survives quitting, SIGTERM, SIGHUP and kill -9" {
  for ending in q TERM HUP KILL; do
    open_terminal xterm "cardcat review --terminal"
    sees "Card 1 of 3"
    press +
    sees "n  Also printed"
    press n
    sees "Also printed:"
    press "typed before $ending"
    # A line that was not ended is kept, too, but by q and by what cannot be caught.
    case $ending in q | KILL) press Enter ;; esac
    case $ending in q | KILL) sees "Changed." ;; *) sees "typed before $ending" ;; esac
    pid=$(review_pid)
    case $ending in
      q) press q ;;
      *) kill "-$ending" "$pid" ;;
    esac
    sees "ended"
    [ "$ending" = q ] || [ "$ending" = KILL ] || sees "ended 130"
    [ "$ending" = KILL ] || screen_has "icanon"
    tmux kill-server
    wait_for no_terminal
  done
  open_terminal xterm "cardcat review --terminal"
  for ending in q TERM HUP KILL; do
    sees "typed before $ending"
  done
}

@test "Ctrl-C gives up a value, then leaves; Ctrl-Z stops and comes back" {
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  press e
  sees "Name: $first"
  press "never" C-c
  sees "Nothing changed"
  press C-z
  pid=$(review_pid)
  wait_for is_stopped "$pid"
  kill -CONT "$pid"
  sees "Card 1 of 3"
  press C-c
  sees "ended 0"
  sees " icanon"
  [ "$(to_review)" -eq 3 ]
  [ "$(sql 'SELECT count(*) FROM drafts')" -eq 0 ]
}

@test "doubtful values are marked, in colour where there is colour" {
  sql "UPDATE cards SET reading = json_set(reading, '$.evidence[0].confidence', 0.5) WHERE id = 1"
  open_terminal xterm "cardcat review --terminal"
  sees "1 doubtful (?)"
  screen | grep -qE '^\?> 1  Name'
  screen -e | grep -q $'\e\[[0-9;]*33m'
  tmux kill-server
  for plain in "env NO_COLOR=1 cardcat review --terminal" \
    "env TERM=dumb cardcat review --terminal"; do
    wait_for no_terminal
    open_terminal xterm "$plain"
    sees "1 doubtful (?)"
    screen | grep -qE '^\?> 1  Name'
    never grep -q $'\e\[[0-9;]*[1-9]m' <<<"$(screen -e)"
    tmux kill-server
  done
}

@test "a terminal that can nothing gets no escape codes" {
  TERM=dumb on_terminal "$CARDCAT_BUILD/cardcat" review --terminal <<<"q"
  grep -q "Card 1 of 3" typescript
  never grep -q $'\e' typescript
}

@test "the text as it was read, and the help" {
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  press o
  sees "Any key goes back"
  text=$(sql "SELECT json_extract(reading, '$.text') FROM cards WHERE id = 1")
  screen_has "${text%%$'\n'*}"
  never screen_has "Enter save"
  press x
  sees "Card 1 of 3"
  press "?"
  sees "undo the last decision"
  press q
  sees "Card 1 of 3"
  press Up Left F5
  sees "Card 1 of 3"
  [ "$(to_review)" -eq 3 ]
}

@test "everything fits in 80 columns and 24 lines" {
  sql "UPDATE cards SET reading = json_set(reading, '$.contact.organization',
    '$(printf 'Gesellschaft für wirklich sehr lange Namen %.0s' 1 2 3 4 5)')"
  open_terminal xterm "cardcat review --terminal"
  sees "Enter save"
  sees "Card 1 of 3"
  screen | grep -q 'Gesellschaft.*…'
}

@test "who may be in the book already is shown, and merged by m" {
  sql "UPDATE cards SET reading = (SELECT reading FROM cards WHERE id = 1) WHERE id = 2"
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  press Enter
  sees "Like contact 1, $first"
  press m
  sees "Merge into contact 1, $first"
  press Enter
  sees "Merged $first."
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 1 ]
  [ "$(to_review)" -eq 1 ]
}

@test "text of a card cannot steer the terminal" {
  sql "UPDATE cards SET reading = json_set(reading, '$.contact.organization',
    'a' || char(27) || ']0;owned' || char(7) || char(0x202e) || 'b') WHERE id = 1"
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  screen | grep -q 'Organization   a'
  [ "$(tmux display-message -p '#{pane_title}')" != owned ]
}

email_is() {
  [ "$(sql 'SELECT email FROM contacts')" = "$1" ]
}

@test "pronouns are typed, shown, found and exported" {
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  press +
  sees "b  Pronouns"
  press b
  sees "Pronouns:"
  press "they/them" Enter
  sees "Changed."
  press Enter
  sees "Card 2 of 3"
  try show --format text 1
  grep -qx '  Pronouns       they/them' <<<"$output"
  [ "$(sql 'SELECT pronouns FROM contacts')" = they/them ]
  try list --format vcard4 they
  expect_printed "PRONOUNS:they/them"
  [ "$(cardcat list --format json | jq -r .contact.pronouns)" = they/them ]
}

@test "edit changes a contact, undo takes it back" {
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  press Enter q
  sees "ended 0"
  tmux kill-server
  wait_for no_terminal
  open_terminal xterm "cardcat edit 1"
  sees "Number of the value"
  press "$(number_of E-mail)" Enter
  sees "E-mail: "
  retype "new@card.example"
  wait_for email_is new@card.example # its echo is on the screen before it is stored
  press Enter
  sees "ended 0"
  try undo
  expect_status 0
  [ "$(sql 'SELECT email FROM contacts')" != new@card.example ]
  try edit 1
  expect_status 2
  expect_said "edit: without a terminal it takes --set or --editor"
}
