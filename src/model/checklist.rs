//! The article's checklist, evaluated: which of its rules speak now, for whom, and what the figures say to that.

mod rules;

use super::condition::{Condition, Situation};
use super::{Alternative, Facts, Outlook, PerAlternative};
pub use rules::RULES;

/// Where a rule stands in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The reasons for Node.js.
    ChooseNode,
    /// The reasons for Python.
    ChoosePython,
    /// Edge cases and hybrid architectures.
    Hybrid,
    /// The quick rules.
    Quick,
}

impl Group {
    /// What a person reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ChooseNode => "Reason for Node.js",
            Self::ChoosePython => "Reason for Python",
            Self::Hybrid => "Hybrid rule",
            Self::Quick => "Quick rule",
        }
    }
}

/// A rule of the article.
pub struct Rule {
    /// The stable name in reports.
    pub id: &'static str,
    /// What a person reads.
    pub label: &'static str,
    /// Where it stands.
    pub group: Group,
    /// The alternative that it speaks for.
    pub speaks_for: Alternative,
    /// The row of the practices that says more about it.
    pub practice: &'static str,
    /// When it fires.
    condition: fn(&Situation<'_>) -> Clause,
    /// What the figures may hold against its reasoning.
    doubt: fn(&Situation<'_>) -> Option<Doubt>,
}

/// Conditions, and how many of them must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    /// Every one.
    All(Vec<Condition>),
    /// At least one.
    Any(Vec<Condition>),
}

impl Clause {
    /// Whether enough of them hold.
    pub fn holds(&self) -> bool {
        match self {
            Self::All(conditions) => conditions.iter().all(Condition::holds),
            Self::Any(conditions) => conditions.iter().any(Condition::holds),
        }
    }

    /// The conditions.
    pub fn conditions(&self) -> &[Condition] {
        let (Self::All(conditions) | Self::Any(conditions)) = self;
        conditions
    }
}

/// What the figures hold against the reasoning of a rule, whether or not it fires.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Doubt {
    /// Start-up should speak for Node.js, but another runtime starts sooner; milliseconds.
    ColdStart {
        /// Cold start of Node.js.
        node_ms: f64,
        /// Cold start of Python.
        python_ms: f64,
        /// Cold start of Go.
        go_ms: f64,
    },
    /// Computing should speak for Python, but takes longer there than on Node.js; milliseconds a heavy request.
    SlowComputing {
        /// CPU time on Python.
        python_ms: f64,
        /// CPU time on Node.js.
        node_ms: f64,
    },
    /// Waiting on many connections should speak for Node.js, but Go does it with no more workers.
    GoAsWell {
        /// Workers of the plan on Node.js.
        node: u64,
        /// Workers of the plan on Go.
        go: u64,
    },
}

/// A rule with what came of it.
pub struct Verdict {
    /// The rule.
    pub rule: &'static Rule,
    /// What it looked at.
    pub clause: Clause,
    /// Whether it speaks now.
    pub fires: bool,
    /// What the figures hold against it.
    pub doubt: Option<Doubt>,
}

/// What the rules that fire say together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// No rule fires.
    Silent,
    /// One alternative is in front.
    One(Alternative),
    /// As many rules speak for each of these.
    Tie(Vec<Alternative>),
}

/// The checklist with its result.
pub struct Checklist {
    /// The rules in the order of the article.
    pub verdicts: Vec<Verdict>,
    /// How many rules fire for each alternative.
    pub fired: PerAlternative<usize>,
    /// How many rules there are for each alternative.
    pub rules: PerAlternative<usize>,
    /// What they say together.
    pub answer: Answer,
}

impl Checklist {
    /// Evaluates every rule.
    pub fn evaluate(facts: &Facts, outlook: &Outlook) -> Self {
        let situation = Situation::new(facts, outlook);
        let verdicts: Vec<Verdict> = RULES
            .iter()
            .map(|rule| {
                let clause = (rule.condition)(&situation);
                Verdict { rule, fires: clause.holds(), clause, doubt: (rule.doubt)(&situation) }
            })
            .collect();
        let count = |alternative: Alternative, wanted: fn(&Verdict) -> bool| {
            verdicts.iter().filter(|one| one.rule.speaks_for == alternative && wanted(one)).count()
        };
        let fired = PerAlternative::from_fn(|alternative| count(alternative, |one| one.fires));
        let rules = PerAlternative::from_fn(|alternative| count(alternative, |_| true));
        Self { answer: answer(&fired), verdicts, fired, rules }
    }
}

