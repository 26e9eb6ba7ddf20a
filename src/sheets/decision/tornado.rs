//! How much each unknown matters.

use crate::model::outlook::Outlook;
use crate::model::tornado::{self, Bar, End, Setting};
use crate::notation::shown;
use crate::sheets::wording::shown_points;
use crate::sheets::wording::{points, points_between};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Subject};

pub(super) fn sheet(on: Subject<'_>) -> Sheet {
    let bars = &on.analysis.tornado;
    let first = on.outlook.first();
    let flipping = bars.iter().filter(|bar| bar.flips(first)).count();
    Sheet {
        id: SheetId::Tornado,
        title: "Tornado".to_owned(),
        note: format!(
            "{flipping} of {} unknowns {} the recommendation at an end of {} range. Ranges: P10 to P90, or the \
             entries of a choice. Lead: points of {} before the best other score, hard limits aside; now {}.",
            bars.len(),
            if flipping == 1 { "changes" } else { "change" },
            if flipping == 1 { "its" } else { "their" },
            first.label(),
            points(shown(on.outlook.assessments[first].score, tornado::lead(on.outlook))),
        ),
        columns: vec![
            Column::text("Unknown", 0),
            Column::number("Low", 2),
            Column::number("High", 2),
            Column::number("Lead low", 0),
            Column::number("Lead high", 0),
            Column::text("First low", 1),
            Column::text("First high", 1),
            Column::number("Swing", 1),
        ],
        rows: bars.iter().map(|bar| row(on.outlook, bar)).collect(),
    }
}

/// A lead as the difference of the scores that are shown.
fn shown(score: f64, lead: f64) -> f64 {
    points_between(score, score - lead)
}

fn row(outlook: &Outlook, bar: &Bar) -> Row {
    let [low, high] = [&bar.low, &bar.high].map(|end| shown(end.score, end.lead));
    let lead = |end: &End, shown: f64| {
        Cell::number(end.lead, shown_points(shown)).derived(format!(
            "score of {} minus the best other score, with this unknown alone moved; of the scores as they are shown",
            outlook.first().label()
        ))
    };
    Row::new(vec![
        Cell::text(bar.label.clone()).explained(bar.id.clone()),
        setting(&bar.low.at),
        setting(&bar.high.at),
        lead(&bar.low, low),
        lead(&bar.high, high),
        Cell::from(bar.low.winner),
        Cell::from(bar.high.winner),
        Cell::number(bar.swing(), shown_points((high - low).abs()))
            .derived("by how much the lead moves, points; between the leads as they are shown"),
    ])
}

fn setting(setting: &Setting) -> Cell {
    match setting {
        Setting::Number(value) => Cell::number(*value, shown::significant(*value, 2)),
        Setting::Factor(factor) => Cell::number(*factor, shown::times(*factor)),
        Setting::Entry(label) => Cell::text(label.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    #[test]
    fn an_unknown_that_moves_nothing_leaves_the_lead_that_the_ranking_shows() {
        fixture::with_subject(&[], |on| {
            let sheet = sheet(on);
            let margin = points(crate::sheets::wording::margin(on.outlook));
            assert!(sheet.note.ends_with(&format!("; now {margin}.")), "{}", sheet.note);
            let idle = |row: &&Row| row.cells[7].place() == Some(0.0);
            let rows: Vec<&Row> = sheet.rows.iter().filter(idle).collect();
            assert!(rows.len() > 5);
            for row in rows {
                assert_eq!(
                    [3, 4, 7].map(|column| row.cells[column].text.as_str()),
                    [&margin, &margin, "0.0"]
                );
            }
        });
    }

    #[test]
    fn the_swing_is_what_the_shown_leads_differ_by() {
        let number = |cell: &Cell| cell.text.replace('−', "-").parse::<f64>().unwrap();
        fixture::with_subject(&[("work.heavy_percent", "5"), ("work.cpu_ms", "20")], |on| {
            for row in sheet(on).rows {
                let [low, high, swing] = [3, 4, 7].map(|column| number(&row.cells[column]));
                assert!(((high - low).abs() - swing).abs() < 1e-9, "{}", row.cells[0].text);
            }
        });
    }

    #[test]
    fn the_longest_bar_comes_first() {
        fixture::with_subject(&[("work.heavy_percent", "5"), ("work.cpu_ms", "20")], |on| {
            let swings: Vec<f64> =
                sheet(on).rows.iter().map(|row| row.cells[7].place().unwrap_or(f64::NAN)).collect();
            assert!(swings.len() > 30 && swings.is_sorted_by(|a, b| a >= b), "{swings:?}");
            assert!(swings[0] > 0.0);
        });
    }
}
