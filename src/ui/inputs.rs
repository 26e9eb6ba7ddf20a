//! The sliders: a panel beside the page, or folded into two lines where there is no room.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::parts::{behind, first, line};
use crate::explorer::inputs::{InputLine, lines, place_on_track};
use crate::explorer::{Focus, State, Target};
use crate::model::contest::Verdict;
use crate::scenario::parameter::{Key, Kind};
use crate::scenario::{registry, team};
use crate::sheets::wording;
use crate::widgets::slider::{Slider, SliderMetrics, SliderStyles, TrackCell};
use crate::widgets::text::{Align, fit, width, wrap};

/// Lines that the slider under the cursor opens to before what it means: its name, and its track.
const HEAD: usize = 2;

/// Lines that are kept for what it means at least, so that the sliders below move seldom, and at most.
const MEANING: (usize, usize) = (2, 6);

/// The whole panel.
pub(super) fn panel(canvas: &mut Canvas<'_>, area: Rect) {
    let state = canvas.state;
    let focused = state.focus == Focus::Inputs;
    let changed =
        registry::keys().filter(|key| state.facts.definitions.is_changed(&state.scenario, *key)).count();
    let right = if changed == 0 { String::new() } else { format!("{changed} changed") };
    let inner = canvas.panel(area, "Inputs", &right, focused);
    canvas.record(area, Target::Inputs);

    let meaning = meaning(canvas, state.input(), inner.width);
    let open = HEAD + meaning.len().max(MEANING.0);
    let rows: Vec<(InputLine, usize)> =
        lines().map(|one| (one, if one == InputLine::Input(state.input()) { open } else { 1 })).collect();
    let height = usize::from(inner.height);
    let offset = offset(&rows, state.input(), state.regions.inputs_offset, height);
    canvas.regions.inputs_offset = offset;

    let mut top = 0;
    for (one, tall) in rows {
        for row in 0..tall {
            let Some(y) = (top + row).checked_sub(offset).filter(|y| *y < height) else { continue };
            let place = line(inner, u16::try_from(y).unwrap_or(u16::MAX));
            match one {
                InputLine::Group(group) => {
                    canvas.text(place, group.title(), canvas.look.theme.header);
                }
                InputLine::Input(key) if tall == 1 => closed(canvas, place, key),
                InputLine::Input(key) => open_row(canvas, place, key, &meaning, row),
            }
        }
        top += tall;
    }
    canvas.scroll_marks(area, offset > 0, top > offset + height);
}

/// The first line to show: as before if the cursor's lines are among those seen, else just far enough, or from their
/// first on where there is no room for all. The heading of the group comes along where it is right above.
fn offset(rows: &[(InputLine, usize)], cursor: Key, before: usize, height: usize) -> usize {
    let total: usize = rows.iter().map(|(_, tall)| tall).sum();
    let mut top = 0;
    let mut heading = 0;
    let mut open = 0;
    for (one, tall) in rows {
        match one {
            InputLine::Group(_) => heading = top,
            InputLine::Input(key) if *key == cursor => {
                open = *tall;
                break;
            }
            InputLine::Input(_) => {}
        }
        top += tall;
    }
    let from = if top == heading + 1 { heading } else { top };
    let last = total.saturating_sub(height);
    before.min(from).max((top + open).saturating_sub(height)).min(top).min(last)
}

/// A slider on one line: name, value, track.
fn closed(canvas: &mut Canvas<'_>, place: Rect, key: Key) {
    canvas.record(place, Target::Slider(key));
    let theme = canvas.look.theme;
    let row = registry::get(key);
    let (name, value) = match (&row.kind, widths(place.width)) {
        (Kind::Date, (name, value)) => (name, value.max(DATE)),
        // A cell for each entry is track enough; the rest is for the name of the one that counts.
        (Kind::Choice(_), (name, value)) => {
            let entries = canvas.state.facts.definitions.entries(key).len() as u16;
            (name, value.max(place.width.saturating_sub(name + entries.max(4) + 1)))
        }
        (_, widths) => widths,
    };
    let style = if is_changed(canvas, key) { theme.strong } else { theme.text };
    canvas.text(first(behind(place, 2), name - 3), row.label, style);
    let text = fit(&with_short_unit(canvas, key, value), value, Align::Right, canvas.look.glyphs.ellipsis);
    canvas.text(first(behind(place, name), value), &text, style);
    track(canvas, behind(place, name + value + 1), key);
}

