//! Tensors as examples write them: `name: dtype [shape] = values`, one a line.

use crate::error::{Error, Kind, Result};
use crate::session::{Model, StateDict};
use crate::tensor::{Buffers, Dtype, Shape, Tensor};
use std::sync::Arc;

/// The most elements that are shown of a tensor.
const MOST: u64 = 64;

/// The tensors that a text describes.
///
/// # Errors
/// `payload` for a line that describes none.
pub(super) fn model(text: &str) -> Result<Model> {
    let tensors = text.lines().map(|line| {
        let unread = || Error::new(Kind::Payload, format!("`{line}` describes no tensor"));
        tensor(line).ok_or_else(unread)
    });
    Ok(Model {
        tensors: StateDict::new(tensors.collect::<Result<Vec<_>>>()?),
        ..Model::default()
    })
}

/// The tensors of a model, one a line, in the order of its state dict.
///
/// # Errors
/// What reading their numbers raises.
pub(super) fn lines(model: &Model) -> Result<Vec<String>> {
    let tensors = model.tensors.in_order();
    let lines = tensors.into_iter().map(|(name, tensor)| {
        let (dtype, shape) = (tensor.dtype().name(), tensor.shape());
        Ok(format!("{name}: {dtype} {shape} = {}", numbers(&tensor)?))
    });
    lines.collect()
}

fn tensor(line: &str) -> Option<(Arc<str>, Tensor)> {
    let (name, rest) = line.split_once(": ")?;
    let (form, values) = rest.split_once(" = ")?;
    let (dtype, shape) = form.split_once(' ')?;
    let sizes = shape.trim_matches(['[', ']']).split(", ");
    let sizes = sizes.filter(|size| !size.is_empty()).map(str::parse);
    let shape = Shape::new(sizes.collect::<Result<_, _>>().ok()?)?;
    let values = values.split(", ").map(str::parse::<f64>);
    let values = values.collect::<Result<Vec<_>, _>>().ok()?;
    let bytes: Vec<u8> = values.into_iter().flat_map(f64::to_le_bytes).collect();
    let tensor = Tensor::stored(Dtype::F64, shape, Arc::new(bytes), 0);
    let tensor = tensor.cast(Dtype::parse(dtype)?).ok()?;
    Some((Arc::from(name), tensor))
}

fn numbers(tensor: &Tensor) -> Result<String> {
    let shown = tensor.shape().elements().min(MOST);
    let mut values = vec![0; usize::try_from(shown * 8).unwrap_or(0)];
    tensor
        .cast(Dtype::F64)?
        .read(0, &mut values, &mut Buffers::default())?;
    let values = values.as_chunks::<8>().0.iter();
    let numbers = values.map(|bytes| f64::from_le_bytes(*bytes).to_string());
    let more = (shown < tensor.shape().elements()).then(|| "...".to_string());
    Ok(numbers.chain(more).collect::<Vec<_>>().join(", "))
}
