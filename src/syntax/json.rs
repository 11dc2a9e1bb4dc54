//! Values as JSON.

use super::{Node, Value};
use serde_json::{Number, Value as Json};

impl Node {
    /// The value as JSON. NaN and infinities, and whole numbers beyond 64 bits, become their text.
    pub fn to_json(&self) -> Json {
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(flag) => Json::Bool(*flag),
            Value::Int(int) => {
                Number::from_i128(*int).map_or_else(|| int.to_string().into(), Json::Number)
            }
            Value::Float(float) => {
                Number::from_f64(*float).map_or_else(|| not_finite(*float), Json::Number)
            }
            Value::Str(text) => text.clone().into(),
            Value::List(items) => items.iter().map(Node::to_json).collect(),
            Value::Map(map) => map
                .iter()
                .map(|(key, entry)| (key.clone(), entry.node.to_json()))
                .collect(),
        }
    }
}

fn not_finite(float: f64) -> Json {
    match float {
        _ if float.is_nan() => "nan".into(),
        _ if float > 0.0 => "inf".into(),
        _ => "-inf".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_json_lacks_is_text() {
        let list = [
            Value::Float(f64::NAN),
            Value::Float(f64::NEG_INFINITY),
            Value::Int(i128::MAX),
        ];
        let node = Node::list(list.map(Node::new));
        assert_eq!(
            node.to_json(),
            json!(["nan", "-inf", i128::MAX.to_string()])
        );
    }

    #[test]
    fn maps_keep_their_order() {
        let node = Node::map([("b", Node::text("x")), ("a", Node::new(Value::Bool(true)))]);
        assert_eq!(node.to_json().to_string(), r#"{"b":"x","a":true}"#);
    }
}
