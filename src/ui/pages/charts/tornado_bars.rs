//! What the lead rests on: a bar for each of the unknowns that move it most.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::explorer::Target;
use crate::model::Alternative;
use crate::model::tornado::{self, End};
use crate::notation;
use crate::sheets::{SheetId, wording};
use crate::ui::canvas::Canvas;
use crate::ui::parts::line;
use crate::widgets::interval::{Interval, IntervalChart, IntervalEnd, IntervalLine};

/// Draws the panel.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
    let state = canvas.state;
    let outlook = state.outlook();
    let first = outlook.first();
    let glyphs = canvas.look.glyphs;
    let theme = canvas.look.theme;
    let has_limits = Alternative::ALL.into_iter().any(|one| outlook.is_behind_limit(one));
    let aside = if has_limits { ", limits aside" } else { "" };
    let title = format!("Lead of {} by unknown{aside}", first.label());
    let legend = format!("points, {} low end, {} high end", glyphs.fills[2], glyphs.fills[0]);
    let inner = canvas.panel(area, &title, &legend, focused);

    // With their rows in the table of the tornado.
    let moving = || state.analysis().tornado.iter().enumerate().filter(|(_, bar)| bar.swing() > 0.0);
    let end = |end: &End, fill: &'static str| IntervalEnd {
        at: end.lead,
        mark: end.winner.letter(),
        fill,
        // Underlining, which monochrome series have, would tear a bar apart.
        style: canvas.series(end.winner).remove_modifier(Modifier::UNDERLINED),
    };
    let bars: Vec<Interval<'_>> = moving()
        .map(|(_, bar)| Interval {
            label: &bar.label,
            ends: [end(&bar.low, glyphs.fills[2]), end(&bar.high, glyphs.fills[0])],
        })
        .collect();
    let lead = tornado::lead(outlook);
    let score = outlook.assessments[first].score;
    // As the difference of the scores that are shown.
    let now = format!("now {}", wording::points(wording::points_between(score, score - lead)));
    let lines = [
        IntervalLine { at: lead, label: &now, glyph: glyphs.vertical, style: theme.strong },
        IntervalLine { at: 0.0, label: "0", glyph: glyphs.vertical, style: theme.reference },
    ];
    let tick = |value: f64| notation::plain(value);
    let chart = IntervalChart::new(&bars, &lines, lead, &tick, [theme.text, theme.muted], &glyphs);
    for (y, (row, _)) in (0..).zip(moving().take(chart.shown(inner.height))) {
        canvas.record(line(inner, y), Target::Cell { sheet: SheetId::Tornado, row, column: 0 });
    }
    canvas.widget(chart, inner);
}
