//! Times of day.

use super::Found;
use super::claims::bare;
use super::figure::Joint;
use super::view::{View, is_any};
use crate::claim::{Claim, Kind, Quantity, Time, Unit, Value};
use crate::interval::Interval;
use crate::number::Number;
use crate::span::Span;
use crate::vocabulary::lexicon::{Word, word};

/// Hours and minutes as they are written, before it is known which half of the day they are of.
#[derive(Clone, Copy)]
struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
    /// Whether minutes are written, so that nothing else can be meant.
    minutes: bool,
    /// Whether it is written "0715".
    military: bool,
    end: usize,
}

/// A time of day at a digit: "7 p.m.", "10:30", "1900 GMT", "9 to 11 a.m.".
pub(super) fn in_digits(view: View<'_>, start: usize, floor: usize) -> Option<Found> {
    let front = view.char_before(start).filter(|_| start > floor);
    // "CHANNEL...6:09 AM"
    let dots = start > 1 && view.byte(start - 1) == b'.' && view.byte(start - 2) == b'.';
    if !dots && front.is_some_and(|c| matches!(c, '.' | ':' | ',' | '$' | '£' | '€') || c.is_alphanumeric())
    {
        return None;
    }
    if let Some(found) = race(view, start) {
        return Some(found);
    }
    if let Some(found) = with_letter(view, start) {
        return Some(found);
    }
    let clock = digits(view, start)?;
    if let Some(found) = stretch(view, start, clock) {
        return Some(found);
    }
    single(view, start, clock)
}

/// A time of day at a number word: "seven p.m.", "ten o'clock", "noon", "half past six".
pub(super) fn in_words(view: View<'_>, start: usize, said: Word, length: usize) -> Option<Found> {
    let end = start + length;
    let hour = match said {
        Word::Clock(hour) => {
            let before = view.two_before(start);
            let placed = view.cue("before-noon", before.0);
            let stands = placed || view.byte_before(view.back_spaces(start)).is_ascii_digit();
            return stands.then(|| time(start, end, Some(u32::from(hour) % 24 * 3600), zone(view, end)));
        }
        Word::Half | Word::Quarter => return past(view, start, said, end),
        Word::Unit(n) if n > 0 => u32::from(n),
        Word::Teen(n) if n <= 12 => u32::from(n),
        _ => return None,
    };
    let clock = Clock { hour, minute: 0, second: 0, minutes: false, military: false, end };
    single(view, start, clock)
}

/// "half past six", "quarter to ten": which half of the day is not said.
fn past(view: View<'_>, start: usize, said: Word, end: usize) -> Option<Found> {
    let joint = view.skip_spaces(end);
    let letters = view.word(joint);
    let fits = is_any(letters, &["past"])
        || matches!(said, Word::Quarter) && is_any(letters, &["to", "after", "before"]);
    let next = view.skip_spaces(joint + letters.len());
    let hour = match view.number_word(next) {
        Some((Word::Unit(n) | Word::Clock(n), _)) => n,
        Some((Word::Teen(n), _)) if n <= 12 => n,
        _ => {
            view.rest(next).split(|c: char| !c.is_ascii_digit()).next()?.parse().ok().filter(|n| *n <= 12)?
        }
    };
    let length = view.word(next).len().max(if hour > 9 { 2 } else { 1 });
    // "quarter to 5.6%" tells of a stretch of the year.
    let decimal = matches!(view.byte(next + length), b'.' | b',' | b'%')
        && view.byte(next + length + 1).is_ascii_digit()
        || view.byte(next + length) == b'%';
    let all = fits && view.ends_word(next + length) && !decimal;
    all.then(|| time(start, next + length, None, None))
}

/// One time of day that nothing but a time can be.
fn single(view: View<'_>, start: usize, clock: Clock) -> Option<Found> {
    if let Some((noon, end)) = half_of_day(view, clock.end) {
        let hour = noon_hour(clock.hour, noon)?;
        return Some(timed(view, start, end, Some(hour), clock));
    }
    if let Some((end, half)) = o_clock(view, clock.end) {
        let hour = half.and_then(|noon| noon_hour(clock.hour, noon));
        return (clock.hour <= 12 && !clock.minutes).then(|| timed(view, start, end, hour, clock));
    }
    // "at 5 in the afternoon", "5:30 in the morning"
    let placed = clock.minutes || view.cue("before-clock", view.previous_word(start));
    if let Some(noon) = part_of_day(view, clock.end).filter(|_| placed && !clock.military && clock.hour <= 12)
    {
        let hour = noon_hour(clock.hour, noon)?;
        return Some(timed(view, start, clock.end, Some(hour), clock));
    }
    // "the original 2013 CT log": a year, and letters that stand for a zone elsewhere.
    let year = clock.military && (19..=20).contains(&clock.hour) && !placed;
    let zoned =
        zone(view, clock.end).is_some_and(|(known, _)| known.is_some() || !year) || in_hours(view, clock);
    if clock.minutes && is_length(view, start, clock) {
        return lasted(view, start, clock);
    }
    // "12Z"
    let glued = clock.end - start == 2 && zoned && view.byte(clock.end).is_ascii_uppercase();
    let military = clock.military && (zoned || at_time(view, start) || at_hour(view, start, clock));
    let sure = clock.minutes || military || glued;
    if !sure || clock.hour > 24 || view.byte(clock.end) == b'-' && view.byte(clock.end + 1).is_ascii_digit() {
        return None;
    }
    let known =
        clock.military || glued || clock.hour > 12 || clock.hour == 0 || zoned && view.byte(start) == b'0';
    Some(timed(view, start, clock.end, known.then_some(clock.hour), clock))
}

