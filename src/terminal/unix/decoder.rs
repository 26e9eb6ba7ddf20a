//! From the bytes of a terminal to events.
//!
//! Covers what xterm and its kin send without being asked for more: characters, control and function keys with
//! modifiers, SGR mouse reports and bracketed paste. See "XTerm Control Sequences" by Moy and Dickey.

mod paste;
mod sequence;

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use self::paste::{Paste, Progress};

const ESCAPE: u8 = 0x1b;

/// How long the byte of the Escape key may turn out to be the beginning of a sequence.
const ESCAPE_DELAY: Duration = Duration::from_millis(25);

/// How long a paste may be silent before its end is taken for lost. Too short would make keys of the rest of a paste
/// over a slow line; too long would keep the keys from whoever lost the end.
const PASTE_SILENCE: Duration = Duration::from_secs(3);

/// The beginning of the input, judged.
#[derive(Debug, PartialEq)]
enum Parsed {
    /// So many bytes are an event, or nothing that is known.
    Complete(usize, Option<Event>),
    /// So many bytes say that a paste begins behind them.
    Paste(usize),
    /// So many bytes begin a sequence that is longer than any that is known.
    TooLong(usize),
    /// More bytes are needed to tell.
    Incomplete,
}

impl Parsed {
    fn key(used: usize, code: KeyCode, modifiers: KeyModifiers) -> Self {
        Self::Complete(used, Some(Event::Key(KeyEvent::new(code, modifiers))))
    }
}

/// Keeps what is not yet a whole event until the rest has come.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    pending: Vec<u8>,
    /// What is known of the paste that is pending, if one is.
    paste: Option<Paste>,
    /// Whether the input goes on with a sequence that is passed over for its length.
    is_passing_over: bool,
}

impl Decoder {
    /// Takes in input and appends the events that are complete.
    pub(super) fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        self.pending.extend_from_slice(bytes);
        let mut done = 0;
        loop {
            let rest = self.pending.get(done..).unwrap_or_default();
            if let Some(paste) = &mut self.paste {
                match paste.read(rest) {
                    Progress::Open(used) => {
                        done += used;
                        break;
                    }
                    Progress::Ended(used, text) => {
                        done += used;
                        events.push(Event::Paste(text));
                        self.paste = None;
                        continue;
                    }
                }
            }
            if self.is_passing_over {
                let (used, has_ended) = sequence::rest_of_too_long(rest);
                done += used;
                self.is_passing_over = !has_ended;
                if has_ended {
                    continue;
                }
                break;
            }
            match parse(rest) {
                Parsed::Complete(used, event) => {
                    events.extend(event);
                    done += used.max(1);
                }
                Parsed::Paste(used) => {
                    done += used;
                    self.paste = Some(Paste::default());
                }
                Parsed::TooLong(used) => {
                    done += used;
                    self.is_passing_over = true;
                }
                Parsed::Incomplete => break,
            }
        }
        self.pending.drain(..done.min(self.pending.len()));
    }

    /// After how long a silence what is kept is all there will be; none where it may be kept for ever.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.paste {
            Some(_) => Some(PASTE_SILENCE),
            None => self.ambiguous_key().map(|_| ESCAPE_DELAY),
        }
    }

    /// Takes what is kept for all there is, because nothing has followed it: a paste, the Escape key, or Alt with `[`
    /// or `O`.
    pub(super) fn resolve(&mut self, events: &mut Vec<Event>) {
        let event = match self.paste.take() {
            Some(paste) => Some(Event::Paste(paste.break_off(&self.pending))),
            None => self.ambiguous_key().map(Event::Key),
        };
        if event.is_some() {
            self.pending.clear();
            events.extend(event);
        }
    }

    fn ambiguous_key(&self) -> Option<KeyEvent> {
        match self.pending.as_slice() {
            [ESCAPE] => Some(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE)),
            [ESCAPE, b'['] => Some(sequence::ALT_BRACKET),
            [ESCAPE, b'O'] => Some(sequence::ALT_O),
            _ => None,
        }
    }
}

