//! The machine: one opcode after the other, until the program stops.

use super::call;
use super::global::Global;
use super::opcode as op;
use super::stack::Stack;
use super::tape::{Fault, Tape};
use super::value::{Heap, Value};
use crate::checkpoint::refusal::Refusal;
use std::collections::HashMap;

/// What to do about a pickle of another protocol.
const PROTOCOL_2: &str = "`torch.save(..., pickle_protocol=2)` writes one that is read";

/// What a pickle has built.
#[derive(Debug)]
pub struct Pickle<'p> {
    /// The value it stands for.
    pub root: Value<'p>,
    /// What its values refer to.
    pub heap: Heap<'p>,
    /// How many bytes it took.
    pub length: usize,
}

/// Runs the pickle at the beginning of `bytes`.
pub fn run(bytes: &[u8]) -> Result<Pickle<'_>, Fault> {
    let mut machine = Machine {
        tape: Tape::new(bytes),
        stack: Stack::default(),
        memo: HashMap::new(),
        heap: Heap::default(),
    };
    loop {
        let at = machine.tape.at();
        match machine.tape.byte()? {
            op::STOP => break,
            code => machine.step(code).map_err(|fault| fault.at(at))?,
        }
    }
    Ok(Pickle {
        root: machine.stack.pop()?,
        heap: machine.heap,
        length: machine.tape.at(),
    })
}

struct Machine<'p> {
    tape: Tape<'p>,
    stack: Stack<'p>,
    memo: HashMap<u64, Value<'p>>,
    heap: Heap<'p>,
}

impl<'p> Machine<'p> {
    fn step(&mut self, code: u8) -> Result<(), Fault> {
        match code {
            op::PROTO => self.protocol(),
            op::FRAME => self.tape.length_8().map(drop),
            op::MARK => self.stack.mark(),
            op::POP => self.stack.pop().map(drop),
            op::POP_MARK => self.stack.pop_mark().map(drop),
            op::BINPUT | op::LONG_BINPUT | op::MEMOIZE => self.remember(code),
            op::APPEND | op::APPENDS => self.append(code),
            op::SETITEM | op::SETITEMS => self.set_items(code),
            op::ADDITEMS => self.stack.pop_mark().map(drop),
            op::BUILD => self.stack.pop().and(self.stack.top()).map(drop),
            _ => {
                let value = self.made(code)?;
                self.stack.push(value)
            }
        }
    }

    fn protocol(&mut self) -> Result<(), Fault> {
        match self.tape.byte()? {
            0..=5 => Ok(()),
            other => {
                let fault = format!("its pickle is of protocol {other}, known are up to 5");
                Err(Refusal::new(fault).hint(PROTOCOL_2).into())
            }
        }
    }

