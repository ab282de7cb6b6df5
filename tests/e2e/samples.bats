#!/usr/bin/env bats
# Every photo of samples/ is held against samples/expected.jsonl, which says what is printed.
# shellcheck disable=SC2016

setup_file() {
  load helpers
  HOME=$BATS_FILE_TMPDIR "$CARDCAT_SOURCE/tests/samples.sh" >"$BATS_FILE_TMPDIR/readings.jsonl"
}

setup() {
  load helpers
  fresh_home
  readings=$BATS_FILE_TMPDIR/readings.jsonl
}

# Where today's reading is not what is printed: file, card, field.  A new fault fails this test, and
# so does one that is gone, until it is taken from here.
known_faults() {
  cat <<'FAULTS'
02-footer.jpg 1 addresses
02-footer.jpg 1 urls
07-exif.jpg 1 suffix
11-three-cards.jpg 3 addresses
11-three-cards.jpg 3 phones
12-render.png 1 phones
FAULTS
}

# print_expected, print_given: a line for each value, "FILE CARD FIELD", a tab, the value.
VALUES='def values($file; $card):
  to_entries[] | .key as $field | .value
  | if type == "array" then .[] else . end
  | values | "\($file) \($card) \($field)\t\(.)";'

print_expected() {
  jq -r "$VALUES"'
    .file as $file | .cards | to_entries[] | (.key + 1) as $card | .value
    | {name, prefix, suffix, organization: .org, department, titles: .title, emails,
       phones: [.phones[] | "\(.type) \(.value)"], urls, addresses: .address, notes}
    | values($file; $card)' "$SAMPLES/expected.jsonl" | sort
}

print_given() {
  jq -r "$VALUES"'
    (.source.path | split("/")[-1]) as $file | .source.card as $card | .contact
    | {name: ([.name.given, .name.middle, .name.family] | map(values) | join(" ")),
       prefix: .name.prefix, suffix: .name.suffix, organization, department, titles, emails,
       phones: [.phones[] | "\(.type) \(.value)"], urls, addresses: [.addresses[].full], notes}
    | values($file; $card)' "$readings" | sort
}

# far_corners: the cards of which a corner is further from its place than a fiftieth of the card's
# diagonal, or which were not found at all.
far_corners() {
  jq -rn --slurpfile readings "$readings" '
    def apart($a; $b): (pow($a[0] - $b[0]; 2) + pow($a[1] - $b[1]; 2)) | sqrt;
    inputs | .file as $file | .cards | to_entries[] | (.key + 1) as $card | .value.quad as $quad
    | [$readings[] | select((.source.path | endswith("/" + $file)) and .source.card == $card)
       | .corners] as $found
    | select(($found | length) != 1
        or any(range(4); apart($found[0][.]; $quad[.]) > apart($quad[0]; $quad[2]) / 50))
    | "\($file) \($card)"' "$SAMPLES/expected.jsonl"
}

@test "the photos of samples/ are read as they are printed" {
  print_expected >printed
  print_given >given
  diff printed given >differences || true
  sed -n 's/^[<>] \([^\t]*\)\t.*/\1/p' differences | sort -u >faults
  known_faults | diff - faults >surprises || { cat surprises differences >&2; return 1; }
}

@test "the cards of samples/ are found where they lie" {
  count=$(jq -s 'map(.cards[]) | length' "$SAMPLES/expected.jsonl")
  [ "$(jq -s length "$readings")" -eq "$count" ]
  far=$(far_corners)
  [ -z "$far" ] || { echo "not where they lie: $far" >&2; return 1; }
}

@test "each photo of samples/ is told of in README.md and expected.jsonl, and no other" {
  find "$SAMPLES" -name '[0-9]*' -printf '%f\n' | sort >photos
  jq -r .file "$SAMPLES/expected.jsonl" | sort | diff photos -
  sed -n 's/^| `\([0-9][^`]*\)`.*/\1/p' "$SAMPLES/README.md" | sort | diff photos -
}
