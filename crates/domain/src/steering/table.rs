//! Small counts in a table with sums of rows and columns.
//!
//! Rows and columns are the corners of a graph, every hidden count is an edge between its row and its
//! column (the sums are one more row and column). A hidden count follows from the shown ones exactly if
//! its edge lies on no circle; so every hidden count is put on a circle of four.

use super::is_small;

/// A table with sums; `None` where hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Row by row.
    pub counts: Vec<Vec<Option<i64>>>,
    pub row_sums: Vec<Option<i64>>,
    pub column_sums: Vec<Option<i64>>,
    pub sum: Option<i64>,
}

/// Hides small counts and as many more as sums would give away. Rows must be equally long.
pub fn hide_in_table(counts: &[Vec<i64>], smallest: i64) -> Table {
    let mut grid = Grid::with_sums(counts, smallest);
    while let Some(told) = grid.told() {
        grid.protect(told);
    }
    let (rows, columns) = (grid.rows - 1, grid.columns - 1);
    let shown = |row: usize, column: usize| (!grid.hidden[row][column]).then_some(grid.counts[row][column]);
    Table {
        counts: (0..rows).map(|row| (0..columns).map(|column| shown(row, column)).collect()).collect(),
        row_sums: (0..rows).map(|row| shown(row, columns)).collect(),
        column_sums: (0..columns).map(|column| shown(rows, column)).collect(),
        sum: shown(rows, columns),
    }
}

struct Grid {
    rows: usize,
    columns: usize,
    counts: Vec<Vec<i64>>,
    hidden: Vec<Vec<bool>>,
}

impl Grid {
    fn with_sums(counts: &[Vec<i64>], smallest: i64) -> Grid {
        let width = counts.first().map_or(0, Vec::len);
        let mut all: Vec<Vec<i64>> =
            counts.iter().map(|row| row.iter().copied().chain([row.iter().sum()]).collect()).collect();
        all.push((0..=width).map(|column| all.iter().map(|row| row[column]).sum()).collect());
        let hidden =
            all.iter().map(|row| row.iter().map(|count| is_small(*count, smallest)).collect()).collect();
        Grid { rows: all.len(), columns: width + 1, counts: all, hidden }
    }

    /// A hidden count that follows from the shown ones.
    fn told(&self) -> Option<(usize, usize)> {
        (0..self.rows)
            .flat_map(|row| (0..self.columns).map(move |column| (row, column)))
            .find(|(row, column)| self.hidden[*row][*column] && !self.on_a_circle(*row, *column))
    }

    /// Whether another way leads from the row to the column of a hidden count.
    fn on_a_circle(&self, row: usize, column: usize) -> bool {
        let mut rows = vec![false; self.rows];
        let mut columns = vec![false; self.columns];
        rows[row] = true;
        let mut open = vec![(true, row)];
        while let Some((is_row, at)) = open.pop() {
            if is_row {
                for next in 0..self.columns {
                    if self.hidden[at][next] && !columns[next] && (at, next) != (row, column) {
                        columns[next] = true;
                        open.push((false, next));
                    }
                }
            } else {
                for next in 0..self.rows {
                    if self.hidden[next][at] && !rows[next] && (next, at) != (row, column) {
                        rows[next] = true;
                        open.push((true, next));
                    }
                }
            }
        }
        columns[column]
    }

    /// Puts a count on a circle of four, hiding as little as possible; zeros and sums last.
    fn protect(&mut self, (row, column): (usize, usize)) {
        let best = (0..self.rows)
            .filter(|other| *other != row)
            .flat_map(|other| (0..self.columns).map(move |beside| (other, beside)))
            .filter(|(_, beside)| *beside != column)
            .min_by_key(|(other, beside)| {
                let corners = [(row, *beside), (*other, column), (*other, *beside)];
                corners
                    .iter()
                    .map(|(r, c)| self.cost(*r, *c))
                    .fold((0, 0), |sum, cost| (sum.0 + cost.0, sum.1 + cost.1))
            });
        // a table has a row and a column of sums, so another row and column always exist
        if let Some((other, beside)) = best {
            for (r, c) in [(row, beside), (other, column), (other, beside)] {
                self.hidden[r][c] = true;
            }
        }
    }

