//! A number in any writing, with its scale: the part of a figure that does not know what it is a number of.

use super::meaning::{Precision, Written};
use super::numeral::{Numeral, caret, decimal, glyph, mixed, numeral, slash, times_power_of};
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

/// "2 and a half".
fn and_a_part(view: View<'_>, amount: Amount) -> Option<Amount> {
    let and = view.skip_gap(amount.end);
    let next = view.skip_gap(and + 3);
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

/// The number with the scale after it, if there is one.
pub(super) fn scaled(view: View<'_>, amount: Amount, money: bool) -> Amount {
    let Some((power, end)) = scale_at(view, amount.end, money, amount.places > 0) else { return amount };
    let Some(mut done) = amount.times_ten(power) else { return amount };
    done.end = end;
    if power <= 3 && !amount.words {
        done = words_after(view, done, power);
    }
    if power > 3
        && let Some((next, Word::Unit(_) | Word::Teen(_) | Word::Tens(_))) = word_after_and(view, done.end)
        && let Some(more) = spelled(view, next, true)
        && more.sort == Sort::Cardinal
        && more.value >= Number::int(100)
        && more.value < done.value
        && let Some(value) = done.value.add(more.value)
        && let Some(mantissa) = value.to_integer()
    {
        done = Amount { value, mantissa, exponent: 0, end: more.end, scale: 0, ..done };
    }
    done
}

/// A number word after "and".
fn word_after_and(view: View<'_>, at: usize) -> Option<(usize, Word)> {
    let and = view.skip_spaces(at);
    if and == at || !view.word(and).eq_ignore_ascii_case("and") {
        return None;
    }
    let next = view.skip_spaces(and + 3);
    Some((next, word(view.word(next))?))
}

/// "3 hundred and 21", "4 thousand 3 hundred": more digits after a scale word.
fn words_after(view: View<'_>, amount: Amount, power: i32) -> Amount {
    let Some(whole) = amount.value.to_integer() else { return amount };
    let spaced = view.skip_spaces(amount.end);
    let and = view.word(spaced).eq_ignore_ascii_case("and");
    let next = if and { view.skip_spaces(spaced + 3) } else { spaced };
    if next == amount.end {
        return amount;
    }
    if and
        && let Some((small, Word::Unit(_) | Word::Teen(_) | Word::Tens(_))) = word_after_and(view, amount.end)
        && let Some(more) = spelled(view, small, true)
        && let Some(n) = more.value.to_integer()
        && n < 10_i128.pow(power.unsigned_abs())
        && more.sort == Sort::Cardinal
    {
        return Amount {
            value: Number::int(whole + n),
            mantissa: whole + n,
            exponent: 0,
            end: more.end,
            scale: 0,
            ..amount
        };
    }
    let Ok((rest, more)) = numeral(view.rest(next)) else { return amount };
    let end = view.text.len() - rest.len();
    let hundred = scale_at(view, end, false, false).filter(|(p, _)| *p == 2 && power == 3);
    let (n, end) = match hundred {
        Some((_, end)) if !more.decimal => (more.mantissa * 100, end),
        _ if and && !more.decimal && !more.grouped && scale_at(view, end, false, false).is_none() => {
            (more.mantissa, end)
        }
        _ => return amount,
    };
    if n >= 10_i128.pow(power.unsigned_abs()) || !view.ends_word(end) || view.byte(end) == b'-' {
        return amount;
    }
    Amount { value: Number::int(whole + n), mantissa: whole + n, exponent: 0, end, scale: 0, ..amount }
}

/// The scale at `at`: a word after a space or hyphen, or letters directly after the digits.
fn scale_at(view: View<'_>, at: usize, money: bool, decimal: bool) -> Option<(i32, usize)> {
    // "5+ million"
    let plus = view.byte(at) == b'+' && view.byte(at + 1) == b' ';
    let at = if plus && matches!(word(view.word(at + 2)), Some(Word::Scale(_))) { at + 1 } else { at };
    let direct = view.word(at);
    if !direct.is_empty() {
        return letters_scale(view, direct, at + direct.len(), money, decimal);
    }
    let next = view.skip_gap(at);
    let letters = view.word(next);
    let end = next + letters.len();
    if next == at || letters.is_empty() {
        return None;
    }
    if let Some(found) = word(letters) {
        return match found {
            Word::Hundred => Some((2, end)),
            Word::Scale(power) => Some((i32::from(power), end)),
            Word::Scales(power) if power > 2 && matches!(power, 5 | 7) => Some((i32::from(power), end)),
            Word::Scales(power)
                if power > 2 && view.byte_before(next) != b'-' && view.next_word(end) != "of" =>
            {
                Some((i32::from(power), end))
            }
            _ => None,
        };
    }
    let power = short_scale(letters)?;
    let long = letters.len() > 1 && !is_any(letters, &["mm", "mil", "mill"]) || money && letters == "MM";
    (long || letters == "k" || money && matches!(letters, "m" | "M")).then_some((power, end))
}

/// A scale written directly after the digits: "5bn", "£3m", "100k".
fn letters_scale(
    view: View<'_>,
    letters: &str,
    end: usize,
    money: bool,
    decimal: bool,
) -> Option<(i32, usize)> {
    let power = short_scale(letters).or_else(|| match word(letters)? {
        Word::Scale(power) => Some(i32::from(power)),
        _ => None,
    })?;
    if !view.ends_word(end) {
        return None;
    }
    let fits = match letters {
        "k" | "K" => true,
        "M" if decimal => true,
        "m" | "M" => money || million_follows(view, end),
        "b" | "B" => money || decimal,
        "t" | "T" | "MM" | "mm" => money,
        _ => letters.len() > 1,
    };
    fits.then_some((power, end))
}

/// Whether what follows "5m" shows that it is millions and not metres: things to count, or a currency.
fn million_follows(view: View<'_>, at: usize) -> bool {
    let next = view.skip_spaces(at);
    let letters = view.word(next);
    if next == at || letters.is_empty() {
        return false;
    }
    let money = view.vocabulary.money_at(view.text, next).is_some();
    let things = letters.len() > 3 && letters.ends_with('s') && !view.cue("not-plural", letters);
    money || things && !view.cue("race", letters) || view.cue("counted", letters)
}

fn short_scale(letters: &str) -> Option<i32> {
    Some(match letters {
        "k" | "K" => 3,
        "m" | "M" | "mn" | "mln" | "mlns" | "Mn" | "MN" | "MLN" | "mil" | "mio" | "Mio" | "MM" | "mm"
        | "mill" => 6,
        "b" | "B" | "bn" | "Bn" | "BN" | "bln" | "blns" | "BLN" | "bil" => 9,
        "t" | "T" | "tn" | "trn" | "tln" | "TRN" | "TLN" | "Tn" => 12,
        "cr" | "Cr" => 7,
        _ => return None,
    })
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

/// A fraction with what it is a fraction of, where that is a number: "half a million", "three quarters of a billion".
fn of_scale(view: View<'_>, amount: Amount) -> Amount {
    let mut next = view.skip_gap(amount.end);
    if next == amount.end {
        return amount;
    }
    if view.word(next).eq_ignore_ascii_case("of") {
        next = view.skip_spaces(next + 2);
    }
    let article = is_any(view.word(next), &["a", "one"]);
    if article {
        next = view.skip_gap(next + view.word(next).len());
    }
    let Some((found, end)) = view.number_word(next) else { return amount };
    let (size, power) = match found {
        Word::Hundred => (100, 2),
        Word::Scale(power) => (10_i128.pow(u32::from(power)), i32::from(power)),
        Word::Bunch(12) => (12, 0),
        _ => return amount,
    };
    let Some(value) = amount.value.mul(Number::int(size)) else { return amount };
    let places = value.decimals().unwrap_or(0);
    let digits = decimal(1, places).and_then(|p| value.mul(p)).and_then(Number::to_integer);
    let (mut mantissa, mut exponent) = (digits.unwrap_or(0), -places);
    while power > 2 && mantissa != 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        exponent += 1;
    }
    Amount { end, value, mantissa, exponent, scale: power, proper: false, fraction: power <= 2, ..amount }
}
