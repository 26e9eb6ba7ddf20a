//! A sheet as a table on the screen.

use std::borrow::Cow;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Look;
use super::canvas::Canvas;
use super::field::typed;
use super::parts::{behind, first, line};
use crate::explorer::table::TableState;
use crate::explorer::{Panel, Target, command};
use crate::notation;
use crate::sheets::changes::Change;
use crate::sheets::{Cell, Kind, Row, Sheet, SheetId, Value};
use crate::widgets::data_table::{
    Column, DataTable, TableCell, TableCursor, TableLayout, TableStyles, natural_width,
};
use crate::widgets::text::{self, Align, width};

/// Rows that a sheet would like on a screen so wide: its lines with heading and borders, and the same with its note.
pub(super) fn wanted(canvas: &Canvas<'_>, sheet: &Sheet, width: u16) -> (u16, u16) {
    let lines = if sheet.columns.iter().any(|column| column.kind == Kind::Prose) {
        let (columns, rows) = (columns(sheet), rows(canvas, sheet, 0..sheet.rows.len()));
        let endless = Rect { x: 0, y: 0, width: width.saturating_sub(2), height: u16::MAX };
        TableLayout::compute(endless, &columns, &rows, TableCursor::default(), false).lines()
    } else {
        sheet.rows.len()
    };
    let bare = u16::try_from(lines.max(1)).unwrap_or(u16::MAX).saturating_add(3);
    (bare, bare.saturating_add(note_lines(sheet, width)))
}

/// Lines that the note takes at a width.
fn note_lines(sheet: &Sheet, columns: u16) -> u16 {
    u16::try_from(text::wrapped_lines(&sheet.note, columns.saturating_sub(2))).unwrap_or(u16::MAX)
}

/// The width below which a column is scrolled out of sight rather than cut: a number is never cut, a text may be.
fn least_width(sheet: &Sheet, position: usize) -> u16 {
    let Some(column) = sheet.columns.get(position) else { return 0 };
    let least = |cell: &Cell| match (column.kind, &cell.value) {
        (Kind::Number, Value::Number { .. } | Value::Ranked(_)) | (Kind::Whole, _) => u16::MAX,
        (Kind::Prose, _) => least_of_prose(&cell.text),
        (Kind::Text, _) if position == 0 => NAME,
        _ if cell.text.ends_with('.') => SENTENCE,
        _ => TEXT,
    };
    let hanging = hanging(sheet, position);
    let taken = |cell: &Cell| width(&cell.text) + free_marks(hanging, cell);
    let cells = sheet.rows.iter().filter_map(|row| row.cells.get(position));
    let least = cells.map(|cell| taken(cell).min(least(cell))).max().unwrap_or(0);
    least.max(width(&column.title))
}

/// The width that a sentence keeps: a short one may be broken once, but within no word.
fn least_of_prose(sentence: &str) -> u16 {
    let in_two_lines = width(sentence).div_ceil(2) + 2;
    if in_two_lines >= PROSE {
        return PROSE;
    }
    sentence.split_whitespace().map(width).fold(in_two_lines, u16::max).min(PROSE)
}

/// Columns of the screen that a name, that another text, and that a sentence keeps at least if it is that long. The
/// first two words of a sentence say nothing: what is less important rather waits to be scrolled to.
const NAME: u16 = 20;
const TEXT: u16 = 14;
const SENTENCE: u16 = 28;
/// The same for sentences that take several lines.
const PROSE: u16 = 24;

fn columns(sheet: &Sheet) -> Vec<Column<'_>> {
    let columns = sheet.columns.iter().enumerate();
    columns
        .map(|(position, column)| Column {
            title: &column.title,
            align: match column.kind {
                Kind::Text | Kind::Whole | Kind::Prose => Align::Left,
                Kind::Number => Align::Right,
            },
            min_width: least_width(sheet, position),
            priority: u8::MAX - column.dispensable,
            wrap: column.kind == Kind::Prose,
        })
        .collect()
}

/// Columns of the screen that the marks of a number take, which stand behind it and lead to the note.
fn marks(cell: &Cell) -> u16 {
    width(cell.doubt())
}

/// The most of them in a column of numbers.
fn hanging(sheet: &Sheet, position: usize) -> u16 {
    if sheet.columns.get(position).is_none_or(|column| column.kind != Kind::Number) {
        return 0;
    }
    sheet.rows.iter().filter_map(|row| row.cells.get(position)).map(marks).max().unwrap_or(0)
}

/// What is left free behind a cell of that column: numbers stand under each other whichever of them are marked.
fn free_marks(hanging: u16, cell: &Cell) -> u16 {
    // Most columns have no marks, and need no look at their cells.
    if hanging == 0 { 0 } else { hanging.saturating_sub(marks(cell)) }
}

