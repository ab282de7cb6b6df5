#!/usr/bin/env bats
# edit --set, edit --editor, note, done: contacts changed without a page.

setup_file() {
  load helpers
  make_book
}

setup() {
  load helpers
  fresh_home
  use_book
}

# value COLUMN: what contact 1 has there.
value() {
  cardcat list --columns "id,$1" | sed -n 's/^1\t//p'
}

# sets FIELD=VALUE... : they are, each by itself.
sets() {
  for assignment in "$@"; do
    try edit 1 --set "$assignment"
    expect_status 0
    expect_said "changed 1, "
  done
}

@test "edit --set sets, adds, replaces one of several and clears" {
  sets email=ada@beck.example
  [ "$(value emails)" = ada@beck.example ]
  sets email+=two@beck.example 'emails[0]=one@beck.example' mobile='+49 170 1234567'
  [ "$(value emails)" = "one@beck.example; two@beck.example" ]
  [ "$(value mobile)" = +491701234567 ]
  sets 'emails[0]=' organization='Beck = Co' given=Zoë event=Dinner 'tags=a, b' tag+=c note+=late
  [ "$(value emails)" = two@beck.example ]
  [ "$(value organization)" = 'Beck = Co' ]
  [ "$(value name)" = 'Dr Zoë Ashworth' ]
  [ "$(value event,tags,note)" = $'Dinner\ta; b; c\tlate' ]
  sets emails= mobile= note= follow_up=no titles=
  [ "$(value emails,mobile,note,follow_up,titles)" = $'\t\t\tno\t' ]
  for _ in {1..16}; do
    cardcat undo -q
  done
  try edit 1 --set title=One --set title+=Two --set 'titles[1]=Three'
  expect_status 0
  [ "$(value titles)" = "One; Three" ]
  cardcat undo -q
  [ "$(value titles)" = "$(sql 'SELECT title FROM contacts WHERE id = 1')" ]
}

@test "edit --set of all values replaces them, also with a new job" {
  sets titles=One title+=Two titles=Three titles+=Four
  [ "$(value titles)" = "Three; Four" ]
  # As README has it.
  try edit 1 --new-job --set organization='Lumen AG' --set titles='CTO'
  expect_status 0
  [ "$(value organization,titles)" = $'Lumen AG\tCTO' ]
  [ "$(cardcat show 1 | jq -r '.chapters[0].title')" = "Three, Four" ]
  sets emails=a@b.example emails+=c@d.example phones=+442920180762
  [ "$(value emails)" = "a@b.example; c@d.example" ]
  [ "$(value phone)" = +442920180762 ]
}

@test "edit --set refuses what cannot be, and changes nothing then" {
  before=$(cardcat show 1)
  for wrong in email=ada 'email=a b@c.de' work=none url=nothing met_on=2026-02-30 \
    met_on=9999-01-02 follow_up=maybe nme=x email =x 'emails[7]=a@b.de' 'emails[x]=a@b.de' \
    email+= $'name=a\eb'; do
    try edit 1 --set organization=Other --set "$wrong"
    expect_status 2
    expect_said_lines 1
  done
  try edit 1 --set nme=x
  expect_said "there is no field 'nme'; did you mean 'name'?"
  try edit 1 --set name= --set organization= --set titles= --set emails= --set phones= --set urls= \
    --set addresses=
  expect_status 2
  expect_said "nothing was changed: nothing is left of the contact; 'cardcat remove 1' removes it"
  try edit 1 --set email+=second@beck.example --set email=third@beck.example
  expect_said "email: there are 2; name one, as in emails[0]=..., replace them all by emails=..., "
  expect_said "or add one by email+=..."
  try edit 1 --set mobile+=+491701234567 --set mobile+=+491701234568 --set mobile=+491701234569
  expect_said "mobile: there are 2; name one, as in mobile[0]=..., or add one by mobile+=..."
  [ "$(cardcat show 1)" = "$before" ]
  try edit 99 --set name=x
  expect_status 1
}

