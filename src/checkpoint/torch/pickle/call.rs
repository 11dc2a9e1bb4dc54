//! What calls stand for. Nothing is called: known functions are recognised, all others leave a name.

use super::global::{Element, Global, Rebuild};
use super::rebuild::rebuild;
use super::tape::Fault;
use super::value::{Heap, Storage, Value};

/// The most arguments of a call that means something: the functions of torch take seven.
const MOST_ARGUMENTS: usize = 16;

/// What calling `callee`, or making an object of it, stands for.
pub fn call<'p>(
    callee: Value<'p>,
    arguments: Value<'p>,
    heap: &mut Heap<'p>,
) -> Result<Value<'p>, Fault> {
    if is_strange(&callee) && heap.items(arguments).is_some() {
        return Ok(callee);
    }
    let given = given(arguments, heap)?;
    match callee {
        Value::Global(Global::Rebuild(how)) => rebuilt(how, &given, heap),
        Value::Global(Global::FromType) => from_type(&given, heap),
        Value::Global(Global::Parameter) => match given.first() {
            Some(Value::Tensor(_)) => Ok(given[0]),
            _ => stand_in(&given).ok_or_else(|| Fault::wrong("a parameter is made of no tensor")),
        },
        Value::Global(Global::Dict) => dict(&given, heap),
        Value::Global(Global::Size) => Ok(Value::Other("a `torch.Size`")),
        _ => {
            let what = heap.describe(callee);
            Err(Fault::wrong(format!("its pickle calls {what}")))
        }
    }
}

/// The arguments of a call. One tuple can be recalled for any number of calls, so that it must be short.
fn given<'p>(arguments: Value<'p>, heap: &Heap<'p>) -> Result<Vec<Value<'p>>, Fault> {
    let given = heap.items(arguments);
    let given = given.ok_or_else(|| Fault::wrong("its pickle calls with no arguments"))?;
    if given.len() > MOST_ARGUMENTS {
        let fault = format!("its pickle calls with {} arguments", given.len());
        return Err(Fault::wrong(fault));
    }
    Ok(given.to_vec())
}

/// A tensor made of something unknown or not supported is itself that.
fn stand_in<'p>(arguments: &[Value<'p>]) -> Option<Value<'p>> {
    arguments.iter().find(|value| is_strange(value)).copied()
}

fn is_strange(value: &Value) -> bool {
    matches!(
        value,
        Value::Foreign(_) | Value::OfClass(_) | Value::Global(Global::Unsupported(_))
    )
}

/// The tensor that a rebuilding function makes.
fn rebuilt<'p>(
    how: Rebuild,
    arguments: &[Value<'p>],
    heap: &mut Heap<'p>,
) -> Result<Value<'p>, Fault> {
    match stand_in(arguments) {
        Some(instead) => Ok(instead),
        None => rebuild(how, arguments, heap),
    }
}

/// The tensor of a class, by `(function, class, arguments of the function, attributes)`. Of torch's own
/// classes it is as all others, and what Python attributes say of it is of no meaning here.
fn from_type<'p>(arguments: &[Value<'p>], heap: &mut Heap<'p>) -> Result<Value<'p>, Fault> {
    match *arguments {
        [
            Value::Global(Global::Rebuild(how)),
            Value::Global(Global::Tensor),
            arguments,
            ..,
        ] => rebuilt(how, &given(arguments, heap)?, heap),
        [_, Value::Foreign(class), ..] => Ok(Value::OfClass(class)),
        _ => Ok(Value::Global(Global::Unsupported("of a class of its own"))),
    }
}

/// A dict: empty, or of the list of pairs that Python 2 gave it.
fn dict<'p>(arguments: &[Value<'p>], heap: &mut Heap<'p>) -> Result<Value<'p>, Fault> {
    let pairs = match arguments.first() {
        Some(pairs) => heap.items(*pairs),
        None => Some(&[][..]),
    };
    let pair = |value: &Value<'p>| match heap.items(*value) {
        Some([key, value]) => Some((*key, *value)),
        _ => None,
    };
    let entries = pairs.and_then(|pairs| pairs.iter().map(pair).collect());
    let entries =
        entries.ok_or_else(|| Fault::wrong("a dict of its pickle is made of no pairs"))?;
    Ok(heap.dict(entries))
}

/// The storage of a persistent id: `("storage", class, key, location, count)`, in the oldest files with a
/// sixth item, none or a view `(key, skipped, count)`.
pub fn storage<'p>(id: Value<'p>, heap: &mut Heap<'p>) -> Result<Value<'p>, Fault> {
    let unknown = || Fault::wrong("its pickle refers to something that is no storage");
    let items = heap.items(id).ok_or_else(unknown)?;
    let (class, key, count, view) = match *items {
        [
            Value::Text("storage"),
            class,
            Value::Text(key),
            _,
            Value::Int(count),
        ] => (class, key, count, Value::None),
        [
            Value::Text("storage"),
            class,
            Value::Text(key),
            _,
            Value::Int(count),
            view,
        ] => (class, key, count, view),
        _ => return Err(unknown()),
    };
    let element = match class {
        Value::Global(Global::Storage(element)) => element,
        Value::Global(Global::Unsupported(words)) => Element::Unsupported(words),
        _ => return Err(unknown()),
    };
    let skipped = match (view, heap.items(view)) {
        (Value::None, _) => 0,
        (_, Some([_, Value::Int(skipped), Value::Int(_)])) => *skipped,
        _ => return Err(unknown()),
    };
    let storage = Storage {
        key,
        element,
        count: u64::try_from(count).map_err(|_| unknown())?,
        skipped: u64::try_from(skipped).map_err(|_| unknown())?,
    };
    Ok(heap.storage(storage))
}
