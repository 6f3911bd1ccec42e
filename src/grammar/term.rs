//! One number with its sign, its currency and its unit.

use super::amount::{Amount, Measured, amount};
use super::lent::{across, in_row, spread, with_later_unit};
use super::meaning::{Precision, Written};
use super::scale::scaled;
use super::tail;
use super::view::{View, is_any};
use crate::number::Number;
use crate::vocabulary::Coin;
use crate::vocabulary::lexicon::{Word as W, word};

/// What a number is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Nothing that is written.
    Nothing,
    /// Hundredths.
    Percent,
    /// Percentage points; hundredths of them for basis points.
    Points { basis: bool },
    /// Money.
    Money(Coin),
    /// A unit of measure or of time.
    Unit(u16),
    /// "times", "fold", "x".
    Times,
}

/// A number with all that belongs to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// Where it starts, with sign and currency.
    pub(super) start: usize,
    /// Where it ends, with its unit.
    pub(super) end: usize,
    /// The number.
    pub(super) amount: Amount,
    /// Whether it is below nought.
    pub(super) negative: bool,
    /// What it is a number of.
    pub(super) of: Of,
    /// Whether the unit stands after the number (a currency may stand before).
    pub(super) unit_after: bool,
    /// The last and smallest unit of several that have been put together; else [`Of::Nothing`], and `of` is the last.
    pub(super) last: Of,
}

impl Term {
    /// A number of a unit that has been put together from several words.
    pub(super) fn of_unit(view: View<'_>, start: usize, end: usize, value: Number, unit: u16) -> Term {
        let mut amount =
            amount(view, start, false, false).unwrap_or_else(|| Amount::whole_fraction(start, end, value));
        amount.value = value;
        amount.end = end;
        Term { start, end, amount, negative: false, of: Of::Unit(unit), unit_after: true, last: Of::Nothing }
    }

    /// The unit that a smaller one may follow.
    pub(super) fn last_unit(&self) -> Of {
        if self.last == Of::Nothing { self.of } else { self.last }
    }

    /// The number with its sign and rounding, in the unit that the claim will have.
    pub(super) fn written(&self, view: View<'_>) -> Option<Written> {
        let basis = self.of == Of::Points { basis: true };
        let measured = match self.of {
            Of::Money(coin) if coin.parts == 1 => Measured::Money,
            Of::Percent | Of::Points { .. } => Measured::Rounded,
            Of::Unit(unit) if !is_time(view, unit) => Measured::Rounded,
            _ => Measured::Counted,
        };
        let mut written = self.amount.written(self.negative, measured);
        if is_dozens(view, &self.amount) {
            written.precision = Precision::Dozens;
        }
        if !basis {
            return Some(written);
        }
        let value = written.value.div(Number::int(100))?;
        Some(Written { value, exponent: written.exponent - 2, ..written })
    }
}

/// Whether a number is told in dozens: "two dozen".
fn is_dozens(view: View<'_>, amount: &Amount) -> bool {
    let dozen = matches!(word(view.word_ending(amount.end)), Some(W::Bunch(12)));
    dozen && amount.value > Number::int(12)
}

/// Whether a unit is one of time.
pub(super) fn is_time(view: View<'_>, unit: u16) -> bool {
    view.vocabulary.unit(unit).is_some_and(|u| u.dimension.ends_with("time"))
}

/// The number at `at` with what belongs to it; nothing of it starts before `floor`.
pub(super) fn term(view: View<'_>, at: usize, floor: usize, between: bool) -> Option<Term> {
    let bare_point = view.byte_before(at) == b'.'
        && at > floor
        && view.byte(at).is_ascii_digit()
        && !view.char_before(at - 1).is_some_and(|c| c.is_alphanumeric() || c == '.');
    let at = if bare_point { at - 1 } else { at };
    if let Some(term) = accounting(view, at, floor) {
        return Some(term);
    }
    let (coin, start) = prefix(view, at, floor);
    let money = coin.is_some() || inner_sign(view, start, floor).is_some();
    let mut amount = paired(view, amount(view, at, money, between)?);
    let letters = view.word_ending(view.back_spaces(at));
    if coin.is_some() && million_code(view, letters).is_some() {
        amount = amount.times_ten(6)?;
    }
    let (start, inner) = match coin {
        None => inner_sign(view, start, floor).map_or((start, None), |(coin, from)| (from, Some(coin))),
        Some(_) => (start, None),
    };
    let article = article_before(view, &amount, start, floor);
    let (start, negative) = sign(view, (article.unwrap_or(start), amount.end), floor);
    let (coin, negative) = (coin.or(inner), negative || inner.is_some());
    let mut term = Term {
        start,
        end: amount.end,
        amount,
        negative,
        of: Of::Nothing,
        unit_after: false,
        last: Of::Nothing,
    };
    if let Some(coin) = coin {
        term.of = Of::Money(coin);
        return Some(with_code(view, term, coin));
    }
    let term = race(view, below_zero(view, with_unit(view, term)));
    Some(if term.of == Of::Nothing {
        spread(view, in_row(view, with_later_unit(view, across(view, term))))
    } else {
        term
    })
}

