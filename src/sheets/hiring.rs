//! The Hiring page: who uses what, what that means for this team, and what the market says.

mod by_year;
mod market;
mod team;

pub(super) use team::of_ramp_usd;

use super::Sheet;
use crate::model::usage::{self, Group, UsageSeries};
use crate::model::{Alternative, Facts, Outlook};
use crate::scenario::candidates::CANDIDATES;

/// The tables of the page.
pub fn sheets(facts: &Facts, outlook: &Outlook) -> Vec<Sheet> {
    vec![
        by_year::usage(facts, outlook),
        team::sheet(outlook),
        market::sheet(facts, outlook),
        by_year::frameworks(facts, outlook),
    ]
}

/// The languages that carry the alternatives, in the order of the tables.
const LANGUAGES: [&str; 4] = ["javascript", "typescript", "python", "go"];

/// Usage of a language over the years.
#[derive(Clone, Debug, PartialEq)]
pub struct UsageCurve {
    /// The alternative that it stands for, if it is the language of one.
    pub alternative: Option<Alternative>,
    /// Its name for people.
    pub label: String,
    /// Year and percent, oldest first.
    pub points: Vec<(f64, f64)>,
}

/// Usage of the alternatives' languages among all respondents.
pub fn usage_curves(facts: &Facts, outlook: &Outlook) -> Vec<UsageCurve> {
    let curve = |series: UsageSeries| UsageCurve {
        alternative: alternative(&series),
        points: series.shares.iter().map(|share| (f64::from(share.year), share.percent)).collect(),
        label: series.label,
    };
    languages(facts, outlook)
        .into_iter()
        .filter(|series| series.group == Group::All && LANGUAGES.contains(&series.id.as_str()))
        .map(curve)
        .collect()
}

/// The alternative that a series stands for: that of the first candidate whose language it is about.
fn alternative(series: &UsageSeries) -> Option<Alternative> {
    let is_about = |figure: &str| series.shares.iter().any(|share| share.figure == figure);
    let candidate = CANDIDATES.iter().find(|candidate| is_about(candidate.language.usage_figure()))?;
    Alternative::alone(candidate.runtime)
}

/// All series of languages: everybody before professionals, the alternatives' languages before the others.
fn languages(facts: &Facts, outlook: &Outlook) -> Vec<UsageSeries> {
    let mut series = usage::series(&facts.catalog, outlook.inputs.edition, "usage");
    let place = |one: &UsageSeries| LANGUAGES.iter().position(|id| *id == one.id).unwrap_or(LANGUAGES.len());
    series.sort_by_key(|one| (place(one) == LANGUAGES.len(), one.group == Group::Professional, place(one)));
    series
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::SheetId;
    use crate::sheets::fixture;

    #[test]
    fn the_page_has_its_tables_whatever_the_inputs() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheets = sheets(facts, outlook);
            let ids: Vec<SheetId> = sheets.iter().map(|sheet| sheet.id.clone()).collect();
            assert_eq!(ids, [SheetId::Usage, SheetId::Team, SheetId::Market, SheetId::Frameworks]);
            fixture::check(facts, &sheets);
            assert!(sheets.iter().all(|sheet| !sheet.rows.is_empty() && !sheet.note.is_empty()));
        });
    }

    #[test]
    fn the_chart_has_the_alternatives_languages_by_year() {
        let (facts, outlook) = fixture::default();
        let curves = usage_curves(&facts, &outlook);
        let names: Vec<&str> = curves.iter().map(|curve| curve.label.as_str()).collect();
        assert_eq!(names, ["JavaScript", "TypeScript", "Python", "Go"]);
        assert_eq!(curves[2].alternative, Some(Alternative::Python));
        let points: Vec<String> =
            curves[2].points.iter().map(|(year, percent)| format!("{year} {percent}")).collect();
        assert_eq!(points, ["2023 49.28", "2024 51", "2025 57.9", "2026 58"]);
    }
}
