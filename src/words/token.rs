//! Cuts a sentence into words, marks and figures.

use super::cut::word_len;
use super::lexicon::{Lexicon, WordId};
use super::pattern::{Mark, mark_of};
use crate::claim::Claim;
use crate::span::Span;

/// A word, a mark or a figure of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands. A figure's token covers its hedge too.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it is a word that begins with a capital letter.
    pub capital: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word.
    Word(WordId),
    /// A mark of punctuation.
    Mark(Mark),
    /// A figure: its place among the claims of the document.
    Figure(usize),
}

impl Token {
    /// The word that it is, if it is one that rules know.
    pub fn word(&self) -> Option<WordId> {
        match self.kind {
            TokenKind::Word(id) if id != WordId::UNKNOWN => Some(id),
            _ => None,
        }
    }

    /// Whether it is that mark.
    pub fn is(&self, mark: Mark) -> bool {
        self.kind == TokenKind::Mark(mark)
    }

    /// The figure that it is.
    pub const fn figure(&self) -> Option<usize> {
        match self.kind {
            TokenKind::Figure(claim) => Some(claim),
            _ => None,
        }
    }
}

/// Cuts `span` of `text` into tokens. `claims` are those of the document and `from` the first that may lie in the span.
/// Cost: linear in the span.
pub fn tokens(text: &str, span: Span, claims: &[Claim], from: usize, lexicon: &Lexicon) -> Vec<Token> {
    let mut out = Vec::with_capacity(span.len() / 5);
    let mut at = span.start;
    let mut next = from;
    let mut lower = String::new();
    while at < span.end {
        while claims.get(next).is_some_and(|c| whole(c).start < at) {
            next += 1;
        }
        if let Some(claim) = claims.get(next)
            && whole(claim).start == at
            && whole(claim).end <= span.end
        {
            let span = whole(claim);
            out.push(Token { span, kind: TokenKind::Figure(next), capital: false });
            at = span.end;
            next += 1;
            continue;
        }
        // A word never runs into the figure that follows it.
        let until = claims.get(next).map_or(span.end, |c| whole(c).start.clamp(at, span.end));
        let until = if until > at { until } else { span.end };
        let Some(bytes) = text.as_bytes().get(at..until) else { break };
        if bytes.first() == Some(&b' ') {
            at += 1;
            continue;
        }
        if let Some((kind, len)) = plain_word(bytes, lexicon) {
            let capital = bytes.first().is_some_and(u8::is_ascii_uppercase);
            out.push(Token { span: Span::new(at, at + len), kind, capital });
            at += len;
            continue;
        }
        let Some(rest) = text.get(at..until) else { break };
        let Some(c) = rest.chars().next() else { break };
        at += push(rest, c, at, lexicon, &mut lower, &mut out);
    }
    drop_stops_of_names(text, &mut out);
    out
}

/// Leaves out the stops that belong to a name, and so end nothing: "Alder Co. plus Birch Inc. make ten". Such a stop stands
/// right behind a word with a capital, and a word or a figure follows it in the sentence.
fn drop_stops_of_names(text: &str, tokens: &mut Vec<Token>) {
    let named = |i: usize| {
        let [before, stop, after] = tokens.get(i.wrapping_sub(1)..=i + 1).unwrap_or(&[]) else {
            return false;
        };
        stop.is(Mark::Stop)
            && stop.span.of(text) == "."
            && before.capital
            && before.span.end == stop.span.start
            && !matches!(after.kind, TokenKind::Mark(Mark::Stop | Mark::Quote | Mark::Close))
    };
    if !tokens.iter().any(|t| t.is(Mark::Stop)) {
        return;
    }
    let keep: Vec<bool> = (0..tokens.len()).map(|i| !named(i)).collect();
    let mut keep = keep.into_iter();
    tokens.retain(|_| keep.next().unwrap_or(true));
}

/// A claim with its hedge.
fn whole(claim: &Claim) -> Span {
    claim.hedge.map_or(claim.span, |hedge| claim.span.cover(hedge.span))
}

/// The longest word that is looked up without further ado.
const PLAIN: usize = 24;

