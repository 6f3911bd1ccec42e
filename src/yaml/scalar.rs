//! From the text of a scalar back to how it is written.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use crate::span::Span;

/// Where each byte of a scalar's text stands in what is written.
pub(super) struct Aligned {
    /// Bytes from the first to the last byte of the scalar, quotation marks and block header included.
    pub(super) length: usize,
    /// For each byte of the text, the bytes that stand for its character.
    bytes: Vec<Range<usize>>,
}

impl Aligned {
    /// The bytes that stand for a part of the text; never nothing, so that there is something to point at.
    pub(super) fn part(&self, offset: usize, length: usize) -> Span {
        let Some(last) = self.bytes.len().checked_sub(1) else { return Span::new(0, self.length) };
        let first = offset.min(last);
        let end = offset.saturating_add(length.max(1)).saturating_sub(1).clamp(first, last);
        match (self.bytes.get(first), self.bytes.get(end)) {
            (Some(first), Some(end)) => Span::new(first.start, end.end),
            _ => Span::new(0, self.length),
        }
    }
}

/// The length of a plain scalar without blanks in it, or of a key that is one.
pub(super) fn token(raw: &str) -> usize {
    let end = raw.find(|c: char| c.is_whitespace() || ",]}".contains(c)).unwrap_or(raw.len());
    raw.get(..end).unwrap_or("").trim_end_matches(':').len()
}

/// Goes through what is written and what it says side by side; `None` where the two part, which only a style that is not
/// known here can bring about. Cost: linear.
pub(super) fn align(raw: &str, text: &str) -> Option<Aligned> {
    let style = match raw.chars().next() {
        Some('"') => Style::Double,
        Some('\'') => Style::Single,
        Some('|') => Style::Literal,
        Some('>') => Style::Folded,
        _ => Style::Plain,
    };
    let body = match style {
        Style::Plain => 0,
        Style::Single | Style::Double => 1,
        Style::Literal | Style::Folded => raw.find('\n').map_or(raw.len(), |at| at + 1),
    };
    let indent = style.is_block().then(|| indentation(raw.get(body..).unwrap_or(""), text));
    let mut walk = Walk { raw, at: body, style, indent: indent.unwrap_or(usize::MAX) };
    if style.is_block() {
        walk.skip_indentation();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    while let Some((_, character)) = rest.next() {
        let start = walk.at;
        let together = walk.take(character, &mut rest)?;
        bytes.extend(std::iter::repeat_n(start..walk.at, together));
    }
    let length = match style {
        Style::Plain => walk.at,
        Style::Single | Style::Double => walk.close(),
        Style::Literal | Style::Folded => raw.get(..walk.at).unwrap_or(raw).trim_end().len(),
    };
    Some(Aligned { length, bytes })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

impl Style {
    const fn is_block(self) -> bool {
        matches!(self, Style::Literal | Style::Folded)
    }
}

/// How far the lines of a block scalar are indented: the blanks of its first line with words in it that its text lacks.
fn indentation(body: &str, text: &str) -> usize {
    let blanks = |text: &str| {
        let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
        line.len() - line.trim_start_matches(' ').len()
    };
    blanks(body).saturating_sub(blanks(text))
}

struct Walk<'r> {
    raw: &'r str,
    at: usize,
    style: Style,
    indent: usize,
}

impl Walk<'_> {
    /// Takes what stands for one character of the text, or for a run of line feeds; says for how many bytes of the text.
    fn take(&mut self, character: char, rest: &mut Peekable<CharIndices<'_>>) -> Option<usize> {
        let mut together = character.len_utf8();
        if self.style == Style::Double && self.starts("\\") {
            self.skip_continuations();
        }
        if matches!(character, ' ' | '\n') && self.break_ahead().is_some() {
            if self.style == Style::Literal {
                self.skip_break();
                return Some(together);
            }
            while self.skip_break() {}
            while character == '\n' && rest.next_if(|(_, next)| *next == '\n').is_some() {
                together += 1;
            }
            return Some(together);
        }
        match (self.style, self.peek()) {
            // The last line of a file need not have an end.
            (Style::Literal | Style::Folded, None) if character == '\n' => {}
            (Style::Single, Some('\'')) if character == '\'' => self.at += 2,
            (Style::Double, Some('\\')) => self.at += self.escape(),
            (_, Some(written)) if written == character => self.at += written.len_utf8(),
            _ => return None,
        }
        Some(together)
    }

    fn peek(&self) -> Option<char> {
        self.raw.get(self.at..).and_then(|rest| rest.chars().next())
    }

    fn starts(&self, with: &str) -> bool {
        self.raw.get(self.at..).is_some_and(|rest| rest.starts_with(with))
    }

    /// The length of the line end that comes next, with the blanks before it that are no part of the text.
    fn break_ahead(&self) -> Option<usize> {
        let rest = self.raw.get(self.at..)?;
        let blanks: &[char] = if self.style.is_block() { &['\r'] } else { &[' ', '\t', '\r'] };
        let after = rest.trim_start_matches(blanks);
        after.starts_with('\n').then(|| rest.len() - after.len() + 1)
    }

    fn skip_break(&mut self) -> bool {
        let Some(length) = self.break_ahead() else { return false };
        self.at += length;
        self.skip_indentation();
        true
    }

    fn skip_indentation(&mut self) {
        let rest = self.raw.get(self.at..).unwrap_or("");
        let blank = |c: &char| *c == ' ' || *c == '\t' && !self.style.is_block();
        self.at += rest.chars().take_while(blank).take(self.indent).count();
    }

    /// Skips line ends that are escaped, which stand for nothing.
    fn skip_continuations(&mut self) {
        while self.starts("\\\n") || self.starts("\\\r\n") {
            self.at += 1;
            self.skip_break();
        }
    }

    /// The length of an escape.
    fn escape(&self) -> usize {
        let rest = self.raw.get(self.at + 1..).unwrap_or("");
        let length = match rest.chars().next() {
            Some('x') => 3,
            Some('u') => 5,
            Some('U') => 9,
            Some(c) => c.len_utf8(),
            None => 0,
        };
        1 + length.min(rest.len())
    }

    /// The end of the scalar, its closing quotation mark included.
    fn close(&self) -> usize {
        let rest = self.raw.get(self.at..).unwrap_or("");
        let mark = if self.style == Style::Single { '\'' } else { '"' };
        let end = rest.find(mark).map_or(self.at, |at| self.at + at + 1);
        end.min(self.raw.len())
    }
}
