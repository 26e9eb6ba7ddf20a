//! Practices: the tables of advice, row by row.

use serde::{Deserialize, Serialize};

use super::fields::{Fields, Kind};
use super::problem::Place;
use super::shelf::Entry;

/// A table of practices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PracticeTopic {
    /// Its name for references.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// The heading of the article that it belongs to.
    pub heading: String,
    /// What stands above the table.
    pub lead: String,
    /// The titles of the columns.
    pub columns: Vec<String>,
    /// Its rank in lists.
    pub order: u32,
    /// Where it stands.
    pub place: Place,
}

impl Entry for PracticeTopic {
    const KIND: Kind = Kind::PracticeTopic;

    fn key(&self) -> &str {
        &self.id
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn order(&self) -> u32 {
        self.order
    }

    fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Self> {
        let id = fields.required("id");
        let title = fields.required("title");
        let heading = fields.required("heading");
        let lead = fields.required("lead");
        let columns = fields.required("columns");
        let order = fields.required("order");
        Some(Self {
            id: id?,
            title: title?,
            heading: heading?,
            lead: lead?,
            columns: columns?,
            order: order?,
            place: fields.place(),
        })
    }
}

/// A row of a topic's table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Practice {
    /// Its name for references.
    pub id: String,
    /// The id of the topic whose table it is a row of.
    pub topic: String,
    /// The cells, as many as the topic has columns.
    pub cells: Vec<String>,
    /// What there is to say beyond the row: the text of the listing where there is one.
    pub detail: String,
    /// The file of the listing that it shows, if any.
    pub listing: Option<String>,
    /// Ids of the figures that it rests on.
    pub figures: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

impl Entry for Practice {
    const KIND: Kind = Kind::Practice;

    fn key(&self) -> &str {
        &self.id
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Self> {
        let id = fields.required("id");
        let topic = fields.reference(Kind::PracticeTopic, "topic");
        let cells = fields.required("cells");
        let listing: Option<String> = fields.optional("listing");
        let detail = if fields.has("listing") {
            if fields.optional::<String>("detail").is_some() {
                fields.problem(
                    "detail",
                    "the detail is that of the `listing`; remove one of the two".to_owned(),
                );
            }
            // Listings may come from another layer: the text is filled in when all are there.
            listing.as_ref().map(|_| String::new())
        } else {
            fields.required("detail")
        };
        let figures = fields.references(Kind::Figure, "figures");
        Some(Self {
            id: id?,
            topic: topic?,
            cells: cells?,
            detail: detail?,
            listing,
            figures,
            place: fields.place(),
        })
    }
}
