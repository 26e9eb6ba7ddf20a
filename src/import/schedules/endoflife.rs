//! endoflife.date: the lists of its first interface, which do not say their product, and the products of the second.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::document;
use super::line::{self, Dated, End, Latest, Line};
use super::node::long_term;
use super::refusal::{Reason, Refusal};
use super::{Form, Parts, Publication};
use crate::catalog::{Confidence, PartialDate, Phase, Runtime};
use crate::import::outline::Outline;

/// An entry of a list. Dates that nobody knows are `true` or `false`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    cycle: Name,
    codename: Option<String>,
    release_date: Option<String>,
    lts: Option<Maybe>,
    support: Option<Maybe>,
    eol: Option<Maybe>,
    latest: Option<String>,
    latest_release_date: Option<String>,
}

#[derive(Deserialize)]
struct Product {
    last_modified: Option<String>,
    result: ProductResult,
}

#[derive(Deserialize)]
struct ProductResult {
    name: String,
    releases: Vec<Version>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Version {
    name: String,
    codename: Option<String>,
    release_date: Option<String>,
    is_lts: Option<bool>,
    lts_from: Option<String>,
    eoas_from: Option<String>,
    is_eol: Option<bool>,
    eol_from: Option<String>,
    latest: Option<Patch>,
}

#[derive(Deserialize)]
struct Patch {
    name: String,
    date: Option<String>,
}

/// A date, or whether there is one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Maybe {
    Date(String),
    Is(bool),
}

impl Maybe {
    fn date(this: Option<&Self>) -> Option<&String> {
        match this {
            Some(Self::Date(date)) => Some(date),
            Some(Self::Is(_)) | None => None,
        }
    }

    fn is(this: Option<&Self>) -> bool {
        matches!(this, Some(Self::Is(true)))
    }
}

/// A name that older lists give as a number where it looks like one.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NameVisitor).map(Self)
    }
}

struct NameVisitor;

impl Visitor<'_> for NameVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the number of a line")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<String, E> {
        Ok(name.to_owned())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<String, E> {
        let name = number.to_string();
        // 1.20 as a number is 1.2; with two digits behind the point none is lost.
        if name.split_once('.').is_some_and(|(_, minor)| minor.len() > 1) {
            Ok(name)
        } else {
            Err(E::custom(format!("{name} as a number may also be {name}0: write the line as text")))
        }
    }
}

pub(super) fn form(outline: &Outline) -> Option<Form> {
    if outline.below("result").iter().any(|name| name == "releases") {
        return Some(Form::EndOfLifeProduct);
    }
    let has = |name: &str| outline.entries.iter().any(|(_, names)| names.iter().any(|own| own == name));
    (outline.list && has("cycle") && (has("eol") || has("releaseDate"))).then_some(Form::EndOfLifeList)
}

pub(super) fn list(text: &str, asked: Option<Runtime>) -> Result<Parts, Refusal> {
    let entries: Vec<Entry> = document::parse(text)?;
    let released = |asked: &Runtime| Runtime::RELEASED.contains(asked);
    let runtime = asked.filter(released).ok_or(Reason::WhichRuntime)?;
    let lines = entries.iter().map(|entry| {
        let (lts, support, eol) = (entry.lts.as_ref(), entry.support.as_ref(), entry.eol.as_ref());
        let cycle = Cycle {
            path: &entry.cycle.0,
            codename: entry.codename.as_ref(),
            released: ("releaseDate", entry.release_date.as_ref()),
            is_lts: Maybe::is(lts),
            lts: ("lts", Maybe::date(lts)),
            support: ("support", Maybe::date(support)),
            ended: Maybe::is(eol),
            end: ("eol", Maybe::date(eol)),
            latest: ("latest", entry.latest.as_ref()),
            latest_date: ("latestReleaseDate", entry.latest_release_date.as_ref()),
        };
        cycle.line(runtime)
    });
    Ok((runtime, source(runtime, None), lines.collect::<Result<_, _>>()?))
}

