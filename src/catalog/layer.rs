//! Layers of files: the built-in ones, and those of a data directory over them.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::{Fields, FileReader, Found, Kind, advice};
use super::problem::{Origin, Place, Problem};
use super::shelf::{Entry, Shelf};
use super::{Catalog, CatalogErrors, Figure, Listing, checks, listing};
use crate::quote::{decoded, quoted};

/// A data file is written by hand; one larger than this is some other file by mistake.
const LARGEST_FILE: u64 = 8 * 1024 * 1024;

/// The catalog as the layers pile up.
#[derive(Default)]
pub(super) struct Layers {
    catalog: Catalog,
    found: Found,
    /// Some file could not be read as a whole, so that nothing can be said about what is missing.
    incomplete: bool,
}

impl Layers {
    /// Adds a layer of texts with their names.
    pub(super) fn add_texts<'a>(&mut self, files: impl IntoIterator<Item = (&'static str, &'a str)>) {
        let mut layer = Catalog::default();
        for (name, text) in files {
            match name.split_once('/') {
                Some((listing::DIRECTORY, file)) => {
                    self.read_listing(file, text, Origin::BuiltIn(name), &mut layer);
                }
                _ => self.read_text(&Origin::BuiltIn(name), text, &mut layer),
            }
        }
        self.lay(layer);
    }

    /// Adds a layer of all `*.toml` files directly in a directory, and of the listings in its directory `code`.
    pub(super) fn add_directory(&mut self, directory: &Path) {
        let mut layer = Catalog::default();
        match files(directory, |path| path.extension().is_some_and(|extension| extension == "toml")) {
            Ok(paths) if paths.is_empty() => {
                let message =
                    "the data directory holds no *.toml file; `data export` writes the built-in ones";
                self.unreadable(directory, message.to_owned());
            }
            Ok(paths) => {
                for path in paths {
                    match read_file(&path) {
                        Ok(text) => self.read_text(&Origin::File(Arc::from(path)), &text, &mut layer),
                        Err(problem) => self.broken(problem),
                    }
                }
            }
            Err(error) => {
                let remedy = match error.kind() {
                    io::ErrorKind::NotFound => "; check its name",
                    io::ErrorKind::NotADirectory => "; give the directory that the file is in",
                    _ => "",
                };
                let message = format!("cannot read the data directory: {error}{remedy}");
                return self.unreadable(directory, message);
            }
        }
        self.read_listings(&directory.join(listing::DIRECTORY), &mut layer);
        self.lay(layer);
    }

    /// Reads the listings of a data directory, if it has any.
    fn read_listings(&mut self, directory: &Path, layer: &mut Catalog) {
        let is_listing = |path: &Path| file_name(path).and_then(Listing::runtime_of).is_some();
        let paths = match files(directory, is_listing) {
            Ok(paths) => paths,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => return self.unreadable(directory, format!("cannot read the listings: {error}")),
        };
        for path in paths {
            match read_file(&path) {
                Ok(text) => {
                    let file = file_name(&path).unwrap_or_default();
                    self.read_listing(file, &text, Origin::File(Arc::from(path.as_path())), layer);
                }
                Err(problem) => self.broken(problem),
            }
        }
    }

    fn read_listing(&mut self, file: &str, text: &str, origin: Origin, layer: &mut Catalog) {
        let Some(runtime) = Listing::runtime_of(file) else { return };
        match Listing::new(file, runtime, text, origin.clone()) {
            Ok(listing) => layer.listings.push(listing),
            Err(message) => {
                self.incomplete = true;
                self.found.problems.push(Problem::whole(origin, message));
            }
        }
    }

    /// Checks what only the whole can tell, and hands the catalog out.
    pub(super) fn finish(mut self) -> Result<Catalog, CatalogErrors> {
        self.catalog.benchmark_sets.sort_by_key(Entry::order);
        self.catalog.frameworks.sort_by_key(Entry::order);
        self.catalog.practice_topics.sort_by_key(Entry::order);
        self.catalog.release_lines.sort_by_key(|line| {
            let first = line.released.or(line.phases.first().map(|phase| phase.start));
            (line.runtime, first)
        });
        listing::fill_in(&mut self.catalog);
        if !self.incomplete {
            checks::check(&self.catalog, &mut self.found);
        }
        if self.found.problems.is_empty() {
            Ok(self.catalog)
        } else {
            Err(CatalogErrors::new(self.found.problems))
        }
    }

    fn unreadable(&mut self, path: &Path, message: String) {
        self.broken(Problem::whole(Origin::File(Arc::from(path)), message));
    }

    /// A file of which nothing is known.
    fn broken(&mut self, problem: Problem) {
        self.incomplete = true;
        self.found.problems.push(problem);
    }

    fn read_text(&mut self, origin: &Origin, text: &str, layer: &mut Catalog) {
        let (document, errors) = DeTable::parse_recoverable(text);
        let mut file = FileReader::new(origin, text, &mut self.found);
        if !errors.is_empty() {
            self.incomplete = true;
            for error in errors {
                let span = error.span().unwrap_or(text.len()..text.len());
                file.problem(span, format!("not valid TOML: {}", error.message().replace('\n', ", ")));
            }
            return;
        }
        for (key, value) in document.get_ref() {
            let name: &str = key.get_ref();
            match Kind::from_name(name) {
                Some(Kind::Source) => read_entries(value, &mut layer.sources, &mut file),
                Some(Kind::Figure) => read_entries(value, &mut layer.figures, &mut file),
                Some(Kind::Claim) => read_entries(value, &mut layer.claims, &mut file),
                Some(Kind::BenchmarkSet) => read_entries(value, &mut layer.benchmark_sets, &mut file),
                Some(Kind::Benchmark) => read_entries(value, &mut layer.benchmarks, &mut file),
                Some(Kind::Framework) => read_entries(value, &mut layer.frameworks, &mut file),
                Some(Kind::ReleaseLine) => read_entries(value, &mut layer.release_lines, &mut file),
                Some(Kind::PracticeTopic) => read_entries(value, &mut layer.practice_topics, &mut file),
                Some(Kind::Practice) => read_entries(value, &mut layer.practices, &mut file),
                None => {
                    let advice = advice(name, "tables", Kind::ALL.iter().map(|kind| kind.name()));
                    file.problem(key.span(), format!("unknown table {}; {advice}", quoted(name)));
                }
            }
        }
    }

    fn lay(&mut self, layer: Catalog) {
        for figure in layer.figures.entries() {
            self.check_unit_kept(figure);
        }
        self.catalog.sources.overlay(layer.sources);
        self.catalog.figures.overlay(layer.figures);
        self.catalog.claims.overlay(layer.claims);
        self.catalog.benchmark_sets.overlay(layer.benchmark_sets);
        self.catalog.benchmarks.overlay(layer.benchmarks);
        self.catalog.frameworks.overlay(layer.frameworks);
        self.catalog.release_lines.overlay(layer.release_lines);
        self.catalog.practice_topics.overlay(layer.practice_topics);
        self.catalog.practices.overlay(layer.practices);
        listing::overlay(&mut self.catalog.listings, layer.listings);
    }

    /// The program computes with a figure in the unit it ships with.
    fn check_unit_kept(&mut self, figure: &Figure) {
        let Some(built_in) = self.catalog.figures.get(&figure.id) else { return };
        if built_in.unit != figure.unit {
            let message = format!(
                "figure {} is given in `{}`, but the built-in one is in `{}`; convert it",
                quoted(&figure.id),
                figure.unit,
                built_in.unit
            );
            self.found.problems.push(Problem::at(figure.place.clone(), message));
        }
    }
}

