//! Why a file is not taken, where in it, and what to do.

use std::error::Error;
use std::fmt;
use std::io;

use super::format;
use super::text::harmless;

/// The longest single record or line of a file of rows, bytes.
pub(super) const LONGEST_RECORD: u64 = 1 << 20;

/// A position in a file, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: u64,
    /// The column, where it is known: of JSON in bytes, as its reader counts.
    pub column: Option<u64>,
}

/// A file that is not taken, for a reason of its kind: as results of a load generator unless said otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal<R = Reason> {
    /// The file as messages call it.
    pub file: String,
    /// Where in the file, if at one place.
    pub place: Option<Place>,
    /// What is wrong.
    pub reason: R,
}

/// What is wrong with a file.
#[derive(Debug)]
pub enum Reason {
    /// It holds nothing, or nothing but white space.
    Empty {
        /// Whether there is white space.
        blank: bool,
    },
    /// It is no result of a load generator that is known; the text says what it looks like.
    Unknown(String),
    /// It is a result, but not in a form that can be read; the text says which form to use instead.
    WrongForm(&'static str),
    /// It ends before what was measured; the text says what is missing.
    Truncated(String),
    /// A value is of the wrong kind, not a number, infinite or negative; the text names it.
    Value(String),
    /// Its values contradict each other.
    Inconsistent(String),
    /// It holds more than one result.
    Several(String),
    /// Nothing was measured: no request, or none that succeeded.
    NothingMeasured(String),
    /// A summary larger than any, in bytes.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// It cannot be read.
    Unreadable(io::Error),
}

impl<R> Refusal<R> {
    /// Of the file as a whole; the name follows.
    pub(super) fn new(reason: R) -> Self {
        Self { file: String::new(), place: None, reason }
    }

    /// At a line.
    pub(super) fn at_line(line: u64, reason: R) -> Self {
        Self { place: Some(Place { line, column: None }), ..Self::new(reason) }
    }

    /// At a line and a column.
    pub(super) fn at(line: u64, column: u64, reason: R) -> Self {
        Self { place: Some(Place { line, column: Some(column) }), ..Self::new(reason) }
    }

    /// In the file of this name.
    pub(super) fn in_file(self, name: &str) -> Self {
        Self { file: name.to_owned(), ..self }
    }
}

impl<R> From<R> for Refusal<R> {
    fn from(reason: R) -> Self {
        Self::new(reason)
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::new(Reason::Unreadable(error))
    }
}

impl<R: fmt::Display> fmt::Display for Refusal<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&harmless(&self.file))?;
        if let Some(Place { line, column }) = self.place {
            write!(f, ":{line}")?;
            if let Some(column) = column {
                write!(f, ":{column}")?;
            }
        }
        write!(f, ": {}", self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { blank: false } => {
                f.write_str("the file is empty: was the tool stopped before it wrote?")
            }
            Self::Empty { blank: true } => f.write_str(
                "the file is empty: it holds nothing but white space; was the tool stopped before it wrote?",
            ),
            Self::Unknown(looks) => write!(
                f,
                "not a load-test result that this program knows: {looks}. It reads {}",
                format::list_of_tools()
            ),
            Self::Truncated(missing) => {
                write!(f, "the file is cut off: {missing}. Nothing was imported; export it again")
            }
            Self::Value(text) => write!(f, "{text}. Nothing was imported"),
            Self::Inconsistent(text) => {
                write!(f, "the values contradict each other: {text}. Nothing was imported")
            }
            Self::Several(text) => write!(f, "{text}: split the file, one result each"),
            Self::NothingMeasured(text) => write!(f, "{text}: nothing to compare"),
            Self::WrongForm(text) => f.write_str(text),
            Self::TooLarge { limit } => write!(
                f,
                "larger than {} MiB, which no summary is: export a summary, or rows as CSV or JSON lines, \
                 which may be of any size",
                limit >> 20
            ),
            Self::Unreadable(error) => write!(f, "cannot be read: {error}"),
        }
    }
}

impl<R: Error> Error for Refusal<R> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.reason.source()
    }
}

impl Error for Reason {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreadable(error) => Some(error),
            _ => None,
        }
    }
}
