//! Numbers in words: "one hundred and sixteen", "two point two million", "three-quarters".

use super::numeral::decimal;
use super::view::{View, is_any};
use crate::number::Number;
use crate::vocabulary::lexicon::{Word, word};

/// Number words that one number may have; more are hostile text.
const TOKENS: usize = 24;

/// What sort of number the words make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// "twenty".
    Cardinal,
    /// "twentieth".
    Ordinal,
    /// "three-fifths".
    Fraction,
}

/// A number in words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelled {
    /// What it says.
    pub(super) value: Number,
    /// Its digits, as far as words show them.
    pub(super) mantissa: i128,
    /// The place of the last of them.
    pub(super) exponent: i32,
    /// Whether a scale word from a million on, or a decimal, makes it round.
    pub(super) scaled: bool,
    /// What sort of number it is.
    pub(super) sort: Sort,
    /// Where it ends.
    pub(super) end: usize,
}

/// A whole number in words, as it is being read.
#[derive(Clone, Copy)]
struct Sum {
    total: i128,
    group: Option<i128>,
    /// The power of the last scale word.
    scale: u32,
    /// Whether that word is the last.
    ends_in_scale: bool,
    end: usize,
    words: usize,
}

/// How two number words are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    Directly,
    And,
    Comma,
}

/// The number in words that starts at `at`. With `between`, "and" does not join ("between two hundred and three hundred").
pub(super) fn spelled(view: View<'_>, at: usize, between: bool) -> Option<Spelled> {
    let sum = whole(view, at, between)?;
    let number = sum.total.checked_add(sum.group.unwrap_or(0))?;
    if let Some(done) = ordinal(view, sum, number) {
        return Some(done);
    }
    if let Some(done) = point(view, sum, number) {
        return Some(done);
    }
    if let Some(done) = and_fraction(view, sum, number, between) {
        return Some(done);
    }
    if let Some(done) = fine_part(view, &sum, number) {
        return Some(done);
    }
    // "the preceding three quarters" are of a year.
    // So are "three quarters in a row".
    let after = view.skip_spaces(view.skip_spaces(sum.end) + 8);
    let row = || ["in a row", "running"].iter().any(|told| view.rest(after).starts_with(told));
    let periods = view.next_word(sum.end).eq_ignore_ascii_case("quarters")
        && (view.cue("before-quarters", view.previous_word(at)) || row());
    if let Some((below, end)) = denominator(view, sum.end, number == 1).filter(|_| !periods) {
        let (whole, above) = decimal_part(view, (at, sum.end), number, below).unwrap_or((0, number));
        let value = Number::ratio(above, below)?.add(Number::int(whole))?;
        return Some(fraction(value, end));
    }
    let exponent = if sum.ends_in_scale { i32::try_from(sum.scale).ok()? } else { 0 };
    let scaled = sum.ends_in_scale && sum.scale >= 5;
    let exponent = if scaled { exponent } else { 0 };
    let mantissa = number / 10_i128.checked_pow(exponent.unsigned_abs())?;
    Some(Spelled {
        value: Number::int(number),
        mantissa,
        exponent,
        scaled,
        sort: Sort::Cardinal,
        end: sum.end,
    })
}

/// "two hundred and fifty-four hundredths": as decimals are read out, "and" stands where the point is. The whole and the
/// upper part of the rest.
fn decimal_part(
    view: View<'_>,
    (at, end): (usize, usize),
    number: i128,
    below: i128,
) -> Option<(i128, i128)> {
    let words = view.text.get(at..end)?;
    let and = words.rfind(" and ").filter(|_| [10, 100, 1000].contains(&below))?;
    let rest = whole(view, at + and + 5, false).filter(|rest| rest.end == end)?;
    let above = rest.total.checked_add(rest.group.unwrap_or(0))?;
    (above < below).then_some((number - above, above))
}

