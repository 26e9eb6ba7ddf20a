//! A scenario as the text of its file. What somebody wrote by hand stays as they wrote it.

use toml_edit::{ArrayOfTables, Datetime, DocumentMut, InlineTable, Item, Table, TableLike, Value as Toml};

use super::{SCHEMA, guardrails, local, registry};
use crate::catalog::Edition;
use crate::scenario::parameter::{Initial, Key, Value};
use crate::scenario::{Definitions, Note, Scenario};

/// The text of a scenario's file.
///
/// `previous` is the text that it was read from, if it was: its comments, order and spelling stay, only values that
/// differ are changed, and what is new comes behind the rest. A key that stands there keeps standing when its value
/// is back at the default; it goes only where the default is no fixed value (the date, which would no longer be
/// today's, and the baselines, which would no longer follow their set) and where there is none (guardrails). A file
/// without a name gets none: it goes by the name of the file.
///
/// Without it the file is new, and says of every value what it means.
pub fn write(definitions: &Definitions, scenario: &Scenario, previous: Option<&str>) -> String {
    let loaded = previous.and_then(|text| Some((text, text.parse::<DocumentMut>().ok()?)));
    let (previous, document) = loaded.unwrap_or_default();
    let mut writer = Writer { document, edited: false };
    writer.head(scenario, previous.is_empty());
    writer.parameters(definitions, scenario);
    writer.guardrails(scenario);
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

/// A place in the file: a table, or none for the top, and a key.
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
            Some(name) => self.document.get(name).and_then(Item::as_table_like),
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
        let item = match table {
            None => self.document.as_item_mut(),
            Some(name) => self.document.entry(name).or_insert_with(|| Item::Table(Table::new())),
        };
        let has_lines = item.is_table();
        // A file that was read has a table there.
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
            Some(name) => root.get_mut(name).and_then(Item::as_table_like_mut),
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

/// A text on one line, whatever it holds, so that lines can be counted and their ends are the file's.
fn text(text: &str) -> Toml {
    let mut quoted = String::from('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            char if char.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(char))),
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted.parse().unwrap_or_else(|_| Toml::from(text))
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::catalog::Catalog;
    use crate::scenario::parameter::Kind;
    use crate::scenario::{assignment, team};
    use jiff::civil::{DateTime, date};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static DEFINITIONS: LazyLock<Definitions> =
        LazyLock::new(|| Definitions::bind(&Catalog::built_in().unwrap()).unwrap());

    fn blank() -> Scenario {
        Scenario::new("ours", date(2026, 11, 22))
    }

    fn load(text: &str) -> Scenario {
        read(&DEFINITIONS, "ours.toml", text, blank()).unwrap_or_else(|err| panic!("{err}\n{text}"))
    }

    /// A file after some assignments.
    fn changed(text: &str, assignments: &[&str]) -> String {
        let mut scenario = load(text);
        assignment::assign(&DEFINITIONS, &mut scenario, assignments.iter().copied()).unwrap();
        write(&DEFINITIONS, &scenario, Some(text))
    }

    #[test]
    fn a_new_file_says_what_its_values_mean() {
        let mut scenario = blank();
        let assignments = ["traffic.rps=25k", "calendar.as_of=2026-05-01", "guardrails.lag_ms=150.5"];
        assignment::assign(&DEFINITIONS, &mut scenario, assignments).unwrap();
        scenario
            .notes
            .push(Note { at: date(2026, 11, 22).at(14, 30, 0, 0), text: "\"one\"\ntwo".to_owned() });
        let expected = r#"# a scenario of runtime-explorer: only what differs from the defaults stands here
schema = 1

name = "ours"

# the day on which releases are looked at: a date as YYYY-MM-DD
as_of = 2026-05-01

[traffic]
# sustained offered load, all instances together: a number from 1 to 1,000,000 requests/s
rps = 25000

[guardrails]
# greatest event-loop lag at full traffic: a number from 0 to 3,600,000 ms
lag_ms = 150.5

[[notes]]
at = 2026-11-22T14:30:00
text = "\"one\"\ntwo"
"#;
        assert_eq!(write(&DEFINITIONS, &scenario, None), expected);
        assert_eq!(load(expected), scenario);
    }

    const OURS: &str = "# Checkout, third quarter.\nschema=1 # the form\n\n[team] # as of May\njs = 20\npython = 30.0\n\
                        # nobody yet\ngo  =  50\n\n  [traffic]\nrps = \"25k\" # peak\n# safety_percent = 60\n\n\
                        # agreed\n[[notes]]\nat = 2026-11-20 # a Friday\ntext = '''so'''\n# the end\n";

    #[test]
    fn what_does_not_differ_stays_to_the_byte() {
        assert_eq!(changed(OURS, &[]), OURS);
        assert_eq!(changed(OURS, &["traffic.rps=25000"]), OURS);
        let unusual = "schema = 1\r\ntraffic = { rps = 2e4, \"safety_percent\" = 6_0 }\r\nteam.size = 9\n";
        assert_eq!(changed(unusual, &[]), unusual);
    }

    #[test]
    fn comments_order_and_spelling_survive_a_change() {
        let expected = OURS.replace("\"25k\"", "30000").replace("js = 20", "js = 25").replace("30.0", "25");
        let assignments = ["traffic.rps=30k", "team.js=25", "team.python=25"];
        assert_eq!(changed(OURS, &assignments), expected);
    }

    #[test]
    fn what_is_new_comes_behind_the_rest_of_its_table() {
        let text = changed(OURS, &["traffic.safety_percent=70", "plan.spare=2"]);
        let safety = "rps = \"25k\" # peak\n# headroom for spikes and real-world overhead, added to the number of \
                      instances: a number from 0 to 300 %\nsafety_percent = 70\n";
        assert!(text.contains(safety), "{text}");
        let plan = "\n[plan]\n# workers on top of what the load needs, for failures and deployments: a whole number \
                    from 0 to 10 workers\nspare = 2\n";
        assert!(text.contains(plan), "{text}");
        assert!(text.starts_with(&OURS[..60]) && text.ends_with("# the end\n"), "{text}");
    }

    #[test]
    fn tables_on_one_line_and_dotted_keys_keep_their_form() {
        let text = "schema = 1\nteam.size = 9\ntraffic = { rps = 20000 }\nnotes = [{ at = 2026-11-20, text = \"\" }]\n";
        let mut scenario = load(text);
        let assignments = ["traffic.safety_percent=70", "team.hires=3"];
        assignment::assign(&DEFINITIONS, &mut scenario, assignments).unwrap();
        scenario.notes.push(Note { at: date(2026, 11, 21).at(9, 0, 0, 0), text: "more".to_owned() });
        let written = write(&DEFINITIONS, &scenario, Some(text));
        assert_eq!(load(&written), scenario, "{written}");
        assert!(written.contains("safety_percent = 70 }\n"), "{written}");
        assert!(written.contains("team.hires = 3"), "{written}");
    }

    #[test]
    fn what_is_back_at_its_default_keeps_standing_unless_the_default_moves() {
        let text = "schema = 1\nas_of = 2026-05-01\nedition = \"article\"\n[traffic]\nrps = 5\n\
                    [baseline]\nnode_rps = 5\n[guardrails]\nlag_ms = 5\n";
        let written = write(&DEFINITIONS, &blank(), Some(text));
        assert_eq!(
            written,
            "schema = 1\nedition = \"audited\"\n[traffic]\nrps = 10000\n[baseline]\n[guardrails]\n"
        );
        for key in registry::keys() {
            assert_eq!(DEFINITIONS.value(&load(&written), key), DEFINITIONS.value(&blank(), key));
        }
    }

    #[test]
    fn a_date_stays_where_it_stands() {
        let text = "schema = 1\n[calendar]\nas_of = 2026-05-01\n";
        assert_eq!(changed(text, &["calendar.as_of=2027-01-01"]), text.replace("2026-05", "2027-01"));
    }

    #[test]
    fn notes_come_and_go_alone() {
        let note = |day, text: &str| Note { at: date(2026, 11, day).at(0, 0, 0, 0), text: text.to_owned() };
        let mut scenario = load(OURS);
        scenario.notes.push(note(21, "then"));
        let two = write(&DEFINITIONS, &scenario, Some(OURS));
        assert!(
            two.contains("text = '''so'''\n\n[[notes]]\nat = 2026-11-21T00:00:00\ntext = \"then\"\n"),
            "{two}"
        );
        scenario.notes.remove(0);
        let one = write(&DEFINITIONS, &scenario, Some(&two));
        assert_eq!(load(&one).notes, [note(21, "then")]);
        scenario.notes.clear();
        assert_eq!(load(&write(&DEFINITIONS, &scenario, Some(&one))), scenario);
    }

    #[test]
    fn lines_end_as_they_did() {
        let text = "schema = 1\r\n# c\r\n[traffic]\r\nrps = 5\r\n";
        let written = changed(text, &["traffic.rps=6", "plan.spare=1"]);
        assert!(written.starts_with(&text.replace('5', "6")), "{written:?}");
        assert!(!written.replace("\r\n", "").contains('\n'), "{written:?}");
    }

    /// A scenario with anything set that can be.
    fn any_scenario() -> impl Strategy<Value = Scenario> {
        let parameters =
            proptest::collection::vec(proptest::option::weighted(0.3, 0.0..=1.0f64), registry::COUNT);
        let stated = proptest::collection::vec(proptest::option::weighted(0.3, 0u16..100), guardrails::COUNT);
        let moment = (1i16..=9999, 1i8..=12, 1i8..=28, 0i8..24, 0i32..1_000_000_000);
        let notes = proptest::collection::vec((moment, any::<String>()), 0..4);
        (any::<String>(), any::<bool>(), parameters, stated, notes).prop_map(
            |(name, article, parameters, stated, notes)| {
                let mut scenario = Scenario { name, ..blank() };
                scenario.edition = if article { Edition::Article } else { Edition::Audited };
                for (key, fraction) in registry::keys().zip(parameters) {
                    let Some(fraction) = fraction else { continue };
                    let value = match registry::get(key).kind {
                        Kind::Number { .. } => Value::Number(registry::get(key).at_fraction(fraction)),
                        Kind::Choice(_) => {
                            let count = DEFINITIONS.entries(key).len() as f64;
                            Value::Choice((fraction * (count - 1.0)) as usize)
                        }
                        Kind::Date => Value::Date(date((fraction * 9_998.0) as i16 + 1, 2, 28)),
                    };
                    match (team::share(key), value) {
                        (Some(position), Value::Number(share)) => {
                            let shares = team::shares(&DEFINITIONS, &scenario);
                            let moved = team::moved(shares, position, share, [false; 3]);
                            team::put(&DEFINITIONS, &mut scenario, moved);
                        }
                        _ => DEFINITIONS.keep(&mut scenario, key, value).unwrap(),
                    }
                }
                for (guardrail, number) in guardrails::ALL.iter().zip(stated) {
                    if let Some(number) = number {
                        scenario.guardrails.state(guardrail, &number.to_string()).unwrap();
                    }
                }
                let note = |((year, month, day, hour, nanosecond), text)| {
                    let at = DateTime::new(year, month, day, hour, 0, 59, nanosecond).unwrap();
                    Note { at, text }
                };
                scenario.notes = notes.into_iter().map(note).collect();
                scenario
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_and_is_written_the_same(scenario in any_scenario()) {
            let text = write(&DEFINITIONS, &scenario, None);
            let again = load(&text);
            prop_assert_eq!(&again, &scenario);
            prop_assert_eq!(write(&DEFINITIONS, &again, Some(&text)), text);
        }

        #[test]
        fn any_file_can_become_any_scenario(from in any_scenario(), to in any_scenario()) {
            let before = write(&DEFINITIONS, &from, None);
            let text = write(&DEFINITIONS, &to, Some(&before));
            let again = load(&text);
            for key in registry::keys() {
                prop_assert_eq!(DEFINITIONS.value(&again, key), DEFINITIONS.value(&to, key), "{:?}", key);
            }
            prop_assert_eq!((&again.name, again.edition), (&to.name, to.edition));
            prop_assert_eq!((&again.notes, &again.guardrails), (&to.notes, &to.guardrails));
            prop_assert_eq!(write(&DEFINITIONS, &again, Some(&text)), text);
        }
    }
}
