//! An answer as the text that its stream wants: a table, plain text, or a line of JSON.

mod export;
mod fit;
mod fold;
mod grid;

use super::text::hanging;
use super::{Answer, Form, Style, Table, Tone, human, json, visible};
use serde_json::json;
use std::time::Duration;

/// The answer as text, without a final line end: JSON documents under `--json`, the table (if it has
/// one) or another form of it on a terminal, the plain text otherwise.
pub fn render(answer: &Answer, style: &Style) -> String {
    if style.json {
        return documents(answer);
    }
    match (&answer.table, answer.form) {
        _ if !style.terminal => answer.plain.clone(),
        (_, Form::Json) => match &answer.documents {
            Some(documents) => documents.join("\n"),
            None => json::line(&answer.data),
        },
        (Some(table), Form::Table) => draw(table, answer.whole, style),
        (Some(table), Form::Csv) => export::csv(table),
        (Some(table), Form::Markdown) => export::markdown(table),
        _ if answer.prose => hanging(&answer.plain, style.width),
        _ => answer.plain.clone(),
    }
}

/// The table as it fits the screen, or all of it.
fn draw(table: &Table, whole: bool, style: &Style) -> String {
    let folded = match table.folds {
        true => fold::folded(table),
        false => table.clone(),
    };
    let fitting = |table| fit::columns(table, style);
    let fitted = match whole || !table.folds {
        true => fitting(folded),
        false => fit::cells(fitting(fit::rows(folded, style)), style),
    };
    grid::draw(&fitted, style)
}

fn documents(answer: &Answer) -> String {
    if let Some(documents) = &answer.documents {
        return documents.join("\n");
    }
    json::line(&json!({
        "answer": answer.name,
        "step": answer.step,
        "data": answer.data,
    }))
}

/// The line a shell prints after a step, such as `copy: 12 tensors`. On a terminal its time follows.
pub fn step_line(name: &str, what: &str, elapsed: Option<Duration>, style: &Style) -> String {
    let mut line = style.paint(Tone::Name, &visible(name));
    if !what.is_empty() {
        line.push_str(": ");
        line.push_str(&visible(what));
    }
    if let Some(elapsed) = elapsed.filter(|_| style.terminal) {
        let time = format!("  {}", human::duration(elapsed));
        line.push_str(&style.paint(Tone::Quiet, &time));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Cell, Column, Facts, Table};

    fn answer() -> Answer {
        let mut table = Table::new([Column::left("alias"), Column::right("tensors")]);
        table.push([Cell::name("model"), Cell::plain("12")]);
        Answer::new("prefixes", "model: 12 tensors", json!({"model": 12}))
            .with_table(table)
            .in_step(2)
    }

    fn screen() -> Style {
        Style {
            terminal: true,
            ..Style::plain()
        }
    }

    #[test]
    fn each_stream_gets_its_form() {
        let json = Style::new(&Facts {
            terminal: true,
            json: true,
            ..Facts::default()
        });
        assert_eq!(render(&answer(), &Style::plain()), "model: 12 tensors");
        assert_eq!(
            render(&answer(), &json),
            r#"{"answer":"prefixes","step":2,"data":{"model":12}}"#
        );
        assert_eq!(
            render(&answer(), &screen()),
            "alias  tensors\n──────────────\nmodel       12"
        );
    }

    #[test]
    fn documents_stand_for_the_data() {
        let answer = Answer::of_documents("dump", vec!["{\"a\":1}".into(), "{}".into()]);
        let json = Style {
            json: true,
            ..Style::plain()
        };
        assert_eq!(render(&answer, &json), "{\"a\":1}\n{}");
        assert_eq!(render(&answer, &screen()), "{\"a\":1}\n{}");
    }

    #[test]
    fn an_answer_outside_a_plan_has_no_step() {
        let json = Style {
            json: true,
            ..Style::plain()
        };
        let line = render(&Answer::new("undo", "", json!(null)), &json);
        assert_eq!(line, r#"{"answer":"undo","step":null,"data":null}"#);
    }

    #[test]
    fn a_step_line_tells_its_time_on_a_screen() {
        let slow = Some(Duration::from_millis(1234));
        let fast = None;
        let line = |style: &Style, time| step_line("copy", "12 tensors", time, style);
        assert_eq!(line(&screen(), slow), "copy: 12 tensors  1.2 s");
        assert_eq!(line(&screen(), fast), "copy: 12 tensors");
        assert_eq!(line(&Style::plain(), slow), "copy: 12 tensors");
        assert_eq!(step_line("exit", "", fast, &screen()), "exit");
        let painted = Style {
            color: true,
            ..screen()
        };
        assert_eq!(
            line(&painted, slow),
            "\u{1b}[36mcopy\u{1b}[0m: 12 tensors\u{1b}[2m  1.2 s\u{1b}[0m"
        );
    }
}
