//! Why the first is first, and why each of the others is not.

use crate::model::mend::Mend;
use crate::model::{Facts, Outlook, PerAlternative};
use crate::sheets::wording::reasons::{self, Reason};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId};

pub(super) fn sheet(facts: &Facts, outlook: &Outlook, mends: &PerAlternative<Option<Mend>>) -> Sheet {
    Sheet {
        id: SheetId::Reasons,
        title: "Reasons".to_owned(),
        note: "Points are the differences of those shown by criterion.".to_owned(),
        columns: vec![Column::text("Option", 0), Column::prose("Reason", 0)],
        rows: reasons::sentences(facts, outlook, mends).into_iter().map(row).collect(),
    }
}

fn row(Reason { about, text }: Reason) -> Row {
    Row::new(vec![
        Cell::from(about),
        Cell::text(text).explained(
            "Made from the numbers shown: the points by criterion and what each rests on, the hard limits, and the \
             other methods. Up to three criteria are named, the greatest difference first.",
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Alternative;
    use crate::model::mend::mends;
    use crate::sheets::fixture;

    #[test]
    fn every_option_has_its_reasons_one_sentence_a_row() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheet = sheet(facts, outlook, &mends(facts, outlook));
            let mut names: Vec<&str> = sheet.rows.iter().map(|row| row.cells[0].text.as_str()).collect();
            names.dedup();
            assert_eq!(names, outlook.order.map(Alternative::label));
            for row in &sheet.rows {
                let text = &row.cells[1].text;
                assert!(text.ends_with('.') && !text.contains(". "), "{text}");
            }
        });
    }
}
