//! Colours as numbers: sRGB, how readable one is on another, how far two are apart, and the 256 of xterm.

use std::fmt;

/// A colour by its red, green and blue, as screens and SVG take them (sRGB).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// This colour let through to `percent` in front of another one; beyond 100 it covers it.
    pub fn over(self, behind: Self, percent: u8) -> Self {
        let percent = u16::from(percent.min(100));
        let mix = |front: u8, back: u8| {
            ((u16::from(front) * percent + u16::from(back) * (100 - percent) + 50) / 100) as u8
        };
        Self(mix(self.0, behind.0), mix(self.1, behind.1), mix(self.2, behind.2))
    }

    /// Whether it has no hue, as black and white have none.
    pub const fn is_grey(self) -> bool {
        self.0 == self.1 && self.1 == self.2
    }

    /// The intensity of red, green and blue, from 0 to 1: what is added and weighed, where sRGB cannot be.
    pub fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Relative luminance as WCAG 2.2 defines it, from 0 for black to 1 for white.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// How readable this is on another one, or the other way round: the contrast ratio of WCAG 2.2, from 1 to 21.
    ///
    /// The same recommendation asks for 4.5 of text (level AA), better 7 (AAA), and for 3 of graphics.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// How different this looks from another one: 0 for the same, 1 for black and white, and about 0.02 for what is
    /// just noticed side by side.
    pub fn distance(self, other: Self) -> f64 {
        difference(oklab(self.linear()), oklab(other.linear()))
    }
}

/// The distance of two colours in OKLab.
pub(crate) fn difference(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
}

/// Lightness, green to red, and blue to yellow, such that equal distances look equal: OKLab, by
/// [Ottosson (2020)](https://bottosson.github.io/posts/oklab/).
pub(crate) fn oklab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
    let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
    let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
    [
        0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short,
        1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short,
        0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short,
    ]
}

/// The levels of a colour's parts in the cube of 216 colours that xterm made the standard.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The first sixteen as xterm has them by default; people change these, and no others.
const SIXTEEN: [Rgb; 16] = [
    Rgb(0, 0, 0),
    Rgb(205, 0, 0),
    Rgb(0, 205, 0),
    Rgb(205, 205, 0),
    Rgb(0, 0, 238),
    Rgb(205, 0, 205),
    Rgb(0, 205, 205),
    Rgb(229, 229, 229),
    Rgb(127, 127, 127),
    Rgb(255, 0, 0),
    Rgb(0, 255, 0),
    Rgb(255, 255, 0),
    Rgb(92, 92, 255),
    Rgb(255, 0, 255),
    Rgb(0, 255, 255),
    Rgb(255, 255, 255),
];

/// The colour with a number, as xterm has it.
pub fn xterm(index: u8) -> Rgb {
    match index {
        0..=15 => SIXTEEN.get(usize::from(index)).copied().unwrap_or(Rgb(0, 0, 0)),
        16..=231 => {
            let level = |place: u8| CUBE.get(usize::from(place % 6)).copied().unwrap_or(u8::MAX);
            let index = index - 16;
            Rgb(level(index / 36), level(index / 6), level(index))
        }
        232.. => {
            let grey = 8 + 10 * (index - 232);
            Rgb(grey, grey, grey)
        }
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(red, green, blue) = self;
        let is_short = [red, green, blue].iter().all(|part| **part >> 4 == **part & 15);
        if is_short {
            write!(out, "#{:x}{:x}{:x}", red & 15, green & 15, blue & 15)
        } else {
            write!(out, "#{red:02x}{green:02x}{blue:02x}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: Rgb = Rgb(0, 0, 0);
    const WHITE: Rgb = Rgb(255, 255, 255);

    #[test]
    fn contrast_and_distance_have_the_ends_they_say() {
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 1e-9);
        assert!((WHITE.contrast(WHITE) - 1.0).abs() < 1e-9);
        assert!((BLACK.distance(WHITE) - 1.0).abs() < 1e-6);
        assert!(WHITE.distance(WHITE) < 1e-9);
        // The grey that is known as the lightest with 4.5 on white.
        assert!(Rgb(0x76, 0x76, 0x76).contrast(WHITE) >= 4.5 && Rgb(0x77, 0x77, 0x77).contrast(WHITE) < 4.5);
    }

    #[test]
    fn greys_have_no_hue() {
        assert!([BLACK, WHITE, Rgb(127, 127, 127)].into_iter().all(Rgb::is_grey));
        assert!(!Rgb(127, 127, 128).is_grey() && !Rgb(126, 127, 127).is_grey());
    }

    #[test]
    fn pure_red_is_where_css_has_it() {
        // CSS Color 4 gives oklch(62.796% 0.25768 29.234) for the red of sRGB.
        let [light, red, yellow] = oklab(Rgb(255, 0, 0).linear());
        assert!((light - 0.62796).abs() < 1e-4 && (red - 0.22486).abs() < 1e-4, "{light} {red}");
        assert!((yellow - 0.12585).abs() < 1e-4, "{yellow}");
    }

    #[test]
    fn the_256_are_those_of_xterm() {
        assert_eq!((xterm(16), xterm(231)), (BLACK, WHITE));
        assert_eq!(xterm(110), Rgb(135, 175, 215));
        assert_eq!((xterm(232), xterm(255)), (Rgb(8, 8, 8), Rgb(238, 238, 238)));
        assert_eq!((xterm(0), xterm(15)), (BLACK, WHITE));
    }

    #[test]
    fn colours_are_spelt_as_short_as_they_go() {
        assert_eq!(WHITE.to_string(), "#fff");
        assert_eq!(Rgb(1, 17, 34).to_string(), "#011122");
        assert_eq!(Rgb(200, 0, 100).over(Rgb(0, 100, 100), 50), Rgb(100, 50, 100));
    }
}
