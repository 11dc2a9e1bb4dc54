//! `dump`: tensors shown as a tree, a table, or JSON.
mod shown;

use super::prelude::*;
use crate::session::{Model, Source};
use crate::tensor::Tensor;
use shown::{Dump, Group as Shown, Listed, Verbosity};
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
        notes: "`shape` reads no data, `stat` reads all of it once, `full` shows every value; \
                of complex numbers statistics are those of the real parts. \
                Both count as a read, and show how often each tensor was read and written; opening a \
                checkpoint is one write.",
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
                then: Then::Shows(
                    "└── w  shape=[3] dtype=float32 min=1 max=4 mean=2.33333 reads=1 writes=1",
                ),
            },
            Example {
                about: "Get values as JSON.",
                given: "w: float32 [2] = 1, 3",
                line: "dump: target: w, format: json, verbosity: full",
                then: Then::Shows(
                    r#"{"w":{"device":"cpu","dtype":"torch.float32","reads":1,"shape":[2],"values":[1.0,3.0],"writes":1}}"#,
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
                .map(|found| {
                    let part = found.part(target)?;
                    Ok(listed(session, found.alias, found.name, &part))
                })
                .collect::<Result<_>>()?;
            vec![Shown {
                alias: None,
                tensors,
            }]
        }
        None => {
            let models = session.state().models.iter();
            models
                .map(|(alias, model)| everything(session, alias, model))
                .collect()
        }
    };
    Ok(Effect::Look(Arc::new(Dump {
        groups,
        format: args.word("format").to_string(),
        verbosity: Verbosity::named(args.word("verbosity")),
        asked: args.place("format").is_some(),
        detailed: session.is_detailed(),
    })))
}

fn everything(session: &Session, alias: &Arc<str>, model: &Model) -> Shown {
    let tensors = model
        .tensors
        .by_name()
        .map(|(name, tensor)| listed(session, alias, name, tensor))
        .collect();
    Shown {
        alias: Some(alias.clone()),
        tensors,
    }
}

fn listed(session: &Session, alias: &Arc<str>, name: &Arc<str>, tensor: &Tensor) -> Listed {
    Listed {
        source: Source::new(alias, name),
        tensor: tensor.clone(),
        counts: session.counts_after_look(alias, name),
    }
}