/// "one hundred thirty-fifths": the hyphen joins the lower part of a fraction, whose upper part stands before it.
fn fine_part(view: View<'_>, sum: &Sum, number: i128) -> Option<Spelled> {
    let tens = number % 100;
    let last = view.word_ending(sum.end);
    let Some(Word::Tens(_)) = word(last) else { return None };
    let upper = number - tens;
    let before = view.previous_word(sum.end - last.len());
    let joined = view.byte(sum.end) == b'-' || view.byte(sum.end) == b' ';
    if !joined || upper == 0 || before.eq_ignore_ascii_case("and") {
        return None;
    }
    match view.number_word(sum.end + 1)? {
        (Word::Part(n), end) if n < 10 => Some(fraction(Number::ratio(upper, tens + i128::from(n))?, end)),
        _ => None,
    }
}

/// A fraction that ends there.
pub(super) fn fraction(value: Number, end: usize) -> Spelled {
    Spelled { value, mantissa: 0, exponent: 0, scaled: false, sort: Sort::Fraction, end }
}

/// The whole number in words that starts at `at`.
fn whole(view: View<'_>, at: usize, between: bool) -> Option<Sum> {
    let (first, end) = view.number_word(at)?;
    let mut sum = Sum { total: 0, group: None, scale: 99, ends_in_scale: false, end, words: 1 };
    match first {
        Word::Unit(n) | Word::Teen(n) | Word::Tens(n) | Word::Bunch(n) => sum.group = Some(i128::from(n)),
        Word::Hundred => sum.group = Some(100),
        Word::Scale(power) => {
            sum.total = 10_i128.checked_pow(u32::from(power))?;
            sum.scale = u32::from(power);
            sum.ends_in_scale = true;
        }
        _ => return None,
    }
    if matches!(first, Word::Bunch(_)) {
        return Some(sum);
    }
    // Where "and" or a comma joined last: what follows is given back if it turns out to begin another number.
    let mut before_join = None;
    while sum.words < TOKENS {
        let Some((join, next)) = joint(view, sum.end) else { break };
        let Some((said, after)) = view.number_word(next) else { break };
        if join != Join::Directly {
            let part = sum.ends_in_scale && join == Join::And && bare_fraction(view, next).is_some();
            if between && join == Join::And || part || !may_join(view, &sum, join, said, after) {
                break;
            }
            before_join = Some(sum);
        } else if sum.ends_in_scale {
            before_join = Some(sum);
        }
        // "Two hundreds" are two innings; "two hundreds metres" is a slip for two hundred.
        let Some(longer) =
            sum.with(said, join, after).filter(|_| said != Word::Scales(2) || things(view, after))
        else {
            break;
        };
        sum = longer;
        if matches!(said, Word::Bunch(_) | Word::Bunches(_)) {
            break;
        }
    }
    // "two million and three | million", "one hundred and two | hundred"
    if let Some(earlier) = before_join
        && let Some((Join::Directly, next)) = joint(view, sum.end)
        && let Some((Word::Hundred | Word::Scale(_) | Word::Scales(_), _)) = view.number_word(next)
    {
        return Some(earlier);
    }
    Some(sum)
}

impl Sum {
    /// The number with one more word; `None` if the word does not go on with it.
    fn with(self, said: Word, join: Join, end: usize) -> Option<Sum> {
        let mut next = Sum { end, words: self.words + 1, ends_in_scale: false, ..self };
        let group = self.group;
        match said {
            Word::Unit(n) if n > 0 => {
                let n = i128::from(n);
                next.group = Some(match group {
                    None if self.total > 0 => n,
                    Some(g) if g >= 100 && g % 100 == 0 => g + n,
                    Some(g) if join == Join::Directly && (20..=90).contains(&(g % 100)) && g % 10 == 0 => {
                        g + n
                    }
                    _ => return None,
                });
            }
            Word::Teen(n) | Word::Tens(n) => {
                next.group = Some(match group {
                    None if self.total > 0 => i128::from(n),
                    Some(g) if g >= 100 && g % 100 == 0 => g + i128::from(n),
                    _ => return None,
                });
            }
            Word::Hundred | Word::Scales(2) => {
                let hundreds = group.filter(|g| (1..100).contains(g))?;
                next.group = Some(hundreds * 100);
            }
            Word::Scale(power) | Word::Scales(power) if power > 2 => {
                let power = u32::from(power);
                let size = 10_i128.checked_pow(power)?;
                if power < self.scale {
                    let group = group.filter(|g| *g > 0)?;
                    next.total = self.total.checked_add(group.checked_mul(size)?)?;
                } else {
                    return None;
                }
                next.group = None;
                next.scale = power;
                next.ends_in_scale = true;
            }
            Word::Bunch(n) | Word::Bunches(n) if n == 12 => {
                // "three hundred and two dozens" counts the dozens only.
                let group = group?;
                let (rest, dozens) = if join == Join::Directly && group > 100 && group % 100 != 0 {
                    (group - group % 100, group % 100)
                } else {
                    (0, group)
                };
                next.group = Some(rest + dozens * i128::from(n));
            }
            _ => return None,
        }
        Some(next)
    }
}

