//! Dates that begin with a digit: `2018-06-16`, `16 June 2018`, `6/16/2018`, `16-18 June`.

use super::Found;
use super::claims::bare;
use super::day::{spoken_year, year_after};
use super::view::{View, is_any};
use crate::calendar::Date;
use crate::claim::{Kind, Value};
use crate::vocabulary::lexicon::{Word, word};

/// A date, or the first and the last of a stretch, with where it ends.
pub(super) type Dated = (Value, usize);

/// The date at a digit, if there is one.
pub(super) fn in_digits(view: View<'_>, start: usize, floor: usize) -> Option<Found> {
    let money = view.vocabulary.money_before(view.text, view.back_spaces(start)).is_some();
    let front = view.char_before(start).filter(|_| start > floor);
    if money || front.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | ':')) {
        return None;
    }
    let (value, end) = whole(view, start)
        .or_else(|| day_first(view, start))
        .or_else(|| without_year(view, start))
        .or_else(|| year_and_month(view, start))?;
    Some(Found::Figures(vec![bare(start, end, Kind::Date, value)]))
}

/// A date with all its parts in digits, in any order.
pub(super) fn whole(view: View<'_>, start: usize) -> Option<Dated> {
    year_first(view, start).or_else(|| year_last(view, start))
}

/// A run of at most four digits: its number, how many, and where it ends.
fn digits(view: View<'_>, at: usize) -> Option<(i16, usize, usize)> {
    let count = view.rest(at).bytes().take(5).take_while(u8::is_ascii_digit).count();
    let number = view.text.get(at..at + count)?.parse().ok()?;
    (1..=4).contains(&count).then_some((number, count, at + count))
}

fn small(number: i16) -> u8 {
    u8::try_from(number).unwrap_or(0)
}

/// "3-6-16": a day in digits, the month first unless it can be none; `None` where neither can.
pub(super) fn alone(first: i128, second: i128, year: i128) -> Option<Date> {
    let (first, second) = (u8::try_from(first).ok()?, u8::try_from(second).ok()?);
    let year = Some(short(i16::try_from(year).ok()?));
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    let either = first <= 12 && second <= 12 && first != second;
    ((1..=12).contains(&month)).then_some(Date { year, month: Some(month), day: Some(day), either })
}

/// Whether nothing goes on with the digits that end at `end`.
fn ends(view: View<'_>, end: usize) -> bool {
    let mark = matches!(view.byte(end), b'/' | b'-' | b'.' | b':') && view.byte(end + 1).is_ascii_digit();
    !mark && view.ends_word(end)
}

/// `2018-06-16`, `2018/6/16`, `2015.5.13`, `2018-Jun-16`, `2018/16/Jun`.
fn year_first(view: View<'_>, start: usize) -> Option<Dated> {
    let (year, 4, at) = digits(view, start)? else { return None };
    let mark = view.byte(at);
    if !(1000..=2199).contains(&year) || !matches!(mark, b'-' | b'/' | b'.') {
        return None;
    }
    let part = |at: usize| match word(view.word(at)) {
        Some(Word::Month(month, _)) => Some((i16::from(month), at + view.word(at).len(), true)),
        _ => digits(view, at).filter(|d| d.1 <= 2).map(|(n, _, end)| (n, end, false)),
    };
    let (month, second, _) = part(at + 1)?;
    let (day, end, last) = part(second + 1).filter(|_| view.byte(second) == mark)?;
    // "2020/23/Sep"
    let (month, day) = if last { (small(day), month) } else { (small(month), day) };
    // "2016-07-22T02:07"
    let time = view.byte(end) == b'T' && view.byte(end + 1).is_ascii_digit();
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && (time || ends(view, end));
    fits.then(|| (Value::Date(Date::full(year, month, small(day))), end))
}

/// `16/6/2018`, `6-16-2018`, `31.10.1974`, `9/18/15`.
fn year_last(view: View<'_>, start: usize) -> Option<Dated> {
    let (first, n, at) = digits(view, start)?;
    let mark = view.byte(at);
    if n > 2 || !matches!(mark, b'-' | b'/' | b'.') {
        return None;
    }
    let (second, n, at) = digits(view, at + 1)?;
    let comma = mark == b'/' && view.byte(at) == b',';
    if n > 2 || view.byte(at) != mark && !comma {
        return None;
    }
    let (year, n, end) = digits(view, at + 1)?;
    let padded = view.byte(at + 1) == b'0';
    let year = match n {
        4 if (1000..=2199).contains(&year) => year,
        // "10-6-1" and "3-7-12" are records; "9-18-15" cannot be one.
        2 if mark == b'/' || mark == b'-' && (padded || year >= 50 || second > 12 || first > 12) => {
            short(year)
        }
        _ => return None,
    };
    let date = month_and_day(first, second)?;
    ends(view, end).then_some((Value::Date(Date { year: Some(year), ..date }), end))
}

