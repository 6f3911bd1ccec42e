//! Checks that the figures in an article agree with each other.
//!
//! ```text
//! source text → document → claims → facts → findings → reports
//! ```
//!
//! One way; no step calls back. See `docs/architecture.md` for the map of the code.

pub mod calendar;
pub mod claim;
pub mod cli;
pub mod document;
mod engine;
pub mod fact;
pub mod finding;
pub mod grammar;
pub mod hash;
pub mod interval;
// Some of it is for `build.rs` and the tests.
#[allow(dead_code)]
mod keys;
pub mod number;
pub mod report;
pub mod rule;
pub mod source;
pub mod span;
pub mod verify;
pub mod vocabulary;
pub mod words;
pub mod yaml;

use claim::Skipped;
use document::Document;
use fact::Fact;
use finding::Finding;
use rule::RuleSet;

/// What came of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Examined {
    /// What the rules find wrong in it, in the order of the text.
    pub findings: Vec<Finding>,
    /// How many figures it has.
    pub figures: usize,
}

/// Reads a document and checks it: of findings about the very same figures the surest is kept, since one slip is told once.
/// A pure function: same input, same outcome. Cost: linear in the text.
pub fn examine(document: &Document, rules: &RuleSet) -> Examined {
    let mut examined = examine_by_rule(document, rules);
    examined.findings = engine::surest(examined.findings);
    examined
}

/// What [`examine`] finds, with every finding of every rule, for the cases of rules.
pub fn examine_by_rule(document: &Document, rules: &RuleSet) -> Examined {
    let mut examined = Examined::default();
    for part in document.parts() {
        let facts = fact::facts(document, part, rules);
        examined.findings.extend(engine::run(document, &facts, rules));
        examined.figures += facts.claims.len();
    }
    examined
}

/// What the rules find wrong in a document, in the order of the text.
pub fn check(document: &Document, rules: &RuleSet) -> Vec<Finding> {
    examine(document, rules).findings
}

/// Every figure of a document with what it is about, in the order of the text.
pub fn read(document: &Document, rules: &RuleSet) -> Vec<Fact> {
    document.parts().flat_map(|part| fact::facts(document, part, rules).told(rules)).collect()
}

/// What looks like a figure and was passed over, in the order of the text.
pub fn skipped(document: &Document, rules: &RuleSet) -> Vec<Skipped> {
    document.parts().flat_map(|part| fact::facts(document, part, rules).skipped).collect()
}
