//! The keys of a measurement in scenario files: what each takes and means.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{LEAST_CORES, MOST_CORES, Measured, Pacing};
use crate::catalog::{PartialDate, Unit};
use crate::quote::{harmless, misleads};
use crate::scenario::numbers::Numbers;
use crate::scenario::parameter::ValueError;

/// A key of the table.
pub(in crate::scenario) struct Field {
    /// Its name.
    pub(in crate::scenario) name: &'static str,
    /// What stands for it, in words.
    pub(in crate::scenario) meaning: &'static str,
    takes: Takes,
    needed: bool,
    get: fn(&Measured) -> Option<Content>,
    put: fn(&mut Measured, Content),
}

enum Takes {
    Text,
    Date,
    Pacing,
    Number(f64, f64, &'static str),
    Count(f64, f64, &'static str),
}

/// What stands for a key.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scenario) enum Content {
    Text(String),
    Date(Date),
    Number(f64),
}

impl Content {
    fn text(self) -> String {
        if let Self::Text(text) = self { text } else { String::new() }
    }

    fn date(self) -> Date {
        if let Self::Date(date) = self { date } else { Date::ZERO }
    }

    fn number(self) -> f64 {
        if let Self::Number(number) = self { number } else { 0.0 }
    }

    fn count(self) -> u64 {
        self.number() as u64
    }
}

/// The longest run, and the longest response time, that anybody measures: a month, seconds.
const LONGEST_S: f64 = 2.7e6;
/// What no computer does more often.
const MOST: f64 = 1e15;

const MS: Takes = Takes::Number(1e-9, LONGEST_S * 1e3, Unit::Milliseconds.name());

/// One row of the table below.
macro_rules! fields {
    ($($name:literal $takes:expr, $needed:literal, $get:expr, $put:expr, $meaning:literal;)*) => {
        /// The keys in the order of a written file.
        pub(in crate::scenario) static ALL: [Field; COUNT] = [$(Field {
            name: $name, takes: $takes, needed: $needed, get: $get, put: $put, meaning: $meaning,
        }),*];
        const COUNT: usize = [$($name),*].len();
    };
}

fields! {
    "tool" Takes::Text, true, |one| Some(Content::Text(one.tool.clone())), |one, content| one.tool = content.text(),
        "load generator";
    "version" Takes::Text, false, |one| one.version.clone().map(Content::Text), |one, content| one.version = Some(content.text()),
        "its version";
    "file" Takes::Text, true, |one| Some(Content::Text(one.file.clone())), |one, content| one.file = content.text(),
        "file that it wrote";
    "date" Takes::Date, true, |one| Some(Content::Date(one.date)), |one, content| one.date = content.date(),
        "day of the import";
    "cores" Takes::Number(LEAST_CORES, MOST_CORES, "cores"), true, |one| Some(Content::Number(one.cores)), |one, content| one.cores = content.number(),
        "cores that the server had, not the load generator";
    "rps_ok" Takes::Number(1.0, MOST, "requests/s"), true, |one| Some(Content::Number(one.rps_ok)), |one, content| one.rps_ok = content.number(),
        "successful requests per second, on all cores together";
    "connections" Takes::Count(1.0, MOST, "connections"), false, |one| count(one.connections), |one, content| one.connections = Some(content.count()),
        "connections, users or threads at once";
    "duration_s" Takes::Number(1e-9, LONGEST_S, "s"), false, |one| one.duration_s.map(Content::Number), |one, content| one.duration_s = Some(content.number()),
        "length of the run";
    "mean_ms" MS, false, |one| one.mean_ms.map(Content::Number), |one, content| one.mean_ms = Some(content.number()),
        "mean response time";
    "p50_ms" MS, false, |one| one.p50_ms.map(Content::Number), |one, content| one.p50_ms = Some(content.number()),
        "median response time";
    "p99_ms" MS, false, |one| one.p99_ms.map(Content::Number), |one, content| one.p99_ms = Some(content.number()),
        "99th percentile of the response times";
    "errors" Takes::Count(0.0, MOST, "requests"), false, |one| count(one.errors), |one, content| one.errors = Some(content.count()),
        "requests that failed";
    "pacing" Takes::Pacing, false, |one| Some(Content::Text(one.pacing?.name().to_owned())), |one, content| one.pacing = pacing(&content.text()),
        "whether the load generator waited for answers: closed if it did, open if it kept to a schedule";
}

fn count(value: Option<u64>) -> Option<Content> {
    value.map(|value| Content::Number(value as f64))
}

fn pacing(name: &str) -> Option<Pacing> {
    Pacing::ALL.into_iter().find(|pacing| pacing.name() == name)
}

impl Field {
    /// The key of a name.
    pub(in crate::scenario) fn find(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|field| field.name == name)
    }

