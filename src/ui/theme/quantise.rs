//! The colours of a theme on a terminal that cannot show them: the one place where they are replaced.
//!
//! A colour becomes the one that looks nearest to it among those that can still be read. So a theme stays readable
//! where hardly anything of it is left, and a selection that would look like the background is left out. The series are
//! replaced together: they are to be told apart, and none is to look as if it were switched off.

use ratatui::style::Color;

use super::colours::{Colours, OF_GRAPHICS, OF_TEXT_ENHANCED, rgb};
use super::depth::Depth;
use crate::colour::{Rgb, xterm};
use crate::model::Alternative;

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

/// Colours of the terminal that a series chooses from: one more than there are series, so that there is a choice where
/// the others have taken theirs.
const CHOICE: usize = Alternative::COUNT + 1;
/// What series that look apart should still differ by; ten times what is just noticed.
const APART: f64 = 0.2;
/// What it costs that a series loses its hue, and that two become the same: more than any distance, which is at most 1.
const GREY: f64 = 2.0;
const SAME: f64 = 8.0;

/// What a series looks like, and what may stand for it, the nearest first.
struct Wish {
    own: Rgb,
    choice: Vec<Shown>,
}

/// How much of a colour is lost with another one: the distance, and the hue.
fn loss(own: Rgb, shown: Rgb) -> f64 {
    let is_hue_lost = shown.is_grey() && !own.is_grey();
    own.distance(shown) + if is_hue_lost { GREY } else { 0.0 }
}

/// How much of the difference between two colours is lost with two others.
fn loss_between(own: [Rgb; 2], shown: [Rgb; 2]) -> f64 {
    let [before, after] = [own, shown].map(|[one, other]| one.distance(other));
    let [one, other] = shown;
    if one == other { SAME } else { (before.min(APART) - after).max(0.0) }
}

/// One of its choice for each wish, such that the least is lost of all together.
fn fulfilled(wishes: &[Option<Wish>; Alternative::COUNT]) -> [Option<Shown>; Alternative::COUNT] {
    let mut best = (f64::INFINITY, [None; Alternative::COUNT]);
    fulfil(wishes, 0, (0.0, [None; Alternative::COUNT]), &mut best);
    best.1
}

type Found = (f64, [Option<Shown>; Alternative::COUNT]);

/// Goes through the choices of the wishes from a place on, as long as no more is lost than with the best so far.
fn fulfil(wishes: &[Option<Wish>; Alternative::COUNT], place: usize, (lost, found): Found, best: &mut Found) {
    if lost >= best.0 {
        return;
    }
    let Some(wish) = wishes.get(place) else {
        *best = (lost, found);
        return;
    };
    let Some(wish) = wish else { return fulfil(wishes, place + 1, (lost, found), best) };
    for shown in &wish.choice {
        let before = wishes.iter().flatten().zip(found.iter().flatten());
        let beside: f64 =
            before.map(|(other, found)| loss_between([wish.own, other.own], [shown.1, found.1])).sum();
        let mut found = found;
        if let Some(slot) = found.get_mut(place) {
            *slot = Some(*shown);
        }
        fulfil(wishes, place + 1, (lost + loss(wish.own, shown.1) + beside, found), best);
    }
}

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
        let muted = text(self.muted);
        let wishes = self.series.map(|colour| whole.wish(colour, background, muted));
        let mut series = self.series;
        for (slot, found) in series.iter_mut().zip(fulfilled(&wishes)) {
            *slot = found.map(|found| found.0).or(*slot);
        }
        // What has the focus would be overlooked where it looks like a hint.
        let accent = whole.nearest(self.accent, background, whole.level, muted.as_slice());
        let colour = |found: Option<Shown>, own: Option<Color>| found.map(|found| found.0).or(own);
        // So would what deserves a second look, and on white no other colour is left for it: without one it is
        // underlined.
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

    /// Whether a colour has at least the contrast that is asked for, or that the own one has, to a background.
    fn readable(&self, own: Rgb, background: Option<Shown>, least: f64) -> impl Fn(&Shown) -> bool {
        let grounds = self.behind.zip(background);
        let needs = grounds.map(|(behind, (_, ground))| (ground, least.min(own.contrast(behind))));
        move |shown| needs.is_none_or(|(ground, least)| shown.1.contrast(ground) >= least)
    }

    /// The nearest that is readable. What is taken is not used again as long as there is something else. None for a
    /// colour of the terminal's own.
    fn nearest(
        &self,
        colour: Option<Color>,
        background: Option<Shown>,
        least: f64,
        taken: &[Shown],
    ) -> Option<Shown> {
        let colour = rgb(colour)?;
        let is_readable = self.readable(colour, background, least);
        self.closest(colour, |shown| is_readable(shown) && !taken.contains(shown))
            .or_else(|| self.closest(colour, &is_readable))
            .or_else(|| {
                let (_, ground) = background?;
                let contrast = |shown: &Shown| shown.1.contrast(ground);
                self.shown.iter().max_by(|one, other| contrast(one).total_cmp(&contrast(other))).copied()
            })
    }

    /// What may stand for a series, which is not to look like a hint; none for a colour of the terminal's own.
    fn wish(&self, colour: Option<Color>, background: Option<Shown>, muted: Option<Shown>) -> Option<Wish> {
        let own = rgb(colour)?;
        let is_readable = self.readable(own, background, self.level);
        let readable = self.shown.iter().copied().filter(is_readable);
        let mut choice: Vec<Shown> = readable.filter(|shown| Some(*shown) != muted).collect();
        choice.sort_by(|one, other| loss(own, one.1).total_cmp(&loss(own, other.1)));
        choice.truncate(CHOICE);
        if choice.is_empty() {
            choice.extend(self.nearest(colour, background, self.level, &[]));
        }
        Some(Wish { own, choice })
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
    fn no_series_loses_its_hue_or_is_taken_for_another() {
        for (name, colours) in of_rgb() {
            for depth in [Depth::Sixteen, Depth::Indexed] {
                let Colours { series, muted, .. } = colours.quantised(depth);
                assert!(!series.contains(&muted), "{name}, {depth:?}: {muted:?} is that of hints");
                let series = series.map(looks).map(Option::unwrap);
                for (position, one) in series.iter().enumerate() {
                    assert!(!one.is_grey(), "{name}, {depth:?}: {one}");
                    for other in &series[..position] {
                        let distance = one.distance(*other);
                        assert!(distance >= 0.1, "{name}, {depth:?}: {one}, {other} differ by {distance:.3}");
                    }
                }
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
