//! A benchmark set row by row: the one that the baselines come from, or another one to look at.

mod own;

use super::{about, is_unverified, mark_of_unverified, reading, rig};
use crate::catalog::{Benchmark, BenchmarkSet, ClosedLoop, Figure, Metric, Runtime, Text, Unit};
use crate::model::{Alternative, Facts, Outlook};
use crate::notation::{operand, shown};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

/// The table `web`.
pub(super) fn sheet(facts: &Facts, outlook: &Outlook, set: &BenchmarkSet, chosen: bool) -> Sheet {
    let table = Table::of(facts, outlook, set);
    let benchmarks = facts.catalog.benchmarks(&set.id);
    // What was measured here is looked for first.
    let own_rows = own::rows(&table).into_iter().filter(|_| chosen);
    let rows: Vec<Row> = own_rows.chain(benchmarks.map(|benchmark| table.row(benchmark))).collect();
    Sheet {
        id: SheetId::Web,
        title: format!("Web throughput: {}{}", set.title, if chosen { "" } else { " (not the baseline)" }),
        note: format!(
            "{}. {}Shows: {}. Caveats: {}",
            rig(facts, set),
            mark_of_unverified(&rows),
            wording::within_sentence(&set.bears),
            wording::within_sentence(&set.limits)
        ),
        columns: table.columns(),
        rows,
    }
}

/// What all rows of the table share.
struct Table<'a> {
    facts: &'a Facts,
    outlook: &'a Outlook,
    set: &'a BenchmarkSet,
    /// The unit of the throughputs; a row with another one cannot be compared.
    unit: Unit,
    /// The figure of the greatest throughput.
    best: Option<&'a Figure>,
    /// Median, or mean where the set has no medians.
    latency: Metric,
    /// Metrics that the set has beside throughput and latency.
    extra: Vec<(Metric, &'static str)>,
}

impl<'a> Table<'a> {
    fn of(facts: &'a Facts, outlook: &'a Outlook, set: &'a BenchmarkSet) -> Self {
        let catalog = &facts.catalog;
        let edition = outlook.inputs.edition;
        let has = |metric| catalog.benchmarks(&set.id).any(|one| catalog.metric(one, metric).is_some());
        let throughputs = || catalog.benchmarks(&set.id).filter_map(|one| catalog.metric(one, Metric::Rps));
        let unit = throughputs().next().map_or(Unit::RequestsPerSecondPerCore, |figure| figure.unit);
        let extra = [(Metric::P99Ms, "p99 ms"), (Metric::P1Rps, "p1 RPS"), (Metric::MemoryMb, "memory MB")];
        Self {
            facts,
            outlook,
            set,
            unit,
            best: throughputs()
                .filter(|figure| figure.unit == unit)
                .max_by(|a, b| a.value(edition).total_cmp(&b.value(edition))),
            latency: if has(Metric::MeanMs) && !has(Metric::MedianMs) {
                Metric::MeanMs
            } else {
                Metric::MedianMs
            },
            extra: extra.into_iter().filter(|(metric, _)| has(*metric)).collect(),
        }
    }

    fn columns(&self) -> Vec<Column> {
        let throughput = if self.unit == Unit::RequestsPerSecondPerCore { "RPS/core" } else { "RPS" };
        let latency = if self.latency == Metric::MeanMs { "mean ms" } else { "median ms" };
        let mut columns = vec![
            Column::text("Framework", 0),
            Column::number(throughput, 0),
            Column::number(latency, 0),
            Column::number("implied ms", 2),
            Column::whole("flag", 1),
            Column::number("of best", 4),
            Column::text("use", 3),
        ];
        columns.extend(self.extra.iter().map(|(_, title)| Column::number(*title, 5)));
        columns.push(Column::text("versions", 6));
        columns
    }

