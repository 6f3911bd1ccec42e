//! Writes a document: clean text, its map to the source, and its blocks, always in step.

use super::{Block, BlockKind, Document, urls};
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
    open: Option<Open>,
    has_title: bool,
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
        let mut builder = Builder { source: &source.text, document, open: None, has_title: false };
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

    /// Whether a block is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
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
        self.has_title |= kind == BlockKind::Title;
        self.document.text.push('\n');
        self.document.blocks.push(Block { kind, span });
        self.document.blocks.len() - 1
    }
}
