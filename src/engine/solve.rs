//! Which single figure would make a check fit: an equation is turned round for each of its names.

use super::Case;
use super::binding::Binding;
use super::eval::written;
use super::value::{Amount, Value};
use crate::rule::expr::{Expr, Operator};

/// What a name would have to be for `left == right` to hold, with all other figures as written. `None` where the check
/// is no equation or cannot be turned round.
pub(super) fn solve(case: &Case<'_>, binding: &Binding, check: &Expr, slot: usize) -> Option<Amount> {
    let Expr::Binary(Operator::Equal, left, right) = check else { return None };
    let (with, without) = match (occurrences(left, slot), occurrences(right, slot)) {
        (1, 0) => (left, right),
        (0, 1) => (right, left),
        _ => return None,
    };
    let target = isolate(with, (**without).clone(), slot)?;
    match written(case, binding, &target)? {
        Value::Amount(amount) => Some(amount),
        _ => None,
    }
}

fn occurrences(expr: &Expr, slot: usize) -> usize {
    let mut n = 0;
    expr.names(&mut |name| n += usize::from(name == slot));
    n
}

/// Turns `expr == target` into `slot == …`, taking one operator after the other to the other side.
fn isolate(expr: &Expr, target: Expr, slot: usize) -> Option<Expr> {
    match expr {
        Expr::Name(name) => (*name == slot).then_some(target),
        Expr::Minus(inner) => isolate(inner, Expr::Minus(Box::new(target)), slot),
        Expr::Binary(operator, left, right) => {
            let in_left = occurrences(left, slot) == 1;
            let (inner, other) = if in_left { (left, right) } else { (right, left) };
            let make = |operator, a: Expr, b: Expr| Expr::Binary(operator, Box::new(a), Box::new(b));
            let other = (**other).clone();
            let turned = match (operator, in_left) {
                (Operator::Add, _) => make(Operator::Subtract, target, other),
                (Operator::Subtract, true) => make(Operator::Add, target, other),
                (Operator::Subtract, false) => make(Operator::Subtract, other, target),
                (Operator::Multiply, _) => make(Operator::Divide, target, other),
                (Operator::Divide, true) => make(Operator::Multiply, target, other),
                (Operator::Divide, false) => make(Operator::Divide, other, target),
                _ => return None,
            };
            isolate(inner, turned, slot)
        }
        // A row has no single figure to be blamed, and no other function can be turned round.
        _ => None,
    }
}
