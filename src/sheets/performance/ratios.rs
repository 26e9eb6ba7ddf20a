//! The ratios that the article argues with, computed from the present baselines.

use super::factors_set;
use crate::catalog::{BenchmarkSet, Edition, Metric, Runtime, named};
use crate::model::outlook::Baseline;
use crate::model::{Facts, Outlook};
use crate::notation::{self, operand, shown};
use crate::scenario::candidates::candidate;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    BASELINE_GO, BASELINE_NODE, BASELINE_PYTHON, CPU_MS, GO_FACTOR, PYTHON_FACTOR,
};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

/// The table `ratios`.
pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let set = facts.chosen_set(&outlook.baselines);
    let title = set.map_or("", |set| set.title.as_str());
    Sheet {
        id: SheetId::Ratios,
        title: "Ratios".to_owned(),
        note: format!(
            "Throughput and latency from {title} and the baselines in use. At saturation latency is \
             connections over throughput: the latency ratio tells the throughput ratio once more."
        ),
        columns: vec![
            Column::text("Ratio", 0),
            Column::number("now", 0),
            Column::number("article", 0),
            Column::prose("computed as", 2),
            Column::prose("shows", 3),
        ],
        rows: Ratios { facts, outlook }.all().map(|ratio| ratio.row(facts)).into(),
    }
}

/// One ratio and what there is to say about it.
struct Ratio {
    label: &'static str,
    value: Option<f64>,
    show: fn(f64) -> Cell,
    /// The figure of what the article says, if it says anything.
    said: Option<&'static str>,
    formula: String,
    /// The same with its numbers.
    calculation: String,
    figures: Vec<String>,
    inputs: Vec<Key>,
    bears: String,
}

/// What the ratios are computed from.
#[derive(Clone, Copy)]
struct Ratios<'a> {
    facts: &'a Facts,
    outlook: &'a Outlook,
}

/// The shares that the reach gap is made of.
const REACH: [&str; 2] = [named::USAGE_JAVASCRIPT_2025, named::USAGE_PYTHON_2025];

