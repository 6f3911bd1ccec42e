//! Dates as prose gives them: any part may be missing, and any part may be wrong.

use std::fmt;

use jiff::civil;

/// A date as written. A part that is not there is `None`; a date that no calendar has (31 April) can be held too,
/// because it is to be reported and not dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Date {
    /// Year of the common era.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month as written, 1 to 99.
    pub day: Option<u8>,
    /// Whether day and month may be the other way round: `3/7/2017`. Nothing is worked out from such a day.
    pub either: bool,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// The first year in which the Gregorian calendar holds everywhere that English newspapers write of. Weekdays before
/// it depend on the country, so nothing is said of them.
const FIRST_CERTAIN_YEAR: i16 = 1925;

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// Its English name.
    pub const fn name(self) -> &'static str {
        match self {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Date {
    /// A date with all its parts.
    pub const fn full(year: i16, month: u8, day: u8) -> Date {
        Date { year: Some(year), month: Some(month), day: Some(day), either: false }
    }

    /// Reads `YYYY-MM-DD`, the form that `.jsonl` records and settings use; `None` for anything else, and for days
    /// that do not exist.
    pub fn parse_iso(text: &str) -> Option<Date> {
        let date: civil::Date = text.parse().ok()?;
        Some(Date::full(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?))
    }

    /// Whether some calendar year has such a day. Parts that are missing are taken to be whatever makes it right.
    pub fn exists(self) -> bool {
        let Some(month) = self.month else { return self.day.is_none_or(|d| (1..=31).contains(&d)) };
        let Some(last) = days_in(self.year, month) else { return false };
        self.day.is_none_or(|day| (1..=last).contains(&day))
    }

    /// The weekday of a full date that exists, from 1925 on; before that the calendar itself is in doubt.
    pub fn weekday(self) -> Option<Weekday> {
        let year = self.year.filter(|y| *y >= FIRST_CERTAIN_YEAR && !self.either)?;
        let (month, day) = (i8::try_from(self.month?).ok()?, i8::try_from(self.day?).ok()?);
        let date = civil::Date::new(year, month, day).ok()?;
        let index = usize::try_from(date.weekday().to_monday_zero_offset()).ok()?;
        Weekday::ALL.get(index).copied()
    }

    /// Days since the first day of year nought, for a full date that exists.
    pub fn day_number(self) -> Option<i32> {
        let (month, day) = (i8::try_from(self.month?).ok()?, i8::try_from(self.day?).ok()?);
        let date = civil::Date::new(self.year.filter(|_| !self.either)?, month, day).ok()?;
        let first = civil::Date::new(0, 1, 1).ok()?;
        date.since(first).ok().map(|span| span.get_days())
    }
}

/// The last day of a month; the 29th of February where the year is not known.
fn days_in(year: Option<i16>, month: u8) -> Option<u8> {
    let date = civil::Date::new(year.unwrap_or(2000), i8::try_from(month).ok()?, 1).ok()?;
    u8::try_from(date.days_in_month()).ok()
}

impl fmt::Display for Date {
    /// ISO 8601, as far as the parts go: `2018-06-16`, `2018-06`, `2018`, `--06-16`, `--06`, `---16`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => write!(f, "{y:04}-{m:02}-{d:02}"),
            (Some(y), Some(m), None) => write!(f, "{y:04}-{m:02}"),
            (Some(y), None, _) => write!(f, "{y:04}"),
            (None, Some(m), Some(d)) => write!(f, "--{m:02}-{d:02}"),
            (None, Some(m), None) => write!(f, "--{m:02}"),
            (None, None, Some(d)) => write!(f, "---{d:02}"),
            (None, None, None) => f.write_str("-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, Weekday};

    #[test]
    fn weekdays_come_from_the_calendar() {
        assert_eq!(Date::full(2018, 6, 16).weekday(), Some(Weekday::Saturday));
        assert_eq!(Date::full(2000, 2, 29).weekday(), Some(Weekday::Tuesday));
        assert_eq!(Date::full(1805, 10, 21).weekday(), None);
    }

    #[test]
    fn days_that_no_month_has() {
        assert!(!Date::full(2024, 6, 31).exists());
        assert!(!Date::full(2025, 2, 29).exists());
        assert!(Date { month: Some(2), day: Some(29), ..Date::default() }.exists());
        assert!(!Date { month: Some(2), day: Some(30), ..Date::default() }.exists());
    }

    #[test]
    fn iso_is_read_and_written() {
        let date = Date::parse_iso("2018-06-16").expect("a date");
        assert_eq!(date.to_string(), "2018-06-16");
        assert_eq!(Date::parse_iso("2018-02-30"), None);
        assert_eq!(Date { month: Some(6), day: Some(16), ..Date::default() }.to_string(), "--06-16");
        assert_eq!(Date::full(0, 1, 11).day_number(), Some(10));
    }
}
