//! The words that the grammar knows: units, currencies, hedges, look-alikes. Data from `rules/vocabulary/`.

use crate::number::Number;

/// Everything that the grammar looks up. Built once, when the rules are loaded.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    nothing: UnitDef,
}

/// A unit.
#[derive(Clone, Debug, Default)]
pub struct UnitDef {
    /// Name.
    pub name: String,
    /// Dimension.
    pub dimension: u8,
    /// Factors.
    pub factors: Vec<Number>,
    /// Offset.
    pub offset: Option<Number>,
}

impl Vocabulary {
    /// Unit.
    pub fn unit(&self, _: u16) -> &UnitDef {
        &self.nothing
    }
}
