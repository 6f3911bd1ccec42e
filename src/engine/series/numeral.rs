//! Numbers that tell a place: digits, letters, Roman numerals and words.

use crate::span::Span;
use crate::vocabulary::lexicon::{Word, word};

/// How a number is written; those of one series are written alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Digits,
    SmallLetter,
    Capital,
    SmallRoman,
    Roman,
    /// "Four".
    Spelled,
    /// "Fourth", "fourthly".
    Ordinal,
}

/// A number as it stands in a text. "(i)" may be a letter or a Roman numeral, so there may be two readings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    /// All of it: "3.1".
    pub(super) span: Span,
    /// The part before its last number: "3." of "3.1".
    pub(super) parent: Span,
    /// What it may say, the likeliest first.
    pub(super) readings: [Option<(Style, u32)>; 2],
}

/// Words at the head of a text among which its number is looked for, and how many of them may be numbers.
const WORDS: usize = 4;
const NUMBERS: usize = 2;

/// The numbers among the first words of a stretch of text.
pub(super) fn numerals(text: &str, within: Span) -> Vec<Numeral> {
    let mut out = Vec::new();
    let mut at = within.start;
    let mut words = 0;
    while words < WORDS && out.len() < NUMBERS && at < within.end {
        let Some(c) = text.get(at..within.end).and_then(|rest| rest.chars().next()) else { break };
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        words += 1;
        let span = Span::new(at, at + run(text.get(at..within.end).unwrap_or("")));
        at = span.end;
        out.extend(numeral(text, span, within));
    }
    out
}

/// The bytes of a word, or of a number with its parts: "3.1".
fn run(rest: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut len = digits(rest);
    while len > 0
        && let Some(next) = rest.get(len..).and_then(|r| r.strip_prefix('.'))
        && digits(next) > 0
    {
        len += 1 + digits(next);
    }
    let letters = rest.get(len..).unwrap_or("").chars().take_while(|c| c.is_alphanumeric());
    len + letters.map(char::len_utf8).sum::<usize>()
}

/// A word as the number of a place, if nothing around it makes it anything else.
fn numeral(text: &str, span: Span, within: Span) -> Option<Numeral> {
    let written = span.of(text);
    let parent = if written.starts_with(|c: char| c.is_ascii_digit()) { written.rfind('.') } else { None };
    let parent = parent.map_or(0, |at| at + 1);
    let readings = read(written.get(parent..)?);
    readings[0]?;
    let before = text.get(within.start..span.start).and_then(|t| t.chars().next_back());
    let mut after = text.get(span.end..within.end)?.chars();
    let (next, then) = (after.next(), after.next());
    let joins =
        |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '–' | '/' | '\'' | '’' | ',' | ':' | '.'));
    let glued = joins(next) && then.is_some_and(char::is_alphanumeric);
    if glued
        || next == Some('%')
        || before.is_some_and(|c| matches!(c, '$' | '£' | '€' | '-' | '–' | '/' | '.' | ',' | ':'))
    {
        return None;
    }
    // "A man", "I say": a letter by itself is a number only where a mark says so.
    let marked = next.is_none_or(|c| matches!(c, '.' | ')' | ':' | '—' | '–'));
    if written.len() == 1 && written.bytes().all(|b| b.is_ascii_alphabetic()) && !marked {
        return None;
    }
    Some(Numeral { span, parent: Span::new(span.start, span.start + parent), readings })
}

/// What a word may say as the number of a place.
pub(super) fn read(written: &str) -> [Option<(Style, u32)>; 2] {
    let bytes = written.as_bytes();
    let all = |of: fn(&u8) -> bool| bytes.iter().all(of);
    if bytes.is_empty() {
        return [None, None];
    }
    if all(u8::is_ascii_digit) {
        let number = written.parse().ok().filter(|n| bytes.len() < 4 && *n > 0);
        return [number.map(|n| (Style::Digits, n)), None];
    }
    if let [letter] = bytes
        && letter.is_ascii_alphabetic()
    {
        let style = if letter.is_ascii_uppercase() { Style::Capital } else { Style::SmallLetter };
        return [Some((style, u32::from((letter | 32) - b'a') + 1)), roman(written)];
    }
    let spelled = match word(written) {
        Some(Word::Unit(n) | Word::Teen(n)) if n > 0 => Some((Style::Spelled, u32::from(n))),
        Some(Word::Ordinal(n)) => Some((Style::Ordinal, u32::from(n))),
        _ => match written.strip_suffix("ly").and_then(word) {
            Some(Word::Ordinal(n)) => Some((Style::Ordinal, u32::from(n))),
            _ => roman(written),
        },
    };
    [spelled, None]
}

/// A Roman numeral of up to seven letters, all of one case.
fn roman(written: &str) -> Option<(Style, u32)> {
    const SIGNS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    if !written.starts_with(['I', 'V', 'X', 'L', 'C', 'i', 'v', 'x', 'l', 'c']) {
        return None;
    }
    let capitals = written.bytes().all(|b| b.is_ascii_uppercase());
    if written.len() > 7 || !capitals && !written.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let upper = written.to_ascii_uppercase();
    let mut rest = upper.as_str();
    let mut number = 0;
    for (worth, sign) in SIGNS {
        let most = if sign.len() == 2 || matches!(worth, 5 | 50) { 1 } else { 3 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(sign) else { break };
            number += worth;
            rest = after;
        }
    }
    let style = if capitals { Style::Roman } else { Style::SmallRoman };
    (rest.is_empty() && number > 0).then_some((style, number))
}

#[cfg(test)]
mod tests {
    use super::{Style, numerals, read};
    use crate::span::Span;

    #[test]
    fn numbers_are_read_in_every_writing() {
        assert_eq!(read("12")[0], Some((Style::Digits, 12)));
        assert_eq!(read("IV")[0], Some((Style::Roman, 4)));
        assert_eq!(read("i"), [Some((Style::SmallLetter, 9)), Some((Style::SmallRoman, 1))]);
        assert_eq!(read("Thirdly")[0], Some((Style::Ordinal, 3)));
        assert_eq!(read("four")[0], Some((Style::Spelled, 4)));
        assert_eq!(read("IIX")[0], None);
        assert_eq!(read("2019")[0], None);
    }

    #[test]
    fn what_is_an_amount_is_no_place() {
        let found = |text: &str| {
            let read = numerals(text, Span::new(0, text.len()));
            read.iter().map(|n| n.span.of(text).to_owned()).collect::<Vec<String>>()
        };
        assert_eq!(found("Figure 3: Sales"), ["3"]);
        assert_eq!(found("3.1 Methods"), ["3.1"]);
        assert_eq!(found("(b) the next"), ["b"]);
        for text in ["A man", "$3. It", "3% more", "2,500 men", "One-third of", "9:30 news", "I'm here"] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }
}
