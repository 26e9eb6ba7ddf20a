//! The help: headings, and below them the card of all keys or the guide to a page.

use ratatui::layout::Rect;

use super::Window;
use super::lines::{Styled, wrapped};
use crate::explorer::key_card::{self, CardLine};
use crate::explorer::overlay::help::{Help, HelpPage};
use crate::explorer::overlay::line::Line;
use crate::explorer::{Target, guide};
use crate::model::Alternative;
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, first, line};
use crate::widgets::text::width;

/// Columns of one column of the card, and of its keys. Three of them, each with two blanks behind its longest line,
/// have room on 120 columns, and two on 80.
const CARD: (u16, u16) = (37, 15);

/// Columns that a line of running text takes at most.
const TEXT: u16 = 100;

/// Rows of the headings and the line below them.
const HEAD: u16 = 2;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, help: &Help) {
    // The lines above and below stay free: a press there closes the help, however small the screen is.
    let area = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    let room = area.width.saturating_sub(4);
    let (title, lines) = match help.page {
        HelpPage::Keys => ("Keys".to_owned(), card(canvas, room)),
        HelpPage::Guide(tab) => (format!("Guide: {}", tab.title()), guide_lines(canvas, room.min(TEXT), tab)),
    };
    let glyphs = canvas.look.glyphs;
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(HEAD);
    let footer = match (rows > area.height.saturating_sub(2), glyphs.unicode) {
        (false, true) => "Tab next · Esc closes",
        (false, false) => "Tab next, Esc closes",
        (true, true) => "Tab next · ↑↓ scroll · Esc closes",
        (true, false) => "Tab next, Up/Down scroll, Esc closes",
    };
    // As wide as there is room, so that headings stand still while pages are turned.
    let window = Window { title: &title, columns: room.min(3 * CARD.0 + 2), rows, footer };
    let (outer, inner) = window.open(canvas, area);
    headings(canvas, line(inner, 0), help.page);
    let body = inner.height.saturating_sub(HEAD);
    let last = lines.len().saturating_sub(usize::from(body));
    canvas.regions.overlay_last = last;
    for (row, parts) in (HEAD..inner.height).zip(lines.iter().skip(help.offset.min(last))) {
        let mut place = line(inner, row);
        for (columns, part) in parts {
            part.draw(canvas, first(place, *columns));
            place = behind(place, columns + 1);
        }
    }
    canvas.scroll_marks(outer, help.offset.min(last) > 0, help.offset < last);
}

/// The pages of the help; each can be pressed.
fn headings(canvas: &mut Canvas<'_>, place: Rect, present: HelpPage) {
    let name = |page: HelpPage, is_long: bool| match page {
        HelpPage::Keys => " 0 Keys ".to_owned(),
        HelpPage::Guide(tab) => {
            format!(" {} {} ", tab.index() + 1, if is_long { tab.title() } else { tab.short() })
        }
    };
    let total = |is_long| Help::pages().map(|page| width(&name(page, is_long))).sum::<u16>();
    let is_long = total(true) <= place.width;
    let is_short = !is_long && total(false) > place.width;
    let mut rest = place;
    for (position, page) in Help::pages().enumerate() {
        let text = if is_short { format!(" {position} ") } else { name(page, is_long) };
        let theme = canvas.look.theme;
        let style = if page == present { theme.accent.reversed() } else { theme.text };
        let here = first(rest, width(&text));
        canvas.text(here, &text, style);
        canvas.record(here, Target::Field(position));
        rest = behind(rest, here.width);
    }
}

/// Lines of several parts, each with its columns.
type Lines = Vec<Vec<(u16, Styled)>>;

fn guide_lines(canvas: &Canvas<'_>, columns: u16, tab: crate::explorer::Tab) -> Lines {
    let lines = guide::lines(tab, &canvas.state.settings.keys);
    let wrapped = lines.iter().flat_map(|line| wrapped(line, columns));
    wrapped.map(|styled| vec![(columns, styled)]).collect()
}

