//! Binding by measures: named kinds of figure that meet within a stretch of text.

use std::ops::Range;

use super::Case;
use super::binding::Binding;
use super::wording::{one_quotation, silenced};
use crate::rule::{MeasureId, Rule, Within};
use crate::words::matcher::Capture;

/// One binding for each stretch that has just one figure of each measure; where there are several of one, nothing says
/// which belong together.
pub(super) fn bind(case: &Case<'_>, rule: &Rule, measures: &[MeasureId], within: Within) -> Vec<Binding> {
    let mut out = Vec::new();
    if measures.iter().any(|measure| case.facts.telling(*measure).next().is_none()) {
        return out;
    }
    for passages in stretches(case, within) {
        let held = &case.facts.passages[passages.clone()];
        let claims = held.iter().flat_map(|p| p.claims.clone());
        let fit = |claim: &usize, measure: MeasureId| {
            case.about(*claim).is_some_and(|a| {
                a.measures.contains(&measure)
                    && !a.denied
                    && !a.supposed
                    && !a.superseded
                    && !a.partial
                    && !a.added
            })
        };
        let captures: Option<Vec<Capture>> = measures
            .iter()
            .map(|measure| {
                let mut matching = claims.clone().filter(|c| fit(c, *measure));
                let only = matching.next().filter(|_| matching.next().is_none());
                only.map(Capture::Figure)
            })
            .collect();
        let Some(captures) = captures else { continue };
        let binding = Binding { captures };
        let mut claims: Vec<usize> = binding.all().collect();
        claims.sort_unstable();
        claims.dedup();
        let silent =
            || held.iter().any(|p| silenced(&case.facts.scene(p, case.rules.lexicon()), rule, &binding));
        if claims.len() == measures.len() && one_quotation(case, &binding) && !silent() {
            out.push(binding);
        }
    }
    out
}

/// The ranges of passages that one stretch covers.
fn stretches(case: &Case<'_>, within: Within) -> Vec<Range<usize>> {
    let passages = &case.facts.passages;
    match within {
        Within::Sentence => (0..passages.len()).map(|i| i..i + 1).collect(),
        Within::Document => std::iter::once(0..passages.len()).collect(),
        Within::Paragraph => {
            let mut out: Vec<Range<usize>> = Vec::new();
            for (i, passage) in passages.iter().enumerate() {
                match out.last_mut() {
                    Some(last) if passages[last.start].sentence.block == passage.sentence.block => {
                        last.end = i + 1;
                    }
                    _ => out.push(i..i + 1),
                }
            }
            out
        }
    }
}