/// "forty-five (45)", "45 (forty-five)": one number told twice, in words and in digits.
fn paired(view: View<'_>, first: Amount) -> Amount {
    let open = view.skip_spaces(first.end);
    if view.byte(open) != b'(' || open > first.end + 1 {
        return first;
    }
    match amount(view, open + 1, false, false) {
        Some(again)
            if again.words != first.words && again.value == first.value && view.byte(again.end) == b')' =>
        {
            Amount { end: again.end + 1, ..first }
        }
        _ => first,
    }
}

/// "40 degrees below zero".
fn below_zero(view: View<'_>, term: Term) -> Term {
    let Of::Unit(unit) = term.of else { return cold(view, term) };
    let heat = view.vocabulary.unit(unit).is_some_and(|u| u.dimension == "temperature" || u.name == "degree");
    let below = view.skip_spaces(term.end);
    let zero = view.skip_spaces(below + 5);
    let said = view.word(below).eq_ignore_ascii_case("below") && view.word(zero).eq_ignore_ascii_case("zero");
    if heat && said && !term.negative { Term { end: zero + 4, negative: true, ..term } } else { term }
}

/// "a 10K run": kilometres and no thousands.
fn race(view: View<'_>, term: Term) -> Term {
    let letter =
        term.amount.scale == 3 && matches!(view.byte_before(term.end), b'k' | b'K') && !term.amount.words;
    let short = term.of == Of::Nothing && term.amount.value <= Number::int(100_000);
    // "in the 50K, finishing 20th"
    let alone = view.previous_word(term.start).eq_ignore_ascii_case("the")
        && matches!(view.byte(term.end), b',' | b'.' | b';')
        && term.amount.places == 0;
    if !letter || !short || !alone && !view.cue("long-race", view.word(view.skip_gap(term.end))) {
        return term;
    }
    let unit = view.vocabulary.units().iter().position(|u| u.name == "kilometer");
    match (unit.and_then(|unit| u16::try_from(unit).ok()), term.amount.times_ten(-3)) {
        (Some(unit), Some(amount)) => Term { amount, of: Of::Unit(unit), unit_after: true, ..term },
        _ => term,
    }
}

/// "5 below zero".
fn cold(view: View<'_>, term: Term) -> Term {
    let below = view.skip_spaces(term.end);
    if term.of != Of::Nothing || term.negative || !view.word(below).eq_ignore_ascii_case("below") {
        return term;
    }
    let zero = view.skip_spaces(below + 5);
    let said = view.word(zero).eq_ignore_ascii_case("zero") && below > term.end;
    // "Wind chills 5 to 10 below."
    let stops = matches!(view.byte(below + 5), b'.' | b',' | 0) && below > term.end;
    if stops && view.near_before("cold", term.start, 40) {
        return Term { end: below + 5, negative: true, ..term };
    }
    if said { Term { end: zero + 4, negative: true, ..term } } else { term }
}

/// The currency before the sign of a number: "€−119 million", "$-5".
fn inner_sign(view: View<'_>, at: usize, floor: usize) -> Option<(Coin, usize)> {
    let minus = view.char_before(at).filter(|c| matches!(c, '-' | '−'))?;
    let (coin, start) = view.vocabulary.money_before(view.text, at - minus.len_utf8())?;
    let sign = view.text.get(start..at - minus.len_utf8())?.chars().next_back()?;
    (start >= floor && !sign.is_alphanumeric()).then_some((coin, start))
}

