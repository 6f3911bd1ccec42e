//! Patterns over the words of a sentence: their syntax.
//!
//! ```text
//! word            that word, in any case        [a b]      optional
//! @list           a word or phrase of a list    (a|b c)    one of these
//! {name: kind}    a figure of that kind         !x         not followed by x
//! {name: kind list}   figures that stand in a row, each at the head of its item
//! {name: kind tails}  figures that stand in a row, each at the end of its item
//! {name: list}    things that stand in a row, {name: names} names    *          any one word
//! {_: kind}       a figure of that kind that is given no name
//! ...             up to 12 words, commas and hyphens, no figure but dates   ..  up to 4, no figure at all
//! , ; : - -- "    that mark; ( and ) with a space inside are the marks themselves
//! ^ $             the start and the end of the sentence
//! ```

use std::borrow::Cow;

use super::cut::{folded, word_len};
use super::kinds::KindSet;

/// A piece of a pattern as written. A pattern is its pieces one after the other: a bracket is followed by its branches,
/// and each of these by its own pieces, so that however deep brackets nest one list holds all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// A word in lower case.
    Word(Cow<'t, str>),
    /// A word list, with where its name stands in the pattern.
    List(&'t str, usize),
    /// A mark of punctuation.
    Mark(Mark),
    /// Any one word.
    Any,
    /// A gap.
    Gap(Gap),
    /// The start of the sentence.
    Start,
    /// The end of the sentence.
    End,
    /// A bracket: its branches are the pieces that follow, so many.
    Bracket(Bracket, usize),
    /// A branch of a bracket: the pieces that follow, so many.
    Branch(usize),
    /// A capture, with where it stands in the pattern.
    Capture {
        /// The name that it binds.
        name: &'t str,
        /// What it takes.
        ask: Ask,
        /// First byte and length in the pattern.
        at: (usize, usize),
    },
}

/// What a bracket asks of its branches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bracket {
    /// One of them.
    OneOf,
    /// One of them, or nothing.
    Optional,
    /// None of them; takes nothing.
    Not,
}

/// Marks of punctuation that patterns can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Mark {
    Comma,
    Semicolon,
    Colon,
    Open,
    Close,
    Dash,
    Hyphen,
    Quote,
    Stop,
    Slash,
    Equals,
    Other,
}

impl Mark {
    /// All of them, in the order above.
    pub const ALL: [Mark; 12] = [
        Mark::Comma,
        Mark::Semicolon,
        Mark::Colon,
        Mark::Open,
        Mark::Close,
        Mark::Dash,
        Mark::Hyphen,
        Mark::Quote,
        Mark::Stop,
        Mark::Slash,
        Mark::Equals,
        Mark::Other,
    ];
}

/// How far a gap reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// At most so many tokens.
    pub most: u8,
    /// Whether dates may stand in it.
    pub dates: bool,
}

/// What a capture takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// One figure of one of these kinds.
    One(KindSet),
    /// A row of figures of one of these kinds.
    Row(KindSet),
    /// A row of figures of one of these kinds, each at the end of its item.
    Tails(KindSet),
    /// A row of things, counted.
    Things,
    /// A row of names, counted.
    Names,
    /// The items of the list that begins right below the sentence, counted.
    Items,
}

/// What is wrong with a pattern, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// First byte and length.
    pub at: (usize, usize),
    /// In one sentence, without a full stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

/// How deep brackets may nest.
const MAX_DEPTH: usize = 16;

/// Reads a pattern.
pub fn parse(text: &str) -> Result<Vec<Piece<'_>>, PatternError> {
    let mut parser = Parser { text, at: 0, depth: 0, pieces: Vec::with_capacity((text.len() / 3).min(256)) };
    parser.bracket(Bracket::OneOf, None)?;
    let mut pieces = parser.pieces;
    // One branch only, which nothing stands around.
    if let [Piece::Bracket(..), Piece::Branch(own), ..] = pieces.as_slice()
        && own + 2 == pieces.len()
    {
        pieces.drain(..2);
    }
    if pieces.is_empty() { Err(error((0, text.len()), "the pattern is empty", None)) } else { Ok(pieces) }
}

