//! Where an entry stands, and what is wrong there.

use std::error::Error;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::files::FILES;
use super::packed::{Packed, Parcel, Unpacking, packed};

/// The file an entry was read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A file of `data/`, compiled into the program.
    BuiltIn(&'static str),
    /// A file of the user's data directory.
    File(Arc<Path>),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn(name) => write!(f, "built-in {name}"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// A file of `data/` as its position among them. Others are read anew each time and never packed.
impl Packed for Origin {
    fn pack(&self, parcel: &mut Parcel) {
        let position = match self {
            Self::BuiltIn(name) => FILES.iter().position(|file| file == name),
            Self::File(_) => None,
        };
        position.unwrap_or(FILES.len()).pack(parcel);
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        FILES.get(usize::unpack(parcel)?).map(|name| Self::BuiltIn(name))
    }
}

/// A position in a file; line and column count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub origin: Origin,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

packed!(Place { origin, line, column });

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.origin, self.line, self.column)
    }
}

/// One thing that is wrong with the data: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    subject: Subject,
    message: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Whole(Origin),
    At(Place),
}

impl Subject {
    /// Order of report: by file, problems with the file as a whole first, then from top to bottom.
    fn key(&self) -> (&Origin, usize, usize) {
        match self {
            Self::Whole(origin) => (origin, 0, 0),
            Self::At(place) => (&place.origin, place.line, place.column),
        }
    }
}

impl Problem {
    pub(super) fn at(place: Place, message: String) -> Self {
        Self { subject: Subject::At(place), message }
    }

    pub(super) fn whole(origin: Origin, message: String) -> Self {
        Self { subject: Subject::Whole(origin), message }
    }

    /// The position, where the problem has one: a file that cannot be read has none.
    pub fn place(&self) -> Option<&Place> {
        match &self.subject {
            Subject::At(place) => Some(place),
            Subject::Whole(_) => None,
        }
    }

    /// What is wrong and what to do, without the position.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.subject {
            Subject::At(place) => write!(f, "{place}: {}", self.message),
            Subject::Whole(origin) => write!(f, "{origin}: {}", self.message),
        }
    }
}

/// Everything that is wrong with the data of one load, by file from top to bottom; never empty.
///
/// Displays as one problem per line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogErrors(Vec<Problem>);

impl CatalogErrors {
    pub(super) fn new(mut problems: Vec<Problem>) -> Self {
        problems.sort_by(|a, b| a.subject.key().cmp(&b.subject.key()));
        Self(problems)
    }

    /// The problems, by file from top to bottom.
    pub fn problems(&self) -> &[Problem] {
        &self.0
    }
}

impl fmt::Display for CatalogErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl Error for CatalogErrors {}
