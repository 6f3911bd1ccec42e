//! The words that the grammar knows: units, currencies, hedges, look-alikes. Data from `rules/vocabulary/`.

/// Everything that the grammar looks up. Built once, when the rules are loaded.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {}
