//! Curves: the plan at other loads, and usage over the years. Bars: what the scores are made of, and what they rest on.

pub(super) mod contribution_bars;
mod tornado_bars;

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::explorer::{ChartId, Panel, Target};
use crate::model::curves::{Curves, Points};
use crate::model::{Alternative, PerAlternative};
use crate::notation;
use crate::scenario::registry::{CPU_PERCENT, P99_MS, RPS};
use crate::sheets::hiring::{self, UsageCurve};
use crate::ui::canvas::Canvas;
use crate::ui::parts;
use crate::widgets::chart::{Axis, Chart, ChartStyles, Joined, Reference, Scale, Series};

/// Columns from which two charts stand beside each other.
const BESIDE: u16 = 72;

/// Rows from which there are two where they do not.
const BELOW_EACH_OTHER: u16 = 18;

/// Draws a chart.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, chart: ChartId) {
    canvas.record(area, Target::Panel(Panel::Chart(chart)));
    let focused = canvas.state.focused_panel() == Some(Panel::Chart(chart));
    match chart {
        ChartId::Capacity => capacity(canvas, area, focused),
        ChartId::Usage => usage(canvas, area, focused),
        ChartId::Contributions => contribution_bars::draw(canvas, area, focused),
        ChartId::Tornado => tornado_bars::draw(canvas, area, focused),
    }
}

/// Two charts, beside each other or below; the first alone where there is room for no more.
fn capacity(canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
    let [first, second] = if area.width >= BESIDE {
        parts::beside(area)
    } else if area.height >= BELOW_EACH_OTHER {
        parts::below_each_other(area)
    } else {
        return instances(canvas, area, focused);
    };
    instances(canvas, first, focused);
    latency(canvas, second, focused);
}

/// The least and the greatest of some values, pulled apart where they are the same.
fn range(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let (low, high) = values
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    (low <= high).then_some((low, high.max(low * 1.000_001 + f64::MIN_POSITIVE)))
}

fn styles(canvas: &Canvas<'_>) -> ChartStyles {
    let theme = &canvas.look.theme;
    ChartStyles { axis: theme.axis, label: theme.muted }
}

fn lines<'a>(canvas: &Canvas<'_>, curves: &'a PerAlternative<Points>, joined: Joined) -> Vec<Series<'a>> {
    // The one in front is drawn last.
    canvas
        .state
        .outlook()
        .order
        .iter()
        .rev()
        .map(|alternative| Series {
            points: &curves[*alternative],
            joined,
            style: canvas.series(*alternative),
            marker: alternative.letter(),
            label: alternative.label(),
        })
        .collect()
}

/// Workers against traffic, both by ratios; the present traffic is a line.
fn instances(canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
    let inner = canvas.panel(area, "Workers against traffic", "log, log", focused);
    let state = canvas.state;
    let Some(curves) = state.curves().map(|curves| &curves.workers) else { return };
    let all = || curves.0.iter().flatten();
    let (Some((left, right)), Some((low, high))) =
        (range(all().map(|(x, _)| *x)), range(all().map(|(_, y)| *y)))
    else {
        return;
    };
    let x = Axis::new(Scale::Log10, left, right, &notation::short).title("requests/s");
    let y = Axis::new(Scale::Log10, low, high.max(low * 10.0), &notation::short);
    let series = lines(canvas, curves, Joined::Step);
    let present = notation::short(state.outlook().inputs[RPS]);
    let moments =
        [Reference { at: state.outlook().inputs[RPS], label: &present, style: canvas.look.theme.reference }];
    let glyphs = canvas.look.glyphs;
    let chart = Chart::new(x, y, &series, styles(canvas), &glyphs).moments(&moments);
    canvas.widget(chart, inner);
}

/// The 99th percentile against utilisation; target and CPU target are lines, the plans are points.
fn latency(canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
    let inner = canvas.panel(area, "p99 against utilisation", "ms, log", focused);
    let state = canvas.state;
    let Some(Curves { p99, present, .. }) = state.curves() else { return };
    let target = state.outlook().inputs[P99_MS];
    let values = p99.0.iter().flatten().map(|(_, y)| *y).chain([target]).filter(|value| *value > 0.0);
    let Some((low, high)) = range(values) else { return };
    let percent = |share: f64| format!("{} %", notation::fixed(share * 100.0, 0));
    let x = Axis::new(Scale::Linear, 0.0, 1.0, &percent).title("CPU");
    // Curves may leave the chart at its top, plans must not.
    let plans = present.iter().filter_map(|(_, at)| *at).map(|(_, y)| y).fold(0.0, f64::max);
    let y =
        Axis::new(Scale::Log10, low, high.min(target * 20.0).max(low * 10.0).max(plans), &notation::short);
    // As the lines: where two plans are one point, it is that of the one in front.
    let order = state.outlook().order.into_iter().rev();
    let points: Vec<(Alternative, [(f64, f64); 1])> =
        order.filter_map(|alternative| present[alternative].map(|at| (alternative, [at]))).collect();
    let mut series = lines(canvas, p99, Joined::Line);
    series.extend(points.iter().map(|(alternative, at)| Series {
        points: at,
        joined: Joined::Points,
        style: canvas.series(*alternative),
        marker: alternative.letter(),
        label: "",
    }));
    let style: Style = canvas.look.theme.reference;
    let levels = [Reference { at: target, label: "target", style }];
    let moments = [Reference { at: state.outlook().inputs.share(CPU_PERCENT), label: "", style }];
    let glyphs = canvas.look.glyphs;
    let chart = Chart::new(x, y, &series, styles(canvas), &glyphs).levels(&levels).moments(&moments);
    canvas.widget(chart, inner);
}

/// Usage of the languages by survey year.
fn usage(canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
    let inner = canvas.panel(area, "Usage by survey year", "% of all respondents", focused);
    let state = canvas.state;
    let curves = hiring::usage_curves(&state.facts, state.outlook());
    let all = || curves.iter().flat_map(|curve| &curve.points);
    let (Some((left, right)), Some((_, high))) =
        (range(all().map(|(x, _)| *x)), range(all().map(|(_, y)| *y)))
    else {
        return;
    };
    let year = |year: f64| if year.fract() == 0.0 { format!("{year}") } else { String::new() };
    let share = |percent: f64| format!("{} %", notation::fixed(percent, 0));
    let x = Axis::new(Scale::Linear, left, right, &year);
    let y = Axis::new(Scale::Linear, 0.0, high, &share).even();
    let series: Vec<Series<'_>> = curves
        .iter()
        .map(|UsageCurve { alternative, label, points }| Series {
            points,
            joined: Joined::Line,
            style: alternative.map_or(canvas.look.theme.muted, |one| canvas.series(one)),
            marker: alternative.map_or('+', Alternative::letter),
            label,
        })
        .collect();
    let glyphs = canvas.look.glyphs;
    canvas.widget(Chart::new(x, y, &series, styles(canvas), &glyphs), inner);
}
