#!/usr/bin/env bats
# list, show, remove, undo: what is in the address book.

setup_file() {
  load helpers
  make_book
}

setup() {
  load helpers
  fresh_home
  english_only
  use_book
  for id in 1 2 3; do
    name[id]=$(sql "SELECT name FROM contacts WHERE id = $id")
    family[id]=$(sql "SELECT family FROM contacts WHERE id = $id")
  done
  firm=$(sql 'SELECT organization FROM contacts WHERE id = 1')
}

@test "list shows all by family name, whole and between tabs on a pipe" {
  try list
  expect_status 0
  expect_printed_lines 3
  # Ashworth, Moreau, Whitfield.
  tab=$'\t'
  [[ ${lines[0]} =~ ^1${tab}${name[1]}${tab}${firm}${tab}[^\ ]+@[^\ ]+${tab}\+?[0-9\ ]+$ ]]
  [[ ${lines[1]} == 2$'\t'"${name[2]}"* ]]
  [[ ${lines[2]} == 3$'\t'"${name[3]}"* ]]
  try list --columns id,event,tags,follow_up,mobile --sort=-id
  [[ ${lines[0]} =~ ^3${tab}Expo${tab}fair${tab}yes${tab} ]]
  [[ ${lines[2]} =~ ^1${tab}Expo ]]
  [ "$(cardcat list --columns note,name | grep -c $'\t\t')" -eq 0 ]
  try list --columns ''
  expect_status 2
  expect_said "--columns: name at least one column"
  try list --columns nme
  expect_status 2
  expect_said "there is no column 'nme'; did you mean 'name'?"
  try list --columns id --format csv
  expect_status 2
}

@test "list on a terminal fits the window, East Asian names too" {
  sql "UPDATE versions SET name = '山田 太郎山田 太郎山田 太郎' WHERE id = 2"
  sql 'UPDATE people SET version = version' # as whoever writes a contact does
  # shellcheck disable=SC2016
  on_terminal bash -c 'stty cols 60; "$0" list' "$CARDCAT_BUILD/cardcat"
  python3 - <<'PY'
import unicodedata

lines = open("typescript", encoding="utf-8", newline="").read().split("\r\n")[:-1]
assert lines[0].split() == ["ID", "NAME", "ORGANIZATION", "EMAIL"], lines
assert len(lines) == 4 and "山田" in lines[2] and "…" in lines[2]
ends = set()
for line in lines:
    width = sum(2 if unicodedata.east_asian_width(c) == "W" else 1 for c in line)
    assert width <= 60, line
PY
}

@test "list chooses by meeting, and says when nobody matches" {
  sql "UPDATE meetings SET followed_up = '2026-01-02T03:04:05Z' WHERE id = (SELECT meeting FROM
    versions WHERE person = 1)"
  try list --event EXPO --tag FAIR --to-write
  expect_printed_lines 2
  try list --since 2999-01-01
  expect_status 0
  [ -z "$output" ]
  expect_said "no contact matches"
  try list --introduced-by nobody
  expect_said "no contact matches"
  try list --since yesterday
  expect_status 2
  try list --sort mett
  expect_status 2
  expect_said "did you mean 'met'?"
  try list --removed --event Expo
  expect_status 2
}

@test "list in a new home" {
  rm "$BOOK"
  try list
  expect_status 0
  [ -z "$output" ]
  expect_said "no contacts yet"
  [ ! -e "$BOOK" ]
  try list --format google
  [[ $output == "First Name,"* ]]
  CARDCAT_DB=$BOOK try list
  expect_status 4
  scanned "$BOOK" 12-render.png
  try list
  expect_status 0
  expect_said "no contacts yet; 1 card is to be checked: 'cardcat review'"
}

@test "list finds every word, without case and accents" {
  try list "$(iconv -t ascii//TRANSLIT <<<"${name[2],,}")"
  expect_printed_lines 1
  expect_printed "${name[2]}"
  try list "${family[1]^^}" "$firm"
  expect_printed_lines 1
  try list "${family[1]}" "${family[2]}"
  expect_status 0
  [ -z "$output" ]
  expect_said "no contact matches"
  try list "'; DROP TABLE people; --" '"' '*'
  expect_status 0
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 3 ]
}

