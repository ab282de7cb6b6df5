#compdef cardcat
# Completion in zsh, for cardcat(1): the command itself tells what may stand where one is.

_cardcat() {
  local line quote
  local -a words_typed offered lines
  # Without their quotes, of which the last may be open; nothing of them is run.
  words_typed=("${(@)words[2,CURRENT]}")
  for quote in '' \' \"; do
    line=${words[CURRENT]}$quote
    [[ ${(Q)line} == $line ]] || { words_typed[-1]=$line && break }
  done
  words_typed=("${(@)${(@Q)words_typed}/#\~\//$HOME/}")
  lines=("${(@f)$($words[1] --completion "${(@)words_typed}" 2>/dev/null)}")
  [[ $PREFIX == --*=* ]] && compset -P '*='
  case $lines[1] in
    FOLDERS) _files -/ ;;
    FILES) _files ;;
    WORDS)
      # "VALUE:WHAT IT IS", in which colons and backslashes of the value are quoted.
      for line in "${(@)lines[2,-1]}"; do
        local value=${line%%$'\t'*} about=''
        [[ $line == *$'\t'* ]] && about=":${line#*$'\t'}"
        value=${value//\\/\\\\}
        offered+=("${value//:/\\:}$about")
      done
      if (( $#offered )); then
        _describe value offered
      else
        _message value
      fi
      ;;
  esac
}

(( $+functions[compdef] )) && compdef _cardcat cardcat
