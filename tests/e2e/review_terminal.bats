#!/usr/bin/env bats
# review --terminal: its pictures, values moved, merged, pasted, how a person was met.

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

@test "a value is moved to another kind, and another reading of it taken" {
  sql "UPDATE cards SET reading = json_set(reading, '$.contact.titles[0]', 'Head of Research',
    '$.contact.department', NULL, '$.evidence', json('[{\"field\": \"titles[0]\",
    \"confidence\": 0.4, \"box\": [10,10,200,40], \"text\": \"Head 0f Research\",
    \"from\": \"ocr\"}]')) WHERE id = 1"
  open_terminal xterm "cardcat review --terminal"
  sees "1 doubtful (?)"
  chosen_is Title
  screen_has "Head of Research   doubtful, 40%"
  screen_has "read as: Head 0f"
  press a
  sees "1  Head 0f Research"
  press 1
  sees "Taken: Head 0f Research"
  press v
  sees "e  Department"
  press e
  sees "is now: Department"
  press Enter
  sees "Card 2 of 3"
  try show --format text 1
  expect_printed "Head 0f Research"
  [ "$(sql "SELECT department FROM contacts")" = "Head 0f Research" ]
}

@test "a line that was not used is taken, and what cannot be is asked about once" {
  sql "UPDATE cards SET reading = json_set(reading, '$.contact.emails', json('[\"ada\"]'),
    '$.unused', json('[{\"text\": \"Mobile +49 171 5550199\", \"box\": [1,1,9,9],
    \"reason\": \"unsure\"}]')) WHERE id = 1"
  open_terminal xterm "cardcat review --terminal"
  sees "1 line not used (+)"
  press +
  sees "1  Mobile +49 171 5550199"
  press 1
  sees "Taken as Phone, work: +49 171 5550199"
  never screen_has "not used"
  press v
  sees "h  Phone, mobile"
  press h
  sees "+49 171 5550199 is now: Phone, mobile"
  press Enter
  sees 'is not an e-mail address. Enter again saves it as it is.'
  [ "$(to_review)" -eq 3 ]
  press Enter
  sees "Card 2 of 3"
  [ "$(sql 'SELECT email FROM contacts')" = ada ]
  [ "$(sql "SELECT count(*) FROM phones WHERE type = 'mobile' AND value LIKE '%5550199'")" = 1 ]
}

@test "what the code and the print say is told, and the other taken by a key" {
  sql "UPDATE cards SET reading = json_set(reading, '$.contact.emails', json('[\"a@code.com\"]'),
    '$.evidence', json('[{\"field\": \"emails[0]\", \"confidence\": 0.7, \"box\": [10,10,200,40],
    \"text\": \"a@print.com\", \"from\": \"ocr\", \"value\": \"a@print.com\"},
    {\"field\": \"emails[0]\", \"confidence\": 0.7, \"box\": [0,0,0,0],
    \"text\": \"mailto:a@code.com\", \"from\": \"qr\"},
    {\"field\": \"name\", \"confidence\": 0.98, \"box\": [0,0,0,0],
    \"text\": \"MECARD:N:X;;\", \"from\": \"qr\"}]')) WHERE id = 1"
  open_terminal xterm "cardcat review --terminal"
  sees "1 doubtful (?)"
  sees "! the code says a@code.com, the print says a@print.com   a: 1 other"
  press a
  sees "  the code says   a@code.com"
  sees "1  a@print.com"
  press 1
  sees "Taken: a@print.com"
  sees "! the code says a@code.com, the print says a@print.com   a: 1 other"
  press a
  sees "1  a@code.com"
  press x
  choose Name
  sees "sure, 98%   from the code"
}

@test "how the person was met is typed" {
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  press i
  sees "Event: Expo"
  retype "Fair"
  sees "Met on"
  retype "2026-02-31"
  sees "2026-02-31"
  retype "2026-02-28"
  sees "Introduced by:"
  press "Bo" Enter
  sees "Tags"
  press "one, two" Enter
  sees "Note:"
  press "tea" Enter
  sees "at Fair  on 2026-02-2"
  press Enter
  sees "Card 2 of 3"
  [ "$(sql 'SELECT event, met_on, introduced_by FROM contacts')" = "Fair|2026-02-28|Bo" ]
}

@test "a merge is chosen value by value" {
  sql "UPDATE cards SET reading = json_set((SELECT reading FROM cards WHERE id = 1),
    '$.contact.organization', 'Another Firm Ltd') WHERE id = 2"
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  press Enter
  sees "Like contact 1, $first"
  press m
  sees "(card: Another Firm Ltd)"
  press j j " "
  sees "[x] card Organization   Another Firm Ltd"
  press k " "
  sees "[ ] book Title"
  press Enter
  sees "Merged $first."
  [ "$(sql 'SELECT organization FROM contacts')" = "Another Firm Ltd" ]
  try show --format text 1
  # It is what Fiona was at the firm before; that is all.
  [ "$(grep -c "Senior Partner" <<<"$output")" -eq 1 ]
  expect_printed "Formerly       Senior Partner, "
}

last_row_is() {
  screen | sed -n "$1p" | grep -qF '? more keys'
}

@test "the card is drawn beside its values, in windows of two sizes and when one becomes another" {
  open_terminal "xterm-256color COLORTERM=truecolor" "cardcat review --terminal"
  sees "? more keys"
  [ "$(picture_rows)" -ge 8 ]
  [ "$(screen | head -n 1 | grep -c 'Card 1 of 3')" -eq 1 ]
  [ "$(screen | wc -l)" -eq 24 ]
  screen -e | grep -q $'\e\[[0-9;]*38;2;'
  tmux resize-window -x 120 -y 40
  wait_for last_row_is 40
  press m
  sees "no contact like this one"
  tmux resize-window -x 100 -y 30
  wait_for last_row_is 30
  screen_has "no contact like this one"
  tmux resize-window -x 120 -y 40
  wait_for last_row_is 40
  [ "$(screen | head -n 1 | grep -c 'Card 1 of 3')" -eq 1 ]
  [ "$(picture_rows)" -ge 12 ]
}

@test "without colour the card is black and white" {
  for plain in "vt100" "vt220" "xterm-mono" "xterm NO_COLOR=1"; do
    open_terminal "$plain" "cardcat review --terminal"
    sees "? more keys"
    [ "$(picture_rows)" -ge 8 ]
    never grep -q $'\e\[[0-9;]*[34][0-9]' <<<"$(screen -e)"
    tmux kill-server
    wait_for no_terminal
  done
}

last_row_has() {
  screen | tail -n 1 | grep -qF -- "$1"
}

@test "a long text is read page by page to its end" {
  sql "UPDATE cards SET reading = json_set(reading, '$.text', (WITH RECURSIVE n (i) AS (SELECT 1
    UNION ALL SELECT i + 1 FROM n WHERE i < 59) SELECT group_concat('row ' || i, char(10)) ||
    char(10) || 'long ' || replace(hex(zeroblob(100)), '0', '.') || ' end' FROM n)) WHERE id = 1"
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  press o
  sees "Lines 1 to 23 of 63"
  last_row_has "Space on  b back"
  screen_has "row 23"
  never screen_has "row 24"
  press Space
  sees "Lines 23 to 45 of 63"
  press Down
  sees "Lines 24 to 46 of 63"
  press NPage
  sees "Lines 41 to 63 of 63"
  screen | grep -qE '^\.+ end$'
  [ "$(screen | tr -cd . | wc -c)" -eq 200 ]
  press b
  sees "Lines 19 to 41 of 63"
  tmux resize-window -x 100 -y 14
  sees "Lines 19 to 31 of 63"
  press Space Space Space
  sees "Lines 51 to 63 of 63"
  press Space
  sees "Card 1 of 3"
  press "?"
  sees "Lines 1 to 13 of"
  press q
  sees "Card 1 of 3"
}

@test "a card is turned, and undo turns it back" {
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  press t
  sees "Turned."
  press u
  sees "Undone: turned"
  press w
  sees "This card has no back."
  press n
  sees "Card 1 of 3"
  press b
  sees "This card has no back."
  press x
  sees "This card has no back."
}

@test "pasted line ends and codes are cleaned" {
  open_terminal xterm "cardcat review --terminal"
  sees "Card 1 of 3"
  choose Organization
  press e
  sees "Organization: "
  press C-u
  printf 'Two\nlines\033]0;owned\007 r' | tmux load-buffer -
  tmux paste-buffer -p -r
  sees "lines"
  press Enter
  sees "Changed."
  sees "Two lines]0;owned r"
  [ "$(to_review)" -eq 3 ]
  [ "$(tmux display-message -p '#{pane_title}')" != owned ]
}
