//! All keys on one page: commands that belong together in one line.

use super::chord::Chord;
use super::command::{self, Command, Context};
use super::key_map::KeyMap;

/// A line of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLine {
    /// Where its commands work.
    pub context: Context,
    /// The keys, as many as there is room for.
    pub keys: String,
    /// What they do.
    pub label: &'static str,
}

/// What the lines of several commands are, or of one whose title is long. A command that is not here has its title.
static LINES: &[(&str, &[&Command])] = &[
    ("one step", &[&command::LOWER, &command::RAISE]),
    ("ten steps or 1, 2, 5", &[&command::LOWER_COARSE, &command::RAISE_COARSE]),
    ("to the ends", &[&command::LOWER_TO_END, &command::RAISE_TO_END]),
    ("slider", &[&command::PREVIOUS_INPUT, &command::NEXT_INPUT]),
    ("group of sliders", &[&command::PREVIOUS_GROUP, &command::NEXT_GROUP]),
    ("first, last slider", &[&command::FIRST_INPUT, &command::LAST_INPUT]),
    ("reset the group", &[&command::RESET_GROUP]),
    ("hold a share", &[&command::LOCK_SHARE]),
    ("row", &[&command::PREVIOUS_ROW, &command::NEXT_ROW]),
    ("column", &[&command::PREVIOUS_COLUMN, &command::NEXT_COLUMN]),
    ("screenful", &[&command::PAGE_UP, &command::PAGE_DOWN]),
    ("first, last row", &[&command::FIRST_ROW, &command::LAST_ROW]),
    ("source, or open", &[&command::PROVENANCE]),
    ("sort by column", &[&command::SORT]),
    ("filter rows", &[&command::FILTER]),
    ("show all rows", &[&command::CLEAR_FILTER]),
    ("first table", &[&command::FIRST_PANEL]),
    ("month", &[&command::PREVIOUS_MONTH, &command::NEXT_MONTH]),
    ("year", &[&command::PREVIOUS_YEAR, &command::NEXT_YEAR]),
    ("lines", &[&command::SCROLL_UP, &command::SCROLL_DOWN]),
    ("event", &[&command::PREVIOUS_EVENT, &command::NEXT_EVENT]),
    ("earlier, later", &[&command::EARLIER, &command::LATER]),
    ("zoom", &[&command::ZOOM_IN, &command::ZOOM_OUT]),
    ("the whole run", &[&command::WHOLE_RUN]),
    ("model", &[&command::PREVIOUS_MODEL, &command::NEXT_MODEL]),
    ("follow a request", &[&command::FOLLOW]),
    ("slower, faster", &[&command::SLOWER, &command::FASTER]),
    ("start, end of run", &[&command::RUN_START, &command::RUN_END]),
    ("pattern", &[&command::PREVIOUS_PATTERN, &command::NEXT_PATTERN]),
    ("line", &[&command::PATTERN_UP, &command::PATTERN_DOWN]),
    ("screenful", &[&command::PATTERN_PAGE_UP, &command::PATTERN_PAGE_DOWN]),
    ("first, last line", &[&command::PATTERN_START, &command::PATTERN_END]),
    ("next, previous pane", &[&command::NEXT_PANE, &command::PREVIOUS_PANE]),
    (
        "pages",
        &[
            &command::PERFORMANCE,
            &command::CONCURRENCY,
            &command::CADENCE,
            &command::HIRING,
            &command::DECISION,
            &command::PRACTICES,
            &command::SOURCES,
        ],
    ),
    ("previous, next page", &[&command::PREVIOUS_TAB, &command::NEXT_TAB]),
    ("panel of sliders", &[&command::INPUTS]),
    ("present to the room", &[&command::PRESENT]),
    ("pin, unpin", &[&command::PIN, &command::UNPIN]),
    ("compare with the pin", &[&command::COMPARE]),
    ("next baseline", &[&command::BASELINE]),
    ("next benchmark set", &[&command::BENCHMARK]),
    ("simulate a million", &[&command::LONG_RUN]),
    ("audited or article", &[&command::EDITION]),
    ("guardrails", &[&command::GUARDRAILS]),
    ("save, save as", &[&command::SAVE, &command::SAVE_AS]),
    ("open", &[&command::OPEN]),
    ("import a load test", &[&command::IMPORT]),
    ("undo, redo", &[&command::UNDO, &command::REDO]),
    ("history", &[&command::HISTORY]),
    ("notes", &[&command::NOTES]),
    ("reset everything", &[&command::RESET_ALL]),
    ("export, copy", &[&command::EXPORT]),
    ("find anything", &[&command::PALETTE]),
    ("theme", &[&command::THEME]),
    ("keys, guide", &[&command::HELP, &command::GUIDE]),
    ("suspend", &[&command::SUSPEND]),
    ("quit, quit at once", &[&command::QUIT, &command::QUIT_NOW]),
];