/// The word at the start of a text with its length, if it is one of plain letters and digits and nothing else belongs to
/// it, as most are: those of which [`push`] would say the same.
fn plain_word(bytes: &[u8], lexicon: &Lexicon) -> Option<(TokenKind, usize)> {
    let mut lower = [0; PLAIN];
    let mut len = 0;
    for (to, byte) in lower.iter_mut().zip(bytes) {
        if !byte.is_ascii_alphanumeric() {
            break;
        }
        *to = byte.to_ascii_lowercase();
        len += 1;
    }
    let goes_on = |next: &u8| next.is_ascii_alphanumeric() || !next.is_ascii() || *next == b'\'';
    let abbreviated = |next: &u8| len == 1 && *next == b'.';
    if len == 0 || bytes.get(len).is_some_and(|next| goes_on(next) || abbreviated(next)) {
        return None;
    }
    Some((TokenKind::Word(lexicon.id_of(lower.get(..len)?)), len))
}

/// Whether a percentage and the bracket that closes it stand at the start of some text.
fn is_percentage(text: &str) -> bool {
    let digits = text.bytes().take(6).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with("%]"))
}

/// Whether the last tokens are a bracket and a figure.
fn opened(tokens: &[Token]) -> bool {
    matches!(tokens, [.., open, figure] if open.is(Mark::Open) && figure.figure().is_some())
}

/// Pushes the token at the start of `rest`, if one is there; gives its length.
fn push(
    rest: &str,
    c: char,
    at: usize,
    lexicon: &Lexicon,
    lower: &mut String,
    out: &mut Vec<Token>,
) -> usize {
    let len = word_len(rest);
    if len == 0 {
        let doubled = matches!(c, '-' | '`' | '\'') && rest[1..].starts_with(c);
        let len = if doubled { 2 } else { c.len_utf8() };
        let mark = match c {
            '-' if doubled && is_option(rest, out, at) => Some(Mark::Other),
            '-' if doubled || spaced_hyphen(rest, out, at) => Some(Mark::Dash),
            '`' | '\'' if doubled => Some(Mark::Quote),
            // "[4%]", as medical texts have it; what else stands in square brackets is an editor's.
            '[' if is_percentage(&rest[1..]) => Some(Mark::Open),
            ']' if opened(out) => Some(Mark::Close),
            _ if c.is_whitespace() => None,
            _ => Some(mark_of(c).unwrap_or(Mark::Other)),
        };
        if let Some(mark) = mark {
            out.push(Token { span: Span::new(at, at + len), kind: TokenKind::Mark(mark), capital: false });
        }
        return len;
    }
    let raw = &rest[..len];
    if raw.bytes().all(|b| b == b'\'') {
        let span = Span::new(at, at + len);
        out.push(Token { span, kind: TokenKind::Mark(Mark::Quote), capital: false });
        return len;
    }
    let stem_len = possessive(raw);
    for (start, end) in [(0, stem_len), (stem_len, len)] {
        let part = &raw[start..end];
        if part.is_empty() {
            continue;
        }
        lower.clear();
        if part.is_ascii() {
            lower.push_str(part);
            lower.make_ascii_lowercase();
        } else {
            for ch in part.chars() {
                if ch == '’' { lower.push('\'') } else { lower.extend(ch.to_lowercase()) }
            }
        }
        let capital = part.starts_with(char::is_uppercase);
        let kind = TokenKind::Word(lexicon.id(lower));
        out.push(Token { span: Span::new(at + start, at + end), kind, capital });
    }
    len
}

/// Whether two hyphens begin an option of a command (" --author"): a dash has a space on both of its sides or on none.
fn is_option(rest: &str, out: &[Token], at: usize) -> bool {
    rest[2..].starts_with(|c: char| c.is_ascii_lowercase()) && out.last().is_some_and(|t| t.span.end < at)
}

/// Whether a hyphen stands between spaces, as typewriters and agencies write a dash.
fn spaced_hyphen(rest: &str, out: &[Token], at: usize) -> bool {
    rest[1..].starts_with(char::is_whitespace) && out.last().is_some_and(|t| t.span.end < at)
}

/// Where the possessive ending of a word begins: "company's" is two tokens.
fn possessive(raw: &str) -> usize {
    let Some(before) = raw.strip_suffix(['s', 'S']) else { return raw.len() };
    match before.strip_suffix(['\'', '’']) {
        Some(stem) if !stem.is_empty() => stem.len(),
        _ => raw.len(),
    }
}
