//! What the names of a rule stand for at one place of a text.

use super::Case;
use crate::rule::expr::{Expr, Function};
use crate::span::Span;
use crate::words::matcher::Capture;

/// The names of a rule, bound.
#[derive(Clone, Debug, Default)]
pub(crate) struct Binding {
    /// By slot.
    pub(crate) captures: Vec<Capture>,
}

impl Binding {
    /// The claims that a name is bound to.
    pub(crate) fn claims(&self, slot: usize) -> &[usize] {
        match self.captures.get(slot) {
            Some(Capture::Figure(claim)) => std::slice::from_ref(claim),
            Some(Capture::Row(claims)) => claims,
            _ => &[],
        }
    }

    /// Whether an expression speaks of a name that this pattern did not bind. A row leaves out what is not there.
    pub(crate) fn lacks(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Name(slot) => matches!(self.captures.get(*slot), None | Some(Capture::Nothing)),
            Expr::Call(Function::Row, parts) => parts.iter().all(|part| self.lacks(part)),
            Expr::Call(_, arguments) => arguments.iter().any(|argument| self.lacks(argument)),
            Expr::Binary(_, left, right) => self.lacks(left) || self.lacks(right),
            Expr::Minus(inner) | Expr::Not(inner) => self.lacks(inner),
            Expr::Number(_) | Expr::Text(_) => false,
        }
    }

    /// Every claim bound.
    pub(crate) fn all(&self) -> impl Iterator<Item = usize> {
        (0..self.captures.len()).flat_map(|slot| self.claims(slot).iter().copied())
    }

    /// Where everything bound stands, in the order of the text.
    pub(crate) fn spans(&self, case: &Case<'_>) -> Vec<Span> {
        let mut spans: Vec<Span> = self.all().filter_map(|c| case.claim(c)).map(|c| c.span).collect();
        spans.extend(self.captures.iter().filter_map(|c| match c {
            Capture::Things(things) => Some(things.span),
            Capture::Mark(mark) => Some(mark.span),
            Capture::Marks(marks) => marks.last().map(|mark| mark.span),
            _ => None,
        }));
        spans.sort();
        spans
    }
}
