#!/usr/bin/env bats
# Who knows whom, in the command: links, groups, people to meet, introductions.

setup() {
  load helpers
  fresh_home
}

# contact NUMBER NAME FIRM MORE: a line of JSON; MORE are further members of the object.
contact() {
  printf '{"schema": "cardcat.contact/2", "uid": "4cbe5a3c-0000-4000-8000-00000000000%s",
    "contact": {"name": {"full": "%s"}, "organization": "%s"},
    "meetings": [{"event": "Expo", "met_on": "2026-06-1%s", "send_follow_up": true}]%s}\n' \
    "$1" "$2" "$3" "$1" "$4" | tr '\n' ' '
  echo
}

make_people() {
  {
    contact 1 'Ada Beck' 'Beck Ltd'
    contact 2 'Ben Ash' 'Ash & Co'
    contact 3 'Cid Orr' 'Orr Glass'
  } >people.jsonl
  cardcat -q import people.jsonl
}

@test "link: made, shown from both sides, removed, undone" {
  make_people
  try link 1 knows 2
  expect_status 0
  expect_said "1, Ada Beck, knows Ben Ash; 'cardcat undo' takes it back"
  try link 3 introduced-by 1
  expect_status 0
  try show 3 --format text
  expect_printed "Introduced by  Ada Beck (1)"
  expect_printed "introduced by Ada Beck"
  try show 1 --format text
  expect_printed "Knows          Ben Ash (2)"
  expect_printed "Introduced     Cid Orr (3)"
  [ "$(cardcat show 2 | jq -c '.links[0] | [.kind, .theirs, .contact, .name]')" = \
    '["knows",true,1,"Ada Beck"]' ]
  try link 2 knows 1 --remove
  expect_status 0
  [ "$(cardcat show 1 | jq '.links | length')" -eq 1 ]
  cardcat -q undo
  [ "$(cardcat show 1 | jq '.links | length')" -eq 2 ]
  for wrong in "1" "1 knows" "1 likes 2" "x knows 2" "1 knows 1"; do
    # shellcheck disable=SC2086
    try link $wrong
    expect_status 2
    expect_said_lines 1
  done
  try link 1 knows 9
  expect_status 1
}

@test "link: a name alone is offered when somebody is called so" {
  make_people
  try link 1 knows "Dora Elm"
  expect_status 0
  cardcat -q edit 2 --set introduced_by="Dora Elm"
  try link
  [ -z "$output" ]
  expect_said "none of the names you noted belongs to a contact"
  contact 4 'Dora Elm' 'Elm Inc' >dora.jsonl
  cardcat -q import dora.jsonl
  try edit 4 --set title=Founder
  expect_said "Ada Beck knows Dora Elm; 'cardcat link 1 knows 4' links the two"
  expect_said "Ben Ash was introduced by Dora Elm; 'cardcat link 2 introduced-by 4' links the two"
  try link
  expect_printed "cardcat link 1 knows 4"
  cardcat -q link 1 knows 4
  cardcat -q link 2 introduced-by 4
  [ "$(cardcat show 1 | jq -c '[.links[] | .contact]')" = '[4]' ]
  try link
  [ -z "$output" ]
  # Who is removed is a name alone again.
  cardcat -q remove 4
  [ "$(cardcat show 1 | jq -c '[.links[] | [.contact, .name]]')" = '[[null,"Dora Elm"]]' ]
}

@test "link: links go out and come back" {
  make_people
  cardcat -q link 1 knows 2
  cardcat -q link 3 introduced-by 1
  cardcat -q link 3 knows "Dora Elm"
  for format in vcard vcard4 json; do
    cardcat export --format $format >out.$format
    try import out.$format
    expect_status 0
    expect_said "3 already there"
    rm -rf other.db*
    cardcat -q --db other.db import out.$format
    cardcat --db other.db export --format $format | cmp - out.$format
    [ "$(cardcat --db other.db list --format json | jq -s 'map(.links | length) | add')" -eq 5 ]
  done
}

@test "group: people and events, renamed once for all, as a filter" {
  make_people
  try groups
  expect_said "no groups yet"
  try group "Glass guild" --add 1 --add 3 --place Aarhus --note "each spring"
  expect_status 0
  expect_said "Glass guild, Aarhus, 2 people: each spring"
  cardcat -q event Expo --group "Glass guild"
  try groups --format text
  expect_printed "Glass guild, Aarhus, 1 event, 3 people: each spring"
  [ "$(cardcat groups | jq -c '[.name, .events, .people]')" = '["Glass guild",["Expo"],3]' ]
  cardcat -q group "glass guild" --rename "The guild"
  cardcat -q group Other --add 1
  try group other --rename "the guild"
  expect_status 2
  expect_said "another group already has this name"
  cardcat -q group Other --remove 1
  cardcat -q event Expo --group ''
  [ "$(cardcat group "the guild" --format csv | wc -l)" -eq 3 ]
  [ "$(cardcat list --group "The guild" --columns id | xargs)" = "1 3" ]
  [ "$(cardcat export --group "The guild" | grep -c BEGIN)" -eq 2 ]
  [ "$(cardcat follow-up --all --group "The guild" | wc -l)" -eq 2 ]
  cardcat show 1 --format text | grep -q "Groups *The guild"
  # Groups go out and come back with their people.
  cardcat export --format json >out.json
  cardcat -q --db other.db import out.json
  cardcat --db other.db export --format json | cmp - out.json
  cardcat -q group "The guild" --remove 3
  cardcat -q undo
  [ "$(cardcat list --group "The guild" --columns id | xargs)" = "1 3" ]
  try group Nobody
  expect_status 1
  try group
  expect_status 2
}

