//! Stretches of years with a name: decades, centuries, fiscal years and quarters.

use super::Found;
use super::claims::bare;
use super::day::before_gap;
use super::quarter::{self, Part};
use super::view::{View, capitalised, is_any};
use crate::calendar::Date;
use crate::claim::{Claim, Hedge, HedgeSense, Kind, Quantity, Unit, Value};
use crate::interval::Interval;
use crate::number::Number;
use crate::span::Span;
use crate::vocabulary::lexicon::{Word, word};

/// How far from "80s" a word of heat is looked for, in bytes.
const NEAR: usize = 40;

fn year(year: i16) -> Date {
    Date { year: Some(year), ..Date::default() }
}

fn years(start: usize, end: usize, first: i16, last: i16) -> Found {
    Found::Figures(vec![bare(start, end, Kind::Date, Value::Dates(year(first), year(last)))])
}

/// A decade or a century in digits, or a fiscal year or quarter: "1980s", "the '80s", "21st century", "FY2019", "Q3 2018".
pub(super) fn in_digits(view: View<'_>, start: usize, floor: usize) -> Option<Found> {
    let digits = view.rest(start).bytes().take(5).take_while(u8::is_ascii_digit).count();
    let number: i16 = view.text.get(start..start + digits).filter(|_| digits <= 4)?.parse().ok()?;
    fiscal(view, start, floor, digits, number)
        .or_else(|| something(view, start, start + digits, number).filter(|_| digits == 2))
        .or_else(|| quoted_year(view, start, floor, digits, number))
        .or_else(|| decade(view, start, floor, digits, number))
        .or_else(|| century(view, start, digits, number))
        .or_else(|| split_year(view, start, digits, number))
}

/// "fiscal '22", "the summer of '98": a year without its century.
fn quoted_year(view: View<'_>, start: usize, floor: usize, digits: usize, number: i16) -> Option<Found> {
    let quote = view.char_before(start).filter(|c| matches!(c, '\'' | '’' | '‘'))?;
    let from = start - quote.len_utf8();
    let end = start + digits;
    let before = view.previous_word(from);
    let named = view.cue("year", before) || view.cue("before-short-year", before);
    let closed = view.rest(end).starts_with(['\'', '’', '%']) || view.byte(end) == b'-';
    let fits = digits == 2 && named && !closed && from >= floor && view.ends_word(end);
    let date = Value::Date(year(super::date::short(number)));
    fits.then(|| Found::Figures(vec![bare(from, end, Kind::Date, date)]))
}

/// "2004/05": a year that begins in one and ends in the next.
fn split_year(view: View<'_>, start: usize, digits: usize, number: i16) -> Option<Found> {
    let end = start + digits;
    let front = view.char_before(start).is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | ','));
    // "TEMPO 2011/2012": hours of a day.
    if view.byte(end) != b'/' || view.cue("before-hours", view.previous_word(start)) {
        return None;
    }
    // "2022/2023"
    let full = view.rest(end + 1).bytes().take(5).take_while(u8::is_ascii_digit).count();
    if digits == 4 && full == 4 && view.byte(end) == b'/' && !front {
        let second: i16 = view.text.get(end + 1..end + 5)?.parse().ok()?;
        let fits = (1800..=2190).contains(&number) && second == number + 1 && view.ends_word(end + 5);
        return (fits && view.byte(end + 5) != b'/').then(|| years(start, end + 5, number, second));
    }
    let second: i16 = view.text.get(end + 1..end + 3)?.parse().ok()?;
    let next = (number + 1) % 100 == second;
    let fits = digits == 4 && (1800..=2190).contains(&number) && view.byte(end) == b'/' && !front;
    (fits && next && view.ends_word(end + 3) && view.byte(end + 3) != b'/')
        .then(|| years(start, end + 3, number, number + 1))
}

