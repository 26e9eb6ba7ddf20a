//! The user's guide: a text for each page, with the keys that are in force in it.

use super::key_map::KeyMap;
use super::overlay::line::Line;
use super::{Tab, command};

const fn text(tab: Tab) -> &'static str {
    match tab {
        Tab::Performance => include_str!("../../data/guide/performance.md"),
        Tab::Concurrency => include_str!("../../data/guide/concurrency.md"),
        Tab::Cadence => include_str!("../../data/guide/cadence.md"),
        Tab::Hiring => include_str!("../../data/guide/hiring.md"),
        Tab::Decision => include_str!("../../data/guide/decision.md"),
        Tab::Practices => include_str!("../../data/guide/practices.md"),
        Tab::Sources => include_str!("../../data/guide/sources.md"),
    }
}

/// The guide to a page: headings, and paragraphs of one line each.
pub fn lines(tab: Tab, keys: &KeyMap) -> Vec<Line> {
    let lines = text(tab).lines().filter(|line| !line.is_empty());
    lines
        .map(|line| match line.strip_prefix("# ") {
            Some(heading) => Line::Heading(heading.to_owned()),
            None => Line::Text(with_keys(line, keys)),
        })
        .collect()
}

/// A text in which the key of a command stands for its name in braces.
fn with_keys(line: &str, keys: &KeyMap) -> String {
    let mut parts = line.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_once('}').unwrap_or((part, ""));
        out.push_str(&command::named(id).map_or_else(|| id.to_owned(), |command| keys.call(command)));
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::chord::Chord;

    #[test]
    fn every_page_has_a_guide_that_names_known_commands() {
        for tab in Tab::ALL {
            let lines = lines(tab, &KeyMap::default());
            let headings: Vec<&Line> = lines.iter().filter(|line| matches!(line, Line::Heading(_))).collect();
            assert_eq!(headings.len(), 3, "{}", tab.title());
            assert!(matches!(lines.first(), Some(Line::Text(_))), "{}", tab.title());
            for part in text(tab).split('{').skip(1) {
                let (id, _) = part.split_once('}').unwrap();
                let has_key = command::named(id).is_some_and(|command| !command.keys.is_empty());
                assert!(has_key, "{id} in the guide to {}", tab.title());
            }
        }
    }

    #[test]
    fn the_keys_in_it_are_those_in_force() {
        let mut keys = KeyMap::default();
        assert_eq!(with_keys("{sort} sorts, {filter} filters.", &keys), "s sorts, / filters.");
        keys.bind(&command::SORT, vec![Chord::ctrl('t')]);
        assert_eq!(with_keys("{sort} sorts.", &keys), "Ctrl-t sorts.");
    }
}
