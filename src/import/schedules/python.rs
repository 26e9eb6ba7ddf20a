//! Python's own: `release-cycle.json`, and `python-releases.toml` with the same as JSON.

use std::fmt::Display;

use ::toml::value::Datetime;
use serde::Deserialize;

use super::document::{self, Entries};
use super::line::{self, End, Latest, Line};
use super::refusal::{Reason, Refusal};
use super::{Parts, Publication};
use crate::catalog::{Confidence, PartialDate, Phase, Runtime};
use crate::import::outline::Outline;
use crate::quote::place_behind;

#[derive(Deserialize)]
struct Branch {
    first_release: String,
    end_of_life: String,
}

/// With dates as `D`: TOML has them as values, JSON as text.
#[derive(Deserialize)]
struct Releases<D> {
    metadata: Entries<Metadata<D>>,
    #[serde(alias = "release", default = "none")]
    releases: Entries<Vec<Release<D>>>,
}

#[derive(Deserialize)]
struct Metadata<D> {
    status: String,
    #[serde(alias = "first-release")]
    first_release: D,
    #[serde(alias = "end-of-bugfix")]
    end_of_bugfix: D,
    #[serde(alias = "end-of-life")]
    end_of_life: D,
}

#[derive(Deserialize)]
struct Release<D> {
    stage: String,
    state: String,
    date: D,
}

fn none<T>() -> Entries<T> {
    Entries(Vec::new())
}

pub(super) fn is_release_cycle(outline: &Outline) -> bool {
    outline.entries.iter().any(|(key, names)| {
        line::version(key).is_some()
            && names.iter().any(|name| name == "first_release" || name == "end_of_life")
    })
}

pub(super) fn is_releases(outline: &Outline) -> bool {
    let below = outline.below("metadata");
    !below.is_empty() && below.iter().all(|name| line::version(name).is_some())
}

pub(super) fn is_toml(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("[metadata.\"") || line.starts_with("[[release.\""))
}

/// Neither the end of bug fixes nor patch releases stand in it.
pub(super) fn release_cycle(text: &str) -> Result<Parts, Refusal> {
    let Entries(branches) = document::parse::<Entries<Branch>>(text)?;
    let line = |(key, branch): &(String, Branch)| -> Result<Line, Reason> {
        let released = line::date(key, "first_release", &branch.first_release)?;
        let end = line::date(key, "end_of_life", &branch.end_of_life)?;
        let starts = [(Phase::Bugfix, ("first_release", Some(released)))];
        Ok(Line {
            name: line::name(key, Runtime::Python, key)?,
            codename: None,
            released,
            phases: line::phases(key, &starts, ("end_of_life", Some(end)))?,
            end: End::On(end),
            unsaid: vec![Phase::Security],
            long_term: Some(true),
            latest: None,
        })
    };
    let lines = branches.iter().map(line).collect::<Result<_, _>>()?;
    let source = source("Release cycle of all branches", "https://peps.python.org/api/release-cycle.json");
    Ok((Runtime::Python, source, lines))
}

pub(super) fn toml(text: &str) -> Result<Parts, Refusal> {
    let releases: Releases<Datetime> = ::toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(text.len(), |span| span.start);
        let (line, column) = place_behind(text.get(..offset).unwrap_or(text));
        Refusal::at(line as u64, column as u64, Reason::Broken(error.message().replace('\n', ", ")))
    })?;
    let url = "https://github.com/python/peps/blob/main/release_management/python-releases.toml";
    parts(&releases, url)
}

pub(super) fn json(text: &str) -> Result<Parts, Refusal> {
    parts(&document::parse::<Releases<String>>(text)?, "https://peps.python.org/api/python-releases.json")
}

fn parts<D: Display>(of: &Releases<D>, url: &str) -> Result<Parts, Refusal> {
    let lines = of.metadata.0.iter().map(|(key, metadata)| {
        let releases = of.releases.0.iter().find(|(own, _)| own == key);
        line(key, metadata, releases.map_or(&[], |(_, releases)| releases))
    });
    let lines = lines.collect::<Result<_, _>>()?;
    Ok((Runtime::Python, source("Releases of all branches", url), lines))
}

fn source(title: &str, url: &str) -> Publication {
    Publication {
        id: "imported-python-releases".to_owned(),
        publisher: "Python",
        title: title.to_owned(),
        url: url.to_owned(),
        published: None,
        confidence: Confidence::Primary,
    }
}

fn line<D: Display>(key: &str, metadata: &Metadata<D>, releases: &[Release<D>]) -> Result<Line, Reason> {
    let path = &format!("metadata.{key}");
    let date = |field, value: &D| line::date(path, field, &value.to_string());
    let released = date("first-release", &metadata.first_release)?;
    let ended = metadata.status == "end-of-life";
    let fixed = !ended && metadata.status != "security";
    let security = date("end-of-bugfix", &metadata.end_of_bugfix)?;
    let security = if fixed { planned(security) } else { security };
    let end = date("end-of-life", &metadata.end_of_life)?;
    let end = if ended { end } else { planned(end) };
    let starts = [
        (Phase::Bugfix, ("first-release", Some(released))),
        (Phase::Security, ("end-of-bugfix", Some(security))),
    ];
    Ok(Line {
        name: line::name(path, Runtime::Python, key)?,
        codename: None,
        released,
        phases: line::phases(path, &starts, ("end-of-life", Some(end)))?,
        end: End::On(end),
        unsaid: Vec::new(),
        long_term: Some(true),
        latest: latest(key, releases)?,
    })
}

/// What is still to come on the first of a month is known to the month: so the publishers write it.
fn planned(date: PartialDate) -> PartialDate {
    if date.first_day().day() != 1 {
        return date;
    }
    let day = date.to_string();
    day.get(..7).and_then(|month| month.parse().ok()).unwrap_or(date)
}

/// The last release that came and was neither an alpha nor a beta nor a candidate: `3.14.0 final`, `3.14.1`.
fn latest<D: Display>(key: &str, releases: &[Release<D>]) -> Result<Option<Latest>, Reason> {
    let path = &format!("release.{key}");
    let mut latest: Option<Latest> = None;
    for release in releases.iter().filter(|release| release.state == "actual") {
        let (version, stage) = release.stage.split_once(' ').unwrap_or((&release.stage, "final"));
        if stage != "final" {
            continue;
        }
        let date = line::date(path, "date", &release.date.to_string())?;
        if latest.as_ref().is_none_or(|latest| latest.date <= Some(date)) {
            latest = Some(Latest { version: line::patch(path, "stage", version)?, date: Some(date) });
        }
    }
    Ok(latest)
}
