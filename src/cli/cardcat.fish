# Completion in fish, for cardcat(1): the command itself tells what may stand where one is.

function __cardcat_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    # Without its quotes, also when it is not typed to the end; nothing of it is run.
    set -l typed (string unescape -- $current; or string trim --left --chars '\'"' -- $current)
    set -l option (string match -r -- '^--[a-z-]+=' "$current")
    set -l given (string replace -r -- '^~/' "$HOME/" $words[2..-1])
    set -l lines ($words[1] --completion $given "$typed" 2>/dev/null)
    switch "$lines[1]"
        case WORDS
            for line in $lines[2..-1]
                printf '%s%s\n' "$option" $line
            end
        case FOLDERS
            __fish_complete_directories $current
        case FILES
            __fish_complete_path $current
    end
end

complete -c cardcat -f -a '(__cardcat_complete)'
