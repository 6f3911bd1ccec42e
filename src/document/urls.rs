//! Addresses in prose: `https://…`, `www.…`, `name@host`. Their digits are no figures, so they are not read.

use memchr::memmem;

use crate::span::Span;

/// Goes through addresses in the order of the text.
#[derive(Debug)]
pub(super) struct Cursor<'a>(&'a [Span]);

impl<'a> Cursor<'a> {
    /// Begins at the first.
    pub(super) fn new(addresses: &'a [Span]) -> Cursor<'a> {
        Cursor(addresses)
    }

    /// The next address that begins before `end`.
    pub(super) fn next_before(&mut self, end: usize) -> Option<Span> {
        let (first, rest) = self.0.split_first()?;
        (first.start < end).then(|| {
            self.0 = rest;
            *first
        })
    }
}

/// The addresses of a text, in order and apart. Cost: linear in the text.
pub(super) fn find(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut hints: Vec<(usize, Hint)> = Vec::new();
    hints.extend(memmem::find_iter(bytes, "://").map(|at| (at, Hint::Scheme)));
    for start in ["www.", "WWW."] {
        hints.extend(memmem::find_iter(bytes, start).map(|at| (at, Hint::World)));
    }
    hints.extend(memchr::memchr_iter(b'@', bytes).map(|at| (at, Hint::Mail)));
    hints.sort_unstable_by_key(|(at, _)| *at);
    let mut found: Vec<Span> = Vec::new();
    let mut end = 0;
    for (at, hint) in hints {
        // What stands inside an address is not looked at again, so that each byte is read only once.
        let address = (at >= end).then(|| hint.address(bytes, at)).flatten().filter(|span| span.start >= end);
        if let Some(address) = address {
            end = address.end;
            found.push(address);
        }
    }
    found
}

/// What tells that an address may stand here.
#[derive(Clone, Copy)]
enum Hint {
    /// `://`
    Scheme,
    /// `www.`
    World,
    /// `@`
    Mail,
}

impl Hint {
    fn address(self, bytes: &[u8], at: usize) -> Option<Span> {
        match self {
            Hint::Scheme => with_scheme(bytes, at),
            Hint::World => without_scheme(bytes, at),
            Hint::Mail => mail(bytes, at),
        }
    }
}

/// The longest scheme or mailbox name that is looked at; longer ones are none, and so the cost stays linear.
const LONGEST_NAME: usize = 64;

fn with_scheme(bytes: &[u8], at: usize) -> Option<Span> {
    let start = back(bytes, at, |b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let named = bytes.get(start..at)?.iter().any(u8::is_ascii_alphabetic);
    let end = if named { address_end(bytes, at + 3) } else { at };
    (end > at + 3).then_some(Span::new(start, end))
}

fn without_scheme(bytes: &[u8], at: usize) -> Option<Span> {
    let alone = at.checked_sub(1).and_then(|i| bytes.get(i)).is_none_or(|b| !b.is_ascii_alphanumeric());
    let named = bytes.get(at + 4).is_some_and(u8::is_ascii_alphanumeric);
    (alone && named).then(|| Span::new(at, address_end(bytes, at + 4)))
}

fn mail(bytes: &[u8], at: usize) -> Option<Span> {
    let start =
        back(bytes, at, |b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-'));
    let host = bytes.get(at + 1..)?;
    let len = host
        .iter()
        .take(LONGEST_NAME)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        .count();
    let host = host.get(..len)?;
    let kept = host.iter().rposition(u8::is_ascii_alphanumeric).map_or(0, |i| i + 1);
    let dotted = host.get(..kept)?.contains(&b'.');
    (start < at && dotted).then_some(Span::new(start, at + 1 + kept))
}

fn back(bytes: &[u8], at: usize, is_part: fn(u8) -> bool) -> usize {
    let before = bytes.get(..at).unwrap_or_default();
    at - before.iter().rev().take(LONGEST_NAME).take_while(|b| is_part(**b)).count()
}

/// Where an address ends: at the first byte that none can hold, less the punctuation of the sentence around it.
fn address_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let is_part =
        |b: &u8| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'"' | b'`' | b'{' | b'}' | b'|');
    let len = rest.iter().take_while(|b| is_part(b)).count();
    let address = rest.get(..len).unwrap_or_default();
    let opened = address.contains(&b'(');
    let is_end = |b: &u8| {
        !matches!(b, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b']' | b'*' | b'_')
            && (opened || *b != b')')
    };
    from + address.iter().rposition(is_end).map_or(0, |i| i + 1)
}

#[cfg(test)]
mod tests {
    use super::find;

    fn addresses(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        assert_eq!(
            addresses("See https://a.example/2018/06/16, or (http://b.example/12)."),
            ["https://a.example/2018/06/16", "http://b.example/12"]
        );
        assert_eq!(
            addresses("At www.a.example/x?y=3; write to jo.12@b.example."),
            ["www.a.example/x?y=3", "jo.12@b.example"]
        );
    }

    #[test]
    fn what_only_looks_like_one_is_left() {
        assert!(addresses("12 @ 4, :// and www. and @home, 3://").is_empty());
    }

    #[test]
    fn addresses_within_addresses_count_once() {
        assert_eq!(addresses("https://www.a.example/jo@b.example"), ["https://www.a.example/jo@b.example"]);
    }
}
