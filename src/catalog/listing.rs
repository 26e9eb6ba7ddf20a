//! Listings: the programs of `data/code/` that practices show.

use super::fields::{Found, Kind};
use super::nearest::nearest;
use super::packed::packed;
use super::problem::{Origin, Problem};
use super::text::Text;
use super::{Catalog, Practice, Runtime};
use crate::quote::{quoted, steering};

/// The directory of the listings, inside that of the data.
pub(super) const DIRECTORY: &str = "code";

/// Columns of a tab: a terminal would go to stops of its own.
const TAB: &str = "    ";

/// A small program that shows a pattern in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The name of its file in the directory `code`: `offload.mjs`.
    pub file: Text,
    /// What runs it.
    pub runtime: Runtime,
    /// Its lines; tabs are four spaces.
    pub text: Text,
    origin: Origin,
}

packed!(Listing { file, runtime, text, origin });

impl Listing {
    /// What runs a file with this name; none for a file that is no listing.
    pub(super) fn runtime_of(file: &str) -> Option<Runtime> {
        let (stem, extension) = file.rsplit_once('.')?;
        match extension {
            _ if stem.is_empty() => None,
            "mjs" => Some(Runtime::Node),
            "py" => Some(Runtime::Python),
            "go" => Some(Runtime::Go),
            _ => None,
        }
    }

    /// Takes the text of a file; an error says why it cannot be shown.
    pub(super) fn new(file: &str, runtime: Runtime, text: &str, origin: Origin) -> Result<Self, String> {
        // Some editors put a mark in front.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\t', TAB);
        let text = text.trim_matches('\n');
        if text.trim().is_empty() {
            return Err("the listing is empty; write the program or remove the file".to_owned());
        }
        if let Some(why) = steering(text) {
            return Err(format!("the listing {why}"));
        }
        Ok(Self { file: file.to_owned().into(), runtime, text: text.to_owned().into(), origin })
    }

    /// The lines, each with whether it is nothing but comment or, in Python, part of a docstring.
    pub fn lines(&self) -> Vec<(&str, bool)> {
        let (start, end) = match self.runtime {
            Runtime::Python => ("\"\"\"", "\"\"\""),
            _ => ("/*", "*/"),
        };
        let single = if self.runtime == Runtime::Python { "#" } else { "//" };
        let mut within = false;
        let mut is_comment = |line: &str| {
            let line = line.trim();
            if within {
                within = !line.ends_with(end);
                return true;
            }
            within = line.strip_prefix(start).is_some_and(|rest| !rest.ends_with(end));
            within || line.starts_with(start) || line.starts_with(single)
        };
        self.text.lines().map(|line| (line, is_comment(line))).collect()
    }

    /// The name of the pattern: the file's without its extension. Listings with the same one show the same pattern.
    pub fn pattern(&self) -> &str {
        self.file.rsplit_once('.').map_or(self.file.as_str(), |(stem, _)| stem)
    }
}

/// The same pattern in one or more languages.
#[derive(Clone, Debug)]
pub struct Pattern<'a> {
    /// Its name for people: the first cell of its first practice.
    pub title: &'a str,
    /// The practices with their listings, in the order of the files.
    pub listings: Vec<(&'a Practice, &'a Listing)>,
}

/// The patterns that practices show, in the order of their first practices.
pub(super) fn patterns(catalog: &Catalog) -> Vec<Pattern<'_>> {
    let mut patterns: Vec<(&str, Pattern<'_>)> = Vec::new();
    for practice in catalog.practices.entries() {
        let Some(listing) = practice.listing.as_deref().and_then(|file| catalog.listing(file)) else {
            continue;
        };
        let known = patterns.iter_mut().find(|(name, _)| *name == listing.pattern());
        if let Some((_, pattern)) = known {
            pattern.listings.push((practice, listing));
        } else {
            let title = practice.cells.first().map_or(listing.pattern(), Text::as_str);
            patterns.push((listing.pattern(), Pattern { title, listings: vec![(practice, listing)] }));
        }
    }
    patterns.into_iter().map(|(_, pattern)| pattern).collect()
}

