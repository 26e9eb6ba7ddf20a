//! The ratios that the article argues with, computed from the present baselines.

use super::chosen_set;
use crate::catalog::{Edition, Metric, Runtime};
use crate::model::{Facts, Outlook};
use crate::notation;
use crate::scenario::candidates::candidate;
use crate::scenario::parameter::Key;
use crate::sheets::{Cell, Column, Row, Sheet, Tone};

/// The table `ratios`.
pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let set = chosen_set(facts, outlook);
    let title = set.map_or("", |set| set.title.as_str());
    Sheet {
        id: "ratios",
        title: "Ratios".to_owned(),
        note: format!(
            "Throughput and latency from {title} and the baselines in use. At saturation latency is \
             connections over throughput: the latency ratio tells the throughput ratio once more."
        ),
        columns: vec![
            Column::text("Ratio", 0),
            Column::number("now", 0),
            Column::number("article", 0),
            Column::text("computed as", 2),
            Column::text("bears", 3),
        ],
        rows: ratios(facts, outlook).into_iter().map(|ratio| ratio.row(facts)).collect(),
    }
}

/// One ratio and what there is to say about it.
struct Ratio {
    label: &'static str,
    value: Option<f64>,
    show: fn(f64) -> String,
    /// The figure of what the article says.
    said: &'static str,
    formula: String,
    figures: Vec<String>,
    inputs: Vec<Key>,
    bears: String,
}

fn ratios(facts: &Facts, outlook: &Outlook) -> Vec<Ratio> {
    let ratios = &outlook.ratios;
    let set = chosen_set(facts, outlook).map_or("", |set| set.bears.as_str());
    let compute = facts
        .catalog
        .benchmark("compute.node")
        .and_then(|one| facts.catalog.benchmark_set(&one.set))
        .map_or("", |set| set.bears.as_str());
    let reach = facts.catalog.figure(REACH[0]).map_or("", |figure| figure.statistic.as_str());
    let throughput = |label, value, said, over, under| Ratio {
        label,
        value: Some(value),
        show: notation::times,
        said,
        formula: format!("{} / {}", name(outlook, over), name(outlook, under)),
        figures: [over, under].into_iter().filter_map(|one| measured(outlook, one, Metric::Rps)).collect(),
        inputs: [over, under].into_iter().filter_map(candidate).map(|one| one.baseline).collect(),
        bears: set.to_owned(),
    };
    let medians = [Runtime::Python, Runtime::Node];
    vec![
        throughput(
            "Throughput Node/Python",
            ratios.throughput,
            "article.ratio.throughput",
            Runtime::Node,
            Runtime::Python,
        ),
        Ratio {
            label: "Latency Python/Node",
            value: ratios.latency,
            show: notation::times,
            said: "article.ratio.latency",
            formula: "median of the Python baseline / median of the Node.js baseline".to_owned(),
            figures: medians
                .into_iter()
                .filter_map(|runtime| outlook.baselines.get(runtime))
                .map(|baseline| format!("{}.{}", baseline.fact.benchmark, Metric::MedianMs))
                .filter(|id| facts.catalog.figure(id).is_some())
                .collect(),
            inputs: Vec::new(),
            bears: "Waiting behind the benchmark's own connections, not latency at a planned load".to_owned(),
        },
        Ratio {
            label: "Compute Python/Node",
            value: ratios.compute,
            show: notation::times,
            said: "article.ratio.compute",
            formula: "seconds of Python / seconds of Node.js".to_owned(),
            figures: vec!["compute.python.seconds".to_owned(), "compute.node.seconds".to_owned()],
            inputs: Vec::new(),
            bears: compute.to_owned(),
        },
        throughput(
            "Throughput Node/Go",
            ratios.node_over_go_throughput,
            "article.ratio.node_over_go",
            Runtime::Node,
            Runtime::Go,
        ),
        Ratio {
            label: "JavaScript − Python",
            value: Some(ratios.reach_gap_points),
            show: points,
            said: "article.reach_gap",
            formula: "share of JavaScript − share of Python".to_owned(),
            figures: REACH.into_iter().map(str::to_owned).collect(),
            inputs: Vec::new(),
            bears: format!("Who uses a language: {reach}; not who can be hired"),
        },
    ]
}

