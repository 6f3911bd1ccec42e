//! What a check has to say. Plain data, the same for every report.

use std::sync::Arc;

/// Figures that cannot all be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub rule: Arc<str>,
    /// How sure it is.
    pub severity: Severity,
    /// One sentence: what does not fit, with the sum written out.
    pub message: String,
    /// Which figure would make it fit, for each figure that could be the wrong one.
    pub help: Option<String>,
    /// Every figure used, in the order of the text; exactly one is primary.
    pub labels: Vec<Label>,
}

/// How sure a finding is, and what `--fail-on` compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; never fails a run unless asked to.
    Advice,
    /// Cannot be right unless round figures were rounded further than they show, or unless the rule took two figures to be of
    /// one thing that are not.
    Warning,
    /// Cannot be right however the figures were rounded, by a rule that binds by plain words.
    Error,
}

/// One figure that a finding points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where it stands in the source.
    pub place: Place,
    /// The words themselves, as they stand in the source's cleaned text.
    pub text: String,
    /// Its name in the rule: `total`, `dead`.
    pub name: Arc<str>,
    /// What it is to the reader: "the stated total".
    pub note: String,
    /// Whether it is the figure that the report leads with.
    pub primary: bool,
}

/// A range of bytes of one field of the source as it was given, before any cleaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which field.
    pub field: Field,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The fields of a source that hold prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The title that a `.jsonl` record carries beside its text.
    Title,
    /// The text: for a file, all of it.
    Text,
}

impl Severity {
    /// The name that people and programs read.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Advice => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// All of them, mildest first.
    pub const ALL: [Severity; 3] = [Severity::Advice, Severity::Warning, Severity::Error];
}
