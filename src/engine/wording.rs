//! Binding by wording: patterns over the words of a sentence.

use super::Case;
use super::binding::Binding;
use crate::fact::Passage;
use crate::rule::Rule;
use crate::words::compile::Pattern;
use crate::words::matcher::Scene;

/// Every place where one of the patterns matches, save where the sentence silences the rule.
pub(super) fn bind(case: &Case<'_>, rule: &Rule, patterns: &[Pattern]) -> Vec<Binding> {
    let mut out: Vec<Binding> = Vec::new();
    for passage in &case.facts.passages {
        let scene = case.facts.scene(passage, case.rules.lexicon());
        let mut found: Vec<(Binding, (usize, usize))> = Vec::new();
        for pattern in patterns {
            for m in scene.find(pattern, rule.body.names.len()) {
                let binding = Binding { captures: m.captures };
                // The first pattern that binds a figure wins: patterns stand from the fullest to the barest.
                let taken = found.iter().any(|(old, _)| covers(old, &binding));
                if !taken && one_quotation(case, &binding) {
                    found.push((binding, m.tokens));
                }
            }
        }
        if found.is_empty() || silenced(&scene, passage, rule) {
            continue;
        }
        out.extend(found.into_iter().map(|(binding, _)| binding));
    }
    out
}

/// Whether every claim of one binding is in the other too.
fn covers(old: &Binding, new: &Binding) -> bool {
    let held: Vec<usize> = old.all().collect();
    new.all().count() > 0 && new.all().all(|c| held.contains(&c))
}

/// Whether the figures all stand inside one quotation or all outside any.
pub(super) fn one_quotation(case: &Case<'_>, binding: &Binding) -> bool {
    let mut marks = binding.all().filter_map(|c| case.facts.about.get(c)).map(|a| a.quotation);
    let first = marks.next();
    marks.all(|m| Some(m) == first)
}

/// Whether a wording of the rule's `unless` stands in the sentence.
pub(super) fn silenced(scene: &Scene<'_>, passage: &Passage, rule: &Rule) -> bool {
    let _ = passage;
    rule.body.unless.iter().any(|pattern| scene.has(pattern))
}
