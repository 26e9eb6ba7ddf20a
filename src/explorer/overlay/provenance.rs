//! Where a cell comes from: its figure with both editions and its source, or the formula and what went into it.

use crossterm::event::{KeyCode, KeyEvent};

use super::line::Line;
use super::{Layer, Overlay, Reaction};
use crate::catalog::{Edition, Figure, Reading};
use crate::explorer::chord::Chord;
use crate::explorer::{Panel, State, cursor_keys};
use crate::notation;
use crate::scenario::parameter::{Initial, Key, Value};
use crate::scenario::registry;
use crate::sheets::{Cell, Origin, wording};
use crate::widgets::scroll::moved;

/// Where a cell comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The heading.
    pub title: String,
    /// The lines.
    pub lines: Vec<Line>,
    /// First line that is seen.
    pub offset: usize,
}

impl Layer for Provenance {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        match Chord::letter_or_key(key) {
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | '?') => return Reaction::GONE,
            code => self.wheel(cursor_keys::in_list(code).unwrap_or(0), state),
        }
        Reaction::STAYS
    }

    fn wheel(&mut self, by: isize, state: &State) {
        self.offset = moved(self.offset, by, state.regions.overlay_last + 1);
    }
}

impl State {
    /// Opens the provenance of the cell under the cursor, or the table that it names.
    pub fn open_provenance(&mut self) {
        let Some((sheet, table)) = self.focused_table() else { return };
        let (Some(row), Some(column)) = (table.selected(sheet), sheet.columns.get(table.cursor.column))
        else {
            self.notice = Some("There is no cell under the cursor.".to_owned());
            return;
        };
        if let Some(Cell { origin: Origin::Table { id, .. }, .. }) = row.cells.get(table.cursor.column) {
            self.focus_panel(&Panel::Sheet(id.clone()));
            return;
        }
        let name = row.name();
        let title =
            if table.cursor.column == 0 { name.to_owned() } else { format!("{name} · {}", column.title) };
        let mut lines =
            row.cells.get(table.cursor.column).map(|cell| self.provenance(cell)).unwrap_or_default();
        let position = table.rows(sheet).get(table.cursor.row).copied();
        let changes = self.changes(&sheet.id).zip(position);
        if let Some(change) = changes.and_then(|(changes, row)| changes.get(row, table.cursor.column)) {
            let signed = change.signed().map_or_else(String::new, |signed| format!(" ({signed} since)"));
            lines.insert(1.min(lines.len()), Line::field("Pinned", format!("{}{signed}", change.before)));
        }
        if table.cursor.column == 0 || row.cells.get(table.cursor.column).is_none_or(is_name) {
            lines.push(Line::Heading("The row".to_owned()));
            let cells =
                sheet.columns.iter().zip(&row.cells).skip(1).filter(|(_, cell)| !cell.text.is_empty());
            lines.extend(cells.map(|(column, cell)| Line::field(column.title.clone(), cell.text.clone())));
        }
        if !sheet.note.is_empty() {
            lines.push(Line::Heading("Note on the table".to_owned()));
            lines.push(Line::Text(sheet.note.clone()));
        }
        self.overlay = Some(Overlay::Provenance(Provenance { title, lines, offset: 0 }));
    }

    /// Whether the cell under the cursor has a provenance, rather than the name of a table to go to.
    pub fn opens_provenance(&self) -> bool {
        let cell = self
            .focused_table()
            .and_then(|(sheet, table)| table.selected(sheet)?.cells.get(table.cursor.column));
        cell.is_some_and(|cell| !matches!(cell.origin, Origin::Table { .. }))
    }

    fn provenance(&self, cell: &Cell) -> Vec<Line> {
        let mut lines = vec![Line::field("Value", cell.text.clone())];
        match &cell.origin {
            Origin::Unstated => {
                lines.push(Line::Text(
                    "A name: the other cells of its row say where they come from.".to_owned(),
                ));
            }
            Origin::Figure(id) => self.figure_lines(id, &mut lines),
            Origin::Input(key) => self.input_lines(&[*key], &mut lines),
            Origin::Derived { formula, calculation, figures, inputs } => {
                lines.push(Line::field("Computed as", formula.clone()));
                if let Some(numbers) = calculation {
                    lines.push(Line::field("In numbers", format!("{numbers} = {}", cell.text)));
                }
                if !inputs.is_empty() {
                    lines.push(Line::Heading("Inputs".to_owned()));
                    self.input_lines(inputs, &mut lines);
                }
                for id in figures {
                    self.figure_lines(id, &mut lines);
                }
            }
            Origin::Text(text) | Origin::Table { about: text, .. } => lines.push(Line::Text(text.clone())),
            Origin::Practice { detail, figures } => {
                lines.push(Line::Text(detail.clone()));
                for id in figures {
                    self.figure_lines(id, &mut lines);
                }
            }
        }
        lines
    }