/// Every command with its keys, by where it works, in as many columns as there is room for.
fn card(canvas: &Canvas<'_>, room: u16) -> Lines {
    let unicode = canvas.look.glyphs.unicode;
    let (wide, keys) = CARD;
    let columns = usize::from(((room + 1) / (wide + 1)).clamp(1, 3));
    let lines = key_card::lines(&canvas.state.settings.keys, usize::from(keys), |chord| {
        if unicode { chord.to_string() } else { chord.ascii() }
    });
    let sections = sections(&lines, usize::from(keys));
    let height = shortest(&sections.iter().map(Vec::len).collect::<Vec<_>>(), columns);
    let mut out: Lines = (0..height).map(|_| Vec::new()).collect();
    let mut sections = sections.into_iter().peekable();
    for _ in 0..columns {
        let mut column: Vec<Styled> = Vec::new();
        while let Some(section) = sections.next_if(|section| below(column.len(), section.len()) <= height) {
            if !column.is_empty() {
                column.push(Styled::Text(String::new()));
            }
            column.extend(section);
        }
        column.resize_with(height, || Styled::Text(String::new()));
        for (line, styled) in out.iter_mut().zip(column) {
            line.push((wide, styled));
        }
    }
    let letters = Alternative::ALL.map(|one| format!("{} {}", one.letter(), one.label())).join(", ");
    let tracks = format!(
        "A track shows who would win with that slider there: {letters}; in lower case or broken where even that one \
         breaks a limit."
    );
    let mouse = "The mouse works everywhere: press, drag and wheel; a second press on a cell says where it comes from. \
                 Hold Shift to select text.";
    let fixed = "Forms, lists and this help have fixed keys: Enter, Esc, Tab and the arrows. All others can be changed: \
                 `runtime-explorer config default` prints how.";
    out.push(Vec::new());
    for text in [tracks.as_str(), mouse, fixed] {
        let lines = wrapped(&Line::Text(text.to_owned()), room.min(3 * CARD.0 + 2));
        out.extend(lines.into_iter().map(|styled| vec![(room, styled)]));
    }
    out
}

/// The parts of the card that stay together: a heading with its lines.
fn sections(lines: &[CardLine], keys: usize) -> Vec<Vec<Styled>> {
    let mut sections: Vec<Vec<Styled>> = Vec::new();
    for of_context in lines.chunk_by(|one, next| one.context == next.context) {
        let heading = of_context.first().map(|line| Styled::Heading(line.context.title().to_owned()));
        let lines = of_context.iter().map(|CardLine { keys: text, label, .. }| {
            let padding = " ".repeat((keys + 1).saturating_sub(usize::from(width(text))).max(1));
            Styled::Field(format!("{text}{padding}"), (*label).to_owned())
        });
        sections.push(heading.into_iter().chain(lines).collect());
    }
    sections
}

/// The height of a column after another section, a line below those that stand there.
const fn below(column: usize, section: usize) -> usize {
    if column == 0 { section } else { column + 1 + section }
}

/// The least height at which sections of these heights, in their order, go into so many columns.
fn shortest(sections: &[usize], columns: usize) -> usize {
    let needed = |height: usize| {
        let (mut used, mut row) = (1, 0);
        for section in sections {
            if below(row, *section) > height {
                (used, row) = (used + 1, 0);
            }
            row = below(row, *section);
        }
        used
    };
    let tallest = sections.iter().copied().max().unwrap_or(0);
    let total = sections.iter().fold(0, |rows, section| below(rows, *section));
    (tallest..total).find(|height| needed(*height) <= columns).unwrap_or(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::KeyMap;
    use crate::explorer::chord::Chord;

    #[test]
    fn no_line_of_the_card_runs_into_the_column_beside_it() {
        let (columns, keys) = CARD;
        for line in key_card::lines(&KeyMap::default(), usize::from(keys), Chord::ascii) {
            let taken = keys + 1 + width(line.label);
            assert!(width(&line.keys) <= keys && taken < columns, "{} {}", line.keys, line.label);
        }
    }

    #[test]
    fn sections_stay_whole_and_columns_short() {
        assert_eq!(shortest(&[3, 3, 3], 3), 3);
        assert_eq!(shortest(&[3, 3, 3], 2), 7);
        assert_eq!(shortest(&[5, 1, 1, 1], 2), 5);
        assert_eq!(shortest(&[2, 2], 1), 5);
        assert_eq!(shortest(&[], 3), 0);
    }
}
