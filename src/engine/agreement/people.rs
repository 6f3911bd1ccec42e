//! Whom an age is told of, and whether two ages are told of one person.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Case;
use super::numbers::{exactly_same, is_slip};
use super::ties::place;
use super::whole::is_listed;
use crate::claim::Kind;
use crate::fact::Passage;
use crate::words::pattern::Mark;
use crate::words::token::{Token, TokenKind};

/// Ages told of one last name beyond which it is left alone: a list of people, or a form.
const TOLD: usize = 16;

/// Ages of one person, an earlier with a later that is another number.
pub(super) fn pairs(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let mut by_name: BTreeMap<String, Vec<(usize, Name)>> = BTreeMap::new();
    for claim in told {
        if let Some(name) = name_of(case, *claim) {
            by_name.entry(name.last.clone()).or_default().push((*claim, name));
        }
    }
    by_name.retain(|_, ages| ages.len() > 1 && ages.len() <= TOLD);
    let mut found: Vec<(String, Pair)> = Vec::new();
    for (last, ages) in by_name {
        let people = people(ages);
        let pairs = people.iter().filter_map(|ages| two_ages(case, ages).map(|pair| (ages, pair)));
        let pairs = pairs.filter(|(ages, pair)| {
            !of_other_years(case, pair) && (pair.full || !is_of_another(case, told, ages, pair))
        });
        found.extend(pairs.map(|(_, pair)| (last.clone(), pair)));
    }
    if found.iter().any(|(_, pair)| !pair.full) {
        let last_names: BTreeSet<&str> = found.iter().map(|(last, _)| last.as_str()).collect();
        let shared = shared_names(case, &last_names);
        found.retain(|(last, pair)| pair.full || !shared.contains(last));
    }
    found.into_iter().map(|(_, pair)| (pair.one, pair.other)).collect()
}

/// A first name, whether it is that of kin, and what ends the last one.
type Called = (String, bool, Option<String>);

/// The ages of one last name by person: all together where they can be one person's, else those with a first name by it.
fn people(ages: Vec<(usize, Name)>) -> Vec<Vec<(usize, Name)>> {
    if ages.iter().all(|(_, a)| ages.iter().all(|(_, b)| a.may_be(b))) {
        return vec![ages];
    }
    let mut by_first: BTreeMap<Called, Vec<(usize, Name)>> = BTreeMap::new();
    for (claim, name) in ages {
        if let Some(first) = name.first.first().cloned() {
            // "Adam Brown Jr." is not "Adam Brown Sr."
            by_first.entry((first, name.kin, name.suffix.clone())).or_default().push((claim, name));
        }
    }
    by_first.into_values().collect()
}

/// Two ages of one last name.
struct Pair {
    one: usize,
    other: usize,
    /// Whether the first name stands beside both.
    full: bool,
}

/// The first age that differs from those told before it, which are all one. A third age after it tells of other people, or
/// of other times.
fn two_ages(case: &Case<'_>, ages: &[(usize, Name)]) -> Option<Pair> {
    let (first, _) = ages.first()?;
    let at = ages.iter().position(|(c, _)| !exactly_same(case, *first, *c))?;
    let (other, _) = ages.get(at)?;
    let (one, _) = ages.get(at.checked_sub(1)?)?;
    let either = |c: usize| exactly_same(case, *first, c) || exactly_same(case, *other, c);
    let two_numbers = ages.iter().all(|(c, _)| either(*c));
    let full = ages.iter().all(|(_, n)| !n.first.is_empty());
    two_numbers.then_some(Pair { one: *one, other: *other, full })
}

/// Whether the second age is told before of someone else: "Jim Dawes, 61, and wife Pat, 58 … Mrs Dawes, 58".
fn is_of_another(case: &Case<'_>, told: &[usize], ages: &[(usize, Name)], pair: &Pair) -> bool {
    let others = told.get(..told.partition_point(|c| *c < pair.other)).unwrap_or(&[]);
    others
        .iter()
        .rev()
        .take(BEFORE)
        .filter(|c| case.is(**c, Kind::Age))
        .any(|c| exactly_same(case, *c, pair.other) && !ages.iter().any(|(own, _)| own == c))
}

/// Figures before an age among which it may be told of someone else.
const BEFORE: usize = 64;

/// Years between two ages that may be one age, mistaken.
const LIKE: u128 = 4;

/// Those beyond which they are so only by a wrong digit.
const NEARLY: u128 = 10;

