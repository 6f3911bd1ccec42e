//! Numbers as they are written: in digits, in words, and in both.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while1};
use nom::character::complete::{digit1, one_of};
use nom::combinator::{opt, recognize, value};
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

use crate::number::Number;
use crate::vocabulary::lexicon::{Word, fraction_sign, word};

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// What it comes to, scale included.
    pub(super) value: Number,
    /// The power of ten of its last written digit, scale included: 5 for "1.2 million".
    pub(super) place: i32,
    /// The power of ten of its last digit that is not nought: 4 for "20,000".
    pub(super) last: i32,
    /// Decimals that were written.
    pub(super) decimals: i32,
    /// How it is written.
    pub(super) form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits only, so many of them before the point; `grouped` if they are parted into thousands.
    Digits { whole: usize, grouped: bool },
    /// With a scale word: "million", "k".
    Scaled,
    /// In words, without a scale above hundred.
    Words,
    /// As a fraction: `2 1/2`, `¾`, "two-thirds".
    Fraction,
    /// "dozens", "hundreds of": `value` is the least that is meant.
    Open,
}

/// Digits that a number in a text has at most; longer runs are identifiers.
pub(super) const MAX_DIGITS: usize = 24;

/// A number in digits with its scale. `money` says that it follows a currency sign, so that "m" is million.
pub(super) fn digits(input: &str, money: bool) -> IResult<&str, Written> {
    let (rest, mut number) = alt((fraction, plain)).parse(input)?;
    if matches!(number.form, Form::Digits { .. }) {
        if let Ok((rest, sum)) = mixed(rest, number) {
            return scaled(rest, sum, money);
        }
        if let Ok((after, power)) = exponent(rest) {
            number = shift(number, power).ok_or_else(|| fail(input))?;
            return Ok((after, number));
        }
    }
    scaled(rest, number, money)
}

fn fail(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit))
}

/// `1,234,567.89`, `40 000`, `.5`.
fn plain(input: &str) -> IResult<&str, Written> {
    let (rest, whole) = whole_part(input)?;
    let (rest, below) = opt(preceded(tag("."), digit1)).parse(rest)?;
    let below = below.unwrap_or("");
    let clean: String = whole.chars().filter(char::is_ascii_digit).collect();
    if clean.is_empty() && below.is_empty() || clean.len() + below.len() > MAX_DIGITS {
        return Err(fail(input));
    }
    let text = if below.is_empty() { clean.clone() } else { format!("{clean}.{below}") };
    let number = Number::parse(&text).ok_or_else(|| fail(input))?;
    let decimals = i32::try_from(below.len()).unwrap_or(0);
    let grouped = clean.len() != whole.len();
    let form = Form::Digits { whole: clean.len(), grouped };
    Ok((
        rest,
        Written { value: number, place: -decimals, last: last_place(number, -decimals), decimals, form },
    ))
}

/// Digits before the point, in groups of three where they are parted.
fn whole_part(input: &str) -> IResult<&str, &str> {
    let first = input.bytes().take_while(u8::is_ascii_digit).count();
    if first == 0 {
        let decimal = input.starts_with('.') && input.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        return if decimal { Ok((input, "")) } else { Err(fail(input)) };
    }
    let mut end = first;
    if first <= 3 {
        while let Some(next) = group(input.get(end..).unwrap_or("")) {
            end += next;
            if end > 40 {
                break;
            }
        }
    }
    match (input.get(end..), input.get(..end)) {
        (Some(rest), Some(whole)) => Ok((rest, whole)),
        _ => Err(fail(input)),
    }
}

/// The length of a separator with just three digits after it.
fn group(input: &str) -> Option<usize> {
    let separator =
        input.chars().next().filter(|c| matches!(c, ',' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ' '))?;
    let rest = input.get(separator.len_utf8()..)?;
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    // A plain space parts thousands only where nothing else can be meant: "40 000".
    let sure = separator != ' ' || rest.starts_with("000");
    (digits == 3 && sure).then_some(separator.len_utf8() + 3)
}

