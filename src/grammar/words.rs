//! Figures that begin with a word.

use super::claims::{bare, hedge, plural};
use super::meaning::{Precision, Written, quantity};
use super::open::{couple, many, several};
use super::spelled::{Sort, spelled};
use super::term::Term;
use super::view::{View, capitalised, is_any};
use super::{Found, article, bounds, clock, day, era, figure, quarter};
use crate::calendar::Date;
use crate::claim::{Claim, Kind, Unit, Value};
use crate::number::Number;
use crate::span::Span;
use crate::vocabulary::lexicon::{Word, word};

/// The figure that begins with a number word or a word of the calendar.
pub(super) fn at(view: View<'_>, start: usize, floor: usize, said: Word, length: usize) -> Found {
    let end = start + length;
    // "one's", "naïve", "two_words": no words by themselves.
    if view.word(start).len() != length && !matches!(said, Word::Month(..)) || view.byte(end) == b'_' {
        return Found::Nothing(end);
    }
    match said {
        Word::Month(..) => day::month(view, start, length),
        Word::Day(named, whole) => day::weekday(view, start, length, named, whole),
        Word::Clock(_) => clock::in_words(view, start, said, length).unwrap_or(Found::Nothing(end)),
        Word::Decade(tens) => era::decade_in_words(view, start, length, tens).unwrap_or(Found::Nothing(end)),
        Word::Times(_) if !is_multiple(view, start, end) => Found::Nothing(end),
        Word::Times(n) | Word::Twice(n) | Word::Fold(n) => {
            multiple(view, start, end, floor, Number::ratio(i128::from(n), 1))
        }
        // "Halve the onions" tells of no amount, "to halve the deficit" does.
        Word::Halved
            if view.word(start).ends_with('e') && !view.cue("multiple-before", view.previous_word(start)) =>
        {
            Found::Nothing(end)
        }
        Word::Halved => multiple(view, start, end, floor, Number::ratio(1, 2)),
        Word::Scales(power) => many(view, start, floor, end, 10_i128.pow(u32::from(power))),
        Word::Bunches(n) => many(view, start, floor, end, i128::from(n)),
        Word::Couple => couple(view, start, floor, end),
        Word::Point | Word::Part(_) | Word::PartTens(_) | Word::PartHundred | Word::PartScale(_) => {
            Found::Nothing(end)
        }
        Word::Ordinal(_) | Word::OrdinalTens(_) | Word::OrdinalHundred | Word::OrdinalScale(_) => {
            ordinal(view, start, floor, said, end)
        }
        Word::Half | Word::Quarter | Word::Quarters => part(view, start, floor, said, end),
        Word::Unit(_) | Word::Teen(_) | Word::Tens(_) | Word::Hundred | Word::Scale(_) | Word::Bunch(_) => {
            cardinal(view, start, floor, said, length)
        }
    }
}

/// A number that begins with "one" to "ninety", "hundred", "million", "dozen".
fn cardinal(view: View<'_>, start: usize, floor: usize, said: Word, length: usize) -> Found {
    let end = start + length;
    if let Some(found) = several(view, start, floor, end, said) {
        return found;
    }
    if let Some(found) = day::day_in_words(view, start) {
        return found;
    }
    if let Some(found) = clock::in_words(view, start, said, length) {
        return found;
    }
    if let Some(found) = article::one_or_two(view, start, floor, said) {
        return found;
    }
    if is_ten_of_name(view, start, end) {
        return Found::Nothing(end);
    }
    if let Word::Tens(tens) = said
        && let Some(found) = era::something(view, start, end, i16::from(tens))
    {
        return found;
    }
    if let Some(found) = spoken_year(view, start) {
        return found;
    }
    if let Some(found) = long_year(view, start) {
        return found;
    }
    if let Some(read) = spelled(view, start, false)
        && read.sort == Sort::Ordinal
    {
        let Some(number) = read.value.to_integer() else { return Found::Nothing(end) };
        return part_of(view, start, read.end, number)
            .unwrap_or_else(|| placed(view, start, floor, read.end, number));
    }
    if counts_nothing(view, start, end, said) {
        return Found::Nothing(end);
    }
    figure::at(view, start, floor)
}

/// "Jane ten Zorvex": part of a name.
fn is_ten_of_name(view: View<'_>, start: usize, end: usize) -> bool {
    let name = |word: &str| word.len() > 2 && capitalised(word) && word.chars().any(char::is_lowercase);
    end - start == 3
        && view.word(start) == "ten"
        && name(view.previous_word(start))
        && name(view.next_word(end))
}

