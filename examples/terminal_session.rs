//! A terminal session with nothing in it: shows what woke it, for trying out a terminal and for the tests.
//!
//! `q` quits, ctrl-z suspends, `p` panics, `e` returns an error, `w` has another thread wake the session.

use std::io;
use std::process::ExitCode;
use std::thread;

use crossterm::event::{Event, KeyCode, KeyModifiers};
use ratatui::text::Line;
use runtime_explorer::terminal::{Screen, Session, Wake};

#[expect(clippy::panic, reason = "what a panic leaves behind is to be seen")]
fn main() -> io::Result<ExitCode> {
    let mut session = Session::start(Screen::new()?)?;
    let mut frames = 0;
    let mut last = String::from("ready");
    loop {
        frames += 1;
        session.draw(|frame| {
            let area = frame.area();
            let text = format!("frame {frames} at {}x{}: {last}", area.width, area.height);
            frame.render_widget(Line::raw(text), area);
        })?;
        match session.wait()? {
            Wake::Quit(status) => return Ok(ExitCode::from(status)),
            Wake::Redraw => "redraw".clone_into(&mut last),
            Wake::Suspend => session.suspend()?,
            Wake::Message => "message".clone_into(&mut last),
            Wake::Events(events) => {
                last = format!("{} events", events.len());
                for event in events {
                    match event {
                        Event::Key(key) => match (key.code, key.modifiers) {
                            (KeyCode::Char('q'), _) => return Ok(ExitCode::SUCCESS),
                            (KeyCode::Char('z'), KeyModifiers::CONTROL) => session.suspend()?,
                            (KeyCode::Char('p'), _) => panic!("a panic was asked for"),
                            (KeyCode::Char('e'), _) => {
                                return Err(io::Error::other("an error was asked for"));
                            }
                            (KeyCode::Char('w'), _) => {
                                let waker = session.waker();
                                thread::spawn(move || waker.wake());
                            }
                            (code, _) => last = format!("{last}, {code}"),
                        },
                        Event::Mouse(mouse) => last = format!("{last}, {:?} {}", mouse.kind, mouse.column),
                        Event::Paste(text) => last = format!("{last}, paste of {}", text.len()),
                        Event::Resize(..) => last = format!("{last}, resize"),
                        Event::FocusGained | Event::FocusLost => {}
                    }
                }
            }
        }
    }
}
