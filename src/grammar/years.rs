//! Years: bare numbers that are one by their size and their company, and stretches of them.

use super::claims::{bare, plural};
use super::figure::{Joint, is_change};
use super::term::{Of, Term};
use super::view::{View, capitalised, is_any};
use super::{Found, tail};
use crate::calendar::Date;
use crate::claim::{Kind, Value};

/// "1914-18", "1990–95", "2005 to 2010", "between 1990 and 1995".
pub(super) fn years(view: View<'_>, first: &Term, second: &Term, joint: Joint) -> Option<Found> {
    let low = year(view, first, false).or_else(|| old_year(view, first, second, joint))?;
    let (a, b) = (low.year?, i16::try_from(second.amount.value.to_integer()?).ok()?);
    let digits = second.amount.whole;
    let century = a / 100 * 100;
    let b = match digits {
        4 => b,
        2 if joint == Joint::Dash && b > a % 100 => century + b,
        2 if joint == Joint::Dash && a % 100 == 99 && b == 0 => century + 100,
        // "2005-6"
        1 if joint == Joint::Dash && a >= 1900 && b == a % 10 + 1 => a + 1,
        _ => return None,
    };
    let plain = second.amount.is_plain_digits() && second.of == Of::Nothing;
    let stretch = is_any(view.previous_word(first.start), &["from"]) && joint == Joint::To;
    if !plain || b <= a || b > 2199 || counted(view, second.end) && !stretch {
        return None;
    }
    if joint == Joint::To && is_change(view, first.start) && !stretch {
        return None;
    }
    let high = Date { year: Some(b), ..Date::default() };
    Some(Found::Figures(vec![bare(first.start, second.end, Kind::Date, Value::Dates(low, high))]))
}

/// "1422-1504": years of long ago, in a stretch that somebody could have lived through.
fn old_year(view: View<'_>, first: &Term, second: &Term, joint: Joint) -> Option<Date> {
    let span = second.amount.mantissa - first.amount.mantissa;
    let round = first.amount.mantissa % 100 == 0 && second.amount.mantissa % 100 == 0;
    let plain = first.amount.is_plain_digits() && first.amount.whole == 4 && second.amount.whole == 4;
    let year = i16::try_from(first.amount.mantissa).ok().filter(|y| (1000..1500).contains(y))?;
    let fits =
        plain && joint == Joint::Dash && (1..=130).contains(&span) && !round && first.of == Of::Nothing;
    (fits && !counted(view, second.end)).then(|| Date { year: Some(year), ..Date::default() })
}

/// Whether a noun in the plural, or a unit, follows.
pub(super) fn counted(view: View<'_>, end: usize) -> bool {
    let next = view.skip_spaces(end);
    next > end && plural(view, view.word(next)) || tail::percent(view, end).is_some()
}

/// Whether a sentence begins there, where good writers put no bare count.
fn begins_sentence(view: View<'_>, start: usize) -> bool {
    let before = view.back_spaces(start);
    before == 0 || before < start && matches!(view.byte_before(before), b'.' | b';' | b'!' | b'?')
}

/// "300 B.C.", "79 AD", "A.D. 79": a year before or after the start of our count.
pub(super) fn year_of_era(view: View<'_>, term: &Term, floor: usize) -> Option<(Date, usize, usize)> {
    let year = i16::try_from(term.amount.mantissa).ok()?;
    if term.of != Of::Nothing
        || term.negative
        || !term.amount.is_plain_digits()
        || !(1..=9999).contains(&year)
    {
        return None;
    }
    let next = view.skip_spaces(term.end);
    let eras = [
        ("B.C.E.", -1),
        ("BCE", -1),
        ("B.C.", -1),
        ("BC", -1),
        ("A.D.", 1),
        ("AD", 1),
        ("C.E.", 1),
        ("CE", 1),
    ];
    let after =
        eras.iter().find(|(era, _)| view.rest(next).starts_with(era) && view.ends_word(next + era.len()));
    if let Some((era, sign)) = after.filter(|_| next > term.end) {
        return Some((Date { year: Some(sign * year), ..Date::default() }, term.start, next + era.len()));
    }
    let end = view.back_spaces(term.start);
    let before = view.text.get(floor..end)?;
    let era = ["A.D.", "AD"].iter().find(|era| before.ends_with(**era) && end < term.start)?;
    let start = end - era.len();
    let whole = !view.char_before(start).is_some_and(char::is_alphanumeric);
    whole.then_some((Date { year: Some(year), ..Date::default() }, start, term.end))
}