@test "show tells all that is known of a contact" {
  try show --format text 1
  expect_status 0
  [ "${lines[0]}" = "Contact 1" ]
  expect_printed "  Name           ${name[1]}"
  expect_printed "  Meeting        Met at Expo"
  expect_printed "  Tags           fair"
  expect_printed "  Follow-up      yes"
  try show 99
  expect_status 1
  expect_said "there is no contact 99"
}

@test "every format of list and show" {
  for command in list "show 1 2 3"; do
    # shellcheck disable=SC2086
    try $command --format json
    [ "$(jq -r .schema <<<"$output" | uniq -c | xargs)" = "3 cardcat.contact/2" ]
    # shellcheck disable=SC2086
    try $command --format vcard
    [ "$(grep -c '^BEGIN:VCARD' <<<"$output")" -eq 3 ]
    # shellcheck disable=SC2086
    try $command --format csv
    expect_printed_lines 4
    [[ ${lines[0]} == photo,card,id,name,* ]]
  done
}

@test "remove hides, remove --undo brings back" {
  try remove 1 3
  expect_status 0
  expect_said "removed 1, ${name[1]}"
  try list
  expect_printed_lines 1
  try show --format text 1
  expect_status 1
  try remove --undo 1
  expect_status 0
  expect_said "${name[1]}, is back"
  try remove 99
  expect_status 1
  expect_said "there is no contact 99"
  try remove --undo 2
  expect_status 1
}

@test "a number that is wrong removes nobody" {
  try remove 2 99
  expect_status 1
  expect_said "nothing was removed"
  expect_said "there is no contact 99"
  try remove 2 2
  expect_status 2
  expect_said "2 is given twice"
  try list
  expect_printed_lines 3
  cardcat remove -q 2
  try remove --undo 2 3
  expect_status 1
  expect_said "nothing was brought back: there is no removed contact 3"
  try list
  expect_printed_lines 2
  try remove --undo 2 2
  expect_status 2
  cardcat remove -q --undo 2
}

@test "undo takes decisions back, the latest first" {
  cardcat remove -q 1
  cardcat remove -q 2
  try undo
  expect_said "removed ${name[2]}"
  try undo
  expect_said "removed ${name[1]}"
  try list
  expect_printed_lines 3
  for _ in 1 2 3; do
    try undo
    expect_status 0
  done
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 0 ]
  [ "$(sql "SELECT count(*) FROM cards WHERE state = 'to review'")" -eq 4 ]
  try undo
  expect_status 1
  expect_said "nothing of the last day is left to undo"
}

@test "list --removed shows whom remove --undo brings back" {
  try list --removed
  expect_status 0
  [ -z "$output" ]
  expect_said "no contact has been removed"
  cardcat remove -q 1
  cardcat remove -q 3
  try list --removed
  expect_printed_lines 2
  [[ ${lines[0]} == 3$'\t'"${name[3]}"* ]]
  [[ ${lines[1]} == 1$'\t'"${name[1]}"* ]]
  try list --removed --format json
  [ "$(jq -r .contact.name.full <<<"${lines[1]}")" = "${name[1]}" ]
  cardcat remove -q --undo 3
  try list --removed
  expect_printed_lines 1
  try list --removed "${family[1]}"
  expect_status 2
}

@test "show says that a follow-up was done" {
  try show --format text 1
  expect_printed "Follow-up      yes"
  sql "UPDATE meetings SET followed_up = '2026-01-02T03:04:05Z'"
  try show --format text 1
  expect_printed "Follow-up      done on 2026-01-02"
  [ "$(cardcat show --format json 1 | jq -r .met.followed_up)" = 2026-01-02T03:04:05Z ]
  [ "$(sql 'SELECT count(*) FROM contacts WHERE followed_up IS NULL')" = 0 ]
}

@test "what was removed is gone when a day is over" {
  cardcat remove -q 1
  sql "UPDATE people SET removed = '2020-01-01T00:00:00Z' WHERE removed IS NOT NULL;
       UPDATE decisions SET made = '2020-01-01T00:00:00Z' WHERE kind = 'remove';
       DELETE FROM days; INSERT INTO days VALUES('2020-01-03T00:00:00Z')"
  try remove --undo 1
  expect_status 1
  [ "$(sql 'SELECT count(*) FROM people')" -eq 2 ]
}

@test "the view for users of sqlite3" {
  [ "$(sql 'SELECT name FROM contacts WHERE event = "Expo" ORDER BY id LIMIT 1')" = \
    "${name[1]}" ]
}

