//! Sources: every figure with both editions, the article's claims, and where the figures contradict each other.

mod claims;
mod figures;
mod lint;
mod publications;

use super::Sheet;
use crate::model::{Facts, Outlook};

/// The tables of the page.
pub fn sheets(facts: &Facts, outlook: &Outlook) -> Vec<Sheet> {
    vec![
        figures::sheet(facts, outlook),
        claims::sheet(facts),
        publications::sheet(facts),
        lint::sheet(facts, outlook),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::sheets::SheetId;

    #[test]
    fn sheets_are_whole_whatever_the_inputs() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheets = sheets(facts, outlook);
            let ids: Vec<SheetId> = sheets.iter().map(|sheet| sheet.id.clone()).collect();
            assert_eq!(ids, [SheetId::Figures, SheetId::Claims, SheetId::Sources, SheetId::Lint]);
            fixture::check(facts, &sheets);
        });
    }
}
