//! Binds facts to the names of rules, makes the checks, and says what does not fit.

mod agreement;
mod arithmetic;
mod binding;
mod clause;
mod days;
mod elapsed;
mod ending;
mod eval;
mod fit;
mod functions;
mod measures;
mod per;
mod say;
mod series;
mod solve;
mod table;
mod value;
mod wording;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::claim::{Claim, Kind, Quantity};
use crate::document::Document;
use crate::fact::{About, Facts, Passage};
use crate::finding::{Finding, Place, Severity};
use crate::interval::Outcome;
use crate::number::Number;
use crate::rule::{Bind, Rule, RuleSet};
use crate::span::Span;

use binding::Binding;
use value::Reading;

/// All that a rule can see of a document.
#[derive(Clone, Copy)]
pub(crate) struct Case<'c> {
    pub(crate) document: &'c Document,
    pub(crate) facts: &'c Facts,
    pub(crate) rules: &'c RuleSet,
}

/// Claims are told by their place among the facts; one that does not exist has nothing to say.
impl<'c> Case<'c> {
    fn claim(&self, claim: usize) -> Option<&'c Claim> {
        self.facts.claims.get(claim)
    }

    fn about(&self, claim: usize) -> Option<&'c About> {
        self.facts.about.get(claim)
    }

    fn is(&self, claim: usize, kind: Kind) -> bool {
        self.claim(claim).is_some_and(|c| c.kind == kind)
    }

    fn quantity(&self, claim: usize) -> Option<&'c Quantity> {
        self.claim(claim)?.quantity()
    }

    /// The one number that a claim stands for, as it is written.
    fn value(&self, claim: usize) -> Option<Number> {
        self.quantity(claim)?.value
    }

    /// Which passage a claim stands in.
    fn passage_of(&self, claim: usize) -> Option<usize> {
        self.about(claim).map(|about| about.passage)
    }

    /// The passage that a claim stands in.
    fn passage(&self, claim: usize) -> Option<&'c Passage> {
        self.facts.passages.get(self.passage_of(claim)?)
    }
}

/// What the rules find wrong in a document, in the order of the text.
pub(crate) fn run(document: &Document, facts: &Facts, rules: &RuleSet) -> Vec<Finding> {
    let case = Case { document, facts, rules };
    let mut found: Vec<(Vec<Span>, Finding)> = Vec::new();
    let chances = wording::chances(&case);
    let mut chances = chances.as_slice();
    let mut stretches = wording::Stretches::default();
    let heads = OnceCell::new();
    for (index, rule) in rules.rules().iter().enumerate() {
        let bindings = match &rule.body.bind {
            Bind::Wording { .. } => {
                let own = wording::of_rule(&mut chances, index);
                wording::bind(&case, rule, own, &mut stretches)
            }
            Bind::Measures { measures, within } => measures::bind(&case, rule, measures, *within),
            Bind::Same { measures, within, differ, ties } => {
                agreement::bind(&case, agreement::Terms { measures, within: *within, differ, ties })
            }
            Bind::Series(series) => {
                series::bind(&case, rule, series, heads.get_or_init(|| series::heads(&case)))
            }
            Bind::Row(label) => table::rows(&case, label),
            Bind::Column(label) => table::columns(&case, label),
        };
        // Most rules have nothing to say of most texts.
        if bindings.is_empty() {
            continue;
        }
        let mut seen = BTreeSet::new();
        for binding in bindings {
            let spans = binding.spans(&case);
            if !seen.insert(spans.clone()) {
                continue;
            }
            if let Some(severity) = judge(&case, rule, &binding) {
                found.push((spans, say::finding(&case, rule, &binding, severity)));
            }
        }
    }
    // The order of the text first, so that nothing depends on how rules are stored.
    found.sort_by(|a, b| (a.0.first(), &a.1.rule, &a.0).cmp(&(b.0.first(), &b.1.rule, &b.0)));
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// Of findings that point at the same figures, the surest; of those as sure, the first by name of its rule.
pub(crate) fn surest(findings: Vec<Finding>) -> Vec<Finding> {
    let figures =
        |finding: &Finding| -> Vec<Place> { finding.labels.iter().map(|label| label.place).collect() };
    let mut best: BTreeMap<Vec<Place>, usize> = BTreeMap::new();
    for (i, finding) in findings.iter().enumerate() {
        let kept = best.entry(figures(finding)).or_insert(i);
        if findings.get(*kept).is_some_and(|kept| kept.severity < finding.severity) {
            *kept = i;
        }
    }
    let kept: BTreeSet<usize> = best.into_values().collect();
    findings.into_iter().enumerate().filter(|(i, _)| kept.contains(i)).map(|(_, finding)| finding).collect()
}

/// Whether the check cannot hold, and how sure that is. Doubt anywhere means silence, and doubt about a condition once round
/// figures are rounded makes an error a warning.
fn judge(case: &Case<'_>, rule: &Rule, binding: &Binding) -> Option<Severity> {
    let certain = |reading| rule.body.conditions().all(|c| eval::certain(case, binding, c, reading));
    if !certain(Reading::Stated) {
        return None;
    }
    let impossible = |reading| eval::truth(case, binding, rule.body.check(), reading) == Outcome::Impossible;
    if impossible(Reading::Widest) {
        let sure = certain(Reading::Widest);
        return Some(if sure { rule.severity } else { Severity::Warning.min(rule.severity) });
    }
    let rounded = rule.body.warns_when_rounded && impossible(Reading::Stated);
    rounded.then_some(Severity::Warning.min(rule.severity))
}
