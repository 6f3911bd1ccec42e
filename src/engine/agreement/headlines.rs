//! A figure of the title that its lead tells otherwise: the sentence below it says the same in most of its words.
//!
//! The lead of a story tells its headline over again, so here the two numbers may lie far apart. In return nothing else in the
//! text may be the number of the headline: it could be of that.

use std::collections::BTreeSet;

use super::super::Case;
use super::back::adds_up;
use super::numbers::same_number;
use super::things::{is_revised, names, singular};
use super::ties::{follows_another, is_word};
use super::whole::{is_listed, is_one_of, is_whole};
use crate::claim::{Claim, Kind};
use crate::document::BlockKind;
use crate::fact::Passage;
use crate::number::Number;
use crate::span::Span;
use crate::words::token::Token;

/// Sentences below the title in which its news is told over again.
const LEADS: usize = 2;

/// Letters of the shortest word that says something.
const LETTERS: usize = 4;

/// Letters by which two words are known to be of one stem: "kills", "killed".
const STEM: usize = 4;

/// Words that title and lead must share.
const SHARED: usize = 2;

/// The figures of a title, each with the one of the lead that is told for it.
pub(super) fn pairs(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let Some((title, leads)) = title_and_leads(case) else { return Vec::new() };
    let words = words(case, title);
    let above = told.iter().copied().filter(|c| title.claims.contains(c) && is_plain(case, *c));
    let of_lead = |title: usize| {
        leads.iter().find_map(|lead| {
            let share = shared(&words, &self::words(case, lead));
            (share >= SHARED && 2 * share >= words.len()).then(|| counterpart(case, told, title, lead))?
        })
    };
    above
        .filter_map(|claim| Some((claim, of_lead(claim)?)))
        .filter(|(claim, lead)| !is_told_elsewhere(case, *claim, title, *lead))
        .collect()
}

/// The sentence of the title, and the first sentences with figures below it.
fn title_and_leads<'c>(case: &Case<'c>) -> Option<(&'c Passage, &'c [Passage])> {
    let is_title =
        |p: &Passage| case.document.blocks.get(p.sentence.block).is_some_and(|b| b.kind == BlockKind::Title);
    let titles = case.facts.passages.iter().take_while(|p| is_title(p)).count();
    let below = case.facts.passages.get(titles..)?;
    let title = case.facts.passages.first().filter(|_| titles == 1)?;
    Some((title, below.get(..LEADS.min(below.len()))?))
}

/// Whether a figure counts or costs something, by one number.
fn is_plain(case: &Case<'_>, claim: usize) -> bool {
    let kinds = [Kind::Count, Kind::Money, Kind::Measure, Kind::Age];
    case.claim(claim).is_some_and(|c| kinds.contains(&c.kind))
        && case.value(claim).is_some()
        && !follows_another(case, claim)
        && !is_revised(case, claim)
        && case.about(claim).is_some_and(|a| !a.superseded && !a.partial && !a.elsewhere)
}

/// The one figure of a lead that can be that of the title: of the same unit and, if it counts, of the same things.
fn counterpart(case: &Case<'_>, told: &[usize], title: usize, lead: &Passage) -> Option<usize> {
    let mut alike = lead.claims.clone().filter(|c| may_be(case, title, *c));
    let claim = alike.next().filter(|_| alike.next().is_none())?;
    let supposed = |c: usize| case.about(c).is_some_and(|a| a.supposed);
    let plain = told.contains(&claim)
        && is_plain(case, claim)
        && is_whole(case, claim)
        && supposed(title) == supposed(claim);
    (plain && !is_reckoned(case, (title, claim), lead)).then_some(claim)
}