/// Whether a word in the plural follows, that can only be what is counted.
fn things(view: View<'_>, end: usize) -> bool {
    let next = view.next_word(end);
    super::claims::plural(view, next) || next.ends_with('s') && next.len() == 3
}

/// What joins a number word at `at` to the next: where that starts.
fn joint(view: View<'_>, at: usize) -> Option<(Join, usize)> {
    let rest = view.rest(at);
    let spaced = view.skip_spaces(at);
    if let Some(c @ ('-' | '\u{2010}' | '\u{2011}')) = rest.chars().next() {
        let next = at + c.len_utf8();
        // "six-and-a-half"
        if view.word(next).eq_ignore_ascii_case("and") {
            return Some((Join::And, view.skip_gap(next + 3)));
        }
        return Some((Join::Directly, next));
    }
    if rest.starts_with(" - ") {
        return Some((Join::Directly, at + 3));
    }
    if rest.starts_with(", ") {
        return Some((Join::Comma, view.skip_spaces(at + 1)));
    }
    if spaced == at {
        return None;
    }
    if view.byte(spaced) == b'&' {
        return Some((Join::And, view.skip_spaces(spaced + 1)));
    }
    let word = view.word(spaced);
    if word.eq_ignore_ascii_case("and") {
        return Some((Join::And, view.skip_spaces(spaced + 3)));
    }
    Some((Join::Directly, spaced))
}

/// Whether "and" or a comma before a number word goes on with the number.
fn may_join(view: View<'_>, sum: &Sum, join: Join, said: Word, after: usize) -> bool {
    let followed_by_hundred =
        matches!(joint(view, after).map(|(_, next)| view.number_word(next)), Some(Some((Word::Hundred, _))));
    match (join, said) {
        (Join::Comma, _) => sum.ends_in_scale && followed_by_hundred,
        (_, Word::Unit(_) | Word::Teen(_) | Word::Tens(_)) => {
            let hundreds = sum.group.is_some_and(|g| g >= 100 && g % 100 == 0);
            hundreds && !followed_by_hundred || sum.ends_in_scale
        }
        _ => false,
    }
}

/// "twenty-first", "one hundred and fifth", "three trillionth".
fn ordinal(view: View<'_>, sum: Sum, number: i128) -> Option<Spelled> {
    let (join, next) = joint(view, sum.end)?;
    if join == Join::Comma {
        return None;
    }
    let (said, end) = view.number_word(next)?;
    let tail = number % 100;
    let open_hundred = number % 100 == 0 && number >= 100;
    let value = match said {
        Word::Ordinal(n)
            if n < 10 && (20..100).contains(&tail) && number % 10 == 0 && join == Join::Directly =>
        {
            number + i128::from(n)
        }
        Word::Ordinal(n) | Word::OrdinalTens(n) if open_hundred => number + i128::from(n),
        // "One hundredth" is a part.
        Word::OrdinalHundred if (2..100).contains(&number) => number * 100,
        Word::OrdinalScale(power) => number.checked_mul(10_i128.checked_pow(u32::from(power))?)?,
        _ => return None,
    };
    Some(Spelled {
        value: Number::int(value),
        mantissa: value,
        exponent: 0,
        scaled: false,
        sort: Sort::Ordinal,
        end,
    })
}

