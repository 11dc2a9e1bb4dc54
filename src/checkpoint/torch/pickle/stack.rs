//! The stack of the machine, with its marks.

use super::tape::Fault;
use super::value::Value;

/// The most values a pickle may make: enough for 100 000 tensors, and little memory for a hostile one.
pub const MOST_VALUES: usize = 1 << 22;

/// Values, and places among them.
#[derive(Debug, Default)]
pub struct Stack<'p> {
    values: Vec<Value<'p>>,
    marks: Vec<usize>,
    made: usize,
}

impl<'p> Stack<'p> {
    /// Puts a value on top.
    pub fn push(&mut self, value: Value<'p>) -> Result<(), Fault> {
        self.count(1)?;
        self.values.push(value);
        Ok(())
    }

    /// Marks the place above the top.
    pub fn mark(&mut self) -> Result<(), Fault> {
        self.count(1)?;
        self.marks.push(self.values.len());
        Ok(())
    }

    /// Takes the value on top, which lies above the last mark.
    pub fn pop(&mut self) -> Result<Value<'p>, Fault> {
        let top = self.top()?;
        self.values.pop();
        Ok(top)
    }

    /// The value on top, which lies above the last mark.
    pub fn top(&self) -> Result<Value<'p>, Fault> {
        let floor = self.marks.last().copied().unwrap_or(0);
        let above = self.values.get(floor..).unwrap_or_default();
        above.last().copied().ok_or_else(missing)
    }

    /// Takes the last mark and everything above it.
    pub fn pop_mark(&mut self) -> Result<Vec<Value<'p>>, Fault> {
        let mark = self.marks.pop().ok_or_else(missing)?;
        Ok(self.values.split_off(mark.min(self.values.len())))
    }

    /// Takes the `count` values on top, the lowest first.
    pub fn pop_many(&mut self, count: usize) -> Result<Vec<Value<'p>>, Fault> {
        let floor = self.marks.last().copied().unwrap_or(0);
        let start = self.values.len().checked_sub(count);
        let start = start.filter(|start| *start >= floor).ok_or_else(missing)?;
        Ok(self.values.split_off(start))
    }

    /// How many values were made.
    pub fn made(&self) -> usize {
        self.made
    }

    /// Counts values that were made.
    pub fn count(&mut self, values: usize) -> Result<(), Fault> {
        self.made += values;
        match self.made <= MOST_VALUES {
            true => Ok(()),
            false => {
                let fault = format!("its pickle makes more than {MOST_VALUES} values");
                Err(Fault::wrong(fault))
            }
        }
    }
}

fn missing() -> Fault {
    Fault::wrong("its pickle takes a value that is not there")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_below_a_mark_is_taken() {
        let mut stack = Stack::default();
        stack.push(Value::Int(1)).unwrap();
        stack.mark().unwrap();
        assert!(stack.pop().is_err() && stack.pop_many(1).is_err());
        stack.push(Value::Int(2)).unwrap();
        stack.push(Value::Int(3)).unwrap();
        assert_eq!(stack.top(), Ok(Value::Int(3)));
        assert_eq!(stack.pop_mark(), Ok(vec![Value::Int(2), Value::Int(3)]));
        assert_eq!(stack.pop_many(1), Ok(vec![Value::Int(1)]));
        assert!(stack.pop_mark().is_err() && stack.pop().is_err());
    }

    #[test]
    fn values_are_counted() {
        let mut stack = Stack {
            made: MOST_VALUES - 1,
            ..Stack::default()
        };
        assert!(stack.mark().is_ok());
        assert!(stack.push(Value::None).is_err());
    }
}
