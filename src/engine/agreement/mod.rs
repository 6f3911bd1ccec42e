//! Binding by agreement: one figure of one thing, told again.
//!
//! Two figures of one measure are about the same thing only where the text itself ties them, and nothing in it tells
//! them apart. The ties are few, and a rule names those that it trusts.

mod differ;
mod ties;

use super::Case;
use super::binding::Binding;
use crate::rule::{Anchor, MeasureId, Tie, Within};
use crate::words::matcher::Capture;

/// What a rule of agreement goes by.
#[derive(Clone, Copy)]
pub(super) struct Terms<'t> {
    /// The measures told; empty for figures of every kind.
    pub(super) measures: &'t [MeasureId],
    /// How far apart the two may stand.
    pub(super) within: Within,
    /// What parts them.
    pub(super) differ: &'t [Anchor],
    /// What ties them; one is enough.
    pub(super) ties: &'t [Tie],
}

/// Each figure with a later one that is tied to it.
pub(super) fn bind(case: &Case<'_>, terms: Terms<'_>) -> Vec<Binding> {
    let told: Vec<usize> =
        (0..case.facts.claims.len()).filter(|c| is_told(case, *c, terms.measures)).collect();
    let mut pairs = Vec::new();
    for tie in terms.ties {
        let parted = |one: usize, other: usize| {
            let anchors = terms.differ.iter().filter(|anchor| heeds(*tie, **anchor));
            anchors.into_iter().any(|anchor| differ::differs(case, *anchor, one, other))
        };
        let found = ties::pairs(case, *tie, &told, terms.measures);
        pairs.extend(found.into_iter().filter(|(one, other)| !parted(*one, *other)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .into_iter()
        .filter(|(one, other)| in_reach(case, *one, *other, terms.within))
        .map(|(one, other)| Binding { captures: vec![Capture::Figure(one), Capture::Figure(other)] })
        .collect()
}

/// Whether an anchor can part what a tie binds: a definite mention goes back to what was told, whatever other places and
/// days its own sentence names.
fn heeds(tie: Tie, anchor: Anchor) -> bool {
    tie != Tie::Definite || !matches!(anchor, Anchor::Place | Anchor::Period | Anchor::Source)
}

/// Whether a claim tells one of the measures plainly.
fn is_told(case: &Case<'_>, claim: usize, measures: &[MeasureId]) -> bool {
    case.facts.about.get(claim).is_some_and(|a| {
        (measures.is_empty() || a.measures.iter().any(|m| measures.contains(m)))
            && !a.denied
            && (measures.is_empty() || !a.supposed && !a.superseded && !a.partial)
    })
}

fn in_reach(case: &Case<'_>, one: usize, other: usize, within: Within) -> bool {
    let passage = |claim: usize| case.facts.about.get(claim).map(|a| a.passage);
    match within {
        Within::Document => passage(one) != passage(other),
        Within::Paragraph => {
            case.facts.block_of(one) == case.facts.block_of(other) && passage(one) != passage(other)
        }
        Within::Sentence => passage(one) == passage(other),
    }
}