/// The year that two digits stand for.
pub(super) const fn short(year: i16) -> i16 {
    if year < 30 { 2000 + year } else { 1900 + year }
}

/// Month and day of two numbers: month first, as in America, where either order is possible; then that is marked.
fn month_and_day(first: i16, second: i16) -> Option<Date> {
    let (month, day, either) = match (first, second) {
        (1..=12, 13..=31) => (first, second, false),
        (13..=31, 1..=12) => (second, first, false),
        (1..=12, 1..=12) => (first, second, first != second),
        _ => return None,
    };
    Some(Date { year: None, month: Some(small(month)), day: Some(small(day)), either })
}

/// `1995-01`, which cannot be a stretch of years.
fn year_and_month(view: View<'_>, start: usize) -> Option<Dated> {
    let (year, 4, at) = digits(view, start)? else { return None };
    let (month, 2, end) = digits(view, at + 1)? else { return None };
    let fits = view.byte(at) == b'-' && (1000..=2199).contains(&year) && (1..=12).contains(&month);
    let stretch = month > year % 100;
    let date = Date { year: Some(year), month: Some(small(month)), ..Date::default() };
    (fits && !stretch && ends(view, end)).then_some((Value::Date(date), end))
}

/// `22/04`, and after "on" also `4/22`, `4-22` and `4.22`.
fn without_year(view: View<'_>, start: usize) -> Option<Dated> {
    let (first, n, at) = digits(view, start)?;
    let mark = view.byte(at);
    let (second, m, end) = digits(view, at + 1)?;
    let dotted =
        mark == b'.' && m == 2 && stops(view, end) && view.previous_word(start).eq_ignore_ascii_case("on");
    if n > 2
        || m > 2
        || !(dotted || matches!(mark, b'/' | b'-'))
        || !ends(view, end)
        || view.byte(end) == b'%'
        || view.cue("score-noun", view.next_word(end))
    {
        return None;
    }
    let placed = is_any(view.previous_word(start), &["on", "dated", "since", "until"]);
    let first_padded = n == 2 && view.byte(start) == b'0';
    let padded = mark == b'/' && m == 2 && (view.byte(at + 1) == b'0' || first_padded);
    let date = month_and_day(first, second)?;
    (placed || padded).then_some((Value::Date(date), end))
}

/// Whether nothing that could be counted follows.
fn stops(view: View<'_>, end: usize) -> bool {
    let next = view.skip_spaces(end);
    !view.char_at(next).is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '-' | '$' | '('))
}

/// `16 June 2018`, `the 16th of June`, `3-5 June`, `22 NOV 89`.
fn day_first(view: View<'_>, start: usize) -> Option<Dated> {
    let (first, _, end) = day(view, start)?;
    let (last, end) = match second_day(view, end) {
        Some((last, end)) if last > first => (Some(last), end),
        _ => (None, end),
    };
    let (month, end, year) = month_and_year(view, end)?;
    let date = |day| Date { year, month: Some(month), day: Some(day), either: false };
    let value = last.map_or(Value::Date(date(first)), |last| Value::Dates(date(first), date(last)));
    Some((value, end))
}

/// The month that follows a day, and the year after it.
pub(super) fn month_and_year(view: View<'_>, day_end: usize) -> Option<(u8, usize, Option<i16>)> {
    let mut at = view.skip_gap(day_end);
    let glued = at == day_end;
    if view.word(at).eq_ignore_ascii_case("of") {
        at = view.skip_spaces(at + 2);
    }
    let hyphen = view.byte(day_end) == b'-';
    // "4 dec 2020": with a year after it even a short name without a capital is the month.
    let small = || month_name(view, at, true).filter(|(_, end)| year_after(view, *end).is_some());
    let (month, end) = month_name(view, at, false).or_else(small)?;
    if glued && !view.char_at(at).is_some_and(char::is_uppercase) || is_verb(view, at, end) {
        return None;
    }
    let after =
        year_after(view, end).or_else(|| agency_year(view, end, hyphen)).or_else(|| spoken_after(view, end));
    Some(after.map_or((month, end, None), |(year, end)| (month, end, Some(year))))
}

