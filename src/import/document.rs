//! JSON documents: that there is one and what it holds, and its values with the names of those that are wrong.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeOwned, Deserializer, IgnoredAny, Visitor};
use serde_path_to_error::Track;

use super::outline::Outline;
use super::refusal::{Reason, Refusal};
use super::text::harmless;

/// A number, finite and not negative.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Number(pub(super) f64);

/// A whole number that is not negative.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count(pub(super) u64);

/// Counts by name.
pub(super) type Counts = BTreeMap<String, Count>;

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor).map(Self)
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = deserializer.deserialize_any(NumberVisitor)?;
        // Java writes whole numbers with a point; up to 2^53 they are exact.
        if value.fract() == 0.0 && value <= 9e15 {
            Ok(Self(value as u64))
        } else {
            Err(de::Error::custom("is no whole number"))
        }
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<f64, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<f64, E> {
        if value < 0.0 { Err(E::custom("is negative")) } else { Ok(value) }
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<f64, E> {
        Err(E::custom(format!("is text (\"{}\") where a number belongs", harmless(value))))
    }
}

/// The outline of the one document in a text.
pub(super) fn outline(text: &str) -> Result<Outline, Refusal> {
    let mut document = serde_json::Deserializer::from_str(text);
    let (mut outline, mut track) = (Outline::default(), Track::new());
    outline
        .read(serde_path_to_error::Deserializer::new(&mut document, &mut track))
        .map_err(|error| refusal(text, &serde_path_to_error::Error::new(track.path(), error)))?;
    let Err(end) = document.end() else { return Ok(outline) };
    let others = document.into_iter::<IgnoredAny>().take_while(Result::is_ok).count();
    if others == 0 {
        return Err(behind(&end));
    }
    let reason = Reason::Several(format!("{} results in one file", others + 1));
    Err(at(&end, reason))
}

/// The values of the one document in a text.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    let mut document = serde_json::Deserializer::from_str(text);
    let values = serde_path_to_error::deserialize(&mut document).map_err(|error| refusal(text, &error))?;
    match document.end() {
        Ok(()) => Ok(values),
        Err(end) => Err(behind(&end)),
    }
}

/// Something that is no other document stands behind the first.
fn behind(end: &serde_json::Error) -> Refusal {
    at(end, Reason::Unknown("there is something behind the JSON document".to_owned()))
}

/// A refusal at the place of an error.
pub(super) fn at<R>(error: &serde_json::Error, reason: R) -> Refusal<R> {
    Refusal::at(error.line() as u64, column(error) as u64, reason)
}

/// The column of an error, from 1: an end behind a line break has none before it.
fn column(error: &serde_json::Error) -> usize {
    error.column().max(1)
}

/// What an error says, without its place.
pub(super) fn message(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    message.truncate(message.rfind(" at line ").unwrap_or(message.len()));
    message
}

/// What an error of JSON means.
pub(super) fn refusal(text: &str, error: &serde_path_to_error::Error<serde_json::Error>) -> Refusal {
    let (path, error) = (harmless(&error.path().to_string()), error.inner());
    let (line, column) = (error.line(), column(error));
    let message = message(error);
    let reason = if error.is_eof() {
        Reason::Truncated(format!("JSON ends early, at line {line} column {column}"))
    } else if message.starts_with("recursion limit") {
        Reason::Unknown("JSON that is nested too deeply".to_owned())
    } else if message.starts_with("number out of range") {
        Reason::Value(format!("{path} is out of range, as if infinite"))
    } else if let Some(word) = not_a_number(text, line, column) {
        Reason::Value(format!("{path} is {word}, which is no number and not JSON"))
    } else if error.is_syntax() {
        Reason::Value(format!("broken JSON: {message}"))
    } else if message.starts_with("is ") {
        Reason::Value(format!("{path} {message}"))
    } else {
        Reason::Value(format!("{path}: {message}"))
    };
    at(error, reason)
}

/// Whether what JSON stumbled over is one of JavaScript's numbers that are none.
fn not_a_number(text: &str, line: usize, column: usize) -> Option<&'static str> {
    let line = text.lines().nth(line.checked_sub(1)?)?;
    // JSON stops at the first letter, or behind the sign.
    let rest = line.get(column.checked_sub(1)?..)?;
    ["NaN", "Infinity", "nan", "inf"].into_iter().find(|word| {
        rest.starts_with(word) || rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        outline(text).unwrap_err().to_string()
    }

    #[test]
    fn the_names_at_the_top_tell_documents_apart() {
        let found = outline(r#"{"a": {"x": [1, null, true, "t", -2, 0.5]}, "b": 2} "#).unwrap();
        assert_eq!((found.list, found.names()), (false, vec!["a", "b"]));
        let found = outline(r#"[{"a": 1}, {"b": 2}]"#).unwrap();
        assert_eq!((found.list, found.names()), (true, vec!["a"]));
    }

    #[test]
    fn what_is_wrong_with_a_document_is_said_with_its_place() {
        assert!(
            message(r#"{"a": {"b": NaN}}"#).contains("1:13: a.b is NaN"),
            "{}",
            message(r#"{"a": {"b": NaN}}"#)
        );
        assert!(
            message(r#"{"a": -Infinity}"#).contains("a is Infinity"),
            "{}",
            message(r#"{"a": -Infinity}"#)
        );
        assert!(message(r#"{"a": 1e999}"#).contains("a is out of range"));
        assert!(message("{\"a\":\n [1,").contains("2:4: the file is cut off: JSON ends early"));
        assert!(
            message("{\"a\": 1,\n").contains("2:1: the file is cut off: JSON ends early, at line 2 column 1")
        );
        assert!(message("{\"a\": 1}\n{\"a\": 2} {}").contains("2:1: 3 results in one file"));
        assert!(message("{\"a\": 1}\n$ ").contains("behind the JSON"));
        assert!(message(&"[".repeat(100_000)).contains("nested too deeply"));
        assert!(message(&r#"{"a":"#.repeat(100_000)).contains("nested too deeply"));
    }

    #[test]
    fn numbers_say_what_is_wrong_with_them() {
        #[derive(Debug, Deserialize)]
        struct Whole {
            #[expect(dead_code, reason = "only its reading is looked at")]
            n: Count,
        }
        let message = |text| parse::<Whole>(text).unwrap_err().to_string();
        assert!(message(r#"{"n": -1}"#).contains("n is negative"));
        assert!(message(r#"{"n": "6345"}"#).contains("n is text (\"6345\") where a number belongs"));
        assert!(message(r#"{"n": 0.5}"#).contains("n is no whole number"));
        assert!(message(r"{}").contains("missing field `n`"));
        assert!(parse::<Whole>(r#"{"n": 38.0}"#).is_ok());
    }
}
