//! Rules: loaded from YAML, checked, ready to be run.

use std::sync::Arc;

use crate::finding::Severity;
use crate::span::Span;
use crate::vocabulary::Vocabulary;

/// Rules with the vocabulary that they are read with.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    vocabulary: Vocabulary,
}

/// A file of rules as it was given.
#[derive(Clone, Debug)]
pub struct RuleFile {
    /// Its name, for messages.
    pub path: String,
    /// Its text.
    pub yaml: String,
}

/// What is wrong with a rule file, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The index of the file among those given.
    pub file: usize,
    /// Where, in bytes of the file; empty at 0 where the place is not known.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

/// One rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name: kebab-case, unique.
    pub id: Arc<str>,
    /// What it says of the text, in a few words.
    pub title: String,
    /// How sure its findings are at most.
    pub severity: Severity,
    /// Why it is there and how it decides, in Markdown; empty if the file says nothing.
    pub why: String,
    /// The pack that it is of; `None` if it is on by default.
    pub pack: Option<String>,
    /// The file that it came from, relative to `rules/` for built-in ones.
    pub file: String,
}

impl RuleSet {
    /// The rules that come with the program.
    pub fn builtin() -> RuleSet {
        RuleSet::default()
    }

    /// The built-in rules and those of `files`, whose rules replace built-in ones of the same id. Every mistake of
    /// every file is reported at once.
    pub fn load(files: &[RuleFile]) -> Result<RuleSet, Vec<RuleError>> {
        let _ = files;
        Ok(RuleSet::default())
    }

    /// The rules in order of id.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// What the grammar reads with.
    pub const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Leaves only the rules for which `keep` holds.
    pub fn retain(&mut self, keep: impl FnMut(&Rule) -> bool) {
        self.rules.retain(keep);
    }
}
