//! Which format a file has, by what it holds.

use csv::ReaderBuilder;

use super::document;
use super::draft::Draft;
use super::format::{ALL, Form, Format};
use super::measurement::Measurement;
use super::outline::Outline;
use super::refusal::{Reason, Refusal};
use super::report::Report;
use super::source::{LARGEST_DOCUMENT, LARGEST_REPORT, Source};
use super::table::Table;
use super::text::{harmless, plain};
use crate::notation;

/// What may stand between the cells of a table.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// How many names of an unknown file a message repeats.
const NAMES_SHOWN: usize = 8;

/// Reads a file in the format that it has.
pub(super) fn read(source: Source<'_>) -> Result<Measurement, Refusal> {
    let (format, draft) = match source.head().trim_ascii_start() {
        [b'{' | b'[', ..] => json(source),
        [b'<', ..] => Err(markup(source.head())),
        _ => table_or_report(source),
    }?;
    draft.finish(format)
}

type Recognised = (&'static Format, Draft);

fn json(source: Source<'_>) -> Result<Recognised, Refusal> {
    let first = source.first_line().and_then(|line| document::outline(str::from_utf8(line).ok()?).ok());
    if let Some(outline) = first {
        for format in ALL {
            if let Form::Lines { names, read } = format.form
                && has(&outline, names)
            {
                return Ok((format, read(&mut source.into_reader())?));
            }
        }
    }
    let text = source.into_text(LARGEST_DOCUMENT)?;
    let outline = match document::outline(&text) {
        Ok(outline) => outline,
        // A prompt may begin with a bracket.
        Err(refusal) => {
            let text = plain(&text);
            let around = Report::new(&text);
            return if reports(&around).is_empty() { Err(refusal) } else { report(&around, String::new()) };
        }
    };
    for format in ALL {
        let (names, list, read) = match format.form {
            Form::Document { names, read } => (names, false, read),
            Form::List { names, read } => (names, true, read),
            _ => continue,
        };
        if list == outline.list && has(&outline, names) {
            return Ok((format, read(&text)?));
        }
    }
    let kind = if outline.list { "a JSON list" } else { "a JSON object" };
    Err(Reason::Unknown(format!("it is {kind}{}", with(&outline.names()))).into())
}

/// Whether a document has all the names of a form.
fn has(outline: &Outline, names: &[&str]) -> bool {
    let own = outline.names();
    names.iter().all(|name| own.contains(name))
}

fn table_or_report(source: Source<'_>) -> Result<Recognised, Refusal> {
    if access_log(source.head()) {
        return Err(Reason::Unknown("it looks like the access log of a web server".to_owned()).into());
    }
    let mut widest = Vec::new();
    for delimiter in DELIMITERS {
        let cells = first_row(source.head(), delimiter);
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        for format in ALL {
            match format.form {
                Form::Table { columns, read } if columns.iter().all(|column| cells.contains(column)) => {
                    return Ok((format, read(Table::with_header(source.into_reader(), delimiter)?)?));
                }
                Form::Rows { is, read } if is(&cells) => {
                    return Ok((format, read(Table::without_header(source.into_reader(), delimiter))?));
                }
                _ => {}
            }
        }
        if cells.len() > widest.len() {
            widest = cells.into_iter().map(str::to_owned).collect();
        }
    }
    let looks = looks_like(&source, &widest);
    match source.into_text(LARGEST_REPORT) {
        Ok(text) => report(&Report::new(&plain(&text)), looks),
        // What helps is what the table is, not that it is large.
        Err(Refusal { reason: Reason::TooLarge { .. }, .. }) if widest.len() > 1 => {
            Err(Reason::Unknown(looks).into())
        }
        Err(refusal) => Err(refusal),
    }
}

type ReadReport = fn(&Report<'_>) -> Result<Draft, Refusal>;

/// Every report that begins in a text.
fn reports(report: &Report<'_>) -> Vec<(&'static Format, ReadReport)> {
    let mut found = Vec::new();
    for (line, next) in report.pairs() {
        let (line, next) = (line.trim(), next.trim());
        for format in ALL {
            if let Form::Report { begins, read } = format.form
                && begins(line, next)
            {
                found.push((format, read));
            }
        }
    }
    found
}

fn report(report: &Report<'_>, looks: String) -> Result<Recognised, Refusal> {
    let found = reports(report);
    match found.as_slice() {
        [] => Err(Reason::Unknown(looks).into()),
        [(format, read)] => Ok((format, read(report)?)),
        [(first, _), others @ ..] => {
            let same = others.iter().all(|(format, _)| format.tool == first.tool);
            let of = if same { format!(" of {}", first.tool.name()) } else { String::new() };
            Err(Reason::Several(format!("{} reports{of} in one file", found.len())).into())
        }
    }
}

/// The cells of the first row; none where there is no whole one.
fn first_row(head: &[u8], delimiter: u8) -> Vec<String> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(head);
    let first = reader.byte_records().next().and_then(Result::ok).unwrap_or_default();
    first.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
}

fn looks_like(source: &Source<'_>, cells: &[String]) -> String {
    let names: Vec<&str> = cells.iter().map(String::as_str).collect();
    match source.first_line() {
        None => format!(
            "its first line alone is longer than {} characters",
            notation::count(source.head().len() as u64 - 1)
        ),
        Some(_) if names.len() > 1 => format!("it is a table{}", with(&names)),
        Some(_) => "it is a text without any of their marks".to_owned(),
    }
}

/// The first names of an unknown file.
fn with(names: &[&str]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = names.iter().take(NAMES_SHOWN).map(|name| harmless(name)).collect();
    let more = if names.len() > NAMES_SHOWN { ", …" } else { "" };
    format!(" with {}{more}", shown.join(", "))
}

/// The common log format: a host, two names, a time in brackets, a request in quotes.
fn access_log(head: &[u8]) -> bool {
    let line = String::from_utf8_lossy(head.split(|byte| *byte == b'\n').next().unwrap_or_default());
    let mut words = line.splitn(4, ' ').skip(3);
    words.next().is_some_and(|rest| rest.starts_with('[') && rest.contains("] \""))
}

fn markup(head: &[u8]) -> Refusal {
    let head = String::from_utf8_lossy(head).to_lowercase();
    Refusal::new(if head.contains("<testresults") {
        Reason::WrongForm(
            "results of JMeter as XML: save them as CSV instead (jmeter.save.saveservice.output_format=csv)",
        )
    } else if head.contains("<html") || head.contains("<!doctype html") {
        Reason::WrongForm("an HTML report, which is for reading: export JSON or CSV with the tool instead")
    } else {
        Reason::Unknown("it is XML".to_owned())
    })
}
