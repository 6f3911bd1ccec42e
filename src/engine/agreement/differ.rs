//! What tells two figures apart: they are about different things where the words near them differ in an anchor.

use std::collections::BTreeSet;

use super::super::Case;
use crate::claim::Kind;
use crate::fact::Passage;
use crate::rule::Anchor;
use crate::words::pattern::Mark;
use crate::words::token::{Token, TokenKind};

/// Whether two claims are tied to different subjects, as far as one anchor tells.
pub(super) fn differs(case: &Case<'_>, anchor: Anchor, one: usize, other: usize) -> bool {
    let apart = |of: &dyn Fn(usize) -> BTreeSet<String>| {
        let (a, b) = (of(one), of(other));
        !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
    };
    match anchor {
        Anchor::Quotation => {
            let quoted = |c: usize| case.about(c).is_some_and(|a| a.quotation > 0);
            quoted(one) != quoted(other)
        }
        Anchor::Group => groups_differ(case, one, other) || did_it(case, one) != did_it(case, other),
        Anchor::Place => apart(&|c| names(case, c)),
        Anchor::Period => {
            apart(&|c| days(case, c, Kind::Weekday))
                || apart(&|c| days(case, c, Kind::Date))
                || apart(&|c| clock(case, c))
        }
        Anchor::Source => apart(&|c| sources(case, c)),
        Anchor::Rival => rivals(case, one) != rivals(case, other),
    }
}

/// Whether two nouns name different groups, neither of which may be called by the other's name: soldiers are troops.
pub(super) fn groups_differ(case: &Case<'_>, one: usize, other: usize) -> bool {
    let (a, b) = (group(case, one), group(case, other));
    let fits = |of: &BTreeSet<String>, name: &BTreeSet<String>| {
        of.iter().any(|word| name.iter().any(|name| may_be_called(case, word, name)))
    };
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b) && !fits(&a, &b) && !fits(&b, &a)
}

/// Whether the vocabulary has a list for a name, `fits-civilians`, that holds a word.
fn may_be_called(case: &Case<'_>, word: &str, name: &str) -> bool {
    let lexicon = case.rules.lexicon();
    lexicon.lists(&format!("fits-{name}"), lexicon.id(word))
}

/// Whether those counted are said to have done it, and not to have suffered it.
fn did_it(case: &Case<'_>, claim: usize) -> bool {
    let lexicon = case.rules.lexicon();
    let Some(of) = case.about(claim).and_then(|a| a.of) else { return false };
    let Some(list) = lexicon.list("perpetrators") else { return false };
    let words = of.of(&case.document.text).split(|c: char| !c.is_alphanumeric());
    words.map(|word| lexicon.id(&word.to_lowercase())).any(|id| lexicon.holds(list, id))
}

/// The words of the thing counted, but for words that say no more than "people".
fn group(case: &Case<'_>, claim: usize) -> BTreeSet<String> {
    let Some(of) = case.about(claim).and_then(|a| a.of) else { return BTreeSet::new() };
    let plain = case.rules.lexicon().list("people-plain");
    let words = of.of(&case.document.text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let words: BTreeSet<String> = words.map(str::to_lowercase).collect();
    let is_plain = |word: &String| {
        plain.is_some_and(|list| case.rules.lexicon().holds(list, case.rules.lexicon().id(word)))
    };
    // "People" fits any group, so it tells nothing apart.
    if words.iter().any(is_plain) { BTreeSet::new() } else { words }
}

/// Words of the sentence with a capital, its first word left out. Upper-case text has none.
fn names(case: &Case<'_>, claim: usize) -> BTreeSet<String> {
    let Some(passage) = case.passage(claim) else { return BTreeSet::new() };
    let words: Vec<_> = passage.tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word(_))).collect();
    // "Highlights: Net loss": what a colon opens begins with a capital too.
    let opens =
        |t: &Token| passage.tokens.iter().any(|c| c.is(Mark::Colon) && c.span.end + 1 == t.span.start);
    let capitals: Vec<_> = words.iter().skip(1).filter(|t| t.capital && !opens(t)).collect();
    // A headline or a text in capitals says nothing by its capitals.
    if capitals.len() * 2 > words.len() {
        return BTreeSet::new();
    }
    let days = case.rules.lexicon().list("not-names");
    let is_day =
        |t: &&&&Token| t.word().zip(days).is_some_and(|(word, list)| case.rules.lexicon().holds(list, word));
    capitals.iter().filter(|t| !is_day(t)).map(|t| t.span.of(&case.document.text).to_lowercase()).collect()
}

