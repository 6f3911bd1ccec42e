//! List items in plain text: `- `, `* `, `• `, `1. `, `1) `, `(a) `.

use super::super::{BlockKind, Label};

/// What begins a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Its length in bytes, the space after it included.
    pub(super) len: usize,
    style: Style,
    label: Option<Label>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Bullet(char),
    /// `1.`
    Stop,
    /// `1)` or `a)`
    Half,
    /// `(1)` or `(a)`
    Round,
}

impl Marker {
    /// The marker that a line (without the space before it) begins with.
    pub(super) fn of(line: &str) -> Option<Marker> {
        let first = line.chars().next()?;
        let (len, style) = match first {
            '-' | '*' | '•' | '·' | '–' | '+' | '▪' | '■' | '●' | '◦' => {
                (first.len_utf8(), Style::Bullet(first))
            }
            '(' => (1 + label(line.get(1..)?, ')')?, Style::Round),
            '0'..='9' if label(line, '.').is_some_and(|len| len < 4) => (label(line, '.')?, Style::Stop),
            _ => (label(line, ')')?, Style::Half),
        };
        let rest = line.get(len..)?;
        let space = rest.len() - rest.trim_start_matches([' ', '\t', '\u{A0}']).len();
        let label = line.get(..len).filter(|_| !matches!(style, Style::Bullet(_))).and_then(Label::new);
        (space > 0).then_some(Marker { len: len + space, style, label })
    }

    /// Whether items of one list may have the two.
    pub(super) fn is_like(self, other: Marker) -> bool {
        self.style == other.style
    }
}

/// The length of a number or a letter up to and with the mark that ends it.
fn label(text: &str, end: char) -> Option<usize> {
    let len = text.find(|c: char| !c.is_ascii_alphanumeric()).filter(|len| (1..4).contains(len))?;
    let name = text.get(..len)?;
    let number = name.bytes().all(|b| b.is_ascii_digit());
    let letter = len == 1 || name.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    (text.get(len..)?.starts_with(end) && (number || letter)).then_some(len + 1)
}

/// The lists that are open, from the outermost, by where their markers stand.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<(usize, Style, u32)>,
    count: u32,
}

/// Lists nested deeper than this are one.
const DEEPEST: usize = 32;

impl Lists {
    /// The next item: of a list that is open, where one has the same indent and style, else of a new one.
    pub(super) fn item(&mut self, indent: usize, marker: Marker) -> BlockKind {
        while self
            .open
            .last()
            .is_some_and(|(at, style, _)| *at > indent || (*at == indent && *style != marker.style))
        {
            self.open.pop();
        }
        if self.open.last().is_none_or(|(at, ..)| *at < indent) && self.open.len() < DEEPEST {
            self.open.push((indent, marker.style, self.count));
            self.count = self.count.saturating_add(1);
        }
        let list = self.open.last().map_or(0, |(.., list)| *list);
        let depth = u8::try_from(self.open.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let numbered = !matches!(marker.style, Style::Bullet(_));
        BlockKind::ListItem { list, depth, numbered, label: marker.label }
    }

    /// A paragraph at `indent` ends the lists whose markers stand no further left than it.
    pub(super) fn end(&mut self, indent: usize) {
        while self.open.last().is_some_and(|(at, ..)| *at >= indent) {
            self.open.pop();
        }
    }
}
