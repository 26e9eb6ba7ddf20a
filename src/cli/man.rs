//! `man`: the page of the program, and one of each command, because the program's only lists them.

use std::io::Write;

use clap::Command;
use clap_mangen::Man;

use super::PROGRAM;
use super::arguments::command;
use super::failure::Failure;
use super::misuse::{no_command, too_many};

/// Prints the page of the command of these names, such as `data` and `show`; the program's for none.
pub(super) fn run(names: &[String], out: &mut impl Write) -> Result<(), Failure> {
    let program = program();
    let (mut command, mut call) = (&program, PROGRAM.to_owned());
    for name in names {
        if !command.has_subcommands() {
            return Err(Failure::Use(too_many(name, &format!("{PROGRAM} man"))));
        }
        command =
            command.find_subcommand(name).ok_or_else(|| Failure::Use(no_command(command, &call, name)))?;
        call.extend([" ", name]);
    }
    page(command).render(out)?;
    Ok(())
}

/// The definition without the commands `help`, which have no pages.
fn program() -> Command {
    let mut program = command().disable_help_subcommand(true);
    program.build();
    program
}

fn page(command: &Command) -> Man {
    Man::new(command.clone()).source(format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command with the names that stand in front of its own, the program first.
    fn all(command: &Command, call: &[String], found: &mut Vec<(Vec<String>, Command)>) {
        found.push((call.to_vec(), command.clone()));
        for behind in command.get_subcommands() {
            all(behind, &[call, &[behind.get_name().to_owned()]].concat(), found);
        }
    }

    #[test]
    fn every_option_of_every_command_is_on_its_page_and_every_page_that_is_named_is_there() {
        let mut commands = Vec::new();
        all(&program(), &[], &mut commands);
        assert!(commands.len() > 15, "{}", commands.len());
        let name = |call: &[String]| [&[PROGRAM.to_owned()], call].concat().join("-");
        let pages: Vec<String> = commands.iter().map(|(call, _)| name(call)).collect();
        let (mut options, mut references) = (0, 0);
        for (call, command) in &commands {
            let mut text = Vec::new();
            run(call, &mut text).unwrap();
            let text = String::from_utf8(text).unwrap().replace("\\-", "-");
            for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
                let Some(long) = argument.get_long() else { continue };
                assert!(text.contains(&format!("--{long}")), "--{long} is not on the page of {call:?}");
                options += 1;
            }
            for named in text.split_whitespace().filter_map(|word| word.strip_suffix("(1)")) {
                assert!(pages.iter().any(|page| page == named), "{named} has no page");
                references += 1;
            }
        }
        assert!(options > 60 && references > 10, "{options} {references}");
    }

    #[test]
    fn a_command_that_is_none_is_refused_with_those_that_are() {
        let said = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            run(&names, &mut Vec::new()).unwrap_err().message().unwrap()
        };
        assert!(said(&["reprot"]).ends_with(" Did you mean report?"), "{}", said(&["reprot"]));
        let behind = said(&["data", "shw"]);
        let expected = "`runtime-explorer data` has no command shw: give one of list, show, check, export.";
        assert!(behind.starts_with(expected), "{behind}");
        assert!(
            said(&["report", "x"]).starts_with("\"x\" is one word too many"),
            "{}",
            said(&["report", "x"])
        );
    }
}
