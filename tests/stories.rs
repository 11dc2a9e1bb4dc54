//! The stories under `sessions/`: what was typed is typed again, and must give the same answers, the same
//! plan, and from that plan, or from a recording, the same files.
//!
//! `RENEW=1 cargo test --test stories` writes the answers and plans of today. Look at what it changes.

mod support {
    pub mod folders;
    pub mod program;
}

use brainsurgery::session::Standing;
use brainsurgery::syntax::{Line, Node, Value};
use brainsurgery::tensor::Engine;
use brainsurgery::{assertions, demo, transforms};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;
use support::folders;
use support::program::{program, run};
use tempfile::TempDir;

/// The files of a folder with their contents.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A story as its `session.txt` tells it.
struct Story {
    home: PathBuf,
    /// What the story is about, in lines that begin with `#`.
    about: String,
    /// What was given to the program: the rest of the line behind `$ brainsurgery`.
    given: String,
    /// The lines behind `> `.
    typed: Vec<String>,
}

impl Story {
    fn read(home: PathBuf) -> Self {
        let text = fs::read_to_string(home.join("session.txt")).expect("a story has a session");
        let (about, rest) = text
            .split_once("$ brainsurgery")
            .expect("a story starts the program");
        let (given, rest) = rest.split_once('\n').expect("lines are typed");
        let typed = rest.lines().filter_map(|line| line.strip_prefix("> "));
        Story {
            about: about.to_string(),
            given: given.trim().to_string(),
            typed: typed.map(str::to_string).collect(),
            home,
        }
    }

    /// The session as it goes today.
    ///
    /// The answer to a line is what the lines up to it say beyond what those before it say.
    fn played(&self) -> String {
        let mut session = format!("{}$ brainsurgery {}\n", self.about, self.given);
        let mut before = String::new();
        for (index, line) in self.typed.iter().enumerate() {
            let said = self.said(&self.typed[..=index], demo_folder().path());
            let answer = said
                .strip_prefix(&before)
                .expect("lines say the same again");
            session += &format!("> {line}\n{answer}");
            before = said;
        }
        session
    }

    /// The session as a recording has it, up to where its plan was written. Lines whose answer went to a
    /// file are no steps.
    fn recording(&self) -> String {
        let inputs = self.given.split_whitespace().collect::<Vec<_>>().join(", ");
        let steps = self.typed.iter().map(String::as_str);
        let steps = steps.take_while(|line| *line != "exit");
        let steps: Vec<&str> = steps.filter(|line| !line.contains(" > ")).collect();
        format!("inputs: [{inputs}]\n{}\n", steps.join("\n"))
    }

    /// All that lines say, on both streams in the order it was said.
    fn said(&self, typed: &[String], folder: &Path) -> String {
        let mut screen = tempfile::tempfile().expect("a temporary file");
        let stream = |screen: &File| Stdio::from(screen.try_clone().expect("a handle"));
        let mut command = program(folder);
        command.args(self.given.split_whitespace());
        command.stdout(stream(&screen)).stderr(stream(&screen));
        let code = run(&mut command, &typed.join("\n")).code;
        let said = read_again(&mut screen);
        assert_eq!(code, Some(0), "{}: {said}", self.home.display());
        said
    }
}

fn stories() -> Vec<Story> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    let folders = fs::read_dir(home).expect("the stories are listed");
    let homes = folders.map(|entry| entry.expect("an entry").path());
    homes
        .filter(|home| home.is_dir() && !home.ends_with("screens"))
        .map(Story::read)
        .collect()
}

/// A fresh folder with the checkpoints of the demonstration, which are made once.
fn demo_folder() -> TempDir {
    static MADE: LazyLock<Files> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        demo::write(folder.path(), &Engine::new(1)).expect("the checkpoints are written");
        folders::contents(folder.path())
    });
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, content) in &*MADE {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder is made");
        fs::write(path, content).expect("a checkpoint is copied");
    }
    folder
}

fn read_again(file: &mut File) -> String {
    let mut text = String::new();
    file.rewind().expect("a file");
    file.read_to_string(&mut text).expect("text");
    text
}

/// Compares a file with what it should hold now, or writes it where that was asked for.
fn check_or_renew(path: &Path, now: &str) {
    if std::env::var_os("RENEW").is_some() {
        fs::write(path, now).expect("a story is renewed");
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == now,
        "{} holds:\n{kept}\nnow it is:\n{now}",
        path.display()
    );
}

#[test]
fn every_session_gives_the_answers_it_tells() {
    for story in stories() {
        check_or_renew(&story.home.join("session.txt"), &story.played());
    }
}

#[test]
fn every_session_records_its_plan_and_plan_and_recording_give_the_same_files() {
    for story in stories() {
        let folder = demo_folder();
        story.said(&story.typed, folder.path());
        let typed = folders::contents(folder.path());
        let plan = story.home.join("plan.yaml");
        let recorded = fs::read_to_string(folder.path().join("plan.yaml"));
        let recorded = recorded.expect("a story ends by writing `plan.yaml`");
        check_or_renew(&plan, &recorded);

        let elsewhere = tempfile::tempdir().expect("a temporary folder");
        let recording = elsewhere.path().join("session.oly");
        fs::write(&recording, story.recording()).expect("a recording is written");
        for item in [&plan, &recording] {
            let ran = files_of(item);
            let unlike = first_unlike(&typed, &ran);
            assert_eq!(unlike, None, "{}: {}", story.home.display(), item.display());
        }
    }
}

/// The files of the demonstration after a plan or recording has run there and has been summarized.
fn files_of(item: &Path) -> Files {
    let folder = demo_folder();
    let mut command = program(folder.path());
    let ran = run(
        command.arg(item).args(["--summarize-path", "plan.yaml"]),
        "",
    );
    assert_eq!(ran.code, Some(0), "{}: {}", item.display(), ran.err);
    folders::contents(folder.path())
}

