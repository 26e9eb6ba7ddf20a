//! The article's rules, each with what it wants, what there is, and whether it speaks.

use super::read;
use crate::model::checklist::{Answer, Checklist, Clause, Verdict};
use crate::model::{Alternative, Facts, Outlook};
use crate::quote::listed;
use crate::sheets::wording::rules;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let checklist = Checklist::evaluate(facts, outlook);
    Sheet {
        id: SheetId::Checklist,
        title: "The article's checklist".to_owned(),
        note: note(&checklist, outlook.first()),
        columns: vec![
            Column::text("Rule", 0),
            Column::prose("Now", 0),
            Column::text("Verdict", 0),
            Column::text("Fires", 0),
            Column::prose("Wants", 1),
            Column::text("From", 2),
        ],
        rows: checklist.verdicts.iter().map(|verdict| row(facts, verdict)).collect(),
    }
}

/// How many rules fire for whom, what that comes to, and whether the ranking says so too.
fn note(checklist: &Checklist, first: Alternative) -> String {
    let counts: Vec<String> = checklist
        .rules
        .iter()
        .filter(|(_, rules)| **rules > 0)
        .map(|(alternative, rules)| {
            format!("{} {} of {rules}", alternative.label(), checklist.fired[alternative])
        })
        .collect();
    let name = first.label();
    let says = match &checklist.answer {
        Answer::Silent => format!("No rule speaks; the ranking puts {name} first"),
        Answer::One(one) if *one == first => format!("They say {name}, as the ranking does"),
        Answer::One(one) => format!("They say {}, the ranking {name}", one.label()),
        Answer::Tie(several) => {
            let names: Vec<&str> = several.iter().map(|one| one.label()).collect();
            format!("They are level for {}; the ranking puts {name} first", listed(&names, "and"))
        }
    };
    let unheard = if checklist.rules[first] == 0 { ", for which the article has no rule" } else { "" };
    format!("Rules that fire: {}. {says}{unheard}.", counts.join(", "))
}

fn row(facts: &Facts, verdict: &Verdict) -> Row {
    let (wants, now) = (rules::clause(&verdict.clause), rules::finding(&verdict.clause));
    let explanation = explanation(facts, verdict);
    let (fires, tone) = match (verdict.fires, verdict.doubt) {
        (true, Some(_)) => ("yes, disputed", Tone::Warning),
        (true, None) => ("yes", Tone::Good),
        (false, _) => ("no", Tone::Muted),
    };
    let conditions = verdict.clause.conditions();
    Row::new(vec![
        Cell::text(verdict.rule.label).explained(explanation.join("\n\n")),
        read(Cell::text(now), format!("wanted: {wants}"), conditions),
        Cell::from(verdict.rule.speaks_for).explained(explanation.join("\n\n")),
        read(Cell::text(fires).tone(tone), explanation.join(" "), conditions),
        read(Cell::text(&wants).tone(Tone::Muted), wants.as_str(), conditions),
        Cell::text(verdict.rule.group.label()).tone(Tone::Muted),
    ])
}

/// Each condition with its numbers, what the figures hold against the rule, and what the practices say to it.
fn explanation(facts: &Facts, verdict: &Verdict) -> Vec<String> {
    let parts: Vec<String> = verdict.clause.conditions().iter().map(rules::judged).collect();
    let needed = match (&verdict.clause, parts.len()) {
        (_, 0 | 1) => "",
        (Clause::All(_), _) => " (all must hold)",
        (Clause::Any(_), _) => " (one is enough)",
    };
    let fires = if verdict.fires { "fires" } else { "does not fire" };
    let found = format!("It {fires}: {}{needed}.", parts.join("; "));
    let doubt = verdict.doubt.as_ref().map(rules::doubt);
    let practice = facts.catalog.practice(verdict.rule.practice).map(|practice| practice.detail.to_string());
    [Some(found), doubt, practice].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{Origin, fixture};

    fn cell(sheet: &Sheet, rule: &str, column: usize) -> Cell {
        sheet.rows.iter().find(|row| row.cells[0].text == rule).unwrap().cells[column].clone()
    }

    #[test]
    fn the_default_scenario_has_its_numbers_in_words() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        assert_eq!(sheet.rows.len(), 15);
        let realtime = |column| cell(&sheet, "Real-time I/O", column).text;
        assert_eq!(
            realtime(4),
            "computing share at most 20 % and p99 target at most 100 ms and traffic at least 1,000 requests/s"
        );
        assert_eq!(realtime(1), "computing share 0 %, p99 target 50 ms, traffic 10,000 requests/s");
        assert_eq!((realtime(2), realtime(3)), ("Node.js".to_owned(), "yes".to_owned()));
        assert_eq!(cell(&sheet, "Scientific libraries", 1).text, "no heavy work, Python in the team 35 %");
        assert_eq!(
            sheet.note,
            "Rules that fire: Node.js 5 of 7, Python 0 of 7, Hybrid 0 of 1. They say Node.js, as the ranking does."
        );
    }

    #[test]
    fn a_rule_that_the_audit_contradicts_says_so_in_its_row() {
        let (facts, outlook) = fixture::outlook(&[("need.edge_percent", "100")]);
        let sheet = sheet(&facts, &outlook);
        let fires = cell(&sheet, "Edge, serverless", 3);
        assert_eq!((fires.text.as_str(), fires.tone), ("yes, disputed", Tone::Warning));
        let Origin::Derived { formula, figures, .. } = fires.origin else { panic!("not computed") };
        assert!(formula.contains("Start-up does not speak for Node.js"), "{formula}");
        assert_eq!(figures, ["judgement.checklist.edge_percent"]);
    }

    #[test]
    fn the_note_tells_of_a_runtime_without_rules_and_of_disagreement() {
        let (facts, outlook) = fixture::outlook(&[
            ("team.go", "90"),
            ("need.frontend_percent", "0"),
            ("priority.team", "10"),
            ("work.heavy_percent", "100"),
            ("work.cpu_ms", "3"),
            ("traffic.rps", "3000"),
        ]);
        assert_eq!(outlook.first(), Alternative::Go);
        let note = sheet(&facts, &outlook).note;
        assert!(note.ends_with("Go, for which the article has no rule."), "{note}");
    }

    #[test]
    fn the_note_follows_from_the_rows() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheet = sheet(facts, outlook);
            let yes = sheet.rows.iter().filter(|row| row.cells[3].text.starts_with("yes")).count();
            assert_eq!(yes == 0, sheet.note.contains("no rule speaks"), "{}", sheet.note);
        });
    }
}
