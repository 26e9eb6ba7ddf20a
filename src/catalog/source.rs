//! Sources, and the article's claims with what became of them.

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::fields::{Fields, Kind};
use super::problem::Place;
use super::shelf::Entry;
use super::words::words;

/// A publication that figures are read from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its name for references.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// Where the reader can check.
    pub url: String,
    /// When it was published.
    pub published: PartialDate,
    /// What else there is to say.
    pub note: Option<String>,
    /// Where it stands.
    pub place: Place,
}

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Its number: `S02`.
    pub id: String,
    /// What the article says.
    pub says: String,
    /// What the audit made of it.
    pub verdict: Verdict,
    /// Why.
    pub finding: String,
    /// Ids of the figures that it is about.
    pub figures: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

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
        Some(Self {
            id: id?,
            says: says?,
            verdict: verdict?,
            finding: finding?,
            figures,
            place: fields.place(),
        })
    }
}
