//! Cuts a long line down to what stands around the marks on it.

use std::ops::Range;

use super::Lines;
use super::window::columns;

/// What is shown of a line in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// The pieces of the text, in order; an ellipsis stands between two.
    pub(super) pieces: Vec<Range<usize>>,
    /// How many of the marks are on it.
    pub(super) marks: usize,
    /// Whether the line goes on before the first piece.
    pub(super) more_before: bool,
    /// Whether the line goes on after the last piece.
    pub(super) more_after: bool,
}

/// A mark on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// Its bytes.
    pub(super) bytes: Range<usize>,
    /// Columns of the note that hangs below it.
    pub(super) note: usize,
}

/// What is shown of a mark, whatever stands around it.
struct Visible {
    /// Its bytes: all of it, but for one that would fill a row.
    bytes: Range<usize>,
    /// Where all of it ends: it is underlined as far as it is drawn.
    end: usize,
    /// Columns of the note that hangs below it.
    note: usize,
}

/// The least context kept on either side of a mark, in columns.
const LEAST: usize = 10;

/// Pieces that are nearer than this many bytes are joined.
const NEAR: usize = 8;

/// Bytes looked at for each column wanted: more than any script needs, and a bound on characters without width.
const BYTES_A_COLUMN: usize = 8;

/// Columns that ellipses take: at either end of a row, and between two pieces.
const END: usize = 2;
const BETWEEN: usize = 3;

/// Columns between the middle of a mark and its note: `╰── `.
const HOOK: usize = 4;

/// Cuts the line that all of `marks` start on into rows of at most `width` columns: one row if that can be, else as few
/// as can be, each with marks that follow each other. Marks come in the order of the text.
pub(super) fn cut(lines: &Lines<'_>, marks: &[Marked], width: usize) -> Vec<Cut> {
    let line = Line::around(lines, marks, width);
    let visible: Vec<Visible> = marks.iter().map(|mark| line.visible(mark, width)).collect();
    let mut rows = Vec::new();
    let mut rest = visible.as_slice();
    while !rest.is_empty() {
        let row = line.widest(rest, width);
        rest = rest.get(row.marks..).unwrap_or_default();
        rows.push(row);
    }
    rows
}

