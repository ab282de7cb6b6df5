# Completion in bash, for cardcat(1): the command itself tells what may stand where one is.

# _cardcat_plain WORD: what it says without its quotes, in REPLY.  Nothing of it is run.
_cardcat_plain() {
  REPLY=$1
  case $REPLY in
    \'*) REPLY=${REPLY#\'} REPLY=${REPLY%\'} && return ;;
    \"*) REPLY=${REPLY#\"} REPLY=${REPLY%\"} ;;
    \~/*) REPLY=$HOME${REPLY#\~} ;;
  esac
  # shellcheck disable=SC2162 # what stands behind a backslash is meant
  IFS='' read REPLY <<<"$REPLY"
}

# _cardcat_quote VALUE QUOTE: as it can be typed behind QUOTE, which may be empty, in REPLY.
_cardcat_quote() {
  local value=$1 quote=$2 char
  if [[ -z $quote ]]; then
    printf -v REPLY %q "$value"
    # The line is parted at these, too, where no option is meant.
    [[ $value == --* ]] || REPLY=${REPLY//:/\\:} REPLY=${REPLY//=/\\=}
    return
  fi
  REPLY=''
  while [[ -n $value ]]; do
    char=${value:0:1} value=${value:1}
    case $char in
      [\'\"\\\$\`\!]) REPLY+=$quote\\$char$quote ;;
      *) REPLY+=$char ;;
    esac
  done
  # Readline closes what does not end so.
  [[ $REPLY != *"$quote" ]] || REPLY+=$quote
}

_cardcat() {
  local program=${COMP_WORDS[0]} words=() word quote='' typed kind value about
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    _cardcat_plain "$word"
    words+=("$REPLY")
  done
  typed=${words[-1]}
  [[ $word == [\'\"]* ]] && quote=${word:0:1}
  [[ $typed == = ]] && typed=''

  COMPREPLY=()
  {
    read -r kind
    case $kind in
      WORDS)
        while IFS=$'\t' read -r value about; do
          [[ $value == "$typed"* ]] || continue
          _cardcat_quote "$value" "$quote"
          # A number says nothing: where all are only listed, whose it is stands beside it.
          [[ $COMP_TYPE == 63 && $value == +([0-9]) ]] && REPLY="$value  $about"
          COMPREPLY+=("$REPLY")
        done
        ;;
      FOLDERS | FILES)
        compopt -o filenames 2>/dev/null
        [[ $kind == FILES ]] && kind=-f || kind=-d
        mapfile -t COMPREPLY < <(compgen "$kind" -- "$typed")
        ;;
    esac
  } < <("$program" --completion "${words[@]}" 2>/dev/null)
}
complete -F _cardcat cardcat
