//! The formats: how each is known from its content, and what reads it.

use std::io::Read;

use super::draft::Draft;
use super::measurement::Pacing;
use super::refusal::Refusal;
use super::report::Report;
use super::table::Table;
use super::{
    ab, artillery, autocannon, bombardier, drill, gatling, h2load, hey, jmeter, k6, loadtest, locust, oha,
    siege, vegeta, wrk,
};
use crate::quote::listed;

/// A load generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// ApacheBench, of the Apache HTTP Server.
    Ab,
    /// For Node.js, with scenarios in YAML.
    Artillery,
    /// For Node.js, with pipelining.
    Autocannon,
    /// In Go.
    Bombardier,
    /// In Rust, with plans in YAML.
    Drill,
    /// On the JVM.
    Gatling,
    /// Of nghttp2.
    H2load,
    /// In Go.
    Hey,
    /// Apache JMeter, on the JVM.
    JMeter,
    /// Grafana k6.
    K6,
    /// For Node.js, as a command and a library.
    Loadtest,
    /// In Python.
    Locust,
    /// In Rust.
    Oha,
    /// In C.
    Siege,
    /// In Go, at a constant rate.
    Vegeta,
    /// wrk, and wrk2, which keeps a rate.
    Wrk,
}

impl Tool {
    /// The name of its command.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ab => "ab",
            Self::Artillery => "artillery",
            Self::Autocannon => "autocannon",
            Self::Bombardier => "bombardier",
            Self::Drill => "drill",
            Self::Gatling => "gatling",
            Self::H2load => "h2load",
            Self::Hey => "hey",
            Self::JMeter => "jmeter",
            Self::K6 => "k6",
            Self::Loadtest => "loadtest",
            Self::Locust => "locust",
            Self::Oha => "oha",
            Self::Siege => "siege",
            Self::Vegeta => "vegeta",
            Self::Wrk => "wrk",
        }
    }

    /// Whether it waits for answers, unless a file says otherwise.
    pub(super) const fn pacing(self) -> Pacing {
        match self {
            Self::Artillery | Self::Vegeta => Pacing::Open,
            Self::Gatling | Self::K6 => Pacing::Either,
            Self::Ab
            | Self::Autocannon
            | Self::Bombardier
            | Self::Drill
            | Self::H2load
            | Self::Hey
            | Self::JMeter
            | Self::Loadtest
            | Self::Locust
            | Self::Oha
            | Self::Siege
            | Self::Wrk => Pacing::Closed,
        }
    }
}

/// One way in which a tool writes its results.
#[derive(Debug)]
pub(super) struct Format {
    /// The stable name.
    pub(super) id: &'static str,
    /// The tool.
    pub(super) tool: Tool,
    /// How it is known, and read.
    pub(super) form: Form,
}

