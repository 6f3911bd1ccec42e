//! Plain text: paragraphs, list items, and a title, told apart by empty lines, indents and the widths of lines.
//!
//! Some files give each paragraph one line, others break lines at a fixed width. [`Wrap::of`] decides which it is, once
//! for a file: lines are wrapped where those that another line follows mostly reach the same width and mostly end in
//! the middle of a sentence.

use memchr::memchr3;

use super::builder::Builder;
use super::{BlockKind, Document, urls};
use crate::source::Source;
use crate::span::Span;

mod item;
mod wrap;

use item::{Lists, Marker};
use wrap::Wrap;

/// Reads plain text.
pub(super) fn read(source: &Source) -> Document {
    let text = source.text.as_str();
    let addresses = urls::find(text);
    let mut reader = Reader {
        text,
        builder: Builder::new(source),
        addresses: urls::Cursor::new(&addresses),
        wrap: Wrap::of(text),
        lists: Lists::default(),
        open: None,
    };
    let mut lines = Lines { text, at: 0 }.peekable();
    if !reader.builder.has_title() {
        while lines.next_if(|line| line.is_empty()).is_some() {}
        if let Some(line) = lines.next() {
            let followed = lines.peek().is_some_and(|next| next.is_empty());
            if followed && is_title(line.of(text)) && lines.any(|line| !line.is_empty()) {
                reader.builder.block(BlockKind::Title, line, &mut reader.addresses);
                lines = Lines { text, at: line.end }.peekable();
            } else {
                lines = Lines { text, at: 0 }.peekable();
            }
        }
    }
    lines.for_each(|line| reader.line(line));
    reader.close();
    reader.builder.document
}

/// The longest first line, in bytes, that is taken to be a title.
const LONGEST_TITLE: usize = 160;

/// Headlines of news files are short and end without a stop.
fn is_title(line: &str) -> bool {
    line.len() <= LONGEST_TITLE
        && line.bytes().any(|b| b.is_ascii_alphabetic())
        && !line.ends_with(['.', ':', ';', ',', '-', '…'])
        && Marker::of(line).is_none()
}

/// The lines of a text without the space at their ends; an empty span for an empty line. Lines end at `\n`, `\r\n`
/// (an empty line more does not show: see [`Lines::next`]) or `\r`.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        // A form feed parts pages, and so lines.
        let (len, end) = match memchr3(b'\n', b'\r', b'\x0C', rest.as_bytes()) {
            Some(at) if rest.as_bytes().get(at..at + 2) == Some(b"\r\n") => (at, at + 2),
            Some(at) => (at, at + 1),
            None => (rest.len(), rest.len()),
        };
        self.at += end;
        let line = rest.get(..len).unwrap_or("");
        let trimmed = line.trim_start();
        let start = start + (line.len() - trimmed.len());
        Some(Span::new(start, start + trimmed.trim_end().len()))
    }
}

struct Reader<'a> {
    text: &'a str,
    builder: Builder<'a>,
    addresses: urls::Cursor<'a>,
    wrap: Wrap,
    lists: Lists,
    open: Option<Open>,
}

/// A block that the next line may go on with.
struct Open {
    kind: BlockKind,
    span: Span,
    last: Span,
    /// Where its lines begin within their line: a line further in begins another paragraph.
    indent: usize,
    /// The marker of an item, and the indent that it stands at.
    marker: Option<(usize, Marker)>,
}

impl Open {
    /// Whether a marker at `indent` begins the next item of the list that this block is an item of: no line of an item
    /// stands where its marker does.
    fn is_followed_by(&self, indent: usize, marker: Option<Marker>) -> bool {
        self.marker.zip(marker).is_some_and(|((at, one), next)| at == indent && one.is_like(next))
    }
}

impl Reader<'_> {
    fn line(&mut self, line: Span) {
        if line.is_empty() {
            return self.close();
        }
        let text = line.of(self.text);
        let marker = Marker::of(text).filter(|_| !self.is_number(text));
        let indent = self.indent(line);
        if let Some(open) = &mut self.open {
            let joins = self.wrap.joins(open.last.of(self.text), text)
                && indent <= open.indent + 1
                && (marker.is_none() || !wrap::may_end(open.last.of(self.text)))
                && !open.is_followed_by(indent, marker);
            if joins && !wrap::is_tabular(text) {
                open.span.end = line.end;
                open.last = line;
                return;
            }
        }
        self.close();
        match marker {
            Some(marker) if marker.len < text.len() => {
                let kind = self.lists.item(indent, marker);
                let span = Span::new(line.start + marker.len, line.end);
                self.open = Some(Open {
                    kind,
                    span,
                    last: line,
                    indent: indent + marker.len,
                    marker: Some((indent, marker)),
                });
            }
            _ => {
                self.lists.end(indent);
                self.open =
                    Some(Open { kind: BlockKind::Paragraph, span: line, last: line, indent, marker: None });
            }
        }
        if wrap::is_tabular(text) {
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.builder.block(open.kind, open.span, &mut self.addresses);
        }
    }

    /// Whether a line is a number below nought and the whole text: "- 10" has one item too few for a list.
    fn is_number(&self, line: &str) -> bool {
        const SHORT: usize = 24;
        let digits = line.strip_prefix(['-', '−']).map_or("", str::trim_start);
        self.text.len() <= SHORT
            && self.text.trim() == line
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.split_whitespace().count() <= 2
    }

    /// How many bytes of space stand before a line; looks no further than deep indents go.
    fn indent(&self, line: Span) -> usize {
        let before = self.text.as_bytes().get(..line.start).unwrap_or_default();
        before.iter().rev().take(80).take_while(|b| matches!(b, b' ' | b'\t')).count()
    }
}
