//! What each alternative means for this team.

use crate::catalog::named;
use crate::model::{Alternative, Outlook};
use crate::notation::{self, shown};
use crate::scenario::candidates::Language;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    HEAVY_PERCENT, NEED_DATA, ONBOARDING_DAYS, PRICE_LOAD, TEAM, TEAM_GO, TEAM_HIRES, TEAM_JS, TEAM_PYTHON,
    TEAM_SIZE,
};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

/// How near the languages are to each other.
const SIMILARITY: [&str; 3] = [
    named::JUDGEMENT_SIMILARITY_SAME,
    named::JUDGEMENT_SIMILARITY_JS_PYTHON,
    named::JUDGEMENT_SIMILARITY_GO_OTHER,
];

/// Where hires come from: what they know is spread as in the market.
const USAGE: [&str; Language::ALL.len()] = {
    let [javascript, python, go] = Language::ALL;
    [javascript.usage_figure(), python.usage_figure(), go.usage_figure()]
};

/// The table `team`.
pub(super) fn sheet(outlook: &Outlook) -> Sheet {
    let inputs = &outlook.inputs;
    let percent = |key| notation::plain(inputs[key]);
    Sheet {
        id: SheetId::Team,
        title: "This team".to_owned(),
        note: format!(
            "{} {} ({} % JavaScript, {} % Python, {} % Go), {} planned. Onboarding target: {} working {}. \
             Ramp: working time of today's team and the planned hires until full speed.",
            notation::fixed(inputs[TEAM_SIZE], 0),
            wording::unit_of(inputs[TEAM_SIZE], "engineers"),
            percent(TEAM_JS),
            percent(TEAM_PYTHON),
            percent(TEAM_GO),
            wording::hires(inputs[TEAM_HIRES]),
            notation::fixed(inputs[ONBOARDING_DAYS], 0),
            wording::unit_of(inputs[ONBOARDING_DAYS], "days"),
        ),
        columns: vec![
            Column::text("Option", 0),
            Column::number("team fit", 0),
            Column::number("day one", 2),
            Column::number("days to speed", 0),
            Column::text("target", 1),
            Column::number("ramp $", 0),
            Column::number("reach %", 2),
            Column::number("hires needed", 3),
            Column::number("ramp hours", 5),
        ],
        rows: Alternative::ALL.into_iter().map(|alternative| row(outlook, alternative)).collect(),
    }
}

fn row(outlook: &Outlook, alternative: Alternative) -> Row {
    let hiring = &outlook.hiring[alternative];
    let inputs = &outlook.inputs;
    let mixed = shares(alternative);
    let with = |keys: &[Key]| [&TEAM, mixed, keys].concat();
    // Whole where it is: 22.5 is over a target of 22.
    let days = shown::operand(hiring.days_to_speed);
    let (word, tone) = if hiring.within_target { ("within", Tone::Good) } else { ("over", Tone::Bad) };
    Row::new(vec![
        Cell::from(alternative),
        Cell::number(hiring.fit, shown::percent_of_one(hiring.fit))
            .derived(
                "team shares weighted by how near their language is; a hybrid mixes both halves by their \
                 shares",
            )
            .of_figures(&SIMILARITY)
            .of_inputs(&with(&[])),
        Cell::ranked(
            hiring.productive_day_one as f64,
            format!(
                "{} of {}",
                notation::count(hiring.productive_day_one),
                notation::fixed(inputs[TEAM_SIZE], 0)
            ),
        )
        .derived(
            "engineers at home in what they work in, whole people as far as whole percents can tell; a hybrid has \
             work in each language for its share",
        )
        .of_inputs(&with(&[TEAM_SIZE])),
        Cell::number(hiring.days_to_speed, days)
            .tone(tone)
            .derived(
                "working days for a new language × (1 − nearness), for the slowest group of today's team",
            )
            .of_figures(&[&[named::JUDGEMENT_RAMP_DAYS_NEW_LANGUAGE], SIMILARITY.as_slice()].concat())
            .of_inputs(&with(&[TEAM_SIZE])),
        Cell::text(word)
            .tone(tone)
            .derived("days to speed against the onboarding target")
            .of_inputs(&with(&[TEAM_SIZE, ONBOARDING_DAYS])),
        of_ramp_usd(
            Cell::number(hiring.ramp_usd, shown::usd(hiring.ramp_usd))
                .derived("ramp hours × wage × cost over wage"),
            alternative,
        ),
        Cell::number(hiring.reach_percent, shown::fixed(hiring.reach_percent, 1))
            .derived("share of developers who use the language; a hybrid mixes both by their shares")
            .of_figures(&reach(alternative))
            .of_inputs(mixed),
        hires(outlook, hiring.hires_needed, &with(&[TEAM_SIZE, TEAM_HIRES])),
        of_ramp(
            Cell::number(hiring.ramp_hours, shown::fixed(hiring.ramp_hours, 0)).derived(
                "working days to learn, of the team and of hires from the market, each the nearest \
                 language that wants people, × hours a day × loss",
            ),
            alternative,
        ),
    ])
}

