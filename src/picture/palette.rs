//! What the colours of a terminal stand for in a picture, which has no terminal to ask.

use ratatui::style::Color;

use crate::colour::{Rgb, xterm};

/// What the terminal's own colours stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Text without a colour of its own.
    pub foreground: Rgb,
    /// What it stands on.
    pub background: Rgb,
    /// Black, red, green, yellow, blue, magenta, cyan, white, and the bright ones in the same order.
    pub ansi: [Rgb; 16],
}

/// How much of a dim text is left.
const DIM_PERCENT: u8 = 65;

impl Palette {
    /// Light on dark.
    pub const DARK: Self = Self {
        foreground: Rgb(0xe6, 0xed, 0xf3),
        background: Rgb(0x0d, 0x11, 0x17),
        ansi: [
            Rgb(0x6e, 0x76, 0x81),
            Rgb(0xff, 0x7b, 0x72),
            Rgb(0x3f, 0xb9, 0x50),
            Rgb(0xd2, 0x99, 0x22),
            Rgb(0x58, 0xa6, 0xff),
            Rgb(0xc8, 0x80, 0xff),
            Rgb(0x48, 0xd0, 0xda),
            Rgb(0xb1, 0xba, 0xc4),
            Rgb(0x8b, 0x94, 0x9e),
            Rgb(0xff, 0xa1, 0x98),
            Rgb(0x56, 0xd3, 0x64),
            Rgb(0xe3, 0xb3, 0x41),
            Rgb(0x79, 0xc0, 0xff),
            Rgb(0xe2, 0xb8, 0xff),
            Rgb(0x6b, 0xe0, 0xe8),
            Rgb(0xff, 0xff, 0xff),
        ],
    };

    /// Dark on light.
    pub const LIGHT: Self = Self {
        foreground: Rgb(0x1f, 0x23, 0x28),
        background: Rgb(0xff, 0xff, 0xff),
        ansi: [
            Rgb(0x24, 0x29, 0x2f),
            Rgb(0xcf, 0x22, 0x2e),
            Rgb(0x1a, 0x7f, 0x37),
            Rgb(0x9a, 0x67, 0x00),
            Rgb(0x09, 0x69, 0xda),
            Rgb(0x8b, 0x2f, 0xc9),
            Rgb(0x0b, 0x74, 0x85),
            Rgb(0x6e, 0x77, 0x81),
            Rgb(0x57, 0x60, 0x6a),
            Rgb(0xa4, 0x0e, 0x26),
            Rgb(0x11, 0x63, 0x29),
            Rgb(0x7d, 0x4e, 0x00),
            Rgb(0x05, 0x50, 0xae),
            Rgb(0x66, 0x39, 0xba),
            Rgb(0x13, 0x6b, 0x72),
            Rgb(0x42, 0x4a, 0x53),
        ],
    };

    /// The one whose text can be read on a ground, and dark where it is the terminal's own. A ground with a name is as
    /// xterm has it: what stands for that name elsewhere is chosen as a colour of text.
    pub fn on(ground: Option<Color>) -> Self {
        let Some(colour) = ground else { return Self::DARK };
        let number = number(colour);
        let Some(ground) = number.map(xterm).or_else(|| Self::DARK.rgb(colour)) else { return Self::DARK };
        let is_light = ground.contrast(Self::LIGHT.foreground) > ground.contrast(Self::DARK.foreground);
        let mut palette = Self { background: ground, ..if is_light { Self::LIGHT } else { Self::DARK } };
        if let Some(own) = number.and_then(|number| palette.ansi.get_mut(usize::from(number))) {
            *own = ground;
        }
        palette
    }

    /// What a colour stands for; none where the terminal's own foreground or background is meant.
    pub fn rgb(&self, colour: Color) -> Option<Rgb> {
        if let Color::Rgb(red, green, blue) = colour {
            return Some(Rgb(red, green, blue));
        }
        let number = number(colour)?;
        Some(self.ansi.get(usize::from(number)).copied().unwrap_or_else(|| xterm(number)))
    }

    /// A dim colour on a background.
    pub(super) fn dim(front: Rgb, behind: Rgb) -> Rgb {
        front.over(behind, DIM_PERCENT)
    }
}

/// The number of a colour among the 256 of xterm, whose first sixteen have names.
fn number(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Reset | Color::Rgb(..) => return None,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(index) => index,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_can_be_read_on_its_background() {
        for (name, palette) in [("dark", Palette::DARK), ("light", Palette::LIGHT)] {
            let back = palette.background;
            for (index, front) in palette.ansi.into_iter().enumerate() {
                let contrast = front.contrast(back);
                // Black on black, as it is called, is what terminals have to offer for things of no importance.
                let least = if index == 0 { 3.0 } else { 4.4 };
                assert!(contrast >= least, "{name}: {front} of index {index} has only {contrast:.1}");
            }
            assert!(palette.foreground.contrast(back) >= 12.0);
            assert!(Palette::dim(palette.foreground, back).contrast(back) >= 4.5, "{name}");
        }
    }

    /// What text says in colours by name can be read on whatever a theme lays beneath it.
    #[test]
    fn a_palette_can_be_read_on_the_ground_that_it_is_for() {
        let rgb = |red, green, blue| Some(Color::Rgb(red, green, blue));
        for (ground, is_light) in [
            (None, false),
            (rgb(0, 0, 0), false),
            (rgb(0x28, 0x2c, 0x34), false),
            (rgb(0xfd, 0xf6, 0xe3), true),
            (rgb(0xff, 0xff, 0xff), true),
            (Some(Color::Black), false),
            (Some(Color::Gray), true),
            (Some(Color::White), true),
        ] {
            let palette = Palette::on(ground);
            let shown = ground.map_or(Some(palette.background), |ground| palette.rgb(ground));
            assert_eq!(shown, Some(palette.background), "the cells and what lies around them");
            let named = [Color::Red, Color::Green, Color::Blue, Color::Magenta, Color::Cyan];
            for front in
                named.map(|named| palette.rgb(named).unwrap()).into_iter().chain([palette.foreground])
            {
                let contrast = front.contrast(palette.background);
                assert!(contrast >= 3.5, "{front} on {ground:?} has only {contrast:.1}");
            }
            assert_eq!(palette.foreground == Palette::LIGHT.foreground, is_light, "{ground:?}");
        }
    }

    #[test]
    fn the_first_sixteen_are_its_own_and_the_rest_those_of_xterm() {
        let of = |index| Palette::DARK.rgb(Color::Indexed(index));
        assert_eq!(of(1), Palette::DARK.rgb(Color::Red));
        assert_eq!(of(110), Some(Rgb(135, 175, 215)));
        assert_eq!(Palette::DARK.rgb(Color::Reset), None);
    }
}
