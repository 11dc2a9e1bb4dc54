//! `delete`: tensors taken away.
use super::prelude::*;

pub(super) static DELETE: Transform = Transform {
    signature: Signature {
        name: "delete",
        group: Group::Names,
        summary: "Take tensors away.",
        payload: Payload::Keys,
        params: &[Param::required(
            "target",
            Kind::Reference(Slicing::Refused),
            "the tensors to delete",
        )],
        notes: "",
        examples: &[
            Example {
                about: "Cut a layer.",
                given: "h.0.w: float32 [1] = 1\nh.1.w: float32 [1] = 2",
                line: r"delete: target: h\.1\..*",
                then: Then::Leaves("h.0.w: float32 [1] = 1"),
            },
            Example {
                about: "A pattern that matches nothing is a mistake.",
                given: "w: float32 [1] = 1",
                line: "delete: target: v",
                then: Then::Fails("no tensor in `model` matches `v`"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let mut edit = Edit::default();
    for found in session.some(args.reference("target"))? {
        edit.remove(found.alias, found.name);
    }
    Ok(Effect::Edit(edit).said("deleted"))
}
