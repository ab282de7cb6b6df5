#!/usr/bin/env bats
# Values of a code that a person would take for others: told of, never sure, kept as they are.

# card FILE VCARD-LINE...: a card with print, and a code with the lines.
card() {
  local file=$1
  shift
  { printf 'BEGIN:VCARD\r\nVERSION:3.0\r\n'; printf '%b\r\n' "$@"; printf 'END:VCARD\r\n'; } |
    qrencode -8 -s 3 -m 2 -o code.png
  print_card plain.png $'Ada Beck\nHead of Research\nHarrow Instruments GmbH'
  vips flatten code.png flat.png --background 255
  vips colourspace flat.png grey.png b-w
  vips insert plain.png grey.png "$file" 640 300
}

setup_file() {
  load helpers
  english_only
  export HOME=$BATS_FILE_TMPDIR
  cd "$BATS_FILE_TMPDIR" || return
  # The first "a" of the host is Cyrillic.
  card alike.png 'FN:Ada Beck' 'N:Beck;Ada' 'EMAIL:ada@p\xd0\xb0ypal.com' \
    'URL:https://www.harrow-instruments.com' 'TEL;TYPE=WORK:+49 30 901820'
  sure=('FN:Ada Beck' 'N:Beck;Ada' 'TITLE:Head of Research' 'ORG:Harrow Instruments GmbH'
    'TEL;TYPE=WORK:+49 30 901820')
  card sure.png "${sure[@]}" 'EMAIL:ada@paypal.com'
  card unsure.png "${sure[@]}" 'EMAIL:ada@p\xd0\xb0ypal.com'
  card hides.png 'FN:Ada Beck' 'N:Beck;Ada' 'EMAIL:ada@\xe2\x80\xaeharrow-instruments.com' \
    'TEL;TYPE=WORK:+49 30 901820'
  card quoted.png 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ada =E2=80=AEBeck' \
    'EMAIL:ada@harrow-instruments.com' 'TEL;TYPE=WORK:+49 30 901820'
  card plain-code.png 'FN:J\xc3\xbcrgen Beck' 'N:Beck;J\xc3\xbcrgen' \
    'EMAIL:ada@b\xc3\xa4ckerei-h\xc3\xb6llriegl.de' 'TEL;TYPE=WORK:+49 30 901820'
  cardcat scan -q --db alike.db alike.png >alike.json
  cardcat scan -q --no-save hides.png >hides.json
  cardcat scan -q --no-save quoted.png >quoted.json
  cardcat scan -q --no-save plain-code.png >plain.json
}

setup() {
  load helpers
  load terminal
  load page
  fresh_home
  english_only
  export TMUX_TMPDIR=$BATS_TEST_TMPDIR
  made=$BATS_FILE_TMPDIR
}

teardown() {
  tmux kill-server 2>/dev/null || true
  stop
}

# said FILE FIELD: why its value may be mistaken for another, and whether that is sure.
said() {
  jq -r --arg field "$2" '[.evidence[] | select(.field == $field)] |
    "\(map(.look_alike // "nothing") | unique | join(" / ")); \(all(.confidence < 0.95))"' "$1"
}

@test "a host with a letter of another alphabet is told of, not sure, and kept" {
  [ "$(said "$made/alike.json" 'emails[0]')" = \
    "mixes Latin and Cyrillic letters; its host is xn--pypal-4ve.com; true" ]
  [ "$(jq -r '.contact.emails[0]' "$made/alike.json")" = $'ada@p\xd0\xb0ypal.com' ]
  [ "$(said "$made/alike.json" 'urls[0]')" = "nothing; false" ]
}

@test "a code that turns the direction of reading is told of, and its text shown" {
  [ "$(said "$made/hides.json" 'emails[0]')" = \
    "the code has characters that turn the direction of reading; true" ]
  [ "$(jq -r '.contact.emails[0]' "$made/hides.json")" = ada@harrow-instruments.com ]
  jq -r '.evidence[] | select(.field == "emails[0]") | .text' "$made/hides.json" |
    grep -qF 'ada@<U+202E>harrow-instruments.com'
  never grep -q $'\xe2\x80\xae' "$made/hides.json"
}

@test "so is one that quotes such characters" {
  [ "$(said "$made/quoted.json" name)" = \
    "the code has characters that turn the direction of reading; true" ]
  [ "$(jq -r .contact.name.full "$made/quoted.json")" = "Ada Beck" ]
}

@test "letters with accents are nothing to tell of" {
  [ "$(jq -r '[.evidence[] | .look_alike // empty] | length' "$made/plain.json")" -eq 0 ]
  [ "$(said "$made/plain.json" 'emails[0]')" = "nothing; false" ]
}

@test "a card that is sure but for such a value is not saved unseen" {
  try scan --yes=sure "$made/sure.png" "$made/unsure.png"
  expect_status 0
  [ "$(sql 'SELECT group_concat(email) FROM emails')" = ada@paypal.com ]
}

@test "the terminal says why" {
  open_terminal xterm "cardcat review --terminal --db $made/alike.db"
  sees "? more keys"
  choose E-mail
  sees "! mixes Latin and Cyrillic letters; its host is xn--pypal-4ve.com"
}

@test "the page says why" {
  mkdir -p "${BOOK%/*}"
  cp "$made/alike.db" "$BOOK"
  serve
  ask /review/1 >page.html
  grep -qF '<strong>mixes Latin and Cyrillic letters; its host is xn--pypal-4ve.com' page.html
}
