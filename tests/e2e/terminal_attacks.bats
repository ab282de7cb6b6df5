#!/usr/bin/env bats
# Text of a card that would steer the terminal it is shown on: title, colours, blinking, the
# direction of its text, through every field of a card, its QR code and the name of its photo.

setup_file() {
  load helpers
  export HOME=$BATS_FILE_TMPDIR
  cd "$BATS_FILE_TMPDIR" || return
  # OSC and BEL, CSI, C1 codes as UTF-8, overrides and isolates, backspace and carriage return.
  evil=$(printf 'x\e]0;owned\a\e[5mX\u009b5mX\u009d0;owned\u009cX\u202eX\u2066X\u200f\b\rx')
  export evil
  printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Beck%s;Ada\r\nFN:Ada Beck%s\r\nTITLE:Head%s\r
ORG:Firm%s;Dept%s\r\nTEL;TYPE=WORK:+49 30 1234567%s\r\nEMAIL:ada@card.example%s\r
URL:https://card.example/%s\r\nADR:;;Street %s 1;Berlin%s;;10115;Germany\r\nNOTE:Note%s\r
END:VCARD\r\n' "$evil" "$evil" "$evil" "$evil" "$evil" "$evil" "$evil" "$evil" "$evil" "$evil" \
    "$evil" | qrencode -8 -s 3 -m 2 -o code.png
  print_card plain.png $'Ada Beck\nHead\nFirm'
  vips flatten code.png flat.png --background 255
  vips colourspace flat.png grey.png b-w
  vips insert plain.png grey.png "$(printf 'card\e]0;owned\a\u009b5m.png')" 640 300
  cardcat scan -q --db qr.db card*.png >/dev/null
  scanned "$PWD/cards.db" 01-scan.jpg 02-footer.jpg 12-render.png -- --event Expo --tag fair
  cardcat scan -q --db cards.db --yes "$SAMPLES/12-render.png" >/dev/null
}

setup() {
  load helpers
  load terminal
  fresh_home
  english_only
  export TMUX_TMPDIR=$BATS_TEST_TMPDIR
}

teardown() {
  tmux kill-server 2>/dev/null || true
}

# poison BOOK: the evil text is at the end of every text of every card and contact in it.
poison() {
  python3 - "$1" "$evil" <<'PYTHON'
import json, sqlite3, sys
book, evil = sqlite3.connect(sys.argv[1]), sys.argv[2]
KEPT = {"schema", "sha256", "taken", "field", "from", "type", "e164", "country", "side", "reason",
        "doubt", "rival"}
def walk(value, key=None):
    if isinstance(value, dict):
        return {k: walk(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [walk(v, key) for v in value]
    if not isinstance(value, str) or key in KEPT:
        return value
    return ("Other " if key == "text" else "") + value + evil
for number, reading in book.execute("SELECT id, reading FROM cards").fetchall():
    evil_one = json.dumps(walk(json.loads(reading)))
    book.execute("UPDATE cards SET reading = ? WHERE id = ?", (evil_one, number))
TEXTS = {"versions": "name prefix given middle family suffix pronouns organization department",
         "emails": "email",
         "phones": "value extension", "urls": "url", "titles": "title", "notes": "note",
         "addresses": "address street locality region postcode",
         "listed": "name organization email phone extension",
         "meetings": "event introduced_by note", "meeting_tags": "tag", "photos": "path"}
for table, columns in TEXTS.items():
    for column in columns.split():
        book.execute(f"UPDATE {table} SET {column} = {column} || ?", (evil,))
book.commit()
PYTHON
}

# is_harmless FILE: nothing of the evil text is in it as a code.
is_harmless() {
  never grep -aqP '\x1b\]|\x07|\x1b\[5m|\xc2[\x80-\x9f]' "$1"
  never grep -aqP '\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]' "$1"
  never grep -aqP '\x08\r?x' "$1"
}

# shown_on_terminal ARGUMENT...: what it wrote to a terminal is in ./typescript, and harmless.
shown_on_terminal() {
  TERM=xterm on_terminal "$CARDCAT_BUILD/cardcat" "$@" </dev/null
  is_harmless typescript
}

# review_all BOOK: every view of its first card, and the next; all that was written is in ./written.
review_all() {
  rm -f go
  mkfifo go
  open_terminal xterm "cat $PWD/go; cardcat review --terminal --db $1"
  tmux pipe-pane "cat >'$PWD/written'"
  : >go
  sees "? more keys"
  choose Title
  press a
  sees "Which one"
  press x
  sees "? more keys"
  press v
  sees "What is it"
  press x
  sees "? more keys"
  press o
  sees "to the card"
  press q "?"
  sees "remove the value"
  press q e
  sees ": "
  press C-c
  sees "Nothing changed"
  press -
  sees "Removed"
  press i
  sees "Event:"
  press Enter Enter Enter Enter Enter
  sees "Kept."
  press s
  sees "Skipped"
  press q
  sees "ended 0"
  is_harmless written
  [ "$(tmux display-message -p '#{pane_title}')" != owned ]
}

@test "through a QR code" {
  cp "$BATS_FILE_TMPDIR/qr.db" .
  # The rest of the evil text says that the code was read, and that it was cleaned.
  sqlite3 qr.db "SELECT json_extract(reading, '$.contact.titles[0]') FROM cards" | grep -q owned
  review_all qr.db
  grep -aq "Ada Beck" written
  for format in text vcard csv; do
    shown_on_terminal scan --no-save --format "$format" "$BATS_FILE_TMPDIR"/card*.png
    grep -aq "Ada Beck" typescript
  done
}

@test "in every text of the address book" {
  cp "$BATS_FILE_TMPDIR/cards.db" .
  poison cards.db
  sqlite3 cards.db "SELECT organization FROM versions" >organizations
  never is_harmless organizations
  review_all cards.db
  grep -aq "Ashworth" written
  for format in text vcard csv; do
    shown_on_terminal list --db cards.db --format "$format"
    grep -aq "MacLeod" typescript
    shown_on_terminal show 1 --db cards.db --format "$format"
    grep -aq "MacLeod" typescript
  done
  shown_on_terminal learned --db cards.db
  shown_on_terminal remove 1 --db cards.db
  shown_on_terminal list --removed --db cards.db
  shown_on_terminal undo --db cards.db
}