fn error(at: (usize, usize), message: impl Into<String>, help: Option<String>) -> PatternError {
    PatternError { at, message: message.into(), help }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Sequences parted by `|` up to the closing bracket, which is taken.
    fn bracket(&mut self, bracket: Bracket, close: Option<char>) -> Result<(), PatternError> {
        let opened = self.at.saturating_sub(1);
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(error((opened, 1), format!("brackets nest deeper than {MAX_DEPTH}"), None));
        }
        let start = self.open(Piece::Bracket(bracket, 0));
        let mut branch = self.open(Piece::Branch(0));
        loop {
            let spaced = self.skip_space();
            let Some(c) = self.rest().chars().next() else {
                if let Some(close) = close {
                    return Err(error(
                        (opened, 1),
                        format!("nothing closes this bracket: `{close}` is missing"),
                        None,
                    ));
                }
                break;
            };
            if Some(c) == close && !(c == ')' && spaced) {
                self.at += 1;
                break;
            }
            if c == '|' {
                self.at += 1;
                self.close(branch);
                branch = self.open(Piece::Branch(0));
                continue;
            }
            self.piece(c)?;
        }
        self.close(branch);
        self.close(start);
        self.depth -= 1;
        Ok(())
    }

    /// Begins a bracket or a branch, and says where.
    fn open(&mut self, piece: Piece<'a>) -> usize {
        self.pieces.push(piece);
        self.pieces.len() - 1
    }

    /// Ends what began there: all pieces since are its own.
    fn close(&mut self, start: usize) {
        let inside = self.pieces.len() - start - 1;
        if let Some(Piece::Bracket(_, own) | Piece::Branch(own)) = self.pieces.get_mut(start) {
            *own = inside;
        }
    }

    fn skip_space(&mut self) -> bool {
        let start = self.at;
        // Nearly always there is none, or a blank before something plain.
        let bytes = self.text.as_bytes();
        self.at += usize::from(bytes.get(self.at) == Some(&b' '));
        if !bytes.get(self.at).is_some_and(u8::is_ascii_graphic) {
            self.at = self.text.len() - self.rest().trim_start().len();
        }
        self.at > start
    }

    fn piece(&mut self, c: char) -> Result<(), PatternError> {
        if c.is_ascii_alphanumeric() {
            return self.word(c);
        }
        let rest = self.rest();
        let start = self.at;
        let (len, piece) = match c {
            '(' if rest[1..].starts_with(|c: char| !c.is_whitespace()) => {
                self.at += 1;
                return self.bracket(Bracket::OneOf, Some(')'));
            }
            '[' => {
                self.at += 1;
                return self.bracket(Bracket::Optional, Some(']'));
            }
            '{' => return self.capture(),
            '!' => {
                self.at += 1;
                let Some(next) = self.rest().chars().next().filter(|c| !c.is_whitespace()) else {
                    return Err(error((start, 1), "`!` must stand before what may not follow", None));
                };
                return self.not(next);
            }
            '@' => {
                let in_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
                let name = &rest[1..];
                let name = &name[..name.find(|c| !in_name(c)).unwrap_or(name.len())];
                if name.is_empty() {
                    return Err(error((start, 1), "`@` must be followed by the name of a word list", None));
                }
                (1 + name.len(), Piece::List(name, start))
            }
            '.' if rest.starts_with("...") => (3, Piece::Gap(Gap { most: 12, dates: true })),
            '.' if rest.starts_with("..") => (2, Piece::Gap(Gap { most: 4, dates: false })),
            '*' => (1, Piece::Any),
            '^' => (1, Piece::Start),
            '$' => (1, Piece::End),
            '-' if rest.starts_with("--") => (2, Piece::Mark(Mark::Dash)),
            ']' | '}' => return Err(error((start, 1), format!("nothing opens this `{c}`"), None)),
            _ => match mark_of(c) {
                Some(mark) => (c.len_utf8(), Piece::Mark(mark)),
                None => return self.word(c),
            },
        };
        self.at += len;
        self.pieces.push(piece);
        Ok(())
    }

    /// What may not follow: the branches of the bracket after `!`, or the piece there.
    fn not(&mut self, next: char) -> Result<(), PatternError> {
        let start = self.open(Piece::Bracket(Bracket::Not, 0));
        let branch = self.open(Piece::Branch(0));
        self.piece(next)?;
        if let Some(Piece::Bracket(Bracket::OneOf, own)) = self.pieces.get(branch + 1) {
            let own = *own;
            self.pieces.drain(start..=branch);
            self.pieces[start] = Piece::Bracket(Bracket::Not, own);
            return Ok(());
        }
        self.close(branch);
        self.close(start);
        Ok(())
    }

    fn word(&mut self, c: char) -> Result<(), PatternError> {
        let len = word_len(self.rest());
        if len == 0 {
            let message = format!("`{c}` means nothing in a pattern");
            return Err(error((self.at, c.len_utf8()), message, None));
        }
        let raw = &self.rest()[..len];
        let word = folded(raw);
        self.at += len;
        // "company's" is two tokens in a sentence, so it is two here.
        if word.len() > 2 && word.ends_with("'s") {
            let stem = raw.rfind(['\'', '’']).unwrap_or(len);
            self.at -= len - stem;
            self.pieces.push(Piece::Word(folded(&raw[..stem])));
            return Ok(());
        }
        self.pieces.push(Piece::Word(word));
        Ok(())
    }

    fn capture(&mut self) -> Result<(), PatternError> {
        let start = self.at;
        let Some(close) = self.rest().find('}') else {
            return Err(error((start, 1), "nothing closes this `{`", None));
        };
        let at = (start, close + 1);
        let inside = &self.rest()[1..close];
        self.at += close + 1;
        let (name, kinds) = match inside.split_once(':') {
            Some((name, kinds)) => (name.trim(), Some(kinds.trim())),
            None => (inside.trim(), None),
        };
        if !is_name(name) && name != NAMELESS {
            let help =
                "a name is a letter and then letters, digits or `_`: `{total: count}`; `{_: count}` has none";
            return Err(error(at, format!("`{name}` is not a name"), Some(help.to_owned())));
        }
        let ask = match kinds {
            None => Ask::One(KindSet::quantities()),
            Some("list") => Ask::Things,
            Some("names") => Ask::Names,
            Some("items") => Ask::Items,
            Some(kinds) => {
                let of = |names: &str| {
                    KindSet::parse(names.trim()).map_err(|(message, help)| error(at, message, help))
                };
                if let Some(names) = kinds.strip_suffix("list") {
                    Ask::Row(of(names)?)
                } else if let Some(names) = kinds.strip_suffix("tails") {
                    Ask::Tails(of(names)?)
                } else {
                    Ask::One(of(kinds)?)
                }
            }
        };
        self.pieces.push(Piece::Capture { name, ask, at });
        Ok(())
    }
}

