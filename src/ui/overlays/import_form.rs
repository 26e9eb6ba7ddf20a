//! The preview of a load test: what it says, what is still to be said, and what it does as a baseline.

use ratatui::layout::Rect;

use super::{MARK, Window, columns, mark};
use crate::catalog::Runtime;
use crate::explorer::Target;
use crate::explorer::overlay::import_form::{Field, ImportForm, Trial};
use crate::import::Measurement;
use crate::model::Outlook;
use crate::notation::{self, NONE};
use crate::sheets::{Kind, Sheet, effect, wording};
use crate::ui::canvas::Canvas;
use crate::ui::field::boxed;
use crate::ui::parts::{behind, below, first, line};
use crate::ui::theme::Theme;
use crate::widgets::text::{self, truncate, width};

/// Columns of the form, as far as the screen has them.
const COLUMNS: u16 = 84;
/// Columns for the names of the two fields.
const LABEL: u16 = 9;
/// Columns of the field between its brackets.
const CORES: u16 = 6;
/// Columns between those of the table.
const GAP: u16 = 3;

/// A line that only shows something.
struct Shown {
    text: String,
    style: fn(&Theme) -> ratatui::style::Style,
}

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, form: &ImportForm) {
    let columns = columns(area, COLUMNS);
    let trial = canvas.state.trial(form);
    let above = above(&form.measurement, columns);
    let comes_to = comes_to(canvas.state.outlook(), form, trial.as_ref(), columns);
    let table = trial.ok().map(|trial| effect::sheet(canvas.state.outlook(), &trial.outlook));
    // The form keeps its height while the cores are typed: a heading and a row for each option.
    let rows = above.len() + 3 + comes_to.len().max(2) + 1 + canvas.state.outlook().order.len();
    let title = format!("Load test: {}", form.file);
    let rows = u16::try_from(rows).unwrap_or(u16::MAX);
    let window = Window { title: &title, columns, rows, footer: "Enter makes it the baseline, Esc cancels" };
    let (_, inner) = window.open(canvas, area);

    let mut y = lines(canvas, inner, 0, &above);
    runtimes(canvas, line(inner, y), form);
    cores(canvas, line(inner, y + 1), form);
    y = lines(canvas, inner, y + 3, &comes_to);
    if let Some(table) = table {
        effects(canvas, below(inner, y), &table);
    }
}

/// What the file says.
fn above(of: &Measurement, columns: u16) -> Vec<Shown> {
    let count = |value: Option<u64>| value.map_or_else(|| NONE.to_owned(), notation::count);
    let rate =
        |value: Option<f64>| value.map_or_else(|| NONE.to_owned(), |value| notation::significant(value, 4));
    let ms = |value: Option<f64>| {
        value.map_or_else(|| NONE.to_owned(), |value| format!("{} ms", notation::milliseconds(value)))
    };
    let connections = of.connections.map_or_else(
        || ", connections not stated".to_owned(),
        |count| format!(" over {} {}", notation::count(count), wording::unit_of(count as f64, "connections")),
    );
    let version = of.version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
    let (requests, errors) = (count(of.requests), count(of.errors_total));
    let texts = [
        format!(
            "{}{version}: {requests} requests, {errors} failed, {} s",
            of.tool.name(),
            rate(of.duration_s)
        ),
        format!("{} successful requests/s{connections}", rate(of.rps_ok)),
        format!("p50 {}, p99 {}", ms(of.latency.p50), ms(of.latency.p99)),
    ];
    let mut lines: Vec<Shown> =
        texts.iter().flat_map(|text| shown(text, columns, |theme| theme.text)).collect();
    for warning in &of.warnings {
        let warning = wording::sentence_case(&warning.to_string());
        lines.extend(shown(&format!("{warning}."), columns, |theme| theme.warning));
    }
    lines.push(Shown { text: String::new(), style: |theme| theme.text });
    lines
}

