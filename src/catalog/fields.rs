//! Strict reading of one table: every key must be asked for, every problem is noted with its position.
//!
//! Derived deserialisation stops at the first error of a document. A data file is written by hand, so it is worth
//! more to hear everything that is wrong with it at once; hence this walk over the parsed document.

use std::collections::HashSet;
use std::num::NonZeroU32;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::date::{PartialDate, Precision};
use super::nearest::nearest;
use super::problem::{Origin, Place, Problem};
use super::text::Text;
use super::words::{Word, words};
use crate::quote::{quoted, steering};

words! {
    /// The kinds of entries, spelt as the arrays of tables in the files.
    pub(super) enum Kind: "table" {
        Source = "source",
        Figure = "figure",
        Claim = "claim",
        BenchmarkSet = "benchmark_set",
        Benchmark = "benchmark",
        Framework = "framework",
        ReleaseLine = "release_line",
        PracticeTopic = "practice_topic",
        Practice = "practice",
    }
}

/// An id in one entry that must be that of another entry.
pub(super) struct Reference {
    pub(super) kind: Kind,
    pub(super) id: String,
    pub(super) place: Place,
}

/// What reading found besides the entries themselves.
#[derive(Default)]
pub(super) struct Found {
    pub(super) problems: Vec<Problem>,
    pub(super) references: Vec<Reference>,
    /// Entries that stand in the files but could not be read: references to them are not reported as well.
    pub(super) unreadable: HashSet<(Kind, String)>,
}

/// The file being read: turns positions of the parser into places.
pub(super) struct FileReader<'a> {
    origin: &'a Origin,
    text: &'a str,
    line_starts: Vec<usize>,
    pub(super) found: &'a mut Found,
}

impl<'a> FileReader<'a> {
    pub(super) fn new(origin: &'a Origin, text: &'a str, found: &'a mut Found) -> Self {
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let line_starts = std::iter::once(0).chain(newlines.map(|(index, _)| index + 1)).collect();
        Self { origin, text, line_starts, found }
    }

    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = line.checked_sub(1).and_then(|line| self.line_starts.get(line)).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count()) + 1;
        Place { origin: self.origin.clone(), line, column }
    }

    pub(super) fn problem(&mut self, span: Range<usize>, message: String) {
        let place = self.place(span.start);
        self.found.problems.push(Problem::at(place, message));
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) {
        let message = format!("`{key}` must be {wanted}, not {}", type_name(value.get_ref()));
        self.problem(value.span(), message);
    }

    fn string<'v>(&mut self, value: &'v Spanned<DeValue<'_>>, key: &str, wanted: &str) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(value, key, wanted);
        }
        text
    }
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a bare date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A table being read key by key. Ask for every key, then [`finish`](Self::finish).
pub(super) struct Fields<'f, 'a, 'i> {
    file: &'f mut FileReader<'a>,
    table: &'f DeTable<'i>,
    span: Range<usize>,
    what: &'f str,
    asked: Vec<&'static str>,
}

impl<'f, 'a, 'i> Fields<'f, 'a, 'i> {
    /// `what` names the table in messages: `[[figure]]`.
    pub(super) fn new(
        file: &'f mut FileReader<'a>,
        table: &'f DeTable<'i>,
        span: Range<usize>,
        what: &'f str,
    ) -> Self {
        Self { file, table, span, what, asked: Vec::with_capacity(16) }
    }

    pub(super) fn required<T: FromToml>(&mut self, key: &'static str) -> Option<T> {
        self.asked.push(key);
        if let Some(value) = self.table.get(key) {
            T::from_toml(value, key, self.file)
        } else {
            let message = format!("{} lacks `{key}`; add it", self.what);
            self.file.problem(self.span.clone(), message);
            None
        }
    }

    pub(super) fn optional<T: FromToml>(&mut self, key: &'static str) -> Option<T> {
        self.asked.push(key);
        self.table.get(key).and_then(|value| T::from_toml(value, key, self.file))
    }

    /// A required id of another entry.
    pub(super) fn reference(&mut self, kind: Kind, key: &'static str) -> Option<Text> {
        let id: Text = self.required(key)?;
        self.note_reference(kind, key, &id);
        Some(id)
    }

    /// An optional id of another entry.
    pub(super) fn optional_reference(&mut self, kind: Kind, key: &'static str) -> Option<Text> {
        let id: Text = self.optional(key)?;
        self.note_reference(kind, key, &id);
        Some(id)
    }

    /// An optional list of ids of other entries; empty when absent.
    pub(super) fn references(&mut self, kind: Kind, key: &'static str) -> Vec<Text> {
        let ids: Vec<Text> = self.optional(key).unwrap_or_default();
        let items = self.table.get(key).and_then(|value| value.get_ref().as_array());
        for item in items.into_iter().flatten() {
            if let Some(id) = item.get_ref().as_str() {
                let place = self.file.place(item.span().start);
                self.file.found.references.push(Reference { kind, id: id.to_owned(), place });
            }
        }
        ids
    }

    fn note_reference(&mut self, kind: Kind, key: &str, id: &str) {
        let place = self.place_of(key);
        self.file.found.references.push(Reference { kind, id: id.to_owned(), place });
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Where the table itself begins.
    pub(super) fn place(&self) -> Place {
        self.file.place(self.span.start)
    }

    fn place_of(&self, key: &str) -> Place {
        self.file.place(self.span_of(key).start)
    }

    fn span_of(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or_else(|| self.span.clone(), Spanned::span)
    }

    /// Notes a problem at the value of `key`, or at the table when the key is absent.
    pub(super) fn problem(&mut self, key: &str, message: String) {
        let span = self.span_of(key);
        self.file.problem(span, message);
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !self.asked.contains(&name) {
                let advice = advice(name, "keys", self.asked.iter().copied());
                let message = format!("unknown key {} in {}; {advice}", quoted(name), self.what);
                self.file.problem(key.span(), message);
            }
        }
    }
}

