//! Dates that begin with a word: "June 16, 2018", "May twenty-first", "the second of August", "Friday", and years.

use super::Found;
use super::claims::{bare, plural};
use super::date::{Dated, day, month_and_year, month_name, second_day, short};
use super::view::{View, capitalised, is_any};
use crate::calendar::{Date, Weekday};
use crate::claim::{Claim, Kind, Value};
use crate::vocabulary::lexicon::{Word, word};

/// A date that begins with the name of a month.
pub(super) fn month(view: View<'_>, start: usize, length: usize) -> Found {
    let nothing = Found::Nothing(start + length);
    if view.char_before(start).is_some_and(char::is_alphanumeric) {
        return nothing;
    }
    if let Some((month, end)) = month_name(view, start, true) {
        if let Some(found) = month_day(view, start, month, end) {
            return found;
        }
        if let Some((year, end)) = year_after(view, end).or_else(|| spoken_year(view, view.skip_spaces(end)))
            && (capitalised(view.word(start)) || !is_any(view.word(start), &["may", "march", "mar"]))
        {
            return dates(
                start,
                (Value::Date(Date { year: Some(year), month: Some(month), ..Date::default() }), end),
            );
        }
    }
    let Some((month, end)) = month_name(view, start, false) else { return nothing };
    if let Some((year, end)) = short_year(view, end) {
        return dates(
            start,
            (Value::Date(Date { year: Some(year), month: Some(month), ..Date::default() }), end),
        );
    }
    if !alone(view, start, end) {
        return nothing;
    }
    dates(start, (Value::Date(Date { month: Some(month), ..Date::default() }), end))
}

/// "Feb 87 Jan 87": two digits that can be no day, where no thing follows.
fn short_year(view: View<'_>, end: usize) -> Option<(i16, usize)> {
    let at = end + usize::from(view.byte(end) == b' ');
    let digits = view.rest(at).bytes().take(3).take_while(u8::is_ascii_digit).count();
    let year: i16 = view.text.get(at..at + digits).filter(|_| digits == 2 && at > end)?.parse().ok()?;
    let end = at + 2;
    let next = view.word(view.skip_spaces(end));
    let month = matches!(word(next), Some(Word::Month(..))) && capitalised(next);
    let stops =
        matches!(view.byte(end), 0 | b',' | b';' | b')' | b'\n') && !view.byte(end + 1).is_ascii_digit();
    (year > 50 && (stops || month && view.byte(end) == b' ')).then_some((short(year), end))
}

fn dates(start: usize, (value, end): Dated) -> Found {
    Found::Figures(vec![bare(start, end, Kind::Date, value)])
}

/// The day after a month, or several, with the year.
fn month_day(view: View<'_>, start: usize, month: u8, end: usize) -> Option<Found> {
    let mut at = view.skip_gap(end);
    if view.byte_before(end) == b'.' && at == end {
        at = end;
    }
    if view.word(at).eq_ignore_ascii_case("the") {
        at = view.skip_spaces(at + 3);
    }
    let (first, ordinal, day_end) =
        day(view, at).or_else(|| spoken_day(view, at).map(|(n, end)| (n, true, end)))?;
    if !ordinal && no_day(view, start, at, day_end) {
        return None;
    }
    let lower = !capitalised(view.word(start)) && is_any(view.word(start), &["may", "march", "mar"]);
    let date = |day, year| Date { year, month: Some(month), day: Some(day), either: false };
    let year = |end: usize| {
        year_after(view, end).or_else(|| {
            let comma = usize::from(view.byte(end) == b',');
            spoken_year(view, view.skip_spaces(end + comma))
        })
    };
    if let Some((last, end)) = second_day(view, day_end).filter(|(last, _)| *last > first) {
        let (year, end) = year(end).map_or((None, end), |(y, e)| (Some(y), e));
        return Some(dates(start, (Value::Dates(date(first, year), date(last, year)), end)));
    }
    if let Some(found) = days_listed(view, start, (first, day_end), date) {
        return Some(found);
    }
    let (year, end) = year(day_end).map_or((None, day_end), |(y, e)| (Some(y), e));
    let proven = ordinal || year.is_some() || view.cue("before-small-month", view.previous_word(start));
    (!lower || proven).then(|| dates(start, (Value::Date(date(first, year)), end)))
}

