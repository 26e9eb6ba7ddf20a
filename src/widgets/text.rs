//! Text in a given number of columns.

use std::borrow::Cow;
use std::iter;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// To which side text goes in a column that is wider.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// The columns that `text` takes: the sum of those of its [`clusters`].
pub fn width(text: &str) -> u16 {
    if is_ascii(text) {
        return u16::try_from(text.len()).unwrap_or(u16::MAX);
    }
    clusters(text).fold(0, |taken, (_, own)| taken.saturating_add(own))
}

/// Whether `text` is printable ASCII, as most text is: each byte takes a column.
fn is_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Whether a character takes one column and joins no other that does so too. These need no look at tables or graphemes,
/// which takes ten times as long, and they are nearly all that a frame shows.
const fn is_plain(character: char) -> bool {
    matches!(character,
        ' '..='~'
        // Latin letters and signs, without the soft hyphen.
        | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        // Dashes, quotation marks and other punctuation.
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
        // Arrows and mathematics.
        | '\u{2190}'..='\u{22ff}'
        // Lines, blocks and shapes up to the wide ones; Braille.
        | '\u{2500}'..='\u{25fc}' | '\u{2800}'..='\u{28ff}')
}

/// What is seen as one character each, with the columns that it takes: two if it is wide, none if it shows nothing, as
/// control characters and marks of direction. An emoji of several characters is one, and so is a letter with its marks:
/// nothing is measured or cut in any other parts, for these are what ratatui puts into cells.
pub fn clusters(text: &str) -> impl Iterator<Item = (&str, u16)> {
    let mut rest = text;
    iter::from_fn(move || {
        let mut characters = rest.chars();
        let first = characters.next()?;
        // What follows a plain character might be a mark on it.
        let is_alone = is_plain(first) && characters.next().is_none_or(is_plain);
        let length = if is_alone { first.len_utf8() } else { rest.graphemes(true).next()?.len() };
        let (cluster, behind) = rest.split_at_checked(length)?;
        rest = behind;
        let columns = match cluster {
            _ if is_alone => 1,
            unseen if unseen.contains(char::is_control) => 0,
            seen => seen.cell_width(),
        };
        Some((cluster, columns))
    })
}

/// `text` cut to at most `columns`, with `ellipsis` for what is missing if there is room for it.
pub fn truncate<'a>(text: &'a str, columns: u16, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    match columns.checked_sub(width(ellipsis)) {
        Some(room) => Cow::Owned(head(text, room).to_owned() + ellipsis),
        None => Cow::Borrowed(head(text, columns)),
    }
}

/// `text` in exactly `columns`, truncated or filled up with spaces.
pub fn fit(text: &str, columns: u16, align: Align, ellipsis: &str) -> String {
    let text = truncate(text, columns, ellipsis);
    let space = usize::from(columns.saturating_sub(width(&text)));
    let before = match align {
        Align::Left => 0,
        Align::Right => space,
    };
    let mut filled = String::with_capacity(text.len() + space);
    filled.extend(iter::repeat_n(' ', before));
    filled.push_str(&text);
    filled.extend(iter::repeat_n(' ', space - before));
    filled
}

/// `text` in lines of at most `columns`, broken between words, but not between a number and its `%`; only a word that is
/// longer is broken itself, behind one of the signs that join its parts if it has some. None if there is no word in it.
pub fn lines(text: &str, columns: u16) -> impl Iterator<Item = &str> {
    Lines::new(text, columns)
}

/// The lines of a text that are its own, such as those of a program: they keep their indent, and only what is too long
/// is broken as [`lines`] are.
pub fn kept_lines(text: &str, columns: u16) -> impl Iterator<Item = &str> {
    text.lines().flat_map(move |line| {
        let (short, long) = if width(line) <= columns { (Some(line), "") } else { (None, line) };
        short.into_iter().chain(lines(long, columns))
    })
}

/// The [`lines`] of `text`; where it takes more than `rows`, the last one ends in `ellipsis`.
pub fn wrap(text: &str, columns: u16, rows: usize, ellipsis: &str) -> Vec<String> {
    let mut lines = Lines::new(text, columns);
    let mut wrapped: Vec<String> = lines.by_ref().take(rows.saturating_sub(1)).map(str::to_owned).collect();
    if wrapped.len() + 1 == rows && columns > 0 && !lines.rest.is_empty() {
        wrapped.push(truncate(lines.rest, columns, ellipsis).into_owned());
    }
    wrapped
}

/// How many lines [`wrap`] makes of `text` where there is room for all of them.
pub fn wrapped_lines(text: &str, columns: u16) -> usize {
    Lines::new(text, columns).count()
}

/// What joins the parts of a long word: of an address, a path, or the name of a figure.
const JOINTS: [char; 5] = ['/', '.', '_', '-', '='];

