//! Figures that are put together from several: "5 ft 6 in", "an hour and a half", "3 dollars and 50 cents".

use super::term::{Of, Term, is_time, term};
use super::view::{View, is_any};
use crate::number::Number;
use crate::vocabulary::Coin;
use crate::vocabulary::lexicon::word;

/// How far before a mark the start of a quotation is looked for, in bytes.
const QUOTED: usize = 240;

/// Several figures of one kind that are read as one: "5 ft 6 in", "1 hour 30 minutes", "3 dollars and 50 cents".
pub(super) fn more(view: View<'_>, first: &Term) -> Option<Term> {
    let mut next = view.skip_spaces(first.end);
    let spaced = next > first.end;
    // "two hours, 14 minutes", but "107 years, eight months" may be told apart.
    let short = |u: u16| {
        !is_time(view, u) || view.vocabulary.unit(u).is_some_and(|u| matches!(&*u.name, "hour" | "minute"))
    };
    let comma = view.byte(first.end) == b',' && matches!(first.of, Of::Unit(u) if short(u));
    if comma {
        next = view.skip_spaces(first.end + 1);
    } else if view.byte(next) == b'-' && !spaced {
        // "6-foot-3"
        next += 1;
    } else if !spaced {
        return None;
    }
    if view.word(next).eq_ignore_ascii_case("and") {
        next = view.skip_spaces(next + 3);
    }
    if view.byte(first.end) == b'-' && !is_any(view.word_ending(first.end), &["foot", "ft"]) {
        return None;
    }
    let start = if view.byte(next).is_ascii_digit() || word(view.word(next)).is_some() {
        next
    } else {
        return half_more(view, first, next);
    };
    let second = term(view, start, next, true)?;
    if second.negative || second.start != start {
        return half_more(view, first, next);
    }
    let Some((value, step)) = sum(view, first, &second) else { return half_more(view, first, next) };
    let mut done = *first;
    done.end = second.end;
    done.amount.value = value;
    done.amount.fraction = true;
    done.amount.step = step;
    done.last = second.of;
    Some(done)
}

/// What two figures come to where the second is a smaller part of the first, with the step that the last of them is
/// rounded to.
fn sum(view: View<'_>, first: &Term, second: &Term) -> Option<(Number, Option<Number>)> {
    let (one, more) = (first.amount.value, second.amount.value);
    let plus = |part: Option<Number>| part.and_then(|part| one.add(part));
    match (first.last_unit(), second.of) {
        (Of::Money(main), Of::Money(small))
            if small.parts > main.parts && (main.code == small.code || first.unit_after) =>
        {
            plus(small_coin(first, more, small.parts)).map(|sum| (sum, None))
        }
        (Of::Money(main), Of::Nothing) if first.unit_after && are_cents(view, first, main, second) => {
            plus(small_coin(first, more, 100)).map(|sum| (sum, None))
        }
        (Of::Unit(a), Of::Unit(b)) if second.unit_after => {
            parts_of(view, a, minutes_in(view, second, a).unwrap_or(b))
                .and_then(|smaller| of_parts(first, second, smaller))
        }
        (Of::Unit(unit), Of::Nothing) if are_minutes(view, unit, second) => {
            plus(more.div(Number::int(60))).map(|sum| (sum, None))
        }
        (Of::Unit(unit), Of::Nothing) if are_inches(view, unit, first, second) => {
            plus(more.div(Number::int(12))).map(|sum| (sum, Number::ratio(1, 12)))
        }
        _ => None,
    }
}

/// The same of two units, the second of which is `smaller` of the first: fewer than make one of it.
fn of_parts(first: &Term, second: &Term, smaller: Number) -> Option<(Number, Option<Number>)> {
    if second.amount.value >= Number::ONE.div(smaller)? {
        return None;
    }
    let part = first.amount.step.unwrap_or(Number::ONE).mul(smaller)?;
    let sum = first.amount.value.add(second.amount.value.mul(part)?)?;
    Some((sum, Some(part).filter(|_| second.amount.places == 0)))
}

/// What a sum of small coin is in the unit that a figure began with.
fn small_coin(first: &Term, number: Number, parts: u8) -> Option<Number> {
    let of_first = if let Of::Money(coin) = first.of { coin.parts } else { 1 };
    number.mul(Number::ratio(i128::from(of_first), i128::from(parts))?)
}

/// "15 dollars 50", "17 USD 25": two digits after a whole sum, with nothing after them that they could count; also "two
/// mao five", where the smallest coin is left unsaid.
fn are_cents(view: View<'_>, first: &Term, main: Coin, second: &Term) -> bool {
    if main.parts == 10 {
        return second.amount.value < Number::int(10) && second.amount.value.is_integer();
    }
    let whole = main.parts == 1
        && first.amount.is_plain_digits()
        && second.amount.is_plain_digits()
        && second.amount.whole == 2;
    let next = view.skip_spaces(second.end);
    let stops = !view.char_at(next).is_some_and(|c| c.is_alphanumeric() || c == '-')
        || is_any(view.word(next), &["more", "less"]);
    whole && stops && !view.rest(second.end).starts_with('%')
}

