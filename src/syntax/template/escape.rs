//! What a backslash makes of the characters behind it in a template.

use crate::syntax::fault::Fault;
use crate::syntax::pattern::is_group_name;

/// What begins with a backslash.
pub(super) struct Escape {
    /// How many bytes it takes, the backslash among them.
    pub length: usize,
    pub meaning: Meaning,
}

/// What an escape stands for.
pub(super) enum Meaning {
    Group(Group),
    Char(char),
    /// A character that needs no backslash.
    Punctuation(char),
}

/// A group of the source.
#[derive(Clone, Debug)]
pub(super) enum Group {
    Number(usize),
    Name(Box<str>),
}

impl Escape {
    /// Reads the beginning of `text`, which is a backslash.
    pub fn read(text: &str) -> Result<Escape, Fault> {
        let Some(letter) = text[1..].chars().next() else {
            return Err(
                Fault::new(0..1, "`\\` stands at the end").hint("write `\\\\` for the character")
            );
        };
        let length = 1 + letter.len_utf8();
        let escape = |meaning| Ok(Escape { length, meaning });
        let fault = |what: &str| Fault::new(0..length, format!("`\\{letter}` {what}"));
        match letter {
            '\\' => escape(Meaning::Char('\\')),
            'g' => bracketed(text),
            '0' => Err(fault("is no group").hint("the whole name is `\\g<0>`")),
            '1'..='9' => numbered(text),
            'n' | 'r' | 't' | 'a' | 'b' | 'f' | 'v' => {
                Err(fault("is a control character, which no name may hold"))
            }
            _ if letter.is_ascii_alphabetic() => {
                let fault = fault("means nothing in a destination");
                Err(fault.hint("a destination is no pattern: groups are `\\1` and `\\g<name>`"))
            }
            _ => escape(Meaning::Punctuation(letter)),
        }
    }
}

/// `\1`, `\10`, or a character by its three octal digits, as in Python.
fn numbered(text: &str) -> Result<Escape, Fault> {
    let octal = digits(text, 8, 3);
    if octal.len() == 3 {
        return octal_char(octal);
    }
    let digits = digits(text, 10, 2);
    let number = digits.parse().unwrap_or(usize::MAX);
    Ok(Escape {
        length: 1 + digits.len(),
        meaning: Meaning::Group(Group::Number(number)),
    })
}

/// At most `most` digits behind the backslash.
fn digits(text: &str, radix: u32, most: usize) -> &str {
    let digits = text.chars().skip(1).take(most);
    let count = digits.take_while(|next| next.is_digit(radix)).count();
    &text[1..1 + count]
}

fn octal_char(digits: &str) -> Result<Escape, Fault> {
    let number = u32::from_str_radix(digits, 8).ok();
    let char = number
        .filter(|number| *number <= 0o377)
        .and_then(char::from_u32);
    match char.filter(|char| !char.is_control()) {
        Some(char) => Ok(Escape {
            length: 4,
            meaning: Meaning::Char(char),
        }),
        None => Err(Fault::new(
            0..4,
            format!("`\\{digits}` is no character of a name"),
        )),
    }
}

/// `\g<1>` and `\g<name>`.
fn bracketed(text: &str) -> Result<Escape, Fault> {
    let malformed = || {
        let fault = Fault::new(0..2, "`\\g` is followed by a group in `<` and `>`");
        fault.hint("as in `\\g<1>` or `\\g<name>`")
    };
    let rest = text[2..].strip_prefix('<').ok_or_else(malformed)?;
    let (name, _) = rest.split_once('>').ok_or_else(malformed)?;
    let length = name.len() + 4;
    let digits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    let group = if digits {
        Group::Number(name.parse().unwrap_or(usize::MAX))
    } else if is_group_name(name) {
        Group::Name(name.into())
    } else {
        let message = format!(
            "`{}` tells neither the number nor the name of a group",
            &text[..length]
        );
        return Err(Fault::new(0..length, message));
    };
    let meaning = Meaning::Group(group);
    Ok(Escape { length, meaning })
}
