# What the tests of the terminal review share: a terminal in tmux, its screen and its keys.
# shellcheck shell=bash disable=SC2154,SC2034,SC2119,SC2120

# open_terminal TERM COMMAND: in a terminal of that type; its status is shown when it ends.
open_terminal() {
  wait_for new_terminal "$@"
}

# A server that is about to end, with no session left, takes none.
new_terminal() {
  tmux -f /dev/null new-session -d -x 80 -y 24 \
    "TERM=$1 PATH='$CARDCAT_BUILD:$PATH' bash --norc -c '$2; echo ended \$?; stty -a; cat'"
}

screen() {
  tmux capture-pane -p "$@"
}

screen_has() {
  screen | grep -qF -- "$1"
}

# sees TEXT: it appears.
sees() {
  wait_for screen_has "$1" || { screen >&2; return 1; }
}

press() {
  tmux send-keys "$@"
}

to_review() {
  sql "SELECT count(*) FROM cards WHERE state = 'to review'"
}

# The review in this test's terminal; other tests run reviews beside it.
review_pid() {
  pgrep -s "$(tmux display-message -p '#{pane_pid}')" -f -- "^cardcat review --terminal"
}

no_terminal() {
  ! tmux ls 2>/dev/null
}

# The line of the screen that shows LABEL; its number to edit.
number_of() {
  screen | sed -n "s/^[? ][> ] *\([0-9]*\)  $1 .*/\1/p" | head -n 1
}

is_listed() {
  [ -n "$(number_of "$1")" ]
}

# choose LABEL: its value by the keys that go up and down.
choose() {
  local number
  wait_for is_listed "$1" || { screen >&2; return 1; }
  number=$(number_of "$1")
  press -N 20 k
  [ "$number" -eq 1 ] || press -N $((number - 1)) Down
  wait_for chosen_is "$1" || { screen >&2; return 1; }
}

chosen_is() {
  screen | grep -q "^[? ]> *[0-9]*  $1 "
}

# retype TEXT: the whole line that is being edited becomes it.
retype() {
  press C-u
  press "$1" Enter
}

# picture_rows: how many rows of the screen hold blocks.
picture_rows() {
  screen | grep -c '[▀▄█▌▐▔▁▏▕▘▝▖▗]'
}
