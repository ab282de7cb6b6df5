#!/usr/bin/env bats
# review --terminal on a terminal that can nothing but lines, as Emacs's shell.

setup_file() {
  load helpers
  scanned "$BATS_FILE_TMPDIR/cards.db" 01-scan.jpg 02-footer.jpg
}

setup() {
  load helpers
  load terminal
  fresh_home
  use_book
  export TMUX_TMPDIR=$BATS_TEST_TMPDIR
}

teardown() {
  tmux kill-server 2>/dev/null || true
}

@test "it says that there is no picture; the Enter after a letter saves nothing" {
  cardcat -q want "$(sql "SELECT reading ->> '$.contact.organization' FROM cards WHERE id = 1")"
  open_terminal dumb "cardcat review --terminal"
  sees "cannot show pictures"
  sees "You want to meet: "
  sees "A key, then Enter"
  press s Enter
  sees "Card 2 of 2"
  sees "Skipped"
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 0 ]
  press Enter
  sees "ended 0"
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 1 ]
}

@test "the line of a doubtful value stands in for its picture, and nothing is cut" {
  long=$(printf 'Abteilung %.0s' {1..12})end
  sql "UPDATE cards SET reading = json_set(reading, '$.contact.titles[0]', 'Head', '$.evidence',
    json('[{\"field\": \"titles[0]\", \"confidence\": 0.4, \"box\": [10,10,200,40],
    \"text\": \"Fiona\", \"from\": \"ocr\"}]'), '$.contact.organization', '$long') WHERE id = 1"
  open_terminal dumb "cardcat review --terminal"
  sees "Its line: Dr Fiona Ashworth"
  screen -J | grep -qF "$long"
}

@test "a line is kept by Enter, cleared by -, replaced by another" {
  sql "UPDATE cards SET reading = json_set(reading, '$.contact.organization', 'Old Firm',
    '$.contact.name.prefix', 'Dr') WHERE id = 1"
  open_terminal dumb "cardcat review --terminal"
  sees "A key, then Enter"
  press e Enter
  sees "Name ["
  press Enter
  sees "Prefix [Dr], Enter keeps it, - clears it:"
  press - Enter
  sees "Given name"
  press C-d
  sees "Nothing changed"
  press j Enter j Enter e Enter
  sees "Organization [Old Firm]"
  press "New Firm" Enter
  sees "Changed."
  press Enter
  sees "Card 2 of 2"
  [ "$(sql 'SELECT organization FROM contacts')" = "New Firm" ]
}

@test "the text and the help are printed, then the card again" {
  open_terminal dumb "cardcat review --terminal"
  sees "A key, then Enter"
  press "?" Enter
  sees "show all text as it was read"
  sees "Card 1 of 2"
}

@test "an interrupt ends it and loses nothing that was typed before" {
  open_terminal dumb "cardcat review --terminal"
  sees "A key, then Enter"
  press + Enter
  sees "n  Also printed"
  press n Enter
  sees "Also printed:"
  press "typed before" Enter
  sees "Changed."
  press e Enter
  sees "Also printed ["
  press C-c
  sees "ended 130"
  sql "SELECT * FROM drafts" | grep -q "typed before"
}
