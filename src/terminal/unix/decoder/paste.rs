//! A bracketed paste: what comes between its brackets, which may take many reads.

/// What ends a paste.
const END: &[u8] = b"\x1b[201~";

/// Of a paste that is longer, so many bytes are kept, so that nothing can fill the memory.
pub(super) const LONGEST: usize = 1 << 20;

/// A paste that has begun and not ended.
#[derive(Debug, Default)]
pub(super) struct Paste {
    /// So many of the bytes that are kept have been searched, and its end does not begin in them.
    searched: usize,
    /// The beginning of one that is too long; the rest is passed over, for it must not be taken for keys.
    beginning: Option<String>,
}

/// What came of reading on.
#[derive(Debug, PartialEq)]
pub(super) enum Progress {
    /// It has not ended; so many bytes are done with.
    Open(usize),
    /// It has ended after so many bytes; what it was.
    Ended(usize, String),
}

impl Paste {
    /// Reads what is kept of the paste and what has come since.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Progress {
        let news = bytes.get(self.searched..).unwrap_or_default();
        if let Some(end) = news.windows(END.len()).position(|window| window == END) {
            let end = self.searched + end;
            let text = bytes.get(..end).unwrap_or_default();
            let text = self.beginning.take().unwrap_or_else(|| String::from_utf8_lossy(text).into_owned());
            return Progress::Ended(end + END.len(), text);
        }
        // The last bytes may begin the end.
        self.searched = bytes.len().saturating_sub(END.len() - 1);
        if self.searched >= LONGEST && self.beginning.is_none() {
            let beginning = bytes.get(..LONGEST).unwrap_or_default();
            self.beginning = Some(String::from_utf8_lossy(beginning).into_owned());
        }
        Progress::Open(if self.beginning.is_some() { std::mem::take(&mut self.searched) } else { 0 })
    }

    /// What it is where its end is lost, of which a part may have come.
    pub(super) fn break_off(self, bytes: &[u8]) -> String {
        let cut = (1..END.len()).rev().find_map(|length| bytes.strip_suffix(END.get(..length)?));
        self.beginning.unwrap_or_else(|| String::from_utf8_lossy(cut.unwrap_or(bytes)).into_owned())
    }
}
