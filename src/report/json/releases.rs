//! The release lines of the report: all at the date, the ones to run, and the upgrades to come.

use serde::{Serialize, Serializer};

use crate::model::PerRuntime;
use crate::model::cadence::{LineStatus, RunLine, Upgrade};
use crate::report::Subject;

#[derive(Serialize)]
pub(super) struct Releases<'a> {
    lines: Vec<LinePart<'a>>,
    run: Run<'a>,
    upgrades: Vec<UpgradePart<'a>>,
}

#[derive(Serialize)]
struct LinePart<'a> {
    runtime: &'static str,
    line: &'a str,
    codename: Option<&'a str>,
    phase: &'static str,
    days_left: Option<i32>,
    next: Option<Next>,
}

#[derive(Serialize)]
struct Next {
    phase: &'static str,
    on: String,
}

/// By the name of the runtime.
struct Run<'a>(PerRuntime<Option<RunPart<'a>>>);

impl Serialize for Run<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(candidate, run)| (candidate.runtime.name(), run)))
    }
}

#[derive(Serialize)]
struct RunPart<'a> {
    line: &'a str,
    months_left: f64,
    end_of_life: String,
    end_projected: bool,
    line_projected: bool,
    settled: bool,
}

#[derive(Serialize)]
struct UpgradePart<'a> {
    runtime: &'static str,
    on: String,
    from: &'a str,
    to: &'a str,
    forced: bool,
    projected: bool,
}

impl<'a> Releases<'a> {
    pub(super) fn new(Subject { facts, outlook, .. }: Subject<'a>) -> Self {
        let releases = &outlook.releases;
        let codename = |status: &LineStatus| {
            let mut lines = facts.catalog.release_lines(status.runtime);
            lines.find(|line| line.line == status.line).and_then(|line| line.codename.as_deref())
        };
        let run = |_, line: &'a Option<RunLine>| line.as_ref().map(RunPart::from);
        Self {
            lines: releases
                .lines
                .iter()
                .map(|status| LinePart {
                    runtime: status.runtime.name(),
                    line: &status.line,
                    codename: codename(status),
                    phase: status.phase.name(),
                    days_left: status.days_left,
                    next: status.next.map(|(phase, on)| Next { phase: phase.name(), on: on.to_string() }),
                })
                .collect(),
            run: Run(releases.run.map(run)),
            upgrades: releases.upgrades.iter().map(UpgradePart::from).collect(),
        }
    }
}

impl<'a> From<&'a RunLine> for RunPart<'a> {
    fn from(line: &'a RunLine) -> Self {
        Self {
            line: &line.line,
            months_left: line.months_left,
            end_of_life: line.end_of_life.to_string(),
            end_projected: line.end_projected,
            line_projected: line.projected,
            settled: !line.unsettled,
        }
    }
}

impl<'a> From<&'a Upgrade> for UpgradePart<'a> {
    fn from(upgrade: &'a Upgrade) -> Self {
        Self {
            runtime: upgrade.runtime.name(),
            on: upgrade.on.to_string(),
            from: &upgrade.from,
            to: &upgrade.to,
            forced: upgrade.forced,
            projected: upgrade.projected,
        }
    }
}
