//! A scenario as the text of its file. What somebody wrote by hand stays as they wrote it.

mod measured;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use toml_edit::{ArrayOfTables, Datetime, DocumentMut, InlineTable, Item, Table, TableLike, Value as Toml};

use super::{SCHEMA, guardrails, local, registry};
use crate::catalog::Edition;
use crate::quote::misleads;
use crate::scenario::parameter::{Initial, Key, Value};
use crate::scenario::{Definitions, Note, Scenario};

/// The text of a scenario's file.
///
/// `previous` is the text that it was read from, if it was: its comments, order and spelling stay, only values that
/// differ are changed, and what is new comes behind the rest. A key that stands there keeps standing when its value
/// is back at the default; it goes only where the default is no fixed value (the date, which would no longer be
/// today's, and the baselines, which would no longer follow their set) and where there is none (guardrails, and what
/// was measured). A file without a name gets none: it goes by the name of the file.
///
/// Without it the file is new, and says of every value what it means.
pub fn write(definitions: &Definitions, scenario: &Scenario, previous: Option<&str>) -> String {
    let loaded = previous.and_then(|text| Some((text, text.parse::<DocumentMut>().ok()?)));
    let (previous, document) = loaded.unwrap_or_default();
    let mut writer = Writer { document, edited: false };
    writer.head(scenario, previous.is_empty());
    writer.parameters(definitions, scenario);
    writer.guardrails(scenario);
    writer.measured(scenario);
    writer.notes(&scenario.notes);
    if !writer.edited {
        return previous.to_owned();
    }
    let text = writer.document.to_string();
    let only_crlf = previous.contains("\r\n") && !previous.replace("\r\n", "").contains('\n');
    if only_crlf { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text }
}

struct Writer {
    document: DocumentMut,
    edited: bool,
}

/// A place in the file: a table, or none for the top, and a key. Points part the name of a table from that of the table
/// it stands in.
type Place<'a> = (Option<&'a str>, &'a str);

impl Writer {
    fn head(&mut self, scenario: &Scenario, is_new: bool) {
        if self.standing((None, "schema")).is_none() {
            let comment =
                "# a scenario of runtime-explorer: only what differs from the defaults stands here\n";
            self.put((None, "schema"), SCHEMA.into(), comment, |_| false);
        }
        if is_new || self.standing((None, "name")).is_some() {
            self.put((None, "name"), text(&scenario.name), "\n", |standing| standing == scenario.name);
        }
        let edition = scenario.edition.to_string();
        if scenario.edition != Edition::Audited || self.standing((None, "edition")).is_some() {
            let comment = "\n# which reading of the figures counts: audited or article\n";
            self.put((None, "edition"), text(&edition), comment, |standing| standing == edition);
        }
    }

    fn parameters(&mut self, definitions: &Definitions, scenario: &Scenario) {
        for key in registry::keys() {
            let row = registry::get(key);
            let place = self.place(key);
            let moving = matches!(row.initial, Initial::Today | Initial::Baseline(_));
            match scenario.explicit(key) {
                None if moving => self.remove(place),
                None if self.standing(place).is_none() => {}
                _ => {
                    let value = definitions.value(scenario, key);
                    let same = |standing: &str| definitions.parse(key, standing) == Ok(value);
                    let gap = if place.0.is_none() { "\n" } else { "" };
                    let comment = format!("{gap}{}", comment(row.meaning, &definitions.range_text(key)));
                    self.put(place, toml(definitions, key, value), &comment, same);
                }
            }
        }
    }

    fn guardrails(&mut self, scenario: &Scenario) {
        for guardrail in &guardrails::ALL {
            let place = split(guardrail.id);
            match scenario.guardrails.get(guardrail) {
                None => self.remove(place),
                Some(stated) => {
                    let comment = comment(guardrail.meaning, &guardrail.range_text());
                    self.put(place, number(stated), &comment, |text| guardrail.parse(text) == Ok(stated));
                }
            }
        }
    }