/// The hybrid rule wants both halves and a proven lead, and so includes what speaks for either: where it fires, it
/// decides. Otherwise most rules win.
fn answer(fired: &PerAlternative<usize>) -> Answer {
    if fired[Alternative::Hybrid] > 0 {
        return Answer::One(Alternative::Hybrid);
    }
    let most = fired.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let leaders: Vec<Alternative> = fired
        .iter()
        .filter(|(_, count)| most > 0 && **count == most)
        .map(|(alternative, _)| alternative)
        .collect();
    match leaders.as_slice() {
        [] => Answer::Silent,
        [one] => Answer::One(*one),
        _ => Answer::Tie(leaders),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::built_in;
    use crate::catalog::Catalog;
    use crate::model::fixture;

    fn evaluate(sets: &[&str]) -> Checklist {
        Checklist::evaluate(&fixture::facts(), &fixture::outlook(sets))
    }

    fn firing(sets: &[&str]) -> Vec<&'static str> {
        let checklist = evaluate(sets);
        checklist.verdicts.iter().filter(|one| one.fires).map(|one| one.rule.id).collect()
    }

    /// Rules that speak for an alternative; there are none for others.
    fn counts(node: usize, python: usize, hybrid: usize) -> PerAlternative<usize> {
        let mut counts = PerAlternative::default();
        for (one, count) in
            [(Alternative::Node, node), (Alternative::Python, python), (Alternative::Hybrid, hybrid)]
        {
            *counts.of_mut(one) = count;
        }
        counts
    }

    const FULL_STACK: &str = "team.js=60";
    const NATIVE: [&str; 3] = ["work.heavy_percent=100", "work.cpu_ms=10", "work.native_percent=90"];

    #[test]
    fn each_rule_fires_in_one_scenario_and_not_in_another() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("io-heavy", &[], &["work.heavy_percent=10"]),
            ("shared-types", &["need.frontend_percent=25"], &["need.frontend_percent=24"]),
            ("edge-cold-start", &["need.edge_percent=60"], &["need.edge_percent=60", "objective.p99_ms=200"]),
            ("full-stack-javascript", &[FULL_STACK], &[FULL_STACK, "need.frontend_percent=0"]),
            ("data-centric", &["need.data_percent=50"], &["need.data_percent=49"]),
            ("scientific-libraries", &NATIVE, &[NATIVE[0], NATIVE[1], NATIVE[2], "team.python=20"]),
            (
                "clarity-onboarding",
                &["priority.onboarding=8"],
                &["priority.onboarding=8", "team.onboarding_days=30"],
            ),
            ("heavy-computing", &["work.heavy_percent=20", "work.cpu_ms=20"], &[]),
            ("hybrid-boundary", &["need.data_percent=45", "need.frontend_percent=60"], &[]),
            ("realtime-io", &[], &["objective.p99_ms=101"]),
            ("data-pipelines", &["need.data_percent=90"], &[]),
            ("javascript-team", &["team.js=50"], &["team.js=49"]),
            ("readability-first", &["priority.onboarding=10"], &["priority.onboarding=0"]),
            ("edge-serverless", &["need.edge_percent=50", "objective.p99_ms=500"], &["need.edge_percent=49"]),
            (
                "kubernetes-compute",
                &["work.heavy_percent=100", "work.cpu_ms=10", "objective.budget_usd=0"],
                &["work.heavy_percent=100", "work.cpu_ms=10", "traffic.rps=20", "objective.budget_usd=0"],
            ),
        ];
        assert_eq!(cases.len(), RULES.len());
        for ((id, fires, rests), rule) in cases.iter().zip(&RULES) {
            assert_eq!(*id, rule.id, "in the order of the table");
            assert!(firing(fires).contains(id), "{id} should fire");
            assert!(!firing(rests).contains(id), "{id} should not fire");
        }
    }

    #[test]
    fn the_default_scenario_speaks_for_node_as_the_ranking_does() {
        let outlook = fixture::outlook(&[]);
        let checklist = Checklist::evaluate(&fixture::facts(), &outlook);
        let fires: Vec<(&str, bool)> =
            checklist.verdicts.iter().map(|one| (one.rule.id, one.fires)).collect();
        let expected = [
            ("io-heavy", true),
            ("shared-types", true),
            ("edge-cold-start", false),
            ("full-stack-javascript", true),
            ("data-centric", false),
            ("scientific-libraries", false),
            ("clarity-onboarding", false),
            ("heavy-computing", false),
            ("hybrid-boundary", false),
            ("realtime-io", true),
            ("data-pipelines", false),
            ("javascript-team", true),
            ("readability-first", false),
            ("edge-serverless", false),
            ("kubernetes-compute", false),
        ];
        assert_eq!(fires, expected);
        assert_eq!((checklist.fired, checklist.rules), (counts(5, 0, 0), counts(7, 7, 1)));
        assert_eq!(checklist.answer, Answer::One(outlook.first()));
    }

    #[test]
    fn the_answer_is_the_hybrid_the_most_a_tie_or_nobody() {
        let [node, python] = [Alternative::Node, Alternative::Python];
        assert_eq!(answer(&counts(5, 2, 1)), Answer::One(Alternative::Hybrid));
        assert_eq!(answer(&counts(1, 2, 0)), Answer::One(python));
        assert_eq!(answer(&counts(2, 2, 0)), Answer::Tie(vec![node, python]));
        assert_eq!(answer(&counts(0, 0, 0)), Answer::Silent);
    }

    #[test]
    fn the_doubts_come_from_the_numbers() {
        let doubt = |sets: &[&str], id: &str| {
            evaluate(sets).verdicts.into_iter().find(|one| one.rule.id == id).unwrap().doubt
        };
        assert!(matches!(doubt(&[], "edge-serverless"), Some(Doubt::ColdStart { .. })));
        assert_eq!(doubt(&[], "heavy-computing"), None, "nothing is computed");
        let bare = ["work.heavy_percent=100", "work.cpu_ms=10"];
        assert!(matches!(doubt(&bare, "heavy-computing"), Some(Doubt::SlowComputing { .. })));
        let native = ["work.heavy_percent=100", "work.cpu_ms=10", "work.native_percent=100"];
        assert_eq!(doubt(&native, "heavy-computing"), None);
        assert_eq!(doubt(&[], "realtime-io"), None, "Go needs more workers in this benchmark");
        let measured = doubt(&["baseline.set=measured-plain"], "realtime-io");
        assert!(matches!(measured, Some(Doubt::GoAsWell { .. })));
        let late = ["plan.method=fixed", "plan.instances=1"];
        assert_eq!(doubt(&late, "realtime-io"), None, "as few workers of Go miss the target");
    }

    #[test]
    fn one_runtime_that_starts_sooner_is_enough_to_dispute_the_start() {
        let doubt = |python: &str, go: &str| {
            let texts = built_in::texts().into_iter().map(|(name, text)| {
                (name, text.replace("value = 118.9", python).replace("value = 50.2", go))
            });
            let texts: Vec<(&str, String)> = texts.collect();
            let layers = texts.iter().map(|(name, text)| (*name, text.as_str()));
            let facts = Facts::new(Catalog::from_layers(layers, None).unwrap()).unwrap();
            let outlook = crate::model::evaluate(&facts, &fixture::scenario(&facts, &[]));
            let verdicts = Checklist::evaluate(&facts, &outlook).verdicts;
            verdicts.into_iter().find(|one| one.rule.id == "edge-serverless").unwrap().doubt
        };
        assert!(doubt("value = 500", "value = 50.2").is_some());
        assert!(doubt("value = 118.9", "value = 500").is_some());
        assert_eq!(doubt("value = 500", "value = 500"), None);
    }

    #[test]
    fn every_figure_and_practice_named_is_in_the_data() {
        let facts = fixture::facts();
        let practices: Vec<&str> = facts
            .catalog
            .practice_topics()
            .iter()
            .flat_map(|topic| facts.catalog.practices(&topic.id))
            .map(|practice| practice.id.as_str())
            .collect();
        for verdict in evaluate(&NATIVE).verdicts {
            assert!(practices.contains(&verdict.rule.practice), "{}", verdict.rule.practice);
            for id in verdict.clause.conditions().iter().flat_map(Condition::figures) {
                assert!(facts.catalog.figure(id).is_some(), "{}: {id}", verdict.rule.id);
            }
        }
    }

    #[test]
    fn ids_are_unique() {
        for (index, rule) in RULES.iter().enumerate() {
            assert!(RULES.iter().skip(index + 1).all(|other| other.id != rule.id), "{}", rule.id);
        }
    }
}
