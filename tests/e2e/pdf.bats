#!/usr/bin/env bats
# PDF files: what a sheet scanner writes, what a designer exports, and what is none of both.

setup() {
  load helpers
  fresh_home
  english_only
}

pdf() {
  python3 "$CARDCAT_SOURCE/tests/e2e/write_pdf.py" "$@"
}

# bad WHY: card.pdf fails for WHY, in cardcat's own words, and the photo after it is read.
bad() {
  try scan --no-save card.pdf "$SMALL"
  expect_status 1
  expect_said "cardcat: card.pdf: $1"
  expect_said "1 photo read, 1 card"
  expect_own_words
  expect_printed_lines 1
}

# told FILTER: what the JSON says, one word after the other.
told() {
  jq -r "$1" <<<"$output" | paste -sd ' '
}

@test "each page of a scan is read, and each card on a page" {
  as_installed
  pdf scan scans.pdf 314 210 "$SAMPLES/01-scan.jpg" "$SAMPLES/11-three-cards.jpg"
  try scan --no-save scans.pdf
  expect_status 0
  [ "$(told '.contact.name.given')" = "Fiona Emily Anneliese Pieter" ]
  [ "$(told '.source | "\(.page)/\(.pages):\(.card)/\(.cards)"')" = \
    "1/2:1/4 2/2:2/4 2/2:3/4 2/2:4/4" ]
}

@test "a card is read from a PDF as from the picture in it" {
  as_installed
  pdf scan scan.pdf 314 210 "$SAMPLES/01-scan.jpg"
  try scan --no-save "$SAMPLES/01-scan.jpg"
  photo=$(jq -S '.contact | del(.notes)' <<<"$output")
  try scan --no-save scan.pdf
  [ "$(jq -S '.contact | del(.notes)' <<<"$output")" = "$photo" ]
  [ "$(told '.source | has("page")')" = false ]
}

@test "print in a font that the file does not bring is read in the sandbox" {
  need_landlock
  for font in Helvetica Times-Roman; do
    pdf print card.pdf "$font" "Ada M. Beck" "Head of Engineering" "Harrow Instruments GmbH" \
      "ada.beck@harrow-instruments.com" "+49 30 901820" "www.harrow-instruments.com"
    try scan --no-save card.pdf
    expect_status 0
    [ "$(told '.contact | .name.family, .emails[0]')" = "Beck ada.beck@harrow-instruments.com" ]
  done
}

@test "a person without rights reads it, too" {
  need_landlock
  for_nobody
  pdf print card.pdf Helvetica "Ada M. Beck" "Harrow Instruments GmbH" \
    "ada.beck@harrow-instruments.com" "+49 30 901820"
  chmod a+r card.pdf
  run --separate-stderr as_nobody "$BATS_TEST_TMPDIR/cardcat" scan --no-save card.pdf
  expect_status 0
  [ "$(told '.contact.emails[0]')" = ada.beck@harrow-instruments.com ]
}

@test "PDF files in a folder are found by name and by content" {
  mkdir cards
  pdf scan cards/01.pdf 314 210 "$SAMPLES/01-scan.jpg"
  cp cards/01.pdf cards/02-brochure
  printf '%%PDF-1.7 of a brochure' >cards/03-spoilt
  try scan --no-save cards
  expect_status 1
  expect_said "cardcat: cards/03-spoilt: it is cut off or damaged"
  expect_said "2 photos read, 2 cards, 1 failed"
}

@test "a page that cannot be drawn is told of, the others are read" {
  pdf scan scans.pdf 314 210 "$SAMPLES/01-scan.jpg" "$SAMPLES/05-tall.jpg"
  sed '0,/MediaBox \[0 0 314/s//MediaBox [0 0   1/' scans.pdf >card.pdf
  try scan --no-save card.pdf
  expect_status 1
  expect_said "cardcat: card.pdf: page 1 of 2: its page is too small or too large"
  expect_said "1 photo read, 1 card, 1 read only in part"
  [ "$(told '.source.page, .contact.name.family')" = "2 Whitfield" ]
}

