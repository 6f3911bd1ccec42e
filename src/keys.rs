//! Keys of rule files that the program reads and `build.rs` too, which packs the built-in files.

/// The keys of a rule, or of a clause, that hold patterns.
pub(crate) const PATTERNS: [&str; 12] = [
    "find",
    "of",
    "parts",
    "each",
    "before",
    "series",
    "under",
    "mentioned",
    "unless",
    "unless-near",
    "row",
    "column",
];

/// The keys of the vocabulary in a file.
pub(crate) const VOCABULARY: [&str; 7] =
    ["hedges", "units", "currencies", "zones", "lookalikes", "cues", "rounded-fraction"];