/// Whether a word that can be a number is none where it stands.
fn counts_nothing(view: View<'_>, start: usize, end: usize, said: Word) -> bool {
    let (before, next) = (view.previous_word(start), view.next_word(end));
    let nothing = match said {
        Word::Unit(0) => is_any(next, &["in"]),
        Word::Unit(1) => {
            // "she sold this one two days before"
            let pronoun = || {
                view.cue("one-not-before", before)
                    && view.byte(end) == b' '
                    && matches!(word(next), Some(Word::Unit(_) | Word::Teen(_)))
            };
            !goes_on(view, end) && !is_number_one(view, start, end) || pronoun()
        }
        // "the final score"
        Word::Bunch(20) => !is_any(before, &["a", "three", "four"]),
        // "Million Dollar Baby"
        Word::Scale(_) | Word::Hundred => {
            capitalised(view.word(start))
                && capitalised(next)
                && next.chars().skip(1).all(char::is_lowercase)
                && before.len() != 1
        }
        _ => false,
    };
    nothing || view.byte_before(start) == b'-' && is_any(view.word_ending(start - 1), &["multi", "mega"])
}

/// "nineteen eighty-four", where a year can stand.
fn spoken_year(view: View<'_>, start: usize) -> Option<Found> {
    let (year, end) = day::spoken_year(view, start)?;
    let placed = view.cue("old-year", view.previous_word(start));
    let named = year >= 1500 && placed && !view.word(start).eq_ignore_ascii_case("two");
    let date = Date { year: Some(year), ..Date::default() };
    named.then(|| Found::Figures(vec![bare(start, end, Kind::Date, Value::Date(date))]))
}

/// "in one thousand seven hundred and eighty nine": a year in full.
fn long_year(view: View<'_>, start: usize) -> Option<Found> {
    let whole =
        view.word(start).eq_ignore_ascii_case("one") && is_any(view.previous_word(start), &["in", "year"]);
    let read = spelled(view, start, false).filter(|read| whole && read.sort == Sort::Cardinal)?;
    let year =
        i16::try_from(read.value.to_integer()?).ok().filter(|y| (1100..2000).contains(y) && y % 100 > 0)?;
    let counts = plural(view, view.next_word(read.end)) || !view.ends_word(read.end);
    let date = Date { year: Some(year), ..Date::default() };
    (!counts).then(|| Found::Figures(vec![bare(start, read.end, Kind::Date, Value::Date(date))]))
}

/// Whether "one" is the first word of a larger figure: "one hundred", "one-third", "one in five", "one million".
fn goes_on(view: View<'_>, end: usize) -> bool {
    let next = view.skip_gap(end);
    let letters = view.word(next);
    let number = matches!(
        word(letters),
        Some(
            Word::Hundred
                | Word::Scale(_)
                | Word::Bunch(_)
                | Word::Half
                | Word::Quarter
                | Word::Ordinal(_)
                | Word::OrdinalTens(_)
                | Word::OrdinalHundred
                | Word::OrdinalScale(_)
                | Word::Point
                | Word::Unit(_)
                | Word::Tens(_)
                | Word::Teen(_)
        )
    );
    let after = view.skip_gap(next + letters.len());
    let proportion = is_any(letters, &["in", "out", "over"])
        && (view.byte(after).is_ascii_digit()
            || word(view.word(after)).is_some()
            || is_any(view.word(after), &["of", "every"]));
    let further = view.next_word(after + view.word(after).len());
    // "one to three feet", "one to two years"
    let stretch = is_any(letters, &["to"])
        && matches!(word(view.word(after)), Some(Word::Unit(2..) | Word::Teen(_)))
        && plural(view, further)
        && word(further).is_none();
    let part = word(further);
    let half = letters.eq_ignore_ascii_case("and")
        && (is_any(view.word(after), &["a", "one"])
            && matches!(part, Some(Word::Half | Word::Quarter | Word::Ordinal(_)))
            || is_any(view.word(after), &["half"])
            || is_any(view.word(after), &["two", "three"])
                && matches!(part, Some(Word::Quarters | Word::Part(3))));
    let scale = view.cue("scale-after-one", letters);
    next > end && (number || proportion || half || scale || stretch)
}

/// Whether "one" is the number and not the pronoun.
fn is_number_one(view: View<'_>, start: usize, end: usize) -> bool {
    let before = view.previous_word(start);
    let next = view.skip_gap(end);
    let after = view.word(next);
    if view.cue("one-before", before) || is_any(before, &["minus", "negative", "between"]) {
        return true;
    }
    // "one per cent", but not "one per household"
    if is_any(after, &["per"]) && is_any(view.word(view.skip_spaces(next + after.len())), &["cent"]) {
        return true;
    }
    // "one .45-calibre pistol"
    if next > end && view.byte(next) == b'.' && view.byte(next + 1).is_ascii_digit() {
        return true;
    }
    let acts = after.len() > 4 && after.ends_with("ing") && is_any(before, &["and"]);
    if acts || after.ends_with('n') && denied(view, next + after.len()) {
        return false;
    }
    // "five: two in May, two in June, and one in July"
    let listed = is_any(before, &["and"])
        && view.near_before("one-in-list", start, 48)
        && !view.cue("one-not-after-and", after);
    listed
        || next > end
            && !view.cue("one-not-before", before)
            && !after.is_empty()
            && !view.cue("one-not-after", after)
}

