//! The text of a file that people write, with what every such file has in common: places, a schema, an edition.

use std::fmt;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::catalog::Edition;
use crate::quote::{harmless, place_behind};

/// A key with where it stands.
pub type Key<'i> = Spanned<DeString<'i>>;
/// A value with where it stands.
pub type Item<'i> = Spanned<DeValue<'i>>;

/// The entries of a table as they stand in the file, so that the first mistake is told first.
pub fn in_order<'i, 't>(table: &'i DeTable<'t>) -> Vec<(&'i Key<'t>, &'i Item<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The file, as it was named.
    pub file: String,
    /// Line and column, from one.
    pub place: (usize, usize),
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for FileError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}: {}", self.file, self.place.0, self.place.1, self.message)
    }
}

impl std::error::Error for FileError {}

/// A file that is being read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file, as it was named.
    pub file: &'a str,
    /// What stands in it.
    pub text: &'a str,
}

impl<'a> Source<'a> {
    /// Line and column of a byte of the text, from one.
    pub fn place(self, offset: usize) -> (usize, usize) {
        place_behind(self.text.get(..offset).unwrap_or(self.text))
    }

    /// A mistake at a byte of the text.
    pub fn error(self, offset: usize, message: impl Into<String>) -> FileError {
        FileError { file: self.file.to_owned(), place: self.place(offset), message: message.into() }
    }

    /// The file as TOML.
    ///
    /// # Errors
    /// When it is none, with the place.
    pub fn parse(self) -> Result<DeTable<'a>, FileError> {
        DeTable::parse(self.text).map(Spanned::into_inner).map_err(|err| {
            let start = err.span().map_or(0, |span| span.start);
            self.error(start, format!("{}; mend the TOML here", err.message()))
        })
    }

    /// Whether the file says that it is of this schema.
    ///
    /// # Errors
    /// When it says nothing or something else; one from a newer program is told as such.
    pub fn check_schema(self, document: &DeTable<'_>, known: i64) -> Result<(), FileError> {
        let schema = document.iter().find(|(key, _)| key.get_ref() == "schema");
        let Some((_, item)) = schema else {
            return Err(self.error(0, format!("no schema: begin the file with `schema = {known}`")));
        };
        let Some(number) = item.get_ref().as_integer() else {
            return Err(self.error(item.span().start, format!("schema must be the number {known}")));
        };
        match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(found) if found == known => Ok(()),
            Ok(newer) if newer > known => Err(self.error(
                item.span().start,
                format!("schema {newer} comes from a newer program; this one reads schema {known}"),
            )),
            _ => Err(self.error(item.span().start, format!("schema must be {known}"))),
        }
    }

    /// A text.
    ///
    /// # Errors
    /// When it is something else.
    pub fn string<'i>(self, item: &'i Item<'_>, key: &str) -> Result<&'i str, FileError> {
        let text = item.get_ref().as_str();
        text.ok_or_else(|| self.error(item.span().start, format!("{key} is a text: put it in quotes")))
    }

    /// The name of an edition.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn edition(self, item: &Item<'_>) -> Result<Edition, FileError> {
        let text = self.string(item, "edition")?;
        Edition::from_name(text).ok_or_else(|| {
            self.error(
                item.span().start,
                format!("edition \"{}\" is unknown: give audited or article", harmless(text)),
            )
        })
    }
}
