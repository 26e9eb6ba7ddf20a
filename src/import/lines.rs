//! JSON lines: one object a line, read as a stream.

use std::io::{BufRead, BufReader, Read};

use serde::de::DeserializeOwned;

use super::document;
use super::refusal::{LONGEST_RECORD, Reason, Refusal};

/// Reads objects one after another and returns whether the last line was cut off, which is left out then.
pub(super) fn each<T: DeserializeOwned>(
    reader: impl Read,
    mut take: impl FnMut(T) -> Result<(), String>,
) -> Result<bool, Refusal> {
    let mut reader = BufReader::new(reader);
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if reader.by_ref().take(LONGEST_RECORD).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let ended = bytes.ends_with(b"\n");
        if bytes.len() as u64 == LONGEST_RECORD && !ended {
            return Err(Refusal::at_line(
                number,
                Reason::Unknown("the line is longer than 1 MiB".to_owned()),
            ));
        }
        let line = String::from_utf8_lossy(bytes.trim_ascii());
        if line.is_empty() {
            continue;
        }
        match document::parse::<T>(&line) {
            Ok(object) => {
                take(object).map_err(|problem| Refusal::at_line(number, Reason::Value(problem)))?;
            }
            Err(Refusal { reason: Reason::Truncated(_), .. }) if !ended => return Ok(true),
            Err(refusal) => {
                let column = refusal.place.and_then(|place| place.column).unwrap_or(1);
                return Err(Refusal::at(number, column, refusal.reason));
            }
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::Counts;

    fn read(text: &str) -> Result<(usize, bool), Refusal> {
        let mut count = 0;
        let torn = each::<Counts>(text.as_bytes(), |_| {
            count += 1;
            Ok(())
        })?;
        Ok((count, torn))
    }

    #[test]
    fn a_last_line_that_was_cut_off_is_left_out_and_another_refused() {
        assert_eq!(read("{\"a\":1}\n\n{\"b\":2}").unwrap(), (2, false));
        assert_eq!(read("{\"a\":1}\n{\"b\":").unwrap(), (1, true));
        assert_eq!(read("{\"a\":1}\n{\"b\":\n{}").unwrap_err().place.map(|place| place.line), Some(2));
        assert!(read("{\"a\":1}\n{\"b\":-2}").unwrap_err().to_string().contains(":2:7: b is negative"));
    }

    #[test]
    fn a_line_without_end_is_refused() {
        let line = std::io::repeat(b'[').take(LONGEST_RECORD * 3);
        assert!(each::<Counts>(line, |_| Ok(())).unwrap_err().to_string().contains("longer than 1 MiB"));
    }
}
