//! Binding by wording: patterns over the words of a sentence, or of the sentences of a paragraph.

use super::Case;
use super::binding::Binding;
use crate::fact::Passage;
use crate::rule::{Rule, Within};
use crate::words::compile::Pattern;
use crate::words::matcher::Scene;
use crate::words::seen::Seen;
use crate::words::token::Token;

/// How many tokens before and after a match the words of `unless-near` may stand.
const NEAR: usize = 8;

/// Every place where one of the patterns matches, save where the words around it silence the rule.
pub(super) fn bind(case: &Case<'_>, rule: &Rule, patterns: &[Pattern], within: Within) -> Vec<Binding> {
    let mut out: Vec<Binding> = Vec::new();
    if within == Within::Sentence {
        for passage in &case.facts.passages {
            bind_scene(case, rule, patterns, &case.facts.scene(passage, case.rules.lexicon()), &mut out);
        }
        return out;
    }
    let passages = &case.facts.passages;
    let mut first = 0;
    for (i, passage) in passages.iter().enumerate() {
        if !passages.get(i + 1).is_some_and(|next| adjoin(case, passage, next)) {
            bind_paragraph(case, rule, patterns, passages.get(first..=i).unwrap_or(&[]), &mut out);
            first = i + 1;
        }
    }
    out
}

/// Binds over sentences that follow each other, as though they were one.
fn bind_paragraph(
    case: &Case<'_>,
    rule: &Rule,
    patterns: &[Pattern],
    passages: &[Passage],
    out: &mut Vec<Binding>,
) {
    let mut seen = Seen::default();
    let mut len = 0;
    for passage in passages {
        seen.join(&passage.seen, len);
        len += passage.tokens.len();
    }
    let (claims, lexicon) = (&case.facts.claims, case.rules.lexicon());
    let bare = Scene { tokens: &[], claims, lexicon, items: None, seen: &seen };
    // Most paragraphs lack what the patterns need: their tokens are not put together for nothing.
    if patterns.iter().any(|pattern| bare.may_match(pattern)) {
        let tokens: Vec<Token> = passages.iter().flat_map(|p| p.tokens.iter().copied()).collect();
        bind_scene(case, rule, patterns, &Scene { tokens: &tokens, ..bare }, out);
    }
}

/// Whether one sentence follows the other in the same paragraph, with nothing but space between them.
fn adjoin(case: &Case<'_>, one: &Passage, next: &Passage) -> bool {
    let between = case.document.text.get(one.sentence.span.end..next.sentence.span.start);
    one.sentence.block == next.sentence.block && between.is_some_and(|text| text.trim().is_empty())
}

fn bind_scene(case: &Case<'_>, rule: &Rule, patterns: &[Pattern], scene: &Scene<'_>, out: &mut Vec<Binding>) {
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
    if found.is_empty() || silenced(scene, rule) {
        return;
    }
    let near: Vec<(usize, usize)> = rule
        .body
        .unless_near
        .iter()
        .flat_map(|pattern| scene.find(pattern, rule.body.names.len()))
        .map(|m| m.tokens)
        .collect();
    let free = |at: &(usize, usize)| near.iter().all(|n| n.1 + NEAR < at.0 || at.1 + NEAR < n.0);
    out.extend(found.into_iter().filter(|(_, at)| free(at)).map(|(binding, _)| binding));
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
pub(super) fn silenced(scene: &Scene<'_>, rule: &Rule) -> bool {
    rule.body.unless.iter().any(|pattern| scene.has(pattern))
}
