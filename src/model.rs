//! The mathematics, pure: no clock, no I/O, no terminal. Facts and a scenario in, an outlook out.
//!
//! [`evaluate`](evaluate::evaluate) is the whole of it; the modules below it can be used on their own.

pub mod alternative;
pub mod analysis;
pub mod blocking;
pub mod cadence;
pub mod capacity;
pub mod checklist;
pub mod comparison;
pub mod condition;
pub mod confidence;
pub mod constants;
pub mod contest;
pub mod cost;
pub mod count;
pub mod criteria;
pub mod cross_check;
pub mod curves;
pub mod deployment;
pub mod draws;
pub mod evaluate;
pub mod facts;
#[cfg(test)]
mod fixture;
pub mod flips;
pub mod frameworks;
pub mod guardrails;
pub mod hiring;
pub mod mend;
pub mod outlook;
pub mod part;
pub mod queueing;
pub mod ranking;
pub mod reasons;
pub mod roadmap;
pub mod service;
pub mod simulator;
pub mod sizing;
pub mod sweep;
pub mod thresholds;
pub mod tornado;
pub mod unknowns;
pub mod usage;
mod warnings;

pub use alternative::{Alternative, PerAlternative, PerRuntime};
pub use evaluate::evaluate;
pub use facts::Facts;
pub use outlook::Outlook;
