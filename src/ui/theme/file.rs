//! A theme as a file: TOML, a colour for each meaning, every mistake with its place.
//!
//! ```toml
//! inherits = "dark"        # a theme of the program; "terminal" if left out
//! about = "ours"           # for the list of themes
//! accent = "#ff8800"
//! series = ["#56b366", "#c084fc", "bright-cyan", "default"]
//! ```

use ratatui::style::Color;
use toml::de::DeTable;

use super::built_in;
use super::colours::Colours;
use crate::catalog::did_you_mean;
use crate::model::Alternative;
use crate::quote::harmless;
use crate::scenario::file::{FileError, Item, Key, Source, in_order};

/// What stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeFile {
    /// What the theme is, in a few words; may be empty.
    pub about: String,
    /// Its colours.
    pub colours: Colours,
}

/// Where a colour has its place.
type Slot = fn(&mut Colours) -> &mut Option<Color>;

/// The keys of single colours, with what they set.
const KEYS: [(&str, Slot); 10] = [
    ("background", |colours| &mut colours.background),
    ("foreground", |colours| &mut colours.foreground),
    ("muted", |colours| &mut colours.muted),
    ("border", |colours| &mut colours.border),
    ("accent", |colours| &mut colours.accent),
    ("good", |colours| &mut colours.good),
    ("bad", |colours| &mut colours.bad),
    ("warning", |colours| &mut colours.warning),
    ("reference", |colours| &mut colours.reference),
    ("selection", |colours| &mut colours.selection),
];

/// The other keys.
const OTHERS: [&str; 3] = ["inherits", "about", "series"];

/// What a colour may be, for messages.
const FORMS: &str = "give \"#rrggbb\", \"default\" for the terminal's own, or one of its sixteen such as \"blue\" \
                     or \"bright-blue\"";

/// The colours of the terminal by name, dark and bright.
const NAMES: [(&str, Color, Color); 8] = [
    ("black", Color::Black, Color::DarkGray),
    ("red", Color::Red, Color::LightRed),
    ("green", Color::Green, Color::LightGreen),
    ("yellow", Color::Yellow, Color::LightYellow),
    ("blue", Color::Blue, Color::LightBlue),
    ("magenta", Color::Magenta, Color::LightMagenta),
    ("cyan", Color::Cyan, Color::LightCyan),
    ("white", Color::Gray, Color::White),
];

/// Reads a theme from the text of a file.
///
/// # Errors
/// The first mistake with line and column: broken TOML, an unknown key with the nearest known one, what is no colour,
/// a background without the colour of the text on it.
pub fn read(file: &str, text: &str) -> Result<ThemeFile, FileError> {
    let source = Source { file, text };
    theme(source, &source.parse()?)
}

fn theme(source: Source<'_>, document: &DeTable<'_>) -> Result<ThemeFile, FileError> {
    let mut theme = ThemeFile { about: String::new(), colours: Colours::TERMINAL };
    if let Some((_, item)) = document.iter().find(|(key, _)| key.get_ref() == "inherits") {
        theme.colours = inherited(source, item)?;
    }
    let mut background = None;
    let mut foreground = None;
    for (key, item) in in_order(document) {
        match key.get_ref().as_ref() {
            "inherits" => {}
            "about" => source.string(item, "about")?.clone_into(&mut theme.about),
            "series" => theme.colours.series = series(source, key, item)?,
            name => {
                let Some((_, slot)) = KEYS.iter().find(|(known, _)| *known == name) else {
                    return Err(unknown_key(source, key));
                };
                *slot(&mut theme.colours) = colour(source, key, item)?;
                match name {
                    "background" => background = Some(key.span().start),
                    "foreground" => foreground = Some(key.span().start),
                    _ => {}
                }
            }
        }
    }
    // Nobody knows what the terminal's own text would look like on it.
    let is_bare = theme.colours.background.is_some() && theme.colours.foreground.is_none();
    match (background, foreground) {
        (Some(offset), _) if is_bare => {
            Err(source.error(offset, "a background needs a foreground: give both, or inherit both"))
        }
        (None, Some(offset)) if is_bare => {
            let message = "the terminal's own text needs the terminal's own background: give \"default\" for both, or a \
                           colour";
            Err(source.error(offset, message))
        }
        _ => Ok(theme),
    }
}

/// Only from themes of the program: nothing else can be missing, or inherit from this one.
fn inherited(source: Source<'_>, item: &Item<'_>) -> Result<Colours, FileError> {
    let name = item.get_ref().as_str();
    let name = name.ok_or_else(|| source.error(item.span().start, "inherits is the name of a theme"))?;
    let theme = built_in::named(name).ok_or_else(|| {
        let names: Vec<&str> = built_in::ALL.iter().map(|theme| theme.name).collect();
        let wrong = format!("cannot inherit from {}", harmless(name));
        source.error(item.span().start, unknown(&wrong, &one_of(&names), name, names.iter().copied()))
    })?;
    theme.colours()
}

fn unknown_key(source: Source<'_>, key: &Key<'_>) -> FileError {
    let known: Vec<&str> = KEYS.iter().map(|(name, _)| *name).chain(OTHERS).collect();
    let name = key.get_ref().as_ref();
    let wrong = format!("a theme has no {}", harmless(name));
    source.error(key.span().start, unknown(&wrong, &one_of(&known), name, known.iter().copied()))
}

/// The sentence about a name that nothing has: what is wrong, what to give instead, and which one may be meant.
fn unknown<'a>(wrong: &str, remedy: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    format!("{wrong}: {remedy}.{}", did_you_mean(name, known))
}

