# What the tests of the page share: a server, and curl as its browser.
# shellcheck shell=bash disable=SC2154,SC2034,SC2119,SC2120

# start OPTION...: the server, as a process of its own that can be ended.
start() {
  rm -f link
  "$CARDCAT_BUILD/cardcat" review --no-browser "$@" >./link 2>said 3>&- &
  server=$!
  wait_for test -s link
}

stop() {
  [ -n "${server:-}" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" || true
}

# enter: where the server that was started is, and its cookie.
enter() {
  link=$(cat link)
  site=${link%%/\?*}
  origin=${site%/*}
  port=${origin##*:}
  curl -s -o entrance.html -c jar "$link"
}

# serve: the page is there; its link, its address, its token.
serve() {
  start
  enter
  token=$(hidden token)
}

# ask PATH OPTION...: what the browser of the person would get.
ask() {
  local path=$1
  shift
  curl -s --path-as-is -b jar "$@" "$site$path"
}

# hidden NAME [CARD]: the value of that hidden field in the form of card CARD (1).
hidden() {
  ask "/review/${2:-1}" |
    grep -o "name=\"$1\" value=\"[0-9a-f]*\"" | head -n 1 | grep -o '[0-9a-f]\{32,\}'
}

# status_of PATH OPTION...: its status.
status_of() {
  ask "$@" -o /dev/null -w '%{http_code}'
}

# post PATH OPTION...: the status of a form sent by a page of our own.
post() {
  local path=$1
  shift
  status_of "$path" -H "Origin: $origin" "$@"
}

expect() {
  [ "$1" = "$2" ] || { echo "expected $1, not $2" >&2; return 1; }
}
