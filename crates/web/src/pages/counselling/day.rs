//! The day of a counselling body on paper.

use super::{kind_words, where_words};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::people::choices::language as language_name;
use crate::view::{Column, EmptyState, Row, Table, Value};
use app::queries::counselling::OwnTalks;
use chrono::NaiveDate;

const COLUMNS: [&str; 6] = [
    "counselling-time",
    "counselling-name",
    "counselling-language",
    "counselling-phone",
    "counselling-where",
    "counselling-kinds",
];

/// Page for the printer.
pub async fn print(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let day: NaiveDate = input.part("day").parse().map_err(|_| Problem::NotFound)?;
    let talks = staff.ask(&OwnTalks { from: day, until: day }).await?;
    let title = staff.tn("counselling-day-title", &[("on", day.into())]);
    let page = staff
        .titled(title.clone())
        .lead(staff.t("counselling-day-lead"))
        .crumb(staff.t("counselling-title"), "/counselling");
    if talks.is_empty() {
        return Ok(Answer::page(page, [Markup::of(&EmptyState::new(staff.t("counselling-day-empty")))]));
    }
    let rows = talks.iter().map(|row| {
        let values = vec![
            Value::text(wording::time(staff.language(), row.slot.starts_at)),
            Value::Foreign(row.name.clone()),
            Value::text(language_name(&row.language)),
            Value::text(row.phone.clone()),
            Value::Foreign(where_words(&staff, &row.slot)),
            Value::text(kind_words(&staff, &row.talk.kinds)),
        ];
        Row::new(row.talk.id, row.name.clone(), values)
    });
    let columns = COLUMNS.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), title, columns).rows(rows).quiet_caption();
    Ok(Answer::page(page, [Markup::of(&table)]))
}
