//! The form in which a file is named, with what can be picked instead.

use ratatui::layout::Rect;

use super::{MARK, Window, columns, mark};
use crate::explorer::Target;
use crate::explorer::files::{Choice, Listed};
use crate::explorer::overlay::path_form::{PathForm, Purpose};
use crate::import::{self, Tool};
use crate::quote::listed;
use crate::ui::canvas::Canvas;
use crate::ui::field::typed;
use crate::ui::parts::{behind, below, first, line};
use crate::widgets::text::{self, width};

/// Columns of the form, as far as the screen has them.
const COLUMNS: u16 = 84;
/// Lines of the list, as far as the screen has them; the form keeps its height while the list is filled.
const LIST: u16 = 14;
/// Lines under the field at least, so that the form stays where it is while the cursor moves.
const BELOW: usize = 2;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, form: &PathForm) {
    let columns = columns(area, COLUMNS);
    let is_open = form.purpose == Purpose::Open;
    let texts = meaning(canvas, form, columns.saturating_sub(MARK));
    let rows = 1 + texts.len() as u16 + if is_open { 1 + LIST } else { 0 };
    let (title, footer, label) = match &form.purpose {
        Purpose::Open => ("Open a scenario".to_owned(), "Enter opens it, Esc cancels", "Path "),
        Purpose::Save(_) => ("Save as".to_owned(), "Enter saves, Esc cancels", "Name or path "),
        Purpose::Export(what) => {
            (format!("Export {}", what.name()), "Enter writes it, Esc cancels", "Name or path ")
        }
        Purpose::Import => ("Import a load test".to_owned(), "Enter reads it, Esc cancels", "File "),
    };
    let window = Window { title: &title, columns, rows, footer };
    let (outer, inner) = window.open(canvas, area);

    let theme = canvas.look.theme;
    let row = line(inner, 0);
    mark(canvas, row, form.cursor() == 0);
    let taken = canvas.text(behind(row, MARK), label, theme.muted);
    typed(canvas, behind(row, MARK + taken), form.field());
    canvas.record(row, Target::Field(0));
    let style = if form.refusal.is_some() { theme.bad } else { theme.muted };
    for (row, text) in (1..).zip(&texts) {
        canvas.text(behind(line(inner, row), MARK), text, style);
    }
    if is_open {
        list(canvas, outer, below(inner, 2 + texts.len() as u16), form);
    }
}

/// Why the last attempt failed, or else what Enter means.
fn meaning(canvas: &Canvas<'_>, form: &PathForm, columns: u16) -> Vec<String> {
    let folders = &canvas.state.settings.folders;
    let text = match (&form.refusal, form.picked(), form.path(folders)) {
        (Some(refusal), _, _) => refusal.clone(),
        (None, Some(Choice::Preset(name)), _) => format!("Opens the preset {name}"),
        (None, Some(Choice::File(path)), _) => format!("Reads {}", folders.abbreviated(path)),
        (None, None, Ok(path)) if matches!(form.purpose, Purpose::Open | Purpose::Import) => {
            format!("Reads {}", folders.abbreviated(&path))
        }
        (None, None, Ok(path)) => format!("Goes to {}", folders.abbreviated(&path)),
        (None, None, Err(_)) if form.purpose == Purpose::Import => {
            let tools: Vec<&str> = import::tools().map(Tool::name).collect();
            format!("What {} wrote; the content says which.", listed(&tools, "or"))
        }
        (None, None, Err(_)) if matches!(form.purpose, Purpose::Export(_)) => {
            "A name alone is a file in the present folder.".to_owned()
        }
        (None, None, Err(_)) => "A name alone is a file in the folder of scenarios.".to_owned(),
    };
    let mut lines: Vec<String> = text::lines(&text, columns).map(str::to_owned).collect();
    lines.resize(lines.len().max(BELOW), String::new());
    lines
}

fn list(canvas: &mut Canvas<'_>, outer: Rect, area: Rect, form: &PathForm) {
    let muted = canvas.look.theme.muted;
    let names = form.list().iter().map(|listed| width(&listed.name)).max().unwrap_or(0);
    let names = names.min(area.width / 2);
    // The field above is the first.
    let fields = 1..form.list().len() + 1;
    super::list(canvas, outer, area, fields, form.cursor(), |canvas, place, position, style| {
        let Some(Listed { name, about, .. }) = form.list().get(position) else { return };
        canvas.text(first(behind(place, MARK), names), name, style);
        canvas.text(behind(place, MARK + names + 2), about, muted);
    });
}
