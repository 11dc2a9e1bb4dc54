//! A recording read back: its lines as a plan.

use crate::error::{Error, Kind, Place, Result, Text};
use crate::syntax::{Node, Value, oly};
use std::sync::Arc;

/// The plan that a recording holds: `inputs` and `output` lines, and one step a line. Blank lines and
/// lines that start with `#` are passed over.
///
/// # Errors
/// `payload` with the place of the line that is none.
pub(super) fn read(text: &Arc<Text>) -> Result<Node> {
    let mut inputs = Vec::new();
    let mut steps = Vec::new();
    let mut output = None;
    for place in lines(text) {
        let (step, _) = oly::parse_place(&place, oly::Commas::Required).map_err(Error::from)?;
        match section(&step) {
            Some(("inputs", payload)) => inputs.extend(listed(payload)?),
            Some(("output", payload)) => output = Some(payload.clone()),
            _ => steps.push(step),
        }
    }
    let inputs = (!inputs.is_empty()).then(|| Node::list(inputs));
    let entries = [
        ("inputs", inputs),
        ("transforms", Some(Node::list(steps))),
        ("output", output),
    ];
    Ok(Node::map(
        entries
            .into_iter()
            .filter_map(|(key, node)| Some((key, node?))),
    ))
}

/// The lines that say something, each with its place.
fn lines(text: &Arc<Text>) -> impl Iterator<Item = Place> {
    let mut start = 0;
    let places = text.content().split_inclusive('\n').map(move |line| {
        let range = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        range
    });
    let places = places.map(|range| Place::new(text, range));
    places.filter(|place| {
        !place.words().trim().is_empty() && !place.words().trim_start().starts_with('#')
    })
}

/// The name of a line and what stands behind it.
fn section(line: &Node) -> Option<(&str, &Node)> {
    let (name, entry) = line.as_map()?.first()?;
    Some((name, &entry.node))
}

fn listed(payload: &Node) -> Result<Vec<Node>> {
    match &payload.value {
        Value::List(items) => Ok(items.clone()),
        Value::Str(_) => Ok(vec![payload.clone()]),
        _ => Err(Error::new(
            Kind::Payload,
            format!("inputs are a list of paths, found {}", payload.kind()),
        )
        .at_some(payload.place.as_ref())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::yaml;

    #[test]
    fn a_recording_is_a_plan_of_its_lines() {
        let text = "#: recording: version: 1\r\ninputs: [a::x.safetensors]\n\n# a note\nexit\noutput: y.safetensors\n";
        let plan = read(&Text::file("s.oly", text)).expect("a recording");
        let yaml = yaml::emit(&plan).expect("plain values");
        assert_eq!(
            yaml,
            "inputs:\n- a::x.safetensors\ntransforms:\n- exit: {}\noutput: y.safetensors\n"
        );
    }

    #[test]
    fn a_line_that_is_none_is_shown_in_its_place() {
        let error = read(&Text::file("s.oly", "exit\ncopy: from x, to: y\n")).expect_err("no line");
        assert_eq!(
            error
                .place()
                .map(Place::line_and_column)
                .map(|(line, _)| line),
            Some(2)
        );
    }
}
