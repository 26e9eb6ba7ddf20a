//! The simulated machine under every way of running: the same requests on a common axis of time.

use std::collections::BTreeMap;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::explorer::lanes::{LanesPanel, LongRun};
use crate::explorer::{Panel, Target};
use crate::model::simulator;
use crate::model::simulator::{Activity, Experiment, Length, Model, Nanoseconds, Run, Setting};
use crate::notation;
use crate::scenario::registry::{CONCURRENCY_RPS, RPS};
use crate::sheets::wording::course::course;
use crate::sheets::wording::red_lines;
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, first, line};
use crate::widgets::lanes::{Fill, Group, Lane, LaneKind, Lanes, LanesState, LanesStyles, Rule, Span};
use crate::widgets::text::width;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let state = canvas.state;
    let focused = state.focused_panel() == Some(Panel::Lanes);
    let Some(experiment) = &state.analysis().experiment else {
        canvas.panel(area, "Simulated machine", "", focused);
        return;
    };
    let status = status(canvas, experiment);
    let title = title(canvas, &experiment.setting, area.width.saturating_sub(7 + width(&status)));
    let inner = canvas.panel(area, &title, &status, focused);
    canvas.record(area, Target::Panel(Panel::Lanes));
    let panel = state.lanes;
    let (place, told) = match panel.highlight {
        Some(_) if inner.height > 4 => {
            (Rect { height: inner.height - 1, ..inner }, Some(line(inner, inner.height - 1)))
        }
        _ => (inner, None),
    };

    let groups: Vec<Group<'_>> =
        experiment.iter().map(|(model, run)| group(canvas, experiment, model, run, panel)).collect();
    let rules = rules(canvas, experiment, panel);
    let theme = canvas.look.theme;
    let styles = LanesStyles {
        axis: theme.muted,
        figures: theme.muted,
        cursor: Style::new().add_modifier(Modifier::REVERSED),
        highlight: theme.strong.add_modifier(Modifier::REVERSED),
        selected: if focused { theme.selected_row } else { Style::new() },
    };
    let seen = LanesState {
        view: panel.view,
        cursor: Some(panel.cursor),
        highlight: panel.highlight,
        selected: Some(panel.selected),
    };
    let glyphs = canvas.look.glyphs;
    let lanes = Lanes::new(&groups, seen, styles, &glyphs).rules(&rules).letters(theme.is_monochrome());
    let layout = lanes.layout(place);
    lanes.draw(&layout, canvas.buffer);
    canvas.regions.lanes = Some(layout);
    legend(canvas, area, &groups);
    if let (Some(told), Some(request)) = (told, panel.highlight)
        && let Some((model, run)) = experiment.iter().nth(panel.selected)
    {
        canvas.text(told, &course(model, &run.trace, request), theme.strong);
    }
}

/// The letters of what spans are, for terminals without colours.
const LIGHT: char = 'L';
const HEAVY: char = 'H';
const READY: char = 'w';

/// What the fills mean that are seen, in the lower edge of the panel, as far as there is room.
fn legend(canvas: &mut Canvas<'_>, area: Rect, groups: &[Group<'_>]) {
    let (theme, glyphs) = (&canvas.look.theme, &canvas.look.glyphs);
    let [_, dense, _, dotted] = glyphs.fills;
    let mut edge = behind(line(area, area.height.saturating_sub(1)), 2);
    for (letter, fill, style, meaning) in [
        (LIGHT, glyphs.busy, theme.text, "light requests"),
        (HEAVY, dense, theme.bad, "heavy work"),
        (READY, dotted, theme.warning, "could run, but waits"),
    ] {
        let lanes = groups.iter().flat_map(|group| &group.lanes);
        let is_seen = lanes.into_iter().any(|lane| match &lane.kind {
            LaneKind::Spans(spans) => spans.iter().any(|span| span.letter == letter),
            LaneKind::Depth(_) => false,
        });
        let sign = if theme.is_monochrome() { letter.to_string() } else { fill.to_owned() };
        let room = edge.width.saturating_sub(2);
        if !is_seen || width(&sign) + width(meaning) + 3 > room {
            continue;
        }
        let taken = canvas.text(first(edge, room), &format!(" {sign}"), style);
        edge = behind(edge, taken);
        let taken = canvas.text(first(edge, room), &format!(" {meaning} "), theme.muted);
        edge = behind(edge, taken);
    }
}

/// What the machine is given: its part of the traffic, and of how much where there is room to say so.
fn title(canvas: &Canvas<'_>, setting: &Setting, room: u16) -> String {
    let cores = if setting.cores == 1 { "core" } else { "cores" };
    let inputs = &canvas.state.outlook().inputs;
    let told = |whole: &str| {
        format!(
            "Machine: {} {cores}, {}{whole} requests/s, {} % heavy",
            setting.cores,
            notation::significant(setting.rate, 3),
            notation::plain(notation::rounded(setting.heavy_share * 100.0, 3))
        )
    };
    let whole = told(&format!(" of {}", notation::plain(inputs[RPS])));
    if inputs[CONCURRENCY_RPS] > 0.0 || width(&whole) > room { told("") } else { whole }
}

