//! What the figures are about.

use std::sync::Arc;

use crate::claim::Claim;
use crate::span::Span;

/// A claim with what the words around it say that it is about. Plain data.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The figure.
    pub claim: Claim,
    /// The block that it stands in.
    pub block: usize,
    /// The words for what is counted: "civilian casualties".
    pub of: Option<Span>,
    /// The measures whose wordings it stands in: "deaths".
    pub measures: Vec<Arc<str>>,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
}
