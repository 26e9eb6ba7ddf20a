//! The colours of a theme on a terminal that cannot show them: the one place where they are replaced.
//!
//! A colour becomes the one that looks nearest to it among those that can still be read. So a theme stays readable
//! where hardly anything of it is left, and a selection that would look like the background is left out.

use ratatui::style::Color;

use super::colours::{Colours, OF_GRAPHICS, OF_TEXT_ENHANCED, rgb};
use super::depth::Depth;
use crate::colour::{Rgb, xterm};

/// The sixteen in the order of their numbers.
const SIXTEEN: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// A colour of the terminal, and what it looks like.
type Shown = (Color, Rgb);

impl Colours {
    /// The same theme for a terminal that shows so much.
    pub fn quantised(&self, depth: Depth) -> Self {
        let shown: Vec<Shown> = match depth {
            Depth::None => return Self::NONE,
            Depth::Full => return *self,
            Depth::Sixteen => SIXTEEN.into_iter().zip((0..).map(xterm)).collect(),
            // The first sixteen are whatever their owner made of them.
            Depth::Indexed => (16..=255).map(|index| (Color::Indexed(index), xterm(index))).collect(),
        };
        let whole = Whole { shown, behind: rgb(self.background), level: least_contrast(self, depth) };
        let background = whole.background(self.background);
        let text = |colour| whole.nearest(colour, background, whole.level, &[]);
        let mut series = Colours::NONE.series;
        let mut taken = Vec::new();
        for (slot, colour) in series.iter_mut().zip(self.series) {
            let found = whole.nearest(colour, background, whole.level, &taken);
            taken.extend(found);
            *slot = found.map(|found| found.0).or(colour);
        }
        let muted = text(self.muted);
        // What has the focus would be overlooked where it looks like a hint.
        let accent = whole.nearest(self.accent, background, whole.level, muted.as_slice());
        let colour = |found: Option<Shown>, own: Option<Color>| found.map(|found| found.0).or(own);
        // So would what deserves a second look, and on white no other colour is left for it: without one it is underlined.
        let warning = text(self.warning);
        let warning =
            if warning.is_some() && warning == muted { None } else { colour(warning, self.warning) };
        let mut quantised = Self {
            background: colour(background, self.background),
            foreground: colour(text(self.foreground), self.foreground),
            muted: colour(muted, self.muted),
            border: colour(whole.nearest(self.border, background, OF_GRAPHICS, &[]), self.border),
            accent: colour(accent, self.accent),
            good: colour(text(self.good), self.good),
            bad: colour(text(self.bad), self.bad),
            warning,
            reference: colour(text(self.reference), self.reference),
            selection: self.selection,
            series,
        };
        if rgb(self.selection).is_some() {
            quantised.selection = whole.selection(self.selection, &quantised, self.level());
        }
        quantised
    }
}

/// The contrast that text keeps on a terminal that shows so much.
///
/// What the sixteen look like is their owner's affair and only roughly known. Nobody can promise 4.5 there, and asking
/// for it would leave hardly any of them on white, so that green became red. High contrast stays high.
fn least_contrast(colours: &Colours, depth: Depth) -> f64 {
    match colours.level() {
        level if depth == Depth::Sixteen && level < OF_TEXT_ENHANCED => OF_GRAPHICS,
        level => level,
    }
}

struct Whole {
    shown: Vec<Shown>,
    /// The background of the theme, where it has one of its own.
    behind: Option<Rgb>,
    /// The contrast that text keeps.
    level: f64,
}

impl Whole {
    /// Of those that pass, the one that looks nearest.
    fn closest(&self, to: Rgb, passes: impl Fn(&Shown) -> bool) -> Option<Shown> {
        let passing = self.shown.iter().filter(|shown| passes(shown));
        passing.min_by(|one, other| one.1.distance(to).total_cmp(&other.1.distance(to))).copied()
    }

    fn background(&self, colour: Option<Color>) -> Option<Shown> {
        self.closest(rgb(colour)?, |_| true)
    }

    /// The nearest with at least the contrast that is asked for, or that the colour has itself, to a background. What
    /// is taken is not used again as long as there is something else. None for a colour of the terminal's own.
    fn nearest(
        &self,
        colour: Option<Color>,
        background: Option<Shown>,
        least: f64,
        taken: &[Shown],
    ) -> Option<Shown> {
        let colour = rgb(colour)?;
        let Some((behind, (_, ground))) = self.behind.zip(background) else {
            return self.closest(colour, |_| true);
        };
        let least = least.min(colour.contrast(behind));
        let is_readable = |shown: &Shown| shown.1.contrast(ground) >= least;
        self.closest(colour, |shown| is_readable(shown) && !taken.contains(shown))
            .or_else(|| self.closest(colour, is_readable))
            .or_else(|| {
                let contrast = |shown: &Shown| shown.1.contrast(ground);
                self.shown.iter().max_by(|one, other| contrast(one).total_cmp(&contrast(other))).copied()
            })
    }

