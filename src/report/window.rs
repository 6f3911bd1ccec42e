//! What miette is shown of a text: a row for each line that has a label, cut down to what stands around its labels.
//!
//! miette prints a line of the source whole, however long, and prose has a paragraph to a line; it counts columns in
//! bytes; and it joins labels by printing all lines between them. So it is never shown the text itself but a [`Sheet`]:
//! a small text made for one finding, which knows the true line and column of each of its labels.

use std::ops::Range;

use miette::{MietteError, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use super::cut::{Cut, Marked, cut};
use super::{Lines, tame_character};

/// A field of a source with what its rows are called in the header.
pub(super) struct Page<'a> {
    /// Its text.
    pub(super) lines: &'a Lines<'a>,
    /// The name before line and column.
    pub(super) name: String,
}

/// A range of bytes of one page.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    /// The index of the page.
    pub(super) page: usize,
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Columns of the note that is drawn below it.
    pub(super) note: usize,
}

impl Mark {
    const fn marked(self) -> Marked {
        Marked { bytes: self.start..self.end, note: self.note }
    }
}

/// The rows drawn for one finding.
#[derive(Debug)]
pub(super) struct Sheet {
    text: String,
    rows: Vec<Row>,
    spots: Vec<Spot>,
}

/// One row of a sheet: a line of the source, or part of one.
#[derive(Debug)]
struct Row {
    bytes: Range<usize>,
    name: String,
    page: usize,
    line: usize,
}

/// Where a mark stands on the sheet, and its true column.
#[derive(Debug)]
struct Spot {
    bytes: Range<usize>,
    row: usize,
    column: usize,
}

/// The most unmarked lines between two marked ones that are drawn so as not to part them.
const BRIDGE: usize = 2;

impl Sheet {
    /// Lays out rows of at most about `width` columns. Cost: linear in the number of marks and the width, whatever the
    /// length of the text.
    pub(super) fn new(pages: &[Page<'_>], marks: &[Mark], width: usize) -> Sheet {
        let mut sheet = Sheet { text: String::new(), rows: Vec::new(), spots: Vec::new() };
        let mut order: Vec<(usize, Mark)> =
            marks.iter().copied().map(|m| clamp(pages, m)).enumerate().collect();
        order.sort_by_key(|(_, mark)| (mark.page, mark.start, mark.end));
        sheet.spots.extend(marks.iter().map(|_| Spot { bytes: 0..0, row: 0, column: 1 }));
        for group in order.chunk_by(|(_, a), (_, b)| same_line(pages, *a, *b)) {
            let Some((_, first)) = group.first() else { continue };
            let Some(page) = pages.get(first.page) else { continue };
            sheet.bridge(page, *first, width);
            let bounds: Vec<Marked> = group.iter().map(|(_, mark)| mark.marked()).collect();
            let mut taken = 0;
            for row in cut(page.lines, &bounds, width) {
                let members = group.get(taken..taken + row.marks).unwrap_or_default();
                taken += row.marks;
                sheet.push(page, first.page, &row, members);
            }
        }
        sheet
    }

    /// Where a mark stands on the sheet, for miette.
    pub(super) fn span(&self, mark: usize) -> SourceSpan {
        self.spots.get(mark).map_or(0..0, |spot| spot.bytes.clone()).into()
    }

    /// Draws the few short lines between the last row and the line of `next`, if there are only a few.
    fn bridge(&mut self, page: &Page<'_>, next: Mark, width: usize) {
        let Some(last) = self.rows.last() else { return };
        let mut at = page.lines.line_start(next.start);
        let gap = page.lines.position(at).line.saturating_sub(last.line + 1);
        if last.page != next.page || gap == 0 || gap > BRIDGE {
            return;
        }
        let mut starts = Vec::new();
        for _ in 0..gap {
            at = page.lines.line_start(at.saturating_sub(1));
            starts.push(at);
        }
        let rows: Vec<Vec<Cut>> = starts
            .iter()
            .rev()
            .map(|start| cut(page.lines, &[Marked { bytes: *start..*start, note: 0 }], width))
            .collect();
        let whole = |row: &Cut| !row.more_before && !row.more_after;
        if rows.iter().flatten().all(whole) {
            for row in rows.iter().flatten() {
                self.push(page, next.page, row, &[]);
            }
        }
    }

    fn push(&mut self, page: &Page<'_>, index: usize, row: &Cut, members: &[(usize, Mark)]) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        if row.more_before {
            self.text.push_str("… ");
        }
        let mut found: Vec<Range<usize>> =
            members.iter().map(|_| Range { start: usize::MAX, end: 0 }).collect();
        for (number, piece) in row.pieces.iter().enumerate() {
            if number > 0 {
                self.text.push_str(" … ");
            }
            self.copy(page.lines.text(), piece.clone(), members, &mut found);
        }
        if row.more_after {
            self.text.push_str(" …");
        }
        let bytes = start..self.text.len();
        let at = members.first().map_or_else(|| row.pieces.first().map_or(0, |p| p.start), |(_, m)| m.start);
        let line = page.lines.position(at).line;
        for ((number, mark), span) in members.iter().zip(found) {
            let column = page.lines.position(mark.start).column;
            let begin = span.start.min(bytes.end);
            if let Some(spot) = self.spots.get_mut(*number) {
                *spot = Spot { bytes: begin..span.end.max(begin), row: self.rows.len(), column };
            }
        }
        self.rows.push(Row { bytes, name: page.name.clone(), page: index, line });
    }

