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
const LINES: [(&str, &[&str]); 57] = [
    ("one step", &["lower", "raise"]),
    ("ten steps, or 1, 2, 5", &["lower-coarse", "raise-coarse"]),
    ("to the ends", &["lower-to-end", "raise-to-end"]),
    ("slider", &["previous-input", "next-input"]),
    ("group of sliders", &["previous-group", "next-group"]),
    ("first, last slider", &["first-input", "last-input"]),
    ("reset the group", &["reset-group"]),
    ("hold a share", &["lock-share"]),
    ("row", &["previous-row", "next-row"]),
    ("column", &["previous-column", "next-column"]),
    ("screenful", &["page-up", "page-down"]),
    ("first, last row", &["first-row", "last-row"]),
    ("source, or open", &["provenance"]),
    ("sort by column", &["sort"]),
    ("filter rows", &["filter"]),
    ("show all rows", &["clear-filter"]),
    ("first table", &["first-panel"]),
    ("month", &["previous-month", "next-month"]),
    ("year", &["previous-year", "next-year"]),
    ("lines", &["scroll-up", "scroll-down"]),
    ("event", &["previous-event", "next-event"]),
    ("earlier, later", &["earlier", "later"]),
    ("zoom", &["zoom-in", "zoom-out"]),
    ("the whole run", &["whole-run"]),
    ("model", &["previous-model", "next-model"]),
    ("follow a request", &["follow"]),
    ("slower, faster", &["slower", "faster"]),
    ("start, end of the run", &["run-start", "run-end"]),
    ("pattern", &["previous-pattern", "next-pattern"]),
    ("line", &["pattern-up", "pattern-down"]),
    ("screenful", &["pattern-page-up", "pattern-page-down"]),
    ("first, last line", &["pattern-start", "pattern-end"]),
    ("next, previous pane", &["next-pane", "previous-pane"]),
    ("pages", &["performance", "concurrency", "cadence", "hiring", "decision", "practices", "sources"]),
    ("previous, next page", &["previous-tab", "next-tab"]),
    ("panel of sliders", &["inputs"]),
    ("present to the room", &["present"]),
    ("pin, unpin", &["pin", "unpin"]),
    ("compare with the pin", &["compare"]),
    ("next baseline", &["baseline"]),
    ("next benchmark set", &["benchmark"]),
    ("simulate a million", &["long-run"]),
    ("audited or article", &["edition"]),
    ("guardrails", &["guardrails"]),
    ("save, save as", &["save", "save-as"]),
    ("open", &["open"]),
    ("import a load test", &["import"]),
    ("undo, redo", &["undo", "redo"]),
    ("history", &["history"]),
    ("notes", &["notes"]),
    ("reset everything", &["reset-all"]),
    ("export, copy", &["export"]),
    ("find anything", &["palette"]),
    ("theme", &["theme"]),
    ("keys, guide", &["help", "guide"]),
    ("suspend", &["suspend"]),
    ("quit, quit at once", &["quit", "quit-now"]),
];

/// The lines, context by context in the order of the table; keys take so many columns at most.
pub fn lines(map: &KeyMap, columns: usize, spell: impl Fn(Chord) -> String) -> Vec<CardLine> {
    let mut lines = Vec::new();
    for context in Context::ALL {
        for command in command::ALL.iter().filter(|command| command.context == context) {
            let line = LINES.iter().find(|(_, ids)| ids.contains(&command.id));
            let (label, ids) = match line {
                Some((_, ids)) if ids.first() != Some(&command.id) => continue,
                Some((label, ids)) => (*label, ids.to_vec()),
                None => (command.title, vec![command.id]),
            };
            let commands: Vec<&Command> = ids.into_iter().filter_map(command::named).collect();
            lines.push(CardLine { context, keys: keys(map, &commands, columns, &spell), label });
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
        let short = set.iter().all(|key| key.chars().count() <= 2);
        let set = set.join(if short { "" } else { "/" });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_on_the_card_once() {
        let mut seen: Vec<&str> = Vec::new();
        for (label, ids) in &LINES {
            for id in *ids {
                let command = command::named(id).unwrap_or_else(|| panic!("{label}: no command {id}"));
                let first = command::named(ids[0]).unwrap();
                assert_eq!(command.context, first.context, "{label}");
                assert!(!seen.contains(id), "{id}");
                seen.push(id);
            }
        }
        let own = command::ALL.iter().filter(|command| !seen.contains(&command.id)).count();
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
        map.bind(command::named("raise").unwrap(), vec![Chord::char('d')]);
        assert_eq!(found(&map, "one step"), "←d h");
        map.bind(command::named("notes").unwrap(), Vec::new());
        assert_eq!(found(&map, "notes"), "");
    }
}
