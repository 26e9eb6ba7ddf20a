//! Which keys call which command: those of the command table, unless the user has given others.

use super::chord::Chord;
use super::command::{self, Command, Context};

/// The keys that are in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyMap {
    /// The commands with keys other than their own.
    changed: Vec<(&'static str, Vec<Chord>)>,
}

impl KeyMap {
    /// Gives a command these keys instead of its own; none leave it to the palette.
    pub fn bind(&mut self, command: &'static Command, keys: Vec<Chord>) {
        self.changed.retain(|(id, _)| *id != command.id);
        self.changed.push((command.id, keys));
    }

    /// The keys of a command; the first one is shown where there is room for one.
    pub fn keys<'a>(&'a self, command: &Command) -> &'a [Chord] {
        let changed = self.changed.iter().find(|(id, _)| *id == command.id);
        changed.map_or(command.keys, |(_, keys)| keys)
    }

    /// Whether a chord calls a command.
    pub fn calls(&self, chord: Chord, command: &Command) -> bool {
        self.keys(command).contains(&chord)
    }

    /// The command of a context that a chord calls.
    pub fn find(&self, context: Context, chord: Chord) -> Option<&'static Command> {
        command::ALL.iter().find(|command| command.context == context && self.calls(chord, command))
    }

    /// The command that a chord calls whatever is open, also where text is typed.
    pub fn find_urgent(&self, chord: Chord) -> Option<&'static Command> {
        command::ALL.iter().find(|command| command.is_urgent() && self.calls(chord, command))
    }

    /// Another command that a key of this one would call where both can be called. What works everywhere gives way to
    /// what has the focus, unless it works whatever is open.
    pub fn rival(&self, command: &Command, chord: Chord) -> Option<&'static Command> {
        command::ALL.iter().find(|other| {
            let meet = other.context == command.context || other.is_urgent() || command.is_urgent();
            meet && other.id != command.id && self.calls(chord, other)
        })
    }

    /// How a command is called, as the subject of a sentence: its first key, or its name where it has none.
    pub fn call(&self, id: &str) -> String {
        let command = command::named(id);
        let key = command.and_then(|command| self.keys(command).first());
        key.map_or_else(|| format!("the command {id}"), |chord| chord.ascii())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(id: &str) -> &'static Command {
        command::named(id).unwrap()
    }

    #[test]
    fn what_is_bound_takes_the_place_of_the_default() {
        let mut keys = KeyMap::default();
        let (x, s) = (Chord::char('x'), Chord::char('s'));
        assert_eq!(keys.find(Context::Table, s).unwrap().id, "sort");
        keys.bind(command("sort"), vec![x]);
        assert!(keys.find(Context::Table, s).is_none());
        assert_eq!(keys.find(Context::Table, x).unwrap().id, "sort");
        assert_eq!(keys.call("sort"), "x");
        keys.bind(command("sort"), Vec::new());
        assert!(keys.find(Context::Table, x).is_none());
        assert_eq!(keys.call("sort"), "the command sort");
    }

    #[test]
    fn no_default_has_a_rival() {
        let keys = KeyMap::default();
        for command in command::ALL {
            for chord in command.keys {
                assert_eq!(
                    keys.rival(command, *chord).map(|other| other.id),
                    None,
                    "{chord}: {}",
                    command.id
                );
            }
        }
    }

    #[test]
    fn rivals_meet_in_one_context_and_urgent_ones_everywhere() {
        let mut keys = KeyMap::default();
        let rival = |keys: &KeyMap, id, chord| keys.rival(command(id), chord).map(|other| other.id);
        assert_eq!(rival(&keys, "sort", Chord::char('/')), Some("filter"));
        assert_eq!(rival(&keys, "sort", Chord::char('q')), None);
        assert_eq!(rival(&keys, "sort", Chord::ctrl('c')), Some("quit-now"));
        keys.bind(command("quit-now"), vec![Chord::ctrl('q')]);
        assert_eq!(rival(&keys, "sort", Chord::ctrl('c')), None);
    }
}
