//! What many names look like, in few words.

use crate::report::common;

/// How many looks are told apart; the last of them stands for all others.
const MOST: usize = 16;

/// Names that differ in numbers told as one, in the order in which they first came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Looks {
    looks: Vec<Look>,
    /// The name at hand and its pattern.
    next: Look,
}

/// Names that differ in numbers alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Look {
    /// `alias::name`, where `*` stands for every number.
    pattern: String,
    /// The same, where `*` stands for the numbers that are not the same in all names.
    names: String,
}

impl Looks {
    /// Takes a name in.
    pub fn add(&mut self, alias: &str, name: &str) {
        self.next.pattern.clear();
        write_pattern(&mut self.next.pattern, alias, name);
        self.next.names.clear();
        self.next.names.extend([alias, "::", name]);
        self.take();
    }

    /// Takes the names of others in.
    pub fn extend(&mut self, other: &Looks) {
        for look in &other.looks {
            self.next.clone_from(look);
            self.take();
        }
    }

    fn take(&mut self) {
        let next = &self.next;
        let same = self
            .looks
            .iter()
            .position(|look| look.pattern == next.pattern);
        match same {
            Some(at) => self.looks[at].meet(next),
            None if self.looks.len() < MOST => self.looks.push(next.clone()),
            None => {
                if let Some(last) = self.looks.last_mut() {
                    last.pattern = together([&*last.pattern, &*next.pattern]);
                    last.meet(next);
                }
            }
        }
    }

    /// What the names look like, as `alias::name`, where `*` is any number.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        self.looks.iter().map(|look| look.names.as_str())
    }

    /// What all of them have in common, with their aliases or without: `h.*.weight`.
    pub fn common(&self, with_alias: bool) -> String {
        let together = together(self.each());
        match together.split_once("::") {
            Some((_, names)) if !with_alias => names.to_string(),
            _ => together,
        }
    }
}

impl Look {
    /// Takes in the names of another, which are like these.
    fn meet(&mut self, other: &Look) {
        if self.names != self.pattern && self.names != other.names {
            self.names = together([self.names.as_str(), &other.names]);
        }
    }
}

/// What patterns have in common, as a pattern.
fn together<'n>(patterns: impl IntoIterator<Item = &'n str>) -> String {
    let parts = patterns
        .into_iter()
        .filter_map(|pattern| pattern.split_once("::"));
    let (aliases, names): (Vec<&str>, Vec<&str>) = parts.unzip();
    match aliases.first() {
        None => String::new(),
        Some(first) if aliases.iter().all(|alias| alias == first) => {
            format!("{first}::{}", common(names))
        }
        Some(_) => format!("*::{}", common(names)),
    }
}

/// A name with `*` for each of its parts that is a number.
pub(super) fn pattern(alias: &str, name: &str) -> String {
    let mut pattern = String::with_capacity(alias.len() + 2 + name.len());
    write_pattern(&mut pattern, alias, name);
    pattern
}

fn write_pattern(pattern: &mut String, alias: &str, name: &str) {
    pattern.push_str(alias);
    pattern.push_str("::");
    for (at, part) in name.split('.').enumerate() {
        if at > 0 {
            pattern.push('.');
        }
        let number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        pattern.push_str(if number { "*" } else { part });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(names: &[&str]) -> Looks {
        let mut looks = Looks::default();
        names.iter().for_each(|name| looks.add("m", name));
        looks
    }

    #[test]
    fn names_that_differ_in_numbers_look_the_same() {
        let cases: [(&[&str], &[&str]); 4] = [
            (&["h.0.w", "h.0.b", "h.1.w"], &["m::h.*.w", "m::h.0.b"]),
            (&["h.0.e.0", "h.0.e.1"], &["m::h.0.e.*"]),
            (&["h.0.e.0", "h.0.e.1", "h.1.e.0"], &["m::h.*.e.*"]),
            (&["x2", "x2"], &["m::x2"]),
        ];
        for (names, expected) in cases {
            assert_eq!(looks(names).each().collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn what_names_have_in_common_is_told() {
        assert_eq!(looks(&[]).common(true), "");
        assert_eq!(looks(&["h.0.w"]).common(false), "h.0.w");
        let mut two = looks(&["h.0.w", "h.1.b"]);
        assert_eq!(two.common(false), "h.*.*");
        assert_eq!(two.common(true), "m::h.*.*");
        let mut others = Looks::default();
        others.add("base", "h.0.w");
        two.extend(&others);
        assert_eq!(two.common(true), "*::h.*.*");
    }

    #[test]
    fn of_many_looks_the_last_stands_for_the_others() {
        let mut looks = Looks::default();
        for letter in 'a'..='z' {
            looks.add("m", &format!("h.{letter}.w"));
        }
        let each: Vec<&str> = looks.each().collect();
        assert_eq!(each.len(), MOST);
        assert_eq!((each[0], each[MOST - 1]), ("m::h.a.w", "m::h.*.w"));
        assert_eq!(looks.common(false), "h.*.w");
    }
}
