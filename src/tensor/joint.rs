//! Joints: tensors side by side along a dimension.

use super::cost::Cost;
use super::layout::Layout;
use super::places::Places;
use super::view::byte_places;
use super::{Dtype, Region, Shape, Tensor};
use crate::error::Result;

/// Tensors that together are one.
#[derive(Debug)]
pub struct Joint {
    /// In the order of their positions along the dimension.
    parts: Vec<Part>,
    /// How many units it takes to come from each part to the same part again.
    period: u64,
}

/// One of the tensors.
#[derive(Debug)]
pub struct Part {
    region: Region,
    /// Where its units lie in the joint.
    pub places: Places,
    /// Its elements.
    pub tensor: Tensor,
}

impl Joint {
    /// `tensors`, none of them empty, one after the other along `dimension` of the whole, which has this shape.
    /// Fails, of kind `SliceRange`, where elements of two tensors would share a byte.
    pub fn new(dtype: Dtype, shape: &Shape, dimension: usize, tensors: &[Tensor]) -> Result<Joint> {
        let mut parts = Vec::with_capacity(tensors.len());
        let mut start = 0;
        for tensor in tensors {
            let length = tensor.shape().dimensions()[dimension];
            let region = Region::along(shape, dimension, start, length);
            let places = Layout::row_major(shape).cut(&region).places(tensor.shape());
            parts.push(Part {
                places: byte_places(dtype, tensor.shape(), places)?,
                region,
                tensor: tensor.clone(),
            });
            start += length;
        }
        let period: u64 = shape.dimensions()[dimension..].iter().product();
        let period = period / dtype.unit().elements;
        let mut joint = Joint { parts, period };
        if joint.cost().has_many_windows() {
            let parts = joint.parts.iter_mut();
            parts.for_each(|part| part.tensor = part.tensor.at_hand());
        }
        Ok(joint)
    }

    /// The tensors.
    pub fn tensors(&self) -> impl Iterator<Item = &Tensor> {
        self.parts.iter().map(|part| &part.tensor)
    }

    /// The one part that a region of the whole lies in, and the region there.
    pub fn holding(&self, region: &Region) -> Option<(&Tensor, Region)> {
        let within = |part: &'_ Part| region.within(&part.region);
        self.parts
            .iter()
            .find_map(|part| Some((&part.tensor, within(part)?)))
    }

    /// The parts that may have any of the `units` units from `first` on.
    pub fn meeting(&self, first: u64, units: u64) -> &[Part] {
        let start = first % self.period;
        let end = start + units;
        if end > self.period {
            return &self.parts;
        }
        let begun = |place: u64| {
            self.parts
                .partition_point(|part| part.places.start() <= place)
        };
        &self.parts[begun(start) - 1..begun(end - 1)]
    }

    /// The cost of a block of the whole.
    pub fn cost(&self) -> Cost {
        let one_by_one = self
            .parts
            .iter()
            .all(|part| part.places.contiguous().is_some());
        let costs = self.tensors().map(Tensor::cost);
        let all = costs.reduce(|one, other| match one_by_one {
            true => one.either(other),
            false => one.beside(other),
        });
        all.unwrap_or(Cost::LEAF).apart()
    }
}
