//! Figures that stand in a row: "3 men, 2 women and 4 children".
//!
//! What a row holds is decided strictly, because a row read wrong is a false alarm: where an item is not what it
//! should be, there is no row.

use super::kinds::KindSet;
use super::matcher::{Scene, takes};
use super::pattern::Mark;
use super::token::{Token, TokenKind};
use crate::claim::Kind;

/// Tokens that one item may have after its figure.
const MAX_ITEM: usize = 14;

/// Tokens that may stand in brackets within an item.
const MAX_BRACKET: usize = 30;

/// Figures that one row may have.
const MAX_ROW: usize = 64;

/// The rows of figures that begin at a token, longest first, each with the token after it. Every item begins with its
/// figure; items are parted by commas, semicolons and "and". Where semicolons part them, commas stand inside of items.
pub(super) fn figures(scene: &Scene<'_>, kinds: KindSet, start: usize) -> Vec<(Vec<usize>, usize)> {
    let first = scene.tokens.get(start).and_then(Token::figure).and_then(|f| scene.claims.get(f));
    if !first.is_some_and(|c| takes(kinds, c)) || goes_on(scene, start) {
        return Vec::new();
    }
    parted(scene, kinds, start, semicolon_ahead(scene, start))
}

/// Whether the figure at a token goes on with a row that began before it: what stands before it is a separator, and
/// before that an item with a figure. Half a row adds up to nothing.
fn goes_on(scene: &Scene<'_>, start: usize) -> bool {
    let before = scene.tokens.get(start.saturating_sub(MAX_ITEM)..start).unwrap_or(&[]);
    let parts = |t: &Token| t.is(Mark::Comma) || t.is(Mark::Semicolon) || is_joiner(scene, t);
    let item = before.iter().rev().skip_while(|t| parts(t));
    if !before.last().is_some_and(parts) {
        return false;
    }
    let item = item.take_while(|t| !parts(t) && !matches!(t.kind, TokenKind::Mark(Mark::Open | Mark::Stop)));
    item.filter_map(|t| scene.claims.get(t.figure()?)).any(|c| !matches!(c.kind, Kind::Date | Kind::Weekday))
}

/// Whether a semicolon stands before whatever ends the row.
fn semicolon_ahead(scene: &Scene<'_>, start: usize) -> bool {
    let rest = scene.tokens.get(start..).unwrap_or(&[]);
    let ends =
        |t: &&Token| !t.is(Mark::Close) && !t.is(Mark::Dash) && !t.is(Mark::Colon) && !t.is(Mark::Stop);
    rest.iter().take(MAX_ITEM * 4).take_while(ends).any(|t| t.is(Mark::Semicolon))
}

fn parted(scene: &Scene<'_>, kinds: KindSet, start: usize, semicolons: bool) -> Vec<(Vec<usize>, usize)> {
    let mut row: Vec<usize> = Vec::new();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut at = start;
    while row.len() < MAX_ROW {
        let Some((figure, after)) = head(scene, kinds, at) else { break };
        row.push(figure);
        let Some(end) = item_end(scene, kinds, after, semicolons) else { break };
        ends.push((row.len(), end));
        let after = separator(scene, end);
        if after == end {
            break;
        }
        at = after;
    }
    let rows = ends.into_iter().rev().filter(|(n, _)| *n >= 2);
    rows.map(|(n, end)| (row[..n].to_vec(), end)).collect()
}

/// Words that may lead up to the figure of an item: "a further $5 million".
const MAX_LEAD: usize = 2;

/// The figure at the head of an item, with the token after it: "$5 million in cash", "a $5 million note", "another 5".
fn head(scene: &Scene<'_>, kinds: KindSet, at: usize) -> Option<(usize, usize)> {
    let leads = scene.tokens.get(at..)?.iter().take(MAX_LEAD);
    let at = at + leads.take_while(|t| listed(scene, t, "item-leads")).count();
    let figure = scene.tokens.get(at).and_then(Token::figure)?;
    scene.claims.get(figure).is_some_and(|c| takes(kinds, c)).then_some((figure, at + 1))
}

/// The token after an item whose figure has been taken: a separator with a figure behind it, or something that ends
/// the row. `None` if the item holds another figure of the same kinds or does not end in time. With `semicolons`, commas
/// end nothing.
fn item_end(scene: &Scene<'_>, kinds: KindSet, start: usize, semicolons: bool) -> Option<usize> {
    let mut at = start;
    while at <= start + MAX_ITEM {
        let Some(token) = scene.tokens.get(at) else { return Some(at) };
        match token.kind {
            TokenKind::Mark(Mark::Open) => {
                at = closing(scene, at)? + 1;
                continue;
            }
            TokenKind::Mark(Mark::Hyphen | Mark::Slash | Mark::Equals | Mark::Other | Mark::Quote) => {}
            TokenKind::Mark(Mark::Comma) if semicolons => {}
            TokenKind::Mark(_) => return Some(at),
            TokenKind::Word(_) => {
                if ends_row(scene, at) {
                    return Some(at);
                }
                let after = separator(scene, at);
                if after > at && head(scene, kinds, after).is_some() {
                    return Some(at);
                }
                // "and a child": one more item, without a figure of its own.
                if after > at && scene.tokens.get(after).is_some_and(|t| listed(scene, t, "unnumbered")) {
                    return None;
                }
            }
            TokenKind::Figure(figure) => {
                // A figure of another kind at the head of an item is an item too: the row is not of one kind.
                let heads =
                    scene.tokens.get(at - 1).is_some_and(|t| t.is(Mark::Comma) || is_joiner(scene, t));
                if heads || scene.claims.get(figure).is_none_or(|c| takes(kinds, c)) {
                    return None;
                }
            }
        }
        at += 1;
    }
    None
}

/// Whether an entry of the list `row-ends` begins at a token: "for a total of" is no part of the last item.
fn ends_row(scene: &Scene<'_>, at: usize) -> bool {
    let rest = scene.tokens.get(at..).unwrap_or(&[]);
    let list = scene.lexicon.list("row-ends");
    list.is_some_and(|list| scene.lexicon.begins(list, &rest.iter().map(Token::word)))
}

/// The mark that closes the bracket at a token.
pub(super) fn closing(scene: &Scene<'_>, open: usize) -> Option<usize> {
    let rest = scene.tokens.get(open + 1..)?;
    let reach = rest.iter().take(MAX_BRACKET);
    reach.enumerate().find(|(_, t)| t.is(Mark::Close)).map(|(i, _)| open + 1 + i)
}

/// The token after a separator at a token; the same token if none is there.
fn separator(scene: &Scene<'_>, at: usize) -> usize {
    let mut here = at;
    if scene.tokens.get(here).is_some_and(|t| t.is(Mark::Comma) || t.is(Mark::Semicolon)) {
        // "(2,7)" is a place, not a row of two.
        if scene.tokens.get(here + 1).is_some_and(|t| t.span.start == scene.tokens[here].span.end) {
            return at;
        }
        here += 1;
    }
    if scene.tokens.get(here).is_some_and(|t| is_joiner(scene, t)) {
        here += 1;
    }
    here
}

/// Whether a token is a word of the list `joiners` ("and", "or", "plus", "&").
pub(super) fn is_joiner(scene: &Scene<'_>, token: &Token) -> bool {
    listed(scene, token, "joiners")
}

pub(super) fn listed(scene: &Scene<'_>, token: &Token, list: &str) -> bool {
    let list = scene.lexicon.list(list);
    list.zip(token.word()).is_some_and(|(list, word)| scene.lexicon.holds(list, word))
}
