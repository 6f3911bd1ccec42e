//! A sum told of a thing that is named again, by any word of its noun: "a contract worth $80 million", "the $80 million
//! tunnel contract".
//!
//! The number of such a thing is told with slips only where it is told wrong, so a sum far from the other, which is of
//! another thing, ties nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Case;
use super::copies::is_line;
use super::numbers::{is_scaled, is_slip, written_twice};
use super::ties::{is_word, place};
use super::whole::is_listed;
use crate::claim::Kind;
use crate::fact::Passage;
use crate::words::token::Token;

/// Tellings of one word beyond which it is left alone: a text about such things.
const TOLD: usize = 8;

/// Words of a noun after a sum at most.
const NOUN: usize = 5;

/// Words that two sentences must share, the noun's among them, where nothing says that the thing is named again.
const SHARED: usize = 5;

/// Words that a sentence must share with a headline.
const SHARED_WITH_HEADLINE: usize = 1;

/// Letters of the shortest word that says something.
const LETTERS: usize = 4;

/// A sum with the words for the thing that costs it.
struct Telling {
    claim: usize,
    noun: BTreeSet<String>,
}

/// Sums of one thing by two numbers only, one of which is the other with a slip: the second time with the article, below
/// the title, or in a sentence that says the same.
pub(super) fn pairs(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let tellings: Vec<Telling> = told.iter().filter_map(|c| telling(case, *c)).collect();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        for word in &telling.noun {
            by_word.entry(word).or_default().push(at);
        }
    }
    by_word.retain(|_, alike| alike.len() > 1 && alike.len() <= TOLD);
    let mut out = Vec::new();
    for alike in by_word.values() {
        let alike: Vec<&Telling> = alike.iter().filter_map(|at| tellings.get(*at)).collect();
        out.extend(two_numbers(case, &alike).filter(|(one, other)| are_one(case, one, other)));
    }
    out.into_iter()
        .map(|(one, other)| (one.claim, other.claim))
        .filter(|(one, other)| !is_another(case, *one, *other))
        .collect()
}

/// A sum with its noun, as far as it has one: the words after it, and one before it that it is a sum of.
fn telling(case: &Case<'_>, claim: usize) -> Option<Telling> {
    let figure = case.facts.claims.get(claim).filter(|c| c.kind == Kind::Money)?;
    figure.quantity()?.value?;
    case.facts.about.get(claim).filter(|a| !a.superseded && !a.added)?;
    let (passage, at) = place(case, claim)?;
    let rest = passage.tokens.get(at + 1..)?;
    // "18 dlrs per tonne", "$5 a share": no thing, but one of many.
    if rest.first().is_some_and(|t| is_listed(case, t, "per-each")) {
        return None;
    }
    let after = rest.iter().take(NOUN).take_while(|t| names(case, t));
    let mut noun: BTreeSet<String> = after.map(|t| singular(case, t)).collect();
    noun.extend(noun_before(case, passage, at).map(|t| singular(case, t)));
    noun.retain(|word| !is_varying(case, word));
    (!noun.is_empty()).then_some(Telling { claim, noun })
}

/// The noun that a sum is the price of: "a contract worth $80 million".
fn noun_before<'p>(case: &Case<'_>, passage: &'p Passage, at: usize) -> Option<&'p Token> {
    let of = passage.tokens.get(at.checked_sub(1)?)?;
    let noun = passage.tokens.get(at.checked_sub(2)?)?;
    (is_listed(case, of, "priced-at") && names(case, noun)).then_some(noun)
}

/// Whether a token may be a word of a noun.
fn names(case: &Case<'_>, token: &Token) -> bool {
    is_word(token) && token.span.len() >= LETTERS - 1 && !is_listed(case, token, "noun-stops")
}

/// A word in small letters, without the ending of a plural.
fn singular(case: &Case<'_>, token: &Token) -> String {
    let word = token.span.of(&case.document.text).to_lowercase();
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= LETTERS - 1 && !stem.ends_with('s') => stem.to_owned(),
        _ => word,
    }
}

