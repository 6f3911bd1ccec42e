//! Sets of numbers that a figure may mean, and what can be said of them for certain.

use crate::number::Number;

/// One end of an [`Interval`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct End {
    /// Where it ends.
    pub at: Number,
    /// Whether that number itself is left out.
    pub open: bool,
}

/// A stretch of the number line. `None` for an end means that it has none on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The lower end.
    pub low: Option<End>,
    /// The upper end.
    pub high: Option<End>,
}

/// What can be said of a statement about figures that are known only as intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// No choice of values makes it true.
    Impossible,
    /// Some do, some do not; or it cannot be worked out.
    Possible,
    /// All do.
    Holds,
}

impl Outcome {
    /// Both hold.
    #[must_use]
    pub fn and(self, other: Outcome) -> Outcome {
        self.min(other)
    }

    /// At least one holds.
    #[must_use]
    pub fn or(self, other: Outcome) -> Outcome {
        self.max(other)
    }

    /// The opposite.
    #[must_use]
    pub fn not(self) -> Outcome {
        match self {
            Outcome::Impossible => Outcome::Holds,
            Outcome::Possible => Outcome::Possible,
            Outcome::Holds => Outcome::Impossible,
        }
    }
}

impl End {
    /// An end that belongs to the interval.
    pub const fn closed(at: Number) -> End {
        End { at, open: false }
    }

    /// An end that does not.
    pub const fn open(at: Number) -> End {
        End { at, open: true }
    }

    /// The product of two ends. Nought itself times anything is nought itself, although the other is only approached.
    fn times(self, other: End) -> Option<End> {
        let nought = |end: End| end.at.is_zero() && !end.open;
        let open = (self.open || other.open) && !nought(self) && !nought(other);
        Some(End { at: self.at.mul(other.at)?, open })
    }

    fn plus(self, other: End) -> Option<End> {
        Some(End { at: self.at.add(other.at)?, open: self.open || other.open })
    }
}

impl Interval {
    /// Every number.
    pub const ALL: Interval = Interval { low: None, high: None };

    /// Exactly `at`.
    pub const fn point(at: Number) -> Interval {
        Interval { low: Some(End::closed(at)), high: Some(End::closed(at)) }
    }

    /// From `low` to `high`, both included.
    pub const fn closed(low: Number, high: Number) -> Interval {
        Interval { low: Some(End::closed(low)), high: Some(End::closed(high)) }
    }

    /// `at` or more (`open`: more).
    pub const fn from(at: Number, open: bool) -> Interval {
        Interval { low: Some(End { at, open }), high: None }
    }

    /// `at` or less (`open`: less).
    pub const fn up_to(at: Number, open: bool) -> Interval {
        Interval { low: None, high: Some(End { at, open }) }
    }

