#!/usr/bin/env bats
# export and import: contacts out and back, and those of other programs.

setup() {
  load helpers
  fresh_home
  english_only
}

# person UID NAME FIRM: a contact as a line of JSON.
person() {
  printf '{"schema":"cardcat.contact/1","uid":"%s","contact":{"name":{"full":"%s"},' "$1" "$2"
  printf '"organization":"%s"},"meetings":[{"event":"Expo","tags":["fair"],"note":"tall"},' "$3"
  printf '{"event":"Ball","met_on":"2020-01-01"}]}\n'
}

UID_1=6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11
UID_2=6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a12

make_two() {
  person $UID_1 "Ada Beck" "Beck Ltd" >two.jsonl
  person $UID_2 "Bob Cole" "Cole, Sons; Co" >>two.jsonl
  cardcat -q import two.jsonl
}

@test "every format gives back what it was given" {
  run python3 "$CARDCAT_SOURCE/tests/bench/round.py" 40
  echo "$output"
  [ "$status" -eq 0 ]
  [[ $output == *"40 contacts: all equal"* ]]
}

@test "import is one decision; what is there already stays as it is" {
  person $UID_1 "Ada Beck" "Beck Ltd" >two.jsonl
  person $UID_2 "Bob Cole" "Cole" >>two.jsonl
  try import two.jsonl
  expect_status 0
  expect_said "cardcat: 2 contacts added"
  [ "$(sql 'SELECT count(*) FROM met')" -eq 4 ]
  try_from two.jsonl import -
  expect_status 0
  expect_said "cardcat: 2 already there"
  try undo
  expect_said "imported 2 contacts from two.jsonl"
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 0 ]
  try import two.jsonl
  expect_said "2 contacts added"
}

@test "a contact that differs is shown, and stays until it is said what counts" {
  make_two
  cardcat export --format vcard >two.vcf
  sed -i 's/^ORG:Beck Ltd/ORG:Beck AG/; s/^TITLE.*//' two.vcf
  try import two.vcf
  expect_status 1
  expect_said "contact 1 differs: organization: Beck Ltd here, Beck AG there"
  expect_said "1 already there, 1 differs and stays as it was"
  [ "$(sql 'SELECT organization FROM contacts WHERE id = 1')" = "Beck Ltd" ]
  try import --on-conflict=merge two.vcf
  expect_status 0
  [ "$(sql 'SELECT organization FROM contacts WHERE id = 1')" = "Beck Ltd" ]
  try import --on-conflict=take two.vcf
  expect_status 0
  expect_said "1 changed, 1 already there"
  [ "$(sql 'SELECT organization FROM contacts WHERE id = 1')" = "Beck AG" ]
  [ "$(sql "SELECT group_concat(event, ' ') FROM met WHERE contact = 1")" = "Ball Expo" ]
  try undo
  [ "$(sql 'SELECT organization FROM contacts WHERE id = 1')" = "Beck Ltd" ]
  try import --on-conflict=x two.vcf
  expect_status 2
}

@test "a file is written whole, a file that is there is replaced only by --force" {
  make_two
  try export two.csv
  expect_status 0
  expect_said "two.csv: 2 contacts"
  [[ $(head -1 two.csv) == photo,card,id,* ]]
  echo mine >mine.vcf
  try export mine.vcf
  expect_status 2
  expect_said "this file already exists"
  [ "$(cat mine.vcf)" = mine ]
  # The address book itself is replaced by nothing, by whatever name.
  ln "$BOOK" another.csv
  for file in "$BOOK" "$BOOK-wal" another.csv; do
    [ -e "$file" ] || continue
    try export --force --format csv "$file"
    expect_status 2
    expect_said "this is the address book itself"
  done
  [ "$(cardcat list | wc -l)" -eq 2 ]
  rm another.csv
  try export --force mine.vcf cole
  expect_status 0
  [ "$(grep -c BEGIN mine.vcf)" -eq 1 ]
  [ "$(stat -c %a mine.vcf)" = 600 ]
  try export due.ics
  expect_status 2
  expect_said "a calendar is written by 'cardcat follow-up calendar'"
  [ ! -e due.ics ]
  try export none/x.vcf
  expect_status 1
  expect_said "none/x.vcf: cannot be written"
  try export --format vdir
  expect_status 2
}