/// "FY2019", "FY19", "Q3 2018", "3Q 2018".
fn fiscal(view: View<'_>, start: usize, floor: usize, digits: usize, number: i16) -> Option<Found> {
    let letters = view.word_ending(start);
    let from = start - letters.len();
    let end = start + digits;
    if from < floor {
        return None;
    }
    if matches!(letters, "FY" | "fy") && view.ends_word(end) {
        let full = match digits {
            4 => number,
            2 => super::date::short(number),
            _ => return None,
        };
        return Some(Found::Figures(vec![bare(from, end, Kind::Date, Value::Date(year(full)))]));
    }
    if let Some((named, part, end)) =
        year_with_part(view, start, digits, number).filter(|_| letters.is_empty())
    {
        return Some(part.of_year(start, end, named));
    }
    let after_digit = view.word(end);
    let (letter, from, end) = match (letters, after_digit) {
        // "for h2": a half of the year, as "q2" is a quarter.
        ("h", "") if !view.cue("before-short-half", view.previous_word(from)) => return None,
        ("Q" | "H" | "q" | "h", "") => (letters, from, end),
        ("", "Q" | "H") => (after_digit, start, end + 1),
        _ => return None,
    };
    let part = Part::of_letter(letter, number).filter(|_| digits == 1);
    // "H2,4" is no half of a year.
    let joined = matches!(view.byte(end), b',' | b'.') && view.byte(end + 1).is_ascii_digit();
    let part = part.filter(|_| !joined)?;
    let after = super::day::year_after(view, end);
    Some(match after {
        Some((full, end)) => part.of_year(from, end, full),
        None => ordinal(from, end, i128::from(number)),
    })
}

/// "2019-H2", "18q4", "4Q18": the year of a half or a quarter, and where it ends.
fn year_with_part(view: View<'_>, start: usize, digits: usize, number: i16) -> Option<(i16, Part, usize)> {
    let full = |number, digits| match digits {
        4 if (1800..=2199).contains(&number) => Some(number),
        2 => Some(super::date::short(number)),
        _ => None,
    };
    let end = start + digits;
    let hyphen = usize::from(view.byte(end) == b'-' && digits == 4);
    let letter = end + hyphen;
    let named = view.word(letter);
    if !matches!(named, "Q" | "q" | "H" | "h") {
        return None;
    }
    if digits == 1 {
        let count = view.rest(end + 1).bytes().take(5).take_while(u8::is_ascii_digit).count();
        let year = view.text.get(end + 1..end + 1 + count)?.parse().ok()?;
        let part = Part::of_letter(named, number).filter(|_| view.byte(end).is_ascii_uppercase())?;
        return Some((full(year, count)?, part, end + 1 + count)).filter(|f| view.ends_word(f.2));
    }
    let digit = view.byte(letter + 1).checked_sub(b'0').filter(|_| view.ends_word(letter + 2))?;
    Some((full(number, digits)?, Part::of_letter(named, i16::from(digit))?, letter + 2))
}

/// "the 06-07 season": two years by their last digits, where the first is padded or the noun tells of a year.
pub(super) fn season(view: View<'_>, start: usize) -> Option<Found> {
    let run = view.rest(start).bytes().take(6).take_while(|b| b.is_ascii_digit() || *b == b'-').count();
    let (first, second) = view.text.get(start..start + run)?.split_once('-')?;
    let (a, b): (i16, i16) = (first.parse().ok()?, second.parse().ok()?);
    let pair = first.len() == 2 && second.len() == 2 && b == a + 1 && view.ends_word(start + run);
    let free = !view
        .char_before(start)
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '/' | ':' | '$'));
    let season = view.cue("season", view.next_word(start + run));
    let first = super::date::short(a);
    (pair && free && season).then(|| years(start, start + run, first, first + 1))
}

