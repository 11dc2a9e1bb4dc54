//! Holds our expressions against what Python's `re` made of them in `data/python_re.json`.

use brainsurgery::syntax::{Captures, Pattern};
use serde_json::{Value as Json, json};

fn groups(captures: &Captures<'_>, count: usize) -> Json {
    (1..=count).map(|number| captures.get(number)).collect()
}

#[test]
fn expressions_mean_what_they_mean_in_python() {
    let cases: Json = serde_json::from_str(include_str!("data/python_re.json")).expect("JSON");
    for case in cases["cases"].as_array().expect("a list of cases") {
        let expression = case[0].as_str().expect("an expression");
        let pattern = Pattern::regex(expression);
        let Some(names) = case[1].as_object() else {
            assert!(
                pattern.is_err(),
                "Python refuses `{expression}`: {}",
                case[1]
            );
            continue;
        };
        let pattern = pattern.unwrap_or_else(|error| panic!("{error}"));
        for (name, expected) in names {
            let found = pattern
                .matches(name)
                .unwrap_or_else(|error| panic!("{error}"));
            let count = expected.as_array().map_or(0, Vec::len);
            let found = found.map_or(Json::Null, |captures| groups(&captures, count));
            assert_eq!(found, *expected, "`{expression}` on `{name}`");
            assert_eq!(pattern.is_match(name).ok(), Some(found != json!(null)));
        }
    }
}
