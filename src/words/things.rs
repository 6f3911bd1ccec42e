//! Things that stand in a row: "Syria, Iraq and Yemen", and how many they are.
//!
//! Strictly, as for figures in a row: where it is not plain what the things are, there is no row.

use super::matcher::Scene;
use super::pattern::Mark;
use super::row::{closing, is_joiner, listed};
use super::token::{Token, TokenKind};
use crate::claim::Kind;
use crate::span::Span;

/// Things in a row, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Things {
    /// The least number that they can be.
    pub low: usize,
    /// The greatest.
    pub high: usize,
    /// Where they stand, first to last.
    pub span: Span,
}

/// The things that stand in a row from a token up to what closes the row, with the token after it. `None` where it is
/// not plain what the things are.
pub(super) fn things(scene: &Scene<'_>, start: usize) -> Option<(Things, usize)> {
    let end = dashed_end(scene, start).or_else(|| row_end(scene, start, false))?;
    let tokens = scene.tokens.get(start..end)?;
    let closed = tokens.iter().rev().take_while(|t| t.is(Mark::Comma) || t.is(Mark::Stop)).count();
    let tokens = tokens.get(..tokens.len() - closed)?;
    // "a, b and c; more": the list ends before the semicolon. "a, of x; b, of y": semicolons part it.
    let before = tokens.split(|t| t.is(Mark::Semicolon)).next()?;
    let commas = before.iter().filter(|t| t.is(Mark::Comma)).count();
    let done = before.len() < tokens.len()
        && (commas > 0 && before.iter().any(|t| is_joiner(scene, t))
            || commas > 1 && tokens.iter().filter(|t| t.is(Mark::Semicolon)).count() == 1)
        && !tokens.get(before.len() + 1).is_some_and(|t| is_joiner(scene, t))
        && !before.first().is_some_and(|t| is_ordinal(scene, t));
    let (tokens, end) = if done { (before, start + before.len()) } else { (tokens, end) };
    if tokens.iter().filter(|t| t.is(Mark::Quote)).count() % 2 == 1 {
        return None;
    }
    let span = tokens.first()?.span.cover(tokens.last()?.span);
    let semicolons = tokens.iter().any(|t| t.is(Mark::Semicolon));
    let part = if semicolons { Mark::Semicolon } else { Mark::Comma };
    let segments: Vec<&[Token]> = tokens.split(|t| t.is(part)).collect();
    let (low, high) = count(scene, &segments, semicolons)?;
    Some((Things { low, high, span }, end))
}

/// Where a row ends each of whose items holds one dash: "Leeds – York and Hull – Ripon".
fn dashed_end(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let end = row_end(scene, start, true)?;
    let items = scene.tokens.get(start..end)?.split(|t| t.is(Mark::Comma) || is_joiner(scene, t));
    let mut dashes = items.map(|item| item.iter().filter(|t| t.is(Mark::Dash)).count());
    dashes.all(|n| n == 1).then_some(end)
}

