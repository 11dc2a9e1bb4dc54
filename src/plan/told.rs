//! The line after a step that changed tensors.

use crate::report::{Style, Tone, human, one_line};
use crate::session::{Deed, Sign};
use crate::tensor::Dtype;
use std::time::Duration;

const BETWEEN: &str = " · ";
/// The fewest characters that names are cut to while anything else is said.
const NARROWEST: usize = 12;
/// The fewest characters of names.
const SHORTEST: usize = 3;

/// What was done, to what, in how much time: `~ 12 scaled  h.*.weight  bfloat16  288 MiB · 0.4 ms · lazy`. On a
/// narrow screen the names are cut, then what matters least goes, from the end.
pub fn told(deed: &Deed, note: Option<&str>, elapsed: Option<Duration>, style: &Style) -> String {
    let sign = deed.sign();
    let what = format!("{} {}", sign.mark(), deed.words());
    let mut rest = rest(deed, note, elapsed);
    let names = deed.names();
    let least = names.chars().count().min(NARROWEST);
    let room = |rest: &[String]| {
        let taken = what.chars().count() + 2 + rest.join(BETWEEN).chars().count() + 2;
        style.width.checked_sub(taken).filter(|room| *room >= least)
    };
    while room(&rest).is_none() && rest.pop().is_some() {}
    let left = style.width.saturating_sub(what.chars().count() + 2);
    let names = one_line(&names, room(&rest).unwrap_or(left.max(SHORTEST)));
    let pieces = [
        (tone(sign), what),
        (Tone::Name, names),
        (Tone::Quiet, rest.join(BETWEEN)),
    ];
    let said = pieces.iter().filter(|(_, text)| !text.is_empty());
    let painted: Vec<String> = said.map(|(tone, text)| style.paint(*tone, text)).collect();
    painted.join("  ")
}

/// What there is to say beside the names, what matters most first.
fn rest(deed: &Deed, note: Option<&str>, elapsed: Option<Duration>) -> Vec<String> {
    let numbers = format!("{}  {}", dtypes(&deed.dtypes), human::bytes(deed.bytes));
    let mut rest = vec![numbers];
    rest.extend(note.map(|note| one_line(note, usize::MAX)));
    rest.extend(elapsed.map(human::duration));
    rest.extend(deed.lazy.then(|| "lazy".to_owned()));
    rest
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
    use crate::session::{Edit, Effect, Model, Paper, Session, StateDict};
    use crate::syntax::Size;
    use crate::tensor::{Shape, Tensor};
    use std::sync::Arc;

    /// What giving tensors to these names does where the names of `before` stand for some already.
    fn deed(word: &'static str, before: &[&str], names: &[&str]) -> Deed {
        let shape = Shape::new(vec![72 << 20]).expect("small");
        let tensor = Tensor::constant(Dtype::BF16, shape, 1.0).expect("fits");
        let alias: Arc<str> = "m".into();
        let before = before.iter().map(|name| ((*name).into(), tensor.clone()));
        let model = Model {
            tensors: StateDict::new(before),
            ..Model::default()
        };
        let mut edit = Edit {
            word,
            ..Edit::default()
        };
        for name in names {
            edit.touch(&alias, &(*name).into(), Some(tensor.clone()));
        }
        let mut session = Session::new([(alias, model)]);
        let mut paper = Paper::new(Size::parse("1GB").expect("a size"));
        let applied = session.apply(Effect::Edit(edit), &mut paper);
        applied.expect("an edit").deed.expect("tensors")
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
        let time = Some(Duration::from_micros(400));
        let two = ["h.0.attn.weight", "h.1.attn.weight"];
        assert_eq!(
            told(&deed("scaled", &two, &two), None, time, &screen(80)),
            "~ 2 scaled  h.*.attn.weight  bfloat16  288 MiB · 0.4 ms · lazy"
        );
        let drawn = deed("", &two, &["w"]);
        assert_eq!(
            told(&drawn, Some("drew seed 5"), time, &screen(80)),
            "+ 1 created  w  bfloat16  144 MiB · drew seed 5 · 0.4 ms · lazy"
        );
        assert_eq!(
            told(&drawn, None, None, &screen(80)),
            "+ 1 created  w  bfloat16  144 MiB · lazy"
        );
    }

    #[test]
    fn what_is_left_out_leaves_no_colours_behind() {
        let coloured = Style {
            color: true,
            ..screen(20)
        };
        let line = told(&deed("scaled", &["w"], &["w"]), None, None, &coloured);
        assert_eq!(line, "\u{1b}[33m~ 1 scaled\u{1b}[0m  \u{1b}[36mw\u{1b}[0m");
    }

    #[test]
    fn a_narrow_screen_keeps_what_matters_most_in_one_line() {
        let long = ["a.very.long.name.that.goes.on.and.on.weight"];
        let long = deed("scaled", &long, &long);
        for (width, shown) in [
            (
                64,
                "~ 1 scaled  a.very.long...eight  bfloat16  144 MiB · 0 ms · lazy",
            ),
            (
                55,
                "~ 1 scaled  a.very.lon...ight  bfloat16  144 MiB · 0 ms",
            ),
            (45, "~ 1 scaled  a.very.l...ght  bfloat16  144 MiB"),
            (40, "~ 1 scaled  a.very.long.name....weight"),
            (20, "~ 1 scaled  a.ve...t"),
            (1, "~ 1 scaled  ..."),
        ] {
            let line = told(&long, None, Some(Duration::ZERO), &screen(width));
            assert_eq!(line, shown, "{width}");
        }
    }
}
