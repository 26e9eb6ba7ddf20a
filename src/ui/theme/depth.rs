//! How many colours a terminal shows.

/// What a terminal can show, from least to most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// No colour.
    None,
    /// Its own sixteen.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Any, by red, green and blue.
    Full,
}

impl Depth {
    /// What the values of the environment variables `COLORTERM` and `TERM` promise; the terminal itself is not asked,
    /// as not every one answers and all take their time.
    ///
    /// A program such as ssh takes `TERM` along but not always `COLORTERM`: then 256 colours, which nearly every
    /// terminal has, come close. GNU screen inherits `COLORTERM` from the terminal around it and cannot do what that
    /// promises.
    pub fn from_environment(colorterm: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        let promised = matches!(colorterm, Some("truecolor" | "24bit"));
        let is_screen = term == "screen" || term.starts_with("screen.") || term.starts_with("screen-");
        match term {
            "dumb" => Self::None,
            "linux" => Self::Sixteen,
            _ if term.ends_with("-direct") || promised && !is_screen => Self::Full,
            _ if term.contains("256color") => Self::Indexed,
            _ => Self::Sixteen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_depth_follows_from_colorterm_and_term() {
        for (colorterm, term, expected) in [
            (Some("truecolor"), Some("xterm-256color"), Depth::Full),
            (Some("24bit"), Some("tmux-256color"), Depth::Full),
            (Some("24bit"), None, Depth::Full),
            (None, Some("xterm-direct"), Depth::Full),
            (None, Some("xterm-256color"), Depth::Indexed),
            (Some("yes"), Some("xterm-256color"), Depth::Indexed),
            (Some("truecolor"), Some("screen-256color"), Depth::Indexed),
            (Some("truecolor"), Some("screen"), Depth::Sixteen),
            (Some("truecolor"), Some("linux"), Depth::Sixteen),
            (None, Some("xterm"), Depth::Sixteen),
            (None, None, Depth::Sixteen),
            (Some("truecolor"), Some("dumb"), Depth::None),
        ] {
            assert_eq!(Depth::from_environment(colorterm, term), expected, "{colorterm:?} {term:?}");
        }
    }
}
