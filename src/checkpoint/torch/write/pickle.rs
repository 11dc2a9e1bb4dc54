//! The pickle of a torch file: a short program whose result is the tensors.
//!
//! Opcodes of protocol 2, as Python's `pickletools` documents them; the calls are those that `torch.save`
//! writes. Nothing is remembered in the memo: a reader finds everything where it stands.

use super::tensor::{Rebuilt, Storage};

/// Tensors under their names, in this order.
pub fn dictionary<'a>(tensors: impl Iterator<Item = (&'a str, &'a Rebuilt)>) -> Vec<u8> {
    let mut program = Program::begin();
    program.op(EMPTY_DICT).op(MARK);
    for (number, (name, tensor)) in tensors.enumerate() {
        program.text(name).tensor(number, tensor);
    }
    program.op(SET_ITEMS).end()
}

/// One tensor.
pub fn bare(tensor: &Rebuilt) -> Vec<u8> {
    Program::begin().tensor(0, tensor).end()
}

const PROTOCOL: [u8; 2] = [0x80, 2];
const MARK: u8 = b'(';
const STOP: u8 = b'.';
const EMPTY_DICT: u8 = b'}';
const SET_ITEMS: u8 = b'u';
const TUPLE: u8 = b't';
const EMPTY_TUPLE: u8 = b')';
const GLOBAL: u8 = b'c';
const CALL: u8 = b'R';
const PERSISTENT: u8 = b'Q';
const FALSE: u8 = 0x89;
const TEXT: u8 = b'X';
const BYTE: u8 = b'K';
const SHORT: u8 = b'M';
const INT: u8 = b'J';
const LONG: u8 = 0x8a;

/// A program that grows.
struct Program(Vec<u8>);

impl Program {
    fn begin() -> Self {
        Program(PROTOCOL.to_vec())
    }

    fn end(&mut self) -> Vec<u8> {
        self.op(STOP);
        std::mem::take(&mut self.0)
    }

    fn op(&mut self, code: u8) -> &mut Self {
        self.0.push(code);
        self
    }

    fn put(&mut self, code: u8, bytes: &[u8]) -> &mut Self {
        self.0.push(code);
        self.0.extend_from_slice(bytes);
        self
    }

    fn global(&mut self, module: &str, name: &str) -> &mut Self {
        self.put(GLOBAL, format!("{module}\n{name}\n").as_bytes())
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.put(TEXT, &(text.len() as u32).to_le_bytes());
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    /// A number in the shortest form; the forms above one byte are signed.
    fn number(&mut self, number: u64) -> &mut Self {
        let bytes = number.to_le_bytes();
        match number {
            0..=0xff => self.put(BYTE, &bytes[..1]),
            0x100..=0xffff => self.put(SHORT, &bytes[..2]),
            0x1_0000..=0x7fff_ffff => self.put(INT, &bytes[..4]),
            _ => {
                let length = (64 - number.leading_zeros()) as usize / 8 + 1;
                let signed = [&bytes[..], &[0]].concat();
                self.put(LONG, &[length as u8])
                    .0
                    .extend_from_slice(&signed[..length]);
                self
            }
        }
    }

    fn numbers(&mut self, numbers: &[u64]) -> &mut Self {
        self.op(MARK);
        for number in numbers {
            self.number(*number);
        }
        self.op(TUPLE)
    }

    /// The tensor whose bytes are the entry of this number.
    fn tensor(&mut self, number: usize, tensor: &Rebuilt) -> &mut Self {
        let (function, dtype) = match tensor.storage {
            Storage::Typed(..) => ("_rebuild_tensor_v2", None),
            Storage::Untyped(dtype, _) => ("_rebuild_tensor_v3", Some(dtype)),
        };
        self.global("torch._utils", function).op(MARK);
        self.storage(number, &tensor.storage);
        self.number(0)
            .numbers(&tensor.shape)
            .numbers(&tensor.strides());
        // It wants no gradient and has no hooks.
        self.op(FALSE)
            .global("collections", "OrderedDict")
            .op(EMPTY_TUPLE)
            .op(CALL);
        if let Some(dtype) = dtype {
            self.global("torch", dtype);
        }
        self.op(TUPLE).op(CALL)
    }

    fn storage(&mut self, number: usize, storage: &Storage) -> &mut Self {
        self.op(MARK).text("storage");
        let length = match storage {
            Storage::Typed(class, elements) => {
                self.global("torch", class);
                *elements
            }
            Storage::Untyped(_, bytes) => {
                self.global("torch.storage", "UntypedStorage");
                *bytes
            }
        };
        self.text(&number.to_string()).text("cpu").number(length);
        self.op(TUPLE).op(PERSISTENT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_shortest_form() {
        for (number, bytes) in [
            (0, &b"K\x00"[..]),
            (255, b"K\xff"),
            (256, b"M\x00\x01"),
            (0xffff, b"M\xff\xff"),
            (0x1_0000, b"J\x00\x00\x01\x00"),
            (0x7fff_ffff, b"J\xff\xff\xff\x7f"),
            (0x8000_0000, b"\x8a\x05\x00\x00\x00\x80\x00"),
            (0xff_ffff_ffff, b"\x8a\x06\xff\xff\xff\xff\xff\x00"),
            (1 << 57, b"\x8a\x08\x00\x00\x00\x00\x00\x00\x00\x02"),
            (u64::MAX, b"\x8a\x09\xff\xff\xff\xff\xff\xff\xff\xff\x00"),
        ] {
            let mut program = Program(Vec::new());
            program.number(number);
            assert_eq!(program.0, bytes, "{number:#x}");
        }
    }

    #[test]
    fn a_dictionary_is_the_program_that_torch_saves() {
        let tensor = Rebuilt {
            storage: Storage::Typed("FloatStorage", 3),
            shape: vec![3],
        };
        let expected = b"\x80\x02}(X\x01\0\0\0wctorch._utils\n_rebuild_tensor_v2\n(\
            (X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpuK\x03tQ\
            K\0(K\x03t(K\x01t\x89ccollections\nOrderedDict\n)RtRu.";
        assert_eq!(dictionary([("w", &tensor)].into_iter()), expected);
        assert_eq!(dictionary([].into_iter()), b"\x80\x02}(u.");
    }

    #[test]
    fn a_bare_tensor_of_a_dtype_without_storage_class_names_it() {
        let tensor = Rebuilt {
            storage: Storage::Untyped("uint16", 2),
            shape: vec![],
        };
        let expected = b"\x80\x02ctorch._utils\n_rebuild_tensor_v3\n(\
            (X\x07\0\0\0storagectorch.storage\nUntypedStorage\nX\x01\0\0\x000X\x03\0\0\0cpuK\x02tQ\
            K\0(t(t\x89ccollections\nOrderedDict\n)Rctorch\nuint16\ntR.";
        assert_eq!(bare(&tensor), expected);
    }
}
