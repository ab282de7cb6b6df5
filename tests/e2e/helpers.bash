# What the end-to-end tests share: a fresh home, the command, plain assertions.
# shellcheck shell=bash disable=SC2154,SC2034
bats_require_minimum_version 1.5.0

SAMPLES=$CARDCAT_SOURCE/samples

# Each test, and what is done once before those of a file, has a home of its own and stands in an
# empty folder.
fresh_home() {
  local place=${BATS_TEST_TMPDIR:-$BATS_FILE_TMPDIR}
  export HOME=$place/home LC_ALL=C.UTF-8 TERM=dumb
  unset XDG_DATA_HOME CARDCAT_DB NO_COLOR TESSDATA_PREFIX G_MESSAGES_DEBUG
  BOOK=$HOME/.local/share/cardcat/cards.db
  mkdir -p "$HOME" "$place/here"
  cd "$place/here" || return
}

cardcat() {
  "$CARDCAT_BUILD/cardcat" "$@"
}

# try ARGUMENT...: runs cardcat; what it printed is in $output, what it said in $stderr.
try() {
  run --separate-stderr cardcat "$@"
}

# As try, with standard input, standard output from or to a file; "-" closes it.
try_from() {
  local file=$1
  shift
  run --separate-stderr cardcat "$@" <"$file"
}

cardcat_to() {
  local file=$1
  shift
  if [ "$file" = - ]; then cardcat "$@" >&-; else cardcat "$@" >"$file"; fi
}

try_to() {
  run --separate-stderr cardcat_to "$@"
}

# on_terminal COMMAND...: on a terminal; all that it wrote there is in ./typescript.  (script of
# util-linux may stop 10 ms after the command ended, when the last of it has not come yet.)
on_terminal() {
  python3 -c 'import os, pty, sys
with open("typescript", "wb") as typescript:
    def read(terminal):
        data = os.read(terminal, 65536)
        typescript.write(data)
        return data
    status = pty.spawn(sys.argv[1:], read)
sys.exit(os.waitstatus_to_exitcode(status))' "$@" >/dev/null
}

show_run() {
  printf 'status %s\n--- printed\n%s\n--- said\n%s\n' "$status" "$output" "$stderr" >&2
}

expect_status() {
  [ "$status" -eq "$1" ] || { show_run; echo "expected status $1" >&2; return 1; }
}

expect_printed() {
  [[ $output == *"$1"* ]] || { show_run; echo "expected to be printed: $1" >&2; return 1; }
}

expect_said() {
  [[ $stderr == *"$1"* ]] || { show_run; echo "expected to be said: $1" >&2; return 1; }
}

expect_printed_lines() {
  [ "${#lines[@]}" -eq "$1" ] || { show_run; echo "expected $1 lines printed" >&2; return 1; }
}

expect_said_lines() {
  [ "${#stderr_lines[@]}" -eq "$1" ] || { show_run; echo "expected $1 lines said" >&2; return 1; }
}

# never COMMAND...: it must fail ("!" alone would not end a test).
never() {
  if "$@"; then
    show_run
    echo "expected to fail: $*" >&2
    return 1
  fi
}

# One clear sentence: each line is cardcat's own or progress, none is a library's.
expect_own_words() {
  never grep -vE '^(cardcat: |\[[0-9]+/[0-9]+\] )' <<<"$stderr"
}

# sql STATEMENT: what the address book answers.
sql() {
  sqlite3 "$BOOK" "$1"
}

# make_book: an address book with three contacts and one card to review, made once for a file.
make_book() {
  local made=$BATS_FILE_TMPDIR/cards.db
  HOME=$BATS_FILE_TMPDIR "$CARDCAT_BUILD/cardcat" scan -q --db "$made" --yes --event Expo \
    --tag fair "$SAMPLES/01-scan.jpg" "$SAMPLES/02-footer.jpg" "$SAMPLES/05-tall.jpg" >/dev/null
  HOME=$BATS_FILE_TMPDIR "$CARDCAT_BUILD/cardcat" scan -q --db "$made" "$SAMPLES/12-render.png" \
    >/dev/null
}

# use_book: the fresh home has a copy of it.
use_book() {
  mkdir -p "${BOOK%/*}"
  cp "$BATS_FILE_TMPDIR/cards.db" "$BOOK"
}

# wait_for COMMAND...: until it succeeds; five minutes are a far stop, also on a busy machine.
wait_for() {
  local end=$((SECONDS + 300))
  until "$@"; do
    [ $SECONDS -lt $end ] || { echo "waited in vain for: $*" >&2; return 1; }
    sleep 0.05
  done
}

# as_nobody COMMAND...: without the rights of root, in a place where that one may be.
as_nobody() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"
  else
    "$@"
  fi
}

# for_nobody: copies of the command and its models that anybody may read.
for_nobody() {
  chmod 755 "$BATS_TEST_TMPDIR" "$BATS_FILE_TMPDIR" "$BATS_SUITE_TMPDIR" "$BATS_RUN_TMPDIR"
  cp "$CARDCAT_BUILD/cardcat" "$BATS_TEST_TMPDIR/cardcat"
  cp -r "$CARDCAT_MODELS" "$BATS_TEST_TMPDIR/models"
  export CARDCAT_MODELS=$BATS_TEST_TMPDIR/models
  chmod -R a+rX "$BATS_TEST_TMPDIR"
  if [ "$(id -u)" -eq 0 ]; then chown -R 65534:65534 "$HOME" "$BATS_TEST_TMPDIR/here"; fi
}

# print_card FILE TEXT [FONT]: a white card with TEXT on a dark ground, as a picture of 1150 x 800.
print_card() {
  vips text text.v "$2" --dpi 160 --font "${3:-DejaVu Sans 12}" --spacing 8
  vips embed text.v ink.v 60 60 850 500
  vips linear ink.v card.v -- -1 255
  vips embed card.v "$1" 150 150 1150 800 --extend background --background 60
}