    fn input_lines(&self, keys: &[Key], lines: &mut Vec<Line>) {
        for key in keys {
            let row = registry::get(*key);
            let value = self.facts.definitions.value(&self.scenario, *key);
            let measured = match row.initial {
                Initial::Baseline(runtime) => self.scenario.measured.get(runtime).map(|one| (runtime, one)),
                _ => None,
            };
            let counts = measured.is_some_and(|(runtime, _)| {
                self.facts.definitions.measurement(&self.scenario, runtime).is_some()
            });
            let changed = match (counts, self.facts.definitions.is_changed(&self.scenario, *key)) {
                (true, _) => ", measured",
                (false, true) => ", set here",
                (false, false) => "",
            };
            let unit = match value {
                Value::Number(number) => wording::unit_of(number, row.unit),
                Value::Choice(_) | Value::Date(_) => "",
            };
            let shown = format!("{} {unit}", self.facts.definitions.display(*key, value));
            let text = format!("{} ({}{changed})", shown.trim_end(), row.id);
            lines.push(Line::field(row.label, text));
            if let Some((_, measured)) = measured {
                let name = if counts { "Measured" } else { "Set aside" };
                lines.push(Line::field(name, wording::measured::about(measured)));
            }
        }
    }

    fn figure_lines(&self, id: &str, lines: &mut Vec<Line>) {
        let Some(figure) = self.facts.catalog.figure(id) else { return };
        lines.push(Line::Heading(figure.label.to_string()));
        lines.push(Line::field("Figure", figure.id.to_string()));
        lines.push(Line::field("Statistic", figure.statistic.to_string()));
        let counted = figure.reading(self.scenario.edition);
        if figure.own_reading(self.scenario.edition).is_none() {
            lines.push(Line::Text(format!(
                "Only one edition gives this figure; it serves the {} edition too.",
                self.scenario.edition
            )));
        }
        for edition in [Edition::Audited, Edition::Article] {
            if let Some(reading) = figure.own_reading(edition) {
                let counts = if std::ptr::eq(reading, counted) { " (in use)" } else { "" };
                lines.push(Line::Heading(format!("{edition}{counts}")));
                self.reading_lines(figure, reading, lines);
            }
        }
        if let (Some(low), Some(high)) = (figure.low, figure.high) {
            let range = format!("{} to {} {}", notation::plain(low), notation::plain(high), figure.unit);
            lines.push(Line::field("Range", range));
        }
        if let Some(note) = &figure.note {
            lines.push(Line::Text(note.to_string()));
        }
        for claim in
            self.facts.catalog.claims().iter().filter(|claim| claim.figures.iter().any(|one| one == id))
        {
            lines.push(Line::field("Claim", format!("{}: {} — {}", claim.id, claim.verdict, claim.finding)));
        }
    }

    fn reading_lines(&self, figure: &Figure, reading: &Reading, lines: &mut Vec<Line>) {
        lines.push(Line::field("Value", format!("{} {}", notation::plain(reading.value), figure.unit)));
        lines.push(Line::field("Date", reading.date.to_string()));
        lines.push(Line::field("Confidence", reading.confidence.to_string()));
        if let Some(source) = self.facts.catalog.source(&reading.source) {
            lines.push(Line::field(
                "Source",
                format!("{}, {} ({})", source.publisher, source.title, source.published),
            ));
            lines.push(Line::field("Address", source.url.to_string()));
        }
        if let Some(note) = &reading.note {
            lines.push(Line::Text(note.to_string()));
        }
    }
}

/// Whether a cell only names something, so that all there is to say about it is what stands beside it.
fn is_name(cell: &Cell) -> bool {
    cell.origin == Origin::Unstated
}