/// "21st", "1,000th".
pub(super) fn ordinal_in_digits(view: View<'_>, start: usize, floor: usize) -> Option<Found> {
    let run = view.rest(start).bytes().take(12).take_while(|b| b.is_ascii_digit() || *b == b',').count();
    let digits: String = view.text.get(start..start + run)?.chars().filter(|c| *c != ',').collect();
    // "the 95 th" comes of endings that were set above the line.
    let apart = usize::from(
        view.byte(start + run) == b' ' && matches!(view.word(start + run + 1), "th" | "nd" | "rd"),
    );
    // "our 100 millionth"
    let scaled = view.skip_spaces(start + run);
    if let Some((Word::OrdinalScale(power), end)) = view.number_word(scaled).filter(|_| scaled > start + run)
    {
        let number: i128 = digits.parse().ok()?;
        let number = number.checked_mul(10_i128.checked_pow(u32::from(power))?)?;
        return Some(super::bounds::ordinal(view, (start, end), floor, number));
    }
    let ending = view.word(start + run + apart);
    let end = start + run + apart + 2;
    // "9Rd+" and "28rD" are codes.
    let one_case = ending.bytes().skip(1).all(|b| b.is_ascii_lowercase())
        || ending.bytes().all(|b| b.is_ascii_uppercase());
    let fits = is_any(ending, &["st", "nd", "rd", "th"])
        && one_case
        && view.ends_word(end)
        && !matches!(view.byte(end), b'+' | b'=' | b'_');
    let number = digits.parse().ok().filter(|_| fits)?;
    if let Some(found) = quarter::numbered(view, start, end, number) {
        return Some(found);
    }
    // "the 1ST INFANTRY BRIGADE" is named so, as "the First Infantry" is.
    let next = view.skip_spaces(end);
    if next > end && view.cue("military-unit", view.word(next)) && capitalised(view.word(next)) {
        return Some(Found::passed(start, next + view.word(next).len(), "street or name"));
    }
    Some(super::bounds::ordinal(view, (start, end), floor, number))
}

/// An ordinal number.
pub(super) fn ordinal(start: usize, end: usize, number: i128) -> Found {
    let point = Interval::point(Number::int(number));
    let quantity =
        Quantity { value: Some(Number::int(number)), stated: point, unhedged: point, widest: point };
    Found::Figures(vec![bare(start, end, Kind::Ordinal, Value::Quantity(quantity))])
}

/// "1980s", "1980's", "the '80s", "mid-90s", "in her early 40s".
fn decade(view: View<'_>, start: usize, floor: usize, digits: usize, number: i16) -> Option<Found> {
    let end = start + digits;
    let plural = ["s", "'s", "’s", "′s", "S", "'S", "’S"].iter().find(|s| view.rest(end).starts_with(**s))?;
    let end = end + plural.len();
    if let Some(found) = age_bound(view, start, floor, end, number).filter(|_| digits == 2) {
        return Some(found);
    }
    if number % 10 != 0 || !view.ends_word(end) {
        return None;
    }
    // "fiscal 2020's first quarter" is of the year; the decade is not told of yet.
    let of_decade = is_any(view.previous_word(start), &["the", "early", "mid", "late"]);
    let owned = plural.len() > 1 && number >= 2010 && !of_decade;
    match digits {
        4 if owned => None,
        4 if (1000..=2190).contains(&number) => {
            let length = if number % 100 == 0 && number < 2000 { 99 } else { 9 };
            Some(years(start, end, number, number + length))
        }
        2 if *plural == "s" || *plural != "S" && told(view, start) => {
            let quoted = view.char_before(start).filter(|c| matches!(c, '\'' | '’' | '‘'));
            let from = quoted.map_or(start, |c| start - c.len_utf8());
            tens(view, from.max(floor), end, number, quoted.is_some())
        }
        _ => None,
    }
}