/// Whether two ages are of other times: only one of the two sentences names a year, "Tom Ash, 20, went missing in 1996", or
/// the numbers are not alike, as no slip makes them.
fn of_other_years(case: &Case<'_>, pair: &Pair) -> bool {
    let years = |claim: usize| {
        let passage = place(case, claim).map(|(passage, _)| passage.claims.clone());
        let dates = passage.unwrap_or(0..0).filter_map(|c| case.claim(c));
        let has_year = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
        dates.filter(|c| c.kind == Kind::Date).any(|c| has_year(c.span.of(&case.document.text)))
    };
    let value = |c: usize| case.value(c)?.to_integer();
    let Some((a, b)) = value(pair.one).zip(value(pair.other)) else { return false };
    let apart = a.abs_diff(b);
    let digit =
        a / 10 == b / 10 || a.min(b) >= 10 && a % 10 == b % 10 || a / 10 == b % 10 && a % 10 == b / 10;
    apart > LIKE && years(pair.one) != years(pair.other) && !is_slip(case, pair.one, pair.other)
        || apart > NEARLY && !digit
}

/// The last names that the text gives to several people, or never with a first name. One pass over the text.
fn shared_names(case: &Case<'_>, last_names: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    let mut before: Vec<String> = Vec::new();
    let text = case.facts.span(case.document).of(&case.document.text);
    for written in text.split_whitespace() {
        let word = bare(written).to_lowercase();
        if last_names.contains(word.as_str()) && !before.is_empty() {
            let names = known.entry(word.clone()).or_insert_with(|| before.clone());
            if !before.iter().any(|name| names.contains(name)) {
                shared.insert(word.clone());
            }
        }
        // An initial stands between a first name and a last one.
        let initial = written.len() <= 2 && written.ends_with('.');
        if is_first_name(case, written) && before.len() < FIRST_NAMES {
            before.push(word);
        } else if !initial {
            before.clear();
        }
    }
    let nameless =
        last_names.iter().filter(|last| !known.contains_key(**last)).map(|last| (*last).to_owned());
    shared.extend(nameless);
    shared
}

/// First names of one person at most.
const FIRST_NAMES: usize = 4;

/// Whether a word right before a last name is a first name: one with a capital, no title and with no mark after it.
fn is_first_name(case: &Case<'_>, word: &str) -> bool {
    let lexicon = case.rules.lexicon();
    let id = lexicon.id(&word.to_lowercase());
    let listed = |list: &str| lexicon.lists(list, id);
    let plain = word.chars().all(|c| c.is_alphabetic() || c == '-');
    word.chars().next().is_some_and(char::is_uppercase) && plain && !listed("titles") && !listed("not-names")
}