/// `3/4` and `¾`.
fn fraction(input: &str) -> IResult<&str, Written> {
    if let Some((sign, above, below)) = fraction_sign(input) {
        let value = Number::ratio(i128::from(above), i128::from(below)).ok_or_else(|| fail(input))?;
        return Ok((&input[sign.len_utf8()..], part(value)));
    }
    let (rest, (above, _, below)) = (digit1, one_of("/⁄"), digit1).parse(input)?;
    let followed = rest.starts_with(['/', '-', '⁄']) || rest.starts_with(|c: char| c.is_alphanumeric());
    let (Ok(above), Ok(below)) = (above.parse::<i128>(), below.parse::<i128>()) else {
        return Err(fail(input));
    };
    if followed || !(2..=1000).contains(&below) || above >= 1000 {
        return Err(fail(input));
    }
    Ok((rest, part(Number::ratio(above, below).ok_or_else(|| fail(input))?)))
}

fn part(value: Number) -> Written {
    Written { value, place: 0, last: 0, decimals: 0, form: Form::Fraction }
}

/// The fraction after a whole number: `2 1/2`, `2½`, `3-1/2`.
fn mixed(input: &str, whole: Written) -> IResult<&str, Written> {
    let (rest, _) = opt(one_of(" -")).parse(input)?;
    let (rest, below) = fraction(rest)?;
    if below.value >= Number::ONE || whole.decimals > 0 {
        return Err(fail(input));
    }
    Ok((rest, part(whole.value.add(below.value).ok_or_else(|| fail(input))?)))
}

/// `e10`, `x10^-4`, `×10−5`: the power of ten.
fn exponent(input: &str) -> IResult<&str, i32> {
    let sign = || opt(alt((value(-1, one_of("-−")), value(1, tag("+")))));
    let mark = alt((
        value((), one_of("eE")),
        value(
            (),
            (opt(tag(" ")), alt((tag("x"), tag("×"), tag("*"))), opt(tag(" ")), tag("10"), opt(tag("^"))),
        ),
    ));
    let (rest, ((), sign, power)) = (mark, sign(), digit1).parse(input)?;
    let power: i32 = power.parse().map_err(|_| fail(input))?;
    if rest.starts_with(|c: char| c.is_alphanumeric()) || power > 20 {
        return Err(fail(input));
    }
    Ok((rest, sign.unwrap_or(1) * power))
}

/// The scale word after a number, if there is one.
fn scaled(input: &str, number: Written, money: bool) -> IResult<&str, Written> {
    let mut rest = input;
    let mut number = number;
    // "1 hundred thousand", "25 thousand million".
    for _ in 0..3 {
        let Ok((after, power)) = scale(rest, money, number.form == Form::Scaled) else { break };
        number = shift(number, power).ok_or_else(|| fail(input))?;
        number.form = Form::Scaled;
        rest = after;
    }
    Ok((rest, number))
}

fn shift(number: Written, power: i32) -> Option<Written> {
    Some(Written {
        value: number.value.mul(Number::power_of_ten(power)?)?,
        place: number.place + power,
        last: number.last + power,
        ..number
    })
}

/// A scale: words after a space or hyphen, short forms right after the digits too.
fn scale(input: &str, money: bool, again: bool) -> IResult<&str, i32> {
    let (rest, gap) = opt(recognize(pair(one_of(" -\n\u{a0}"), opt(one_of(" \n"))))).parse(input)?;
    let (rest, letters) = take_while1(|c: char| c.is_ascii_alphabetic()).parse(rest)?;
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric());
    let power = match word(letters) {
        Some(Word::Hundred) if !again => Some(2),
        Some(Word::Scale(power)) => Some(i32::from(power)),
        _ => short_scale(letters, gap.is_some(), money),
    };
    match power.filter(|_| ends) {
        Some(power) => Ok((rest, power)),
        None => Err(fail(input)),
    }
}

