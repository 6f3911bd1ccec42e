//! A telling that brings in nothing new goes back to one already told: "killed 14 people in Leeds … the 15 victims", "…
//! 15 people died in the blast".
//!
//! A figure can only go back to what the text has told before it. Where no figure before it can be the same number, and
//! one of the same measure is that number with a slip, one of the two is wrong, unless the sentence turns to something
//! that the text has not named yet: a day, a place, an event.

use std::collections::BTreeSet;

use super::super::Case;
use super::numbers::{are_of_one_size, exactly_same, is_one_less, may_be_miscounted, same_number};
use super::people::in_capitals;
use super::ties::{follows_another, is_definite, is_made_up, is_word, place, tells_another};
use super::turns::{are_of_other_parts, opens_with_a_new_thing, picks_others, says_so};
use super::whole::{has_beside, is_listed, is_one_of, is_parted_by_noun, is_whole, names_people};
use crate::claim::Kind;
use crate::document::{Block, BlockKind};
use crate::fact::Passage;
use crate::span::Span;
use crate::words::token::Token;

/// Words of a noun between an article and an event: "a second large bomb attack".
const BETWEEN: usize = 3;

/// Each telling with the earlier one that it goes back to, where it cannot be the same number.
pub(super) fn pairs(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (i, later) in told.iter().enumerate() {
        let Some((one, far)) = told_before(case, &told[..i], *later) else { continue };
        if is_made_up(case, one, *later) {
            continue;
        }
        let goes_back =
            is_definite(case, *later) && !says_so(case, one, *later) && !picks_others(case, *later);
        // A number that is no slip is of the same only where the article says so.
        if goes_back || is_of_all(case, *later) || !far && tells_it_again(case, one, *later) {
            out.push((one, *later));
        }
    }
    out
}

/// Whether a sentence tells what was told before it: it names nothing new, or is the lead below a title; and it does not say
/// that it was in another place.
fn tells_it_again(case: &Case<'_>, one: usize, later: usize) -> bool {
    let lead = is_lead(case, one, later) && !brings_in_a_place(case, later) && is_told_once(case, later);
    let new = || {
        says_so(case, one, later)
            || opens_with_a_new_thing(case, later)
            || are_of_other_parts(case, one, later)
    };
    let nothing_new = || !brings_in_something(case, later) && !new();
    (lead || nothing_new()) && !are_elsewhere(case, one, later, usize::MAX)
}

/// Whether no other figure of the sentence tells the same measure: "killed four a day after another storm claimed three".
fn is_told_once(case: &Case<'_>, claim: usize) -> bool {
    let Some((about, (passage, _))) = case.about(claim).zip(place(case, claim)) else {
        return false;
    };
    let same = |c: &usize| {
        *c != claim && case.about(*c).is_some_and(|a| a.measures.iter().any(|m| about.measures.contains(m)))
    };
    !passage.claims.clone().any(|c| same(&c))
}

/// Whether two sentences each say where by names so near the figures, and no name of the one is that of the other.
pub(super) fn are_elsewhere(case: &Case<'_>, one: usize, later: usize, reach: usize) -> bool {
    let places = |claim: usize| -> Vec<BTreeSet<String>> {
        let Some((passage, at)) = place(case, claim).filter(|(p, _)| !in_capitals(p)) else {
            return Vec::new();
        };
        let names = after_where(case, passage)
            .filter(|rest| (passage.tokens.len() - rest.len()).abs_diff(at) <= reach)
            .filter_map(|rest| name(case, rest));
        let lower = |t: &Token| t.span.of(&case.document.text).to_lowercase();
        names.map(|name| name.iter().map(lower).collect()).filter(|n: &BTreeSet<_>| !n.is_empty()).collect()
    };
    let (a, b) = (places(one), places(later));
    // "Elk County" and "Deer County" share a word, and are two places.
    let same = |x: &BTreeSet<String>, y: &BTreeSet<String>| x.is_subset(y) || y.is_subset(x);
    !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.iter().any(|y| same(x, y)))
}

/// Whether a figure stands in the first sentence with figures of the first paragraph, and another above it: the lead tells the
/// title, and what is told in short above it, anew.
pub(super) fn is_lead(case: &Case<'_>, above: usize, claim: usize) -> bool {
    let (Some(one), Some(block)) = (case.facts.block_of(above), case.facts.block_of(claim)) else {
        return false;
    };
    let paragraph = |b: &Block| b.kind == BlockKind::Paragraph;
    let before = case.document.blocks.get(..block).unwrap_or(&[]);
    let first =
        case.passage_of(claim).and_then(|p| p.checked_sub(1)).and_then(|p| case.facts.passages.get(p));
    let opens = first.is_none_or(|previous| previous.sentence.block < block);
    one < block
        && opens
        && case.document.blocks.get(block).is_some_and(paragraph)
        && !before.iter().any(paragraph)
}

