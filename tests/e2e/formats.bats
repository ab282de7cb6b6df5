#!/usr/bin/env bats
# What leaves the program is what others read: vCard, CSV, JSON.

setup_file() {
  load helpers
  fresh_home
  english_only
  export MADE=$BATS_FILE_TMPDIR
  for format in vcard csv json; do
    cardcat scan -q --yes --tag 'a,b' --note $'one\ntwo; three' --format "$format" \
      "$SAMPLES/03-qr-german.jpg" "$SAMPLES/05-tall.jpg" "$SAMPLES/12-render.png" \
      >"$MADE/read.$format"
    cardcat list --format "$format" >"$MADE/list.$format"
  done
}

setup() {
  load helpers
  fresh_home
  english_only
}

@test "vobject reads the vCards, and reads what the JSON says" {
  for kind in read list; do
    /usr/bin/python3 - "$MADE/$kind.vcard" "$MADE/$kind.json" <<'PY'
import json
import sys

import vobject

raw = open(sys.argv[1], "rb").read()
contacts = [json.loads(line)["contact"] for line in open(sys.argv[2], encoding="utf-8")]
cards = list(vobject.readComponents(raw.decode("utf-8")))
assert len(cards) == len(contacts) >= 3, (len(cards), len(contacts))
for line in raw.split(b"\r\n"):
    assert len(line) <= 75 and b"\n" not in line and b"\r" not in line, line
for card, contact in zip(cards, contacts):
    card.validate()
    assert card.version.value == "3.0"
    name, n = contact["name"], card.n.value
    assert card.fn.value == (name["full"] or contact["organization"]), card.fn.value
    assert (n.family or None, n.given or None) == (name["family"], name["given"]), n
    if contact["organization"]:
        assert card.org.value[0] == contact["organization"], card.org.value
    assert [e.value for e in card.contents.get("email", [])] == contact["emails"]
    assert [t.value for t in card.contents.get("title", [])] == contact["titles"]
    links = [url if "://" in url else "https://" + url for url in contact["urls"]]
    assert [t.value for t in card.contents.get("url", [])] == links
    assert len(card.contents.get("tel", [])) == len(contact["phones"])
    for adr, address in zip(card.contents.get("adr", []), contact["addresses"]):
        assert (adr.value.code or None) == address["postcode"], adr.value
PY
  done
}

@test "contacts have UID, REV, categories and note" {
  /usr/bin/python3 - "$MADE/list.vcard" "$MADE/list.json" <<'PY'
import json
import sys

import vobject

entries = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
text = open(sys.argv[1], encoding="utf-8", newline="").read()
for card, entry in zip(vobject.readComponents(text), entries):
    assert card.uid.value == entry["uid"]
    assert card.rev.value == entry["changed"]
    assert card.categories.value == ["a,b"], card.categories.value
    assert "one\ntwo; three" in card.note.value, card.note.value
PY
}

@test "a CSV reader sees one record per card, each cell whole" {
  for kind in read list; do
    /usr/bin/python3 - "$MADE/$kind.csv" "$MADE/$kind.json" <<'PY'
import csv
import io
import json
import sys

raw = open(sys.argv[1], "rb").read()
rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))
contacts = [json.loads(line)["contact"] for line in open(sys.argv[2], encoding="utf-8")]
assert len(rows) == len(contacts) >= 3
assert raw.count(b"\r\n") == len(rows) + 1
for row, contact in zip(rows, contacts):
    assert None not in row and None not in row.values(), row
    assert row["name"] == (contact["name"]["full"] or "")
    assert row["email"] == "; ".join(contact["emails"])
    assert row["note"] == ("one\ntwo; three" if sys.argv[1].endswith("list.csv") else ""), row
    for kind in ("work", "mobile", "home", "other"):
        for phone in contact["phones"]:
            if phone["type"] == kind and phone["e164"]:
                assert phone["e164"] in row[kind + "_phone"], row
    for cell in row.values():
        assert not cell.startswith(("=", "-", "@")), cell
PY
  done
}

@test "text marks doubtful values with more than colour" {
  try scan --format text "$SAMPLES/10-low-resolution.jpg" "$SAMPLES/11-three-cards.jpg"
  expect_status 0
  expect_printed "  Name  "
  [[ $output != *$'\e'* ]]
  try scan --format json "$SAMPLES/10-low-resolution.jpg" "$SAMPLES/11-three-cards.jpg"
  doubtful=$(jq '[.evidence[] | select(.confidence < 0.95)] | length' <<<"$output" |
    awk '{n += $1} END {print n}')
  try scan --format text "$SAMPLES/10-low-resolution.jpg" "$SAMPLES/11-three-cards.jpg"
  [ "$(grep -c '^? ' <<<"$output")" -eq "$doubtful" ]
}

@test "JSON follows the schema that is installed, and the schema nothing else" {
  cp "$CARDCAT_SOURCE/src/output/cardcat.schema.json" .
  /usr/bin/python3 - cardcat.schema.json "$MADE/read.json" "$MADE/list.json" <<'PY'
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for path in sys.argv[2:]:
    lines = [json.loads(line) for line in open(path, encoding="utf-8")]
    assert len(lines) >= 3
    for line in lines:
        validator.validate(line)
        if "source" in line:
            sides = ("source", "corners", "unused", "text")
            validator.validate(line | {"back": {key: line[key] for key in sides}})
        for key in line:
            without = {k: v for k, v in line.items() if k != key}
            assert validator.is_valid(without) == (key in ("back", "id", "met", "cards")), key
        assert not validator.is_valid(line | {"other": 1})
        assert all(p["number"] == p["e164"] for p in line["contact"]["phones"])
PY
  [ "$(jq -r '.contact.phones[].number' "$MADE/list.json" | grep -c '^+')" -ge 3 ]
}

@test "Google's and Outlook's CSV have a cell for each value" {
  for format in google outlook; do
    cardcat --db "$BATS_FILE_TMPDIR/home/.local/share/cardcat/cards.db" list --format "$format" \
      --bom >"$format.csv"
  done
  python3 - "$MADE/list.json" <<'PY'
import csv
import io
import json
import sys

contacts = [json.loads(line)["contact"] for line in open(sys.argv[1], encoding="utf-8")]


def rows(name):
    raw = open(name, "rb").read()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == len(contacts) + 1
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


for google, outlook, contact in zip(rows("google.csv"), rows("outlook.csv"), contacts):
    for row in (google, outlook):
        assert None not in row and None not in row.values(), row
        assert row["First Name"] == (contact["name"]["given"] or contact["name"]["full"] or "")
        assert row["Last Name"] == (contact["name"]["family"] or "")
    for i, email in enumerate(contact["emails"][:3], 1):
        assert google[f"E-mail {i} - Value"] == email
        assert outlook["E-mail Address" if i == 1 else f"E-mail {i} Address"] == email
    for i, phone in enumerate(contact["phones"], 1):
        assert (phone["number"] or phone["value"]) in google[f"Phone {i} - Value"]
        assert any((phone["number"] or phone["value"]) in cell for cell in outlook.values())
    for i, address in enumerate(contact["addresses"], 1):
        assert google[f"Address {i} - Postal Code"] == (address["postcode"] or "")
    assert "a,b" in google["Labels"] and outlook["Categories"] == "a,b"
    assert "one\ntwo; three" in google["Notes"] and google["Notes"] == outlook["Notes"]
PY
  try scan --bom card.jpg
  expect_status 2
  expect_said "--bom goes with --format csv, google or outlook"
}
