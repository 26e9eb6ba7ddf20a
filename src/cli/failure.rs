//! Why the program ends without having done what it was asked to.

use std::io;

use crate::quote::steers;

/// A reason to stop, by what it means for the exit code.
#[derive(Debug)]
pub(super) enum Failure {
    /// Wrong use or bad input: what, where, and the remedy.
    Use(String),
    /// Something that was rightly asked for failed.
    Run(String),
    /// Whoever read the output has had enough.
    ClosedPipe,
}

impl Failure {
    /// The exit code.
    pub(super) const fn status(&self) -> u8 {
        match self {
            Self::Use(_) => 2,
            Self::Run(_) => 1,
            Self::ClosedPipe => 0,
        }
    }

    /// What to tell the user, if anything, fit for a terminal: names and keys from files may hold anything.
    pub(super) fn message(&self) -> Option<String> {
        let (Self::Use(message) | Self::Run(message)) = self else { return None };
        let mut out = String::with_capacity(message.len());
        for c in message.trim_end().chars() {
            if steers(c) && c != '\n' {
                out.extend(c.escape_unicode());
            } else {
                out.push(c);
            }
        }
        Some(out)
    }
}

/// Of writing to standard output: files that are read say themselves which one failed.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::Run(format!("cannot write to standard output: {error}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_failure_and_a_full_disk_is() {
        let closed = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!((closed.status(), closed.message()), (0, None));
        let full = Failure::from(io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(full.status(), 1);
        assert!(full.message().unwrap().starts_with("cannot write to standard output: "));
    }

    #[test]
    fn messages_do_not_steer_the_terminal() {
        let failure = Failure::Use("there is no \u{1b}[2Jkey\u{202e}\u{200b}\nsecond line\n".to_owned());
        let expected = "there is no \\u{1b}[2Jkey\\u{202e}\\u{200b}\nsecond line";
        assert_eq!(failure.message().unwrap(), expected);
    }
}
