//! A figure of the text that stands in a table too: the sentence holds the words of the cell's row and of its column.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::Case;
use super::super::table::{only_figure, tables};
use super::numbers::{is_slip, same_number};
use crate::document::{BlockKind, Table};
use crate::fact::{Passage, declaration};

/// Rows whose labels share their first word in the alphabet, beyond which they are left alone: a list, in which any sentence finds its words.
const ALIKE: usize = 16;

/// Figures, and rows, of a table beyond which it is left alone: a sentence would find its number somewhere in it anyhow.
const MOST: usize = 2000;

/// A row of a table with the words that a sentence must hold to be about it.
struct Row<'t> {
    table: &'t Table,
    at: usize,
    /// The figures of the whole table.
    figures: Rc<[usize]>,
    /// Whether the table has one column beside its labels.
    narrow: bool,
    label: BTreeSet<String>,
}

/// The figures of cells with those of sentences that tell the same, the earlier first. `told` are the figures of sentences
/// that may be meant, in the order of the text.
pub(super) fn pairs(case: &Case<'_>, told: &[usize]) -> Vec<(usize, usize)> {
    let rows = rows(case);
    if rows.is_empty() {
        return Vec::new();
    }
    let prose = case.facts.passages.iter().filter(|p| !is_cell(case, p.sentence.block));
    let pairs = prose.flat_map(|passage| {
        let from = told.partition_point(|c| *c < passage.claims.start);
        let to = told.partition_point(|c| *c < passage.claims.end);
        let told = told.get(from..to).unwrap_or(&[]);
        let words = words(passage.sentence.span.of(&case.document.text));
        let rows: Vec<&Row<'_>> = words
            .iter()
            .filter_map(|word| rows.get(word))
            .filter(|rows| rows.len() <= ALIKE)
            .flatten()
            .filter(|row| row.label.is_subset(&words))
            .collect();
        rows.into_iter().filter_map(|row| told_of(case, row, (passage, told), &words)).collect::<Vec<_>>()
    });
    pairs.map(|(cell, claim)| (cell.min(claim), cell.max(claim))).collect()
}

/// The rows of all tables by the word of their label that is first in the alphabet. A label that stands twice in a table says
/// nothing.
fn rows<'c>(case: &Case<'c>) -> BTreeMap<String, Vec<Row<'c>>> {
    let mut out: BTreeMap<String, Vec<Row<'c>>> = BTreeMap::new();
    for table in tables(case) {
        let cells = table.rows.iter().flatten().filter_map(|cell| only_figure(case, cell.block?));
        let figures: Rc<[usize]> = cells.collect();
        if figures.is_empty() || figures.len() > MOST || table.rows.len() > MOST {
            continue;
        }
        let narrow = table.rows.iter().all(|row| row.len() <= 2);
        let mut seen: BTreeMap<BTreeSet<String>, usize> = BTreeMap::new();
        let labels: Vec<BTreeSet<String>> = table
            .rows
            .iter()
            .map(|row| row.first().and_then(|cell| cell.block).map_or_else(BTreeSet::new, |b| label(case, b)))
            .collect();
        for label in &labels {
            *seen.entry(label.clone()).or_default() += 1;
        }
        for (at, label) in labels.into_iter().enumerate().skip(table.header_rows) {
            if let Some(first) = label.first().cloned()
                && seen.get(&label) == Some(&1)
            {
                out.entry(first).or_default().push(Row {
                    table,
                    at,
                    figures: figures.clone(),
                    narrow,
                    label,
                });
            }
        }
    }
    out
}

/// The one cell of a row that a sentence tells, with the one of its figures that is told and is that number with a slip.
fn told_of(
    case: &Case<'_>,
    row: &Row<'_>,
    (passage, told): (&Passage, &[usize]),
    words: &BTreeSet<String>,
) -> Option<(usize, usize)> {
    let cells: Vec<usize> = (1..row.table.rows.get(row.at)?.len())
        .filter(|column| is_headed(case, row, *column, words))
        .filter_map(|column| figure(case, row.table, row.at, column))
        .collect();
    let in_table = |claim: usize| row.figures.iter().any(|c| same_number(case, *c, claim));
    let mut found =
        cells.iter().filter(|cell| !passage.claims.clone().any(|c| same_number(case, **cell, c))).flat_map(
            |cell| told.iter().filter(|c| is_slip(case, *cell, **c) && !in_table(**c)).map(|c| (*cell, *c)),
        );
    let pair = found.next()?;
    found.next().is_none().then_some(pair)
}

/// Whether a sentence holds the words above a column. Where nothing stands above it, it must be the only one.
fn is_headed(case: &Case<'_>, row: &Row<'_>, column: usize, words: &BTreeSet<String>) -> bool {
    let headers = row.table.rows.iter().take(row.table.header_rows).filter_map(|row| row.get(column)?.block);
    let header: BTreeSet<String> = headers.flat_map(|b| label(case, b)).collect();
    row.narrow || !header.is_empty() && header.is_subset(words)
}

fn figure(case: &Case<'_>, table: &Table, row: usize, column: usize) -> Option<usize> {
    only_figure(case, table.rows.get(row)?.get(column)?.block?)
}

fn is_cell(case: &Case<'_>, block: usize) -> bool {
    case.document.blocks.get(block).is_none_or(|b| matches!(b.kind, BlockKind::Cell { .. }))
}

/// The words of a label, but for those that say nothing of its subject: "Revenue" of "The revenue ($ m)".
fn label(case: &Case<'_>, block: usize) -> BTreeSet<String> {
    let lexicon = case.rules.lexicon();
    let stops = lexicon.list("noun-stops");
    let text = case.document.block_text(block);
    let unit = declaration(text, case.rules.vocabulary()).map_or(text.len(), |unit| unit.start);
    let mut words = words(text.get(..unit).unwrap_or(text));
    words.retain(|word| stops.is_none_or(|stops| !lexicon.holds(stops, lexicon.id(word))));
    words
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
