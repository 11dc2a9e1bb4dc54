//! The program in a terminal of its own, with nothing of the machine around it.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const SIZE: PtySize = PtySize {
    rows: 40,
    cols: 100,
    pixel_width: 0,
    pixel_height: 0,
};
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder for one test: the home, the state and the working folder of the program.
pub struct Place(PathBuf);

impl Place {
    /// An empty place; `name` is that of the test.
    pub fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join("shell")
            .join(name);
        if path.exists() {
            fs::remove_dir_all(&path).expect("a place can be emptied");
        }
        fs::create_dir_all(&path).expect("a place can be made");
        Place(path)
    }

    /// A path in it.
    pub fn join(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// The text of a file in it.
    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.join(path)).unwrap_or_else(|cause| panic!("{path}: {cause}"))
    }

    /// A file with this text; folders above it are made.
    pub fn file(&self, path: &str, text: &str) {
        let path = self.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// A checkpoint of one float32 tensor `w` with these values.
    pub fn checkpoint(&self, path: &str, values: &[f32]) {
        let data: Vec<u8> = values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect();
        let mut file = self.header(path, values.len() as u64);
        file.write_all(&data).expect("a small file");
    }

    /// A checkpoint of one float32 tensor `w` of zeros that take time to read and no room on disk.
    pub fn huge_checkpoint(&self, path: &str) {
        self.hollow_checkpoint(path, 16 << 30);
    }

    /// A checkpoint of one float32 tensor `w` of so many zeros, which take no room on disk.
    pub fn hollow_checkpoint(&self, path: &str, elements: u64) {
        let file = self.header(path, elements);
        let header = file.metadata().expect("a file").len();
        file.set_len(header + 4 * elements)
            .expect("a file with a hole");
    }

    /// A checkpoint of float32 tensors, each with its name and values.
    pub fn tensors(&self, path: &str, tensors: &[(String, Vec<f32>)]) {
        let (mut entries, mut data) = (Vec::new(), Vec::new());
        for (name, values) in tensors {
            let start = data.len();
            data.extend(values.iter().flat_map(|value| value.to_le_bytes()));
            entries.push(format!(
                r#""{name}":{{"dtype":"F32","shape":[{}],"data_offsets":[{start},{}]}}"#,
                values.len(),
                data.len()
            ));
        }
        let header = format!("{{{}}}", entries.join(","));
        let length = (header.len() as u64).to_le_bytes();
        let bytes = [&length, header.as_bytes(), &data].concat();
        fs::write(self.join(path), bytes).expect("a small file");
    }

    fn header(&self, path: &str, elements: u64) -> File {
        let header = format!(
            r#"{{"w":{{"dtype":"F32","shape":[{elements}],"data_offsets":[0,{}]}}}}"#,
            4 * elements
        );
        let mut file = File::create(self.join(path)).expect("a file");
        file.write_all(&(header.len() as u64).to_le_bytes())
            .expect("a length");
        file.write_all(header.as_bytes()).expect("a header");
        file
    }

    /// The one recording there is.
    pub fn recording(&self) -> String {
        let folder = fs::read_dir(self.join("state/sessions")).expect("recordings");
        let mut paths: Vec<_> = folder
            .map(|entry| entry.expect("an entry").path())
            .collect();
        assert_eq!(paths.len(), 1, "{paths:?}");
        fs::read_to_string(paths.remove(0)).expect("a recording")
    }

    /// The environment of the program.
    pub fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("HOME", self.join("home")),
            ("BRAINSURGERY_STATE", self.join("state")),
            ("TERM", PathBuf::from("xterm-256color")),
            ("NO_COLOR", PathBuf::from("1")),
            ("PAGER", PathBuf::new()),
        ]
    }

    /// The program in a terminal.
    #[must_use]
    pub fn shell(&self, arguments: &[&str]) -> Terminal {
        self.shell_in(arguments, SIZE.cols, &[])
    }

    /// The program in a terminal of so many columns, with more in its environment.
    #[must_use]
    pub fn shell_in(
        &self,
        arguments: &[&str],
        cols: u16,
        environment: &[(&str, &str)],
    ) -> Terminal {
        self.shell_of(PtySize { cols, ..SIZE }, arguments, environment)
    }

    /// The program in a terminal of so many columns and rows, with its menus in colour.
    #[must_use]
    pub fn shell_sized(&self, arguments: &[&str], cols: u16, rows: u16) -> Terminal {
        let size = PtySize { cols, rows, ..SIZE };
        self.shell_of(size, arguments, &[("NO_COLOR", "")])
    }

    fn shell_of(
        &self,
        size: PtySize,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Terminal {
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_brainsurgery"));
        command.args(arguments);
        command.cwd(&self.0);
        command.env_clear();
        self.environment()
            .into_iter()
            .for_each(|(name, value)| command.env(name, value));
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        Terminal::new(pair.master, child, size)
    }
}

