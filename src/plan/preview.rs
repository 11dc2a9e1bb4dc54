//! A step that is about to be applied: what it would touch, in words, as a table, as data.

use crate::report::{Answer, Cell, Column, Table, human};
use crate::session::{Foreseen, Impact};
use crate::tensor::Tensor;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// How many names are shown one by one; more are folded.
const FEW: usize = 16;
/// How many rows a table has at most.
const ROWS: usize = 24;

/// A step that is about to be applied.
#[derive(Clone, Copy, Debug)]
pub struct Preview<'a> {
    /// Its number among those of the run, from 1.
    pub number: usize,
    /// How many steps the run has.
    pub of: usize,
    /// Its number among the steps inside that step, and so on.
    pub inside: &'a [usize],
    /// Its verb.
    pub name: &'static str,
    /// What it would touch.
    pub impact: &'a Impact,
    /// What it would make of each tensor.
    pub foreseen: &'a [Foreseen],
}

/// Tensors to which the same would happen.
struct Row {
    change: &'static str,
    name: String,
    form: String,
    tensors: u64,
    bytes: u64,
}

impl Preview<'_> {
    /// The preview as one line.
    pub fn line(&self) -> String {
        format!("{}: {}", self.title(), self.impact.buckets())
    }

    /// Which step it is: `preview 2/5 move`, `preview 2.1/5 move` for the first inside the second.
    pub fn title(&self) -> String {
        let inside: String = self.inside.iter().map(|n| format!(".{n}")).collect();
        format!("preview {}{inside}/{} {}", self.number, self.of, self.name)
    }

    /// The preview as an answer: its line, a table of the tensors, and both as data.
    pub fn answer(&self) -> Answer {
        let tensors: Map<String, Value> = self
            .foreseen
            .iter()
            .map(|one| {
                let forms = json!({ "before": form(&one.before), "after": form(&one.after) });
                (one.label(), forms)
            })
            .collect();
        let data = json!({
            "verb": self.name,
            "impact": self.impact.to_json(),
            "tensors": tensors,
        });
        let answer = Answer::new("preview", self.line(), data);
        match self.foreseen.is_empty() {
            true => answer,
            false => answer.with_table(self.table()),
        }
    }

    fn table(&self) -> Table {
        let mut rows = rows(self.foreseen);
        let bytes = rows
            .iter()
            .fold(0u64, |sum, row| sum.saturating_add(row.bytes));
        let more = rows.len().saturating_sub(ROWS);
        rows.truncate(ROWS);
        let mut table = Table::new([
            Column::left("change"),
            Column::left("name"),
            Column::right("tensors").spared(3),
            Column::left("form").spared(1),
            Column::right("size").spared(2),
        ]);
        for row in rows {
            table.push([
                Cell::plain(row.change),
                Cell::name(row.name),
                Cell::plain(human::count(row.tensors)),
                Cell::plain(row.form),
                Cell::plain(human::bytes(row.bytes)),
            ]);
        }
        let tensors = human::counted(self.foreseen.len() as u64, "tensor");
        let more = match more {
            0 => String::new(),
            _ => format!(" ({more} rows more)"),
        };
        table.with_foot(format!(
            "{}: {tensors}, {}{more}",
            self.title(),
            human::bytes(bytes)
        ))
    }
}

/// One row for each tensor where they are few; else one for all that look alike.
fn rows(foreseen: &[Foreseen]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut places = HashMap::new();
    for one in foreseen {
        let name = match foreseen.len() > FEW {
            true => one.pattern(),
            false => one.label(),
        };
        let form = turn(&one.before, &one.after);
        let key = (one.change(), name.clone(), form.clone());
        let place = *places.entry(key).or_insert(rows.len());
        if place == rows.len() {
            rows.push(Row {
                change: one.change(),
                name,
                form,
                tensors: 0,
                bytes: 0,
            });
        }
        let tensor = one.after.as_ref().or(one.before.as_ref());
        if let Some(row) = rows.get_mut(place) {
            row.tensors += 1;
            row.bytes = row.bytes.saturating_add(tensor.map_or(0, Tensor::bytes));
        }
    }
    rows
}

/// `float32 [2, 3]`, or `float32 [2, 3] -> float16 [2, 3]` where it would be another.
fn turn(before: &Option<Tensor>, after: &Option<Tensor>) -> String {
    let form = |tensor: &Tensor| format!("{} {}", tensor.dtype().name(), tensor.shape());
    let mut forms: Vec<String> = [before, after].into_iter().flatten().map(form).collect();
    forms.dedup();
    forms.join(" -> ")
}

fn form(tensor: &Option<Tensor>) -> Value {
    match tensor {
        Some(tensor) => json!({
            "dtype": tensor.dtype().name(),
            "shape": tensor.shape().dimensions(),
            "bytes": tensor.bytes(),
        }),
        None => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Source;
    use crate::tensor::{Dtype, Shape};
    use std::sync::Arc;

    fn tensor(dtype: Dtype) -> Tensor {
        let shape = Shape::new(vec![2, 3]).expect("six elements");
        Tensor::constant(dtype, shape, 0.0).expect("zeros")
    }

    fn casts(layers: usize) -> Vec<Foreseen> {
        let layer = |layer| Foreseen {
            source: Source::new(&Arc::from("m"), &Arc::from(format!("h.{layer}.w"))),
            before: Some(tensor(Dtype::F32)),
            after: Some(tensor(Dtype::F16)),
        };
        (0..layers).map(layer).collect()
    }

    #[test]
    fn few_names_are_shown_as_they_are_and_many_are_folded() {
        let few = rows(&casts(2));
        assert_eq!((few.len(), few[1].name.as_str()), (2, "m::h.1.w"));
        assert_eq!(few[0].form, "float32 [2, 3] -> float16 [2, 3]");
        let many = rows(&casts(17));
        assert_eq!((many.len(), many[0].name.as_str()), (1, "m::h.*.w"));
        assert_eq!((many[0].tensors, many[0].bytes), (17, 17 * 12));
    }

    #[test]
    fn what_is_made_or_taken_away_has_one_form() {
        let made = turn(&None, &Some(tensor(Dtype::F32)));
        assert_eq!(made, "float32 [2, 3]");
        assert_eq!(turn(&Some(tensor(Dtype::F32)), &None), made);
    }
}
