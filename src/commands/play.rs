//! `play`: a plan, a recording or a story goes by, line by line, for real.

use super::{all_said, document, opened, refuse, talk, told};
use crate::cli;
use crate::options::{self, Options};
use crate::settings::Settings;
use brainsurgery::batch::{self, Left, Played, Scene};
use brainsurgery::demo::Story;
use brainsurgery::error::{Error, Kind, Result as Outcome, Text};
use brainsurgery::plan::{Document, Given};
use brainsurgery::report::Voice;
use std::io::{BufRead, IsTerminal, Write, stdin, stdout};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// What is played: its checkpoints and output, and its scenes.
struct Play {
    document: Document,
    scenes: Vec<Scene>,
}

/// Plays a file in the working folder.
///
/// # Errors
/// The exit code.
pub fn play(play: &cli::Play) -> Result<(), u8> {
    let started = Instant::now();
    let mut how = play.how.clone();
    told(Settings::of_user(), &options::voice(&how))?.fill(&mut how);
    let voice = options::voice(&how);
    let options = told(Options::new(&how), &voice)?;
    let pace = told(Pace::of(play), &voice)?;
    let Play { document, scenes } = read(&play.file, &options, &voice)?;
    let interrupts = talk::listen(&options.engine);
    let mut runner = opened(&document, &options, &voice)?;
    if pace == Pace::Enter {
        voice.note("Enter plays the line that is shown, `q` and Enter ends.");
    }
    let ended_by_enter = pace == Pace::Enter && voice.style().terminal;
    let next = |line: &str| {
        // Who sees the line may press Ctrl-C at once.
        interrupts.at_rest(|| {
            match ended_by_enter {
                true => begin_line(line),
                false => voice.line(line),
            }
            pace.goes_on()
        })
    };
    let played = batch::play_scenes(&scenes, &mut runner, &voice, next)?;
    if played == Played::Whole {
        let left = Left {
            runner,
            exit: true,
            recording: None,
        };
        batch::finish(None, left, started, &voice)?;
    }
    all_said(&voice)
}

/// Reads what a file holds: a story by its first words, everything else by its suffix.
fn read(file: &str, options: &Options, voice: &Voice) -> Result<Play, u8> {
    if Path::new(file)
        .extension()
        .is_some_and(|suffix| suffix == "txt")
    {
        return read_story(file, options, voice);
    }
    let items = told(Given::read(&[file.to_string()]), voice)?;
    let mut texts = items.plans.iter().chain(&items.recordings);
    let text: &Arc<Text> = told(texts.next().ok_or_else(|| nothing(file)), voice)?;
    let document = document(&items, options.strict, voice)?;
    let scenes = told(batch::scenes(&document, text), voice)?;
    Ok(Play { document, scenes })
}

fn read_story(file: &str, options: &Options, voice: &Voice) -> Result<Play, u8> {
    let text = std::fs::read_to_string(file);
    let text = told(
        text.map_err(|cause| Error::io(Path::new(file), "read", &cause)),
        voice,
    )?;
    let story = Story::of(&text);
    let inputs: Vec<String> = story.opened().map(str::to_string).collect();
    let items = told(Given::read(&inputs), voice)?;
    let document = document(&items, options.strict, voice)?;
    let about = story
        .about()
        .map(|line| Ok(Some(Scene::Prose(line.to_string()))));
    let typed = story.typed().map(|typed| Scene::typed(typed, voice));
    let scenes = about.chain(typed).filter_map(Outcome::transpose);
    let scenes = told(scenes.collect::<Outcome<Vec<_>>>(), voice)?;
    match scenes.is_empty() {
        true => Err(refuse(&[nothing(file)], voice)),
        false => Ok(Play { document, scenes }),
    }
}

/// Shows a line that the key of the one who watches ends.
fn begin_line(line: &str) {
    let mut screen = stdout();
    let shown = write!(screen, "{line} ").and_then(|()| screen.flush());
    // A terminal that has gone is noticed when it is read.
    shown.unwrap_or_default();
}

fn nothing(file: &str) -> Error {
    let message = format!("there is nothing to play in `{file}`");
    Error::new(Kind::Payload, message)
        .hint("what is played is a plan (.yaml), a recording (.oly) or the session.txt of a story")
}

/// What comes between a line and its answer.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Pace {
    /// Nothing.
    Straight,
    /// The key of the one who watches.
    Enter,
    /// Time.
    Wait(Duration),
}

impl Pace {
    fn of(play: &cli::Play) -> Outcome<Self> {
        match play.pace {
            Some(seconds) => Duration::try_from_secs_f64(seconds)
                .map(Pace::Wait)
                .map_err(|_| {
                    let message = format!("cannot wait {seconds} seconds");
                    Error::new(Kind::Value, message).for_key("--pace")
                }),
            None if play.no_pause || !stdin().is_terminal() => Ok(Pace::Straight),
            None => Ok(Pace::Enter),
        }
    }

    /// Waits; whether to go on.
    fn goes_on(self) -> bool {
        match self {
            Pace::Straight => {}
            Pace::Wait(time) => thread::sleep(time),
            Pace::Enter => {
                let mut typed = String::new();
                let read = stdin().lock().read_line(&mut typed);
                return read.is_ok_and(|bytes| bytes > 0)
                    && !typed.trim().eq_ignore_ascii_case("q");
            }
        }
        true
    }
}
