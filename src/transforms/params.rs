//! The parameters that many verbs share, each said once.

use crate::signature::{Kind, Must, Owner, Param, Slicing};

/// What a verb that makes new tensors reads.
pub(super) const FROM: Param = Param::required(
    "from",
    Kind::Reference(Slicing::Allowed),
    "the tensors to read",
);

/// What a verb that makes new tensors names them.
pub(super) const TO: Param = Param::required(
    "to",
    Kind::Destination(Slicing::Refused, Must::BeNew),
    "the names to write",
);

/// What a verb changes in place, a part of it too.
pub(super) const TARGET: Param = Param::required(
    "target",
    Kind::Reference(Slicing::Allowed),
    "the tensors to change",
);

/// What a verb changes in place, as a whole only.
pub(super) const WHOLE_TARGET: Param = Param::required(
    "target",
    Kind::Reference(Slicing::Refused),
    "the tensors to change",
);

/// The one tensor that a verb makes of nothing.
pub(super) const MADE: Param = Param::required(
    "target",
    Kind::Name(Owner::Default),
    "the name to write, as it is; must not exist",
);

/// The shape of a tensor made of nothing.
pub(super) const SHAPE: Param =
    Param::required("shape", Kind::Shape, "the sizes of its dimensions");

/// The dtype of a tensor made of nothing.
pub(super) const DTYPE: Param =
    Param::default("dtype", Kind::Dtype, "float32", "the type of its elements");

/// The first operands of an element-wise verb.
pub(super) const FIRST: Param = Param::required(
    "from_a",
    Kind::Reference(Slicing::Allowed),
    "the first operands",
);

/// The second operands of an element-wise verb.
pub(super) const SECOND: Param = Param::required(
    "from_b",
    Kind::Destination(Slicing::Allowed, Must::Exist),
    "the second operands, named by the match of the first",
);

/// Where the results of an element-wise verb go.
pub(super) const RESULT: Param = Param::required(
    "to",
    Kind::Destination(Slicing::Allowed, Must::Exist),
    "the tensors to write into; one may be an operand",
);

/// The factor of a scaling.
pub(super) const FACTOR: Param = Param::required("by", Kind::Number, "the factor");

/// The dimensions that a tensor gets.
pub(super) const NEW_SHAPE: Param = Param::required(
    "shape",
    Kind::OpenShape,
    "the sizes of the new dimensions; -1 stands for what is left",
);

/// The rank of a low-rank approximation.
pub(super) const RANK: Param = Param::required("rank", Kind::Positive, "the rank to keep");

/// The lower bound of a clamp.
pub(super) const MIN: Param = Param::optional("min", Kind::Exact, "the least value left");

/// The upper bound of a clamp.
pub(super) const MAX: Param = Param::optional("max", Kind::Exact, "the greatest value left");