/// "the over-65s", "under 18s": people older or younger than that.
fn age_bound(view: View<'_>, start: usize, floor: usize, end: usize, number: i16) -> Option<Found> {
    let gap = if view.byte_before(start) == b'-' { start - 1 } else { view.back_spaces(start) };
    let before = view.word_ending(gap);
    let (sense, above) = match () {
        () if is_any(before, &["over"]) => (HedgeSense::MoreThan, true),
        () if is_any(before, &["under"]) => (HedgeSense::LessThan, false),
        () => return None,
    };
    let from = gap.checked_sub(before.len()).filter(|from| *from >= floor && view.ends_word(end))?;
    let number = Number::int(i128::from(number));
    let stated = if above { Interval::from(number, true) } else { Interval::up_to(number, true) };
    let value = Some(number);
    let quantity = Quantity { value, stated, unhedged: Interval::point(number), widest: stated };
    let hedge = Some(Hedge { sense, span: Span::new(from, gap) });
    let (span, unit) = (Span::new(start, end), Unit::Measure(view.vocabulary.year()?));
    let value = Value::Quantity(quantity);
    Some(Found::Figures(vec![Claim { span, kind: Kind::Age, value, unit, hedge }]))
}

/// Whether the word before "60's" shows that it is a decade or an age: "the 60's", "my 20's", "mid-60's".
fn told(view: View<'_>, start: usize) -> bool {
    let before = before_gap(view, start);
    is_any(before, &["the", "and", "early", "mid", "late"]) || view.cue("owner", before)
}

/// Where a row of decades that ends before `start` starts: "their 20s, 30s and".
fn row_start(view: View<'_>, start: usize) -> usize {
    let mut first = start;
    for _ in 0..4 {
        let spaced = view.back_spaces(first);
        let letters = view.word_ending(spaced);
        let and = is_any(letters, &["and", "or", "to"]);
        let at = if and { view.back_spaces(spaced - letters.len()) } else { spaced };
        let at = if view.byte_before(at) == b',' { at - 1 } else { at };
        let decade = view.text.as_bytes().get(at.saturating_sub(3)..at).unwrap_or(&[]);
        let fits = matches!(decade, [b'1'..=b'9', b'0', b's']) && at < spaced;
        if !fits {
            break;
        }
        first = at - 3;
    }
    first
}

/// "80s" and "eighties": years, ages, or degrees.
fn tens(view: View<'_>, start: usize, end: usize, number: i16, quoted: bool) -> Option<Found> {
    let row = row_start(view, start);
    let near = before_gap(view, row);
    let part = is_any(near, &["early", "mid", "late"]);
    let gap = if view.byte_before(row) == b'-' { row - 1 } else { view.back_spaces(row) };
    let of_part = if part { before_gap(view, gap.saturating_sub(near.len())) } else { near };
    // "the over 50s and the 60s"
    let people = near.eq_ignore_ascii_case("the") && view.near_before("age-group", row, 20);
    if (view.cue("owner", of_part) || people) && number >= 10 {
        return age(view, start, end, number);
    }
    let heat = view.near_before("temperature", start, NEAR) || view.near_after("temperature", end, NEAR);
    // "the late 80s, and the Cold War" are years.
    let weather = |list| view.near_before(list, start, NEAR) || view.near_after(list, end, NEAR);
    let lasting = part || near.eq_ignore_ascii_case("the");
    if heat && !quoted && (view.cue("before-degrees", near) || lasting && weather("sure-temperature")) {
        return degrees(view, start, end, number);
    }
    if !quoted && (heat || !part && !near.eq_ignore_ascii_case("the")) {
        return None;
    }
    let first = if number < 20 { 2000 + number } else { 1900 + number };
    Some(years(start, end, first, first + 9))
}

/// "In his eighties": an age from 80 to 89.
fn age(view: View<'_>, start: usize, end: usize, tens: i16) -> Option<Found> {
    let unit = Unit::Measure(view.vocabulary.year()?);
    Some(Found::Figures(vec![decade_of(start, end, Kind::Age, unit, tens)]))
}

/// "Highs in the lower 60s": from 60 to 69 degrees.
fn degrees(view: View<'_>, start: usize, end: usize, tens: i16) -> Option<Found> {
    let degree = view.vocabulary.units().iter().position(|u| u.name == "degree")?;
    let unit = Unit::Measure(u16::try_from(degree).ok()?);
    Some(Found::Figures(vec![decade_of(start, end, Kind::Measure, unit, tens)]))
}