impl Ratios<'_> {
    /// All of them, in the order of the table.
    fn all(self) -> [Ratio; 9] {
        use Runtime::{Go, Node, Python};
        let Outlook { ratios, .. } = self.outlook;
        [
            self.throughput(
                "Throughput Node/Python",
                ratios.throughput,
                Some(named::ARTICLE_RATIO_THROUGHPUT),
                [Node, Python],
            ),
            self.latency(),
            self.compute(
                "Compute Python/Node",
                ratios.compute,
                Some(named::ARTICLE_RATIO_COMPUTE),
                [named::COMPUTE_PYTHON_SECONDS, named::COMPUTE_NODE_SECONDS],
                "seconds of Python / seconds of Node.js",
            ),
            self.throughput(
                "Throughput Node/Go",
                ratios.node_over_go_throughput,
                Some(named::ARTICLE_RATIO_NODE_OVER_GO),
                [Node, Go],
            ),
            self.throughput("Throughput Go/Python", ratios.go_over_python_throughput, None, [Go, Python]),
            self.compute(
                "Compute Python/Go",
                ratios.python_over_go_compute,
                None,
                [named::COMPUTE_PYTHON_SECONDS, named::COMPUTE_GO_SECONDS],
                "seconds of Python / seconds of Go",
            ),
            self.reach_gap(),
            self.native_share(),
            self.overtaking(),
        ]
    }

    fn throughput(
        self,
        label: &'static str,
        value: f64,
        said: Option<&'static str>,
        [over, under]: [Runtime; 2],
    ) -> Ratio {
        let baselines = [over, under].map(|runtime| self.outlook.baselines.get(runtime));
        let [over_rps, under_rps] = baselines.map(|baseline| baseline.map(|baseline| baseline.rps));
        Ratio {
            label,
            value: Some(value),
            show: times,
            said,
            formula: format!("{} / {}", self.name(over), self.name(under)),
            calculation: quotient(over_rps, under_rps),
            figures: baselines.into_iter().flatten().filter_map(Baseline::figure).collect(),
            inputs: [over, under].into_iter().filter_map(candidate).map(|one| one.baseline).collect(),
            bears: bears(self.facts.chosen_set(&self.outlook.baselines)),
        }
    }

    fn latency(self) -> Ratio {
        let catalog = &self.facts.catalog;
        let baselines = [Runtime::Python, Runtime::Node].map(|runtime| self.outlook.baselines.get(runtime));
        let [over, under] = baselines
            .map(|baseline| baseline.and_then(|one| one.median_ms(catalog, self.outlook.inputs.edition)));
        Ratio {
            label: "Latency Python/Node",
            value: self.outlook.ratios.latency,
            show: times,
            said: Some(named::ARTICLE_RATIO_LATENCY),
            formula:
                "median of the Python baseline / median of the Node.js baseline; none where one alone is of \
                      your own"
                    .to_owned(),
            calculation: quotient(over, under),
            figures: baselines.into_iter().flatten().filter_map(|one| one.median_figure(catalog)).collect(),
            inputs: Vec::new(),
            bears: "Waiting behind the benchmark's own connections, not latency at a planned load".to_owned(),
        }
    }

    fn compute(
        self,
        label: &'static str,
        value: Option<f64>,
        said: Option<&'static str>,
        seconds: [&str; 2],
        formula: &str,
    ) -> Ratio {
        let seconds = seconds.map(str::to_owned);
        Ratio {
            label,
            value,
            show: times,
            said,
            formula: formula.to_owned(),
            calculation: self.quotient_of(&seconds),
            figures: seconds.to_vec(),
            inputs: Vec::new(),
            bears: bears(factors_set(self.facts)),
        }
    }

    fn reach_gap(self) -> Ratio {
        let statistic = self.facts.catalog.figure(REACH[0]).map_or("", |figure| figure.statistic.as_str());
        Ratio {
            label: "JavaScript − Python",
            value: Some(self.outlook.ratios.reach_gap_points),
            show: points,
            said: Some(named::ARTICLE_REACH_GAP),
            formula: "share of JavaScript − share of Python".to_owned(),
            calculation: REACH.map(|id| operand(self.figure(id).unwrap_or(f64::NAN))).join(" − "),
            figures: REACH.into_iter().map(str::to_owned).collect(),
            inputs: Vec::new(),
            bears: format!("Who uses a language: {statistic}; not who can be hired"),
        }
    }

    /// How much of the work native libraries must do before Python is no slower.
    fn native_share(self) -> Ratio {
        let inputs = &self.outlook.inputs;
        let native = self.facts.constants(inputs.edition).native_cost;
        Ratio {
            label: "Native share to level",
            value: self.outlook.ratios.native_share_to_draw_level,
            show: |share| match share {
                share if share > 1.0 => Cell::ranked(share, "never"),
                share if share <= 0.0 => Cell::ranked(share, "always"),
                share => Cell::number(share, shown::percent_of_one(share)),
            },
            said: None,
            formula:
                "native share of heavy work: (factor − 1 + framework's gap / work) / (factor − native cost)"
                    .to_owned(),
            calculation: format!(
                "({factor} − 1 + {gap} / {work}) / ({factor} − {native})",
                factor = operand(inputs[PYTHON_FACTOR]),
                gap = self.framework_gap(Runtime::Python),
                work = operand(inputs[CPU_MS]),
                native = operand(native),
            ),
            figures: vec![named::JUDGEMENT_NATIVE_COST.to_owned()],
            inputs: vec![PYTHON_FACTOR, CPU_MS, BASELINE_PYTHON, BASELINE_NODE],
            bears: "Time of a heavy request; what a library costs to call is not in it".to_owned(),
        }
    }

    /// From how much work on Go's slower framework no longer matters.
    fn overtaking(self) -> Ratio {
        let factor = self.outlook.inputs[GO_FACTOR];
        Ratio {
            label: "Go overtakes Node from",
            value: self.outlook.ratios.work_for_go_to_overtake.map(|seconds| seconds * 1e3),
            show: |ms| Cell::number(ms, shown::milliseconds(ms).of("ms")),
            said: None,
            formula: "CPU time of a request on Node.js: framework's gap / (1 − factor)".to_owned(),
            calculation: format!("{} / (1 − {})", self.framework_gap(Runtime::Go), operand(factor)),
            figures: Vec::new(),
            inputs: vec![GO_FACTOR, BASELINE_GO, BASELINE_NODE],
            bears: "Time of a request on one core, without waiting".to_owned(),
        }
    }

    /// How many milliseconds longer a runtime's framework takes for a request than that of Node.js, as it stands in a
    /// calculation.
    fn framework_gap(self, runtime: Runtime) -> String {
        let rps = |runtime| self.outlook.baselines.get(runtime).map_or(f64::NAN, |baseline| baseline.rps);
        format!("(1,000 / {} − 1,000 / {})", operand(rps(runtime)), operand(rps(Runtime::Node)))
    }

    /// The benchmark that stands for a runtime, or the user's own number.
    fn name(self, runtime: Runtime) -> String {
        match self.outlook.baselines.get(runtime) {
            Some(baseline) if baseline.measured.is_some() => {
                format!("your measured {} requests/s", notation::significant(baseline.rps, 4))
            }
            Some(baseline) if baseline.replaced => {
                format!("your {} requests/s", notation::plain(baseline.rps))
            }
            Some(baseline) => Metric::Rps.figure_of(&baseline.fact.benchmark),
            None => runtime.label().to_owned(),
        }
    }

    fn figure(self, id: &str) -> Option<f64> {
        self.facts.catalog.figure(id).map(|figure| figure.value(self.outlook.inputs.edition))
    }

    /// The calculation of the first of two figures over the second.
    fn quotient_of(self, ids: &[String]) -> String {
        let [over, under] = [ids.first(), ids.get(1)].map(|id| id.and_then(|id| self.figure(id)));
        quotient(over, under)
    }
}

