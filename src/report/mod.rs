//! Reports: what was found, for people and for programs. One format a file; each owns the shape of what it prints, so
//! that findings and claims can change inside without changing what programs read.
//!
//! Nothing here writes anywhere: a report is text. Documents are drawn one by one, in any order and on any thread, and
//! whoever draws them puts them together: [`Reporter::head`], the documents with [`Reporter::between`] between them,
//! [`Reporter::tail`].

use crate::finding::{Field, Finding};
use crate::rule::Rule;
use crate::source::{FileOffsets, Lines, Position, Source};

pub mod claims;
mod concise;
mod cut;
mod fingerprint;
mod full;
mod github;
mod json;
mod sarif;
mod shape;
mod summary;
#[cfg(test)]
mod tests;
mod underline;
mod window;

pub use full::draw_rule_errors;
pub use summary::{Summary, count};

/// Where a document came from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The path of its file as it was given; the name for standard input.
    pub path: &'a str,
    /// Its name: the `id` of a record, else the path.
    pub document: &'a str,
    /// The line of the file that it is, counted from 1, where it is a record of a `.jsonl` file.
    pub record: Option<usize>,
    /// The way from its text back to its file; `None` where the text has no place of its own in a file, which is so
    /// for a record.
    pub offsets: Option<&'a FileOffsets>,
}

/// What was found in one document.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// Where it came from.
    pub origin: Origin<'a>,
    /// The document as it was given.
    pub source: &'a Source,
    /// What was found, in the order of the text.
    pub findings: &'a [Finding],
}

/// The formats of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: each finding drawn on its sentence.
    Full,
    /// A line a finding.
    Concise,
    /// One JSON document.
    Json,
    /// A JSON document a finding, one a line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
}

/// How reports for people look.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to colour.
    pub color: bool,
    /// Columns to draw in.
    pub width: usize,
}

impl Style {
    /// The fewest columns that anything is drawn in.
    pub const MIN_WIDTH: usize = 40;
}

/// One format.
pub trait Reporter: Sync {
    /// What comes before all documents.
    fn head(&self) -> String {
        String::new()
    }

    /// One document; nothing if nothing was found in it. Cost: linear in the text, plus the findings.
    fn document(&self, report: &Report<'_>) -> String;

    /// What stands between two documents in which something was found.
    fn between(&self) -> &'static str {
        ""
    }

    /// What comes after all documents.
    fn tail(&self, summary: &Summary) -> String {
        let _ = summary;
        String::new()
    }
}

/// The reporter of a format.
pub fn reporter<'r>(format: Format, style: Style, rules: &'r [Rule]) -> Box<dyn Reporter + 'r> {
    match format {
        Format::Full => Box::new(full::Full::new(style)),
        Format::Concise => Box::new(concise::Concise { style }),
        Format::Json => Box::new(json::Json),
        Format::Jsonl => Box::new(json::Jsonl),
        Format::Sarif => Box::new(sarif::Sarif { rules }),
        Format::Github => Box::new(github::Github),
    }
}

impl Format {
    /// Whether it is for people, who want to be told how it went, rather than for programs.
    pub const fn is_for_people(self) -> bool {
        matches!(self, Format::Full | Format::Concise)
    }
}

impl Origin<'_> {
    /// What to call one field of the document before a line and column: `draft.md`, `news.jsonl#17 (title)`.
    pub fn name(&self, field: Field) -> String {
        let mut name = self.path.to_owned();
        if self.record.is_some() && self.document != self.path {
            let id = self.document.strip_prefix(self.path).and_then(|rest| rest.strip_prefix(':'));
            name.push('#');
            name.push_str(id.unwrap_or(self.document));
        }
        if field == Field::Title {
            name.push_str(" (title)");
        }
        tame(&name)
    }

    /// The offset in the file as it was saved, or in the field of the record, of a byte of a field of `source`.
    fn offset(&self, source: &Source, field: Field, byte: usize) -> usize {
        match (field, self.offsets) {
            (Field::Text, Some(offsets)) => offsets.to_file(&source.text, byte),
            _ => byte,
        }
    }
}

/// Lines and columns of both fields of a source.
struct Index<'a> {
    title: Lines<'a>,
    text: Lines<'a>,
}

impl<'a> Index<'a> {
    fn new(source: &'a Source) -> Index<'a> {
        let lines = |field| Lines::new(source.field(field));
        Index { title: lines(Field::Title), text: lines(Field::Text) }
    }

    const fn of(&self, field: Field) -> &Lines<'a> {
        match field {
            Field::Title => &self.title,
            Field::Text => &self.text,
        }
    }
}

/// The label that a report leads with.
fn primary(finding: &Finding) -> Option<&crate::finding::Label> {
    finding.labels.iter().find(|label| label.primary).or(finding.labels.first())
}

/// Text that cannot break the line it is printed on, nor steer a terminal: every character that controls is made
/// visible as a blank or a replacement character.
pub fn tame(text: &str) -> String {
    text.chars().map(tame_character).collect()
}

fn tame_character(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        // Characters that turn the direction of writing could make a line read as what it is not.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}
