//! The line of keys at the bottom: what can be done where the focus is, from the command table.

use ratatui::layout::Rect;
use ratatui::widgets::Clear;

use super::canvas::Canvas;
use super::parts::{behind, first};
use crate::explorer::Target;
use crate::explorer::command::{self, Command, Context};
use crate::explorer::inputs::BESIDE;
use crate::widgets::text::{width, wrap};

/// Draws the line; last, since a long notice covers what stands above it.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let state = canvas.state;
    if let Some(notice) = &state.notice {
        tell(canvas, area, notice);
        return;
    }
    // What lies over the page takes all keys, and says in its own edge what they do.
    if state.overlay.is_some() {
        return;
    }
    if state.is_filtering() {
        typing(canvas, area);
        return;
    }
    // The ways on and out stand at the end whatever has been left out for want of room.
    let last = last(canvas);
    let (ends, others): (Vec<Hint>, Vec<Hint>) =
        hints(canvas).into_iter().partition(|hint| last.contains(&hint.command));
    let reserved: u16 = ends.iter().map(Hint::width).sum();
    let mut rest = first(area, area.width.saturating_sub(reserved));
    for hint in others {
        // A longer hint leaves its place to the next one that is short enough.
        if hint.width() <= rest.width {
            rest = show(canvas, rest, &hint);
        }
    }
    let mut end = behind(area, rest.x - area.x);
    for hint in &ends {
        end = show(canvas, end, hint);
    }
}

/// Lines that a notice takes at most.
const NOTICE: usize = 3;

/// Tells something on the line, and on those above it where it is long.
fn tell(canvas: &mut Canvas<'_>, area: Rect, notice: &str) {
    let room = behind(area, 1);
    let lines = wrap(notice, room.width, NOTICE, canvas.look.glyphs.ellipsis);
    for (above, text) in (0..).zip(lines.iter().rev()) {
        let row = Rect { y: area.y.saturating_sub(above), ..area };
        canvas.widget(Clear, row);
        canvas.text(behind(row, 1), text, canvas.look.theme.strong);
    }
}

/// What can be done while every letter goes into a filter: these keys are fixed.
fn typing(canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.look.theme;
    let mut rest = area;
    for (key, label) in [("Enter", "keep the filter"), ("Esc", "all rows"), ("Tab", "pane")] {
        let taken = canvas.text(behind(rest, 1), key, theme.key);
        canvas.text(behind(rest, taken + 2), label, theme.muted);
        rest = behind(rest, taken + width(label) + 3);
    }
}

/// What leads to everything else, also for the mouse, and out.
fn last(canvas: &Canvas<'_>) -> Vec<&'static Command> {
    if canvas.state.is_presenting() {
        vec![&command::PRESENT, &command::PALETTE, &command::HELP, &command::QUIT]
    } else if is_narrow(canvas) && command::context(canvas.state) == Some(Context::Inputs) {
        // Where the sliders are folded into one, nothing else shows that there are others.
        vec![&command::NEXT_PANE, &command::INPUTS, &command::PALETTE, &command::HELP, &command::QUIT]
    } else {
        vec![&command::NEXT_PANE, &command::PALETTE, &command::HELP, &command::QUIT]
    }
}

fn is_narrow(canvas: &Canvas<'_>) -> bool {
    canvas.regions.frame.width < BESIDE
}

/// The keys of one label: commands that belong together, such as left and right, share it.
struct Hint {
    label: &'static str,
    keys: String,
    command: &'static Command,
}

impl Hint {
    fn width(&self) -> u16 {
        width(&self.keys) + width(self.label) + 3
    }
}

fn hints(canvas: &Canvas<'_>) -> Vec<Hint> {
    let context = command::context(canvas.state);
    // What covers the page, or all of the screen, says how it goes away again: the key of every popup does that too.
    let is_presenting = canvas.state.is_presenting();
    let is_over_page =
        canvas.state.inputs.is_over_page && context == Some(Context::Inputs) && is_narrow(canvas);
    let mut hints: Vec<Hint> = Vec::new();
    for command in context
        .into_iter()
        .chain([Context::Everywhere])
        .flat_map(|context| command::ALL.iter().copied().filter(move |command| command.context == context))
        .filter(|command| command.disabled(canvas.state).is_none())
        // It leads to a table from elsewhere too, but that is not what the line has room for.
        .filter(|command| context == Some(Context::Table) || **command != command::FILTER)
        // In large letters there is no panel to be seen.
        .filter(|command| !is_presenting || **command != command::INPUTS)
    {
        let (Some(label), Some(chord)) = (command.footer, canvas.state.settings.keys.keys(command).first())
        else {
            continue;
        };
        if (is_presenting && *command == command::PRESENT) || (is_over_page && *command == command::INPUTS) {
            hints.push(Hint { label: "close", keys: "Esc".to_owned(), command });
            continue;
        }
        let key = if canvas.look.glyphs.unicode { chord.to_string() } else { chord.ascii() };
        match hints.iter_mut().find(|hint| hint.label == label) {
            Some(hint) => {
                if !canvas.look.glyphs.unicode {
                    hint.keys.push('/');
                }
                hint.keys.push_str(&key);
            }
            None => hints.push(Hint { label, keys: key, command }),
        }
    }
    hints
}

fn show(canvas: &mut Canvas<'_>, area: Rect, hint: &Hint) -> Rect {
    let theme = canvas.look.theme;
    let place = first(area, hint.width());
    let taken = canvas.text(behind(place, 1), &hint.keys, theme.key);
    canvas.text(behind(place, taken + 2), hint.label, theme.muted);
    canvas.record(place, Target::Command(hint.command));
    behind(area, place.width)
}
