//! HTML, a page or a fragment, and the HTML inside Markdown.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as HtmlSpan, Tokenizer};

use super::builder::{Builder, OBJECT};
use super::{BlockKind, Document};
use crate::source::Source;

mod entity;
mod tag;

use tag::Tag;

/// Reads a page.
pub(super) fn read(source: &Source) -> Document {
    let mut builder = Builder::new(source);
    let mut html = Html::default();
    html.feed(&mut builder, 0, source.text.len());
    html.unwind(&mut builder, 0);
    builder.close();
    choose_title(&mut builder);
    builder.document
}

/// The title is that which came beside the text, else the first main heading, else the page's `<title>`. A `<title>`
/// that is not chosen is kept as front matter: it is prose about the page.
fn choose_title(builder: &mut Builder<'_>) {
    let titled = builder.document.blocks.iter().any(|b| b.kind == BlockKind::Title);
    let blocks = &mut builder.document.blocks;
    if titled {
        return;
    }
    let heading = blocks.iter().position(|b| b.kind == BlockKind::Heading(1));
    let chosen = heading.or_else(|| blocks.iter().position(|b| b.kind == BlockKind::FrontMatter));
    if let Some(block) = chosen.and_then(|i| blocks.get_mut(i)) {
        block.kind = BlockKind::Title;
    }
}

/// What of HTML is open. Kept between fragments, because Markdown parts HTML at empty lines.
#[derive(Debug, Default)]
pub(super) struct Html {
    open: Vec<Entry>,
    /// End tags close nothing below this: what stands there belongs to something around.
    floor: usize,
    start_tag: StartTag,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    tag: Tag,
    /// Whether its text is not read, by itself or by what is around it.
    hidden: bool,
    /// Whether what is around it is read: then opening it wrote something, and closing it must.
    live: bool,
}

/// A start tag in the making.
#[derive(Debug, Default)]
struct StartTag {
    tag: Option<Tag>,
    start: usize,
    attribute: Attribute,
    columns: u32,
    rows: u32,
    hidden: bool,
    /// Where the alternative text of a picture stands.
    alt: Option<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Attribute {
    Columns,
    Rows,
    Alt,
    #[default]
    Other,
}

/// How far up an end tag looks for its start tag. A page that nests deeper without closing is broken, and looking
/// further would take time quadratic in its depth.
const REACH: usize = 64;

impl Html {
    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Sets below which depth end tags close nothing; gives what it was.
    pub(super) fn set_floor(&mut self, floor: usize) -> usize {
        std::mem::replace(&mut self.floor, floor)
    }

    /// Whether text is not read here.
    pub(super) fn is_hidden(&self) -> bool {
        self.open.last().is_some_and(|entry| entry.hidden)
    }

    /// Closes what is hidden, from the outermost on: a fragment of Markdown hides no text after it.
    pub(super) fn unhide(&mut self, builder: &mut Builder<'_>) {
        while self.is_hidden() {
            self.pop(builder);
        }
    }

    /// Closes all but the first `depth` elements.
    pub(super) fn unwind(&mut self, builder: &mut Builder<'_>, depth: usize) {
        while self.open.len() > depth {
            self.pop(builder);
        }
    }

    /// Reads a stretch of the source as HTML.
    pub(super) fn feed(&mut self, builder: &mut Builder<'_>, start: usize, end: usize) {
        let source = builder.source;
        let Some(fragment) = source.get(start..end) else { return };
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: HtmlSpan<usize>| {
            self.event(builder, &event, start + span.start, start + span.end);
            None::<std::convert::Infallible>
        });
        emitter.naively_switch_states(true);
        let done = Tokenizer::new_with_emitter(fragment, emitter).finish();
        debug_assert!(done.is_ok(), "a string can always be read");
    }

