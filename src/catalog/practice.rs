//! Practices: the tables of advice, row by row.

use super::fields::{Fields, Kind};
use super::packed::packed;
use super::problem::Place;
use super::shelf::Entry;
use super::text::Text;

/// A table of practices.
#[derive(Clone, Debug, PartialEq)]
pub struct PracticeTopic {
    /// Its name for references.
    pub id: Text,
    /// Its name for people.
    pub title: Text,
    /// The heading of the article that it belongs to.
    pub heading: Text,
    /// What stands above the table; its first sentence, up to `. `, tells in lists what it is about.
    pub lead: Text,
    /// The titles of the columns.
    pub columns: Vec<Text>,
    /// Its rank in lists.
    pub order: u32,
    /// Where it stands.
    pub place: Place,
}

packed!(PracticeTopic { id, title, heading, lead, columns, order, place });

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
    pub id: Text,
    /// The id of the topic whose table it is a row of.
    pub topic: Text,
    /// The cells, as many as the topic has columns.
    pub cells: Vec<Text>,
    /// What there is to say beyond the row: the text of the listing where there is one.
    pub detail: Text,
    /// The file of the listing that it shows, if any.
    pub listing: Option<Text>,
    /// Ids of the figures that it rests on.
    pub figures: Vec<Text>,
    /// Where it stands.
    pub place: Place,
}

packed!(Practice { id, topic, cells, detail, listing, figures, place });

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
        let listing: Option<Text> = fields.optional("listing");
        let detail = if fields.has("listing") {
            if fields.optional::<Text>("detail").is_some() {
                fields.problem(
                    "detail",
                    "the detail is that of the `listing`; remove one of the two".to_owned(),
                );
            }
            // Listings may come from another layer: the text is filled in when all are there.
            listing.as_ref().map(|_| Text::default())
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
