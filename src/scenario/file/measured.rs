//! What a team measured itself, as it stands in a scenario file: `[measured.node]` and so on.

use super::{FileError, Item, Key, Reader};
use crate::catalog::{Runtime, nearest};
use crate::quote::harmless;
use crate::scenario::measured::fields::{self, Contents, Field};
use crate::scenario::measured::{Measured, TABLE};
use crate::scenario::{Scenario, parameter::ValueError};

impl Reader<'_> {
    /// The measurements of all runtimes.
    pub(super) fn measured(&self, scenario: &mut Scenario, item: &Item<'_>) -> Result<(), FileError> {
        for (name, table) in self.entries(TABLE, item)? {
            let Some(runtime) =
                Runtime::CANDIDATES.into_iter().find(|runtime| runtime.name() == name.get_ref().as_ref())
            else {
                return Err(self.unknown(name, TABLE, "runtime", Runtime::CANDIDATES.map(Runtime::name)));
            };
            let wrong = |err: &ValueError| self.error(name.span().start, err.to_string());
            let measured = self.measurement(runtime, table, wrong)?;
            scenario.measured.put(runtime, measured).map_err(|err| wrong(&err))?;
        }
        Ok(())
    }

    /// One of them; `wrong` says of it as a whole what is wrong.
    fn measurement(
        &self,
        runtime: Runtime,
        table: &Item<'_>,
        wrong: impl Fn(&ValueError) -> FileError,
    ) -> Result<Measured, FileError> {
        let name = format!("{TABLE}.{runtime}");
        let mut contents = Contents::new();
        for (key, value) in self.entries(&name, table)? {
            let Some(field) = Field::find(key.get_ref()) else {
                return Err(self.unknown(key, &name, "key", fields::ALL.iter().map(|field| field.name)));
            };
            let text = self.text(value, field.name, field.takes_number(), || field.range_text())?;
            let content = field.parse(&text).map_err(|err| self.at(value, &err))?;
            contents.insert(field.name, content);
        }
        fields::assemble(contents).map_err(|err| wrong(&err))
    }

    /// The refusal of a name that no entry of a table has.
    fn unknown(
        &self,
        key: &Key<'_>,
        table: &str,
        what: &str,
        known: impl IntoIterator<Item = &'static str>,
    ) -> FileError {
        let known: Vec<&str> = known.into_iter().collect();
        let name = key.get_ref();
        let hint = nearest(name, known.iter().copied())
            .map_or_else(|| format!("it knows {}", known.join(", ")), |near| format!("did you mean {near}?"));
        self.error(key.span().start, format!("{table} has no {what} {}: {hint}", harmless(name)))
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "what was typed is exact, and must be")]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::catalog::Catalog;
    use crate::scenario::file::read;
    use crate::scenario::measured::Pacing;
    use crate::scenario::{Definitions, assignment, registry};

    const NODE: &str = "schema = 1\n[measured.node]\ntool = \"oha\"\nfile = \"node.json\"\ndate = 2026-11-23\n\
                        cores = 4\nrps_ok = 20_000.5\n";

    fn definitions() -> Definitions {
        Definitions::bind(&Catalog::built_in()).unwrap()
    }

    fn load(text: &str) -> Result<Scenario, FileError> {
        read(&definitions(), "ours.toml", text, Scenario::new("ours", date(2026, 11, 23)))
    }

    #[test]
    fn a_measurement_is_the_baseline_until_a_value_is_set() {
        let definitions = definitions();
        let mut scenario = load(NODE).unwrap();
        let rps = |scenario: &Scenario| definitions.number(scenario, registry::BASELINE_NODE);
        assert!((rps(&scenario) - 5_000.125).abs() < 1e-9);
        assert!(definitions.is_changed(&scenario, registry::BASELINE_NODE) && !scenario.is_untouched());
        let measured = definitions.measurement(&scenario, Runtime::Node).unwrap();
        assert_eq!((measured.cores, measured.version.as_deref(), measured.errors), (4.0, None, None));

        let shipped = definitions.default(&scenario, registry::BASELINE_NODE);
        definitions.set(&mut scenario, registry::BASELINE_NODE, shipped).unwrap();
        assert_eq!(definitions.measurement(&scenario, Runtime::Node), None, "the slider stands elsewhere");
        assert!(scenario.measured.get(Runtime::Node).is_some());
        assert_eq!(rps(&scenario), 9_340.0);
        assignment::assign(&definitions, &mut scenario, ["baseline.node_rps=5000.125"]).unwrap();
        assert!(definitions.measurement(&scenario, Runtime::Node).is_some(), "the same number again");
        definitions.reset(&mut scenario, registry::BASELINE_NODE);
        assert!(scenario.is_untouched());
    }

    #[test]
    fn a_value_in_the_file_goes_before_the_measurement_wherever_it_stands() {
        for text in [
            format!("{NODE}[baseline]\nnode_rps = 7\n"),
            NODE.replace("= 1\n", "= 1\nbaseline.node_rps = 7\n"),
        ] {
            let scenario = load(&text).unwrap();
            assert_eq!(definitions().number(&scenario, registry::BASELINE_NODE), 7.0);
            assert_eq!(definitions().measurement(&scenario, Runtime::Node), None);
        }
    }

    #[test]
    fn every_key_is_read() {
        let text = format!(
            "{NODE}version = \"1.4.5\"\nconnections = 64\nduration_s = 2.5\nmean_ms = 3.2\np50_ms = 3\np99_ms = 9\n\
             errors = 0\npacing = \"open\"\n"
        );
        let measured = load(&text).unwrap().measured.get(Runtime::Node).cloned().unwrap();
        assert_eq!(measured.tool_text(), "oha 1.4.5");
        assert_eq!(
            (measured.connections, measured.duration_s, measured.errors),
            (Some(64), Some(2.5), Some(0))
        );
        assert_eq!((measured.mean_ms, measured.p50_ms, measured.p99_ms), (Some(3.2), Some(3.0), Some(9.0)));
        assert_eq!((measured.date, measured.pacing), (date(2026, 11, 23), Some(Pacing::Open)));
    }

    #[test]
    fn mistakes_have_line_and_column() {
        let with = |line: &str| format!("{NODE}{line}\n");
        for (text, place, part) in [
            (
                with("connection = 64"),
                (8, 1),
                "measured.node has no key connection: did you mean connections?",
            ),
            (with("p99_ms = 0"), (8, 10), "p99_ms cannot be 0"),
            (with("pacing = \"shut\""), (8, 10), "give one of closed, open, either"),
            (with("errors = 1.5"), (8, 10), "a whole number from 0"),
            (with("version = \"a\\u001b\""), (8, 11), "a text on one line"),
            (NODE.replace("cores = 4", "cores = 0"), (6, 9), "a number from 0.01 to 4,096 cores"),
            (NODE.replace("cores = 4\n", ""), (2, 11), "has no cores, the cores that the server had"),
            (NODE.replace("2026-11-23", "2026-11"), (5, 8), "mend the TOML"),
            (NODE.replace("2026-11-23", "\"soon\""), (5, 8), "a date as YYYY-MM-DD"),
            (NODE.replace("measured.node", "measured.nodejs"), (2, 11), "did you mean node?"),
            (NODE.replace("measured.node", "measured.deno"), (2, 11), "measured has no runtime deno"),
            (NODE.replace("measured.node", "measurd.node"), (2, 2), "Did you mean measured?"),
            (NODE.replace("20_000.5", "2"), (2, 11), "baseline.node_rps cannot be 0.5"),
            ("schema = 1\nmeasured = 3\n".to_owned(), (2, 12), "[measured]"),
            ("schema = 1\n[measured]\nnode = 3\n".to_owned(), (3, 8), "[measured.node]"),
        ] {
            let refused = load(&text).unwrap_err();
            assert_eq!(refused.place, place, "{text}: {refused}");
            assert!(refused.message.contains(part), "{text}: {refused}");
        }
    }
}