/// The year that a bare number of four digits is, by its size and its company.
pub(super) fn year(view: View<'_>, term: &Term, alone: bool) -> Option<Date> {
    let amount = &term.amount;
    if term.of != Of::Nothing
        || term.negative
        || !amount.is_plain_digits()
        || amount.whole != 4
        || amount.padded
    {
        return None;
    }
    let year = i16::try_from(amount.mantissa).ok().filter(|y| (1000..=2199).contains(y))?;
    let date = Some(Date { year: Some(year), ..Date::default() });
    let hyphen = view.byte_before(term.start) == b'-';
    let before = if hyphen { view.word_ending(term.start - 1) } else { view.previous_word(term.start) };
    // "ca. 1860"
    let stop = view.back_spaces(term.start);
    let circa = view.byte_before(stop) == b'.' && is_any(view.word_ending(stop - 1), &["ca", "c"]);
    let before = if circa { view.word_ending(stop - 1) } else { before };
    let next = view.word(view.skip_spaces(term.end));
    let follows = view.skip_spaces(term.end) > term.end;
    if !alone {
        let span = (1000..=2199).contains(&year) && (year >= 1500 || view.cue("old-year", before));
        return date.filter(|_| span);
    }
    let fits_hedge = view.cue("hedged-year", before)
        || before.eq_ignore_ascii_case("over") && after_share(view, term.start)
        || is_any(next, &["levels", "level"]);
    let hedge = view.vocabulary.hedge_before(view.text, view.back_spaces(term.start)).filter(|_| !fits_hedge);
    if let Some((_, from)) = hedge {
        // "since at least 2005"
        let since = view.cue("before-hedged-year", view.previous_word(from)) && (1900..=2099).contains(&year);
        return date.filter(|_| since && !(follows && plural(view, next)));
    }
    let words = Beside { year, before, next, plural: follows && plural(view, next), follows };
    let fits = match year {
        1900..=2099 => fits_new(view, term, &words),
        1000..=1899 => fits_old(view, term, &words),
        _ => false,
    };
    let owner = capitalised(next)
        && (1950..=2050).contains(&year)
        && view.rest(view.skip_spaces(term.end) + next.len()).starts_with(['\'', '’']);
    date.filter(|_| owner && words.placed(view) || fits && !view.cue("counted", next))
}

/// A number that may be a year, and the words beside it.
struct Beside<'a> {
    year: i16,
    before: &'a str,
    next: &'a str,
    /// Whether the next word is in the plural, as of things that the number counts.
    plural: bool,
    /// Whether the next word follows after a space.
    follows: bool,
}

impl Beside<'_> {
    /// Whether the word before is one that stands before years.
    fn placed(&self, view: View<'_>) -> bool {
        view.cue("year", self.before) || view.cue("before-named-year", self.before)
    }
}

/// Whether a number of this century or the last is a year: mostly, where it counts nothing.
fn fits_new(view: View<'_>, term: &Term, words: &Beside<'_>) -> bool {
    let Beside { year, before, next, plural, .. } = *words;
    !plural
        || view.cue("old-year", before)
        || (1950..=2050).contains(&year) && view.cue("of-a-year", next)
        || is_any(before, &["and"]) && view.cue("of-a-year", next) && after_year(view, term.start)
        || before.eq_ignore_ascii_case("of") && view.cue("part-of-year", view.two_before(term.start).1)
        || (1990..=2039).contains(&year) && begins_sentence(view, term.start)
        || (1950..=2050).contains(&year) && words.placed(view) && !is_any(before, &["of", "by", "from"])
}

