//! What the grammar reads: one claim a figure. Plain data.

mod kind;

use crate::calendar::{Date, Weekday};
use crate::interval::Interval;
use crate::number::Number;
use crate::span::Span;

pub use kind::Kind;

/// One figure as the text states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The figure with its unit or currency, without its hedge: `$1.2 million` in "more than $1.2 million".
    pub span: Span,
    /// What sort of figure it is.
    pub kind: Kind,
    /// What it says.
    pub value: Value,
    /// In what unit, if any.
    pub unit: Unit,
    /// The words that loosen it, if any.
    pub hedge: Option<Hedge>,
}

/// What a figure says.
// Nearly every claim is a quantity, so the large variant is the common one.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number, or a range of numbers.
    Quantity(Quantity),
    /// A date or part of one.
    Date(Date),
    /// A stretch of dates, both ends included: `June 3-7`, `2009-10`, `the 1980s`.
    Dates(Date, Date),
    /// A day of the week.
    Weekday(Weekday),
    /// A time of day.
    Time(Time),
    /// The sides of a score, a vote or a record, in the order written.
    Score(Vec<Number>),
}

/// A number as a set of numbers. All are in the unit of the claim, before any conversion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The number as written, with its scale word applied. `None` for a range and for open words such as "dozens".
    pub value: Option<Number>,
    /// What the words say when their writer rounds no more than the digits and hedges show.
    pub stated: Interval,
    /// What the digits show by themselves, whatever hedge stands beside them.
    pub unhedged: Interval,
    /// What they may say when round figures (trailing noughts) were rounded too. Always holds all of `stated`.
    pub widest: Interval,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Seconds since midnight by its own clock; `None` where the hour could be before or after noon.
    pub seconds: Option<u32>,
    /// Minutes east of Greenwich, where a zone is written and known.
    pub offset: Option<i16>,
}

/// The unit of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A plain number.
    None,
    /// Hundredths of something.
    Percent,
    /// Percentage points (a hundred basis points make one).
    Points,
    /// Money in the currency with this ISO 4217 code.
    Currency([u8; 3]),
    /// Money in small coin: the currency, and how many of the coin make its main unit (100 for cents and pence).
    Coin([u8; 3], u8),
    /// A unit of measure or of time: its place in the vocabulary's list.
    Measure(u16),
}

/// Words that loosen a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// How they loosen it.
    pub sense: HedgeSense,
    /// Where they stand; next to the figure, before or after it.
    pub span: Span,
}

/// The ways in which words loosen a figure. How far each reaches is in `rules/vocabulary/hedges.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HedgeSense {
    /// "at least", "or more".
    AtLeast,
    /// "more than", "over", "upwards of".
    MoreThan,
    /// "just over", "slightly more than".
    JustOver,
    /// "at most", "up to".
    AtMost,
    /// "fewer than", "under".
    LessThan,
    /// "nearly", "almost", "just under".
    Nearly,
    /// "about", "some", "an estimated".
    About,
    /// "dozens", "hundreds of": open above.
    Open,
}

impl HedgeSense {
    /// The name that programs read: `at-least`, `about` and so on.
    pub const fn name(self) -> &'static str {
        match self {
            HedgeSense::AtLeast => "at-least",
            HedgeSense::MoreThan => "more-than",
            HedgeSense::JustOver => "just-over",
            HedgeSense::AtMost => "at-most",
            HedgeSense::LessThan => "less-than",
            HedgeSense::Nearly => "nearly",
            HedgeSense::About => "about",
            HedgeSense::Open => "open",
        }
    }

    /// All of them, in the order above.
    pub const ALL: [HedgeSense; 8] = [
        HedgeSense::AtLeast,
        HedgeSense::MoreThan,
        HedgeSense::JustOver,
        HedgeSense::AtMost,
        HedgeSense::LessThan,
        HedgeSense::Nearly,
        HedgeSense::About,
        HedgeSense::Open,
    ];
}

impl Claim {
    /// The quantity, if it is one.
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.value {
            Value::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }
}

/// Something that looks like a figure and was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where it stands.
    pub span: Span,
    /// What it is, in two or three words ("telephone number", "version"); for `claims --skipped`.
    pub reason: &'static str,
}
