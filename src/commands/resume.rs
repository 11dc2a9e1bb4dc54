//! Recorded sessions of the shell: listed, and gone on with.

use super::{all_said, dialect, refuse, talk, told};
use crate::cli;
use crate::options::{self, Options};
use crate::settings::Settings;
use brainsurgery::batch;
use brainsurgery::error::{Error, Kind};
use brainsurgery::plan::{Again, Context, Resumed};
use brainsurgery::report::{Voice, human};
use brainsurgery::shell::{self, Record};
use std::io::{IsTerminal, stdin};
use std::path::Path;
use std::time::Instant;

/// Makes a recorded session again and opens the shell on it.
///
/// # Errors
/// The exit code.
pub fn resume(resume: &cli::Resume) -> Result<(), u8> {
    let started = Instant::now();
    let mut how = resume.how.clone();
    let settings = told(Settings::of_user(), &options::voice(&how))?;
    settings.fill(&mut how);
    let voice = options::voice(&how);
    let options = told(Options::new(&how), &voice)?;
    if !stdin().is_terminal() {
        return Err(refuse(&[nobody()], &voice));
    }
    let recording = told(shell::recording(resume.session.as_deref()), &voice)?;
    let interrupts = talk::listen(&options.engine);
    let set = settings.set();
    let again = Again {
        engine: &options.engine,
        shard: options.shard,
        files_at_once: options.files_at_once,
        context: Context {
            dialect: dialect(options.strict),
            ..Context::default()
        },
        set: &set,
        anyway: resume.anyway,
    };
    let resumed = shell::resumed(&recording, &again);
    let mut resumed = resumed.map_err(|errors| refuse(&errors, &voice))?;
    resumed.runner = resumed.runner.safe(options.safe);
    tell(&resumed, &recording, &voice);
    let wanted = talk::Wanted {
        record: Record::Nowhere,
        history: settings.history(),
        prompt: settings.prompt(),
        pager: settings.pager(),
        set: Vec::new(),
        dialect: again.context.dialect,
    };
    let left = talk::go_on_with(resumed, wanted, &options.engine, &interrupts, &voice)?;
    batch::finish(None, left, started, &voice)?;
    all_said(&voice)
}

/// Says what was made again.
fn tell(resumed: &Resumed<'_>, recording: &Path, voice: &Voice) {
    let steps = human::counted(resumed.steps as u64, "step");
    voice.note(&format!("{}: {steps} applied again", recording.display()));
    resumed.notes.iter().for_each(|note| voice.note(note));
    resumed.runner.notes().for_each(|note| voice.note(note));
}

/// Lists the recorded sessions.
///
/// # Errors
/// The exit code.
pub fn sessions(sessions: &cli::Sessions) -> Result<(), u8> {
    let voice = options::voice(&cli::How::answering(sessions.json));
    let kept = told(shell::sessions(), &voice)?;
    voice.answer(&shell::listed(&kept));
    all_said(&voice)
}

fn nobody() -> Error {
    Error::new(
        Kind::Io,
        "a session goes on at a terminal, and there is none",
    )
    .hint("`brainsurgery RECORDING.oly` runs a recording from its start")
}
