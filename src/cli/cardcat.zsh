#compdef cardcat
# Completion in zsh, for cardcat(1): the command itself tells its commands, options and values.

_cardcat() {
  local program=$words[1] command='' wanted=COMMANDS line word
  local -a commands options row
  for line in ${(f)"$($program --completion)"}; do
    row=("${(@ps:\t:)line}")
    [[ $row[1] == (|-*) ]] || commands+=("$row[1]:$row[3]")
  done
  for word in $words[2,CURRENT-1]; do
    if (( $commands[(I)$word:*] )); then
      command=$word
      break
    fi
  done

  # What may stand here: an option, the value of the option before, or a word of the command.
  for line in ${(f)"$($program $command --completion)"}; do
    row=("${(@ps:\t:)line}")
    case $row[1] in
      '') wanted=$row[2] ;;
      --*)
        options+=("${row[1]}:${row[3]}")
        if [[ $row[1] == $words[CURRENT-1] && -n $row[2] ]]; then
          wanted=$row[2] options=()
          break
        fi
        ;;
    esac
  done

  if [[ $words[CURRENT] == -* ]] && (( $#options )); then
    _describe option options
    return
  fi
  case $wanted in
    TEXT) _message value ;;
    COMMANDS) _describe command commands ;;
    FOLDERS) _files -/ ;;
    FILES) _files ;;
    *)
      local -a choices=(${=wanted})
      _describe value choices
      ;;
  esac
}

(( $+functions[compdef] )) && compdef _cardcat cardcat
