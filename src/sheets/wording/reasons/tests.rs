//! The sentences, clause by clause, against the numbers of the tables.

use super::*;
use crate::model::criteria;
use crate::model::mend::mends;
use crate::sheets::fixture;
use proptest::prelude::*;

fn of(inputs: &[(&str, &str)]) -> (Outlook, Vec<String>) {
    let (facts, outlook) = fixture::outlook(inputs);
    let sentences = sentences(&facts, &outlook, &mends(&facts, &outlook));
    (outlook, sentences.into_iter().map(|one| one.text).collect())
}

#[test]
fn the_default_scenario_in_sentences() {
    let (_, sentences) = of(&[]);
    assert_eq!(
        sentences[..4],
        [
            "Node.js leads Hybrid by 3.6 points: 6.0 better on cost, 1.2 better on one language and 0.7 better \
             on onboarding, but 4.1 worse on data ecosystem and 0.7 worse on team fit.",
            "TOPSIS and the min–max sum put Node.js first too.",
            "Hybrid is 3.6 points behind Node.js: 6.0 worse on cost ($745 against $91 a month), 1.2 worse on \
             one language (value 0.80 against 1.00) and 0.7 worse on onboarding (value 0.53 against 0.60).",
            "For Hybrid: 4.1 better on data ecosystem (value 0.90 against 0.30) and 0.7 better on team fit (77.8 % \
             against 73.5 %), in points against Node.js.",
        ]
    );
    assert_eq!(sentences.len(), 8);
    assert!(sentences[4].contains("on latency (p99 9.78 ms against 0.77 ms)"), "{}", sentences[4]);
}

#[test]
fn a_limit_decides_and_the_higher_score_is_told() {
    let (_, sentences) =
        of(&[("objective.budget_usd", "200"), ("need.data_percent", "60"), ("priority.cost", "0")]);
    for sentence in [
        "Node.js meets the budget of $200 a month, which Hybrid and Python do not.",
        "A hard limit puts Hybrid behind Node.js: $745 a month is over the budget of $200.",
        "The score of Hybrid is the higher one, 82.0 against 60.8, but limits go before points.",
        "Python would meet every limit with one change: budget raised to 430 USD/month.",
    ] {
        assert!(sentences.iter().any(|one| one == sentence), "{sentences:?}");
    }
}

#[test]
fn where_every_option_breaks_a_limit_the_least_mend_is_told() {
    let (_, sentences) = of(&[("objective.budget_usd", "90")]);
    assert_eq!(
        sentences[..2],
        [
            "No option meets every limit; for Node.js, $91 a month is over the budget of $90.",
            "Smallest fix found: budget raised to 92 USD/month, and Node.js meets every limit.",
        ]
    );
    let (_, hopeless) = of(&[("work.wait_ms", "2000"), ("objective.budget_usd", "10")]);
    assert_eq!(
        hopeless[1],
        "No change to a single input was found that would bring any option within its limits."
    );
}

#[test]
fn the_only_option_within_the_limits_leads_nobody() {
    let (_, sentences) = of(&[("objective.budget_usd", "100")]);
    assert_eq!(sentences[0], "Node.js is the only option that meets every limit.");
    assert!(!sentences.iter().any(|one| one.contains(" leads ") || one.contains("TOPSIS")), "{sentences:?}");
}

#[test]
fn options_of_equal_numbers_are_exactly_level() {
    let priorities: Vec<String> = criteria::ALL.iter().map(|one| format!("priority.{}", one.id)).collect();
    let latency_alone = |id: &String| if id == "priority.latency" { "10" } else { "0" };
    let inputs: Vec<(&str, &str)> = priorities.iter().map(|id| (id.as_str(), latency_alone(id))).collect();
    let (_, sentences) = of(&inputs);
    assert_eq!(
        sentences[0],
        "A close call: Node.js is exactly level with Go at 100.0 points and comes first in the list."
    );
    assert_eq!(
        sentences[2..4],
        [
            "Go is level with Node.js at 100.0 points.",
            "On no criterion does Go show more points than Node.js.",
        ]
    );
}

fn number(text: &str) -> f64 {
    let digits = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let from = text.find(|c: char| c.is_ascii_digit()).unwrap_or_else(|| panic!("no number in {text}"));
    let text = &text[from..];
    let to = text.find(|c: char| !digits(c)).unwrap_or(text.len());
    text[..to].trim_end_matches([',', '.']).replace(',', "").parse().unwrap()
}

fn alternative(label: &str) -> Alternative {
    Alternative::ALL
        .into_iter()
        .find(|one| label.starts_with(one.label()))
        .unwrap_or_else(|| panic!("{label}"))
}

