//! What turns a later telling to another thing than the one told before it: "the second day drew 21,000 people", "by nightfall
//! 46 were dead", "a merchant ship rescued 98".

use super::super::Case;
use super::back::{are_elsewhere, holds_new_word};
use super::differ;
use super::numbers::{is_misprinted, is_one_less};
use super::people::in_capitals;
use super::ties::{is_definite, is_word, place};
use super::whole::{is_listed, is_one_of};
use crate::claim::Kind;
use crate::fact::Passage;
use crate::rule::Anchor;
use crate::words::token::{Token, TokenKind};

/// Whether a telling that goes back by nothing but its number is rather of another thing: the sentence says so, it brings in
/// someone or something that has not been told, it is in another place, or it is a sum of money with other names beside it.
pub(super) fn to_another(case: &Case<'_>, one: usize, later: usize) -> bool {
    let money = case.is(later, Kind::Money);
    let picks = if money { picks_another } else { picks_others };
    // Digits that are only mistaken say more than what a sentence begins or goes on with.
    let new = !is_misprinted(case, one, later)
        && (opens_with_a_new_thing(case, later) || is_definite(case, later) && picks(case, later));
    new || says_so(case, one, later)
        || has_an_article(case, later)
        || are_elsewhere(case, one, later, NEAR)
        || are_of_other_parts(case, one, later)
        || money && differ::differs(case, Anchor::Place, one, later)
}

/// Whether the later sentence has words by which a text turns to another time, group or place, that the earlier has not.
pub(super) fn says_so(case: &Case<'_>, one: usize, later: usize) -> bool {
    let (Some((before, _)), Some((passage, _))) = (place(case, one), place(case, later)) else {
        return false;
    };
    let lexicon = case.rules.lexicon();
    let Some(list) = lexicon.list("turning") else { return false };
    let begins = |tokens: &[Token]| lexicon.begins(list, &tokens.iter().map(Token::word));
    let known = |token: &Token| {
        let mut told = before.tokens.iter().enumerate();
        told.any(|(i, t)| t.word() == token.word() && begins(&before.tokens[i..]))
    };
    let Some(at) = case.about(later).map(|about| about.token) else { return false };
    let near = at.saturating_sub(BEFORE)..(at + AFTER).min(passage.tokens.len());
    let turns = near.into_iter().any(|at| {
        let token = passage.tokens[at];
        token.word().is_some() && begins(&passage.tokens[at..]) && !known(&token)
    });
    turns || is_as_of(case, passage)
}

/// Whether two sentences each name a part of the compass near the figures, and no part is in both: "in the east".
pub(super) fn are_of_other_parts(case: &Case<'_>, one: usize, later: usize) -> bool {
    let parts = |claim: usize| -> Vec<String> {
        let Some((passage, at)) = place(case, claim) else { return Vec::new() };
        let near = passage.tokens.iter().enumerate().filter(|(i, _)| i.abs_diff(at) <= BEFORE);
        let compass = near.filter(|(_, t)| is_listed(case, t, "compass"));
        compass.map(|(_, t)| t.span.of(&case.document.text).to_lowercase()).collect()
    };
    let (a, b) = (parts(one), parts(later));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|part| b.contains(part))
}

/// Words between a figure and the name that says where.
const NEAR: usize = 8;

/// Words before a figure, and after it, that may turn to something else. Farther away they are of other things.
const BEFORE: usize = 12;
const AFTER: usize = 9;

/// Whether a sentence tells how things stood at a time: "by Sunday evening", "by late Tuesday", "two hours later".
fn is_as_of(case: &Case<'_>, passage: &Passage) -> bool {
    let is_time = |t: &Token| {
        let claim = t.figure().and_then(|c| case.claim(c));
        claim.is_some_and(|c| matches!(c.kind, Kind::Date | Kind::Weekday | Kind::Time))
    };
    let is_span =
        |t: &Token| t.figure().and_then(|c| case.claim(c)).is_some_and(|c| c.kind == Kind::Duration);
    let tokens = &passage.tokens;
    let after = |at: usize| tokens.iter().skip(at + 1).take(2);
    let by = tokens.iter().enumerate().any(|(at, t)| is_one_of(case, t, &["by"]) && after(at).any(is_time));
    by || passage.tokens.windows(2).any(|w| is_span(&w[0]) && is_listed(case, &w[1], "elapsed"))
}

/// Words at the head of a sentence among which one of saying tells who speaks: "A police spokesman said".
const SPEAKER: usize = 8;

/// Words before a figure in "There are now some 14,000".
const THERE: usize = 4;

