//! A sum told of a thing that is named again, by any word of its noun: "a contract worth $80 million", "the $80 million
//! tunnel contract".
//!
//! The number of such a thing is told with slips only where it is told wrong, so a sum far from the other, which is of
//! another thing, ties nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Case;
use super::copies::is_line;
use super::differ::{differs, years_differ};
use super::numbers::{is_scaled, is_slip, written_twice};
use super::ties::{is_word, place};
use super::turns::picks_another;
use super::whole::is_listed;
use crate::claim::Kind;
use crate::fact::Passage;
use crate::rule::Anchor;
use crate::words::pattern::Mark;
use crate::words::token::{Token, TokenKind};

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
    /// The words after it in their order.
    after: Vec<String>,
}

/// Sums of one thing by two numbers only, one of which is the other with a slip: the second time with the article, below
/// the title, or in a sentence that says the same.
pub(super) fn pairs(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let sums: Vec<usize> = told.iter().copied().filter(|c| is_sum(case, *c)).collect();
    if sums.len() < 2 {
        return Vec::new();
    }
    let tellings: Vec<Telling> = sums.into_iter().filter_map(|c| telling(case, c)).collect();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        for word in &telling.noun {
            by_word.entry(word).or_default().push(at);
        }
    }
    by_word.retain(|_, alike| alike.len() > 1 && alike.len() <= TOLD);
    let found = by_word.values().filter_map(|alike| {
        let alike: Vec<&Telling> = alike.iter().filter_map(|at| tellings.get(*at)).collect();
        two_numbers(case, &alike)
    });
    // The words of whole sentences are looked at, so they are not looked at again and again.
    let found = found.take(MOST).filter(|(one, other)| are_one(case, one, other));
    let pairs = found.map(|(one, other)| (one.claim, other.claim));
    pairs.filter(|(one, other)| !is_another(case, *one, *other)).collect()
}

/// Things told by two numbers that are looked at: no text is wrong so often.
const MOST: usize = 64;

/// Whether a claim is a sum of money, and no range of them.
fn is_sum(case: &Case<'_>, claim: usize) -> bool {
    let figure = case.claim(claim).filter(|c| c.kind == Kind::Money);
    figure.and_then(|c| c.quantity()?.value).is_some()
}

/// A sum with its noun, as far as it has one: the words after it, and one before it that it is a sum of.
fn telling(case: &Case<'_>, claim: usize) -> Option<Telling> {
    case.about(claim).filter(|a| !a.added)?;
    let (passage, at) = place(case, claim)?;
    if is_revised(case, claim) {
        return None;
    }
    let rest = passage.tokens.get(at + 1..)?;
    // "18 dlrs per tonne", "$5 a share": no thing, but one of many.
    if rest.first().is_some_and(|t| is_listed(case, t, "per-each")) {
        return None;
    }
    // "a $5 million seven-year multi-option loan"
    let within = |t: &&Token| !matches!(t.kind, TokenKind::Figure(_) | TokenKind::Mark(Mark::Hyphen));
    let words = rest.iter().take(2 * NOUN).filter(within).take(NOUN);
    let after: Vec<String> = words.take_while(|t| names(case, t)).map(|t| singular(case, t)).collect();
    let mut noun: BTreeSet<String> = after.iter().cloned().collect();
    noun.extend(noun_before(case, passage, at).map(|t| singular(case, t)));
    noun.retain(|word| !is_varying(case, word));
    (!noun.is_empty()).then_some(Telling { claim, noun, after })
}

/// Tokens before and after a sum in which a word says that it was, or is, another.
const REVISED: (usize, usize) = (6, 4);

/// Whether a sum is said to have been another, or to become one: "raised its $80 million bid", "the original $80 million plan".
pub(super) fn is_revised(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return true };
    let near = at.saturating_sub(REVISED.0)..(at + REVISED.1).min(passage.tokens.len());
    passage.tokens.get(near).unwrap_or(&[]).iter().any(|t| is_listed(case, t, "revising"))
}

/// The noun that a sum is the price of: "a contract worth $80 million".
fn noun_before<'p>(case: &Case<'_>, passage: &'p Passage, at: usize) -> Option<&'p Token> {
    let of = passage.tokens.get(at.checked_sub(1)?)?;
    let noun = passage.tokens.get(at.checked_sub(2)?)?;
    (is_listed(case, of, "priced-at") && names(case, noun)).then_some(noun)
}

/// Whether a token may be a word of a noun.
pub(super) fn names(case: &Case<'_>, token: &Token) -> bool {
    is_word(token) && token.span.len() >= LETTERS - 1 && !is_listed(case, token, "noun-stops")
}

