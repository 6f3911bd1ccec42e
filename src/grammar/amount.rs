//! A number in any writing, with its scale: the part of a figure that does not know what it is a number of.

use super::meaning::{Precision, Written};
use super::numeral::{Numeral, caret, glyph, mixed, numeral, slash, times_power_of};
use super::scale::{of_scale, scaled, short_scale};
use super::spelled::{self, Sort, spelled};
use super::tail;
use super::view::{View, is_any};
use crate::number::Number;
use crate::vocabulary::lexicon::{Word, word};

/// A number as it stands in the text, without sign, currency and unit.
// Its marks are independent of one another.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    /// Where it starts.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// What it says, without its sign.
    pub(super) value: Number,
    /// All its digits.
    pub(super) mantissa: i128,
    /// The place of the last of them.
    pub(super) exponent: i32,
    /// Digits before the point; nought for words.
    pub(super) whole: usize,
    /// Whether it is written in words.
    pub(super) words: bool,
    /// Whether its digits are grouped.
    pub(super) grouped: bool,
    /// Digits after the point.
    pub(super) places: usize,
    /// The scale word or letter: its power of ten, nought for none.
    pub(super) scale: i32,
    /// Whether it is a fraction or ends in one.
    pub(super) fraction: bool,
    /// Whether it is a fraction and nothing else.
    pub(super) proper: bool,
    /// Whether its first digit is a needless nought.
    pub(super) padded: bool,
    /// What it is a multiple of, where it is put together from units: a twelfth for "5 ft 6 in".
    pub(super) step: Option<Number>,
}

impl Amount {
    /// A number that ends in a fraction, in words.
    pub(super) fn whole_fraction(start: usize, end: usize, value: Number) -> Amount {
        let mut done = proper(start, end, value, true);
        done.proper = false;
        done
    }

    /// The number before its scale was applied.
    pub(super) fn unscaled(&self) -> Option<Number> {
        self.value.div(Number::power_of_ten(self.scale)?)
    }

    /// The same number times a power of ten.
    pub(super) fn times_ten(mut self, power: i32) -> Option<Amount> {
        self.value = self.value.mul(Number::power_of_ten(power)?)?;
        self.exponent += power;
        self.scale += power;
        Some(self)
    }

    /// Whether it is nothing but a run of digits.
    pub(super) const fn is_plain_digits(&self) -> bool {
        !self.words
            && !self.grouped
            && self.places == 0
            && self.scale == 0
            && !self.fraction
            && self.exponent == 0
    }

    /// The number with its sign and its rounding. `measured` says that whole numbers of it are rounded too.
    pub(super) fn written(&self, negative: bool, measured: Measured) -> Written {
        let sign = if negative { -1 } else { 1 };
        let cents = measured == Measured::Money && self.places == 2 && self.scale == 0;
        let precision = if let Some(step) = self.step.filter(|_| measured == Measured::Rounded) {
            Precision::Step(step)
        } else if cents {
            Precision::Exact
        } else if self.proper {
            Precision::Fraction
        } else if self.fraction {
            Precision::Exact
        } else if self.places > 0 && self.mantissa % 10 == 0 {
            Precision::Decimals
        } else if self.places > 0 || self.scale > 3 || self.exponent != 0 || measured == Measured::Rounded {
            Precision::LastDigit
        } else {
            Precision::Whole
        };
        let value = if negative { self.value.neg() } else { self.value };
        let small = self.scale > 3 || measured == Measured::Rounded && self.value > Number::int(9);
        Written {
            value,
            mantissa: sign * self.mantissa,
            exponent: self.exponent,
            precision,
            rounds_small: small,
        }
    }
}

/// What a number is a number of, as far as its rounding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measured {
    /// Things: whole numbers are exact.
    Counted,
    /// Money: cents are exact.
    Money,
    /// A continuum: whole numbers are rounded too.
    Rounded,
}

/// The number that starts at `at`. With `money` a currency stands before it, so that single letters are scales; with
/// `between`, "and" does not join number words.
pub(super) fn amount(view: View<'_>, at: usize, money: bool, between: bool) -> Option<Amount> {
    let byte = view.byte(at);
    if byte.is_ascii_digit() || byte == b'.' {
        return in_digits(view, at, money);
    }
    if let Ok((rest, (above, below))) = glyph(view.rest(at)) {
        let done = proper(at, view.text.len() - rest.len(), Number::ratio(above, below)?, false);
        return Some(of_scale(view, done));
    }
    in_words(view, at, between)
}