/// Whether a lead leaves the number of the title to be reckoned: "six on each hand", "two 10,000-tonne cargoes", "80% of
/// them", "a third was hurt".
fn is_reckoned(case: &Case<'_>, (title, claim): (usize, usize), lead: &Passage) -> bool {
    let times = |c: usize| {
        let product = case.value(c).zip(case.value(claim)).and_then(|(a, b)| a.mul(b));
        product.is_some() && product == case.value(title)
    };
    let kinds = [Kind::Percent, Kind::Ordinal, Kind::Multiple];
    let part = |c: usize| case.value(c).is_some_and(|n| n < Number::int(1));
    let further = case.is(claim, Kind::Count)
        && lead.claims.clone().any(|c| kinds.iter().any(|kind| case.is(c, *kind)) || part(c));
    let each = |at: usize| lead.tokens.get(at).is_some_and(|t| is_listed(case, t, "per-each"));
    let counts = |at: usize| lead.tokens.get(at).is_some_and(|t| t.figure().is_some());
    let others = |at: usize| lead.tokens.get(at).is_some_and(|t| is_listed(case, t, "further-ones"));
    let others = case.is(claim, Kind::Count) && (0..lead.tokens.len()).any(others);
    further
        || others
        || lead.claims.clone().any(times)
        || (0..lead.tokens.len()).any(|at| is_one_of_each(case, lead, at) || counts(at) && each(at + 1))
}

/// Whether a word says that a figure is of each of several.
fn is_one_of_each(case: &Case<'_>, passage: &Passage, at: usize) -> bool {
    passage.tokens.get(at).is_some_and(|t| is_one_of(case, t, &["each", "every", "apiece", "per"]))
}

fn may_be(case: &Case<'_>, title: usize, claim: usize) -> bool {
    let alike = |a: &Claim, b: &Claim| a.kind == b.kind && a.unit == b.unit;
    case.claim(title).zip(case.claim(claim)).is_some_and(|(a, b)| alike(a, b))
        && (!case.is(title, Kind::Count) || counts_the_same(case, title, claim))
}

/// Whether two counts tell one measure, or count nouns that share a word.
fn counts_the_same(case: &Case<'_>, one: usize, other: usize) -> bool {
    let (Some(a), Some(b)) = (case.about(one), case.about(other)) else { return false };
    let stems = |noun: Option<Span>| -> BTreeSet<String> {
        let text = noun.map_or("", |noun| noun.of(&case.document.text));
        text.split_whitespace().filter_map(stem).collect()
    };
    a.measures.iter().any(|m| b.measures.contains(m)) || !stems(a.of).is_disjoint(&stems(b.of))
}

/// Whether the number of a title stands in the text below it too, or comes of two that do: then the lead's is another.
fn is_told_elsewhere(case: &Case<'_>, title: usize, headline: &Passage, lead: usize) -> bool {
    let unit = |c: usize| case.claim(c).map(|c| (c.kind, c.unit));
    let below: Vec<usize> = (headline.claims.end..case.facts.claims.len())
        .filter(|c| *c != lead && unit(*c) == unit(title))
        .collect();
    let value = case.value(title);
    (headline.claims.end..case.facts.claims.len()).any(|c| c != lead && case.value(c) == value)
        || below.iter().any(|c| same_number(case, *c, title))
        || below.windows(2).any(|pair| adds_up(case, pair[0], pair[1], title))
        || below.iter().any(|c| adds_up(case, *c, lead, title) || adds_up(case, *c, title, lead))
}

/// The words of a sentence that say something, by their stems.
fn words(case: &Case<'_>, passage: &Passage) -> BTreeSet<String> {
    let telling = |t: &&Token| is_word(t) && names(case, t);
    passage.tokens.iter().filter(telling).filter_map(|t| stem(&singular(case, t))).collect()
}

fn stem(word: &str) -> Option<String> {
    let letters: String = word.chars().take(STEM).flat_map(char::to_lowercase).collect();
    (word.chars().count() >= LETTERS).then_some(letters)
}

fn shared(title: &BTreeSet<String>, lead: &BTreeSet<String>) -> usize {
    title.intersection(lead).count()
}
