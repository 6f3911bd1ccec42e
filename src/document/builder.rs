//! Writes a document: clean text, its map to the source, and its blocks, always in step.

use super::grid::{Grid, SPARE_CELLS};
use super::{Block, BlockKind, Cell, Document, urls};
use crate::finding::Field;
use crate::source::Source;
use crate::span::Span;

/// What stands in clean text for something that is not read (code, an address), so that the words around it do not
/// join: the Unicode object replacement character.
pub(super) const OBJECT: &str = "\u{FFFC}";

/// A document in the making. Text goes into the block that is open; where none is, what gives the text opens one.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    /// The text of the source.
    pub(super) source: &'a str,
    /// What is there so far. Its text ends with the block that is open.
    pub(super) document: Document,
    /// The tables that are open, from the outermost.
    pub(super) grids: Vec<Grid>,
    /// How many more cells may be put in for those that span several.
    pub(super) spare_cells: usize,
    open: Option<Open>,
    has_title: bool,
    /// What loose text belongs to, from the outermost.
    containers: Vec<BlockKind>,
    lists: u32,
    lists_open: u8,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    kind: BlockKind,
    start: usize,
    /// Whether its text may hold addresses. Plain text has its addresses taken out beforehand.
    masked: bool,
}

impl<'a> Builder<'a> {
    /// Begins with what came beside the text: the title and the date.
    pub(super) fn new(source: &'a Source) -> Builder<'a> {
        let document = Document { date: source.date, ..Document::default() };
        let mut builder = Builder {
            source: &source.text,
            document,
            grids: Vec::new(),
            spare_cells: SPARE_CELLS,
            open: None,
            has_title: false,
            containers: Vec::new(),
            lists: 0,
            lists_open: 0,
        };
        builder.document.text.reserve(source.text.len() + 1);
        if let Some(title) = &source.title {
            builder.open(BlockKind::Title);
            builder.push(Field::Title, title, 0);
            builder.close();
        }
        builder
    }

    /// Whether a title was written.
    pub(super) fn has_title(&self) -> bool {
        self.has_title
    }

    /// Opens a block of what loose text belongs to here, unless one is open.
    pub(super) fn ensure_open(&mut self) {
        if self.open.is_none() {
            let kind = self.containers.last().copied().unwrap_or(BlockKind::Paragraph);
            self.open(kind);
        }
    }

    /// Whether a block is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// From here on loose text is of the same kind as around, in blocks of its own.
    pub(super) fn reenter(&mut self) {
        self.enter(self.containers.last().copied().unwrap_or(BlockKind::Paragraph));
    }

    /// From here on loose text is of this kind, until [`Builder::leave`].
    pub(super) fn enter(&mut self, kind: BlockKind) {
        self.close();
        self.containers.push(kind);
    }

    /// Ends what [`Builder::enter`] began last.
    pub(super) fn leave(&mut self) {
        self.close();
        self.containers.pop();
    }

    /// Begins a list; gives the kind of its items.
    pub(super) fn open_list(&mut self, numbered: bool) -> BlockKind {
        self.close();
        let kind = BlockKind::ListItem { list: self.lists, depth: self.lists_open, numbered, label: None };
        self.lists = self.lists.saturating_add(1);
        self.lists_open = self.lists_open.saturating_add(1);
        kind
    }

    /// Ends the innermost list.
    pub(super) fn close_list(&mut self) {
        self.close();
        self.lists_open = self.lists_open.saturating_sub(1);
    }

    /// Closes the block that is open and opens another.
    pub(super) fn open(&mut self, kind: BlockKind) {
        self.close();
        self.open = Some(Open { kind, start: self.document.text.len(), masked: false });
    }

    /// Closes the block that is open, if any: drops space at its ends and takes addresses out of it. One without
    /// text leaves nothing behind. Gives the block's index.
    pub(super) fn close(&mut self) -> Option<usize> {
        let open = self.open.take()?;
        let text = self.document.text.get(open.start..).unwrap_or("");
        let start = open.start + (text.len() - text.trim_start().len());
        let end = open.start + text.trim_end().len();
        if start >= end {
            self.rewind(open.start);
            return None;
        }
        self.rewind(end);
        if !open.masked {
            self.take_addresses_out(start);
        }
        Some(self.finish(open.kind, start))
    }

    /// Adds a stretch of the source as it is.
    pub(super) fn verbatim(&mut self, start: usize, end: usize) {
        let source = self.source;
        if let Some(slice) = source.get(start..end) {
            self.push(Field::Text, slice, start);
        }
    }

    /// Adds `text`, which stands for the bytes of the source from `start` up to `end`.
    pub(super) fn decoded(&mut self, text: &str, start: usize, end: usize) {
        self.push_decoded(Field::Text, text, start, end.saturating_sub(start));
    }

    /// Adds prose of a marked-up source, from byte `start` up to `end`: as it is, but each run of spaces and line ends
    /// is one space. Opens a block where none is open and there is more than space to add.
    pub(super) fn flow(&mut self, start: usize, end: usize) {
        let source = self.source;
        let Some(text) = source.get(start..end) else { return };
        let mut at = 0;
        while at < text.len() {
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            let word = rest.iter().enumerate().position(|(i, b)| {
                is_space(*b) && (*b != b' ' || i == 0 || rest.get(i + 1).copied().is_none_or(is_space))
            });
            let word = word.unwrap_or(rest.len());
            if word > 0 {
                self.ensure_open();
                self.verbatim(start + at, start + at + word);
                at += word;
                continue;
            }
            let spaces = rest.iter().take_while(|b| is_space(**b)).count();
            self.space(" ", start + at, start + at + spaces);
            at += spaces;
        }
    }

    /// Adds a space (or a line feed) that stands for a stretch of the source, unless the block begins here or the
    /// text ends with one already.
    pub(super) fn space(&mut self, space: &str, start: usize, end: usize) {
        let inside = self.open.is_some_and(|open| open.start < self.document.text.len());
        if inside && !self.document.text.ends_with([' ', '\n']) {
            self.decoded(space, start, end);
        }
    }

    /// Adds a block of the source as it is, with the addresses in it already known. `addresses` gives them in order;
    /// those that begin before the end of the block are used up.
    pub(super) fn block(&mut self, kind: BlockKind, span: Span, addresses: &mut urls::Cursor<'_>) {
        self.close();
        let start = self.document.text.len();
        self.open = Some(Open { kind, start, masked: true });
        let mut at = span.start;
        while let Some(address) = addresses.next_before(span.end) {
            if address.start >= at {
                self.verbatim(at, address.start);
                self.decoded(OBJECT, address.start, address.end.min(span.end));
                at = address.end.min(span.end);
            }
        }
        self.verbatim(at, span.end);
        self.close();
    }

    fn push(&mut self, field: Field, text: &str, source: usize) {
        self.push_decoded(field, text, source, text.len());
    }

    fn push_decoded(&mut self, field: Field, text: &str, source: usize, source_len: usize) {
        self.document.map.push(self.document.text.len(), text.len(), field, source, source_len);
        self.document.text.push_str(text);
    }

    fn rewind(&mut self, end: usize) {
        if end < self.document.text.len() {
            self.document.text.truncate(end);
            self.document.map.split_off(end);
        }
    }

    /// Writes the text from `start` on anew, with [`OBJECT`] for each address.
    fn take_addresses_out(&mut self, start: usize) {
        let addresses = urls::find(self.document.text.get(start..).unwrap_or(""));
        let Some(first) = addresses.first().map(|a| a.start + start) else { return };
        let text = self.document.text.split_off(first);
        let map = self.document.map.split_off(first);
        let mut at = first;
        for address in addresses.iter().map(|a| a.shift(start)) {
            self.copy(&map, &text, first, Span::new(at, address.start));
            let place = map.place(address);
            self.push_decoded(place.field, OBJECT, place.start, place.end - place.start);
            at = address.end;
        }
        self.copy(&map, &text, first, Span::new(at, first + text.len()));
    }

    /// Adds a span of a text that was split off at `base`, with the map that was split off along with it.
    fn copy(&mut self, map: &super::SourceMap, text: &str, base: usize, span: Span) {
        for (run, field, source, source_len) in map.runs_within(span) {
            let slice = text.get(run.start - base..run.end - base).unwrap_or("");
            self.push_decoded(field, slice, source, source_len);
        }
    }

    fn finish(&mut self, kind: BlockKind, start: usize) -> usize {
        let span = Span::new(start, self.document.text.len());
        // Markup inside a title may part it; what follows the first part is a heading.
        let again = kind == BlockKind::Title && self.has_title;
        let kind = if again { BlockKind::Heading(1) } else { kind };
        // What follows the first block of an item goes on with it.
        if let Some(BlockKind::ListItem { label, .. }) = self.containers.last_mut() {
            *label = None;
        }
        self.has_title |= kind == BlockKind::Title;
        let index = self.document.blocks.len();
        let mut rest = span;
        while kind == BlockKind::Paragraph
            && let Some((end, next)) = cut(rest.of(&self.document.text))
        {
            self.document.blocks.push(Block { kind, span: Span::new(rest.start, rest.start + end) });
            rest.start += next;
        }
        self.document.text.push('\n');
        self.document.blocks.push(Block { kind, span: rest });
        if let Some(cell) = self.cell(kind) {
            cell.block.get_or_insert(index);
        }
        index
    }

    fn cell(&mut self, kind: BlockKind) -> Option<&mut Cell> {
        let BlockKind::Cell { table, row, column } = kind else { return None };
        let table = self.document.tables.get_mut(usize::try_from(table).ok()?)?;
        let row = table.rows.get_mut(usize::try_from(row).ok()?)?;
        row.get_mut(usize::try_from(column).ok()?)
    }
}

/// The longest paragraph, in bytes, and how far back from there it is cut: what is longer is no paragraph that anybody
/// wrote, and would be held in memory as a whole while it is read.
const LONGEST: usize = 1 << 20;
const CUT_WITHIN: usize = 1 << 12;

/// Where the first piece of a paragraph that is too long ends, and where the next begins: at the end of a sentence, else
/// at a space.
fn cut(text: &str) -> Option<(usize, usize)> {
    let most = Some(LONGEST).filter(|most| text.len() > *most)?;
    let (to, from) = (text.floor_char_boundary(most), text.floor_char_boundary(most - CUT_WITHIN));
    let tail = text.get(from..to)?;
    let stop = tail.rfind(". ").map(|at| from + at + 1);
    let space = || tail.rfind(char::is_whitespace).map(|at| from + at);
    let later = || text.get(to..)?.find(char::is_whitespace).map(|at| to + at);
    let (head, rest) = text.split_at_checked(stop.or_else(space).or_else(later)?)?;
    Some((head.trim_end().len(), text.len() - rest.trim_start().len()))
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}
