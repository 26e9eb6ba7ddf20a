//! Work that is shared out among processors.

use std::ops::Range;

/// One of so many equal parts of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which one, from 0.
    pub(super) number: usize,
    /// How many there are; at least 1.
    pub(super) of: usize,
}

impl Part {
    /// All of it.
    pub(super) const WHOLE: Self = Self { number: 0, of: 1 };

    /// Whether what stands at this position belongs to this part. Parts take turns, since neighbours are alike in cost.
    pub(super) fn has(self, position: usize) -> bool {
        position % self.of.max(1) == self.number
    }

    /// The stretch of a range that belongs to this part.
    pub(super) fn stretch(self, whole: u32) -> Range<u32> {
        let bound = |part: usize| (u64::from(whole) * part as u64 / self.of.max(1) as u64) as u32;
        bound(self.number)..bound(self.number + 1)
    }
}
