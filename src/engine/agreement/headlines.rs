//! A figure of the title that its lead tells otherwise: the sentence below it says the same in most of its words.
//!
//! The lead of a story tells its headline over again, so here the two numbers may lie far apart. In return nothing else in the
//! text may be the number of the headline: it could be of that.

use std::collections::BTreeSet;

use super::super::Case;
use super::back::adds_up;
use super::differ::groups_differ;
use super::numbers::{are_of_one_size, is_scaled, same_number};
use super::things::{names, singular};
use super::ties::{follows_another, is_word, place, tells_another};
use super::whole::{is_listed, is_one_of, is_whole, leaves_more};
use crate::claim::{Claim, Kind, Unit};
use crate::document::BlockKind;
use crate::fact::Passage;
use crate::number::Number;
use crate::span::Span;
use crate::words::pattern::Mark;
use crate::words::token::Token;

/// Sentences below the title in which its news is told over again.
const LEADS: usize = 2;

/// Letters of the shortest word that says something.
const LETTERS: usize = 4;

/// Letters by which two words are known to be of one stem: "kills", "killed".
const STEM: usize = 4;

/// Figures behind that of the lead that may be of what the title counts, whatever they count.
const NEAR: usize = 3;

/// Words that title and lead must share, whatever the two numbers are; and half of the title's words.
const SHARED: usize = 2;

/// The figures of a title, each with the one of the lead that is told for it.
pub(super) fn pairs(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let Some((title, leads)) = title_and_leads(case) else { return Vec::new() };
    let words = words(case, title);
    let alone = |claim: usize| !title.claims.clone().any(|c| c != claim && may_be(case, claim, c));
    let above = told.iter().copied().filter(|c| title.claims.contains(c) && is_plain(case, *c) && alone(*c));
    let of_lead = |claim: usize| {
        leads.iter().find_map(|lead| {
            let found = counterpart(case, told, claim, lead)?;
            let says_it = tells_it(case, (claim, found), &words, &self::words(case, lead))
                && !(case.is(claim, Kind::Count) && tells_of_a_further_one(case, (claim, found), leads));
            says_it.then_some(found)
        })
    };
    above
        .filter_map(|claim| Some((claim, of_lead(claim)?)))
        .filter(|(claim, lead)| !is_told_elsewhere(case, *claim, title, *lead))
        .collect()
}

/// Whether a lead says the words of the title over again: half of them, or fewer where the two numbers are not far apart.
fn tells_it(
    case: &Case<'_>,
    (title, claim): (usize, usize),
    words: &BTreeSet<String>,
    lead: &BTreeSet<String>,
) -> bool {
    let share = words.intersection(lead).count();
    // "Six killed" and "six were shot dead" say one thing in two words.
    let measured = share + usize::from(tell_one_measure(case, title, claim));
    let like = are_of_one_size(case, title, claim) || is_scaled(case, title, claim);
    // The noun that is counted says nothing of what came of them.
    let nouns = if case.is(title, Kind::Count) { words_after(case, title) } else { BTreeSet::new() };
    let told = words.intersection(lead).any(|word| !nouns.contains(word));
    let few = told && 3 * measured >= words.len() && like && are_both_supposed(case, title, claim);
    let named = || !words_after(case, title).is_disjoint(&words_after(case, claim));
    let half = share >= SHARED && 2 * share >= words.len() && is_told_alike(case, title, claim);
    (few || half && (like || case.is(title, Kind::Count) || named())) && !takes_more(case, (title, claim))
}

/// Whether both figures are told of as they are, or both as supposed.
fn are_both_supposed(case: &Case<'_>, title: usize, claim: usize) -> bool {
    let supposed = |c: usize| case.about(c).is_some_and(|a| a.supposed);
    supposed(title) == supposed(claim)
}

/// Whether both are so, and that of the lead is the whole.
fn is_told_alike(case: &Case<'_>, title: usize, claim: usize) -> bool {
    are_both_supposed(case, title, claim)
        && is_whole(case, claim)
        && case.about(claim).is_some_and(|a| !a.partial)
}

