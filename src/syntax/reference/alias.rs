//! Aliases: the names that state dicts go by.

use crate::error::Kind;
use crate::syntax::fault::Fault;
use std::ops::Range;

/// Which aliases a reference may name.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The alias of references that name none.
    pub default: Option<&'a str>,
    /// Whether an alias can be named.
    pub known: &'a dyn Fn(&str) -> bool,
    /// The aliases that messages list.
    pub aliases: &'a [&'a str],
}

/// Whether `name` may name a new state dict: ASCII letters, digits, `_`, `.` and `-`, of which a
/// letter or `_` comes first.
pub fn is_alias(name: &str) -> bool {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    starts_well && name.bytes().all(fits)
}

/// `model@3`: an alias as it was after a step, and the number of that step.
pub fn earlier(alias: &str) -> Option<(&str, usize)> {
    let (alias, step) = alias.split_once('@')?;
    let number = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    // A number too long to be read is that of no step.
    (number && is_alias(alias)).then(|| (alias, step.parse().unwrap_or(usize::MAX)))
}

/// The alias itself, of now or earlier.
pub fn itself(alias: &str) -> &str {
    earlier(alias).map_or(alias, |(alias, _)| alias)
}

impl Scope<'_> {
    /// Whether an alias can be named.
    pub(super) fn knows(&self, alias: &str) -> bool {
        (self.known)(alias)
    }

    /// The alias named by the bytes `at`, the default one if they are none.
    pub(super) fn resolve(
        &self,
        alias: &str,
        at: Range<usize>,
        text: &str,
    ) -> Result<String, Fault> {
        if alias.is_empty() {
            return self.default(text);
        }
        if self.knows(alias) {
            return Ok(alias.to_owned());
        }
        let fault = Fault::new(at, format!("unknown alias `{alias}`")).of_kind(Kind::Alias);
        Err(self.hint(fault))
    }

    /// The default alias, for a reference that names none.
    pub(super) fn default(&self, text: &str) -> Result<String, Fault> {
        match self.default {
            Some(default) => Ok(default.to_owned()),
            None => {
                let bare = text.trim_start_matches("::");
                let fault = Fault::new(
                    0..text.len(),
                    format!("`{text}` names no alias, and there is no default"),
                );
                Err(self.hint(fault.hint(format!("write `alias::{bare}`"))))
            }
        }
    }

    fn hint(&self, fault: Fault) -> Fault {
        let quoted: Vec<String> = self
            .aliases
            .iter()
            .map(|alias| format!("`{alias}`"))
            .collect();
        let known = match &quoted[..] {
            [] => "no alias is known yet".to_owned(),
            [only] => format!("the only alias is {only}"),
            all => format!("known aliases: {}", all.join(", ")),
        };
        let hint = match &fault.hint {
            Some(hint) => format!("{hint}; {known}"),
            None => known,
        };
        fault.hint(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_words_that_can_stand_in_a_reference() {
        for good in ["model", "_x2", "my-model.v1", "A"] {
            assert!(is_alias(good), "{good}");
        }
        for bad in ["", "2x", "-a", ".a", "we ird", "a::b", "a@3", "é"] {
            assert!(!is_alias(bad), "{bad}");
        }
    }

    #[test]
    fn an_earlier_alias_names_its_step() {
        assert_eq!(earlier("model@3"), Some(("model", 3)));
        assert_eq!(earlier("my-model.v1@007"), Some(("my-model.v1", 7)));
        let long = format!("m@{}", "9".repeat(40));
        assert_eq!(earlier(&long), Some(("m", usize::MAX)));
        for none in [
            "model", "model@", "@3", "model@x", "model@-1", "a@1@2", "2x@1",
        ] {
            assert_eq!(earlier(none), None, "{none}");
        }
        assert_eq!([itself("model@3"), itself("w@x")], ["model", "w@x"]);
    }
}