/// What stands in place of a name where a figure is given none.
pub const NAMELESS: &str = "_";

/// Whether a text can name a capture.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The mark that a character is, if it is one that patterns can name.
pub fn mark_of(c: char) -> Option<Mark> {
    Some(match c {
        ',' => Mark::Comma,
        ';' => Mark::Semicolon,
        ':' => Mark::Colon,
        '(' => Mark::Open,
        ')' => Mark::Close,
        '—' | '–' | '―' => Mark::Dash,
        '-' | '‐' | '‑' => Mark::Hyphen,
        '"' | '“' | '”' | '„' | '«' | '»' => Mark::Quote,
        '.' | '!' | '?' | '…' => Mark::Stop,
        '/' => Mark::Slash,
        '=' => Mark::Equals,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_with_a_space_are_the_marks_themselves() {
        let pieces = parse("{total: count} ( {parts: count list} )").expect("a pattern");
        assert_eq!(pieces.len(), 4);
        assert_eq!(pieces[1], Piece::Mark(Mark::Open));
        assert_eq!(pieces[3], Piece::Mark(Mark::Close));
        let pieces = parse("(a|an) {x}").expect("a pattern");
        let words = ["a", "an"].map(|word| Piece::Word(word.into()));
        let [a, an] = words;
        let choice = [Piece::Bracket(Bracket::OneOf, 4), Piece::Branch(1), a, Piece::Branch(1), an];
        assert_eq!(pieces[..5], choice);
        assert_eq!(parse("a|an").expect("a pattern"), choice);
        let pieces = parse("!(a|an) !{x}").expect("a pattern");
        assert_eq!(pieces[0], Piece::Bracket(Bracket::Not, 4));
        assert_eq!(pieces[5..7], [Piece::Bracket(Bracket::Not, 2), Piece::Branch(1)]);
    }

    #[test]
    fn mistakes_are_pointed_at() {
        let at = |text: &str| parse(text).map_err(|e| (e.at, e.message)).expect_err(text);
        assert_eq!(at("rose {x: percents}").0, (5, 13));
        assert_eq!(at("rose [by").0, (5, 1));
        assert_eq!(at("rose by]").0, (7, 1));
        assert_eq!(at("").1, "the pattern is empty");
    }
}