/// Whether a word names what is told by another sum each time: "a price", "a loss".
fn is_varying(case: &Case<'_>, word: &str) -> bool {
    let lexicon = case.rules.lexicon();
    lexicon.list("varying").is_some_and(|list| lexicon.holds(list, lexicon.id(word)))
}

/// Whether a sum stands after a word that goes back to what was told: "the $80 million contract", "that $80 million contract".
fn goes_back(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return false };
    let before = at.checked_sub(1).and_then(|i| passage.tokens.get(i));
    before.is_some_and(|t| is_listed(case, t, "definite") || is_listed(case, t, "definite-thing"))
}

/// Words before a sum in which it is said to be another: "a second $80 million contract".
const BEFORE: usize = 3;

/// Whether a sum is said to be another than what was told, and the one before it is not: "another $80 million contract".
pub(super) fn is_another(case: &Case<'_>, one: usize, other: usize) -> bool {
    let said = |claim: usize| -> BTreeSet<String> {
        let Some((passage, at)) = place(case, claim) else { return BTreeSet::new() };
        let before = passage.tokens.get(at.saturating_sub(BEFORE)..at).unwrap_or(&[]);
        before.iter().filter(|t| is_listed(case, t, "other-thing")).map(|t| singular(case, t)).collect()
    };
    !said(other).is_subset(&said(one))
}

/// Whether one sum is the other with a slip, or with another word for its size.
fn is_near(case: &Case<'_>, one: usize, other: usize) -> bool {
    is_slip(case, one, other) || is_scaled(case, one, other)
}

/// The first telling whose number is not the one told till then, where all tell one of the two.
fn two_numbers<'t>(case: &Case<'_>, alike: &[&'t Telling]) -> Option<(&'t Telling, &'t Telling)> {
    let (first, rest) = alike.split_first()?;
    let at = rest.iter().position(|t| !written_twice(case, first.claim, t.claim))?;
    let (one, other) = (*alike.get(at)?, *rest.get(at)?);
    let either =
        |t: &&Telling| written_twice(case, first.claim, t.claim) || written_twice(case, other.claim, t.claim);
    (is_near(case, one.claim, other.claim) && alike.iter().all(either)).then_some((one, other))
}

/// Whether two sums are of one thing: the second goes back to the first, or both are plainly told in much the same words.
fn are_one(case: &Case<'_>, one: &Telling, other: &Telling) -> bool {
    let supposed = |t: &Telling| case.facts.about.get(t.claim).is_some_and(|a| a.supposed);
    if goes_back(case, other.claim) && (!supposed(other) || is_scaled(case, one.claim, other.claim)) {
        return true;
    }
    let plain = |t: &Telling| {
        case.facts.about.get(t.claim).is_some_and(|a| !a.supposed && !a.elsewhere)
            && case
                .facts
                .claims
                .get(t.claim)
                .and_then(|c| c.quantity())
                .is_some_and(|q| q.unhedged == q.stated)
    };
    let both = one.noun.intersection(&other.noun).count();
    let modifiers = both > 1 || both == one.noun.len() || both == other.noun.len();
    let enough =
        if is_headline(case, one.claim) { SHARED_WITH_HEADLINE } else { SHARED.saturating_sub(both) };
    plain(one) && plain(other) && modifiers && shared(case, one, other) >= enough
}

/// Whether a sum stands in a line by itself, as titles and headlines do.
fn is_headline(case: &Case<'_>, claim: usize) -> bool {
    place(case, claim).is_some_and(|(passage, _)| is_line(case, passage))
}

/// The words that two sentences share, besides those of the noun.
fn shared(case: &Case<'_>, one: &Telling, other: &Telling) -> usize {
    let words = |t: &Telling| -> BTreeSet<String> {
        let Some((passage, _)) = place(case, t.claim) else { return BTreeSet::new() };
        let words = passage.tokens.iter().filter(|t| t.span.len() >= LETTERS && names(case, t));
        words.map(|t| singular(case, t)).filter(|word| !one.noun.contains(word)).collect()
    };
    words(one).intersection(&words(other)).count()
}
