//! JSON documents: what they hold at the top, even when damaged, and their values with the place of what is wrong.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::MOST_LINES;
use super::refusal::{Reason, Refusal};
use crate::import::document::{at, message};
use crate::import::outline::Outline;

/// What a text holds, as far as it is JSON: a damaged file is still of its form.
pub(super) fn outline(text: &str) -> Outline {
    let mut outline = Outline::default();
    let _ = outline.read(&mut serde_json::Deserializer::from_str(text));
    outline
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
    let message = message(error);
    let reason = if error.is_eof() {
        Reason::CutOff
    } else if message == Reason::TooManyLines.to_string() {
        Reason::TooManyLines
    } else {
        Reason::Broken(message)
    };
    at(error, reason)
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
