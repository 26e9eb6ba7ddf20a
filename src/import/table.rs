//! Tables of comma-separated values, one row at a time.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, Read};
use std::mem;
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};

use super::quantity;
use super::refusal::{LONGEST_RECORD, Reason, Refusal};
use super::text::harmless;

/// A table that is being read.
pub(super) struct Table<'a> {
    reader: csv::Reader<Fence<'a>>,
    fence: Rc<State>,
    /// The names in the first row, if it has names.
    header: Vec<String>,
    /// Cells that every row must have.
    width: Option<usize>,
    /// Rows read, that of the names included.
    read: u64,
}

/// A column that was looked up.
#[derive(Clone, Debug)]
pub(super) struct Column {
    position: usize,
    name: Cow<'static, str>,
}

impl Column {
    /// A column of a table whose first row has no names.
    pub(super) const fn at(position: usize, name: &'static str) -> Self {
        Self { position, name: Cow::Borrowed(name) }
    }
}

impl<'a> Table<'a> {
    /// A table whose first row has its names.
    pub(super) fn with_header(reader: impl Read + 'a, delimiter: u8) -> Result<Self, Refusal> {
        let mut table = Self::without_header(reader, delimiter);
        let mut names = ByteRecord::new();
        table.next(&mut names)?;
        table.header =
            names.iter().map(|name| String::from_utf8_lossy(name.trim_ascii()).into_owned()).collect();
        table.width = Some(names.len());
        Ok(table)
    }

    /// A table of nothing but rows.
    pub(super) fn without_header(reader: impl Read + 'a, delimiter: u8) -> Self {
        let fence = Rc::new(State::default());
        let reader = Fence { inner: Box::new(reader), state: Rc::clone(&fence) };
        // Rows of other lengths are looked at here, because the last one may be cut off.
        let reader =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(reader);
        Self { reader, fence, header: Vec::new(), width: None, read: 0 }
    }

    /// Whether the first row has names.
    pub(super) fn has_header(&self) -> bool {
        !self.header.is_empty()
    }

    /// The column of this name.
    pub(super) fn column(&self, name: &str) -> Option<Column> {
        let position = self.header.iter().position(|own| own == name)?;
        Some(Column { position, name: Cow::Owned(name.to_owned()) })
    }

    /// The column of this name, which a format cannot do without.
    pub(super) fn required(&self, name: &str) -> Result<Column, Refusal> {
        self.column(name)
            .ok_or_else(|| Refusal::at_line(1, Reason::Value(format!("there is no column {name}"))))
    }

    /// Reads row after row and returns whether the last one was cut off, which is left out then.
    pub(super) fn each(
        &mut self,
        mut take: impl FnMut(&Row<'_>) -> Result<(), Refusal>,
    ) -> Result<bool, Refusal> {
        let (mut record, mut ahead) = (ByteRecord::new(), ByteRecord::new());
        let mut more = self.next(&mut record)?;
        while more {
            let number = self.read;
            more = self.next(&mut ahead)?;
            let width = *self.width.get_or_insert(record.len());
            let line = record.position().map_or(0, csv::Position::line);
            let row = Row { record: &record, line, number };
            let taken = if record.len() < width {
                let reason = format!("row {number} has {} of {width} cells", record.len());
                Err(Refusal::at_line(line, Reason::Value(reason)))
            } else {
                take(&row)
            };
            match taken {
                Ok(()) => {}
                Err(_) if !more && (record.len() < width || self.fence.last.get() != b'\n') => {
                    return Ok(true);
                }
                Err(refusal) => return Err(refusal),
            }
            mem::swap(&mut record, &mut ahead);
        }
        Ok(false)
    }

    fn next(&mut self, record: &mut ByteRecord) -> Result<bool, Refusal> {
        self.fence.left.set(LONGEST_RECORD);
        match self.reader.read_byte_record(record) {
            Ok(more) => {
                self.read += u64::from(more);
                Ok(more)
            }
            Err(_) if self.fence.left.get() == 0 => {
                let line = self.reader.position().line();
                let reason = "a row is longer than 1 MiB: is a quote missing?".to_owned();
                Err(Refusal::at_line(line, Reason::Value(reason)))
            }
            Err(error) => Err(Refusal::from(io::Error::from(error))),
        }
    }
}

/// A row of a table.
pub(super) struct Row<'r> {
    record: &'r ByteRecord,
    line: u64,
    number: u64,
}