/// The rows at these positions.
fn rows<'a>(
    canvas: &Canvas<'_>,
    sheet: &'a Sheet,
    order: impl IntoIterator<Item = usize>,
) -> Vec<Vec<TableCell<'a>>> {
    let changes = canvas.state.changes(&sheet.id);
    let hanging: Vec<u16> = (0..sheet.columns.len()).map(|position| hanging(sheet, position)).collect();
    let cell = |row: usize, column: usize, cell: &'a Cell| {
        let change = changes.and_then(|changes| changes.get(row, column));
        let mark = change.map_or("", |change| mark(canvas, change));
        let text = match hanging.get(column).map_or(0, |hanging| free_marks(*hanging, cell)) {
            0 => Cow::Borrowed(cell.text.as_str()),
            free => Cow::Owned(format!("{}{:2$}", cell.text, "", usize::from(free))),
        };
        TableCell { text, style: canvas.tone(cell.tone), mark }
    };
    let rows = order.into_iter().filter_map(|row| Some((row, sheet.rows.get(row)?)));
    let cells = |(position, row): (usize, &'a Row)| {
        row.cells.iter().enumerate().map(|(column, one)| cell(position, column, one)).collect()
    };
    rows.map(cells).collect()
}

/// The glyph for a change: up, down, or otherwise.
fn mark(canvas: &Canvas<'_>, change: &Change) -> &'static str {
    let glyphs = &canvas.look.glyphs;
    match change.difference {
        Some(difference) if difference > 0.0 => glyphs.up,
        Some(difference) if difference < 0.0 => glyphs.down,
        _ => glyphs.pinned_mark,
    }
}

/// The same rows with the changes against what is pinned written out behind the numbers, if a table so wide has room
/// for all of it.
fn with_changes<'a>(
    canvas: &Canvas<'_>,
    sheet: &'a Sheet,
    order: &[usize],
    columns: &[Column<'_>],
    room: u16,
) -> Option<Vec<Vec<TableCell<'a>>>> {
    let changes = canvas.state.changes(&sheet.id)?;
    let suffix = |row: usize, column: usize| {
        let change = changes.get(row, column)?;
        Some(format!(" {}{}", mark(canvas, change), change.amount()?))
    };
    let mut rows = rows(canvas, sheet, order.iter().copied());
    for (position, column) in columns.iter().enumerate().filter(|(_, column)| column.align == Align::Right) {
        let suffixes: Vec<String> =
            order.iter().map(|row| suffix(*row, position).unwrap_or_default()).collect();
        // Under each other, so that the numbers before them stay where they are.
        let widest = suffixes.iter().map(|suffix| width(suffix)).max().unwrap_or(0);
        for (row, suffix) in rows.iter_mut().zip(suffixes).filter(|_| widest > 0 && !column.wrap) {
            let Some(cell) = row.get_mut(position) else { continue };
            if !suffix.is_empty() {
                cell.mark = "";
            }
            cell.text = Cow::Owned(format!("{}{suffix:1$}", cell.text, usize::from(widest)));
        }
    }
    (natural_width(columns, &rows) <= room).then_some(rows)
}

/// What the cell under the cursor shows for what is pinned, in a line.
fn change_of_cell(
    canvas: &Canvas<'_>,
    sheet: &Sheet,
    order: &[usize],
    cursor: TableCursor,
) -> Option<String> {
    let position = *order.get(cursor.row)?;
    let change = canvas.state.changes(&sheet.id)?.get(position, cursor.column)?;
    let row = sheet.rows.get(position)?;
    let name = row.name();
    let now = row.cells.get(cursor.column).map_or("", |cell| cell.text.as_str());
    let title = sheet.columns.get(cursor.column).map_or("", |column| column.title.as_str());
    let signed = change.signed().map_or_else(String::new, |signed| format!(" ({signed})"));
    let before = if change.before.is_empty() { notation::NONE } else { change.before.as_str() };
    Some(format!("{name}, {title}: pinned {before}, now {now}{signed}"))
}

/// Draws the sheet with an id, in a panel of its own.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, id: &SheetId) {
    let state = canvas.state;
    let Some(sheet) = state.sheet(id) else { return };
    let panel = Panel::Sheet(id.clone());
    let focused = state.focused_panel().as_ref() == Some(&panel);
    let order = state.table(id).rows(sheet);
    let shown = if order.len() == sheet.rows.len() {
        String::new()
    } else {
        format!("{} of {} rows", order.len(), sheet.rows.len())
    };
    let inner = canvas.panel(area, &sheet.title, &shown, focused);
    canvas.record(area, Target::Panel(panel));
    let needed = draw_table(canvas, inner, sheet, &order, focused);

    let Look { theme, glyphs } = *canvas.look;
    let whole_note = note_lines(sheet, area.width);
    let note = whole_note.min(inner.height.saturating_sub(needed));
    if note > 0 {
        let place = Rect { y: inner.y + needed, height: note, ..inner };
        canvas.paragraph(place, &note_in_lines(&sheet.note, place, glyphs.ellipsis), theme.muted);
    }
    // In the edge of the panel there is room whatever else there is.
    let edge = line(area, area.height.saturating_sub(1));
    let edge = first(behind(edge, 2), edge.width.saturating_sub(4));
    let change = focused.then(|| change_of_cell(canvas, sheet, &order, state.table(id).cursor)).flatten();
    if let Some(change) = change {
        canvas.text(edge, &format!(" {change} "), theme.strong);
    } else if note < whole_note {
        let told = if note == 0 { sheet.note.as_str() } else { "" };
        let key =
            (focused && state.opens_provenance()).then(|| state.settings.keys.call(&command::PROVENANCE));
        canvas.text(edge, &note_in_edge(told, key.as_deref(), edge.width, glyphs.ellipsis), theme.muted);
    }
}

