#!/usr/bin/env bats
# Help, man page and completion say the same; wrong usage is told apart.

setup() {
  load helpers
  fresh_home
  english_only
  page=$CARDCAT_SOURCE/src/cli/cardcat.1
}

# The long options of a command, by its help; "--yes=sure" counts as one.
options_of_help() {
  cardcat "$@" --help | grep -oE '^  (-[a-z], )?--[a-z-]+(=sure)?' | grep -oE -- '--.*' | sort
}

commands() {
  cardcat help | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p'
}

# The long options in a section of the man page.
options_of_page() {
  awk -v head=".Ss $1" '$0 == head {on = 1; next} /^\.S[sh] /{on = 0} on' "$page" |
    sed -n 's/^\.It Fl //p' | sed -e 's/^[a-z] , Fl //' -e 's/ Ns Op = Ns Cm / =/' |
    awk '{print "-" $1; if ($2 ~ /^=/) print "-" $1 $2}' | sort
}

@test "README and man page name every kind of picture that doctor names" {
  try doctor
  kinds=$(sed -n 's/^[a-z]*\tphotos: \([^\t]*\)\t.*/\1/p' <<<"$output")
  [ "$(wc -l <<<"$kinds")" -ge 10 ]
  while read -r kind; do
    grep -qF "$kind" "$CARDCAT_SOURCE/README.md"
    grep -qF "$kind" "$CARDCAT_SOURCE/src/cli/cardcat.1"
  done <<<"$kinds"
}

@test "every command has help that goes to standard output" {
  [ "$(commands | wc -l)" -ge 9 ]
  for command in $(commands); do
    try "$command" --help
    expect_status 0
    expect_printed "cardcat"
    expect_said_lines 0
    run cardcat help "$command"
    expect_status 0
  done
}

@test "the man page has every option of every command, and no other" {
  common=$(options_of_help doctor)
  diff <(options_of_page 'Options of every command') <(printf '%s\n' "$common" --version | sort)
  [[ $(options_of_help) == *--version* ]]
  for command in $(commands); do
    grep -qx ".Ss $command" "$page"
    diff <(options_of_help "$command" | grep -vxF -e "$common") <(options_of_page "$command")
  done
}

@test "the man page has no section of a command that is not" {
  diff <(sed -n 's/^\.Ss \([a-z][a-z-]*\)$/\1/p' "$page" | sort) <(commands | sort)
}

@test "man shows the page without a complaint" {
  command -v man >/dev/null || skip "man is not installed"
  run --separate-stderr man --warnings -l "$page"
  expect_status 0
  expect_said_lines 0
  expect_printed "EXIT STATUS"
}

# complete_words SHELL WORD...: what it offers for the last word, one a line.
complete_words() {
  local shell=$1
  shift
  PATH=$CARDCAT_BUILD:$PATH complete_by "$shell" "$@" 2>/dev/null | sort
}

complete_by() {
  local shell=$1 script=$CARDCAT_SOURCE/src/cli/cardcat.$1
  shift
  case $shell in
    bash)
      # shellcheck source=/dev/null
      bash --norc -c 'source "$0"; COMP_WORDS=(cardcat "$@"); COMP_CWORD=$#; _cardcat
        printf "%s\n" "${COMPREPLY[@]}"' "$script" "$@"
      ;;
    zsh)
      # The system's functions are told of what they are given.
      zsh -f -c 'emulate zsh; _describe() { print -rl -- "${(@P)2}"; }; _message() { }
        _files() { print -l -- ${words[CURRENT]}*; }
        source $0; words=(cardcat "$@"); CURRENT=$#words; _cardcat' "$script" "$@" |
        sed -E 's/^(([^\\:]|\\.)*):.*/\1/; s/\\(.)/\1/g' | grep -e "^${*: -1}"
      ;;
    fish) fish --no-config -c "source $script; complete -C 'cardcat ${*@Q}'" | cut -f 1 ;;
  esac
}

# complete_options SHELL COMMAND...: "COMMAND --OPTION" of each, in one start of the shell.
complete_options() {
  local shell=$1 script=$CARDCAT_SOURCE/src/cli/cardcat.$1 PATH=$CARDCAT_BUILD:$PATH
  shift
  case $shell in
    bash)
      bash --norc -c 'source "$0"; COMP_CWORD=2
        for command; do
          COMP_WORDS=(cardcat "$command" --); COMPREPLY=(); _cardcat
          printf "$command %s\n" "${COMPREPLY[@]}"
        done' "$script" "$@"
      ;;
    zsh)
      zsh -f -c 'emulate zsh; _message() { }; _files() { }
        _describe() { print -l -- "$command "${(P)^2%%:*}; }
        source $0; CURRENT=3
        for command; do words=(cardcat $command --); _cardcat; done' "$script" "$@"
      ;;
    fish)
      fish --no-config -c "source $script
        for command in $*
          complete -C \"cardcat \$command --\" | string replace -r '^' \"\$command \"
        end" | cut -f 1
      ;;
  esac 2>/dev/null | grep -e ' --' | sort
}

