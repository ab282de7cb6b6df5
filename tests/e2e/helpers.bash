# What the end-to-end tests share: a fresh home, the command, plain assertions.
# shellcheck shell=bash disable=SC2154,SC2034
bats_require_minimum_version 1.5.0

SAMPLES=$CARDCAT_SOURCE/samples
# A card of Ada Beck that takes half of the time: for tests that only ask whether a photo is read.
SMALL=$CARDCAT_SOURCE/tests/e2e/small.png

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

# english_only: for tests of what becomes of a reading, not of how well it reads: the model of all
# Latin letters takes longer to load than a small card to read.
english_only() {
  export TESSDATA_PREFIX=$CARDCAT_BUILD/tests/english
}

# as_installed: with all that is installed, as a user has it.
as_installed() {
  unset TESSDATA_PREFIX
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

expect_said_like() {
  [[ $stderr =~ $1 ]] || { show_run; echo "expected to be said: $1" >&2; return 1; }
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

# scanned BOOK NAME... [-- OPTION...]: BOOK has the cards of these samples, to be reviewed, as a
# scan would leave it; the options are those of import.  They are read once for all tests.
scanned() {
  local book=$1 names=()
  shift
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    names+=("$1")
    shift
  done
  mkdir -p "${book%/*}"
  "$CARDCAT_SOURCE/tests/samples.sh" "${names[@]}" | cardcat import -q --db "$book" "${@:2}" -
}

# make_book: an address book with three contacts and one card to review, for the tests of a file.
make_book() {
  local made=$BATS_FILE_TMPDIR/cards.db
  scanned "$made" 01-scan.jpg 02-footer.jpg 05-tall.jpg 12-render.png -- --event Expo --tag fair
  # They are known: none is read again.
  HOME=$BATS_FILE_TMPDIR cardcat scan -q --db "$made" --yes "$SAMPLES/01-scan.jpg" \
    "$SAMPLES/02-footer.jpg" "$SAMPLES/05-tall.jpg" >/dev/null
  rm -rf "$made-backups"
}

# use_book: the fresh home has a copy of it.
use_book() {
  mkdir -p "${BOOK%/*}"
  cp "$BATS_FILE_TMPDIR/cards.db" "$BOOK"
}

# wait_for COMMAND...: until it succeeds; five minutes are a far stop, also on a busy machine.  It
# asks less and less often: what is waited for needs the processor.
wait_for() {
  local end=$((SECONDS + 300)) pause
  local -a pauses=(0.02 0.05 0.05 0.1 0.1 0.1 0.2 0.3)
  until "$@"; do
    [ $SECONDS -lt $end ] || { echo "waited in vain for: $*" >&2; return 1; }
    pause=${pauses[0]}
    [ ${#pauses[@]} -eq 1 ] || pauses=("${pauses[@]:1}")
    sleep "$pause"
  done
}

# need_landlock: a sandbox reads and writes files only where the kernel can hold it to a folder.
need_landlock() {
  # landlock_create_ruleset(NULL, 0, LANDLOCK_CREATE_RULESET_VERSION)
  python3 -c 'import ctypes, sys; sys.exit(ctypes.CDLL(None).syscall(444, None, 0, 1) < 1)' ||
    skip "this kernel has no Landlock"
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
