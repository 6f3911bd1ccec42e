//! From bytes of a text to lines and columns.

use memchr::memchr2_iter;

use super::marks::{Marks, one_a_char};

/// Where a byte stands, as editors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in Unicode characters.
    pub column: usize,
}

/// The lines of one text. They end at `\n`, `\r\n` or a lone `\r`. Made once for a text, when its first label is
/// shown; cost: one pass over the text.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
    chars: Marks,
}

impl LineIndex {
    /// Indexes a text.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let ends = memchr2_iter(b'\n', b'\r', bytes)
            .filter(|at| bytes.get(*at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        LineIndex { starts, chars: Marks::new(text, one_a_char) }
    }

    /// How many lines there are; a text that ends with a line end has an empty one after it.
    pub fn lines(&self) -> usize {
        self.starts.len().max(1)
    }

    /// Line and column of byte `at` of the text that was indexed; its end where `at` lies beyond. Cost: logarithmic
    /// in the number of lines, and bounded in the length of the line.
    pub fn position(&self, text: &str, at: usize) -> Position {
        let at = at.min(text.len());
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.start(line);
        let before = |at| self.chars.before(text, at, one_a_char);
        Position { line, column: before(at) - before(start) + 1 }
    }

    /// The first byte of a line, counted from 1; that of the last line where there are fewer.
    pub fn start(&self, line: usize) -> usize {
        let last = self.starts.last().copied().unwrap_or(0);
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or(last)
    }
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Position};

    fn at(text: &str, byte: usize) -> (usize, usize) {
        let Position { line, column } = LineIndex::new(text).position(text, byte);
        (line, column)
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("é 12", 3), (1, 3));
        assert_eq!(at("a\nb\n", 2), (2, 1));
        assert_eq!(at("a\nb\n", 4), (3, 1));
        assert_eq!(at("ab", 99), (1, 3));
    }

    #[test]
    fn every_line_end_counts_once() {
        assert_eq!(at("a\r\nb", 3), (2, 1));
        assert_eq!(at("a\r\nb", 2), (1, 3));
        assert_eq!(at("a\rb\r\rc", 5), (4, 1));
        assert_eq!(LineIndex::new("a\r\nb\rc\n").lines(), 4);
    }

    #[test]
    fn a_long_line_is_counted_right() {
        let text = "é".repeat(100_000);
        assert_eq!(at(&text, 150_000), (1, 75_001));
    }
}
