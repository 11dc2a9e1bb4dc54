//! What a step did to names, in few words: how many, and what they have in common.

/// How many patterns of names are told apart; the names of others are only counted.
const PATTERNS: usize = 16;

/// How many names a step changed, made and took away, and what they look like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// How many names stand for another tensor.
    pub changed: usize,
    /// How many names are new.
    pub created: usize,
    /// How many names are gone.
    pub deleted: usize,
    /// `alias::name`, where `*` is any number, in the order in which they first came.
    names: Vec<String>,
    /// Whether there are others.
    more: bool,
}

impl Touched {
    /// Counts a name that stood for a tensor before, or does now, or both.
    pub(super) fn count(&mut self, alias: &str, name: &str, before: bool, now: bool) {
        match (before, now) {
            (true, true) => self.changed += 1,
            (false, true) => self.created += 1,
            (true, false) => self.deleted += 1,
            (false, false) => return,
        }
        self.name(pattern(alias, name));
    }

    /// So many names of one alias, all of which are new, or gone.
    pub(super) fn whole(alias: &str, created: usize, deleted: usize) -> Self {
        let mut touched = Touched {
            created,
            deleted,
            ..Touched::default()
        };
        if created + deleted > 0 {
            touched.name(format!("{alias}::.*"));
        }
        touched
    }

    /// Counts what another step did, too.
    pub(super) fn extend(&mut self, other: &Touched) {
        self.changed += other.changed;
        self.created += other.created;
        self.deleted += other.deleted;
        self.more |= other.more;
        other
            .names
            .iter()
            .for_each(|name| self.name(name.to_string()));
    }

    fn name(&mut self, pattern: String) {
        if self.names.contains(&pattern) {
            return;
        }
        if self.names.len() == PATTERNS {
            self.more = true;
            return;
        }
        self.names.push(pattern);
    }

    /// What the names look like: `model::h.*.w`, where `*` is any number.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many names of each kind: `2 changed, 1 created`; nothing where none was touched.
    pub fn counts(&self) -> String {
        let counts = [
            (self.changed, "changed"),
            (self.created, "created"),
            (self.deleted, "deleted"),
        ];
        let said = counts.iter().filter(|(count, _)| *count > 0);
        let said: Vec<String> = said
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        said.join(", ")
    }

    /// The first of the patterns, and that there are others: `model::h.*.w, ...`.
    pub fn looks(&self) -> String {
        let first = self.names.iter().take(2).map(String::as_str);
        let first = first.collect::<Vec<_>>().join(", ");
        match self.more || self.names.len() > 2 {
            true => format!("{first}, ..."),
            false => first,
        }
    }
}

/// A name with `*` for each of its parts that is a number.
pub(super) fn pattern(alias: &str, name: &str) -> String {
    let mut pattern = String::with_capacity(alias.len() + 2 + name.len());
    pattern.push_str(alias);
    pattern.push_str("::");
    for (at, part) in name.split('.').enumerate() {
        if at > 0 {
            pattern.push('.');
        }
        let number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        pattern.push_str(if number { "*" } else { part });
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_numbers_look_the_same() {
        let mut touched = Touched::default();
        for layer in 0..12 {
            touched.count("m", &format!("h.{layer}.w"), true, true);
            touched.count("m", &format!("g.{layer}"), false, true);
        }
        touched.count("m", "x2", true, false);
        assert_eq!(touched.counts(), "12 changed, 12 created, 1 deleted");
        assert_eq!(touched.names(), ["m::h.*.w", "m::g.*", "m::x2"]);
        assert_eq!(touched.looks(), "m::h.*.w, m::g.*, ...");
    }

    #[test]
    fn what_two_steps_did_is_counted_together() {
        let mut both = Touched::whole("base", 3, 0);
        both.extend(&Touched::whole("base", 0, 2));
        assert_eq!(both.counts(), "3 created, 2 deleted");
        assert_eq!(both.looks(), "base::.*");
        assert_eq!(Touched::whole("base", 0, 0), Touched::default());
    }

    #[test]
    fn many_patterns_are_counted_and_not_kept() {
        let mut touched = Touched::default();
        for letter in 'a'..='z' {
            touched.count("m", &letter.to_string(), false, true);
        }
        assert_eq!((touched.created, touched.names().len()), (26, PATTERNS));
    }
}
