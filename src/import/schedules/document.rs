//! JSON documents: what they hold at the top, even when damaged, and their values with the place of what is wrong.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::MOST_LINES;
use super::refusal::{Place, Reason, Refusal};

/// How many names an outline keeps of each object: enough to recognise a form.
const NAMES_KEPT: usize = 64;

/// The names at the top of a document with those right below each; of a list, those of its first entry.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Whether it is a list.
    pub(super) list: bool,
    /// Each name with the names in its object. A list has one, without a name.
    pub(super) entries: Vec<(String, Vec<String>)>,
}

impl Outline {
    /// Of a text, as far as it is JSON.
    pub(super) fn of(text: &str) -> Self {
        let mut outline = Self::default();
        let mut document = serde_json::Deserializer::from_str(text);
        // What was read before an error counts: a damaged file is still of its form.
        let _ = Walk { outline: &mut outline, top: true }.deserialize(&mut document);
        outline
    }

    /// The names below a name.
    pub(super) fn below(&self, name: &str) -> &[String] {
        let found = self.entries.iter().find(|(own, _)| own == name && !self.list);
        found.map_or(&[], |(_, names)| names)
    }
}

struct Walk<'a> {
    outline: &'a mut Outline,
    top: bool,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if self.top && self.outline.entries.len() < NAMES_KEPT {
                self.outline.entries.push((key, Vec::new()));
                map.next_value_seed(Walk { outline: &mut *self.outline, top: false })?;
                continue;
            }
            if let Some((_, names)) = self.outline.entries.last_mut()
                && !self.top
                && names.len() < NAMES_KEPT
            {
                names.push(key);
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.top {
            self.outline.list = true;
            self.outline.entries.push((String::new(), Vec::new()));
            list.next_element_seed(Walk { outline: &mut *self.outline, top: false })?;
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// An object as its entries in their order, those that stand there twice as well.
pub(super) struct Entries<T>(pub(super) Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            if entries.len() == MOST_LINES {
                return Err(A::Error::custom(Reason::TooManyLines));
            }
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

/// The values of a document.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    serde_json::from_str(text).map_err(|error| refusal(&error))
}

fn refusal(error: &serde_json::Error) -> Refusal {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let place = Place { line: error.line(), column: error.column() };
    let reason = if error.is_eof() {
        Reason::CutOff
    } else if message == Reason::TooManyLines.to_string() {
        Reason::TooManyLines
    } else {
        Reason::Broken(message.to_owned())
    };
    Refusal::at(place, reason)
}

/// Why a text is of no form.
pub(super) fn unknown(text: &str) -> Refusal {
    let looks = match text.trim_start().as_bytes() {
        [b'{' | b'[', ..] => match serde_json::from_str::<IgnoredAny>(text) {
            Err(error) => return refusal(&error),
            Ok(_) => "it is JSON with other names",
        },
        [b'<', ..] => "it is a web page; where there is a raw file, fetch that",
        _ => "it is neither JSON nor the TOML of python/peps",
    };
    Reason::Unknown(looks).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_has_the_names_up_to_where_the_document_breaks() {
        let outline = Outline::of(r#"{"a": {"x": [1, {"y": 2}], "z": null}, "b": -2, "c": {"d": "#);
        let names: Vec<_> =
            outline.entries.iter().map(|(name, below)| (name.as_str(), below.len())).collect();
        assert_eq!(names, [("a", 2), ("b", 0), ("c", 1)]);
        assert_eq!(outline.below("a"), ["x", "z"]);
        let outline = Outline::of(r#"[{"cycle": "1", "eol": false}, {"other": 1}]"#);
        assert!(outline.list);
        assert_eq!(outline.entries, [(String::new(), vec!["cycle".to_owned(), "eol".to_owned()])]);
    }

    #[test]
    fn nesting_and_mere_values_have_no_outline() {
        for text in ["", "5", "\"a\"", "nonsense", &"[".repeat(500_000), &r#"{"a":"#.repeat(500_000)] {
            assert!(Outline::of(text).entries.iter().all(|(_, below)| below.len() <= NAMES_KEPT));
        }
    }
}
