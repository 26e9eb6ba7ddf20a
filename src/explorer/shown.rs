//! What the screen shows of the present page, and what it was made for.

use super::generation::Generation;
use super::reckoning::{Page, View};
use crate::model::curves::Curves;
use crate::sheets::changes::Changes;
use crate::sheets::{Sheet, SheetId};

/// The tables and curves of the present page.
#[derive(Debug, Default)]
pub(super) struct Shown {
    page: Page,
    /// The tables in which anything differs from what is pinned, with what does.
    changes: Vec<(SheetId, Changes)>,
    /// What it was made for; none while there is nothing, or something better could be shown.
    basis: Option<Basis>,
}

/// What a page is made for, beside the view of it: the reckoning, and that of the pin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Basis {
    pub(super) generation: Generation,
    pub(super) pin: Option<Generation>,
}

impl Shown {
    /// A page that was made for this, with what differs on it from what is pinned.
    pub(super) const fn new(basis: Basis, page: Page, changes: Vec<(SheetId, Changes)>) -> Self {
        Self { page, changes, basis: Some(basis) }
    }

    /// Whether nothing else would be shown of this.
    pub(super) fn is_of(&self, basis: Basis, view: &View) -> bool {
        self.basis == Some(basis) && self.page.view == *view
    }

    /// Says that something better can be shown now.
    pub(super) const fn outdate(&mut self) {
        self.basis = None;
    }

    /// Takes the page away, for the reckoning that it shows to keep; none where it would have to forget a comparison.
    pub(super) fn take_page(&mut self) -> Option<Page> {
        let basis = self.basis.take()?;
        basis.pin.is_none().then(|| std::mem::take(&mut self.page))
    }

    /// The tables.
    pub(super) fn sheets(&self) -> &[Sheet] {
        &self.page.sheets
    }

    /// The table with an id.
    pub(super) fn sheet(&self, id: &SheetId) -> Option<&Sheet> {
        self.page.sheets.iter().find(|sheet| sheet.id == *id)
    }

    /// The curves of its charts, if it has such.
    pub(super) const fn curves(&self) -> Option<&Curves> {
        self.page.curves.as_ref()
    }

    /// How the cells of a table have changed against what is pinned.
    pub(super) fn changes(&self, id: &SheetId) -> Option<&Changes> {
        self.changes.iter().find(|(sheet, _)| sheet == id).map(|(_, changes)| changes)
    }
}
