#!/usr/bin/env bats
# cmake --install into a folder; then the installed files alone are used.

bats_require_minimum_version 1.5.0

setup_file() {
  export PREFIX=$BATS_FILE_TMPDIR/first/usr
  cmake --install "$CARDCAT_BUILD" --prefix "$PREFIX" >"$BATS_FILE_TMPDIR/log"
}

setup() {
  # Nothing of the source tree or the build may help.
  unset CARDCAT_MODELS CARDCAT_DB
  export HOME=$BATS_TEST_TMPDIR
  PC=$(find "$PREFIX" -name cardcat.pc)
  export PKG_CONFIG_PATH=${PC%/*}
  photo=$CARDCAT_SOURCE/tests/e2e/small.png
}

@test "what a distribution wants is there" {
  for file in bin/cardcat include/cardcat/cardcat.h share/man/man1/cardcat.1 \
    share/bash-completion/completions/cardcat share/zsh/vendor-completions/_cardcat \
    share/fish/vendor_completions.d/cardcat.fish \
    share/cardcat/schemas/cardcat.schema.json share/doc/cardcat/README.md \
    share/doc/cardcat/LICENSE; do
    [ -s "$PREFIX/$file" ] || { echo "$file is missing"; false; }
  done
  [ -n "$(find "$PREFIX" -name libcardcat.so)" ]
  [ -x "$PREFIX/libexec/cardcat/cardcat-reader" ]
  [ -n "$(find "$PREFIX/share/cardcat/models" -type f)" ]
}

@test "systemd finds a unit for watch that starts the installed command" {
  unit=$PREFIX/lib/systemd/user/cardcat-watch@.service
  grep -qE '^ExecStart=/.*/bin/cardcat watch %f$' "$unit"
  command -v systemd-analyze >/dev/null || skip "no systemd here"
  cd "$BATS_TEST_TMPDIR"
  sed "s#^ExecStart=[^ ]*#ExecStart=$PREFIX/bin/cardcat#" "$unit" >cardcat-watch@Phone.service
  XDG_RUNTIME_DIR=$PWD run systemd-analyze verify --user --man=no "$PWD/cardcat-watch@Phone.service"
  echo "$output"
  [ "$status" -eq 0 ]
  [ -z "$output" ]
}

@test "models hold data, not the programs that make them" {
  run find "$PREFIX/share/cardcat/models" -name '*.py' -o -name '*.mjs' -o -name '*.md'
  [ -z "$output" ]
}

@test "nothing installed names the place it was built in" {
  run grep -rlF "$CARDCAT_BUILD" "$PREFIX/share" "$PREFIX/include" "$PKG_CONFIG_PATH"
  [ -z "$output" ]
}

@test "who links the library needs GLib and nothing else that it is built on" {
  run pkg-config --print-requires --print-requires-private cardcat
  [ "$output" = $'glib-2.0\ngio-2.0' ]
  library=$(find "$PREFIX" -name libcardcat.so)
  objdump -p "$library" | grep -E 'SONAME +libcardcat\.so\.0$'
}

@test "a command that reads no photo loads nothing that photos are read with" {
  run ldd "$PREFIX/bin/cardcat"
  [[ $output == *libcardcat.so* ]]
  for library in cardcat-photos vips tesseract lept zbar; do
    [[ $output != *"lib$library"* ]]
  done
  "$PREFIX/bin/cardcat" doctor | grep -q "photos: JPEG.*can be read"
}

@test "a command that asks for no number, country, mail or calendar loads nothing for them" {
  run ldd "$PREFIX/bin/cardcat"
  for library in cardcat-values phonenumber psl icuuc gmime ical; do
    [[ $output != *"lib$library"* ]]
  done
}

@test "what is opened late is found beside the library, or named when it is missing" {
  cd "$BATS_TEST_TMPDIR"
  printf 'Name,Phone,Country\nDr. Ada M. Beck,030 901820,Germany\n' >in.csv
  run "$PREFIX/bin/cardcat" import in.csv
  [ "$status" -eq 0 ]
  run "$PREFIX/bin/cardcat" show 1
  jq -e '.contact.phones[0].number == "+4930901820" and .contact.name.family == "Beck"' \
    <<<"$output"
  values=$(find "$PREFIX" -name 'libcardcat-values*')
  mv "$values" kept
  run "$PREFIX/bin/cardcat" import in.csv
  mv kept "$values"
  echo "$output"
  [ "$status" -eq 3 ]
  [[ $output == *"${values##*/} cannot be loaded; install cardcat again"* ]]
}

@test "modelsdir is where the models are" {
  [ -s "$(pkg-config --variable=modelsdir cardcat)/weights.tsv" ]
}

# embed COMPILER FLAG...: compiles samples/embed.c by pkg-config alone, reads a photo with it.
embed() {
  cp "$CARDCAT_SOURCE/samples/embed.c" embed.c
  # shellcheck disable=SC2046
  "$@" -Wall -Wextra -Werror embed.c -o embed $(pkg-config --cflags --libs cardcat)
  LD_LIBRARY_PATH=$(pkg-config --variable=libdir cardcat) run ./embed "$photo"
  echo "$output"
  [ "$status" -eq 0 ]
  [[ $output == *"Ada Beck"* ]]
}

@test "the example compiles as C and reads a card" {
  cd "$BATS_TEST_TMPDIR"
  embed cc -std=c17
}

@test "the example compiles as C++ and reads a card" {
  cd "$BATS_TEST_TMPDIR"
  embed c++ -x c++ -std=c++17
}

@test "the samples of a pool and of the store compile as C and C++, and work together" {
  cd "$BATS_TEST_TMPDIR"
  for name in pool store; do
    cp "$CARDCAT_SOURCE/samples/$name.c" .
    # shellcheck disable=SC2046
    c++ -x c++ -std=c++17 -Wall -Wextra -Werror -fsyntax-only $name.c \
      $(pkg-config --cflags cardcat)
    # shellcheck disable=SC2046
    cc -std=c17 -Wall -Wextra -Werror $name.c -o $name $(pkg-config --cflags --libs cardcat)
  done
  export LD_LIBRARY_PATH
  LD_LIBRARY_PATH=$(pkg-config --variable=libdir cardcat)
  ./pool gone.jpg "$photo" "$CARDCAT_SOURCE/samples/11-three-cards.jpg" >cards.jsonl 2>progress
  grep -q "small.png: reads, [0-9]* %" progress
  grep -q gone.jpg progress
  ./store cards.db <cards.jsonl >people.vcf
  [ "$(grep -c BEGIN:VCARD people.vcf)" -eq "$(wc -l <cards.jsonl)" ]
  grep -q "FN:Ada Beck" people.vcf
  # Once more: everybody is known.
  ./store cards.db <cards.jsonl | diff people.vcf -
}

@test "the installed command finds its models, also when all was moved" {
  run --separate-stderr "$PREFIX/bin/cardcat" scan --no-save --format json "$photo"
  [ "$status" -eq 0 ]
  first=$output
  [ "$(jq -r .contact.name.full <<<"$first")" = "Ada Beck" ]
  cp -r "$BATS_FILE_TMPDIR/first" "$BATS_FILE_TMPDIR/second"
  mv "$BATS_FILE_TMPDIR/first" "$BATS_FILE_TMPDIR/away"
  run --separate-stderr "$BATS_FILE_TMPDIR/second/usr/bin/cardcat" scan --no-save --format json \
    "$photo"
  mv "$BATS_FILE_TMPDIR/away" "$BATS_FILE_TMPDIR/first"
  [ "$status" -eq 0 ]
  [ "$output" = "$first" ]
}