/// The lines of a text, each without the spaces around it.
struct Lines<'a> {
    rest: &'a str,
    columns: u16,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, columns: u16) -> Self {
        Self { rest: text.trim(), columns }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let fits = head(self.rest, self.columns);
        let behind = self.rest.get(fits.len()..).unwrap_or_default();
        let may_break =
            |at: &usize| self.rest.get(*at..).is_some_and(|behind| !behind.trim_start().starts_with('%'));
        let line = if behind.is_empty() || behind.starts_with(char::is_whitespace) && may_break(&fits.len()) {
            fits
        } else {
            let mut spaces = fits.rmatch_indices(char::is_whitespace).map(|(space, _)| space);
            let mut joints = fits.rmatch_indices(JOINTS).map(|(joint, sign)| joint + sign.len());
            let joins = |end: &usize| {
                self.rest.get(*end..).is_some_and(|part| part.starts_with(char::is_alphanumeric))
            };
            spaces
                .find(may_break)
                .or_else(|| joints.find(joins))
                .and_then(|end| fits.get(..end))
                .unwrap_or(fits)
        };
        self.rest = self.rest.get(line.len()..).unwrap_or_default().trim_start();
        // Not even the first character fits, if it is a wide one.
        (!line.is_empty()).then(|| line.trim_end())
    }
}

/// As much of `text` as `fits`, with `ellipsis` for what is missing: whole sentences, or where not even one fits, whole
/// words. Nothing if not even one of those does. What `fits` has to do so when it is shorter too.
pub fn whole_parts(text: &str, ellipsis: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    let until = |end: &str| {
        let ends: Vec<usize> = text.match_indices(end).map(|(at, end)| at + end.trim_end().len()).collect();
        let part = |end: &usize| text.get(..*end).map(|part| format!("{part} {ellipsis}"));
        let fitting = ends.partition_point(|end| part(end).is_some_and(|part| fits(&part)));
        ends.get(fitting.checked_sub(1)?).and_then(part)
    };
    if fits(text) { Some(text.to_owned()) } else { until(". ").or_else(|| until(" ")) }
}

/// Writes `text` into a buffer from a position on, at most so many columns of it; returns the columns it took.
pub fn put(buffer: &mut Buffer, at: Position, text: &str, columns: u16, style: Style) -> u16 {
    if !buffer.area.contains(at) {
        return 0;
    }
    let room = columns.min(buffer.area.right() - at.x);
    let start = buffer.index_of(at.x, at.y);
    let mut cells = buffer.content.iter_mut().skip(start);
    let mut taken = 0;
    for (cluster, own) in clusters(text).filter(|(_, own)| *own > 0) {
        if own > room - taken {
            break;
        }
        taken += own;
        if let Some(cell) = cells.next() {
            cell.set_symbol(cluster).set_style(style);
        }
        // What a wide one covers.
        cells.by_ref().take(usize::from(own - 1)).for_each(Cell::reset);
    }
    taken
}

/// The longest beginning of `text` that takes at most `columns`.
fn head(text: &str, columns: u16) -> &str {
    // No cluster takes more columns than bytes.
    if text.len() <= usize::from(columns) {
        return text;
    }
    if let Some((head, rest)) = text.split_at_checked(usize::from(columns))
        // What joins its last character belongs to it.
        && is_ascii(head)
        && rest.bytes().next().is_none_or(|byte| byte.is_ascii())
    {
        return head;
    }
    let mut room = columns;
    let fitting = clusters(text).map_while(|(cluster, own)| {
        room = room.checked_sub(own)?;
        Some(cluster.len())
    });
    text.get(..fitting.sum()).unwrap_or(text)
}