/// Whether a sentence begins with something as of what has not been told: "A merchant ship rescued 98 people".
pub(super) fn opens_with_a_new_thing(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return false };
    let head = passage.tokens.get(..at.min(SPEAKER)).unwrap_or(&[]);
    let new = head.first().is_some_and(|t| is_one_of(case, t, &["a", "an", "another"]))
        || at <= THERE && head.first().is_some_and(|t| is_one_of(case, t, &["there"]));
    // "A crowd of 5,000" has its figure with it, and may be told again.
    let of = at.checked_sub(1).and_then(|i| head.get(i)).is_some_and(|t| is_one_of(case, t, &["of"]));
    new && !of && !head.iter().any(|t| is_listed(case, t, "saying"))
}

/// Whether a figure has the article that is for what has not been told: "a $48 million tunnel".
fn has_an_article(case: &Case<'_>, claim: usize) -> bool {
    let before = place(case, claim).and_then(|(passage, at)| passage.tokens.get(at.checked_sub(1)?));
    before.is_some_and(|t| is_one_of(case, t, &["a", "an"]))
}

/// Words of a noun after which it may be said which one it is: "the $45 million rescue fund for fishermen".
const NOUN: usize = 2;

/// Words that may say which one it is.
const PICKED: usize = 4;

/// The letters of a small word that tells nothing by itself, at most.
const SMALL: usize = 3;

/// Whether words after a noun pick one that the text has not told: "the $45,000 prize for second place".
pub(super) fn picks_another(case: &Case<'_>, claim: usize) -> bool {
    picks(case, claim, &["picking", "picking-places", "picking-others"]) || has_another_name(case, claim)
}

/// Whether a name that the text has not told stands right after a noun: "the 45-foot yacht Alma".
fn has_another_name(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return false };
    let name = passage.tokens.get(at + 2).filter(|t| t.capital && is_word(t) && !in_capitals(passage));
    name.is_some_and(|t| holds_new_word(case, passage, vec![t.span]))
}

/// Whether words after a count pick some that the text has not told: "the 10 injured who live in Orr".
pub(super) fn picks_others(case: &Case<'_>, claim: usize) -> bool {
    picks(case, claim, &["picking"])
}

fn picks(case: &Case<'_>, claim: usize, lists: &[&str]) -> bool {
    let Some((passage, at)) = place(case, claim) else { return false };
    let picks = |t: &Token| lists.iter().any(|list| is_listed(case, t, list));
    // "The $2 raise the firm had named": a clause follows a noun of one word.
    let clause = |i: usize, t: &Token| i == at + 2 && is_listed(case, t, "picking-clauses");
    let begins = |i: usize, t: &Token| picks(t) || clause(i, t);
    let noun = passage.tokens.iter().enumerate().skip(at + 2).take(NOUN);
    let goes_on = |i: usize, t: &Token| is_word(t) && (begins(i, t) || !is_listed(case, t, "noun-stops"));
    let mut noun = noun.take_while(|(i, t)| goes_on(*i, t));
    let Some((from, picking)) = noun.find(|(i, t)| begins(*i, t)) else { return false };
    let ends = |t: &Token| matches!(t.kind, TokenKind::Mark(_)) || is_one_of(case, t, &["and", "or", "but"]);
    let said = passage.tokens.iter().skip(from + 1).take_while(|t| !ends(t));
    let said = said.take(PICKED).chain(Some(picking).filter(|t| is_listed(case, t, "picking-others")));
    let small = |t: &Token| t.span.len() <= SMALL && is_listed(case, t, "noun-stops");
    let telling = |t: &&Token| !small(t) && !is_listed(case, t, "told-words");
    let words = said.filter(telling).map(|t| t.span);
    holds_new_word(case, passage, words.collect())
}

/// Words at the head of a sentence among which someone is told of: "A young fireman".
const SOMEONE: usize = 3;

/// Whether two tellings differ by one, and a sentence after the first begins with one person: "A fireman fell from a ladder".
pub(super) fn tells_of_one_more(case: &Case<'_>, one: usize, later: usize) -> bool {
    if !is_one_less(case, one, later) && !is_one_less(case, later, one) {
        return false;
    }
    let end = |claim: usize| case.claim(claim).map(|c| c.span.end);
    let between = end(one).zip(end(later)).and_then(|(from, to)| case.document.text.get(from..to));
    let sentences = between.unwrap_or_default().split(['.', '!', '?', '\n']).skip(1);
    sentences.into_iter().any(|sentence| begins_with_someone(case, sentence))
}

fn begins_with_someone(case: &Case<'_>, sentence: &str) -> bool {
    let lexicon = case.rules.lexicon();
    let mut words = sentence.split_whitespace().map(|w| lexicon.id(&w.to_lowercase()));
    let holds = |list: &str, word| lexicon.lists(list, word);
    let first = words.next().is_some_and(|word| holds("someone", word));
    let head: Vec<_> = words.take(SPEAKER).collect();
    let person = head.iter().take(SOMEONE).any(|word| holds("people", *word) || holds("persons", *word));
    first && person && !head.iter().any(|word| holds("saying", *word))
}