/// The first path whose content differs, or that only one of two folders has.
fn first_unlike<'a>(one: &'a Files, other: &'a Files) -> Option<&'a PathBuf> {
    let paths = one.keys().chain(other.keys());
    paths
        .into_iter()
        .find(|path| one.get(*path) != other.get(*path))
}

#[test]
fn lessons_are_played_with_their_words_and_answers() {
    let lessons = stories().into_iter().filter(|story| {
        let name = story.home.file_name().expect("a folder has a name");
        name.to_string_lossy().starts_with("lesson-")
    });
    let lessons: Vec<Story> = lessons.collect();
    assert_eq!(lessons.len(), 3);
    for lesson in lessons {
        let folder = demo_folder();
        let session = lesson.home.join("session.txt");
        let mut command = program(folder.path());
        let ran = run(command.arg("play").arg(session).arg("--no-pause"), "");
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let words = |line: &String| line.strip_prefix("# ").map(str::to_string);
        let shown = lesson.typed.iter();
        let shown = shown.map(|line| words(line).unwrap_or_else(|| format!("> {line}")));
        let mut screen = ran.out.lines();
        for line in shown {
            assert!(screen.any(|shown| shown == line), "{line}\n{}", ran.out);
        }
        let plan = fs::read_to_string(folder.path().join("plan.yaml")).expect("a plan was kept");
        let kept = fs::read_to_string(lesson.home.join("plan.yaml")).expect("it has a plan");
        assert_eq!(plan, kept);
    }
}

#[test]
fn the_demonstration_plays_the_tour() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let ran = run(program(folder.path()).args(["demo", "here"]), "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let tour = Story::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/tour"));
    let shown: Vec<&str> = ran
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("> "))
        .collect();
    assert_eq!(shown, tour.typed);
    assert!(
        ran.out
            .starts_with(&format!("$ brainsurgery {}\n", tour.given))
    );
    assert!(
        ran.err.contains("cd here\n"),
        "it says how to go on: {}",
        ran.err
    );
    let plan =
        fs::read_to_string(folder.path().join("here/plan.yaml")).expect("a plan was recorded");
    assert_eq!(
        plan,
        fs::read_to_string(tour.home.join("plan.yaml")).expect("the tour has a plan")
    );
}

/// The names of everything in a step: verbs, claims and keys.
fn names_in(node: &Node, names: &mut BTreeSet<String>) {
    match &node.value {
        Value::Map(map) => {
            for (key, entry) in map {
                names.insert(key.clone());
                names_in(&entry.node, names);
            }
        }
        Value::List(items) => items.iter().for_each(|item| names_in(item, names)),
        Value::Str(text) => {
            names.insert(text.clone());
        }
        _ => {}
    }
}

#[test]
fn the_selftest_uses_every_verb_and_every_claim() {
    let (mut verbs, mut claims) = (BTreeSet::new(), BTreeSet::new());
    for line in demo::SELFTEST.typed() {
        let read = Line::read(line, &mut Vec::new()).expect("a line that is kept");
        let Some(line) = read else { continue };
        let Value::Map(step) = &line.step.value else {
            panic!("a step is a map")
        };
        for (verb, entry) in step {
            verbs.insert(verb.clone());
            if verb == "assert" {
                names_in(&entry.node, &mut claims);
            }
        }
    }
    let absent = |name: &&str, used: &BTreeSet<String>| !used.contains(*name);
    // What steers the session shows times and the past of a shell, which no plan holds.
    let steps = transforms::ALL
        .iter()
        .filter(|verb| verb.standing != Standing::Steering);
    let steps = steps.map(|verb| verb.signature.name);
    let verbs: Vec<_> = steps.filter(|name| absent(name, &verbs)).collect();
    let claims = assertions::signatures()
        .into_iter()
        .filter(|claim| absent(&claim.name, &claims));
    let claims: Vec<_> = claims.map(|claim| claim.name).collect();
    assert_eq!((verbs, claims), (vec![], vec![]));
}

#[test]
fn the_selftest_passes_and_says_so() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let ran = run(program(folder.path()).args(["selftest", "--json"]), "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let said: serde_json::Value = serde_json::from_str(&ran.out).expect("one document");
    assert_eq!(said["answer"], "selftest");
    assert_eq!(said["data"]["lines"], demo::SELFTEST.typed().count());
    assert!(
        folders::contents(folder.path()).is_empty(),
        "nothing is left"
    );
}

#[test]
fn the_round_trip_ends_with_the_bytes_it_began_with() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/round-trip");
    let story = Story::read(home);
    let folder = demo_folder();
    story.said(&story.typed, folder.path());
    let bytes = |name: &str| fs::read(folder.path().join(name)).expect("a checkpoint");
    assert!(bytes("back.safetensors") == bytes("gpt2.safetensors"));
    assert!(bytes("there.safetensors") != bytes("gpt2.safetensors"));
}

#[test]
fn the_index_tells_of_every_story() {
    let sessions = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    let index = fs::read_to_string(sessions.join("README.md")).expect("an index");
    let (_, table) = index.split_once("| story |").expect("a table of stories");
    let named = table
        .lines()
        .filter_map(|row| row.strip_prefix("| `")?.split('`').next());
    let name = |story: &Story| {
        story
            .home
            .file_name()
            .map(|name| name.display().to_string())
    };
    let told: BTreeSet<String> = stories().iter().filter_map(name).collect();
    assert_eq!(named.map(str::to_string).collect::<BTreeSet<_>>(), told);
}
