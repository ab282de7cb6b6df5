#!/usr/bin/env bats
# follow-up: who is due, letters as drafts of a mail program, what is done about them.

setup_file() {
  load helpers
  make_book
  sqlite3 "$BATS_FILE_TMPDIR/cards.db" "UPDATE meetings SET met_on = '2020-06-16',
    introduced_by = 'Maria Jansen', note = 'likes trains' || char(10) || 'todo: send the paper'
    WHERE event = 'Expo'"
}

setup() {
  load helpers
  fresh_home
  use_book
  drafts=$HOME/.local/share/cardcat/Drafts
  for id in 1 2 3; do
    name[id]=$(sql "SELECT name FROM contacts WHERE id = $id")
    mail[id]=$(sql "SELECT email FROM contacts WHERE id = $id")
  done
}

states() {
  cardcat follow-up --all --format json | jq -r '"\(.entry.id) \(.state)"' | xargs
}

draft_count() {
  find "$drafts/cur" "$drafts/new" -type f | wc -l
}

@test "who is due, by event, with what one needs to write" {
  try follow-up --format text
  expect_status 0
  [ "${lines[0]}" = Expo ]
  expect_printed "    1  ${name[1]}"
  expect_printed "       ${mail[1]}"
  expect_printed "Met at Expo on 2020-06-16, introduced by Maria Jansen; due since 2020-06-17"
  expect_printed "       todo: send the paper"
  try follow-up --event expo --tag FAIR --format json
  [ "$(jq -r .schema <<<"$output" | uniq -c | xargs)" = "3 cardcat.follow-up/1" ]
  [ "$(jq -rs '.[0].promised[0]' <<<"$output")" = "todo: send the paper" ]
  try follow-up --tag nothing
  [ -z "$output" ]
  expect_said "there is nobody to write to this morning"
  # Somebody without e-mail shows a number, a firm without a person stands apart.
  sql "DELETE FROM emails; UPDATE versions SET name = NULL WHERE person = 2"
  try follow-up --format text
  [[ $output == *$'\n\nFirms without a person\n    2  '* ]]
  [[ ${lines[2]} == *[0-9][0-9]* ]]
}

@test "the card's picture stands there where a terminal draws by pixels" {
  on_terminal env TERM=xterm-kitty "$CARDCAT_BUILD/cardcat" follow-up --event expo
  [ "$(grep -c $'\e_Ga=T' typescript)" -eq 3 ]
  on_terminal env TERM=xterm-kitty NO_COLOR=1 "$CARDCAT_BUILD/cardcat" follow-up --event expo
  never grep -q $'\e_G' typescript
}

@test "states are set by number, event and tag, and undone" {
  cardcat follow-up "done" -q 1
  cardcat follow-up snooze -q 2w 2
  cardcat follow-up skip -q 3
  [ "$(states)" = "2 snoozed 1 sent 3 skipped" ]
  [ "$(sql "SELECT round(julianday(snoozed_until) - julianday('now')) BETWEEN 13 AND 15
    FROM meetings WHERE snoozed_until IS NOT NULL")" = 1 ]
  try follow-up --format text
  [ "${lines[0]}" = Promised ]
  expect_said "nobody to write to this morning; 1 person comes up later: --all shows whom"
  cardcat follow-up again -q --event Expo
  [ "$(states)" = "1 due 2 due 3 due" ]
  cardcat follow-up "done" -q --tag fair
  [ "$(states)" = "1 sent 2 sent 3 sent" ]
  try undo
  expect_said "noted a letter to 3 people"
  [ "$(states)" = "1 due 2 due 3 due" ]
  cardcat follow-up tick -q 1
  [ "$(sql "SELECT note FROM contacts WHERE id = 1")" = $'likes trains\ndone: send the paper' ]
  # Once for each person, however often they were met.
  cardcat met -q 2 --event Fair --met-on 2020-07-01
  try follow-up snooze 3d 2
  expect_said "cardcat: ${name[2]}: put off"
  expect_said_lines 1
  try follow-up tick 1
  expect_status 1
  expect_said "no promise is open"
}