# words_of SHELL WORD...: the same on one line.
words_of() {
  complete_words "$@" | xargs
}

@test "bash, zsh and fish complete the commands" {
  for shell in bash zsh fish; do
    diff <(complete_words $shell '' | grep -v '^-') <(commands | sort)
    [ "$(words_of $shell rem)" = remove ]
  done
}

@test "bash, zsh and fish complete every option of every command" {
  local command names
  names=$(commands)
  for command in $names; do
    options_of_help "$command" | sed "s/^/$command /"
  done | sort >options
  [ "$(cut -d ' ' -f 1 options | sort -u | wc -l)" -ge 30 ]
  for shell in bash zsh fish; do
    diff <(complete_words $shell --) <(options_of_help)
    # shellcheck disable=SC2086
    diff <(complete_options $shell $names) options
  done
}

@test "bash, zsh and fish complete values, files and nothing where text is free" {
  touch card.jpg
  for shell in bash zsh fish; do
    [ "$(words_of $shell scan --format v)" = "vcard vcard4" ]
    [ "$(words_of $shell list --sort n)" = name ]
    for command in scan explain backup restore; do
      [ "$(words_of $shell $command ca)" = card.jpg ]
    done
    [ "$(words_of $shell explain --format t)" = text ]
    [ -z "$(words_of $shell explain --format v)" ]
    [ -z "$(words_of $shell scan --event ca)" ]
    [ "$(words_of $shell help und)" = undo ]
  done
}

# meetings EVENT...: a contact for each, met there, with that as its tag, too.
meetings() {
  local number=0 event
  for event; do
    jq -nc --arg event "$event" --arg n $((++number)) '{schema: "cardcat.contact/2",
      uid: "4cbe5a3c-0000-4000-8000-00000000000\($n)", contact: {name: {full: "Person \($n)"}},
      meetings: [{event: $event, tags: [$event], send_follow_up: true}]}'
  done | cardcat import -q -
}

@test "bash, zsh and fish complete what the address book has" {
  for shell in bash zsh fish; do
    [ -z "$(words_of $shell show '')" ]
  done
  [ ! -e "${BOOK%/*}" ]
  meetings Expo 'Glass week'
  cardcat -q group Guild --add 1
  cardcat -q want 'glass museum'
  cardcat -q remove 2
  for shell in bash zsh fish; do
    for command in show edit note met 'done' 'follow-up done' 'link 1 knows' 'group Guild --add'; do
      # shellcheck disable=SC2086
      [ "$(words_of $shell $command '')" = 1 ]
    done
    [ "$(words_of $shell note 1 '')" = '' ]
    [ "$(words_of $shell remove --undo '')" = 2 ]
    [ "$(words_of $shell want --remove '')" = 1 ]
    [ "$(words_of $shell event E)" = Expo ]
    [ "$(words_of $shell list --group G)" = Guild ]
    [[ "$(complete_words $shell list --introduced-by P)" == Person*1 ]]
    for command in list follow-up met export scan; do
      [ "$(words_of $shell $command --event E)" = Expo ]
    done
    [ "$(words_of $shell keep-in-touch --tag E)" = Expo ]
    [ -z "$(words_of $shell --db none.db event E)" ]
  done
  [ ! -e none.db ]
}

# open_quotes SHELL WORD...: what it offers where the last of the words, as it is typed, is quoted.
open_quotes() {
  local script=$CARDCAT_SOURCE/src/cli/cardcat.$1 PATH=$CARDCAT_BUILD:$PATH
  case $1 in
    zsh)
      zsh -f -c 'emulate zsh; _describe() { print -rl -- "${(@P)2}"; }; compset() { }
        source $0; words=(cardcat "$@"); CURRENT=$#words; _cardcat' "$script" "${@:2}"
      ;;
    fish)
      # shellcheck disable=SC2016 # fish's own
      fish --no-config -c 'source $argv[1]; complete -C "cardcat $argv[2..]"' "$script" "${@:2}"
      ;;
  esac 2>/dev/null
}

@test "zsh and fish complete what a quote was opened for" {
  meetings Expo "Python's Day"
  for shell in zsh fish; do
    for typed in "'E" '"E' "--event='E" '--event="E'; do
      # shellcheck disable=SC2046 # an option of its own, or none
      run open_quotes $shell list $([[ $typed == --* ]] || echo --event) "$typed"
      [[ $output =~ ^(--event=)?Expo$ ]]
    done
    run open_quotes $shell event "\"Python'"
    [ "$output" = "Python's Day" ]
  done
}

