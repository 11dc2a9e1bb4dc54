//! Overrides as typed: what they set, and how they fail.

use super::*;

const DIALECT: Dialect = Dialect {
    strict: false,
    is_step: |_| false,
};

fn plan(content: &str) -> Node {
    yaml::parse(&Text::line(content), &DIALECT)
        .expect(content)
        .0
}

fn set(base: &str, item: &str) -> Result<Node> {
    let (found, _) = Override::parse(&Text::line(item), &DIALECT)?;
    Ok(found.apply(plan(base)))
}

#[test]
fn values_are_set_where_the_path_leads() {
    for (base, item, expected) in [
        ("{ a: 1 }", "b=x", "{ a: 1, b: x }"),
        (
            "{ a: { b: 1, c: 2 } }",
            "a.b=0.5",
            "{ a: { b: 0.5, c: 2 } }",
        ),
        ("{ a: x }", "a.b=true", "{ a: { b: true } }"),
        ("{ a: [1, 2] }", "a[1]=[3]", "{ a: [1, [3]] }"),
        ("{ a: [1] }", "a[2].b=null", "{ a: [1, null, { b: null }] }"),
        ("{ a: { b: 1 } }", "a[0].b=2", "{ a: [{ b: 2 }] }"),
        ("{ a: x }", "a[1]=y", "{ a: [x, y] }"),
        ("{}", "a[0][1].b=", "{ a: [[null, { b: '' }]] }"),
        ("{ a: [1, 2, 3] }", "a=[9]", "{ a: [9] }"),
        ("{ a: { b: 1 } }", "a={c: 2}", "{ a: { c: 2 } }"),
        ("{ a: [x] }", "a.0=y", "{ a: { '0': y } }"),
        (
            "{}",
            "output.path=a=b.yaml",
            "{ output: { path: a=b.yaml } }",
        ),
        ("{}", "a='1e-6'", "{ a: '1e-6' }"),
        ("{ a: [1] }", "a+=[2, 3]", "{ a: [1, 2, 3] }"),
        ("{ a: [1] }", "+a=2", "{ a: [2, 1] }"),
        ("{ a: { b: x } }", "a.b+=y", "{ a: { b: [x, y] } }"),
        ("{}", "a+=x", "{ a: [x] }"),
        ("{ a: [{ b: [1] }] }", "a[0].b+=2", "{ a: [{ b: [1, 2] }] }"),
    ] {
        assert_eq!(set(base, item).expect(item), plan(expected), "{item}");
    }
}

#[test]
fn malformed_overrides_are_pointed_at() {
    for (item, at, message) in [
        (
            "transforms",
            0..10,
            "`transforms` is neither a file nor `key=value`",
        ),
        ("=x", 0..0, "a key is missing"),
        ("a..b=x", 2..2, "a key is missing"),
        ("a.=x", 2..2, "a key is missing"),
        (".a=x", 0..0, "a key is missing"),
        (
            "[0]=x",
            0..3,
            "an override begins with a key, because a plan is a mapping",
        ),
        ("a[x].by=2", 1..4, "`x` is not an index"),
        ("a[-1]=2", 1..5, "`-1` is not an index"),
        ("a[]=2", 1..3, "`` is not an index"),
        ("a[1=2", 1..3, "`[` is not closed"),
        ("a]=2", 1..2, "expected `.`, `[` or `=`"),
        ("a[0]b=2", 4..5, "expected `.`, `[` or `=`"),
        ("a b=2", 0..3, "blanks cannot stand in the key `a b`"),
        ("a =2", 0..2, "blanks cannot stand in the key `a `"),
        (
            "a[100000]=2",
            1..9,
            "the index 100000 is too high; 99999 is the highest",
        ),
    ] {
        let error = set("{}", item).expect_err(item);
        assert_eq!(error.message(), message, "{item}");
        assert_eq!(error.place().expect(item).range(), at, "{item}");
    }
}