    fn row(&self, benchmark: &Benchmark) -> Row {
        let throughput = self.facts.catalog.metric(benchmark, Metric::Rps);
        let (serves, tone) = self.purpose(benchmark);
        let mut cells = vec![
            Cell::text(benchmark.label.as_str()).tone(tone).explained(self.about(benchmark)),
            self.measured(benchmark, Metric::Rps),
            self.measured(benchmark, self.latency),
            self.implied(benchmark),
            self.flag(benchmark, throughput),
            self.of_best(throughput),
            Cell::text(serves).tone(tone),
        ];
        cells.extend(self.extra.iter().map(|(metric, _)| self.measured(benchmark, *metric)));
        cells.push(Cell::text(benchmark.version.as_str()).tone(Tone::Muted));
        Row::new(cells)
    }

    fn about(&self, benchmark: &Benchmark) -> String {
        let note = benchmark.note.as_deref().unwrap_or_default();
        format!("{}. {note} {}", benchmark.version, about(self.facts, self.set))
    }

    fn measured(&self, benchmark: &Benchmark, metric: Metric) -> Cell {
        let Some(figure) = self.facts.catalog.metric(benchmark, metric) else {
            return Cell::none().explained("The set has no such figure for this row.");
        };
        reading(figure, self.outlook.inputs.edition, |value| match metric {
            Metric::Rps | Metric::P1Rps => shown::fixed(value, 0),
            Metric::MemoryMb => shown::fixed(value, 1),
            _ => shown::milliseconds(value),
        })
    }

    fn implied(&self, benchmark: &Benchmark) -> Cell {
        let run = ClosedLoop::of(&self.facts.catalog, benchmark, self.outlook.inputs.edition);
        let implied = run.map(|run| run.mean_ms());
        let cell = Cell::optional(implied, shown::milliseconds).tone(Tone::Muted);
        match run {
            Some(run) => cell
                .derived("Little's law: connections / throughput")
                .of_figures(&[&Metric::Rps.figure_of(&benchmark.id)])
                .calculated(run.calculation()),
            None => {
                cell.explained("Connections or throughput are not known, so that no mean follows from them.")
            }
        }
    }

    fn of_best(&self, throughput: Option<&Figure>) -> Cell {
        let edition = self.outlook.inputs.edition;
        match throughput.zip(self.best) {
            Some((figure, best)) if figure.unit == self.unit => {
                let share = figure.value(edition) / best.value(edition);
                Cell::number(share, shown::percent_of_one(share))
                    .derived("throughput / greatest throughput of the set")
                    .of_figures(&[&figure.id, &best.id])
                    .calculated(format!(
                        "{} / {}",
                        operand(figure.value(edition)),
                        operand(best.value(edition))
                    ))
            }
            _ => Cell::none().explained("No throughput, or in another unit than the rest of the set."),
        }
    }

    /// The doubts about a row: contradictions first, then a throughput that nothing vouches for.
    fn flag(&self, benchmark: &Benchmark, throughput: Option<&Figure>) -> Cell {
        let (mut words, mut reasons) = (Vec::new(), Vec::new());
        for finding in self.outlook.lint.iter().filter(|finding| finding.benchmark == benchmark.id) {
            words.push(finding.statistic);
            reasons.push(finding.text.clone());
        }
        let edition = self.outlook.inputs.edition;
        if let Some(figure) = throughput.filter(|figure| is_unverified(figure, edition)) {
            words.push("unverified");
            let why = figure.reading(edition).note.as_ref().or(figure.note.as_ref());
            reasons.push(format!("The throughput is unverified. {}", why.map_or("", Text::as_str)));
        }
        flagged(&words, reasons.join(" "))
    }

    /// What a row is to the plans: the baseline of its runtime, one that was replaced, or nothing.
    fn purpose(&self, benchmark: &Benchmark) -> (&'static str, Tone) {
        let Some(baseline) = self
            .outlook
            .baselines
            .get(benchmark.runtime)
            .filter(|baseline| baseline.fact.benchmark == benchmark.id)
        else {
            return ("", Tone::Plain);
        };
        match (baseline.replaced, baseline.fact.stands_in) {
            (true, _) => ("replaced", Tone::Muted),
            (false, true) => ("baseline, stands in", tone(benchmark.runtime)),
            (false, false) => ("baseline", tone(benchmark.runtime)),
        }
    }
}