/// "$(9.8) million": below nought, with the bracket right around the digits.
fn accounting(view: View<'_>, at: usize, floor: usize) -> Option<Term> {
    let open = at.checked_sub(1).filter(|open| view.byte(*open) == b'(')?;
    if let Some(share) = share_in_brackets(view, at, open).filter(|share| share.start >= floor) {
        return Some(share);
    }
    let (coin, start) = view.vocabulary.money_before(view.text, open)?;
    let sign = view.char_before(open)?;
    let inner = amount(view, at, true, false).filter(|inner| view.byte(inner.end) == b')')?;
    if start < floor || sign.is_alphanumeric() || sign.is_whitespace() {
        return None;
    }
    let amount = scaled(view, Amount { end: inner.end + 1, ..inner }, true);
    let (end, of) = (amount.end, Of::Money(coin));
    Some(Term { start, end, amount, negative: true, of, unit_after: false, last: Of::Nothing })
}

/// "(2)%": as accountants write two per cent below nought.
fn share_in_brackets(view: View<'_>, at: usize, open: usize) -> Option<Term> {
    let inner = amount(view, at, false, false).filter(|inner| view.byte(inner.end) == b')')?;
    let sign = inner.end + 1;
    let fits =
        view.byte(sign) == b'%' && !inner.words && !view.char_before(open).is_some_and(char::is_alphanumeric);
    let negative = inner.value > Number::ZERO;
    fits.then_some(Term {
        start: open,
        end: sign + 1,
        amount: inner,
        negative,
        of: Of::Percent,
        unit_after: true,
        last: Of::Nothing,
    })
}

/// The currency before a number, with where it starts.
fn prefix(view: View<'_>, at: usize, floor: usize) -> (Option<Coin>, usize) {
    for end in [at, view.back_spaces(at)] {
        if let Some((coin, start)) = view.vocabulary.money_before(view.text, end)
            && start >= floor
        {
            let spaced = end != at;
            let sign = view.text.get(start..end).unwrap_or("");
            // "10 € 20": the sign belongs to the number before it, if that is near.
            let taken =
                spaced && !sign.is_ascii() && view.byte_before(view.back_spaces(start)).is_ascii_digit();
            let word = sign.bytes().all(|b| b.is_ascii_lowercase());
            let glued = word && !spaced || sign == "R" && (spaced || !is_rand(view, at));
            // "TAF AMD 0051": a code and no money.
            let padded = spaced && view.byte(at) == b'0' && view.byte(at + 1).is_ascii_digit();
            let glued = glued || padded && sign.bytes().all(|b| b.is_ascii_uppercase());
            if !taken && !glued {
                return (Some(coin), start);
            }
        }
    }
    let end = view.back_spaces(at);
    let letters = view.word_ending(end);
    match million_code(view, letters) {
        Some(coin) if end - letters.len() >= floor => (Some(coin), end - letters.len()),
        _ => (None, at),
    }
}

/// "R4", "R14": names, but "R250", "R3.50" and "R5 million" are rand.
pub(super) fn is_rand(view: View<'_>, at: usize) -> bool {
    let digits = view.rest(at).bytes().take(3).take_while(u8::is_ascii_digit).count();
    let next = view.skip_gap(at + digits);
    let letters = view.word(at + digits);
    let short = (1..=3).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_lowercase());
    let scale = matches!(word(view.word(next)), Some(W::Scale(_))) || short;
    let goes_on =
        matches!(view.byte(at + digits), b'.' | b',') && view.byte(at + digits + 1).is_ascii_digit();
    digits > 2 || goes_on || scale
}

/// The currency of "MUSD", "MEUR": millions of it.
pub(super) fn million_code(view: View<'_>, letters: &str) -> Option<Coin> {
    letters.strip_prefix('M').and_then(|code| view.vocabulary.code(code))
}

/// Where "a" or "an" before a number word starts, if it belongs to the number: "a hundred", "a third".
fn article_before(view: View<'_>, amount: &Amount, start: usize, floor: usize) -> Option<usize> {
    if !amount.words || start != amount.start {
        return None;
    }
    let end = view.back_spaces(start);
    let article = view.word_ending(end);
    let first = word(view.word(start))?;
    let takes = matches!(
        first,
        W::Hundred
            | W::Scale(_)
            | W::Bunch(_)
            | W::Half
            | W::Quarter
            | W::Ordinal(_)
            | W::OrdinalTens(_)
            | W::OrdinalHundred
            | W::OrdinalScale(_)
    );
    let there = end < start && is_any(article, &["a", "an"]) && end - article.len() >= floor;
    (takes && there).then(|| end - article.len())
}

