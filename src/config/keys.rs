//! The table of keys.

use crate::catalog::nearest;
use crate::explorer::chord::Chord;
use crate::explorer::command::{self, Command, QUIT_NOW};
use crate::explorer::key_map::KeyMap;
use crate::quote::harmless;
use crate::scenario::file::{FileError, Item, Key, Source, in_order};

/// The name of the table.
pub(super) const TABLE: &str = "keys";

/// Commands with their lists of keys; each key with the byte at which it stands.
struct Entry {
    command: &'static Command,
    keys: Vec<(Chord, usize)>,
}

pub(super) fn read(source: Source<'_>, item: &Item<'_>) -> Result<KeyMap, FileError> {
    let Some(table) = item.get_ref().as_table() else {
        let message = format!("{TABLE} is a table: write [{TABLE}] and commands with their keys below");
        return Err(source.error(item.span().start, message));
    };
    let mut map = KeyMap::default();
    let mut entries = Vec::new();
    for (name, item) in in_order(table) {
        let command = known(source, name)?;
        let keys = list(source, command, item)?;
        map.bind(command, keys.iter().map(|(chord, _)| *chord).collect());
        entries.push(Entry { command, keys });
    }
    check_rivals(source, &map, &entries)?;
    Ok(map)
}

fn known(source: Source<'_>, name: &Key<'_>) -> Result<&'static Command, FileError> {
    let id = name.get_ref();
    command::named(id).ok_or_else(|| {
        let near = nearest(id, command::ALL.iter().map(|command| command.id)).map_or_else(
            || "`runtime-explorer config default` lists them".to_owned(),
            |near| format!("did you mean {near}?"),
        );
        source.error(name.span().start, format!("there is no command {}: {near}", harmless(id)))
    })
}

fn list(
    source: Source<'_>,
    command: &'static Command,
    item: &Item<'_>,
) -> Result<Vec<(Chord, usize)>, FileError> {
    let id = command.id;
    let Some(items) = item.get_ref().as_array() else {
        let message = format!("{id} takes a list of keys, such as {id} = [\"F5\"]; [] leaves it without one");
        return Err(source.error(item.span().start, message));
    };
    if items.is_empty() && *command == QUIT_NOW {
        let message = format!("{id} is the way out of everything: it needs a key");
        return Err(source.error(item.span().start, message));
    }
    let mut keys: Vec<(Chord, usize)> = Vec::new();
    for item in items {
        let at = item.span().start;
        let chord: Chord = source
            .string(item, "a key")?
            .parse()
            .map_err(|error| source.error(at, format!("{id}: {error}")))?;
        if let Some(sent) = chord.sent_as() {
            let message = format!("terminals send {} as {}: give another key", chord.ascii(), sent.ascii());
            return Err(source.error(at, message));
        }
        if command.is_urgent() && chord.is_typed() {
            let message = format!(
                "{id} works while text is typed, and {} is part of that: give a key with Ctrl- or Alt-, or F1 to F12",
                chord.ascii()
            );
            return Err(source.error(at, message));
        }
        if keys.iter().any(|(other, _)| *other == chord) {
            return Err(source.error(at, format!("{} stands there twice: keep one of them", chord.ascii())));
        }
        keys.push((chord, at));
    }
    Ok(keys)
}

/// Told at the later of two entries, or at the only one.
fn check_rivals(source: Source<'_>, map: &KeyMap, entries: &[Entry]) -> Result<(), FileError> {
    for (position, Entry { command, keys }) in entries.iter().enumerate() {
        for (chord, at) in keys {
            let later =
                |other: &Command| entries.iter().skip(position + 1).any(|entry| entry.command == other);
            let Some(other) = map.rival(command, *chord).filter(|other| !later(other)) else { continue };
            let place = |command: &Command| format!("{} ({})", command.id, command.context.title());
            let message = format!(
                "{} would call both {} and {}: take it from one of them, such as by {} = []",
                chord.ascii(),
                place(command),
                place(other),
                if *other == QUIT_NOW { command.id } else { other.id },
            );
            return Err(source.error(*at, message));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::explorer::command::Context;

    fn load(keys: &str) -> Result<KeyMap, FileError> {
        crate::config::read(Path::new("c.toml"), &format!("schema = 1\n[keys]\n{keys}"))
            .map(|config| config.keys)
    }

    #[test]
    fn commands_get_the_keys_of_the_file_and_lose_their_own() {
        let map = load("sort = ['S', 'Ctrl-t']\nfilter = []\n").unwrap();
        let found = |chord| map.find(Context::Table, chord).map(|command| command.id);
        assert_eq!(found(Chord::char('S')), Some("sort"));
        assert_eq!(found(Chord::ctrl('t')), Some("sort"));
        assert_eq!(found(Chord::char('s')), None);
        assert_eq!(found(Chord::char('/')), None);
    }

    #[test]
    fn two_commands_can_swap_their_keys() {
        let map = load("sort = ['/']\nfilter = ['s']\n").unwrap();
        assert_eq!(map.find(Context::Table, Chord::char('/')).unwrap().id, "sort");
    }

    #[test]
    fn a_key_of_one_place_may_be_another_ones_elsewhere() {
        assert!(load("sort = ['q']").is_ok());
        assert!(load("quit = ['s']").is_ok());
    }

    #[test]
    fn conflicts_stand_at_the_later_of_two_entries() {
        let error = load("undo = ['F5']\nredo = ['F5']\n").unwrap_err();
        assert_eq!(error.place, (4, 9));
        let error = load("sort = [\n  'F5',\n  'Enter',\n]\n").unwrap_err();
        assert_eq!(error.place, (5, 3));
        assert!(error.message.contains("sort (Tables) and provenance (Tables)"), "{error}");
    }

    #[test]
    fn there_is_always_a_way_out() {
        for keys in ["quit-now = []", "quit-now = ['x']", "quit-now = ['Enter']", "sort = ['Ctrl-c']"] {
            assert!(load(keys).is_err(), "{keys}");
        }
        assert!(load("quit-now = ['Ctrl-q']\nsort = ['Ctrl-c']").is_ok());
        assert!(load("suspend = []").is_ok());
    }
}