pub(super) fn product(text: &str) -> Result<Parts, Refusal> {
    let Product { last_modified, result } = document::parse(text)?;
    let Some(runtime) = Runtime::RELEASED.into_iter().find(|runtime| product_name(*runtime) == result.name)
    else {
        return Err(Reason::OtherProduct(result.name).into());
    };
    let lines = result.releases.iter().map(|version| {
        let cycle = Cycle {
            path: &version.name,
            codename: version.codename.as_ref(),
            released: ("releaseDate", version.release_date.as_ref()),
            is_lts: version.is_lts == Some(true),
            lts: ("ltsFrom", version.lts_from.as_ref()),
            support: ("eoasFrom", version.eoas_from.as_ref()),
            ended: version.is_eol == Some(true),
            end: ("eolFrom", version.eol_from.as_ref()),
            latest: ("latest.name", version.latest.as_ref().map(|latest| &latest.name)),
            latest_date: ("latest.date", version.latest.as_ref().and_then(|latest| latest.date.as_ref())),
        };
        cycle.line(runtime)
    });
    let lines = lines.collect::<Result<_, _>>()?;
    let published = last_modified.as_ref().and_then(|at| at.get(..10)?.parse().ok());
    Ok((runtime, source(runtime, published), lines))
}

/// What endoflife.date calls a runtime.
pub(super) const fn product_name(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Node => "nodejs",
        other => other.name(),
    }
}

fn source(runtime: Runtime, published: Option<PartialDate>) -> Publication {
    let product = product_name(runtime);
    Publication {
        id: format!("imported-endoflife-{product}"),
        publisher: "endoflife.date",
        title: runtime.label().to_owned(),
        url: format!("https://endoflife.date/{product}"),
        published,
        confidence: Confidence::Secondary,
    }
}

/// A text that may be missing, with the key it stands under.
type Keyed<'a> = (&'static str, Option<&'a String>);

/// A release cycle as both interfaces give it, each value with its key.
struct Cycle<'a> {
    path: &'a str,
    codename: Option<&'a String>,
    released: Keyed<'a>,
    is_lts: bool,
    lts: Keyed<'a>,
    support: Keyed<'a>,
    ended: bool,
    end: Keyed<'a>,
    latest: Keyed<'a>,
    latest_date: Keyed<'a>,
}

impl Cycle<'_> {
    fn line(&self, runtime: Runtime) -> Result<Line, Reason> {
        let path = self.path;
        let dated = |(key, text): Keyed<'_>| line::optional(path, key, text);
        let missing =
            || Reason::wrong(format!("{path}.releaseDate"), "the date is missing; fetch the file again");
        let (released, end) = (dated(self.released)?, dated(self.end)?);
        let (lts, support) = (dated(self.lts)?, dated(self.support)?);
        let (starts, unsaid) = starts(runtime, released, lts, support);
        Ok(Line {
            name: line::name(path, runtime, path)?,
            codename: line::codename(path, self.codename)?,
            released: released.1.ok_or_else(missing)?,
            phases: line::phases(path, &starts, end)?,
            end: match end.1 {
                Some(end) => End::On(end),
                None if self.ended => End::Passed,
                None => End::Open,
            },
            unsaid,
            long_term: match runtime {
                Runtime::Python => Some(true),
                Runtime::Node | Runtime::Deno => (self.is_lts || lts.1.is_some()).then_some(true),
                Runtime::Go | Runtime::Bun | Runtime::Other => Some(false),
            },
            latest: self.latest()?,
        })
    }

    fn latest(&self) -> Result<Option<Latest>, Reason> {
        let (key, Some(version)) = self.latest else { return Ok(None) };
        let (date_key, date) = self.latest_date;
        let version = line::patch(self.path, key, version)?;
        Ok(Some(Latest { version, date: line::optional(self.path, date_key, date)?.1 }))
    }
}

/// The beginnings of phases, and the phases that the file leaves open.
fn starts(
    runtime: Runtime,
    released: Dated,
    lts: Dated,
    support: Dated,
) -> (Vec<(Phase, Dated)>, Vec<Phase>) {
    let open = |date: Dated, phases: &[Phase]| if date.1.is_none() { phases.to_vec() } else { Vec::new() };
    match runtime {
        Runtime::Node => {
            let starts = vec![
                (Phase::Current, released),
                (long_term(support.1.is_some()), lts),
                (Phase::Maintenance, support),
            ];
            let lts = open(lts, &[Phase::ActiveLts, Phase::Lts]);
            (starts, [vec![Phase::Alpha], lts, open(support, &[Phase::Maintenance])].concat())
        }
        Runtime::Python => {
            (vec![(Phase::Bugfix, released), (Phase::Security, support)], open(support, &[Phase::Security]))
        }
        Runtime::Deno => (vec![(Phase::Supported, released), (Phase::Lts, lts)], open(lts, &[Phase::Lts])),
        Runtime::Go | Runtime::Bun | Runtime::Other => (vec![(Phase::Supported, released)], Vec::new()),
    }
}