fn quotient(over: Option<f64>, under: Option<f64>) -> String {
    over.zip(under)
        .map_or_else(String::new, |(over, under)| format!("{} / {}", operand(over), operand(under)))
}

/// What a benchmark set can bear out.
fn bears(set: Option<&BenchmarkSet>) -> String {
    set.map_or_else(String::new, |set| set.bears.to_string())
}

fn times(ratio: f64) -> Cell {
    Cell::number(ratio, shown::times(ratio))
}

fn points(value: f64) -> Cell {
    Cell::number(value, shown::fixed(value, 1).of("points"))
}

impl Ratio {
    fn row(self, facts: &Facts) -> Row {
        let figures: Vec<&str> = self.figures.iter().map(String::as_str).collect();
        let said = self.said.and_then(|id| facts.catalog.figure(id));
        let cell = |value: Option<f64>| value.map_or_else(Cell::none, self.show);
        let article = cell(said.map(|figure| figure.value(Edition::Article)));
        let now = cell(self.value);
        // What is shown differs: more digits than the article gives are no difference.
        let differs = said.is_some() && now.text != article.text;
        let article = match self.said {
            Some(id) => article.tone(if differs { Tone::Warning } else { Tone::Muted }).figure(id),
            None => article.tone(Tone::Muted).explained("The article does not say."),
        };
        let now = now
            .tone(Tone::Strong)
            .derived(self.formula.as_str())
            .of_figures(&figures)
            .of_inputs(&self.inputs);
        Row::new(vec![
            Cell::text(self.label),
            if self.value.is_some() { now.calculated(self.calculation) } else { now },
            article,
            Cell::text(self.formula),
            Cell::text(self.bears).tone(Tone::Muted),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::evaluate;
    use crate::scenario::Scenario;
    use crate::sheets::{Origin, fixture};

    fn column(sheet: &Sheet, column: usize) -> Vec<String> {
        sheet.rows.iter().map(|row| row.cells[column].text.clone()).collect()
    }

    #[test]
    fn the_article_s_ratios_come_out_of_the_data() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        let none = notation::NONE;
        let now = ["7.9x", "6.2x", "39x", "2.6x", "3.0x", "128x", "8.1 points"];
        let article = ["7.9x", "6.2x", "39x", "2.6x", none, none, "8.1 points"];
        assert_eq!(column(&sheet, 1)[..7], now);
        assert_eq!(column(&sheet, 2)[..7], article);
        assert!(sheet.rows.iter().all(|row| row.cells[2].tone == Tone::Muted), "nothing differs");
    }

    #[test]
    fn turning_points_follow_the_work() {
        let points = |inputs: &[(&str, &str)]| {
            let (facts, outlook) = fixture::outlook(inputs);
            column(&sheet(&facts, &outlook), 1).split_off(7)
        };
        assert_eq!(points(&[]), ["98.4 %", "0.25 ms"]);
        assert_eq!(points(&[("work.cpu_ms", "1")])[0], "never", "the framework's gap alone is too much");
        assert_eq!(points(&[("work.python_factor", "0.9"), ("baseline.python_rps", "20000")])[0], "always");
        assert_eq!(points(&[("work.go_factor", "1.5")])[1], notation::NONE);
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
    fn medians_are_compared_only_where_both_come_from_the_same() {
        let (facts, mut scenario) = fixture::measured();
        let latency = |scenario: &Scenario| column(&sheet(&facts, &evaluate(&facts, scenario)), 1)[1].clone();
        assert_eq!(latency(&scenario), notation::NONE, "of Node.js alone");
        let mut python = scenario.measured.get(Runtime::Node).cloned().unwrap();
        python.p50_ms = Some(4.5);
        scenario.measure(Runtime::Python, python).unwrap();
        assert_eq!(latency(&scenario), "4.5x");
        let (facts, typed) = fixture::outlook(&[("baseline.node_rps", "300")]);
        assert_eq!(column(&sheet(&facts, &typed), 1)[1], notation::NONE);
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