/// A flag with what it is about; nothing where there is no doubt.
fn flagged(words: &[&str], why: String) -> Cell {
    if words.is_empty() {
        return Cell::text("");
    }
    Cell::text(format!("⚑ {}", words.join(", "))).tone(Tone::Warning).explained(why)
}

/// The tone of the alternative that is a runtime alone.
fn tone(runtime: Runtime) -> Tone {
    Alternative::alone(runtime).map_or(Tone::Plain, Tone::Alternative)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{Origin, fixture};

    pub(super) fn chosen(facts: &Facts, outlook: &Outlook) -> Sheet {
        super::super::sheets(facts, outlook).into_iter().find(|sheet| sheet.id == SheetId::Web).unwrap()
    }

    pub(super) fn at<'a>(sheet: &'a Sheet, row: &str, column: &str) -> &'a Cell {
        let column = sheet.columns.iter().position(|one| one.title == column).unwrap();
        let row = sheet.rows.iter().find(|one| one.cells[0].text.starts_with(row)).unwrap();
        &row.cells[column]
    }

    #[test]
    fn the_article_s_rows_are_there_with_what_follows_from_them() {
        let (facts, outlook) = fixture::default();
        let sheet = chosen(&facts, &outlook);
        assert_eq!(at(&sheet, "Fastify on Node", "RPS/core").text, "9,340");
        assert_eq!(at(&sheet, "Fastify on Node", "implied ms").text, "3.43");
        assert_eq!(at(&sheet, "Fastify on Node", "use").text, "baseline");
        assert_eq!(at(&sheet, "FastAPI", "of best").text, "5.7 %");
        assert_eq!(at(&sheet, "FastAPI", "median ms").origin, Origin::Figure("web.fastapi.median_ms".into()));
        assert!(
            sheet.rows.iter().any(|row| row.cells[0].text.contains("Bun")),
            "rows of other runtimes stay"
        );
    }

    #[test]
    fn the_median_that_contradicts_its_throughput_is_flagged_in_words() {
        let (facts, outlook) = fixture::default();
        let sheet = chosen(&facts, &outlook);
        let flag = at(&sheet, "Gin", "flag");
        assert!(flag.text.starts_with("⚑ median"), "{flag:?}");
        assert_eq!(flag.tone, Tone::Warning);
        assert!(
            matches!(&flag.origin, Origin::Text(text) if text.contains("9.02 ms") && text.contains("1 ms"))
        );
        assert_eq!(at(&sheet, "FastAPI", "flag").text, "");
    }

    #[test]
    fn what_nothing_vouches_for_is_marked_and_the_note_says_so() {
        let (facts, outlook) = fixture::default();
        let sheet = chosen(&facts, &outlook);
        assert_eq!(at(&sheet, "Fastify on Node", "median ms").text, "3.40?");
        assert_eq!(at(&sheet, "FastAPI", "median ms").text, "21.0");
        assert!(sheet.note.contains("? unverified."), "{}", sheet.note);
        let (facts, outlook) = fixture::outlook(&[("baseline.set", "measured-upstream")]);
        assert!(!chosen(&facts, &outlook).note.contains('?'));
    }

    #[test]
    fn another_set_has_its_own_rows_and_columns() {
        let (facts, outlook) = fixture::outlook(&[("baseline.set", "measured-upstream")]);
        let sheet = chosen(&facts, &outlook);
        assert_eq!(at(&sheet, "Fastify", "p99 ms").text, "31.7");
        assert_eq!(at(&sheet, "FastAPI, aiohttp", "use").text, "");
        assert!(sheet.columns.iter().all(|column| column.title != "memory MB"));
        fixture::check(&facts, &[sheet]);
    }

    #[test]
    fn a_framework_without_a_figure_is_stood_in_for() {
        let (facts, outlook) =
            fixture::outlook(&[("framework.node", "express"), ("baseline.set", "measured-plain")]);
        assert_eq!(at(&chosen(&facts, &outlook), "Fastify", "use").text, "baseline, stands in");
    }
}