/// "6-foot-3", "six foot two": fewer inches than a foot has, where nothing else is counted.
fn are_inches(view: View<'_>, unit: u16, first: &Term, second: &Term) -> bool {
    let foot = view.vocabulary.unit(unit).is_some_and(|u| u.name == "foot");
    let joined = view.byte(first.end) == b'-';
    let said = is_any(view.word_ending(first.end), &["foot", "feet", "ft"]);
    let next = view.skip_spaces(second.end);
    let stops = match view.byte(second.end) {
        b' ' if !joined => view.cue("after-height", view.word(next)),
        b' ' => true,
        b'-' => joined && view.word(second.end + 1).eq_ignore_ascii_case("inch"),
        b'%' | b'$' | b'\'' | b':' | b'/' => false,
        _ => {
            view.ends_word(second.end)
                && !(view.byte(second.end) == b'.' && view.byte(second.end + 1).is_ascii_digit())
        }
    };
    let whole = second.amount.value.is_integer() && second.amount.scale == 0 && !second.amount.padded;
    foot && said
        && stops
        && whole
        && second.amount.value < Number::int(12)
        && first.amount.value < Number::int(9)
}

/// "1 hour thirty": fewer than sixty of the next smaller unit, which is left unsaid.
fn are_minutes(view: View<'_>, unit: u16, second: &Term) -> bool {
    let hour = view.vocabulary.unit(unit).is_some_and(|u| u.name == "hour");
    let next = view.skip_spaces(second.end);
    let stops =
        !view.char_at(next).is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '%' | ':' | '$'));
    let whole = second.amount.value.is_integer() && second.amount.scale == 0 && !second.amount.grouped;
    hour && stops && whole && second.amount.value < Number::int(60) && second.amount.value >= Number::int(5)
}

/// "3 h 5 m": minutes and no metres, after an hour.
fn minutes_in(view: View<'_>, second: &Term, first: u16) -> Option<u16> {
    let letter = view.text.get(second.amount.end..second.end)?.trim_start() == "m";
    let hours = view.vocabulary.unit(first).is_some_and(|u| u.name == "hour");
    let minute = view.vocabulary.units().iter().position(|u| u.name == "minute");
    u16::try_from(minute.filter(|_| letter && hours)?).ok()
}

/// "an hour and a half", "two years and a half".
fn half_more(view: View<'_>, first: &Term, next: usize) -> Option<Term> {
    if !matches!(first.of, Of::Unit(_)) || !view.word(view.skip_spaces(first.end)).eq_ignore_ascii_case("and")
    {
        return None;
    }
    let (part, end) = super::spelled::bare_fraction(view, next)?;
    let mut done = *first;
    done.amount.value = first.amount.value.add(part)?;
    done.amount.fraction = true;
    done.end = end;
    Some(done)
}

/// What part of a unit another unit of the same dimension is, where it is a smaller one that goes with it.
fn parts_of(view: View<'_>, large: u16, small: u16) -> Option<Number> {
    let (large, small) = (view.vocabulary.unit(large)?, view.vocabulary.unit(small)?);
    let (_, many) = large.parts.iter().find(|(name, _)| *name == small.name)?;
    Number::ONE.div(*many)
}

/// `5'6"`.
pub(super) fn feet_and_inches(view: View<'_>, first: &Term) -> Option<Term> {
    let mark = |at| view.char_at(at).filter(|c| matches!(c, '\'' | '’' | '′')).map(char::len_utf8);
    let plain = first.of == Of::Nothing && first.amount.is_plain_digits();
    let at = first.end + mark(first.end).filter(|_| plain)?;
    let at = if view.byte(at) == b' ' { at + 1 } else { at };
    let digits = view.rest(at).bytes().take(3).take_while(u8::is_ascii_digit).count();
    let inches: i128 = view.text.get(at..at + digits)?.parse().ok()?;
    let end = at + digits;
    let double = view.rest(end).starts_with("''") || view.rest(end).starts_with("’’");
    let last = view.char_at(end).filter(|c| double || matches!(c, '"' | '”' | '″'))?;
    let foot = view.vocabulary.units().iter().position(|u| u.name == "foot")?;
    let value = first.amount.value.add(Number::ratio(inches, 12)?)?;
    let mut term = Term::of_unit(
        view,
        first.start,
        end + last.len_utf8() * if double { 2 } else { 1 },
        value,
        u16::try_from(foot).ok()?,
    );
    term.amount.fraction = true;
    term.amount.step = Number::ratio(1, 12);
    (inches < 12).then_some(term)
}

/// `12" pipe`: inches, where no quotation can end there.
pub(super) fn inches(view: View<'_>, first: &Term) -> Option<Term> {
    // `12 " (30 cm)`
    let spaced = view.rest(first.end).starts_with(" \" (") && view.byte(first.end + 4).is_ascii_digit();
    let first = &Term { end: first.end + usize::from(spaced), ..*first };
    let sign = view.char_at(first.end).filter(|c| matches!(c, '"' | '″'))?;
    if first.of != Of::Nothing || first.amount.words || first.amount.scale != 0 || first.negative {
        return None;
    }
    let end = first.end + sign.len_utf8();
    let from = view.boundary(first.start.saturating_sub(QUOTED));
    let line = view.text.get(from..first.start)?.rsplit('\n').next()?;
    let open = line.matches('"').count() % 2 == 1 || line.contains('“') && !line.contains('”');
    let after = view.skip_spaces(end);
    // `12", 14"`, but `250 and 251", said KCNA`.
    let row = view.byte(after) == b',' && view.byte(view.skip_spaces(after + 1)).is_ascii_digit();
    let goes_on = view
        .char_at(after)
        .is_some_and(|c| row || c.is_lowercase() || c.is_ascii_digit() || matches!(c, '×' | ')' | '('));
    let inch = view
        .vocabulary
        .units()
        .iter()
        .position(|u| u.name == "inch")
        .filter(|_| sign == '″' || !open && goes_on)?;
    Some(Term { end, of: Of::Unit(u16::try_from(inch).ok()?), unit_after: true, ..*first })
}
