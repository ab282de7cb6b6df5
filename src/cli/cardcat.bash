# Completion of commands and options in bash, for cardcat(1).

_cardcat() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local commands='scan review list show follow-up edit remove undo met duplicates events event'
  commands+=' learned backup restore watch export import sync explain doctor help'
  local common='--db --quiet --verbose --help'
  local command='' word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ " $commands " == *" $word "* ]]; then
      command=$word
      break
    fi
  done

  local options=$common
  case $command in
    '') options="$common --version" ;;
    scan)
      options="$common --format --embed --no-save --no-pair --no-learned --yes --yes=sure --event
        --met-on --introduced-by --tag --note --no-follow-up --region --language --jobs --keep
        --no-sandbox"
      ;;
    review) options="$common --terminal --port --no-browser" ;;
    list) options="$common --format --removed" ;;
    show) options="$common --format" ;;
    met) options="$common --event --met-on --introduced-by --tag --note --no-follow-up" ;;
    follow-up)
      options="$common --event --tag --all --format --maildir --eml --mailto --language
        --vdir --events"
      ;;
    events) options="$common --format" ;;
    event) options="$common --format --rename --place --from --to" ;;
    duplicates) options="$common --format --merge --apart" ;;
    remove) options="$common --undo" ;;
    backup) options="$common --force" ;;
    watch) options="$common --event --tag --region --language --no-notify --no-sandbox" ;;
    export) options="$common --format --event --tag --embed --force" ;;
    import) options="$common --map --on-conflict --event --tag" ;;
    sync) options="$common --on-conflict --allow-empty" ;;
    explain) options="$common --format --no-learned --region --language" ;;
    learned) options="$common --format --forget --all --number" ;;
  esac

  COMPREPLY=()
  case $previous in
    --format)
      local formats='text json vcard vcard4 csv'
      [[ $command =~ ^(explain|follow-up)$ ]] && formats='text json'
      [[ $command == export ]] && formats='vcard vcard4 json csv vdir'
      mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$current")
      return
      ;;
    --on-conflict)
      local answers='keep take merge'
      [[ $command == sync ]] && answers='keep book folder merge'
      mapfile -t COMPREPLY < <(compgen -W "$answers" -- "$current")
      return
      ;;
    --db)
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
    --keep | --maildir | --eml | --vdir)
      mapfile -t COMPREPLY < <(compgen -d -- "$current")
      return
      ;;
    --event | --met-on | --introduced-by | --tag | --note | --region | --language | --jobs | \
      --port | --map | --rename | --place | --from | --to)
      return
      ;;
  esac
  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
  elif [[ -z $command || $command == help ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
  elif [[ $command == follow-up && $previous == follow-up ]]; then
    mapfile -t COMPREPLY < <(compgen -W 'draft done snooze skip again tick calendar' -- "$current")
  elif [[ $command =~ ^(scan|explain|backup|restore|watch|export|import|sync)$ ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -F _cardcat cardcat