fn parse(input: &[u8]) -> Parsed {
    match input {
        [ESCAPE] | [] => Parsed::Incomplete,
        [ESCAPE, ESCAPE, ..] => Parsed::key(1, KeyCode::Esc, KeyModifiers::NONE),
        [ESCAPE, b'[', rest @ ..] => sequence::control(rest),
        [ESCAPE, b'O', rest @ ..] => sequence::single_shift(rest),
        [ESCAPE, rest @ ..] => match character(rest) {
            Parsed::Complete(used, Some(Event::Key(mut key))) => {
                key.modifiers |= KeyModifiers::ALT;
                Parsed::Complete(used + 1, Some(Event::Key(key)))
            }
            Parsed::Complete(used, event) => Parsed::Complete(used + 1, event),
            other => other,
        },
        _ => character(input),
    }
}

/// One character or control code.
fn character(input: &[u8]) -> Parsed {
    let Some(&first) = input.first() else { return Parsed::Incomplete };
    let control = |base: u8| Parsed::key(1, KeyCode::Char(char::from(base + first)), KeyModifiers::CONTROL);
    match first {
        b'\r' => Parsed::key(1, KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => Parsed::key(1, KeyCode::Tab, KeyModifiers::NONE),
        0x7f => Parsed::key(1, KeyCode::Backspace, KeyModifiers::NONE),
        0 => Parsed::key(1, KeyCode::Char(' '), KeyModifiers::CONTROL),
        0x01..=0x1a => control(b'a' - 1),
        0x1c..=0x1f => control(b'4' - 0x1c),
        _ => utf8(input, first),
    }
}

fn utf8(input: &[u8], first: u8) -> Parsed {
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    let encoded = input.get(..length).unwrap_or(input);
    match std::str::from_utf8(encoded) {
        Ok(text) => match text.chars().next() {
            Some(character) if character.is_uppercase() => {
                Parsed::key(length, KeyCode::Char(character), KeyModifiers::SHIFT)
            }
            Some(character) => Parsed::key(length, KeyCode::Char(character), KeyModifiers::NONE),
            None => Parsed::Complete(1, None),
        },
        Err(error) if error.error_len().is_none() => Parsed::Incomplete,
        Err(_) => Parsed::Complete(1, None),
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
    use proptest::prelude::*;

    use super::*;

    fn decode(input: &[u8]) -> Vec<Event> {
        let (mut decoder, mut events) = (Decoder::default(), Vec::new());
        decoder.feed(input, &mut events);
        decoder.resolve(&mut events);
        events
    }

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_come_with_their_modifiers() {
        use KeyCode::{
            BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, PageUp, Right, Tab, Up,
        };
        const NONE: KeyModifiers = KeyModifiers::NONE;
        const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
        const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
        const ALT: KeyModifiers = KeyModifiers::ALT;
        const META: KeyModifiers = KeyModifiers::META;
        let cases: &[(&[u8], KeyCode, KeyModifiers)] = &[
            (b"a", Char('a'), NONE),
            (b"G", Char('G'), SHIFT),
            ("é".as_bytes(), Char('é'), NONE),
            ("界".as_bytes(), Char('界'), NONE),
            (b"\r", Enter, NONE),
            (b"\t", Tab, NONE),
            (b"\x7f", Backspace, NONE),
            (b"\x03", Char('c'), CONTROL),
            (b"\x1a", Char('z'), CONTROL),
            (b"\x00", Char(' '), CONTROL),
            (b"\x1f", Char('7'), CONTROL),
            (b"\x1b", Esc, NONE),
            (b"\x1bx", Char('x'), ALT),
            (b"\x1b\r", Enter, ALT),
            (b"\x1b[", Char('['), ALT),
            (b"\x1bO", Char('O'), ALT.union(SHIFT)),
            (b"\x1b[A", Up, NONE),
            (b"\x1bOB", Down, NONE),
            (b"\x1b[1;5A", Up, CONTROL),
            (b"\x1b[1;4H", Home, SHIFT.union(ALT)),
            (b"\x1b[Z", BackTab, SHIFT),
            (b"\x1b[3~", Delete, NONE),
            (b"\x1b[5;2~", PageUp, SHIFT),
            (b"\x1b[8~", End, NONE),
            (b"\x1bOP", F(1), NONE),
            (b"\x1b[[B", F(2), NONE),
            (b"\x1b[15~", F(5), NONE),
            (b"\x1b[24;5~", F(12), CONTROL),
            (b"\x1b[1;9C", Right, META),
            (b"\x1b[3;16~", Delete, SHIFT.union(ALT).union(CONTROL).union(META)),
        ];
        for (input, code, modifiers) in cases {
            assert_eq!(decode(input), [key(*code, *modifiers)], "{:?}", input.escape_ascii().to_string());
        }
    }

    #[test]
    fn mouse_reports_of_any_size() {
        let at = |kind, column, row, modifiers| Event::Mouse(MouseEvent { kind, column, row, modifiers });
        let (left, none) = (MouseButton::Left, KeyModifiers::NONE);
        assert_eq!(decode(b"\x1b[<0;1;1M"), [at(MouseEventKind::Down(left), 0, 0, none)]);
        assert_eq!(decode(b"\x1b[<0;300;200m"), [at(MouseEventKind::Up(left), 299, 199, none)]);
        assert_eq!(decode(b"\x1b[<32;5;6M"), [at(MouseEventKind::Drag(left), 4, 5, none)]);
        assert_eq!(decode(b"\x1b[<2;5;6M"), [at(MouseEventKind::Down(MouseButton::Right), 4, 5, none)]);
        assert_eq!(decode(b"\x1b[<65;5;6M"), [at(MouseEventKind::ScrollDown, 4, 5, none)]);
        assert_eq!(decode(b"\x1b[<80;5;6M"), [at(MouseEventKind::ScrollUp, 4, 5, KeyModifiers::CONTROL)]);
        assert_eq!(decode(b"\x1b[<0;0;0M"), [at(MouseEventKind::Down(left), 0, 0, none)]);
    }

    #[test]
    fn a_paste_is_one_event_whatever_is_in_it() {
        assert_eq!(decode(b"\x1b[200~q\r\x1b[A\x1b[201~"), [Event::Paste("q\r\x1b[A".to_owned())]);
    }

    #[test]
    fn escape_before_a_sequence_is_a_key_of_its_own() {
        let expected = [key(KeyCode::Esc, KeyModifiers::NONE), key(KeyCode::Up, KeyModifiers::NONE)];
        assert_eq!(decode(b"\x1b\x1b[A"), expected);
    }

    #[test]
    fn what_is_unknown_is_passed_over_whole() {
        let expected = [key(KeyCode::Char('a'), KeyModifiers::NONE)];
        assert_eq!(decode(b"\x1b[?62;22ca"), expected, "a device attributes report");
        assert_eq!(decode(b"\x1b[99~a"), expected, "a function key of another keyboard");
        assert_eq!(decode(b"\x1b[<0;1Ma"), expected, "a mouse report without a row");
        assert_eq!(decode(b"\xff\xfea"), expected, "no UTF-8");
        assert_eq!(decode(b"\x1b[12\x1b[Aa").len(), 2, "a sequence cut off by another");
    }

    #[test]
    fn what_breaks_off_an_introducer_is_read_as_what_it_is() {
        const NONE: KeyModifiers = KeyModifiers::NONE;
        let (up, enter) = (key(KeyCode::Up, NONE), key(KeyCode::Enter, NONE));
        let alt_o = || Event::Key(sequence::ALT_O);
        assert_eq!(decode(b"\x1bO\x1b[A"), [alt_o(), up.clone()]);
        assert_eq!(decode(b"\x1bO\r"), [alt_o(), enter]);
        assert_eq!(decode("\x1bO界".as_bytes()), [alt_o(), key(KeyCode::Char('界'), NONE)]);
        assert_eq!(decode(b"\x1b[\x1b[A"), [Event::Key(sequence::ALT_BRACKET), up.clone()]);
        assert_eq!(decode(b"\x1b[[\x1b[A"), [up], "a function key of the Linux console, cut off");
        assert_eq!(decode(b"\x1bOya"), [key(KeyCode::Char('a'), NONE)], "a key of another keypad");
    }

    #[test]
    fn a_sequence_that_is_too_long_is_passed_over_however_it_comes() {
        let long = [b"a\x1b[".as_slice(), &b"1;".repeat(sequence::LONGEST), b"Ab"].concat();
        let expected = ['a', 'b'].map(|char| key(KeyCode::Char(char), KeyModifiers::NONE));
        for size in 1..=long.len() {
            let (mut decoder, mut events) = (Decoder::default(), Vec::new());
            for read in long.chunks(size) {
                decoder.feed(read, &mut events);
                assert!(decoder.pending.len() <= sequence::LONGEST + 2);
            }
            assert_eq!(events, expected, "in reads of {size}");
        }
        let cut_off = [b"\x1b[".as_slice(), &b"1".repeat(sequence::LONGEST + 1), b"\x1b[B"].concat();
        assert_eq!(decode(&cut_off), [key(KeyCode::Down, KeyModifiers::NONE)]);
        let longest = [b"\x1b[1;1;".as_slice(), &b"1".repeat(sequence::LONGEST - 4), b"B"].concat();
        assert_eq!(decode(&longest), [key(KeyCode::Down, KeyModifiers::NONE)], "the longest that is read");
    }

    #[test]
    fn nothing_is_lost_between_two_reads() {
        let input = "x\x1b[1;5A\x1b[<32;50;60M\x1b[200~ein Wort\x1b[201~界\x1bOP".as_bytes();
        let whole = decode(input);
        assert_eq!(whole.len(), 6);
        for split in 0..=input.len() {
            let (head, tail) = input.split_at(split);
            let (mut decoder, mut events) = (Decoder::default(), Vec::new());
            decoder.feed(head, &mut events);
            decoder.feed(tail, &mut events);
            assert_eq!(events, whole, "split at {split}");
        }
    }

    #[test]
    fn a_paste_that_is_too_long_is_its_beginning() {
        let (begin, end) = (b"\x1b[200~".as_slice(), b"\x1b[201~".as_slice());
        // The end is cut by the reads at each of its places.
        for split in 0..=end.len() {
            let (mut decoder, mut events) = (Decoder::default(), Vec::new());
            decoder.feed(begin, &mut events);
            decoder.feed(&vec![b'x'; paste::LONGEST + end.len()], &mut events);
            assert!(decoder.pending.len() < end.len(), "{}", decoder.pending.len());
            decoder.feed(b"q\r\x1b[A\x1b", &mut events);
            assert_eq!(decoder.patience(), Some(PASTE_SILENCE), "no Escape key");
            let (head, tail) = end.split_at(split);
            decoder.feed(head, &mut events);
            decoder.feed(tail, &mut events);
            assert_eq!(events, [Event::Paste("x".repeat(paste::LONGEST))], "split at {split}");
            assert_eq!(decoder.pending.len(), 0, "split at {split}");
            events.clear();
            decoder.feed(b"a\x1b[200~b\x1b[201~", &mut events);
            let expected = [key(KeyCode::Char('a'), KeyModifiers::NONE), Event::Paste("b".to_owned())];
            assert_eq!(events, expected, "what follows counts again");
        }
    }

    #[test]
    fn a_paste_whose_end_is_lost_is_what_has_come_and_keys_are_keys_again() {
        let long = "x".repeat(paste::LONGEST);
        for (pasted, kept) in [
            ("", ""),
            ("ein Wort", "ein Wort"),
            ("ein\x03q", "ein\x03q"),
            ("a part of the end\x1b[20", "a part of the end"),
            ("a part of the end\x1b", "a part of the end"),
            (&format!("{long}yy\x1b[201"), &long),
        ] {
            let (mut decoder, mut events) = (Decoder::default(), Vec::new());
            decoder.feed(b"\x1b[200~", &mut events);
            decoder.feed(pasted.as_bytes(), &mut events);
            assert_eq!((decoder.patience(), events.len()), (Some(PASTE_SILENCE), 0));
            decoder.resolve(&mut events);
            assert!(events == [Event::Paste(kept.to_owned())], "{:.40}", pasted.escape_debug());
            assert_eq!((decoder.patience(), decoder.pending.len()), (None, 0));
            decoder.feed(b"\x03", &mut events);
            assert_eq!(events.last(), Some(&key(KeyCode::Char('c'), KeyModifiers::CONTROL)));
        }
    }

    #[test]
    fn a_paste_of_many_reads_is_whole_up_to_the_longest() {
        let (mut decoder, mut events) = (Decoder::default(), Vec::new());
        decoder.feed(b"\x1b[200~", &mut events);
        for _ in 0..paste::LONGEST / 64 {
            decoder.feed(&[b'x'; 64], &mut events);
        }
        decoder.feed(b"\x1b[201~", &mut events);
        assert_eq!(events, [Event::Paste("x".repeat(paste::LONGEST))]);
    }

    #[test]
    fn a_paste_keeps_nothing_of_its_end_however_that_is_cut() {
        for length in paste::LONGEST - 6..=paste::LONGEST {
            for split in 0..=6 {
                let (mut decoder, mut events) = (Decoder::default(), Vec::new());
                let whole = [b"\x1b[200~".as_slice(), &vec![b'x'; length], b"\x1b[201~"].concat();
                let (head, tail) = whole.split_at(whole.len() - split);
                decoder.feed(head, &mut events);
                decoder.feed(tail, &mut events);
                assert_eq!(events, [Event::Paste("x".repeat(length))], "{length}, {split}");
            }
        }
    }

    /// Bytes of all kinds, and sequences that hardly come about by chance.
    fn input() -> impl Strategy<Value = Vec<u8>> {
        let bytes = || proptest::collection::vec(any::<u8>(), 0..20);
        let begun = [
            &b"\x1b"[..],
            b"\x1b[",
            b"\x1bO",
            b"\x1b[200~",
            b"\x1b[201~",
            b"\x1b[<0;3",
            b"\x1b[[",
            &[b'1'; 40],
            "界".as_bytes(),
        ];
        let begun = proptest::sample::select(begun.map(<[u8]>::to_vec).to_vec());
        proptest::collection::vec(prop_oneof![bytes(), begun], 0..20).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn what_is_kept_of_any_bytes_is_the_beginning_of_one_sequence(
            input in input(),
            parameters in proptest::collection::vec(0x20..0x40_u8, 0..100),
        ) {
            let (mut decoder, mut events) = (Decoder::default(), Vec::new());
            decoder.feed(&input, &mut events);
            decoder.feed(&parameters, &mut events);
            if decoder.paste.is_none() {
                let kept = &decoder.pending;
                prop_assert!(kept.len() <= sequence::LONGEST + 2, "{}", kept.escape_ascii());
                prop_assert!(kept.is_empty() || parse(kept) == Parsed::Incomplete, "{}", kept.escape_ascii());
            }
            decoder.feed(b"\x1b[201~", &mut events);
            prop_assert!(decoder.paste.is_none());
            prop_assert_eq!(&decoder.pending, b"");
        }

        #[test]
        fn reads_may_be_cut_anywhere(
            input in input(),
            sizes in proptest::collection::vec(1..80_usize, 1..20),
        ) {
            let (mut whole, mut parts) = (Vec::new(), Vec::new());
            Decoder::default().feed(&input, &mut whole);
            let (mut decoder, mut rest) = (Decoder::default(), input.as_slice());
            for size in sizes.iter().cycle() {
                let (read, behind) = rest.split_at((*size).min(rest.len()));
                decoder.feed(read, &mut parts);
                rest = behind;
                if rest.is_empty() {
                    break;
                }
            }
            prop_assert_eq!(whole, parts);
        }
    }
}
