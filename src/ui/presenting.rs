//! The whole screen for the back row: who is recommended, with which plan, and the slider in hand.
//!
//! ```text
//! scenario
//! RECOMMENDATION
//! how sure it is
//! the first doubt, or the smallest fix where no option fits
//! P(BEST)  WORKERS  P99  COST
//! SLIDER           VALUE
//! track
//! footer
//! ```

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::parts::{behind, below, first, line};
use super::{footer, inputs, parts, strip};
use crate::explorer::{State, Target};
use crate::notation;
use crate::scenario::registry::{self, P99_MS};
use crate::sheets::wording;
use crate::widgets::big_text::{BigText, Scale};
use crate::widgets::text::{truncate, width};

/// Columns that stay free at both sides.
const MARGIN: u16 = 2;

/// Rows for a line of large letters on a screen so high, and for the slider's. Those of ASCII are eight high or none.
const fn letters(height: u16, unicode: bool) -> (u16, u16) {
    match (height, unicode) {
        (0..20, true) => (4, 1),
        (20..38, true) => (4, 4),
        (0..24, false) => (1, 1),
        (24..38, false) => (8, 1),
        _ => (8, 8),
    }
}

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let [head, rest] = parts::top(area, 1);
    let [body, foot] = parts::without_last_row(rest);
    let theme = canvas.look.theme;
    let changed = if canvas.state.is_changed() { "*" } else { "" };
    let scenario = format!("{}{changed}", canvas.state.scenario.name);
    canvas.text_right(first(head, head.width.saturating_sub(1)), &scenario, theme.muted);

    let inside = Rect { x: body.x + MARGIN, width: body.width.saturating_sub(2 * MARGIN), ..body };
    let (rows, slider_rows) = letters(area.height, canvas.look.glyphs.unicode);
    let outlook = canvas.state.outlook();
    let names =
        if outlook.none_fits() { ["No option fits", "None fits"] } else { [outlook.first().label(); 2] };
    let [name, shorter] = names.map(|name| Large::new(name, inside.width, rows, canvas));
    let name = if name.scale == Scale::Plain { shorter } else { name };
    let figures = Figures::new(canvas, inside.width, rows);
    let slider = SliderHead::new(canvas, inside.width, slider_rows);
    let words = Words::of(canvas, inside.width);
    let others = figures.rows() + slider.rows() + 2;
    let lines =
        if words.columns() > inside.width && name.rows() + 2 + others <= inside.height { 2 } else { 1 };
    let said = name.rows() + lines;
    let doubt = if outlook.none_fits() {
        strip::fixes(canvas.state).into_iter().find(|text| width(text) <= inside.width)
    } else {
        outlook.serious_warnings().next().map(wording::warning)
    };
    let doubt = doubt.filter(|_| said + 1 + others <= inside.height);
    let heights = [said + u16::from(doubt.is_some()), figures.rows() + 1, slider.rows() + 1];
    let [recommendation, plan, input] = parts::spread(inside, heights);
    let [recommendation, below] = parts::top(recommendation, said);
    recommended(canvas, recommendation, &name, &words);
    if let Some(doubt) = doubt {
        canvas.text(below, &truncate(&doubt, below.width, canvas.look.glyphs.ellipsis), theme.warning);
    }
    figures.draw(canvas, plan);
    slider.draw(canvas, input);
    footer::draw(canvas, foot);
}

/// A text at the scale that fits.
struct Large {
    text: String,
    scale: Scale,
}

impl Large {
    fn new(text: &str, columns: u16, rows: u16, canvas: &Canvas<'_>) -> Self {
        Self { text: text.to_owned(), scale: Scale::fitting(text, columns, rows, &canvas.look.glyphs) }
    }

    fn columns(&self) -> u16 {
        self.scale.size(&self.text).0
    }

    fn rows(&self) -> u16 {
        self.scale.size(&self.text).1
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, style: Style) {
        let glyphs = canvas.look.glyphs;
        canvas.widget(BigText::new(&self.text, self.scale, style, &glyphs), area);
    }
}

/// What is recommended, and how sure that is.
struct Words {
    option: String,
    sure: String,
    style: Style,
}

