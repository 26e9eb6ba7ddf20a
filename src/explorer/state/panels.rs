//! Which panel has the focus, and where the cursors of tables and the view of the time axis are.

use super::State;
use crate::explorer::Panel;
use crate::explorer::table::TableState;
use crate::sheets::Sheet;
use crate::widgets::scroll::moved;

/// Which half of the screen takes the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The sliders.
    #[default]
    Inputs,
    /// The page.
    Page,
}

/// Where the cursor is on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct PageState {
    panel: usize,
    pub(super) tables: Vec<(&'static str, TableState)>,
}

impl State {
    pub(super) fn page(&self) -> Option<&PageState> {
        self.pages.get(self.tab.index())
    }

    /// The panels of the present page, in the order of the Tab key.
    pub fn panels(&self) -> Vec<Panel> {
        self.tab.panels(&self.sheets)
    }

    /// The panel of the page that has, or would have, the focus.
    pub fn panel(&self) -> Panel {
        let position = self.page().map_or(0, |page| page.panel);
        let panels = self.panels();
        panels.get(position).or(panels.first()).copied().unwrap_or(Panel::Gantt)
    }

    /// The panel that takes the keys now, if the page does.
    pub fn focused_panel(&self) -> Option<Panel> {
        (self.focus == Focus::Page).then(|| self.panel())
    }

    /// Gives the page, and this panel of it, the focus.
    pub fn focus_panel(&mut self, panel: Panel) {
        if let Some(position) = self.panels().iter().position(|candidate| *candidate == panel) {
            self.focus = Focus::Page;
            if let Some(page) = self.pages.get_mut(self.tab.index()) {
                page.panel = position;
            }
        }
    }

    /// Gives the first panel of the page the focus.
    pub fn focus_first_panel(&mut self) {
        if let Some(first) = self.panels().first() {
            self.focus_panel(*first);
        }
    }

    /// Moves the focus one pane on: from the sliders through the panels of the page and round.
    pub fn cycle_focus(&mut self, forth: bool) {
        let last = self.panels().len().saturating_sub(1);
        let tab = self.tab.index();
        let Some(page) = self.pages.get_mut(tab) else { return };
        match (self.focus, forth) {
            (Focus::Inputs, true) => (self.focus, page.panel) = (Focus::Page, 0),
            (Focus::Inputs, false) => (self.focus, page.panel) = (Focus::Page, last),
            (Focus::Page, true) if page.panel < last => page.panel += 1,
            (Focus::Page, false) if page.panel > 0 => page.panel -= 1,
            (Focus::Page, _) => self.focus = Focus::Inputs,
        }
    }

    /// The table with an id on the present page.
    pub fn sheet(&self, id: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.id == id)
    }

    /// Where the cursor of a table is, and how it is sorted and filtered.
    pub fn table(&self, id: &str) -> TableState {
        self.page()
            .and_then(|page| page.tables.iter().find(|(name, _)| *name == id))
            .map_or_else(TableState::default, |(_, table)| table.clone())
    }

    /// The same, to change it.
    pub fn table_mut(&mut self, id: &'static str) -> Option<&mut TableState> {
        let page = self.pages.get_mut(self.tab.index())?;
        let position = page.tables.iter().position(|(name, _)| *name == id).unwrap_or_else(|| {
            page.tables.push((id, TableState::default()));
            page.tables.len() - 1
        });
        page.tables.get_mut(position).map(|(_, table)| table)
    }

    /// The focused table with its state, if a table has the focus.
    pub fn focused_table(&self) -> Option<(&Sheet, TableState)> {
        match self.focused_panel()? {
            Panel::Sheet(id) => self.sheet(id).map(|sheet| (sheet, self.table(id))),
            Panel::Gantt | Panel::Chart(_) | Panel::Lanes | Panel::Patterns => None,
        }
    }

    /// Whether the focused panel is a table that is being filtered.
    pub fn is_filtering(&self) -> bool {
        matches!(self.focused_panel(), Some(Panel::Sheet(id)) if self.table(id).filtering)
    }

    /// Moves the time axis's view of the lines.
    pub fn scroll_timeline(&mut self, by: isize) {
        self.timeline_row = moved(self.timeline_row, by, self.outlook().releases.lines.len());
    }
}