/// Abbreviated scales. Those that could be units ("m", "b", "t") need a currency sign before, or a capital.
fn short_scale(letters: &str, spaced: bool, money: bool) -> Option<i32> {
    let lower = letters.to_ascii_lowercase();
    match lower.as_str() {
        "mln" | "mn" | "mio" | "mm" if lower != "mm" || money => Some(6),
        "bn" | "bln" => Some(9),
        "tn" | "trn" | "tln" => Some(12),
        "cr" if money => Some(7),
        "k" if !spaced => Some(3),
        "m" if money || letters == "M" && !spaced => Some(6),
        "b" if money || letters == "B" && !spaced => Some(9),
        "t" if money && !spaced => Some(12),
        _ => None,
    }
}

fn last_place(number: Number, place: i32) -> i32 {
    let Some(mut digits) =
        Number::power_of_ten(-place).and_then(|p| number.mul(p)).and_then(Number::to_integer)
    else {
        return place;
    };
    let mut last = place;
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
        last += 1;
    }
    last
}

/// A number in words: "twenty-one thousand three hundred", "two and a half million", "half a dozen", "dozens".
pub(super) fn words(input: &str) -> IResult<&str, Written> {
    alt((halves, open, bunch, spelled)).parse(input)
}

fn letters(input: &str) -> IResult<&str, Word> {
    let (rest, run) = take_while1(|c: char| c.is_ascii_alphabetic()).parse(input)?;
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'');
    word(run).filter(|_| ends).map(|w| (rest, w)).ok_or_else(|| fail(input))
}

fn gap(input: &str) -> IResult<&str, &str> {
    recognize(pair(one_of(" -\n\u{a0}"), opt(one_of(" \n")))).parse(input)
}

fn article(input: &str) -> IResult<&str, &str> {
    alt((tag_no_case("an "), tag_no_case("a "))).parse(input)
}

/// "half a million", "half a dozen", "a quarter of a million", "quarter million".
fn halves(input: &str) -> IResult<&str, Written> {
    let (rest, part_word) = letters(input)?;
    let below = match part_word {
        Word::Half => 2,
        Word::Quarter => 4,
        _ => return Err(fail(input)),
    };
    let (rest, _) = gap(rest)?;
    let (rest, _) = opt(tag_no_case("of ")).parse(rest)?;
    let (rest, _) = opt(article).parse(rest)?;
    let (rest, unit) = letters(rest)?;
    let whole = match unit {
        Word::Scale(power) => Number::power_of_ten(i32::from(power)),
        Word::Bunch(n) => Some(Number::int(i128::from(n))),
        _ => None,
    };
    let value = whole.and_then(|w| w.div(Number::int(below))).ok_or_else(|| fail(input))?;
    let form = if matches!(unit, Word::Bunch(_)) { Form::Words } else { Form::Scaled };
    let place = last_place(value, 0);
    Ok((rest, Written { value, place, last: place, decimals: 0, form }))
}

/// "dozens", "hundreds of thousands".
fn open(input: &str) -> IResult<&str, Written> {
    let (mut rest, first) = letters(input)?;
    let least = |word| match word {
        Word::Scales(power) => Number::power_of_ten(i32::from(power)),
        Word::Bunches(n) => Some(Number::int(i128::from(n))),
        _ => None,
    };
    let mut value = least(first).ok_or_else(|| fail(input))?;
    if let Ok((after, (_, unit))) = (tag_no_case(" of "), letters).parse(rest)
        && let Word::Scales(power) | Word::Scale(power) = unit
        && let Some(more) = Number::power_of_ten(i32::from(power)).and_then(|p| value.mul(p))
    {
        (rest, value) = (after, more);
    }
    Ok((rest, Written { value, place: 0, last: 0, decimals: 0, form: Form::Open }))
}

/// "a dozen", "two dozen", "three score".
fn bunch(input: &str) -> IResult<&str, Written> {
    let (rest, first) = letters(input)?;
    let (rest, times, unit) = if let Word::Bunch(n) = first {
        (rest, Number::ONE, n)
    } else {
        let (rest, number) = spelled(input)?;
        let (rest, unit) = preceded(gap, letters).parse(rest)?;
        let (Word::Bunch(n) | Word::Bunches(n)) = unit else { return Err(fail(input)) };
        (rest, number.value, n)
    };
    let value = times.mul(Number::int(i128::from(unit))).ok_or_else(|| fail(input))?;
    Ok((rest, Written { value, place: 0, last: 0, decimals: 0, form: Form::Words }))
}

