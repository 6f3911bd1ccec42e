//! The figure at a place: a date, or a number with its hedge, currency and unit.

use super::number::{self, Form, Written};
use super::quantity::{quantity, range};
use super::range::{Joint, is_change, is_score, joint, shared_scale, side};
use super::{Found, Page, date};
use crate::calendar::Weekday;
use crate::claim::{Claim, Hedge, Kind, Quantity, Time, Unit, Value};
use crate::interval::Interval;
use crate::number::Number;
use crate::span::Span;
use crate::vocabulary::lexicon::{Seed, Word};

/// The figure that starts at a seed.
pub(super) fn at(page: &Page<'_>, start: usize, seed: Seed) -> Found {
    match seed {
        Seed::Digit => in_digits(page, start),
        Seed::Word(word, len) => in_words(page, start, word, len),
    }
}

fn bare(start: usize, end: usize, kind: Kind, value: Value) -> Found {
    Found::Figures(vec![Claim { span: Span::new(start, end), kind, value, unit: Unit::None, hedge: None }])
}

fn offset(page: &Page<'_>, rest: &str) -> usize {
    page.text.len() - rest.len()
}

fn in_digits(page: &Page<'_>, start: usize) -> Found {
    let rest = page.rest(start);
    let coin = page.vocabulary.money_before(page.text, trim_space(page, start));
    if coin.is_none() {
        if let Ok((after, value)) = date::from_digits(rest) {
            return bare(start, offset(page, after), Kind::Date, value);
        }
        if let Some(found) = time(page, start).or_else(|| year(page, start)).or_else(|| ordinal(page, start))
        {
            return found;
        }
    }
    let Ok((after, written)) = number::digits(rest, coin.is_some()) else {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        return Found::Nothing(start + digits.max(1));
    };
    let end = offset(page, after);
    // Letters glued to the digits make a name of them, unless they are a unit.
    if page.char_at(end).is_some_and(char::is_alphabetic) && !glued(page, end) {
        let run: usize = after.chars().take(64).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
        return Found::Nothing(end + run);
    }
    numeric(page, start, end, &written)
}

fn glued(page: &Page<'_>, end: usize) -> bool {
    let v = page.vocabulary;
    v.unit_at(page.text, end).is_some()
        || v.tight_unit_at(page.text, end).is_some()
        || v.money_at(page.text, end).is_some()
        || page.rest(end).starts_with("pc")
        || page.rest(end).starts_with("bps")
}

/// Steps back over one space between a sign and its number: "$ 75 million".
fn trim_space(page: &Page<'_>, start: usize) -> usize {
    if page.before(start).ends_with([' ', '\u{a0}'])
        && page.before(start).trim_end().ends_with(['$', '£', '€', '¥'])
    {
        page.floor + page.before(start).trim_end().len()
    } else {
        start
    }
}

fn in_words(page: &Page<'_>, start: usize, word: Word, len: usize) -> Found {
    let rest = page.rest(start);
    match word {
        Word::Month(..) => return month(page, start, len),
        Word::Day(day, whole) => return weekday(page, start, len, day, whole),
        Word::Ordinal(n) => return spelled_ordinal(page, start, len, n),
        Word::Times(n) | Word::Fold(n) | Word::Twice(n) => {
            return multiple(page, start, start + len, Number::int(i128::from(n)));
        }
        Word::Halved => {
            return Number::ratio(1, 2)
                .map_or(Found::Nothing(start + len), |n| multiple(page, start, start + len, n));
        }
        Word::Half | Word::Quarter | Word::Part(_) if number::words(rest).is_err() => {
            return half(page, start, len, word);
        }
        Word::Decade(_) | Word::Clock(_) | Word::Point | Word::Couple => return Found::Nothing(start + len),
        _ => {}
    }
    if let Ok((after, written)) = number::parts(rest) {
        return numeric(page, start, offset(page, after), &written);
    }
    let article = page.word_before(start);
    let with_article = matches!(article.0, "a" | "an" | "A" | "An")
        && matches!(word, Word::Hundred | Word::Scale(_) | Word::Bunch(_));
    if with_article && let Ok((after, written)) = number::with_article(rest) {
        return numeric(page, article.1, offset(page, after), &written);
    }
    let Ok((after, written)) = number::words(rest) else { return Found::Nothing(start + len) };
    let end = offset(page, after);
    if page.char_at(end).is_some_and(|c| c.is_alphanumeric() || c == '\'' || c == '’') {
        return Found::Nothing(end);
    }
    if matches!(word, Word::Unit(1)) && written.value == Number::ONE && !is_number_one(page, start, end) {
        return Found::Nothing(end);
    }
    numeric(page, start, end, &written)
}