/// Puts listings over those of earlier layers, by their files.
pub(super) fn overlay(below: &mut Vec<Listing>, above: Vec<Listing>) {
    for listing in above {
        match below.iter_mut().find(|known| known.file == listing.file) {
            Some(known) => *known = listing,
            None => below.push(listing),
        }
    }
}

/// Gives every practice that names a listing its text as its detail.
pub(super) fn fill_in(catalog: &mut Catalog) {
    let listings = &catalog.listings;
    for practice in catalog.practices.entries_mut() {
        let shown = practice.listing.as_ref();
        if let Some(listing) = shown.and_then(|file| listings.iter().find(|listing| listing.file == *file)) {
            practice.detail.clone_from(&listing.text);
        }
    }
}

/// Notes practices without their listing, and listings of a data directory that no practice shows.
pub(super) fn check(catalog: &Catalog, found: &mut Found) {
    for practice in catalog.practices.entries() {
        let Some(file) = practice.listing.as_deref() else { continue };
        if catalog.listing(file).is_none() {
            let near = nearest(file, catalog.listings.iter().map(|listing| listing.file.as_str()));
            let advice = near
                .map_or("add it or correct the name".to_owned(), |near| format!("did you mean `{near}`?"));
            let message = format!(
                "practice {} shows the listing {}, but there is no such file in `{DIRECTORY}/`; {}",
                quoted(&practice.id),
                quoted(file),
                advice
            );
            found.problems.push(Problem::at(practice.place.clone(), message));
        }
    }
    // A practice that could not be read may be the one that shows it.
    if found.unreadable.iter().any(|(kind, _)| *kind == Kind::Practice) {
        return;
    }
    // A built-in one may have lost its practice to the data directory.
    for listing in catalog.listings.iter().filter(|listing| matches!(listing.origin, Origin::File(_))) {
        let is_shown = |practice: &Practice| practice.listing.as_deref() == Some(listing.file.as_str());
        if !catalog.practices.entries().iter().any(is_shown) {
            let message = "no practice shows this listing; name it as `listing` in one, or remove the file";
            found.problems.push(Problem::whole(listing.origin.clone(), message.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(file: &str, text: &str) -> Listing {
        let runtime = Listing::runtime_of(file).unwrap();
        Listing::new(file, runtime, text, Origin::BuiltIn("fixture")).unwrap()
    }

    #[test]
    fn the_extension_says_what_runs_a_file() {
        let runtimes = ["a.mjs", "a.py", "a.b.go", "a.rb", "py", ".py", ""].map(Listing::runtime_of);
        let expected =
            [Some(Runtime::Node), Some(Runtime::Python), Some(Runtime::Go), None, None, None, None];
        assert_eq!(runtimes, expected);
        assert_eq!(listing("pool.mjs", "run();").pattern(), "pool");
    }

    #[test]
    fn a_text_is_shown_as_it_is_or_not_at_all() {
        assert_eq!(listing("a.py", "\u{feff}\tpass\r\n").text, "    pass");
        let refused = Listing::new("a.py", Runtime::Python, "a = 1 # \u{202e}", Origin::BuiltIn("fixture"));
        assert_eq!(refused.unwrap_err(), "the listing contains the control character U+202E; remove it");
    }

    #[test]
    fn comments_are_told_from_code() {
        let comments = |file: &str, text: &str| -> Vec<bool> {
            listing(file, text).lines().iter().map(|(_, is_comment)| *is_comment).collect()
        };
        let python = "\"\"\"One\nline.\"\"\"\n\ndef f():\n    \"\"\"Same.\"\"\"\n    # why\n    a = '#'";
        assert_eq!(comments("a.py", python), [true, true, false, false, true, true, false]);
        let node = "/** What.\n * Why. */\nconst a = 1; // one\n  // why\n/* x */";
        assert_eq!(comments("a.mjs", node), [true, true, false, true, true]);
    }
}
