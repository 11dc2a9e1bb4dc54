//! `steps`: what was done so far, and what each step changed.
use super::prelude::*;
use crate::report::{Answer, Cell, Column, Table, Tone, human, one_line};
use crate::session::{Deed, Done};
use crate::syntax::oly;
use serde_json::{Value, json};
use std::time::Duration;

pub(super) static STEPS: Transform = Transform {
    signature: Signature {
        name: "steps",
        group: Group::Session,
        summary: "Show the numbered steps, what each changed, and its time.",
        payload: Payload::Nothing,
        params: &[],
        notes: "In names, `*` is any number. Undone steps come last and have no number. \
                `restore: 3` goes back to step 3, and `model@3` in a reference that is read is `model` after it.",
        examples: &[
            Example {
                about: "See what was done.",
                given: "h.0.w: float32 [1] = 1\nh.1.w: float32 [1] = 2",
                line: r"scale_: target: h\..*, by: 2
move: from: h\.(\d)\.w, to: g.\1
undo
steps",
                then: Then::Shows(
                    "1  scale_: target: h\\..*, by: 2  2 scaled: h.*.w\n\
                     -  move: from: h\\.(\\d)\\.w, to: g.\\1  2 moved: g.*  (undone)",
                ),
            },
            Example {
                about: "Nothing was done yet.",
                given: "w: float32 [1] = 1",
                line: "steps",
                then: Then::Shows("no steps yet"),
            },
        ],
    },
    standing: Standing::Steering,
    complete,
    compile,
};

/// How many characters of a step are shown.
const WIDEST: usize = 60;
/// The least time that is told in a text: less cannot be felt.
const FELT: Duration = Duration::from_millis(100);

/// A step as a listing shows it.
struct Row<'s> {
    /// Its number; undone steps have none.
    number: Option<usize>,
    step: &'s Done,
}

fn compile(_args: &Args, session: &Session) -> Result<Effect> {
    let done = session.steps().iter().enumerate();
    let done = done.map(|(at, step)| Row {
        number: Some(at + 1),
        step,
    });
    let undone = session.undone().map(|step| Row { number: None, step });
    let rows: Vec<Row<'_>> = done.chain(undone).collect();
    let text: Vec<String> = rows.iter().map(Row::text).collect();
    let text = match rows.is_empty() {
        true => "no steps yet".to_string(),
        false => text.join("\n"),
    };
    let data = Value::Array(rows.iter().map(Row::data).collect());
    let answer = Answer::new("steps", text, data);
    Ok(Effect::show(match rows.is_empty() {
        true => answer,
        false => answer.with_table(table(&rows)),
    }))
}

fn table(rows: &[Row<'_>]) -> Table {
    let mut table = Table::new([
        Column::right("step"),
        Column::left("line"),
        Column::left("changes").spared(1),
        Column::left("names").spared(2),
        Column::right("time").spared(3),
    ]);
    for row in rows {
        let tone = match row.number {
            Some(_) => Tone::Plain,
            None => Tone::Quiet,
        };
        let number = row.number.map_or("undone".to_string(), |n| n.to_string());
        let deed = row.step.deed.as_ref();
        let cells = [
            number,
            row.line(),
            deed.map_or(String::new(), Deed::words),
            deed.map_or(String::new(), Deed::names),
            human::duration(row.step.took),
        ];
        table.push(cells.map(|text| Cell::new(tone, text)));
    }
    table
}

impl Row<'_> {
    fn text(&self) -> String {
        let number = self.number.map_or("-".to_string(), |n| n.to_string());
        let deed = self.step.deed.as_ref();
        let deed = deed.map(|deed| format!("{}: {}", deed.words(), deed.names()));
        let felt = self.step.took >= FELT;
        let took = felt.then(|| human::duration(self.step.took));
        let undone = self.number.is_none().then(|| "(undone)".to_string());
        let parts = [number, self.line()].into_iter().chain(deed);
        let parts = parts.chain(took).chain(undone);
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    }

    /// The step as it was typed, on one line.
    fn line(&self) -> String {
        let typed = &self.step.typed;
        let line = oly::emit(typed).unwrap_or_else(|_| typed.to_json().to_string());
        one_line(&line, WIDEST)
    }

    fn data(&self) -> Value {
        let step = self.step;
        let deed = step.deed.clone().unwrap_or_default();
        json!({
            "number": self.number,
            "undone": self.number.is_none(),
            "typed": step.typed.to_json(),
            "changed": deed.changed,
            "created": deed.created,
            "deleted": deed.deleted,
            "names": deed.looks().collect::<Vec<_>>(),
            "seconds": step.took.as_secs_f64(),
        })
    }
}