/// Whether "one" is the number and not the pronoun.
fn is_number_one(page: &Page<'_>, start: usize, end: usize) -> bool {
    let v = page.vocabulary;
    let (before, _) = page.word_before(start);
    let after = page.word_after(end);
    if v.cue("one-before", before) {
        return true;
    }
    !v.cue("one-not-before", before) && !after.is_empty() && !v.cue("one-not-after", after)
}

/// "half of", "a third of": a proportion.
fn half(page: &Page<'_>, start: usize, len: usize, word: Word) -> Found {
    let v = page.vocabulary;
    let end = start + len;
    let (before, at) = page.word_before(start);
    let value = match word {
        Word::Half => Number::ratio(1, 2),
        Word::Quarter if matches!(before, "a" | "A" | "one") => Number::ratio(1, 4),
        _ => None,
    };
    let fits = v.cue("half-after", page.word_after(end)) && !v.cue("half-not-before", before);
    let Some(value) = value.filter(|_| fits) else { return Found::Nothing(end) };
    let start = if matches!(before, "a" | "A" | "one") { at } else { start };
    let written = Written { value, place: 0, last: 0, decimals: 0, form: Form::Fraction };
    numeric(page, start, end, &written)
}

fn multiple(page: &Page<'_>, start: usize, end: usize, value: Number) -> Found {
    let written = Written { value, place: 0, last: 0, decimals: 0, form: Form::Words };
    finish(page, start, end, &written, Kind::Multiple, Unit::None)
}

fn month(page: &Page<'_>, start: usize, len: usize) -> Found {
    let rest = page.rest(start);
    let next = Found::Nothing(start + len);
    if let Ok((after, value)) = date::from_month(rest) {
        return bare(start, offset(page, after), Kind::Date, value);
    }
    // A month by itself, where a preposition makes it one: "May" and "March" are words too.
    let Ok((after, month)) = date::month(rest) else { return next };
    let (before, _) = page.word_before(start);
    let placed = [
        "in", "since", "until", "by", "of", "from", "last", "next", "this", "early", "late", "mid", "during",
        "through",
    ];
    if !placed.iter().any(|p| before.eq_ignore_ascii_case(p)) {
        return next;
    }
    let date = crate::calendar::Date { year: None, month: Some(month), day: None };
    bare(start, offset(page, after), Kind::Date, Value::Date(date))
}

fn weekday(page: &Page<'_>, start: usize, len: usize, day: Weekday, whole: bool) -> Found {
    let end = start + len;
    let capital = page.char_at(start).is_some_and(char::is_uppercase);
    let after = page.rest(end);
    let dated = after.starts_with(". ") || after.starts_with(", ") || after.starts_with(' ');
    let follows = after.trim_start_matches(['.', ',', ' ']);
    let sure =
        whole || dated && (date::month(follows).is_ok() || follows.starts_with(|c: char| c.is_ascii_digit()));
    let (before, _) = page.word_before(start);
    // "the Edmonton Sun": a name, not a day.
    let named = !whole && before.starts_with(char::is_uppercase) && before.chars().any(char::is_lowercase);
    if named || !capital || !sure || after.starts_with(|c: char| c.is_alphanumeric()) {
        return Found::Nothing(end);
    }
    bare(start, end, Kind::Weekday, Value::Weekday(day))
}

