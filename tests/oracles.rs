//! The mathematics against reference cases that independent libraries and long arithmetic computed.
//!
//! Every file states how it was made and how closely to agree.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot read its cases fails"
)]

mod oracles {
    pub(crate) mod capacity;
    pub(crate) mod case;
    pub(crate) mod mcda;
    pub(crate) mod misc;
    pub(crate) mod queueing;
    pub(crate) mod simulator;
    pub(crate) mod sizing;
}
