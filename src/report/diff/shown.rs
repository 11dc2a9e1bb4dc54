//! The report of `diff` as a table and as data.

use super::{Diff, Reason, Spread};
use crate::report::human::{count, counted};
use crate::report::{Cell, Column, Table, Tone, number};
use serde_json::{Map, Value, json};

impl Diff {
    /// A row for each finding: what each side has, and what the difference is.
    pub fn table(&self) -> Table {
        let columns = [
            Column::left("tensor"),
            Column::left(&self.left),
            Column::left(&self.right),
            Column::left("difference"),
        ];
        let mut table = Table::new(columns);
        let missing = || Cell::new(Tone::Warn, "missing");
        let present = || Cell::new(Tone::Quiet, "present");
        for name in &self.missing_on_left {
            table.push([Cell::name(name), missing(), present(), Cell::default()]);
        }
        for name in &self.missing_on_right {
            table.push([Cell::name(name), present(), missing(), Cell::default()]);
        }
        for (name, reason) in &self.differing {
            let [left, right, difference] = reason.cells();
            table.push([Cell::name(name), left, right, difference]);
        }
        table.with_foot(match self.findings() {
            0 => "no differences found".to_owned(),
            findings => counted(findings as u64, "finding"),
        })
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

impl Reason {
    fn cells(&self) -> [Cell; 3] {
        let sides = |left: String, right: String, what| {
            [
                Cell::plain(left),
                Cell::plain(right),
                Cell::new(Tone::Bad, what),
            ]
        };
        match self {
            Reason::Shapes(left, right) => {
                sides(format!("{left:?}"), format!("{right:?}"), "shape")
            }
            Reason::Dtypes(left, right) => sides(left.clone(), right.clone(), "dtype"),
            Reason::Values(spread) => {
                let what = Cell::new(Tone::Bad, spread.words());
                [Cell::default(), Cell::default(), what]
            }
        }
    }

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
    /// `values: 12 of 1 024, first at [0, 3], largest 0.5`.
    fn words(&self) -> String {
        let of = |all: u64| format!(" of {}", count(all));
        let number = self.differing.map(|differing| {
            format!(
                "{}{}",
                count(differing),
                self.elements.map(of).unwrap_or_default()
            )
        });
        let first = self
            .first
            .as_ref()
            .map(|first| format!("first at {first:?}"));
        let largest = self
            .largest
            .map(|largest| format!("largest {}", number::six_digits(largest)));
        let eps = self
            .eps
            .map(|eps| format!("eps {}", number::six_digits(eps)));
        let words: Vec<String> = [number, first, largest, eps]
            .into_iter()
            .flatten()
            .collect();
        if words.is_empty() {
            return "values".to_owned();
        }
        format!("values: {}", words.join(", "))
    }

    fn members(&self) -> impl Iterator<Item = (String, Value)> {
        let members = [
            ("eps", self.eps.map(number::to_json)),
            ("max_abs_diff", self.largest.map(number::to_json)),
            ("differing", self.differing.map(Value::from)),
            ("elements", self.elements.map(Value::from)),
            ("first", self.first.clone().map(Value::from)),
        ];
        let present = members.into_iter();
        present.filter_map(|(key, value)| Some((key.to_owned(), value?)))
    }
}