/// A bare year, a decade or a stretch of years.
fn year(page: &Page<'_>, start: usize) -> Option<Found> {
    let (after, value) = date::years(page.rest(start)).ok()?;
    let end = offset(page, after);
    if let Value::Date(date) = &value {
        let year = date.year?;
        let v = page.vocabulary;
        let (before, _) = page.word_before(start);
        let next = page.word_after(end);
        let unit = v.unit_at(page.text, end + 1).is_some() || v.money_at(page.text, end + 1).is_some();
        let share = after.starts_with('%')
            || after.starts_with(" percent")
            || after.starts_with(" pct")
            || after.starts_with(" per cent");
        let plural = next.ends_with('s') && next.len() > 3 && !v.cue("not-plural", next);
        let scaled = number::digits(page.rest(start), false).is_ok_and(|(_, w)| w.form == Form::Scaled);
        if unit || share || plural || scaled || v.cue("counted", next) {
            return None;
        }
        let modern =
            (1900..=2099).contains(&year) && (after.is_empty() || !next.is_empty() || !before.is_empty());
        let old = v.cue("old-year", before);
        if !modern && !old {
            return None;
        }
        if matches!(joint(page, end, before.eq_ignore_ascii_case("between")), Some((Joint::And | Joint::To, second))
            if date::years(page.rest(second)).is_ok_and(|(rest, _)| plural_after(page, offset(page, rest))))
        {
            return None;
        }
    }
    Some(bare(start, end, Kind::Date, value))
}

fn plural_after(page: &Page<'_>, end: usize) -> bool {
    let next = page.word_after(end);
    next.ends_with('s') && next.len() > 3 && !page.vocabulary.cue("not-plural", next)
}

/// "7 p.m.", "10:30", "1900 GMT".
fn time(page: &Page<'_>, start: usize) -> Option<Found> {
    let rest = page.rest(start);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mut hour: u32 = rest.get(..digits).filter(|_| (1..=2).contains(&digits))?.parse().ok()?;
    let mut end = digits;
    let mut minute = 0;
    let mut clear = false;
    if rest.get(end..end + 1) == Some(":") {
        let two = rest.get(end + 1..end + 3).filter(|m| m.bytes().all(|b| b.is_ascii_digit()))?;
        minute = two.parse().ok()?;
        end += 3;
        clear = true;
        if rest.get(end..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit() || c == ':')) {
            return None;
        }
    }
    let after = rest.get(end..)?;
    let spaced = after.strip_prefix([' ', '\u{a0}']).unwrap_or(after);
    let half = ["a.m.", "p.m.", "am", "pm", "a.m", "p.m"].iter().find(|h| {
        spaced.get(..h.len()).is_some_and(|s| s.eq_ignore_ascii_case(h))
            && !spaced[h.len()..].starts_with(|c: char| c.is_alphanumeric())
    });
    if let Some(half) = half {
        end += after.len() - spaced.len() + half.len();
        let noon = half.starts_with('p');
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if noon { 12 } else { 0 };
        clear = true;
    }
    if !clear || hour > 24 || minute > 59 {
        return None;
    }
    let known = half.is_some() || hour > 12 || hour == 0;
    let seconds = known.then_some(hour * 3600 + minute * 60);
    Some(bare(start, start + end, Kind::Time, Value::Time(Time { seconds, offset: None })))
}

/// "21st", "7th".
fn ordinal(page: &Page<'_>, start: usize) -> Option<Found> {
    let rest = page.rest(start);
    let digits = rest.bytes().take(12).take_while(|b| b.is_ascii_digit() || *b == b',').count();
    let ending = rest.get(digits..digits + 2)?;
    if !["st", "nd", "rd", "th"].iter().any(|e| ending.eq_ignore_ascii_case(e)) {
        return None;
    }
    let end = start + digits + 2;
    if page.char_at(end).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let value = Number::parse(&rest.get(..digits)?.replace(',', ""))?;
    Some(bare(start, end, Kind::Ordinal, exact(value)))
}

fn exact(value: Number) -> Value {
    let point = Interval::point(value);
    Value::Quantity(Quantity { value: Some(value), stated: point, unhedged: point, widest: point })
}

/// "seventh", "twenty-first"; "first" and "second" are too often plain words.
fn spelled_ordinal(page: &Page<'_>, start: usize, len: usize, n: u8) -> Found {
    let end = start + len;
    let after = page.rest(end);
    if n < 4 || !after.starts_with([' ', '-', ',', '.']) {
        return Found::Nothing(end);
    }
    bare(start, end, Kind::Ordinal, exact(Number::int(i128::from(n))))
}

