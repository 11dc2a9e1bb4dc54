//! Failures and warnings as data.

use crate::error::{Error, Place};
use serde_json::{Value, json};

/// The failure as one document; fields without a value are null. The step counts from 0, line and column
/// from 1; columns and length are in characters.
pub fn error_json(error: &Error) -> Value {
    json!({
        "kind": error.kind().name(),
        "step": error.step(),
        "key": error.key(),
        "place": error.place().map(place_json),
        "message": error.message(),
        "hints": error.hints(),
    })
}

/// A warning in the form of a failure, of the kind `warning`.
pub fn warning_json(message: &str, place: Option<&Place>) -> Value {
    json!({
        "kind": "warning",
        "step": null,
        "key": null,
        "place": place.map(place_json),
        "message": message,
        "hints": [],
    })
}

fn place_json(place: &Place) -> Value {
    let (line, column) = place.line_and_column();
    json!({
        "file": place.text().name(),
        "line": line,
        "column": column,
        "length": place.length(),
    })
}
