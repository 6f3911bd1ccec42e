//! Figures that stand in a row, each at the end of its item: "North 52%, South 30% and East 18%".

use super::kinds::KindSet;
use super::matcher::{Scene, takes};
use super::pattern::Mark;
use super::row::{closing, is_joiner};
use super::token::{Token, TokenKind};

/// Tokens that the name before a figure may have.
const MAX_NAME: usize = 10;

/// Figures that one row may have.
const MAX_ROW: usize = 64;

/// The rows of figures that begin at a token, longest first, each with the token after it. Before each figure but the
/// first stands a separator and the name that it is of; what is said of an item beside that stands in brackets.
pub(super) fn figures(scene: &Scene<'_>, kinds: KindSet, start: usize) -> Vec<(Vec<usize>, usize)> {
    let Some(first) = figure(scene, kinds, start) else { return Vec::new() };
    if goes_on(scene, kinds, start) {
        return Vec::new();
    }
    let mut row = vec![first];
    let mut ends = vec![past_bracket(scene, start + 1)];
    while row.len() < MAX_ROW {
        let here = ends[ends.len() - 1];
        let Some((next, at)) = item(scene, kinds, here) else { break };
        row.push(next);
        ends.push(past_bracket(scene, at + 1));
    }
    (2..=row.len()).rev().map(|n| (row[..n].to_vec(), ends[n - 1])).collect()
}

fn figure(scene: &Scene<'_>, kinds: KindSet, at: usize) -> Option<usize> {
    let figure = scene.tokens.get(at).and_then(Token::figure)?;
    scene.claims.get(figure).is_some_and(|c| takes(kinds, c)).then_some(figure)
}

/// The next item of the row: a separator, a name, and the figure at the end of it, with where that stands.
fn item(scene: &Scene<'_>, kinds: KindSet, start: usize) -> Option<(usize, usize)> {
    let mut at = start;
    while at - start < 2 && scene.tokens.get(at).is_some_and(|t| separates(scene, t)) {
        at += 1;
    }
    if at == start {
        return None;
    }
    let name = at;
    // A bracket counts as one token, however much is said in it.
    for _ in 0..=MAX_NAME {
        match scene.tokens.get(at)?.kind {
            TokenKind::Word(_)
            | TokenKind::Mark(Mark::Hyphen | Mark::Slash | Mark::Equals | Mark::Other | Mark::Quote) => {}
            TokenKind::Mark(Mark::Open) => at = closing(scene, at)?,
            TokenKind::Figure(_) if at > name => return figure(scene, kinds, at).map(|figure| (figure, at)),
            _ => return None,
        }
        at += 1;
    }
    None
}

/// The token after the bracket that stands at a token; that token itself where none does.
fn past_bracket(scene: &Scene<'_>, at: usize) -> usize {
    let open = scene.tokens.get(at).is_some_and(|t| t.is(Mark::Open));
    open.then(|| closing(scene, at)).flatten().map_or(at, |close| close + 1)
}

/// Whether the figure at a token goes on with a row that began before it: before its name stands a separator, and before
/// that a figure of these kinds. Half a row adds up to nothing.
fn goes_on(scene: &Scene<'_>, kinds: KindSet, start: usize) -> bool {
    let before = scene.tokens.get(start.saturating_sub(MAX_NAME)..start).unwrap_or(&[]);
    let name = before.iter().rev().take_while(|t| !separates(scene, t) && t.figure().is_none()).count();
    let parted = before.len() - name;
    let marks = before[..parted].iter().rev().take_while(|t| separates(scene, t)).count();
    let last = before[..parted - marks].last();
    marks > 0
        && last.is_some_and(|t| {
            t.is(Mark::Close) || t.figure().and_then(|f| scene.claims.get(f)).is_some_and(|c| takes(kinds, c))
        })
}

fn separates(scene: &Scene<'_>, token: &Token) -> bool {
    token.is(Mark::Comma) || token.is(Mark::Semicolon) || is_joiner(scene, token)
}