/// A terminal with the program in it.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    written: Arc<Mutex<Vec<u8>>>,
    master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn new(
        master: Box<dyn MasterPty + Send>,
        child: Box<dyn Child + Send + Sync>,
        size: PtySize,
    ) -> Self {
        let screen = Arc::new(Mutex::new(parser(size)));
        let shown = screen.clone();
        let written = Arc::new(Mutex::new(Vec::new()));
        let kept = written.clone();
        let mut output = master.try_clone_reader().expect("its output");
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                kept.lock()
                    .expect("nobody panics")
                    .extend_from_slice(&bytes[..count]);
                shown
                    .lock()
                    .expect("nobody panics")
                    .process(&bytes[..count]);
            }
        });
        let keys = master.take_writer().expect("its keys");
        Terminal {
            child,
            keys,
            screen,
            written,
            master,
        }
    }

    /// Types keys.
    pub fn keys(&mut self, keys: &str) {
        self.keys
            .write_all(keys.as_bytes())
            .expect("the program reads");
        self.keys.flush().expect("the program reads");
    }

    /// Types bytes, which need not be characters.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.keys.write_all(bytes).expect("the program reads");
        self.keys.flush().expect("the program reads");
    }

    /// Types a line and sends it off once it is on the screen.
    pub fn enter(&mut self, line: &str) {
        self.keys(line);
        self.wait_for_end_with(line);
        self.keys("\r");
    }

    /// Types a line and waits for the next prompt.
    pub fn line(&mut self, line: &str) {
        self.enter(line);
        self.prompt();
    }

    /// Types `exit`, says yes to leaving unsaved steps, and waits for the end.
    pub fn leave(&mut self) {
        self.enter("exit");
        self.shows("leave anyway? [y/N]");
        self.enter("y");
        self.shows("recorded in");
    }

    /// Waits for an empty prompt at the end of the screen.
    pub fn prompt(&mut self) {
        self.wait("an empty prompt", |screen| screen.trim_end().ends_with('>'));
    }

    /// Waits until the screen shows a text.
    pub fn shows(&mut self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    /// Waits until a text is the last that the screen shows, however it is broken into lines.
    pub fn wait_for_end_with(&mut self, text: &str) {
        let joined = text.replace('\n', "");
        self.wait(text, |screen| {
            screen.trim_end().replace('\n', "").ends_with(&joined)
        });
    }

    /// Waits until the screen shows one of two texts; whether it shows the first.
    pub fn shows_either(&mut self, one: &str, other: &str) -> bool {
        self.wait(one, |screen| screen.contains(one) || screen.contains(other));
        self.screen().contains(one)
    }

    /// What the screen shows.
    pub fn screen(&self) -> String {
        self.screen
            .lock()
            .expect("nobody panics")
            .screen()
            .contents()
    }

    /// Whether anything on the screen has a colour.
    pub fn is_coloured(&self) -> bool {
        let held = self.screen.lock().expect("nobody panics");
        let cells = (0..SIZE.rows).flat_map(|row| (0..SIZE.cols).map(move |col| (row, col)));
        let mut cells = cells.filter_map(|(row, col)| held.screen().cell(row, col));
        cells.any(|cell| cell.fgcolor() != vt100::Color::Default)
    }

    /// The cell where a text begins that stands last on the screen.
    pub fn cell(&self, text: &str) -> vt100::Cell {
        let held = self.screen.lock().expect("nobody panics");
        let screen = held.screen();
        let rows: Vec<String> = screen.rows(0, screen.size().1.get()).collect();
        let mut places = rows.iter().enumerate().rev();
        let found = places.find_map(|(row, line)| Some((row, line.find(text)?)));
        let (row, column) = found.unwrap_or_else(|| panic!("no {text}:\n{}", screen.contents()));
        let side = |length: usize| u16::try_from(length).expect("a small screen");
        let cell = screen.cell(side(row), side(column));
        cell.expect("on the screen").clone()
    }

    /// Makes the terminal so many columns wide.
    pub fn resize(&self, cols: u16) {
        let size = PtySize { cols, ..SIZE };
        let resized = self.master.resize(size);
        resized.expect("a terminal can be resized");
        let mut held = self.screen.lock().expect("nobody panics");
        let side = |length| NonZero::new(length).expect("a terminal has a size");
        held.screen_mut().set_size(side(SIZE.rows), side(cols));
    }

    /// Whether anything on the screen has a colour.
    pub fn is_painted(&self) -> bool {
        let parser = self.screen.lock().expect("nobody panics");
        let (rows, columns) = parser.screen().size();
        let (rows, columns) = (rows.get(), columns.get());
        let mut places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        places.any(|(row, column)| {
            let cell = parser.screen().cell(row, column);
            cell.is_some_and(|cell| cell.fgcolor() != vt100::Color::Default)
        })
    }

    /// All that the program has written so far.
    pub fn written(&self) -> String {
        let written = self.written.lock().expect("nobody panics");
        String::from_utf8_lossy(&written).into_owned()
    }

    /// The rows of the screen as they are drawn, without blanks at their ends.
    pub fn rows(&self) -> Vec<String> {
        self.look(|screen| {
            let rows = screen.rows(0, screen.size().1.get());
            rows.map(|row| row.trim_end().to_owned()).collect()
        })
    }

    /// Makes something of the screen.
    pub fn look<T>(&self, make: impl FnOnce(&vt100::Screen) -> T) -> T {
        make(self.screen.lock().expect("nobody panics").screen())
    }

    /// Sends the program a signal, by name.
    pub fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("it runs").to_string();
        let sent = std::process::Command::new("kill")
            .args(["-s", name, &process])
            .status();
        assert!(sent.expect("kill runs").success());
    }

    /// Waits for the end of the program; its exit code.
    pub fn end(mut self) -> u32 {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.exit_code();
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("the program does not end:\n{}", self.screen());
    }

    fn wait(&mut self, what: &str, shown: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !shown(&self.screen()) {
            assert!(
                start.elapsed() < PATIENCE,
                "waited for {what}:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }
}

fn parser(PtySize { rows, cols, .. }: PtySize) -> vt100::Parser {
    let side = |length| NonZero::new(length).expect("a terminal has a size");
    vt100::Parser::new(side(rows), side(cols), 0)
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.child.kill().unwrap_or_default();
    }
}
