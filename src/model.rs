//! The mathematics, pure: no clock, no I/O, no terminal.

pub mod cost;
pub mod count;
pub mod littles_law;
pub mod queueing;
pub mod ranking;
pub mod scalability;
pub mod service;
pub mod sizing;
