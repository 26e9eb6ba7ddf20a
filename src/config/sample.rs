//! A configuration to start from, made from the table of commands.

use std::fmt::Write;

use super::{SCHEMA, keys};
use crate::explorer::command::{self, Command, Context};

/// The text of a file that sets nothing: every setting stands in it as a comment, the keys as they are by default.
pub fn sample() -> String {
    let mut out = format!(
        "# Configuration of runtime-explorer. A line that begins with # and a name sets nothing until the # is gone;\n\
         # what the command line says goes before what stands here.\n\
         schema = {SCHEMA}\n\n\
         # The theme, by its name.\n\
         #theme = \"dark\"\n\n\
         # Whether screens are made of ASCII alone; without this line the locale decides.\n\
         #ascii = true\n\n\
         # The edition of the figures for scenarios that come from no file: audited or article.\n\
         #edition = \"audited\"\n\n\
         # A directory of figures that is laid over the built-in ones, relative to this file or in ~.\n\
         #data = \"my-data\"\n\n\
         # The keys of each command, instead of its own; [] leaves it to the palette. A key is a character, or one of\n\
         # Up Down Left Right Enter Tab Space PgUp PgDn Home End Esc Backspace Del Ins F1 to F12, behind Ctrl-, Alt-\n\
         # or S- (Shift) if need be; a capital says Shift by itself. One key can mean one thing for the sliders and\n\
         # another for tables. A command that works everywhere cannot have a key of the sliders; elsewhere, what has\n\
         # the focus goes first. Forms, lists and questions have fixed keys: Enter, Esc, Tab and the arrows.\n\
         [{}]\n",
        keys::TABLE
    );
    for context in Context::ALL {
        let _ = writeln!(out, "\n# {}", context.title());
        for command in command::ALL.iter().filter(|command| command.context == context) {
            line(&mut out, command);
        }
    }
    out
}

fn line(out: &mut String, command: &Command) {
    let keys: Vec<String> =
        command.keys.iter().map(|chord| toml::Value::String(chord.ascii()).to_string()).collect();
    let _ = writeln!(out, "#{} = [{}]  # {}", command.id, keys.join(", "), command.title);
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::catalog::Edition;
    use crate::config::{Config, read};

    /// The lines that set something, without the sign in front of them.
    fn uncommented(text: &str) -> String {
        let line = |line: &str| match line.strip_prefix('#') {
            Some(rest) if rest.starts_with(|first: char| first.is_ascii_lowercase()) => format!("{rest}\n"),
            _ => format!("{line}\n"),
        };
        text.lines().map(line).collect()
    }

    #[test]
    fn as_it_is_it_changes_nothing() {
        assert_eq!(read(Path::new("config.toml"), &sample()), Ok(Config::default()));
    }

    #[test]
    fn with_every_line_in_force_keys_are_as_they_were() {
        let config = read(Path::new("config.toml"), &uncommented(&sample())).unwrap();
        for command in command::ALL {
            assert_eq!(config.keys.keys(command), command.keys, "{}", command.id);
        }
        assert_ne!(config.keys, Config::default().keys);
        assert_eq!(config.theme.map(|theme| theme.name).as_deref(), Some("dark"));
        assert_eq!(config.ascii, Some(true));
        assert_eq!(config.edition, Some(Edition::Audited));
        assert_eq!(config.data.unwrap().name, PathBuf::from("my-data"));
    }
}