fn proper(start: usize, end: usize, value: Number, words: bool) -> Amount {
    Amount {
        start,
        end,
        value,
        mantissa: 0,
        exponent: 0,
        whole: 0,
        words,
        grouped: false,
        places: 0,
        scale: 0,
        fraction: true,
        proper: true,
        padded: false,
        step: None,
    }
}

fn in_digits(view: View<'_>, at: usize, money: bool) -> Option<Amount> {
    let input = view.rest(at);
    let end_of = |rest: &str| view.text.len() - rest.len();
    if let Ok((rest, (above, below))) = slash(input) {
        return Some(of_scale(view, proper(at, end_of(rest), Number::ratio(above, below)?, false)));
    }
    let (mut rest, mut read) = numeral(input).ok()?;
    // "52 78 104 130" is a row of numbers: spaces group no digits where another number stands before.
    let run = input.bytes().take_while(u8::is_ascii_digit).count();
    let row = view.byte_before(at) == b' ' && view.byte_before(at.saturating_sub(1)).is_ascii_digit();
    if read.grouped && row && input.as_bytes().get(run) == Some(&b' ') {
        let (_, alone) = numeral(input.get(..run)?).ok()?;
        (rest, read) = (input.get(run..)?, alone);
    }
    if let Some((after, decimals)) = spaced_point(view, rest, &read) {
        (rest, read) = (after, decimals);
    }
    if let Some((after, decimals)) = comma_cents(rest, &read).filter(|_| money) {
        (rest, read) = (after, decimals);
    }
    let mut value = read.number()?;
    let mut amount = Amount {
        start: at,
        end: end_of(rest),
        value,
        mantissa: read.mantissa,
        exponent: read.exponent,
        whole: read.whole,
        words: false,
        grouped: read.grouped,
        places: usize::try_from(-read.exponent.min(0)).unwrap_or(0),
        scale: 0,
        fraction: false,
        proper: false,
        padded: read.padded,
        step: None,
    };
    if let Ok((rest, (base, power))) = times_power_of(rest) {
        value = value.mul(raised(Number::int(base), power)?)?;
        return Some(Amount { end: end_of(rest), value, fraction: true, ..amount });
    }
    if let Ok((rest, power)) = caret(rest) {
        value = raised(value, power)?;
        return Some(Amount { end: end_of(rest), value, fraction: true, ..amount });
    }
    if !read.decimal
        && let Ok((rest, (above, below))) = mixed(rest)
        && !view.rest(amount.end).starts_with('.')
    {
        let value = value.add(Number::ratio(above, below)?)?;
        amount = Amount { end: end_of(rest), value, fraction: true, ..amount };
    }
    if let Some(done) = and_a_part(view, amount) {
        return Some(scaled(view, done, money));
    }
    Some(dozens(view, scaled(view, amount, money)))
}

/// "4 . 8 %": in texts whose marks are parted from their words, where a share or a scale shows that the number goes on.
fn spaced_point<'a>(view: View<'a>, rest: &'a str, read: &Numeral) -> Option<(&'a str, Numeral)> {
    let after = rest.strip_prefix(" . ").filter(|_| !read.decimal)?;
    let places = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let below: i128 = after.get(..places)?.parse().ok().filter(|_| places < 4)?;
    let end = view.text.len() - after.len() + places;
    let scale = || matches!(word(view.next_word(end)), Some(Word::Scale(_)));
    if !view.ends_word(end) || !(tail::percent(view, end).is_some() || scale()) {
        return None;
    }
    let power = u32::try_from(places).ok()?;
    let mantissa = read.mantissa.checked_mul(10_i128.pow(power))?.checked_add(below)?;
    let exponent = -i32::try_from(places).ok()?;
    Some((after.get(places..)?, Numeral { mantissa, exponent, decimal: true, ..*read }))
}

