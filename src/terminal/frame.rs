//! Collecting a frame.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crossterm::queue;

use super::{BeginSynchronizedUpdate, EndSynchronizedUpdate};

/// Collects the bytes of a frame and hands them out whole.
///
/// The backend flushes several times within a frame, for the cursor and for clearing; here a flush does nothing.
/// Outside a frame nothing is collected, so that what the backend sends when it is dropped, after the terminal was
/// given back, goes nowhere. Clones share the frame: one belongs to the backend, one to the session.
#[derive(Debug, Clone, Default)]
pub(super) struct FrameWriter {
    frame: Arc<Mutex<Option<Vec<u8>>>>,
}

impl FrameWriter {
    /// Starts a frame, to be shown at once when it is complete.
    pub(super) fn begin(&self) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(1 << 14);
        queue!(bytes, BeginSynchronizedUpdate)?;
        *self.frame() = Some(bytes);
        Ok(())
    }

    /// Completes the frame and returns its bytes.
    pub(super) fn end(&self) -> io::Result<Vec<u8>> {
        let mut bytes = self.frame().take().unwrap_or_default();
        queue!(bytes, EndSynchronizedUpdate)?;
        Ok(bytes)
    }

    /// The bytes are whole even where a thread panicked while it wrote them.
    fn frame(&self) -> MutexGuard<'_, Option<Vec<u8>>> {
        self.frame.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for FrameWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(frame) = self.frame().as_mut() {
            frame.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_one_piece_however_often_it_is_flushed() {
        let frame = FrameWriter::default();
        let mut backend = frame.clone();
        frame.begin().unwrap();
        backend.write_all(b"one").unwrap();
        backend.flush().unwrap();
        backend.write_all(b"two").unwrap();
        assert_eq!(frame.end().unwrap(), b"\x1b[?2026honetwo\x1b[?2026l");
    }

    #[test]
    fn outside_a_frame_nothing_is_kept() {
        let frame = FrameWriter::default();
        frame.clone().write_all(b"stray").unwrap();
        frame.begin().unwrap();
        assert_eq!(frame.end().unwrap(), b"\x1b[?2026h\x1b[?2026l");
    }
}