/// The inputs that the share of each language follows from, where there are two.
const fn shares(alternative: Alternative) -> &'static [Key] {
    match alternative.compute_runtime() {
        Some(_) => &[NEED_DATA, HEAVY_PERCENT],
        None => &[],
    }
}

/// Says that a cell that was [derived](Cell::derived) hangs on what the team and its hires have to learn.
fn of_ramp(cell: Cell, alternative: Alternative) -> Cell {
    cell.of_figures(&[named::JUDGEMENT_RAMP_DAYS_NEW_LANGUAGE, named::JUDGEMENT_RAMP_LOSS])
        .of_figures(&SIMILARITY)
        .of_figures(&USAGE)
        .of_inputs(&TEAM)
        .of_inputs(shares(alternative))
        .of_inputs(&[TEAM_SIZE, TEAM_HIRES])
}

/// Says that a cell hangs on what that costs.
pub(in crate::sheets) fn of_ramp_usd(cell: Cell, alternative: Alternative) -> Cell {
    of_ramp(cell, alternative).of_figures(&[named::LABOUR_WAGE_USD_PER_HOUR]).of_inputs(&[PRICE_LOAD])
}

/// The usage shares that an alternative's reach is made of.
fn reach(alternative: Alternative) -> Vec<&'static str> {
    alternative.candidates().map(|candidate| candidate.language.usage_figure()).collect()
}

/// The hires that it takes until half of the team is at home in the language, against those planned.
fn hires(outlook: &Outlook, needed: u64, inputs: &[Key]) -> Cell {
    let planned = outlook.inputs[TEAM_HIRES];
    let is_short = needed as f64 > planned;
    let text = format!("{} ({} planned)", notation::count(needed), notation::fixed(planned, 0));
    Cell::ranked(needed as f64, text)
        .tone(if is_short { Tone::Bad } else { Tone::Plain })
        .derived("hires until half of the team is at home in the language, beside those planned")
        .of_inputs(inputs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    fn at<'a>(sheet: &'a Sheet, row: &str, column: &str) -> &'a Cell {
        let column = sheet.columns.iter().position(|one| one.title == column).unwrap();
        &sheet.rows.iter().find(|one| one.cells[0].text == row).unwrap().cells[column]
    }

    #[test]
    fn the_default_team_fits_node_best_and_go_least() {
        let (_, outlook) = fixture::default();
        let sheet = sheet(&outlook);
        assert_eq!(at(&sheet, "Node.js", "team fit").text, "73.5 %");
        assert_eq!(at(&sheet, "Node.js", "day one").text, "4 of 8");
        assert_eq!(at(&sheet, "Node.js", "reach %").text, "66.0");
        assert_eq!(at(&sheet, "Node.js", "hires needed").text, "0 (4 planned)");
        let value = |row: &str, column: &str| at(&sheet, row, column).place().unwrap_or(f64::NAN);
        assert!(value("Go", "team fit") < value("Python", "team fit"));
        assert!(value("Go", "ramp $") > value("Node.js", "ramp $"));
    }

    #[test]
    fn the_target_is_met_or_not_in_words() {
        let word = |days| {
            let (_, outlook) = fixture::outlook(&[("team.onboarding_days", days)]);
            let sheet = sheet(&outlook);
            let cell = at(&sheet, "Go", "target").clone();
            (cell.text, cell.tone)
        };
        assert_eq!(word("120"), ("within".to_owned(), Tone::Good));
        assert_eq!(word("1"), ("over".to_owned(), Tone::Bad));
    }

    #[test]
    fn a_verdict_stands_beside_the_number_that_it_follows_from() {
        let (_, outlook) = fixture::outlook(&[
            ("team.onboarding_days", "22"),
            ("team.js", "55"),
            ("team.python", "45"),
            ("team.go", "0"),
        ]);
        let sheet = sheet(&outlook);
        let node = |column| at(&sheet, "Node.js", column).text.clone();
        assert_eq!((node("days to speed"), node("target")), ("22.5".to_owned(), "over".to_owned()));
    }

    #[test]
    fn too_few_planned_hires_are_named() {
        let (_, outlook) = fixture::outlook(&[("team.js", "100"), ("team.hires", "0")]);
        let sheet = sheet(&outlook);
        let cell = at(&sheet, "Go", "hires needed");
        assert_eq!((cell.text.as_str(), cell.tone), ("8 (0 planned)", Tone::Bad));
        assert_eq!(at(&sheet, "Node.js", "hires needed").text, "0 (0 planned)");
    }
}