/// "June 5 and 6", "May 3 or 4, 2018".
fn days_listed(
    view: View<'_>,
    start: usize,
    first: (u8, usize),
    date: impl Fn(u8, Option<i16>) -> Date,
) -> Option<Found> {
    let joint = view.skip_spaces(first.1);
    let letters = view.word(joint);
    if !is_any(letters, &["and", "or"]) {
        return None;
    }
    let next = view.skip_spaces(joint + letters.len());
    let (second, ordinal, end) = day(view, next).filter(|d| d.0 > first.0)?;
    let (year, last) = year_after(view, end).map_or((None, end), |(y, e)| (Some(y), e));
    // "December 28th and 29th in"
    let both = ordinal && view.byte_before(first.1).is_ascii_alphabetic();
    let goes_on = view.skip_spaces(end);
    let stops = both
        || year.is_some()
        || !view.char_at(goes_on).is_some_and(char::is_alphanumeric)
        || goes_on > end && view.cue("after-second-day", view.word(goes_on));
    let claim = |start, end, day| bare(start, end, Kind::Date, Value::Date(date(day, year)));
    let claims: Vec<Claim> = vec![claim(start, first.1, first.0), claim(next, last, second)];
    (stops && view.byte(end) != b'%').then_some(Found::Figures(claims))
}

/// Whether a number after a month is no day: "In May 15 people died", "in March 5 million tons".
fn no_day(view: View<'_>, start: usize, at: usize, end: usize) -> bool {
    let next = view.word(view.skip_spaces(end));
    let scale = matches!(word(next), Some(Word::Scale(_) | Word::Hundred | Word::Bunch(_)));
    let share = super::tail::percent(view, end).is_some();
    let counted = view.cue("counted", next);
    let in_month = is_any(view.previous_word(start), &["in"]) && plural(view, next);
    let money =
        view.vocabulary.money_at(view.text, view.skip_spaces(end)).is_some() && view.skip_spaces(end) > end;
    scale || share || counted || in_month || money || view.byte(at) == b'0' && end == at + 1
}

/// Whether a month by itself is the month: "May" and "March" are words too, and "April", "June" and "August" are names.
fn alone(view: View<'_>, start: usize, end: usize) -> bool {
    let name = view.text.get(start..end).unwrap_or("");
    let before = before_gap(view, start);
    let after = view.next_word(end);
    if !view.ends_word(end) || is_any(after, &["madness"]) {
        return false;
    }
    let placed = view.cue("month", before);
    let name_like = view.cue("name-month", name);
    if !name_like {
        return capitalised(name) || placed;
    }
    // "(June to November)"
    let to = view.skip_spaces(end);
    let later = view.skip_spaces(to + view.word(to).len());
    let stretch = is_any(view.word(to), &["to", "through", "until"])
        && capitalised(view.word(later))
        && matches!(word(view.word(later)), Some(Word::Month(..)));
    if stretch && capitalised(name) {
        return true;
    }
    let modal =
        is_any(name, &["may", "march"]) && (!capitalised(name) || is_any(after, &["be", "have", "not"]));
    let person =
        capitalised(after) && after.chars().any(char::is_lowercase) && view.cue("before-person", before);
    let (_, earlier) = view.two_before(start);
    let row = matches!(word(earlier), Some(Word::Month(..))) || is_any(after, &["of", "last", "this"]);
    let loose = is_any(before, &["s"]) || is_any(before, &["and"]) && !row;
    placed && !modal && !person && !loose || is_any(before, &["in", "last", "since"]) && capitalised(name)
}

/// The word before `start`, a hyphen or spaces between: "mid-May".
pub(super) fn before_gap(view: View<'_>, start: usize) -> &str {
    let end = if view.byte_before(start) == b'-' { start - 1 } else { view.back_spaces(start) };
    view.word_ending(end)
}

/// A day of the week. Short forms count only before a date: "the Edmonton Sun" is none.
pub(super) fn weekday(view: View<'_>, start: usize, length: usize, named: Weekday, whole: bool) -> Found {
    let end = start + length;
    let letters = view.word(start);
    let stop = usize::from(!whole && view.byte(end) == b'.');
    let comma = usize::from(view.byte(end + stop) == b',');
    let next = view.skip_spaces(end + stop + comma);
    let dated = next > end
        && (view.byte(next).is_ascii_digit() || matches!(word(view.word(next)), Some(Word::Month(..))));
    let (before, _) = view.two_before(start);
    let name = !whole && capitalised(before) && before.chars().any(char::is_lowercase);
    let plain = capitalised(letters) || whole;
    if name || !plain || !whole && !dated || !view.ends_word(end) || letters.len() != length {
        return Found::Nothing(end);
    }
    Found::Figures(vec![bare(start, end, Kind::Weekday, Value::Weekday(named))])
}

