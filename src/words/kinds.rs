//! Sets of kinds of figure, as patterns ask for them.

use crate::claim::Kind;

/// A set of kinds of figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindSet {
    /// A bit for each kind of [`Kind::ALL`].
    bits: u16,
    /// Of dates: only years, only those with a day, or all.
    pub dates: DateAsk,
}

/// Which dates a capture takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateAsk {
    /// All.
    #[default]
    Any,
    /// Only a year by itself.
    Year,
    /// Only with a month and a day.
    Day,
}

impl KindSet {
    /// Kinds whose value is a number: what a capture without a kind takes.
    pub fn quantities() -> KindSet {
        let kinds = [
            Kind::Count,
            Kind::Percent,
            Kind::Points,
            Kind::Money,
            Kind::Measure,
            Kind::Duration,
            Kind::Age,
            Kind::Ratio,
            Kind::Multiple,
        ];
        KindSet { bits: kinds.iter().fold(0, |bits, k| bits | bit(*k)), dates: DateAsk::Any }
    }

    /// Just one kind.
    pub fn one(kind: Kind) -> KindSet {
        KindSet { bits: bit(kind), dates: DateAsk::Any }
    }

    /// With one kind more.
    pub fn with(self, kind: Kind) -> KindSet {
        KindSet { bits: self.bits | bit(kind), ..self }
    }

    /// The kinds of both sets.
    #[must_use]
    pub fn or(self, other: KindSet) -> KindSet {
        KindSet { bits: self.bits | other.bits, ..self }
    }

    /// Whether the two have a kind in common.
    pub fn meets(self, other: KindSet) -> bool {
        self.bits & other.bits != 0
    }

    /// The set, whatever it asks of dates.
    #[must_use]
    pub const fn of_any_date(self) -> KindSet {
        KindSet { dates: DateAsk::Any, ..self }
    }

    /// Whether all its kinds are in another set.
    pub const fn within(self, other: KindSet) -> bool {
        self.bits & !other.bits == 0
    }

    /// Whether it holds a kind.
    pub fn holds(self, kind: Kind) -> bool {
        self.bits & bit(kind) != 0
    }

    /// The kinds that it holds.
    pub fn kinds(self) -> impl Iterator<Item = Kind> {
        let rest = |bits: &u16| Some(bits & bits.wrapping_sub(1)).filter(|bits| *bits != 0);
        let each = std::iter::successors(Some(self.bits).filter(|bits| *bits != 0), rest);
        each.filter_map(|bits| Kind::ALL.get(bits.trailing_zeros() as usize).copied())
    }

    /// The set as one number, with what it asks of dates above the kinds.
    pub(super) const fn packed(self) -> u32 {
        self.bits as u32 | (self.dates as u32) << 16
    }

    /// The set that was packed.
    pub(super) fn unpacked(packed: u32) -> Option<KindSet> {
        let dates = [DateAsk::Any, DateAsk::Year, DateAsk::Day].get((packed >> 16) as usize).copied()?;
        Some(KindSet { bits: u16::try_from(packed & 0xffff).ok()?, dates })
    }

    /// The set that a pattern names: "count|money"; else what is wrong and what may be meant.
    pub(super) fn parse(names: &str) -> Result<KindSet, (String, Option<String>)> {
        let mut set = KindSet { bits: 0, dates: DateAsk::Any };
        for name in names.split('|').map(str::trim) {
            match name {
                "number" => set.bits |= KindSet::quantities().bits,
                "year" | "day" | "date" if set.holds(Kind::Date) => {
                    let message = "of `date`, `year` and `day` a figure takes one".to_owned();
                    return Err((message, Some("`date` takes in the others".to_owned())));
                }
                "year" => set = KindSet { bits: set.bits | bit(Kind::Date), dates: DateAsk::Year },
                "day" => set = KindSet { bits: set.bits | bit(Kind::Date), dates: DateAsk::Day },
                _ => match Kind::ALL.into_iter().find(|k| k.name() == name) {
                    Some(kind) => set.bits |= bit(kind),
                    None => return Err(unknown_kind(name)),
                },
            }
        }
        Ok(set)
    }
}

fn bit(kind: Kind) -> u16 {
    1 << (kind as u32)
}

fn unknown_kind(name: &str) -> (String, Option<String>) {
    let extra = ["number", "year", "day", "list", "tails", "names", "items"];
    let known: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).chain(extra).collect();
    let help = crate::yaml::suggest(name, known.iter().copied())
        .map_or_else(|| format!("kinds: {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
    (format!("there is no kind of figure called `{name}`"), Some(help))
}