/// Where a row of things ends: at the end of the sentence, or at a bracket or dash that closes it.
fn row_end(scene: &Scene<'_>, start: usize, past_dashes: bool) -> Option<usize> {
    let mut at = start;
    while at - start < 120 {
        let Some(token) = scene.tokens.get(at) else { return Some(at) };
        match token.kind {
            TokenKind::Mark(Mark::Open) => at = closing(scene, at)?,
            TokenKind::Mark(Mark::Dash) if past_dashes => {}
            TokenKind::Mark(Mark::Close | Mark::Dash) => return Some(at),
            TokenKind::Mark(Mark::Colon) => return None,
            // The quotation that holds the row ends: "… and d,” he said."
            TokenKind::Mark(Mark::Quote)
                if scene.tokens.get(at - 1).is_some_and(|t| {
                    (t.is(Mark::Comma) || t.is(Mark::Stop)) && t.span.end == token.span.start
                }) =>
            {
                return Some(at);
            }
            TokenKind::Mark(Mark::Stop) => {
                let rest = scene.tokens.get(at + 1..).unwrap_or(&[]);
                if rest.iter().all(|t| matches!(t.kind, TokenKind::Mark(_))) {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The least and greatest number of things in the segments between commas or semicolons.
fn count(scene: &Scene<'_>, segments: &[&[Token]], semicolons: bool) -> Option<(usize, usize)> {
    let (last, before) = segments.split_last()?;
    let joins = |segment: &[Token]| segment.iter().filter(|t| is_joiner(scene, t)).count();
    let leads = |segment: &[Token]| segment.first().is_some_and(|t| is_joiner(scene, t));
    let longest = if semicolons { 40 } else { 12 };
    for segment in segments {
        let body = if leads(segment) { &segment[1..] } else { segment };
        if !semicolons && !plain_item(scene, body) || body.is_empty() || body.len() > longest {
            return None;
        }
    }
    if !semicolons && !is_parallel(scene, segments) {
        return None;
    }
    let inside: usize = before.iter().map(|s| joins(s)).sum();
    let last_joins = joins(last);
    if leads(last) {
        // "a, b, and c": each segment is a thing, save where one holds an "and" of its own.
        return Some((segments.len(), segments.len() + inside + last_joins - 1));
    }
    if semicolons {
        return Some((segments.len(), segments.len() + usize::from(last_joins > 0)));
    }
    // The more items, the plainer that nothing but items stands there.
    let short = if segments.len() > 2 { 6 } else { 4 };
    match last_joins {
        // "a, b and c".
        1 if before.is_empty() && last.split(|t| is_joiner(scene, t)).any(|item| item.len() > MAX_OF_TWO) => {
            None
        }
        1 => Some((segments.len() + 1, segments.len() + 1 + inside)),
        // "a, b, c": only where the items are so short that nothing else can be meant.
        0 if segments.len() > 1
            && inside == 0
            && !segments.iter().any(|s| s.iter().any(|t| listed(scene, t, "one-by-one")))
            && segments.iter().all(|s| s.len() <= short) =>
        {
            Some((segments.len(), segments.len()))
        }
        _ => None,
    }
}

/// Words of each of two things that nothing but "and" parts: more of them may hide a list without its marks.
const MAX_OF_TWO: usize = 5;

/// Whether the things are told alike. "A fast, small boat, and a slow, large one" are two: where the first and the last of the
/// segments have an article, one in between without it goes on with the thing before.
fn is_parallel(scene: &Scene<'_>, segments: &[&[Token]]) -> bool {
    let article = |segment: &&[Token]| {
        segment.iter().find(|t| !is_joiner(scene, t)).is_some_and(|t| listed(scene, t, "one-thing"))
    };
    match segments {
        [first, between @ .., last] if article(first) && article(last) => between.iter().all(article),
        _ => true,
    }
}

/// Whether a token is "first" or its like, in whatever way it was read.
fn is_ordinal(scene: &Scene<'_>, token: &Token) -> bool {
    let read = token.figure().and_then(|f| scene.claims.get(f)).is_some_and(|c| c.kind == Kind::Ordinal);
    read || listed(scene, token, "one-by-one")
}

/// Whether a segment can be one thing of a row: it holds a word or is a figure that counts by itself, does not begin like an aside, and holds no verb.
fn plain_item(scene: &Scene<'_>, segment: &[Token]) -> bool {
    let Some(first) = segment.first() else { return false };
    let figure = first.figure().map(|f| counts_itself(scene, f));
    (figure == Some(true) || figure.is_none() && segment.iter().any(|t| matches!(t.kind, TokenKind::Word(_))))
        && (first.capital || !listed(scene, first, "asides"))
        && !segment.iter().enumerate().any(|(i, t)| {
            // "Knocking it over": there "it" is no subject.
            listed(scene, t, "clause-words") && !(i > 0 && listed(scene, t, "object-words"))
        })
}

/// Whether a figure at the head of an item is a thing by itself, as a stretch of time or a date is: a count is rather the
/// next number of a sum.
fn counts_itself(scene: &Scene<'_>, figure: usize) -> bool {
    scene.claims.get(figure).is_some_and(|c| matches!(c.kind, Kind::Duration | Kind::Date | Kind::Measure))
}
