//! Completion scripts and man pages, made of what the command line and the verbs declare of themselves.

mod scripts;

use super::{all_said, told};
use crate::cli;
use crate::options;
use brainsurgery::error::{Error, Kind, Result as Outcome};
use brainsurgery::report::{Answer, Voice};
use brainsurgery::syntax::nearest;
use brainsurgery::transforms;
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};
use scripts::PROGRAM;
use serde_json::json;
use std::io;

/// Shows the script that completes the command line in a shell.
///
/// # Errors
/// The exit code.
pub fn completions(wanted: &cli::Completions) -> Result<(), u8> {
    let voice = voice(wanted.json);
    let verbs = transforms::names().collect();
    let mut script = Vec::new();
    let mut command = cli::declared(verbs);
    clap_complete::generate(wanted.shell, &mut command, PROGRAM, &mut script);
    match wanted.shell {
        Shell::Bash => script.extend(scripts::bash(&command).bytes()),
        Shell::Fish => {
            let text = String::from_utf8_lossy(&script);
            script = scripts::fish(&text, &command).into_bytes();
        }
        Shell::Zsh => script = scripts::zsh(&String::from_utf8_lossy(&script)).into_bytes(),
        _ => {}
    }
    let data = json!({ "shell": wanted.shell.to_string() });
    show("completions", &script, data, &voice)
}

/// Shows the man page of the program, or of one of its commands.
///
/// # Errors
/// The exit code, which is 2 for a command that is none.
pub fn manual(wanted: &cli::Manual) -> Result<(), u8> {
    let voice = voice(wanted.json);
    let verbs = transforms::names().collect();
    let mut program = cli::declared(verbs);
    program.build();
    let page = match &wanted.command {
        None => program_page(program),
        Some(name) => match program.find_subcommand(name) {
            Some(command) => rendered(|page| Man::new(command.clone()).render(page)),
            None => {
                let names = program.get_subcommands().map(|command| command.get_name());
                Err(unknown(name, names))
            }
        },
    };
    let page = told(page, &voice)?;
    show(
        "manual",
        &page,
        json!({ "command": wanted.command }),
        &voice,
    )
}

fn voice(json: bool) -> Voice {
    options::voice(&cli::How::answering(json))
}

fn show(name: &str, text: &[u8], mut data: serde_json::Value, voice: &Voice) -> Result<(), u8> {
    let text = String::from_utf8_lossy(text);
    data["text"] = json!(text);
    voice.answer(&Answer::new(name, text.trim_end(), data));
    all_said(voice)
}

/// The page of the program, with a section for the verbs behind that of the options.
fn program_page(program: cli::Declared) -> Outcome<Vec<u8>> {
    let files = files(&program);
    let man = Man::new(program);
    rendered(|page| {
        man.render_title(page)?;
        man.render_name_section(page)?;
        man.render_synopsis_section(page)?;
        man.render_description_section(page)?;
        man.render_options_section(page)?;
        man.render_subcommands_section(page)?;
        verbs().to_writer(page)?;
        files.to_writer(page)?;
        man.render_version_section(page)
    })
}

/// Where defaults and sessions are kept, as the help says it.
fn files(program: &cli::Declared) -> Roff {
    let mut section = Roff::new();
    let help = program.get_after_help();
    let help = help.map(|help| help.to_string()).unwrap_or_default();
    section.control("SH", ["FILES"]);
    section.text([roman(help)]);
    section
}

fn verbs() -> Roff {
    let mut section = Roff::new();
    section.control("SH", ["VERBS"]);
    section.text([roman(
        "One verb a line, at the prompt, behind -c and in plans; the help of a verb says what it takes.",
    )]);
    for transform in transforms::ALL {
        let signature = &transform.signature;
        let name: [Inline; 1] = [bold(signature.name)];
        section.control("TP", []).text(name);
        section.text([roman(signature.summary)]);
    }
    section
}

fn rendered(render: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Outcome<Vec<u8>> {
    let mut page = Vec::new();
    let done = render(&mut page);
    done.map_err(|cause| Error::new(Kind::Io, format!("cannot write the page: {cause}")))?;
    Ok(page)
}

fn unknown<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Error {
    let error = Error::new(Kind::Payload, format!("unknown command `{name}`"));
    match nearest(name, names, 1).first() {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`brainsurgery --help` lists the commands"),
    }
}
