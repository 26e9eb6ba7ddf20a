//! Block elements, Braille patterns and geometric marks as shapes within a cell.
//!
//! A cell is 8 units wide and 16 high here, so that eighths of it and the places of Braille dots are whole numbers.

/// A rectangle within a cell: left, top, width, height.
pub(super) type Part = (u32, u32, u32, u32);

/// The parts of a block element that are filled, and how densely, in percent; none for any other character.
pub(super) fn block(symbol: char) -> Option<(Vec<Part>, u8)> {
    let solid = |part| Some((vec![part], 100));
    match symbol {
        '▀' => solid((0, 0, 8, 8)),
        '▁'..='█' => {
            let height = 2 * (symbol as u32 - '▁' as u32 + 1);
            solid((0, 16 - height, 8, height))
        }
        '▉'..='▏' => solid((0, 0, '▐' as u32 - symbol as u32, 16)),
        '▐' => solid((4, 0, 4, 16)),
        '░' => Some((vec![(0, 0, 8, 16)], 30)),
        '▒' => Some((vec![(0, 0, 8, 16)], 55)),
        '▓' => Some((vec![(0, 0, 8, 16)], 78)),
        '▔' => solid((0, 0, 8, 2)),
        '▕' => solid((7, 0, 1, 16)),
        '▖'..='▟' => {
            let quadrants = QUADRANTS.get(symbol as usize - '▖' as usize)?;
            let corners = [(0, 0, 4, 8), (4, 0, 4, 8), (0, 8, 4, 8), (4, 8, 4, 8)];
            let filled = corners.into_iter().zip(quadrants).filter(|(_, is_filled)| **is_filled == 1);
            Some((filled.map(|(part, _)| part).collect(), 100))
        }
        _ => None,
    }
}

/// U+2596 to U+259F: whether the upper left, upper right, lower left and lower right quarter are filled.
const QUADRANTS: [[u8; 4]; 10] = [
    [0, 0, 1, 0], // ▖
    [0, 0, 0, 1], // ▗
    [1, 0, 0, 0], // ▘
    [1, 0, 1, 1], // ▙
    [1, 0, 0, 1], // ▚
    [1, 1, 1, 0], // ▛
    [1, 1, 0, 1], // ▜
    [0, 1, 0, 0], // ▝
    [0, 1, 1, 0], // ▞
    [0, 1, 1, 1], // ▟
];

/// The centres of the dots of a Braille pattern, column by column; none for any other character.
pub(super) fn braille(symbol: char) -> Option<impl Iterator<Item = (u32, u32)>> {
    let dots = u32::from(symbol).checked_sub(0x2800).filter(|dots| *dots < 256)?;
    // Unicode counts the upper three rows first, and then the lowest one, which came later.
    let places = [(0, 0), (1, 0), (2, 0), (6, 0), (3, 1), (4, 1), (5, 1), (7, 1)];
    let rows = [0, 1, 2, 3].into_iter().cycle();
    let set = move |(bit, _): &(u32, u32)| dots >> bit & 1 == 1;
    let all = places.into_iter().zip(rows).filter(move |(place, _)| set(place));
    Some(all.map(|((_, column), row): ((u32, u32), u32)| (2 + 4 * column, 2 + 4 * row)))
}

/// The outline of a geometric mark as the data of a path that begins at the upper left corner of the cell; none for
/// any other character.
pub(super) fn mark(symbol: char) -> Option<&'static str> {
    MARKS.iter().find(|(mark, _)| *mark == symbol).map(|(_, path)| *path)
}

const MARKS: [(char, &str); 7] = [
    ('●', "m1 8a3 3 0 0 0 6 0a3 3 0 0 0-6 0z"),
    ('■', "m1 5h6v6h-6z"),
    ('◆', "m4 4l4 4-4 4-4-4z"),
    ('▲', "m4 4.5l4 7h-8z"),
    ('▼', "m4 11.5l4-7h-8z"),
    ('◀', "m.5 8l7-4v8z"),
    ('▶', "m7.5 8l-7-4v8z"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_fill_what_their_names_say() {
        assert_eq!(block('█'), Some((vec![(0, 0, 8, 16)], 100)));
        assert_eq!(block('▁'), Some((vec![(0, 14, 8, 2)], 100)));
        assert_eq!(block('▄'), Some((vec![(0, 8, 8, 8)], 100)));
        assert_eq!(block('▉'), Some((vec![(0, 0, 7, 16)], 100)));
        assert_eq!(block('▏'), Some((vec![(0, 0, 1, 16)], 100)));
        assert_eq!(block('▚'), Some((vec![(0, 0, 4, 8), (4, 8, 4, 8)], 100)));
        assert_eq!(block('▟').unwrap().0.len(), 3);
        assert!(block('▒').unwrap().1 < block('▓').unwrap().1);
        assert_eq!(block('─'), None);
        for symbol in '\u{2580}'..='\u{259f}' {
            let (parts, _) = block(symbol).unwrap();
            let within = |(x, y, width, height): Part| x + width <= 8 && y + height <= 16;
            assert!(!parts.is_empty() && parts.into_iter().all(within), "{symbol}");
        }
    }

    #[test]
    fn dots_stand_where_unicode_has_them() {
        let dots = |symbol| braille(symbol).map(Iterator::collect::<Vec<_>>).unwrap_or_default();
        assert_eq!(dots('⠀'), []);
        assert_eq!(dots('⡀'), [(2, 14)]);
        assert_eq!(dots('⠈'), [(6, 2)]);
        assert_eq!(dots('⠳'), [(2, 2), (2, 6), (6, 6), (6, 10)]);
        assert_eq!(dots('⣿').len(), 8);
        assert!(braille('⤀').is_none() && braille('a').is_none());
    }
}
