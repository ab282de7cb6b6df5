# Completion in bash, for cardcat(1): the command itself tells its commands, options and values.

_cardcat() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local program=${COMP_WORDS[0]} commands command='' word name values
  commands=$("$program" --completion | cut -f 1 | grep -v '^-')
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if grep -qxF -e "$word" <<<"$commands"; then
      command=$word
      break
    fi
  done

  # What may stand here: an option, the value of the option before, or a word of the command.
  local options='' wanted=COMMANDS
  # shellcheck disable=SC2086
  while IFS=$'\x1f' read -r name values _; do
    case $name in
      '') wanted=$values ;;
      --*)
        options+="$name "
        if [[ $name == "$previous" && -n $values ]]; then
          current=${current#-}
          wanted=$values options=''
          break
        fi
        ;;
    esac
  done < <("$program" $command --completion | tr '\t' '\037')

  COMPREPLY=()
  if [[ $current == -* && -n $options ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    return
  fi
  case $wanted in
    TEXT) ;;
    COMMANDS) mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current") ;;
    FOLDERS)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$current")
      ;;
    FILES)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$wanted" -- "$current") ;;
  esac
}
complete -F _cardcat cardcat