impl Words {
    /// Columns between the two.
    const GAP: u16 = 2;

    fn of(canvas: &Canvas<'_>, room: u16) -> Self {
        let State { facts, scenario, .. } = canvas.state;
        let (outlook, theme) = (canvas.state.outlook(), canvas.look.theme);
        let best = outlook.first();
        let option = wording::option(&facts.definitions, scenario, best);
        if !outlook.none_fits() {
            let sure = wording::confidence(outlook, &canvas.state.analysis().tally);
            return Self { option, sure, style: theme.muted };
        }
        // What it breaks, or the first of it where there is no room for all.
        let mut broken: Vec<String> =
            outlook.assessments[best].violations.iter().map(wording::limits::violation).collect();
        while broken.len() > 1 && width(&broken.join("; ")) > room {
            broken.pop();
        }
        Self { option: format!("{option} leads on points"), sure: broken.join("; "), style: theme.bad }
    }

    fn columns(&self) -> u16 {
        width(&self.option) + Self::GAP + width(&self.sure)
    }
}

/// The words stand below the name, on one line or, where the area has them, on two.
fn recommended(canvas: &mut Canvas<'_>, area: Rect, name: &Large, words: &Words) {
    let outlook = canvas.state.outlook();
    let style = if outlook.none_fits() { canvas.look.theme.bad } else { canvas.series(outlook.first()) };
    name.draw(canvas, area, style);
    let below = line(area, name.rows());
    let taken = canvas.text(below, &words.option, canvas.look.theme.strong) + Words::GAP;
    let next = line(area, name.rows() + 1);
    let place = if next.is_empty() { behind(below, taken) } else { next };
    canvas.text(place, &words.sure, words.style);
}

/// A figure of the plan, and what may be written below it, the longest first.
struct Figure {
    text: String,
    captions: Vec<String>,
}

impl Figure {
    fn new(text: String, captions: impl IntoIterator<Item = String>) -> Self {
        Self { text, captions: captions.into_iter().collect() }
    }

    /// The columns that it takes with the shortest caption.
    fn columns(&self, scale: Scale) -> u16 {
        let caption = self.captions.last().map_or(0, |caption| width(caption));
        scale.size(&self.text).0.max(caption)
    }
}

/// The figures of the plan beside each other, at one scale.
struct Figures {
    all: Vec<Figure>,
    scale: Scale,
}

impl Figures {
    /// Columns that stay free between two of them at least, so that they are read as two.
    const APART: u16 = 2;

    /// With a p99 of its own unless that leaves no room for large letters, and with the chance to a tenth unless they
    /// are larger without.
    fn new(canvas: &Canvas<'_>, columns: u16, rows: u16) -> Self {
        let of = |has_p99| {
            let [exact, whole] = [1, 0].map(|decimals| Self::of(canvas, has_p99, decimals, columns, rows));
            if whole.rows() > exact.rows() { whole } else { exact }
        };
        let with = of(true);
        if with.scale == Scale::Plain { of(false) } else { with }
    }

    fn of(canvas: &Canvas<'_>, has_p99: bool, decimals: usize, columns: u16, rows: u16) -> Self {
        let (outlook, analysis) = (canvas.state.outlook(), canvas.state.analysis());
        let best = outlook.first();
        let plan = &outlook.assessments[best].plan;
        let share = notation::chance(analysis.tally.p_best(best), decimals);
        let chance = if decimals > 0 { share } else { share.replace(' ', "") };
        // Where no name stands in large letters, it has to be said whose figures they are, if there is room.
        let whose = outlook.none_fits().then(|| best.label());
        let captions = |plain: &str| {
            let whole = whose.map(|whose| format!("{whose}: {plain}"));
            whole.into_iter().chain([plain.to_owned()])
        };
        // Who wins more of them must not be missed for the size of the other number.
        let rival = analysis.tally.more_often_than(best).map(|rival| {
            format!("won, {} {}", rival.label(), notation::chance(analysis.tally.p_best(rival), 1))
        });
        let p99 = plan.p99.map_or_else(|| notation::NONE.to_owned(), notation::duration);
        // The widest figure of all has the room for what has none of its own.
        let won = "of draws won";
        let beside = (!has_p99).then(|| format!("{won}; p99 {p99}"));
        let won = rival.iter().chain(&beside).flat_map(|text| captions(text)).chain(captions(won));
        let mut all =
            vec![Figure::new(chance, won), Figure::new(notation::count(plan.planned), captions("workers"))];
        if has_p99 {
            let target = format!("p99, target {} ms", notation::plain(outlook.inputs[P99_MS]));
            all.push(Figure::new(p99, captions(&target)));
        }
        all.push(Figure::new(format!("${}", notation::usd(plan.usd_month())), captions("a month")));
        let mut figures = Self { all, scale: Scale::Plain };
        let fits = |scale: &Scale| figures.columns(*scale) <= columns && figures.height(*scale) <= rows;
        figures.scale = Scale::all(&canvas.look.glyphs).find(fits).unwrap_or(Scale::Plain);
        figures
    }