    /// What a measurement has for it, if anything.
    pub(in crate::scenario) fn content(&self, measured: &Measured) -> Option<Content> {
        (self.get)(measured)
    }

    const fn numbers(&self) -> Option<Numbers> {
        let (min, max, unit, whole) = match self.takes {
            Takes::Number(min, max, unit) => (min, max, unit, false),
            Takes::Count(min, max, unit) => (min, max, unit, true),
            Takes::Text | Takes::Date | Takes::Pacing => return None,
        };
        Some(Numbers { id: self.name, unit, min, max, whole })
    }

    /// Whether a number stands for it.
    pub(in crate::scenario) const fn takes_number(&self) -> bool {
        self.numbers().is_some()
    }

    /// What it takes, in words.
    pub(in crate::scenario) fn range_text(&self) -> String {
        match (self.numbers(), &self.takes) {
            (Some(numbers), _) => numbers.text(),
            (None, Takes::Date) => "a date as YYYY-MM-DD".to_owned(),
            (None, Takes::Pacing) => format!("one of {}", Pacing::ALL.map(Pacing::name).join(", ")),
            (None, _) => "a text on one line".to_owned(),
        }
    }

    /// Checks what a measurement has for it.
    ///
    /// # Errors
    /// Says what it takes instead.
    pub(in crate::scenario) fn check(&self, measured: &Measured) -> Result<(), ValueError> {
        match (self.numbers(), self.content(measured)) {
            (Some(numbers), Some(Content::Number(number))) => numbers.check(number).map(drop),
            (_, Some(Content::Text(text))) => self.parse(&text).map(drop),
            _ => Ok(()),
        }
    }

    /// Reads what a person or a file says for it.
    ///
    /// # Errors
    /// Says what is wrong, and what it takes.
    pub(in crate::scenario) fn parse(&self, text: &str) -> Result<Content, ValueError> {
        let content = match (self.numbers(), &self.takes) {
            (Some(numbers), _) => return numbers.parse(text).map(Content::Number),
            (None, Takes::Date) => PartialDate::parse_exact(text).map(Content::Date),
            (None, Takes::Pacing) => pacing(text).map(|pacing| Content::Text(pacing.name().to_owned())),
            (None, _) => Some(text)
                .filter(|text| !text.trim().is_empty() && !text.contains(misleads))
                .map(|text| Content::Text(text.to_owned())),
        };
        content.ok_or_else(|| {
            let shown = harmless(text);
            ValueError(format!("{} cannot be \"{shown}\": give {}", self.name, self.range_text()))
        })
    }
}

impl Measured {
    /// Reads the cores of a server as somebody types them.
    ///
    /// # Errors
    /// Names the range.
    pub fn parse_cores(text: &str) -> Result<f64, ValueError> {
        let field = Field::find("cores").and_then(Field::numbers);
        field.map_or(Ok(1.0), |numbers| numbers.parse(text))
    }
}

/// The keys that stand in a table, with what stands for them.
pub(in crate::scenario) type Contents = BTreeMap<&'static str, Content>;

/// A measurement of what stands in a table.
///
/// # Errors
/// Names the first key that is missing.
pub(in crate::scenario) fn assemble(mut contents: Contents) -> Result<Measured, ValueError> {
    let needed = || ALL.iter().filter(|field| field.needed);
    if let Some(Field { name, meaning, .. }) = needed().find(|field| !contents.contains_key(field.name)) {
        let names: Vec<&str> = needed().map(|field| field.name).collect();
        return Err(ValueError(format!(
            "the measurement has no {name}, the {meaning}: it needs {}",
            names.join(", ")
        )));
    }
    let mut measured = Measured {
        tool: String::new(),
        version: None,
        file: String::new(),
        date: Date::ZERO,
        cores: 1.0,
        rps_ok: 0.0,
        connections: None,
        duration_s: None,
        mean_ms: None,
        p50_ms: None,
        p99_ms: None,
        errors: None,
        pacing: None,
    };
    for field in &ALL {
        if let Some(content) = contents.remove(field.name) {
            (field.put)(&mut measured, content);
        }
    }
    Ok(measured)
}
