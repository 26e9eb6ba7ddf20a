//! Drawing lanes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthChar;

use super::axis::{TimeAxis, grouped};
use super::cells::{Shown, all_peaks, all_shown};
use super::folding::Line;
use super::layout::Row;
use super::{Fill, Group, Lane, LaneKind, LanesLayout, LanesState, Rule, Span};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::painter::Painter;
use crate::widgets::text::{truncate, width};

/// How the parts look that bring no style of their own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LanesStyles {
    /// The axis with its labels, the maxima of depths, and the signs for hidden groups.
    pub axis: Style,
    /// The figures right of the titles.
    pub figures: Style,
    /// Added to the column of the cursor, its time included.
    pub cursor: Style,
    /// Added to the spans of the highlighted request.
    pub highlight: Style,
    /// Added to the title of the selected group.
    pub selected: Style,
}

/// Groups of lanes along an axis of time.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct Lanes<'a> {
    groups: &'a [Group<'a>],
    rules: &'a [Rule],
    state: LanesState,
    letters: bool,
    styles: LanesStyles,
    glyphs: &'a Glyphs,
}

impl<'a> Lanes<'a> {
    /// The lanes of `groups`.
    pub fn new(groups: &'a [Group<'a>], state: LanesState, styles: LanesStyles, glyphs: &'a Glyphs) -> Self {
        Self { groups, rules: &[], state, letters: false, styles, glyphs }
    }

    /// Marks times across all lanes. A label that would touch one of an earlier rule is left out.
    pub fn rules(self, rules: &'a [Rule]) -> Self {
        Self { rules, ..self }
    }

    /// Whether each span begins with its letter, and depths are written in digits: for terminals without colours.
    pub fn letters(self, letters: bool) -> Self {
        Self { letters, ..self }
    }

    /// Where everything stands when the lanes are drawn into `area`.
    pub fn layout(&self, area: Rect) -> LanesLayout {
        LanesLayout::compute(area, self.groups, self.rules, self.state)
    }

    fn render_row(&self, row: &Row, y: u16, canvas: &mut Canvas<'_, '_>) {
        let Some(group) = self.groups.get(row.group) else { return };
        let selected = self.state.selected == Some(row.group);
        let title = if selected { group.style.patch(self.styles.selected) } else { group.style };
        match row.line {
            Line::Title => self.render_title(group, title, y, canvas),
            Line::Folded(lane) => {
                self.render_label(0, y, group.title, title, canvas);
                self.render_lane(group.lanes.get(lane), row, y, canvas);
            }
            Line::Lane(lane) => {
                let lane = group.lanes.get(lane);
                if let Some(lane) = lane {
                    self.render_label(1, y, &lane.label, lane.style, canvas);
                }
                self.render_lane(lane, row, y, canvas);
            }
        }
    }

    fn render_title(&self, group: &Group<'_>, style: Style, y: u16, canvas: &mut Canvas<'_, '_>) {
        let Canvas { painter, left, .. } = canvas;
        let title = truncate(group.title, painter.width(), self.glyphs.ellipsis);
        // Figures of all groups begin in the same column where the titles allow it.
        let start = painter.text(0, y, &title, style).saturating_add(2).max(*left);
        let room = painter.width().saturating_sub(start);
        if !group.figures.is_empty() {
            // Spaces keep the lines of rules away.
            let figures = format!("  {} ", truncate(&group.figures, room, self.glyphs.ellipsis));
            painter.forget(start - 2, y, width(&figures));
            painter.text(start - 2, y, &figures, self.styles.figures);
        }
    }

    fn render_label(&self, indent: u16, y: u16, label: &str, style: Style, canvas: &mut Canvas<'_, '_>) {
        let room = canvas.layout.label_width().saturating_sub(indent);
        canvas.painter.text(indent, y, &truncate(label, room, self.glyphs.ellipsis), style);
    }

    fn render_lane(&self, lane: Option<&Lane>, row: &Row, y: u16, canvas: &mut Canvas<'_, '_>) {
        match lane {
            Some(Lane { kind: LaneKind::Spans(spans), .. }) => self.render_spans(spans, y, canvas),
            Some(Lane { kind: LaneKind::Depth(steps), style, .. }) => {
                self.render_depth(steps, row.maximum.unwrap_or(0), *style, y, canvas);
            }
            None => {}
        }
    }

    fn render_spans(&self, spans: &[Span], y: u16, canvas: &mut Canvas<'_, '_>) {
        let mut before: Option<&Span> = None;
        let cells = all_shown(spans, canvas.layout.cells(), self.state.highlight);
        for (column, shown) in (canvas.left..).zip(cells) {
            if let Some(Shown { span, trace }) = shown {
                let begins = before.is_none_or(|before| !std::ptr::eq(before, span));
                let highlighted = self.state.highlight == Some(span.request);
                // A line below a mark would be read as part of it.
                let style = span.style.remove_modifier(Modifier::UNDERLINED);
                let style = if highlighted { style.patch(self.styles.highlight) } else { style };
                let mut bytes = [0; 4];
                let letter = if begins { self.letter(span, trace) } else { None };
                let glyph = letter
                    .map_or_else(|| self.fill(span.fill, trace), |letter| &*letter.encode_utf8(&mut bytes));
                canvas.painter.glyph(column, y, glyph, style);
            }
            before = shown.map(|shown| shown.span);
        }
    }

    /// The letter of a span, if letters are wanted and it is one that can be drawn.
    fn letter(&self, span: &Span, trace: bool) -> Option<char> {
        let letter = if trace { span.letter.to_ascii_lowercase() } else { span.letter };
        let drawable = letter.width() == Some(1) && (self.glyphs.unicode || letter.is_ascii());
        (self.letters && drawable).then_some(letter)
    }

    fn fill(&self, fill: Fill, trace: bool) -> &'static str {
        let [solid, dense, _, dotted] = if trace { self.glyphs.traces } else { self.glyphs.fills };
        match fill {
            Fill::Solid if trace => solid,
            Fill::Solid => self.glyphs.busy,
            Fill::Dense => dense,
            Fill::Dotted => dotted,
        }
    }

    fn render_depth(
        &self,
        steps: &[(u64, u32)],
        maximum: u32,
        style: Style,
        y: u16,
        canvas: &mut Canvas<'_, '_>,
    ) {
        let digits = self.letters || !self.glyphs.unicode;
        let rising = if digits { Glyphs::ASCII.rising } else { self.glyphs.rising };
        let levels = rising.len() as u64;
        // Digits stand for themselves as long as they can.
        let whole = if digits { u64::from(maximum).max(levels) } else { u64::from(maximum) };
        let peaks = all_peaks(steps, canvas.layout.cells());
        for (column, peak) in (canvas.left..).zip(peaks) {
            let level = (u64::from(peak) * levels).div_ceil(whole.max(1)) as usize;
            if let Some(glyph) = level.checked_sub(1).and_then(|level| rising.get(level)) {
                canvas.painter.glyph(column, y, glyph, style);
            }
        }
        let maximum = grouped(u64::from(maximum));
        if width(&maximum) < canvas.layout.figure_width() {
            let end = canvas.right + canvas.layout.figure_width();
            canvas.painter.text_before(end, y, &maximum, self.styles.axis);
        }
    }

    /// Rules and the cursor, behind everything else: what a lane shows stays whole.
    fn render_rules(&self, canvas: &mut Canvas<'_, '_>) {
        let Canvas { painter, layout, left, top, .. } = canvas;
        let column = |time| Some(layout.column_of(time)? - layout.lanes().x + *left);
        let mut taken: Vec<(u16, u16)> = Vec::new();
        for rule in self.rules {
            let Some(column) = column(rule.at) else { continue };
            for y in *top..*top + layout.lanes().height {
                painter.glyph(column, y, self.glyphs.vertical, rule.style);
            }
            let length = width(&rule.label);
            let Some(last) = painter.width().checked_sub(length) else { continue };
            let (from, to) = (column.min(last), column.min(last) + length);
            if *top > 0 && taken.iter().all(|(start, end)| to < *start || *end < from) {
                painter.text(from, 0, &rule.label, rule.style);
                taken.push((from, to));
            }
        }
        if let Some(column) = self.state.cursor.and_then(column) {
            for y in *top..*top + layout.lanes().height {
                painter.glyph(column, y, self.glyphs.vertical, Style::new());
            }
        }
    }

    fn render_axis(&self, canvas: &mut Canvas<'_, '_>) {
        let Canvas { painter, layout, left, right, top } = canvas;
        let (columns, bottom) = (layout.lanes().width, *top + layout.lanes().height);
        let Some(above) = layout.axis().checked_sub(1) else { return };
        let labels = bottom + above;
        let axis = TimeAxis::new(self.state.view, *left, columns, painter.width(), self.glyphs.unicode);
        let cursor = self.state.cursor.and_then(|time| {
            let column = self.state.view.column_of(time, columns)?;
            let label = axis.label(time);
            Some((axis.centred(column, &label)?, label))
        });
        let taken = cursor.as_ref().map(|(start, label)| (*start, *start + width(label)));
        let ticks = axis.ticks(taken);
        if above > 0 {
            if *left > 0 {
                painter.glyph(*left - 1, bottom, self.glyphs.corner, self.styles.axis);
            }
            painter.line(*left, bottom, *right - *left, self.glyphs.horizontal, self.styles.axis);
            for tick in &ticks {
                painter.glyph(*left + tick.column, bottom, self.glyphs.tick, self.styles.axis);
            }
        }
        for tick in ticks {
            painter.text(tick.start, labels, &tick.label, self.styles.axis);
        }
        if let Some((start, label)) = cursor {
            painter.text(start, labels, &label, self.styles.axis.patch(self.styles.cursor));
        }
    }
}

