//! Markdown, with tables, footnotes, text struck out, front matter, and the HTML in it.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::builder::{Builder, OBJECT};
use super::html::Html;
use super::{BlockKind, Document, Label, front_matter};
use crate::source::Source;

/// Reads Markdown.
pub(super) fn read(source: &Source) -> Document {
    let mut builder = Builder::new(source);
    let base = front_matter::read(&mut builder);
    let body = source.text.get(base..).unwrap_or("");
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut reader = Reader {
        builder,
        html: Html::default(),
        base,
        frames: Vec::new(),
        lists: Vec::new(),
        hidden: 0,
        picture: None,
        pictures: Vec::new(),
        first: true,
    };
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.event(event, &range);
    }
    reader.html.unwind(&mut reader.builder, 0);
    reader.builder.close();
    reader.builder.document
}

struct Reader<'a> {
    builder: Builder<'a>,
    html: Html,
    /// Where the body begins in the source.
    base: usize,
    /// For each Markdown element that holds blocks or is one: what HTML was open before it.
    frames: Vec<Frame>,
    /// The kinds of the items of the lists that are open, each with the number of the next item.
    lists: Vec<(BlockKind, Option<u64>)>,
    /// How many elements are open whose text is not read.
    hidden: usize,
    /// The picture whose alternative text is being read: its depth of nesting.
    picture: Option<usize>,
    /// Alternative texts of pictures inside the block that is open: their places in the source.
    pictures: Vec<Vec<Range<usize>>>,
    /// Whether no block was seen yet.
    first: bool,
}

#[derive(Clone, Copy)]
struct Frame {
    depth: usize,
    floor: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        let (start, end) = (self.base + range.start, self.base + range.end);
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, start, end),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.object(start, end),
            Event::SoftBreak if self.reads() => self.builder.space(" ", start, end),
            Event::HardBreak if self.reads() => self.builder.space("\n", start, end),
            Event::Html(_) | Event::InlineHtml(_) if self.hidden == 0 => {
                self.html.feed(&mut self.builder, start, end);
            }
            Event::Rule => drop(self.builder.close()),
            _ => {}
        }
    }

    fn reads(&self) -> bool {
        self.hidden == 0 && self.picture.is_none() && !self.html.is_hidden()
    }

    fn text(&mut self, text: &str, start: usize, end: usize) {
        if let Some(alt) = self.pictures.last_mut().filter(|_| self.picture.is_some() && self.hidden == 0) {
            return alt.push(start..end);
        }
        if !self.reads() {
            return;
        }
        if self.builder.source.get(start..end) == Some(text) {
            self.builder.flow(start, end);
        } else if !text.is_empty() {
            self.builder.ensure_open();
            self.builder.decoded(text, start, end);
        }
    }

    fn object(&mut self, start: usize, end: usize) {
        if self.reads() {
            self.builder.ensure_open();
            self.builder.decoded(OBJECT, start, end);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.open_frame(),
            Tag::Heading { level, .. } => {
                self.open_frame();
                let kind = self.heading(*level);
                self.builder.enter(kind);
            }
            Tag::BlockQuote(_) => {
                self.open_frame();
                self.builder.enter(BlockKind::Quote);
            }
            Tag::List(first) => {
                self.open_frame();
                self.lists.push((self.builder.open_list(first.is_some()), *first));
            }
            Tag::Item => {
                self.open_frame();
                let item = self.item();
                self.builder.enter(item);
            }
            Tag::FootnoteDefinition(_) => {
                self.open_frame();
                self.builder.enter(BlockKind::Paragraph);
            }
            Tag::Table(_) => {
                self.open_frame();
                self.builder.open_table();
            }
            Tag::TableHead | Tag::TableRow => {
                self.builder.open_row();
                if let Some(grid) = self.builder.grids.last_mut() {
                    grid.in_head = matches!(tag, Tag::TableHead);
                }
            }
            Tag::TableCell => {
                self.open_frame();
                let kind = self.builder.next_cell(false, 1, 1);
                self.builder.enter(kind);
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.builder.close();
                self.hidden += 1;
            }
            Tag::Strikethrough => self.hidden += 1,
            Tag::HtmlBlock => drop(self.builder.close()),
            Tag::Image { .. } => {
                if self.picture.is_none() {
                    self.pictures.push(Vec::new());
                }
                self.picture = Some(self.picture.map_or(1, |depth| depth + 1));
            }
            _ => {}
        }
        self.first &= matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.close_frame();
                self.builder.close();
                self.captions();
            }
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition => {
                self.close_frame();
                self.builder.leave();
                self.captions();
            }
            TagEnd::List(_) => {
                self.close_frame();
                self.lists.pop();
                self.builder.close_list();
            }
            TagEnd::Table => {
                self.close_frame();
                self.builder.close_table();
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Strikethrough => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::HtmlBlock => {
                self.html.unhide(&mut self.builder);
            }
            TagEnd::Image => {
                self.picture = self.picture.and_then(|depth| depth.checked_sub(1)).filter(|d| *d > 0);
            }
            _ => {}
        }
    }

    /// The kind of the next item, with the number that it is shown with: the first of a list says where it begins, and the
    /// others count on whatever is written.
    fn item(&mut self) -> BlockKind {
        let Some((kind, next)) = self.lists.last_mut() else { return BlockKind::Paragraph };
        let shown = next.and_then(|n| Label::new(&format!("{n}.")));
        *next = next.map(|n| n.saturating_add(1));
        match *kind {
            BlockKind::ListItem { list, depth, numbered, .. } => {
                BlockKind::ListItem { list, depth, numbered, label: shown }
            }
            other => other,
        }
    }

    /// A main heading before anything else is the title.
    fn heading(&self, level: HeadingLevel) -> BlockKind {
        if level == HeadingLevel::H1 && self.first && !self.builder.has_title() {
            return BlockKind::Title;
        }
        BlockKind::Heading(level as u8)
    }

    /// The alternative texts of the pictures of a block become captions after it.
    fn captions(&mut self) {
        for parts in std::mem::take(&mut self.pictures) {
            self.builder.open(BlockKind::Caption);
            for part in parts {
                self.builder.flow(part.start, part.end);
            }
            self.builder.close();
        }
    }

    fn open_frame(&mut self) {
        self.builder.close();
        let depth = self.html.depth();
        self.frames.push(Frame { depth, floor: self.html.set_floor(depth) });
    }

    fn close_frame(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.html.unwind(&mut self.builder, frame.depth);
            self.html.set_floor(frame.floor);
        }
    }
}
