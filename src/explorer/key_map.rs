//! Which keys call which command: those of the command table, unless the user has given others.

use super::chord::Chord;
use super::command::{self, Command, Context};

/// The keys that are in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyMap {
    /// The commands with keys other than their own.
    changed: Vec<(&'static Command, Vec<Chord>)>,
}

impl KeyMap {
    /// Gives a command these keys instead of its own; none leave it to the palette.
    pub fn bind(&mut self, command: &'static Command, keys: Vec<Chord>) {
        self.changed.retain(|(changed, _)| *changed != command);
        self.changed.push((command, keys));
    }

    /// The keys of a command; the first one is shown where there is room for one.
    pub fn keys<'a>(&'a self, command: &Command) -> &'a [Chord] {
        let changed = self.changed.iter().find(|(changed, _)| *changed == command);
        changed.map_or(command.keys, |(_, keys)| keys)
    }

    /// Whether a chord calls a command.
    pub fn calls(&self, chord: Chord, command: &Command) -> bool {
        self.keys(command).contains(&chord)
    }

    /// The command of a context that a chord calls.
    pub fn find(&self, context: Context, chord: Chord) -> Option<&'static Command> {
        let mut of_context = command::ALL.iter().copied().filter(|command| command.context == context);
        of_context.find(|command| self.calls(chord, command))
    }

    /// The command that a chord calls whatever is open, also where text is typed.
    pub fn find_urgent(&self, chord: Chord) -> Option<&'static Command> {
        command::ALL.iter().copied().find(|command| command.is_urgent() && self.calls(chord, command))
    }

    /// Another command that a key of this one would call where both can be called. What works everywhere gives way to
    /// what has the focus, unless it works whatever is open; but nobody would find it behind a key of the sliders,
    /// which have the focus from the start.
    pub fn rival(&self, command: &Command, chord: Chord) -> Option<&'static Command> {
        let at_start = |command: &Command| matches!(command.context, Context::Everywhere | Context::Inputs);
        command::ALL.iter().copied().find(|other| {
            let meet = other.context == command.context || at_start(other) && at_start(command);
            let meet = meet || other.is_urgent() || command.is_urgent();
            meet && *other != command && self.calls(chord, other)
        })
    }

    /// How a command is called, as the subject of a sentence: its first key, or its name where it has none.
    pub fn call(&self, command: &Command) -> String {
        let key = self.keys(command).first();
        key.map_or_else(|| format!("the command {}", command.id), |chord| chord.ascii())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyCode;

    use crate::explorer::command::{FILTER, PROVENANCE, QUIT_NOW, SAVE, SORT, TYPE_VALUE};

    #[test]
    fn what_is_bound_takes_the_place_of_the_default() {
        let mut keys = KeyMap::default();
        let (x, s) = (Chord::char('x'), Chord::char('s'));
        assert_eq!(keys.find(Context::Table, s), Some(&SORT));
        keys.bind(&SORT, vec![x]);
        assert_eq!(keys.find(Context::Table, s), None);
        assert_eq!(keys.find(Context::Table, x), Some(&SORT));
        assert_eq!(keys.call(&SORT), "x");
        keys.bind(&SORT, Vec::new());
        assert_eq!(keys.find(Context::Table, x), None);
        assert_eq!(keys.call(&SORT), "the command sort");
    }

    #[test]
    fn no_default_has_a_rival() {
        let keys = KeyMap::default();
        for command in command::ALL {
            for chord in command.keys {
                assert_eq!(keys.rival(command, *chord), None, "{chord}: {}", command.id);
            }
        }
    }

    #[test]
    fn rivals_meet_in_one_context_or_at_the_sliders_and_urgent_ones_everywhere() {
        let mut keys = KeyMap::default();
        assert_eq!(keys.rival(&SORT, Chord::char('/')), None);
        assert_eq!(keys.rival(&SAVE, Chord::char('/')), Some(&FILTER));
        assert_eq!(keys.rival(&SORT, Chord::key(KeyCode::Enter)), Some(&PROVENANCE));
        assert_eq!(keys.rival(&SORT, Chord::char('q')), None);
        assert_eq!(keys.rival(&SAVE, Chord::key(KeyCode::Enter)), Some(&TYPE_VALUE));
        assert_eq!(keys.rival(&TYPE_VALUE, Chord::char('w')), Some(&SAVE));
        assert_eq!(keys.rival(&SORT, Chord::ctrl('c')), Some(&QUIT_NOW));
        keys.bind(&QUIT_NOW, vec![Chord::ctrl('q')]);
        assert_eq!(keys.rival(&SORT, Chord::ctrl('c')), None);
    }
}