/// What is drawn on: columns and rows relative to the whole area.
struct Canvas<'a, 'b> {
    painter: Painter<'b>,
    layout: &'a LanesLayout,
    /// The first column of the lanes.
    left: u16,
    /// The column behind them.
    right: u16,
    /// Their first row.
    top: u16,
}

impl Lanes<'_> {
    /// Draws the lanes as they are laid out.
    pub fn draw(&self, layout: &LanesLayout, buffer: &mut Buffer) {
        let (area, lanes) = (layout.area(), layout.lanes());
        let left = lanes.x - area.x;
        let painter = Painter::new(buffer, area);
        let mut canvas = Canvas { painter, layout, left, right: left + lanes.width, top: lanes.y - area.y };
        self.render_rules(&mut canvas);
        for (y, row) in (canvas.top..).zip(layout.rows()) {
            self.render_row(row, y, &mut canvas);
        }
        self.render_axis(&mut canvas);
        let Canvas { mut painter, top, .. } = canvas;
        if let Some(column) = self.state.cursor.and_then(|cursor| layout.column_of(cursor)) {
            let is_title = |y: u16| {
                let row = layout.rows().get(usize::from(y - top));
                row.is_some_and(|row| matches!(row.line, Line::Title))
            };
            // Titles are to be read.
            for y in (top..top + lanes.height + layout.axis().saturating_sub(1)).filter(|y| !is_title(*y)) {
                painter.restyle(column - area.x, y, 1, self.styles.cursor);
            }
        }
        let (above, below) = layout.more();
        let [.., up, down] = self.glyphs.more;
        let edge = area.width.saturating_sub(1);
        if above {
            painter.glyph(edge, top, up, self.styles.axis);
        }
        if below {
            painter.glyph(edge, (top + lanes.height).saturating_sub(1), down, self.styles.axis);
        }
    }
}

#[cfg(test)]
mod tests;