/// "1200 hours", "2300 h", "1800 local": words that make a time of day of four digits.
fn in_hours(view: View<'_>, clock: Clock) -> bool {
    let next = view.next_word(clock.end);
    is_any(next, &["hours", "local", "hrs"]) || next == "h" && clock.military
}

/// "won in 9:58", "a 4:30 pace": a length of time and no time of day; so is "2:05:13".
fn is_length(view: View<'_>, start: usize, clock: Clock) -> bool {
    let (near, _) = view.two_before(start);
    let after = view.next_word(clock.end);
    let to = view.skip_spaces(clock.end);
    let to_go = after.eq_ignore_ascii_case("to") && is_any(view.next_word(to + 2), &["go", "play"]);
    clock.second > 0 || to_go || view.cue("before-length", near) || view.cue("after-length", after)
}

/// A length of time written as hours, minutes and seconds, or as minutes and seconds.
fn lasted(view: View<'_>, start: usize, clock: Clock) -> Option<Found> {
    let three = view.text.get(start..clock.end)?.matches(':').count() == 2;
    let seconds = if three {
        clock.hour * 3600 + clock.minute * 60 + clock.second
    } else {
        clock.hour * 60 + clock.minute
    };
    duration(view, start, clock.end, Number::int(i128::from(seconds)))
}

/// "4:07.36": the time of a race, in minutes and seconds.
fn race(view: View<'_>, start: usize) -> Option<Found> {
    let digits = view.rest(start).bytes().take(3).take_while(u8::is_ascii_digit).count();
    let colon = start + digits;
    let point = colon + 3;
    let places = view.rest(point + 1).bytes().take(4).take_while(u8::is_ascii_digit).count();
    let fits = (1..=2).contains(&digits)
        && view.byte(colon) == b':'
        && view.byte(point) == b'.'
        && (1..=3).contains(&places);
    let minutes = Number::parse(view.text.get(start..colon)?).filter(|_| fits)?;
    let seconds = Number::parse(view.text.get(colon + 1..point + 1 + places)?)?;
    view.ends_word(point + 1 + places).then_some(())?;
    duration(view, start, point + 1 + places, minutes.mul(Number::int(60))?.add(seconds)?)
}

/// "15h15": a time of day, or a length of time where no word says that it is one and it could be.
fn with_letter(view: View<'_>, start: usize) -> Option<Found> {
    let count = view.rest(start).bytes().take(3).take_while(u8::is_ascii_digit).count();
    let hour: u32 = view.text.get(start..start + count)?.parse().ok()?;
    let mark = start + count;
    let minute = two_digits(view, mark + 1).filter(|m| matches!(view.byte(mark), b'h' | b'H') && *m < 60)?;
    // "1h30m"
    let minutes = view.word(mark + 3);
    let end = mark + 3 + if is_any(minutes, &["m", "min", "mins"]) { minutes.len() } else { 0 };
    let lasts = end > mark + 3;
    if !view.ends_word(end) || hour > 24 {
        return None;
    }
    let clock = Clock { hour, minute, second: 0, minutes: true, military: true, end };
    let placed = view.cue("before-hour", view.previous_word(start));
    if !lasts && (hour > 12 || placed || zone(view, end).is_some()) {
        return Some(timed(view, start, end, Some(hour), clock));
    }
    duration(view, start, end, Number::int(i128::from(hour * 3600 + minute * 60)))
}

fn duration(view: View<'_>, start: usize, end: usize, seconds: Number) -> Option<Found> {
    let unit = view.vocabulary.units().iter().position(|u| u.name == "second")?;
    let point = Interval::point(seconds);
    let quantity = Quantity { value: Some(seconds), stated: point, unhedged: point, widest: point };
    let unit = Unit::Measure(u16::try_from(unit).ok()?);
    let value = Value::Quantity(quantity);
    Some(Found::Figures(vec![Claim {
        span: Span::new(start, end),
        kind: Kind::Duration,
        value,
        unit,
        hedge: None,
    }]))
}

