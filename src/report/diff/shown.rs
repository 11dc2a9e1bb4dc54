//! The report of `diff` as a table and as data.

use super::{Diff, Reason, Spread};
use crate::report::human::counted;
use crate::report::{Cell, Column, Table, Tone, number};
use serde_json::{Map, Value, json};

impl Diff {
    /// A row for each finding: what differs, and how far values are apart as far as that was looked for.
    pub fn table(&self) -> Table {
        let columns = [
            Column::left("tensor"),
            Column::left("difference"),
            Column::right("differ").spared(2),
            Column::right("max").spared(1),
            Column::right("mean").spared(3),
            Column::right("relative").spared(4),
            Column::right("cosine").spared(4),
            Column::left("largest at").spared(5),
        ];
        let mut table = Table::new(columns);
        for (names, side) in [
            (&self.missing_on_left, "missing on left"),
            (&self.missing_on_right, "missing on right"),
        ] {
            for name in names {
                table.push(row(name, Tone::Warn, side.to_owned(), &Spread::default()));
            }
        }
        for (name, reason) in &self.differing {
            table.push(match reason {
                Reason::Values(spread) => row(name, Tone::Bad, spread.word(), spread),
                other => row(name, Tone::Bad, other.to_string(), &Spread::default()),
            });
        }
        let found = match self.findings() {
            0 => "no differences found".to_owned(),
            findings => counted(findings as u64, "finding"),
        };
        let sides = format!("{} <-> {}", self.left, self.right);
        table.with_foot(format!("{found}, {sides}")).folding()
    }

    /// The report as one object; the keys of what was not looked for are absent.
    pub fn data(&self) -> Value {
        let differing = self.differing.iter();
        let differing: Vec<Value> = differing.map(|(name, reason)| reason.data(name)).collect();
        json!({
            "left": self.left,
            "right": self.right,
            "missing_on_left": self.missing_on_left,
            "missing_on_right": self.missing_on_right,
            "differing": differing,
            "findings": self.findings(),
        })
    }
}

fn row(name: &str, tone: Tone, difference: String, spread: &Spread) -> Vec<Cell> {
    let cell = |number: Option<f64>, text: fn(f64) -> String| {
        let cell = |number| Cell::plain(text(number)).exactly(number::shortest(number));
        number.map_or_else(|| Cell::plain(""), cell)
    };
    let shown = |number| cell(number, number::six_digits);
    let at = spread.largest_at.as_ref();
    vec![
        Cell::name(name),
        Cell::new(tone, difference),
        cell(spread.share(), percent),
        shown(spread.largest),
        shown(spread.mean),
        shown(spread.relative),
        shown(spread.cosine),
        Cell::plain(at.map_or(String::new(), |at| format!("{at:?}"))),
    ]
}

/// A share in percent, such that only none is 0 and only all is 100.
fn percent(share: f64) -> String {
    match share * 100.0 {
        small if small > 0.0 && small < 0.01 => "< 0.01 %".to_owned(),
        large if large < 100.0 && large > 99.99 => "> 99.99 %".to_owned(),
        other => format!("{} %", number::six_digits((other * 100.0).round() / 100.0)),
    }
}

impl Reason {
    fn data(&self, name: &str) -> Value {
        match self {
            Reason::Shapes(left, right) => {
                json!({ "name": name, "reason": "shape", "left": left, "right": right })
            }
            Reason::Dtypes(left, right) => {
                json!({ "name": name, "reason": "dtype", "left": left, "right": right })
            }
            Reason::Values(spread) => {
                let mut object = Map::new();
                object.insert("name".into(), name.into());
                object.insert("reason".into(), "values".into());
                object.extend(spread.members());
                Value::Object(object)
            }
        }
    }
}

impl Spread {
    /// `values`, `values beyond 0.001`.
    fn word(&self) -> String {
        match self.eps {
            Some(eps) => format!("values beyond {}", number::six_digits(eps)),
            None => "values".to_owned(),
        }
    }

    /// How many elements differ, of all.
    fn share(&self) -> Option<f64> {
        Some(self.differing? as f64 / self.elements? as f64)
    }

    fn members(&self) -> impl Iterator<Item = (String, Value)> {
        let members = [
            ("eps", self.eps.map(number::to_json)),
            ("max_abs_diff", self.largest.map(number::to_json)),
            ("differing", self.differing.map(Value::from)),
            ("elements", self.elements.map(Value::from)),
            ("first", self.first.clone().map(Value::from)),
            ("largest_at", self.largest_at.clone().map(Value::from)),
            ("mean_abs_diff", self.mean.map(number::to_json)),
            ("relative_error", self.relative.map(number::to_json)),
            ("cosine", self.cosine.map(number::to_json)),
        ];
        let present = members.into_iter();
        present.filter_map(|(key, value)| Some((key.to_owned(), value?)))
    }
}