@test "two scans and a reader at the same time" {
  cp "$SMALL" other.png
  printf other >>other.png
  cardcat scan -q "$SMALL" >/dev/null &
  first=$!
  cardcat scan -q other.png >/dev/null &
  second=$!
  for _ in {1..10}; do
    cardcat list >/dev/null
  done
  wait "$first"
  wait "$second"
  [ "$(sql 'SELECT count(*) FROM photos')" -eq 6 ]
}

@test "met notes another meeting, and show tells all" {
  try met 1 --event "Glass fair" --met-on 2026-07-04 --note "two samples" --tag optics
  expect_status 0
  expect_said "noted that you met 1, ${name[1]}, on 2026-07-04"
  try show --format text 1
  expect_printed "Met at Glass fair on 2026-07-04"
  expect_printed "Met at Expo"
  expect_printed "two samples"
  try list glass samples
  expect_printed_lines 1
  try met 2
  [ "$(sql 'SELECT met_on FROM contacts WHERE id = 2' | grep -cxE '20..-..-..')" -eq 1 ]
  try met 1 99 --met-on 2026-07-05
  expect_status 1
  expect_said "nothing was noted"
  try met 1 --met-on tomorrow
  expect_status 2
  try met 1 --met-on 9999-01-02
  expect_status 2
  expect_said "--met-on: 9999-01-02 is in the future"
  try in-touch 1 --on 9999-01-02
  expect_status 2
  try undo
  try undo
  expect_said "noted a meeting of ${name[1]}"
  [ "$(sql 'SELECT meetings FROM contacts WHERE id = 1')" -eq 1 ]
}

@test "duplicates shows who is there twice, merges them, tells them apart" {
  try duplicates --format text
  expect_status 0
  expect_said "nobody seems to be in the address book twice"
  # The same card shot again joins its contact.
  vips copy "$SAMPLES/01-scan.jpg" again.jpg[Q=85]
  try scan --yes --event "Glass fair" --format text again.jpg
  expect_status 0
  expect_said "again.jpg: the card joined contact 1, ${name[1]}"
  expect_said "1 card joined its contact"
  [ "$(sql 'SELECT count(*), sum(meetings) FROM contacts')" = '3|4' ]
  # Another with the same e-mail, which is of nobody's name there.
  mail=$(sql 'SELECT email FROM contacts WHERE id = 1')
  sql "UPDATE emails SET email = '$mail', key = lower('$mail') WHERE version =
    (SELECT version FROM people WHERE id = 2)"
  try duplicates
  expect_status 0
  expect_printed_lines 1
  [ "$(jq -c '[.contacts[].id]' <<<"$output")" = '[1,2]' ]
  # They are marked in the list.
  on_terminal "$CARDCAT_BUILD/cardcat" list
  [ "$(grep -c DUPLICATE typescript)" -eq 1 ]
  grep -q "2 contacts may be here twice; see 'cardcat duplicates'" typescript
  [ "$(cardcat list --sort id --columns id,duplicate)" = $'1\t2\n2\t1\n3\t' ]
  try duplicates --apart 2 1
  expect_said "2 and 1 are two people"
  try duplicates
  expect_printed_lines 0
  cardcat undo
  try duplicates --merge 2 1
  expect_status 0
  expect_said "merged 2 into 1"
  [ "$(sql 'SELECT group_concat(id) FROM contacts')" = '1,3' ]
  try duplicates --merge 1
  expect_status 2
  expect_said "name two contacts"
}

@test "events are listed, renamed once for all, with their people" {
  try events --format text
  expect_status 0
  [ "$output" = "Expo, 3 people" ]
  try event expo --rename "Glass week" --place Aarhus --from 2026-05-01 --to 2026-05-03
  expect_status 0
  expect_said "Glass week, Aarhus, 2026-05-01 to 2026-05-03, 3 people"
  try list glass week
  expect_printed_lines 3
  try event "Glass week" --format text
  expect_printed "Glass week, Aarhus"
  expect_printed "${name[2]}"
  try event "Glass week"
  expect_printed_lines 3
  [ "$(jq -r .met.event <<<"${lines[0]}")" = "Glass week" ]
  [ "$(cardcat events | jq -c '[.schema, .from, .people]')" = '["cardcat.event/1","2026-05-01",3]' ]
  try event Ball
  expect_status 1
  expect_said "there is no event 'Ball'"
  try event Ball --place Paris
  expect_status 1
  try event
  expect_status 2
}
