//! Reading files: what they are by their names, how large they may be, and their bytes as text.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::terminal::reason;
use crate::source::{Decoded, Format, Source};

/// What a file is, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// One document.
    Document(Format),
    /// A document a line.
    Records,
}

/// What the extension of a name says; `None` for one that is not known, or where there is none.
pub(super) fn sort_of(path: &Path) -> Option<Sort> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    Some(match extension.as_str() {
        "txt" | "text" => Sort::Document(Format::Plain),
        "md" | "markdown" | "mdx" => Sort::Document(Format::Markdown),
        "html" | "htm" | "xhtml" => Sort::Document(Format::Html),
        "jsonl" | "ndjson" => Sort::Records,
        _ => return None,
    })
}

/// Decodes the bytes of a document.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, String> {
    Source::decode(bytes).map_err(|error| error.to_string())
}

/// The bytes of a file, if they are no more than `limit`.
pub(super) fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let file = File::open(path).map_err(|error| reason(&error))?;
    let length = file.metadata().map_or(0, |data| data.len());
    if length > limit {
        return Err(too_large(limit));
    }
    read_all(file, limit, length)
}

/// The bytes of standard input, if they are no more than `limit`.
pub(super) fn read_stdin(limit: u64) -> Result<Vec<u8>, String> {
    read_all(io::stdin().lock(), limit, 0)
}

/// Reads no more than a byte over the limit, since not everything that can be opened has a length, or an end.
fn read_all(from: impl Read, limit: u64, expected: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(limit)).unwrap_or(0) + 1);
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > limit { Err(too_large(limit)) } else { Ok(bytes) }
}

/// What is said of a document over the limit.
pub(super) fn too_large(limit: u64) -> String {
    let limit = match limit {
        n if n.is_multiple_of(1 << 20) => format!("{} MiB", n >> 20),
        n if n.is_multiple_of(1 << 10) => format!("{} KiB", n >> 10),
        n => format!("{n} bytes"),
    };
    format!("larger than {limit}, the most that is read of one document (see --max-size)")
}