/// Whether the sentence of a lead that counts fewer than the title tells of someone besides: "before killing himself".
fn takes_more(case: &Case<'_>, (title, claim): (usize, usize)) -> bool {
    let fewer = case.value(title).zip(case.value(claim)).is_some_and(|(a, b)| b < a);
    let besides = |passage: &Passage| passage.tokens.iter().any(|t| is_listed(case, t, "and-themselves"));
    let someone = case.is(title, Kind::Count) && fewer && case.passage(claim).is_some_and(besides);
    someone || leaves_more(case, title, claim)
}

/// Further ones told of one by one after a number, at most: "a third … and a fourth".
const LATER: i128 = 2;

/// Whether others are told of after those that the lead counts, who make them the title's number: "two were hurt; a third had
/// bruises".
pub(super) fn tells_of_a_further_one(
    case: &Case<'_>,
    (title, claim): (usize, usize),
    leads: &[Passage],
) -> bool {
    let Some((a, b)) = case.value(title).zip(case.value(claim)) else { return true };
    let after = Number::int(LATER).add(a.max(b));
    let between = |n: Number| a.min(b) < n && after.is_none_or(|last| n <= last);
    // "A third" is a fraction by itself.
    let further = |c: usize| {
        let fraction = case.is(c, Kind::Count) && case.value(c).is_some_and(|n| n < Number::int(1));
        fraction || case.is(c, Kind::Ordinal) && case.value(c).is_none_or(between)
    };
    leads.iter().flat_map(|lead| lead.claims.clone()).any(further)
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
    // Small coin is a price of each, or a manner of speaking ("my two cents").
    case.claim(claim).is_some_and(|c| kinds.contains(&c.kind) && !matches!(c.unit, Unit::Coin(..)))
        && case.value(claim).is_some()
        && (case.is(claim, Kind::Age) || !follows_another(case, claim))
        // "Another $50 million" is all that the title tells of.
        && case.about(claim).is_some_and(|a| !a.superseded && (case.is(claim, Kind::Money) || !a.partial && !a.elsewhere))
}

/// The one figure of a lead that can be that of the title: of the same unit and, if it counts, of the same things.
fn counterpart(case: &Case<'_>, told: &[usize], title: usize, lead: &Passage) -> Option<usize> {
    let alike: Vec<usize> = lead.claims.clone().filter(|c| may_be(case, title, *c)).collect();
    let claim = match alike.as_slice() {
        [only] => *only,
        several => the_one_named(case, title, several)?,
    };
    let plain = told.contains(&claim)
        && is_plain(case, claim)
        && is_whole(case, claim)
        && !is_rounded(case, title, claim)
        && !(case.is(title, Kind::Age) && is_of_another(case, title, claim));
    (plain && !is_reckoned(case, (title, claim), lead)).then_some(claim)
}

/// Whether a title has the next whole number for one that is none: "a quake of magnitude 6", of 5.9.
fn is_rounded(case: &Case<'_>, title: usize, claim: usize) -> bool {
    let Some((a, b)) = case.value(title).zip(case.value(claim)) else { return false };
    let near = a.sub(b).is_some_and(|gap| gap.abs() < Number::int(1));
    case.is(title, Kind::Count) && a.to_integer().is_some() && b.to_integer().is_none() && near
}

/// The one of several figures of a lead that stands before a word that the title's stands before too.
fn the_one_named(case: &Case<'_>, title: usize, several: &[usize]) -> Option<usize> {
    if several.iter().any(|c| same_number(case, *c, title)) {
        return None;
    }
    let nouns = words_after(case, title);
    let mut named = several.iter().copied().filter(|c| !words_after(case, *c).is_disjoint(&nouns));
    named.next().filter(|_| named.next().is_none())
}

/// Words after a figure among which its noun stands.
const NOUN: usize = 4;

/// The words right after a figure up to a mark, by their stems.
fn words_after(case: &Case<'_>, claim: usize) -> BTreeSet<String> {
    let rest = place(case, claim).and_then(|(passage, at)| passage.tokens.get(at + 1..)).unwrap_or(&[]);
    let words = rest.iter().take(NOUN).take_while(|t| is_word(t)).filter(|t| names(case, t));
    words.filter_map(|t| stem(&singular(case, t))).collect()
}

