//! `json` and `jsonl`: for programs.

use serde::Serialize;

use super::shape::{lines, to_json};
use super::{Report, Reporter, Summary};

/// The version of what `json` prints: raised when a key changes its meaning or goes.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// A finding a line.
pub(super) struct Jsonl;

impl Reporter for Jsonl {
    fn document(&self, report: &Report<'_>) -> String {
        lines(report).into_iter().map(|line| line + "\n").collect()
    }
}

/// One document with all findings, a finding a line, and the summary.
pub(super) struct Json;

impl Reporter for Json {
    fn head(&self) -> String {
        format!("{{\"schema_version\":{SCHEMA_VERSION},\"findings\":[\n")
    }

    fn document(&self, report: &Report<'_>) -> String {
        lines(report).join(",\n")
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn tail(&self, summary: &Summary) -> String {
        let shape = SummaryShape {
            documents: summary.documents,
            findings: summary.findings(),
            errors: summary.errors,
            warnings: summary.warnings,
            advice: summary.advice,
        };
        format!("\n],\"summary\":{}}}\n", to_json(&shape))
    }
}

#[derive(Serialize)]
struct SummaryShape {
    documents: usize,
    findings: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
}
