//! `dump`: tensors shown as a tree, a table, or JSON.
mod shown;

use super::prelude::*;
use shown::{Dump, Group as Shown, Verbosity};
use std::sync::Arc;

pub(super) static DUMP: Transform = Transform {
    signature: Signature {
        name: "dump",
        group: Group::Looking,
        summary: "Show tensors: their shapes, statistics, or all their values.",
        payload: Payload::KeysOr("target"),
        params: &[
            Param::optional(
                "target",
                Kind::Reference(Slicing::Allowed),
                "the tensors; all of every alias",
            ),
            Param::default(
                "format",
                Kind::Choice(&["compact", "tree", "json"]),
                "compact",
                "how they are laid out",
            ),
            Param::default(
                "verbosity",
                Kind::Choice(&["shape", "stat", "full"]),
                "shape",
                "how much is said",
            ),
        ],
        notes: "`shape` reads no data, `stat` reads all of it once, `full` shows every value.",
        examples: &[
            Example {
                about: "See the shapes of all layers; equal neighbours are folded.",
                given: "h.0.w: float32 [2] = 1, 2\nh.1.w: float32 [2] = 3, 4",
                line: r"dump: target: h\..*",
                then: Then::Shows("└── h\n    └── [0-1]\n        └── w  shape=[2]"),
            },
            Example {
                about: "See statistics, one line for each tensor.",
                given: "w: float32 [3] = 1, 2, 4",
                line: "dump: target: w, format: tree, verbosity: stat",
                then: Then::Shows("└── w  shape=[3] dtype=float32 min=1 max=4 mean=2.33333"),
            },
            Example {
                about: "Get values as JSON.",
                given: "w: float32 [2] = 1, 3",
                line: "dump: target: w, format: json, verbosity: full",
                then: Then::Shows(
                    r#"{"w":{"dtype":"torch.float32","shape":[2],"values":[1.0,3.0]}}"#,
                ),
            },
        ],
    },
    standing: Standing::ReadOnly,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let groups = match args.optional_reference("target") {
        Some(target) => {
            let found = session.some(target)?;
            let tensors = found
                .into_iter()
                .map(|found| (found.name.clone(), found.part))
                .collect();
            vec![Shown {
                alias: None,
                tensors,
            }]
        }
        None => session.state().models.iter().map(everything).collect(),
    };
    Ok(Effect::Look(Arc::new(Dump {
        groups,
        format: args.word("format").to_string(),
        verbosity: Verbosity::named(args.word("verbosity")),
        asked: args.place("format").is_some(),
    })))
}

fn everything((alias, model): (&Arc<str>, &crate::session::Model)) -> Shown {
    let tensors = model
        .tensors
        .by_name()
        .map(|(name, tensor)| (name.clone(), tensor.clone()))
        .collect();
    Shown {
        alias: Some(alias.clone()),
        tensors,
    }
}
