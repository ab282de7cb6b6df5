#!/usr/bin/env bats
# What is exported is what other programs take for vCards: python3-vobject, khard, vdirsyncer with
# Radicale.

setup_file() {
  load helpers
  fresh_home
  export PEERS=$BATS_FILE_TMPDIR/peers
  mkdir "$PEERS"
  python3 "$CARDCAT_SOURCE/tests/bench/round.py" --make 60 >"$PEERS/made.jsonl"
  cardcat -q --db "$PEERS/cards.db" import "$PEERS/made.jsonl"
  for format in vcard vcard4; do
    cardcat -q --db "$PEERS/cards.db" export --format $format "$PEERS/all.$format"
  done
  cardcat -q --db "$PEERS/cards.db" export --format vdir "$PEERS/vdir"
}

setup() {
  load helpers
  fresh_home
}

@test "python3-vobject reads every card, and every name, address and note of it" {
  /usr/bin/python3 - "$PEERS" <<'END'
import json, sys, vobject
place = sys.argv[1]
made = {entry["uid"]: entry for entry in map(json.loads, open(f"{place}/made.jsonl"))}
for form in "vcard", "vcard4":
    text = open(f"{place}/all.{form}", newline="", encoding="utf-8").read()
    cards = list(vobject.readComponents(text))
    assert len(cards) == len(made), len(cards)
    for card in cards:
        entry = made[card.uid.value.removeprefix("urn:uuid:")]
        contact = entry["contact"]
        if contact["name"]["full"]:
            assert card.fn.value == contact["name"]["full"], card.fn.value
        assert card.org.value[0] == contact["organization"], card.org.value
        assert [e.value for e in card.contents.get("email", [])] == contact["emails"]
        assert [t.value for t in card.contents.get("title", [])] == \
            [t.strip() for t in contact["titles"]]
        assert len(card.contents.get("tel", [])) == len(contact["phones"])
        for met in entry["meetings"]:
            for line in (met["note"] or "").splitlines():
                assert line.strip() in card.note.value, (line, card.note.value)
END
}

@test "khard lists and shows every card" {
  mkdir -p "$HOME/.config/khard"
  printf '[addressbooks]\n[[cards]]\npath = %s\n[general]\ndefault_action = list\n' \
    "$PEERS/vdir" >"$HOME/.config/khard/khard.conf"
  run --separate-stderr khard list --parsable
  [ "$status" -eq 0 ]
  [ -z "$stderr" ]
  [ "$(grep -c . <<<"$output")" -eq 60 ]
  uid=$(basename "$(find "$PEERS/vdir" -name '*.vcf' | sort | head -1)" .vcf)
  run --separate-stderr khard show "uid:$uid"
  [ "$status" -eq 0 ]
  [ -z "$stderr" ]
}

@test "vdirsyncer carries every card to Radicale, unchanged, and back" {
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
  printf '[server]\nhosts = 127.0.0.1:%s\n[auth]\ntype = none\n' "$port" >radicale.conf
  printf '[storage]\nfilesystem_folder = %s\n' "$HOME/radicale" >>radicale.conf
  /usr/bin/python3 -m radicale --config "$PWD/radicale.conf" >radicale.log 2>&1 3>&- &
  server=$!
  wait_for curl -s -o none "http://127.0.0.1:$port/"
  cp -r "$PEERS/vdir" there
  cat >vdirsyncer.conf <<END
[general]
status_path = "$HOME/status"
[pair cards]
a = "here"
b = "there"
collections = [["cards", "there", "cards"]]
[storage here]
type = "filesystem"
path = "$PWD"
fileext = ".vcf"
[storage there]
type = "carddav"
url = "http://127.0.0.1:$port/me/"
username = "me"
password = "x"
END
  export VDIRSYNCER_CONFIG=$PWD/vdirsyncer.conf
  yes | vdirsyncer discover >vdirsyncer.log 2>&1
  vdirsyncer sync >>vdirsyncer.log 2>&1
  kill "$server"
  cat vdirsyncer.log >&2
  never grep -iE 'error|critical' vdirsyncer.log
  stored=("$HOME"/radicale/collection-root/me/cards/*.vcf)
  [ ${#stored[@]} -eq 60 ]
  mkdir back
  cp "${stored[@]}" back
  try --db "$PEERS/cards.db" import back
  expect_status 0
  expect_said "60 already there"
}