@test "event and group: deleted without people, and brought back" {
  make_people
  cardcat -q event Expo --place Berlin
  cardcat -q group Guild --add 1 --note 'each spring'
  for command in 'event Expo' 'group Guild'; do
    # shellcheck disable=SC2086
    try $command --delete
    expect_status 2
    expect_said "only one without any can be removed"
    # shellcheck disable=SC2086
    try $command --delete --place Here
    expect_status 2
  done
  cardcat -q remove 1 2 3
  for command in 'event Expo' 'group Guild'; do
    # shellcheck disable=SC2086
    try $command --delete
    expect_status 0
    expect_said "removed the $command; 'cardcat undo' takes it back"
    [ -z "$(cardcat "${command% *}s")" ]
    # shellcheck disable=SC2086
    try $command --delete
    expect_status 1
    try undo
    expect_said "removed the $command"
    [ "$(cardcat "${command% *}s" | jq -r .people)" = 0 ]
  done
  # Nothing is known of it: it goes with the last of its people.
  cardcat -q remove --undo 1
  cardcat -q group Makers --add 1
  try group Makers --remove 1
  expect_status 0
  expect_said "Makers, 0 people: the group is no longer listed"
}

@test "want: kept, told of when a card fits, removed" {
  try want --why "for the book"
  expect_status 2
  try want GmbH
  expect_status 2
  expect_said "names nobody and nothing"
  try want Ada Béck --why "knows about lenses"
  expect_status 0
  expect_said "noted as 1; you will be told when a card matches"
  [ "$(cardcat want | jq -c '[.id, .words, .why]')" = '[1,"Ada Béck","knows about lenses"]' ]
  try scan "$SMALL"
  expect_status 0
  expect_said "Ada Beck is whom you want to meet: Ada Béck, knows about lenses"
  try want Ada
  expect_status 0
  try want --remove 1 2
  expect_status 0
  try want
  [ -z "$output" ]
  cardcat -q undo
  [ "$(cardcat want | jq -c .id)" = 2 ]
}

@test "introduce: chains, nearest first, and a letter that asks" {
  make_people
  {
    contact 4 'Dora Elm' 'Orr Glass Ltd'
    contact 5 'Eve Fox' 'Fox Paper'
  } >more.jsonl
  cardcat -q import more.jsonl
  cardcat -q link 2 knows 3
  cardcat -q link 5 introduced-by 2
  cardcat -q edit 2 --set email=ben@ash.example
  try introduce "orr glass"
  expect_status 0
  [ "$(jq -r .words <<<"$output" | head -5)" = "Cid Orr is at Orr Glass
Dora Elm is at Orr Glass Ltd
Ben Ash knows Cid Orr, who is at Orr Glass
Eve Fox was introduced to you by Ben Ash, who knows Cid Orr, who is at Orr Glass
Ada Beck was at Expo, as was Cid Orr, who is at Orr Glass" ]
  [ "$(jq -c 'select(.contact == 2) | .chain' <<<"$output")" = \
    '[{"tie":"knows","shared":null,"contact":3,"name":"Cid Orr"}]' ]
  # By name: whoever is sought introduces nobody.
  found=$(cardcat introduce "cíd orr" | jq .contact | xargs)
  [[ $found == "2 4 "* && " $found " != *" 3 "* ]]
  try introduce "orr glass" --draft 2 --eml drafts
  expect_status 0
  expect_said "Ben Ash: drafted: drafts/"
  grep -q "^To: Ben Ash <ben@ash.example>" drafts/*.eml
  grep -q "Could you introduce me to orr glass" drafts/*.eml
  grep -q "you know Cid Orr" drafts/*.eml
  grep -q "^X-Unsent: 1" drafts/*.eml
  try introduce "orr glass" --draft 2 --eml drafts
  expect_said "its draft already exists"
  try introduce "orr glass" --draft 2 --mailto --language de
  expect_printed "mailto:ben@ash.example?"
  try introduce "orr glass" --draft 3
  expect_status 2
  expect_said "no e-mail address"
  try introduce nobody at all
  expect_status 0
  [ -z "$output" ]
  for wrong in "" GmbH "x --eml drafts"; do
    # shellcheck disable=SC2086
    try introduce $wrong
    expect_status 2
  done
}
