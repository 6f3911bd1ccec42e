//! A figure told of a thing that is named again with the article: "an $80 million contract", "the $80 million contract".

use std::collections::BTreeMap;

use super::super::Case;
use super::numbers::{is_misprinted, is_slip, written_twice};
use super::things::{is_another, is_headline, is_picked, is_revised, is_varying};
use super::ties::{is_definite, is_word, place};
use super::turns::picks_another;
use super::whole::is_listed;
use crate::claim::Kind;
use crate::fact::Passage;
use crate::words::lexicon::Lexicon;
use crate::words::pattern::Mark;
use crate::words::token::{Token, TokenKind};

/// Tellings of one thing beyond which it is left alone: a list of such things.
const TOLD: usize = 8;

/// The figures told of one noun where the text tells it by two numbers only: first without the article, then with it.
pub(super) fn pairs(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let told: Vec<usize> = told.iter().copied().filter(|c| is_of_kind(case, *c, &KINDS)).collect();
    if told.len() < 2 {
        return Vec::new();
    }
    let mut by_noun: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for claim in &told {
        if let Some(key) = noun_of(case, *claim) {
            by_noun.entry(key).or_default().push(*claim);
        }
    }
    let named = by_noun.iter().filter(|(_, told)| told.len() <= TOLD);
    let named = named.filter_map(|(noun, told)| two_numbers(case, noun, told));
    // Whether words pick another is asked of the whole text, so it is not asked again and again.
    let mut out: Vec<(usize, usize)> =
        named.take(MOST).filter(|(_, other)| !picks_another(case, *other)).collect();
    let mut by_phrase: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for claim in told.iter().filter(|c| is_of_kind(case, **c, &[Kind::Money])) {
        if let Some(key) = phrase_of(case, *claim) {
            by_phrase.entry(key).or_default().push(*claim);
        }
    }
    out.extend(by_phrase.values().filter_map(|told| told_just_twice(case, told)));
    out
}

/// Things told with two numbers that are looked at: no text is wrong so often.
const MOST: usize = 32;

/// The kinds of figures that a noun has: a count goes back to nothing in particular.
const KINDS: [Kind; 4] = [Kind::Money, Kind::Duration, Kind::Measure, Kind::Age];

fn is_of_kind(case: &Case<'_>, claim: usize, kinds: &[Kind]) -> bool {
    case.claim(claim).is_some_and(|c| kinds.contains(&c.kind))
}

/// Two tellings, and no more, of one sum of money with the same words after it: "a $110 million rescue fund".
fn told_just_twice(case: &Case<'_>, told: &[usize]) -> Option<(usize, usize)> {
    let [one, other] = *told else { return None };
    let plain =
        |c: usize| case.about(c).is_some_and(|a| !a.supposed && !a.superseded && !a.elsewhere && !a.added);
    // Two headlines are of two stories.
    let apart = is_another(case, one, other) || is_headline(case, one) && is_headline(case, other);
    (plain(one) && plain(other) && is_misprinted(case, one, other) && !apart).then_some((one, other))
}

/// Words of a phrase that two things hardly share.
const PHRASE: usize = 2;

fn phrase_of(case: &Case<'_>, claim: usize) -> Option<String> {
    noun_of(case, claim)?;
    let (passage, at) = place(case, claim)?;
    let words = passage.tokens.get(at + 1..)?;
    let length = words.iter().take(PHRASE).take_while(|t| is_noun(case.rules.lexicon(), t)).count();
    let (first, last) = (words.first()?, words.get(length.checked_sub(1)?)?);
    (length == PHRASE).then(|| first.span.cover(last.span).of(&case.document.text).to_lowercase())
}

/// The first telling with the article whose number is not the one that was told till then. Where the first has the article
/// too, and of ages and of what has another number each time it is told, it is of the same thing only if one number is the
/// other with a slip.
fn two_numbers(case: &Case<'_>, noun: &str, told: &[usize]) -> Option<(usize, usize)> {
    let (first, rest) = told.split_first()?;
    let at = rest.iter().position(|c| !written_twice(case, *first, *c))?;
    let other = *rest.get(at)?;
    let one = *told.get(at)?;
    let either = told.iter().all(|c| written_twice(case, *first, *c) || written_twice(case, other, *c));
    let money = case.is(other, Kind::Money);
    let slip = is_slip(case, *first, other);
    let lasting =
        || money || !case.is(other, Kind::Age) && !is_varying(case, noun) && !is_passing(case, noun);
    let goes_back = if is_definite(case, *first) { money && slip } else { lasting() || slip };
    // What is only planned may come out otherwise.
    let plain = |c: usize| case.about(c).is_some_and(|a| !a.supposed && !a.superseded);
    let is_told = plain(one) && plain(other) && !is_revised(case, one) && !is_revised(case, other);
    let is_told = is_told && !is_picked(case, one, other);
    (either && goes_back && is_told && is_definite(case, other)).then_some((one, other))
}

/// Whether a word names what has another length each time it is told: "a run", "a lease".
fn is_passing(case: &Case<'_>, noun: &str) -> bool {
    let lexicon = case.rules.lexicon();
    lexicon.lists("passing", lexicon.id(noun))
}

/// The noun right after a sum of money, a measure or an age. A count goes back to nothing in particular: "three themes", "the two groups".
fn noun_of(case: &Case<'_>, claim: usize) -> Option<String> {
    let figure = case.claim(claim).filter(|c| KINDS.contains(&c.kind))?;
    figure.quantity()?.value?;
    let (passage, at) = place(case, claim)?;
    if let Some(name) = defined_name(case, passage, at) {
        return Some(name);
    }
    let after = passage.tokens.get(at + 1)?;
    let noun = is_noun(case.rules.lexicon(), after) || is_definite(case, claim) && is_word(after);
    noun.then(|| after.span.of(&case.document.text).to_lowercase())
}

/// Tokens after a figure in which the name that it goes by is given.
const NAMED: usize = 10;

/// The name that a contract or a report gives to a thing: "its $340 million tunnel (the "Project")".
fn defined_name(case: &Case<'_>, passage: &Passage, at: usize) -> Option<String> {
    let after = passage.tokens.get(at + 1..)?;
    let open = after.iter().take(NAMED).position(|t| t.is(Mark::Open))?;
    let mut inside = after.get(open + 1..)?.iter().filter(|t| !t.is(Mark::Quote));
    let article = inside.next().filter(|t| is_listed(case, t, "definite"));
    let name = inside.next().filter(|t| is_word(t) && t.capital)?;
    let closed = inside.next().is_some_and(|t| t.is(Mark::Close));
    (article.is_some() && closed).then(|| name.span.of(&case.document.text).to_lowercase())
}

/// Whether a token is a word that may name a thing: no name, and none of the words that end a noun.
fn is_noun(lexicon: &Lexicon, token: &Token) -> bool {
    let stop = token.word().is_some_and(|word| lexicon.lists("noun-stops", word));
    matches!(token.kind, TokenKind::Word(_)) && !token.capital && !stop
}
