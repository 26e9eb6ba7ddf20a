//! The file that people share: TOML, only what differs from the default, every mistake with its place.

mod measured;
mod source;
mod write;

use jiff::civil::{Date, DateTime, Time};
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::parameter::{Kind, Value, ValueError};
use super::{Definitions, Note, Scenario, assignment, guardrails, registry, team};
use crate::catalog::nearest;
use crate::quote::harmless;
pub use source::{FileError, Item, Key, Source, in_order};
pub use write::write;

/// The version of the format that this program reads and writes.
pub const SCHEMA: i64 = 1;

/// Reads a scenario from the text of a file. `base` brings what a file does not say: today, and the edition.
///
/// # Errors
/// The first mistake with line and column: broken TOML, an unknown key with the nearest known one, a value out
/// of range, a team that does not sum to 100, a schema that this program does not know.
pub fn read(
    definitions: &Definitions,
    file: &str,
    text: &str,
    base: Scenario,
) -> Result<Scenario, FileError> {
    let source = Source { file, text };
    Reader { definitions, source }.document(&source.parse()?, base)
}

/// A date of TOML with its time of day, midnight if it has none; none for a time alone or one with an offset.
fn local(at: Datetime) -> Option<DateTime> {
    let date = at.date.filter(|_| at.offset.is_none())?;
    let date =
        Date::new(i16::try_from(date.year).ok()?, date.month.cast_signed(), date.day.cast_signed()).ok()?;
    let Some(time) = at.time else { return Some(date.into()) };
    let (hour, minute) = (time.hour.cast_signed(), time.minute.cast_signed());
    let second = time.second.unwrap_or(0).cast_signed();
    let nanosecond = i32::try_from(time.nanosecond.unwrap_or(0)).ok()?;
    Some(date.to_datetime(Time::new(hour, minute, second, nanosecond).ok()?))
}

/// What stands beside the tables of parameters.
const TOP_KEYS: [&str; 7] =
    ["schema", "name", "notes", "edition", "as_of", guardrails::TABLE, super::measured::TABLE];

struct Reader<'a> {
    definitions: &'a Definitions,
    source: Source<'a>,
}

