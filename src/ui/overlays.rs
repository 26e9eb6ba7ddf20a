//! What lies over the page.

mod entry_list;
mod export_list;
mod guardrail_form;
mod help;
mod history_list;
mod import_form;
mod lines;
mod notes_form;
mod palette;
mod path_form;
mod provenance;
mod question;
mod reading;
mod theme_list;
mod value_form;
mod window;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::explorer::overlay::Overlay;
use window::{MARK, MARKS, Window, columns, list, mark};

/// Draws the overlay that is open, if one is.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    match &canvas.state.overlay {
        None => {}
        Some(Overlay::Help(help)) => help::draw(canvas, area, help),
        Some(Overlay::Provenance(provenance)) => provenance::draw(canvas, area, provenance),
        Some(Overlay::Value(form)) => value_form::draw(canvas, area, form),
        Some(Overlay::Entries(list)) => entry_list::draw(canvas, area, *list),
        Some(Overlay::Guardrails(form)) => guardrail_form::draw(canvas, area, form),
        Some(Overlay::Import(form)) => import_form::draw(canvas, area, form),
        Some(Overlay::Palette(palette)) => palette::draw(canvas, area, palette),
        Some(Overlay::Export(list)) => export_list::draw(canvas, area, list),
        Some(Overlay::Themes(list)) => theme_list::draw(canvas, area, list),
        Some(Overlay::History(list)) => history_list::draw(canvas, area, list),
        Some(Overlay::Notes(form)) => notes_form::draw(canvas, area, form),
        Some(Overlay::Path(form)) => path_form::draw(canvas, area, form),
        Some(Overlay::Question(question)) => question::draw(canvas, area, question),
        Some(Overlay::Reading(reading)) => reading::draw(canvas, area, reading),
    }
}
