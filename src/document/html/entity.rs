//! Text of HTML into clean text: character references decoded, raised and lowered digits kept apart from figures.

use html5gum::{Token, Tokenizer};
use memchr::memchr;

use super::super::builder::Builder;

/// The longest character reference that is looked at; none of HTML's is as long.
const LONGEST: usize = 40;

/// Adds a stretch of the source.
pub(super) fn flow(builder: &mut Builder<'_>, start: usize, end: usize) {
    let source = builder.source;
    let mut at = start;
    let mut from = start;
    while let Some(found) = source.as_bytes().get(at..end).and_then(|rest| memchr(b'&', rest)) {
        let reference = at + found;
        at = reference + 1;
        if let Some((len, text)) = source.get(reference..end).and_then(decode) {
            builder.flow(from, reference);
            builder.ensure_open();
            builder.decoded(&text, reference, reference + len);
            at = reference + len;
            from = at;
        }
    }
    builder.flow(from, end);
}

/// The character reference that a text begins with: its length, and what it stands for.
fn decode(text: &str) -> Option<(usize, String)> {
    let name =
        text.bytes().skip(1).take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let closed = text.as_bytes().get(1 + name) == Some(&b';');
    let reference = text.get(..1 + name + usize::from(closed)).filter(|_| name > 0)?;
    let Ok(token) = Tokenizer::new(reference).find(|t| matches!(t, Ok(Token::String(_))))?;
    let Token::String(value) = token else { return None };
    let decoded = std::str::from_utf8(&value.value).ok().filter(|decoded| *decoded != reference)?;
    // `&copy2018` ends where its name does: what follows is text.
    let tail = if closed { 0 } else { common_end(reference, decoded) };
    let decoded = decoded.get(..decoded.len() - tail).filter(|d| !d.is_empty())?;
    Some((reference.len() - tail, decoded.to_owned()))
}

fn common_end(a: &str, b: &str) -> usize {
    a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b && a.is_ascii()).count()
}

/// Adds raised or lowered text, its digits as the characters that Unicode has for them: `10<sup>6</sup>` is not 106,
/// and a note after a figure is no digit of it.
pub(super) fn shifted(builder: &mut Builder<'_>, raised: bool, start: usize, end: usize) {
    const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    const LOWERED: [&str; 10] = ["₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"];
    let source = builder.source;
    let table = if raised { RAISED } else { LOWERED };
    let mut from = start;
    for at in start..end {
        let digit = source.as_bytes().get(at).filter(|b| b.is_ascii_digit()).map(|b| usize::from(b - b'0'));
        if let Some(text) = digit.and_then(|d| table.get(d)) {
            flow(builder, from, at);
            builder.ensure_open();
            builder.decoded(text, at, at + 1);
            from = at + 1;
        }
    }
    flow(builder, from, end);
}
