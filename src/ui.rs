//! The view: how everything looks.

pub mod theme;
