//! Copies: two sentences in the same words with another figure at one place, as a headline and its repetition are.

use std::hash::Hasher;

use super::super::Case;
use super::numbers::{exactly_same, may_be_miscounted};
use super::ties::{is_word, place};
use crate::claim::Kind;
use crate::document::BlockKind;
use crate::fact::Passage;
use crate::hash::FastHasher;
use crate::number::Number;
use crate::span::Span;
use crate::words::token::{Token, TokenKind};

/// Words that two tellings must share, the figure not counted.
const SHARED_WORDS: usize = 5;

/// Those of two lines that hold no other figure: a headline that is broken over lines.
const SHARED_WORDS_OF_LINES: usize = 4;

/// Those of two sentences of running text, both shared whole.
const SHARED_WORDS_OF_PROSE: usize = 10;

/// Words around the figure that are compared at most.
const REACH: usize = 40;

/// Tellings in one wording beyond which no copy is meant: forms and bulletins repeat a wording with figure after figure.
const COPIES: usize = 8;

/// Two sentences in the same words, one of which is shared whole, with another figure at one place: a headline and its
/// copy.
pub(super) fn pairs(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    // Where no line has a figure, only sums of money can be copied.
    let lines = case.facts.passages.iter().any(|passage| is_line(case, passage));
    let mut keys: Vec<(Kind, bool, u64, usize)> = Vec::new();
    for claim in told.iter().filter(|c| lines || is_money(case, **c)) {
        let key = |after| wording_key(case, *claim, after).map(|(kind, words)| (kind, after, words, *claim));
        keys.extend([true, false].into_iter().filter_map(key));
    }
    keys.sort_unstable();
    let mut out = Vec::new();
    for alike in keys.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)).filter(|alike| alike.len() > 1) {
        let claims: Vec<usize> = alike.iter().map(|key| key.3).collect();
        if claims.len() > COPIES {
            continue;
        }
        for (i, one) in claims.iter().enumerate() {
            for other in &claims[i + 1..] {
                if copied(case, *one, *other) && told_twice(case, &claims, *one, *other) {
                    out.push((*one, *other));
                }
            }
        }
    }
    // One pair for each copy, with the first that it differs from.
    out.sort_unstable_by_key(|(one, other)| (*other, *one));
    out.dedup_by_key(|(_, other)| *other);
    out
}

/// Whether the numbers told in this wording are just two: a third makes it a form that is filled in again and again.
fn told_twice(case: &Case<'_>, claims: &[usize], one: usize, other: usize) -> bool {
    claims.iter().all(|c| exactly_same(case, *c, one) || exactly_same(case, *c, other))
}

/// The kind of a claim, and the three words after or before it, in any case, as one number: whether they are the same is
/// looked at where the numbers are.
fn wording_key(case: &Case<'_>, claim: usize, after: bool) -> Option<(Kind, u64)> {
    let figure = case.claim(claim)?;
    let kind = figure.kind;
    if !matches!(kind, Kind::Count | Kind::Age | Kind::Money | Kind::Percent | Kind::Duration | Kind::Measure)
        || kind == Kind::Count && !counts_things(case, claim)
    {
        return None;
    }
    let (passage, at) = place(case, claim)?;
    let (before, rest) = (passage.tokens.get(..at)?, passage.tokens.get(at + 1..)?);
    let words = if after { number_of(case, rest.iter()) } else { number_of(case, before.iter().rev()) };
    words.map(|words| (kind, words))
}

/// Whether a number is a whole one with its noun behind it: "Python 3.11" and "room 12" are names.
fn counts_things(case: &Case<'_>, claim: usize) -> bool {
    let whole = case.value(claim).is_some_and(Number::is_integer);
    let noun = case.about(claim).is_some_and(|about| about.of.is_some());
    whole && noun
}

/// The first three words as one number; `None` where there are fewer.
fn number_of<'t>(case: &Case<'_>, tokens: impl Iterator<Item = &'t Token>) -> Option<u64> {
    let mut hasher = FastHasher::default();
    let mut count = 0;
    for token in tokens.filter(|t| is_word(t)).take(3) {
        let letters = token.span.of(&case.document.text).chars().flat_map(char::to_lowercase);
        letters.for_each(|letter| hasher.write_u32(letter.into()));
        hasher.write_u8(0);
        count += 1;
    }
    (count == 3).then(|| hasher.finish())
}

/// Whether the sentences of two claims hold the same words around them, over the whole of one of the sentences.
fn copied(case: &Case<'_>, one: usize, other: usize) -> bool {
    let (Some((a, at_a)), Some((b, at_b))) = (place(case, one), place(case, other)) else { return false };
    let same = |x: &Token, y: &Token| same_token(case, x, y);
    let before = shared(a.tokens[..at_a].iter().rev(), b.tokens[..at_b].iter().rev(), same);
    let after = shared(a.tokens[at_a + 1..].iter(), b.tokens[at_b + 1..].iter(), same);
    let (first, last) = (before.tokens, after.tokens);
    let whole = |tokens: &[Token], at: usize| at == first && tokens.len() - at - 1 == last;
    let headline = is_line(case, a) && whole(&a.tokens, at_a) || is_line(case, b) && whole(&b.tokens, at_b);
    let lines = is_line(case, a) && is_line(case, b) && a.claims.len() == 1 && b.claims.len() == 1;
    let enough = if lines { SHARED_WORDS_OF_LINES } else { SHARED_WORDS };
    let words = before.words + after.words;
    // Bulletins say the same of day after day, with counts and measures in it.
    let money = is_money(case, one);
    let prose = money && whole(&a.tokens, at_a) && whole(&b.tokens, at_b);
    let slip = may_be_miscounted(case, one, other);
    let long = words >= SHARED_WORDS_OF_PROSE;
    headline && words >= enough && (slip || money && long) || prose && long && slip
}

fn is_money(case: &Case<'_>, claim: usize) -> bool {
    case.is(claim, Kind::Money)
}

/// Whether a sentence is a line by itself without a full stop, as headlines are, and no item of a list.
pub(super) fn is_line(case: &Case<'_>, passage: &Passage) -> bool {
    let block = case.document.blocks.get(passage.sentence.block);
    let alone = block.is_some_and(|b| {
        b.span == passage.sentence.span
            && !matches!(b.kind, BlockKind::ListItem { .. } | BlockKind::Cell { .. })
    });
    alone && !passage.sentence.span.of(&case.document.text).ends_with('.')
}

/// How much two rows of tokens share from their start.
struct Shared {
    tokens: usize,
    words: usize,
}

fn shared<'t>(
    a: impl Iterator<Item = &'t Token>,
    b: impl Iterator<Item = &'t Token>,
    same: impl Fn(&Token, &Token) -> bool,
) -> Shared {
    let common: Vec<&Token> = a.zip(b).take(REACH).take_while(|(x, y)| same(x, y)).map(|(x, _)| x).collect();
    Shared { tokens: common.len(), words: common.iter().filter(|t| is_word(t)).count() }
}

fn same_token(case: &Case<'_>, a: &Token, b: &Token) -> bool {
    let text = |span: Span| span.of(&case.document.text);
    match (a.kind, b.kind) {
        (TokenKind::Mark(x), TokenKind::Mark(y)) => x == y,
        (TokenKind::Word(_), TokenKind::Word(_)) | (TokenKind::Figure(_), TokenKind::Figure(_)) => {
            text(a.span).eq_ignore_ascii_case(text(b.span))
        }
        _ => false,
    }
}
