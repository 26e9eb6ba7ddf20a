//! Practices: the tables of advice, row by row.

use super::fields::{Fields, Kind};
use super::problem::Place;
use super::shelf::Entry;

/// A table of practices.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    /// Its name for references.
    pub id: String,
    /// The id of the topic whose table it is a row of.
    pub topic: String,
    /// The cells, as many as the topic has columns.
    pub cells: Vec<String>,
    /// What there is to say beyond the row.
    pub detail: String,
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
        let detail = fields.required("detail");
        let figures = fields.references(Kind::Figure, "figures");
        Some(Self { id: id?, topic: topic?, cells: cells?, detail: detail?, figures, place: fields.place() })
    }
}