/// Whether a figure is said to be all: "all five bodies".
pub(super) fn is_of_all(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return false };
    let before = |n: usize, words: &[&str]| {
        let token = at.checked_sub(n).and_then(|i| passage.tokens.get(i));
        token.is_some_and(|t| is_one_of(case, t, words))
    };
    // "In all 219 people" may be more than those told before.
    before(1, &["all"]) && !before(2, &["in"])
}

/// The last telling before a figure that is the same number with a slip, where all such tellings are one number; else the last of
/// those that are not far from it, if they are one, and that it is such.
fn told_before(case: &Case<'_>, before: &[usize], later: usize) -> Option<(usize, bool)> {
    let plain = |c: usize| is_whole(case, c) && !follows_another(case, c) && !is_elsewhere(case, c);
    if !plain(later) {
        return None;
    }
    let told = |alike: &dyn Fn(usize) -> bool| -> Vec<usize> {
        let apart = |c: &usize| case.passage_of(*c) != case.passage_of(later);
        before.iter().copied().filter(|c| apart(c) && alike(*c) && plain(*c)).collect()
    };
    let last = |told: &[usize]| {
        let first = *told.first()?;
        told.iter().all(|c| exactly_same(case, first, *c)).then(|| told.last().copied())?
    };
    let near = told(&|c| may_be_miscounted(case, c, later));
    if !near.is_empty() {
        return last(&near).map(|one| (one, false));
    }
    last(&told(&|c| are_of_one_size(case, c, later))).map(|one| (one, true))
}

fn is_elsewhere(case: &Case<'_>, claim: usize) -> bool {
    case.about(claim).is_none_or(|a| a.elsewhere)
}

/// Whether a count told before is, or may be, the same number, or counts of one sentence that add up to it: "two men
/// and four women", "a woman and five men".
pub(super) fn is_accounted_for(case: &Case<'_>, later: usize) -> bool {
    let Some(about) = case.about(later) else { return true };
    let passages = case.facts.passages.get(..=about.passage).unwrap_or(&[]);
    let counts = |claim: &usize| *claim != later && may_be_of_the_same(case, *claim, later);
    passages.iter().any(|passage| {
        let counts: Vec<usize> = passage.claims.clone().filter(counts).collect();
        let sums = counts.iter().enumerate().any(|(i, a)| {
            counts.get(i + 1..).unwrap_or(&[]).iter().take(SUMMED).any(|b| adds_up(case, *a, *b, later))
        });
        let one_more =
            |c: usize| (has_beside(case, c) || comes_after_and(case, c)) && is_one_less(case, c, later);
        sums || counts.iter().any(|c| accounts_for(case, *c, later) || one_more(*c))
    })
}

/// Whether something without a figure may stand before a count: "a woman and five men".
fn comes_after_and(case: &Case<'_>, count: usize) -> bool {
    let Some((passage, at)) = place(case, count) else { return false };
    let before = at.checked_sub(1).and_then(|i| passage.tokens.get(i));
    before.is_some_and(|t| is_one_of(case, t, &["and"]))
        && !(passage.claims.start..count).any(|c| tells_another(case, c, count))
}

/// Whether a count is the number of a later telling: one of the same measure may be hedged, any other must be written so.
fn accounts_for(case: &Case<'_>, count: usize, later: usize) -> bool {
    let told = case.about(count).is_some_and(|a| !a.measures.is_empty());
    if told { same_number(case, count, later) } else { exactly_same(case, count, later) }
}

/// Whether a count may be of the things that another counts: neither measure nor noun says otherwise.
pub(super) fn may_be_of_the_same(case: &Case<'_>, count: usize, other: usize) -> bool {
    let kind = case.claim(count).map(|c| c.kind);
    let Some((a, b)) = case.about(count).zip(case.about(other)) else { return true };
    let measure = a.measures.is_empty() || a.measures.iter().any(|m| b.measures.contains(m));
    match kind {
        Some(Kind::Count) => measure && !is_parted_by_noun(case, a.of, b.of),
        // "The sixth victim", but not "the sixth largest bank".
        Some(Kind::Ordinal) => a.of.is_some_and(|of| names_people(case, of)),
        _ => false,
    }
}

/// Counts after one that are added to it: parts of a whole stand close together.
const SUMMED: usize = 4;

/// Whether two counts add up to a third. A "1" in digits is mostly a number that counts nothing.
pub(super) fn adds_up(case: &Case<'_>, a: usize, b: usize, whole: usize) -> bool {
    let is_digit = |c: usize| case.claim(c).is_some_and(|c| c.span.of(&case.document.text) == "1");
    let part = |c: usize| case.value(c).filter(|_| !is_digit(c));
    let sum = part(a).zip(part(b)).and_then(|(a, b)| a.add(b));
    sum.is_some() && sum == case.value(whole)
}

/// Whether a sentence names a day, a place or an event that the text before it has not named.
fn brings_in_something(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, _)) = place(case, claim) else { return true };
    brings_in_a_day(case, passage) || brings_in_an_event(case, passage) || brings_in_a_place(case, claim)
}

