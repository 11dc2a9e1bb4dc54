//! Reference pages in Markdown, as they stand in `grammar/`.

use super::words;
use crate::signature::{Example, Param, Signature, Then};

/// The reference page of a verb or a claim.
pub fn page(signature: &Signature) -> String {
    let mut page = format!("# `{}`\n\n{}\n", signature.name, signature.summary);
    if !signature.notes.is_empty() {
        page.push_str(&format!("\n{}\n", signature.notes));
    }
    page.push_str(&parameters(signature.params));
    if let Some(keyless) = words::keyless(signature) {
        page.push_str(&format!("\n{keyless}\n"));
    }
    page.push_str("\n## Examples\n");
    for shown in signature.examples {
        page.push_str(&example(shown));
    }
    page
}

fn parameters(params: &[Param]) -> String {
    if params.is_empty() {
        return "\nIt takes no parameters.\n".to_string();
    }
    let row = |param: &Param| {
        let kind = words::kind(param).replace('|', "\\|");
        format!(
            "| `{}` | {kind} | {} | {} |\n",
            param.name,
            words::need(param),
            words::about(param)
        )
    };
    let rows: String = params.iter().map(row).collect();
    format!("\n| key | kind | | what it is for |\n|---|---|---|---|\n{rows}")
}

fn example(example: &Example) -> String {
    let mut text = format!("\n{}\n\n```text\n", example.about);
    for line in example.given.lines() {
        text.push_str(&format!("  {line}\n"));
    }
    for line in example.line.lines() {
        text.push_str(&format!("> {line}\n"));
    }
    let after = match example.then {
        Then::Leaves(tensors) if tensors == example.given => "",
        Then::Leaves(after) | Then::Shows(after) => after,
        Then::Fails(words) => &format!("error: ... {words} ..."),
        Then::Runs => "",
    };
    for line in after.lines() {
        text.push_str(&format!("  {line}\n"));
    }
    text.push_str("```\n");
    text
}
