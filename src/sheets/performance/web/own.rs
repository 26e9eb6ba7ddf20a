//! The rows of the user's own: what was measured, and what was typed.

use super::{Table, flagged, tone};
use crate::catalog::{Metric, Runtime, Unit};
use crate::notation::shown;
use crate::scenario::candidates::{CANDIDATES, Candidate};
use crate::scenario::measured::Measured;
use crate::scenario::parameter::Key;
use crate::sheets::wording::measured as wording;
use crate::sheets::{Cell, Row, Tone};

/// A row for each measurement, and for each baseline that is a typed number.
pub(super) fn rows(table: &Table<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for Candidate { runtime, baseline: key, .. } in CANDIDATES.iter().copied() {
        let own = Own { table, runtime, key };
        rows.extend(table.outlook.measured.get(runtime).map(|measured| own.measured(measured)));
        let baseline = table.outlook.baselines.get(runtime);
        let typed = baseline.filter(|baseline| baseline.replaced && baseline.measured.is_none());
        rows.extend(typed.map(|baseline| own.typed(baseline.rps)));
    }
    rows
}

/// What the rows of a runtime share.
struct Own<'a> {
    table: &'a Table<'a>,
    runtime: Runtime,
    key: Key,
}

impl Own<'_> {
    /// A measurement beside those of others; it may be set aside by a typed number.
    fn measured(&self, measured: &Measured) -> Row {
        let baseline = self.table.outlook.baselines.get(self.runtime);
        let counts = baseline.is_some_and(|baseline| baseline.measured.is_some());
        let about = wording::about(measured);
        let (purpose, own) =
            if counts { ("baseline", tone(self.runtime)) } else { ("set aside", Tone::Muted) };
        let rps = measured.rps_per_core();
        let throughput = Cell::number(rps, shown::fixed(rps, 0));
        let throughput =
            if counts { throughput.input(self.key) } else { throughput.explained(about.as_str()) };
        let name = format!("{}, measured ({})", self.runtime.label(), measured.tool);
        let latency = |stated: Option<f64>| {
            let unsaid = "The file of the load generator does not say it.";
            let why = if stated.is_some() { about.as_str() } else { unsaid };
            Cell::optional(stated, shown::milliseconds).explained(why)
        };
        let is_mean = self.table.latency == Metric::MeanMs;
        let mut cells = vec![
            Cell::text(name).tone(own).explained(about.as_str()),
            throughput,
            latency(if is_mean { measured.mean_ms } else { measured.p50_ms }),
            implied(measured),
            flag(measured, self.runtime),
            self.of_best(rps),
            Cell::text(purpose).tone(own),
        ];
        cells.extend(
            self.table
                .extra
                .iter()
                .map(|(metric, _)| latency(if *metric == Metric::P99Ms { measured.p99_ms } else { None })),
        );
        cells.push(Cell::text(measured.tool_text()).tone(Tone::Muted));
        Row::new(cells)
    }

    /// A baseline that somebody typed.
    fn typed(&self, rps: f64) -> Row {
        let nothing = || Cell::none().explained("Only the throughput was given.");
        let mut cells = vec![
            Cell::text(format!("Yours, {}", self.runtime.label())).tone(tone(self.runtime)),
            Cell::number(rps, shown::fixed(rps, 0)).input(self.key),
            nothing(),
            nothing(),
            Cell::text(""),
            self.of_best(rps),
            Cell::text("baseline").tone(tone(self.runtime)),
        ];
        cells.extend(self.table.extra.iter().map(|_| nothing()));
        cells.push(Cell::text(""));
        Row::new(cells)
    }

    fn of_best(&self, rps: f64) -> Cell {
        let best = self.table.best.filter(|best| best.unit == Unit::RequestsPerSecondPerCore);
        let share = best.map(|best| rps / best.value(self.table.outlook.inputs.edition));
        Cell::optional(share, shown::percent_of_one)
            .derived("yours / greatest throughput of the set")
            .of_figures(&best.map(|best| best.id.as_str()).into_iter().collect::<Vec<_>>())
            .of_inputs(&[self.key])
    }
}

/// The mean latency that Little's law gives.
fn implied(measured: &Measured) -> Cell {
    let implied = measured.closed_loop().map(|run| run.mean_ms());
    let why = if implied.is_some() {
        wording::LITTLES_LAW
    } else {
        "Nothing follows: the connections are not known, or the load generator did not wait for every answer."
    };
    Cell::optional(implied, shown::milliseconds).tone(Tone::Muted).explained(why)
}

/// Where the measurement contradicts itself.
fn flag(measured: &Measured, runtime: Runtime) -> Cell {
    let findings = measured.lint(runtime);
    let words: Vec<&str> = findings.iter().map(|finding| finding.statistic).collect();
    let texts: Vec<&str> = findings.iter().map(|finding| finding.text.as_str()).collect();
    flagged(&words, texts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{at, chosen};
    use crate::model::evaluate;
    use crate::scenario::parameter::Value;
    use crate::scenario::registry::{BASELINE_NODE, BASELINE_PYTHON};
    use crate::sheets::{Origin, Tone, fixture};

    #[test]
    fn a_baseline_of_one_s_own_is_a_row_of_its_own() {
        let (facts, outlook) = fixture::outlook(&[("baseline.python_rps", "2068.3")]);
        let sheet = chosen(&facts, &outlook);
        assert_eq!(at(&sheet, "FastAPI", "use").text, "replaced");
        assert_eq!(at(&sheet, "Yours, Python", "RPS/core").origin, Origin::Input(BASELINE_PYTHON));
        assert_eq!(at(&sheet, "Yours, Python", "of best").text, "10.0 %");
        fixture::check(&facts, &[sheet]);
    }

    #[test]
    fn a_measurement_stands_beside_the_others_until_a_number_is_typed() {
        let (facts, mut scenario) = fixture::measured();
        let sheet = chosen(&facts, &evaluate(&facts, &scenario));
        let row = "Node.js, measured (oha)";
        assert_eq!(at(&sheet, row, "RPS/core").text, "5,000");
        assert_eq!(at(&sheet, row, "RPS/core").origin, Origin::Input(BASELINE_NODE));
        assert_eq!(at(&sheet, row, "median ms").text, "1.00");
        // 64 connections over 10,000 requests/s on both cores.
        assert_eq!(at(&sheet, row, "implied ms").text, "6.40");
        assert_eq!(at(&sheet, row, "flag").text, "⚑ median");
        assert_eq!(at(&sheet, row, "flag").tone, Tone::Warning);
        assert_eq!(at(&sheet, row, "use").text, "baseline");
        assert_eq!(at(&sheet, "Fastify on Node", "use").text, "replaced");
        fixture::check(&facts, &[sheet]);

        facts.definitions.set(&mut scenario, BASELINE_NODE, Value::Number(7_000.0)).unwrap();
        let sheet = chosen(&facts, &evaluate(&facts, &scenario));
        assert_eq!(at(&sheet, row, "use").text, "set aside");
        assert_eq!(at(&sheet, "Yours, Node.js", "use").text, "baseline");
        fixture::check(&facts, &[sheet]);
    }
}
