//! `schedule.json` of nodejs/Release: lines by `v22`, `v0.10`.

use serde::Deserialize;

use super::document::{self, Entries};
use super::line::{self, End, Line};
use super::refusal::{Reason, Refusal};
use super::{Parts, Publication};
use crate::catalog::{Confidence, Phase, Runtime};
use crate::import::outline::Outline;

/// Odd lines up to 25 have no `lts`; from 27 on there is an `alpha`, and no `maintenance`.
#[derive(Deserialize)]
struct Dates {
    alpha: Option<String>,
    start: String,
    lts: Option<String>,
    maintenance: Option<String>,
    end: String,
    codename: Option<String>,
}

pub(super) fn is_schedule(outline: &Outline) -> bool {
    outline.entries.iter().any(|(key, names)| {
        number(key).is_some() && names.iter().any(|name| name == "start" || name == "end")
    })
}

fn number(key: &str) -> Option<&str> {
    key.strip_prefix('v').filter(|number| line::version(number).is_some())
}

pub(super) fn read(text: &str) -> Result<Parts, Refusal> {
    let Entries(entries) = document::parse::<Entries<Dates>>(text)?;
    let lines = entries.iter().map(|(key, dates)| line(key, dates)).collect::<Result<_, _>>()?;
    let source = Publication {
        id: "imported-nodejs-schedule".to_owned(),
        publisher: "Node.js",
        title: "Release schedule".to_owned(),
        url: "https://github.com/nodejs/Release/blob/main/schedule.json".to_owned(),
        published: None,
        confidence: Confidence::Primary,
    };
    Ok((Runtime::Node, source, lines))
}

fn line(key: &str, dates: &Dates) -> Result<Line, Reason> {
    let name = line::name(key, Runtime::Node, key.strip_prefix('v').unwrap_or_default())?;
    let optional = |field, text: &Option<String>| line::optional(key, field, text.as_ref());
    let released = line::date(key, "start", &dates.start)?;
    let end = line::date(key, "end", &dates.end)?;
    let (lts, maintenance) = (optional("lts", &dates.lts)?, optional("maintenance", &dates.maintenance)?);
    let starts = [
        (Phase::Alpha, optional("alpha", &dates.alpha)?),
        (Phase::Current, ("start", Some(released))),
        (long_term(maintenance.1.is_some()), lts),
        (Phase::Maintenance, maintenance),
    ];
    Ok(Line {
        name,
        codename: line::codename(key, dates.codename.as_ref())?,
        released,
        phases: line::phases(key, &starts, ("end", Some(end)))?,
        end: End::On(end),
        unsaid: Vec::new(),
        long_term: Some(lts.1.is_some()),
        latest: None,
    })
}

/// The long-term phase: of two where maintenance follows, else the only one.
pub(super) const fn long_term(maintained: bool) -> Phase {
    if maintained { Phase::ActiveLts } else { Phase::Lts }
}