fn one_of(known: &[&str]) -> String {
    format!("give one of {}", known.join(", "))
}

fn series(
    source: Source<'_>,
    key: &Key<'_>,
    item: &Item<'_>,
) -> Result<[Option<Color>; Alternative::COUNT], FileError> {
    let mut series = Colours::NONE.series;
    let many = series.len();
    let wrong = || source.error(item.span().start, format!("series is a list of {many} colours"));
    let list = item.get_ref().as_array().filter(|list| list.len() == many).ok_or_else(wrong)?;
    for (slot, item) in series.iter_mut().zip(list.iter()) {
        *slot = colour(source, key, item)?;
    }
    Ok(series)
}

/// A colour; none for the terminal's own.
fn colour(source: Source<'_>, key: &Key<'_>, item: &Item<'_>) -> Result<Option<Color>, FileError> {
    let text = item.get_ref().as_str().ok_or_else(|| {
        source.error(item.span().start, format!("{} is a colour in quotes: {FORMS}", key.get_ref()))
    })?;
    if text == "default" {
        return Ok(None);
    }
    let colour = if let Some(digits) = text.strip_prefix('#') { hexadecimal(digits) } else { named(text) };
    colour.map(Some).ok_or_else(|| {
        let names = NAMES.iter().flat_map(|(name, ..)| [(*name).to_owned(), format!("bright-{name}")]);
        let names: Vec<String> = names.chain(["default".to_owned()]).collect();
        let wrong = format!("\"{}\" is no colour", harmless(text));
        source.error(item.span().start, unknown(&wrong, FORMS, text, names.iter().map(String::as_str)))
    })
}

fn hexadecimal(digits: &str) -> Option<Color> {
    let parts: Vec<u8> =
        digits.chars().map(|digit| digit.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
    match *parts.as_slice() {
        [red, green, blue] => Some(Color::Rgb(red * 17, green * 17, blue * 17)),
        [a, b, c, d, e, f] => Some(Color::Rgb(16 * a + b, 16 * c + d, 16 * e + f)),
        _ => None,
    }
}

fn named(text: &str) -> Option<Color> {
    let (name, is_bright) = match text.strip_prefix("bright-") {
        Some(name) => (name, true),
        None => (text, false),
    };
    let (_, plain, bright) = NAMES.iter().find(|(known, ..)| *known == name)?;
    Some(if is_bright { *bright } else { *plain })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        read("mine.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn what_a_file_does_not_say_is_inherited() {
        let dark = built_in::named("dark").unwrap().colours().unwrap();
        let theme = read("mine.toml", "about = \"ours\"\naccent = \"#f80\"\ninherits = \"dark\"\n").unwrap();
        assert_eq!(theme.about, "ours");
        assert_eq!(theme.colours, Colours { accent: Some(Color::Rgb(255, 136, 0)), ..dark });
        assert_eq!(read("mine.toml", "").unwrap().colours, Colours::TERMINAL);
    }

    #[test]
    fn colours_have_three_forms() {
        let texts = ["#0a141e", "bright-blue", "default", "black"].iter().cycle().take(Alternative::COUNT);
        let texts: Vec<String> = texts.map(|text| format!("\"{text}\"")).collect();
        let theme = read("mine.toml", &format!("series = [{}]", texts.join(", "))).unwrap();
        let expected = [Some(Color::Rgb(10, 20, 30)), Some(Color::LightBlue), None, Some(Color::Black)];
        assert!(theme.colours.series.iter().eq(expected.iter().cycle().take(Alternative::COUNT)));
    }

    #[test]
    fn every_mistake_has_its_place_and_a_remedy() {
        for (text, place, words) in [
            ("muted = \"#fff\"\nacent = \"#fff\"", "mine.toml:2:1", "Did you mean accent?"),
            ("muted = \"#ffff\"", "mine.toml:1:9", "#rrggbb"),
            ("muted = \"#ggg\"", "mine.toml:1:9", "is no colour"),
            ("muted = \"\u{e9}\"", "mine.toml:1:9", "is no colour"),
            ("muted = \"bule\"", "mine.toml:1:9", "Did you mean blue?"),
            ("muted = 7", "mine.toml:1:9", "in quotes"),
            ("muted = 7\naccent = 7", "mine.toml:1:9", "in quotes"),
            ("muted = ", "mine.toml:1:", "mend the TOML"),
            ("series = [\"red\"]", "mine.toml:1:10", "4 colours"),
            ("about = 1", "mine.toml:1:9", "put it in quotes"),
            ("inherits = \"drak\"", "mine.toml:1:12", "Did you mean dark?"),
            ("background = \"#fff\"", "mine.toml:1:1", "foreground"),
            ("inherits = \"dark\"\nforeground = \"default\"", "mine.toml:2:1", "own background"),
        ] {
            let message = refused(text);
            assert!(message.starts_with(place) && message.contains(words), "{text}: {message}");
        }
    }

    #[test]
    fn a_background_comes_with_its_foreground() {
        let inherited = read("mine.toml", "inherits = \"light\"\nbackground = \"#eee\"").unwrap().colours;
        assert_eq!(inherited.background, Some(Color::Rgb(0xee, 0xee, 0xee)));
        assert!(read("mine.toml", "background = \"#eee\"\nforeground = \"#111\"").is_ok());
        assert!(
            refused("inherits = \"dark\"\nforeground = \"default\"\nbackground = \"#111\"").contains("both")
        );
        assert!(read("mine.toml", "background = \"default\"").is_ok());
        let bare = "inherits = \"dark\"\nforeground = \"default\"\nbackground = \"default\"";
        assert_eq!(read("mine.toml", bare).unwrap().colours.background, None);
    }
}