impl Reader<'_> {
    fn error(&self, offset: usize, message: impl Into<String>) -> FileError {
        self.source.error(offset, message)
    }

    fn at(&self, item: &Item<'_>, err: &ValueError) -> FileError {
        self.error(item.span().start, err.to_string())
    }

    fn document(&self, document: &DeTable<'_>, base: Scenario) -> Result<Scenario, FileError> {
        let mut scenario = base;
        self.source.check_schema(document, SCHEMA)?;
        let mut mix = None;
        for (key, item) in in_order(document) {
            match key.get_ref().as_ref() {
                "schema" => {}
                "name" => self.name(item)?.clone_into(&mut scenario.name),
                "edition" => scenario.edition = self.source.edition(item)?,
                "as_of" if scenario.explicit(registry::AS_OF).is_some() => {
                    let message = "the date stands above already, as calendar.as_of: keep one of the two";
                    return Err(self.error(key.span().start, message));
                }
                "as_of" => self.set(&mut scenario, registry::AS_OF, item)?,
                "notes" => scenario.notes = self.notes(item)?,
                guardrails::TABLE => self.guardrails(&mut scenario, item)?,
                super::measured::TABLE => self.measured(&mut scenario, item)?,
                table => {
                    if let Some(found) = self.table(&mut scenario, table, key, item)? {
                        mix = Some(found);
                    }
                }
            }
        }
        if let Some((mix, offset)) = mix {
            assignment::check_whole(mix, "give all three")
                .map_err(|err| self.error(offset, err.to_string()))?;
            team::put(self.definitions, &mut scenario, mix);
        }
        Ok(scenario)
    }

    fn name<'a>(&self, item: &'a Item<'_>) -> Result<&'a str, FileError> {
        let name = self.source.string(item, "name")?;
        if name.trim().is_empty() {
            return Err(
                self.error(item.span().start, "name cannot be empty: give one, or leave the line out")
            );
        }
        Ok(name)
    }

    /// One table of parameters; a team is returned for the caller to check as a whole.
    fn table(
        &self,
        scenario: &mut Scenario,
        table: &str,
        key: &Key<'_>,
        item: &Item<'_>,
    ) -> Result<Option<([f64; 3], usize)>, FileError> {
        let prefix = format!("{table}.");
        if !registry::ALL.iter().any(|row| row.id.starts_with(&prefix)) {
            let tables = registry::ALL.iter().filter_map(|row| row.id.split('.').next());
            let hint = if registry::find(table).is_some() {
                ": write it without quotes".to_owned()
            } else {
                nearest(table, tables.chain(TOP_KEYS))
                    .map_or_else(String::new, |near| format!(". Did you mean {near}?"))
            };
            return Err(
                self.error(key.span().start, format!("there is no key or table {}{hint}", harmless(table)))
            );
        }
        let entries = self.entries(table, item)?;
        let mut mix: Option<[f64; 3]> = None;
        for (name, value) in entries {
            let id = format!("{prefix}{}", name.get_ref());
            let Some(parameter) = registry::find(&id) else {
                return Err(self.error(name.span().start, assignment::unknown(&id).to_string()));
            };
            if let Some(position) = team::share(parameter) {
                let shares = mix.get_or_insert_with(|| team::shares(self.definitions, scenario));
                if let (Value::Number(percent), Some(slot)) =
                    (self.value(parameter, value)?, shares.get_mut(position))
                {
                    *slot = percent;
                }
            } else if parameter == registry::AS_OF && scenario.explicit(registry::AS_OF).is_some() {
                let message = "the date stands at the top already, as as_of: keep one of the two";
                return Err(self.error(name.span().start, message));
            } else {
                self.set(scenario, parameter, value)?;
            }
        }
        Ok(mix.map(|shares| (shares, key.span().start)))
    }

    /// The team's own numbers.
    fn guardrails(&self, scenario: &mut Scenario, item: &Item<'_>) -> Result<(), FileError> {
        for (name, value) in self.entries(guardrails::TABLE, item)? {
            let id = format!("{}.{}", guardrails::TABLE, name.get_ref());
            let Some(guardrail) = guardrails::find(&id) else {
                return Err(self.error(name.span().start, assignment::unknown(&id).to_string()));
            };
            let text = self.text(value, guardrail.id, true, || guardrail.range_text())?;
            scenario.guardrails.state(guardrail, &text).map_err(|err| self.at(value, &err))?;
        }
        Ok(())
    }

    fn entries<'i, 't>(
        &self,
        table: &str,
        item: &'i Item<'t>,
    ) -> Result<Vec<(&'i Key<'t>, &'i Item<'t>)>, FileError> {
        item.get_ref().as_table().map(in_order).ok_or_else(|| {
            self.error(item.span().start, format!("{table} is a table: write [{table}] and its keys below"))
        })
    }

    fn set(
        &self,
        scenario: &mut Scenario,
        key: super::parameter::Key,
        item: &Item<'_>,
    ) -> Result<(), FileError> {
        let value = self.value(key, item)?;
        self.definitions.keep(scenario, key, value).map_err(|err| self.at(item, &err))
    }

    fn value(&self, key: super::parameter::Key, item: &Item<'_>) -> Result<Value, FileError> {
        let row = registry::get(key);
        let is_number = matches!(row.kind, Kind::Number { .. });
        let text = self.text(item, row.id, is_number, || self.definitions.range_text(key))?;
        self.definitions.parse(key, &text).map_err(|err| self.at(item, &err))
    }

    /// A value as `--set` would have it. TOML has numbers: a text is none, whatever it says.
    fn text(
        &self,
        item: &Item<'_>,
        id: &str,
        is_number: bool,
        expected: impl FnOnce() -> String,
    ) -> Result<String, FileError> {
        match item.get_ref() {
            DeValue::String(text) if is_number => {
                let text = harmless(text);
                let message = format!("{id}: \"{text}\" is a text, not a number: give {}", expected());
                Err(self.error(item.span().start, message))
            }
            DeValue::String(text) => Ok(text.to_string()),
            DeValue::Integer(number) if number.radix() == 10 => Ok(number.as_str().replace('_', "")),
            DeValue::Float(number) => Ok(number.as_str().replace('_', "")),
            DeValue::Datetime(date) => Ok(date.to_string()),
            DeValue::Integer(_) | DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => {
                Err(self.error(item.span().start, format!("{id} needs {}", expected())))
            }
        }
    }

    /// A date and time of day without an offset; a date alone is its first moment.
    fn moment(&self, item: &Item<'_>) -> Result<DateTime, FileError> {
        let at = match item.get_ref() {
            DeValue::Datetime(at) => Some(*at),
            _ => self.source.string(item, "at")?.parse().ok(),
        };
        at.and_then(local).ok_or_else(|| {
            let remedy = "give date and time of day without an offset, such as 2026-11-20T14:30:00";
            self.error(item.span().start, format!("at is no local date and time: {remedy}"))
        })
    }

    fn notes(&self, item: &Item<'_>) -> Result<Vec<Note>, FileError> {
        let shape = "notes is a list: write [[notes]] with at and text for each";
        let Some(list) = item.get_ref().as_array() else {
            return Err(self.error(item.span().start, shape));
        };
        list.iter()
            .map(|entry| {
                let Some(table) = entry.get_ref().as_table() else {
                    return Err(self.error(entry.span().start, shape));
                };
                let (mut at, mut text) = (None, None);
                for (key, value) in in_order(table) {
                    match key.get_ref().as_ref() {
                        "at" => at = Some(self.moment(value)?),
                        "text" => text = Some(self.source.string(value, "text")?.to_owned()),
                        other => {
                            let message = format!("a note has no {}: it has at and text", harmless(other));
                            return Err(self.error(key.span().start, message));
                        }
                    }
                }
                let missing =
                    |key| self.error(entry.span().start, format!("the note has no {key}: give at and text"));
                Ok(Note { at: at.ok_or_else(|| missing("at"))?, text: text.ok_or_else(|| missing("text"))? })
            })
            .collect()
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "what was typed is exact, and must be")]
mod tests {
    use super::*;
    use crate::catalog::{Catalog, Edition};
    use jiff::civil::date;