/// The lines, context by context in the order of the table; keys take so many columns at most.
pub fn lines(map: &KeyMap, columns: usize, spell: impl Fn(Chord) -> String) -> Vec<CardLine> {
    let mut lines = Vec::new();
    for context in Context::ALL {
        for command in command::ALL.iter().filter(|command| command.context == context) {
            let line = LINES.iter().find(|(_, together)| together.contains(command));
            let (label, together) = match line {
                Some((_, together)) if together.first() != Some(command) => continue,
                Some((label, together)) => (*label, *together),
                None => (command.title, std::slice::from_ref(command)),
            };
            lines.push(CardLine { context, keys: keys(map, together, columns, &spell), label });
        }
    }
    lines
}

/// The first keys of all commands, then their second ones, and so on, as far as there is room.
fn keys(map: &KeyMap, commands: &[&Command], columns: usize, spell: impl Fn(Chord) -> String) -> String {
    let mut out = String::new();
    for position in 0.. {
        let set: Vec<String> = commands
            .iter()
            .filter_map(|command| map.keys(command).get(position).copied())
            .map(&spell)
            .collect();
        if set.is_empty() {
            break;
        }
        let set = set.join(if set.iter().all(|key| is_sign(key)) { "" } else { "/" });
        let length = out.chars().count();
        if length > 0 && length + 1 + set.chars().count() > columns {
            break;
        }
        if length > 0 {
            out.push(' ');
        }
        out.push_str(&set);
    }
    out
}

/// Whether a key is told apart from its neighbours without anything between them: one character, or an arrow with
/// Shift, and not the name of a key such as F2.
fn is_sign(key: &str) -> bool {
    match key.chars().count() {
        1 => true,
        2 => !key.starts_with(|first: char| first.is_ascii_alphanumeric()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_on_the_card_once() {
        let mut seen: Vec<&Command> = Vec::new();
        for (label, together) in LINES {
            for command in *together {
                assert_eq!(command.context, together[0].context, "{label}");
                assert!(!seen.contains(command), "{}", command.id);
                seen.push(command);
            }
        }
        let own = command::ALL.iter().filter(|command| !seen.contains(command)).count();
        assert_eq!(lines(&KeyMap::default(), 16, |chord| chord.to_string()).len(), LINES.len() + own);
    }

    #[test]
    fn keys_of_one_line_stand_side_by_side() {
        let mut map = KeyMap::default();
        let found = |map: &KeyMap, label: &str| {
            let lines = lines(map, 16, |chord| chord.to_string());
            lines.into_iter().find(|line| line.label == label).unwrap().keys
        };
        assert_eq!(found(&map, "one step"), "←→ hl");
        assert_eq!(found(&map, "pages"), "1234567");
        assert_eq!(found(&map, "first, last slider"), "Home/End gG");
        assert_eq!(found(&map, "save, save as"), "wW Ctrl-s");
        map.bind(&command::RAISE, vec![Chord::char('d')]);
        assert_eq!(found(&map, "one step"), "←d h");
        map.bind(&command::PIN, vec!["F2".parse().unwrap()]);
        assert_eq!(found(&map, "pin, unpin"), "F2/P");
        assert_eq!(found(&map, "keys, guide"), "?/F1");
        map.bind(&command::NOTES, Vec::new());
        assert_eq!(found(&map, "notes"), "");
    }
}
