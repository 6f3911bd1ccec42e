//! Binding by wording: patterns over the words of a sentence, or of the sentences of a paragraph and of those right below it.

use std::collections::BTreeMap;

use super::Case;
use super::binding::Binding;
use super::clause;
use crate::document::BlockKind;
use crate::fact::Passage;
use crate::rule::{Bind, Clause, Rule, Within};
use crate::words::compile::Pattern;
use crate::words::index::{Chances, Index};
use crate::words::matcher::Scene;
use crate::words::seen::Seen;
use crate::words::token::Token;

/// How many tokens before and after a match the words of `unless-near` may stand.
const NEAR: usize = 8;

/// A stretch of text in which a pattern of a rule may match.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Chance {
    rule: usize,
    /// The first passage, and one past the last; see `Facts::held`.
    passages: (usize, usize),
    /// Which of the patterns of the rule or, counted on, of its clauses.
    pattern: usize,
}

/// Sentences that are taken as one at most: all that binds in them is compared with each other.
const STRETCH: usize = 16;

/// How many sentences may stand before the next one: a paragraph is not begun where it is likely to be cut in two.
fn room(one: &Passage, next: &Passage) -> usize {
    if one.sentence.block == next.sentence.block { STRETCH } else { STRETCH / 2 }
}

/// All such stretches, by rule; each passage is gone through once for all rules.
pub(super) fn chances(case: &Case<'_>) -> Vec<Chance> {
    let mut out = Vec::new();
    let mut numbers = Chances::default();
    let wordings = case.rules.wordings();
    let mut first = 0;
    let passages = &case.facts.passages;
    for (i, passage) in passages.iter().enumerate() {
        let end = i + 1;
        look(case, &wordings.sentences, (i, end), &passage.seen, &mut numbers, &mut out);
        if passages
            .get(end)
            .is_some_and(|next| end - first < room(passage, next) && adjoin(case, passage, next))
        {
            continue;
        }
        // One sentence with figures has nothing to put together.
        if end - first == 1 {
            look(case, &wordings.paragraphs, (first, end), &passage.seen, &mut numbers, &mut out);
        } else {
            let seen = joined(case, (first, end));
            look(case, &wordings.paragraphs, (first, end), &seen, &mut numbers, &mut out);
        }
        first = end;
    }
    for (i, passage) in (passages.len()..).zip(&case.facts.bare) {
        look(case, &wordings.sentences, (i, i + 1), &passage.seen, &mut numbers, &mut out);
    }
    out.sort_unstable();
    out
}

/// Takes the chances of a rule off those that are left, if it is the next that has any.
pub(super) fn of_rule<'c>(left: &mut &'c [Chance], rule: usize) -> &'c [Chance] {
    let end = left.iter().take_while(|chance| chance.rule == rule).count();
    let (own, rest) = left.split_at_checked(end).unwrap_or_default();
    *left = rest;
    own
}

/// Adds the patterns that may match in a stretch where `seen` stands.
fn look(
    case: &Case<'_>,
    index: &Index<(usize, usize)>,
    passages: (usize, usize),
    seen: &Seen,
    numbers: &mut Chances,
    out: &mut Vec<Chance>,
) {
    numbers.clear();
    for passage in case.facts.held(passages) {
        index.chances(&passage.tokens, passage.seen.kinds(), numbers);
    }
    index.rule_out(seen, numbers);
    let scene = bare(case, seen);
    for (rule, pattern) in numbers.iter().filter_map(|number| index.owner(number).copied()) {
        let Some(Bind::Wording { patterns, clauses, .. }) =
            case.rules.rules().get(rule).map(|r| &r.body.bind)
        else {
            continue;
        };
        let may = |pattern: &Pattern| scene.may_match(pattern);
        let chance = match pattern.checked_sub(patterns.len()).and_then(|at| clauses.get(at)) {
            Some(clause) => seen.figures_of(clause.kinds, clause.least),
            None => patterns.get(pattern).is_some_and(may),
        };
        if chance {
            out.push(Chance { rule, passages, pattern });
        }
    }
}

/// Sentences put together as though they were one, each stretch of them once for all rules.
#[derive(Default)]
pub(super) struct Stretches(BTreeMap<(usize, usize), (Vec<Token>, Seen)>);

impl Stretches {
    fn of(&mut self, case: &Case<'_>, passages: (usize, usize)) -> &(Vec<Token>, Seen) {
        self.0.entry(passages).or_insert_with(|| {
            let held = case.facts.held(passages);
            let tokens = held.iter().flat_map(|p| p.tokens.iter().copied()).collect();
            (tokens, joined(case, passages))
        })
    }
}