    fn definitions() -> Definitions {
        Definitions::bind(&Catalog::built_in()).unwrap()
    }

    fn load(text: &str) -> Result<Scenario, FileError> {
        read(&definitions(), "some.toml", text, Scenario::new("some", date(2026, 11, 22)))
    }

    #[test]
    fn every_kind_of_entry_is_read() {
        let scenario = load(
            "schema = 1\nname = \"ours\"\nedition = \"article\"\nas_of = 2026-05-01\n\
             [[notes]]\nat = 2026-11-20\ntext = \"agreed\"\n\
             [traffic]\nrps = 25_000\n[plan]\nmethod = \"fixed\"\n[team]\njs = 20\npython = 30\ngo = 50\n",
        )
        .unwrap();
        let definitions = definitions();
        assert_eq!((scenario.name.as_str(), scenario.edition), ("ours", Edition::Article));
        assert_eq!(
            scenario.notes,
            [Note { at: date(2026, 11, 20).at(0, 0, 0, 0), text: "agreed".to_owned() }]
        );
        assert_eq!(definitions.number(&scenario, registry::RPS), 25_000.0);
        assert_eq!(definitions.choice(&scenario, registry::PLAN_METHOD).unwrap().id, "fixed");
        assert_eq!(definitions.value(&scenario, registry::AS_OF), Value::Date(date(2026, 5, 1)));
        assert_eq!(team::shares(&definitions, &scenario), [20.0, 30.0, 50.0]);
    }

    #[test]
    fn guardrails_are_read_back_as_they_were_written() {
        let numbers = (1..).map(f64::from).map(|number| number / 4.0);
        let stated: Vec<_> = guardrails::ALL.iter().filter(|one| !one.whole).zip(numbers).collect();
        let lines: Vec<String> =
            stated.iter().map(|(one, number)| format!("{} = {number}", one.id)).collect();
        // Dotted keys at the top are the same table.
        let scenario = load(&format!("schema = 1\n{}\n", lines.join("\n"))).unwrap();
        for guardrail in &guardrails::ALL {
            let expected = stated.iter().find(|(one, _)| one.id == guardrail.id).map(|(_, number)| *number);
            assert_eq!(scenario.guardrails.get(guardrail), expected, "{}", guardrail.id);
        }
        assert!(!scenario.is_untouched());
        assert_ne!(scenario, load("schema = 1\n").unwrap());
    }