/// How a format is known from its content, and what reads it.
#[derive(Debug)]
pub(super) enum Form {
    /// A JSON object with these names at the top.
    Document { names: &'static [&'static str], read: fn(&str) -> Result<Draft, Refusal> },
    /// A JSON list of objects with these names.
    List { names: &'static [&'static str], read: fn(&str) -> Result<Draft, Refusal> },
    /// JSON lines, the first an object with these names.
    Lines { names: &'static [&'static str], read: fn(&mut dyn Read) -> Result<Draft, Refusal> },
    /// A table with these columns.
    Table { columns: &'static [&'static str], read: fn(Table<'_>) -> Result<Draft, Refusal> },
    /// A table without names, known by its first row.
    Rows { is: fn(&[&str]) -> bool, read: fn(Table<'_>) -> Result<Draft, Refusal> },
    /// A report for people, known by a line that it has once, with the next one.
    Report { begins: fn(&str, &str) -> bool, read: fn(&Report<'_>) -> Result<Draft, Refusal> },
}

const fn format(id: &'static str, tool: Tool, form: Form) -> Format {
    Format { id, tool, form }
}

/// Every format; where two would fit, the first one counts.
pub(super) const ALL: &[Format] = &[
    format("ab-text", Tool::Ab, Form::Report { begins: ab::begins, read: ab::report }),
    format("ab-csv", Tool::Ab, Form::Table { columns: ab::PERCENTILES, read: ab::percentiles }),
    format("ab-tsv", Tool::Ab, Form::Table { columns: ab::REQUESTS, read: ab::requests }),
    format(
        "artillery-json",
        Tool::Artillery,
        Form::Document { names: artillery::NAMES, read: artillery::json },
    ),
    format(
        "autocannon-json",
        Tool::Autocannon,
        Form::Document { names: autocannon::NAMES, read: autocannon::json },
    ),
    format(
        "bombardier-json",
        Tool::Bombardier,
        Form::Document { names: bombardier::NAMES, read: bombardier::json },
    ),
    format(
        "bombardier-text",
        Tool::Bombardier,
        Form::Report { begins: bombardier::begins, read: bombardier::report },
    ),
    format("drill-text", Tool::Drill, Form::Report { begins: drill::begins, read: drill::report }),
    format(
        "gatling-global-stats",
        Tool::Gatling,
        Form::Document { names: gatling::NAMES, read: gatling::json },
    ),
    format("h2load-json", Tool::H2load, Form::Document { names: h2load::NAMES, read: h2load::json }),
    format("h2load-text", Tool::H2load, Form::Report { begins: h2load::begins, read: h2load::report }),
    format("hey-csv", Tool::Hey, Form::Table { columns: hey::COLUMNS, read: hey::csv }),
    format("hey-text", Tool::Hey, Form::Report { begins: hey::begins, read: hey::report }),
    format("jmeter-jtl-csv", Tool::JMeter, Form::Table { columns: jmeter::COLUMNS, read: jmeter::rows }),
    format("jmeter-jtl-csv", Tool::JMeter, Form::Rows { is: jmeter::is_row, read: jmeter::rows }),
    format(
        "jmeter-statistics-json",
        Tool::JMeter,
        Form::Document { names: jmeter::NAMES, read: jmeter::json },
    ),
    format("k6-points-csv", Tool::K6, Form::Table { columns: k6::points::COLUMNS, read: k6::points::csv }),
    format("k6-points-json", Tool::K6, Form::Lines { names: k6::points::NAMES, read: k6::points::json }),
    format("k6-summary", Tool::K6, Form::Document { names: k6::SUMMARY, read: k6::summary }),
    format("k6-summary", Tool::K6, Form::Document { names: k6::MACHINE, read: k6::machine }),
    format(
        "loadtest-text",
        Tool::Loadtest,
        Form::Report { begins: loadtest::begins, read: loadtest::report },
    ),
    format("locust-json", Tool::Locust, Form::List { names: locust::NAMES, read: locust::json }),
    format("locust-stats-csv", Tool::Locust, Form::Table { columns: locust::STATS, read: locust::stats }),
    format("locust-stats-csv", Tool::Locust, Form::Table { columns: locust::OLD_STATS, read: locust::stats }),
    format(
        "locust-history-csv",
        Tool::Locust,
        Form::Table { columns: locust::HISTORY, read: locust::wrong_file },
    ),
    format(
        "locust-failures-csv",
        Tool::Locust,
        Form::Table { columns: locust::FAILURES, read: locust::wrong_file },
    ),
    format(
        "locust-exceptions-csv",
        Tool::Locust,
        Form::Table { columns: locust::EXCEPTIONS, read: locust::wrong_file },
    ),
    format("oha-csv", Tool::Oha, Form::Table { columns: oha::COLUMNS, read: oha::csv }),
    format("oha-json", Tool::Oha, Form::Document { names: oha::NAMES, read: oha::json }),
    format("oha-text", Tool::Oha, Form::Report { begins: oha::begins, read: oha::report }),
    format("siege-json", Tool::Siege, Form::Document { names: siege::NAMES, read: siege::json }),
    format("vegeta-encode-csv", Tool::Vegeta, Form::Rows { is: vegeta::is_row, read: vegeta::csv }),
    format("vegeta-encode-json", Tool::Vegeta, Form::Lines { names: vegeta::LINE, read: vegeta::lines }),
    format("vegeta-json", Tool::Vegeta, Form::Document { names: vegeta::NAMES, read: vegeta::json }),
    format("vegeta-text", Tool::Vegeta, Form::Report { begins: vegeta::begins, read: vegeta::report }),
    format("wrk-text", Tool::Wrk, Form::Report { begins: wrk::begins, read: wrk::report }),
];

/// The tools whose results can be read, each once.
pub fn tools() -> impl Iterator<Item = Tool> {
    let mut last = None;
    ALL.iter().map(|format| format.tool).filter(move |tool| last.replace(*tool) != Some(*tool))
}

/// The tools as a sentence has them.
pub(super) fn list_of_tools() -> String {
    listed(&tools().map(Tool::name).collect::<Vec<_>>(), "and")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tools_are_listed_once_and_in_order() {
        let names: Vec<&str> = tools().map(Tool::name).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        assert_eq!(names.len(), 16);
    }
}
