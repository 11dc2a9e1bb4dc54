//! The JSON of a header, as entries that are not checked against each other yet.

use super::{Entry, METADATA, Metadata};
use crate::checkpoint::dtype;
use crate::checkpoint::json::{self, Fault};
use crate::tensor::Shape;
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

/// What the JSON holds, in its own order.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The tensors, each name once.
    pub entries: Vec<Entry>,
    /// The texts beside them.
    pub metadata: Metadata,
}

/// Reads the JSON of a header, which begins at this byte of its file; blanks may follow it. The failure says
/// what is wrong, and where.
pub fn parse(json: &[u8], begin: usize) -> Result<Parsed, String> {
    let mut within = None;
    let mut text = serde_json::Deserializer::from_slice(json);
    let parsed = text.deserialize_map(Reader {
        within: &mut within,
    });
    let parsed = parsed.and_then(|parsed| text.end().map(|()| parsed));
    parsed.map_err(|cause| {
        let Fault { byte, words } = json::fault(json, &cause);
        let within = within.map_or_else(String::new, |name| format!("{name}: "));
        format!("{within}{words} (byte {})", begin + byte)
    })
}

/// Reads all tensors, keeping what it is about: a fault is told with it.
struct Reader<'w> {
    within: &'w mut Option<String>,
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Parsed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of tensors")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parsed, A::Error> {
        let mut parsed = Parsed::default();
        let mut names = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            let name: Arc<str> = name.into();
            if !names.insert(name.clone()) {
                return Err(A::Error::custom(format!("`{name}` is there twice")));
            }
            if &*name == METADATA {
                *self.within = Some("its metadata".to_owned());
                let metadata: Option<Metadata> = map.next_value()?;
                parsed.metadata = metadata.unwrap_or_default();
            } else {
                *self.within = Some(format!("tensor `{name}`"));
                let info: Info = map.next_value()?;
                parsed.entries.push(info.entry(name)?);
            }
            *self.within = None;
        }
        Ok(parsed)
    }
}

/// One tensor as the header writes it.
#[derive(Deserialize)]
#[serde(expecting = "an object with `dtype`, `shape` and `data_offsets`")]
struct Info<'a> {
    #[serde(borrow)]
    dtype: Cow<'a, str>,
    shape: Dimensions,
    data_offsets: (u64, u64),
}

impl Info<'_> {
    fn entry<E: Error>(self, name: Arc<str>) -> Result<Entry, E> {
        let dtype = dtype::named(&self.dtype)
            .ok_or_else(|| E::custom(format!("unknown dtype `{}`", self.dtype)))?;
        let shape = Shape::new(self.shape.0)
            .ok_or_else(|| E::custom("its shape has more elements than any memory holds"))?;
        let (begin, end) = self.data_offsets;
        Ok(Entry {
            name,
            dtype,
            shape,
            begin,
            end,
        })
    }
}

/// The sizes of a shape; reading stops where no shape goes on.
struct Dimensions(Vec<u64>);

impl<'de> Deserialize<'de> for Dimensions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(DimensionsReader)
    }
}

struct DimensionsReader;

impl<'de> Visitor<'de> for DimensionsReader {
    type Value = Dimensions;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of sizes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sizes: A) -> Result<Dimensions, A::Error> {
        let mut dimensions = Vec::new();
        while dimensions.len() < Shape::MOST_DIMENSIONS {
            match sizes.next_element()? {
                Some(size) => dimensions.push(size),
                None => return Ok(Dimensions(dimensions)),
            }
        }
        match sizes.next_element::<IgnoredAny>()? {
            Some(_) => Err(A::Error::custom("its shape has too many dimensions")),
            None => Ok(Dimensions(dimensions)),
        }
    }
}
