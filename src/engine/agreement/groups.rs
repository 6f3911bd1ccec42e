//! A count of a group that is named again with the article: "five senators", "the six senators".

use std::collections::BTreeMap;

use super::super::Case;
use super::back::{adds_up, is_accounted_for, is_of_all};
use super::numbers::{exactly_same, is_one_less, may_be_miscounted};
use super::ties::{follows_another, is_definite, is_word, place};
use super::whole::{has_beside, is_listed, is_one_of};
use crate::claim::Kind;
use crate::fact::Passage;
use crate::words::token::Token;

/// Tellings of one group beyond which it is left alone: the text counts such things again and again.
const TOLD: usize = 8;

/// The counts of one noun where the text tells it by two numbers only, one of which is the other with a slip: the first as
/// it comes, the second with the article.
pub(super) fn pairs(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    // Most texts name no group again, and then no noun has to be read.
    if !told.iter().any(|c| is_count(case, *c) && (is_definite(case, *c) || is_of_all(case, *c))) {
        return Vec::new();
    }
    let mut by_noun: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for claim in told {
        if let Some(noun) = noun_of(case, *claim) {
            by_noun.entry(noun).or_default().push(*claim);
        }
    }
    let named = by_noun.values().filter(|told| told.len() <= TOLD).filter_map(|told| two_numbers(case, told));
    let found = named.chain(described_again(case, told));
    // Whether something else accounts for a number is asked of the whole text, so it is not asked again and again.
    let other = |one: usize, other: usize| is_accounted_for(case, other) || is_changed(case, one, other);
    found.take(MOST).filter(|(one, later)| !other(*one, *later)).collect()
}

/// Groups told by two numbers that are looked at: no text is wrong so often.
const MOST: usize = 32;

/// Whether the text from one telling to the end of the sentence of another says what makes one number the other: a count
/// that is their difference or, where they differ by one, "another signed", "one of whom died".
fn is_changed(case: &Case<'_>, one: usize, other: usize) -> bool {
    let Some((from, to)) = case.passage_of(one).zip(case.passage_of(other)) else { return false };
    let passages = case.facts.passages.get(from..=to).unwrap_or(&[]);
    let differ = |c: usize| adds_up(case, other, c, one) || adds_up(case, one, c, other);
    let mut counts = passages.iter().flat_map(|p| p.claims.clone()).filter(|c| is_count(case, *c));
    counts.any(|c| c != one && c != other && differ(c)) || is_off_by_one(case, one, other, passages)
}

/// Whether two counts differ by one, and a word in the sentences from the first to the second may say why.
fn is_off_by_one(case: &Case<'_>, one: usize, other: usize, passages: &[Passage]) -> bool {
    let (Some(first), Some(last)) = (passages.first(), passages.last()) else { return false };
    let span = first.sentence.span.cover(last.sentence.span);
    let lexicon = case.rules.lexicon();
    let words = span.of(&case.document.text).split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let says = |word: String| lexicon.lists("one-off", lexicon.id(&word));
    (is_one_less(case, one, other) || is_one_less(case, other, one)) && words.into_iter().any(says)
}

fn is_count(case: &Case<'_>, claim: usize) -> bool {
    case.is(claim, Kind::Count)
}

/// The noun that a count stands before, in small letters: "young senators". Nothing where words follow that pick some of them:
/// "women of that age".
fn noun_of(case: &Case<'_>, claim: usize) -> Option<String> {
    let (noun, after) = noun_told(case, claim)?;
    // "The 12 regions outside the capital" are some of those told, while "33 miners from the shaft" may be told first.
    let back = is_definite(case, claim) || is_of_all(case, claim);
    let picks = |t: &Token| is_listed(case, t, "picking") || back && is_listed(case, t, "picking-places");
    // "The 28 tombs found by the French team"
    let done = back && after.first().is_some_and(|t| is_listed(case, t, "picking-others"));
    let picked = after.first().is_some_and(picks) || done && after.get(1).is_some_and(picks);
    (!picked).then_some(noun)
}

