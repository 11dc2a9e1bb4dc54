//! Dtypes as numpy headers name them.

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
pub fn named(word: &str) -> Result<Dtype, String> {
    let (order, kind) = match word.split_at_checked(1) {
        Some((order @ ("<" | ">" | "|" | "="), kind)) => (order, kind),
        _ => ("|", word),
    };
    let known = WORDS.iter().find(|(_, known)| known[1..] == *kind);
    match known {
        Some((dtype, _)) if dtype.bits() > 8 && order == ">" => {
            Err(format!("its numbers are big-endian (`{word}`)"))
        }
        Some((dtype, _)) if dtype.bits() > 8 && order == "|" => Err(unknown(word)),
        Some((dtype, _)) => Ok(*dtype),
        None => Err(unknown(word)),
    }
}

fn unknown(word: &str) -> String {
    let letter = word.trim_start_matches(['<', '>', '|', '=']).chars().next();
    match letter {
        Some('O') => "it holds Python objects, which are never read".to_owned(),
        Some('S' | 'U' | 'a') => format!("it holds texts (`{word}`), not numbers"),
        Some('c') => format!("its complex numbers (`{word}`) are wider than complex64"),
        Some('V') => format!("its elements (`{word}`) have no dtype that numpy knows"),
        _ => {
            let shown: String = word.chars().take(20).collect();
            format!("its dtype `{shown}` is unknown")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::dtype::ALL;

    #[test]
    fn words_lead_back_to_their_dtypes() {
        for dtype in ALL {
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
            ("<f16", "unknown"),
            ("|V2", "no dtype"),
            ("<M8[ns]", "unknown"),
            ("|f4", "unknown"),
            ("", "unknown"),
            ("<", "unknown"),
            ("\u{e9}f4", "unknown"),
        ] {
            let fault = named(word).unwrap_err();
            assert!(fault.contains(expected), "{word}: {fault}");
        }
    }
}