/// Reads the array of tables of one kind.
fn read_entries<T: Entry>(value: &Spanned<DeValue<'_>>, shelf: &mut Shelf<T>, file: &mut FileReader<'_>) {
    let what = format!("[[{}]]", T::KIND);
    let not_tables = |file: &mut FileReader<'_>, span: Range<usize>| {
        file.problem(span, format!("`{}` must be written as {what} tables", T::KIND));
    };
    let Some(items) = value.get_ref().as_array() else { return not_tables(file, value.span()) };
    for item in items {
        let Some(table) = item.get_ref().as_table() else {
            not_tables(file, item.span());
            continue;
        };
        let mut fields = Fields::new(file, table, item.span(), &what);
        let entry = T::read(&mut fields);
        fields.finish();
        let Some(entry) = entry else {
            if let Some(id) = table.get("id").and_then(|id| id.get_ref().as_str()) {
                file.found.unreadable.insert((T::KIND, id.to_owned()));
            }
            continue;
        };
        if let Some(first) = shelf.get(entry.key()) {
            let message = format!(
                "{} {} is defined twice; the first is at {}:{}",
                T::KIND,
                quoted(entry.key()),
                first.place().origin,
                first.place().line
            );
            file.problem(item.span(), message);
        } else {
            shelf.put(entry);
        }
    }
}