    fn cost(&self, row: usize, column: usize) -> (i64, i64) {
        if self.hidden[row][column] {
            return (0, 0);
        }
        let is_sum = row == self.rows - 1 || column == self.columns - 1;
        let count = self.counts[row][column];
        (i64::from(is_sum) * 2 + i64::from(count == 0), count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_table_without_small_counts_is_shown_whole() {
        let table = hide_in_table(&[vec![3, 4], vec![0, 5]], 3);
        assert_eq!(table.counts, vec![vec![Some(3), Some(4)], vec![Some(0), Some(5)]]);
        assert_eq!(
            (table.row_sums, table.column_sums, table.sum),
            (vec![Some(7), Some(5)], vec![Some(3), Some(9)], Some(12))
        );
    }

    #[test]
    fn one_small_count_takes_three_with_it() {
        let table = hide_in_table(&[vec![1, 9, 8], vec![7, 5, 6], vec![9, 9, 9]], 3);
        let hidden: usize = table.counts.iter().flatten().filter(|c| c.is_none()).count();
        assert_eq!(hidden, 4);
        assert!(table.row_sums.iter().chain(&table.column_sums).all(Option::is_some));
    }

    #[test]
    fn a_table_of_one_count_hides_its_sums_too() {
        let table = hide_in_table(&[vec![2]], 3);
        assert_eq!(
            (&table.counts[0][0], &table.row_sums[0], &table.column_sums[0], &table.sum),
            (&None, &None, &None, &None)
        );
    }

    /// Rank of the equations "row sum" and "column sum" over the hidden counts, by elimination over fractions of
    /// whole numbers; an unknown is determined if its unit vector lies in the row space.
    fn determined(hidden: &[Vec<bool>], at: (usize, usize)) -> bool {
        let cells: Vec<(usize, usize)> = hidden
            .iter()
            .enumerate()
            .flat_map(|(r, row)| row.iter().enumerate().filter(|(_, h)| **h).map(move |(c, _)| (r, c)))
            .collect();
        let (last_row, last_column) = (hidden.len() - 1, hidden[0].len() - 1);
        let mut equations: Vec<Vec<f64>> = Vec::new();
        for row in 0..hidden.len() {
            let sign = |c: usize| if c == last_column { -1.0 } else { 1.0 };
            equations.push(cells.iter().map(|(r, c)| if *r == row { sign(*c) } else { 0.0 }).collect());
        }
        for column in 0..hidden[0].len() {
            let sign = |r: usize| if r == last_row { -1.0 } else { 1.0 };
            equations.push(cells.iter().map(|(r, c)| if *c == column { sign(*r) } else { 0.0 }).collect());
        }
        let unit: Vec<f64> = cells.iter().map(|cell| if *cell == at { 1.0 } else { 0.0 }).collect();
        let before = rank(equations.clone());
        equations.push(unit);
        rank(equations) == before
    }

    fn rank(mut rows: Vec<Vec<f64>>) -> usize {
        let width = rows.first().map_or(0, Vec::len);
        let mut rank = 0;
        for column in 0..width {
            let Some(pivot) = (rank..rows.len()).find(|r| rows[*r][column].abs() > 1e-9) else { continue };
            rows.swap(rank, pivot);
            let lead = rows[rank].clone();
            for row in rows.iter_mut().skip(rank + 1) {
                let factor = row[column] / lead[column];
                for (value, of_lead) in row.iter_mut().zip(&lead) {
                    *value -= factor * of_lead;
                }
            }
            rank += 1;
        }
        rank
    }

    proptest! {
        #[test]
        fn no_hidden_count_follows_from_sums_of_rows_and_columns(
            counts in (1usize..5, 1usize..5).prop_flat_map(|(rows, columns)| {
                proptest::collection::vec(proptest::collection::vec(0i64..8, columns), rows)
            })
        ) {
            let table = hide_in_table(&counts, 3);
            let mut hidden: Vec<Vec<bool>> = table
                .counts
                .iter()
                .zip(&table.row_sums)
                .map(|(row, sum)| row.iter().chain([sum]).map(Option::is_none).collect())
                .collect();
            hidden.push(table.column_sums.iter().chain([&table.sum]).map(Option::is_none).collect());
            for (row, line) in counts.iter().enumerate() {
                for (column, count) in line.iter().enumerate() {
                    prop_assert!(!is_small(*count, 3) || hidden[row][column]);
                    if hidden[row][column] {
                        prop_assert!(!determined(&hidden, (row, column)), "{table:?}");
                    }
                }
            }
        }
    }
}