    /// Copies a piece of the text, noting where on the sheet the parts of marks that lie in it come to stand.
    fn copy(&mut self, text: &str, piece: Range<usize>, marks: &[(usize, Mark)], found: &mut [Range<usize>]) {
        let part = text.get(piece.clone()).unwrap_or("");
        let base = self.text.len();
        // The place on the sheet of each byte at which a mark starts or ends.
        let mut edges: Vec<usize> = marks.iter().flat_map(|(_, m)| [m.start, m.end]).collect();
        edges.sort_unstable();
        let mut places: Vec<(usize, usize)> = Vec::with_capacity(edges.len());
        let mut edges = edges.into_iter().filter(|at| piece.start <= *at && *at <= piece.end).peekable();
        for (at, character) in part.char_indices() {
            while edges.next_if(|edge| *edge <= piece.start + at).is_some_and(|edge| {
                places.push((edge, self.text.len()));
                true
            }) {}
            self.text.push(tame_character(character));
        }
        places.extend(edges.map(|edge| (edge, self.text.len())));
        let place = |edge: usize| {
            let index = places.partition_point(|(at, _)| *at < edge);
            places.get(index).filter(|(at, _)| *at == edge).map(|(_, place)| *place)
        };
        for ((_, mark), span) in marks.iter().zip(found) {
            if mark.end < piece.start || piece.end < mark.start {
                continue;
            }
            span.start = span.start.min(place(mark.start).unwrap_or(base));
            span.end = span.end.max(place(mark.end).unwrap_or(self.text.len()));
        }
    }

    /// The rows around `row` whose lines follow each other.
    fn block(&self, row: usize) -> Range<usize> {
        let follows = |above: usize| match (self.rows.get(above), self.rows.get(above + 1)) {
            (Some(a), Some(b)) => a.page == b.page && a.line + 1 == b.line,
            _ => false,
        };
        let mut block = row..row + 1;
        while block.start > 0 && follows(block.start - 1) {
            block.start -= 1;
        }
        while follows(block.end - 1) {
            block.end += 1;
        }
        block
    }
}

impl SourceCode for Sheet {
    /// With no lines of context: the row of the span, with the line and column of the mark there. Otherwise all rows that
    /// are drawn in one box with it. A span over rows of different boxes is refused, which keeps the boxes apart.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset() + span.len();
        let spot = self.spots.iter().find(|s| s.bytes.start == span.offset() && s.bytes.end == end);
        let row = spot.map_or_else(|| self.row_at(span.offset()), |spot| spot.row);
        let alone = before + after == 0;
        let rows = if alone { row..row + 1 } else { self.block(row) };
        let rows = self.rows.get(rows).filter(|rows| rows.last().is_some_and(|last| end <= last.bytes.end));
        let (Some(first), Some(last)) = (rows.and_then(<[Row]>::first), rows.and_then(<[Row]>::last)) else {
            return Err(MietteError::OutOfBounds);
        };
        let bytes = first.bytes.start..last.bytes.end;
        Ok(Box::new(View {
            data: self.text.get(bytes.clone()).unwrap_or("").as_bytes(),
            span: bytes.into(),
            name: &first.name,
            line: first.line.saturating_sub(1),
            column: spot.filter(|_| alone).map_or(0, |spot| spot.column.saturating_sub(1)),
            lines: rows.map_or(0, <[Row]>::len),
        }))
    }
}

impl Sheet {
    fn row_at(&self, offset: usize) -> usize {
        self.rows.partition_point(|row| row.bytes.end < offset)
    }
}

/// Some rows of a sheet, as miette asks for them.
struct View<'a> {
    data: &'a [u8],
    span: SourceSpan,
    name: &'a str,
    line: usize,
    column: usize,
    lines: usize,
}

impl<'a> SpanContents<'a> for View<'a> {
    fn data(&self) -> &'a [u8] {
        self.data
    }

    fn span(&self) -> &SourceSpan {
        &self.span
    }

    fn name(&self) -> Option<&str> {
        Some(self.name)
    }

    fn line(&self) -> usize {
        self.line
    }

    fn column(&self) -> usize {
        self.column
    }

    fn line_count(&self) -> usize {
        self.lines
    }
}

/// Columns that a character takes.
pub(super) fn columns(character: char) -> usize {
    tame_character(character).width().unwrap_or(0)
}

/// The mark with its ends in the text and on character boundaries.
fn clamp(pages: &[Page<'_>], mark: Mark) -> Mark {
    let text = pages.get(mark.page).map_or("", |page| page.lines.text());
    let start = text.floor_char_boundary(mark.start.min(text.len()));
    let end = text.ceil_char_boundary(mark.end.clamp(start, text.len()));
    Mark { start, end, ..mark }
}

fn same_line(pages: &[Page<'_>], a: Mark, b: Mark) -> bool {
    a.page == b.page
        && pages
            .get(a.page)
            .is_some_and(|page| page.lines.line_start(a.start) == page.lines.line_start(b.start))
}
