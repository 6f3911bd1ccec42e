//! Names that stand in a row: "Syria, Iraq and Sierra Leone", and how many they are.
//!
//! Unlike other things in a row they can be told by their capitals, so they need no colon before them and no end of the
//! sentence behind: a comma or any other mark closes the row.

use super::matcher::Scene;
use super::pattern::Mark;
use super::row::{closing, is_joiner, listed};
use super::things::Things;
use super::token::{Token, TokenKind};

/// Words and stops that one name may have.
const MAX_NAME: usize = 8;

/// Names that one row may have.
const MAX_ROW: usize = 32;

/// The names that stand in a row from a token on, with the token after them; if each has an age behind it, so has the last.
pub(super) fn names(scene: &Scene<'_>, start: usize) -> Option<(Things, usize)> {
    aged(scene, start).or_else(|| plain(scene, start))
}

/// The names of a row without anything between them. The last has "and" before it and a mark, or the end of the sentence,
/// behind it. Two names between which there is an "and" only, in the midst of the row, may be one.
fn plain(scene: &Scene<'_>, start: usize) -> Option<(Things, usize)> {
    let mut at = start;
    let (mut count, mut doubtful, mut joined) = (0, 0, false);
    let article = is_article(scene, start);
    loop {
        // "the Echo, the Post and the Mail": each has its article, or none.
        if is_article(scene, at) != article {
            return None;
        }
        at = name(scene, at + usize::from(article))?;
        // "Ann Ross (Leith) and Joe Bell (Oban)"
        if scene.tokens.get(at).is_some_and(|t| t.is(Mark::Open)) {
            at = closing(scene, at)? + 1;
        }
        count += 1;
        let comma = scene.tokens.get(at).is_some_and(|t| t.is(Mark::Comma));
        let joins = |i: usize| scene.tokens.get(i).is_some_and(|t| is_joiner(scene, t));
        let next = if comma && joins(at + 1) { at + 2 } else { at + 1 };
        // What stands behind "a and b" begins something new: "Leeds and York, Hull and Ripon" is no plain row.
        if joined && !joins(at) {
            break;
        }
        if !comma && !joins(at) || count > MAX_ROW {
            return None;
        }
        doubtful += usize::from(joined);
        joined = joins(at) || next == at + 2;
        at = next;
    }
    let closed =
        scene.tokens.get(at).is_none_or(|t| matches!(t.kind, TokenKind::Mark(_)) && !t.is(Mark::Open));
    // "both Ann, Joe and Tom were": a row that no mark opens needs none to close it.
    let opened = start
        .checked_sub(1)
        .and_then(|i| scene.tokens.get(i))
        .is_none_or(|t| matches!(t.kind, TokenKind::Mark(_)));
    let closed = closed || !opened && scene.tokens.get(at).is_some_and(|t| listed(scene, t, "after-names"));
    row(scene, (start, at), (count - doubtful, count)).filter(|_| closed && !goes_on(scene, at))
}

/// The names of a row each of which has an age behind it: "Ann Ross, 31, Joe Bell, 40, and Tom Hall, 22". Where semicolons
/// part them, more may be said of each.
fn aged(scene: &Scene<'_>, start: usize) -> Option<(Things, usize)> {
    let mark = |at: usize, mark: Mark| scene.tokens.get(at).is_some_and(|t| t.is(mark));
    let joins = |at: usize| scene.tokens.get(at).is_some_and(|t| is_joiner(scene, t));
    let mut at = start;
    let mut joined = false;
    for count in 1..=MAX_ROW {
        let age = name(scene, at).filter(|after| mark(*after, Mark::Comma))? + 1;
        scene.tokens.get(age)?.figure()?;
        at = age + 1;
        if joined {
            return row(scene, (start, at), (count, count)).filter(|_| !goes_on(scene, at));
        }
        let more =
            (at..at + MAX_SAID).take_while(|i| scene.tokens.get(*i).is_some_and(|t| !t.is(Mark::Stop)));
        let semicolon = more.clone().find(|i| mark(*i, Mark::Semicolon));
        at = semicolon.unwrap_or(at);
        if semicolon.is_none() && !mark(at, Mark::Comma) && !joins(at) {
            return None;
        }
        joined = joins(at) || joins(at + 1);
        at += 1 + usize::from(!joins(at) && joined);
    }
    None
}

/// Tokens that may stand between an age and the semicolon that ends what is said of somebody.
const MAX_SAID: usize = 12;

/// Whether a token is the article of a name that follows.
fn is_article(scene: &Scene<'_>, at: usize) -> bool {
    let named = scene.tokens.get(at + 1).is_some_and(|t| t.capital);
    named && scene.tokens.get(at).is_some_and(|t| !t.capital && listed(scene, t, "article-of-names"))
}

/// Whether what seems to be the end of a row goes on: with another name, or with something without one.
fn goes_on(scene: &Scene<'_>, at: usize) -> bool {
    let next = scene.tokens.get(at + 1);
    scene.tokens.get(at).is_some_and(|t| t.is(Mark::Comma))
        && next.is_some_and(|t| is_joiner(scene, t) || t.capital || listed(scene, t, "unnumbered"))
}

fn row(
    scene: &Scene<'_>,
    (start, end): (usize, usize),
    (low, high): (usize, usize),
) -> Option<(Things, usize)> {
    let span = scene.tokens.get(start)?.span.cover(scene.tokens.get(end.checked_sub(1)?)?.span);
    (high > 1).then_some((Things { low, high, span }, end))
}

/// The token after the name at a token: words with capitals, and small words and stops between them that names have.
fn name(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let capital = |at: usize| scene.tokens.get(at).is_some_and(|t: &Token| t.capital);
    let mut at = start;
    while at - start < MAX_NAME {
        let linked = at > start
            && capital(at + 1)
            && scene.tokens.get(at).is_some_and(|t| t.is(Mark::Hyphen) || listed(scene, t, "within-names"));
        if !capital(at) && !linked && !is_shortened(scene, start, at) {
            break;
        }
        at += 1;
    }
    (at > start && at - start < MAX_NAME).then_some(at)
}

/// Whether a token is the stop of a short word within a name: "John F. Kelly", "Sen. Hall".
fn is_shortened(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    const SHORT: usize = 3;
    let word =
        at.checked_sub(1).filter(|before| *before >= start).and_then(|before| scene.tokens.get(before));
    let stop = scene.tokens.get(at).filter(|t| t.is(Mark::Stop));
    let next = scene.tokens.get(at + 1);
    let touches = |word: &Token, stop: &Token| word.span.end == stop.span.start && word.span.len() <= SHORT;
    word.zip(stop).is_some_and(|(word, stop)| word.capital && touches(word, stop))
        && next.is_some_and(|next| next.capital || next.is(Mark::Comma))
}
