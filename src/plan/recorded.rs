//! A recording read back: its lines, and the plan that they make.

use super::remark::Remark;
use crate::error::{Error, Kind, Place, Result, Text};
use crate::syntax::{Node, Value, oly};
use std::sync::Arc;

/// A line of a recording.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    /// Checkpoints to open.
    Inputs(Node),
    /// What to write at the end.
    Output(Node),
    /// A step.
    Step(Node),
    /// What the recording says of itself.
    Remark(Remark),
    /// What a person noted, from its `#` on.
    Comment(String),
}

/// The lines of a recording that say something, each with its place.
///
/// # Errors
/// `payload` with the place of the line that is none.
pub(super) fn entries(text: &Arc<Text>) -> Result<Vec<(Place, Entry)>> {
    lines(text)
        .map(|place| Ok((place.clone(), entry(&place)?)))
        .collect()
}

/// The lines that can be understood.
pub(super) fn understood(text: &Arc<Text>) -> impl Iterator<Item = Entry> {
    lines(text).filter_map(|place| entry(&place).ok())
}

/// The plan that a recording holds: `inputs` and `output` lines, and one step a line. Blank lines and
/// lines that start with `#` are passed over.
///
/// # Errors
/// `payload` with its place for every line that is none.
pub(super) fn read(text: &Arc<Text>) -> Result<Node, Vec<Error>> {
    let read = lines(text).map(|place| entry(&place));
    let (entries, faults): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
    let faults: Vec<Error> = faults.into_iter().filter_map(Result::err).collect();
    match faults.is_empty() {
        true => plan(entries.into_iter().flatten()).map_err(|error| vec![error]),
        false => Err(faults),
    }
}

/// The plan that entries make.
///
/// # Errors
/// `payload` for inputs that are none.
pub(super) fn plan(entries: impl IntoIterator<Item = Entry>) -> Result<Node> {
    let mut inputs = Vec::new();
    let mut steps = Vec::new();
    let mut output = None;
    for entry in entries {
        match entry {
            Entry::Inputs(payload) => inputs.extend(listed(&payload)?),
            Entry::Output(payload) => output = Some(payload),
            Entry::Step(step) => steps.push(step),
            Entry::Remark(_) | Entry::Comment(_) => {}
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

/// The lines that are not blank, each with its place.
fn lines(text: &Arc<Text>) -> impl Iterator<Item = Place> {
    let content = text.content();
    let lines = content.trim_start_matches('\u{feff}');
    let mut start = content.len() - lines.len();
    let places = lines.split_inclusive('\n').map(move |line| {
        let range = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        range
    });
    let places = places.map(|range| Place::new(text, range));
    places.filter(|place| !place.words().trim().is_empty())
}

fn entry(place: &Place) -> Result<Entry> {
    let words = place.words().trim();
    if let Some(remark) = words.strip_prefix("#:") {
        let remark = oly::parse(&Text::line(remark.trim()));
        return Ok(Entry::Remark(
            remark.map_or(Remark::Other, |node| Remark::read(&node)),
        ));
    }
    if words.starts_with('#') {
        return Ok(Entry::Comment(words.to_string()));
    }
    let (step, _) = oly::parse_place(place, oly::Commas::Required).map_err(Error::from)?;
    Ok(match section(&step) {
        Some(("inputs" | "input", payload)) => Entry::Inputs(payload.clone()),
        Some(("output", payload)) => Entry::Output(payload.clone()),
        _ => Entry::Step(step),
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
    use crate::plan::remark::Began;
    use crate::syntax::yaml;

    #[test]
    fn a_recording_is_a_plan_of_its_lines() {
        let text = "\u{feff}#: recording: version: 1\r\ninput: b::y\ninputs: [a::x.safetensors]\n\n# a note\nexit\noutput: y.safetensors\n";
        let plan = read(&Text::file("s.oly", text)).expect("a recording");
        let yaml = yaml::emit(&plan).expect("plain values");
        assert_eq!(
            yaml,
            "inputs:\n- b::y\n- a::x.safetensors\ntransforms:\n- exit: {}\noutput: y.safetensors\n"
        );
    }

    #[test]
    fn a_mark_of_the_byte_order_says_nothing() {
        let text = Text::file("s.oly", "\u{feff}exit\ncopy: from x\n");
        assert_eq!(understood(&text).count(), 1);
        let errors = read(&text).expect_err("the second line is none");
        let place = errors.first().and_then(Error::place);
        let line = place.map(|place| place.line_and_column().0);
        assert_eq!(line, Some(2));
    }

    #[test]
    fn a_line_that_is_none_is_shown_in_its_place() {
        let text = "exit\ncopy: from x, to: y\nset\n{\ndump: target: [\n";
        let errors = read(&Text::file("s.oly", text)).expect_err("no lines");
        let place = |error: &Error| error.place().map(Place::line_and_column);
        let places: Vec<_> = errors.iter().filter_map(place).collect();
        assert_eq!(places, [(2, 12), (4, 1), (5, 15)]);
    }

    #[test]
    fn remarks_and_comments_are_told_apart() {
        let text = "#: recording: version: 1, time: now\n#: nonsense [\n  # a note\n";
        let entries = entries(&Text::file("s.oly", text)).expect("a recording");
        let entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
        assert_eq!(
            entries,
            [
                Entry::Remark(Remark::Began(Began {
                    time: "now".to_string(),
                    folder: None,
                })),
                Entry::Remark(Remark::Other),
                Entry::Comment("# a note".to_string()),
            ]
        );
    }
}