/// A number that has been read: what stands around it says what it is.
fn numeric(page: &Page<'_>, start: usize, end: usize, written: &Written) -> Found {
    let (before, _) = page.word_before(start);
    let between = before.eq_ignore_ascii_case("between");
    let coin_at = trim_space(page, start);
    let coin = page.vocabulary.money_before(page.text, coin_at);
    if let Some((joint, second_at)) = joint(page, end, between)
        && let Some(found) = pair(page, (start, end), written, joint, second_at, coin.is_some())
    {
        return found;
    }
    if let Some((coin, from)) = coin {
        let written = &Written { value: main_unit(written.value, coin.hundredth), ..*written };
        return finish(page, from, end, written, Kind::Money, Unit::Currency(coin.code));
    }
    let Tail { kind, unit, end, factor } = tail(page, end, written);
    finish(page, start, end, &factored(written, factor), kind, unit)
}

/// A number of cents or of basis points in the main unit: hundredths move its places too.
fn factored(written: &Written, factor: Option<Number>) -> Written {
    let hundredth = factor.is_some_and(|f| f < Number::ONE);
    let Some(value) = factor.filter(|_| hundredth).and_then(|f| written.value.mul(f)) else {
        return *written;
    };
    Written { value, place: written.place - 2, last: written.last - 2, ..*written }
}

fn main_unit(value: Number, hundredth: bool) -> Number {
    if hundredth { value.div(Number::int(100)).unwrap_or(value) } else { value }
}

/// What follows a number: its unit, and where it ends.
struct Tail {
    kind: Kind,
    unit: Unit,
    end: usize,
    /// What the number is to be multiplied with: cents, basis points.
    factor: Option<Number>,
}

const SHARES: [(&str, Kind, i128); 14] = [
    ("percentage points", Kind::Points, 1),
    ("percentage point", Kind::Points, 1),
    ("percentage-point", Kind::Points, 1),
    ("percentage-points", Kind::Points, 1),
    ("basis points", Kind::Points, 100),
    ("basis point", Kind::Points, 100),
    ("basis-point", Kind::Points, 100),
    ("bps", Kind::Points, 100),
    ("percent", Kind::Percent, 1),
    ("per cent", Kind::Percent, 1),
    ("pct", Kind::Percent, 1),
    ("percents", Kind::Percent, 1),
    ("per-cent", Kind::Percent, 1),
    ("pc", Kind::Percent, 1),
];

fn tail(page: &Page<'_>, end: usize, written: &Written) -> Tail {
    let rest = page.rest(end);
    let gap =
        usize::from(rest.starts_with([' ', '-', '\n'])) + if rest.starts_with('\u{a0}') { 2 } else { 0 };
    let after = page.rest(end + gap);
    if after.starts_with('%') {
        let points = after.strip_prefix("% ").is_some_and(|r| r.starts_with("points"));
        let len = if points { 8 } else { 1 };
        let (kind, unit) = if points { (Kind::Points, Unit::Points) } else { (Kind::Percent, Unit::Percent) };
        return Tail { kind, unit, end: end + gap + len, factor: None };
    }
    for (word, kind, divisor) in SHARES {
        let fits = after.get(..word.len()).is_some_and(|w| w.eq_ignore_ascii_case(word))
            && !after[word.len()..].starts_with(|c: char| c.is_alphanumeric());
        if fits && (word != "pc" || gap == 0) {
            let unit = if kind == Kind::Percent { Unit::Percent } else { Unit::Points };
            return Tail { kind, unit, end: end + gap + word.len(), factor: Number::ratio(1, divisor) };
        }
    }
    if let Some((coin, to)) = page.vocabulary.money_at(page.text, end + gap)
        && proven(page, coin.proof, written)
    {
        let factor = if coin.hundredth { Number::ratio(1, 100) } else { None };
        return Tail { kind: Kind::Money, unit: Unit::Currency(coin.code), end: to, factor };
    }
    let unit = page.vocabulary.unit_at(page.text, end + gap);
    let unit = unit.or_else(|| page.vocabulary.tight_unit_at(page.text, end).filter(|_| gap == 0));
    if let Some((unit, to)) = unit
        && written.form != Form::Open
    {
        let time = page.vocabulary.unit(unit).is_some_and(|u| u.dimension == "time");
        let old = ["-old", " old", "-olds"]
            .iter()
            .find(|o| page.rest(to).get(..o.len()).is_some_and(|r| r.eq_ignore_ascii_case(o)));
        let kind = match (time, old) {
            (true, Some(_)) => Kind::Age,
            (true, None) => Kind::Duration,
            _ => Kind::Measure,
        };
        let to = old.filter(|_| time).map_or(to, |o| to + o.len());
        return Tail { kind, unit: Unit::Measure(unit), end: to, factor: None };
    }
    if after.starts_with("times") && gap == 1 && page.word_after(end + gap + 5).eq_ignore_ascii_case("as")
        || rest.starts_with("-fold")
    {
        let len = if rest.starts_with("-fold") { 5 } else { gap + 5 };
        return Tail { kind: Kind::Multiple, unit: Unit::None, end: end + len, factor: None };
    }
    let kind =
        if written.form == Form::Fraction && written.value < Number::ONE { Kind::Ratio } else { Kind::Count };
    Tail { kind, unit: Unit::None, end, factor: None }
}

