//! Completion scripts and man pages.

use crate::place::Place;
use std::path::Path;
use std::process::Command;

/// What bash offers for the last of these words.
fn bash_offers(script: &str, words: &[&str]) -> Vec<String> {
    bash_offers_in(&Place::new(), script, words)
}

/// The same in a folder with the files of `place`.
fn bash_offers_in(place: &Place, script: &str, words: &[&str]) -> Vec<String> {
    let last = words.last().expect("a word");
    let typed = words.join(" ");
    let index = words.len() - 1;
    let line = format!(
        "{script}\nCOMP_WORDS=({typed}); COMP_CWORD={index}\n\
         _brainsurgery_and_files brainsurgery {last} {}\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words[index - 1]
    );
    offers(place, Command::new("bash").args(["--norc", "-c", &line])).expect("bash runs")
}

/// The lines that a shell prints in a folder; nothing where there is no such shell.
fn offers(place: &Place, shell: &mut Command) -> Option<Vec<String>> {
    let program = Path::new(env!("CARGO_BIN_EXE_brainsurgery"));
    let folder = program.parent().expect("a folder").display().to_string();
    let path = std::env::var("PATH").expect("a path");
    let shell = shell
        .current_dir(place.path(""))
        .env("PATH", format!("{folder}:{path}"))
        .env("BRAINSURGERY_STATE", place.path("state"))
        .env("HOME", place.path(""));
    let output = shell.output().ok()?.stdout;
    let text = String::from_utf8(output).expect("text");
    Some(text.lines().map(str::to_string).collect())
}

/// What fish offers behind what is typed; nothing where there is no fish.
fn fish_offers(place: &Place, typed: &str) -> Option<Vec<String>> {
    place.write("script.fish", &Place::new().run("completions fish").out());
    let line = format!("source script.fish; complete -C '{typed}'");
    let offered = offers(place, Command::new("fish").args(["-c", &line]))?;
    let word = |line: &String| line.split('\t').next().unwrap_or("").to_string();
    Some(offered.iter().map(word).collect())
}

/// A place with files of every kind and a recorded session.
fn files() -> Place {
    let place = Place::new();
    std::fs::create_dir_all(place.path("state/sessions")).expect("a folder");
    place.write("state/sessions/20260101-000000-1.oly", "dump\n");
    place.write("some.oly", "dump\n");
    place.write("some.log", "");
    place.write("some.pt", "");
    place
}

#[test]
fn bash_completes_files_by_their_suffix_and_sessions() {
    let script = Place::new().run("completions bash").out();
    let place = files();
    let cases: [(&[&str], &[&str]); 6] = [
        (&["brainsurgery", "some"], &["some.oly", "some.pt"]),
        (&["brainsurgery", "some.pt", "in."], &["in.safetensors"]),
        (&["brainsurgery", "play", "some"], &["some.oly"]),
        (
            &["brainsurgery", "--threads", "2", "check", "in"],
            &["in.safetensors"],
        ),
        (&["brainsurgery", "resume", "2026"], &["20260101-000000-1"]),
        (&["brainsurgery", "manual", "ch"], &["check"]),
    ];
    for (words, expected) in cases {
        let mut offered = bash_offers_in(&place, &script, words);
        offered.sort();
        assert_eq!(offered, expected, "{words:?}");
    }
}

#[test]
fn fish_completes_behind_an_item_too() {
    let place = files();
    for (typed, expected) in [
        ("brainsurgery --thr", "--threads"),
        ("brainsurgery some.pt --thr", "--threads"),
        ("brainsurgery some.pt in", "in.safetensors"),
        ("brainsurgery play som", "some.oly"),
        ("brainsurgery resume 20", "20260101-000000-1"),
        ("brainsurgery manual ch", "check"),
        ("brainsurgery help phlor", "phlora"),
    ] {
        let Some(offered) = fish_offers(&place, typed) else {
            return;
        };
        assert_eq!(
            offered.first().map(String::as_str),
            Some(expected),
            "{typed}"
        );
        assert!(
            !offered.iter().any(|word| word == "some.log"),
            "{offered:?}"
        );
    }
}