/// Words one after the other: units, tens, hundreds and scales.
fn spelled(input: &str) -> IResult<&str, Written> {
    let mut sum = Sum::default();
    let (mut rest, first) = letters(input)?;
    if !sum.take(first) {
        return Err(fail(input));
    }
    loop {
        if let Ok((after, next)) = preceded(joint, letters).parse(rest)
            && sum.take(next)
        {
            rest = after;
        } else if let Ok((after, half)) = and_a_half(rest)
            && sum.scale.is_none()
        {
            rest = after;
            let (after, unit) = opt(preceded(gap, letters)).parse(rest)?;
            let whole = sum.total().and_then(|n| n.add(half)).ok_or_else(|| fail(input))?;
            let Some(Word::Scale(power)) = unit else { return Ok((rest, part(whole))) };
            let number = Written { value: whole, place: -1, last: -1, decimals: 1, form: Form::Scaled };
            return shift(number, i32::from(power)).map(|n| (after, n)).ok_or_else(|| fail(input));
        } else if let Ok((after, decimals)) =
            preceded((gap, tag_no_case("point"), gap), point_words).parse(rest)
            && sum.scale.is_none()
        {
            let whole = sum.total().and_then(|n| n.add(decimals.0)).ok_or_else(|| fail(input))?;
            let form = Form::Digits { whole: 1, grouped: false };
            let number =
                Written { value: whole, place: -decimals.1, last: -decimals.1, decimals: decimals.1, form };
            return scaled(after, number, false);
        } else {
            break;
        }
    }
    let value = sum.total().ok_or_else(|| fail(input))?;
    // "one mln": an abbreviated scale may follow words too.
    if sum.scale.is_none()
        && let Ok((after, power)) = scale(rest, false, true)
        && power >= 3
    {
        let number = Written { value, place: 0, last: last_place(value, 0), decimals: 0, form: Form::Scaled };
        return shift(number, power).map(|n| (after, n)).ok_or_else(|| fail(input));
    }
    let place = sum.scale.map_or(0, |s| if sum.current_taken { 0 } else { s });
    let form = if sum.scale.is_some() { Form::Scaled } else { Form::Words };
    Ok((rest, Written { value, place, last: last_place(value, 0), decimals: 0, form }))
}

/// Between the words of one number: a space or hyphen, "and".
fn joint(input: &str) -> IResult<&str, &str> {
    alt((
        recognize((one_of(" \n"), tag_no_case("and"), one_of(" \n"))),
        recognize((tag(","), one_of(" \n"))),
        gap,
    ))
    .parse(input)
}

fn and_a_half(input: &str) -> IResult<&str, Number> {
    let (rest, _) = tag_no_case(" and a ").parse(input)?;
    let (rest, word) = letters(rest)?;
    let below = match word {
        Word::Half => 2,
        Word::Quarter => 4,
        _ => return Err(fail(input)),
    };
    Number::ratio(1, below).map(|n| (rest, n)).ok_or_else(|| fail(input))
}

/// The words after "point", each a digit: the decimals, and how many.
fn point_words(input: &str) -> IResult<&str, (Number, i32)> {
    let mut value = Number::ZERO;
    let mut places = 0;
    let mut rest = input;
    while let Ok((after, Word::Unit(n))) = letters(rest) {
        places += 1;
        let digit = Number::power_of_ten(-places).and_then(|p| p.mul(Number::int(i128::from(n))));
        value = digit.and_then(|d| value.add(d)).ok_or_else(|| fail(input))?;
        rest = after;
        match gap(rest) {
            Ok((next, _)) if matches!(letters(next), Ok((_, Word::Unit(_)))) && places < 9 => rest = next,
            _ => break,
        }
    }
    if places == 0 { Err(fail(input)) } else { Ok((rest, (value, places))) }
}

