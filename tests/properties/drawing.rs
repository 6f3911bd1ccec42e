//! What the drawings of `full` underline.

use crossfoot::finding::{Field, Finding};
use crossfoot::source::Source;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::cut::file_slice;

/// Checks drawings: each box says where one of its labels stands, the primary one's if it is in it; each label of one
/// line is underlined, its own words and no others; and nothing is wider than it may be.
pub(crate) fn check(printed: &str, findings: &[Finding], source: &Source, path: &str, width: usize) {
    let drawings = split(printed, findings);
    assert_eq!(drawings.len(), findings.len(), "{printed}");
    for (drawing, finding) in drawings.iter().zip(findings) {
        let heads: Vec<(usize, usize)> = drawing.iter().filter_map(|line| head(line, path)).collect();
        let words = |start: usize, end: usize| &source.text[start..end];
        for (line, column) in &heads {
            let leads = finding.labels.iter().any(|label| {
                let words = words(label.place.start, label.place.end);
                file_slice(&source.text, *line, *column, words) == Some(words)
            });
            assert!(leads, "no label at {line}:{column} in\n{}", drawing.join("\n"));
        }
        let underlined: Vec<String> = underlined(drawing);
        for label in finding.labels.iter().filter(|label| label.place.field == Field::Text) {
            let words = words(label.place.start, label.place.end);
            let apart = finding.labels.iter().all(|other| {
                other == label || other.place.end < label.place.start || label.place.end < other.place.start
            });
            // Labels that touch are underlined in one stroke, and one that would fill a row is cut.
            if apart && words.width() < width / 4 && !words.contains(['\n', '\r']) {
                let words = drawn(words);
                assert!(underlined.contains(&words), "{words:?} of {underlined:?}:\n{}", drawing.join("\n"));
            }
        }
        let short = finding.labels.iter().all(|label| label.note.width() < width / 2 - 4);
        for line in drawing.iter().filter(|line| short && line.contains('│')) {
            assert!(line.width() <= width, "{} columns:\n{}", line.width(), drawing.join("\n"));
        }
    }
}

/// The lines of each drawing, which begins with the name of its rule.
fn split<'p>(printed: &'p str, findings: &[Finding]) -> Vec<Vec<&'p str>> {
    let mut out: Vec<Vec<&str>> = Vec::new();
    for line in printed.lines() {
        if findings.get(out.len()).is_some_and(|finding| line == &*finding.rule) {
            out.push(Vec::new());
        }
        if let Some(last) = out.last_mut() {
            last.push(line);
        }
    }
    out
}

/// Line and column in the head of a box.
fn head(line: &str, path: &str) -> Option<(usize, usize)> {
    let place = line.trim_start().strip_prefix("╭─[")?.strip_suffix(']')?;
    let (line, column) = place.strip_prefix(path)?.strip_prefix(':')?.split_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// What stands above the first line of strokes below each row of text.
fn underlined(drawing: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    for pair in drawing.windows(2) {
        let (Some((number, text)), Some((dot, strokes))) =
            (pair[0].split_once("│ "), pair[1].split_once("· "))
        else {
            continue;
        };
        if number.trim().is_empty() || !dot.trim().is_empty() {
            continue;
        }
        let mut from = None;
        for (column, stroke) in strokes.chars().chain([' ']).enumerate() {
            match (from, matches!(stroke, '─' | '┬' | '▲')) {
                (None, true) => from = Some(column),
                (Some(start), false) => {
                    out.push(columns(text, start, column));
                    from = None;
                }
                _ => {}
            }
        }
    }
    out
}

/// The part of a line between two columns.
fn columns(text: &str, from: usize, to: usize) -> String {
    let mut at = 0;
    let mut out = String::new();
    for character in text.chars() {
        if at >= from && at < to {
            out.push(character);
        }
        at += character.width().unwrap_or(0);
    }
    out
}

/// Words as they are drawn, tabs and the like made visible.
fn drawn(words: &str) -> String {
    words
        .chars()
        .map(|c| match c {
            '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}
