//! Sorting and finding in a table whose rows are all there. The order is a person's: umlauts beside their
//! letters, numbers by size, days by date, what is missing last.

use crate::http::Staff;
use crate::view::value::Plain;
use crate::view::{Field, FilterBar, ListView, Query, Row, Table};
use chrono::{NaiveDateTime, NaiveTime};
use domain::matching::normalise;
use std::cmp::Ordering;

/// Name of the pair that finds a word anywhere in a row.
pub const FIND: &str = "find";

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Instant(NaiveDateTime),
    Text(String),
    Missing,
}

fn key(row: &Row, place: usize) -> Key {
    match row.values.get(place).map_or(Plain::Nothing, |value| value.plain()) {
        Plain::Nothing => Key::Missing,
        Plain::Number(number) => Key::Number(number),
        Plain::Day(day) => Key::Instant(day.and_time(NaiveTime::MIN)),
        Plain::Instant(at) => Key::Instant(at),
        // a column may count in text, such as a birth year or a case number
        Plain::Text(text) => text.parse().map_or_else(|_| Key::Text(normalise(&text)), Key::Number),
    }
}

/// Every column with a visible heading sorts; its word is its place, counted from 1.
pub(super) fn sorted(query: &Query, mut table: Table) -> Table {
    for (place, column) in table.columns.iter_mut().enumerate() {
        if !column.silent && column.sort.is_none() {
            column.sort = Some((place + 1).to_string());
        }
    }
    if let Some(word) = query.get("sort") {
        let (word, backwards) = word.strip_prefix('-').map_or((word, false), |word| (word, true));
        let place = table.columns.iter().position(|column| column.sort.as_deref() == Some(word));
        if let Some(place) = place {
            table.rows.sort_by(|one, other| order(&key(one, place), &key(other, place), backwards));
        }
    }
    table.sortable(query)
}

/// What is missing stands last in both directions.
fn order(one: &Key, other: &Key, backwards: bool) -> Ordering {
    match (one, other) {
        (Key::Missing, Key::Missing) => Ordering::Equal,
        (Key::Missing, _) => Ordering::Greater,
        (_, Key::Missing) => Ordering::Less,
        _ if backwards => other.cmp(one),
        _ => one.cmp(other),
    }
}

/// Rows in which every typed word occurs; lists with a search of their own keep it.
pub(super) fn found(staff: &Staff, query: &Query, mut view: ListView) -> ListView {
    let bar = view.filter.take().unwrap_or_else(|| FilterBar::new(staff.language(), query));
    if bar.asks_for("search") {
        view.filter = Some(bar);
        return view;
    }
    view.filter = Some(bar.field(Field::search(FIND, staff.t("lists-find"))));
    let wanted = normalise(query.get(FIND).unwrap_or_default());
    if !wanted.is_empty() {
        view.table.rows.retain(|row| {
            let text = normalise(&words(row));
            wanted.split(' ').all(|word| text.contains(word))
        });
    }
    view
}

fn words(row: &Row) -> String {
    let words = row.values.iter().map(|value| value.plain().to_string());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Column, Language, Value};
    use chrono::NaiveDate;

    fn names(table: &Table) -> Vec<&str> {
        table.rows.iter().map(|row| row.name.as_str()).collect()
    }

    fn table() -> Table {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let row = |name: &str, number: i64, on: Option<NaiveDate>| {
            Row::new(name, name, vec![Value::text(name), Value::number(number), Value::date(on)])
        };
        let columns = vec![Column::new("Name"), Column::number("Plätze"), Column::new("Tag")];
        Table::new(Language::De, "Liste", columns).rows([
            row("Zander", 9, day("2026-12-01")),
            row("Öztürk", 10, None),
            row("Otto", 2, day("2026-11-01")),
        ])
    }

    fn by(raw: &str) -> Vec<String> {
        let table = sorted(&Query::parse("/list", Some(raw)), table());
        names(&table).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn columns_sort_as_people_read_them_and_what_is_missing_stands_last() {
        assert_eq!(by("sort=1"), ["Otto", "Öztürk", "Zander"]);
        assert_eq!(by("sort=2"), ["Otto", "Zander", "Öztürk"], "numbers by size, not by their digits");
        assert_eq!(by("sort=3"), ["Otto", "Zander", "Öztürk"]);
        assert_eq!(by("sort=-3"), ["Zander", "Otto", "Öztürk"], "missing days stay last");
        assert_eq!(by("sort=7"), ["Zander", "Öztürk", "Otto"], "an unknown word changes nothing");
    }
}