/// "two point two million", "nought point nought three", "two hundred point seventy-one".
fn point(view: View<'_>, sum: Sum, number: i128) -> Option<Spelled> {
    let next = view.skip_spaces(sum.end);
    if !view.word(next).eq_ignore_ascii_case("point") {
        return None;
    }
    let (mantissa, places, end) = spoken_decimals(view, view.skip_spaces(next + 5))?;
    let mantissa = number.checked_mul(10_i128.checked_pow(places)?)?.checked_add(mantissa)?;
    let exponent = -i32::try_from(places).ok()?;
    scaled_up(view, mantissa, exponent, end)
}

/// "five", "nought three", "seventy-one" as decimals: the digits, how many, and where they end.
pub(super) fn spoken_decimals(view: View<'_>, at: usize) -> Option<(i128, u32, usize)> {
    let (mut digits, mut places, mut end, mut at) = (0_i128, 0, at, at);
    while places < 8 {
        let Some((said, after)) = view.number_word(at) else { break };
        match said {
            Word::Unit(n) => {
                digits = digits * 10 + i128::from(n);
                places += 1;
            }
            Word::Teen(n) if places == 0 => (digits, places) = (i128::from(n), 2),
            Word::Tens(n) if places == 0 => {
                let unit = joint(view, after).and_then(|(_, next)| view.number_word(next));
                if let Some((Word::Unit(u), after)) = unit {
                    return Some((i128::from(n + u), 2, after));
                }
                (digits, places) = (i128::from(n), 2);
            }
            _ => break,
        }
        end = after;
        at = view.skip_spaces(after);
        if at == after || !matches!(said, Word::Unit(_)) {
            break;
        }
    }
    (places > 0).then_some((digits, places, end))
}

/// A decimal with the scale word after it, if there is one.
fn scaled_up(view: View<'_>, mantissa: i128, exponent: i32, end: usize) -> Option<Spelled> {
    let (power, end) = match view.number_word(view.skip_spaces(end)) {
        Some((Word::Hundred, after)) => (2, after),
        Some((Word::Scale(power), after)) => (i32::from(power), after),
        _ => (0, end),
    };
    let exponent = exponent + power;
    let value = decimal(mantissa, exponent)?;
    Some(Spelled { value, mantissa, exponent, scaled: true, sort: Sort::Cardinal, end })
}

/// "two and a half", "one million and a half", "five and a half million".
fn and_fraction(view: View<'_>, sum: Sum, number: i128, between: bool) -> Option<Spelled> {
    if between {
        return None;
    }
    let (Join::And, next) = joint(view, sum.end)? else { return None };
    let (part, end) = bare_fraction(view, next)?;
    let scale_after = match view.number_word(view.skip_gap(end)) {
        Some((Word::Scale(power), after)) => Some((10_i128.checked_pow(u32::from(power))?, after)),
        _ => None,
    };
    let (value, end) = match scale_after {
        // "one billion and a half million" is two numbers in one; "five and a half million" is one number, scaled.
        Some((size, after)) if sum.ends_in_scale => {
            (Number::int(number).add(part.mul(Number::int(size))?)?, after)
        }
        Some((size, after)) => (Number::int(number).add(part)?.mul(Number::int(size))?, after),
        None if sum.ends_in_scale => {
            let size = Number::int(10_i128.checked_pow(sum.scale)?);
            (Number::int(number).add(part.mul(size)?)?, end)
        }
        None => (Number::int(number).add(part)?, end),
    };
    let tenths = value.decimals().filter(|d| *d <= 3);
    let mantissa = tenths.and_then(|d| value.mul(Number::power_of_ten(d)?)?.to_integer());
    Some(match (mantissa, tenths) {
        (Some(mantissa), Some(places)) => {
            Spelled { value, mantissa, exponent: -places, scaled: true, sort: Sort::Cardinal, end }
        }
        _ => fraction(value, end),
    })
}