/// What zsh makes of each line once Tab is pressed behind it: one `done` for each that becomes what is wanted.
const ZSH: &str = r#"
zmodload zsh/zpty
zpty z zsh -f
zpty -w z "unset zle_bracketed_paste; PS1='%% '; autoload -Uz compinit; compinit -u -D; source script.zsh; echo rea''dy"
zpty -r z out '*ready*'
for typed whole in "$@"; do
    zpty -n -w z $'\C-u'"$typed"$'\t'
    zpty -r z out "*$whole*" && print done
done
"#;

#[test]
fn zsh_tells_commands_from_items() {
    let place = files();
    place.write("script.zsh", &Place::new().run("completions zsh").out());
    place.write("try.zsh", ZSH);
    let cases = [
        ("brainsurgery chec", "check"),
        ("brainsurgery check in.", "in.safetensors"),
        ("brainsurgery some.o", "some.oly"),
        ("brainsurgery some.pt in.", "in.safetensors"),
        ("brainsurgery some.pt --memo", "--memory-limit"),
        ("brainsurgery completions el", "elvish"),
        ("brainsurgery resume 2026", "20260101-000000-1"),
        ("brainsurgery manual res", "resume"),
    ];
    let mut zsh = Command::new("timeout");
    zsh.args(["20", "zsh", "-f", "try.zsh"]);
    cases.iter().for_each(|(typed, whole)| {
        zsh.args([typed, whole]);
    });
    let has_zsh = Command::new("zsh").args(["-c", ""]).status();
    if has_zsh.is_ok_and(|ran| ran.success()) {
        let done = offers(&place, &mut zsh).expect("it runs");
        assert_eq!(
            done.len(),
            cases.len(),
            "{:?} is not completed",
            cases.get(done.len())
        );
    }
}

#[test]
fn zsh_and_fish_can_read_their_scripts() {
    for shell in ["zsh", "fish"] {
        let place = Place::new();
        place.write("script", &place.run(&format!("completions {shell}")).out());
        let read = Command::new(shell)
            .arg("-n")
            .arg(place.path("script"))
            .status();
        assert!(read.map_or(true, |read| read.success()), "{shell}");
    }
}

#[test]
fn bash_completes_commands_options_and_verbs() {
    let script = Place::new().run("completions bash").out();
    assert_eq!(bash_offers(&script, &["brainsurgery", "che"]), ["check"]);
    assert_eq!(
        bash_offers(&script, &["brainsurgery", "--thr"]),
        ["--threads"]
    );
    let verbs = bash_offers(&script, &["brainsurgery", "help", "scal"]);
    assert_eq!(verbs, ["scale", "scale_"]);
    let levels = bash_offers(&script, &["brainsurgery", "--log-level", "w"]);
    assert_eq!(levels, ["warning"]);
}

#[test]
fn scripts_for_other_shells_know_commands_and_verbs() {
    for shell in ["zsh", "fish"] {
        let script = Place::new().run(&format!("completions {shell}")).out();
        for word in ["selftest", "memory-limit", "phlora_"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    Place::new().run("completions csh").fails(2, "found `csh`");
}

#[test]
fn the_manual_has_options_commands_and_verbs() {
    let page = Place::new().run("manual").out();
    for part in [
        ".TH brainsurgery 1",
        "\\fB\\-\\-memory\\-limit\\fR",
        "brainsurgery\\-check(1)",
        ".SH VERBS",
        ".SH FILES\nDefaults stand in the file that $BRAINSURGERY_CONFIG names",
        "\\fBscale_\\fR\nMultiply tensors, or parts of them, by a number.",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let page = Place::new().run("manual check").out();
    assert!(page.contains(".SH NAME\nbrainsurgery\\-check"), "{page}");
    Place::new()
        .run("manual chekc")
        .fails(2, "did you mean `check`?");
}

#[test]
fn both_are_data_under_json() {
    let answer = Place::new().run("completions bash --json").out();
    assert!(answer.starts_with(
        r#"{"answer":"completions","step":null,"data":{"shell":"bash","text":"_brain"#
    ));
    let answer = Place::new().run("manual --json").out();
    assert!(
        answer.starts_with(r#"{"answer":"manual","step":null,"data":{"command":null,"text":".ie"#)
    );
}