/// Whether "n't" ends there, without its "n".
fn denied(view: View<'_>, at: usize) -> bool {
    view.rest(at).starts_with("'t") || view.rest(at).starts_with("’t")
}

/// Whether "double" or "doubles" says how many times as much, and is no plain word: "a double game", "mixed doubles".
fn is_multiple(view: View<'_>, start: usize, end: usize) -> bool {
    let (before, next) = (view.previous_word(start), view.skip_gap(end));
    let after = view.word(next);
    let word = view.word(start);
    let said = word.ends_with(['d', 'D', 'g', 'G']);
    let verb = view.cue("multiple-before", before);
    if word.ends_with(['s', 'S']) {
        return view.byte_before(start) != b'-' && !view.cue("no-multiple-before", before);
    }
    said || after.is_empty()
        || view.cue("multiple-after", after)
        || verb && !view.cue("no-multiple-after", after)
}

/// "doubled", "threefold", "twice".
fn multiple(view: View<'_>, start: usize, end: usize, floor: usize, value: Option<Number>) -> Found {
    let Some(value) = value else { return Found::Nothing(end) };
    let written =
        Written { value, mantissa: 0, exponent: 0, precision: Precision::Fraction, rounds_small: false };
    let hedge = hedge(view, start, end, floor);
    quantity(written, hedge.map(|h| h.sense), view.vocabulary).map_or(Found::Nothing(end), |quantity| {
        let value = Value::Quantity(quantity);
        Found::Figures(vec![Claim {
            span: Span::new(start, end),
            kind: Kind::Multiple,
            value,
            unit: Unit::None,
            hedge,
        }])
    })
}

/// "seventh", "a third of", "second of August", "nineteenth century".
fn ordinal(view: View<'_>, start: usize, floor: usize, said: Word, end: usize) -> Found {
    if let Some(found) = day::day_in_words(view, start) {
        return found;
    }
    let number = match said {
        Word::Ordinal(n) | Word::OrdinalTens(n) => i128::from(n),
        Word::OrdinalHundred => 100,
        Word::OrdinalScale(power) => 10_i128.pow(u32::from(power)),
        _ => return Found::Nothing(end),
    };
    let article = view.previous_word(start);
    if number > 2 && is_any(article, &["a", "an"]) && is_part(view, end) {
        return figure::at(view, start, floor);
    }
    placed(view, start, floor, end, number)
}

/// Whether "a third", "a tenth" is a part of something there and not the next of a row.
fn is_part(view: View<'_>, end: usize) -> bool {
    let next = view.skip_spaces(end);
    if next == end {
        return !view.char_at(end).is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'));
    }
    view.cue("after-part", view.word(next)) || !view.char_at(next).is_some_and(char::is_alphabetic)
}

/// "a twenty-fifth of the land": a part, where "of" or nothing at all follows.
fn part_of(view: View<'_>, start: usize, end: usize, number: i128) -> Option<Found> {
    let before = view.back_spaces(start);
    let article = view.word_ending(before);
    let follows = view.next_word(end).eq_ignore_ascii_case("of") || view.rest(end).trim_end().is_empty();
    if !is_any(article, &["a"]) || !follows || number > 99 {
        return None;
    }
    let part = Number::ratio(1, number)?;
    let written = Written {
        value: part,
        mantissa: 0,
        exponent: 0,
        precision: Precision::Fraction,
        rounds_small: false,
    };
    let value = Value::Quantity(quantity(written, None, view.vocabulary)?);
    Some(Found::Figures(vec![bare(before - article.len(), end, Kind::Ratio, value)]))
}

/// An ordinal number, or the century that it counts.
fn placed(view: View<'_>, start: usize, floor: usize, end: usize, number: i128) -> Found {
    if let Ok(n) = i16::try_from(number)
        && let Some(found) = era::after_ordinal(view, start, end, n)
    {
        return found;
    }
    let letter = view.char_at(end).is_some_and(|c| c.is_alphanumeric() || c == '_');
    if letter || number < 4 && !is_place(view, start, end) || view.word(start).is_empty() {
        return Found::Nothing(end);
    }
    bounds::ordinal(view, (start, end), floor, number)
}

