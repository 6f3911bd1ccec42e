//! What a header says of the numbers below or beside it: "Revenue ($ m)", "in thousands", "Depth (km)".

use std::collections::BTreeMap;

use crate::claim::{Claim, Unit};
use crate::document::{BlockKind, Document, Table};
use crate::grammar;
use crate::span::Span;
use crate::vocabulary::Vocabulary;

/// Bytes of a header's last words beyond which they are prose.
const LONGEST: usize = 32;

/// How the numbers under a header would be written in full: what would stand before and after their digits.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    before: String,
    after: String,
}

/// The headers of a document's tables, each looked at once.
pub(super) struct Headers<'d> {
    document: &'d Document,
    vocabulary: &'d Vocabulary,
    known: BTreeMap<usize, Option<Written>>,
    /// The table that was looked at last, with the block above it.
    above: Option<(u32, Option<usize>)>,
}

impl<'d> Headers<'d> {
    pub(super) const fn new(document: &'d Document, vocabulary: &'d Vocabulary) -> Headers<'d> {
        Headers { document, vocabulary, known: BTreeMap::new(), above: None }
    }

    /// Reads the figure of a cell again, if it is a plain number and a header gives its unit or its scale: "3.9" under
    /// "Revenue ($ m)" is $3.9 million. The label of the row goes before the header of the column, and that before what
    /// stands in the corner or above the table.
    pub(super) fn measure(&mut self, block: usize, kind: BlockKind, claims: &mut [Claim]) {
        let BlockKind::Cell { table, row, column } = kind else { return };
        let [claim] = claims else { return };
        let plain = claim.unit == Unit::None && claim.quantity().is_some();
        let Some(cells) = self.document.tables.get(table as usize).filter(|_| plain) else { return };
        let (row, column) = (row as usize, column as usize);
        if row < cells.header_rows || column == 0 {
            return;
        }
        let text = claim.span.of(self.document.block_text(block));
        let vocabulary = self.vocabulary;
        let above = self.above(table, cells);
        let full = headers(cells, row, column)
            .chain(above)
            .find_map(|header| full_claim(text, self.written(header)?, vocabulary));
        if let Some(full) = full {
            *claim = Claim { span: claim.span, ..full };
        }
    }

    /// The block above a table. Its cells come one after the other, so it is looked for once.
    fn above(&mut self, number: u32, table: &Table) -> Option<usize> {
        if let Some((_, above)) = self.above.filter(|(last, _)| *last == number) {
            return above;
        }
        let above = table.rows.iter().flatten().find_map(|cell| cell.block).and_then(|b| b.checked_sub(1));
        self.above = Some((number, above));
        above
    }

    fn written(&mut self, block: usize) -> Option<&Written> {
        let (document, vocabulary) = (self.document, self.vocabulary);
        let written = || {
            let text = document.block_text(block);
            written(declaration(text, vocabulary)?.of(text), vocabulary)
        };
        self.known.entry(block).or_insert_with(written).as_ref()
    }
}

/// Rows of headers that are looked at: more are no headers.
const HEADS: usize = 4;

/// The cells that may say in what the number of a cell is, the nearest first.
fn headers(table: &Table, row: usize, column: usize) -> impl Iterator<Item = usize> {
    let cell =
        |row: usize, column: usize| table.rows.get(row).and_then(|r| r.get(column)).and_then(|c| c.block);
    let heads = table.header_rows.saturating_sub(HEADS)..table.header_rows;
    let above = heads.clone().rev().filter_map(move |r| cell(r, column));
    let corner = heads.filter_map(move |r| cell(r, 0));
    cell(row, 0).into_iter().chain(above).chain(corner)
}