/// What remains of `text` without its first `columns`, and how many columns more than that went with it.
pub fn tail(text: &str, columns: u16) -> (&str, u16) {
    let (mut taken, mut start) = (0_u16, 0);
    for (cluster, own) in clusters(text) {
        if taken >= columns && own > 0 {
            return (text.get(start..).unwrap_or_default(), taken - columns);
        }
        taken = taken.saturating_add(own);
        start += cluster.len();
    }
    ("", 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Modifier;

    use super::*;

    #[test]
    fn short_text_is_filled_up() {
        assert_eq!(fit("ab", 5, Align::Left, "…"), "ab   ");
        assert_eq!(fit("ab", 5, Align::Right, "…"), "   ab");
    }

    #[test]
    fn long_text_shows_that_it_was_cut() {
        assert_eq!(fit("abcdef", 4, Align::Left, "…"), "abc…");
        assert_eq!(fit("abcdef", 4, Align::Right, "~"), "abc~");
        assert_eq!(fit("abcdef", 1, Align::Left, "…"), "…");
        assert_eq!(fit("abcdef", 0, Align::Left, "…"), "");
    }

    #[test]
    fn prose_is_broken_between_words_and_shows_that_it_was_cut() {
        assert_eq!(wrap("one two three", 7, 9, "…"), ["one two", "three"]);
        assert_eq!(wrap("one two three", 8, 1, "…"), ["one two…"]);
        assert_eq!(wrap("one two three", 5, 2, "…"), ["one", "two …"]);
        assert_eq!(wrap("at most 12 % more", 10, 9, "…"), ["at most", "12 % more"]);
        assert_eq!(wrap("at most 12 % more", 11, 9, "…"), ["at most", "12 % more"]);
        assert_eq!(wrap("incomprehensible", 6, 9, "…"), ["incomp", "rehens", "ible"]);
        assert!(wrap("", 5, 9, "…").is_empty() && wrap("日", 1, 9, "…").is_empty());
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_into_pieces() {
        assert_eq!(
            lines("see https://example.org", 8).collect::<Vec<_>>(),
            ["see", "https://", "example.", "org"]
        );
        let parts = |text, columns| lines(text, columns).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            parts("ecosystem.npm.trusted_packages, 79", 24),
            ["ecosystem.npm.trusted_", "packages, 79"]
        );
        assert_eq!(parts("web/bun-vs-nodejs", 13), ["web/bun-vs-", "nodejs"]);
        assert_eq!(parts("-- ---------", 6), ["--", "------", "---"], "these join nothing");
    }

    #[test]
    fn short_lines_keep_their_indent_and_long_ones_are_broken() {
        let code = "def f():\n    return 1\n\nx = one + two";
        let kept: Vec<&str> = kept_lines(code, 12).collect();
        assert_eq!(kept, ["def f():", "    return 1", "", "x = one +", "two"]);
    }

    #[test]
    fn prose_without_room_ends_with_a_sentence_or_a_word() {
        let cut =
            |columns| whole_parts("One or two. Three, 1.5 four. Five.", "…", |text| width(text) <= columns);
        assert_eq!(cut(34).as_deref(), Some("One or two. Three, 1.5 four. Five."));
        assert_eq!(cut(33).as_deref(), Some("One or two. Three, 1.5 four. …"));
        assert_eq!(cut(29).as_deref(), Some("One or two. …"), "no word behind a sentence");
        assert_eq!(cut(12).as_deref(), Some("One or …"));
        assert_eq!(cut(4), None);
    }

    #[test]
    fn wide_and_combining_characters_are_measured() {
        assert_eq!(fit("日本語", 4, Align::Left, "…"), "日… ", "no half of a wide character");
        assert_eq!(fit("日本語", 6, Align::Left, "…"), "日本語");
        assert_eq!(fit("e\u{301}e\u{301}e\u{301}", 2, Align::Left, "…"), "e\u{301}…");
    }

    /// What takes other columns than its characters do one by one, and what takes none.
    const CLUSTERS: [(&str, u16); 17] = [
        ("⚠\u{fe0f}", 2),
        ("❤\u{fe0f}", 2),
        ("1\u{fe0f}\u{20e3}", 2),
        ("👩\u{200d}💻", 2),
        ("👨\u{200d}👩\u{200d}👧\u{200d}👦", 2),
        ("👍🏽", 2),
        ("🇩🇪", 2),
        ("e\u{301}", 1),
        ("क्ष", 2),
        ("กำ", 2),
        ("한", 2),
        ("\u{200b}", 0),
        ("\u{200f}", 0),
        ("\u{202e}", 0),
        ("\t", 0),
        ("\r\n", 0),
        ("\u{1b}", 0),
    ];

    #[test]
    fn what_is_seen_as_one_character_is_measured_and_cut_as_one() {
        for (cluster, columns) in CLUSTERS {
            assert_eq!(width(cluster), columns, "{cluster:?}");
            let text = format!("a{cluster}b");
            assert_eq!(width(&text), columns + 2, "{text:?}");
            assert_eq!(clusters(&text).map(|(cluster, _)| cluster).collect::<Vec<_>>(), ["a", cluster, "b"]);
            if columns == 2 {
                assert_eq!(head(&text, 2), "a", "{text:?}");
                assert_eq!(tail(&text, 2), ("b", 1), "{text:?}");
            }
        }
        assert_eq!(fit("⚠\u{fe0f}", 1, Align::Left, ""), " ");
        assert_eq!(fit("⚠\u{fe0f}⚠\u{fe0f}", 3, Align::Left, "…"), "⚠\u{fe0f}…");
        assert_eq!(fit("a👩\u{200d}💻b", 3, Align::Right, "…"), " a…", "no half of a family");
    }

    #[test]
    fn no_character_takes_more_columns_than_bytes() {
        let mut bytes = [0; 4];
        for one in '\0'..=char::MAX {
            let text: &str = one.encode_utf8(&mut bytes);
            assert!(usize::from(width(text)) <= text.len(), "{one:?}");
        }
    }

    #[test]
    fn plain_characters_take_a_column_each_beside_whatever_others() {
        let plain: Vec<char> = (' '..='\u{ffff}').filter(|character| is_plain(*character)).collect();
        for text in [plain.iter().collect::<String>(), plain.iter().rev().collect()] {
            let mut cells = Buffer::empty(Rect::new(0, 0, u16::MAX, 1));
            let (end, _) = cells.set_stringn(0, 0, &text, usize::MAX, Style::new());
            assert_eq!(usize::from(end), plain.len());
            let put: String = cells.content.iter().take(plain.len()).map(Cell::symbol).collect();
            assert_eq!(put, text, "each is in a cell of its own");
        }
    }

    #[test]
    fn the_tail_begins_with_a_whole_character() {
        assert_eq!(tail("abc", 1), ("bc", 0));
        assert_eq!(tail("日本", 1), ("本", 1));
        assert_eq!(tail("e\u{301}x", 1), ("x", 0));
        assert_eq!(tail("ab", 5), ("", 0));
    }

    /// Text of all sorts: mostly plain, with what is joined, wide, or not seen at all in between.
    fn any_text() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "[ -~]",
            "[À-ʯ一-三─-▪]",
            "\\PC",
            "[\u{300}-\u{36f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{fe0e}\u{fe0f}\t\r\n\u{7}\u{1b}\u{85}]",
            "[🇦-🇿👦-👩🏻-🏿\u{ff9e}\u{ff9f}]",
            proptest::sample::select(CLUSTERS.to_vec()).prop_map(|(cluster, _)| cluster.to_owned()),
        ];
        proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn text_is_put_as_ratatui_puts_it(
            text in "[ -~]{0,12}".boxed().prop_union(any_text().boxed()), x in 0_u16..9, y in 0_u16..2, columns in 0_u16..14,
        ) {
            let style = Style::new().add_modifier(Modifier::BOLD);
            let area = Rect::new(0, 0, 9, 2);
            let (mut ours, mut theirs) = (Buffer::filled(area, Cell::new("#")), Buffer::filled(area, Cell::new("#")));
            let taken = put(&mut ours, Position::new(x, y), &text, columns, style);
            let (end, _) = theirs.set_stringn(x, y, &text, usize::from(columns), style);
            prop_assert_eq!(ours, theirs);
            prop_assert_eq!(taken, end - x);
        }

        #[test]
        fn wrapped_text_keeps_its_words_in_as_many_lines_as_counted(
            text in "([a-z0-9À-ʯ一-三%/._-]{0,9} ?){0,9}", columns in 2_u16..14, rows in 0_usize..9,
        ) {
            let all = wrap(&text, columns, usize::MAX, "…");
            prop_assert_eq!(all.len(), wrapped_lines(&text, columns));
            prop_assert!(all.iter().all(|line| (1..=columns).contains(&width(line))));
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&all.concat()), bare(&text));
            let cut = wrap(&text, columns, rows, "…");
            prop_assert_eq!(cut.len(), all.len().min(rows));
            prop_assert_eq!(cut == all, all.len() <= rows);
        }

        #[test]
        fn text_takes_the_columns_that_ratatui_gives_it(text in any_text()) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 99, 1));
            let (end, _) = buffer.set_stringn(0, 0, &text, usize::MAX, Style::new());
            prop_assert_eq!(width(&text), end);
            prop_assert_eq!(clusters(&text).map(|(cluster, _)| cluster).collect::<Vec<_>>(), text.graphemes(true).collect::<Vec<_>>());
        }

        #[test]
        fn a_text_is_cut_between_clusters(text in any_text(), columns in 0_u16..12) {
            let ends: Vec<usize> = iter::once(0).chain(clusters(&text).scan(0, |end, (cluster, _)| {
                *end += cluster.len();
                Some(*end)
            })).collect();
            let head = head(&text, columns);
            prop_assert!(ends.contains(&head.len()) && width(head) <= columns);
            let next = clusters(&text[head.len()..]).find(|(_, own)| *own > 0);
            prop_assert!(next.is_none_or(|(_, own)| width(head) + own > columns));
            let (tail, surplus) = tail(&text, columns);
            prop_assert!(ends.contains(&(text.len() - tail.len())));
            prop_assert!(tail.is_empty() || width(tail) + surplus + columns == width(&text));
        }

        #[test]
        fn any_text_takes_exactly_the_columns_asked_for(
            text in any_text(), columns in 0_u16..12, ellipsis in "…|~|\\.\\.\\.|",
        ) {
            prop_assert!(width(&truncate(&text, columns, &ellipsis)) <= columns);
            for align in [Align::Left, Align::Right] {
                prop_assert_eq!(width(&fit(&text, columns, align, &ellipsis)), columns);
            }
        }
    }
}