    #[test]
    fn a_value_that_is_the_default_of_another_edition_or_set_is_kept() {
        let definitions = definitions();
        let untouched = Scenario::new("some", date(2026, 11, 22));
        let rps = definitions.number(&untouched, registry::BASELINE_PYTHON);
        let baseline = format!("[baseline]\npython_rps = {rps}\nset = \"measured-upstream\"\n");
        let framework = "[framework]\npython = \"flask\"\n".to_owned();
        for tables in [[&baseline, &framework], [&framework, &baseline]] {
            let text = format!("schema = 1\nedition = \"article\"\n{}{}", tables[0], tables[1]);
            assert_eq!(definitions.number(&load(&text).unwrap(), registry::BASELINE_PYTHON), rps);
        }
    }

    #[test]
    fn mistakes_have_line_and_column() {
        for (text, place, part) in [
            ("schema = 1\n[traffic]\nrsp = 1\n", (3, 1), "Did you mean traffic.rps?"),
            ("schema = 1\n[traffic]\nrps = 0\n", (3, 7), "a number from 1 to 1,000,000"),
            // The first of several, in the order of the file.
            ("schema = 1\n[traffic]\nrps = 0\n[plan]\nmethod = \"x\"\n", (3, 7), "traffic.rps"),
            ("schema = 1\n[team]\nsize = 0\njs = -1\n", (3, 8), "team.size"),
            ("schema = 1\ncalendar.as_of = 2026-05-01\nas_of = 2026-05-02\n", (3, 1), "keep one of the two"),
            ("schema = 1\n[trafic]\nrps = 1\n", (2, 2), "Did you mean traffic?"),
            ("schema = 1\n\"traffic.rps\" = 1\n", (2, 1), "write it without quotes"),
            ("schema = 1\n[team]\njs = 60\n", (2, 2), "give all three"),
            ("schema = 1\nname = \"\u{e9}\"; x\n", (2, 11), "mend the TOML here"),
            ("schema = 2\n", (1, 10), "newer program"),
            ("name = \"x\"\n", (1, 1), "schema = 1"),
            ("schema = 1\ntraffic = 3\n", (2, 11), "[traffic]"),
            ("schema = 1\n[[notes]]\nat = 2026-11-20T14:30:00Z\ntext = \"\"\n", (3, 6), "without an offset"),
            ("schema = 1\n[[notes]]\nat = \"noon\"\ntext = \"\"\n", (3, 6), "such as 2026-11-20T14:30:00"),
            ("schema = 1\n[[notes]]\nat = 2026-11-20\n", (2, 1), "the note has no text"),
            ("schema = 1\n[[notes]]\nat = 2026-11-20\nby = 1\n", (4, 1), "it has at and text"),
            ("schema = 1\n[traffic]\nrps = [1]\n", (3, 7), "needs a number"),
            (
                "schema = 1\n[traffic]\nrps = \"5\"\n",
                (3, 7),
                "\"5\" is a text, not a number: give a number from 1 to 1,000,000",
            ),
            (
                "schema = 1\n[team]\njs = \"60\"\n",
                (3, 6),
                "is a text, not a number: give a number from 0 to 100 %",
            ),
            ("schema = 1\n[guardrails]\nlag_ms = \"5\"\n", (3, 10), "is a text, not a number"),
            ("schema = 1\n[guardrail]\nlag_ms = 1\n", (2, 2), "Did you mean guardrails?"),
            ("schema = 1\nguardrails = 3\n", (2, 14), "[guardrails]"),
            ("schema = 1\n[guardrails]\nlag = 1\n", (3, 1), "Did you mean guardrails.lag_ms?"),
            ("schema = 1\n[guardrails]\nqueue_cap = 2.5\n", (3, 13), "a whole number from 0 to"),
            ("schema = 1\n[guardrails]\nlag_ms = true\n", (3, 10), "guardrails.lag_ms needs a number"),
        ] {
            let refused = load(text).unwrap_err();
            assert_eq!(refused.place, place, "{text}: {refused}");
            assert!(refused.message.contains(part), "{text}: {refused}");
        }
    }
}