/// "at 1800 on Friday": after "at", with minutes that clocks are read to, and nothing counted after it.
fn at_hour(view: View<'_>, start: usize, clock: Clock) -> bool {
    let next = view.skip_spaces(clock.end);
    // "at 1400 (1600 GMT)"
    let again = matches!(view.byte(next), b'(' | b'[')
        && digits(view, next + 1).is_some_and(|c| c.military && zone(view, c.end).is_some());
    let free = again
        || !view.char_at(next).is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '%' | '$' | '('))
        || view.cue("after-hour", view.word(next));
    let (near, far) = view.two_before(start);
    let at = near.eq_ignore_ascii_case("at");
    // "on 29 July at 2220."
    let dated = matches!(word(far), Some(Word::Month(..)));
    let minute = if dated { 5 } else { 15 };
    (at || again) && free && clock.minute.is_multiple_of(minute) && (5..24).contains(&clock.hour)
}

fn at_time(view: View<'_>, start: usize) -> bool {
    // "at 2030 they saw": nobody says "at" of a year that nothing follows.
    let evening = view.previous_word(start).eq_ignore_ascii_case("at")
        && view.byte(start) == b'2'
        && view.text.get(start..start + 4).is_some_and(|t| t > "2026" && t < "2100")
        && matches!(view.byte(start + 3), b'0' | b'5');
    // "AT 1810 (2210 GMT)"
    let again = view.rest(start + 4).starts_with(" (")
        && view.rest(start + 6).bytes().take(5).take_while(u8::is_ascii_digit).count() == 4
        && zone(view, start + 10).is_some();
    (view.byte(start) == b'0' || evening || again) && view.cue("before-clock", view.previous_word(start))
}

fn timed(view: View<'_>, start: usize, end: usize, hour: Option<u32>, clock: Clock) -> Found {
    let seconds = hour.map(|h| h % 24 * 3600 + clock.minute * 60 + clock.second);
    let (offset, end) = match zone(view, end) {
        Some((offset, after)) => (Some(offset), after),
        None => (None, end),
    };
    Found::Figures(vec![bare(
        start,
        end,
        Kind::Time,
        Value::Time(Time { seconds, offset: offset.flatten() }),
    )])
}

fn time(start: usize, end: usize, seconds: Option<u32>, zone: Option<(Option<i16>, usize)>) -> Found {
    let (offset, end) = zone.map_or((None, end), |(offset, after)| (offset, after));
    Found::Figures(vec![bare(start, end, Kind::Time, Value::Time(Time { seconds, offset }))])
}

/// "9 to 11 a.m.", "5-6pm", "6:30 - 8": two times of which the second says what both are.
fn stretch(view: View<'_>, start: usize, first: Clock) -> Option<Found> {
    let (joint, next) = super::figure::joint(view, first.end, true)?;
    let second = digits(view, next)?;
    let half = half_of_day(view, second.end);
    if half.is_none()
        && !(second.minutes && (first.minutes || joint == Joint::To && first.hour < 13))
        && !(first.military
            && second.military
            && (zone(view, second.end).is_some()
                || at_time(view, start)
                || view.byte(start) == b'0' && in_hours(view, second)))
        && !(first.hour < 25 && second.hour < 25 && known_zone(view, second.end))
    {
        return None;
    }
    let noon = half.map(|h| h.0);
    let late = noon.and_then(|noon| noon_hour(second.hour, noon));
    let early = noon.and_then(|noon| noon_hour(first.hour, noon)).filter(|e| late.is_none_or(|l| *e <= l));
    let end = half.map_or(second.end, |h| h.1);
    let Found::Figures(mut all) = timed(
        view,
        next,
        end,
        late.or((second.hour > 12 || noon.is_none() && second.military).then_some(second.hour)),
        second,
    ) else {
        return None;
    };
    let offset = all.first().and_then(|c| if let Value::Time(t) = c.value { t.offset } else { None });
    let hour = early.or((first.hour > 12 || first.military).then_some(first.hour));
    let seconds = hour.map(|h| h % 24 * 3600 + first.minute * 60 + first.second);
    all.insert(0, bare(start, first.end, Kind::Time, Value::Time(Time { seconds, offset })));
    Some(Found::Figures(all))
}

/// Whether a zone of three letters or more follows, of which only one goes by the name: "18-19 CET".
fn known_zone(view: View<'_>, at: usize) -> bool {
    let long = view.next_word(at).len() > 2;
    long && zone(view, at).is_some_and(|(minutes, _)| minutes.is_some())
}