/// Every place where one of the patterns or clauses of a rule matches, save where the words around it silence the rule.
pub(super) fn bind(
    case: &Case<'_>,
    rule: &Rule,
    chances: &[Chance],
    stretches: &mut Stretches,
) -> Vec<Binding> {
    let mut out: Vec<Binding> = Vec::new();
    let Bind::Wording { patterns, within, clauses } = &rule.body.bind else { return out };
    for chances in chances.chunk_by(|a, b| a.passages == b.passages) {
        let Some(Chance { passages, .. }) = chances.first() else { continue };
        let ways = Ways {
            patterns: chances.iter().filter_map(|chance| patterns.get(chance.pattern)).collect(),
            clauses: chances
                .iter()
                .filter_map(|chance| clauses.get(chance.pattern.checked_sub(patterns.len())?))
                .collect(),
        };
        match case.facts.held(*passages) {
            [passage] if *within == Within::Sentence || !ways.clauses.is_empty() => {
                let scene = case.facts.scene(passage, case.rules.lexicon());
                bind_scene(case, rule, &ways, &scene, &mut out);
            }
            // Sentences that follow each other are taken as though they were one.
            _ => {
                let (tokens, seen) = stretches.of(case, *passages);
                let scene = Scene { tokens, ..bare(case, seen) };
                bind_scene(case, rule, &ways, &scene, &mut out);
            }
        }
    }
    out
}

/// What of a rule may match in a stretch.
struct Ways<'r> {
    patterns: Vec<&'r Pattern>,
    clauses: Vec<&'r Clause>,
}

/// A scene without its tokens, enough to see whether a pattern may match.
fn bare<'s>(case: &Case<'s>, seen: &'s Seen) -> Scene<'s> {
    Scene { tokens: &[], claims: &case.facts.claims, lexicon: case.rules.lexicon(), items: None, seen }
}

/// What stands in several sentences.
fn joined(case: &Case<'_>, passages: (usize, usize)) -> Seen {
    let mut seen = Seen::default();
    let mut len = 0;
    for passage in case.facts.passages.get(passages.0..passages.1).unwrap_or(&[]) {
        seen.join(&passage.seen, len);
        len += u32::try_from(passage.tokens.len()).unwrap_or(u32::MAX);
    }
    seen
}

/// Whether one sentence follows the other, in the same paragraph or in the next, with nothing but space between them: in
/// news each sentence is a paragraph.
fn adjoin(case: &Case<'_>, one: &Passage, next: &Passage) -> bool {
    let between = case.document.text.get(one.sentence.span.end..next.sentence.span.start);
    let paragraph = |passage: &Passage| {
        case.document.blocks.get(passage.sentence.block).is_some_and(|b| b.kind == BlockKind::Paragraph)
    };
    let near = one.sentence.block == next.sentence.block
        || one.sentence.block + 1 == next.sentence.block && paragraph(one) && paragraph(next);
    near && between.is_some_and(|text| text.trim().is_empty())
}

/// Every place where one of some patterns or clauses matches that may match there.
fn bind_scene(case: &Case<'_>, rule: &Rule, ways: &Ways<'_>, scene: &Scene<'_>, out: &mut Vec<Binding>) {
    let slots = rule.body.names.len();
    let wordings = ways.patterns.iter().flat_map(|pattern| scene.find_in(pattern, slots));
    let wordings = wordings.map(|m| (Binding { captures: m.captures }, m.tokens));
    let mut found: Vec<(Binding, (usize, usize))> = Vec::new();
    for (binding, at) in wordings.chain(clause::bind(case, &ways.clauses, slots, scene)) {
        // The first pattern that binds a figure wins: patterns stand from the fullest to the barest, clauses last.
        let taken = found.iter().any(|(old, _)| covers(old, &binding));
        if !taken && one_quotation(case, &binding) {
            found.push((binding, at));
        }
    }
    let silent = |binding: &Binding, at: &(usize, usize)| {
        silenced(scene, rule, binding) || silenced_near(scene, rule, binding, *at)
    };
    out.extend(found.into_iter().filter(|(binding, at)| !silent(binding, at)).map(|(binding, _)| binding));
}

/// Whether every claim of one binding is in the other too.
fn covers(old: &Binding, new: &Binding) -> bool {
    let held: Vec<usize> = old.all().collect();
    new.all().count() > 0 && new.all().all(|c| held.contains(&c))
}

/// Whether the figures all stand inside one quotation or all outside any.
pub(super) fn one_quotation(case: &Case<'_>, binding: &Binding) -> bool {
    let mut marks = binding.all().filter_map(|c| case.about(c)).map(|a| a.quotation);
    let first = marks.next();
    marks.all(|m| Some(m) == first)
}

/// Whether a wording of the rule's `unless` stands in the sentence, of what the rule bound there.
pub(super) fn silenced(scene: &Scene<'_>, rule: &Rule, binding: &Binding) -> bool {
    rule.body.unless.iter().any(|pattern| scene.has(pattern, &binding.captures, |_| true))
}

/// Whether a wording of its `unless-near` stands near the tokens that it matched.
fn silenced_near(scene: &Scene<'_>, rule: &Rule, binding: &Binding, at: (usize, usize)) -> bool {
    let near = |n: (usize, usize)| n.1 + NEAR >= at.0 && at.1 + NEAR >= n.0;
    rule.body.unless_near.iter().any(|pattern| scene.has(pattern, &binding.captures, near))
}
