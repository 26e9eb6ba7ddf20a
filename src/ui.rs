//! The view: styles, glyphs and widgets.

pub mod glyphs;
pub mod theme;
pub mod widgets;
