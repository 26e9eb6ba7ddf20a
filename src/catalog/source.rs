//! Sources, and the article's claims with what became of them.

use super::date::PartialDate;
use super::fields::{Fields, Kind};
use super::packed::packed;
use super::problem::Place;
use super::shelf::Entry;
use super::text::Text;
use super::words::words;

/// A publication that figures are read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its name for references.
    pub id: Text,
    /// Who published it.
    pub publisher: Text,
    /// What it is called.
    pub title: Text,
    /// Where the reader can check.
    pub url: Text,
    /// When it was published.
    pub published: PartialDate,
    /// What else there is to say.
    pub note: Option<Text>,
    /// Where it stands.
    pub place: Place,
}

packed!(Source { id, publisher, title, url, published, note, place });

impl Entry for Source {
    const KIND: Kind = Kind::Source;

    fn key(&self) -> &str {
        &self.id
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Self> {
        let id = fields.required("id");
        let publisher = fields.required("publisher");
        let title = fields.required("title");
        let url = fields.required("url");
        let published = fields.required("published");
        let note = fields.optional("note");
        Some(Self {
            id: id?,
            publisher: publisher?,
            title: title?,
            url: url?,
            published: published?,
            note,
            place: fields.place(),
        })
    }
}

words! {
    /// What the audit made of a claim.
    pub enum Verdict: "verdict" {
        Confirmed = "confirmed",
        Plausible = "plausible",
        Unverified = "unverified",
        Misleading = "misleading",
        Wrong = "wrong",
        Superseded = "superseded",
        Unsupported = "unsupported",
        Contradicted = "contradicted",
        /// A rule somebody set, neither true nor false.
        Policy = "policy",
        Supported = "supported",
    }
}

/// A claim of the article, `S01` to `S40`, and the finding about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its number: `S02`.
    pub id: Text,
    /// What the article says.
    pub says: Text,
    /// What the audit made of it.
    pub verdict: Verdict,
    /// Why.
    pub finding: Text,
    /// Ids of the figures that it is about.
    pub figures: Vec<Text>,
    /// The release lines that it is about: `node 24`.
    pub lines: Vec<Text>,
    /// Where it stands.
    pub place: Place,
}

packed!(Claim { id, says, verdict, finding, figures, lines, place });

impl Entry for Claim {
    const KIND: Kind = Kind::Claim;

    fn key(&self) -> &str {
        &self.id
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Self> {
        let id = fields.required("id");
        let says = fields.required("says");
        let verdict = fields.required("verdict");
        let finding = fields.required("finding");
        let figures = fields.references(Kind::Figure, "figures");
        let lines = fields.references(Kind::ReleaseLine, "lines");
        Some(Self {
            id: id?,
            says: says?,
            verdict: verdict?,
            finding: finding?,
            figures,
            lines,
            place: fields.place(),
        })
    }
}
