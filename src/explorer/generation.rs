//! What tells one reckoning from another.

/// The number of a reckoning: what was asked for under another one is out of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation(u64);

impl Generation {
    /// That of the first reckoning of a run.
    pub(super) const FIRST: Self = Self(1);

    /// The one after it, which nothing has had yet.
    pub(super) const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
