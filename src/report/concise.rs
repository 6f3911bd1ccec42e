//! `concise`: `path:line:column: severity[rule] message`, a line a finding.

use super::{Index, Report, Reporter, Style, primary, tame};
use crate::finding::{Finding, Severity};

pub(super) struct Concise {
    pub(super) style: Style,
}

impl Reporter for Concise {
    fn document(&self, report: &Report<'_>) -> String {
        if report.findings.is_empty() {
            return String::new();
        }
        let index = Index::new(report.source);
        report.findings.iter().filter_map(|finding| self.line(finding, report, &index)).collect()
    }
}

impl Concise {
    fn line(&self, finding: &Finding, report: &Report<'_>, index: &Index<'_>) -> Option<String> {
        let place = primary(finding)?.place;
        let position = index.of(place.field).position(place.start);
        let name = report.origin.name(place.field);
        let (severity, rule) = (self.paint(finding.severity), tame(&finding.rule));
        let message = tame(&finding.message);
        Some(format!("{name}:{}:{}: {severity}[{rule}] {message}\n", position.line, position.column))
    }

    fn paint(&self, severity: Severity) -> String {
        let code = match severity {
            Severity::Advice => 36,
            Severity::Warning => 33,
            Severity::Error => 31,
        };
        let name = severity.name();
        if self.style.color { format!("\u{1b}[1;{code}m{name}\u{1b}[0m") } else { name.to_owned() }
    }
}
