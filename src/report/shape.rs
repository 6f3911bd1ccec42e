//! What programs read of a finding, the same in `json` and `jsonl`. A contract: keys may be added, none changed.

use serde::Serialize;

use super::fingerprint::fingerprint;
use super::{Index, Report};
use crate::finding::{Field, Finding};

/// A finding.
#[derive(Serialize)]
pub(super) struct FindingShape<'a> {
    path: &'a str,
    document: &'a str,
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    fingerprint: String,
    labels: Vec<LabelShape<'a>>,
}

#[derive(Serialize)]
struct LabelShape<'a> {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
    name: &'a str,
    note: &'a str,
    primary: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

/// The name of a field where it has to be told: only the title does.
pub(super) const fn field_name(field: Field) -> Option<&'static str> {
    match field {
        Field::Title => Some("title"),
        Field::Text => None,
    }
}

/// All findings of a document, each as one line of JSON without its line feed.
pub(super) fn lines(report: &Report<'_>) -> Vec<String> {
    if report.findings.is_empty() {
        return Vec::new();
    }
    let index = Index::new(report.source);
    report.findings.iter().map(|finding| to_json(&shape(finding, report, &index))).collect()
}

/// One line of JSON. None of the shapes has anything that JSON lacks.
pub(super) fn to_json(shape: &impl Serialize) -> String {
    serde_json::to_string(shape).unwrap_or_default()
}

fn shape<'a>(finding: &'a Finding, report: &Report<'a>, index: &Index<'_>) -> FindingShape<'a> {
    let origin = report.origin;
    let labels = finding.labels.iter().map(|label| {
        let position = index.of(label.place.field).position(label.place.start);
        let offset = |byte| origin.offset(report.source, label.place.field, byte);
        LabelShape {
            start: offset(label.place.start),
            end: offset(label.place.end),
            line: position.line,
            column: position.column,
            text: &label.text,
            name: &label.name,
            note: &label.note,
            primary: label.primary,
            field: field_name(label.place.field),
        }
    });
    FindingShape {
        path: origin.path,
        document: origin.document,
        rule: &finding.rule,
        severity: finding.severity.name(),
        message: &finding.message,
        help: finding.help.as_deref(),
        fingerprint: fingerprint(finding, report.source),
        labels: labels.collect(),
    }
}