# edits COMMAND...: in an editor that does COMMAND to the file.
edits() {
  printf '#!/bin/sh\n%s\n' "$*" >editor
  chmod +x editor
  EDITOR="$PWD/editor --wait" VISUAL='' TMPDIR=$PWD try edit 1 --editor
}

@test "edit --editor: the file as it was left is the contact" {
  # shellcheck disable=SC2016
  edits 'cp "$2" as-it-was; stat -c %a "$2" >mode'
  expect_status 0
  expect_said "stays as it was"
  [ "$(cat mode)" = 600 ]
  grep -q '^email: f.ashworth@oakridge.org.uk$' as-it-was
  grep -q '^phone-work: ' as-it-was
  grep -q '^event: Expo$' as-it-was
  # shellcheck disable=SC2016
  edits 'sed -i -e "s/^email:.*/email: a@b.example\nemail: c@d.example/" -e "s/^event:.*/event:/" \
    -e "s/^note:.*/note: one\n  two/" "$2"'
  expect_status 0
  expect_said "changed 1, "
  [ "$(value emails,event,note)" = $'a@b.example; c@d.example\t\tone two' ]
  [ "$(value phone)" = +442920180761 ]
  [ "$(sql 'SELECT given FROM contacts WHERE id = 1')" = Fiona ]
  never ls cardcat-*.txt
}

@test "edit --editor: a file that cannot be taken stays, and its line is named" {
  for line in 'email: nobody' 'colour: red' 'no colon' 'met_on: soon'; do
    # shellcheck disable=SC2016
    edits 'printf "%s\n" "'"$line"'" | cat - "$2" >new; cp new "$2"'
    expect_status 2
    expect_said ": line 1: "
    expect_said "nothing was changed"
    # shellcheck disable=SC2154
    [ -s "$(sed -n 's/^cardcat: \(.*txt\): line.*/\1/p' <<<"$stderr")" ]
  done
  # shellcheck disable=SC2016
  edits ': >"$2"'
  expect_status 2
  expect_said "nothing is left of the contact; 'cardcat remove 1' removes it"
  rm cardcat-*.txt
  [ "$(value email)" = f.ashworth@oakridge.org.uk ]
}

@test "edit --editor: an editor that fails changes nothing, and what was typed stays" {
  edits exit 3
  expect_status 1
  expect_said "nothing was changed: the editor $PWD/editor: Child process exited with code 3"
  never ls cardcat-*.txt
  # shellcheck disable=SC2016
  edits 'echo "note: typed" >>"$2"; exit 3'
  expect_status 1
  grep -q typed "$(sed -n 's/.*; what was typed is in //p' <<<"$stderr")"
  EDITOR=/nowhere/editor VISUAL='' TMPDIR=$PWD try edit 1 --editor
  expect_status 3
  [ "$(find . -name 'cardcat-*.txt' | wc -l)" = 1 ]
  [ "$(value email)" = f.ashworth@oakridge.org.uk ]
  try edit 1 </dev/null
  expect_status 2
  expect_said "edit: without a terminal it takes --set or --editor"
  try edit 1 --editor --set name=x
  expect_status 2
}

@test "note adds a line, done takes people off the list" {
  try note 1 likes tea
  expect_status 0
  try note 1 'and cake'
  [ "$(value note)" = "likes tea and cake" ]
  [ "$(cardcat show 1 | jq -r .met.note)" = $'likes tea\nand cake' ]
  cardcat undo -q
  [ "$(value note)" = "likes tea" ]
  try note 1
  expect_status 2
  try note 1 ' '
  expect_status 2
  try note
  expect_status 2
  try 'done' 1 99
  expect_status 1
  expect_said "nothing was changed"
  try 'done' 1 3
  expect_status 0
  [ "$(cardcat list --to-write --columns id)" = 2 ]
  try 'done' 1 2
  expect_said ": not on the list of people to write to"
  expect_said_lines 2
  [ -z "$(cardcat list --to-write)" ]
  # All that one command settles is one decision.
  cardcat undo -q
  cardcat undo -q
  [ "$(cardcat list --to-write --columns id | xargs)" = "1 2 3" ]
}
