//! What many names have in common, in few words.

/// The segments that all names share, and `*` for what differs between them: `h.*.attn.weight`.
pub fn common<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names = names.into_iter();
    let Some(first) = names.next() else {
        return String::new();
    };
    let mut shared = Shared::of(first);
    names.for_each(|name| shared.meet(name));
    shared.text()
}

/// What the names so far share.
enum Shared<'n> {
    /// All have as many segments: those they share, and none where they differ.
    Segments(Vec<Option<&'n str>>),
    /// So many segments at the front and at the end of one of them.
    Ends(Vec<&'n str>, usize, usize),
}

impl<'n> Shared<'n> {
    fn of(name: &'n str) -> Self {
        Shared::Segments(name.split('.').map(Some).collect())
    }

    fn meet(&mut self, name: &'n str) {
        let segments: Vec<&str> = name.split('.').collect();
        match self {
            Shared::Segments(shared) if shared.len() == segments.len() => {
                for (shared, segment) in shared.iter_mut().zip(segments) {
                    *shared = shared.filter(|shared| *shared == segment);
                }
            }
            Shared::Segments(shared) => {
                let like = |(shared, segment): &(&Option<&str>, &&str)| **shared == Some(**segment);
                let front = shared.iter().zip(&segments).take_while(like).count();
                let most = shared.len().min(segments.len()) - front;
                let ends = shared.iter().rev().zip(segments.iter().rev());
                let end = ends.take(most).take_while(like).count();
                *self = Shared::Ends(segments, front, end);
            }
            Shared::Ends(whole, front, end) => {
                let like = |(one, other): &(&&str, &&str)| one == other;
                let fronts = whole[..*front].iter().zip(&segments);
                *front = fronts.take_while(like).count();
                let most = *end.min(&mut (segments.len() - *front));
                let ends = whole.iter().rev().zip(segments.iter().rev());
                *end = ends.take(most).take_while(like).count();
            }
        }
    }

    fn text(&self) -> String {
        let segments: Vec<&str> = match self {
            Shared::Segments(shared) => shared.iter().map(|one| one.unwrap_or("*")).collect(),
            Shared::Ends(whole, front, end) => {
                let mut ends = [&whole[..*front], &["*"], &whole[whole.len() - end..]].concat();
                // A star at the border of what differs is part of it.
                ends.dedup_by(|one, other| *one == "*" && *other == "*");
                ends
            }
        };
        segments.join(".")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_a_star() {
        let cases: [(&[&str], &str); 10] = [
            (&[], ""),
            (&["ln_f.weight"], "ln_f.weight"),
            (&["h.0.w", "h.1.w", "h.11.w"], "h.*.w"),
            (&["h.0.a.w", "h.1.b.w"], "h.*.*.w"),
            (&["a", "b"], "*"),
            (&["h.0.w", "wte.w"], "*.w"),
            (&["h.w", "h.0.w", "h.0.a.w"], "h.*.w"),
            (&["h.0.w", "h", "h.0.b"], "h.*"),
            (&["a.a", "a.a.a", "a"], "a.*"),
            (&["h.*.a.w", "h.*.b"], "h.*"),
        ];
        for (names, expected) in cases {
            assert_eq!(common(names.iter().copied()), expected, "{names:?}");
        }
    }
}
