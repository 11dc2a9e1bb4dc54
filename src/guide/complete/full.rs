//! Whether a block is complete without a blank line.

use super::scan::{End, Form, Scan};
use super::want::Want;
use super::{Scene, keys};

/// Whether the keys of a verb that stand below it are all that it can have, each with its value: nothing could
/// follow.
pub fn is_full(text: &str, scene: &Scene) -> bool {
    let scan = Scan::of(text, scene);
    let mut levels = scan.levels.iter().rev();
    let outer = levels.find(|level| matches!(level.form, Form::BlockMap(_)));
    let Some(level) = outer.filter(|_| levels.next().is_some_and(|root| root.form == Form::Root))
    else {
        return false;
    };
    let Want::Payload(signature) = level.want else {
        return false;
    };
    let has_value = match scan.end {
        End::Value(start, _) => !text[start..].trim().is_empty(),
        End::Behind(_) => true,
        End::Key(_) | End::Comment => false,
    };
    has_value && keys::left(signature, Some(level), text).is_empty()
}
