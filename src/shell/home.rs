//! Where the shell keeps what outlives it: recordings and the history.

use super::moment::Moment;
use std::ffi::OsString;
use std::path::PathBuf;

/// The folder of the shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home(PathBuf);

impl Home {
    /// The folder that the environment names: `$BRAINSURGERY_STATE`, else `brainsurgery` in
    /// `$XDG_STATE_HOME`, else in `~/.local/state`.
    pub(super) fn of(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let path = |name| {
            variable(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let state = || path("XDG_STATE_HOME").filter(|path| path.is_absolute());
        let home = || path("HOME").map(|home| home.join(".local/state"));
        let folder = path("BRAINSURGERY_STATE");
        folder
            .or_else(|| {
                state()
                    .or_else(home)
                    .map(|state| state.join("brainsurgery"))
            })
            .map(Home)
    }

    /// The file of the history.
    pub(super) fn history(&self) -> PathBuf {
        self.0.join("history")
    }

    /// The file for the recording of a session that this process begins now.
    pub(super) fn recording(&self, now: Moment) -> PathBuf {
        let name = format!("{}-{}.oly", now.stamp(), std::process::id());
        self.recordings().join(name)
    }

    /// The folder of the recordings.
    pub(super) fn recordings(&self) -> PathBuf {
        self.0.join("sessions")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn history(variables: &[(&str, &str)]) -> Option<PathBuf> {
        let value = |name: &str| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        };
        Home::of(value).map(|home| home.history())
    }

    #[test]
    fn the_nearest_word_of_the_environment_counts() {
        let home = ("HOME", "/home/ada");
        let cases: [(&[(&str, &str)], &str); 4] = [
            (&[home], "/home/ada/.local/state/brainsurgery/history"),
            (&[home, ("XDG_STATE_HOME", "/x")], "/x/brainsurgery/history"),
            (
                &[home, ("XDG_STATE_HOME", "x")],
                "/home/ada/.local/state/brainsurgery/history",
            ),
            (
                &[home, ("XDG_STATE_HOME", "/x"), ("BRAINSURGERY_STATE", "b")],
                "b/history",
            ),
        ];
        for (variables, path) in cases {
            assert_eq!(history(variables).as_deref(), Some(Path::new(path)));
        }
        assert_eq!(history(&[("HOME", "")]), None);
    }
}
