//! Things that stand in a row: "Syria, Iraq and Yemen", and how many they are.
//!
//! Strictly, as for figures in a row: where it is not plain what the things are, there is no row.

use super::matcher::Scene;
use super::pattern::Mark;
use super::row::{closing, is_joiner, listed};
use super::token::{Token, TokenKind};
use crate::span::Span;

/// Things in a row, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    let end = row_end(scene, start)?;
    let tokens = scene.tokens.get(start..end)?;
    let closed = tokens.iter().rev().take_while(|t| t.is(Mark::Comma) || t.is(Mark::Stop)).count();
    let tokens = tokens.get(..tokens.len() - closed)?;
    // "a, b and c; more": the list ends before the semicolon. "a, of x; b, of y": semicolons part it.
    let before = tokens.split(|t| t.is(Mark::Semicolon)).next()?;
    let done = before.len() < tokens.len()
        && before.iter().any(|t| t.is(Mark::Comma))
        && before.iter().any(|t| is_joiner(scene, t));
    let (tokens, end) = if done { (before, start + before.len()) } else { (tokens, end) };
    let span = tokens.first()?.span.cover(tokens.last()?.span);
    let semicolons = tokens.iter().any(|t| t.is(Mark::Semicolon));
    let part = if semicolons { Mark::Semicolon } else { Mark::Comma };
    let segments: Vec<&[Token]> = tokens.split(|t| t.is(part)).collect();
    let (low, high) = count(scene, &segments, semicolons)?;
    Some((Things { low, high, span }, end))
}

/// Where a row of things ends: at the end of the sentence, or at a bracket or dash that closes it.
fn row_end(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    while at - start < 120 {
        let Some(token) = scene.tokens.get(at) else { return Some(at) };
        match token.kind {
            TokenKind::Mark(Mark::Open) => at = closing(scene, at)?,
            TokenKind::Mark(Mark::Close | Mark::Dash) => return Some(at),
            TokenKind::Mark(Mark::Colon) => return None,
            // The quotation that holds the row ends: "… and d,” he said."
            TokenKind::Mark(Mark::Quote)
                if scene.tokens.get(at - 1).is_some_and(|t| t.is(Mark::Comma) || t.is(Mark::Stop)) =>
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
    let inside: usize = before.iter().map(|s| joins(s)).sum();
    let last_joins = joins(last);
    if leads(last) {
        // "a, b, and c": each segment is a thing, save where one holds an "and" of its own.
        return Some((segments.len(), segments.len() + inside + last_joins - 1));
    }
    if semicolons {
        return Some((segments.len(), segments.len() + usize::from(last_joins > 0)));
    }
    match last_joins {
        // "a, b and c".
        1 => Some((segments.len() + 1, segments.len() + 1 + inside)),
        // "a, b, c": only where the items are so short that nothing else can be meant.
        0 if segments.len() > 1 && inside == 0 && segments.iter().all(|s| s.len() <= 4) => {
            Some((segments.len(), segments.len()))
        }
        _ => None,
    }
}

/// Whether a segment can be one thing of a row: it holds a word, does not begin like an aside, and holds no verb.
fn plain_item(scene: &Scene<'_>, segment: &[Token]) -> bool {
    let Some(first) = segment.first() else { return false };
    segment.iter().any(|t| matches!(t.kind, TokenKind::Word(_)))
        && first.figure().is_none()
        && (first.capital || !listed(scene, first, "asides"))
        && !segment.iter().any(|t| listed(scene, t, "clause-words"))
}
