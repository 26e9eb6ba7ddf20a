//! Box-drawing characters as strokes, which meet from cell to cell whatever the font would do.

/// How thick a stroke is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Light,
    Heavy,
}

impl Weight {
    const fn of(nibble: u16) -> Option<Self> {
        match nibble & 15 {
            1 => Some(Self::Light),
            2 => Some(Self::Heavy),
            _ => None,
        }
    }
}

/// What a box-drawing character consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strokes {
    /// Strokes from the middle of the cell: up, right, down, left.
    Cross([Option<Weight>; 4]),
    /// A stroke across the cell in so many dashes.
    Dashes { weight: Weight, count: u8, is_vertical: bool },
    /// A light round corner that opens to the right or left, and down or up.
    Corner { to_right: bool, down: bool },
}

/// The strokes of a character; none for one that is no box-drawing character, or is left to the font.
pub(super) fn strokes(symbol: char) -> Option<Strokes> {
    let dashes = |weight, count, is_vertical| Some(Strokes::Dashes { weight, count, is_vertical });
    match symbol {
        '┄' => dashes(Weight::Light, 3, false),
        '┅' => dashes(Weight::Heavy, 3, false),
        '┆' => dashes(Weight::Light, 3, true),
        '┇' => dashes(Weight::Heavy, 3, true),
        '┈' => dashes(Weight::Light, 4, false),
        '┉' => dashes(Weight::Heavy, 4, false),
        '┊' => dashes(Weight::Light, 4, true),
        '┋' => dashes(Weight::Heavy, 4, true),
        '╌' => dashes(Weight::Light, 2, false),
        '╍' => dashes(Weight::Heavy, 2, false),
        '╎' => dashes(Weight::Light, 2, true),
        '╏' => dashes(Weight::Heavy, 2, true),
        '╭' => Some(Strokes::Corner { to_right: true, down: true }),
        '╮' => Some(Strokes::Corner { to_right: false, down: true }),
        '╯' => Some(Strokes::Corner { to_right: false, down: false }),
        '╰' => Some(Strokes::Corner { to_right: true, down: false }),
        _ => {
            let position = u32::from(symbol).checked_sub(0x2500)? as usize;
            let weights = *CROSSES.get(position).filter(|weights| **weights != 0)?;
            Some(Strokes::Cross([12, 8, 4, 0].map(|shift| Weight::of(weights >> shift))))
        }
    }
}

/// U+2500 to U+257F: a digit each for up, right, down, left, where 1 is light and 2 heavy. What is dashed or round
/// stands above; double lines and diagonals are left to the font.
const CROSSES: [u16; 128] = [
    0x0101, 0x0202, 0x1010, 0x2020, 0x0000, 0x0000, 0x0000, 0x0000, // ─━│┃┄┅┆┇
    0x0000, 0x0000, 0x0000, 0x0000, 0x0110, 0x0210, 0x0120, 0x0220, // ┈┉┊┋┌┍┎┏
    0x0011, 0x0012, 0x0021, 0x0022, 0x1100, 0x1200, 0x2100, 0x2200, // ┐┑┒┓└┕┖┗
    0x1001, 0x1002, 0x2001, 0x2002, 0x1110, 0x1210, 0x2110, 0x1120, // ┘┙┚┛├┝┞┟
    0x2120, 0x2210, 0x1220, 0x2220, 0x1011, 0x1012, 0x2011, 0x1021, // ┠┡┢┣┤┥┦┧
    0x2021, 0x2012, 0x1022, 0x2022, 0x0111, 0x0112, 0x0211, 0x0212, // ┨┩┪┫┬┭┮┯
    0x0121, 0x0122, 0x0221, 0x0222, 0x1101, 0x1102, 0x1201, 0x1202, // ┰┱┲┳┴┵┶┷
    0x2101, 0x2102, 0x2201, 0x2202, 0x1111, 0x1112, 0x1211, 0x1212, // ┸┹┺┻┼┽┾┿
    0x2111, 0x1121, 0x2121, 0x2112, 0x2211, 0x1122, 0x1221, 0x2212, // ╀╁╂╃╄╅╆╇
    0x1222, 0x2122, 0x2221, 0x2222, 0x0000, 0x0000, 0x0000, 0x0000, // ╈╉╊╋╌╍╎╏
    0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, // ═║╒╓╔╕╖╗
    0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, // ╘╙╚╛╜╝╞╟
    0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, // ╠╡╢╣╤╥╦╧
    0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, // ╨╩╪╫╬╭╮╯
    0x0000, 0x0000, 0x0000, 0x0000, 0x0001, 0x1000, 0x0100, 0x0010, // ╰╱╲╳╴╵╶╷
    0x0002, 0x2000, 0x0200, 0x0020, 0x0201, 0x1020, 0x0102, 0x2010, // ╸╹╺╻╼╽╾╿
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_the_strokes_of_their_names() {
        use Weight::{Heavy, Light};
        let cross = |symbol| match strokes(symbol) {
            Some(Strokes::Cross(cross)) => cross,
            other => panic!("{symbol}: {other:?}"),
        };
        assert_eq!(cross('─'), [None, Some(Light), None, Some(Light)]);
        assert_eq!(cross('┃'), [Some(Heavy), None, Some(Heavy), None]);
        assert_eq!(cross('└'), [Some(Light), Some(Light), None, None]);
        assert_eq!(cross('┡'), [Some(Heavy), Some(Heavy), Some(Light), None]);
        assert_eq!(cross('╾'), [None, Some(Light), None, Some(Heavy)]);
        assert_eq!(strokes('╮'), Some(Strokes::Corner { to_right: false, down: true }));
        for left_to_the_font in ['═', '╳', 'a', '█', '\u{24ff}', '\u{2580}'] {
            assert_eq!(strokes(left_to_the_font), None, "{left_to_the_font}");
        }
    }
}
