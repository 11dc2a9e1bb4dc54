//! The line after a step that changed tensors.

use crate::report::{Style, Tone, common, human, one_line};
use crate::session::{Deed, Sign};
use crate::tensor::Dtype;
use std::time::Duration;

/// The fewest characters that are left of names, however narrow the screen is.
const NARROWEST: usize = 12;

/// What was done, to what, in how much time: `~ 12 scaled  h.*.weight  bfloat16  288 MiB · 0.4 ms · lazy`.
pub(super) fn line(deed: &Deed, note: Option<&str>, elapsed: Duration, style: &Style) -> String {
    let count = human::count(deed.names.len() as u64);
    let word = match deed.word {
        "" => deed.sign.word(),
        word => word,
    };
    let what = format!("{} {count} {word}", deed.sign.mark());
    let numbers = format!("{}  {}", dtypes(&deed.dtypes), human::bytes(deed.bytes));
    let mut rest = vec![numbers];
    rest.extend(note.map(|note| one_line(note, usize::MAX)));
    rest.push(human::duration(elapsed));
    rest.extend(deed.lazy.then(|| "lazy".to_owned()));
    let rest = rest.join(" · ");
    let taken = what.chars().count() + rest.chars().count() + 4;
    let room = style.width.saturating_sub(taken).max(NARROWEST);
    let names = one_line(&common(deed.names.iter().map(|name| &**name)), room);
    format!(
        "{}  {}  {}",
        style.paint(tone(deed.sign), &what),
        style.paint(Tone::Name, &names),
        style.paint(Tone::Quiet, &rest)
    )
}

fn dtypes(dtypes: &[Dtype]) -> String {
    match dtypes {
        [] => "no tensors".to_owned(),
        [one] => one.name().to_owned(),
        several => format!("{} dtypes", several.len()),
    }
}

fn tone(sign: Sign) -> Tone {
    match sign {
        Sign::Changed => Tone::Warn,
        Sign::Created => Tone::Good,
        Sign::Deleted => Tone::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deed(names: &[&str]) -> Deed {
        Deed {
            word: "scaled",
            sign: Sign::Changed,
            names: names.iter().map(|name| (*name).into()).collect(),
            dtypes: vec![Dtype::BF16],
            bytes: 288 << 20,
            lazy: true,
            note: None,
        }
    }

    fn screen(width: usize) -> Style {
        Style {
            terminal: true,
            width,
            ..Style::plain()
        }
    }

    #[test]
    fn a_line_tells_what_how_much_and_how_long() {
        let time = Duration::from_micros(400);
        let two = deed(&["h.0.attn.weight", "h.1.attn.weight"]);
        assert_eq!(
            line(&two, None, time, &screen(80)),
            "~ 2 scaled  h.*.attn.weight  bfloat16  288 MiB · 0.4 ms · lazy"
        );
        let drawn = Deed {
            word: "",
            sign: Sign::Created,
            lazy: false,
            ..deed(&["w"])
        };
        assert_eq!(
            line(&drawn, Some("drew seed 5"), time, &screen(80)),
            "+ 1 created  w  bfloat16  288 MiB · drew seed 5 · 0.4 ms"
        );
    }

    #[test]
    fn names_give_way_on_a_narrow_screen() {
        let long = deed(&["a.very.long.name.that.goes.on.and.on.weight"]);
        let line = line(&long, None, Duration::ZERO, &screen(64));
        assert_eq!(
            line,
            "~ 1 scaled  a.very.long...eight  bfloat16  288 MiB · 0 ms · lazy"
        );
    }
}
