//! Front matter: the lines between `---` (YAML) or `+++` (TOML) at the top of a Markdown file.
//!
//! Only what is prose, or a date, is read, and only from the outermost keys; so this is no parser of either language,
//! but a reader of scalars that knows where each byte stands.

use super::BlockKind;
use super::builder::Builder;
use crate::calendar::Date;

/// Reads the front matter of the source, if it has any: its title, its prose and its date. Gives the byte where the
/// body begins.
pub(super) fn read(builder: &mut Builder<'_>) -> usize {
    let source = builder.source;
    let Some((language, head, body)) = find(source) else { return 0 };
    let mut at = head.0;
    while at < head.1 {
        let line = line_end(source, at).min(head.1);
        let next = match key(source, at, line, language) {
            Some((name, value)) => entry(builder, language, name, value, head.1),
            None if language == Language::Toml
                && source.get(at..line).is_some_and(|l| l.starts_with('[')) =>
            {
                break;
            }
            None => None,
        };
        at = next.unwrap_or(line).max(line);
    }
    body
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    Yaml,
    Toml,
}

type Range = (usize, usize);

/// The language, the lines between the fences, and where the body begins.
fn find(source: &str) -> Option<(Language, Range, usize)> {
    let (language, fence) = match source.get(..3)? {
        "---" => (Language::Yaml, "---"),
        "+++" => (Language::Toml, "+++"),
        _ => return None,
    };
    let start = line_end(source, 0);
    if source.get(..start)?.trim_end() != fence {
        return None;
    }
    let mut at = start;
    while at < source.len() {
        let end = line_end(source, at);
        let line = source.get(at..end)?.trim_end();
        if line == fence || (language == Language::Yaml && line == "...") {
            return Some((language, (start, at), end));
        }
        at = end;
    }
    None
}