/// Whether a sentence holds a date or a weekday that stands in none before it.
fn brings_in_a_day(case: &Case<'_>, passage: &Passage) -> bool {
    let days = |range: std::ops::Range<usize>| {
        let claims = range.filter_map(|c| case.claim(c));
        claims
            .filter(|c| matches!(c.kind, Kind::Date | Kind::Weekday))
            .map(|c| c.span.of(&case.document.text))
    };
    let mut new: BTreeSet<String> = days(passage.claims.clone()).map(str::to_lowercase).collect();
    if !new.is_empty() {
        days(0..passage.claims.start).for_each(|known| {
            new.remove(&known.to_lowercase());
        });
    }
    !new.is_empty()
}

/// Whether a sentence tells of an event as of one not told before, "a blast", or by a word that the text did not hold.
fn brings_in_an_event(case: &Case<'_>, passage: &Passage) -> bool {
    if tells_of_a_new_event(case, passage) {
        return true;
    }
    let unknown = events(case, passage)
        .filter(|(_, before)| !before.iter().any(|t| goes_back(case, t)))
        .map(|(event, _)| event.span);
    holds_new_word(case, passage, unknown.collect())
}

/// Whether a sentence says of an event that it is another: "an ambush", "a second blast".
pub(super) fn tells_of_a_new_event(case: &Case<'_>, passage: &Passage) -> bool {
    events(case, passage).any(|(_, before)| before.iter().any(|t| is_listed(case, t, "new-event")))
}

/// The events of a sentence, each with the words right before it.
fn events<'p>(case: &'p Case<'_>, passage: &'p Passage) -> impl Iterator<Item = (&'p Token, &'p [Token])> {
    let events = passage.tokens.iter().enumerate().filter(|(_, token)| is_listed(case, token, "events"));
    events.map(|(at, event)| (event, passage.tokens.get(at.saturating_sub(BETWEEN)..at).unwrap_or(&[])))
}

/// Whether a word before a noun ties it to what has been told: "the blast", "Sunday's blast", "his attack".
fn goes_back(case: &Case<'_>, token: &Token) -> bool {
    let owned =
        is_word(token) && ["'s", "’s"].iter().any(|s| token.span.of(&case.document.text).ends_with(s));
    owned || is_listed(case, token, "definite") || is_listed(case, token, "owners")
}

/// Whether a sentence says where, and the text before it does not hold that name or noun.
fn brings_in_a_place(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, _)) = place(case, claim) else { return true };
    let places =
        after_where(case, passage).filter_map(|rest| noun_for_place(case, rest).or_else(|| name(case, rest)));
    holds_new_word(case, passage, places.flatten().map(|t| t.span).collect())
}

/// Whether a sentence says where by a noun that the text before it does not hold: "32 died in the capital".
pub(super) fn brings_in_a_noun_for_a_place(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, _)) = place(case, claim) else { return true };
    let places = after_where(case, passage).filter_map(|rest| noun_for_place(case, rest));
    holds_new_word(case, passage, places.flatten().map(|t| t.span).collect())
}

/// What follows each word that says where, without the article.
fn after_where<'p>(case: &'p Case<'_>, passage: &'p Passage) -> impl Iterator<Item = &'p [Token]> {
    let places = passage.tokens.iter().enumerate().filter(|(_, token)| is_listed(case, token, "where-words"));
    places.filter_map(|(at, _)| {
        let rest = passage.tokens.get(at + 1..)?;
        let article = rest.first().is_some_and(|t| is_listed(case, t, "definite"));
        rest.get(usize::from(article)..)
    })
}

fn noun_for_place<'p>(case: &Case<'_>, rest: &'p [Token]) -> Option<&'p [Token]> {
    rest.get(..1).filter(|noun| noun.iter().any(|t| is_listed(case, t, "places")))
}

/// The words of a name; where all words have capitals, any words but those for an event.
fn name<'p>(case: &Case<'_>, rest: &'p [Token]) -> Option<&'p [Token]> {
    let is_name = |t: &&Token| is_word(t) && t.capital && !is_listed(case, t, "not-names");
    let length = rest.iter().take(NAME).take_while(is_name).count();
    rest.get(..length).filter(|name| name.first().is_some_and(|t| !is_listed(case, t, "events")))
}

/// Words of a name for a place at most: "San Miguel de Allende" is known by its first two.
const NAME: usize = 2;

/// Whether one of the words of a sentence stands nowhere in the text before it. Cost: one pass over that text.
pub(super) fn holds_new_word(case: &Case<'_>, passage: &Passage, words: Vec<Span>) -> bool {
    let lower = |word: &str| word.to_lowercase();
    let mut unseen: BTreeSet<String> = words.into_iter().map(|w| lower(w.of(&case.document.text))).collect();
    let start = case.facts.span(case.document).start;
    let before = case.document.text.get(start..passage.sentence.span.start).unwrap_or_default();
    for word in before.split(|c: char| !c.is_alphanumeric()) {
        if unseen.is_empty() {
            return false;
        }
        unseen.remove(&lower(word));
    }
    !unseen.is_empty()
}
