//! What a meeting decides: the inputs, their registry, the presets and the file that people share.

pub mod assignment;
pub mod candidates;
pub mod definitions;
pub mod file;
pub mod guardrails;
pub mod inputs;
pub mod measured;
mod numbers;
pub mod parameter;
pub mod preset;
pub mod registry;
mod scale;
pub mod team;

use jiff::civil::{Date, DateTime};

use crate::catalog::{Edition, Runtime};
use candidates::candidate;
pub use definitions::Definitions;
use guardrails::Stated;
pub use inputs::Inputs;
use measured::{Measured, Measurements};
use parameter::{Key, Value, ValueError};

/// One state of the worksheet: what was set, and under which edition of the facts.
///
/// What nobody set is absent, so that it follows the facts when the edition or the benchmark set changes. What a
/// file or a command line says is present even where it equals the default: it must not follow.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The name on the tab line and in the record.
    pub name: String,
    /// Which reading of the figures counts.
    pub edition: Edition,
    /// The day that counts as today while no date is set. It comes from the edge of the program: nothing
    /// below reads a clock.
    pub today: Date,
    /// Remarks of the meeting, oldest first.
    pub notes: Vec<Note>,
    /// The team's own numbers, which the guardrails are checked with. They change no score.
    pub guardrails: Stated,
    /// What the team measured itself: the baselines of its runtimes, unless a value is set for them.
    pub measured: Measurements,
    set: [Option<Value>; registry::COUNT],
}

/// A remark made in the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// When it was made, by the clock on the wall.
    pub at: DateTime,
    /// What was said.
    pub text: String,
}

impl Scenario {
    /// A worksheet on which nothing has been set.
    pub fn new(name: impl Into<String>, today: Date) -> Self {
        Self {
            name: name.into(),
            edition: Edition::Audited,
            today,
            notes: Vec::new(),
            guardrails: Stated::default(),
            measured: Measurements::default(),
            set: [None; registry::COUNT],
        }
    }

    /// What was set for a parameter, if anything.
    #[expect(clippy::indexing_slicing, reason = "a key is an index into the registry, which has this length")]
    pub fn explicit(&self, key: Key) -> Option<Value> {
        self.set[key.index()]
    }

    /// Puts a value where the rest reads it. Callers have checked it: see [`Definitions::set`] and
    /// [`Definitions::keep`].
    #[expect(clippy::indexing_slicing, reason = "a key is an index into the registry, which has this length")]
    pub(crate) fn put(&mut self, key: Key, value: Option<Value>) {
        self.set[key.index()] = value;
    }

    /// Takes a measurement as the baseline of a runtime, in the place of what was measured or set before.
    ///
    /// # Errors
    /// When a baseline cannot be what it comes to on one core; the scenario is then unchanged.
    pub fn measure(&mut self, runtime: Runtime, measured: Measured) -> Result<(), ValueError> {
        self.measured.put(runtime, measured)?;
        if let Some(candidate) = candidate(runtime) {
            self.put(candidate.baseline, None);
        }
        Ok(())
    }

    /// Whether anything has been set, stated or measured at all.
    pub fn is_untouched(&self) -> bool {
        self.set.iter().all(Option::is_none) && self.guardrails.is_empty() && self.measured.is_empty()
    }
}
