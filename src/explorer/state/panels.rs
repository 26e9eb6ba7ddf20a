//! Which panel has the focus, and where the cursors of tables and the view of the time axis are.

use std::collections::BTreeMap;

use super::State;
use crate::explorer::shown::Shown;
use crate::explorer::table::TableState;
use crate::explorer::{Panel, Tab};
use crate::sheets::{Sheet, SheetId};
use crate::widgets::scroll::{moved, turned};

/// Which half of the screen takes the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The sliders.
    #[default]
    Inputs,
    /// The page.
    Page,
}

/// Where the user is on each page, and in each table.
#[derive(Debug, Default)]
pub(in crate::explorer) struct Cursors {
    /// The panels that have, or would have, the focus.
    panels: [usize; Tab::ALL.len()],
    tables: BTreeMap<SheetId, TableState>,
    /// What is done to a table that was never shown.
    untouched: TableState,
}

impl Cursors {
    fn panel(&self, tab: Tab) -> usize {
        self.panels.get(tab.index()).copied().unwrap_or(0)
    }

    fn move_to(&mut self, tab: Tab, panel: usize) {
        if let Some(slot) = self.panels.get_mut(tab.index()) {
            *slot = panel;
        }
    }

    fn table(&self, id: &SheetId) -> &TableState {
        self.tables.get(id).unwrap_or(&self.untouched)
    }

    /// What is done to a table, to change it.
    pub(in crate::explorer) fn table_mut(&mut self, id: &SheetId) -> &mut TableState {
        self.tables.entry(id.clone()).or_default()
    }

    /// Finds out which rows of the tables are seen, and keeps the cursors on them: a table may have become shorter.
    pub(super) fn settle(&mut self, shown: &Shown) {
        for (id, table) in &mut self.tables {
            if let Some(sheet) = shown.sheet(id) {
                table.look_anew(sheet);
                table.step(sheet, 0, 0);
            }
        }
    }
}

impl State {
    /// The panels of the present page, in the order of the Tab key.
    pub fn panels(&self) -> Vec<Panel> {
        self.tab.panels(self.sheets()).collect()
    }

    /// The panel of the page that has, or would have, the focus.
    pub fn panel(&self) -> Panel {
        let panels = || self.tab.panels(self.sheets());
        let present = panels().nth(self.cursors.panel(self.tab));
        present.or_else(|| panels().next()).unwrap_or(Panel::Gantt)
    }

    /// The panel that takes the keys now, if the page does.
    pub fn focused_panel(&self) -> Option<Panel> {
        (self.focus == Focus::Page).then(|| self.panel())
    }

    /// Gives the page, and this panel of it, the focus.
    pub fn focus_panel(&mut self, panel: &Panel) {
        let position = self.tab.panels(self.sheets()).position(|candidate| candidate == *panel);
        if let Some(position) = position {
            self.focus = Focus::Page;
            self.cursors.move_to(self.tab, position);
        }
    }

    /// Turns to a panel of a page.
    pub fn open_panel(&mut self, tab: Tab, panel: &Panel) {
        self.open(tab);
        self.focus_panel(panel);
    }

    /// Gives the first panel of the page the focus.
    pub fn focus_first_panel(&mut self) {
        self.focus = Focus::Page;
        self.cursors.move_to(self.tab, 0);
    }

    /// Moves the focus one pane on: from the sliders through the panels of the page and round.
    pub fn cycle_focus(&mut self, by: isize) {
        let panels = self.panels();
        // A panel that has gone leaves the focus to the one that is shown in its place.
        let focused = self.focused_panel().and_then(|focused| panels.iter().position(|one| *one == focused));
        let present = focused.map_or(0, |panel| panel + 1);
        match turned(present, by, panels.len() + 1).checked_sub(1) {
            Some(panel) => {
                self.focus = Focus::Page;
                self.cursors.move_to(self.tab, panel);
            }
            None => self.focus = Focus::Inputs,
        }
    }

    /// The tables of the present page.
    pub fn sheets(&self) -> &[Sheet] {
        self.shown.sheets()
    }

    /// The table with an id on the present page.
    pub fn sheet(&self, id: &SheetId) -> Option<&Sheet> {
        self.shown.sheet(id)
    }

    /// Where the cursor of a table is, and how it is sorted and filtered.
    pub fn table(&self, id: &SheetId) -> &TableState {
        self.cursors.table(id)
    }

    /// The focused table with its state, if a table has the focus.
    pub fn focused_table(&self) -> Option<(&Sheet, &TableState)> {
        match self.focused_panel()? {
            Panel::Sheet(id) => self.sheet(&id).map(|sheet| (sheet, self.table(&id))),
            Panel::Gantt | Panel::Chart(_) | Panel::Lanes | Panel::Patterns => None,
        }
    }

    /// Whether the focused panel is a table that is being filtered.
    pub fn is_filtering(&self) -> bool {
        matches!(self.focused_panel(), Some(Panel::Sheet(id)) if self.table(&id).filtering)
    }

    /// Moves the time axis's view of the lines.
    pub fn scroll_timeline(&mut self, by: isize) {
        self.timeline_row = moved(self.timeline_row, by, self.outlook().releases.lines.len());
    }
}
