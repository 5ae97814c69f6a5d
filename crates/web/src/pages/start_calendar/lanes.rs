//! Courses of one group side by side: as few lines as possible, no two bars of a line at the same time.

use chrono::NaiveDate;

/// Lines of bars, each line in the order of its first days. `span` tells first and last day of a bar.
pub fn lanes<T>(mut bars: Vec<T>, span: impl Fn(&T) -> (NaiveDate, NaiveDate)) -> Vec<Vec<T>> {
    bars.sort_by_key(|bar| span(bar));
    let mut lines: Vec<Vec<T>> = Vec::new();
    for bar in bars {
        let (from, _) = span(&bar);
        let free = lines.iter_mut().find(|line| line.last().is_none_or(|last| span(last).1 < from));
        match free {
            Some(line) => line.push(bar),
            None => lines.push(vec![bar]),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_that_touch_no_other_share_a_line() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2027, 1, n).expect("a day");
        let bars = vec![(day(5), day(9)), (day(1), day(4)), (day(3), day(6)), (day(10), day(12))];
        let lines = lanes(bars, |bar| *bar);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0], [(day(1), day(4)), (day(5), day(9)), (day(10), day(12))]);
        assert_eq!(lines[1], [(day(3), day(6))]);
    }
}
