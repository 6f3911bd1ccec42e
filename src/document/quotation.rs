//! What stands between quotation marks: `"…"`, `“…”`, `„…“`, `«…»`, ```` ``…'' ````, and, where they are clearly no
//! apostrophes, `'…'` and `‘…’`.
//!
//! One pass over the marks of a block. A double mark that nothing closes quotes to the end of the block: each paragraph
//! of a long quotation opens with one, and only the last closes it. A single mark that nothing closes was an apostrophe.

use crate::span::Span;

/// The stretches between quotation marks, the marks and the space inside them left out, in order and apart.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut reader = Reader { text, double: None, single: None, found: Vec::new() };
    let mut at = 0;
    while let Some((start, mark)) = next_mark(text, at) {
        at = start + mark.len();
        reader.mark(Span::new(start, at), mark);
    }
    if let Some(start) = reader.double {
        reader.add(start, text.len());
    }
    reader.found
}

struct Reader<'a> {
    text: &'a str,
    /// Where the quotation that is open begins.
    double: Option<usize>,
    /// The same for one in single marks: with the mark that closes it.
    single: Option<(usize, &'static str)>,
    found: Vec<Span>,
}

impl Reader<'_> {
    fn mark(&mut self, span: Span, mark: &str) {
        match mark {
            "“" | "„" | "«" | "``" if self.double.is_none() => self.open(span.end),
            // `„…“` closes with the mark that opens in English.
            "“" if self.text.get(..span.start).is_some_and(ends_word) && self.closes(span) => {
                self.close(span);
            }
            "”" | "»" | "''" if self.double.is_some() => self.close(span),
            // Writers and programs mix up the two; where a word follows and none goes before, it opens.
            "”" | "»" | "''" | "\"" if self.double.is_none() && self.opens(span) => self.open(span.end),
            "\"" => match self.double {
                Some(_) => self.close(span),
                // Not clearly opening: spaces on both sides (text in tokens), or an inch mark, which is none.
                None if self.is_free(span) => self.open(span.end),
                None => {}
            },
            _ if self.double.is_some() => {}
            "‘" if self.opens_single(span) => self.single = self.single.or(Some((span.end, "’"))),
            "'" if self.single.is_none() && self.opens_single(span) => self.single = Some((span.end, "'")),
            "’" | "'" => self.close_single(span, mark),
            _ => {}
        }
    }

    /// A double mark opens; single marks before it were apostrophes, or go on around it.
    fn open(&mut self, start: usize) {
        self.single = None;
        self.double = Some(start);
    }

    fn close(&mut self, mark: Span) {
        if let Some(start) = self.double.take() {
            self.add(start, mark.start);
        }
    }

    fn close_single(&mut self, mark: Span, with: &str) {
        let Some((start, _)) = self.single.filter(|(_, closing)| *closing == with) else { return };
        if self.closes(mark) && mark.start > start {
            self.add(start, mark.start);
            self.single = None;
        }
    }

    fn add(&mut self, start: usize, end: usize) {
        let inside = self.text.get(start..end).unwrap_or("");
        let trimmed = inside.trim_start();
        if !trimmed.is_empty() {
            let start = end - trimmed.len();
            self.found.push(Span::new(start, start + trimmed.trim_end().len()));
        }
    }

    /// Nothing or a border before, a word after.
    fn opens(&self, mark: Span) -> bool {
        let free = self.before(mark).is_none_or(|c| c.is_whitespace() || "([{—–-/‘'“".contains(c));
        free && self.after(mark).is_some_and(|c| !c.is_whitespace())
    }

    /// Opens, and is no apostrophe for what was left out: `'80s`, `'em`, `'til`.
    fn opens_single(&self, mark: Span) -> bool {
        let rest = self.text.get(mark.end..).unwrap_or("");
        let left_out = |word: &&str| {
            rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
                && rest.get(word.len()..).is_some_and(|r| !r.starts_with(char::is_alphanumeric))
        };
        let decade = rest.len() > 2
            && rest.bytes().take(2).all(|b| b.is_ascii_digit())
            && !rest.as_bytes().get(2).is_some_and(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
        self.opens(mark)
            && !decade
            && !["em", "til", "tis", "twas", "cause", "n", "s", "t", "round"].iter().any(left_out)
    }

    /// A word or its mark before, none after.
    fn closes(&self, mark: Span) -> bool {
        self.before(mark).is_some_and(|c| !c.is_whitespace())
            && self.after(mark).is_none_or(|c| !c.is_alphanumeric())
    }

    /// Space, or nothing, on both sides.
    fn is_free(&self, mark: Span) -> bool {
        self.before(mark).is_none_or(char::is_whitespace) && self.after(mark).is_none_or(char::is_whitespace)
    }

    fn before(&self, mark: Span) -> Option<char> {
        self.text.get(..mark.start).and_then(|t| t.chars().next_back())
    }

    fn after(&self, mark: Span) -> Option<char> {
        self.text.get(mark.end..).and_then(|t| t.chars().next())
    }
}

fn ends_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(|c| !c.is_whitespace())
}

/// The bytes that quotation marks begin with. Marks outside ASCII begin with C2 and E2.
const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    begins[b'"' as usize] = true;
    begins[b'\'' as usize] = true;
    begins[b'`' as usize] = true;
    begins[0xC2] = true;
    begins[0xE2] = true;
    begins
};

/// The next quotation mark from byte `at` on.
fn next_mark(text: &str, mut at: usize) -> Option<(usize, &str)> {
    const MARKS: [&str; 7] = ["“", "”", "„", "‘", "’", "«", "»"];
    loop {
        let rest = text.as_bytes().get(at..)?;
        let start = at + rest.iter().position(|b| BEGINS.get(usize::from(*b)) == Some(&true))?;
        let found = text.get(start..)?;
        let doubled = ["``", "''"].into_iter().find(|m| found.starts_with(m));
        let single = ["\"", "'"].into_iter().chain(MARKS).find(|m| found.starts_with(m));
        if let Some(mark) = doubled.or(single) {
            return Some((start, found.get(..mark.len())?));
        }
        at = start + found.chars().next().map_or(1, char::len_utf8);
    }
}
