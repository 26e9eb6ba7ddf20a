//! Two scenarios side by side, for people and for programs.

pub mod json;
mod outcomes;

use super::markup::Markup;
use crate::model::comparison::Side;
use crate::sheets::comparison::{Compared, sheets};
use crate::sheets::{Sheet, SheetId, wording};

/// The comparison as one text: what each side comes to, then the tables.
pub fn text(on: Compared<'_>, markup: Markup) -> String {
    let [a, b] = on.names;
    let mut out = markup.title(&format!("{a} against {b}"));
    let sides = on.names.into_iter().zip([on.before, on.after]);
    for (title, (name, side)) in on.titles.into_iter().zip(sides) {
        // A line of its own in Markdown too: a paragraph.
        if markup == Markup::Markdown {
            out.push('\n');
        }
        out.extend([&markup.prose(&opening(title, name, side)), "\n"]);
    }
    for sheet in sheets(on) {
        markup.section(&mut out, &sheet);
    }
    out
}

/// The tables with one number in a cell, as spreadsheets need them: those for reading have both outcomes in one.
pub fn tables(on: Compared<'_>) -> Vec<Sheet> {
    let apart = |sheet: Sheet| if sheet.id == SheetId::Outcomes { outcomes::sheet(on) } else { sheet };
    sheets(on).into_iter().map(apart).collect()
}

/// One side in a sentence.
fn opening(title: &str, name: &str, side: Side<'_>) -> String {
    let outlook = side.outlook;
    let first = outlook.first();
    format!(
        "{title} is {name}: {} with {} of 100 points, as of {}, {} edition of the figures.",
        first.label(),
        wording::points(outlook.assessments[first].score),
        outlook.inputs.as_of,
        outlook.inputs.edition
    )
}
