//! Bytes of a file as UTF-8, with a look at how it begins.

use std::io::{self, Cursor, Read};

use super::refusal::{LONGEST_RECORD, Reason, Refusal};

/// How much of a file is looked at to recognise it, bytes: one record at least.
const HEAD: u64 = LONGEST_RECORD;
/// The largest JSON document, bytes. Those of some tools hold samples of single requests.
pub(super) const LARGEST_DOCUMENT: u64 = 32 << 20;
/// The largest report for people with what stands around it, bytes.
pub(super) const LARGEST_REPORT: u64 = 8 << 20;
/// Bytes that no text has: control characters other than white space, bell, backspace and escape.
const BINARY: fn(&u8) -> bool = |byte| matches!(byte, 0..=6 | 14..=26 | 28..=31);

/// A file whose beginning has been read.
pub(super) struct Source<'a> {
    head: Vec<u8>,
    rest: Box<dyn Read + 'a>,
}

/// A file as UTF-8: a byte order mark is taken off, and UTF-16 decoded, which PowerShell's `>` writes.
///
/// # Errors
/// When its first bytes cannot be read.
pub(super) fn utf8<'a>(mut reader: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
    let mut mark = Vec::new();
    reader.by_ref().take(3).read_to_end(&mut mark)?;
    Ok(match mark.as_slice() {
        [0xef, 0xbb, 0xbf] => Box::new(reader),
        [first @ (0xff | 0xfe), second @ (0xff | 0xfe), behind @ ..] if first != second => {
            let inner = Cursor::new(behind.to_vec()).chain(reader);
            Box::new(Utf16 { inner, big: *first == 0xfe, high: None, ready: Vec::new() })
        }
        _ => Box::new(Cursor::new(mark).chain(reader)),
    })
}

impl<'a> Source<'a> {
    /// Reads the beginning of a file that has been [decoded](utf8).
    pub(super) fn open(mut rest: Box<dyn Read + 'a>) -> Result<Self, Refusal> {
        let mut head = Vec::new();
        rest.by_ref().take(HEAD).read_to_end(&mut head)?;
        if head.is_empty() {
            return Err(Reason::Empty { blank: false }.into());
        }
        let source = Self { head, rest };
        if source.is_whole() && source.head.trim_ascii().is_empty() {
            return Err(Reason::Empty { blank: true }.into());
        }
        if source.head.iter().any(BINARY) {
            return Err(Reason::Unknown(binary(&source.head).to_owned()).into());
        }
        Ok(source)
    }

    /// Whether the file is no longer than the part that was looked at.
    fn is_whole(&self) -> bool {
        (self.head.len() as u64) < HEAD
    }

    /// The first line, unless it does not end in the part that was looked at.
    pub(super) fn first_line(&self) -> Option<&[u8]> {
        let line = self.head.split(|byte| *byte == b'\n').next()?;
        (line.len() < self.head.len() || self.is_whole()).then_some(line)
    }

    /// The part that was looked at.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// The whole file as text, if it has no more than `limit` bytes. What is no UTF-8 is replaced.
    pub(super) fn into_text(mut self, limit: u64) -> Result<String, Refusal> {
        let more = limit.saturating_sub(self.head.len() as u64);
        let mut bytes = self.head;
        self.rest.by_ref().take(more + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(Reason::TooLarge { limit }.into());
        }
        Ok(String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// The whole file as a stream.
    pub(super) fn into_reader(self) -> impl Read + 'a {
        Cursor::new(self.head).chain(self.rest)
    }
}

fn binary(head: &[u8]) -> &'static str {
    match head {
        [0x1f, 0x8b, ..] => "binary data, compressed with gzip; unpack it first",
        _ => {
            "binary data; if it is what `vegeta attack` wrote, `vegeta report -type=json` or `vegeta encode` make it \
             readable"
        }
    }
}

/// UTF-16 as UTF-8. Halves of pairs that stand alone are replaced.
struct Utf16<R> {
    inner: R,
    big: bool,
    /// The first half of a pair whose second was not read yet.
    high: Option<u16>,
    ready: Vec<u8>,
}

impl<R: Read> Utf16<R> {
    fn decode(&mut self, bytes: &[u8]) {
        let units = bytes.chunks_exact(2).filter_map(|pair| {
            let pair: [u8; 2] = pair.try_into().ok()?;
            Some(if self.big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
        });
        let mut units: Vec<u16> = self.high.take().into_iter().chain(units).collect();
        if bytes.len() > 1 {
            self.high = units.pop_if(|last| (0xd800..0xdc00).contains(last));
        }
        let text: String =
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.ready.extend(text.bytes());
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() {
            let mut bytes = Vec::with_capacity(1 << 14);
            // A whole number of pairs, unless the file ends.
            if self.inner.by_ref().take(1 << 14).read_to_end(&mut bytes)? == 0 {
                if self.high.is_none() {
                    return Ok(0);
                }
                self.decode(&[]);
            } else {
                self.decode(&bytes);
            }
        }
        let count = self.ready.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(self.ready.drain(..count)) {
            *to = from;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u64 = LARGEST_REPORT;

    fn source(bytes: &[u8]) -> Result<Source<'_>, Refusal> {
        Source::open(utf8(bytes)?)
    }

    #[test]
    fn utf_16_is_decoded_in_either_order_and_over_any_boundary() {
        let text = "a𝄞ü\n".repeat(20_000);
        let little: Vec<u8> =
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> =
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            assert!(source(&bytes).unwrap().into_text(LIMIT).unwrap() == text);
        }
        let torn = source(&[0xff, 0xfe, b'a', 0, 0x34, 0xd8]).unwrap();
        assert_eq!(torn.into_text(LIMIT).unwrap(), "a\u{fffd}");
        assert_eq!(source(&[0xff, 0xfe, b'a', 0, b'b']).unwrap().into_text(LIMIT).unwrap(), "a");
    }

    #[test]
    fn marks_are_taken_off_and_nothing_is_nothing() {
        assert_eq!(source(b"\xef\xbb\xbf{}").unwrap().into_text(LIMIT).unwrap(), "{}");
        assert_eq!(source(b"one\ntwo").unwrap().first_line(), Some(b"one".as_slice()));
        for (bytes, blank) in [(b"".as_slice(), false), (b"\xff\xfe", false), (b" \n\t\r\n", true)] {
            let reason = source(bytes).err().unwrap().reason;
            assert!(matches!(reason, Reason::Empty { blank: found } if found == blank));
        }
    }

    #[test]
    fn a_summary_has_a_limit_and_a_stream_has_none() {
        let large = || Source::open(Box::new(io::repeat(b' ').take(LIMIT + 1))).unwrap();
        assert!(matches!(large().into_text(LIMIT).unwrap_err().reason, Reason::TooLarge { .. }));
        assert_eq!(io::copy(&mut large().into_reader(), &mut io::sink()).unwrap(), LIMIT + 1);
    }
}
