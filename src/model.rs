//! The mathematics, pure: no clock, no I/O, no terminal.

pub mod count;
pub mod queueing;
pub mod sizing;