/// A word without the marks around it and without the ending that makes it an owner's.
fn bare(written: &str) -> &str {
    let word = written.trim_matches(|c: char| !c.is_alphanumeric());
    ["'s", "’s"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// A name as the text writes it, in lower case.
struct Name {
    /// The names before the last: "mary" of "Mary Brown".
    first: Vec<String>,
    /// The last: "brown".
    last: String,
    /// Whether a word for kin stands before it, who may have the whole name: "his son James Corrie".
    kin: bool,
    /// What ends it: "jr" of "Adam Brown Jr."
    suffix: Option<String>,
}

impl Name {
    /// Whether two names can be one person's: the last is the same, and so is one of the first where both have some.
    /// Kin have the same name and are someone else.
    fn may_be(&self, other: &Name) -> bool {
        let first = self.first.is_empty() || other.first.is_empty();
        let kin = !first && self.kin != other.kin;
        let suffix = self.suffix.is_none() || other.suffix.is_none() || self.suffix == other.suffix;
        self.last == other.last
            && suffix
            && !kin
            && (first || self.first.iter().any(|name| other.first.contains(name)))
    }
}

/// Whose age a figure is: "Mary Brown, 43," or "Brown, a 43-year-old", or "43-year-old Mary Brown".
fn name_of(case: &Case<'_>, claim: usize) -> Option<Name> {
    let figure = case.claim(claim).filter(|c| c.kind == Kind::Age)?;
    let exact = figure.quantity()?.value.is_some();
    let (passage, at) = place(case, claim)?;
    if !exact || is_of_other_time(case, passage, at) {
        return None;
    }
    let mut before = at;
    let token = |i: usize| i.checked_sub(1).and_then(|i| passage.tokens.get(i));
    while token(before).is_some_and(|t| is_listed(case, t, "before-age")) {
        before -= 1;
    }
    let joined = before < at;
    let apart = token(before).is_some_and(|t| t.is(Mark::Comma) || t.is(Mark::Open));
    if apart {
        before -= 1;
    }
    let told_before = if apart || joined { name_before(case, passage, before) } else { None };
    told_before.or_else(|| name_after(case, passage, at + 1))
}

/// Tokens before and after an age in which a word says that it is of another time.
const NEAR: (usize, usize) = (3, 4);

/// Whether an age is one of another time: "Brown, 17 when she left", "Brown turned 44". "When 36-year-old Brown left" is of
/// the time that is told.
fn is_of_other_time(case: &Case<'_>, passage: &Passage, at: usize) -> bool {
    let opens = at.checked_sub(1).filter(|_| name_after(case, passage, at + 1).is_some());
    let near = at.saturating_sub(NEAR.0)..(at + NEAR.1).min(passage.tokens.len());
    near.filter(|i| Some(*i) != opens)
        .filter_map(|i| passage.tokens.get(i))
        .any(|t| is_listed(case, t, "other-age"))
}

/// The name that ends right before a token. A name at the head of a sentence may have a common word before it.
fn name_before(case: &Case<'_>, passage: &Passage, end: usize) -> Option<Name> {
    let (end, suffix) = before_suffix(case, passage, end);
    let mut start = end;
    while start > 0 && passage.tokens.get(start - 1).is_some_and(|t| is_name(case, t)) {
        start -= 1;
    }
    let kin = start
        .checked_sub(1)
        .and_then(|i| passage.tokens.get(i))
        .is_some_and(|t| is_listed(case, t, "namesakes"));
    Some(Name { kin, ..name(case, passage.tokens.get(start..end)?, suffix)? })
}

/// Where a name ends that may have "Jr." after it, with or without a comma, and that.
fn before_suffix(case: &Case<'_>, passage: &Passage, end: usize) -> (usize, Option<String>) {
    let token = |back: usize| end.checked_sub(back).and_then(|i| passage.tokens.get(i));
    let stop = usize::from(token(1).is_some_and(|t| t.is(Mark::Stop)));
    let Some(suffix) = token(stop + 1).filter(|t| is_listed(case, t, "name-suffixes")) else {
        return (end, None);
    };
    let comma = usize::from(token(stop + 2).is_some_and(|t| t.is(Mark::Comma)));
    (end.saturating_sub(stop + 1 + comma), Some(text(case, suffix).to_lowercase()))
}

/// The name right after an age: "43-year-old Mary Brown", "the 43-year-old Brown".
fn name_after(case: &Case<'_>, passage: &Passage, start: usize) -> Option<Name> {
    if in_capitals(passage) {
        return None;
    }
    let rest = passage.tokens.get(start..)?;
    let length = rest.iter().take_while(|t| is_name(case, t)).count();
    // "Jane Doe #2" and "Ward 3" are told apart by what follows.
    let end = rest.get(length).map_or(length, |next| if is_word_or_comma(next) { length } else { 0 });
    if (1..=2).contains(&end) { name(case, rest.get(..end)?, None) } else { None }
}

fn is_word_or_comma(token: &Token) -> bool {
    token.is(Mark::Comma) || token.is(Mark::Stop) || matches!(token.kind, TokenKind::Word(_))
}

fn name(case: &Case<'_>, words: &[Token], suffix: Option<String>) -> Option<Name> {
    let (last, before) = words.split_last()?;
    let lower = |t: &Token| text(case, t).to_lowercase();
    // An initial stands between a first name and a last one.
    let first = before.iter().filter(|t| t.span.len() > 2).map(lower).collect();
    Some(Name { first, last: lower(last), suffix, kin: false })
}

/// Whether a token is a word that may be part of a name.
fn is_name(case: &Case<'_>, token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word(_))
        && token.capital
        && !is_listed(case, token, "not-names")
        && !is_listed(case, token, "titles")
}

/// Whether most words of a sentence have a capital, so that none is known for a name.
pub(super) fn in_capitals(passage: &Passage) -> bool {
    let words = passage.tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word(_)));
    let (count, capitals) = words.fold((0, 0), |(n, c), t| (n + 1, c + usize::from(t.capital)));
    capitals * 3 > count * 2
}

fn text<'c>(case: &'c Case<'_>, token: &Token) -> &'c str {
    bare(token.span.of(&case.document.text))
}
