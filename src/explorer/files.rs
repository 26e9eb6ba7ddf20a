//! What the state asks of files, and what it can be told: plain values, which forms, questions and the loop around the
//! state share.

use crate::sheets::SheetId;
use std::path::PathBuf;

/// Something to be done with files.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Write one, and tell [`State::save_came_to`](super::State::save_came_to).
    Save(Save),
    /// Read one, and tell [`State::open_came_to`](super::State::open_came_to).
    Open(Open),
    /// Read what a load generator wrote, and tell [`State::import_came_to`](super::State::import_came_to).
    Import(PathBuf),
    /// Look which there are, and tell [`State::list_came_to`](super::State::list_came_to).
    List,
    /// Look which themes there are, and tell [`State::themes_came_to`](super::State::themes_came_to).
    Themes,
    /// Write something to a file, and tell [`State::export_came_to`](super::State::export_came_to).
    Export(Export),
    /// Give something to [`State::copy`](super::State::copy).
    Copy(What),
}

/// A file to be read as a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Where it is.
    pub path: PathBuf,
    /// Whether changes that are not saved may go: somebody has been asked.
    pub discards: bool,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Save {
    /// The file.
    pub path: PathBuf,
    /// All that it is to hold.
    pub text: String,
    /// What may stand there now.
    pub over: Over,
    /// The name that the scenario has then.
    pub(super) name: String,
    /// What comes after it.
    pub(super) then: Then,
}

/// Changes that are not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// What their scenario goes by: its file, or else its name.
    pub name: String,
    /// What its file would say with them.
    pub text: String,
}

/// What a save may replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// No file.
    Nothing,
    /// A file with this text, which is the one that was read.
    Known(String),
    /// Any file: somebody has been asked.
    Anything,
}

/// Why nothing was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is a file already.
    Exists,
    /// The file is not any more what was read.
    Changed,
    /// It cannot be done: why, and what to do.
    Failed(String),
}

/// What comes after a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing.
    Stay,
    /// The program is left.
    Quit,
    /// Another scenario is opened.
    Open(Choice),
}

/// Something that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A scenario that comes with the program, by its name.
    Preset(String),
    /// A file.
    File(PathBuf),
}

/// Something that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// What it is about, or when it was changed.
    pub about: String,
    /// What picking it opens.
    pub choice: Choice,
}

/// Something that can be exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The decision record, as Markdown.
    Record,
    /// The whole report, as JSON.
    Report,
    /// A table of the present page, as CSV.
    Table(SheetId),
    /// The upgrade plan, as iCalendar.
    Calendar,
    /// The page as it is on the screen, as SVG.
    Page,
    /// The command line that gives the same report.
    CommandLine,
}

impl What {
    /// The ending of its files.
    pub const fn ending(&self) -> &'static str {
        match self {
            Self::Record => "md",
            Self::Report => "json",
            Self::Table(_) => "csv",
            Self::Calendar => "ics",
            Self::Page => "svg",
            Self::CommandLine => "sh",
        }
    }

    /// What it is called in the middle of a sentence.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Record => "the decision record",
            Self::Report => "the report",
            Self::Table(_) => "the table",
            Self::Calendar => "the upgrade calendar",
            Self::Page => "the picture",
            Self::CommandLine => "the command line",
        }
    }
}

/// An export that goes to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What goes into it.
    pub what: What,
    /// Where it is.
    pub path: PathBuf,
    /// Whether a file that stands there may go: somebody has been asked.
    pub overwrite: bool,
}
