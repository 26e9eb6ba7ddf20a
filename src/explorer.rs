//! The application: its state, and the one way in which events change it.
//!
//! An event becomes a command or a direct manipulation, which changes the state; if the scenario changed, the
//! outlook is computed anew, whole; the view then draws from the state and changes nothing.

mod analysis;
pub mod appearance;
pub mod chord;
pub mod command;
mod cursor_keys;
pub mod detail;
pub mod documents;
pub mod files;
pub mod foresight;
mod generation;
pub mod guide;
pub mod history;
pub mod inputs;
pub mod key_card;
pub mod key_map;
pub mod lanes;
pub mod overlay;
pub mod patterns;
pub mod pin;
pub mod pointer;
pub mod reckoning;
mod reckonings;
pub mod refinement;
pub mod regions;
pub mod saving;
mod shown;
pub mod state;
pub mod tab;
pub mod table;
pub mod text_field;
pub mod tracks;
pub mod update;

pub use analysis::count_processors;
pub use appearance::Appearance;
pub use command::Command;
pub use foresight::Foresight;
pub use generation::Generation;
pub use key_map::KeyMap;
pub use pin::Pin;
pub use reckoning::Reckoning;
pub use refinement::Refinement;
pub use regions::{Regions, Target};
pub use state::{Focus, Settings, State};
pub use tab::{ChartId, Panel, Tab};
pub use update::{Effect, update_all};