    /// The value that an opcode makes.
    fn made(&mut self, code: u8) -> Result<Value<'p>, Fault> {
        match code {
            op::DUP => self.stack.top(),
            op::BINGET | op::LONG_BINGET => self.recall(code),
            op::EMPTY_TUPLE => Ok(self.heap.tuple(Vec::new())),
            op::TUPLE => Ok(self.heap.tuple(self.stack.pop_mark()?)),
            op::TUPLE1 => Ok(self.heap.tuple(self.stack.pop_many(1)?)),
            op::TUPLE2 => Ok(self.heap.tuple(self.stack.pop_many(2)?)),
            op::TUPLE3 => Ok(self.heap.tuple(self.stack.pop_many(3)?)),
            op::EMPTY_LIST => Ok(self.heap.list()),
            op::EMPTY_DICT => Ok(self.heap.dict(Vec::new())),
            op::EMPTY_SET => Ok(Value::Other("a set")),
            op::FROZENSET => self.stack.pop_mark().map(|_| Value::Other("a set")),
            op::GLOBAL => {
                let module = self.tape.line()?;
                let name = self.tape.line()?;
                Ok(self.global(module, name))
            }
            op::STACK_GLOBAL => match self.stack.pop_many(2)?[..] {
                [Value::Text(module), Value::Text(name)] => Ok(self.global(module, name)),
                _ => Err(Fault::wrong("a global of its pickle has no name")),
            },
            op::REDUCE | op::NEWOBJ => self.call(),
            op::NEWOBJ_EX => {
                self.stack.pop()?;
                self.call()
            }
            op::BINPERSID => call::storage(self.stack.pop()?, &mut self.heap),
            _ => self.literal(code),
        }
    }

    fn call(&mut self) -> Result<Value<'p>, Fault> {
        let arguments = self.stack.pop()?;
        let made = call::call(self.stack.pop()?, arguments, &mut self.heap)?;
        // The entries that a dict copies of pairs are values as if they were written out.
        let copied = self.heap.entries(made).map_or(0, <[_]>::len);
        self.stack.count(copied)?;
        Ok(made)
    }

    /// A value that is written out.
    fn literal(&mut self, code: u8) -> Result<Value<'p>, Fault> {
        let tape = &mut self.tape;
        match code {
            op::NONE => Ok(Value::None),
            op::NEWTRUE => Ok(Value::Bool(true)),
            op::NEWFALSE => Ok(Value::Bool(false)),
            op::BININT => Ok(Value::Int(i32::from_le_bytes(tape.array()?).into())),
            op::BININT1 => Ok(Value::Int(tape.byte()?.into())),
            op::BININT2 => Ok(Value::Int(u16::from_le_bytes(tape.array()?).into())),
            op::LONG1 | op::LONG4 => {
                let length = match code {
                    op::LONG1 => tape.length_1()?,
                    _ => tape.length_4()?,
                };
                tape.take(length).map(long)
            }
            op::BINFLOAT => tape.take(8).map(|_| Value::Other("a float")),
            op::SHORT_BINSTRING | op::SHORT_BINUNICODE | op::SHORT_BINBYTES => {
                let length = tape.length_1()?;
                tape.take(length).map(|bytes| text(code, bytes))
            }
            op::BINSTRING | op::BINUNICODE | op::BINBYTES => {
                let length = tape.length_4()?;
                tape.take(length).map(|bytes| text(code, bytes))
            }
            op::BINUNICODE8 | op::BINBYTES8 | op::BYTEARRAY8 => {
                let length = tape.length_8()?;
                tape.take(length).map(|bytes| text(code, bytes))
            }
            _ if op::OLD.contains(&code) => {
                let fault = "its pickle is of protocol 0 or 1, known are 2 to 5";
                Err(Refusal::new(fault).hint(PROTOCOL_2).into())
            }
            _ => {
                let fault = format!("{code:#04x} is no known opcode");
                Err(Fault::wrong(fault))
            }
        }
    }

    fn global(&mut self, module: &'p str, name: &'p str) -> Value<'p> {
        match Global::named(module, name) {
            Some(global) => Value::Global(global),
            None => self.heap.foreign(module, name),
        }
    }

    fn remember(&mut self, code: u8) -> Result<(), Fault> {
        let number = match code {
            op::BINPUT => self.tape.length_1()?,
            op::LONG_BINPUT => self.tape.length_4()?,
            _ => self.memo.len() as u64,
        };
        self.memo.insert(number, self.stack.top()?);
        match self.memo.len() <= self.stack.made() {
            true => Ok(()),
            false => Err(Fault::wrong("its pickle remembers more than it makes")),
        }
    }

    fn recall(&mut self, code: u8) -> Result<Value<'p>, Fault> {
        let number = match code {
            op::BINGET => self.tape.length_1()?,
            _ => self.tape.length_4()?,
        };
        let found = self.memo.get(&number).copied();
        found.ok_or_else(|| Fault::wrong("its pickle recalls what it has not remembered"))
    }

    fn append(&mut self, code: u8) -> Result<(), Fault> {
        let items = match code {
            op::APPEND => self.stack.pop_many(1)?,
            _ => self.stack.pop_mark()?,
        };
        let list = self.stack.top()?;
        match self.heap.list_mut(list) {
            Some(list) => list.extend(items),
            None => may_be_filled(list)?,
        }
        Ok(())
    }

    fn set_items(&mut self, code: u8) -> Result<(), Fault> {
        let items = match code {
            op::SETITEM => self.stack.pop_many(2)?,
            _ => self.stack.pop_mark()?,
        };
        let (pairs, odd) = items.as_chunks::<2>();
        if !odd.is_empty() {
            return Err(Fault::wrong("its pickle has a key without a value"));
        }
        let dict = self.stack.top()?;
        match self.heap.dict_mut(dict) {
            Some(dict) => dict.extend(pairs.iter().map(|[key, value]| (*key, *value))),
            None => {
                may_be_filled(dict)?;
                self.heap.has_keys(dict);
            }
        }
        Ok(())
    }
}

/// An object of an unknown class takes anything; a number takes nothing.
fn may_be_filled(value: Value) -> Result<(), Fault> {
    match value {
        Value::Foreign(_) | Value::OfClass(_) | Value::Global(Global::Unsupported(_)) => Ok(()),
        _ => Err(Fault::wrong("its pickle puts items into what takes none")),
    }
}

/// A number of any length, two's complement, little-endian.
fn long(bytes: &[u8]) -> Value<'_> {
    let sign = match bytes.last() {
        Some(last) if *last >= 0x80 => 0xff,
        _ => 0,
    };
    let mut padded = [sign; 8];
    match padded.get_mut(..bytes.len()) {
        Some(low) => {
            low.copy_from_slice(bytes);
            Value::Int(i64::from_le_bytes(padded))
        }
        None => Value::Long(bytes),
    }
}

fn text(code: u8, bytes: &[u8]) -> Value<'_> {
    match code {
        op::BINBYTES | op::SHORT_BINBYTES | op::BINBYTES8 | op::BYTEARRAY8 => Value::Other("bytes"),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Value::Text(text),
            Err(_) => Value::Other("a text that is not UTF-8"),
        },
    }
}
