//! How much each unknown matters.

use crate::model::outlook::Outlook;
use crate::model::tornado::{Bar, End, Setting};
use crate::notation;
use crate::sheets::{Cell, Column, Row, Sheet, Subject};

pub(super) fn sheet(on: Subject<'_>) -> Sheet {
    let bars = &on.analysis.tornado;
    let first = on.outlook.first();
    let flipping = bars.iter().filter(|bar| bar.flips(first)).count();
    Sheet {
        id: "tornado",
        title: "Tornado".to_owned(),
        note: format!(
            "{flipping} of {} unknowns {} the recommendation at an end of {} range (P10 to P90, or the entries of a \
             choice).",
            bars.len(),
            if flipping == 1 { "changes" } else { "change" },
            if flipping == 1 { "its" } else { "their" },
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

fn row(outlook: &Outlook, bar: &Bar) -> Row {
    let lead = |end: &End| {
        Cell::number(end.lead, notation::fixed(end.lead, 1)).derived(format!(
            "score of {} minus the best other score, with this unknown alone moved",
            outlook.first().label()
        ))
    };
    Row::new(vec![
        Cell::text(bar.label.clone()).explained(bar.id.clone()),
        setting(&bar.low.at),
        setting(&bar.high.at),
        lead(&bar.low),
        lead(&bar.high),
        Cell::from(bar.low.winner),
        Cell::from(bar.high.winner),
        Cell::number(bar.swing(), notation::fixed(bar.swing(), 1))
            .derived("by how much the lead moves, points"),
    ])
}

fn setting(setting: &Setting) -> Cell {
    match setting {
        Setting::Number(value) => Cell::number(*value, notation::significant(*value, 2)),
        Setting::Factor(factor) => Cell::number(*factor, notation::times(*factor)),
        Setting::Entry(label) => Cell::text(label.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{Order, fixture};

    #[test]
    fn the_longest_bar_comes_first() {
        fixture::with_subject(&[("work.heavy_percent", "5"), ("work.cpu_ms", "20")], |on| {
            let swings: Vec<f64> = sheet(on)
                .rows
                .iter()
                .map(|row| match row.cells[7].order {
                    Order::Number(number) => number,
                    Order::Text => f64::NAN,
                })
                .collect();
            assert!(swings.len() > 30 && swings.is_sorted_by(|a, b| a >= b), "{swings:?}");
            assert!(swings[0] > 0.0);
        });
    }
}
