//! The elements that mean something for the blocks of a page.

/// An element; those that are not here only mark words inside a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Anything that begins on a new line: `div`, `section`.
    Block,
    Paragraph,
    Heading(u8),
    Title,
    Quote,
    /// With whether it is numbered.
    List(bool),
    Item,
    Table,
    /// A group of rows, with whether it is the head.
    Section(bool),
    Row,
    /// With whether it is a header.
    Cell(bool),
    Caption,
    /// Code inside a sentence: [`super::OBJECT`] stands for it.
    Code,
    /// Not read, and not part of the sentence around it: scripts, forms, menus.
    Hidden,
    /// Not read, as if it were not there: text struck out, readings of ruby text.
    Struck,
    Raised,
    Lowered,
    /// `<q>`, for which pages show quotation marks.
    Said,
    Break,
    Rule,
    Picture,
}

impl Tag {
    /// The element of this name, in small letters.
    pub(super) fn of(name: &[u8]) -> Option<Tag> {
        Some(match name {
            b"p" => Tag::Paragraph,
            b"h1" => Tag::Heading(1),
            b"h2" => Tag::Heading(2),
            b"h3" => Tag::Heading(3),
            b"h4" => Tag::Heading(4),
            b"h5" => Tag::Heading(5),
            b"h6" => Tag::Heading(6),
            b"title" => Tag::Title,
            b"blockquote" => Tag::Quote,
            b"ul" | b"menu" | b"dir" => Tag::List(false),
            b"ol" => Tag::List(true),
            b"li" => Tag::Item,
            b"table" => Tag::Table,
            b"thead" => Tag::Section(true),
            b"tbody" | b"tfoot" => Tag::Section(false),
            b"tr" => Tag::Row,
            b"th" => Tag::Cell(true),
            b"td" => Tag::Cell(false),
            b"caption" | b"figcaption" => Tag::Caption,
            b"code" | b"kbd" | b"samp" | b"var" | b"tt" | b"math" => Tag::Code,
            b"script" | b"style" | b"template" | b"noscript" | b"pre" | b"svg" | b"iframe" | b"object"
            | b"nav" | b"select" | b"datalist" | b"textarea" | b"button" | b"audio" | b"video"
            | b"canvas" | b"xmp" | b"listing" | b"noframes" | b"noembed" => Tag::Hidden,
            b"del" | b"s" | b"strike" | b"rt" | b"rp" => Tag::Struck,
            b"sup" => Tag::Raised,
            b"sub" => Tag::Lowered,
            b"q" => Tag::Said,
            b"br" => Tag::Break,
            b"hr" => Tag::Rule,
            b"img" => Tag::Picture,
            b"address" | b"article" | b"aside" | b"body" | b"center" | b"dd" | b"details" | b"dialog"
            | b"div" | b"dl" | b"dt" | b"fieldset" | b"figure" | b"footer" | b"form" | b"frameset"
            | b"head" | b"header" | b"hgroup" | b"html" | b"legend" | b"main" | b"option" | b"search"
            | b"section" | b"summary" => Tag::Block,
            _ => return None,
        })
    }

    /// Whether its text is not read.
    pub(super) fn hides(self) -> bool {
        matches!(self, Tag::Code | Tag::Hidden | Tag::Struck)
    }

    /// Whether it parts the text before it from that after it.
    pub(super) fn is_block(self) -> bool {
        !matches!(
            self,
            Tag::Code
                | Tag::Hidden
                | Tag::Struck
                | Tag::Raised
                | Tag::Lowered
                | Tag::Said
                | Tag::Break
                | Tag::Picture
        )
    }

    /// Whether loose text in it is of a kind of its own.
    pub(super) fn holds_text(self) -> bool {
        matches!(self, Tag::Heading(_) | Tag::Title | Tag::Quote | Tag::Item | Tag::Cell(_) | Tag::Caption)
    }

    /// Whether an end tag of this element ends that one.
    pub(super) fn is_same(self, open: Tag) -> bool {
        match (self, open) {
            // Pages do close `<h2>` with `</h3>`.
            (Tag::Heading(_), Tag::Heading(_)) | (Tag::Section(_), Tag::Section(_)) => true,
            _ => self == open,
        }
    }

    /// Whether an end tag of this element stays inside that one.
    pub(super) fn is_held_by(self, open: Tag) -> bool {
        match self {
            Tag::Table => false,
            Tag::Row | Tag::Section(_) | Tag::Cell(_) => open == Tag::Table,
            Tag::Item => matches!(open, Tag::List(_) | Tag::Cell(_) | Tag::Table),
            _ if self.is_block() => matches!(open, Tag::Cell(_) | Tag::Table),
            _ => open.is_block(),
        }
    }

    /// Whether a start tag of this element ends that one, with all inside it.
    pub(super) fn closes(self, open: Tag) -> bool {
        match self {
            Tag::Item => open == Tag::Item,
            Tag::Cell(_) => matches!(open, Tag::Cell(_)),
            Tag::Row => open == Tag::Row,
            Tag::Section(_) => matches!(open, Tag::Section(_)),
            _ => self.is_block() && open == Tag::Paragraph,
        }
    }

    /// Whether a start tag of this element looks no further than that one for something to end.
    pub(super) fn stops_at(self, open: Tag) -> bool {
        match self {
            Tag::Item => matches!(open, Tag::List(_) | Tag::Cell(_) | Tag::Table),
            Tag::Cell(_) => matches!(open, Tag::Row | Tag::Table),
            Tag::Row => matches!(open, Tag::Section(_) | Tag::Table),
            Tag::Section(_) => open == Tag::Table,
            _ => open.is_block(),
        }
    }
}
