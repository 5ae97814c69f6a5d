//! Test appointments for selected people: a preview that says who gets one and who not and why, then all
//! of them, each in a transaction of its own, and the result.

use super::list::filter_of;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, Column, EmptyState, Entered, ListView, Notice, Query, Row, Table, Tone, Value};
use app::commands::BookSeating;
use app::queries::people::{PersonList, PersonRow};
use domain::case::StepCode;
use domain::ids::CaseId;

/// Most people of one selection.
const MOST: i64 = 200;

/// The rows that were selected: the ticked ones, or all that the list's filter finds.
async fn selected(staff: &Staff, input: &Input) -> Result<Vec<PersonRow>, Problem> {
    let all = input.text("all_found") == "1";
    let mut filter = filter_of(&Query::parse("/people", Some(input.text("query"))));
    filter.page = if all { 0 } else { filter.page };
    filter.page_size = all.then_some(MOST);
    let shown = staff.ask(&PersonList { filter }).await?;
    let ticked: Vec<&str> = input.texts("person").collect();
    Ok(shown
        .rows
        .into_iter()
        .filter(|row| all || ticked.contains(&row.person.to_string().as_str()))
        .collect())
}

fn bookable(row: &PersonRow) -> bool {
    matches!(StepCode::from_code(&row.next_step), Some(StepCode::BookTest | StepCode::BookSecondTest))
}

/// Who would get an appointment, and who not.
pub async fn preview(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let rows = selected(&staff, &input).await?;
    let page = staff.page("selection-title").crumb(staff.t("people-list-title"), "/people");
    if rows.is_empty() {
        let notice = Notice::new(Tone::Warning, staff.t("selection-none"))
            .action(Action::link(staff.t("people-show-all"), "/people"));
        return Ok(Answer::page(page, [Markup::of(&notice)]));
    }
    let count = rows.iter().filter(|row| bookable(row)).count() as i64;
    let left_out = rows.len() as i64 - count;
    let sentence = staff.tn("selection-preview", &[("count", count.into()), ("left_out", left_out.into())]);
    let mut form = staff.form("/people/selection/book").section(sentence);
    for row in rows.iter().filter(|row| bookable(row)) {
        if let Some(case) = row.case {
            form = form.hidden("case", case.to_string());
        }
    }
    let mut parts = vec![table(&staff, &rows)];
    if count > 0 {
        parts.push(Markup::of(&form.submit(staff.t("selection-submit")).cancel("/people")));
    }
    Ok(Answer::page(page, parts))
}

fn table(staff: &Staff, rows: &[PersonRow]) -> Markup {
    let columns =
        ["people-column-name", "people-column-number", "selection-what"].map(|key| Column::new(staff.t(key)));
    let lines = rows.iter().map(|row| {
        let name = format!("{}, {}", row.family_name, row.given_names);
        let what = if bookable(row) {
            Value::badge(Tone::Success, staff.t("selection-books"))
        } else {
            Value::badge(Tone::Neutral, staff.t("selection-left-out"))
        };
        Row::new(
            row.person,
            name.clone(),
            vec![Value::text(name), Value::text(row.case_number.clone()), what],
        )
    });
    let table =
        Table::new(staff.language(), staff.t("selection-title"), columns.into()).rows(lines).quiet_caption();
    Markup::of(&ListView::new(table, EmptyState::new(staff.t("selection-none"))))
}

/// Books the earliest reachable test day for each.
pub async fn book(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut booked = Vec::new();
    let mut refused = Vec::new();
    for id in input.texts("case") {
        let case: CaseId = id.parse().map_err(|_| Problem::Unreadable)?;
        // each booking is sent under a key of its own, so that a double click books once
        let mut one = Input::default();
        one.pairs.push(("form_key".to_owned(), format!("{}:{case}", input.text("form_key"))));
        match staff.run(&one, BookSeating { case, session: None }).await {
            Ok(done) => booked.push(done.outcome),
            // a refusal becomes its sentence, everything else goes on
            Err(problem) => {
                let sentences = problem.at_fields(staff.language(), Entered::default())?.errors;
                refused.extend(sentences.into_iter().map(|(_, sentence)| sentence));
            }
        }
    }
    let csrf = &staff.shell().csrf;
    let mut parts = Vec::new();
    let sentence = staff.tn("selection-booked", &[("count", (booked.len() as i64).into())]);
    let mut notice = Notice::done(sentence).action(Action::link(staff.t("people-show-all"), "/people"));
    if !booked.is_empty() {
        let print = booked
            .iter()
            .fold(Action::post(staff.t("selection-print"), "/letters/issue", csrf), |action, id| {
                action.hidden("seating", id.to_string())
            });
        notice = notice.action(print.primary());
    }
    parts.push(Markup::of(&notice));
    refused.sort();
    refused.dedup();
    parts.extend(refused.into_iter().map(|text| Markup::of(&Notice::new(Tone::Warning, text))));
    let page = staff.page("selection-title").crumb(staff.t("people-list-title"), "/people");
    Ok(Answer::page(page, parts))
}