/// "€3,50": cents after a comma, as on the continent.
fn comma_cents<'a>(rest: &'a str, read: &Numeral) -> Option<(&'a str, Numeral)> {
    let after = rest.strip_prefix(',').filter(|_| !read.decimal && !read.grouped)?;
    let cents = after.get(..2).filter(|cents| cents.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = after.get(2..)?;
    let more = rest.strip_prefix(',').unwrap_or(rest).starts_with(|c: char| c.is_ascii_digit());
    let mantissa = read.mantissa.checked_mul(100)?.checked_add(cents.parse().ok()?)?;
    (!more).then_some((rest, Numeral { mantissa, exponent: -2, decimal: true, ..*read }))
}

/// "2 and a half".
fn and_a_part(view: View<'_>, amount: Amount) -> Option<Amount> {
    let and = view.skip_gap(amount.end);
    let next = view.skip_gap(and + 3);
    if and > amount.end && view.word(and).eq_ignore_ascii_case("and") && amount.places == 0 {
        // "4 and 1/2"
        if let Some(done) = and_slash(view, amount, next) {
            return Some(done);
        }
    }
    let article = is_any(view.word(next), &["a", "an", "one"]);
    if and == amount.end || !view.word(and).eq_ignore_ascii_case("and") || !article || amount.places > 0 {
        return None;
    }
    let (part, end) = spelled::bare_fraction(view, next)?;
    let value = amount.value.add(part)?;
    let tenths = value
        .decimals()
        .and_then(|places| Some((places, value.mul(Number::power_of_ten(places)?)?.to_integer()?)));
    let (places, mantissa) = tenths?;
    Some(Amount { end, value, mantissa, exponent: -places, fraction: true, ..amount })
}

/// "1/2" after "4 and".
fn and_slash(view: View<'_>, amount: Amount, next: usize) -> Option<Amount> {
    let (rest, (above, below)) = slash(view.rest(next)).or_else(|_| glyph(view.rest(next))).ok()?;
    let end = view.text.len() - rest.len();
    let common = above > 0 && above < below && [2, 3, 4, 5, 8, 16].contains(&below);
    let value = amount.value.add(Number::ratio(above, below)?)?;
    (common && view.ends_word(end)).then_some(Amount { end, value, fraction: true, ..amount })
}

/// "3 dozen".
fn dozens(view: View<'_>, amount: Amount) -> Amount {
    let next = view.skip_gap(amount.end);
    let Some((Word::Bunch(12) | Word::Bunches(12), end)) =
        view.number_word(next).filter(|_| next > amount.end)
    else {
        return amount;
    };
    let twelve = Number::int(12);
    let of = view.next_word(end).eq_ignore_ascii_case("of");
    match (amount.value.mul(twelve), amount.mantissa.checked_mul(12)) {
        (Some(value), Some(mantissa)) if !of => Amount { end, value, mantissa, ..amount },
        _ => amount,
    }
}

/// A number to a small whole power.
fn raised(base: Number, power: i32) -> Option<Number> {
    let mut value = Number::ONE;
    for _ in 0..power.unsigned_abs() {
        value = value.mul(base)?;
    }
    if power < 0 { Number::ONE.div(value) } else { Some(value) }
}

fn in_words(view: View<'_>, at: usize, between: bool) -> Option<Amount> {
    let (first, end) = view.number_word(at)?;
    let half = |n, d| Number::ratio(n, d);
    match first {
        Word::Half => return Some(of_scale(view, proper(at, end, half(1, 2)?, true))),
        Word::Quarter => return Some(of_scale(view, proper(at, end, half(1, 4)?, true))),
        Word::Ordinal(_) | Word::OrdinalTens(_) | Word::OrdinalHundred | Word::OrdinalScale(_) => {
            let (below, end) = spelled::denominator_at(view, at, true)?;
            return Some(of_scale(view, proper(at, end, half(1, below)?, true)));
        }
        _ => {}
    }
    let read = spelled(view, at, between)?;
    let amount = Amount {
        start: at,
        end: read.end,
        value: read.value,
        mantissa: read.mantissa,
        exponent: read.exponent,
        whole: 0,
        words: true,
        grouped: false,
        places: if read.scaled && read.exponent < 0 {
            usize::try_from(-read.exponent).unwrap_or(0)
        } else {
            0
        },
        scale: if read.scaled && read.exponent > 0 { read.exponent } else { 0 },
        fraction: read.sort == Sort::Fraction,
        proper: read.sort == Sort::Fraction,
        padded: false,
        step: None,
    };
    match read.sort {
        Sort::Ordinal => None,
        Sort::Fraction => Some(of_scale(view, amount)),
        Sort::Cardinal => Some(scaled_word(view, amount)),
    }
}

/// Words may be scaled by an abbreviation too: "three mln dlrs".
fn scaled_word(view: View<'_>, amount: Amount) -> Amount {
    let next = view.skip_spaces(amount.end);
    let letters = view.word(next);
    if next == amount.end || !is_any(letters, &["mln", "bln", "mn", "bn", "trn", "tln"]) {
        return amount;
    }
    let power = short_scale(letters).or_else(|| short_scale(&letters.to_ascii_lowercase()));
    let scaled = power.and_then(|p| amount.times_ten(p));
    scaled.map_or(amount, |done| Amount { end: next + letters.len(), ..done })
}