/// As much of a line as can be shown.
struct Line<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Line<'t> {
    fn around(lines: &Lines<'t>, marks: &[Marked], width: usize) -> Line<'t> {
        let text = lines.text();
        let start = marks.first().map_or(0, |mark| lines.line_start(mark.bytes.start));
        let last = marks.iter().map(|mark| mark.bytes.end).max().unwrap_or(start);
        let far = text.floor_char_boundary(last.saturating_add(width * BYTES_A_COLUMN * 2).min(text.len()));
        let ahead = text.get(last..far).unwrap_or("");
        let end = ahead.find(['\n', '\r']).map_or(far, |at| last + at);
        Line { text, start, end }
    }

    fn visible(&self, mark: &Marked, width: usize) -> Visible {
        let Range { start, end } = mark.bytes;
        Visible { bytes: start..self.right(start, end, width / 2), end, note: mark.note.min(width / 2) }
    }

    /// The row with as many of the marks as fit, and as much around each of them as then fits.
    fn widest(&self, marks: &[Visible], width: usize) -> Cut {
        let mut fitting = marks.len();
        while fitting > 1 {
            let some = marks.get(..fitting).unwrap_or_default();
            if self.width(&self.row(some, LEAST), some) <= width {
                break;
            }
            fitting = fitting.div_ceil(2).min(fitting - 1);
        }
        let some = marks.get(..fitting).unwrap_or_default();
        let mut context = width;
        // Several marks fit with the least context, or there would be fewer of them; one may need less than that.
        while context > 0 {
            let row = self.row(some, context);
            if self.width(&row, some) <= width {
                return row;
            }
            context -= 1 + context / 16;
        }
        self.row(some, 0)
    }

    /// The row with `context` columns on either side of each mark.
    fn row(&self, marks: &[Visible], context: usize) -> Cut {
        let mut pieces: Vec<Range<usize>> = Vec::with_capacity(marks.len());
        for Visible { bytes, .. } in marks {
            let start = self.from(bytes.start, context);
            let end = self.to(bytes.end, context).max(bytes.end);
            match pieces.last_mut() {
                Some(last) if start <= last.end + NEAR => last.end = last.end.max(end),
                _ => pieces.push(start..end),
            }
        }
        let more_before = pieces.first().is_some_and(|first| first.start > self.start);
        let more_after = pieces.last().is_some_and(|last| last.end < self.end);
        Cut { pieces, marks: marks.len(), more_before, more_after }
    }

    /// The columns of a row and of the notes below it.
    fn width(&self, row: &Cut, marks: &[Visible]) -> usize {
        let last = row.pieces.last().map_or(0, |piece| piece.end);
        let text = self.column(row, last) + if row.more_after { END } else { 0 };
        let note = |mark: &Visible| {
            let (start, end) = (self.column(row, mark.bytes.start), self.column(row, mark.end.min(last)));
            start + end.saturating_sub(start) / 2 + HOOK + mark.note
        };
        marks.iter().map(note).fold(text, usize::max)
    }

    /// The column of a row at which a byte of the text stands, or the end of the last piece before it.
    fn column(&self, row: &Cut, at: usize) -> usize {
        let before = row.pieces.iter().take_while(|piece| piece.start <= at);
        let columns = before.map(|piece| self.columns(piece.start..piece.end.min(at)) + BETWEEN);
        let start = if row.more_before { END } else { 0 };
        (start + columns.sum::<usize>()).saturating_sub(BETWEEN)
    }

    fn columns(&self, range: Range<usize>) -> usize {
        self.part(range).chars().map(columns).sum()
    }

    /// Where a piece starts that has up to `context` columns before `at`: with a whole word, and with the sentence if it
    /// starts within reach.
    fn from(&self, at: usize, context: usize) -> usize {
        let start = self.left(at, context);
        let before = self.part(start..at);
        if let Some(sentence) = last_sentence(before) {
            return start + sentence;
        }
        if start == self.start || self.part(self.start..start).ends_with(char::is_whitespace) {
            return start;
        }
        before
            .find(char::is_whitespace)
            .map_or(start, |blank| at - before.get(blank..).unwrap_or("").trim_start().len())
    }

    /// Where a piece ends that has up to `context` columns after `at`.
    fn to(&self, at: usize, context: usize) -> usize {
        let end = self.right(at, self.end, context);
        let after = self.part(at..end);
        if let Some(sentence) = first_sentence(after) {
            return at + sentence;
        }
        if end == self.end || self.part(end..self.end).starts_with(char::is_whitespace) {
            return end;
        }
        after
            .rfind(char::is_whitespace)
            .map_or(end, |blank| at + after.get(..blank).unwrap_or("").trim_end().len())
    }

    /// The furthest byte before `at` that is at most `wanted` columns away and in the line.
    fn left(&self, at: usize, wanted: usize) -> usize {
        let far = at.saturating_sub(wanted * BYTES_A_COLUMN).max(self.start);
        let part = self.part(self.text.ceil_char_boundary(far)..at);
        let mut room = wanted;
        for (index, character) in part.char_indices().rev() {
            let Some(left) = room.checked_sub(columns(character)) else {
                return at - part.len() + index + character.len_utf8();
            };
            room = left;
        }
        at - part.len()
    }

    /// The furthest byte after `at` that is at most `wanted` columns away and not past `limit`.
    fn right(&self, at: usize, limit: usize, wanted: usize) -> usize {
        let far = at.saturating_add(wanted * BYTES_A_COLUMN).min(limit);
        let part = self.part(at..self.text.floor_char_boundary(far));
        let mut room = wanted;
        for (index, character) in part.char_indices() {
            let Some(left) = room.checked_sub(columns(character)) else { return at + index };
            room = left;
        }
        at + part.len()
    }

    fn part(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or("")
    }
}

/// Where the last sentence of a text starts, if one starts in it.
fn last_sentence(text: &str) -> Option<usize> {
    text.char_indices().rev().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8()).find(
        |start| {
            text.get(..*start).is_some_and(ends_sentence) && starts_sentence(text.get(*start..).unwrap_or(""))
        },
    )
}

/// Where the first sentence of a text ends, if another begins in it.
fn first_sentence(text: &str) -> Option<usize> {
    text.char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .find(|(at, _)| {
            text.get(..*at).is_some_and(ends_sentence)
                && starts_sentence(text.get(*at..).unwrap_or("").trim_start())
        })
        .map(|(at, _)| at)
}

/// A guess that is good enough for choosing what to show: a full stop after a word that is no initial or abbreviation.
fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')']);
    let Some(sentence) = text.strip_suffix('.') else { return text.ends_with(['!', '?']) };
    let word = sentence.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    !(capital && word.chars().count() <= 4)
}

fn starts_sentence(text: &str) -> bool {
    let text = text.trim_start_matches(['"', '“', '‘', '\'', '(']);
    text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}
