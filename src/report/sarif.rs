//! `sarif`: SARIF 2.1.0, for code scanning services.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fingerprint::fingerprint;
use super::shape::to_json;
use super::{Index, Position, Report, Reporter, Summary, primary};
use crate::finding::{Finding, Label, Severity};
use crate::rule::Rule;

pub(super) struct Sarif<'r> {
    pub(super) rules: &'r [Rule],
}

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

impl Reporter for Sarif<'_> {
    /// The log up to its list of results, which the documents fill in.
    fn head(&self) -> String {
        let driver = Driver {
            name: "crossfoot",
            version: env!("CARGO_PKG_VERSION"),
            information_uri: env!("CARGO_PKG_REPOSITORY"),
            rules: self.rules.iter().map(describe).collect(),
        };
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{}}},\
             \"columnKind\":\"unicodeCodePoints\",\"results\":[\n",
            to_json(&driver)
        )
    }

    fn document(&self, report: &Report<'_>) -> String {
        if report.findings.is_empty() {
            return String::new();
        }
        let index = Index::new(report.source);
        let results: Vec<String> =
            report.findings.iter().map(|finding| to_json(&self.result(finding, report, &index))).collect();
        results.join(",\n")
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn tail(&self, summary: &Summary) -> String {
        let _ = summary;
        "\n]}]}\n".to_owned()
    }
}

impl Sarif<'_> {
    fn result<'a>(&self, finding: &'a Finding, report: &Report<'a>, index: &Index<'_>) -> Outcome<'a> {
        let leading = primary(finding);
        let location = |label: &'a Label, id| locate(label, id, report, index);
        let others =
            finding.labels.iter().filter(|label| leading.is_none_or(|first| !std::ptr::eq(first, *label)));
        let text = match &finding.help {
            Some(help) => format!("{}\n{help}", finding.message),
            None => finding.message.clone(),
        };
        Outcome {
            rule_id: &finding.rule,
            rule_index: self.rules.iter().position(|rule| rule.id == finding.rule),
            level: level(finding.severity),
            message: Message { text },
            locations: leading.map(|label| location(label, None)).into_iter().collect(),
            related_locations: others.zip(1..).map(|(label, id)| location(label, Some(id))).collect(),
            partial_fingerprints: BTreeMap::from([("crossfoot/v1", fingerprint(finding, report.source))]),
        }
    }
}

fn describe(rule: &Rule) -> Descriptor<'_> {
    let why = if rule.why.is_empty() { &rule.title } else { &rule.why };
    Descriptor {
        id: &rule.id,
        short_description: Message { text: rule.title.clone() },
        full_description: Message { text: why.chars().take(1000).collect() },
        help: Message { text: why.clone() },
        default_configuration: Configuration { level: level(rule.severity) },
    }
}

fn locate<'a>(label: &'a Label, id: Option<usize>, report: &Report<'a>, index: &Index<'_>) -> Location<'a> {
    let lines = index.of(label.place.field);
    let (start, end) = (lines.position(label.place.start), lines.position(label.place.end));
    // A record is one line of its file; its own lines and columns are no lines and columns of that file.
    let region = match report.origin.record {
        Some(line) => Region { start_line: line, start_column: None, end_line: None, end_column: None },
        None => Region::of(start, end),
    };
    let uri = uri(report.origin.path);
    let note = if label.note.is_empty() { &*label.name } else { &label.note };
    Location {
        id,
        place: Physical { artifact_location: Artifact { uri }, region },
        logical_locations: report
            .origin
            .record
            .map(|_| vec![Logical { name: report.origin.document, kind: "record" }])
            .unwrap_or_default(),
        message: Message { text: format!("{}: {note}", label.text) },
    }
}

/// A path as a relative reference: everything that a URI may not hold is escaped byte by byte.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase();
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Advice => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    place: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical<'a>>,
    message: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

impl Region {
    const fn of(start: Position, end: Position) -> Region {
        Region {
            start_line: start.line,
            start_column: Some(start.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
        }
    }
}

#[derive(Serialize)]
struct Logical<'a> {
    name: &'a str,
    kind: &'static str,
}
