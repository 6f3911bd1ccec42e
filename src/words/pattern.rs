//! Patterns over the words of a sentence: their syntax.
//!
//! ```text
//! word            that word, in any case        [a b]      optional
//! @list           a word or phrase of a list    (a|b c)    one of these
//! {name: kind}    a figure of that kind         !x         not followed by x
//! {name: kind list}   figures that stand in a row, each at the head of its item
//! {name: kind tails}  figures that stand in a row, each at the end of its item
//! {name: list}    things that stand in a row, {name: names} names    *          any one word
//! ...             up to 12 words, no figure but dates   ..  up to 4 words, no figure at all
//! , ; : - -- "    that mark; ( and ) with a space inside are the marks themselves
//! ^ $             the start and the end of the sentence
//! ```

use crate::claim::Kind;

/// A pattern as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A word in lower case.
    Word(String),
    /// A word list, with where its name stands in the pattern.
    List(String, usize),
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
    /// One of several sequences.
    OneOf(Vec<Vec<Piece>>),
    /// One of several sequences, or nothing.
    Optional(Vec<Vec<Piece>>),
    /// Not followed by any of several sequences; takes nothing.
    Not(Vec<Vec<Piece>>),
    /// A capture, with where it stands in the pattern.
    Capture {
        /// The name that it binds.
        name: String,
        /// What it takes.
        ask: Ask,
        /// First byte and length in the pattern.
        at: (usize, usize),
    },
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
    Other,
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

/// A set of kinds of figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindSet {
    /// A bit for each kind of [`Kind::ALL`].
    bits: u32,
    /// Of dates: only years, only those with a day, or all.
    pub dates: DateAsk,
}

/// Which dates a capture takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateAsk {
    /// All.
    #[default]
    Any,
    /// Only a year by itself.
    Year,
    /// Only with a month and a day.
    Day,
}

impl KindSet {
    /// Kinds whose value is a number: what a capture without a kind takes.
    pub fn quantities() -> KindSet {
        let kinds = [
            Kind::Count,
            Kind::Percent,
            Kind::Points,
            Kind::Money,
            Kind::Measure,
            Kind::Duration,
            Kind::Age,
            Kind::Ratio,
            Kind::Multiple,
        ];
        KindSet { bits: kinds.iter().fold(0, |bits, k| bits | bit(*k)), dates: DateAsk::Any }
    }

    /// Just one kind.
    pub fn one(kind: Kind) -> KindSet {
        KindSet { bits: bit(kind), dates: DateAsk::Any }
    }

    /// With one kind more.
    pub fn with(self, kind: Kind) -> KindSet {
        KindSet { bits: self.bits | bit(kind), ..self }
    }

    /// The kinds of both sets.
    #[must_use]
    pub fn or(self, other: KindSet) -> KindSet {
        KindSet { bits: self.bits | other.bits, ..self }
    }

    /// Whether the two have a kind in common.
    pub fn meets(self, other: KindSet) -> bool {
        self.bits & other.bits != 0
    }

    /// Whether it holds a kind.
    pub fn holds(self, kind: Kind) -> bool {
        self.bits & bit(kind) != 0
    }

    /// The kinds that it holds.
    pub fn kinds(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |k| self.holds(*k))
    }

    fn parse(names: &str) -> Result<KindSet, (String, Option<String>)> {
        let mut set = KindSet { bits: 0, dates: DateAsk::Any };
        for name in names.split('|').map(str::trim) {
            match name {
                "number" => set.bits |= KindSet::quantities().bits,
                "year" => set = KindSet { bits: set.bits | bit(Kind::Date), dates: DateAsk::Year },
                "day" => set = KindSet { bits: set.bits | bit(Kind::Date), dates: DateAsk::Day },
                _ => match Kind::ALL.into_iter().find(|k| k.name() == name) {
                    Some(kind) => set.bits |= bit(kind),
                    None => return Err(unknown_kind(name)),
                },
            }
        }
        Ok(set)
    }
}

fn bit(kind: Kind) -> u32 {
    1 << (kind as u32)
}

