//! What stands before an item of a list.

/// The number or letter before an item, with its marks: `4.`, `b)`, `(iii)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    bytes: [u8; LONGEST],
    len: u8,
}

/// The longest label in bytes.
const LONGEST: usize = 5;

impl Label {
    /// A label as it is written; `None` where it is too long to be one.
    pub fn new(text: &str) -> Option<Label> {
        let mut bytes = [0; LONGEST];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Label { bytes, len: u8::try_from(text.len()).ok()? })
    }

    /// Its text.
    pub fn text(&self) -> &str {
        let written = self.bytes.get(..usize::from(self.len)).unwrap_or_default();
        std::str::from_utf8(written).unwrap_or("")
    }
}
