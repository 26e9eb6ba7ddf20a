//! Release schedules in the form of those who publish them, made into an overlay of the built-in release lines.
//!
//! The form is recognised from the content, never from the name. A file says when phases begin and lines end; what it
//! does not say stays as it is built in ([`Update`]), and the overlay tells so.

mod document;
mod endoflife;
mod json;
mod line;
mod node;
mod overlay;
mod python;
mod refusal;

use crate::catalog::{Confidence, PartialDate, Runtime};

pub use line::{End, Latest, Line};
pub use overlay::{Change, LeftOut, MARK, Update, WhyLeftOut};
pub use refusal::{Reason, Refusal};

/// No schedule is larger, bytes; what is, is some other file.
pub const LARGEST: usize = 8 << 20;

/// More lines than any runtime has had.
const MOST_LINES: usize = 500;

/// A form in which release schedules are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `schedule.json` of nodejs/Release.
    NodeSchedule,
    /// `release-cycle.json` of peps.python.org, formerly of python/devguide.
    PythonReleaseCycle,
    /// `python-releases.toml` of python/peps.
    PythonReleases,
    /// The same as JSON, `python-releases.json` of peps.python.org.
    PythonReleasesJson,
    /// A list of endoflife.date, `/api/go.json`.
    EndOfLifeList,
    /// A product of endoflife.date, `/api/v1/products/go/`.
    EndOfLifeProduct,
}

impl Form {
    const ALL: [Self; 6] = [
        Self::NodeSchedule,
        Self::PythonReleaseCycle,
        Self::PythonReleases,
        Self::PythonReleasesJson,
        Self::EndOfLifeList,
        Self::EndOfLifeProduct,
    ];

    /// The file as its publishers call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NodeSchedule => "schedule.json of nodejs/Release",
            Self::PythonReleaseCycle => "release-cycle.json of peps.python.org",
            Self::PythonReleases => "python-releases.toml of python/peps",
            Self::PythonReleasesJson => "python-releases.json of peps.python.org",
            Self::EndOfLifeList => "api/PRODUCT.json of endoflife.date",
            Self::EndOfLifeProduct => "api/v1/products/PRODUCT of endoflife.date",
        }
    }
}

/// The publishers whose schedules can be read, as messages list them.
pub const PUBLISHERS: &str = "nodejs/Release, python/devguide, python/peps and endoflife.date";

/// What vouches for a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The id of its source in an overlay; no built-in source has it.
    pub id: String,
    /// Who published it.
    pub publisher: &'static str,
    /// What it is called.
    pub title: String,
    /// Where it is published.
    pub url: String,
    /// When it was published, where the file says so.
    pub published: Option<PartialDate>,
    /// Whether it is the issuing body's own or somebody's transcription.
    pub confidence: Confidence,
}

/// The release lines of one runtime as a file gives them.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// The file as messages call it.
    pub file: String,
    /// The form it was read in.
    pub form: Form,
    /// Whose lines they are: node, python, go, deno or bun.
    pub runtime: Runtime,
    /// What vouches for them.
    pub source: Publication,
    /// The lines, oldest version first, at least one.
    pub lines: Vec<Line>,
}

/// The form of a text, if it is a schedule, whole or damaged.
pub fn recognise(text: &str) -> Option<Form> {
    let text = text.trim_start_matches('\u{feff}');
    let outline = document::outline(text);
    if python::is_toml(text) {
        Some(Form::PythonReleases)
    } else if node::is_schedule(&outline) {
        Some(Form::NodeSchedule)
    } else if python::is_release_cycle(&outline) {
        Some(Form::PythonReleaseCycle)
    } else if python::is_releases(&outline) {
        Some(Form::PythonReleasesJson)
    } else {
        endoflife::form(&outline)
    }
}

/// Reads a schedule. `name` is the file as messages call it; `asked` is the runtime it is meant to be of, which only a
/// list of endoflife.date needs, because it does not say.
///
/// ```
/// use runtime_explorer::catalog::Runtime;
/// use runtime_explorer::import::schedules::read;
///
/// let text = r#"{"v26": {"start": "2026-05-05", "lts": "2026-10-28", "maintenance": "2027-10-20",
///                        "end": "2029-04-30", "codename": "Lithium"}}"#;
/// let schedule = read("schedule.json", text, None).unwrap();
/// assert_eq!(schedule.runtime, Runtime::Node);
/// assert_eq!(schedule.lines[0].name, "26");
/// ```
///
/// # Errors
/// When the text is of no known form, damaged, too large, of another runtime than asked for, or holds what cannot be:
/// no date where one belongs, dates out of order, a line twice.
pub fn read(name: &str, text: &str, asked: Option<Runtime>) -> Result<Schedule, Refusal> {
    let text = text.trim_start_matches('\u{feff}');
    read_form(name, text, asked).map_err(|refusal| refusal.in_file(name))
}

fn read_form(name: &str, text: &str, asked: Option<Runtime>) -> Result<Schedule, Refusal> {
    if text.len() > LARGEST {
        return Err(Reason::TooLarge.into());
    }
    if text.trim().is_empty() {
        return Err(Reason::Empty.into());
    }
    let Some(form) = recognise(text) else { return Err(document::unknown(text)) };
    let (runtime, source, mut lines) = match form {
        Form::NodeSchedule => node::read(text)?,
        Form::PythonReleaseCycle => python::release_cycle(text)?,
        Form::PythonReleases => python::toml(text)?,
        Form::PythonReleasesJson => python::json(text)?,
        Form::EndOfLifeList => endoflife::list(text, asked)?,
        Form::EndOfLifeProduct => endoflife::product(text)?,
    };
    if let Some(asked) = asked
        && asked != runtime
    {
        return Err(Reason::OtherRuntime { asked, found: runtime }.into());
    }
    line::in_order(&mut lines)?;
    Ok(Schedule { file: name.to_owned(), form, runtime, source, lines })
}

/// What reading a form comes to.
type Parts = (Runtime, Publication, Vec<Line>);