/// "may" and "march" as verbs in a text that is all in one case.
fn is_verb(view: View<'_>, at: usize, end: usize) -> bool {
    let name = view.text.get(at..end).unwrap_or("");
    let one_case =
        name.bytes().all(|b| b.is_ascii_uppercase()) || name.bytes().all(|b| b.is_ascii_lowercase());
    one_case && is_any(name, &["may", "march"]) && view.cue("after-verb-may", view.next_word(end))
}

/// "SEP 89", "31-Oct-74": two digits for the year where nothing else can be meant.
fn agency_year(view: View<'_>, month_end: usize, hyphen: bool) -> Option<(i16, usize)> {
    let next = view.skip_gap(month_end);
    let (year, 2, end) = digits(view, next)? else { return None };
    let joined = hyphen && view.byte(month_end) == b'-';
    let upper = view.byte_before(month_end).is_ascii_uppercase() && year >= 30;
    let stops = !matches!(view.byte(end), b':' | b'%')
        && ends(view, end)
        && !view.next_word(end).eq_ignore_ascii_case("percent");
    let alone = year >= 30 && !view.char_at(view.skip_spaces(end)).is_some_and(char::is_alphanumeric);
    (next > month_end && stops && (joined || upper || alone)).then_some((short(year), end))
}

/// A year in words after a month.
fn spoken_after(view: View<'_>, month_end: usize) -> Option<(i16, usize)> {
    let comma = usize::from(view.byte(month_end) == b',');
    let next = view.skip_spaces(month_end + comma);
    spoken_year(view, next)
}

/// A day of a month in digits: its number, whether it has an ending, and where it ends.
pub(super) fn day(view: View<'_>, at: usize) -> Option<(u8, bool, usize)> {
    let (number, count, mut end) = digits(view, at)?;
    if count > 2 || !(1..=31).contains(&number) {
        return None;
    }
    let ending = view.word(end);
    let ordinal = is_any(ending, &["st", "nd", "rd", "th"]);
    if ordinal {
        end += 2;
    }
    let joined = matches!(view.byte(end), b'.' | b':' | b'/') && view.byte(end + 1).is_ascii_digit();
    let sign = matches!(view.char_at(end), Some('%' | '$' | '€' | '£' | '°' | '½' | '¼' | '¾'));
    let month = matches!(word(view.word(end)), Some(Word::Month(..)));
    let blocked = view.char_at(end).is_some_and(char::is_alphanumeric) && !month
        || joined
        || sign
        || thousands(view, end);
    (!blocked).then(|| (small(number), ordinal, end))
}

/// Whether a comma that parts thousands follows.
fn thousands(view: View<'_>, end: usize) -> bool {
    let group = view.rest(end + 1).bytes().take(4).take_while(u8::is_ascii_digit).count();
    view.byte(end) == b',' && group == 3
}

/// The second day after a dash: "3-5", "3rd to 5th".
pub(super) fn second_day(view: View<'_>, end: usize) -> Option<(u8, usize)> {
    let spaced = view.skip_spaces(end);
    let dash = view.char_at(spaced)?;
    let (next, wide) = if matches!(dash, '-' | '–' | '—') {
        let after = spaced + dash.len_utf8();
        (view.skip_spaces(after), spaced > end)
    } else if is_any(view.word(spaced), &["to", "through"]) {
        (view.skip_spaces(spaced + view.word(spaced).len()), false)
    } else {
        return None;
    };
    let (last, _, after) = day(view, next)?;
    // "March 11 - 20 people were hurt": a dateline.
    let goes_on = view.char_at(view.skip_spaces(after)).is_some_and(char::is_lowercase);
    (!wide || !goes_on).then_some((last, after))
}

/// The name of a month at `at`, with the stop of its abbreviation. `day` says that a day follows, so that even "may"
/// without a capital is the month.
pub(super) fn month_name(view: View<'_>, at: usize, day: bool) -> Option<(u8, usize)> {
    let letters = view.word(at);
    let letters = letters.get(..letters.bytes().take_while(u8::is_ascii_alphabetic).count())?;
    let Some(Word::Month(month, whole)) = word(letters) else { return None };
    let capital = letters.starts_with(|c: char| c.is_ascii_uppercase());
    if !capital && !day && is_any(letters, &["may", "march", "mar", "dec", "sep", "sun"]) {
        return None;
    }
    let end = at + letters.len();
    let stop = view.byte(end) == b'.' && !whole;
    let after = view.skip_spaces(end + 1);
    let goes_on = matches!(view.byte(after), b'0'..=b'9' | b',' | b'\'') || view.rest(after).starts_with('’');
    Some((month, if stop && goes_on { end + 1 } else { end }))
}