@test "by words, event and tag" {
  make_two
  try export - beck
  [ "$(grep -c BEGIN <<<"$output")" -eq 1 ]
  for filter in "--event expo" "--event BALL" "--tag Fair"; do
    # shellcheck disable=SC2086
    try export $filter
    [ "$(grep -c BEGIN <<<"$output")" -eq 2 ]
  done
  try export --tag nobody
  expect_status 0
  expect_said "no contact was exported"
}

@test "a folder of vCards: stable names, unchanged files left alone" {
  make_two
  mkdir out
  try export out
  expect_status 0
  expect_said "out: 2 contacts, 2 of them changed"
  [ "$(ls -A out)" = "$UID_1.vcf
$UID_2.vcf" ]
  touch -d 2001-01-01 out/*
  # "more" is not the export's, and stays.
  echo more >out/more.txt
  sed 's/"Beck Ltd"/"Beck AG"/' two.jsonl >other.jsonl
  cardcat -q import --on-conflict=take other.jsonl
  try export out
  expect_said "1 of them changed"
  [ "$(find out -newermt 2002-01-01 -name '*.vcf')" = "out/$UID_1.vcf" ]
  [ -e out/more.txt ]
  try export --format vcard4 new/
  expect_said "new/: 2 contacts, 2 of them changed"
  grep -qx $'VERSION:4.0\r' "new/$UID_2.vcf"
  try export --format csv out
  expect_status 2
  expect_said "a folder gets vCards: name a file for other formats"
  rm "$BOOK"
  try import out
  expect_status 0
  expect_said "2 contacts added"
}

@test "CSV for Excel has its mark and no formula, and is read again" {
  person $UID_1 "Ada Beck" "=SUM(A1)" >one.jsonl
  cardcat -q import one.jsonl
  for command in "export people.csv --format excel" "list --format excel" \
    "list --format excel --bom" "show 1 --format excel"; do
    # shellcheck disable=SC2086
    try $command
    expect_status 0
    [ -e people.csv ] && output=$(cat people.csv) && mv people.csv first.csv
    [[ $output == $'\xEF\xBB\xBFphoto,'* && $output == *",'=SUM(A1),"* ]]
  done
  try import first.csv
  expect_said "1 already there"
}

@test "CSV of other programs, with columns that are known or said" {
  printf 'Vorname;Firma;Mail;Ort\nAda;Beck;a@b.example;X\n' >people.csv
  try import people.csv
  expect_status 1
  expect_said "people.csv: its first line names no column that is known"
  try import --map Vorname=given --map Firma=organization --map Mail=email people.csv
  expect_status 0
  [ "$(sql "SELECT name || organization || email FROM contacts")" = "AdaBecka@b.example" ]
  expect_said "cardcat: people.csv: the column 'Ort' was not taken: say what it is with --map"
  # Nobody met them just now.
  [ -z "$(cardcat list -q --to-write)" ]
  try import --map Vorname=given --map Firma=organization --map Mail=email people.csv
  expect_said "1 already there"
  try import --map Nachname=family people.csv
  expect_status 2
  expect_said "there is no column 'Nachname'"
}

@test "sync makes no folder that was mistyped, and fills none of other files" {
  mkdir notes
  touch notes/list.txt
  try sync otu
  expect_status 1
  expect_said "cardcat: otu: there is no such folder; to begin a new one, create it with mkdir"
  expect_said_lines 1
  try sync notes
  expect_status 1
  expect_said "cardcat: notes: this folder has other files and no vCards; name one of vCards, or an"
  [ "$(find . | sort | xargs)" = ". ./notes ./notes/list.txt" ]
  [ ! -e "$BOOK" ]
  make_two
  rm notes/list.txt
  touch notes/.color
  try sync notes
  expect_status 0
  expect_said "folder: 2 written"
}

@test "sync says in plain words what it cannot do, and import what it guessed" {
  make_two
  mkdir out
  cardcat sync -q out
  cardcat edit -q 1 --set organization=Here
  sed -i 's/^ORG:.*/ORG:There\r/' out/$UID_1.vcf
  try sync out
  expect_status 1
  expect_said "cardcat: 1 contact was changed on both sides and stays as it is: --on-conflict=book"
  cardcat edit -q 2 --set organization=Here
  sed -i 's/^ORG:.*/ORG:There\r/' out/$UID_2.vcf
  try sync out
  expect_said "cardcat: 2 contacts were changed on both sides and stay as they are: "
  touch file
  try sync file
  expect_status 1
  expect_said "cardcat: file: this is a file, not a folder"
  printf 'name\nJ\xf6rg\n' >old.csv
  try import old.csv
  expect_status 0
  expect_said "cardcat: old.csv: it is not in UTF-8, so it was read as Windows-1252"
  expect_said_lines 2
}

@test "what is no contact is named, and the rest is read" {
  make_two
  printf 'BEGIN:VCARD\nNOTE:x\nEND:VCARD\nBEGIN:VCARD\nFN:Eve\nEND:VCARD\nBEGIN:VCARD\n' >bad.vcf
  try import bad.vcf
  expect_status 1
  expect_said "bad.vcf, line 1: it says nothing of a person or firm"
  expect_said "bad.vcf, line 7: the card has no END:VCARD"
  expect_said "1 contact added, 2 not read"
  : >empty
  for file in empty missing /dev/null; do
    try import "$file"
    expect_status 1
    expect_said "$file: "
    expect_own_words
  done
  try import
  expect_status 2
  [ "$(sql 'SELECT count(*) FROM contacts')" -eq 3 ]
}

@test "what was read elsewhere becomes what a scan here makes, once" {
  cp "$SAMPLES/01-scan.jpg" .
  cardcat -q scan --no-save --no-learned --format json --embed 01-scan.jpg >readings.jsonl
  [ ! -e "$BOOK" ]
  cardcat -q scan --no-learned --db scanned.db 01-scan.jpg >/dev/null
  try import --event Expo --tag fair readings.jsonl
  expect_status 0
  expect_said "1 card to review, 1 photo"
  # Only what a picture has beside its pixels does not travel.
  kept='SELECT p.sha256, p.path, p.taken, c.number, c.state, c.reading,
    hex(substr(c.picture, -1000))
    FROM cards c JOIN photos p ON p.id = c.photo'
  diff <(sqlite3 scanned.db "$kept") <(sql "$kept")
  [ "$(sql 'SELECT event FROM meetings')" = Expo ]
  try import readings.jsonl
  expect_status 0
  expect_said "1 photo already known"
  try scan 01-scan.jpg
  expect_said "1 photo already known"
  # A photo's time tells the day where it can be believed, as it does in a scan.
  for day in 1980-01-01 2020-05-06; do
    jq -c ".source.taken = \"${day}T00:30:00\"" readings.jsonl >"$day.jsonl"
    cardcat import -q --db "$day.db" "$day.jsonl"
    sqlite3 "$day.db" "SELECT coalesce(met_on, 'no day'), coalesce(taken_on, '-') FROM meetings"
  done >days
  [ "$(cat days)" = $'no day|-\n2020-05-06|2020-05-06' ]
  sed 's/"picture": "..../"picture": "AAAA/' readings.jsonl >bad.jsonl
  try import --db other.db bad.jsonl
  expect_status 1
  expect_said 'bad.jsonl, line 1: not a cardcat reading: "picture" is no picture of a card'
  try scan --embed --format csv 01-scan.jpg
  expect_status 2
}

@test "pictures travel when asked; a foreign one is decoded, what is none is told of" {
  scanned "$BOOK" 12-render.png
  cardcat scan -q --yes "$SAMPLES/12-render.png" >/dev/null
  cardcat export --embed all.jsonl
  cardcat export --embed all.vcf
  jq -r .picture all.jsonl | base64 -d >picture.jpg
  [ "$(sqlite3 "$BOOK" "SELECT hex(picture) FROM cards")" = "$(od -An -v -tx1 picture.jpg |
    tr -d ' \n' | tr a-f A-F)" ]
  [ "$(/usr/bin/python3 -c 'import sys, vobject
sys.stdout.buffer.write(vobject.readOne(open("all.vcf")).photo.value)' | cmp - picture.jpg)" = "" ]
  never grep -q picture <<<"$(cardcat export --format json)"
  never grep -q PHOTO <<<"$(cardcat export)"
  try export --embed --format csv
  expect_status 2
  expect_said "--embed goes with vCard and JSON"
  for file in all.jsonl all.vcf; do
    for db in "$BOOK" "other-$file.db"; do
      try import --db "$db" "$file"
      expect_status 0
    done
    expect_said "1 contact added, 1 picture"
    cardcat export --db "other-$file.db" --embed "again-$file"
    cmp "$file" "again-$file"
    try import --db "other-$file.db" "$file"
    expect_said "1 already there"
  done
  card() {
    printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nFN:%s\r\n%s\r\nEND:VCARD\r\n' "$@"
  }
  png=$(base64 -w0 "$BATS_TEST_DIRNAME/small.png")
  {
    card u1 'Ada Beck' "PHOTO;ENCODING=b;TYPE=PNG:$png"
    card u2 "Eve Cole" "PHOTO;ENCODING=b;TYPE=JPEG:$(tail -c 200 picture.jpg | base64 -w0)"
    card u3 'Fay Dorn' 'PHOTO;VALUE=uri:http://dorn.example/fay.jpg'
  } >phone.vcf
  try import --db phone.db phone.vcf
  expect_status 1
  expect_said "phone.vcf, line 7: the picture of Eve Cole: it is not a picture"
  expect_said "3 contacts added, 1 picture, 1 picture not taken: it is on a server, 1 picture"
  [ "$(cardcat export --db phone.db --embed --format json - Ada | jq -r .picture | base64 -d |
    head -c 3 | od -An -tx1)" = " ff d8 ff" ]
  try import --db phone.db phone.vcf
  expect_said "3 already there, 1 picture not taken: it is on a server, 1 picture not read"
  mkdir cards
  card u4 'Gil Hart' "PHOTO;ENCODING=b;TYPE=PNG:$png" >cards/gil.vcf
  cardcat -q --db phone.db sync cards
  [ "$(cardcat export --db phone.db --embed - Gil | grep -c '^PHOTO;ENCODING=b;TYPE=JPEG:')" -eq 1 ]
  grep -q '^PHOTO;ENCODING=b;TYPE=PNG:' cards/gil.vcf
  cardcat -q --db phone.db undo
  card u1 'Ada Beck' "PHOTO;ENCODING=b;TYPE=JPEG:$(base64 -w0 picture.jpg)" >changed.vcf
  try import --db phone.db changed.vcf
  expect_status 1
  expect_said "changed.vcf, line 1: contact 1 differs: picture: another there"
  try import --db phone.db --on-conflict=take changed.vcf
  expect_said "1 changed, 1 picture"
  try edit --db phone.db --drop-picture 1
  try import --db phone.db changed.vcf
  expect_said "contact 1 differs: picture: none here, one there"
  try import --db phone.db --on-conflict=merge changed.vcf
  expect_said "1 changed, 1 picture"
}

@test "others write while an import runs; one that is killed is completed by the next" {
  for number in {10001..11500}; do
    printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:P%s Q%s\r\nEMAIL:%s@beck.example\r\nEND:VCARD\r\n' \
      "$number" "$number" "$number"
  done >many.vcf
  make_two
  "$CARDCAT_BUILD/cardcat" import -q many.vcf & # itself, no shell that has begun it
  import=$!
  until [ "$(sql 'SELECT count(*) > 2 FROM contacts')" = 1 ]; do :; done
  cardcat note -q 1 "still here"
  kill -9 "$import" || true
  wait "$import" || true
  [ "$(($(sql 'SELECT count(*) FROM contacts') % 200))" -eq 2 ] ||
    [ "$(sql 'SELECT count(*) FROM contacts')" -eq 1502 ]
  cardcat import -q many.vcf
  [ "$(sql 'SELECT count(*), count(DISTINCT email) FROM contacts')" = "1502|1500" ]
  [ "$(sql "SELECT note FROM met WHERE contact = 1 AND note LIKE '%still here'" | wc -l)" -ge 1 ]
}