/// Where a header says in what its numbers are: what stands in brackets at its end or after its last comma, or all of it.
pub(crate) fn declaration(header: &str, vocabulary: &Vocabulary) -> Option<Span> {
    let end = header.trim_end().len();
    let bracket = header.get(..end)?.strip_suffix(')').and_then(|rest| Some((rest.rfind('(')? + 1, end - 1)));
    let comma = || header.rfind(", ").map(|at| (at + 2, end));
    let (start, end) = bracket.or_else(comma).unwrap_or((0, end));
    let span = Span { start, end };
    let short = span.len() <= LONGEST;
    let said = short.then(|| written(span.of(header), vocabulary)).flatten()?;
    full_claim("7", &said, vocabulary).map(|_| span)
}

/// What the words of a header, without its brackets, would have stand around a number. Nothing is said yet of whether that
/// makes a figure.
fn written(words: &str, vocabulary: &Vocabulary) -> Option<Written> {
    let sign = |at: &usize| vocabulary.money_before(words, *at).is_some_and(|(_, start)| start == 0);
    let words = words.trim();
    let sign_end = (1..=words.len()).rev().filter(|at| words.is_char_boundary(*at)).find(sign).unwrap_or(0);
    let (before, rest) = words.split_at(sign_end);
    let rest: Vec<&str> = rest.split_whitespace().filter_map(|word| scale(word, vocabulary)).collect();
    let after = rest.join(" ");
    let tight = sign_end > 0 && after.len() <= 2 || after == "%";
    let after = if tight || after.is_empty() { after } else { format!(" {after}") };
    let said = (!before.is_empty() || !after.is_empty()) && !after.bytes().any(|b| b.is_ascii_digit());
    said.then(|| Written { before: before.to_owned(), after })
}

/// A word of a header as it stands after a number; `None` for one that says nothing.
fn scale<'w>(word: &'w str, vocabulary: &Vocabulary) -> Option<&'w str> {
    let is = |list: &str| vocabulary.cue(list, word);
    match () {
        () if is("header-in") => None,
        () if is("header-thousand") => Some("thousand"),
        () if is("header-million") => Some("million"),
        () if is("header-billion") => Some("billion"),
        () => Some(word),
    }
}

/// The figure that a number is with what its header would have around it, where all of that is one figure.
fn full_claim(number: &str, written: &Written, vocabulary: &Vocabulary) -> Option<Claim> {
    let text = format!("{}{number}{}", written.before, written.after);
    let mut claims = grammar::read(&text, vocabulary).claims;
    let claim = claims.pop().filter(|_| claims.is_empty())?;
    let whole = claim.span == Span { start: 0, end: text.len() };
    (whole && claim.hedge.is_none() && claim.quantity().is_some()).then_some(claim)
}

#[cfg(test)]
mod tests {
    use super::{declaration, full_claim, written};
    use crate::vocabulary::Vocabulary;

    #[test]
    fn headers_say_in_what_their_numbers_are() {
        let vocabulary = Vocabulary::builtin();
        let table = [
            ("Revenue ($ m)", Some("money 3900000")),
            ("Revenue (US$bn)", Some("money 3900000000")),
            ("Revenue, £'000", Some("money 3900")),
            ("$ thousands", Some("money 3900")),
            ("(in millions of dollars)", Some("money 3900000")),
            ("In thousands", Some("count 3900")),
            ("Share (%)", Some("percent 3.9")),
            ("Depth (km)", Some("measure 3.9")),
            ("Height (m)", Some("measure 3.9")),
            ("Revenue", None),
            ("2023", None),
            ("Sales (net)", None),
            ("Sales (2023)", None),
            ("Leith, Scotland", None),
            ("", None),
            ("()", None),
        ];
        for (header, expected) in table {
            let read = declaration(header, &vocabulary).map(|span| {
                let said = written(span.of(header), &vocabulary).expect("a declaration says something");
                let claim = full_claim("3.9", &said, &vocabulary).expect("and makes a figure");
                let value = claim.quantity().and_then(|q| q.value).expect("one number");
                format!("{} {value}", claim.kind.name())
            });
            assert_eq!(read.as_deref(), expected, "{header}");
        }
    }
}