    fn gaps(&self) -> u16 {
        (self.all.len() as u16).saturating_sub(1)
    }

    fn columns(&self, scale: Scale) -> u16 {
        let figures: u16 = self.all.iter().map(|figure| figure.columns(scale)).sum();
        figures + Self::APART * self.gaps()
    }

    fn height(&self, scale: Scale) -> u16 {
        self.all.iter().map(|figure| scale.size(&figure.text).1).max().unwrap_or(1)
    }

    fn rows(&self) -> u16 {
        self.height(self.scale)
    }

    /// From edge to edge, with what they leave free dealt out between them.
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let (theme, glyphs) = (canvas.look.theme, canvas.look.glyphs);
        let free = area.width.saturating_sub(self.columns(self.scale)) / self.gaps().max(1);
        let mut place = area;
        for figure in &self.all {
            let room = first(place, figure.columns(self.scale) + free);
            canvas.widget(BigText::new(&figure.text, self.scale, theme.strong, &glyphs), room);
            let caption = figure.captions.iter().find(|caption| width(caption) <= room.width);
            if let Some(caption) = caption.or(figure.captions.last()) {
                canvas.text(line(room, self.rows()), caption, theme.muted);
            }
            place = behind(place, room.width + Self::APART);
        }
    }
}

/// The name of the slider at the left and its value at the right.
struct SliderHead {
    name: Large,
    value: Large,
    unit: &'static str,
}

impl SliderHead {
    fn new(canvas: &Canvas<'_>, columns: u16, rows: u16) -> Self {
        let State { facts, scenario, .. } = canvas.state;
        let key = canvas.state.input();
        let row = registry::get(key);
        let value = facts.definitions.display(key, facts.definitions.value(scenario, key));
        let room = columns.saturating_sub(width(row.unit) + 1);
        let text = row.full_name().into_owned();
        let both = Scale::fitting(&format!("{text}  {value}"), room, rows, &canvas.look.glyphs);
        if both == Scale::Plain {
            // The value matters more.
            let room = room.saturating_sub(width(&text) + 2);
            let name = Large { text, scale: Scale::Plain };
            return Self { name, value: Large::new(&value, room, rows, canvas), unit: row.unit };
        }
        let name = Large { text, scale: both };
        Self { name, value: Large { text: value, scale: both }, unit: row.unit }
    }

    fn rows(&self) -> u16 {
        self.name.rows().max(self.value.rows())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let theme = canvas.look.theme;
        let key = canvas.state.input();
        canvas.record(area, Target::Slider(key));
        let rows = self.rows();
        let unit = width(self.unit) + 1;
        self.name.draw(canvas, below(area, rows - self.name.rows()), theme.text);
        let value = behind(area, area.width.saturating_sub(self.value.columns() + unit));
        self.value.draw(canvas, below(value, rows - self.value.rows()), theme.strong);
        // Letters stand on the row above the last one, which is for what hangs below.
        let base = rows.saturating_sub(if self.value.scale == Scale::Plain { 1 } else { 2 });
        canvas.text_right(line(area, base), self.unit, theme.muted);
        inputs::track_with_ends(canvas, line(area, rows), key);
    }
}