@test "drafts: RFC 5322, each once, and whoever has no address is named" {
  sql "DELETE FROM emails WHERE version = (SELECT version FROM people WHERE id = 3)"
  try follow-up draft
  expect_status 1
  expect_printed_lines 2
  expect_said "${name[3]}: no e-mail address to write to"
  expect_said "todo: send the paper"
  [ "$(states)" = "1 drafted 2 drafted 3 due" ]
  python3 - "$drafts"/cur/*:2,D <<'PYTHON' >letters
import email, email.policy, sys
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        letter = email.message_from_binary_file(file, policy=email.policy.strict)
    body = letter.get_content()
    assert not letter.defects and letter["X-Unsent"] == "1" and letter["Date"].datetime
    assert "send the paper" not in letter.as_string() and "trains" not in letter.as_string()
    print(letter["To"].addresses[0].addr_spec, letter["Subject"], body.split("\n")[0], sep="|")
PYTHON
  grep -qxF "${mail[1]}|Good to meet you at Expo|Dear $(sql "SELECT given FROM contacts
    WHERE id = 1")," letters
  grep -qF "${mail[2]}|Expo : merci pour notre échange|Bonjour Hélène," letters
  # What ended between the file and the book leaves a file that is found, and never written again.
  echo mine >>"$(find "$drafts/cur" -name '*:2,D' | head -n 1)"
  cardcat undo -q
  try follow-up draft --all
  expect_said "the draft already existed and stays as it is"
  [ "$(draft_count)" -eq 2 ]
  grep -qrx mine "$drafts/cur"
  # A draft that is there is noted once; one that was written anew is news.
  try follow-up draft 1
  expect_said "the draft already existed and stays as it is"
  [ "$(sql "SELECT count(*) FROM follow_ups WHERE state = 'drafted'")" -eq 2 ]
  rm "$drafts"/cur/*
  try follow-up draft 1
  expect_said_lines 1
  [ "$(sql "SELECT count(*) FROM follow_ups WHERE state = 'drafted'")" -eq 3 ]
  try follow-up draft --event Expo
  expect_printed_lines 0
}

@test "drafts as files and as links, in a language and a name of one's own" {
  mkdir -p "$HOME/.config/cardcat/templates/events"
  printf '[follow-up]\nhour = 9:30\nname = Jo Lind\nemail = jo@example.org\n' \
    >"$HOME/.config/cardcat/cardcat.conf"
  try follow-up draft --eml letters --language de 1
  expect_status 0
  grep -q '^From: Jo Lind <jo@example.org>' letters/*.eml
  grep -q 'Guten Tag' letters/*.eml
  printf 'Subject: Hi {given}\n\nAgain[ at {event}][ on {day}].\n{me}\n' \
    >"$HOME/.config/cardcat/templates/events/EXPO.txt"
  try follow-up draft --mailto 2
  body='Again%20at%20Expo%20on%2016%20juin.%0D%0AJo%20Lind'
  [ "$output" = "mailto:${mail[2]}?subject=Hi%20H%C3%A9l%C3%A8ne&body=$body" ]
  [ "$(states)" = "1 drafted 2 drafted 3 due" ]
  [ "$(cardcat follow-up --format json | jq -r .due | sort -u)" = "$(date -u -d "$(date -d \
    '2020-06-17 9:30' +%FT%T%z)" +%FT%TZ)" ]
}

@test "what cannot be is refused, and nothing is done" {
  for action in "" draft "done" calendar; do
    try follow-up $action --event Nowhere
    expect_status 1
    expect_said "there is no event 'Nowhere'"
    try follow-up $action --group Nobody
    expect_status 1
    expect_said "there is no group 'Nobody'"
  done
  for words in 'darft' 'done' 'snooze 1' 'snooze 3x 1' 'snooze 2020-01-01 1' 'skip one' \
    'done 1 --event Expo' 'draft --mailto --eml x' '--format csv' 'draft --language xx'; do
    # shellcheck disable=SC2086
    try follow-up $words
    expect_status 2
    expect_said_lines 1
  done
  try follow-up dratf
  expect_said "did you mean 'draft'?"
  mkdir -p "$HOME/.config/cardcat/templates/tags"
  printf 'Subject: a\n\n{given\n' >"$HOME/.config/cardcat/templates/tags/fair.txt"
  try follow-up draft
  expect_status 2
  expect_said "tags/fair.txt: line 3: a { has no }"
  printf '[follow-up]\nhour = late\n' >"$HOME/.config/cardcat/cardcat.conf"
  try follow-up --format text
  expect_status 2
  expect_said "cardcat.conf: hour: 'late' is not a time of day such as 8:00"
  [ "$(sql "SELECT count(*) FROM follow_ups")" = 0 ]
}

@test "keeping in touch: who was long not heard from, by contact and by tag" {
  cardcat follow-up skip -q --event Expo
  sql "UPDATE meetings SET note = NULL"
  cardcat keep-in-touch -q 1 3 months
  cardcat keep-in-touch -q --tag fair 6w
  cardcat keep-in-touch -q 3 off
  cardcat in-touch -q --on 2021-02-28 1
  try follow-up --format text
  expect_said "there is nobody to write to this morning"
  [ "${lines[0]}" = "Out of touch" ]
  expect_printed "    2  ${name[2]}"
  expect_printed "last in touch on 2020-06-16; every 6 weeks (tag fair), due since 2020-07-28"
  expect_printed "last in touch on 2021-02-28; every 3 months, due since 2021-05-28"
  [ "$(cardcat follow-up --format json --tag fair |
    jq -r 'select(.schema == "cardcat.touch/1") | "\(.entry.id) \(.last) \(.tag)"' | xargs)" = \
    "2 2020-06-16 fair 1 2021-02-28 null" ]
  cardcat keep-in-touch >rows
  grep -qxF "6 weeks	people tagged 'fair'	" rows
  grep -qxF "3 months	1 ${name[1]}	2021-02-28" rows
  # A letter for each, once until one was in touch.
  try follow-up draft 1 2
  expect_status 0
  [ "$(draft_count)" -eq 2 ]
  grep -q '^Subject: It has been a while' "$drafts"/cur/cardcat.touch.*
  try follow-up draft 1
  expect_said "${name[1]}: the draft was there already and stays as it is"
  [ "$(draft_count)" -eq 2 ]
  # Written to, met, put off: none is out of touch.
  cardcat follow-up "done" -q 1
  cardcat follow-up snooze -q 3d 2
  [ -z "$(cardcat follow-up -q --format text)" ]
  [ "$(cardcat follow-up --all --format json | jq -r .schema | xargs)" = \
    "cardcat.touch/1 cardcat.touch/1" ]
  try undo
  expect_said "put off being in touch with ${name[2]}"
  cardcat met -q --no-follow-up 2
  [ -z "$(cardcat follow-up -q --format text)" ]
  # It travels.
  cardcat export all.vcf
  cardcat import -q --db other.db all.vcf
  [ "$(cardcat list --db other.db --format json | jq -r .keep_in_touch | sort | xargs)" = \
    "3 months null off" ]
  for words in '1 sometimes' months '--tag fair 1 6w' '99x 6w'; do
    # shellcheck disable=SC2086
    try keep-in-touch $words
    expect_status 2
    expect_said_lines 1
  done
}

@test "a calendar of what is due, printed and kept in a folder" {
  cardcat follow-up snooze -q 3d 2
  cardcat follow-up calendar --event expo >all.ics
  try follow-up calendar --vdir vdir
  expect_said "vdir: 3 changed"
  cardcat follow-up skip -q 1
  try follow-up calendar --vdir vdir
  expect_said "vdir: 1 changed"
  /usr/bin/python3 - all.ics vdir/*.ics <<'PYTHON' >entries
import sys, icalendar
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    for todo in calendar.walk("VTODO"):
        print(path[:3], todo["UID"], todo["SUMMARY"], todo["STATUS"], todo["DUE"].dt.isoformat())
PYTHON
  [ "$(cut -d ' ' -f 1 entries | uniq -c | xargs)" = "3 all 3 vdi" ]
  [ "$(cut -d ' ' -f 2 entries | sort -u | wc -l)" -eq 3 ]
  grep -qF "Write to ${name[1]} CANCELLED" entries
  try follow-up --vdir vdir
  expect_status 2
  expect_said "--vdir does nothing without calendar"
}

# in_mailer PROGRAM: recalls the one draft, as it would be edited.
in_mailer() {
  printf 'set folder="%s"\nset postponed="%s"\nset editor=true\nset from="jo@example.org"\n' \
    "$HOME" "$drafts" >"$HOME/rc"
  tmux -f /dev/null new-session -d -x 100 -y 30 \
    "LC_ALL=C.UTF-8 TERM=screen-256color $1 -n -F '$HOME/rc' -p; sleep 100"
  wait_for screen_has "Subject:"
  screen_has "${mail[2]}"
  screen_has "Hélène Moreau"
  screen_has "Expo : merci pour notre échange"
  tmux kill-server
}

screen_has() {
  tmux capture-pane -p | grep -qF -- "$1"
}

@test "mutt and neomutt open a draft as a draft" {
  export TMUX_TMPDIR=$BATS_TEST_TMPDIR
  for mailer in mutt neomutt; do
    rm -rf "$drafts"
    sql "UPDATE meetings SET drafted = NULL"
    cardcat follow-up draft -q 2
    in_mailer "$mailer"
  done
}