@test "bash, zsh and fish run nothing of what they complete" {
  # shellcheck disable=SC1003,SC2016,SC2088 # as they are
  hostile=('$(touch hit)' '`touch hit`' "it's; touch hit #" 'a"b$HOME!x\' 'Day: 2=x' '~/x *')
  meetings "${hostile[@]}"
  for shell in zsh fish; do
    diff <(complete_words $shell event '') <(printf '%s\n' "${hostile[@]}" | sort)
  done
  # Its completion quotes by itself: what stands on the line then is what was meant.
  for quote in '' \' \"; do
    complete_words bash event "$quote" | while read -r line; do
      eval "printf '%s\n' $quote$line$([[ $line == *"$quote" ]] || echo "$quote")"
    done >said
    diff <(sort said) <(printf '%s\n' "${hostile[@]}" | sort)
  done
  [ ! -e hit ]
}

@test "the version" {
  try --version
  expect_status 0
  [[ $output =~ ^cardcat\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
  diff <(cardcat help) <(cardcat --help)
}

@test "no command, a wrong one, a near one" {
  try_from /dev/null
  expect_status 0
  expect_printed "scan "
  expect_printed "read photos into the address book"
  try frobnicate
  expect_status 2
  expect_said "there is no command 'frobnicate'"
  try lsit
  expect_status 2
  expect_said "did you mean 'list'?"
  try help lsit
  expect_status 2
}

@test "what was probably meant" {
  for word in '--evnt=x --event' '--no-sav --no-save' '--verbos --verbose' '--regon=DE --region'; do
    try scan "${word% *}" card.jpg
    expect_status 2
    expect_said "there is no option '${word%%[= ]*}'; did you mean '${word#* }'?"
  done
  try list --frobnicate
  expect_said "there is no option '--frobnicate'; --help lists them"
  for word in 'UK GB' 'Germany DE'; do
    try scan --region "${word% *}" card.jpg
    expect_status 2
    expect_said "'${word% *}' is not a country; did you mean '${word#* }'?"
  done
  try scan --language eng+German card.jpg
  expect_status 2
  expect_said "there is no language 'German'; did you mean 'deu'?"
}

# refused ARGUMENT...: wrong usage, one sentence, nothing done.
refused() {
  try "$@"
  expect_status 2
  [ -z "$output" ]
  expect_said_lines 1
  expect_own_words
  [ ! -e "$BOOK" ]
}

@test "wrong usage is refused before any work" {
  touch card.jpg
  refused scan </dev/null
  refused scan --frobnicate card.jpg
  refused scan --format pdf card.jpg
  refused scan --met-on 2026-02-30 card.jpg
  refused scan --met-on yesterday card.jpg
  refused scan --met-on 9999-01-02 card.jpg
  refused scan --region Germany card.jpg
  refused scan --region ZZ card.jpg
  refused scan --language '../../etc/passwd' card.jpg
  refused scan --language klingon card.jpg
  refused scan --yes sure card.jpg
  refused scan --jobs 0 card.jpg
  refused scan --jobs two card.jpg
  refused scan --jobs=-1 card.jpg
  refused scan --jobs 1000 card.jpg
  refused scan --yes=maybe card.jpg
  refused scan --yes --no-save card.jpg
  refused scan --event $'a\eb' card.jpg
  refused scan --tag $'\xff' card.jpg
  refused scan - -
  refused show
  refused show one
  refused show 0
  refused remove 1 two
  refused edit 1 2
  refused list --format
  refused undo now
  refused doctor now
  refused backup
  refused backup one.db two.db
  refused restore one.db two.db
  refused explain
  refused explain card.jpg card.jpg
  refused explain --format csv card.jpg
  refused explain --format pdf card.jpg
  refused explain --region Germany card.jpg
  refused explain --language '../../etc/passwd' card.jpg
}

@test "options stand before and after the command" {
  try --db none.db list
  expect_status 4
  expect_said none.db
  try list --db none.db
  expect_status 4
  expect_said none.db
}

@test "a message cannot steer the terminal" {
  try scan --no-save $'a\e]0;title\a.jpg'
  expect_status 1
  expect_said 'a\x1B]0;title\x07.jpg'
}

@test "output that cannot be written is an error" {
  try_to /dev/full --help
  expect_status 1
  expect_said "standard output cannot be written: No space left"
  try_to - --help
  expect_status 1
  expect_said "standard output cannot be written"
}