fn proven(page: &Page<'_>, proof: crate::vocabulary::Proof, written: &Written) -> bool {
    use crate::vocabulary::Proof;
    match proof {
        Proof::Sure => true,
        Proof::Large | Proof::Near => {
            let _ = page;
            written.form == Form::Scaled || written.value >= Number::int(1000)
        }
    }
}

/// Two numbers that belong together.
fn pair(
    page: &Page<'_>,
    first: (usize, usize),
    written: &Written,
    joint: Joint,
    second_at: usize,
    money: bool,
) -> Option<Found> {
    let (start, _) = first;
    if written.form == Form::Open {
        return None;
    }
    let sign = page.vocabulary.money_before(page.text, start);
    // A second currency sign, if there is one, is the same.
    let number_at =
        (second_at..second_at + 4).find(|at| page.char_at(*at).is_some_and(|c| c.is_ascii_alphanumeric()))?;
    let between = page.text.get(second_at..number_at)?;
    if !between.is_empty()
        && (sign.is_none() || between.trim() != "$" && between.trim() != "£" && between.trim() != "€")
    {
        return None;
    }
    let rest = page.rest(number_at);
    let (after, second) = number::digits(rest, money).or_else(|_| number::words(rest)).ok()?;
    let end = offset(page, after);
    if second.form == Form::Open || page.char_at(end).is_some_and(char::is_alphabetic) && !glued(page, end) {
        return None;
    }
    if let (Some(a), Some(b)) = (side(written), side(&second))
        && !money
        && plain_tail(page, end, &second)
        && is_score(page, start, end, (a, b), joint)
    {
        return Some(bare(start, end, Kind::Score, Value::Score(sides(page, vec![a, b], end))));
    }
    let low = shared_scale(written, &second).unwrap_or(written.value);
    let change = joint != Joint::And && is_change(page, sign.map_or(start, |s| s.1));
    if joint == Joint::And && low >= second.value && sign.is_none() {
        return backwards(page, first, written, (number_at, end), &second);
    }
    if low >= second.value || change {
        return None;
    }
    let (kind, unit, from, end) = if let Some((coin, from)) = sign {
        (Kind::Money, Unit::Currency(coin.code), from, end)
    } else {
        let tail = tail(page, end, &second);
        if tail.kind == Kind::Count && joint == Joint::To && !page.word_after(end).ends_with('s') {
            return None;
        }
        (tail.kind, tail.unit, start, tail.end)
    };
    let value = Value::Quantity(range(low, second.value));
    Some(Found::Figures(vec![Claim { span: Span::new(from, end), kind, value, unit, hedge: None }]))
}

