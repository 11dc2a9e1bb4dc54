//! The errors of the dialect with their places, and what is written for the engines.

use super::{parse, write};

fn written(expression: &str) -> (String, bool) {
    let tree = parse(expression).unwrap_or_else(|fault| panic!("{expression}: {fault:?}"));
    let written = write(tree.alternatives.iter().map(Vec::as_slice), &tree.groups);
    (written.text, written.goes_back)
}

#[test]
fn faults_lie_at_what_is_wrong() {
    let cases = [
        ("h(", "`(` is never closed", 1..2),
        ("a)", "`)` closes nothing", 1..2),
        ("a[b", "`[` is never closed", 1..2),
        ("*x", "`*` has nothing to repeat", 0..1),
        ("a|{2}", "`{2}` has nothing to repeat", 2..5),
        (r"a\b+", "`+` repeats a place, which holds nothing", 3..4),
        ("a**", "`*` repeats what is already repeated", 2..3),
        ("a{3,2}", "`{3,2}` asks for at least 3 and for fewer", 1..6),
        ("a{65536}", "`65536` repetitions are more than 65535", 1..8),
        (r"a\", r"`\` stands at the end", 1..2),
        (r"a\h", r"`\h` means nothing here", 1..3),
        (r"\z", r"`\z` means nothing here", 0..2),
        (r"\N{DASH}", r"`\N` means nothing here", 0..2),
        (r"[\A]", r"`\A` means nothing here", 1..3),
        (r"\x1", r"`\x1` needs 2 hexadecimal digits", 0..3),
        (r"\ud800", r"`\ud800` is no character", 0..6),
        (r"\400", r"`\400` is no character", 0..4),
        ("[z-a]", "the range `z-a` runs backwards", 1..4),
        (r"[\d-a]", r"`\d-a` is no range: a class has no end", 1..5),
        (r"(a)\2", "there is no group 2 before this", 3..5),
        (r"(\1)", "group 1 is still open here", 1..3),
        ("((?(1)a))", "group 1 is still open here", 1..6),
        ("(?(2)a)(b)", "there is no group 2", 3..4),
        (
            "(?(0)a)",
            "a conditional tells a group by its number or its name",
            3..4,
        ),
        (
            "(a)(?(1)b|c|d)",
            "a conditional has two alternatives at most",
            3..12,
        ),
        ("(?P<a>x)(?P<a>y)", "a second group is named `a`", 8..14),
        ("(?P=a)", "no group before this is named `a`", 0..6),
        ("(?P<1>a)", "`1` is no name for a group", 4..5),
        ("(?P<a", "the name of a group ends with `>`", 5..5),
        (
            "(?P!a)",
            "`(?P` is followed by `<name>` or by `=name`",
            0..4,
        ),
        ("(?<n>a)", "`(?<` is followed by `=` or by `!`", 0..4),
        ("(?'n'a)", "`(?'` opens no kind of group", 0..3),
        (
            "(?<=a+)b",
            "what is looked for behind has no fixed width",
            0..7,
        ),
        (
            r"(?<=(a)\1)b",
            "group 1 belongs to the same lookbehind",
            7..9,
        ),
        (
            "a(?i)",
            "flags for all stand at the start of the expression",
            1..5,
        ),
        ("(?L)a", "the flag `L` is for bytes, not for text", 0..3),
        ("(?q)a", "`q` is no flag", 2..3),
        ("(?au)a", "the flags `a` and `u` exclude each other", 0..4),
        ("(?i-i:a)", "the flag `i` cannot be turned off here", 0..5),
        ("(?i-:a)", "`-` turns no flag off", 0..4),
        ("(?-i)a", "`:` is missing after the flags", 0..4),
        ("(?#a", "`(` is never closed", 0..1),
    ];
    for (expression, message, at) in cases {
        match parse(expression) {
            Ok(tree) => panic!("`{expression}` is {tree:?}"),
            Err(fault) => assert_eq!(
                (fault.message.as_str(), fault.at),
                (message, at),
                "{expression}"
            ),
        }
    }
}

#[test]
fn groups_nest_so_deep_and_no_deeper() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(25)).is_ok());
    assert!(parse(&nested(26)).is_err());
    assert!(parse(&"(".repeat(100_000)).is_err());
    assert!(parse(&"[".repeat(100_000)).is_err());
    assert!(parse(&"()".repeat(1000)).is_ok());
    assert!(parse(&"()".repeat(1001)).is_err());
}

#[test]
fn the_engine_reads_nothing_as_more_than_it_is() {
    let cases = [
        (r"h\.(\d+)", r"h\x{2e}((?:[\d]){1,})"),
        (
            "[[:alpha:]]",
            r"[\x{5b}-\x{5b}\x{3a}-\x{3a}a-al-lp-ph-ha-a\x{3a}-\x{3a}]\x{5d}",
        ),
        ("a&&b", r"a\x{26}\x{26}b"),
        ("^a$", r"\Aa\z"),
        ("(?m)^a$", "(?m:^)a(?m:$)"),
        ("(?i)k.", "(?i:[k-k])."),
        ("(?ai)k.", "[k-kK-K]."),
        ("(?s).(?-s:.)", "(?s:.)(?:.)"),
        ("(?x)a # b\n c", "ac"),
        ("a??", "(?:|a)"),
        ("(?:^){3}", r"(?:(?:\A))"),
    ];
    for (expression, text) in cases {
        assert_eq!(
            written(expression),
            (text.to_owned(), false),
            "{expression}"
        );
    }
}

#[test]
fn only_what_needs_it_goes_back() {
    for expression in [
        r"(?=a)b",
        r"(?<!a)b",
        r"(a)\1",
        "(?>a|b)",
        "a++",
        "(a)?(?(1)b)",
        r"(?a)\ba",
    ] {
        assert!(written(expression).1, "{expression}");
    }
    for expression in [r"(?P<i>\d+)", "(?i:a|b)*?", r"\bq\b", r"[^\W\d]+"] {
        assert!(!written(expression).1, "{expression}");
    }
}
