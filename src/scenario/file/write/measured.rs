//! What was measured, as tables of the file.

use toml_edit::Item;

use super::{Writer, comment, moment, number, text};
use crate::catalog::Runtime;
use crate::scenario::Scenario;
use crate::scenario::candidates::candidate;
use crate::scenario::measured::TABLE;
use crate::scenario::measured::fields::{self, Content};
use crate::scenario::registry;

impl Writer {
    pub(super) fn measured(&mut self, scenario: &Scenario) {
        for runtime in Runtime::CANDIDATES {
            let Some(measured) = scenario.measured.get(runtime) else {
                self.remove((Some(TABLE), runtime.name()));
                continue;
            };
            let name = format!("{TABLE}.{runtime}");
            let is_new = self.table(Some(&name)).is_none();
            for field in &fields::ALL {
                let place = (Some(name.as_str()), field.name);
                let Some(content) = field.content(measured) else {
                    self.remove(place);
                    continue;
                };
                let same = |standing: &str| field.parse(standing).as_ref() == Ok(&content);
                let value = match &content {
                    Content::Text(one) => text(one),
                    Content::Date(date) => moment(&date.to_string()),
                    Content::Number(one) => number(*one),
                };
                self.put(place, value, &comment(field.meaning, &field.range_text()), same);
            }
            if let Some(Item::Table(table)) =
                self.document.get_mut(TABLE).and_then(|all| all.get_mut(runtime.name())).filter(|_| is_new)
            {
                let input = candidate(runtime).map_or("", |one| registry::get(one.baseline).id);
                table.decor_mut().set_prefix(format!(
                    "\n# measured by the team: the baseline, rps_ok / cores, unless {input} is set\n"
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::catalog::{Catalog, Runtime};
    use crate::scenario::file::{read, write};
    use crate::scenario::measured::{Measured, Pacing};
    use crate::scenario::{Definitions, Scenario, registry};

    fn definitions() -> Definitions {
        Definitions::bind(&Catalog::built_in()).unwrap()
    }

    fn measured() -> Measured {
        Measured {
            tool: "wrk".to_owned(),
            version: None,
            file: "wrk.txt".to_owned(),
            date: date(2026, 11, 23),
            cores: 2.0,
            rps_ok: 18_310.0 / 2.1,
            connections: Some(16),
            duration_s: Some(2.1),
            mean_ms: None,
            p50_ms: Some(1.65),
            p99_ms: None,
            errors: Some(1_378),
            pacing: Some(Pacing::Closed),
        }
    }

    #[track_caller]
    fn load(text: &str) -> Scenario {
        let base = Scenario::new("ours", date(2026, 11, 23));
        read(&definitions(), "ours.toml", text, base).unwrap_or_else(|err| panic!("{err}\n{text}"))
    }

    #[test]
    fn a_new_table_says_what_it_is_and_reads_back() {
        let mut scenario = load("schema = 1\n");
        scenario.measure(Runtime::Node, measured()).unwrap();
        scenario.measure(Runtime::Go, measured()).unwrap();
        let text = write(&definitions(), &scenario, Some("schema = 1\n"));
        assert!(!text.contains("[measured]") && !text.contains("[baseline]"), "{text}");
        let start = "schema = 1\n\n# measured by the team: the baseline, rps_ok / cores, unless baseline.node_rps is set\n\
                     [measured.node]\n# load generator: a text on one line\ntool = \"wrk\"\n";
        assert!(text.starts_with(start), "{text}");
        assert!(text.contains("\nrps_ok = 8719.047619047618\n"), "{text}");
        assert_eq!(load(&text), scenario);
        assert_eq!(write(&definitions(), &scenario, Some(&text)), text);
        assert_eq!(load(&write(&definitions(), &scenario, None)), scenario);
    }

    #[test]
    fn whole_cores_are_written_as_such_and_a_part_of_one_reads_back() {
        for (cores, line) in [(4.0, "\ncores = 4\n"), (0.5, "\ncores = 0.5\n")] {
            let mut scenario = load("schema = 1\n");
            scenario.measure(Runtime::Node, Measured { cores, ..measured() }).unwrap();
            let text = write(&definitions(), &scenario, None);
            assert!(text.contains(line), "{text}");
            assert_eq!(load(&text), scenario);
        }
    }

    const WRITTEN: &str = "schema = 1\n\n[measured.node] # our rig\nfile = \"a.txt\"\ntool = 'wrk' # by hand\n\
                           version = \"4.1\"\ndate = 2026-01-01\ncores = 1\nrps_ok = 5_000\n\n[traffic]\nrps = 5\n";

    #[test]
    fn another_import_changes_what_differs_and_keeps_the_comments() {
        let mut scenario = load(WRITTEN);
        assert_eq!(write(&definitions(), &scenario, Some(WRITTEN)), WRITTEN);
        scenario.measure(Runtime::Node, measured()).unwrap();
        let text = write(&definitions(), &scenario, Some(WRITTEN));
        assert!(
            text.contains("[measured.node] # our rig\nfile = \"wrk.txt\"\ntool = 'wrk' # by hand\n"),
            "{text}"
        );
        assert!(!text.contains("version") && text.contains("p50_ms = 1.65"), "{text}");
        assert_eq!(load(&text), scenario);
        assert_eq!(write(&definitions(), &scenario, Some(&text)), text);
    }

    #[test]
    fn inline_and_dotted_tables_take_it_too() {
        for text in [
            "schema = 1\nmeasured = {}\n",
            "schema = 1\n[measured]\n# here\n",
            "schema = 1\nmeasured = { go = { tool = \"a\", file = \"b\", date = 2026-01-01, cores = 1, rps_ok = 7 } }\n",
            "schema = 1\nmeasured.go = { tool = \"a\", file = \"b\", date = 2026-01-01, cores = 1, rps_ok = 7 }\n",
        ] {
            let mut scenario = load(text);
            scenario.measure(Runtime::Node, measured()).unwrap();
            let text = write(&definitions(), &scenario, Some(text));
            assert_eq!(load(&text), scenario, "{text}");
            assert_eq!(write(&definitions(), &scenario, Some(&text)), text);
        }
    }

    #[test]
    fn a_measurement_that_is_gone_leaves_the_file_and_a_value_beside_it_stands() {
        let mut scenario = load(WRITTEN);
        definitions().reset(&mut scenario, registry::BASELINE_NODE);
        assert_eq!(write(&definitions(), &scenario, Some(WRITTEN)), "schema = 1\n\n[traffic]\nrps = 5\n");
        let mut moved = load(WRITTEN);
        let value = definitions().parse(registry::BASELINE_NODE, "4,000").unwrap();
        definitions().set(&mut moved, registry::BASELINE_NODE, value).unwrap();
        let text = write(&definitions(), &moved, Some(WRITTEN));
        assert!(text.contains("node_rps = 4000") && text.contains("rps_ok = 5_000"), "{text}");
        assert_eq!(load(&text), moved);
        // Measured anew, the value goes again.
        moved.measure(Runtime::Node, measured()).unwrap();
        let again = write(&definitions(), &moved, Some(&text));
        assert!(!again.contains("node_rps ="), "{again}");
    }

    #[test]
    fn what_a_file_could_not_say_is_not_taken() {
        for (wrong, part) in [
            (Measured { p99_ms: Some(4.4e18), ..measured() }, "p99_ms cannot be 4.4e18: give a number from"),
            (Measured { duration_s: Some(0.0), ..measured() }, "duration_s cannot be 0"),
            (Measured { version: Some("\u{1b}".to_owned()), ..measured() }, "version cannot be \"\\u{1b}\""),
        ] {
            let mut scenario = Scenario::new("ours", date(2026, 11, 23));
            let refused = scenario.measure(Runtime::Node, wrong).unwrap_err();
            assert!(refused.0.contains(part), "{refused}");
            assert!(scenario.is_untouched());
        }
    }
}
