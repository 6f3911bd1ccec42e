//! Tables in the making: cells that span several rows or columns are laid out as a grid.

use super::builder::Builder;
use super::{BlockKind, Cell, Table};

/// How many cells of a document may be put in to continue others. A hostile page could ask for thousands with a few
/// bytes; beyond this, cells span one row and one column.
pub(super) const SPARE_CELLS: usize = 100_000;
/// The widest span that is laid out; HTML itself stops at the same number of columns.
const WIDEST_SPAN: u32 = 1_000;

/// A table that is open.
#[derive(Debug)]
pub(super) struct Grid {
    table: u32,
    /// For each column, how many rows more a cell above reaches down.
    pending: Vec<u32>,
    /// Whether the rows are marked as the table's head.
    pub(super) in_head: bool,
}

impl Builder<'_> {
    /// Begins a table.
    pub(super) fn open_table(&mut self) {
        self.close();
        let table = u32::try_from(self.document.tables.len()).unwrap_or(u32::MAX);
        self.document.tables.push(Table::default());
        self.grids.push(Grid { table, pending: Vec::new(), in_head: false });
    }

    /// Begins a row of the innermost table.
    pub(super) fn open_row(&mut self) {
        self.close();
        self.continue_cells(true);
        if let Some(rows) = self.rows() {
            rows.push(Vec::new());
        }
    }

    /// The next cell of the row, which reaches over so many columns and rows: gives the kind of its block.
    pub(super) fn next_cell(&mut self, header: bool, columns: u32, rows: u32) -> BlockKind {
        self.close();
        if self.rows().is_some_and(|rows| rows.is_empty()) {
            self.open_row();
        }
        self.continue_cells(false);
        let Some(grid) = self.grids.last_mut() else { return BlockKind::Paragraph };
        let header = header || grid.in_head;
        let table = grid.table;
        let Some((row, cells)) = last_row(&mut self.document.tables, table) else {
            return BlockKind::Paragraph;
        };
        let column = cells.len();
        cells.push(Cell { block: None, header });
        let more = usize::try_from(columns.clamp(1, WIDEST_SPAN) - 1).unwrap_or(0).min(self.spare_cells);
        cells.extend(std::iter::repeat_n(Cell { block: None, header }, more));
        self.spare_cells -= more;
        if rows > 1 {
            grid.pending.resize(grid.pending.len().max(cells.len()), 0);
            grid.pending.iter_mut().skip(column).take(more + 1).for_each(|p| *p = rows - 1);
        }
        let number = |n| u32::try_from(n).unwrap_or(u32::MAX);
        BlockKind::Cell { table, row: number(row), column: number(column) }
    }

    /// Ends the innermost table and counts its header rows: those at the top that hold nothing but headers.
    pub(super) fn close_table(&mut self) {
        self.close();
        self.continue_cells(true);
        let Some(grid) = self.grids.pop() else { return };
        let Some(table) = usize::try_from(grid.table).ok().and_then(|i| self.document.tables.get_mut(i))
        else {
            return;
        };
        let is_header = |row: &&Vec<Cell>| !row.is_empty() && row.iter().all(|cell| cell.header);
        table.header_rows = table.rows.iter().take_while(is_header).count();
    }

    fn rows(&mut self) -> Option<&mut Vec<Vec<Cell>>> {
        let table = usize::try_from(self.grids.last()?.table).ok()?;
        self.document.tables.get_mut(table).map(|table| &mut table.rows)
    }

    /// Puts in the cells that reach down from above, up to the next free column, or to the end of the row.
    fn continue_cells(&mut self, to_end: bool) {
        let Some(grid) = self.grids.last_mut() else { return };
        let Some((_, cells)) = last_row(&mut self.document.tables, grid.table) else { return };
        while let Some(pending) = grid.pending.get_mut(cells.len()) {
            if *pending == 0 && !to_end {
                break;
            }
            if self.spare_cells == 0 {
                grid.pending.clear();
                break;
            }
            *pending = pending.saturating_sub(1);
            self.spare_cells -= 1;
            cells.push(Cell::default());
        }
        while grid.pending.last() == Some(&0) {
            grid.pending.pop();
        }
    }
}

fn last_row(tables: &mut [Table], table: u32) -> Option<(usize, &mut Vec<Cell>)> {
    let rows = &mut tables.get_mut(usize::try_from(table).ok()?)?.rows;
    let row = rows.len().checked_sub(1)?;
    rows.last_mut().map(|cells| (row, cells))
}