/// A date that begins with the day in words: "second of August", "twenty-second of June 2017".
pub(super) fn day_in_words(view: View<'_>, start: usize) -> Option<Found> {
    let (number, end) = spoken_day(view, start)?;
    let next = view.skip_spaces(end);
    let of = view.word(next).eq_ignore_ascii_case("of");
    let (month, end, year) = month_and_year(view, end)?;
    let date = Date { year, month: Some(month), day: Some(number), either: false };
    // "twelfth January 2016"
    let last = view.word_ending(view.back_spaces(next));
    let ordinal = matches!(word(last), Some(Word::Ordinal(_) | Word::OrdinalTens(_))) && year.is_some();
    (of || ordinal).then(|| dates(start, (Value::Date(date), end)))
}

/// A day of a month in words: "first", "twenty-first", "twenty one".
fn spoken_day(view: View<'_>, at: usize) -> Option<(u8, usize)> {
    let (said, end) = view.number_word(at)?;
    let (number, end) = match said {
        Word::Ordinal(n) | Word::Teen(n) | Word::OrdinalTens(n) | Word::Unit(n) => (n, end),
        Word::Tens(tens) => match view.number_word(view.skip_gap(end)) {
            Some((Word::Unit(n) | Word::Ordinal(n), end)) if n < 10 => (tens + n, end),
            _ => (tens, end),
        },
        _ => return None,
    };
    ((1..=31).contains(&number) && view.ends_word(end)).then_some((number, end))
}

/// The year after a day or a month: ", 2018", " 2018", "-2018", " of 2018", " '98".
pub(super) fn year_after(view: View<'_>, end: usize) -> Option<(i16, usize)> {
    let mut at = view.skip_gap(end);
    let comma = view.byte(at) == b',';
    if comma {
        at = view.skip_spaces(at + 1);
    }
    if view.word(at).eq_ignore_ascii_case("of") {
        at = view.skip_spaces(at + 2);
    }
    if at == end {
        return None;
    }
    if let Some(mark @ ('\'' | '’' | '‘')) = view.char_at(at) {
        let at = at + mark.len_utf8();
        let year = view.text.get(at..at + 2)?.parse().ok()?;
        return view.ends_word(at + 2).then_some((short(year), at + 2));
    }
    let digits = view.rest(at).bytes().take(5).take_while(u8::is_ascii_digit).count();
    let year: i16 = view.text.get(at..at + 4).filter(|_| digits == 4)?.parse().ok()?;
    let end = at + 4;
    let joined = matches!(view.byte(end), b',' | b'.' | b':' | b'/') && view.byte(end + 1).is_ascii_digit();
    let things = !comma && view.cue("counted", view.next_word(end));
    // "Jan 10 1411 UTC"
    let things = things || is_any(view.next_word(end), &["utc", "gmt"]);
    let share = super::tail::percent(view, end).is_some();
    ((1000..=2199).contains(&year) && view.ends_word(end) && !joined && !things && !share)
        .then_some((year, end))
}

/// A year in words: "nineteen seventy-eight", "nineteen oh one", "two thousand and eighteen".
pub(super) fn spoken_year(view: View<'_>, at: usize) -> Option<(i16, usize)> {
    let (first, end) = view.number_word(at)?;
    let next = view.skip_gap(end);
    if next == end {
        return None;
    }
    match first {
        Word::Teen(century @ 15..=19) | Word::Tens(century @ 20) => {
            let (years, end) = two_digits(view, next)?;
            Some((i16::from(century) * 100 + years, end))
        }
        Word::Unit(2) if matches!(view.number_word(next), Some((Word::Scale(3), _))) => {
            let end = next + view.word(next).len();
            let mut after = view.skip_spaces(end);
            if view.word(after).eq_ignore_ascii_case("and") {
                after = view.skip_spaces(after + 3);
            }
            Some(match two_digits(view, after) {
                Some((years, end)) => (2000 + years, end),
                None => match view.number_word(after) {
                    Some((Word::Unit(n), end)) if n > 0 => (2000 + i16::from(n), end),
                    _ => (2000, end),
                },
            })
        }
        _ => None,
    }
}

/// Two digits of a year in words: "seventy-eight", "zero one", "fifteen".
fn two_digits(view: View<'_>, at: usize) -> Option<(i16, usize)> {
    if is_any(view.word(at), &["oh", "o"]) {
        let next = view.skip_gap(at + view.word(at).len());
        return match view.number_word(next) {
            Some((Word::Unit(n), end)) => Some((i16::from(n), end)),
            _ => None,
        };
    }
    let (said, end) = view.number_word(at)?;
    let next = view.number_word(view.skip_gap(end));
    match (said, next) {
        (Word::Tens(tens), Some((Word::Unit(n), end))) if n > 0 => Some((i16::from(tens + n), end)),
        (Word::Unit(0), Some((Word::Unit(n), end))) => Some((i16::from(n), end)),
        (Word::Tens(n) | Word::Teen(n), _) => Some((i16::from(n), end)),
        _ => None,
    }
}