/// "did you mean …" when a known name is near, the list of them otherwise.
pub(super) fn advice<'a>(name: &str, plural: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    if let Some(near) = nearest(name, known.clone()) {
        return format!("did you mean `{near}`?");
    }
    let known: Vec<&str> = known.collect();
    format!("known {plural}: {}", known.join(", "))
}

/// A value that can be read from a file; problems are noted, and `None` is returned.
pub(super) trait FromToml: Sized {
    fn from_toml(value: &Spanned<DeValue<'_>>, key: &str, file: &mut FileReader<'_>) -> Option<Self>;
}

impl FromToml for Text {
    fn from_toml(value: &Spanned<DeValue<'_>>, key: &str, file: &mut FileReader<'_>) -> Option<Self> {
        let text = file.string(value, key, "a string")?;
        if text.trim().is_empty() {
            file.problem(value.span(), format!("`{key}` is empty; give it a text or leave the key out"));
            return None;
        }
        if let Some(why) = steering(text) {
            file.problem(value.span(), format!("`{key}` {why}"));
            return None;
        }
        Some(text.to_owned().into())
    }
}

impl FromToml for bool {
    fn from_toml(value: &Spanned<DeValue<'_>>, key: &str, file: &mut FileReader<'_>) -> Option<Self> {
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            file.wrong_type(value, key, "true or false");
        }
        boolean
    }
}

impl FromToml for f64 {
    fn from_toml(value: &Spanned<DeValue<'_>>, key: &str, file: &mut FileReader<'_>) -> Option<Self> {
        let number: Option<f64> = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::Integer(integer) => {
                i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|integer| integer as f64)
            }
            _ => {
                file.wrong_type(value, key, "a number");
                return None;
            }
        };
        let finite = number.filter(|number| number.is_finite());
        if finite.is_none() {
            file.problem(value.span(), format!("`{key}` must be a finite number"));
        }
        finite
    }
}

impl FromToml for u32 {
    fn from_toml(value: &Spanned<DeValue<'_>>, key: &str, file: &mut FileReader<'_>) -> Option<Self> {
        let DeValue::Integer(integer) = value.get_ref() else {
            file.wrong_type(value, key, "a whole number");
            return None;
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
        if number.is_none() {
            file.problem(value.span(), format!("`{key}` must be a whole number from 0 to {}", u32::MAX));
        }
        number
    }
}

impl FromToml for NonZeroU32 {
    fn from_toml(value: &Spanned<DeValue<'_>>, key: &str, file: &mut FileReader<'_>) -> Option<Self> {
        let number = Self::new(u32::from_toml(value, key, file)?);
        if number.is_none() {
            file.problem(value.span(), format!("`{key}` must be at least 1"));
        }
        number
    }
}

impl FromToml for PartialDate {
    fn from_toml(value: &Spanned<DeValue<'_>>, key: &str, file: &mut FileReader<'_>) -> Option<Self> {
        let text = file.string(value, key, "a date in quotes")?;
        let date: Result<Self, _> = text.parse();
        if let Err(not_a_date) = &date {
            file.problem(value.span(), format!("{} is {not_a_date}", quoted(text)));
        }
        date.ok()
    }
}

/// A date known at least to the month, as calendars need it.
pub(super) struct CalendarDate(pub(super) PartialDate);

impl FromToml for CalendarDate {
    fn from_toml(value: &Spanned<DeValue<'_>>, key: &str, file: &mut FileReader<'_>) -> Option<Self> {
        let date = PartialDate::from_toml(value, key, file)?;
        if date.precision() == Precision::Year {
            file.problem(
                value.span(),
                format!("`{key}` must be known to the month; write YYYY-MM-DD or YYYY-MM"),
            );
            return None;
        }
        Some(Self(date))
    }
}

impl<T: FromToml> FromToml for Vec<T> {
    fn from_toml(value: &Spanned<DeValue<'_>>, key: &str, file: &mut FileReader<'_>) -> Option<Self> {
        let Some(items) = value.get_ref().as_array() else {
            file.wrong_type(value, key, "a list");
            return None;
        };
        // No short cut: each item may have problems of its own.
        let read: Vec<Option<T>> = items.iter().map(|item| T::from_toml(item, key, file)).collect();
        read.into_iter().collect()
    }
}

impl<T: Word> FromToml for T {
    fn from_toml(value: &Spanned<DeValue<'_>>, key: &str, file: &mut FileReader<'_>) -> Option<Self> {
        let text = file.string(value, key, "a string")?;
        let word = Self::WORDS.iter().copied().find(|word| word.spelling() == text);
        if word.is_none() {
            let advice = advice(text, "values", Self::WORDS.iter().map(|word| word.spelling()));
            file.problem(value.span(), format!("unknown {} {}; {advice}", Self::WHAT, quoted(text)));
        }
        word
    }
}

/// Reads a nested table: `read` asks for the keys, unknown ones are reported afterwards.
pub(super) fn nested<T>(
    value: &Spanned<DeValue<'_>>,
    key: &str,
    file: &mut FileReader<'_>,
    read: impl FnOnce(&mut Fields<'_, '_, '_>) -> Option<T>,
) -> Option<T> {
    let Some(table) = value.get_ref().as_table() else {
        file.wrong_type(value, key, "a table");
        return None;
    };
    let what = format!("`{key}`");
    let mut fields = Fields::new(file, table, value.span(), &what);
    let read = read(&mut fields);
    fields.finish();
    read
}