/// Whether an older number is a year: only where the words beside it say so.
fn fits_old(view: View<'_>, term: &Term, words: &Beside<'_>) -> bool {
    let Beside { year, before, next, plural, follows } = *words;
    let far = view.two_before(term.start).1;
    let dated = before.eq_ignore_ascii_case("to") && view.cue("dated", far);
    // "the concept of 1776, which", but "a survey of 1709 male workers".
    let stops = next.is_empty() || view.cue("after-year-of", next);
    // "the War of 1812 have", where a name goes on
    let named = capitalised(far) && far.chars().any(char::is_lowercase) && year >= 1500;
    let of = before.eq_ignore_ascii_case("of") && (stops || named) && !view.cue("amount-of", far);
    // "from 1890 until 1970"
    let ends = view.skip_spaces(view.skip_spaces(term.end) + next.len());
    let later = view.rest(ends).bytes().take(5).take_while(u8::is_ascii_digit).count() == 4;
    let from = is_any(before, &["from"]) && is_any(next, &["until", "till", "to", "through"]) && later;
    let named = year >= 1500 && (of || from || in_brackets(view, term));
    // "The 1863 Emancipation Proclamation"
    let title = year >= 1500
        && is_any(before, &["the"])
        && (capitalised(next) || view.cue("of-old-year", next))
        && follows;
    let hyphened = view.byte(term.end) == b'-' && view.byte(term.end + 1).is_ascii_lowercase();
    (dated || named || title || view.cue("old-year", before)) && !plural && !hyphened
}

/// "up 24 percent over 2020": whether the word before a place follows a share.
fn after_share(view: View<'_>, start: usize) -> bool {
    let word = view.back_spaces(start) - view.previous_word(start).len();
    let before = view.back_spaces(word);
    view.byte_before(before) == b'%'
        || is_any(view.word_ending(before), &["percent", "pct", "cent", "points"])
}

/// "1962 and 1966 agreements": whether a year stands before the "and" before a place.
fn after_year(view: View<'_>, start: usize) -> bool {
    let end = view.back_spaces(view.back_spaces(start).saturating_sub(3));
    let front = view.text.as_bytes().get(end.saturating_sub(5)..end).unwrap_or(&[]);
    let digits = front.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    digits == 4 && matches!(front.get(front.len() - 4..front.len() - 2), Some(b"19" | b"20"))
}

/// Whether a number stands alone in brackets after a word: "the plan (1791)".
fn in_brackets(view: View<'_>, term: &Term) -> bool {
    let open = term.start.wrapping_sub(1);
    let word = !view.previous_word(open).is_empty();
    view.byte(open) == b'(' && view.byte(term.end) == b')' && word
}

/// "69-30 BC": years before our count.
pub(super) fn old_years(view: View<'_>, start: usize) -> Option<Found> {
    let digits = |at: usize| view.rest(at).bytes().take(5).take_while(u8::is_ascii_digit).count();
    let dash = start + digits(start);
    let next = dash + view.char_at(dash).filter(|c| matches!(c, '-' | '–'))?.len_utf8();
    let end = next + digits(next);
    let era = view.skip_spaces(end);
    let stop = view.rest(era).starts_with("B.C.");
    let told = is_any(view.word(era), &["BC", "BCE"]) || stop;
    let year = |from: usize, to: usize| view.text.get(from..to)?.parse::<i16>().ok();
    let (first, last) = (year(start, dash)?, year(next, end)?);
    let fits =
        told && first > last && first < 5000 && !view.char_before(start).is_some_and(char::is_alphanumeric);
    let date = |year: i16| Date { year: Some(-year), ..Date::default() };
    let end = era + if stop { 4 } else { view.word(era).len() };
    fits.then(|| Found::Figures(vec![bare(start, end, Kind::Date, Value::Dates(date(first), date(last)))]))
}