/// The noun that a count stands before, up to its plural, and what follows it.
fn noun_told<'c>(case: &'c Case<'_>, claim: usize) -> Option<(String, &'c [Token])> {
    case.claim(claim).filter(|c| c.kind == Kind::Count)?.quantity()?.value?;
    let (passage, at) = place(case, claim)?;
    let rest = passage.tokens.get(at + 1..)?;
    let text = |t: &Token| t.span.of(&case.document.text).to_lowercase();
    let words: Vec<&Token> = rest.iter().take(MAX_NOUN).take_while(|t| is_word(t)).collect();
    let plural = words.iter().position(|t| is_plural(case, t))?;
    let stopped = rest.iter().take(plural + 1).any(|t| is_listed(case, t, "noun-stops"));
    let noun = words.into_iter().take(plural + 1).map(text).collect::<Vec<_>>();
    (!stopped).then(|| (noun.join(" "), rest.get(plural + 1..).unwrap_or(&[])))
}

fn is_plural(case: &Case<'_>, token: &Token) -> bool {
    let word = token.span.of(&case.document.text).to_lowercase();
    word.ends_with('s') && !word.ends_with("ss") || is_listed(case, token, "people")
}

/// A count with the article and words that say which are meant: "the nine expelled cadets", "the six senators who opposed it".
struct Described {
    noun: String,
    /// The words that say which.
    which: Vec<String>,
}

/// Counts with the article that say by words of an earlier sentence which are meant, with the count told there.
fn described_again(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut plain: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for claim in told {
        if is_definite(case, *claim) {
            let again = described(case, *claim).and_then(|again| {
                let before = plain.get(&again.noun).filter(|before| before.len() <= TOLD)?;
                told_with(case, before, *claim, &again.which)
            });
            out.extend(again);
        } else if let Some((noun, _)) = noun_told(case, *claim) {
            plain.entry(noun).or_default().push(*claim);
        }
    }
    out
}

/// The count told before, if there is but one number of it, in a sentence with all the words that say which.
fn told_with(case: &Case<'_>, before: &[usize], other: usize, which: &[String]) -> Option<(usize, usize)> {
    let first = *before.first()?;
    let one = before.iter().all(|c| exactly_same(case, *c, first) && is_plain(case, *c));
    let text = place(case, first)?.0.sentence.span.of(&case.document.text).to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let said = which.iter().all(|a| words.iter().any(|b| have_one_stem(a, b)));
    let slip = may_be_miscounted(case, first, other);
    (one && said && slip && is_plain(case, other)).then_some((first, other))
}

/// Letters that two forms of a word have in common at least.
const STEM: usize = 4;

/// Whether two words may be forms of one: "opposed" and "oppose".
fn have_one_stem(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    shared >= STEM.max(a.chars().count().max(b.chars().count()).saturating_sub(3))
}

fn described(case: &Case<'_>, claim: usize) -> Option<Described> {
    let (passage, at) = place(case, claim)?;
    let rest = passage.tokens.get(at + 1..)?;
    let text = |t: &Token| t.span.of(&case.document.text).to_lowercase();
    let plural = rest.iter().take(2).take_while(|t| is_word(t)).position(|t| is_plural(case, t))?;
    let named = rest.get(plural).map(text)?;
    let mut which: Vec<String> = rest.get(..plural)?.iter().map(text).filter(|w| w.ends_with("ed")).collect();
    if which.len() != plural {
        return None;
    }
    match rest.get(plural + 1) {
        Some(t) if is_one_of(case, t, &["who"]) => which.push(rest.get(plural + 2).map(text)?),
        Some(t) if is_listed(case, t, "picking") || is_listed(case, t, "picking-places") => return None,
        _ => {}
    }
    (!which.is_empty()).then_some(Described { noun: named, which })
}

/// Words of a noun at most.
const MAX_NOUN: usize = 4;

fn two_numbers(case: &Case<'_>, told: &[usize]) -> Option<(usize, usize)> {
    let (first, rest) = told.split_first()?;
    let other = *rest.iter().find(|c| !exactly_same(case, *first, **c))?;
    let either = |c: usize| exactly_same(case, *first, c) || exactly_same(case, other, c);
    let back = is_definite(case, other) || is_of_all(case, other);
    let told_before = !is_definite(case, *first) && !is_of_all(case, *first);
    let slip = may_be_miscounted(case, *first, other);
    let fits = told.iter().all(|c| either(*c) && is_plain(case, *c)) && back && told_before && slip;
    fits.then_some((*first, other))
}

/// Whether a count is told as it is, and of all there are.
fn is_plain(case: &Case<'_>, claim: usize) -> bool {
    let about = case.about(claim);
    !has_beside(case, claim)
        && !follows_another(case, claim)
        && about.is_some_and(|a| !a.partial && !a.supposed && !a.superseded && !a.elsewhere && !a.added)
}