/// The two ends of a range that runs the wrong way: two figures, of one unit.
fn backwards(
    page: &Page<'_>,
    first: (usize, usize),
    written: &Written,
    second: (usize, usize),
    other: &Written,
) -> Option<Found> {
    let Tail { kind, unit, end, factor } = tail(page, second.1, other);
    let claim = |start: usize, end: usize, written: &Written| {
        let quantity = quantity(&factored(written, factor), kind, None, page.vocabulary)?;
        Some(Claim { span: Span::new(start, end), kind, value: Value::Quantity(quantity), unit, hedge: None })
    };
    Some(Found::Figures(vec![claim(first.0, first.1, written)?, claim(second.0, end, other)?]))
}

fn plain_tail(page: &Page<'_>, end: usize, written: &Written) -> bool {
    matches!(tail(page, end, written).kind, Kind::Count)
}

/// Further sides of a score: "10-6-1".
fn sides(page: &Page<'_>, mut sides: Vec<Number>, end: usize) -> Vec<Number> {
    let rest = page.rest(end);
    if let Some(third) = rest.strip_prefix('-')
        && let Ok((_, third)) = number::digits(third, false)
        && let Some(third) = side(&third)
    {
        sides.push(third);
    }
    sides
}

/// The claim of one number, with its hedge.
fn finish(page: &Page<'_>, start: usize, end: usize, written: &Written, kind: Kind, unit: Unit) -> Found {
    let (kind, unit) = aged(page, start, end, written, kind, unit);
    let (start, written) = negative(page, start, written);
    let hedge = hedge(page, start, end);
    let Some(quantity) = quantity(&written, kind, hedge.map(|h| h.sense), page.vocabulary) else {
        return Found::Nothing(end);
    };
    let value = Value::Quantity(quantity);
    Found::Figures(vec![Claim { span: Span::new(start, end), kind, value, unit, hedge }])
}

/// "aged 43", "Smith, 43,".
fn aged(
    page: &Page<'_>,
    start: usize,
    end: usize,
    written: &Written,
    kind: Kind,
    unit: Unit,
) -> (Kind, Unit) {
    if kind != Kind::Count || written.decimals > 0 || written.value > Number::int(120) {
        return (kind, unit);
    }
    let (before, at) = page.word_before(start);
    let by_word =
        page.vocabulary.cue("age", before) && page.char_at(end).is_none_or(|c| !c.is_alphanumeric());
    let comma = page.before(start).ends_with(", ") && matches!(page.char_at(end), Some(',' | '.' | ';'));
    let (name, _) = page.word_before(page.floor + page.before(start).trim_end_matches([' ', ',']).len());
    let digits = matches!(written.form, Form::Digits { .. });
    let by_name = comma
        && digits
        && name.starts_with(char::is_uppercase)
        && name.len() > 1
        && written.value > Number::int(9);
    let _ = at;
    match page.vocabulary.year().filter(|_| by_word || by_name) {
        Some(year) => (Kind::Age, Unit::Measure(year)),
        None => (kind, unit),
    }
}

/// "-15", "minus 5".
fn negative(page: &Page<'_>, start: usize, written: &Written) -> (usize, Written) {
    let minus = ["-", "−", "minus ", "negative "].into_iter().find(|sign| {
        let before = page.before(start);
        before.len() >= sign.len()
            && before.get(before.len() - sign.len()..).is_some_and(|b| b.eq_ignore_ascii_case(sign))
            && before
                .get(..before.len() - sign.len())
                .is_some_and(|b| b.is_empty() || b.ends_with([' ', '(', '\n']))
    });
    match minus {
        Some(sign) => (start - sign.len(), Written { value: written.value.neg(), ..*written }),
        None => (start, *written),
    }
}

fn hedge(page: &Page<'_>, start: usize, end: usize) -> Option<Hedge> {
    let trimmed = page.before(start).trim_end_matches([' ', '\n', '\u{a0}']);
    let at = page.floor + trimmed.len();
    if let Some((sense, from)) = page.vocabulary.hedge_before(page.text, at)
        && from >= page.floor
        && start - at <= 2
    {
        return Some(Hedge { sense, span: Span::new(from, at) });
    }
    let gap = usize::from(page.rest(end).starts_with([' ', '\n']));
    let (sense, to) = page.vocabulary.hedge_after(page.text, end + gap)?;
    Some(Hedge { sense, span: Span::new(end + gap, to) })
}
