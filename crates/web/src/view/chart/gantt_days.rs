//! The same plan as a list by day, for screens too narrow for the picture: what begins or is held when, and how full it is.

use super::{GanttBar, GanttMark, GanttRow};
use chrono::NaiveDate;

/// One line of the list.
pub(super) struct GanttDay {
    pub on: NaiveDate,
    /// What begins, or is held.
    pub what: String,
    /// Row it stands in.
    pub row: String,
    /// Seats taken of all; none for a single day, whose words say it.
    pub seats: Option<(u32, u32)>,
    pub planned: bool,
}

/// Beginnings and single days of a window, by day. A row without a name goes on with the one above it.
pub(super) fn by_day(rows: &[GanttRow], (from, until): (NaiveDate, NaiveDate)) -> Vec<GanttDay> {
    let mut named = String::new();
    let mut days = Vec::new();
    for row in rows {
        if !row.label.is_empty() {
            named.clone_from(&row.label);
        }
        days.extend(row.bars.iter().map(|bar| of_bar(bar, &named)));
        days.extend(row.marks.iter().map(|mark| of_mark(mark, &named)));
    }
    days.retain(|day| day.on >= from && day.on <= until);
    days.sort_by(|a, b| (a.on, &a.what).cmp(&(b.on, &b.what)));
    days
}

fn of_bar(bar: &GanttBar, row: &str) -> GanttDay {
    GanttDay {
        on: bar.from,
        what: bar.label.clone(),
        row: row.to_owned(),
        seats: Some(bar.seats),
        planned: bar.planned,
    }
}

fn of_mark(mark: &GanttMark, row: &str) -> GanttDay {
    GanttDay { on: mark.on, what: mark.label.clone(), row: row.to_owned(), seats: None, planned: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_and_test_days_stand_in_one_list_by_day_with_the_name_of_their_row() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2027, 1, n).expect("a day");
        let bar = |n: u32, label: &str| GanttBar {
            from: day(n),
            until: day(28),
            label: label.into(),
            seats: (3, 20),
            planned: false,
            handle: None,
        };
        let row = |label: &str, bars| GanttRow { label: label.into(), bars, marks: Vec::new() };
        let mark = GanttMark { on: day(5), label: "Testtag".into(), full: false };
        let tests = GanttRow { label: "Testtage".into(), bars: Vec::new(), marks: vec![mark] };
        let rows = [tests, row("VHS", vec![bar(11, "A")]), row("", vec![bar(4, "B"), bar(2, "C")])];
        let days = by_day(&rows, (day(3), day(20)));
        let said: Vec<_> = days.iter().map(|day| (day.what.as_str(), day.row.as_str())).collect();
        assert_eq!(said, [("B", "VHS"), ("Testtag", "Testtage"), ("A", "VHS")], "C began before");
    }
}