    fn event(&mut self, builder: &mut Builder<'_>, event: &CallbackEvent<'_>, start: usize, end: usize) {
        match event {
            CallbackEvent::String { value } => self.text(builder, value, start, end),
            CallbackEvent::OpenStartTag { name } => {
                self.start_tag =
                    StartTag { tag: Tag::of(name), start, columns: 1, rows: 1, ..StartTag::default() };
            }
            CallbackEvent::AttributeName { name } => self.attribute(name),
            CallbackEvent::AttributeValue { value } => self.value(builder.source, value, start, end),
            CallbackEvent::CloseStartTag { .. } => self.open(builder, end),
            CallbackEvent::EndTag { name } => {
                if let Some(tag) = Tag::of(name) {
                    self.end(builder, tag, start, end);
                }
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn text(&mut self, builder: &mut Builder<'_>, value: &[u8], start: usize, end: usize) {
        if self.is_hidden() {
            return;
        }
        match self.open.last().map(|entry| entry.tag) {
            // Rows and tables hold no text of their own; what stands there is space, or a mistake.
            Some(Tag::Table | Tag::Row | Tag::Section(_)) if value.iter().all(u8::is_ascii_whitespace) => {}
            Some(tag @ (Tag::Raised | Tag::Lowered)) => {
                entity::shifted(builder, tag == Tag::Raised, start, end);
            }
            _ => entity::flow(builder, start, end),
        }
    }

    fn attribute(&mut self, name: &[u8]) {
        self.start_tag.attribute = match name {
            b"colspan" => Attribute::Columns,
            b"rowspan" => Attribute::Rows,
            b"alt" => Attribute::Alt,
            _ => Attribute::Other,
        };
        self.start_tag.hidden |= name == b"hidden";
    }

    fn value(&mut self, source: &str, value: &[u8], start: usize, end: usize) {
        let number = || std::str::from_utf8(value).ok().and_then(|v| v.trim().parse().ok()).unwrap_or(1);
        match self.start_tag.attribute {
            Attribute::Columns => self.start_tag.columns = number(),
            Attribute::Rows => self.start_tag.rows = number(),
            Attribute::Alt => self.start_tag.alt = inside_quotes(source, start, end),
            Attribute::Other => {}
        }
    }

    fn open(&mut self, builder: &mut Builder<'_>, end: usize) {
        let started = std::mem::take(&mut self.start_tag);
        let Some(tag) = started.tag else { return };
        self.close_implied(builder, tag);
        let live = !self.is_hidden();
        match tag {
            Tag::Break if live => builder.space("\n", started.start, end),
            Tag::Picture if live => picture(builder, started.alt),
            Tag::Rule if live => drop(builder.close()),
            Tag::Break | Tag::Picture | Tag::Rule => {}
            _ => {
                if live {
                    begin(builder, tag, &started, end);
                }
                let hidden = !live || started.hidden || tag.hides();
                self.open.push(Entry { tag, hidden, live });
            }
        }
    }

    /// Closes what a start tag closes without saying so: `<li>` the item before it, `<td>` the cell before it.
    fn close_implied(&mut self, builder: &mut Builder<'_>, tag: Tag) {
        let found = self.reachable().find_map(|(i, entry)| {
            if tag.closes(entry.tag) { Some(Some(i)) } else { tag.stops_at(entry.tag).then_some(None) }
        });
        if let Some(Some(index)) = found {
            self.unwind(builder, index);
        }
    }

    fn end(&mut self, builder: &mut Builder<'_>, tag: Tag, start: usize, end: usize) {
        if tag == Tag::Break && !self.is_hidden() {
            return builder.space("\n", start, end);
        }
        let found = self
            .reachable()
            .take_while(|(_, entry)| tag.is_same(entry.tag) || !tag.is_held_by(entry.tag))
            .find(|(_, entry)| tag.is_same(entry.tag))
            .map(|(i, _)| i);
        if let Some(index) = found {
            self.unwind(builder, index + 1);
            if tag == Tag::Said && !self.is_hidden() {
                builder.decoded("”", start, end);
            }
            self.pop(builder);
        }
    }

    fn reachable(&self) -> impl Iterator<Item = (usize, &Entry)> {
        let floor = self.floor;
        self.open.iter().enumerate().rev().take(REACH).take_while(move |(i, _)| *i >= floor)
    }

    fn pop(&mut self, builder: &mut Builder<'_>) {
        let Some(entry) = self.open.pop().filter(|entry| entry.live) else { return };
        match entry.tag {
            Tag::List(_) => {
                builder.leave();
                builder.close_list();
            }
            Tag::Table => {
                builder.leave();
                builder.close_table();
            }
            tag if tag.holds_text() => builder.leave(),
            Tag::Section(true) => {
                builder.close();
                if let Some(grid) = builder.grids.last_mut() {
                    grid.in_head = false;
                }
            }
            tag if tag.is_block() => drop(builder.close()),
            _ => {}
        }
    }
}

/// Writes what opening an element means for the blocks around it.
fn begin(builder: &mut Builder<'_>, tag: Tag, started: &StartTag, end: usize) {
    match tag {
        Tag::Heading(level) => builder.enter(BlockKind::Heading(level)),
        Tag::Title => builder.enter(BlockKind::FrontMatter),
        Tag::Quote => builder.enter(BlockKind::Quote),
        Tag::Caption => builder.enter(BlockKind::Caption),
        Tag::List(numbered) => {
            let kind = builder.open_list(numbered);
            builder.enter(kind);
        }
        Tag::Item => builder.reenter(),
        Tag::Table => {
            builder.open_table();
            builder.enter(BlockKind::Paragraph);
        }
        Tag::Section(head) => {
            builder.close();
            if let Some(grid) = builder.grids.last_mut() {
                grid.in_head = head;
            }
        }
        Tag::Row => builder.open_row(),
        Tag::Cell(header) => {
            let kind = builder.next_cell(header, started.columns, started.rows);
            builder.enter(kind);
        }
        Tag::Said => {
            builder.ensure_open();
            builder.decoded("“", started.start, end);
        }
        Tag::Code => {
            builder.ensure_open();
            builder.decoded(OBJECT, started.start, end);
        }
        tag if tag.is_block() => drop(builder.close()),
        _ => {}
    }
}

/// The alternative text of a picture is a caption. A picture in the middle of a sentence does not part it, so such a
/// text is left out.
fn picture(builder: &mut Builder<'_>, alt: Option<(usize, usize)>) {
    let Some((start, end)) = alt.filter(|_| !builder.is_open()) else { return };
    builder.open(BlockKind::Caption);
    entity::flow(builder, start, end);
    builder.close();
}

/// Where the value of an attribute stands without its quotation marks; the span of the tokenizer may hold them.
fn inside_quotes(source: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let value = source.get(start..end)?;
    let inner = value.trim_start_matches(['=', '"', '\'', ' ']);
    let start = start + (value.len() - inner.len());
    Some((start, start + inner.trim_end_matches(['"', '\'']).len()))
}
