//! The source in blocks of clean prose, with one map from every byte of it back to the source.

use std::ops::Range;

use crate::calendar::Date;
use crate::finding::Place;
use crate::source::{Format, Source};
use crate::span::Span;

mod abbreviations;
mod builder;
mod front_matter;
mod grid;
mod html;
mod label;
mod map;
mod markdown;
mod plain;
mod quotation;
mod sentence;
mod urls;

pub use label::Label;
pub use map::SourceMap;

/// Bytes of text that are checked in one go.
const PART: usize = 2 << 20;

/// A document ready to be read: clean prose in blocks, nothing of the markup left.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// All prose, block after block, each followed by a line feed that is in no block. What stands between blocks is
    /// white space. Spans everywhere are of this. U+FFFC stands for code and for addresses, which are not read.
    pub text: String,
    /// From bytes of `text` to bytes of the source.
    pub map: SourceMap,
    /// The blocks, in the order of the text.
    pub blocks: Vec<Block>,
    /// The tables, in the order of the text; their cells are blocks too.
    pub tables: Vec<Table>,
    /// The day that the document is dated: from beside the text, or from its front matter.
    pub date: Option<Date>,
}

/// A stretch of prose that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, without space at either end; may hold line feeds where the source wraps its lines. A paragraph of more
    /// than a million bytes is several blocks.
    pub span: Span,
}

/// What a block is to the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The title of the document. At most one block is.
    Title,
    /// A heading inside it, with its level from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list. `list` numbers the lists of the document from 0, nested ones apart; `depth` counts from 0.
    ListItem {
        /// Which list.
        list: u32,
        /// How many lists it stands within.
        depth: u8,
        /// Whether the list is numbered.
        numbered: bool,
        /// The number or letter that the reader sees before the item; only the first block of an item has one, and only
        /// where it is known.
        label: Option<Label>,
    },
    /// A paragraph quoted as a block.
    Quote,
    /// The caption of a picture or a table, and the alternative text of a picture.
    Caption,
    /// A cell of a table: indices into [`Document::tables`] and its rows and columns.
    Cell {
        /// Which table.
        table: u32,
        /// Which row, from 0, header rows counted.
        row: u32,
        /// Which column, from 0, after cells that span several are laid out.
        column: u32,
    },
    /// A value of the front matter that is prose (`title:` makes a [`BlockKind::Title`] instead).
    FrontMatter,
}

/// A table: its rows of cells, laid out as a grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Rows from the top; each may be shorter than the widest.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows at the top are headers.
    pub header_rows: usize,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its block; `None` where it is empty or continues a cell that spans several.
    pub block: Option<usize>,
    /// Whether it is marked as a header.
    pub header: bool,
}

/// A sentence: part of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its text, without space at either end.
    pub span: Span,
    /// The block that it is of.
    pub block: usize,
}

impl Document {
    /// Reads a source. Cannot fail: what is not markup is text. Cost: linear in the source.
    pub fn read(source: &Source) -> Document {
        match source.format {
            Format::Plain => plain::read(source),
            Format::Markdown => markdown::read(source),
            Format::Html => html::read(source),
        }
    }

    /// The text of one block; empty where there is no such block.
    pub fn block_text(&self, block: usize) -> &str {
        self.blocks.get(block).map_or("", |b| b.span.of(&self.text))
    }

    /// The blocks in stretches that are each checked by itself, so that memory does not grow with a text without end.
    /// What anybody would call an article is one stretch.
    pub fn parts(&self) -> impl Iterator<Item = Range<usize>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = self.blocks.get(from)?.span.start;
            let len = self.blocks.get(from..)?.partition_point(|block| block.span.end <= start + PART);
            let part = from..from + len.max(1);
            from = part.end;
            Some(part)
        })
    }

    /// The sentences of one block. One that is longer than some thousand bytes is cut at a space. Cost: linear in
    /// the block.
    pub fn sentences(&self, block: usize) -> Vec<Sentence> {
        let start = self.blocks.get(block).map_or(0, |b| b.span.start);
        sentence::split(self.block_text(block))
            .into_iter()
            .map(|span| Sentence { span: span.shift(start), block })
            .collect()
    }

    /// The stretches of one block that stand between quotation marks, the marks left out, in order and apart. One
    /// that nothing closes runs to the end of the block. Cost: linear in the block.
    pub fn quotations(&self, block: usize) -> Vec<Span> {
        let start = self.blocks.get(block).map_or(0, |b| b.span.start);
        quotation::find(self.block_text(block)).into_iter().map(|span| span.shift(start)).collect()
    }

    /// Where a span of the text stands in the source.
    pub fn place(&self, span: Span) -> Place {
        self.map.place(span)
    }
}