/// Draws and records the rows at these positions below their headings, with the filter below them; returns the lines
/// that it takes to show all of that.
fn draw_table(canvas: &mut Canvas<'_>, area: Rect, sheet: &Sheet, order: &[usize], focused: bool) -> u16 {
    let table = canvas.state.table(&sheet.id);
    let columns = columns(sheet);
    let rows = with_changes(canvas, sheet, order, &columns, area.width)
        .unwrap_or_else(|| rows(canvas, sheet, order.iter().copied()));
    let Look { theme, glyphs } = *canvas.look;
    let styles = TableStyles {
        header: theme.header,
        selected_row: if focused { theme.selected_row } else { Style::new() },
        cursor_cell: theme.cursor_cell,
        mark: theme.mark,
        muted: theme.muted,
    };
    let is_filtered = table.filtering || !table.filter.text().is_empty();
    // While it is typed, Esc ends it whatever the keys are.
    let all = if table.filtering {
        "Esc".to_owned()
    } else {
        canvas.state.settings.keys.call(&command::CLEAR_FILTER)
    };
    let filtered_out = format!("No row has these words. {all} shows all.");
    let widget = DataTable::new(&columns, &rows, table.cursor, styles, &glyphs)
        .sorted_by(table.sort)
        .footer(is_filtered)
        .when_empty(if is_filtered { &filtered_out } else { "Nothing here." })
        .focused(focused);
    let mut layout = widget.layout(area);
    let needed = layout.needed_height();
    if !sheet.note.is_empty() {
        // The filter stands in the last line of the table, so that ends where the note begins.
        layout = layout.without_free_lines();
    }
    widget.draw(&layout, canvas.buffer);
    if let Some(footer) = layout.footer() {
        filter(canvas, footer, table);
    }
    canvas.regions.record_table(sheet.id.clone(), layout);
    needed
}

/// The filter, while it is typed and as long as it counts.
fn filter(canvas: &mut Canvas<'_>, place: Rect, table: &TableState) {
    let taken = canvas.text(place, "Filter: ", canvas.look.theme.muted);
    let place = behind(place, taken);
    if table.filtering {
        typed(canvas, place, &table.filter);
    } else {
        canvas.text(place, table.filter.text(), canvas.look.theme.muted);
    }
}

/// As much of a note as so many lines have room for.
fn note_in_lines(note: &str, place: Rect, ellipsis: &str) -> String {
    let fits = |part: &str| text::wrapped_lines(part, place.width) <= usize::from(place.height);
    text::whole_parts(note, ellipsis, fits).unwrap_or_else(|| note.to_owned())
}

/// As much of a note as the edge of a panel has room for, and, where that is not all, the key that shows the rest.
fn note_in_edge(note: &str, key: Option<&str>, room: u16, ellipsis: &str) -> String {
    let whole = format!(" {note} ");
    if !note.is_empty() && width(&whole) <= room {
        return whole;
    }
    let hint = key.map_or_else(String::new, |key| format!(" {key}: whole note "));
    if note.is_empty() {
        return hint;
    }
    let room = room.saturating_sub(width(&hint));
    let told = text::whole_parts(note, ellipsis, |part| width(part) + 2 <= room)
        .map_or_else(|| text::truncate(&whole, room, ellipsis).into_owned(), |part| format!(" {part} "));
    told.trim_end().to_owned() + if hint.is_empty() { " " } else { &hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_prose_may_be_broken_once_but_within_no_word() {
        assert_eq!(least_of_prose("Native code, compiled ahead"), 16);
        assert_eq!(least_of_prose("WebAssembly"), 11);
        assert_eq!(least_of_prose("asyncio.gather(a(), b())"), 19);
        assert_eq!(least_of_prose(&"many words ".repeat(20)), PROSE);
        assert_eq!(least_of_prose(""), 2);
    }

    #[test]
    fn a_note_that_is_cut_says_which_key_has_all_of_it() {
        let edge = |note, key, room| note_in_edge(note, key, room, "…");
        assert_eq!(edge("All of it.", Some("Enter"), 12), " All of it. ");
        assert_eq!(edge("More than there is room for.", None, 12), " More … ");
        assert_eq!(edge("More than there is room for.", Some("Enter"), 29), " More … Enter: whole note ");
        assert_eq!(edge("", Some("Enter"), 36), " Enter: whole note ");
        assert_eq!(edge("", None, 36), "");
    }
}
