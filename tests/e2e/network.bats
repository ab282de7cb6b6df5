#!/usr/bin/env bats
# shellcheck disable=SC2154
# No network: each command does the same without any, and asks the system for no socket of one.

setup_file() {
  load helpers
  make_book
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

# Every command but review's page and watch, one a line; they change the book one after the other.
COMMANDS="scan --no-save missing.jpg
scan $CARDCAT_SOURCE/tests/e2e/small.png missing.jpg
list
list --format vcard
list --format csv
show 1
edit 1
edit 1 --set note=new
note 1 two samples
met 1 --event Fair
done 1
in-touch 1
keep-in-touch 1 3 months
link 1 knows Ben
events
event Expo --place Berlin
group Guild --add 1
groups
want museum
introduce Berlin
follow-up
follow-up draft --eml drafts --all
follow-up calendar
duplicates
review --terminal
review --help
learned
explain $CARDCAT_SOURCE/tests/e2e/small.png
export out.vcf
import out.vcf
sync contacts
backup copy.db
restore copy.db
remove 2
undo
remove 3
remove --undo 3
scan --yes $CARDCAT_SOURCE/samples/12-render.png
doctor
help scan
--version"

# As it was before any of them.
start_over() {
  use_book
  rm -rf out.vcf copy.db contacts drafts "$BOOK-backups"
  mkdir contacts drafts
}

# do_all RUNNER...: each command by RUNNER, with its status, what it printed and what it said.
do_all() {
  local line status
  while read -r line; do
    status=0
    # shellcheck disable=SC2086
    "$@" "$CARDCAT_BUILD/cardcat" $line </dev/null 2>&1 || status=$?
    echo "$line: status $status"
  done <<<"$COMMANDS"
}

# What changed meanwhile tells of it.
without_times() {
  sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}/DAY/g; s/[0-9]{8}T[0-9]{6}Z/TIME/g
    s/[0-9]{2}[:.][0-9]{2}([:.][0-9]{2})?Z?/TIME/g'
}

# without_network COMMAND...: where no network is.
without_network() {
  unshare -rn -- "$@"
}

@test "these are all commands" {
  diff <(cardcat help | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p' | sort) \
    <(printf '%s\nwatch\n' "$COMMANDS" | grep -o '^[a-z][a-z-]*' | sort -u)
}

@test "without a network each command gives what it gives with one" {
  without_network true 2>/dev/null || skip "no network namespace can be made here"
  [ -z "$(without_network tail -n +2 /proc/net/route)" ]
  start_over
  do_all env | without_times >outside
  start_over
  do_all without_network | without_times >inside
  grep -q 'scan .*: status 0' inside
  grep -q '^doctor: status 0' inside
  # Two are asked for what is missing, two for a terminal.
  never grep ': status [^0]' <(sed -E '/^(scan .*missing.jpg|edit 1|review --terminal): /d' inside)
  diff outside inside
}

# traced FILE COMMAND...: the calls for sockets that it and its children make, in FILE.
traced() {
  local file=$1
  shift
  strace -f -qq --seccomp-bpf -o "$file" \
    -e trace=socket,connect,bind,listen,accept,accept4 -e signal=none "$@"
}

can_trace() {
  command -v strace >/dev/null || skip "strace is not installed"
  traced calls true 2>/dev/null || skip "no process can be traced here"
}

@test "no command asks for a socket, and no worker" {
  can_trace
  # The trace shows what is looked for.
  traced calls python3 -c 'import socket; socket.socket()'
  grep -q 'socket(AF_INET' calls
  trace_one() { traced "calls.$((++traces))" "$@"; }
  traces=0
  start_over
  do_all trace_one >printed
  [ "$traces" -eq "$(wc -l <<<"$COMMANDS")" ]
  grep -q 'scan .*: status 0' printed
  cat calls.* >all
  [ ! -s all ] || { cat all >&2; false; }
}

@test "watch asks for no socket either, where it does not tell the desktop" {
  can_trace
  mkdir phone
  cp "$SMALL" phone
  strace -f -qq -o calls -e trace=socket,connect,bind,listen -e signal=none \
    "$CARDCAT_BUILD/cardcat" watch --no-notify phone 2>said 3>&- &
  tracer=$!
  # shellcheck disable=SC2317 # wait_for calls it
  is_read() { [ "$(sql 'SELECT count(*) FROM cards')" -eq 5 ]; }
  wait_for is_read
  kill -TERM "$(pgrep -P "$tracer")"
  wait "$tracer" || true
  [ ! -s calls ] || { cat calls >&2; false; }
}

@test "the page listens on this machine's own address, and asks nobody" {
  can_trace
  # The command lets nobody else look at the addresses that it hands over.
  [ "$(id -u)" -eq 0 ] || skip "only root can see them"
  strace -f -qq -o calls -e trace=socket,connect,bind,listen -e signal=none \
    "$CARDCAT_BUILD/cardcat" review --no-browser >./link 2>said 3>&- &
  tracer=$!
  wait_for test -s link
  server=$(pgrep -P "$tracer")
  enter
  token=$(hidden token 4)
  # A photo that is added is read by a worker.
  expect 303 "$(post /add/photos -F "token=$token" -F photo=@"$SMALL")"
  is_read() { ask /add | grep -q 'data-open="0"'; }
  wait_for is_read
  kill "$server"
  wait "$tracer" || true
  server=
  [ "$(sql 'SELECT count(*) FROM cards')" -eq 5 ]
  [ "$(grep -c ' socket(' calls)" -eq 1 ]
  [ "$(grep -c ' bind(' calls)" -eq 1 ]
  grep -q ' bind(.*inet_addr("127.0.0.1")' calls
  [ "$(grep -c ' listen(' calls)" -eq 1 ]
  never grep -q ' connect(' calls
}
