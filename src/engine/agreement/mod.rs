//! Binding by agreement: one figure of one thing, told again.
//!
//! Two figures of one measure are about the same thing only where the text itself ties them, and nothing in it tells
//! them apart. The ties are few, and a rule names those that it trusts.

mod back;
mod cells;
mod copies;
mod differ;
mod groups;
mod headlines;
mod nouns;
mod numbers;
mod people;
mod things;
mod ties;
mod turns;
mod whole;

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

/// Tellings beyond which a text is left alone: one that tells a measure so often is a list of events, and every pair of them
/// would have to be looked at.
const TOLD: usize = 200;

/// Whether a tie finds its pairs by the words beside them, however many figures there are.
const fn looks_up(tie: Tie) -> bool {
    matches!(tie, Tie::Wording | Tie::Noun | Tie::Thing | Tie::Group | Tie::Name | Tie::Headline | Tie::Table)
}

/// Each figure with a later one that is tied to it.
pub(super) fn bind(case: &Case<'_>, terms: Terms<'_>) -> Vec<Binding> {
    let told = told(case, terms.measures);
    if told.len() < 2 {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    for tie in terms.ties.iter().filter(|tie| told.len() <= TOLD || looks_up(**tie)) {
        let parted = |one: usize, other: usize| {
            let anchors = terms.differ.iter().filter(|anchor| heeds(*tie, **anchor));
            anchors.into_iter().any(|anchor| differ::differs(case, *anchor, one, other))
        };
        let found = ties::pairs(case, *tie, &told, terms.measures);
        let apart = |one: usize, other: usize| {
            // A hedge that one of the two leaves out is no contradiction.
            numbers::exactly_same(case, one, other)
                || parted(one, other)
                || *tie != Tie::Name && is_added(case, one, other)
                || is_apart(case, *tie, one, other)
        };
        pairs.extend(found.into_iter().filter(|(one, other)| !apart(*one, *other)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .into_iter()
        .filter(|(one, other)| in_reach(case, *one, *other, terms.within))
        .map(|(one, other)| Binding { captures: vec![Capture::Figure(one), Capture::Figure(other)] })
        .collect()
}

/// Whether an anchor can part what a tie binds. A definite mention goes back to what was told, and two numbers that hardly
/// differ are of one event, whatever other places and speakers the one sentence names and the other does not.
fn heeds(tie: Tie, anchor: Anchor) -> bool {
    match anchor {
        Anchor::Place | Anchor::Source => !matches!(
            tie,
            Tie::Definite
                | Tie::Near
                | Tie::Misprint
                | Tie::Name
                | Tie::Noun
                | Tie::Thing
                | Tie::Back
                | Tie::Group
                | Tie::Headline
        ),
        Anchor::Period => !matches!(tie, Tie::Definite | Tie::Thing),
        Anchor::Rival => !matches!(tie, Tie::Definite | Tie::Companion | Tie::Wording | Tie::Headline),
        Anchor::Group | Anchor::Quotation => true,
    }
}

/// The claims that tell one of the measures plainly, in the order of the text.
fn told(case: &Case<'_>, measures: &[MeasureId]) -> Vec<usize> {
    let is_told = |claim: &usize| is_told(case, *claim, measures);
    if measures.is_empty() {
        return (0..case.facts.claims.len()).filter(is_told).collect();
    }
    let mut told: Vec<usize> = measures.iter().flat_map(|m| case.facts.telling(*m)).filter(is_told).collect();
    told.sort_unstable();
    told.dedup();
    told
}

/// Whether a claim tells one of the measures plainly.
fn is_told(case: &Case<'_>, claim: usize, measures: &[MeasureId]) -> bool {
    case.about(claim).is_some_and(|a| {
        (measures.is_empty() || a.measures.iter().any(|m| measures.contains(m)))
            && !a.denied
            && (measures.is_empty() || !a.supposed && !a.superseded && !a.partial)
    })
}

/// Whether the later of two tellings counts others than the earlier: "two were hurt. Later 12 others were hurt." Others
/// told beside another measure are other than that: "killing one and wounding 12 others".
fn is_added(case: &Case<'_>, one: usize, other: usize) -> bool {
    let (Some(earlier), Some(later)) = (case.about(one), case.about(other)) else {
        return false;
    };
    let beside = case.passage(other).is_some_and(|p| {
        let measured =
            |c: usize| case.about(c).is_some_and(|a| !a.measures.is_empty() && a.measures != later.measures);
        p.claims.clone().any(measured)
    });
    later.added && !earlier.added && !beside
}

/// Whether one of two tellings, but not the other, turns to another event. A definite mention never does.
fn is_apart(case: &Case<'_>, tie: Tie, one: usize, other: usize) -> bool {
    let elsewhere = |claim: usize| case.about(claim).is_some_and(|a| a.elsewhere);
    !matches!(tie, Tie::Definite | Tie::Wording | Tie::Thing) && elsewhere(one) != elsewhere(other)
}

fn in_reach(case: &Case<'_>, one: usize, other: usize, within: Within) -> bool {
    let together = case.passage_of(one) == case.passage_of(other);
    match within {
        Within::Document => !together,
        Within::Paragraph => !together && case.facts.block_of(one) == case.facts.block_of(other),
        Within::Sentence => together,
    }
}
