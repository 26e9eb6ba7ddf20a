//! A slider for one number: a track, a thumb, and marks for where the number was or should be.
//!
//! It is in three parts after tui-scrollbar: [`SliderMetrics`] is the geometry, [`SliderInteraction`] says what moves
//! when the pointer does, and [`Slider`] draws. All of them deal in fractions of the track, 0 to 1; which value a
//! fraction stands for, on which scale, is the caller's affair.

mod interaction;
mod metrics;
mod render;

pub use self::interaction::SliderInteraction;
pub use self::metrics::SliderMetrics;
pub use self::render::{Slider, SliderStyles, TrackCell};
