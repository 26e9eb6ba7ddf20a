//! How the explorer looks, by name.
//!
//! The state knows themes by their names only. Whoever draws knows what is behind a name, and whoever reads files
//! which names there are.

/// How the explorer looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// The name of the theme, or the path of its file.
    pub theme: String,
    /// Whether only ASCII is drawn.
    pub is_ascii: bool,
}

/// The name of the theme that needs nothing but a terminal.
pub const USUAL_THEME: &str = "terminal";

impl Default for Appearance {
    fn default() -> Self {
        Self { theme: USUAL_THEME.to_owned(), is_ascii: false }
    }
}

/// A theme that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedTheme {
    /// Its name, or the path of its file.
    pub name: String,
    /// What it is, in a few words; or why it cannot be drawn.
    pub about: Result<String, String>,
}
