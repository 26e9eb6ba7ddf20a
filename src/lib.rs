//! A live decision worksheet: Node.js, Python, Go, or two of them?
//!
//! Facts ([`catalog`]) and inputs ([`scenario`]) go through pure mathematics ([`model`]) and come out as one
//! outlook, which the screen and the reports show.

pub mod built_in;
pub mod catalog;
pub mod cli;
pub mod colour;
pub mod config;
pub mod explorer;
pub mod import;
pub mod model;
pub mod notation;
pub mod picture;
mod quote;
pub mod report;
pub mod scenario;
pub mod sheets;
pub mod terminal;
pub mod ui;
pub mod widgets;
