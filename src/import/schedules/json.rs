//! A schedule as JSON.

use serde::{Serialize, Serializer};

use super::{End, Line, Schedule};
use crate::catalog::PartialDate;

#[derive(Serialize)]
struct ScheduleView<'a> {
    file: &'a str,
    runtime: &'static str,
    source: SourceView<'a>,
    lines: Vec<LineView<'a>>,
}

#[derive(Serialize)]
struct SourceView<'a> {
    publisher: &'static str,
    title: &'a str,
    url: &'a str,
    published: Option<String>,
    confidence: &'static str,
}

#[derive(Serialize)]
struct LineView<'a> {
    line: &'a str,
    codename: Option<&'a str>,
    released: String,
    phases: Vec<PhaseView>,
    end_of_life: Option<String>,
    ended_undated: bool,
    long_term: Option<bool>,
    latest: Option<&'a str>,
    latest_date: Option<String>,
}

#[derive(Serialize)]
struct PhaseView {
    phase: &'static str,
    start: String,
}

impl Serialize for Schedule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let source = &self.source;
        let view = ScheduleView {
            file: &self.file,
            runtime: self.runtime.name(),
            source: SourceView {
                publisher: source.publisher,
                title: &source.title,
                url: &source.url,
                published: text(source.published),
                confidence: source.confidence.name(),
            },
            lines: self.lines.iter().map(line).collect(),
        };
        view.serialize(serializer)
    }
}

fn line(of: &Line) -> LineView<'_> {
    let phases = of.phases.iter();
    LineView {
        line: &of.name,
        codename: of.codename.as_deref(),
        released: of.released.to_string(),
        phases: phases.map(|of| PhaseView { phase: of.phase.name(), start: of.start.to_string() }).collect(),
        end_of_life: text(of.end.date()),
        ended_undated: of.end == End::Passed,
        long_term: of.long_term,
        latest: of.latest.as_ref().map(|latest| latest.version.as_str()),
        latest_date: text(of.latest.as_ref().and_then(|latest| latest.date)),
    }
}

fn text(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}