/// A number in words as it grows.
#[derive(Default)]
struct Sum {
    /// What is already multiplied by its scale.
    done: i128,
    /// What may still be.
    current: i128,
    /// Whether `current` holds anything.
    current_taken: bool,
    /// The last scale that was taken.
    scale: Option<i32>,
    /// The place of the last word below hundred, so that "twenty one" goes on and "one twenty" does not.
    below: i128,
}

impl Sum {
    /// Takes a word if it can follow what was taken.
    fn take(&mut self, word: Word) -> bool {
        match word {
            Word::Unit(n) => self.add(i128::from(n), 10),
            Word::Teen(n) | Word::Tens(n) => self.add(i128::from(n), 100),
            Word::Hundred if self.current_taken && (1..100).contains(&self.current) => {
                self.current *= 100;
                self.below = 100;
                true
            }
            Word::Scale(power) if self.current_taken && self.scale.is_none_or(|s| s > i32::from(power)) => {
                let Some(times) = 10_i128.checked_pow(u32::from(power)) else { return false };
                let Some(done) = self.current.checked_mul(times).and_then(|n| n.checked_add(self.done))
                else {
                    return false;
                };
                (self.done, self.current, self.current_taken) = (done, 0, false);
                self.scale = Some(i32::from(power));
                self.below = 0;
                true
            }
            _ => false,
        }
    }

    /// Adds a word worth less than `limit` if nothing of that size has been taken since the last hundred or scale.
    fn add(&mut self, n: i128, limit: i128) -> bool {
        let free = if self.current_taken {
            match self.below {
                100 => true,
                20..=90 => limit == 10 && n > 0,
                _ => false,
            }
        } else {
            true
        };
        if free {
            self.current += n;
            self.current_taken = true;
            self.below = if (20..100).contains(&n) { n } else { 1 };
        }
        free
    }

    fn total(&self) -> Option<Number> {
        self.done.checked_add(self.current).map(Number::int)
    }
}

/// An article that stands for one before a scale, a bunch or a part: "a million", "a dozen", "a third".
pub(super) fn with_article(input: &str) -> IResult<&str, Written> {
    let (rest, first) = letters(input)?;
    let power = match first {
        Word::Hundred => 2,
        Word::Scale(power) => i32::from(power),
        Word::Bunch(_) => return bunch(input),
        _ => return Err(fail(input)),
    };
    // "a hundred and two": the rest of the number follows.
    if let Ok((after, more)) = preceded(tag_no_case(" and "), spelled).parse(rest)
        && let Some(value) = Number::power_of_ten(power).and_then(|p| p.add(more.value))
        && Number::power_of_ten(power).is_some_and(|p| more.value < p)
    {
        return Ok((
            after,
            Written { value, place: 0, last: last_place(value, 0), decimals: 0, form: Form::Words },
        ));
    }
    let value = Number::power_of_ten(power).ok_or_else(|| fail(input))?;
    let form = if power == 2 { Form::Words } else { Form::Scaled };
    let number = Written { value, place: power, last: power, decimals: 0, form };
    // "a hundred thousand".
    scaled(rest, number, false)
}

/// A fraction in words: "two-thirds", "a quarter", "three fifths". The numerator may be an article, taken before.
pub(super) fn parts(input: &str) -> IResult<&str, Written> {
    let (rest, first) = letters(input)?;
    let above = match first {
        Word::Unit(n) | Word::Teen(n) if n > 0 => i128::from(n),
        _ => return Err(fail(input)),
    };
    let (rest, below) = preceded(gap, letters).parse(rest)?;
    let below = match below {
        Word::Part(n) | Word::PartTens(n) => i128::from(n),
        Word::Ordinal(n) if above == 1 && n > 2 => i128::from(n),
        Word::Quarters => 4,
        Word::Quarter if above == 1 => 4,
        Word::Half => 2,
        Word::PartHundred => 100,
        _ => return Err(fail(input)),
    };
    if above >= below {
        return Err(fail(input));
    }
    Number::ratio(above, below).map(|n| (rest, part(n))).ok_or_else(|| fail(input))
}