/// The sign before a figure that starts at `start`: where it starts with it, and whether it is below nought.
fn sign(view: View<'_>, (start, number_end): (usize, usize), floor: usize) -> (usize, bool) {
    if start > floor
        && let Some(c @ ('-' | '−' | '–')) = view.char_before(start)
    {
        let at = start - c.len_utf8();
        let before = view.char_before(at);
        let free = before.is_none_or(|b| {
            b.is_whitespace()
                || matches!(b, '(' | '[' | ',' | '=' | '<' | '>' | '~' | ':')
                || b == '/' && c == '−' && view.byte_before(at - 1) != b'+'
        });
        let spaced = before.is_some_and(char::is_whitespace);
        // After a number the dash parts, unless that number has a sign as well: "-.519 -.655".
        let last = view.back_spaces(at);
        let after_number = spaced && view.byte_before(last).is_ascii_digit() && !is_signed(view, last);
        // "corp -2020 guidance": a dash before a year.
        let digits = view.rest(start).bytes().take(5).take_while(u8::is_ascii_digit).count();
        let dash = spaced
            && digits == 4
            && number_end == start + 4
            && matches!(view.text.get(start..start + 2), Some("19" | "20"));
        let after_number = after_number
            || dash && view.text.get(..at).is_some_and(|t| t.trim_end().ends_with(char::is_alphabetic));
        if free && !after_number && at >= floor && c != '–' {
            return (at, true);
        }
    }
    let end = view.back_spaces(start);
    // "- 10": a dash and a space are a sign only where nothing else is written, as in a cell; else it begins a list.
    let front = view.text.get(floor..end).filter(|front| front.len() < 9).map_or("", str::trim_start);
    let last = view.rest(number_end).bytes().take(9).all(|b| b.is_ascii_whitespace());
    if end < start && floor == 0 && matches!(front, "-" | "−") && last {
        return (end - front.len(), true);
    }
    let word = view.word_ending(end);
    // "came home minus two pieces"
    let lacking = is_any(word, &["minus"])
        && view.previous_word(end - word.len()).starts_with(char::is_lowercase)
        && super::claims::plural(view, view.next_word(number_end));
    // "9 minus 2"
    let lacking = lacking || view.byte_before(view.back_spaces(end - word.len())).is_ascii_digit();
    if end < start && is_any(word, &["minus", "negative"]) && !lacking && end - word.len() >= floor {
        return (end - word.len(), true);
    }
    (start, false)
}

/// Whether the number that ends at `end` has a sign before it, and a space before that.
fn is_signed(view: View<'_>, end: usize) -> bool {
    let Some(front) = view.text.as_bytes().get(..end) else { return false };
    let digits = front.iter().rev().take(12).take_while(|b| b.is_ascii_digit() || **b == b'.').count();
    let sign = end - digits;
    view.byte_before(sign) == b'-' && matches!(view.byte_before(sign - 1), b' ' | b'\n' | b'\t')
}

/// A sum with the code of its currency after it too: "$5 USD". Another word there tells another currency or another thing.
fn with_code(view: View<'_>, mut term: Term, coin: Coin) -> Term {
    let next = view.skip_spaces(term.end);
    if let Some((other, end)) = view.vocabulary.money_at(view.text, next)
        && other.code == coin.code
        && other.parts == 1
        && next > term.end
        && view.word(next).len() == 3
    {
        term.end = end;
    }
    term
}

/// The number with the unit after it.
fn with_unit(view: View<'_>, mut term: Term) -> Term {
    if let Some((of, end)) = tail::after(view, &term) {
        term.of = of;
        term.end = end;
        term.unit_after = true;
        if million_code(view, view.word_ending(end)).is_some()
            && let Some(amount) = term.amount.times_ten(6)
        {
            term.amount = amount;
        }
        if let (Of::Money(_), Some((power, end))) = (of, million_after_code(view, end))
            && let Some(amount) = term.amount.times_ten(power)
        {
            term.amount = amount;
            term.end = end;
        }
    }
    term
}

/// "75 USD million".
fn million_after_code(view: View<'_>, at: usize) -> Option<(i32, usize)> {
    let code = view.text.get(at.checked_sub(3)?..at)?;
    if !code.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let next = view.skip_spaces(at);
    let letters = view.word(next);
    let power = [("million", 6), ("billion", 9), ("trillion", 12)].iter().find(|(w, _)| *w == letters)?.1;
    Some((power, next + letters.len()))
}