impl Row<'_> {
    /// A cell as text; empty where the row has none.
    pub(super) fn text(&self, column: &Column) -> Cow<'_, str> {
        String::from_utf8_lossy(self.record.get(column.position).unwrap_or_default().trim_ascii())
    }

    /// A cell as a number of zero or more.
    pub(super) fn number(&self, column: &Column) -> Result<f64, Refusal> {
        let text = self.text(column);
        quantity::number(&text).ok_or_else(|| self.wrong(column, &text))
    }

    /// A cell as a whole number.
    pub(super) fn count(&self, column: &Column) -> Result<u64, Refusal> {
        let text = self.text(column);
        quantity::count(&text).ok_or_else(|| self.wrong(column, &text))
    }

    /// A cell as the status of a response; 0 where there was none.
    pub(super) fn status(&self, column: &Column) -> Result<u64, Refusal> {
        match self.count(column)? {
            status @ (0 | 100..=999) => Ok(status),
            _ => Err(self.problem(&format!("{} is no status of HTTP", column.name))),
        }
    }

    /// What is wrong with this row.
    pub(super) fn problem(&self, problem: &str) -> Refusal {
        Refusal::at_line(self.line, Reason::Value(format!("row {}: {problem}", self.number)))
    }

    fn wrong(&self, column: &Column, text: &str) -> Refusal {
        let name = &column.name;
        let problem = match text.parse::<f64>() {
            Ok(value) if value.is_nan() => format!("{name} is NaN, which is no number"),
            Ok(value) if value.is_infinite() => format!("{name} is infinite"),
            Ok(value) if value < 0.0 => format!("{name} is negative ({})", harmless(text)),
            Ok(_) => format!("{name} is no whole number ({})", harmless(text)),
            Err(_) => format!("{name} is text (\"{}\") where a number belongs", harmless(text)),
        };
        self.problem(&problem)
    }
}

/// Keeps a row whose closing quote is missing from taking in the rest of a large file.
struct Fence<'a> {
    inner: Box<dyn Read + 'a>,
    state: Rc<State>,
}

#[derive(Default)]
struct State {
    /// Bytes that may still be read for the current row.
    left: Cell<u64>,
    /// The byte read last.
    last: Cell<u8>,
}

impl Read for Fence<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.state.left.get();
        if left == 0 {
            return Err(io::Error::other("a row that is too long"));
        }
        let room = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = self.inner.read(buffer.get_mut(..room).unwrap_or_default())?;
        self.state.left.set(left - read as u64);
        if let Some(last) = buffer.get(..read).and_then(<[u8]>::last) {
            self.state.last.set(*last);
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(text: &str) -> Result<(f64, bool), Refusal> {
        let mut table = Table::with_header(text.as_bytes(), b',')?;
        let column = table.required("n")?;
        let mut sum = 0.0;
        let torn = table.each(|row| {
            sum += row.number(&column)?;
            Ok(())
        })?;
        Ok((sum, torn))
    }

    #[test]
    fn rows_are_read_over_quoted_line_ends() {
        assert_eq!(sum("text,n\n\"a,\nb\",1\nc,2\n").unwrap(), (3.0, false));
        assert_eq!(sum("text,n\r\na,1\r\n").unwrap(), (1.0, false));
        assert_eq!(sum("text,n\n").unwrap(), (0.0, false));
    }

    #[test]
    fn only_the_last_row_may_be_cut_off() {
        assert_eq!(sum("text,n\na,1\nb").unwrap(), (1.0, true));
        assert_eq!(sum("text,n\na,1\nb,2e").unwrap(), (1.0, true));
        assert_eq!(sum("text,n\na,1\nb,2").unwrap(), (3.0, false));
        assert!(sum("text,n\na\nb,2\n").unwrap_err().to_string().contains(":2: row 2 has 1 of 2 cells"));
        assert!(sum("text,n\na,1\nb,NaN\n").unwrap_err().to_string().contains(":3: row 3: n is NaN"));
        assert!(sum("text,n\na,-1\nb,1\n").unwrap_err().to_string().contains("n is negative (-1)"));
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_take_the_rest_in() {
        let endless = b"text,n\n\"".chain(io::repeat(b'x'));
        let mut table = Table::with_header(endless, b',').unwrap();
        assert!(table.each(|_| Ok(())).unwrap_err().to_string().contains("longer than 1 MiB"));
    }
}