@test "a page of 200 inches is read" {
  pdf scan card.pdf 14400 9630 "$SAMPLES/01-scan.jpg"
  try scan --no-save card.pdf
  expect_status 0
  [ "$(told .contact.name.family)" = Ashworth ]
}

@test "pages without end, or without size" {
  pdf scan card.pdf 1000000000 1000000000 "$SAMPLES/01-scan.jpg"
  bad "its page is too small or too large"
  pdf scan card.pdf 1 1 "$SAMPLES/01-scan.jpg"
  bad "its page is too small or too large: 1 x 1 points"
}

@test "10,000 pages, no page, empty pages" {
  pdf empty card.pdf 10000
  bad "it has 10000 pages, more than 200"
  pdf empty card.pdf 0
  bad "it has no page"
  pdf empty card.pdf 2
  bad "shows no business card"
}

@test "a file with a password, a file that is cut off" {
  pdf locked card.pdf
  bad "it is encrypted: save it without a password"
  pdf scan scan.pdf 314 210 "$SAMPLES/01-scan.jpg"
  head -c "$(($(stat -c %s scan.pdf) * 2 / 3))" scan.pdf >card.pdf
  bad "it is cut off or damaged"
}

# The trailer stands first, as in files for the web, and the last of the print is missing.
@test "what is there of a file that is cut off is read, doubtfully" {
  need_landlock
  pdf print scan.pdf Helvetica "Ada M. Beck" "Head of Engineering" "Harrow Instruments GmbH" \
    "ada.beck@harrow-instruments.com" "+49 30 901820" "www.harrow-instruments.com"
  printf '%%PDF-1.4\ntrailer\n<< /Size 5 /Root 1 0 R >>\n' >card.pdf
  tail -c +10 scan.pdf | head -c "$(($(grep -abo '+49 30' scan.pdf | cut -d: -f1) - 9))" >>card.pdf
  try scan --no-save card.pdf
  expect_status 1
  expect_said "cardcat: card.pdf: it is cut off; what is there was read"
  [ "$(told '.contact.emails[0], ([.evidence[].confidence] | max <= 0.5)')" = \
    "ada.beck@harrow-instruments.com true" ]
}

# poppler 22.12 reads on behind the file's end for ever and keeps each stream that it meets there:
# what is said is that the worker's memory is used up; of another poppler it may be something else.
@test "a list of pages that does not end, with a stream in it" {
  printf '%s\n' '%PDF-1.4' '1 0 obj' '<< /Type /Catalog /Pages 2 0 R >>' endobj '2 0 obj' \
    '<< /Type /Pages /Count 1 /Kids [3 0 R' '5 0 obj' '<< /Length 843 /Filter /DCTDecode >>' \
    stream x trailer '<< /Size 9 /Root 1 0 R >>' >card.pdf
  bad ""
}

@test "a picture of 60,000 x 60,000 pixels in a small file" {
  python3 - card.pdf <<'PY'
import os, sys, zlib
sys.path.insert(0, os.environ["CARDCAT_SOURCE"] + "/tests/e2e")
from write_pdf import page, stream, write
side = 60000
pack = zlib.compressobj(9)
row = bytes(side)
data = b"".join(pack.compress(row) for _ in range(side // 60)) + pack.flush()
entries = b"/Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 " \
    b"/Filter /FlateDecode" % (side, side)
write(sys.argv[1], [lambda number: [
    page(314, 210, number + 1, b"/XObject << /I %d 0 R >>" % (number + 2)),
    stream(b"314 0 0 210 0 0 cm /I Do"), stream(data, entries)]])
PY
  [ "$(stat -c %s card.pdf)" -lt 2000000 ]
  bad "shows no business card"
}