/// Whether an age is of someone, or of something, other than that of the title: "Man, 34, jailed", "killing a 14-year-old girl".
fn is_of_another(case: &Case<'_>, title: usize, claim: usize) -> bool {
    !tell_one_measure(case, title, claim) && persons(case, title).is_disjoint(&persons(case, claim))
}

/// The words for the one whose age a figure is, by their stems: those after it, and those before its comma.
fn persons(case: &Case<'_>, claim: usize) -> BTreeSet<String> {
    let Some((passage, at)) = place(case, claim) else { return BTreeSet::new() };
    let after = passage.tokens.get(at + 1..).unwrap_or(&[]).iter();
    let comma = at.checked_sub(1).filter(|i| passage.tokens.get(*i).is_some_and(|t| t.is(Mark::Comma)));
    let before = passage.tokens.get(..comma.unwrap_or(0)).unwrap_or(&[]).iter().rev();
    let noun = |t: &&Token| is_word(t) && names(case, t);
    let words = after.take(NOUN).take_while(noun).chain(before.take(NOUN).take_while(noun));
    words.filter_map(|t| stem(&singular(case, t))).collect()
}

/// Whether a lead leaves the number of the title to be reckoned.
fn is_reckoned(case: &Case<'_>, (title, claim): (usize, usize), lead: &Passage) -> bool {
    is_multiplied(case, (title, claim), lead)
        || is_completed(case, (title, claim), lead)
        || case.is(claim, Kind::Count) && counts_further_ones(case, claim, lead)
}

/// Whether the number is of each of several: "six on each hand", "70 dollars a share", "two 10,000-tonne cargoes".
fn is_multiplied(case: &Case<'_>, (title, claim): (usize, usize), lead: &Passage) -> bool {
    let times = |c: usize| {
        let product = case.value(c).zip(case.value(claim)).and_then(|(a, b)| a.mul(b));
        product.is_some() && product == case.value(title)
    };
    let token = |at: usize| lead.tokens.get(at);
    let each = |at: usize| token(at).is_some_and(|t| is_one_of(case, t, &["each", "every", "apiece", "per"]));
    let counts = |at: usize| token(at).is_some_and(|t| t.figure().is_some());
    let a_share = |at: usize| token(at).is_some_and(|t| is_listed(case, t, "per-each"));
    let of_each = |at: usize| each(at) || counts(at) && a_share(at + 1);
    lead.claims.clone().any(times) || (0..lead.tokens.len()).any(of_each)
}

/// Whether another figure of the lead is what the title has more: "one marine and a dozen others".
fn is_completed(case: &Case<'_>, (title, claim): (usize, usize), lead: &Passage) -> bool {
    let missing = case.value(title).zip(case.value(claim)).and_then(|(whole, part)| whole.sub(part));
    let kind = |c: usize| case.claim(c).map(|c| c.kind);
    lead.claims
        .clone()
        .filter(|c| *c != claim && kind(*c) == kind(title))
        .any(|c| case.quantity(c).zip(missing).is_some_and(|(quantity, rest)| quantity.widest.holds(rest)))
}

/// Whether a lead counts others, or a part of them: "80% of them", "a third was hurt", "and another".
fn counts_further_ones(case: &Case<'_>, claim: usize, lead: &Passage) -> bool {
    let kinds = [Kind::Percent, Kind::Ordinal, Kind::Multiple];
    let part = |c: usize| case.value(c).is_some_and(|n| n < Number::int(1));
    lead.claims.clone().any(|c| kinds.iter().any(|kind| case.is(c, *kind)) || part(c))
        || (0..lead.tokens.len()).any(|at| is_further(case, lead, at, claim))
}

/// Whether a word is for others than those counted; not so where their number tells of something else: "four dead and two
/// others hurt".
fn is_further(case: &Case<'_>, lead: &Passage, at: usize, claim: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| lead.tokens.get(i)).and_then(Token::figure);
    lead.tokens.get(at).is_some_and(|t| is_listed(case, t, "further-ones"))
        && !before.is_some_and(|c| tells_another(case, c, claim))
}

