//! Dtypes as numpy headers name them.

use crate::checkpoint::refusal::Refusal;
use crate::tensor::Dtype;

/// The dtypes that numpy has too, with its words for them: byte order, letter, bytes.
const WORDS: [(Dtype, &str); 13] = [
    (Dtype::F64, "<f8"),
    (Dtype::F32, "<f4"),
    (Dtype::F16, "<f2"),
    (Dtype::C64, "<c8"),
    (Dtype::I64, "<i8"),
    (Dtype::I32, "<i4"),
    (Dtype::I16, "<i2"),
    (Dtype::I8, "|i1"),
    (Dtype::U64, "<u8"),
    (Dtype::U32, "<u4"),
    (Dtype::U16, "<u2"),
    (Dtype::U8, "|u1"),
    (Dtype::Bool, "|b1"),
];

/// Numpy's word for a dtype; none where it has none.
pub fn word(dtype: Dtype) -> Option<&'static str> {
    let found = WORDS.iter().find(|(of, _)| *of == dtype);
    found.map(|(_, word)| *word)
}

/// The dtype of a numpy word. The failure says what the word stands for.
pub fn named(word: &str) -> Result<Dtype, Refusal> {
    let (order, kind) = match word.split_at_checked(1) {
        Some((order @ ("<" | ">" | "|" | "="), kind)) => (order, kind),
        _ => ("|", word),
    };
    let known = WORDS.iter().find(|(_, known)| known[1..] == *kind);
    match known {
        Some((dtype, _)) if dtype.bits() > 8 && order == ">" => {
            let fault = format!("its numbers are big-endian (`{word}`)");
            Err(Refusal::new(fault).hint(cast(&format!("<{kind}"))))
        }
        Some((dtype, _)) if dtype.bits() > 8 && order == "|" => Err(unknown(word)),
        Some((dtype, _)) => Ok(*dtype),
        None => Err(unknown(word)),
    }
}

/// Refuses a word by what it stands for.
fn unknown(word: &str) -> Refusal {
    let letter = word.trim_start_matches(['<', '>', '|', '=']).chars().next();
    match letter {
        Some('O') => {
            let fault = "it holds Python objects, which are never read";
            Refusal::new(fault).hint(cast("<f4"))
        }
        Some('S' | 'U' | 'a') => {
            let fault = format!("it holds texts (`{word}`), not numbers");
            Refusal::new(fault).hint("leave it out of what is saved")
        }
        Some('c') => {
            let fault = format!("its complex numbers (`{word}`) are wider than complex64");
            Refusal::new(fault).hint(cast("<c8"))
        }
        Some('V') => {
            let fault = format!("its elements (`{word}`) have no dtype that numpy knows");
            Refusal::new(fault).hint("save it as safetensors: numpy has no bfloat16 of its own")
        }
        _ => {
            let shown: String = word.chars().take(20).collect();
            let fault = format!("its dtype `{shown}` has no counterpart here");
            Refusal::new(fault).hint(cast("<f4"))
        }
    }
}

/// How to save numbers as those of another word.
fn cast(word: &str) -> String {
    format!("save it again as `array.astype('{word}')`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_to_their_dtypes() {
        for dtype in Dtype::ALL {
            if let Some(word) = word(dtype) {
                assert_eq!(named(word), Ok(dtype));
            }
        }
        assert_eq!(named("=f4"), Ok(Dtype::F32));
        assert_eq!(named(">i1"), Ok(Dtype::I8));
        assert_eq!(named("u1"), Ok(Dtype::U8));
    }

    #[test]
    fn other_words_are_refused_by_what_they_stand_for() {
        for (word, expected) in [
            (">f4", "big-endian"),
            (">c8", "big-endian"),
            ("|O", "objects"),
            ("<U7", "texts"),
            ("|S3", "texts"),
            ("<c16", "complex"),
            ("<f16", "no counterpart"),
            ("|V2", "no dtype"),
            ("<M8[ns]", "no counterpart"),
            ("|f4", "no counterpart"),
            ("", "no counterpart"),
            ("<", "no counterpart"),
            ("\u{e9}f4", "no counterpart"),
        ] {
            let refusal = named(word).unwrap_err();
            let fault = refusal.fault;
            assert!(fault.contains(expected), "{word}: {fault}");
            assert_eq!(refusal.hints.len(), 1, "{word}");
        }
    }
}
