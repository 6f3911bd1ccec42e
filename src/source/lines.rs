//! Lines and columns of a text.

/// Bytes to a block of the index.
const STEP: usize = 1024;

/// Finds the line and column of any byte of a text in constant time, in memory of a fortieth of the text, however its
/// line ends lie. A line ends with LF, CRLF or a lone CR.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    blocks: Vec<Block>,
}

/// What is known at the start of a block.
#[derive(Clone, Copy, Debug)]
struct Block {
    line: usize,
    line_start: usize,
    characters: usize,
}

/// A place as people count: both from 1, columns in Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl<'t> Lines<'t> {
    /// Goes through the text once.
    pub fn new(text: &'t str) -> Lines<'t> {
        let mut blocks = Vec::with_capacity(text.len() / STEP + 1);
        let mut at = Block { line: 1, line_start: 0, characters: 0 };
        let mut start = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            blocks.push(at);
            start += chunk.len();
            at = advance(text.as_bytes(), at, start - chunk.len(), start);
        }
        if text.len().is_multiple_of(STEP) {
            blocks.push(at);
        }
        Lines { text, blocks }
    }

    /// The text itself.
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The line and column of a byte; of the end of the text for a byte past it.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let here = self.state(offset);
        let line_start = self.state(here.line_start).characters;
        Position { line: here.line, column: here.characters - line_start + 1 }
    }

    /// The first byte of the line that a byte stands in.
    pub fn line_start(&self, offset: usize) -> usize {
        self.state(offset.min(self.text.len())).line_start
    }

    fn state(&self, offset: usize) -> Block {
        let index = offset / STEP;
        let start = Block { line: 1, line_start: 0, characters: 0 };
        let block = self.blocks.get(index).copied().unwrap_or(start);
        advance(self.text.as_bytes(), block, index * STEP, offset)
    }
}

/// What is known at byte `to`, given what is known at byte `from`.
fn advance(bytes: &[u8], mut at: Block, from: usize, to: usize) -> Block {
    let part = bytes.get(from..to).unwrap_or_default();
    for hit in memchr::memchr2_iter(b'\n', b'\r', part) {
        let ends = from + hit;
        if bytes.get(ends) == Some(&b'\n') || bytes.get(ends + 1) != Some(&b'\n') {
            at.line += 1;
            at.line_start = ends + 1;
        }
    }
    at.characters += part.iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
    at
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position};

    fn slow(text: &str, offset: usize) -> Position {
        let before = &text[..offset];
        let ended = before.replace("\r\n", "\n");
        let ended = if before.ends_with('\r') && text[offset..].starts_with('\n') {
            ended.strip_suffix('\r').unwrap_or(&ended).to_owned() + "?"
        } else {
            ended
        };
        let lines: Vec<&str> = ended.split(['\n', '\r']).collect();
        Position { line: lines.len(), column: lines.last().map_or(0, |line| line.chars().count()) + 1 }
    }

    #[test]
    fn every_character_of_every_kind_of_line() {
        let long = "ä–x".repeat(700) + "\n" + &"y".repeat(1023) + "\r\nz";
        let blocks = "x".repeat(1023) + "\r\n" + &"x".repeat(1023) + "\n";
        for text in ["", "a", "a\nb", "a\r\nb\r\n", "a\rb", "\n\n\n", "é\n日本\r\n\r\n5", &long, &blocks] {
            let lines = Lines::new(text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(lines.position(offset), slow(text, offset), "{offset} of {text:?}");
            }
        }
    }

    #[test]
    fn past_the_end_is_the_end() {
        assert_eq!(Lines::new("ab").position(99), Position { line: 1, column: 3 });
    }
}