/// Whether "first", "second" or "third" is a place in a row and not a plain word.
fn is_place(view: View<'_>, start: usize, end: usize) -> bool {
    let (near, _) = view.two_before(start);
    let next = view.word(view.skip_gap(end));
    // "was second on the team", but "was first in line"
    let stood =
        !view.word(start).eq_ignore_ascii_case("first") && is_any(near, &["was", "is", "were", "are"]);
    let among = stood && view.skip_spaces(end) > end && view.cue("after-standing", next);
    among
        || view.cue("before-place-in-row", near)
            && !view
                .char_at(view.skip_spaces(end))
                .is_some_and(|c| c.is_alphabetic() && !view.cue("after-place", next))
        || view.cue("after-place-in-row", next)
}

/// "half of", "half a million", "a quarter of", "three quarters".
fn part(view: View<'_>, start: usize, floor: usize, said: Word, end: usize) -> Found {
    // "the last-half" is as "the last half" is.
    let hyphen = usize::from(view.byte_before(start) == b'-');
    let before = view.previous_word(start - hyphen);
    let next = view.skip_gap(end);
    let after = view.word(next);
    if let Some(found) = clock::in_words(view, start, said, end - start) {
        return found;
    }
    if let Some(found) = quarter::told(view, start, end, floor) {
        return found;
    }
    if let Some(found) = half_more(view, start, floor) {
        return found;
    }
    if matches!(said, Word::Quarters) || view.word(start).eq_ignore_ascii_case("halves") {
        return Found::Nothing(end);
    }
    let article = is_any(before, &["a", "an", "one"]);
    let sized = matches!(word(after), Some(Word::Scale(_) | Word::Hundred | Word::Bunch(_)))
        || is_any(after, &["a", "an"])
            && matches!(
                word(view.word(view.skip_gap(next + after.len()))),
                Some(Word::Scale(_) | Word::Hundred | Word::Bunch(_))
            );
    let measured = is_any(after, &["a", "an", "percent", "pct"])
        && view.vocabulary.unit_at(view.text, view.skip_spaces(next + after.len())).is_some()
        || is_any(after, &["percent", "pct", "point"])
        || view.vocabulary.unit_at(view.text, next).is_some();
    let fits = match said {
        Word::Half => {
            view.byte(end) != b'-'
                && !view.cue("half-not-before", before)
                && (view.cue("half-after", after)
                    || article
                        && (next == end || !after.chars().all(char::is_alphabetic) || after.is_empty())
                    || more_than(view, before))
                || article
                    && !view.cue("half-not-before", view.two_before(start).1)
                    && !after.is_empty()
                    && !is_any(after, &["years", "brother", "sister"])
                    && view.byte(end) != b'-'
                    && is_any(after, &["turn", "of"])
        }
        Word::Quarter => {
            article && (is_any(after, &["of"]) || next == end) && !period(view, next + after.len())
        }
        _ => false,
    };
    let fits = fits
        || sized
        || measured
            && (view.byte(end) != b'-' || after.len() > 3 && !is_any(after, &["year", "years", "point"]))
            && (!view.cue("half-not-before", before) || is_any(after, &["century", "decade"]))
            && (matches!(said, Word::Half) || article || view.byte(end) == b'-');
    if fits { figure::at(view, start, floor) } else { Found::Nothing(end) }
}

fn more_than(view: View<'_>, before: &str) -> bool {
    view.cue("before-half", before)
}

/// "a quarter of 2003", "a quarter of record profits": a stretch of the year.
fn period(view: View<'_>, end: usize) -> bool {
    let next = view.skip_spaces(end);
    view.byte(next).is_ascii_digit() && !view.rest(next).starts_with("1 ")
        || is_any(view.word(next), &["last", "record"])
}

/// "an hour and a half": one and a half of a unit.
fn half_more(view: View<'_>, start: usize, floor: usize) -> Option<Found> {
    let article = view.previous_word(start);
    let end = view.back_spaces(start);
    let and_end = if is_any(article, &["a", "an"]) { view.back_spaces(end - article.len()) } else { end };
    let and = view.word_ending(and_end);
    if !and.eq_ignore_ascii_case("and") {
        return None;
    }
    let unit_end = view.back_spaces(and_end - and.len());
    let unit_word = view.word_ending(unit_end);
    let unit_start = unit_end - unit_word.len();
    let (unit, _) = view.vocabulary.unit_at(view.text, unit_start)?;
    let one_end = view.back_spaces(unit_start);
    let one = view.word_ending(one_end);
    let from = one_end - one.len();
    if !is_any(one, &["a", "an", "the"]) || from < floor {
        return None;
    }
    let (extra, end) = super::spelled::bare_fraction(view, start)
        .or_else(|| super::spelled::bare_fraction(view, end - article.len()))?;
    let term = Term::of_unit(view, from, end, Number::ONE.add(extra)?, unit);
    Some(figure::alone(view, term, floor))
}
