//! `github`: workflow commands, which GitHub Actions shows as notes beside the lines of a pull request.

use super::{Index, Report, Reporter, primary};
use crate::finding::{Finding, Severity};

pub(super) struct Github;

impl Reporter for Github {
    fn document(&self, report: &Report<'_>) -> String {
        if report.findings.is_empty() {
            return String::new();
        }
        let index = Index::new(report.source);
        report.findings.iter().filter_map(|finding| command(finding, report, &index)).collect()
    }
}

fn command(finding: &Finding, report: &Report<'_>, index: &Index<'_>) -> Option<String> {
    let place = primary(finding)?.place;
    let lines = index.of(place.field);
    let (start, end) = (lines.position(place.start), lines.position(place.end));
    // A record is one line of its file, and its own lines are not lines of that file.
    let place = match report.origin.record {
        Some(line) => format!("line={line}"),
        None if start.line == end.line => {
            format!("line={},col={},endColumn={}", start.line, start.column, end.column)
        }
        None => format!("line={},endLine={}", start.line, end.line),
    };
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let (level, file) = (level(finding.severity), property(report.origin.path));
    let (rule, message) = (property(&finding.rule), data(&format!("{}{help}", finding.message)));
    Some(format!("::{level} file={file},{place},title={rule}::{message}\n"))
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Advice => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The message of a command, with what would end it escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a comma or a colon would end too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