/// `7`, `10:30`, `2.17` before "pm", `0715`: `None` for numbers that are no time of day.
fn digits(view: View<'_>, at: usize) -> Option<Clock> {
    let rest = view.rest(at);
    let count = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let all: u32 = rest.get(..count)?.parse().ok()?;
    let mut clock =
        Clock { hour: all, minute: 0, second: 0, minutes: false, military: false, end: at + count };
    match count {
        1 | 2 => {
            let mark = view.byte(clock.end);
            if let Some(minute) = two_digits(view, clock.end + 1).filter(|_| mark == b':' || mark == b'.') {
                let end = clock.end + 3;
                let dotted = mark == b'.' && half_of_day(view, end).is_none() && zone(view, end).is_none();
                if !dotted {
                    clock = Clock { minute, minutes: true, end, ..clock };
                }
            }
            if clock.minutes && view.byte(clock.end) == b':' {
                clock.second = two_digits(view, clock.end + 1)?;
                clock.end += 3;
            }
        }
        3 | 4 => {
            // "330 p.m.", "0715", "1900 GMT"
            clock = Clock { hour: all / 100, minute: all % 100, military: count == 4, ..clock };
            if count == 3 && half_of_day(view, clock.end).is_none() {
                return None;
            }
        }
        _ => return None,
    }
    let inside = view.byte(clock.end) == b'.' && view.byte(clock.end + 1).is_ascii_digit()
        || view.byte(clock.end) == b':';
    (clock.hour <= 24 && clock.minute < 60 && clock.second < 60 && !inside).then_some(clock)
}

/// Two digits and no third.
fn two_digits(view: View<'_>, at: usize) -> Option<u32> {
    let digits = view.text.get(at..at + 2).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    (!view.byte(at + 2).is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// "a.m." or "p.m.", with whether it is after noon and where it ends.
fn half_of_day(view: View<'_>, at: usize) -> Option<(bool, usize)> {
    let next = view.skip_gap(at);
    let noon = match view.byte(next) | 32 {
        b'a' => false,
        b'p' => true,
        _ => return None,
    };
    let tail = view.rest(next + 1);
    let forms = [".m.", " . m .", ". m.", ".m", "m.", "m", " m"];
    let form = forms.iter().find(|f| tail.get(..f.len()).is_some_and(|t| t.eq_ignore_ascii_case(f)))?;
    let end = next + 1 + form.len();
    // "9 AM radio" and "5 am" are what they seem; "am" as a verb does not follow a number.
    let stop = *form == "m." && view.char_at(view.skip_spaces(end)).is_some_and(char::is_uppercase);
    let end = if stop { end - 1 } else { end };
    view.ends_word(end).then_some((noon, end))
}

fn noon_hour(hour: u32, noon: bool) -> Option<u32> {
    match hour {
        1..=12 => Some(hour % 12 + if noon { 12 } else { 0 }),
        13..=23 if noon => Some(hour),
        _ => None,
    }
}

/// "o'clock", with where it ends and the half of the day that follows: "in the morning".
fn o_clock(view: View<'_>, at: usize) -> Option<(usize, Option<bool>)> {
    let next = view.skip_gap(at);
    let rest = view.rest(next);
    let found = ["o'clock", "o’clock", "oclock"]
        .iter()
        .find(|o| rest.get(..o.len()).is_some_and(|r| r.eq_ignore_ascii_case(o)))?;
    let end = next + found.len();
    Some((end, part_of_day(view, end)))
}

/// "in the morning", "in the afternoon", "in the evening": whether it is after noon.
fn part_of_day(view: View<'_>, at: usize) -> Option<bool> {
    let after = view.rest(at).strip_prefix(' ')?;
    if after.starts_with("in the morning") {
        return Some(false);
    }
    (after.starts_with("in the afternoon") || after.starts_with("in the evening")).then_some(true)
}

/// A zone after a time: minutes east of Greenwich where they are known, and where it ends.
fn zone(view: View<'_>, at: usize) -> Option<(Option<i16>, usize)> {
    let next = view.skip_spaces(at);
    let letters = view.word(next);
    let end = next + letters.len();
    // "1200Z" is written in one; longer names stand apart.
    if next == at && letters.len() != 1 || !view.ends_word(end) {
        return None;
    }
    // "IN 2000 AT A PARTY": a word, where all is in capitals.
    let goes_on = view.next_word(end);
    if view.cue("zone-word", letters)
        && !goes_on.is_empty()
        && goes_on.bytes().all(|b| b.is_ascii_uppercase())
    {
        return None;
    }
    view.vocabulary.zone(letters).map(|zone| (zone.minutes, end))
}
