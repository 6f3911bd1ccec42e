//! Standard output and standard error: what they are, and writing to them without ever dying of it.

use std::env;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, StdoutLock, Write};

use super::Status;
use super::args::{ColorWhen, LookArgs};
use crate::report::{Style, tame};

/// Columns where nothing says how many there are.
const DEFAULT_WIDTH: usize = 80;

/// Lines of prose are hard to read, and labels hard to follow, in more columns than this.
const WIDEST: usize = 120;

/// How reports look, by the options, the environment and the terminal.
pub(super) fn style(look: &LookArgs) -> Style {
    Style { color: color(look.color, io::stdout().is_terminal()), width: width(look) }
}

/// The same for what is printed on standard error.
pub(super) fn error_style(look: &LookArgs) -> Style {
    Style { color: color(look.color, io::stderr().is_terminal()), width: width(look) }
}

fn width(look: &LookArgs) -> usize {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0).min(WIDEST));
    look.width.or_else(terminal).unwrap_or(DEFAULT_WIDTH).clamp(Style::MIN_WIDTH, 1000)
}

fn color(when: ColorWhen, terminal: bool) -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let forced = || env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto if set("NO_COLOR") => false,
        ColorWhen::Auto if forced() => true,
        ColorWhen::Auto => terminal && env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// Standard output. Once whoever reads it has gone, the rest is dropped.
pub(super) struct Output {
    out: BufWriter<StdoutLock<'static>>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Closed,
    Failed,
}

impl Output {
    pub(super) fn new() -> Output {
        Output { out: BufWriter::with_capacity(1 << 16, io::stdout().lock()), state: State::Open }
    }

    /// Writes text, and says whether there is any use in writing more.
    pub(super) fn write(&mut self, text: &str) -> bool {
        if self.state == State::Open {
            let result = self.out.write_all(text.as_bytes());
            self.note(result);
        }
        self.state == State::Open
    }

    /// Sends on what is held back, and says whether there is any use in writing more.
    pub(super) fn flush(&mut self) -> bool {
        if self.state == State::Open {
            let result = self.out.flush();
            self.note(result);
        }
        self.state == State::Open
    }

    /// Whether writing failed for another reason than that nobody reads any more.
    pub(super) const fn failed(&self) -> bool {
        matches!(self.state, State::Failed)
    }

    /// What is left is sent on, and whether all was written becomes the status of a run in which nothing was found.
    pub(super) fn status(&mut self) -> Status {
        self.flush();
        if self.failed() { Status::Failed } else { Status::Clean }
    }

    fn note(&mut self, result: io::Result<()>) {
        match result {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.state = State::Closed,
            Err(error) => {
                self.state = State::Failed;
                say(&format!("error: cannot write to standard output: {}", reason(&error)));
            }
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.flush();
    }
}

/// Prints a line on standard error; if that cannot be done there is nobody to tell.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// What is said of something that could not be read.
pub(super) fn unreadable(path: &str, why: &str) -> String {
    format!("cannot read {}: {why}", tame(path))
}

/// Why something could not be read or written, in words without the number of the system's error.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}