/// Checks every clause about a criterion; `subject` has better or worse by so many points than `object`.
fn check_criteria(outlook: &Outlook, text: &str, subject: Alternative, object: Alternative) {
    for (word, sign) in [(" better on ", 1.0), (" worse on ", -1.0)] {
        for (place, _) in text.match_indices(word) {
            let stated = number(text[..place].rsplit(' ').next().unwrap());
            let rest = &text[place + word.len()..];
            let label = |one: &criteria::Criterion| within_sentence(one.label);
            let index = criteria::ALL.iter().position(|one| rest.starts_with(&label(one))).unwrap();
            let shown = |one: Alternative| number(&points(outlook.assessments[one].contributions[index]));
            let difference = (shown(subject) - shown(object)) * sign;
            assert!(stated > 0.0 && (difference - stated).abs() < 1e-9, "{text}");
            let Some(inside) = rest[label(&criteria::ALL[index]).len()..].strip_prefix(" (") else {
                continue;
            };
            let (a, b) = inside.split(')').next().unwrap().split_once(" against ").unwrap();
            let is_less_better = matches!(criteria::ALL[index].id, "cost" | "latency");
            if criteria::ALL[index].id == "edge" && inside.contains("isolates") {
                assert_ne!(a, b, "{text}");
            } else if a.contains("no steady") || b.contains("none") {
                assert_eq!(a.contains("no steady"), sign < 0.0, "{text}");
            } else {
                // `p99 0.77`: the number is what follows the name.
                let quoted = number(a.trim_start_matches("p99 ")) - number(b);
                assert!(quoted * sign * if is_less_better { -1.0 } else { 1.0 } > 0.0, "{text}");
            }
        }
    }
}

fn check(outlook: &Outlook, reason: &Reason) {
    let Reason { about, text } = reason;
    let [first, second, ..] = outlook.order;
    let score = |one: Alternative| number(&points(outlook.assessments[one].score));
    assert!(text.ends_with('.') && !text.contains(".."), "{text}");
    check_criteria(outlook, text, *about, if *about == first { second } else { first });
    if let Some((leader, rest)) = text.split_once(" leads ") {
        assert!(leader.ends_with(first.label()) && alternative(rest) == second, "{text}");
        let stated = number(rest.split_once(" by ").unwrap().1);
        assert!(stated > 0.0 && (score(first) - score(second) - stated).abs() < 1e-9, "{text}");
    }
    if let Some((name, rest)) = text.split_once(" points behind ") {
        let stated = number(name.rsplit(' ').next().unwrap());
        assert!(alternative(rest) == first && alternative(text) == *about, "{text}");
        assert!(stated > 0.0 && (score(first) - score(*about) - stated).abs() < 1e-9, "{text}");
    }
    if let Some((_, rest)) = text.split_once("level with ") {
        assert!((score(*about) - score(alternative(rest))).abs() < 1e-9, "{text}");
    }
    assert_eq!(
        text.starts_with("A close call"),
        *about == first
            && outlook.is_close_call()
            && [" leads ", " level with "].iter().any(|verb| text.contains(verb)),
        "{text}"
    );
    for (word, sign) in [("higher one", 1.0), ("lower one", -1.0)] {
        if text.contains(word) {
            assert!((score(*about) - score(first)) * sign > 0.0, "{text}");
            assert!(outlook.is_behind_limit(*about), "{text}");
        }
    }
    if let Some((_, rest)) = text.split_once(" is over the budget of ") {
        let value = text.split(" a month is over").next().unwrap().rsplit('$').next().unwrap();
        assert!(number(value) > number(rest), "{text}");
    }
    if text.starts_with("On no criterion") {
        let [ours, theirs] = [*about, first].map(|one| outlook.assessments[one].contributions.map(points));
        assert!(ours.iter().zip(&theirs).all(|(a, b)| number(a) <= number(b)), "{text}");
    }
    assert_eq!(
        text.starts_with("A hard limit puts"),
        text.contains("puts") && text.contains(" behind ") && outlook.is_behind_limit(*about),
        "{text}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_sentence_contradicts_the_tables(
        rps in 1.0..1e6_f64, heavy in prop_oneof![Just(0.0), Just(100.0), 0.001..100.0_f64],
        p99 in 1.0..200.0_f64, budget in prop_oneof![Just(0.0), 10.0..5_000.0_f64],
        needs in [0.0..100.0_f64, 0.0..100.0_f64, 0.0..100.0_f64], js in 0.0..100.0_f64,
        priorities in prop_oneof![
            prop::collection::vec(0..11_u32, criteria::COUNT), Just(vec![0; criteria::COUNT]),
        ],
        year in 1990..2040_u32, method in 0..6_usize,
    ) {
        let mut sets = vec![
            ("traffic.rps".to_owned(), rps.to_string()),
            ("work.heavy_percent".to_owned(), heavy.to_string()),
            ("objective.p99_ms".to_owned(), p99.to_string()),
            ("objective.budget_usd".to_owned(), budget.to_string()),
            ("need.data_percent".to_owned(), needs[0].to_string()),
            ("need.frontend_percent".to_owned(), needs[1].to_string()),
            ("need.edge_percent".to_owned(), needs[2].to_string()),
            ("team.js".to_owned(), js.to_string()),
            ("calendar.as_of".to_owned(), format!("{year}-06-15")),
            ("plan.method".to_owned(), crate::scenario::registry::PLAN_METHODS[method].id.to_owned()),
        ];
        sets.extend(criteria::ALL.iter().zip(&priorities).map(|(one, p)| (format!("priority.{}", one.id), p.to_string())));
        let sets: Vec<(&str, &str)> = sets.iter().map(|(id, value)| (id.as_str(), value.as_str())).collect();
        let (facts, outlook) = fixture::outlook(&sets);
        for reason in sentences(&facts, &outlook, &mends(&facts, &outlook)) {
            check(&outlook, &reason);
        }
    }
}
