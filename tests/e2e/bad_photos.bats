#!/usr/bin/env bats
# Photos that are none, or cannot be had: one clear sentence each with the file's name, status 1,
# and the rest of the batch is read.

setup() {
  load helpers
  fresh_home
  english_only
}

# bad FILE WHY...: each file fails for its reason, and the good photo after them is read and saved.
bad() {
  local -a files=()
  for ((i = 1; i < $#; i += 2)); do files+=("${!i}"); done
  try scan "${files[@]}" "$SMALL"
  expect_status 1
  while [ $# -gt 0 ]; do
    expect_said_like "(^|"$'\n'")cardcat: $1: [^"$'\n'"]*$2"
    shift 2
  done
  expect_said "1 photo read, 1 card"
  expect_said "${#files[@]} failed"
  expect_own_words
  expect_printed_lines 1
  [ "$(sql 'SELECT count(*) FROM cards')" -eq 1 ]
}

# A small file of 30,000 x 30,000 pixels, huge.png.
make_huge() {
  python3 - huge.png <<'PY'
import struct, sys, zlib

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

side = 30000
pack = zlib.compressobj(9)
row = bytes(1 + side // 8)
data = b"".join(pack.compress(row) for _ in range(side)) + pack.flush()
with open(sys.argv[1], "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n")
    file.write(chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)))
    file.write(chunk(b"IDAT", data) + chunk(b"IEND", b""))
PY
  [ "$(stat -c %s huge.png)" -lt 1000000 ]
}

@test "no pictures, programs, requests for an address, cut, huge, empty, gone: each is told of" {
  echo "Dear all, please find attached" >letter.jpg
  cp "$CARDCAT_BUILD/cardcat" program.png
  # These would make ImageMagick fetch an address.
  printf 'push graphic-context\nfill url(https://127.0.0.1/x)\npop graphic-context' >card.mvg
  printf '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' >card.svg
  : >empty.jpg
  head -c 200 "$SAMPLES/01-scan.jpg" >header.jpg
  head -c "$(($(stat -c %s "$SAMPLES/01-scan.jpg") / 3))" "$SAMPLES/01-scan.jpg" >middle.jpg
  make_huge
  ln -s loop.jpg loop.jpg
  vips black dark.png 1600 1200
  bad letter.jpg "not a picture" program.png "not a picture" card.mvg "not a picture" \
    card.svg "not a picture" empty.jpg "is empty" header.jpg "damaged" middle.jpg "cut off" \
    huge.png "too many pixels" gone.jpg "cannot be read: No such file or directory" \
    loop.jpg "cannot be read: Too many levels of symbolic links" \
    dark.png "shows no business card"
}

@test "a JPEG cut off within its card is read, doubtfully, and told of" {
  head -c "$(($(stat -c %s "$SAMPLES/01-scan.jpg") * 9 / 10))" "$SAMPLES/01-scan.jpg" >cut.jpg
  try scan --yes=sure cut.jpg "$SMALL"
  expect_status 1
  expect_said "cardcat: cut.jpg: it is cut off; what is there was read"
  expect_said "2 photos read, 2 cards"
  expect_said "1 read only in part"
  [ "$(jq -r 'select(.source.warning) | .contact.name.family' <<<"$output")" = Ashworth ]
  [ "$(jq 'select(.source.warning) | [.evidence[].confidence] | max <= 0.5' <<<"$output")" = true ]
  try explain --format text cut.jpg
  grep -qF "Not all of the photo could be read: it is cut off" <<<"$output"
}

@test "each page of a file is read" {
  as_installed
  vips join "$SMALL" "$SMALL" both.v vertical
  vips tiffsave both.v scan.tif --page-height 276 --compression deflate
  try scan --no-pair scan.tif
  expect_status 0
  [ "$(jq -c '.source | [.page, .pages, .card, .cards]' <<<"$output" | tr -d '\n')" = \
    "[1,2,1,2][2,2,2,2]" ]
  [ "$(jq -r .contact.name.family <<<"$output" | sort -u)" = Beck ]
  first=$output
  try scan --format json scan.tif
  [ "$output" = "$first" ]
}

@test "a damaged page is told of, the others are read" {
  vips join "$SAMPLES/12-render.png" "$SAMPLES/12-render.png" both.v vertical
  vips tiffsave both.v scan.tif --page-height 1360 --compression deflate
  # The second page's pixels stand behind the first page's.
  head -c 4096 /dev/zero | tr '\0' '\377' |
    dd of=scan.tif bs=1 seek="$(($(stat -c %s scan.tif) * 3 / 4))" conv=notrunc status=none
  try scan --no-save scan.tif
  expect_status 1
  expect_said "cardcat: scan.tif: page 2 of 2: it is cut off or damaged"
  expect_said "1 photo read, 1 card, 1 read only in part"
  expect_printed_lines 1
}

@test "CMYK and 16-bit pictures are read" {
  vips colourspace "$SMALL" colour.v srgb
  vips colourspace colour.v cmyk.jpg cmyk
  vips colourspace colour.v deep.png rgb16
  vipsheader cmyk.jpg | grep -q '4 bands, cmyk'
  vipsheader deep.png | grep -q 'ushort'
  try scan --no-save --no-pair cmyk.jpg deep.png "$SMALL"
  expect_status 0
  [ "$(jq -r .contact.name.family <<<"$output" | uniq -c | xargs)" = "3 Beck" ]
}

@test "a file without end" {
  run --separate-stderr timeout 60 "$CARDCAT_BUILD/cardcat" scan --no-save /dev/zero
  expect_status 1
  expect_said "/dev/zero: is larger than 256 MB"
}

@test "a file that may not be read" {
  for_nobody
  cp "$SMALL" good.png
  cp good.png secret.png
  chmod 000 secret.png
  run --separate-stderr as_nobody "$BATS_TEST_TMPDIR/cardcat" scan --no-save secret.png good.png
  expect_status 1
  expect_said "secret.png: cannot be read: Permission denied"
  expect_printed_lines 1
}

@test "a folder that may not be read" {
  for_nobody
  mkdir -p photos/closed
  cp "$SMALL" photos/good.png
  chmod 000 photos/closed
  run --separate-stderr as_nobody "$BATS_TEST_TMPDIR/cardcat" scan --no-save photos
  chmod 755 photos/closed
  expect_status 1
  expect_said "photos/closed: cannot be read: Permission denied"
  expect_printed_lines 1
}

@test "a file that vanishes between being seen and being read" {
  mkfifo first
  mkdir photos
  cp "$SAMPLES/01-scan.jpg" photos/vanishes.jpg
  cp "$SMALL" photos/stays.png
  cardcat scan --no-save first photos >printed 2>said &
  # The scan waits for the pipe; the folder has been walked by then.
  exec {pipe}>first
  rm photos/vanishes.jpg
  cat "$SAMPLES/10-low-resolution.jpg" >&"$pipe"
  exec {pipe}>&-
  status=0
  wait $! || status=$?
  [ "$status" -eq 1 ]
  grep -qx 'cardcat: photos/vanishes.jpg: cannot be read: No such file or directory' said
  [ "$(wc -l <printed)" -eq 2 ]
}

@test "a spoilt photo in a folder is told of, other files are not" {
  mkdir photos
  : >photos/IMG_1.JPG
  echo text >photos/notes.txt
  try scan photos
  expect_status 1
  expect_said "photos/IMG_1.JPG: is empty"
  expect_said "1 other file skipped, 1 failed"
}

# A cat, as well as it can be drawn with ellipses and noise.
draw_cat() {
  cat >cat.svg <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200">
<defs><radialGradient id="g"><stop offset="0" stop-color="#d9a066"/>
<stop offset="1" stop-color="#8f563b"/></radialGradient></defs>
<rect width="1600" height="1200" fill="#6a8f5a"/>
<ellipse cx="800" cy="900" rx="420" ry="330" fill="url(#g)"/>
<circle cx="800" cy="450" r="260" fill="url(#g)"/>
<path d="M580 330 L600 90 L730 230 Z M1020 330 L1000 90 L870 230 Z" fill="#8f563b"/>
<ellipse cx="700" cy="420" rx="45" ry="60" fill="#e6f2a2"/>
<ellipse cx="900" cy="420" rx="45" ry="60" fill="#e6f2a2"/>
<ellipse cx="700" cy="420" rx="12" ry="50"/><ellipse cx="900" cy="420" rx="12" ry="50"/>
<path d="M770 520 L830 520 L800 560 Z" fill="#c66"/>
<path d="M660 540 L420 500 M660 560 L420 570 M940 540 L1180 500 M940 560 L1180 570"
 stroke="#eee" stroke-width="5"/></svg>
SVG
  vips svgload cat.svg flat.v
  vips gaussnoise noise.v 1600 1200 --sigma 12
  vips extract_band flat.v rgb.v 0 --n 3
  vips add rgb.v noise.v noisy.v
  vips cast noisy.v cat.jpg[Q=90] uchar
}

# draw_text: a page of a book, page.png.
draw_text() {
  local line text
  line="It was the custom of the village that nobody spoke before the bread was broken. "
  text=$(for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do printf '%s' "$line"; done)
  vips text text.v "$text $text" --width 1300 --dpi 200 --font "Serif 12"
  vips invert text.v black.v
  vips embed black.v page.png 120 150 1540 "$(($(vipsheader -f height black.v) + 300))" \
    --extend white
}

@test "a cat, a page of text" {
  as_installed
  draw_cat
  draw_text
  bad cat.jpg "shows no business card" page.png "shows no business card"
}
