//! Whom an age is told of, and whether two ages are told of one person.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Case;
use super::numbers::exactly_same;
use super::ties::place;
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
    let mut found: BTreeMap<String, (usize, usize)> = by_name
        .into_iter()
        .filter_map(|(last, ages)| two_ages(case, &ages).map(|pair| (last, pair)))
        .collect();
    if !found.is_empty() {
        let firsts = first_names(case, |last| found.contains_key(last));
        found.retain(|last, _| firsts.get(last).is_some_and(|firsts| firsts.len() == 1));
    }
    found.into_values().collect()
}

/// The first age that differs from those told before it, which are all one. A third age after it tells of other people, or
/// of other times.
fn two_ages(case: &Case<'_>, ages: &[(usize, Name)]) -> Option<(usize, usize)> {
    let (first, name) = ages.first()?;
    let other = ages.iter().position(|(c, _)| !exactly_same(case, *first, *c))?;
    let (later, _) = ages.get(other)?;
    let (before, _) = ages.get(other.checked_sub(1)?)?;
    let either = |c: usize| exactly_same(case, *first, c) || exactly_same(case, *later, c);
    let one_person = ages.iter().all(|(c, n)| n.may_be(name) && either(*c));
    one_person.then_some((*before, *later))
}

/// The first names that the whole text gives to some last names. One pass over the text.
fn first_names(case: &Case<'_>, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut before = "";
    for written in case.document.text.split_whitespace() {
        let word = bare(written);
        // An initial stands between a first name and a last one.
        let initial = written.len() <= 2 && written.ends_with('.');
        if wanted(&word.to_lowercase()) && is_first_name(case, before) {
            out.entry(word.to_lowercase()).or_default().insert(before.to_lowercase());
        }
        if !initial {
            before = written;
        }
    }
    out
}

/// Whether a word right before a last name is a first name: one with a capital, no title and with no mark after it.
fn is_first_name(case: &Case<'_>, word: &str) -> bool {
    let lexicon = case.rules.lexicon();
    let id = lexicon.id(&word.to_lowercase());
    let listed = |list: &str| lexicon.list(list).is_some_and(|list| lexicon.holds(list, id));
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
    first: Option<String>,
    /// The last: "brown".
    last: String,
}

impl Name {
    /// Whether two names can be one person's: the last is the same, and so is the first where both have one.
    fn may_be(&self, other: &Name) -> bool {
        let first = self.first.is_none() || other.first.is_none() || self.first == other.first;
        self.last == other.last && first
    }
}

/// Whose age a figure is: "Mary Brown, 43," or "Brown, a 43-year-old", or "43-year-old Mary Brown".
fn name_of(case: &Case<'_>, claim: usize) -> Option<Name> {
    let (passage, at) = place(case, claim)?;
    let exact = case.facts.claims.get(claim)?.quantity()?.value.is_some();
    if in_capitals(passage) || !exact {
        return None;
    }
    let list = |name: &str, token: &Token| {
        case.rules
            .lexicon()
            .list(name)
            .zip(token.word())
            .is_some_and(|(l, w)| case.rules.lexicon().holds(l, w))
    };
    let other_time = passage.tokens.iter().any(|t| list("other-age", t));
    if other_time {
        return None;
    }
    let mut before = at;
    let token = |i: usize| i.checked_sub(1).and_then(|i| passage.tokens.get(i));
    while token(before).is_some_and(|t| list("before-age", t)) {
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

/// The name that ends right before a token. A name at the head of a sentence may have a common word before it.
fn name_before(case: &Case<'_>, passage: &Passage, end: usize) -> Option<Name> {
    let mut start = end;
    while start > 0 && passage.tokens.get(start - 1).is_some_and(|t| is_name(case, t)) {
        start -= 1;
    }
    name(case, passage.tokens.get(start..end)?)
}

/// The full name right after an age: "43-year-old Mary Brown". What is not a full name may be any word with a capital.
fn name_after(case: &Case<'_>, passage: &Passage, start: usize) -> Option<Name> {
    let rest = passage.tokens.get(start..)?;
    let length = rest.iter().take_while(|t| is_name(case, t)).count();
    // "Jane Doe #2" and "Ward 3" are told apart by what follows.
    let end = rest.get(length).map_or(length, |next| if is_word_or_comma(next) { length } else { 0 });
    if end == 2 { name(case, rest.get(..end)?) } else { None }
}

fn is_word_or_comma(token: &Token) -> bool {
    token.is(Mark::Comma) || token.is(Mark::Stop) || matches!(token.kind, TokenKind::Word(_))
}

fn name(case: &Case<'_>, words: &[Token]) -> Option<Name> {
    let (last, before) = words.split_last()?;
    let lower = |t: &Token| text(case, t).to_lowercase();
    // An initial stands between a first name and a last one.
    let first = before.iter().rev().find(|t| t.span.len() > 2);
    Some(Name { first: first.map(lower), last: lower(last) })
}

/// Whether a token is a word that may be part of a name.
fn is_name(case: &Case<'_>, token: &Token) -> bool {
    let listed = |list: &str| {
        case.rules
            .lexicon()
            .list(list)
            .zip(token.word())
            .is_some_and(|(l, w)| case.rules.lexicon().holds(l, w))
    };
    matches!(token.kind, TokenKind::Word(_)) && token.capital && !listed("not-names") && !listed("titles")
}

/// Whether most words of a sentence have a capital, so that none is known for a name.
fn in_capitals(passage: &Passage) -> bool {
    let words = passage.tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word(_)));
    let (count, capitals) = words.fold((0, 0), |(n, c), t| (n + 1, c + usize::from(t.capital)));
    capitals * 3 > count * 2
}

fn text<'c>(case: &'c Case<'_>, token: &Token) -> &'c str {
    bare(token.span.of(&case.document.text))
}
