//! `.jsonl`: a document a line.

use std::fmt;
use std::io::{self, BufRead};

use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};

use super::input::too_large;
use crate::calendar::Date;
use crate::source::{Format, Source};

/// One line of a stream, without its line feed.
pub(super) enum Line {
    /// Its bytes.
    Whole(Vec<u8>),
    /// It is longer than a document may be. What is left of it was skipped.
    TooLong,
}

/// Reads the next line, holding no more than `limit` bytes of it; `None` at the end.
pub(super) fn next_line(from: &mut dyn BufRead, limit: u64) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut any = false;
    let mut too_long = false;
    loop {
        let buffer = match from.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if buffer.is_empty() {
            break;
        }
        any = true;
        let end = memchr::memchr(b'\n', buffer);
        let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
        too_long |= (line.len() + part.len()) as u64 > limit;
        if too_long {
            line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        from.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(any.then_some(if too_long { Line::TooLong } else { Line::Whole(line) }))
}

/// A document as it stands on a line.
pub(super) struct Record {
    /// Its `id`, if it has one.
    pub(super) id: Option<String>,
    /// The document.
    pub(super) source: Source,
    /// Whether it has a `date` that is no day: the document was read as if it had none.
    pub(super) bad_date: bool,
}

/// Reads a line; `Ok(None)` if it is blank.
pub(super) fn parse(line: &Line, limit: u64) -> Result<Option<Record>, String> {
    let bytes = match line {
        Line::TooLong => return Err(too_large(limit)),
        Line::Whole(bytes) => bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    if let Err(error) = std::str::from_utf8(bytes) {
        return Err(format!("this is not UTF-8: byte {} of the line is wrong", error.valid_up_to() + 1));
    }
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err("this is not a JSON object".to_owned());
    }
    let shape: Shape = serde_json::from_slice(bytes).map_err(|error| explain(&error))?;
    let Some(text) = shape.text else { return Err("the record has no `text`".to_owned()) };
    let date = shape.date.as_ref().and_then(|date| Date::parse_iso(date.0.get(..10)?));
    Ok(Some(Record {
        id: shape.id.map(|id| id.0),
        bad_date: shape.date.is_some_and(|date| !date.0.is_empty()) && date.is_none(),
        source: Source {
            text: text.0,
            title: shape.title.map(|title| title.0),
            format: format(shape.format.as_ref())?,
            date,
        },
    }))
}

fn format(name: Option<&Text>) -> Result<Format, String> {
    match name.map_or("plain", |name| name.0.as_str()) {
        "plain" | "text" | "txt" => Ok(Format::Plain),
        "markdown" | "md" => Ok(Format::Markdown),
        "html" => Ok(Format::Html),
        other => Err(format!("unknown `format` {other:?}: expected plain, markdown or html")),
    }
}

/// The library's message, without a line number that is always 1.
fn explain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    match error.classify() {
        serde_json::error::Category::Data => what.to_owned(),
        _ => format!("this is not JSON: {what} at column {}", error.column()),
    }
}

#[derive(Deserialize)]
struct Shape {
    text: Option<Text>,
    id: Option<Id>,
    title: Option<Text>,
    date: Option<Text>,
    format: Option<Text>,
}

/// Text that may have halves of surrogate pairs, which programs that cut text in UTF-16 leave behind: each becomes a
/// replacement character, which has as many bytes.
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_bytes(TextVisitor).map(Text)
    }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<String, E> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Ok(without_surrogates(bytes)),
        }
    }
}

fn without_surrogates(bytes: &[u8]) -> String {
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(0xed, rest)) {
        at += found;
        if bytes.get(at + 1).is_some_and(|second| *second >= 0xa0)
            && let Some(half) = bytes.get_mut(at..at + 3)
        {
            half.copy_from_slice("\u{fffd}".as_bytes());
        }
        at += 1;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A name: text, or a number.
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        deserializer.deserialize_any(IdVisitor).map(Id)
    }
}

struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a number")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<String, E> {
        Ok(number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, next_line, parse};

    #[test]
    fn lines_that_are_records_and_lines_that_are_not() {
        let table: [(&str, Result<Option<&str>, &str>); 14] = [
            ("", Ok(None)),
            (" \r", Ok(None)),
            (r#"{"text":"a 1"}"#, Ok(Some("a 1"))),
            (r#"{"id":7,"text":"a","title":null,"date":null,"other":{"deep":[1]}}"#, Ok(Some("a"))),
            ("{\"text\":\"a\"}\r", Ok(Some("a"))),
            (r#"{"text":"x\ud83dy"}"#, Ok(Some("x\u{fffd}y"))),
            (r#"{"text":"\ud83d\ude00"}"#, Ok(Some("😀"))),
            (r#"{"id":"a"}"#, Err("the record has no `text`")),
            (r#"{"text":null}"#, Err("the record has no `text`")),
            (r#"{"text":5}"#, Err("invalid type: integer `5`, expected a string")),
            (r#"{"text":"a","text":"b"}"#, Err("duplicate field `text`")),
            (
                r#"{"text":"a","format":"rtf"}"#,
                Err("unknown `format` \"rtf\": expected plain, markdown or html"),
            ),
            (r#"["text"]"#, Err("this is not a JSON object")),
            (r#"{"text":"a""#, Err("this is not JSON: EOF while parsing an object at column 11")),
        ];
        for (line, expected) in table {
            let found = parse(&Line::Whole(line.into()), 100).map(|record| record.map(|r| r.source.text));
            let found = found.as_ref().map(Option::as_deref).map_err(String::as_str);
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn dates_that_are_no_days_are_left_out() {
        for (date, expected) in [
            ("2014-03-21", (true, false)),
            ("2014-03-21T10:00", (true, false)),
            ("soon", (false, true)),
            ("", (false, false)),
        ] {
            let line = format!(r#"{{"text":"a","date":"{date}"}}"#);
            let record = parse(&Line::Whole(line.into()), 100).ok().flatten().expect("a record");
            assert_eq!((record.source.date.is_some(), record.bad_date), expected, "{date}");
        }
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over_and_the_next_one_read() {
        let text = format!("{}\nshort\n", "x".repeat(100_000));
        let mut from = std::io::BufReader::with_capacity(64, text.as_bytes());
        assert!(matches!(next_line(&mut from, 1000), Ok(Some(Line::TooLong))));
        assert!(matches!(next_line(&mut from, 1000), Ok(Some(Line::Whole(line))) if line == b"short"));
        assert!(matches!(next_line(&mut from, 1000), Ok(None)));
    }
}