/// "half", "a half", "one third", "three quarters", "two-thirds" at a place.
pub(super) fn bare_fraction(view: View<'_>, at: usize) -> Option<(Number, usize)> {
    let first = view.word(at);
    if is_any(first, &["a", "an"]) {
        let next = view.skip_gap(at + first.len());
        return match word(view.word(next))? {
            Word::Half => Number::ratio(1, 2).map(|half| (half, next + view.word(next).len())),
            _ => denominator_at(view, next, true).and_then(|(d, end)| Some((Number::ratio(1, d)?, end))),
        };
    }
    let (said, end) = view.number_word(at)?;
    match said {
        Word::Half => Some((Number::ratio(1, 2)?, end)),
        Word::Unit(n) | Word::Teen(n) if n > 0 => {
            let (below, end) = denominator(view, end, n == 1)?;
            Some((Number::ratio(i128::from(n), below)?, end))
        }
        Word::Tens(tens) => {
            let (n, end) = match joint(view, end).map(|(_, next)| view.number_word(next)) {
                Some(Some((Word::Unit(n), after))) => (tens + n, after),
                _ => (tens, end),
            };
            let (below, end) = denominator(view, end, false)?;
            let part = Number::ratio(i128::from(n), below)?;
            (part < Number::ONE).then_some((part, end))
        }
        _ => None,
    }
}

/// The lower part of a fraction after its upper part.
fn denominator(view: View<'_>, at: usize, one: bool) -> Option<(i128, usize)> {
    match joint(view, at)? {
        (Join::Directly, next) => denominator_at(view, next, one),
        _ => None,
    }
}

/// The lower part of a fraction: "thirds", and after one also "third".
pub(super) fn denominator_at(view: View<'_>, at: usize, one: bool) -> Option<(i128, usize)> {
    if let Some(found) = large_denominator(view, at, one) {
        return Some(found);
    }
    let (said, end) = view.number_word(at)?;
    let below = match said {
        Word::Part(n) | Word::PartTens(n) => i128::from(n),
        Word::PartHundred => 100,
        Word::PartScale(power) => 10_i128.checked_pow(u32::from(power))?,
        Word::Quarters => 4,
        Word::Half => 2,
        Word::Quarter if one => 4,
        Word::Ordinal(n) | Word::OrdinalTens(n) if one && n > 2 => i128::from(n),
        Word::OrdinalHundred if one => 100,
        Word::OrdinalScale(power) if one => 10_i128.checked_pow(u32::from(power))?,
        _ => return None,
    };
    // "one tenth-grader", "two quarters-finals" and the like
    let compound = view.byte(end) == b'-'
        && view.byte(end + 1).is_ascii_alphabetic()
        && !matches!(said, Word::Half | Word::Quarters | Word::Quarter);
    (!compound || matches!(said, Word::Part(_))).then_some((below, end))
}

/// "twenty-fifths", and after one also "twenty-fifth" and "one hundred and fifth".
fn large_denominator(view: View<'_>, at: usize, one: bool) -> Option<(i128, usize)> {
    let (said, end) = view.number_word(at)?;
    if let (Word::Tens(tens), Some(Word::Part(n))) = (said, word(view.word(end + 1)))
        && view.byte(end) == b'-'
        && n < 10
    {
        return Some((i128::from(tens + n), end + 1 + view.word(end + 1).len()));
    }
    if !one || !matches!(said, Word::Tens(_) | Word::Unit(1) | Word::Hundred) {
        return None;
    }
    let sum = whole(view, at, false)?;
    let number = sum.total.checked_add(sum.group.unwrap_or(0))?;
    let done = ordinal(view, sum, number)?;
    let named = word(view.word(view.skip_gap(done.end))).is_some()
        || view.cue("after-ordinal", view.word(view.skip_gap(done.end)));
    Some((done.value.to_integer()?, done.end)).filter(|_| !named)
}