    /// Where a parameter stands, or would.
    fn place(&self, key: Key) -> Place<'static> {
        let place = split(registry::get(key).id);
        let at_top = key == registry::AS_OF && self.standing(place).is_none();
        if at_top { (None, "as_of") } else { place }
    }

    fn table(&self, name: Option<&str>) -> Option<&dyn TableLike> {
        match name {
            None => Some(self.document.as_table()),
            Some(name) => within(self.document.as_table(), name),
        }
    }

    /// What stands at a place, as `--set` would have it.
    fn standing(&self, (table, key): Place<'_>) -> Option<String> {
        let value = self.table(table)?.get(key)?.as_value()?;
        Some(match value {
            Toml::String(text) => text.value().clone(),
            other => other.clone().decorated("", "").to_string().replace('_', ""),
        })
    }

    /// Puts a value at a place, unless the one that stands there is the same; the comment goes above one that is new.
    fn put(&mut self, place: Place<'_>, mut value: Toml, comment: &str, same: impl Fn(&str) -> bool) {
        match self.standing(place) {
            Some(standing) if same(&standing) => return,
            _ => self.edited = true,
        }
        let (table, key) = place;
        let mut path = table.into_iter().flat_map(|name| name.split('.'));
        // A file that was read has tables there.
        let Some(item) = path.try_fold(self.document.as_item_mut(), step) else { return };
        let has_lines = item.is_table();
        let Some(table) = item.as_table_like_mut() else { return };
        if let Some(standing) = table.get_mut(key).and_then(Item::as_value_mut) {
            // What stands around the old value belongs to the line.
            *value.decor_mut() = standing.decor().clone();
            *standing = value;
            return;
        }
        table.insert(key, Item::Value(value));
        if let Some(mut key) = table.key_mut(key).filter(|_| has_lines) {
            key.leaf_decor_mut().set_prefix(comment);
        }
    }

    fn remove(&mut self, (table, key): Place<'_>) {
        let root = self.document.as_table_mut();
        let table = match table {
            None => Some(root as &mut dyn TableLike),
            Some(name) => name
                .split('.')
                .try_fold(root as &mut dyn TableLike, |table, name| table.get_mut(name)?.as_table_like_mut()),
        };
        self.edited |= table.is_some_and(|table| table.remove(key).is_some());
    }

    /// Leaves the notes that are still there as they stand, takes out the others, and adds the new ones.
    fn notes(&mut self, notes: &[Note]) {
        let item = self.document.get_mut("notes");
        let mut rest = notes;
        // Whether a note that stands there is the next one wanted.
        let mut take = |standing: Option<Note>| match rest.split_first() {
            Some((next, behind)) if standing.as_ref() == Some(next) => {
                rest = behind;
                true
            }
            _ => false,
        };
        match item {
            Some(Item::ArrayOfTables(list)) => {
                let before = list.len();
                list.retain(|table| take(note(table)));
                self.edited |= list.len() != before;
                list.extend(rest.iter().map(|note| fill(Table::new(), note)));
            }
            Some(Item::Value(Toml::Array(list))) => {
                let before = list.len();
                list.retain(|value| take(value.as_inline_table().and_then(|table| note(table))));
                self.edited |= list.len() != before;
                list.extend(rest.iter().map(|note| fill(InlineTable::new(), note)));
            }
            _ if rest.is_empty() => return,
            _ => {
                let list: ArrayOfTables = rest.iter().map(|note| fill(Table::new(), note)).collect();
                self.document.insert("notes", Item::ArrayOfTables(list));
            }
        }
        self.edited |= !rest.is_empty();
    }
}

/// The table of a name, which may stand in others.
fn within<'t>(root: &'t Table, name: &str) -> Option<&'t dyn TableLike> {
    name.split('.').try_fold(root as &dyn TableLike, |table, name| table.get(name)?.as_table_like())
}

/// The table of a name in another, made where there is none: of the same kind, and without a line of its own until
/// something stands in it.
fn step<'t>(parent: &'t mut Item, name: &str) -> Option<&'t mut Item> {
    let is_inline = parent.is_inline_table();
    let make = || {
        if is_inline {
            return Item::Value(InlineTable::new().into());
        }
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    };
    Some(parent.as_table_like_mut()?.entry(name).or_insert_with(make))
}

/// The name of a parameter or guardrail as table and key.
fn split(id: &str) -> Place<'_> {
    id.split_once('.').map_or((None, id), |(table, key)| (Some(table), key))
}

/// What a value means and takes, as the line above it.
fn comment(meaning: &str, takes: &str) -> String {
    format!("# {meaning}: {takes}\n")
}

/// A note that stands in a file.
fn note(table: &dyn TableLike) -> Option<Note> {
    let at = match table.get("at")?.as_value()? {
        Toml::Datetime(at) => *at.value(),
        other => other.as_str()?.parse().ok()?,
    };
    Some(Note { at: local(at)?, text: table.get("text")?.as_str()?.to_owned() })
}

fn fill<T: TableLike>(mut table: T, note: &Note) -> T {
    table.insert("at", Item::Value(moment(&note.at.to_string())));
    table.insert("text", Item::Value(text(&note.text)));
    table
}

fn toml(definitions: &Definitions, key: Key, value: Value) -> Toml {
    match value {
        Value::Number(value) => number(value),
        Value::Choice(_) => text(&definitions.text(key, value)),
        Value::Date(date) => moment(&date.to_string()),
    }
}

/// Whole numbers without a point, as people write them.
fn number(value: f64) -> Toml {
    // Up to here every whole number has a float of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT { Toml::from(value as i64) } else { Toml::from(value) }
}

/// A date, with or without a time; in quotes where TOML has none such, which is read as well.
fn moment(written: &str) -> Toml {
    written.parse::<Datetime>().map_or_else(|_| text(written), Toml::from)
}

/// A text on one line, whatever it holds, so that lines can be counted and their ends are the file's; what misleads an
/// editor stands as its escape, and is read again as it was.
fn text(text: &str) -> Toml {
    let mut quoted = String::from('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            char if misleads(char) => {
                // Into memory, which does not fail.
                let _ = match u32::from(char) {
                    code @ ..=0xffff => write!(quoted, "\\u{code:04X}"),
                    code => write!(quoted, "\\U{code:08X}"),
                };
            }
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted.parse().unwrap_or_else(|_| Toml::from(text))
}