    /// The single number that it holds, if it holds just one.
    pub fn as_point(self) -> Option<Number> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.at == high.at && !low.open && !high.open => Some(low.at),
            _ => None,
        }
    }

    /// Whether it holds nothing at all.
    pub fn is_empty(self) -> bool {
        match (self.low, self.high) {
            (Some(low), Some(high)) => low.at > high.at || low.at == high.at && (low.open || high.open),
            _ => false,
        }
    }

    /// Whether `number` lies in it.
    pub fn holds(self, number: Number) -> bool {
        !self.intersect(Interval::point(number)).is_empty()
    }

    /// What both hold.
    #[must_use]
    pub fn intersect(self, other: Interval) -> Interval {
        Interval { low: tighter(self.low, other.low, false), high: tighter(self.high, other.high, true) }
    }

    /// The smallest interval around both.
    #[must_use]
    pub fn hull(self, other: Interval) -> Interval {
        Interval { low: wider(self.low, other.low, true), high: wider(self.high, other.high, false) }
    }

    /// `a + b` for each `a` of this and each `b` of the other; `None` on overflow, as in all that follow.
    pub fn add(self, other: Interval) -> Option<Interval> {
        Some(Interval {
            low: both(self.low, other.low, End::plus)?,
            high: both(self.high, other.high, End::plus)?,
        })
    }

    /// `a - b`.
    pub fn sub(self, other: Interval) -> Option<Interval> {
        self.add(other.neg())
    }

    /// `-a`.
    #[must_use]
    pub fn neg(self) -> Interval {
        let flip = |end: Option<End>| end.map(|e| End { at: e.at.neg(), open: e.open });
        Interval { low: flip(self.high), high: flip(self.low) }
    }

    /// `|a|`.
    #[must_use]
    pub fn abs(self) -> Interval {
        let negative = |end: Option<End>| end.is_none_or(|e| e.at.is_negative());
        if !negative(self.low) {
            self
        } else if self.high.is_some_and(|e| e.at.is_negative() || e.at.is_zero()) {
            self.neg()
        } else {
            let mirrored = self.neg();
            Interval { low: Some(End::closed(Number::ZERO)), high: wider(self.high, mirrored.high, false) }
        }
    }

    /// `a * b`. Unbounded unless both are bounded, or both lie at or above nought.
    pub fn mul(self, other: Interval) -> Option<Interval> {
        let ends = |i: Interval| Some((i.low?, i.high?));
        if let (Some(a), Some(b)) = (ends(self), ends(other)) {
            let mut all = Vec::with_capacity(4);
            for x in [a.0, a.1] {
                for y in [b.0, b.1] {
                    all.push(x.times(y)?);
                }
            }
            return Some(hull_of(&all));
        }
        let above = |i: Interval| i.low.filter(|e| !e.at.is_negative());
        match (above(self), above(other)) {
            (Some(a), Some(b)) => {
                Some(Interval { low: Some(a.times(b)?), high: both(self.high, other.high, End::times)? })
            }
            // "Less than half" of what is above nought has no lower end that matters, but an upper one.
            (Some(_), None) => other.below_times(self),
            (None, Some(_)) => self.below_times(other),
            _ => Some(Interval::ALL),
        }
    }

    /// `a * b` for an `a` with an upper end that is not below nought, and a `b` that is nowhere below nought.
    fn below_times(self, other: Interval) -> Option<Interval> {
        match (self.high.filter(|e| !e.at.is_negative()), other.high) {
            (Some(a), Some(b)) => Some(Interval { low: None, high: Some(a.times(b)?) }),
            _ => Some(Interval::ALL),
        }
    }

    /// `a / b`; everything if the other may be nought.
    pub fn div(self, other: Interval) -> Option<Interval> {
        if other.holds(Number::ZERO) || touches_zero(other) {
            return Some(Interval::ALL);
        }
        let invert = |end: Option<End>| match end {
            None => Some(Some(End::open(Number::ZERO))),
            Some(e) => Number::ONE.div(e.at).map(|at| Some(End { at, open: e.open })),
        };
        self.mul(Interval { low: invert(other.high)?, high: invert(other.low)? })
    }

    /// Whether the two can be the same number.
    pub fn equals(self, other: Interval) -> Outcome {
        if self.intersect(other).is_empty() {
            Outcome::Impossible
        } else if self.as_point().is_some() && self.as_point() == other.as_point() {
            Outcome::Holds
        } else {
            Outcome::Possible
        }
    }

    /// Whether this is less than the other.
    pub fn less(self, other: Interval) -> Outcome {
        let never = match (self.low, other.high) {
            (Some(low), Some(high)) => low.at >= high.at,
            _ => false,
        };
        if never {
            return Outcome::Impossible;
        }
        let always = match (self.high, other.low) {
            (Some(high), Some(low)) => high.at < low.at || high.at == low.at && (high.open || low.open),
            _ => false,
        };
        if always { Outcome::Holds } else { Outcome::Possible }
    }

    /// Whether this is less than the other or the same.
    pub fn at_most(self, other: Interval) -> Outcome {
        other.less(self).not()
    }
}

