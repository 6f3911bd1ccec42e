//! The sorts of figure. Read by `build.rs` too, so it goes by nothing else.

/// The sorts of figure that the grammar tells apart, and that patterns in rules can ask for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A number of things, or a bare number.
    Count,
    /// `3.5%`.
    Percent,
    /// Percentage points and basis points; the value is in points.
    Points,
    /// An amount in a currency; the value is in its main unit.
    Money,
    /// A number of a unit of length, mass, temperature and the like.
    Measure,
    /// `seventh`, `21st`.
    Ordinal,
    /// A date, or any part of one from a day of a month up to a year; a decade or a century is a range of years.
    Date,
    /// A day of the week.
    Weekday,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// The age of a person or thing.
    Age,
    /// A fraction or proportion: `two-thirds`, `one in five`, `3 to 1`.
    Ratio,
    /// `3-1`, `6-4, 6-3`, `52-48`.
    Score,
    /// `doubled`, `threefold`, `three times`.
    Multiple,
}

impl Kind {
    /// The name that rules and programs use.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Count => "count",
            Kind::Percent => "percent",
            Kind::Points => "points",
            Kind::Money => "money",
            Kind::Measure => "measure",
            Kind::Ordinal => "ordinal",
            Kind::Date => "date",
            Kind::Weekday => "weekday",
            Kind::Time => "time",
            Kind::Duration => "duration",
            Kind::Age => "age",
            Kind::Ratio => "ratio",
            Kind::Score => "score",
            Kind::Multiple => "multiple",
        }
    }

    /// The last of them.
    pub const LAST: Kind = Kind::Multiple;

    /// All of them, in the order above.
    pub const ALL: [Kind; 14] = [
        Kind::Count,
        Kind::Percent,
        Kind::Points,
        Kind::Money,
        Kind::Measure,
        Kind::Ordinal,
        Kind::Date,
        Kind::Weekday,
        Kind::Time,
        Kind::Duration,
        Kind::Age,
        Kind::Ratio,
        Kind::Score,
        Kind::Multiple,
    ];
}
