//! Which single figure would make a check fit: the number at which its two sides meet, found for one figure at a time.

use super::Case;
use super::binding::Binding;
use super::eval::{Instead, supposing};
use super::value::{Reading, Value};
use crate::interval::Outcome;
use crate::number::Number;
use crate::rule::expr::{Expr, Function, Operator};

/// What a figure would have to be, all others being as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// The number, in the unit of the claim.
    pub(super) number: Number,
    /// Which side of it would do.
    pub(super) side: Side,
}

/// Which numbers would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Just that number.
    Only,
    /// That number and all below it.
    AtMost,
    /// That number and all above it.
    AtLeast,
    /// All below it.
    Below,
    /// All above it.
    Above,
}

/// What a claim would have to read for the check to hold. `None` where that cannot be worked out exactly.
pub(super) fn solve(case: &Case<'_>, binding: &Binding, check: &Expr, claim: usize) -> Option<Fit> {
    match check {
        Expr::Binary(Operator::Or, left, right) => {
            // A bound is mostly the condition of an exception ("or less than 10"), and the number itself what is meant.
            let fits = [left, right].map(|side| solve(case, binding, side, claim));
            let only = fits.iter().flatten().find(|fit| fit.side == Side::Only).copied();
            only.or_else(|| fits.into_iter().flatten().next())
        }
        Expr::Binary(Operator::And, left, right) => {
            // One of the two cannot hold; that is the one to be mended.
            let fails = |side| truth_with(case, binding, side, None) == Outcome::Impossible;
            let broken = [left, right].into_iter().find(|side| fails(side))?;
            solve(case, binding, broken, claim)
        }
        Expr::Binary(operator, left, right) => {
            let sides = Sides { case, binding, left, right, claim };
            let (number, rising) = sides.meet()?;
            let below = |rising: bool| if rising { Side::AtMost } else { Side::AtLeast };
            let strictly = |rising: bool| if rising { Side::Below } else { Side::Above };
            let side = match operator {
                Operator::Equal => Side::Only,
                Operator::AtMost => below(rising),
                Operator::AtLeast => below(!rising),
                Operator::Less => strictly(rising),
                Operator::More => strictly(!rising),
                _ => return None,
            };
            Some(Fit { number, side })
        }
        Expr::Call(Function::Near, arguments) => {
            let [left, right, _] = arguments.as_slice() else { return None };
            let (number, _) = Sides { case, binding, left, right, claim }.meet()?;
            Some(Fit { number, side: Side::Only })
        }
        _ => None,
    }
}

/// Whether a check can hold, were one claim to read another number.
pub(super) fn truth_with(
    case: &Case<'_>,
    binding: &Binding,
    check: &Expr,
    instead: Option<(usize, Number)>,
) -> Outcome {
    let instead = instead.map(|(claim, number)| (claim, Instead::Number(number)));
    match supposing(case, binding, check, instead, Reading::Stated) {
        Some(Value::Truth(outcome)) => outcome,
        _ => Outcome::Possible,
    }
}

/// The two sides of a comparison, as functions of what one claim reads.
struct Sides<'s> {
    case: &'s Case<'s>,
    binding: &'s Binding,
    left: &'s Expr,
    right: &'s Expr,
    claim: usize,
}

impl Sides<'_> {
    /// Where the sides meet, and whether their difference rises there. Tried as a straight line in the claim, then as
    /// one in its inverse, which covers sums, products, quotients and, away from their kinks, absolute values. What is
    /// found is put to the test, so a curve of another form gives nothing.
    fn meet(&self) -> Option<(Number, bool)> {
        let start = self.case.claim(self.claim)?.quantity()?.value?;
        let step = Number::ratio(9, 8)?;
        let from = if start.is_zero() { Number::int(1) } else { start };
        let inverse = |n: Number| if n.is_zero() { None } else { Number::int(1).div(n) };
        for turned in [false, true] {
            let mut at = from;
            // A second try from the other side of a kink.
            for _ in 0..2 {
                let next = at.mul(step)?;
                let (x, y) = if turned { (inverse(at)?, inverse(next)?) } else { (at, next) };
                let (Some(f), Some(g)) = (self.gap(at), self.gap(next)) else { break };
                let Some(root) = crossing(x, f, y, g) else { break };
                let Some(root) = (if turned { inverse(root) } else { Some(root) }) else { break };
                if self.gap(root).is_some_and(Number::is_zero) {
                    return Some((root, (g > f) == (next > at)));
                }
                if root.is_zero() || root == at {
                    break;
                }
                at = root;
            }
        }
        None
    }

    /// The left side less the right one, with all other figures as written.
    fn gap(&self, number: Number) -> Option<Number> {
        let value = |expr| match supposing(
            self.case,
            self.binding,
            expr,
            Some((self.claim, Instead::Number(number))),
            Reading::Written,
        ) {
            Some(Value::Amount(amount)) => amount.numbers.as_point(),
            _ => None,
        };
        value(self.left)?.sub(value(self.right)?)
    }
}

/// Where a straight line through two points crosses nought.
fn crossing(x: Number, f: Number, y: Number, g: Number) -> Option<Number> {
    let slope = g.sub(f)?;
    if slope.is_zero() {
        return None;
    }
    x.sub(f.mul(y.sub(x)?)?.div(slope)?)
}