/// The wanted files directly in a directory, in the order of their names.
fn files(directory: &Path, is_wanted: impl Fn(&Path) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if is_wanted(&path) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> Option<&str> {
    path.file_name().and_then(OsStr::to_str)
}

fn read_file(path: &Path) -> Result<String, Problem> {
    let origin = || Origin::File(Arc::from(path));
    let refuse = |message: String| Problem::whole(origin(), message);
    let explain = |error: io::Error| refuse(format!("cannot read the file: {error}"));
    // Asked before opening: opening a named pipe would wait for somebody to write to it.
    let metadata = fs::metadata(path).map_err(explain)?;
    if !metadata.is_file() {
        let message = "not a regular file; only files can be named *.toml in a data directory";
        return Err(refuse(message.to_owned()));
    }
    let mut bytes = Vec::new();
    let mut reader = File::open(path).map_err(explain)?.take(LARGEST_FILE + 1);
    reader.read_to_end(&mut bytes).map_err(explain)?;
    if bytes.len() as u64 > LARGEST_FILE {
        let message = format!("larger than {} MiB, which no data file is", LARGEST_FILE / 1024 / 1024);
        return Err(refuse(message));
    }
    decoded(bytes).map_err(|(line, column)| {
        let place = Place { origin: origin(), line, column };
        Problem::at(place, "not UTF-8 text from here on; save the file as UTF-8".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Edition, Runtime};
    use super::*;

    const SOURCE: &str =
        "[[source]]\nid = 's'\npublisher = 'P'\ntitle = 'T'\nurl = 'u'\npublished = '2025'\n";

    fn figure(id: &str, unit: &str, value: &str) -> String {
        format!(
            "[[figure]]\nid = '{id}'\nlabel = 'L'\nunit = '{unit}'\nstatistic = 'mean'\n\
             audited = {{ value = {value}, source = 's', date = '2025', confidence = 'primary' }}\n"
        )
    }

    fn line(number: &str, confidence: &str) -> String {
        format!(
            "[[release_line]]\nruntime = 'node'\nline = '{number}'\nlong_term = true\nsource = 's'\n\
             confidence = '{confidence}'\nphases = [{{ phase = 'current', start = '2026-0{number}' }}]\n"
        )
    }

    fn load(below: &str, above: &str) -> Result<Catalog, String> {
        let mut layers = Layers::default();
        layers.add_texts([("below.toml", below)]);
        layers.add_texts([("above.toml", above)]);
        layers.finish().map_err(|errors| errors.to_string())
    }

    #[test]
    fn an_overlay_replaces_by_id_in_place_and_adds_the_rest() {
        let below = [SOURCE, &figure("a", "ms", "1"), &figure("b", "ms", "2")].concat();
        let above = [figure("c", "s", "3"), figure("a", "ms", "4")].concat();
        let catalog = load(&below, &above).unwrap();
        let values: Vec<(&str, f64, String)> = catalog
            .figures()
            .iter()
            .map(|figure| (figure.id.as_str(), figure.value(Edition::Audited), figure.place.to_string()))
            .collect();
        assert_eq!(
            values,
            [
                ("a", 4.0, "built-in above.toml:7:1".to_owned()),
                ("b", 2.0, "built-in below.toml:13:1".to_owned()),
                ("c", 3.0, "built-in above.toml:1:1".to_owned()),
            ]
        );
    }

    #[test]
    fn an_overlay_replaces_release_lines_by_runtime_and_line() {
        let below = [SOURCE, &line("5", "primary"), &line("6", "primary")].concat();
        let catalog = load(&below, &[line("5", "judgement"), line("4", "secondary")].concat()).unwrap();
        let lines: Vec<_> = catalog
            .release_lines(Runtime::Node)
            .map(|line| (line.line.as_str(), line.confidence.name()))
            .collect();
        assert_eq!(lines, [("4", "secondary"), ("5", "judgement"), ("6", "primary")]);
    }

    #[test]
    fn an_overlay_must_keep_the_unit() {
        let below = [SOURCE, &figure("a", "ms", "1")].concat();
        assert_eq!(
            load(&below, &figure("a", "s", "0.001")).unwrap_err(),
            "built-in above.toml:1:1: figure `a` is given in `s`, but the built-in one is in `ms`; convert it"
        );
    }

    #[test]
    fn a_duplicate_is_one_within_a_layer_only() {
        let below = [SOURCE, &figure("a", "ms", "1")].concat();
        let twice = [figure("a", "ms", "1"), figure("a", "ms", "2")].concat();
        assert_eq!(
            load(&below, &twice).unwrap_err(),
            "built-in above.toml:7:1: figure `a` is defined twice; the first is at built-in above.toml:1"
        );
    }

    #[test]
    fn an_overlay_may_refer_to_what_is_below_it() {
        assert!(load(SOURCE, &figure("a", "ms", "1")).is_ok());
        assert!(load("", &figure("a", "ms", "1")).is_err());
    }
}
