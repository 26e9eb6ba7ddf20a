//! One release line of a schedule, and the checks that every form needs.

use super::MOST_LINES;
use super::refusal::Reason;
use crate::catalog::{PartialDate, Phase, PhaseStart, Runtime};
use crate::quote::quoted;

/// Years in which a release may come or a line end: what lies outside is a slip.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// A release line as a file gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its number, spelt as in the built-in data: `26`, `3.14`, `1.x`.
    pub name: String,
    /// Its code name.
    pub codename: Option<String>,
    /// When its first stable release came or is to come.
    pub released: PartialDate,
    /// The beginnings of its phases, at least one, in order of time.
    pub phases: Vec<PhaseStart>,
    /// Its end of life.
    pub end: End,
    /// Phases that the file cannot tell about, so that what is known otherwise stays.
    pub unsaid: Vec<Phase>,
    /// Whether it is supported for long; `None` where the file does not say.
    pub long_term: Option<bool>,
    /// The latest patch release.
    pub latest: Option<Latest>,
}

/// What a file says about the end of life of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It is then.
    On(PartialDate),
    /// It has come, nobody says when.
    Passed,
    /// No date is given.
    Open,
}

impl End {
    /// The date, if one is given.
    pub const fn date(self) -> Option<PartialDate> {
        match self {
            Self::On(date) => Some(date),
            Self::Passed | Self::Open => None,
        }
    }
}

/// A patch release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Latest {
    /// Its version: `3.14.7`.
    pub version: String,
    /// When it came, where the file says so.
    pub date: Option<PartialDate>,
}

/// A date that may be missing, with the key it stands under.
pub(super) type Dated = (&'static str, Option<PartialDate>);

/// The phases of a line from their beginnings in the order of life, held to that order. A phase that is over when it
/// begins is none.
pub(super) fn phases(path: &str, starts: &[(Phase, Dated)], end: Dated) -> Result<Vec<PhaseStart>, Reason> {
    let mut phases: Vec<(PhaseStart, &str)> = Vec::new();
    for &(phase, (key, start)) in starts {
        let Some(start) = start else { continue };
        if let Some((before, key_before)) = phases.last() {
            in_time(path, (key_before, before.start), (key, start))?;
            phases.pop_if(|(before, _)| before.start == start);
        }
        phases.push((PhaseStart { phase, start }, key));
    }
    if let (Some((last, key)), (end_key, Some(end))) = (phases.last(), end) {
        in_time(path, (key, last.start), (end_key, end))?;
        if phases.len() > 1 {
            phases.pop_if(|(last, _)| last.start.last_day() == end.last_day());
        }
    }
    Ok(phases.into_iter().map(|(phase, _)| phase).collect())
}

fn in_time(path: &str, before: (&str, PartialDate), after: (&str, PartialDate)) -> Result<(), Reason> {
    if before.1 <= after.1 {
        return Ok(());
    }
    let what = format!("{} is before `{}` {}; correct one of them", after.1, before.0, before.1);
    Err(Reason::wrong(format!("{path}.{}", after.0), what))
}

/// A date of the calendar.
pub(super) fn date(path: &str, key: &'static str, text: &str) -> Result<PartialDate, Reason> {
    let wrong = |what: &str| Reason::wrong(format!("{path}.{key}"), format!("{} is {what}", quoted(text)));
    let date: PartialDate =
        text.parse().map_err(|error: crate::catalog::NotADate| wrong(&error.to_string()))?;
    if !YEARS.contains(&date.first_day().year()) {
        return Err(wrong("of a year in which no line began or ends; correct it"));
    }
    Ok(date)
}

/// A date that may be missing.
pub(super) fn optional(path: &str, key: &'static str, text: Option<&String>) -> Result<Dated, Reason> {
    Ok((key, text.map(|text| date(path, key, text)).transpose()?))
}

/// The number of a line of a runtime.
pub(super) fn name(path: &str, runtime: Runtime, text: &str) -> Result<String, Reason> {
    let parts = version(text).ok_or_else(|| {
        let what = format!("{} is no release line of {}; take it out", quoted(text), runtime.label());
        Reason::wrong(path, what)
    })?;
    // Its lines have had one number so far, and the built-in data name them so.
    Ok(if runtime == Runtime::Bun && parts.len() == 1 { format!("{text}.x") } else { text.to_owned() })
}

/// The longest number in a version, digits.
const DIGITS: usize = 4;

/// The numbers of a version: `3.14`.
pub(super) fn version(text: &str) -> Option<Vec<u16>> {
    let number = |part: &str| {
        let is_number = (1..=DIGITS).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse().ok()).flatten()
    };
    let parts: Vec<u16> = text.split('.').take(3).map(number).collect::<Option<_>>()?;
    (parts.len() <= 2).then_some(parts)
}

/// For sorting: the numbers of a line, also of `1.x`.
pub(super) fn rank(name: &str) -> Vec<u16> {
    version(name.strip_suffix(".x").unwrap_or(name)).unwrap_or_default()
}

/// The longest code name, and the longest version of a patch release, characters.
const LONGEST: usize = 40;

/// A code name; an empty one is none.
pub(super) fn codename(path: &str, text: Option<&String>) -> Result<Option<String>, Reason> {
    let Some(text) = text.map(|text| text.trim()).filter(|text| !text.is_empty()) else { return Ok(None) };
    let is_name = text.chars().all(|c| c.is_alphanumeric() || " -'.".contains(c));
    if is_name && text.chars().count() <= LONGEST {
        return Ok(Some(text.to_owned()));
    }
    Err(Reason::wrong(format!("{path}.codename"), format!("{} is no code name; correct it", quoted(text))))
}

/// The version of a patch release.
pub(super) fn patch(path: &str, key: &'static str, text: &str) -> Result<String, Reason> {
    let is_version = text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-+".contains(&byte));
    if is_version && text.len() <= LONGEST {
        return Ok(text.to_owned());
    }
    Err(Reason::wrong(format!("{path}.{key}"), format!("{} is no version; correct it", quoted(text))))
}

/// Sorts the lines, oldest version first, and holds them to being some, not too many, each once.
pub(super) fn in_order(lines: &mut [Line]) -> Result<(), Reason> {
    if lines.is_empty() {
        return Err(Reason::NoLines);
    }
    if lines.len() > MOST_LINES {
        return Err(Reason::TooManyLines);
    }
    lines.sort_by_cached_key(|line| rank(&line.name));
    for (one, next) in lines.iter().zip(lines.iter().skip(1)) {
        if rank(&one.name) == rank(&next.name) {
            return Err(Reason::wrong(
                next.name.as_str(),
                "the line stands there twice; take one of them out",
            ));
        }
    }
    Ok(())
}
