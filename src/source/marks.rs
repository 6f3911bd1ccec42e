//! Running counts over a text, noted at even distances, so that counting up to any byte is cheap.

/// Bytes between two notes.
const STEP: usize = 1 << 15;

/// How much of something stands before each multiple of [`STEP`] in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks(Vec<usize>);

impl Marks {
    /// Counts once over the whole text; `weigh` says how much each byte adds.
    pub(super) fn new(text: &str, weigh: fn(u8) -> usize) -> Marks {
        let mut total = 0;
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        for chunk in text.as_bytes().chunks(STEP) {
            marks.push(total);
            total += sum(chunk, weigh);
        }
        marks.push(total);
        Marks(marks)
    }

    /// The count before byte `at`; beyond the end, that of the whole text. `text` and `weigh` are those that the
    /// marks were made of. Cost: bounded, whatever the text.
    pub(super) fn before(&self, text: &str, at: usize, weigh: fn(u8) -> usize) -> usize {
        let at = at.min(text.len());
        let index = at / STEP;
        let noted = self.0.get(index).copied().unwrap_or(0);
        noted + sum(text.as_bytes().get(index * STEP..at).unwrap_or_default(), weigh)
    }
}

/// One for each first byte of a character, so that the sum over a text counts its characters.
pub(super) fn one_a_char(byte: u8) -> usize {
    usize::from(byte & 0xC0 != 0x80)
}

/// The UTF-16 units of a character, added at its first byte.
pub(super) fn utf16_units(byte: u8) -> usize {
    one_a_char(byte) + usize::from(byte >= 0xF0)
}

fn sum(bytes: &[u8], weigh: fn(u8) -> usize) -> usize {
    bytes.iter().map(|b| weigh(*b)).sum()
}