/// What it does as a baseline, or what is still missing.
fn comes_to(before: &Outlook, form: &ImportForm, trial: Result<&Trial, &String>, columns: u16) -> Vec<Shown> {
    let Trial { scenario, outlook: after } = match trial {
        Ok(trial) => trial,
        Err(_) if form.cores().text().is_empty() && !form.is_refused() => {
            return shown("Type the cores to see what it changes.", columns, |theme| theme.muted);
        }
        Err(_) if form.cores().text().is_empty() => {
            return shown("Type how many cores the server had.", columns, |theme| theme.bad);
        }
        Err(why) => return shown(why, columns, |theme| theme.bad),
    };
    let [was, is] = [before, after].map(|outlook| {
        let baseline = outlook.baselines.get(form.runtime());
        baseline.map_or_else(|| NONE.to_owned(), |baseline| notation::significant(baseline.rps, 4))
    });
    let label = form.runtime().label();
    let text = format!("Baseline of {label}: {was} → {is} requests/s on one core");
    let mut lines = shown(&text, columns, |theme| theme.strong);
    lines.extend(shown(&effect::recommendation(before, after), columns, |theme| theme.strong));
    let measured = scenario.measured.get(form.runtime());
    let mut doubts: Vec<String> =
        measured.iter().flat_map(|one| wording::measured::doubts(form.runtime(), one)).collect();
    // What puts the recommendation in doubt, but did not before.
    let new = after.serious_warnings().filter(|one| !before.warnings.contains(one));
    for doubt in new.map(|one| format!("{}.", wording::warning(one))) {
        if !doubts.contains(&doubt) {
            doubts.push(doubt);
        }
    }
    for doubt in doubts {
        lines.extend(shown(&doubt, columns, |theme| theme.warning));
    }
    lines
}

fn shown(text: &str, columns: u16, style: fn(&Theme) -> ratatui::style::Style) -> Vec<Shown> {
    text::lines(text, columns).map(|text| Shown { text: text.to_owned(), style }).collect()
}

/// Draws lines from a row on, and returns the row behind them.
fn lines(canvas: &mut Canvas<'_>, inner: Rect, from: u16, lines: &[Shown]) -> u16 {
    let mut y = from;
    for Shown { text, style } in lines {
        let style = style(&canvas.look.theme);
        canvas.text(line(inner, y), text, style);
        y += 1;
    }
    y
}

/// The runtimes side by side, the chosen one in brackets.
fn runtimes(canvas: &mut Canvas<'_>, row: Rect, form: &ImportForm) {
    let theme = canvas.look.theme;
    let has_cursor = form.cursor() == Field::Runtime;
    mark(canvas, row, has_cursor);
    canvas.text(behind(row, MARK), "Runtime", theme.muted);
    let mut place = behind(row, MARK + LABEL);
    for (position, runtime) in Runtime::CANDIDATES.into_iter().enumerate() {
        let is_chosen = form.runtime() == runtime;
        let text =
            if is_chosen { format!("[{}]", runtime.label()) } else { format!(" {} ", runtime.label()) };
        let style = match (is_chosen, has_cursor) {
            (true, true) => theme.accent,
            (true, false) => theme.strong,
            (false, _) => theme.muted,
        };
        let taken = canvas.text(place, &text, style);
        canvas.record(first(place, taken), Target::Field(position));
        place = behind(place, taken + 1);
    }
}

fn cores(canvas: &mut Canvas<'_>, row: Rect, form: &ImportForm) {
    let has_cursor = form.cursor() == Field::Cores;
    mark(canvas, row, has_cursor);
    let theme = canvas.look.theme;
    canvas.text(behind(row, MARK), "Cores", theme.muted);
    boxed(canvas, behind(row, MARK + LABEL), CORES, form.cores(), has_cursor);
    let about = "of the server, not of the load generator";
    canvas.text(behind(row, MARK + LABEL + CORES + 3), about, theme.muted);
    canvas.record(row, Target::Field(Runtime::CANDIDATES.len()));
}

/// The table, its columns side by side as far as there is room.
fn effects(canvas: &mut Canvas<'_>, area: Rect, sheet: &Sheet) {
    let mut place = area;
    for (position, column) in sheet.columns.iter().enumerate() {
        let cells: Vec<_> = sheet.rows.iter().filter_map(|row| row.cells.get(position)).collect();
        let widest = cells.iter().map(|cell| width(&cell.text)).max().unwrap_or(0).max(width(&column.title));
        if widest > place.width {
            return;
        }
        let titles = std::iter::once((column.title.as_str(), None));
        let texts = cells.iter().map(|cell| (cell.text.as_str(), Some(cell.tone)));
        for (row, (text, tone)) in (0..place.height).zip(titles.chain(texts)) {
            let indent = if column.kind == Kind::Number { widest - width(text) } else { 0 };
            let style = tone.map_or(canvas.look.theme.header, |tone| canvas.tone(tone));
            let text = truncate(text, widest, canvas.look.glyphs.ellipsis);
            canvas.text(behind(line(place, row), indent), &text, style);
        }
        place = behind(place, widest + GAP);
    }
}
