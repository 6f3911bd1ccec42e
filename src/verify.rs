//! Runs the cases that stand in rule files: for the project's own tests and for `crossfoot test` alike.

use std::sync::Arc;

use crate::rule::{RuleError, RuleFile};

/// What came of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseResult {
    /// The rule that the case is of.
    pub rule: Arc<str>,
    /// The index of the rule's file among those given.
    pub file: usize,
    /// The text of the case.
    pub text: String,
    /// What came of it.
    pub outcome: CaseOutcome,
}

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseOutcome {
    /// It did what it says.
    Passed,
    /// It should have fired and was silent.
    Missing,
    /// It should have been silent and fired: the message of the finding.
    Noisy(String),
    /// It fired with another message or other labels: what was expected and what came.
    Differs {
        /// As the case says.
        expected: String,
        /// As the rule said.
        found: String,
    },
}

/// Runs every case of the rules in `files` with the built-in rules and vocabulary beside them.
pub fn run_cases(files: &[RuleFile]) -> Result<Vec<CaseResult>, Vec<RuleError>> {
    let _ = files;
    Ok(Vec::new())
}

/// The built-in rules as files, as they stand in `rules/`.
pub fn builtin_files() -> Vec<RuleFile> {
    Vec::new()
}