/// The four products of the ends; where two coincide, a closed one wins.
fn hull_of(ends: &[End]) -> Interval {
    let mut out = Interval { low: ends.first().copied(), high: ends.first().copied() };
    for end in &ends[1..] {
        out.low = wider(out.low, Some(*end), true);
        out.high = wider(out.high, Some(*end), false);
    }
    out
}

fn touches_zero(i: Interval) -> bool {
    let zero = |end: Option<End>| end.is_some_and(|e| e.at.is_zero());
    zero(i.low) || zero(i.high)
}

// The outer option is the arithmetic that may overflow, the inner one the end that may be missing.
#[allow(clippy::option_option)]
/// Combines two ends; no end if either has none, `None` outside if the arithmetic overflows.
fn both(a: Option<End>, b: Option<End>, with: impl Fn(End, End) -> Option<End>) -> Option<Option<End>> {
    match (a, b) {
        (Some(a), Some(b)) => with(a, b).map(Some),
        _ => Some(None),
    }
}

/// The end that leaves less; `upper` says which side they are of.
fn tighter(a: Option<End>, b: Option<End>, upper: bool) -> Option<End> {
    match (a, b) {
        (Some(a), Some(b)) if a.at == b.at => Some(End { at: a.at, open: a.open || b.open }),
        (Some(a), Some(b)) => Some(if (a.at < b.at) == upper { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// The end that leaves more; `lower` says which side they are of.
fn wider(a: Option<End>, b: Option<End>, lower: bool) -> Option<End> {
    match (a, b) {
        (Some(a), Some(b)) if a.at == b.at => Some(End { at: a.at, open: a.open && b.open }),
        (Some(a), Some(b)) => Some(if (a.at < b.at) == lower { a } else { b }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(i: i128) -> Number {
        Number::int(i)
    }

    #[test]
    fn nought_times_what_has_no_end_is_nought() {
        let open = Interval { low: Some(End::open(n(200_000))), high: None };
        let rate = Interval::point(n(0)).div(open).expect("a rate");
        assert_eq!(rate.equals(Interval::point(n(0))), Outcome::Holds);
        let product =
            Interval::point(n(0)).mul(Interval { low: Some(End::open(n(1))), high: Some(End::open(n(2))) });
        assert_eq!(product, Some(Interval::point(n(0))));
    }

    #[test]
    fn sums_and_products_go_end_by_end() {
        let a = Interval::closed(n(2), n(3));
        let b = Interval::closed(n(-1), n(4));
        assert_eq!(a.add(b), Some(Interval::closed(n(1), n(7))));
        assert_eq!(a.sub(b), Some(Interval::closed(n(-2), n(4))));
        assert_eq!(a.mul(b), Some(Interval::closed(n(-3), n(12))));
        assert_eq!(a.div(b), Some(Interval::ALL));
        assert_eq!(b.abs(), Interval::closed(n(0), n(4)));
    }

    #[test]
    fn open_ends_decide_equality() {
        let over = Interval::from(n(40), true);
        assert_eq!(over.equals(Interval::point(n(40))), Outcome::Impossible);
        assert_eq!(over.equals(Interval::point(n(41))), Outcome::Possible);
        assert_eq!(Interval::from(n(40), false).equals(Interval::point(n(40))), Outcome::Possible);
        assert_eq!(Interval::point(n(40)).equals(Interval::point(n(40))), Outcome::Holds);
    }

    #[test]
    fn order_is_three_valued() {
        let few = Interval::closed(n(1), n(5));
        let many = Interval::closed(n(5), n(9));
        assert_eq!(few.at_most(many), Outcome::Holds);
        assert_eq!(few.less(many), Outcome::Possible);
        assert_eq!(many.less(few), Outcome::Impossible);
    }

    #[test]
    fn unbounded_operands_stay_sound() {
        let some = Interval::from(n(14), false);
        assert_eq!(some.add(Interval::point(n(6))), Some(Interval::from(n(20), false)));
        assert_eq!(some.mul(Interval::point(n(2))), Some(Interval::from(n(28), false)));
    }
}
