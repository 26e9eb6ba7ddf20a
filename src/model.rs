//! The mathematics, pure: no clock, no I/O, no terminal. Facts and a scenario in, an outlook out.
//!
//! [`evaluate`](evaluate::evaluate) is the whole of it; the modules below it can be used on their own.

pub mod alternative;
pub mod blocking;
pub mod cadence;
pub mod capacity;
pub mod checklist;
pub mod condition;
pub mod constants;
pub mod cost;
pub mod count;
pub mod criteria;
pub mod cross_check;
pub mod curves;
pub mod deployment;
pub mod evaluate;
#[cfg(test)]
mod fixture;
pub mod frameworks;
pub mod hiring;
pub mod outlook;
pub mod queueing;
pub mod ranking;
pub mod scalability;
pub mod service;
pub mod sizing;
pub mod thresholds;
pub mod usage;

pub use alternative::{Alternative, PerAlternative, PerRuntime};
pub use evaluate::{Facts, evaluate};
pub use outlook::Outlook;
