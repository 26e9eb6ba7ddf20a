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

    /// What a colour stands for; none where the terminal's own foreground or background is meant.
    pub fn rgb(&self, colour: Color) -> Option<Rgb> {
        let ansi = |index: usize| self.ansi.get(index).copied();
        match colour {
            Color::Reset => None,
            Color::Black => ansi(0),
            Color::Red => ansi(1),
            Color::Green => ansi(2),
            Color::Yellow => ansi(3),
            Color::Blue => ansi(4),
            Color::Magenta => ansi(5),
            Color::Cyan => ansi(6),
            Color::Gray => ansi(7),
            Color::DarkGray => ansi(8),
            Color::LightRed => ansi(9),
            Color::LightGreen => ansi(10),
            Color::LightYellow => ansi(11),
            Color::LightBlue => ansi(12),
            Color::LightMagenta => ansi(13),
            Color::LightCyan => ansi(14),
            Color::White => ansi(15),
            Color::Rgb(red, green, blue) => Some(Rgb(red, green, blue)),
            Color::Indexed(index @ 0..=15) => ansi(usize::from(index)),
            Color::Indexed(index) => Some(xterm(index)),
        }
    }

    /// A dim colour on a background.
    pub(super) fn dim(front: Rgb, behind: Rgb) -> Rgb {
        front.over(behind, DIM_PERCENT)
    }
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

    #[test]
    fn the_first_sixteen_are_its_own_and_the_rest_those_of_xterm() {
        let of = |index| Palette::DARK.rgb(Color::Indexed(index));
        assert_eq!(of(1), Palette::DARK.rgb(Color::Red));
        assert_eq!(of(110), Some(Rgb(135, 175, 215)));
        assert_eq!(Palette::DARK.rgb(Color::Reset), None);
    }
}
