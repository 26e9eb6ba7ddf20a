//! Why a schedule is not taken, and what to do.

use std::error::Error;
use std::fmt;

use super::endoflife::product_name;
use super::{Form, LARGEST, MOST_LINES};
use crate::catalog::Runtime;
use crate::import::refusal;
use crate::quote::{harmless, listed, quoted};

/// A file that is not taken as a schedule; with its place where the text itself is wrong.
pub type Refusal = refusal::Refusal<Reason>;

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It holds nothing but white space.
    Empty,
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is of no form that is known; the text says what it looks like.
    Unknown(&'static str),
    /// It ends too early.
    CutOff,
    /// It is not JSON or TOML as the form has it; the text is the parser's.
    Broken(String),
    /// A value cannot be; the path leads to it from the top of the file.
    Wrong {
        /// The keys on the way to it: `v22.lts`.
        path: String,
        /// What is wrong with it, and what belongs there.
        what: String,
    },
    /// It has no lines.
    NoLines,
    /// It has more lines than any runtime.
    TooManyLines,
    /// It does not say of which runtime it is, and nobody else did.
    WhichRuntime,
    /// It is of a product that is none of the runtimes.
    OtherProduct(String),
    /// It is of another runtime than asked for.
    OtherRuntime {
        /// The one asked for.
        asked: Runtime,
        /// The one it is of.
        found: Runtime,
    },
}

impl Reason {
    pub(super) fn wrong(path: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Wrong { path: path.into(), what: what.into() }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty; fetch it again"),
            Self::TooLarge => {
                write!(
                    f,
                    "larger than {} MiB, which no release schedule is; is it the right file?",
                    LARGEST >> 20
                )
            }
            Self::Unknown(looks) => {
                let forms = listed(&Form::ALL.map(Form::name), "and");
                write!(f, "not a release schedule that this program knows: {looks}. It reads {forms}")
            }
            Self::CutOff => f.write_str("the file is cut off here; fetch it again"),
            Self::Broken(what) => write!(f, "{}; fetch the file again", harmless(what)),
            Self::Wrong { path, what } => write!(f, "{}: {what}", harmless(path)),
            Self::NoLines => f.write_str("there is not one release line in it; fetch the file again"),
            Self::TooManyLines => {
                write!(f, "more than {MOST_LINES} release lines, which no runtime has; is it the right file?")
            }
            Self::WhichRuntime => write!(
                f,
                "a list of endoflife.date does not say of which product it is; add --runtime {}",
                listed(&Runtime::RELEASED.map(Runtime::name), "or")
            ),
            Self::OtherProduct(product) => write!(
                f,
                "the releases of {}, which is none of the runtimes; of endoflife.date take {}",
                quoted(product),
                listed(&Runtime::RELEASED.map(product_name), "or")
            ),
            Self::OtherRuntime { asked, found } => write!(
                f,
                "the release lines of {}, not of {}; leave --runtime out",
                found.label(),
                asked.label()
            ),
        }
    }
}

impl Error for Reason {}