/// A word in small letters, without the ending of a plural or of an owner.
pub(super) fn singular(case: &Case<'_>, token: &Token) -> String {
    let word = token.span.of(&case.document.text).to_lowercase();
    let word = word.trim_end_matches(['\'', '’']);
    let owner = ["'s", "’s"].iter().find_map(|ending| word.strip_suffix(ending));
    let plural = word.strip_suffix('s').filter(|stem| stem.len() >= LETTERS - 1 && !stem.ends_with('s'));
    owner.or(plural).unwrap_or(word).to_owned()
}

/// Whether a word names what is told by another sum each time: "a price", "a loss".
pub(super) fn is_varying(case: &Case<'_>, word: &str) -> bool {
    let lexicon = case.rules.lexicon();
    lexicon.lists("varying", lexicon.id(word))
}

/// Whether a sum stands after a word that goes back to what was told: "the $80 million contract", "that $80 million contract".
fn goes_back(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return false };
    let before = at.checked_sub(1).and_then(|i| passage.tokens.get(i));
    before.is_some_and(|t| is_listed(case, t, "definite") || is_listed(case, t, "definite-thing"))
}

/// Whether words before a sum make it one that may come to be: "if it fails, the $90 million contract". What is only planned is
/// still the thing that was told.
fn is_conditional(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return true };
    passage.tokens.get(..at).unwrap_or(&[]).iter().any(|t| is_listed(case, t, "conditional"))
}

/// Whether a sentence says that it tells of another year than the text: "last year".
fn of_other_year(case: &Case<'_>, claim: usize) -> bool {
    let lexicon = case.rules.lexicon();
    let Some(((passage, _), list)) = place(case, claim).zip(lexicon.list("other-year")) else { return false };
    (0..passage.tokens.len()).any(|at| lexicon.begins(list, &passage.tokens[at..].iter().map(Token::word)))
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
    if are_of_two_kinds(one, other) {
        return false;
    }
    if goes_back(case, other.claim) {
        let years = years_differ(case, one.claim, other.claim)
            || of_other_year(case, other.claim) && !of_other_year(case, one.claim);
        // The same digits with another word for their size are of one thing, whatever else is said of it.
        let picked = (is_picked(case, one.claim, other.claim) || picks_another(case, other.claim))
            && !is_scaled(case, one.claim, other.claim);
        return !is_conditional(case, other.claim) && !years && !picked;
    }
    let plain = |t: &Telling| {
        case.about(t.claim).is_some_and(|a| !a.elsewhere)
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
    let parted = differs(case, Anchor::Period, one.claim, other.claim);
    let supposed = |t: &Telling| case.about(t.claim).is_some_and(|a| a.supposed);
    let parted = parted || supposed(one) != supposed(other);
    let parted = parted || is_headline(case, other.claim) || is_picked(case, one.claim, other.claim);
    plain(one) && plain(other) && !parted && modifiers && shared(case, one, other) >= enough
}

/// Whether the words before the first noun that both share are others: "a $40 million farm grant", "the $46 million school grant".
fn are_of_two_kinds(one: &Telling, other: &Telling) -> bool {
    let before = |t: &Telling, of: &Telling| -> Vec<String> {
        let shared = t.after.iter().position(|word| of.noun.contains(word));
        t.after.get(..shared.unwrap_or(0)).unwrap_or(&[]).to_vec()
    };
    !before(one, other).is_empty() && !before(other, one).is_empty()
}

/// Tokens after a noun in which words say which of such things is meant.
const PICKED: usize = 6;

/// Whether words right after the noun of a sum say which thing is meant, none of which stands in the sentence of the other:
/// "a stake in a mill", "the $90 million stake in a bank".
pub(super) fn is_picked(case: &Case<'_>, one: usize, other: usize) -> bool {
    let Some((passage, at)) = place(case, other) else { return true };
    let rest = passage.tokens.get(at + 1..).unwrap_or(&[]);
    let end = rest.iter().position(|t| is_word(t) && !names(case, t)).unwrap_or(rest.len());
    let marked = rest
        .get(..end)
        .unwrap_or(&[])
        .iter()
        .any(|t| matches!(t.kind, TokenKind::Mark(m) if m != Mark::Hyphen));
    let Some(picking) = rest.get(end).filter(|_| !marked) else { return false };
    if !is_listed(case, picking, "picking") && !is_listed(case, picking, "picking-places") {
        return false;
    }
    let told: BTreeSet<String> = place(case, one)
        .map(|(passage, _)| passage.tokens.iter().filter(|t| is_word(t)).map(|t| singular(case, t)).collect())
        .unwrap_or_default();
    let which = rest.iter().skip(end + 1).take(PICKED).filter(|t| names(case, t));
    !which.into_iter().any(|t| told.contains(&singular(case, t)))
}

/// Whether a sum stands in a line by itself, as titles and headlines do.
pub(super) fn is_headline(case: &Case<'_>, claim: usize) -> bool {
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