/// Ten numbers of a unit, from one that ends in nought.
fn decade_of(start: usize, end: usize, kind: Kind, unit: Unit, tens: i16) -> Claim {
    let (low, high) = (Number::int(i128::from(tens)), Number::int(i128::from(tens) + 9));
    let stated = Interval::closed(low, high);
    let quantity = Quantity { value: None, stated, unhedged: stated, widest: stated };
    Claim { span: Span::new(start, end), kind, value: Value::Quantity(quantity), unit, hedge: None }
}

/// "a 20-something singer", "twenty somethings": people of an age from 20 to 29, where no things in the plural follow.
pub(super) fn something(view: View<'_>, start: usize, end: usize, tens: i16) -> Option<Found> {
    if tens % 10 != 0 {
        return None;
    }
    let at = view.skip_gap(end);
    let letters = view.word(at);
    let last = at + letters.len();
    let more = letters.eq_ignore_ascii_case("somethings");
    if at == end || !more && !letters.eq_ignore_ascii_case("something") {
        return None;
    }
    let next = view.skip_gap(last);
    let counts = super::claims::plural(view, view.word(next))
        && !view.cue("group-of-people", view.word(next))
        || super::tail::percent(view, last).is_some()
        || view.vocabulary.unit_at(view.text, next).is_some()
        || matches!(word(view.word(next)), Some(Word::Scale(_) | Word::Hundred));
    let fits = (20..=90).contains(&tens) && view.ends_word(last) && (more || !counts);
    if fits { age(view, start, last, tens) } else { None }
}

/// "the eighties", "in her forties".
pub(super) fn decade_in_words(view: View<'_>, start: usize, length: usize, number: u8) -> Option<Found> {
    tens(view, start, start + length, i16::from(number), false)
}

/// "21st century", "the 19th-century".
fn century(view: View<'_>, start: usize, digits: usize, number: i16) -> Option<Found> {
    let ending = view.word(start + digits);
    if digits > 2 || !is_any(ending, &["st", "nd", "rd", "th"]) {
        return None;
    }
    after_ordinal(view, start, start + digits + 2, number)
}

/// The century that an ordinal and the word after it make.
pub(super) fn after_ordinal(view: View<'_>, start: usize, end: usize, number: i16) -> Option<Found> {
    let next = view.skip_gap(end);
    let letters = view.word(next);
    let after = next + letters.len();
    let of_what = number < 10 && view.next_word(after).eq_ignore_ascii_case("of");
    let old = of_what || is_any(view.next_word(after), &["BC", "B", "BCE"]);
    // "the firm's second century", "in its second century"
    let front = view.back_spaces(start);
    let owned = number < 10
        && (view.cue("owner", view.word_ending(front))
            || view.word_ending(front).eq_ignore_ascii_case("its")
            || view.text.get(..front).is_some_and(|t| t.ends_with("'s") || t.ends_with("’s")));
    if next == end
        || !is_any(letters, &["century", "centuries"])
        || old
        || owned
        || !(1..=30).contains(&number)
    {
        return century_too(view, start, end, number);
    }
    Some(years(start, after, (number - 1) * 100 + 1, number * 100))
}

/// "the 17th and 18th centuries": what the second is, the first is too.
fn century_too(view: View<'_>, start: usize, end: usize, number: i16) -> Option<Found> {
    let joint = view.skip_spaces(end);
    let and = view.word(joint);
    let next = view.skip_spaces(joint + and.len());
    let digits = view.rest(next).bytes().take(3).take_while(u8::is_ascii_digit).count();
    let second = next + digits + if digits > 0 { 2 } else { view.word(next).len() };
    let ordinal = digits > 0 && is_any(view.word(next + digits), &["st", "nd", "rd", "th"])
        || matches!(word(view.word(next)), Some(Word::Ordinal(_)));
    let fits = is_any(and, &["and", "to", "or"])
        && ordinal
        && view.next_word(second).eq_ignore_ascii_case("centuries");
    (fits && (1..=30).contains(&number)).then(|| years(start, end, (number - 1) * 100 + 1, number * 100))
}