/// One past the end of the line that `at` stands in, its line end included.
fn line_end(source: &str, at: usize) -> usize {
    let rest = source.as_bytes().get(at..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(source.len(), |len| at + len + 1)
}

/// The key of a line that begins at its margin, and where its value begins.
fn key(source: &str, start: usize, end: usize, language: Language) -> Option<(&str, usize)> {
    let line = source.get(start..end)?;
    let colon = line.find(if language == Language::Yaml { ':' } else { '=' })?;
    let name = line.get(..colon)?;
    if name.starts_with([' ', '\t', '#', '-']) {
        return None;
    }
    let value = line.get(colon + 1..)?;
    let space = value.len() - value.trim_start_matches([' ', '\t']).len();
    Some((name.trim().trim_matches(['"', '\'']), start + colon + 1 + space))
}

/// Reads the value of a key that matters; gives where the next entry begins, if that is known.
fn entry(builder: &mut Builder<'_>, language: Language, name: &str, at: usize, end: usize) -> Option<usize> {
    let kind = match name.to_ascii_lowercase().as_str() {
        "title" | "headline" if !builder.has_title() => BlockKind::Title,
        "title" | "headline" | "description" | "summary" | "subtitle" | "subheadline" | "lead" | "lede"
        | "abstract" | "excerpt" | "standfirst" | "dek" | "teaser" => BlockKind::FrontMatter,
        "date" => {
            let line = builder.source.get(at..line_end(builder.source, at).min(end))?;
            builder.document.date = builder.document.date.or_else(|| date(line));
            return None;
        }
        _ => return None,
    };
    builder.open(kind);
    let next = scalar(builder, language, at, end);
    builder.close();
    Some(next)
}

/// A date at the beginning of a value: `2018-06-16`, with or without quotation marks, and a time after it.
fn date(value: &str) -> Option<Date> {
    let value = value.trim().trim_start_matches(['"', '\'']);
    let day = value.split(['T', 't', ' ', '"', '\'', '#']).next()?.trim();
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::parse_iso(&format!("{year}-{month:0>2}-{day:0>2}"))
}

/// Adds a value, in any of the ways to write one; gives the byte after it.
fn scalar(builder: &mut Builder<'_>, language: Language, at: usize, end: usize) -> usize {
    let source = builder.source;
    let value = source.get(at..end).unwrap_or("");
    for fence in ["\"\"\"", "'''"] {
        if language == Language::Toml && value.starts_with(fence) {
            let inner = value.get(3..).unwrap_or("");
            let len = inner.find(fence).unwrap_or(inner.len());
            quoted(builder, at + 3, at + 3 + len, fence == "\"\"\"");
            return at + 3 + len;
        }
    }
    match value.as_bytes().first() {
        Some(b'"') => {
            let len = closing(value, false);
            quoted(builder, at + 1, at + len, true);
            at + len
        }
        Some(b'\'') => {
            let len = closing(value, language == Language::Toml);
            single_quoted(builder, at + 1, at + len);
            at + len
        }
        // Lists and maps are not prose.
        Some(b'[' | b'{' | b'&' | b'*' | b'!') => at,
        Some(b'|' | b'>') => indented(builder, line_end(source, at), end),
        _ if language == Language::Yaml => plain(builder, at, end),
        _ => at,
    }
}

/// Where the mark that a value begins with comes again; the length of the value where it does not. A single mark
/// written twice stands for itself, but where it is `plain` (TOML); before a double one goes a backslash.
fn closing(value: &str, plain: bool) -> usize {
    let bytes = value.as_bytes();
    let mark = bytes.first().copied().unwrap_or(b'"');
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        let twice = *byte == mark && mark == b'\'' && !plain && bytes.get(at + 1) == Some(&mark);
        if twice || (*byte == b'\\' && mark == b'"') {
            at += 2;
        } else if *byte == mark {
            return at;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// Adds a value with backslashes in it (where they count): what one stands for, and the rest as it is.
fn quoted(builder: &mut Builder<'_>, start: usize, end: usize, escapes: bool) {
    let source = builder.source;
    let mut from = start;
    let mut at = start;
    while escapes && at < end {
        let Some(found) = source.as_bytes().get(at..end).and_then(|b| memchr::memchr(b'\\', b)) else {
            break;
        };
        let escape = at + found;
        let (text, len) = escaped(source.get(escape + 1..end).unwrap_or(""));
        builder.flow(from, escape);
        if !text.is_empty() {
            builder.ensure_open();
            builder.decoded(&text, escape, escape + 1 + len);
        }
        at = escape + 1 + len;
        from = at;
    }
    builder.flow(from, end);
}

/// What stands after a backslash, and its length.
fn escaped(rest: &str) -> (String, usize) {
    let Some(first) = rest.chars().next() else { return (String::new(), 0) };
    let digits = match first {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        'n' | 't' | 'r' | '\n' | '\r' => return (" ".to_owned(), 1),
        _ => return (first.to_string(), first.len_utf8()),
    };
    let code = rest.get(1..1 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    code.and_then(char::from_u32).map_or((String::new(), 1), |c| (c.to_string(), 1 + digits))
}

/// Adds a value in single marks: two of them stand for one.
fn single_quoted(builder: &mut Builder<'_>, start: usize, end: usize) {
    let source = builder.source;
    let mut from = start;
    while let Some(found) = source.get(from..end).and_then(|rest| rest.find("''")) {
        builder.flow(from, from + found);
        builder.ensure_open();
        builder.decoded("'", from + found, from + found + 2);
        from += found + 2;
    }
    builder.flow(from, end);
}

/// Adds lines as long as they are indented or empty; gives the byte after them.
fn indented(builder: &mut Builder<'_>, start: usize, end: usize) -> usize {
    let source = builder.source;
    let mut at = start;
    while at < end {
        let next = line_end(source, at).min(end);
        let line = source.get(at..next).unwrap_or("");
        if !line.trim().is_empty() && !line.starts_with([' ', '\t']) {
            break;
        }
        builder.flow(at, next);
        at = next;
    }
    at
}

/// Adds a value without marks: up to a comment on its line, and the indented lines after it.
fn plain(builder: &mut Builder<'_>, at: usize, end: usize) -> usize {
    let source = builder.source;
    let next = line_end(source, at).min(end);
    let line = source.get(at..next).unwrap_or("");
    if let Some(len) = line.find(" #") {
        builder.flow(at, at + len);
        return next;
    }
    builder.flow(at, next);
    indented(builder, next, end)
}
