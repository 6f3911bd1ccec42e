//! From the bytes of a file to text, whatever encoding an editor saved it in, and back to places in the file.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memchr;

use super::marks::{Marks, one_a_char, utf16_units};

/// A file, decoded.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// Its text, without a byte order mark.
    pub text: String,
    /// The way back to the file.
    pub offsets: FileOffsets,
}

/// How a file writes its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first, known by its byte order mark.
    Utf16Le,
    /// UTF-16, high byte first, known by its byte order mark.
    Utf16Be,
    /// Windows-1252, which takes any byte: what is not valid UTF-8.
    Windows1252,
}

/// Why a file has no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecodeError {
    /// It holds NUL bytes and is not UTF-16.
    Binary,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::Binary => f.write_str("this is a binary file, not text"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// From bytes of the decoded text to bytes of the file. Free for UTF-8; for other encodings the text is counted once,
/// at the first question.
#[derive(Clone, Debug)]
pub struct FileOffsets {
    encoding: Encoding,
    /// Bytes of the byte order mark.
    mark: usize,
    /// Bytes of the file.
    len: usize,
    counts: OnceLock<Marks>,
}

impl FileOffsets {
    /// How the file was encoded.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The byte of the file where byte `at` of `text` (the decoded text, whole) stands. Cost: bounded, after one pass
    /// over a text that is not UTF-8.
    pub fn to_file(&self, text: &str, at: usize) -> usize {
        let count = |weigh: fn(u8) -> usize| {
            self.counts.get_or_init(|| Marks::new(text, weigh)).before(text, at, weigh)
        };
        let offset = match self.encoding {
            // A character that the end of the file cuts off is longer in the text than in the file, which the
            // length takes care of.
            Encoding::Utf8 => at,
            Encoding::Windows1252 => count(one_a_char),
            Encoding::Utf16Le | Encoding::Utf16Be => 2 * count(utf16_units),
        };
        (self.mark + offset).min(self.len)
    }
}

/// Decodes a file; see [`super::Source::decode`].
pub(super) fn decode(bytes: Cow<'_, [u8]>) -> Result<Decoded, DecodeError> {
    let (encoding, mark) = match *bytes {
        // The mark of UTF-32 begins like that of UTF-16; nobody saves articles in it.
        [0xFF, 0xFE, 0, 0, ..] => return Err(DecodeError::Binary),
        [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
        _ => (Encoding::Utf8, 0),
    };
    let len = bytes.len();
    let done = |text, encoding, mark| Decoded {
        text,
        offsets: FileOffsets { encoding, mark, len, counts: OnceLock::new() },
    };
    let body = bytes.get(mark..).unwrap_or_default();
    match encoding {
        Encoding::Utf16Le => return Ok(done(utf16(UTF_16LE, body), encoding, mark)),
        Encoding::Utf16Be => return Ok(done(utf16(UTF_16BE, body), encoding, mark)),
        Encoding::Utf8 | Encoding::Windows1252 => {}
    }
    if memchr(0, body).is_some() {
        return Err(DecodeError::Binary);
    }
    if mark > 0 {
        // The mark says UTF-8, whatever follows; but offsets must hold, so bytes that are none are not replaced.
        if let Some(text) = utf8(Cow::Borrowed(body)) {
            return Ok(done(text, encoding, mark));
        }
        return Ok(done(windows(body), Encoding::Windows1252, mark));
    }
    match std::str::from_utf8(&bytes) {
        Err(error) if error.error_len().is_some() => Ok(done(windows(&bytes), Encoding::Windows1252, 0)),
        _ => Ok(done(utf8(bytes).unwrap_or_default(), encoding, 0)),
    }
}

fn utf16(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn windows(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-8, where only a character that the end of the file cuts off may be broken; U+FFFD stands for it.
fn utf8(bytes: Cow<'_, [u8]>) -> Option<String> {
    let bytes = match String::from_utf8(bytes.into_owned()) {
        Ok(text) => return Some(text),
        Err(error) if error.utf8_error().error_len().is_some() => return None,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(valid);
            bytes
        }
    };
    let mut text = String::from_utf8(bytes).ok()?;
    text.push(char::REPLACEMENT_CHARACTER);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{DecodeError, Decoded, Encoding};
    use crate::source::Source;

    fn decoded(bytes: &[u8]) -> Decoded {
        Source::decode(bytes).expect("text")
    }

    fn encoded(text: &str, encoding: Encoding, mark: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        match encoding {
            Encoding::Utf8 => {
                bytes.extend_from_slice(if mark { b"\xEF\xBB\xBF" } else { b"" });
                bytes.extend_from_slice(text.as_bytes());
            }
            Encoding::Utf16Le => {
                bytes.extend_from_slice(b"\xFF\xFE");
                bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            }
            Encoding::Utf16Be => {
                bytes.extend_from_slice(b"\xFE\xFF");
                bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
            }
            Encoding::Windows1252 => bytes.extend(encoding_rs::WINDOWS_1252.encode(text).0.iter()),
        }
        bytes
    }

    #[test]
    fn every_encoding_is_read_and_mapped_back() {
        let text = "Für 12 € – “drei”\r\nund \u{1F600}? 45.";
        let plain = "Für 12 € – “drei”\r\nund 45.";
        for (text, encoding, mark) in [
            (text, Encoding::Utf8, false),
            (text, Encoding::Utf8, true),
            (text, Encoding::Utf16Le, true),
            (text, Encoding::Utf16Be, true),
            (plain, Encoding::Windows1252, false),
        ] {
            let bytes = encoded(text, encoding, mark);
            let file = decoded(&bytes);
            assert_eq!(file.text, text);
            assert_eq!(file.offsets.encoding(), encoding);
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for (i, start) in ends.iter().enumerate() {
                for end in ends.iter().skip(i) {
                    let range = file.offsets.to_file(text, *start)..file.offsets.to_file(text, *end);
                    let mut slice = bytes[range].to_vec();
                    match encoding {
                        Encoding::Utf16Le => slice.splice(0..0, *b"\xFF\xFE").for_each(drop),
                        Encoding::Utf16Be => slice.splice(0..0, *b"\xFE\xFF").for_each(drop),
                        _ => {}
                    }
                    assert_eq!(decoded(&slice).text, text[*start..*end]);
                }
            }
        }
    }

    #[test]
    fn a_cut_off_character_does_not_turn_the_file_into_another_encoding() {
        let file = decoded(&"Zwölf – €".as_bytes()[.."Zwölf – €".len() - 1]);
        assert_eq!(file.text, "Zwölf – \u{FFFD}");
        assert_eq!(file.offsets.to_file(&file.text, file.text.len()), "Zwölf – €".len() - 1);
        assert_eq!(decoded(b"caf\xE9 12").text, "café 12");
        assert_eq!(decoded(b"\xFF\xFE1\x002").text, "1\u{FFFD}");
    }

    #[test]
    fn binary_files_have_no_text() {
        assert_eq!(Source::decode(&b"PK\x03\x04\x00\x00"[..]).err(), Some(DecodeError::Binary));
        assert_eq!(Source::decode(&b"\xFF\xFE\x00\x00a\x00\x00\x00"[..]).err(), Some(DecodeError::Binary));
        assert_eq!(decoded(b"").text, "");
    }
}
