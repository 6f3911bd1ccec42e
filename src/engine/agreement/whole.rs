//! Whether a figure tells the whole of its measure, or something else stands beside it in its sentence.

use super::super::Case;
use super::ties::{is_word, place, tells_another};
use crate::claim::Kind;
use crate::fact::Passage;
use crate::span::Span;
use crate::words::lexicon::ListId;
use crate::words::token::{Token, TokenKind};

/// Whether a figure stands in its sentence without another count beside it that tells nothing of its own: "15 gunmen and
/// 2 soldiers", "51 in Spain and 24 in France", "three at the scene, while a fourth" are parts.
pub(super) fn is_whole(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, _)) = place(case, claim) else { return false };
    !has_beside(case, claim)
        && passage.claims.clone().filter(|c| *c != claim).all(|other| !is_beside(case, passage, claim, other))
}

/// Whether something without a figure is set beside a figure: "nine passengers and a pilot".
pub(super) fn has_beside(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return false };
    case.rules.lexicon().list("besides").is_some_and(|list| has_word(case, passage, list, at))
}

/// Whether another figure of the sentence counts what may belong to the same whole.
fn is_beside(case: &Case<'_>, passage: &Passage, claim: usize, other: usize) -> bool {
    let (Some(one), Some(two)) = (case.about(claim), case.about(other)) else {
        return false;
    };
    let told = tells_another(case, other, claim);
    let kind = case.claim(other).map(|c| c.kind);
    let ordinal = kind == Some(Kind::Ordinal);
    let counts = match kind {
        // "Losses in the millions" are no part of a toll.
        Some(Kind::Count) => is_number(case, other) && !is_parted_by_noun(case, two.of, one.of),
        Some(Kind::Ordinal) => word_before(passage, two.token, case, &["a", "an", "and"]),
        // "$5 million in damages and $1 million in costs"
        Some(Kind::Money) => case.is(claim, Kind::Money),
        _ => false,
    };
    let label = passage.tokens.get(two.token + 1).is_some_and(|t| matches!(t.kind, TokenKind::Mark(_)));
    let (from, to) = (one.token.min(two.token), one.token.max(two.token));
    let joined = passage
        .tokens
        .get(from..to)
        .unwrap_or(&[])
        .iter()
        .any(|t| is_one_of(case, t, &["and", "while", "or"]));
    let near = to - from <= if ordinal { 2 * JOINED } else { JOINED };
    let (first, last) = (claim.min(other), claim.max(other));
    let parted = (first + 1..last).any(|c| tells_another(case, c, claim));
    counts && joined && !parted && near && !label && !told && !two.partial
}

/// Whether a figure has a number, and is not "millions".
fn is_number(case: &Case<'_>, claim: usize) -> bool {
    let quantity = case.quantity(claim);
    quantity.is_some_and(|q| q.value.is_some() || q.stated.high.is_some())
}

/// Tokens between two counts that one "and" may join.
const JOINED: usize = 14;

/// Words around a figure, and at the head of the next sentence, that may say that it is not all.
const MORE: (usize, usize) = (8, 6);

/// Whether words near a lesser figure, or at the head of the next sentence, say that it is not all: "in cash", "the rest".
pub(super) fn leaves_more(case: &Case<'_>, whole: usize, part: usize) -> bool {
    let less = case.value(whole).zip(case.value(part)).is_some_and(|(whole, part)| part < whole);
    let Some((passage, at)) = place(case, part) else { return true };
    let around = at.saturating_sub(MORE.0)..(at + MORE.0).min(passage.tokens.len());
    let next = case.passage_of(part).and_then(|p| case.facts.passages.get(p + 1));
    let next = next.into_iter().flat_map(|passage| passage.tokens.iter().take(MORE.1));
    let mut near = passage.tokens.get(around).unwrap_or(&[]).iter().chain(next);
    less && near.any(|t| is_listed(case, t, "leaves-more"))
}

fn word_before(passage: &Passage, at: usize, case: &Case<'_>, words: &[&str]) -> bool {
    at.checked_sub(1).and_then(|i| passage.tokens.get(i)).is_some_and(|t| is_one_of(case, t, words))
}

pub(super) fn is_one_of(case: &Case<'_>, token: &Token, words: &[&str]) -> bool {
    is_word(token) && words.iter().any(|w| token.span.of(&case.document.text).eq_ignore_ascii_case(w))
}

/// Words after a figure in which something is set beside it.
const BESIDE: usize = 14;

/// Whether a word or phrase of a list begins in the words after a token.
fn has_word(case: &Case<'_>, passage: &Passage, list: ListId, at: usize) -> bool {
    let lexicon = case.rules.lexicon();
    let after = passage.tokens.get(at + 1..).unwrap_or(&[]);
    (0..after.len().min(BESIDE)).any(|from| lexicon.begins(list, &after[from..].iter().map(Token::word)))
}

/// Whether a token is a word of a list.
pub(super) fn is_listed(case: &Case<'_>, token: &Token, list: &str) -> bool {
    token.word().is_some_and(|word| case.rules.lexicon().lists(list, word))
}

/// Whether two nouns name different things, the first of which are no people.
pub(super) fn is_parted_by_noun(case: &Case<'_>, one: Option<Span>, other: Option<Span>) -> bool {
    let Some((one, other)) = one.zip(other) else { return false };
    !names_people(case, one)
        && !words(case, one).any(|a| words(case, other).any(|b| a.eq_ignore_ascii_case(b)))
}

pub(super) fn names_people(case: &Case<'_>, noun: Span) -> bool {
    let lexicon = case.rules.lexicon();
    let people = lexicon.list("people");
    words(case, noun).any(|word| people.is_some_and(|l| lexicon.holds(l, lexicon.id(&word.to_lowercase()))))
}

fn words<'c>(case: &'c Case<'_>, noun: Span) -> impl Iterator<Item = &'c str> {
    noun.of(&case.document.text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}
