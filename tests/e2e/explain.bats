#!/usr/bin/env bats
# How a photo was read: each line with what became of it, for people and for programs.

setup() {
  load helpers
  fresh_home
  english_only
}

@test "each line is told with its label, its votes and its field" {
  as_installed
  try explain --format text "$SAMPLES/01-scan.jpg"
  expect_status 0
  expect_said_lines 0
  expect_printed "card 1 of 1"
  expect_printed 'email "E: f.ashworth@oakridge.org.uk" is given as emails[0]'
  expect_printed 'name "Dr Fiona Ashworth" is given as name; led by'
  [[ $output =~ "for name: "[^$'\n']*"honorific +" ]]
  [[ $output =~ "against org: "[^$'\n']*" -" ]]
  [[ $output =~ 'Fields:'.*'name          Dr Fiona Ashworth' ]]
  [ ! -e "$BOOK" ]
}

@test "a line that is dropped is told with its reason" {
  print_card card.png \
    $'Ada Beck\nHead of Rowing\nTel:\n+44 20 7946 0018\n020 7946 0018\nada@harrow.com'
  try explain --format text card.png
  expect_status 0
  expect_printed 'is dropped: it is the label of what is next to it'
  expect_printed 'phone "020 7946 0018" is dropped: the card says it twice'
  try scan --no-save --format json card.png
  jq -e '.unused | any(.reason == "duplicate" and .text == "020 7946 0018" and .box[2] > 0)' \
    <<<"$output"
  jq -e '.unused | any(.reason == "label")' <<<"$output"
}

@test "every line of a reading is in a field, a note or unused" {
  try explain --format json "$SAMPLES/02-footer.jpg"
  expect_status 0
  jq -e '.lines | length > 0 and all(.pieces | length > 0)' <<<"$output"
  jq -e '[.fields[].field] as $given | .lines[].pieces[] |
    (.field | IN($given[])) or (.field == null and .reason != null)' <<<"$output"
  jq -e '.unused as $unused | [.lines[].pieces[] | select(.field == null)] |
    all(. as $piece | $unused | any(.reason == $piece.reason and
      (.text | contains($piece.text))))' <<<"$output"
}

@test "JSON is one object per card, as documented" {
  try explain --format json "$SAMPLES/11-three-cards.jpg"
  expect_status 0
  expect_printed_lines 3
  jq -e -s 'length == 3 and all(
    (keys == ["cardness", "confidence", "fields", "is_card", "lines", "region", "schema", "source",
      "unused"]) and .schema == "cardcat.explanation/1" and .is_card and .source.cards == 3 and
    (.lines | all(keys == ["alternatives", "box", "changes", "confidence", "pieces", "text",
      "used"])) and
    ([.lines[].pieces[]] | all(keys == ["field", "label", "lead", "reason", "text", "votes",
      "why"])) and
    ([.lines[].pieces[].votes[]] | length > 0 and all(keys == ["allowed", "features", "label",
      "score"])) and
    ([.lines[].pieces[] | select(.label == "email")] | all(.votes == [])) and
    (.fields | length > 0 and all(keys == ["confidence", "doubt", "field", "from", "learned",
      "rival", "text", "value"]) and all((.confidence < 0.95) == (.doubt != null) or
      (.field | startswith("notes")))))' <<<"$output"
  [ "$(jq -s -c 'map(.source.card)' <<<"$output")" = "[1,2,3]" ]
}

@test "what it explains is what scan reads" {
  try scan --no-save --no-pair --format json "$SAMPLES/01-scan.jpg"
  jq -c '[.evidence[] | [.field, .confidence, .text]], .unused' <<<"$output" >scanned
  try explain --format json - <"$SAMPLES/01-scan.jpg"
  jq -c '[.fields[] | [.field, .confidence, .text]], .unused' <<<"$output" >explained
  diff scanned explained
}

@test "a photo that shows no card is told, and what is most like one" {
  as_installed
  print_card menu.png "$(printf 'Soup of the day with bread and butter and a glass of water %s\n' \
    1 2 3 4 5 6 7 8)" "DejaVu Sans 9"
  try explain --format text menu.png
  expect_status 1
  expect_said "menu.png: shows no business card"
  expect_said_lines 1
  expect_printed "menu.png, no card; what is most like one"
  expect_printed "Soup of the day"
  try explain --format json menu.png
  expect_status 1
  jq -e '.is_card == false and .source.cards == 0 and (.lines | length > 0)' <<<"$output"
}

@test "what is no photo is refused in one sentence" {
  echo nothing >text.jpg
  try explain text.jpg
  expect_status 1
  [ -z "$output" ]
  expect_said "text.jpg: "
  expect_said_lines 1
  expect_own_words
  try explain missing.jpg
  expect_status 1
  expect_said "missing.jpg: cannot be read"
  try_from text.jpg explain -
  expect_status 1
  expect_said "standard input: "
}
