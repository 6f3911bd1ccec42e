//! A document as it was given: its text, decoded, and what came with it.

use crate::calendar::Date;
use crate::finding::Field;

mod decode;
mod lines;
mod marks;

pub use decode::{DecodeError, Decoded, Encoding, FileOffsets};
pub use lines::{Lines, Position};

/// How a source is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text: paragraphs parted by empty lines, or one to a line.
    Plain,
    /// Markdown, front matter included.
    Markdown,
    /// HTML, a page or a fragment.
    Html,
}

/// A document as it was given.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its text, decoded to UTF-8, without a byte order mark.
    pub text: String,
    /// A title that came beside the text (`.jsonl`); never one that stands inside it.
    pub title: Option<String>,
    /// How the text is marked up.
    pub format: Format,
    /// The day that the document is dated, where that came beside the text.
    pub date: Option<Date>,
}

impl Source {
    /// A source of plain text with nothing beside it.
    pub fn plain(text: impl Into<String>) -> Source {
        Source { text: text.into(), title: None, format: Format::Plain, date: None }
    }

    /// Decodes the bytes of a file: UTF-8 with or without a byte order mark, UTF-16 by its mark, else Windows-1252.
    /// Fails on binary files only. Cost: linear in the file; plain UTF-8 that comes as a `Vec` is not copied.
    pub fn decode<'a>(bytes: impl Into<std::borrow::Cow<'a, [u8]>>) -> Result<Decoded, DecodeError> {
        decode::decode(bytes.into())
    }

    /// The text of one field; empty where the field is not there.
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Title => self.title.as_deref().unwrap_or(""),
            Field::Text => &self.text,
        }
    }
}
