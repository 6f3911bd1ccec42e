//! Sentences with some of their words underlined and named, for people.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::tame;
use crate::document::Document;
use crate::span::Span;

/// A stretch of a document's text with the name to write under it.
pub(super) struct Mark {
    /// Where it stands in the text of the document.
    pub(super) span: Span,
    /// What is written under it; nothing is underlined without a name.
    pub(super) name: String,
}

/// The widest row of text, in columns.
const WIDTH: usize = 92;

/// What rows begin with.
const INDENT: &str = "  ";

/// Every sentence that holds a mark, in rows, each mark underlined and named below. `marks` are in the order of the text.
/// Cost: linear in the text.
pub(super) fn underlined(document: &Document, marks: &[Mark]) -> String {
    let mut out = String::new();
    let mut next = 0;
    for block in 0..document.blocks.len() {
        let Some(mark) = marks.get(next) else { break };
        if document.blocks.get(block).is_none_or(|b| b.span.end <= mark.span.start) {
            continue;
        }
        for sentence in document.sentences(block) {
            let inside = |mark: &Mark| mark.span.start < sentence.span.end;
            let count = marks.get(next..).unwrap_or(&[]).iter().take_while(|mark| inside(mark)).count();
            let here = marks.get(next..next + count).unwrap_or(&[]);
            if !here.is_empty() {
                sentence_rows(&document.text, sentence.span, here, &mut out);
            }
            next += count;
        }
    }
    out
}

/// One sentence in rows.
fn sentence_rows(text: &str, sentence: Span, marks: &[Mark], out: &mut String) {
    let (mut start, mut end, mut width) = (sentence.start, sentence.start, 0);
    for word in sentence.of(text).split_inclusive(char::is_whitespace) {
        let wide = word.trim_end().width();
        if width > 0 && width + wide > WIDTH {
            row(text, Span::new(start, end), marks, out);
            (start, width) = (end, 0);
        }
        end += word.len();
        width += wide + 1;
    }
    row(text, Span::new(start, end), marks, out);
}

/// One row with what is written under it.
fn row(text: &str, row: Span, marks: &[Mark], out: &mut String) {
    let words = row.of(text).trim_end();
    let column = |at: usize| {
        let before = text.get(row.start..at.clamp(row.start, row.start + words.len())).unwrap_or("");
        before.chars().map(shown).sum::<usize>()
    };
    line(&words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect::<String>(), out);
    let mut under = String::new();
    let mut names: Vec<String> = Vec::new();
    for mark in
        marks.iter().filter(|m| m.span.start < row.end && m.span.end > row.start && !m.name.is_empty())
    {
        let (from, to) = (column(mark.span.start), column(mark.span.end));
        if from < under.width() || to <= from {
            continue;
        }
        under.push_str(&" ".repeat(from - under.width()));
        under.push_str(&"‾".repeat(to - from));
        if mark.span.start >= row.start {
            place(&mut names, from, &mark.name);
        }
    }
    for below in std::iter::once(&under).chain(&names).filter(|below| !below.is_empty()) {
        line(below, out);
    }
}

/// The columns of a character; white space of any kind takes one.
fn shown(c: char) -> usize {
    if c.is_whitespace() { 1 } else { c.width().unwrap_or(0) }
}

/// Writes a name at a column, in the first line below that has room for it.
fn place(lines: &mut Vec<String>, column: usize, name: &str) {
    let free = lines.iter().position(|line| line.is_empty() || line.width() < column);
    let index = free.unwrap_or(lines.len());
    if free.is_none() {
        lines.push(String::new());
    }
    if let Some(line) = lines.get_mut(index) {
        line.push_str(&" ".repeat(column - line.width()));
        line.push_str(name);
    }
}

fn line(text: &str, out: &mut String) {
    out.push_str(INDENT);
    out.push_str(tame(text).trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::{Mark, underlined};
    use crate::document::Document;
    use crate::source::Source;
    use crate::span::Span;

    #[test]
    fn names_stand_under_what_they_name() {
        let document =
            Document::read(&Source::plain("A blast hurt 155 men on Friday. Nobody saw it.".to_owned()));
        let mark = |start, end, name: &str| Mark { span: Span::new(start, end), name: name.to_owned() };
        let marks = [mark(13, 16, "count"), mark(24, 30, "weekday")];
        let drawn = underlined(&document, &marks);
        let want = "  A blast hurt 155 men on Friday.\n               ‾‾‾        ‾‾‾‾‾‾\n               count      weekday\n";
        assert_eq!(drawn, want);
    }

    #[test]
    fn names_that_have_no_room_go_one_line_down() {
        let document = Document::read(&Source::plain("3 and 4.".to_owned()));
        let mark = |start, end| Mark { span: Span::new(start, end), name: "percentage".to_owned() };
        let drawn = underlined(&document, &[mark(0, 1), mark(6, 7)]);
        assert_eq!(drawn, "  3 and 4.\n  ‾     ‾\n  percentage\n        percentage\n");
    }
}
