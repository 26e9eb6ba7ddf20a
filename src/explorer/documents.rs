//! Which file the scenario belongs to, and what of it is saved.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use crate::scenario::Scenario;

/// A file as it was when it was last read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFile {
    /// Where it is, as it was named.
    pub path: PathBuf,
    /// What stood in it.
    pub text: String,
}

/// Something that was opened.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its file; none while it has not been saved.
    pub file: Option<KnownFile>,
    /// The scenario as it was opened or saved.
    pub saved: Scenario,
}

/// Everything that has been opened since the start: undo comes back to it.
#[derive(Debug)]
pub struct Documents {
    all: Vec<Document>,
    present: usize,
}

impl Documents {
    /// One that belongs to no file; it has unsaved changes once the scenario differs from `saved`.
    pub(super) fn new(saved: Scenario) -> Self {
        Self { all: vec![Document { file: None, saved }], present: 0 }
    }

    /// Adds one, which is the present one then.
    pub(super) fn open(&mut self, document: Document) {
        self.present = self.all.len();
        self.all.push(document);
    }

    /// The one that the scenario belongs to.
    pub fn present(&self) -> Option<&Document> {
        self.all.get(self.present)
    }

    pub(super) fn present_mut(&mut self) -> Option<&mut Document> {
        self.all.get_mut(self.present)
    }

    /// The files of all of them, the last one opened first.
    pub(super) fn recent(&self) -> impl Iterator<Item = &Path> {
        self.all.iter().rev().filter_map(|document| Some(document.file.as_ref()?.path.as_path()))
    }

    /// The position of the present one, for [`Documents::come_back`].
    pub(super) const fn position(&self) -> usize {
        self.present
    }

    pub(super) fn come_back(&mut self, position: usize) {
        self.present = position;
    }
}

/// What a typed path may begin with or leave out.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// Where a name alone means a file.
    pub scenarios: Option<PathBuf>,
    /// What `~` stands for.
    pub home: Option<PathBuf>,
    /// What is set for every run, whether it is there yet or not; none for a run that reads no configuration.
    pub configuration: Option<PathBuf>,
}

impl Folders {
    /// The path that somebody means as in a shell: a name alone is one in the present folder.
    ///
    /// # Errors
    /// With `otherwise` where no file is named, or with what is wrong.
    pub fn expand(&self, typed: &str, otherwise: &str) -> Result<PathBuf, String> {
        let typed = unquoted(typed.trim());
        let of_url = of_url(typed);
        let typed = of_url.as_deref().unwrap_or(typed);
        let path = Path::new(typed);
        if path.file_name().is_none() || typed.ends_with(['/', '\\']) || typed.ends_with("/.") {
            return Err(otherwise.to_owned());
        }
        if path.components().count() > 1 { self.at_home(path.to_owned()) } else { Ok(path.to_owned()) }
    }

    /// A path with the home folder in the place of a `~` in front.
    ///
    /// # Errors
    /// When there is no home folder.
    pub fn at_home(&self, path: PathBuf) -> Result<PathBuf, String> {
        let Ok(below) = path.strip_prefix("~") else { return Ok(path) };
        let home = self.home.as_deref().ok_or("There is no home folder: type a path without ~.")?;
        Ok(home.join(below))
    }

    /// The path that somebody means: a name alone is one in the folder of scenarios, and `.toml` may be left out.
    ///
    /// # Errors
    /// Says what to type instead.
    pub fn resolve(&self, typed: &str) -> Result<PathBuf, String> {
        let path = self.expand(typed, UNNAMED)?;
        let is_name =
            path.components().count() == 1 && matches!(path.components().next(), Some(Component::Normal(_)));
        if !is_name {
            return Ok(with_ending(path, "toml"));
        }
        let scenarios = self.scenarios.as_deref();
        let folder = scenarios.ok_or("There is no home folder: type a path, such as ./name.toml.")?;
        let path = folder.join(path);
        // What ends otherwise is not listed there.
        Ok(if path.extension().is_some_and(|own| own == "toml") { path } else { ending_in(path, "toml") })
    }

    /// The path that somebody means for an export: a name alone is one in the present folder, and the ending may be
    /// left out.
    ///
    /// # Errors
    /// Says what to type instead.
    pub fn resolve_export(&self, typed: &str, ending: &str) -> Result<PathBuf, String> {
        self.expand(typed, UNNAMED).map(|path| with_ending(path, ending))
    }

    /// A path as people type it, with `~` for the home folder.
    pub fn abbreviated(&self, path: &Path) -> String {
        let below = self.home.as_deref().and_then(|home| path.strip_prefix(home).ok());
        below.map_or_else(
            || path.display().to_string(),
            |rest| Path::new("~").join(rest).display().to_string(),
        )
    }
}

