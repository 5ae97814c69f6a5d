//! Hiding small counts in figures, so that no single person can be read out of them (handbook 7.6).
//! Counts below the region's smallest one are hidden, and further ones as far as sums would give them
//! away. The same counts always give the same picture. Not for counting, and not for roles that work
//! with the cases themselves.

mod list;
mod table;

pub use list::{List, hide_in_list};
pub use table::{Table, hide_in_table};

/// A count that must not be shown by itself: at least one, fewer than the smallest one shown.
pub fn is_small(count: i64, smallest: i64) -> bool {
    count > 0 && count < smallest
}

/// Fewest cases behind a rate or a middle value (handbook 7.6, step 4).
pub const FEWEST_FOR_A_RATE: i64 = 10;

/// A share in whole percent, or nothing where few cases stand behind it or one side of it is small.
pub fn share(part: i64, whole: i64, smallest: i64) -> Option<i64> {
    let rest = whole - part;
    if whole < FEWEST_FOR_A_RATE || is_small(part, smallest) || is_small(rest, smallest) {
        return None;
    }
    Some((part * 100 + whole / 2) / whole)
}

/// Middle and mean of days, rounded; nothing if fewer than `fewest` stand behind them.
pub fn middle(mut days: Vec<i64>, fewest: i64) -> Option<(i64, i64)> {
    let count = i64::try_from(days.len()).unwrap_or(i64::MAX);
    if count == 0 || count < fewest {
        return None;
    }
    days.sort_unstable();
    let half = days.len() / 2;
    let median = if days.len() % 2 == 1 { days[half] } else { (days[half - 1] + days[half] + 1) / 2 };
    let sum: i64 = days.iter().sum();
    Some((median, (sum + count / 2) / count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_hidden_when_few_stand_behind_it_or_on_one_side_of_it() {
        assert_eq!(share(5, 20, 3), Some(25));
        assert_eq!(share(0, 20, 3), Some(0));
        assert_eq!(share(4, 9, 3), None);
        assert_eq!(share(2, 20, 3), None);
        assert_eq!(share(18, 20, 3), None);
    }

    #[test]
    fn the_middle_of_an_even_number_lies_between_the_two_in_the_middle() {
        assert_eq!(middle(vec![1, 2, 4, 9], 1), Some((3, 4)));
        assert_eq!(middle(vec![5, 1, 3], 1), Some((3, 3)));
        assert_eq!(middle(vec![5, 1, 3], 10), None);
        assert_eq!(middle(Vec::new(), 0), None);
    }
}
