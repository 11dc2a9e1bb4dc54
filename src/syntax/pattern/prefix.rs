//! How far a pattern that matched nothing went along with some name.

use super::engine::Engine;
use super::path::Path;
use super::python::{self, Groups, Piece, Written, write};
use super::{Form, Pattern};

/// How many steps may be spent on one name here, where an answer is welcome but not needed.
const STEPS: usize = 10_000;

impl Pattern {
    /// The longest beginning of the pattern, as it was written, with which some name begins.
    ///
    /// Nothing if not even the first part of the pattern begins a name, or if it has alternatives
    /// only. The names are gone through once for each binary digit of the number of parts.
    pub fn longest_matching_prefix<'n, N>(&self, names: N) -> Option<String>
    where
        N: IntoIterator<Item = &'n str> + Clone,
    {
        match &self.0 {
            Form::Regex(regex) => of_regex(regex.text(), &names),
            Form::Path(path) => of_path(path, &names),
        }
    }
}

fn of_regex<'n, N>(text: &str, names: &N) -> Option<String>
where
    N: IntoIterator<Item = &'n str> + Clone,
{
    let tree = python::parse(text).ok()?;
    let [sequence] = &tree.alternatives[..] else {
        return None;
    };
    let begins = |parts: usize| {
        let Ok(engine) = Engine::compile(&beginning(&sequence[..parts], &tree.groups), STEPS)
        else {
            return false;
        };
        names
            .clone()
            .into_iter()
            .any(|name| engine.is_match(name).unwrap_or(false))
    };
    let longest = longest(sequence.len(), begins)?;
    text.get(..sequence[longest - 1].end).map(str::to_owned)
}

/// An expression for names that begin with what `pieces` match.
fn beginning(pieces: &[Piece], groups: &Groups) -> Written {
    let Written { text, goes_back } = write([pieces], groups);
    Written {
        text: format!("(?:{text})(?s:.*)"),
        goes_back,
    }
}

fn of_path<'n, N>(path: &Path, names: &N) -> Option<String>
where
    N: IntoIterator<Item = &'n str> + Clone,
{
    let begins = |tokens: usize| {
        let Some(beginning) = path.beginning(tokens) else {
            return false;
        };
        let begins = |name| matches!(beginning.search(name, STEPS), Ok(Some(_)));
        names.clone().into_iter().any(begins)
    };
    let longest = longest(path.tokens().len(), begins)?;
    path.beginning(longest)
        .map(|beginning| beginning.to_string())
}

/// The greatest number from 1 to `most` that holds, where none above one that fails does.
fn longest(most: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if holds(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    (low > 0).then_some(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = [
        "model.layers.0.self_attn.q_proj.weight",
        "model.norm.weight",
        "h.0.w",
    ];

    #[test]
    fn the_prefix_ends_where_no_name_goes_on() {
        let cases = [
            (r".*\.0\..*\.self_attn.q_proj.*", Some(r".*\.0\..*\.")),
            (
                r"model\.layers\.(\d+)\.mlp\..*",
                Some(r"model\.layers\.(\d+)\."),
            ),
            ("model.normal", Some("model.norm")),
            ("(?!h)x.*", Some("(?!h)")),
            ("x", None),
            ("x|y", None),
        ];
        for (text, expected) in cases {
            let pattern = Pattern::regex(text).expect("valid");
            assert_eq!(
                pattern.longest_matching_prefix(NAMES).as_deref(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn the_prefix_of_a_path_is_a_list_of_tokens() {
        let pattern = Pattern::path(&["model", "layers", "$i", "mlp", "*r"]).expect("valid");
        let prefix = pattern.longest_matching_prefix(NAMES);
        assert_eq!(prefix.as_deref(), Some("['model', 'layers', '$i']"));
        let nowhere = Pattern::path(&["x", "$i"]).expect("valid");
        assert_eq!(nowhere.longest_matching_prefix(NAMES), None);
    }
}
