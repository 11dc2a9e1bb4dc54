//! `${env:NAME}` and `${oc.env:NAME}`, with an optional `,default`: values from the environment.
//!
//! Everything else in `${ }` is left alone: templates of references look like it.

use crate::error::{Error, Kind, Result};

const OPENINGS: [&str; 2] = ["${env:", "${oc.env:"];

/// `text` with its variables filled in. What a variable holds is not looked at again.
pub(super) fn fill(text: &str, variable: fn(&str) -> Option<String>) -> Result<String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, opening)) = next(rest) {
        filled.push_str(&rest[..before]);
        let inside = &rest[before + opening.len()..];
        let Some((body, behind)) = inside.split_once('}') else {
            return Err(fault(format!("`{opening}` is not closed")).hint("add `}`"));
        };
        filled.push_str(&value(body, variable)?);
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The first opening in `text`, and where it stands.
fn next(text: &str) -> Option<(usize, &'static str)> {
    let found = OPENINGS
        .iter()
        .filter_map(|opening| Some((text.find(opening)?, *opening)));
    found.min()
}

fn value(body: &str, variable: fn(&str) -> Option<String>) -> Result<String> {
    let (name, default) = match body.split_once(',') {
        Some((name, default)) => (name.trim(), Some(default.trim())),
        None => (body.trim(), None),
    };
    variable(name)
        .or_else(|| default.map(str::to_owned))
        .ok_or_else(|| {
            fault(format!("the environment variable `{name}` is not set")).hint(format!(
                "set it, or give a default: `${{env:{name},default}}`"
            ))
        })
}

fn fault(message: String) -> Error {
    Error::new(Kind::Payload, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> Result<String> {
        fill(text, |name| {
            (name == "HOME").then(|| "/home/${env:X}".to_owned())
        })
    }

    #[test]
    fn variables_are_filled_in_once() {
        for (text, expected) in [
            ("a", "a"),
            ("${env:HOME}/m", "/home/${env:X}/m"),
            (
                "${oc.env:HOME}${env: HOME }",
                "/home/${env:X}/home/${env:X}",
            ),
            ("${env:NONE,a b}/${env:NONE,}", "a b/"),
            ("${i}/$i/${inputs[0]}/${env}", "${i}/$i/${inputs[0]}/${env}"),
        ] {
            assert_eq!(filled(text).expect(text), expected);
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = filled("x/${env:NONE}").expect_err("not set");
        assert_eq!(
            error.message(),
            "the environment variable `NONE` is not set"
        );
        filled("${env:HOME").expect_err("not closed");
    }
}