fn may_be(case: &Case<'_>, title: usize, claim: usize) -> bool {
    let alike = |a: &Claim, b: &Claim| a.kind == b.kind && a.unit == b.unit;
    case.claim(title).zip(case.claim(claim)).is_some_and(|(a, b)| alike(a, b))
        && (!case.is(title, Kind::Count) || counts_the_same(case, title, claim))
}

/// Whether a figure may be of what another counts, since it counts the same or nobody says what.
fn may_count(case: &Case<'_>, title: usize, claim: usize) -> bool {
    let nothing = case.about(claim).is_none_or(|a| a.of.is_none() && a.measures.is_empty());
    !case.is(title, Kind::Count) || nothing || counts_the_same(case, title, claim)
}

/// Whether two counts tell one measure, or count nouns that share a word.
fn counts_the_same(case: &Case<'_>, one: usize, other: usize) -> bool {
    let (Some(a), Some(b)) = (case.about(one), case.about(other)) else { return false };
    let stems = |noun: Option<Span>| -> BTreeSet<String> {
        let text = noun.map_or("", |noun| noun.of(&case.document.text));
        text.split_whitespace().filter_map(stem).collect()
    };
    tell_one_measure(case, one, other)
        || !stems(a.of).is_disjoint(&stems(b.of))
        || !words_after(case, one).is_disjoint(&words_after(case, other))
}

fn tell_one_measure(case: &Case<'_>, one: usize, other: usize) -> bool {
    let measures = case.about(one).zip(case.about(other));
    measures.is_some_and(|(a, b)| a.measures.iter().any(|m| b.measures.contains(m)))
}

/// Whether the number of a title stands in the text below it too, or comes of two that do: then the lead's is another. Near
/// the lead it may count anything.
fn is_told_elsewhere(case: &Case<'_>, title: usize, headline: &Passage, lead: usize) -> bool {
    let near = headline.claims.end.max(lead + 1) + NEAR;
    let may_be = |c: &usize| *c < near || may_count(case, title, *c);
    let below: Vec<usize> =
        (headline.claims.end..case.facts.claims.len()).filter(|c| *c != lead).filter(may_be).collect();
    // "for a total of 7.4 billion": the unit may be left out.
    let again = |c: usize| {
        case.value(c) == case.value(title) || case.value(c).is_some() && same_number(case, c, title)
    };
    let kind = |c: usize| case.claim(c).map(|c| (c.kind, c.unit));
    let alike: Vec<usize> = below
        .iter()
        .copied()
        .filter(|c| kind(*c) == kind(title))
        // The lead's number again is no other part, unless it is of another group: "three firemen", "three guests".
        .filter(|c| !same_number(case, *c, lead) || groups_differ(case, *c, lead))
        .filter(|c| {
            !case.is(*c, Kind::Count) || !tells_another(case, *c, title) && !is_some_of_them(case, *c)
        })
        .collect();
    let years = |c: usize| {
        case.is(title, Kind::Age) && case.is(c, Kind::Duration) && digits(case, c) == digits(case, title)
    };
    below.iter().any(|c| (case.is(*c, Kind::Count) || kind(*c) == kind(title)) && again(*c) || years(*c))
        || alike.windows(2).any(|pair| adds_up(case, pair[0], pair[1], title))
        || alike.iter().any(|c| adds_up(case, *c, lead, title) || adds_up(case, *c, title, lead))
}

/// The digits of a figure as it is written.
fn digits(case: &Case<'_>, claim: usize) -> String {
    let text = case.claim(claim).map_or("", |c| c.span.of(&case.document.text));
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a count is of some of those told: "three of them".
fn is_some_of_them(case: &Case<'_>, claim: usize) -> bool {
    let Some((passage, at)) = place(case, claim) else { return false };
    let next =
        |i: usize, words: &[&str]| passage.tokens.get(at + i).is_some_and(|t| is_one_of(case, t, words));
    next(1, &["of"]) && next(2, &["them", "these", "those", "the"])
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