/// Time, speed and what the figures are of.
fn status(canvas: &Canvas<'_>, experiment: &Experiment) -> String {
    let panel = &canvas.state.lanes;
    let time = format!("{} ms", notation::milliseconds(panel.cursor as f64 / 1e6));
    let speed = if panel.is_playing { format!(" at {} ms/s", panel.speed()) } else { String::new() };
    let run = match canvas.state.lanes.long_run {
        LongRun::Asked => "long run begins".to_owned(),
        LongRun::Running(done) => format!("long run: {done} of {} models", Model::ALL.len()),
        LongRun::None => {
            let each = if experiment.length == Length::Brief { "so far" } else { "each" };
            format!("{} requests {each}", notation::count(experiment.arrivals()))
        }
    };
    format!("{time}{speed}, {run}")
}

fn group(
    canvas: &Canvas<'_>,
    experiment: &Experiment,
    model: Model,
    run: &Run,
    panel: LanesPanel,
) -> Group<'static> {
    let theme = &canvas.look.theme;
    let style = canvas.series(model.alternative());
    let is_seen = |span: &&simulator::Span| span.to > panel.view.from && span.from < panel.view.to;
    let mut lanes: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    for lane in 0..usual_lanes(model, &experiment.setting) {
        lanes.insert(lane, Vec::new());
    }
    for span in run.trace.spans.iter().filter(is_seen) {
        let (style, fill, letter) = match span.activity {
            Activity::Light => (style, Fill::Solid, LIGHT),
            Activity::Heavy => (theme.bad, Fill::Dense, HEAVY),
            Activity::Ready => (theme.warning, Fill::Dotted, READY),
            Activity::Queued | Activity::Upstream => continue,
        };
        if let Some(lane) = span.lane {
            let simulator::Span { from, to, request, .. } = *span;
            lanes.entry(lane).or_default().push(Span { from, to, style, fill, letter, request });
        }
    }
    let mut lanes: Vec<Lane> = lanes
        .into_iter()
        .map(|(lane, mut spans)| {
            spans.sort_unstable_by_key(|span| span.from);
            let label = label(model, lane, &experiment.setting);
            let dispensable = if lane == 0 { 0 } else { 2 };
            Lane { label, style: theme.text, dispensable, kind: LaneKind::Spans(spans) }
        })
        .collect();
    for (activity, label, dispensable) in
        [(Activity::Queued, "waiting", 1), (Activity::Upstream, "upstream", 3)]
    {
        let depth = run.trace.depth(activity);
        if activity == Activity::Queued || !depth.is_empty() {
            let kind = LaneKind::Depth(depth);
            lanes.push(Lane { label: label.to_owned(), style: theme.muted, dispensable, kind });
        }
    }
    Group { title: model.label(), style, lanes, figures: figures(canvas, experiment, model, run) }
}

/// Lanes that are there even when nothing happens on them.
fn usual_lanes(model: Model, setting: &Setting) -> u32 {
    match model {
        Model::NodeEventLoop | Model::Asyncio | Model::AsyncioThreads | Model::FreeThreaded => 1,
        Model::NodeWorkers | Model::ProcessPool => 1 + setting.workers.min(4),
        Model::NodeCluster | Model::UvicornWorkers | Model::Go => setting.cores.min(4),
    }
}

/// What runs on a lane; of several alike also how many there are, because there is not always room for all.
fn label(model: Model, lane: u32, setting: &Setting) -> String {
    match (model, lane) {
        (Model::NodeCluster | Model::UvicornWorkers, lane) => {
            format!("loop {} of {}", lane + 1, setting.cores)
        }
        (Model::Go, lane) => format!("core {} of {}", lane + 1, setting.cores),
        (_, 0) => "loop".to_owned(),
        (Model::NodeWorkers, worker) => format!("worker {worker}"),
        (Model::ProcessPool, process) => format!("process {process}"),
        (_, thread) => format!("thread {thread}"),
    }
}

fn milliseconds(time: Nanoseconds) -> String {
    notation::milliseconds(time as f64 / 1e6)
}

/// What the whole run came to, and the red lines that it crossed.
fn figures(canvas: &Canvas<'_>, experiment: &Experiment, model: Model, run: &Run) -> String {
    let summary = &run.summary;
    let constants = canvas.state.facts.constants(canvas.state.outlook().inputs.edition);
    let crossed = red_lines::crossed(&constants.red_lines, model, &experiment.setting, summary);
    // Only where there are two sorts has it to be said which.
    let two_sorts = (f64::MIN_POSITIVE..1.0).contains(&experiment.setting.heavy_share);
    let (sort, times) = if two_sorts { ("light ", summary.light) } else { ("", summary.response) };
    let p99 = times.measured().map_or_else(
        || format!("no {sort}request is answered"),
        |times| {
            // Whoever has given up would have waited for longer.
            let more = if times.p99 >= experiment.setting.timeout { ">" } else { "" };
            format!("{sort}p99 {more}{} ms", milliseconds(times.p99))
        },
    );
    crossed.map_or_else(|| p99.clone(), |crossed| format!("{p99}, crosses {crossed}"))
}

/// Where the selected model first crosses a red line in what is seen.
fn rules(canvas: &Canvas<'_>, experiment: &Experiment, panel: LanesPanel) -> Vec<Rule> {
    let state = canvas.state;
    let Some((model, run)) = experiment.iter().nth(panel.selected) else { return Vec::new() };
    let lines = state.facts.constants(state.outlook().inputs.edition).red_lines.under(&experiment.setting);
    lines
        .first_crossings(model, &run.trace, panel.view.from..=panel.view.to)
        .into_iter()
        .map(|(line, at)| Rule {
            at,
            label: red_lines::red_line(&lines, line),
            style: canvas.look.theme.reference,
        })
        .collect()
}
