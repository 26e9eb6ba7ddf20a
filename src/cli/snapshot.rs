//! `snapshot`: a page as a picture, without a terminal.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use crossterm::event::Event;
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::arguments::{Drawing, Options, Size, Snapshot};
use super::failure::Failure;
use super::{PROGRAM, open, save, themes};
use crate::explorer::chord::Chord;
use crate::explorer::files::{Over, Refusal};
use crate::explorer::{State, update_all};
use crate::picture::{self, Palette};
use crate::scenario::parameter::Value;
use crate::scenario::registry;
use crate::ui::theme::{Depth, Theme};
use crate::ui::{self, Look};
use crate::widgets::glyphs::Glyphs;

/// The theme of pictures that nobody asked for in another one.
const USUAL: &str = "dark";

pub(super) fn run(
    command: &Snapshot,
    options: &Options,
    Drawing { theme, ascii }: &Drawing,
    today: Date,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let Snapshot { scenario, tab, size, keys, output, drawing: _, options: _ } = command;
    if let Some(path) = output.as_deref().filter(|path| is_named_as_other_picture(path)) {
        return Err(Failure::Use(format!(
            "-o {}: a snapshot is written as SVG: give a name that ends in .svg, and convert that",
            path.display()
        )));
    }
    let look = Look {
        theme: themes::named(theme.as_deref().unwrap_or(USUAL), Depth::Full)?,
        glyphs: if *ascii { Glyphs::ASCII } else { Glyphs::UNICODE },
    };
    let keys = chords(keys)?;
    let (facts, mut scenario, file) = open::open_file(scenario.as_deref(), options, today)?;
    // The explorer as it is on that day, so that the picture is the same on every other one.
    if let Value::Date(date) = facts.definitions.value(&scenario, registry::AS_OF) {
        scenario.today = date;
    }
    let mut state = State::new(facts, scenario);
    if let Some(file) = file {
        state.belongs_to(file);
    }
    state.open(*tab);
    let Size(columns, rows) = *size;
    let area = Rect::new(0, 0, columns, rows);
    // Drawn after every key as on a terminal: a press of PgDn means what is seen. What asks for files does nothing.
    for key in keys {
        state.regions = ui::paint(&mut Buffer::empty(area), &state, &look).0;
        update_all(&mut state, [Event::Key(key.event())]);
    }
    work_out(&mut state);
    let svg = draw(&state, area, &look);
    match output.as_deref().filter(|path| *path != Path::new("-")) {
        None => out.write_all(svg.as_bytes())?,
        Some(path) if is_stream(path) => write_to(path, &svg)?,
        Some(path) => save::save(path, &svg, &Over::Anything).map_err(|refusal| match refusal {
            Refusal::Failed(why) => Failure::Run(why),
            Refusal::Exists | Refusal::Changed => Failure::Run(format!("{} is in the way", path.display())),
        })?,
    }
    Ok(())
}

/// Whether the name of a file promises a picture of another kind.
fn is_named_as_other_picture(path: &Path) -> bool {
    const OTHERS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "pdf"];
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    OTHERS.iter().any(|other| ending.eq_ignore_ascii_case(other))
}

/// Whether something else than a file bears this name, such as a pipe or a device: nothing can take its place.
fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn write_to(path: &Path, svg: &str) -> Result<(), Failure> {
    let written = OpenOptions::new().write(true).open(path).and_then(|mut out| out.write_all(svg.as_bytes()));
    written.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Failure::ClosedPipe,
        _ => Failure::Run(format!("{} cannot be written: {error}", path.display())),
    })
}

fn chords(keys: &[String]) -> Result<Vec<Chord>, Failure> {
    let keys = keys.iter().flat_map(|keys| keys.split_whitespace());
    let chords: Result<_, _> = keys.map(str::parse).collect();
    chords.map_err(|error| Failure::Use(format!("--keys: {error}")))
}

/// Works out all that the explorer leaves to threads: a picture is of the screen at rest.
fn work_out(state: &mut State) {
    if let Some(task) = state.take_long_run() {
        state.long_run_came_to(task.generation, task.summaries().collect());
    }
    while let Some(refinement) = state.take_refinement() {
        if let Some(refined) = refinement.refine(|| true) {
            state.refine(refinement.generation, &refined);
        }
    }
}

/// What the explorer shows, as a picture.
pub(super) fn draw(state: &State, area: Rect, look: &Look) -> String {
    let mut buffer = Buffer::empty(area);
    let (_, cursor) = ui::paint(&mut buffer, state, look);
    // A terminal draws its cursor itself.
    if let Some(cell) = cursor.and_then(|position| buffer.cell_mut(position)) {
        cell.modifier.toggle(Modifier::REVERSED);
    }
    let title = format!("{PROGRAM}: {} of {}", state.tab.title(), state.scenario.name);
    picture::svg(&buffer, &palette(&look.theme), &title)
}

/// What the terminal's own colours stand for: what can be read on the ground that the theme has.
fn palette(theme: &Theme) -> Palette {
    let palette = Palette::on(theme.ground.bg);
    let own = theme.ground.fg.and_then(|colour| palette.rgb(colour));
    Palette { foreground: own.unwrap_or(palette.foreground), ..palette }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::file;

    #[test]
    fn colours_by_name_can_be_read_on_a_light_ground() {
        let text = "background = \"#ffffff\"\nforeground = \"black\"\naccent = \"blue\"\n";
        let theme = Theme::new(&file::read("light.toml", text).unwrap().colours, Depth::Full);
        let palette = palette(&theme);
        for style in [theme.text, theme.accent, theme.good, theme.bad] {
            let front = style.fg.and_then(|colour| palette.rgb(colour)).unwrap();
            assert!(front.contrast(palette.background) >= 4.5, "{front}");
        }
    }
}