/// Weekdays, or dates, of the sentence and of a line with hardly more than a date above it, as written: an entry of a
/// timeline.
fn days(case: &Case<'_>, claim: usize, kind: Kind) -> BTreeSet<String> {
    let Some(passage) = case.passage(claim) else { return BTreeSet::new() };
    let above = case.passage_of(claim).and_then(|at| at.checked_sub(1));
    let above = above.and_then(|p| case.facts.passages.get(p)).filter(|above| is_dateline(above, passage));
    let claims = [above, Some(passage)].into_iter().flatten().flat_map(|p| p.claims.clone());
    let dates = claims.filter_map(|c| case.claim(c)).filter(|c| c.kind == kind);
    dates.map(|c| c.span.of(&case.document.text).to_lowercase()).collect()
}

/// The time of day that a sentence begins with, as an entry of a running report does: "14:05 Seven people were hurt".
fn clock(case: &Case<'_>, claim: usize) -> BTreeSet<String> {
    let first = case.passage(claim).and_then(|p| p.tokens.first()).and_then(Token::figure);
    let time = first.and_then(|c| case.claim(c)).filter(|c| c.kind == Kind::Time);
    time.map(|c| c.span.of(&case.document.text).to_lowercase()).into_iter().collect()
}

/// Whether two claims are each told of a year, and of no year that is the same.
pub(super) fn years_differ(case: &Case<'_>, one: usize, other: usize) -> bool {
    let years = |claim: usize| -> BTreeSet<String> {
        let dates = days(case, claim, Kind::Date);
        let words = dates.iter().flat_map(|date| date.split(|c: char| !c.is_ascii_digit()));
        words.filter(|digits| digits.len() == YEAR).map(str::to_owned).collect()
    };
    let (a, b) = (years(one), years(other));
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
}

/// Digits of a year.
const YEAR: usize = 4;

/// Tokens of a line that is a date and a mark.
const DATELINE: usize = 2;

/// Whether a sentence is a line of its own, right above the block of another, with no more than a date in it.
fn is_dateline(above: &Passage, passage: &Passage) -> bool {
    above.sentence.block + 1 == passage.sentence.block && above.tokens.len() <= DATELINE
}

/// Who the sentence says is speaking: the words before "said" and its like.
fn sources(case: &Case<'_>, claim: usize) -> BTreeSet<String> {
    let Some(passage) = case.passage(claim) else { return BTreeSet::new() };
    let lexicon = case.rules.lexicon();
    let Some(saying) = lexicon.list("saying") else { return BTreeSet::new() };
    let mut out = BTreeSet::new();
    for (at, token) in passage.tokens.iter().enumerate() {
        if token.word().is_some_and(|w| lexicon.holds(saying, w))
            && let Some(before) = at.checked_sub(1).and_then(|i| passage.tokens.get(i))
            && matches!(before.kind, TokenKind::Word(_))
        {
            out.insert(before.span.of(&case.document.text).to_lowercase());
        }
    }
    out
}

/// The sources of the sentence that often count otherwise than others do.
fn rivals(case: &Case<'_>, claim: usize) -> BTreeSet<String> {
    let lexicon = case.rules.lexicon();
    let (Some(passage), Some(list)) = (case.passage(claim), lexicon.list("rival-sources")) else {
        return BTreeSet::new();
    };
    // In brackets stands whose report the text is, not who says this: "(STATE TELEVISION) -- Two people ...".
    let mut depth = 0_usize;
    let mut rivals = BTreeSet::new();
    for token in &passage.tokens {
        if token.is(Mark::Open) {
            depth += 1;
        } else if token.is(Mark::Close) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && token.word().is_some_and(|w| lexicon.holds(list, w)) {
            rivals.insert(token.span.of(&case.document.text).to_lowercase());
        }
    }
    rivals
}
