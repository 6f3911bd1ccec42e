//! Parts of a year that have a number: "Q1 2022", "4Q18", "the second half of 2021", "the last quarter of 2009".

use super::Found;
use super::claims::bare;
use super::day::{before_gap, year_after};
use super::view::{View, is_any};
use crate::calendar::Date;
use crate::claim::{Kind, Value};

/// A quarter or a half, by its number.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// One of four.
    Quarter(u8),
    /// One of two.
    Half(u8),
}

impl Part {
    /// The part that a letter and a number stand for: "Q3", "h1".
    pub(super) fn of_letter(letter: &str, number: i16) -> Option<Part> {
        let number = u8::try_from(number).ok()?;
        match letter {
            "Q" | "q" => Part::Quarter(number).known(),
            "H" | "h" => Part::Half(number).known(),
            _ => None,
        }
    }

    /// The part, if a year has one with that number.
    fn known(self) -> Option<Part> {
        let fits = match self {
            Part::Quarter(n) => (1..=4).contains(&n),
            Part::Half(n) => (1..=2).contains(&n),
        };
        fits.then_some(self)
    }

    /// Its first month and its last.
    const fn months(self) -> (u8, u8) {
        match self {
            Part::Quarter(n) => (3 * n - 2, 3 * n),
            Part::Half(n) => (6 * n - 5, 6 * n),
        }
    }

    /// The claim of this part of a year.
    pub(super) fn of_year(self, start: usize, end: usize, year: i16) -> Found {
        let (first, last) = self.months();
        let month = |month| Date { year: Some(year), month: Some(month), ..Date::default() };
        Found::Figures(vec![bare(start, end, Kind::Date, Value::Dates(month(first), month(last)))])
    }
}

/// "first quarter of 2020", "2nd half 2021", where the ordinal starts at `start` and ends at `end`.
pub(super) fn numbered(view: View<'_>, start: usize, end: usize, number: i128) -> Option<Found> {
    let number = u8::try_from(number).ok().filter(|n| (1..=4).contains(n))?;
    let next = view.skip_gap(end);
    let letters = view.word(next);
    let part = match () {
        () if next == end => None,
        () if is_any(letters, &["quarter"]) => Part::Quarter(number).known(),
        () if is_any(letters, &["half"]) => Part::Half(number).known(),
        () => None,
    }?;
    let (year, last) = plain_year(view, next + letters.len())?;
    Some(part.of_year(start, last, year))
}

/// "the last quarter of 2009", "the back half of 2021", where "quarter" or "half" starts at `start`.
pub(super) fn told(view: View<'_>, start: usize, end: usize, floor: usize) -> Option<Found> {
    let before = before_gap(view, start);
    let half = view.word(start).eq_ignore_ascii_case("half");
    let part = match () {
        () if half && view.cue("second-half", before) => Part::Half(2),
        () if half && view.cue("first-half", before) => Part::Half(1),
        () if view.cue("last-quarter", before) && !half => Part::Quarter(4),
        () if view.cue("first-half", before) && !half => Part::Quarter(1),
        () => return None,
    };
    let gap = if view.byte_before(start) == b'-' { start - 1 } else { view.back_spaces(start) };
    let from = gap.checked_sub(before.len()).filter(|from| *from >= floor)?;
    let (year, last) = plain_year(view, end)?;
    Some(part.of_year(from, last, year))
}

/// The year right after a part of it, where no comma stands between.
fn plain_year(view: View<'_>, end: usize) -> Option<(i16, usize)> {
    if view.byte(view.skip_spaces(end)) == b',' {
        return None;
    }
    year_after(view, end).filter(|(year, _)| (1900..=2099).contains(year))
}
