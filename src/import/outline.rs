//! What a JSON document holds at its top: enough to know its form before its values are read.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// No form that is known has as many names in one object.
const NAMES: usize = 1_000;

/// The names at the top of a document with those right below each; of a list, those of its first entry. The first
/// thousand of each.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// Whether it is a list.
    pub(super) list: bool,
    /// Each name with the names in its object. A list has one, without a name.
    pub(super) entries: Vec<(String, Vec<String>)>,
}

impl Outline {
    /// Adds what a document holds, walking through the whole of it: unlike `IgnoredAny`, which skips, that finds
    /// numbers out of range and nesting that has no end. What was read before an error counts.
    ///
    /// # Errors
    /// Those of the document.
    pub(super) fn read<'de, D: Deserializer<'de>>(&mut self, document: D) -> Result<(), D::Error> {
        Walk { outline: self, depth: Depth::Top }.deserialize(document)
    }

    /// The names of the object that the document is, or of the first in its list.
    pub(super) fn names(&self) -> Vec<&str> {
        match self.entries.as_slice() {
            [(_, first)] if self.list => first.iter().map(String::as_str).collect(),
            entries => entries.iter().map(|(name, _)| name.as_str()).collect(),
        }
    }

    /// The names below a name of the object that the document is.
    pub(super) fn below(&self, name: &str) -> &[String] {
        let found = self.entries.iter().find(|(own, _)| own == name && !self.list);
        found.map_or(&[], |(_, names)| names)
    }
}

/// Where a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// It is the document.
    Top,
    /// In the last of the entries.
    Entry,
    /// Further in, where names tell nothing.
    Inside,
}

struct Walk<'a> {
    outline: &'a mut Outline,
    depth: Depth,
}

impl Walk<'_> {
    fn at(&mut self, depth: Depth) -> Walk<'_> {
        Walk { outline: &mut *self.outline, depth }
    }

    /// Takes a name down, and tells where its value stands.
    fn enter(&mut self, name: String) -> Depth {
        let entries = &mut self.outline.entries;
        match self.depth {
            Depth::Top if entries.len() < NAMES => {
                entries.push((name, Vec::new()));
                return Depth::Entry;
            }
            Depth::Entry => {
                if let Some((_, names)) = entries.last_mut().filter(|(_, names)| names.len() < NAMES) {
                    names.push(name);
                }
            }
            Depth::Top | Depth::Inside => {}
        }
        Depth::Inside
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.depth == Depth::Top { "an object or a list" } else { "any value" })
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key()? {
            let depth = self.enter(name);
            map.next_value_seed(self.at(depth))?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        if self.depth == Depth::Top {
            self.outline.list = true;
            let first = self.enter(String::new());
            list.next_element_seed(self.at(first))?;
        }
        while list.next_element_seed(self.at(Depth::Inside))?.is_some() {}
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Outline {
        let mut outline = Outline::default();
        let _ = outline.read(&mut serde_json::Deserializer::from_str(text));
        outline
    }

    #[test]
    fn the_names_of_two_levels_are_there_up_to_where_the_document_breaks() {
        let outline = of(r#"{"a": {"x": [1, {"y": 2}], "z": null}, "b": -2, "c": {"d": "#);
        let entries: Vec<_> =
            outline.entries.iter().map(|(name, below)| (name.as_str(), below.len())).collect();
        assert_eq!(entries, [("a", 2), ("b", 0), ("c", 1)]);
        assert_eq!(outline.below("a"), ["x", "z"]);
        assert_eq!(outline.names(), ["a", "b", "c"]);
    }

    #[test]
    fn a_list_has_the_names_of_its_first_entry() {
        let outline = of(r#"[{"cycle": "1", "eol": {"x": false}}, {"other": 1}]"#);
        assert!(outline.list && outline.below("").is_empty());
        assert_eq!(outline.entries, [(String::new(), vec!["cycle".to_owned(), "eol".to_owned()])]);
        assert_eq!(outline.names(), ["cycle", "eol"]);
    }

    #[test]
    fn mere_values_and_endless_nesting_have_no_outline_worth_keeping() {
        for text in ["", "5", "\"a\"", "nonsense", &"[".repeat(500_000), &r#"{"a":"#.repeat(500_000)] {
            assert!(of(text).entries.len() <= 1, "{} bytes", text.len());
        }
        let many = (0..5_000).map(|n| format!("\"{n}\": {{\"a\": 1}}")).collect::<Vec<_>>().join(", ");
        let outline = of(&format!("{{{many}}}"));
        assert_eq!(outline.entries.len(), NAMES);
        assert!(outline.entries.iter().all(|(_, below)| below.len() == 1));
    }
}
