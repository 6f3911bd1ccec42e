//! Cutting labels out of texts without the program's help.

use crossfoot::finding::Field;
use crossfoot::source::Format;
use serde_json::Value;

/// Words that a finding quotes, in the form of [`bare`].
pub(crate) fn quoted(text: &str, format: Format) -> String {
    bare(text, if format == Format::Html { Format::Plain } else { format })
}

/// A piece of a source without the marks of its format and without white space: what it has in common with the words
/// that a finding quotes of it. Knows only the markup of [`super::make`].
pub(crate) fn bare(text: &str, format: Format) -> String {
    let text = match format {
        Format::Plain => text.to_owned(),
        // The one link that [`super::make`] makes.
        Format::Markdown => unescape(&text.replace("[a](b)", "a")).replace(['*', '\\', '>', '_'], ""),
        Format::Html => unescape(&without_tags(text)),
    };
    // An address stands in the cleaned text as one character.
    let text = ADDRESSES.iter().fold(text, |text, address| text.replace(address, "\u{fffc}"));
    text.split_whitespace().collect()
}

/// The addresses that [`super::make`] makes.
const ADDRESSES: [&str; 2] = ["https://example.org/a?b=12&c=13", "e@example.org"];

fn without_tags(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split('<').enumerate() {
        out.push_str(if index == 0 { part } else { part.split_once('>').map_or("", |(_, rest)| rest) });
    }
    out
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split('&').enumerate() {
        let character = |name: &str| match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "copy" => Some('©'),
            number => number
                .strip_prefix('#')
                .and_then(|n| match n.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => n.parse().ok(),
                })
                .and_then(char::from_u32),
        };
        match part.split_once(';').and_then(|(name, rest)| Some((character(name)?, rest))) {
            Some((c, rest)) if index > 0 => {
                out.push(c);
                out.push_str(rest);
            }
            _ => {
                out.push_str(if index > 0 { "&" } else { "" });
                out.push_str(part);
            }
        }
    }
    out
}

/// The byte at a line and column, both from 1, columns in characters; lines end with LF, CRLF or CR.
pub(crate) fn byte_at(text: &str, line: usize, column: usize) -> Option<usize> {
    let (mut at_line, mut at_column) = (1, 1);
    let mut characters = text.char_indices().peekable();
    while let Some((byte, character)) = characters.next() {
        if (at_line, at_column) == (line, column) {
            return Some(byte);
        }
        let next = characters.peek().map(|(_, next)| *next);
        if character == '\n' || (character == '\r' && next != Some('\n')) {
            (at_line, at_column) = (at_line + 1, 1);
        } else {
            at_column += 1;
        }
    }
    ((at_line, at_column) == (line, column)).then_some(text.len())
}

/// As much of the text from a line and column on as `like` is long.
pub(crate) fn file_slice<'t>(text: &'t str, line: usize, column: usize, like: &str) -> Option<&'t str> {
    let start = byte_at(text, line, column)?;
    text.get(start..start + like.len())
}

/// What stands between two places; nothing where either is none.
pub(crate) fn by_columns(text: &str, start: (usize, usize), end: (usize, usize)) -> &str {
    let byte = |(line, column)| byte_at(text, line, column);
    match (byte(start), byte(end)) {
        (Some(start), Some(end)) => text.get(start..end).unwrap_or(""),
        _ => "",
    }
}

/// Labels of records as JSON, checked and counted.
#[derive(Default)]
pub(crate) struct Marks {
    pub(crate) texts: usize,
}

impl Marks {
    /// Checks that a label lies where it says in a field of its record.
    pub(crate) fn check(&mut self, label: &Value, text: &str, format: Format, field: Field) {
        self.texts += 1;
        let number = |key: &str| usize::try_from(label[key].as_u64().expect(key)).expect("it fits");
        let slice = text.get(number("start")..number("end")).expect("a place in the record");
        let format = if field == Field::Title { Format::Plain } else { format };
        assert_eq!(bare(slice, format), quoted(label["text"].as_str().expect("text"), format), "{label}");
        assert_eq!(byte_at(text, number("line"), number("column")), Some(number("start")), "{label}");
    }
}
