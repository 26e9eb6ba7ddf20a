//! Reading a file of cases.

use serde_json::Value;

/// The file's content, parsed.
pub(crate) fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The list of cases under a key.
pub(crate) fn cases<'a>(file: &'a Value, key: &str) -> &'a [Value] {
    file[key].as_array().unwrap_or_else(|| panic!("no cases under {key}"))
}

/// A number, written as one or as a decimal string or a quotient of two.
pub(crate) fn number(value: &Value) -> f64 {
    match value {
        Value::Number(number) => number.as_f64().unwrap(),
        Value::String(text) => match text.split_once('/') {
            Some((a, b)) => a.parse::<f64>().unwrap() / b.parse::<f64>().unwrap(),
            None => text.parse().unwrap(),
        },
        other => panic!("{other} is not a number"),
    }
}

/// Agreement relative to the expected value.
#[track_caller]
pub(crate) fn close(actual: f64, expected: &Value, relative: f64, what: &str) {
    let expected = number(expected);
    let gap = (actual - expected).abs();
    assert!(gap <= relative * expected.abs(), "{what}: {actual} is not {expected}");
}

/// Agreement in absolute terms.
#[track_caller]
pub(crate) fn near(actual: f64, expected: &Value, absolute: f64, what: &str) {
    let expected = number(expected);
    assert!((actual - expected).abs() <= absolute, "{what}: {actual} is not {expected}");
}
