# Completion in fish, for cardcat(1): the command itself tells its commands, options and values.

function __cardcat_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -l commands
    set -l told
    for line in ($program --completion)
        set -l row (string split \t -- $line)
        string match -qr -- '^(-|$)' "$row[1]"; and continue
        set -a commands $row[1]
        set -a told "$row[1]"\t"$row[3]"
    end
    set -l command
    for word in $words[2..-1]
        if contains -- $word $commands
            set command $word
            break
        end
    end

    # What may stand here: an option, the value of the option before, or a word of the command.
    set -l wanted COMMANDS
    set -l options
    for line in ($program $command --completion)
        set -l row (string split \t -- $line)
        switch "$row[1]"
            case ''
                set wanted $row[2]
            case '--*'
                set -a options "$row[1]"\t"$row[3]"
                if test "$row[1]" = "$words[-1]" -a -n "$row[2]"
                    set wanted $row[2]
                    set options
                    break
                end
        end
    end

    if string match -q -- '-*' "$current"; and set -q options[1]
        printf '%s\n' $options
        return
    end
    switch $wanted
        case TEXT
        case COMMANDS
            printf '%s\n' $told
        case FOLDERS
            __fish_complete_directories $current
        case FILES
            __fish_complete_path $current
        case '*'
            string split ' ' -- $wanted
    end
end

complete -c cardcat -f -a '(__cardcat_complete)'
