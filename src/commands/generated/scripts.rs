//! What completion scripts need beside what `clap_complete` writes: files by their suffixes, recorded sessions,
//! words that a command takes.

use crate::cli::{Argument, Declared};
use std::collections::BTreeSet;

/// The name of the program, as scripts and pages give it.
pub const PROGRAM: &str = "brainsurgery";

const RUN: &str = "yaml yml oly safetensors pt pth bin npy npz";
/// The commands that take files, and the suffixes of those; the first is none at all.
const FILES: [(&str, &str); 5] = [
    ("", RUN),
    ("cli", RUN),
    ("check", RUN),
    ("play", "yaml yml oly txt"),
    ("resume", "oly"),
];
/// The names of recorded sessions, as a command of any shell lists them.
const SESSIONS: &str =
    "brainsurgery sessions 2>/dev/null | sed -n 's/^[0-9]*  \\([^ ]*\\)  .*/\\1/p'";

/// Lines for bash behind the function that `clap_complete` writes, which offers no files where there are words.
pub fn bash(command: &Declared) -> String {
    let names = |option: &Argument| {
        let long = option.get_long().map(|name| format!("--{name}"));
        let short = option.get_short().map(|name| format!("-{name}"));
        long.into_iter().chain(short).collect::<Vec<_>>()
    };
    let all = std::iter::once(command).chain(command.get_subcommands());
    let options = all.flat_map(|command| command.get_arguments());
    let valued =
        options.filter(|option| !option.is_positional() && option.get_action().takes_values());
    let valued: BTreeSet<String> = valued.flat_map(names).collect();
    let valued: Vec<String> = valued.into_iter().collect();
    let cases = FILES.map(|(command, suffixes)| {
        let command = if command.is_empty() { "''" } else { command };
        format!(
            "        {command}) suffixes='{}' ;;\n",
            suffixes.replace(' ', "|")
        )
    });
    BASH.replace("VALUED", &valued.join("|"))
        .replace("COMMANDS", &commands(command).join("|"))
        .replace("CASES", &cases.concat())
        .replace("SESSIONS", SESSIONS)
}

const BASH: &str = r#"
_brainsurgery_and_files() {
    _brainsurgery "$@"
    local word="${COMP_WORDS[COMP_CWORD]}" command="" suffixes="" each kept=() each_command='COMMANDS'
    case "${COMP_WORDS[COMP_CWORD-1]}" in VALUED) return ;; esac
    [[ $word == -* ]] && return
    for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case "$each" in COMMANDS) command=$each; break ;; esac
    done
    case "$command" in
        manual)
            COMPREPLY=($(compgen -W "${each_command//|/ }" -- "$word"))
            return
            ;;
CASES        *) return ;;
    esac
    for each in "${COMPREPLY[@]}"; do
        [[ $each == -* ]] || kept+=("$each")
    done
    while IFS= read -r each; do
        [[ -d $each || $each =~ \.($suffixes)$ ]] && kept+=("$each")
    done < <(compgen -f -- "$word")
    if [[ $command == resume ]]; then
        while IFS= read -r each; do
            [[ $each == "$word"* ]] && kept+=("$each")
        done < <(SESSIONS)
    fi
    COMPREPLY=("${kept[@]}")
    compopt -o filenames 2>/dev/null
}
complete -F _brainsurgery_and_files -o bashdefault -o default brainsurgery
"#;

/// A script for fish that goes on behind a first item, which `clap_complete` takes for a command, and knows
/// files and words.
pub fn fish(script: &str, command: &Declared) -> String {
    let names = commands(command).join(" ");
    let known = format!("if contains -- \"$argv[1]\" {names}");
    let mut script = script.replacen("if set -q argv[1]", &known, 1);
    script += &FISH.replace("SESSIONS", SESSIONS);
    for (command, suffixes) in FILES {
        let suffixes = suffixes.replace(' ', "|");
        script += &fish_line(
            command,
            &format!("(__fish_brainsurgery_files '{suffixes}')"),
        );
    }
    script += &fish_line("manual", &names);
    script += &fish_line("resume", "(__fish_brainsurgery_sessions)");
    let words = command.get_subcommands().flat_map(|command| {
        let words = command.get_positionals().map(Argument::get_possible_values);
        let words = words.filter(|words| !words.is_empty()).map(|words| {
            let words: Vec<&str> = words.iter().map(|word| word.get_name()).collect();
            fish_line(command.get_name(), &words.join(" "))
        });
        words.collect::<Vec<_>>()
    });
    script + &words.collect::<String>()
}

const FISH: &str = r#"
function __fish_brainsurgery_files
    __fish_complete_path (commandline -ct) | string match -e -r -- "(?:/|\.(?:$argv[1]))(?:\t|\$)"
end

function __fish_brainsurgery_sessions
    SESSIONS
end

"#;

/// A script for zsh that tells a command from a first item, behind which items and options follow. `clap_complete`
/// takes what stands first for an item, and looks for the command behind it.
pub fn zsh(script: &str) -> String {
    let Some((head, rest)) = script.split_once("'::items -- ") else {
        return script.to_string();
    };
    let Some((_, commands)) = rest.split_once("_commands\" \\\n") else {
        return script.to_string();
    };
    let options = head.find("    _arguments ").map_or("", |at| &head[at..]);
    let others = format!(
        "            (*)\n{options}'*:item:_brainsurgery_files' \\\n&& ret=0\n;;\n{ZSH_END}"
    );
    let commands = commands
        .replace("$line[2]", "$line[1]")
        .replacen(ZSH_END, &others, 1)
        .replace(
            "path of a recording:_files'",
            "path of a recording:_brainsurgery_sessions'",
        )
        .replace(
            "when left out:_default'",
            "when left out:_brainsurgery_commands'",
        );
    let functions = ZSH
        .replace("SUFFIXES", &RUN.replace(' ', "|"))
        .replace("SESSIONS", SESSIONS);
    let commands = commands.replacen(ZSH_BEGIN, &format!("{functions}{ZSH_BEGIN}"), 1);
    format!("{head}'1: :_brainsurgery_first' \\\n{commands}")
}

/// How the choice between commands ends.
const ZSH_END: &str = "        esac\n    ;;\nesac\n";
/// How the script begins to work.
const ZSH_BEGIN: &str = "\nif [ \"$funcstack[1]\" ";

const ZSH: &str = r#"
_brainsurgery_first() {
    _alternative 'commands:command:_brainsurgery_commands' 'files:item:_brainsurgery_files'
}

_brainsurgery_files() {
    _files -g '*.(SUFFIXES)(-.)'
}

_brainsurgery_sessions() {
    local -a sessions
    sessions=(${(f)"$(SESSIONS)"})
    _alternative "sessions:session:($sessions)" 'files:recording:_files -g "*.oly(-.)"'
}
"#;

/// A line that completes what a command takes, and with it no other file.
fn fish_line(command: &str, what: &str) -> String {
    let when = match command {
        "" => "__fish_brainsurgery_needs_command".to_string(),
        command => format!("__fish_brainsurgery_using_subcommand {command}"),
    };
    format!("complete -c {PROGRAM} -n \"{when}\" -f -a \"{what}\"\n")
}

fn commands(command: &Declared) -> Vec<&str> {
    command
        .get_subcommands()
        .map(|command| command.get_name())
        .collect()
}