/// Columns of a date, which is of no use if cut.
const DATE: u16 = 10;

/// Columns for the name and for the value of a closed slider.
const fn widths(panel: u16) -> (u16, u16) {
    if panel < 40 { (17, 8) } else { (18, 10) }
}

/// The slider under the cursor, line by line.
fn open_row(canvas: &mut Canvas<'_>, place: Rect, key: Key, meaning: &[String], row: usize) {
    canvas.record(place, Target::Slider(key));
    match row {
        0 => name_and_value(canvas, place, key),
        1 => track_with_ends(canvas, behind(place, 2), key),
        _ => {
            if let Some(text) = meaning.get(row - HEAD) {
                canvas.text(behind(place, 2), text, canvas.look.theme.muted);
            }
        }
    }
}

/// What a slider means, in lines for a panel of so many columns.
fn meaning(canvas: &Canvas<'_>, key: Key, columns: u16) -> Vec<String> {
    let ellipsis = canvas.look.glyphs.ellipsis;
    let mut lines = wrap(registry::get(key).meaning, columns.saturating_sub(2), MEANING.1, ellipsis);
    if let Some(times) = heavy_times(canvas.state, key) {
        let room = MEANING.1.saturating_sub(lines.len());
        lines.extend(wrap(&times, columns.saturating_sub(2), room, ellipsis));
    }
    lines
}

/// What the inputs of heavy work come to on each runtime.
pub(super) fn heavy_times(state: &State, key: Key) -> Option<String> {
    let inputs = &state.outlook().inputs;
    wording::heavy_times(state.facts.constants(inputs.edition), inputs, key)
}

fn name_and_value(canvas: &mut Canvas<'_>, place: Rect, key: Key) {
    let state = canvas.state;
    let theme = canvas.look.theme;
    let row = registry::get(key);
    let cursor = if state.focus == Focus::Inputs { canvas.look.glyphs.more[1] } else { " " };
    canvas.text(first(place, 2), cursor, theme.accent);
    let held =
        team::share(key).and_then(|share| state.inputs.locked.get(share)).is_some_and(|locked| *locked);
    let name = format!("{}{}", row.label, if held { " (held)" } else { "" });
    let taken = canvas.text(behind(place, 2), &name, theme.strong);
    let value = state.facts.definitions.display(key, state.facts.definitions.value(&state.scenario, key));
    let unit = if row.unit.is_empty() { String::new() } else { format!(" {}", row.unit) };
    let room = behind(place, taken + 3);
    let whole = format!("{value}{unit}");
    let pinned = state.pin.as_ref().map(|pin| state.facts.definitions.value(pin.scenario(), key));
    let pinned =
        pinned.map(|pinned| state.facts.definitions.display(key, pinned)).filter(|pinned| *pinned != value);
    let against = |value: &str| pinned.as_ref().map(|pinned| format!("{value} (pinned {pinned})"));
    // What it is compared with matters more than its unit.
    let wordings = [against(&whole), against(&value), Some(whole)];
    let text = wordings.into_iter().flatten().find(|text| width(text) <= room.width);
    canvas.text_right(room, text.as_deref().unwrap_or(&value), theme.strong);
}

pub(super) fn track_with_ends(canvas: &mut Canvas<'_>, place: Rect, key: Key) {
    let theme = canvas.look.theme;
    let (left, right) = ends(canvas, key);
    let (left_width, right_width) = (width(&left), width(&right));
    if place.width < left_width + right_width + 8 {
        track(canvas, place, key);
        return;
    }
    canvas.text(first(place, left_width), &left, theme.muted);
    canvas.text_right(place, &right, theme.muted);
    let middle = behind(place, left_width + 1);
    track(canvas, first(middle, middle.width.saturating_sub(right_width + 1)), key);
}