fn unknown_kind(name: &str) -> (String, Option<String>) {
    let extra = ["number", "year", "day", "list", "tails", "names", "items"];
    let known: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).chain(extra).collect();
    let help = crate::yaml::suggest(name, known.iter().copied())
        .map_or_else(|| format!("kinds: {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
    (format!("there is no kind of figure called `{name}`"), Some(help))
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
pub fn parse(text: &str) -> Result<Vec<Piece>, PatternError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let mut branches = parser.branches(None)?;
    let pieces = match branches.pop() {
        Some(only) if branches.is_empty() => only,
        Some(last) => {
            branches.push(last);
            vec![Piece::OneOf(branches)]
        }
        None => Vec::new(),
    };
    if pieces.is_empty() { Err(error((0, text.len()), "the pattern is empty", None)) } else { Ok(pieces) }
}

/// Cuts a phrase into words as the tokeniser of sentences does, for entries of word lists.
pub fn words_of(phrase: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = phrase.trim();
    while let Some(first) = rest.chars().next() {
        let len = word_len(rest);
        if len == 0 {
            rest = rest[first.len_utf8()..].trim_start();
            continue;
        }
        let word = rest[..len].to_lowercase().replace('’', "'");
        match word.strip_suffix("'s").filter(|stem| !stem.is_empty()) {
            Some(stem) => out.extend([stem.to_owned(), "'s".to_owned()]),
            None => out.push(word),
        }
        rest = rest[len..].trim_start();
    }
    out
}

/// The length in bytes of the word at the start of a text; nought if none is there. A word is letters, digits and
/// apostrophes; stops belong to it between single letters ("u.s.", "a.m.").
pub fn word_len(text: &str) -> usize {
    let mut len = run_len(text);
    let single = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    if single(&text[..len]) {
        loop {
            let after = &text[len..];
            let Some(rest) = after.strip_prefix('.') else { break };
            let next = run_len(rest);
            if single(&rest[..next]) && rest[next..].starts_with('.') {
                len += 1 + next;
            } else {
                // The stop after the last letter belongs to the word if an earlier one does.
                if text[..len].contains('.') {
                    len += 1;
                }
                break;
            }
        }
    }
    len
}

/// The bytes at the start of a text that are letters, digits or apostrophes. Most words are plain ASCII, which is told
/// byte by byte.
fn run_len(text: &str) -> usize {
    let plain = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'\'').count();
    let rest = &text[plain..];
    if rest.as_bytes().first().is_none_or(u8::is_ascii) {
        return plain;
    }
    let is_word = |c: &char| c.is_alphanumeric() || *c == '\'' || *c == '’';
    plain + rest.chars().take_while(is_word).map(char::len_utf8).sum::<usize>()
}

fn error(at: (usize, usize), message: impl Into<String>, help: Option<String>) -> PatternError {
    PatternError { at, message: message.into(), help }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Sequences parted by `|` up to the closing bracket, which is taken.
    fn branches(&mut self, close: Option<char>) -> Result<Vec<Vec<Piece>>, PatternError> {
        let opened = self.at.saturating_sub(1);
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(error((opened, 1), format!("brackets nest deeper than {MAX_DEPTH}"), None));
        }
        let mut branches = vec![Vec::new()];
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
                branches.push(Vec::new());
                continue;
            }
            let piece = self.piece(c)?;
            if let Some(last) = branches.last_mut() {
                last.push(piece);
            }
        }
        self.depth -= 1;
        Ok(branches)
    }

    fn skip_space(&mut self) -> bool {
        let trimmed = self.rest().trim_start();
        let skipped = self.rest().len() - trimmed.len();
        self.at += skipped;
        skipped > 0
    }

    fn piece(&mut self, c: char) -> Result<Piece, PatternError> {
        let rest = self.rest();
        let start = self.at;
        let (len, piece) = match c {
            '(' if rest[1..].starts_with(|c: char| !c.is_whitespace()) => {
                self.at += 1;
                return Ok(Piece::OneOf(self.branches(Some(')'))?));
            }
            '[' => {
                self.at += 1;
                return Ok(Piece::Optional(self.branches(Some(']'))?));
            }
            '{' => return self.capture(),
            '!' => {
                self.at += 1;
                let Some(next) = self.rest().chars().next().filter(|c| !c.is_whitespace()) else {
                    return Err(error((start, 1), "`!` must stand before what may not follow", None));
                };
                return Ok(match self.piece(next)? {
                    Piece::OneOf(branches) => Piece::Not(branches),
                    piece => Piece::Not(vec![vec![piece]]),
                });
            }
            '@' => {
                let name: String =
                    rest[1..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
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
        Ok(piece)
    }

    fn word(&mut self, c: char) -> Result<Piece, PatternError> {
        let len = word_len(self.rest());
        if len == 0 {
            let message = format!("`{c}` means nothing in a pattern");
            return Err(error((self.at, c.len_utf8()), message, None));
        }
        let word = self.rest()[..len].to_lowercase().replace('’', "'");
        let stem = word.strip_suffix("'s").filter(|stem| !stem.is_empty()).map(str::to_owned);
        // "company's" is two tokens in a sentence, so it is two here.
        if let Some(stem) = stem {
            let raw = &self.rest()[..len];
            self.at += raw.rfind(['\'', '’']).unwrap_or(len);
            return Ok(Piece::Word(stem));
        }
        self.at += len;
        Ok(Piece::Word(word))
    }

    fn capture(&mut self) -> Result<Piece, PatternError> {
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
        if !is_name(name) {
            let help = "a name is a letter and then letters, digits or `_`: `{total: count}`";
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
        Ok(Piece::Capture { name: name.to_owned(), ask, at })
    }
}

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
        assert!(matches!(&pieces[0], Piece::OneOf(branches) if branches.len() == 2));
    }

    #[test]
    fn mistakes_are_pointed_at() {
        let at = |text: &str| parse(text).map_err(|e| (e.at, e.message)).expect_err(text);
        assert_eq!(at("rose {x: percents}").0, (5, 13));
        assert_eq!(at("rose [by").0, (5, 1));
        assert_eq!(at("rose by]").0, (7, 1));
        assert_eq!(at("").1, "the pattern is empty");
    }

    #[test]
    fn words_are_cut_as_in_sentences() {
        assert_eq!(words_of("year-on-year"), ["year", "on", "year"]);
        assert_eq!(words_of("the company's"), ["the", "company", "'s"]);
        assert_eq!(word_len("U.S. troops"), 4);
        assert_eq!(word_len("a. b"), 1);
        assert_eq!(word_len("a.m. on"), 4);
    }
}
