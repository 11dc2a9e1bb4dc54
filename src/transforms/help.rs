//! `help`: what there is to type, and what each verb and claim takes.
use super::prelude::*;
use crate::guide;

pub(super) static HELP: Transform = Transform {
    signature: Signature {
        name: "help",
        group: Group::Session,
        summary: "Show the verbs, or what one verb or claim takes.",
        payload: Payload::Whole("topic"),
        params: &[Param::optional(
            "topic",
            Kind::Topic,
            "a verb, or `assert: claim`; behind `try`, one whose examples are to be played",
        )],
        notes: "Examples are played on tensors of their own; the session and all files stay as they are.",
        examples: &[
            Example {
                about: "List all verbs.",
                given: "",
                line: "help",
                then: Then::Runs,
            },
            Example {
                about: "Explain one.",
                given: "",
                line: "help: copy",
                then: Then::Runs,
            },
            Example {
                about: "Explain a claim.",
                given: "",
                line: "help: assert: equal",
                then: Then::Runs,
            },
            Example {
                about: "Play the examples of one.",
                given: "",
                line: "help: try: exit",
                then: Then::Shows("Stop a plan here.\n  w: float32 [1] = 1\n> exit\n  ok"),
            },
            Example {
                about: "A verb nobody knows.",
                given: "",
                line: "help: coppy",
                then: Then::Fails("unknown verb `coppy`"),
            },
        ],
    },
    standing: Standing::ReadOnly,
    complete,
    compile,
};

fn compile(args: &Args, _session: &Session) -> Result<Effect> {
    let verbs: Vec<&'static Signature> = super::ALL
        .iter()
        .map(|transform| &transform.signature)
        .collect();
    let claims = crate::assertions::signatures();
    let effect = match args.topic("topic") {
        [word, topic @ ..] if word == guide::TRY && !topic.is_empty() => {
            guide::explained(&verbs, &claims, topic).map(Effect::Try)
        }
        topic => guide::help(&verbs, &claims, topic).map(Effect::show),
    };
    effect.map_err(|error| error.at_some(args.place("topic")))
}
