//! The few colours that a theme is made of.

use ratatui::style::Color;

use crate::colour::Rgb;
use crate::model::Alternative;

/// Colours by meaning; where there is none, the terminal's own colour and bold, dim, underlined or reversed do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Colours {
    /// What everything stands on.
    pub background: Option<Color>,
    /// Running text and figures.
    pub foreground: Option<Color>,
    /// What may be overlooked: units, hints, explanations.
    pub muted: Option<Color>,
    /// Borders, tracks and axes.
    pub border: Option<Color>,
    /// The focus and what belongs to it, and the names of keys.
    pub accent: Option<Color>,
    /// A change for the better.
    pub good: Option<Color>,
    /// A change for the worse, or a violated limit.
    pub bad: Option<Color>,
    /// What deserves a second look.
    pub warning: Option<Color>,
    /// Lines of reference across a chart.
    pub reference: Option<Color>,
    /// The background of the row that the cursor is in.
    pub selection: Option<Color>,
    /// The alternatives, and other series side by side.
    pub series: [Option<Color>; Alternative::COUNT],
}

/// The contrast that WCAG 2.2 asks of graphics.
pub const OF_GRAPHICS: f64 = 3.0;
/// The contrast that it asks of text, level AA.
pub const OF_TEXT: f64 = 4.5;
/// The contrast that it asks of text, level AAA.
pub const OF_TEXT_ENHANCED: f64 = 7.0;

impl Colours {
    /// No colour at all.
    pub const NONE: Self = Self {
        background: None,
        foreground: None,
        muted: None,
        border: None,
        accent: None,
        good: None,
        bad: None,
        warning: None,
        reference: None,
        selection: None,
        series: [None; Alternative::COUNT],
    };

    /// The terminal's own sixteen colours on its own background.
    ///
    /// Whoever set the terminal up has made these colours readable, on dark and light backgrounds alike; black, white
    /// and yellow, which vanish on one of them, are not used. Good and bad are blue and red, and the series differ in
    /// the blue-yellow direction or in lightness, which remain with the common red-green deficiencies.
    pub const TERMINAL: Self = Self {
        accent: Some(Color::Cyan),
        good: Some(Color::LightBlue),
        bad: Some(Color::Red),
        reference: Some(Color::Red),
        series: [Some(Color::Green), Some(Color::Magenta), Some(Color::Cyan), None],
        ..Self::NONE
    };

    /// What text is written in.
    pub fn texts(&self) -> impl Iterator<Item = Color> {
        let Self { foreground, muted, accent, good, bad, warning, reference, series, .. } = *self;
        [foreground, muted, accent, good, bad, warning, reference].into_iter().chain(series).flatten()
    }

    /// The contrast that these colours keep wherever text stands, as far as they are known: 7 or 4.5.
    pub fn level(&self) -> f64 {
        let behind = || [self.background, self.selection].into_iter().filter_map(rgb);
        let keeps = self
            .texts()
            .filter_map(|text| rgb(Some(text)))
            .all(|text| behind().all(|behind| text.contrast(behind) >= OF_TEXT_ENHANCED));
        if keeps { OF_TEXT_ENHANCED } else { OF_TEXT }
    }
}

/// A colour that is the same on every terminal.
pub(super) fn rgb(colour: Option<Color>) -> Option<Rgb> {
    match colour {
        Some(Color::Rgb(red, green, blue)) => Some(Rgb(red, green, blue)),
        _ => None,
    }
}
