//! The comparison that a diff makes, and what it reports.

use crate::error::{Error, Kind, Result};
use crate::report::Answer;
use crate::report::diff::{Diff as Report, Reason, Spread};
use crate::session::{Look, Source};
use crate::tensor::{Difference, Engine, Tensor};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Two sets of tensors to compare.
#[derive(Debug)]
pub(super) struct Diff {
    pub left: Side,
    pub right: Side,
    pub eps: Option<f64>,
    pub fail: bool,
    /// Whether to look for what only a screen and JSON show.
    pub detailed: bool,
}

/// One set of tensors, by name.
#[derive(Debug)]
pub(super) struct Side {
    pub alias: Arc<str>,
    pub label: String,
    pub tensors: BTreeMap<Arc<str>, Tensor>,
}

impl Look for Diff {
    fn reads(&self) -> Vec<Source> {
        let sides = |name| [&self.left, &self.right].map(|side| Source::new(&side.alias, name));
        self.alike().flat_map(|(name, ..)| sides(name)).collect()
    }

    fn look(&self, engine: &Engine) -> Result<Option<Answer>> {
        engine.progress().start(self.bytes_to_read());
        let mut report = Report {
            left: self.left.label.clone(),
            right: self.right.label.clone(),
            missing_on_left: missing(&self.right, &self.left),
            missing_on_right: missing(&self.left, &self.right),
            differing: Vec::new(),
        };
        for (name, left, right) in self.shared() {
            if let Some(reason) = self.reason(left, right, engine)? {
                report.differing.push((name.to_string(), reason));
            }
        }
        match report.findings() {
            found if found > 0 && self.fail => Err(findings(found, &report)),
            _ => Ok(Some(report.answer())),
        }
    }

    fn may_refuse(&self) -> bool {
        self.fail
    }
}

impl Diff {
    /// The tensors that have a name on both sides.
    fn shared(&self) -> impl Iterator<Item = (&Arc<str>, &Tensor, &Tensor)> {
        let pair = |(name, left)| Some((name, left, self.right.tensors.get(name)?));
        self.left.tensors.iter().filter_map(pair)
    }

    /// Those of them whose numbers are compared: both have one shape and one dtype.
    fn alike(&self) -> impl Iterator<Item = (&Arc<str>, &Tensor, &Tensor)> {
        self.shared().filter(|(_, left, right)| {
            left.shape() == right.shape() && left.dtype() == right.dtype()
        })
    }

    fn bytes_to_read(&self) -> u64 {
        self.alike()
            .filter(|(_, left, right)| Engine::compares(left, right, self.eps))
            .map(|(_, left, right)| left.bytes() + right.bytes())
            .sum()
    }

    /// The first thing in which two tensors differ.
    fn reason(&self, left: &Tensor, right: &Tensor, engine: &Engine) -> Result<Option<Reason>> {
        if left.shape() != right.shape() {
            let sizes = |tensor: &Tensor| tensor.shape().dimensions().to_vec();
            return Ok(Some(Reason::Shapes(sizes(left), sizes(right))));
        }
        if left.dtype() != right.dtype() {
            let name = |tensor: &Tensor| format!("torch.{}", tensor.dtype().name());
            return Ok(Some(Reason::Dtypes(name(left), name(right))));
        }
        let comparison = engine.compare(left, right, self.eps)?;
        if comparison.is_equal() {
            return Ok(None);
        }
        let difference = match self.detailed {
            true => Some(self.difference(left, right, engine)?),
            false => None,
        };
        let place = |element| left.shape().position(element);
        Ok(Some(Reason::Values(Spread {
            eps: self.eps,
            largest: Some(comparison.largest),
            differing: Some(comparison.differing),
            elements: Some(left.shape().elements()),
            first: comparison.first.map(place),
            largest_at: comparison.largest_at.filter(|_| self.detailed).map(place),
            mean: difference.and_then(|difference| difference.mean),
            relative: difference.and_then(|difference| difference.relative),
            cosine: difference.and_then(|difference| difference.cosine),
        })))
    }

    /// Measures two tensors that differ, which takes one more look at both.
    fn difference(&self, left: &Tensor, right: &Tensor, engine: &Engine) -> Result<Difference> {
        engine.progress().extend(left.bytes() + right.bytes());
        engine.difference(left, right, self.eps)
    }
}

/// The names of `side` that `other` has not.
fn missing(side: &Side, other: &Side) -> Vec<String> {
    let names = side
        .tensors
        .keys()
        .filter(|name| !other.tensors.contains_key(*name));
    names.map(|name| name.to_string()).collect()
}

fn findings(found: usize, report: &Report) -> Error {
    let noun = if found == 1 {
        "difference"
    } else {
        "differences"
    };
    let first = [&report.missing_on_left, &report.missing_on_right]
        .into_iter()
        .flatten()
        .next();
    let first = first.or(report.differing.first().map(|(name, _)| name));
    let named = first.map_or(String::new(), |name| format!(", the first at `{name}`"));
    Error::new(
        Kind::Assertion,
        format!(
            "{found} {noun} between `{}` and `{}`{named}",
            report.left, report.right
        ),
    )
    .hint("without `fail: true` the whole report is shown")
}
