//! Names that stand in a row: "Syria, Iraq and Sierra Leone", and how many they are.
//!
//! Unlike other things in a row they can be told by their capitals, so they need no colon before them and no end of the
//! sentence behind: a comma or any other mark closes the row.

use super::matcher::Scene;
use super::pattern::Mark;
use super::row::{is_joiner, listed};
use super::things::Things;
use super::token::{Token, TokenKind};

/// Words that one name may have.
const MAX_NAME: usize = 6;

/// Names that one row may have.
const MAX_ROW: usize = 32;

/// The names that stand in a row from a token on, with the token after them. The last has "and" before it and a mark, or
/// the end of the sentence, behind it. Two names between which there is an "and" only, in the midst of the row, may be one.
pub(super) fn names(scene: &Scene<'_>, start: usize) -> Option<(Things, usize)> {
    let mut at = start;
    let (mut count, mut doubtful, mut joined) = (0, 0, false);
    loop {
        at = name(scene, at)?;
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
    let goes_on = scene.tokens.get(at).is_some_and(|t| t.is(Mark::Comma))
        && scene
            .tokens
            .get(at + 1)
            .is_some_and(|t| is_joiner(scene, t) || t.capital || listed(scene, t, "unnumbered"));
    let span = scene.tokens.get(start)?.span.cover(scene.tokens.get(at - 1)?.span);
    (closed && !goes_on && count > 1).then_some((Things { low: count - doubtful, high: count, span }, at))
}

/// The token after the name at a token: words with capitals, and small words between them that names have.
fn name(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let capital = |at: usize| scene.tokens.get(at).is_some_and(|t: &Token| t.capital);
    let mut at = start;
    while at - start < MAX_NAME {
        let linked = at > start
            && capital(at + 1)
            && scene.tokens.get(at).is_some_and(|t| t.is(Mark::Hyphen) || listed(scene, t, "within-names"));
        if !capital(at) && !linked {
            break;
        }
        at += 1;
    }
    (at > start && at - start < MAX_NAME).then_some(at)
}
