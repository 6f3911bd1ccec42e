//! Binding by agreement: one measure of one thing, told again.

use std::collections::BTreeSet;

use super::Case;
use super::binding::Binding;
use crate::claim::Kind;
use crate::fact::Passage;
use crate::rule::{Anchor, MeasureId, Rule, Within};
use crate::words::matcher::Capture;
use crate::words::token::TokenKind;

/// The first telling of a measure with each later one that is tied to it.
pub(super) fn bind(
    case: &Case<'_>,
    rule: &Rule,
    measures: &[MeasureId],
    within: Within,
    differ: &[Anchor],
) -> Vec<Binding> {
    let _ = rule;
    let told: Vec<usize> = (0..case.facts.claims.len()).filter(|c| is_told(case, *c, measures)).collect();
    let mut out = Vec::new();
    for (i, one) in told.iter().enumerate() {
        for other in &told[i + 1..] {
            if in_reach(case, *one, *other, within) && !differ.iter().any(|a| differs(case, *a, *one, *other))
            {
                out.push(Binding { captures: vec![Capture::Figure(*one), Capture::Figure(*other)] });
            }
        }
    }
    out
}

/// Whether a claim tells one of the measures plainly.
fn is_told(case: &Case<'_>, claim: usize, measures: &[MeasureId]) -> bool {
    case.facts.about.get(claim).is_some_and(|a| {
        a.measures.iter().any(|m| measures.contains(m))
            && !a.denied
            && !a.supposed
            && !a.superseded
            && !a.partial
            && a.quotation == 0
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

/// Whether two claims are tied to different subjects, as far as one anchor tells.
fn differs(case: &Case<'_>, anchor: Anchor, one: usize, other: usize) -> bool {
    let both = |of: &dyn Fn(usize) -> BTreeSet<String>| (of(one), of(other));
    match anchor {
        Anchor::Quotation => {
            let quotation = |c: usize| case.facts.about.get(c).map(|a| a.quotation);
            quotation(one) != quotation(other)
        }
        Anchor::Group => {
            let (a, b) = both(&|c| noun(case, c));
            !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
        }
        Anchor::Place => {
            let (a, b) = both(&|c| names(case, c));
            !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
        }
        Anchor::Period => {
            let (a, b) = both(&|c| days(case, c));
            !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
        }
        Anchor::Source => false,
    }
}

fn passage_of<'c>(case: &'c Case<'_>, claim: usize) -> Option<&'c Passage> {
    case.facts.passages.get(case.facts.about.get(claim)?.passage)
}

/// The words of the thing counted.
fn noun(case: &Case<'_>, claim: usize) -> BTreeSet<String> {
    let of = case.facts.about.get(claim).and_then(|a| a.of);
    let text = of.map(|s| s.of(&case.document.text).to_lowercase()).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}

/// Words of the sentence with a capital, its first word left out.
fn names(case: &Case<'_>, claim: usize) -> BTreeSet<String> {
    let Some(passage) = passage_of(case, claim) else { return BTreeSet::new() };
    let words = passage.tokens.iter().skip(1).filter(|t| t.capital);
    words.map(|t| t.span.of(&case.document.text).to_lowercase()).collect()
}

/// Days and dates of the sentence, as written.
fn days(case: &Case<'_>, claim: usize) -> BTreeSet<String> {
    let Some(passage) = passage_of(case, claim) else { return BTreeSet::new() };
    let claims = passage.tokens.iter().filter_map(|t| match t.kind {
        TokenKind::Figure(claim) => case.facts.claims.get(claim),
        _ => None,
    });
    let dates = claims.filter(|c| matches!(c.kind, Kind::Date | Kind::Weekday));
    dates.map(|c| c.span.of(&case.document.text).to_lowercase()).collect()
}