/// A path without the quotes in which terminals put the name of a file that is dropped on them.
pub(super) fn unquoted(typed: &str) -> &str {
    let within = |quote| typed.strip_prefix(quote)?.strip_suffix(quote);
    ['\'', '"'].into_iter().find_map(within).unwrap_or(typed)
}

/// The path of a `file:` URL, which some terminals write for a file that is dropped on them; none where the text is no
/// such URL, or one of a file on another machine.
fn of_url(typed: &str) -> Option<String> {
    let place = typed.strip_prefix("file://")?;
    let path = place.strip_prefix("localhost").unwrap_or(place);
    let mut parts = path.starts_with('/').then(|| path.split('%'))?;
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        let is_code = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        bytes.push(u8::from_str_radix(digits, 16).ok().filter(|_| is_code)?);
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).ok()
}

/// What is said where a path names nothing.
const UNNAMED: &str = "Type a name or a path.";

/// The path with an ending, unless it has one: what follows the dot of `v1.2` is none.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    let begins_with_letter =
        |own: &OsStr| own.as_encoded_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    if path.extension().is_some_and(begins_with_letter) { path } else { ending_in(path, ending) }
}

fn ending_in(path: PathBuf, ending: &str) -> PathBuf {
    let mut path = path.into_os_string();
    path.push(format!(".{ending}"));
    path.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_alone_is_in_the_folder_of_scenarios() {
        let folders = Folders {
            scenarios: Some("/data/scenarios".into()),
            home: Some("/home/ann".into()),
            configuration: None,
        };
        for (typed, path) in [
            (" ours ", "/data/scenarios/ours.toml"),
            ("ours.toml", "/data/scenarios/ours.toml"),
            ("checkout v1.2", "/data/scenarios/checkout v1.2.toml"),
            ("ours.txt", "/data/scenarios/ours.txt.toml"),
            ("./ours", "./ours.toml"),
            ("./v1.2", "./v1.2.toml"),
            ("q3/ours.txt", "q3/ours.txt"),
            ("~/ours", "/home/ann/ours.toml"),
            ("/srv/ours.toml", "/srv/ours.toml"),
        ] {
            assert_eq!(folders.resolve(typed).unwrap(), Path::new(path), "{typed}");
        }
        for typed in ["", "  ", "q3/", "/", "..", "q3/.."] {
            assert!(folders.resolve(typed).is_err(), "{typed:?}");
        }
        assert!(Folders::default().resolve("ours").unwrap_err().contains("type a path"));
        assert!(Folders::default().resolve("./ours").is_ok());
    }

    #[test]
    fn an_export_keeps_its_own_ending() {
        let folders = Folders::default();
        for (typed, path) in
            [("ours", "ours.svg"), ("ours.svgz", "ours.svgz"), ("v1.2", "v1.2.svg"), ("a/b.", "a/b..svg")]
        {
            assert_eq!(folders.resolve_export(typed, "svg").unwrap(), Path::new(path), "{typed}");
        }
    }

    #[test]
    fn a_tilde_is_the_home_folder_or_refused_and_never_a_folder_of_that_name() {
        let folders = Folders { home: Some("/home/ann".into()), ..Folders::default() };
        for (typed, path) in [
            ("~/a.json", "/home/ann/a.json"),
            ("~//etc/a", "/home/ann/etc/a"),
            (" a.json ", "a.json"),
            (" '/srv/a b.json' ", "/srv/a b.json"),
            ("\"a.json\"", "a.json"),
            ("file:///srv/a%20b%C3%A9.json", "/srv/a bé.json"),
            ("'file://localhost/srv/a.json' ", "/srv/a.json"),
            ("file://elsewhere/srv/a.json", "file://elsewhere/srv/a.json"),
            ("file:///srv/100%", "file:///srv/100%"),
            ("file:///srv/%+f", "file:///srv/%+f"),
            ("/srv/a%20b.json", "/srv/a%20b.json"),
            ("it's", "it's"),
        ] {
            assert_eq!(folders.expand(typed, "").unwrap(), Path::new(path), "{typed}");
        }
        for refused in [
            Folders::default().expand("~/a.json", ""),
            Folders::default().resolve("~/a.json"),
            Folders::default().resolve_export("~/a.json", "svg"),
        ] {
            assert!(refused.unwrap_err().contains("no home folder"));
        }
        assert_eq!(folders.expand(" ", "Which one?").unwrap_err(), "Which one?");
    }
}
