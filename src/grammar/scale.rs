//! The scale of a number: the words and letters after it that say how many thousands or millions it counts.

use super::amount::Amount;
use super::claims::plural;
use super::numeral::{decimal, numeral};
use super::spelled::{Sort, spelled};
use super::view::{View, is_any};
use crate::number::Number;
use crate::vocabulary::lexicon::{Word, word};

/// The number with the scale after it, if there is one.
pub(super) fn scaled(view: View<'_>, amount: Amount, money: bool) -> Amount {
    let Some((power, end)) = scale_at(view, amount.end, money, amount.places > 0) else { return amount };
    let Some(mut done) = amount.times_ten(power) else { return amount };
    done.end = end;
    // "5 hundred thousand"
    if power == 2
        && let Some((Word::Scale(more), end)) = view.number_word(view.skip_spaces(done.end))
        && let Some(larger) = done.times_ten(i32::from(more))
    {
        return Amount { end, ..larger };
    }
    if power <= 3 && !amount.words {
        done = words_after(view, done, power);
    } else if !amount.words
        && let Some(sum) = smaller_scale(view, done, power)
    {
        return sum;
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

/// "1 crore 50 lakh", "2 million 3 thousand": digits with a smaller scale after a scale word.
fn smaller_scale(view: View<'_>, amount: Amount, power: i32) -> Option<Amount> {
    let spaced = view.skip_spaces(amount.end);
    let and = view.word(spaced).eq_ignore_ascii_case("and");
    let next = if and { view.skip_spaces(spaced + 3) } else { spaced };
    let (rest, more) = numeral(view.rest(next)).ok().filter(|_| next > amount.end)?;
    let end = view.text.len() - rest.len();
    let (Word::Scale(small), last) = view.number_word(view.skip_spaces(end))? else { return None };
    let small = i32::from(small);
    let below = decimal(more.mantissa, small)?;
    let whole = decimal(1, small)?;
    let fits = small < power && !more.decimal && more.mantissa < 10_i128.pow((power - small).unsigned_abs());
    let value = amount.value.add(below).filter(|_| fits && amount.places == 0)?;
    let mantissa = value.div(whole)?.to_integer()?;
    Some(Amount { end: last, value, mantissa, exponent: small, scale: small, ..amount })
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
    let next = past_note(view, view.skip_gap(at));
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
    let slang = is_any(letters, &["mil", "mill", "grand", "thou"]);
    let long = letters.len() > 1 && !is_any(letters, &["mm"]) && !slang || money && letters == "MM";
    let slang =
        slang && (money || letters == "grand" && !view.next_word(end).starts_with(char::is_alphabetic));
    let thousands = letters == "k" || letters == "K" && plural(view, view.next_word(end));
    (long || slang || thousands || money && matches!(letters, "m" | "M" | "B")).then_some((power, end))
}

/// Past a short note of an editor in brackets before a scale: "$800 [as heard] million".
fn past_note(view: View<'_>, at: usize) -> usize {
    if view.byte(at) != b'[' {
        return at;
    }
    let Some(close) = view.rest(at).bytes().take(24).position(|b| b == b']') else { return at };
    let next = view.skip_spaces(at + close + 1);
    if matches!(word(view.word(next)), Some(Word::Scale(_))) { next } else { at }
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
        "M" | "B" | "T" if is_cell(view, end) => true,
        "m" | "M" => money || million_follows(view, end),
        "b" | "B" => money || decimal,
        "t" | "T" | "MM" | "mm" => money,
        _ => letters.len() > 1,
    };
    fits.then_some((power, end))
}

/// "20M" with nothing else, as in a cell.
fn is_cell(view: View<'_>, end: usize) -> bool {
    view.text.len() < 16
        && view.text.trim_end().len() == end
        && view.text.trim_start().starts_with(|c: char| c.is_ascii_digit())
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
    // "133m text messages"
    let further = view.cue("before-counted", letters) && plural(view, view.next_word(next + letters.len()));
    money || further || things && !view.cue("race", letters) || view.cue("counted", letters)
}

/// The power of ten of a scale that is written short.
pub(super) fn short_scale(letters: &str) -> Option<i32> {
    Some(match letters {
        "k" | "K" | "thou" | "grand" => 3,
        "m" | "M" | "mn" | "mln" | "mlns" | "Mn" | "MN" | "MLN" | "mil" | "mio" | "Mio" | "MM" | "mm"
        | "mill" => 6,
        "b" | "B" | "bn" | "Bn" | "BN" | "bln" | "blns" | "BLN" | "bil" => 9,
        "t" | "T" | "tn" | "trn" | "tln" | "TRN" | "TLN" | "Tn" => 12,
        "cr" | "Cr" => 7,
        _ => return None,
    })
}

/// A fraction with what it is a fraction of, where that is a number: "half a million", "three quarters of a billion".
pub(super) fn of_scale(view: View<'_>, amount: Amount) -> Amount {
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
