//! Files of the project, and what is defined in them.

use std::fs;
use std::path::{Path, PathBuf};

use super::page::{Page, root};

/// Folders whose files documentation names by their path. Those of `docs/` are linked.
const FOLDERS: [&str; 7] = ["src", "tests", "benches", "examples", "data", "assets", ".ci"];

/// Words before the name of what they define.
const DEFINES: [&str; 8] = ["fn", "struct", "enum", "trait", "mod", "const", "static", "type"];

/// The source files with their texts.
pub(crate) struct Sources {
    /// Paths from the root.
    files: Vec<(String, String)>,
}

impl Sources {
    pub(crate) fn read() -> Self {
        let mut files = Vec::new();
        for folder in ["src", "tests", "benches", "examples"] {
            collect(&root().join(folder), &mut files);
        }
        files.push(("build.rs".to_owned(), fs::read_to_string(root().join("build.rs")).unwrap()));
        Self { files }
    }

    /// What stands directly in `src/`: `model/`, `notation.rs`.
    pub(crate) fn rooms(&self) -> Vec<String> {
        let paths = || self.files.iter().filter_map(|(path, _)| path.strip_prefix("src/"));
        let is_folder = |name: &str| paths().any(|path| path.starts_with(&format!("{name}/")));
        let alone = paths().filter(|path| !path.contains('/') && !matches!(*path, "lib.rs" | "main.rs"));
        let rooms = alone.map(|path| {
            let name = path.trim_end_matches(".rs");
            if is_folder(name) { format!("{name}/") } else { path.to_owned() }
        });
        rooms.collect()
    }

    /// Paths and items that a page names and that do not exist.
    pub(crate) fn unknown(&self, page: &Page) -> Vec<String> {
        page.codes.iter().filter(|code| self.is_missing(code)).cloned().collect()
    }

    fn is_missing(&self, code: &str) -> bool {
        let plain = |extra: &str| code.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c));
        let item = code.trim_start_matches("crate::").trim_start_matches("runtime_explorer::");
        if plain("_./-") && code.contains('/') {
            !self.has_path(code)
        } else if plain("_./-") && is_source(code) {
            !self.has_end(code)
        } else if plain("_:") && item.contains("::") {
            !self.has_item(&item.split("::").collect::<Vec<_>>())
        } else {
            false
        }
    }

    /// Whether a path exists, from the root or from `src/`; of a source file the end of it will do. What begins with
    /// none of our folders is nobody's here.
    fn has_path(&self, path: &str) -> bool {
        let first = path.split('/').next().unwrap_or_default();
        let is_ours = FOLDERS.contains(&first) || self.is_room(first) || is_source(path);
        let exists = root().join(path).exists() || root().join("src").join(path).exists();
        !is_ours || exists || self.has_end(path)
    }

    fn has_end(&self, path: &str) -> bool {
        let end = format!("/{path}");
        self.files.iter().any(|(known, _)| known == path || known.ends_with(&end))
    }

    fn is_room(&self, name: &str) -> bool {
        self.rooms().iter().any(|room| room.trim_end_matches(".rs").trim_end_matches('/') == name)
    }

    /// Whether `room::module::Item::member` exists, or `Type::member` anywhere. What begins otherwise is nobody's here.
    fn has_item(&self, parts: &[&str]) -> bool {
        let [first, rest @ ..] = parts else { return true };
        if first.starts_with(char::is_uppercase) {
            let members = rest.iter().all(|member| self.has_member("src/", first, member));
            return self.defined_under("src/", first) && members;
        }
        if !self.is_room(first) {
            return true;
        }
        let mut module = format!("src/{first}");
        let mut rest = rest;
        while let [next, beyond @ ..] = rest
            && self.text(&format!("{module}/{next}.rs")).is_some()
        {
            module = format!("{module}/{next}");
            rest = beyond;
        }
        let Some(text) = self.text(&format!("{module}.rs")) else { return false };
        match rest {
            [] => true,
            [item, members @ ..] => {
                let is_here = defines(text, item);
                let is_below = || exports(text, item) && self.defined_under(&format!("{module}/"), item);
                (is_here || is_below()) && members.iter().all(|member| self.has_member(&module, item, member))
            }
        }
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|(known, _)| known == path).map(|(_, text)| text.as_str())
    }

    fn defined_under(&self, start: &str, item: &str) -> bool {
        self.files.iter().any(|(path, text)| path.starts_with(start) && defines(text, item))
    }

    /// A function, field or variant, in a file that defines the type or implements something for it.
    fn has_member(&self, start: &str, of: &str, member: &str) -> bool {
        let about = |text: &str| {
            defines(text, of)
                || code(text).any(|line| line.starts_with("impl") && words(line).any(|word| word == of))
        };
        let is_listed = |line: &str| {
            let line = line.trim_start_matches("pub ");
            let rest = line.strip_prefix(member).filter(|rest| !rest.starts_with("::"));
            rest.is_some_and(|rest| rest.starts_with([',', '(', ':']) || rest.starts_with(" {"))
        };
        self.files.iter().any(|(path, text)| {
            path.starts_with(start)
                && about(text)
                && (defines(text, member) || code(text).any(|line| is_listed(line.trim())))
        })
    }
}

fn collect(folder: &Path, files: &mut Vec<(String, String)>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files);
        } else if let Some(name) = path.strip_prefix(root()).unwrap().to_str().filter(|name| is_source(name))
        {
            files.push((name.to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
}

fn is_source(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "rs")
}

/// The lines that are no comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// Whether a text defines something of this name.
fn defines(text: &str, name: &str) -> bool {
    code(text).any(|line| {
        words(line).zip(words(line).skip(1)).any(|(word, next)| next == name && DEFINES.contains(&word))
    })
}

/// Whether a text names something of its modules as its own.
fn exports(text: &str, name: &str) -> bool {
    let mut uses = text.split("use ").skip(1).filter_map(|rest| rest.split(';').next());
    uses.any(|list| words(list).any(|word| word == name))
}
