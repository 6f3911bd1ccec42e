//! Findings made by hand, and what every format makes of them. The cases are in `tests/reports/`.

use std::sync::Arc;

use super::{Format, Origin, Report, Style, Summary, reporter};
use crate::finding::{Field, Finding, Label, Place, Severity};
use crate::source::Source;
use crate::yaml::{Node, parse};

/// A text whose labels stand in square brackets: the source without the brackets, and the places.
pub(super) fn marked(text: &str) -> (Source, Vec<Place>) {
    let (clean, places) = unmark(text, Field::Text);
    (Source::plain(clean), places)
}

fn unmark(text: &str, field: Field) -> (String, Vec<Place>) {
    let mut clean = String::new();
    let mut places = Vec::new();
    for part in text.split('[') {
        match part.split_once(']') {
            Some((label, rest)) => {
                let start = clean.len();
                clean.push_str(label);
                places.push(Place { field, start, end: clean.len() });
                clean.push_str(rest);
            }
            None => clean.push_str(part),
        }
    }
    (clean, places)
}

/// A finding about some places, the last of them primary.
pub(super) fn finding(source: &Source, places: &[Place]) -> Finding {
    let label = |(index, place): (usize, &Place)| Label {
        place: *place,
        text: source.field(place.field)[place.start..place.end].to_owned(),
        name: Arc::from(format!("n{}", index + 1)),
        note: format!("figure {}", index + 1),
        primary: index + 1 == places.len(),
    };
    Finding {
        rule: Arc::from("a-rule-of-sums"),
        severity: Severity::Error,
        message: "the parts make 42, not 45".to_owned(),
        help: Some("45 would fit if 30 were 33".to_owned()),
        labels: places.iter().enumerate().map(label).collect(),
    }
}

/// What a format prints of findings in one document.
fn print(format: Format, style: Style, origin: Origin<'_>, source: &Source, findings: &[Finding]) -> String {
    let reporter = reporter(format, style, &[]);
    let report = Report { origin, source, findings };
    reporter.head() + &reporter.document(&report) + &reporter.tail(&Summary::of(findings, 0))
}

const DRAFT: Origin<'_> = Origin { path: "draft.md", document: "draft.md", record: None, offsets: None };

fn width(width: usize) -> Style {
    Style { color: false, width }
}

/// The cases of a file of `tests/reports/`.
fn cases(yaml: &str) -> Vec<Node> {
    match parse(yaml) {
        Ok(Node::List(cases)) => cases,
        other => panic!("not a list of cases: {other:?}"),
    }
}

/// Compares, and says all that differs at once, since drawings are changed together.
fn compare(results: Vec<(String, String, String)>) {
    let wrong: Vec<String> = results
        .into_iter()
        .filter(|(_, expected, found)| expected.trim_end() != found.trim_end())
        .map(|(name, expected, found)| format!("{name}\nexpected:\n{expected}\nfound:\n{found}\n"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn drawings() {
    let text = |case: &Node, key: &str| case.get(key).and_then(Node::scalar).unwrap_or_default().to_owned();
    let mut results = Vec::new();
    for case in cases(include_str!("../../tests/reports/full.yaml")) {
        let (clean, mut places) = unmark(&text(&case, "title"), Field::Title);
        let (mut source, more) = marked(&text(&case, "text"));
        source.title = Some(clean);
        places.extend(more);
        let findings = [finding(&source, &places)];
        let columns = text(&case, "width").parse().unwrap_or(80);
        let found = print(Format::Full, width(columns), DRAFT, &source, &findings);
        results.push((text(&case, "case"), text(&case, "drawn"), found));
    }
    compare(results);
}
