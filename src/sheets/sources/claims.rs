//! What the article claims, and what became of it.

use crate::catalog::{Claim, Text, Verdict};
use crate::model::Facts;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

pub(super) fn sheet(facts: &Facts) -> Sheet {
    let claims = facts.catalog.claims();
    Sheet {
        id: SheetId::Claims,
        title: "Claims of the article".to_owned(),
        note: note(claims),
        columns: vec![
            Column::text("Claim", 0),
            Column::text("Verdict", 0),
            Column::prose("Says", 1),
            Column::prose("Finding", 0),
            Column::prose("Figures", 2),
        ],
        rows: claims.iter().map(row).collect(),
    }
}

/// How many claims got each verdict.
fn note(claims: &[Claim]) -> String {
    let counts = Verdict::ALL.iter().filter_map(|verdict| {
        let count = claims.iter().filter(|claim| claim.verdict == *verdict).count();
        (count > 0).then(|| format!("{count} {verdict}"))
    });
    format!("{} claims: {}.", claims.len(), counts.collect::<Vec<_>>().join(", "))
}

fn row(claim: &Claim) -> Row {
    let figures: Vec<&str> = claim.figures.iter().map(Text::as_str).collect();
    let about = |cell: Cell| cell.explained(format!("{} Finding: {}", claim.says, claim.finding));
    Row::new(vec![
        about(Cell::text(claim.id.as_str())),
        about(Cell::text(claim.verdict.name()).tone(tone(claim.verdict))),
        about(Cell::text(claim.says.as_str())),
        about(Cell::text(claim.finding.as_str())),
        Cell::text(figures.join(", "))
            .tone(Tone::Muted)
            .derived("the figures that the claim is about")
            .of_figures(&figures),
    ])
}

const fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Confirmed | Verdict::Supported => Tone::Good,
        Verdict::Plausible => Tone::Plain,
        Verdict::Policy => Tone::Muted,
        Verdict::Unverified | Verdict::Misleading | Verdict::Superseded | Verdict::Unsupported => {
            Tone::Warning
        }
        Verdict::Wrong | Verdict::Contradicted => Tone::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture;
    use super::*;

    #[test]
    fn all_forty_claims_have_a_verdict() {
        let facts = fixture::facts();
        let sheet = sheet(&facts);
        let ids: Vec<String> = (1..=40).map(|number| format!("S{number:02}")).collect();
        assert_eq!(sheet.rows.iter().map(|row| row.cells[0].text.clone()).collect::<Vec<_>>(), ids);
        assert!(sheet.note.starts_with("40 claims: "), "{}", sheet.note);
    }

    #[test]
    fn wrong_claims_stand_out() {
        let facts = fixture::facts();
        let row = &sheet(&facts).rows[22];
        assert_eq!((row.cells[0].text.as_str(), row.cells[1].text.as_str()), ("S23", "wrong"));
        assert_eq!(row.cells[1].tone, Tone::Bad);
        assert!(row.cells[4].text.contains("usage."), "{}", row.cells[4].text);
    }
}
