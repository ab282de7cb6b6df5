#!/usr/bin/env bats
# shellcheck disable=SC2154
# Photos that are added on the page, by the person and by those that mean no good.

setup_file() {
  load helpers
  scanned "$BATS_FILE_TMPDIR/cards.db" 01-scan.jpg
}

setup() {
  load helpers
  load page
  fresh_home
  english_only
  use_book
}

teardown() {
  stop
}

# upload OPTION...: the status of a form with files that a page of our own sent.
upload() {
  post /add/photos -F "token=$token" -F follow_up=yes "$@"
}

all_done() {
  ask /add >page.html
  grep -q 'data-open="0"' page.html
}

cards() {
  sql 'SELECT count(*) FROM cards'
}

@test "photos are read and join the queue, with what was typed about them" {
  cardcat want -q anneliese --why "<i>for the fair"
  serve
  expect 303 "$(upload -F event=Fair -F photo=@"$SAMPLES/03-qr-german.jpg" \
    -F photo=@"$SMALL")"
  wait_for all_done
  expect 3 "$(cards)"
  grep -q '2 of 2 photos done' page.html
  grep -q 'href="[^"]*/review/2"' page.html
  grep -q 'you want to meet: anneliese – &lt;i&gt;for the fair' page.html
  expect 2 "$(sql "SELECT count(*) FROM cards JOIN meetings ON meetings.id = meeting
    WHERE event = 'Fair'")"
  expect 03-qr-german.jpg "$(sql "SELECT json_extract(reading, '\$.source.path') FROM cards
    WHERE id = 2")"
}

@test "of a photo that is read it is told how many cards are" {
  serve
  some_so_far() {
    ask /add >page.html
    grep -q 'being read … [12] cards\? so far' page.html
  }
  expect 303 "$(upload -F photo=@"$SAMPLES/11-three-cards.jpg")"
  wait_for some_so_far
  wait_for all_done
  never grep -q 'so far' page.html
  expect 4 "$(cards)"
}

@test "a photo that is known is told so and read no more" {
  serve
  expect 303 "$(upload -F photo=@"$SAMPLES/01-scan.jpg")"
  wait_for all_done
  grep -q 'already in the address book' page.html
  expect 303 "$(upload -F photo=@"$SMALL" -F photo=@"$SMALL")"
  wait_for all_done
  expect 2 "$(cards)"
}

@test "what is no picture and what shows no card is told by name, the rest is read" {
  serve
  printf 'no picture' >letter.jpg
  vips black blank.png 800 600
  expect 303 "$(upload -F photo=@letter.jpg -F photo=@blank.png -F photo=@"$SMALL")"
  wait_for all_done
  grep -q 'letter.jpg</strong><span>not read: it is not a picture' page.html
  grep -q 'blank.png</strong><span>not read: ' page.html
  expect 2 "$(cards)"
}

@test "a decompression bomb harms nobody" {
  serve
  # A PNG of a few bytes that says it is 30000 x 30000 pixels.
  python3 - <<'END'
import struct, zlib
def chunk(name, data):
    return (struct.pack(">I", len(data)) + name + data +
            struct.pack(">I", zlib.crc32(name + data)))
rows = zlib.compress(bytes(3751 * 30000), 9)
open("bomb.png", "wb").write(b"\x89PNG\r\n\x1a\n" +
    chunk(b"IHDR", struct.pack(">IIBBBBB", 30000, 30000, 1, 0, 0, 0, 0)) +
    chunk(b"IDAT", rows) + chunk(b"IEND", b""))
END
  expect 303 "$(upload -F photo=@bomb.png)"
  wait_for all_done
  grep -q 'bomb.png</strong><span>not read: ' page.html
  expect 200 "$(status_of /contacts)"
  expect 1 "$(cards)"
}

@test "a name with folders, markup and control characters stays a name" {
  serve
  cp "$SMALL" x.png
  # curl would encode these: the body is written by hand.
  {
    printf -- '--BoundaryB\r\nContent-Disposition: form-data; name="token"\r\n\r\n%s\r\n' "$token"
    printf -- '--BoundaryB\r\nContent-Disposition: form-data; name="photo"; '
    printf 'filename="../../etc/<script>\x1b[31m\x01\xe2\x80\xaex.png"\r\n\r\n'
    cat x.png
    printf '\r\n--BoundaryB--\r\n'
  } >body
  expect 303 "$(post /add/photos -H 'Content-Type: multipart/form-data; boundary=BoundaryB' \
    --data-binary @body)"
  wait_for all_done
  grep -q '&lt;script&gt; \[31m  x.png' page.html
  never grep -q '<script>' page.html
  never grep -qP '[\x01\x1b]|\xe2\x80\xae' page.html
  expect '<script> [31m  x.png' "$(sql "SELECT json_extract(reading, '\$.source.path') FROM cards
    WHERE id = 2")"
}

@test "an upload needs our own origin, host and the token" {
  serve
  local photo=photo=@"$SMALL"
  expect 403 "$(post /add/photos -F "$photo")"
  expect 403 "$(post /add/photos -F "token=${token//[0-8]/9}" -F "$photo")"
  expect 403 "$(status_of /add/photos -H 'Origin: http://evil.example' -F "token=$token" \
    -F "$photo")"
  expect 421 "$(post /add/photos -H 'Host: evil.example' -F "token=$token" -F "$photo")"
  expect 405 "$(status_of "/add/photos?token=$token")"
  expect 403 "$(post /card/1/reject -F "token=$token")"
  expect 1 "$(cards)"
}

@test "too many photos, too many bytes and half a form are refused" {
  serve
  local many=() i
  for ((i = 0; i < 60; i++)); do many+=(-F photo=@letter.jpg); done
  printf 'no picture' >letter.jpg
  expect 403 "$(upload "${many[@]}")"
  truncate -s 300M large
  expect 413 "$(upload -F photo=@large)"
  printf -- '--BoundaryB\r\nContent-Disposition: form-data; name="token"\r\n\r\n%s' "$token" >half
  expect 403 "$(post /add/photos -H 'Content-Type: multipart/form-data; boundary=BoundaryB' \
    --data-binary @half)"
  expect 400 "$(post /add/photos -H 'Content-Type: multipart/form-data' --data-binary @half)"
  # What holds no files is a form, and may be as long as one.
  truncate -s 2M form
  run post /add/photos -H 'Content-Type: application/x-www-form-urlencoded' --data-binary @form
  [ "$output" != 303 ]
  expect 200 "$(status_of /add)"
  grep -q '<ul class="photos"></ul>' <(ask /add)
}

@test "others are answered while photos are read" {
  serve
  upload -F photo=@"$SMALL" >/dev/null
  wait_for all_done
  upload -F photo=@"$SAMPLES/11-three-cards.jpg" -F photo=@"$SAMPLES/03-qr-german.jpg" >/dev/null
  never all_done
  expect 200 "$(status_of /contacts --max-time 2)"
  never all_done
  wait_for all_done
}
