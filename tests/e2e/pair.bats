#!/usr/bin/env bats
# Front and back of a card become one contact with both pictures; two cards stay two.

setup_file() {
  load helpers
  fresh_home
  print_card front.png 'Ada Beck
Head of Design

Nordlicht Optik GmbH
ada.beck@nordlicht.example.org
+49 30 5550123'
  print_card back.png 'Nordlicht Optik GmbH

www.nordlicht.example.org
info@nordlicht.example.org
+49 30 5550123'
  print_card colleague.png 'Omar Haddad
Head of Sales

Nordlicht Optik GmbH
omar.haddad@nordlicht.example.org
+49 30 5550123'
  print_card stranger.png 'Westend Bakery Ltd

www.westend.example.net
info@westend.example.net
+44 20 7946 0123'
}

setup() {
  load helpers
  fresh_home
  english_only
  mkdir photos
}

# take CARD...: the photos are of these, in this order.
take() {
  local card count=0
  for card in "$@"; do
    cp "$BATS_FILE_TMPDIR/here/$card.png" "photos/$((++count)).png"
  done
}

names() {
  jq -r '[.source.path, .contact.name.full, .back.source.path] | join(" ")'
}

@test "a front and then its back are one card, whatever the number of workers" {
  take front back
  try scan --no-save --jobs 2 photos
  expect_status 0
  expect_said "2 photos read, 1 card"
  [ "$(names <<<"$output")" = "photos/1.png Ada Beck photos/2.png" ]
  jq -e '.back.corners | length == 4' <<<"$output"
  jq -e '.contact.urls | length == 1' <<<"$output"
  jq -e '[.evidence[] | select(.side == "back") | .field] | index("urls[0]") != null' <<<"$output"
  two=$output
  try scan --no-save --jobs 1 photos
  [ "$output" = "$two" ]
}

@test "a back and then its front are one card, whose picture is the front's" {
  take back front
  try scan --no-save photos
  expect_status 0
  [ "$(names <<<"$output")" = "photos/2.png Ada Beck photos/1.png" ]
}

@test "side by side in one photo they are one card" {
  local cards=$BATS_FILE_TMPDIR/here
  vips join "$cards/back.png" "$cards/front.png" photos/1.png vertical
  try scan --no-save photos
  expect_status 0
  expect_said "1 photo read, 1 card"
  jq -e '.source.card == 2 and .source.cards == 2 and .back.source.card == 1' <<<"$output"
  [ "$(names <<<"$output")" = "photos/1.png Ada Beck photos/1.png" ]
  try scan --no-save --no-pair photos
  expect_printed_lines 2
}

@test "colleagues, and cards of two firms, stay two" {
  take front colleague stranger
  try scan --no-save photos
  expect_status 0
  expect_printed_lines 3
  never jq -e .back <<<"$output"
}

@test "each back goes to the card before it" {
  take front back colleague
  vips linear photos/2.png photos/4.png 1 2
  try scan --no-save photos
  expect_status 0
  [ "$(names <<<"$output")" = "photos/1.png Ada Beck photos/2.png
photos/3.png Omar Haddad photos/4.png" ]
}

@test "the same side shot twice is one card to review" {
  take front
  vips linear photos/1.png photos/2.png 0.9 5
  try scan photos
  expect_status 0
  expect_said "2 photos read, 1 card, 1 to review"
  [ "$(jq -r '.contact.emails | length' <<<"$output")" -eq 1 ]
}

@test "--no-pair leaves them two; so does another folder" {
  mkdir others
  take front back
  try scan --no-save --no-pair photos
  expect_printed_lines 2
  mv photos/2.png others
  try scan --no-save photos others
  expect_printed_lines 2
}

@test "in the address book: one card, both pictures, one contact; again is the same" {
  take front back
  cp "$SAMPLES/12-render.png" photos/3.png
  cardcat scan photos >first
  [ "$(wc -l <first)" -eq 2 ]
  [ "$(sql 'SELECT count(*) FROM photos')" -eq 3 ]
  [ "$(sql 'SELECT count(*) FROM cards')" -eq 2 ]
  [ "$(sql 'SELECT count(*) FROM backs WHERE length(picture) > 1000')" -eq 1 ]
  cardcat scan photos >second 2>said
  grep -q '3 photos already known' said
  cmp first second
  try scan --yes photos
  [ "$(sql "SELECT count(*) FROM contacts WHERE name = 'Ada Beck'")" -eq 1 ]
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 2 ]
  try undo
  try undo
  expect_status 0
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 0 ]
  [ "$(sql "SELECT count(*) FROM cards WHERE state = 'to review'")" -eq 2 ]
}

@test "a photo that is known already is not paired anew" {
  take front
  try scan photos
  take front back
  cardcat scan photos >first
  [ "$(wc -l <first)" -eq 2 ]
  cardcat scan photos >second
  cmp first second
}

@test "text names both pictures" {
  take front back
  try scan --no-save --format text photos
  expect_printed "photos/1.png; back: photos/2.png"
}
