//! Requests by what became of them.

/// Counts of requests by their status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Statuses {
    /// Statuses of 200 to 299.
    pub(super) ok: u64,
    /// Other statuses.
    pub(super) http_errors: u64,
    /// No response.
    pub(super) transport_errors: u64,
}

impl Statuses {
    /// Counts so many responses with a status; 0 stands for none.
    pub(super) fn add(&mut self, status: u64, count: u64) {
        let slot = match status {
            0 => &mut self.transport_errors,
            200..=299 => &mut self.ok,
            _ => &mut self.http_errors,
        };
        *slot = slot.saturating_add(count);
    }

    /// All of them.
    pub(super) const fn requests(self) -> u64 {
        self.ok.saturating_add(self.http_errors).saturating_add(self.transport_errors)
    }
}

/// Of codes as keys, with their counts. A key that is no status is taken for an error of the other side.
impl<'a> FromIterator<(&'a str, u64)> for Statuses {
    fn from_iter<I: IntoIterator<Item = (&'a str, u64)>>(codes: I) -> Self {
        let mut out = Self::default();
        for (code, count) in codes {
            out.add(code.trim().parse().unwrap_or(u64::MAX), count);
        }
        out
    }
}