    /// The nearest on which everything has a contrast; none if that is the background.
    fn selection(&self, colour: Option<Color>, quantised: &Colours, least: f64) -> Option<Color> {
        let look = |colour| self.shown.iter().find(|shown| shown.0 == colour).map(|shown| shown.1);
        let texts: Vec<Rgb> = quantised.texts().filter_map(look).collect();
        let found =
            self.closest(rgb(colour)?, |shown| texts.iter().all(|text| text.contrast(shown.1) >= least))?;
        (Some(found.0) != quantised.background).then_some(found.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use ratatui::style::Modifier;

    use super::*;
    use crate::ui::theme::colours::OF_TEXT;
    use crate::ui::theme::{Theme, built_in};

    fn looks(colour: Option<Color>) -> Option<Rgb> {
        match colour? {
            Color::Indexed(index) => Some(xterm(index)),
            Color::Rgb(red, green, blue) => Some(Rgb(red, green, blue)),
            named => SIXTEEN.iter().zip(0..).find(|(one, _)| **one == named).map(|(_, index)| xterm(index)),
        }
    }

    fn of_rgb() -> impl Iterator<Item = (&'static str, Colours)> {
        let themes = built_in::ALL.iter().map(|theme| (theme.name, theme.colours().unwrap()));
        themes.filter(|(_, colours)| colours.background.is_some())
    }

    #[test]
    fn what_is_not_a_colour_of_its_own_stays() {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::Full] {
            assert_eq!(Colours::TERMINAL.quantised(depth), Colours::TERMINAL);
            assert_eq!(Colours::NONE.quantised(depth), Colours::NONE);
        }
        assert_eq!(Colours::TERMINAL.quantised(Depth::None), Colours::NONE);
        for (name, colours) in of_rgb() {
            assert_eq!(colours.quantised(Depth::Full), colours, "{name}");
        }
    }

    #[test]
    fn text_stays_readable_with_fewer_colours() {
        for (name, colours) in of_rgb() {
            for depth in [Depth::Sixteen, Depth::Indexed] {
                let quantised = colours.quantised(depth);
                for behind in [quantised.background, quantised.selection].into_iter().flatten() {
                    let behind = looks(Some(behind)).unwrap();
                    for text in quantised.texts() {
                        let contrast = looks(Some(text)).unwrap().contrast(behind);
                        let least = least_contrast(&colours, depth);
                        assert!(contrast >= least, "{name}, {depth:?}: {text} has {contrast:.2}");
                    }
                }
                let border = looks(quantised.border).unwrap();
                assert!(border.contrast(looks(quantised.background).unwrap()) >= OF_GRAPHICS);
            }
        }
    }

    #[test]
    fn what_has_the_focus_does_not_look_like_a_hint() {
        for (name, colours) in of_rgb() {
            for depth in [Depth::Sixteen, Depth::Indexed] {
                let Colours { accent, muted, .. } = colours.quantised(depth);
                assert_ne!(accent, muted, "{name}, {depth:?}");
            }
        }
    }

    #[test]
    fn what_deserves_a_second_look_does_not_look_like_a_hint() {
        for (name, colours) in of_rgb() {
            for depth in [Depth::Sixteen, Depth::Indexed] {
                let Theme { warning, muted, .. } = Theme::new(&colours, depth);
                assert!(
                    warning.fg != muted.fg || warning.add_modifier.contains(Modifier::UNDERLINED),
                    "{name}, {depth:?}"
                );
            }
        }
    }

    #[test]
    fn green_does_not_become_red_on_sixteen_colours() {
        for (name, colours) in of_rgb() {
            let [node, ..] = colours.quantised(Depth::Sixteen).series;
            assert!(!matches!(node, Some(Color::Red | Color::LightRed)), "{name}");
        }
    }

    #[test]
    fn no_two_series_become_the_same_colour() {
        for (name, colours) in of_rgb() {
            for depth in [Depth::Sixteen, Depth::Indexed] {
                let series = colours.quantised(depth).series;
                for (position, one) in series.iter().enumerate() {
                    assert!(!series[..position].contains(one), "{name}, {depth:?}: {series:?}");
                }
            }
        }
    }

    #[test]
    fn what_can_be_shown_is_shown_as_it_is() {
        for index in 16..=255 {
            let Rgb(red, green, blue) = xterm(index);
            let colours = Colours { foreground: Some(Color::Rgb(red, green, blue)), ..Colours::NONE };
            assert_eq!(looks(colours.quantised(Depth::Indexed).foreground), Some(xterm(index)));
        }
    }

    proptest! {
        #[test]
        fn nothing_falls_below_the_contrast_it_had_or_needs(
            (front, behind) in any::<([u8; 3], [u8; 3])>(),
        ) {
            let [front, behind] = [front, behind].map(|[red, green, blue]| Rgb(red, green, blue));
            let colour = |Rgb(red, green, blue)| Some(Color::Rgb(red, green, blue));
            let colours =
                Colours { foreground: colour(front), background: colour(behind), ..Colours::NONE };
            for depth in [Depth::Sixteen, Depth::Indexed] {
                let quantised = colours.quantised(depth);
                let (text, ground) = (looks(quantised.foreground), looks(quantised.background));
                let contrast = text.unwrap().contrast(ground.unwrap());
                // Black or white has 4.58 on anything; where 7 was asked for, no colour may have it.
                let promised = if depth == Depth::Sixteen { OF_GRAPHICS } else { OF_TEXT };
                let least = front.contrast(behind).min(promised);
                prop_assert!(contrast >= least, "{front} on {behind}: {contrast:.2} at {depth:?}");
            }
        }

        #[test]
        fn no_other_colour_of_256_is_nearer(red: u8, green: u8, blue: u8) {
            let colours = Colours { foreground: Some(Color::Rgb(red, green, blue)), ..Colours::NONE };
            let found = looks(colours.quantised(Depth::Indexed).foreground).unwrap();
            let wanted = Rgb(red, green, blue);
            prop_assert!((16..=255).all(|index| xterm(index).distance(wanted) >= found.distance(wanted)));
        }
    }
}
