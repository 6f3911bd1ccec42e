//! Binding by tables: a cell of a labelled row or column against those before it.

use super::Case;
use super::binding::Binding;
use crate::document::Table;
use crate::words::compile::Pattern;
use crate::words::matcher::Capture;

/// For each row whose label matches: each of its cells, and the figures above it in its column.
pub(super) fn rows(case: &Case<'_>, label: &Pattern) -> Vec<Binding> {
    let mut out = Vec::new();
    for table in tables(case) {
        let lines: Vec<Vec<Option<usize>>> = table.rows.iter().map(|row| figures(case, row)).collect();
        let mut from = table.header_rows;
        for (at, row) in table.rows.iter().enumerate().skip(table.header_rows) {
            let labelled = row.first().and_then(|cell| cell.block).is_some_and(|b| is_label(case, b, label));
            if !labelled {
                continue;
            }
            for column in 1..row.len() {
                let cell = lines.get(at).and_then(|l| l.get(column)).copied().flatten();
                let above = column_of(&lines, from..at, column);
                if let Some((cell, above)) = cell.zip(above) {
                    out.push(bound(cell, above));
                }
            }
            from = at + 1;
        }
    }
    out
}

/// For each column whose header matches: each of its cells, and the figures left of it in its row.
pub(super) fn columns(case: &Case<'_>, label: &Pattern) -> Vec<Binding> {
    let mut out = Vec::new();
    for table in tables(case) {
        let Some(column) = labelled_column(case, table, label) else { continue };
        for row in table.rows.iter().skip(table.header_rows) {
            let line = figures(case, row);
            let cell = line.get(column).copied().flatten();
            let left = line.get(1..column).map(|l| l.iter().copied().collect::<Option<Vec<usize>>>());
            if let (Some(cell), Some(Some(left))) = (cell, left)
                && left.len() >= 2
            {
                out.push(bound(cell, left));
            }
        }
    }
    out
}

/// The tables that begin in what was read.
pub(super) fn tables<'c>(case: &Case<'c>) -> impl Iterator<Item = &'c Table> {
    let blocks = case.facts.blocks.clone();
    case.document.tables.iter().filter(move |table| {
        let first = table.rows.iter().flatten().find_map(|cell| cell.block);
        first.is_some_and(|block| blocks.contains(&block))
    })
}

fn bound(cell: usize, others: Vec<usize>) -> Binding {
    Binding { captures: vec![Capture::Figure(cell), Capture::Row(others)] }
}

fn labelled_column(case: &Case<'_>, table: &Table, label: &Pattern) -> Option<usize> {
    let header = table.rows.get(table.header_rows.checked_sub(1)?)?;
    (2..header.len()).find(|c| header[*c].block.is_some_and(|b| is_label(case, b, label)))
}

/// The figures of a column within rows: `None` unless there are at least two rows and every one of them has a figure there.
fn column_of(
    lines: &[Vec<Option<usize>>],
    rows: std::ops::Range<usize>,
    column: usize,
) -> Option<Vec<usize>> {
    let mut out = Vec::new();
    for line in lines.get(rows)? {
        out.push(line.get(column).copied().flatten()?);
    }
    (out.len() >= 2).then_some(out)
}

/// The figure of each cell of a row: the only claim in the cell, which is all that the cell holds.
fn figures(case: &Case<'_>, row: &[crate::document::Cell]) -> Vec<Option<usize>> {
    row.iter().map(|cell| cell.block.and_then(|b| only_figure(case, b))).collect()
}

/// Bytes beside the figure that a cell may hold: a footnote's mark, a currency sign.
const BESIDE: usize = 2;

/// The one figure of a block that holds hardly anything else.
pub(super) fn only_figure(case: &Case<'_>, block: usize) -> Option<usize> {
    let span = case.document.blocks.get(block)?.span;
    let from = case.facts.claims.partition_point(|c| c.span.start < span.start);
    let claim = case.claim(from).filter(|c| span.contains(c.span))?;
    let rest = span.len() - claim.span.len();
    let more = case.claim(from + 1).is_some_and(|c| span.contains(c.span));
    (!more && rest <= BESIDE).then_some(from)
}

/// Whether the text of a block begins with a label; a pattern that ends in `$` asks for all of it.
fn is_label(case: &Case<'_>, block: usize, label: &Pattern) -> bool {
    let Some(span) = case.document.blocks.get(block).map(|b| b.span) else { return false };
    let lexicon = case.rules.lexicon();
    let from = case.facts.claims.partition_point(|c| c.span.start < span.start);
    let tokens = crate::words::token::tokens(&case.document.text, span, &case.facts.claims, from, lexicon);
    let seen = crate::words::seen::Seen::of(&tokens, &case.facts.claims, lexicon);
    let scene = crate::words::matcher::Scene {
        tokens: &tokens,
        claims: &case.facts.claims,
        lexicon,
        items: None,
        seen: &seen,
    };
    scene.find(label, 0).iter().any(|m| m.tokens.0 == 0)
}