fn ends(canvas: &Canvas<'_>, key: Key) -> (String, String) {
    match registry::get(key).kind {
        Kind::Number { min, max, .. } => (crate::notation::short(min), crate::notation::short(max)),
        Kind::Choice(_) => {
            let count = canvas.state.facts.definitions.entries(key).len();
            let present = canvas.state.facts.definitions.choice_index(&canvas.state.scenario, key);
            (String::new(), format!("{} of {count}", present + 1))
        }
        Kind::Date => (String::new(), String::new()),
    }
}

/// The track, painted by who would win along it, with the default marked; recorded for the pointer.
fn track(canvas: &mut Canvas<'_>, place: Rect, key: Key) {
    let state = canvas.state;
    let definitions = &state.facts.definitions;
    let metrics = SliderMetrics::new(place);
    canvas.regions.record_slider(key, metrics);
    let theme = canvas.look.theme;
    let styles = SliderStyles { track: theme.track, thumb: theme.thumb, mark: theme.mark };
    let present = place_on_track(definitions, key, definitions.value(&state.scenario, key));
    let default = place_on_track(definitions, key, definitions.default(&state.scenario, key));
    let glyphs = canvas.look.glyphs;
    if let (Some(present), Some(default)) = (present, default) {
        let cells = cells(canvas, key, metrics);
        // Where colours are missing, and where somebody looks closely, letters say what colours say.
        let letters = theme.is_monochrome() || (state.focus == Focus::Inputs && state.input() == key);
        let mut slider =
            Slider::new(present, styles, &glyphs).default_at(default).cells(&cells).letters(letters);
        if let Some(pin) = &state.pin {
            let pinned = place_on_track(definitions, key, definitions.value(pin.scenario(), key));
            slider = pinned.map_or(slider, |pinned| slider.pinned_at(pinned));
        }
        canvas.widget(slider, metrics.track());
    } else {
        let [left, right, ..] = glyphs.more;
        let named = format!("{left} month {right}");
        let hint = if width(&named) <= place.width { named } else { format!("{left} {right}") };
        canvas.text(place, &hint, theme.muted);
    }
}

/// Who would win along the track; in lower case where even the winner breaks a hard limit.
fn cells(canvas: &mut Canvas<'_>, key: Key, metrics: SliderMetrics) -> Vec<TrackCell> {
    let winners = canvas.winners(key, metrics);
    let cell = |Verdict { first, feasible, .. }: &Verdict| {
        let letter = first.letter();
        TrackCell {
            style: canvas.series(*first),
            letter: if *feasible { letter } else { letter.to_ascii_lowercase() },
            broken: !feasible,
        }
    };
    winners.iter().map(cell).collect()
}

/// The slider under the cursor on two lines, where there is no room for the panel.
pub(super) fn folded(canvas: &mut Canvas<'_>, area: Rect) {
    let key = canvas.state.input();
    let theme = canvas.look.theme;
    canvas.record(area, Target::Slider(key));
    name_and_value(canvas, first(line(area, 0), area.width.saturating_sub(1)), key);
    let group = registry::get(key).group.title();
    let label = format!("{group}: ");
    let place = behind(line(area, 1), 2);
    let taken = canvas.text(first(place, 18), &label, theme.muted);
    let place = behind(place, taken);
    track_with_ends(canvas, first(place, place.width.saturating_sub(1)), key);
}

fn is_changed(canvas: &Canvas<'_>, key: Key) -> bool {
    canvas.state.facts.definitions.is_changed(&canvas.state.scenario, key)
}

/// The value with its unit, where that is short and both fit.
fn with_short_unit(canvas: &Canvas<'_>, key: Key, columns: u16) -> String {
    let definitions = &canvas.state.facts.definitions;
    let value = definitions.display(key, definitions.value(&canvas.state.scenario, key));
    let text = match registry::get(key).unit {
        unit @ ("%" | "ms" | "days") => format!("{value} {unit}"),
        "x" => format!("{value}x"),
        "USD" | "USD/month" => format!("${value}"),
        _ => return value,
    };
    if width(&text) <= columns { text } else { value }
}