/// The shares that the reach gap is made of.
const REACH: [&str; 2] = ["usage.javascript.2025", "usage.python.2025"];

fn points(value: f64) -> String {
    format!("{} points", notation::fixed(value, 1))
}

/// The benchmark that stands for a runtime, or the user's own number.
fn name(outlook: &Outlook, runtime: Runtime) -> String {
    match outlook.baselines.get(runtime) {
        Some(baseline) if baseline.measured.is_some() => {
            format!("your measured {} requests/s", notation::significant(baseline.rps, 4))
        }
        Some(baseline) if baseline.replaced => format!("your {} requests/s", notation::plain(baseline.rps)),
        Some(baseline) => format!("{}.{}", baseline.fact.benchmark, Metric::Rps),
        None => runtime.label().to_owned(),
    }
}

/// The figure behind a baseline; none where a number of the user's own replaced it.
fn measured(outlook: &Outlook, runtime: Runtime, metric: Metric) -> Option<String> {
    let baseline = outlook.baselines.get(runtime).filter(|baseline| !baseline.replaced)?;
    Some(format!("{}.{metric}", baseline.fact.benchmark))
}

impl Ratio {
    fn row(self, facts: &Facts) -> Row {
        let figures: Vec<&str> = self.figures.iter().map(String::as_str).collect();
        let said = facts.catalog.figure(self.said);
        let said_value = said.map(|figure| figure.value(Edition::Article));
        let said_text = said_value.map(self.show);
        // What is shown differs: more digits than the article gives are no difference.
        let differs = self.value.map(self.show) != said_text;
        Row::new(vec![
            Cell::text(self.label),
            Cell::optional(self.value, self.show).tone(Tone::Strong).derived(
                self.formula.as_str(),
                &figures,
                &self.inputs,
            ),
            Cell::optional(said_value, self.show)
                .tone(if differs { Tone::Warning } else { Tone::Muted })
                .figure(self.said),
            Cell::text(self.formula),
            Cell::text(self.bears).tone(Tone::Muted),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{Origin, fixture};

    fn column(sheet: &Sheet, column: usize) -> Vec<String> {
        sheet.rows.iter().map(|row| row.cells[column].text.clone()).collect()
    }

    #[test]
    fn the_article_s_ratios_come_out_of_the_data() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        let expected = ["7.9x", "6.2x", "39x", "2.6x", "8.1 points"];
        assert_eq!(column(&sheet, 1), expected);
        assert_eq!(column(&sheet, 2), expected);
        assert!(sheet.rows.iter().all(|row| row.cells[2].tone == Tone::Muted), "nothing differs");
    }

    #[test]
    fn another_set_gives_other_ratios_and_says_that_they_differ() {
        let (facts, outlook) = fixture::outlook(&[("baseline.set", "measured-upstream")]);
        let sheet = sheet(&facts, &outlook);
        assert_eq!(column(&sheet, 1)[0], "12x");
        assert_eq!(column(&sheet, 2)[0], "7.9x");
        assert_eq!(sheet.rows[0].cells[2].tone, Tone::Warning);
    }

    #[test]
    fn a_baseline_of_one_s_own_is_named_in_the_formula() {
        let (facts, outlook) = fixture::outlook(&[("baseline.go_rps", "18680")]);
        let sheet = sheet(&facts, &outlook);
        assert_eq!(column(&sheet, 1)[3], "0.50x");
        assert!(column(&sheet, 3)[3].contains("your 18,680 requests/s"));
        let Origin::Derived { figures, inputs, .. } = &sheet.rows[3].cells[1].origin else { panic!() };
        assert_eq!((figures.len(), inputs.len()), (1, 2));
    }
}
