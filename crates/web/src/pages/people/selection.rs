//! Test appointments for selected people: a preview that says who gets one and who not and why, then all
//! of them, each in a transaction of its own, and the result.

use super::list::{PATH, filter_of};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::bulk::{self, Candidate, Chosen, Preview};
use crate::view::Action;
use app::commands::BookSeating;
use app::queries::people::{PersonList, PersonRow};
use domain::case::StepCode;
use domain::ids::CaseId;

/// Most people of one selection.
const MOST: i64 = 200;

/// The rows that were selected: the ticked ones, or all that the list's filter finds.
async fn selected(staff: &Staff, input: &Input) -> Result<Vec<PersonRow>, Problem> {
    let chosen = Chosen::of(input, PATH, "person");
    let mut filter = filter_of(&chosen.query);
    filter.page = if chosen.all { 0 } else { filter.page };
    filter.page_size = chosen.all.then_some(MOST);
    let mut rows = staff.ask(&PersonList { filter }).await?.rows;
    rows.retain(|row| chosen.takes(&row.person));
    Ok(rows)
}

fn bookable(row: &PersonRow) -> bool {
    matches!(StepCode::from_code(&row.next_step), Some(StepCode::BookTest | StepCode::BookSecondTest))
}

/// Where the list is.
fn home(staff: &Staff) -> (String, String) {
    (staff.t("people-list-title"), PATH.to_owned())
}

/// Who would get an appointment, and who not.
pub async fn preview(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let rows = selected(&staff, &input).await?;
    let candidates = rows.iter().map(|row| candidate(&staff, row)).collect();
    let preview = Preview {
        title: "selection-title",
        list: home(&staff),
        path: "/people/selection/book".to_owned(),
        field: "case",
        submit: staff.t("selection-submit"),
        candidates,
    };
    Ok(preview.answer(&staff))
}

/// What booking would do for a person of a list.
pub fn candidate(staff: &Staff, row: &PersonRow) -> Candidate {
    let what = match row.case {
        Some(_) if bookable(row) => Ok(staff.t("selection-books")),
        Some(_) | None => Err(staff.t("selection-left-out")),
    };
    Candidate {
        key: row.case.map(|case| case.to_string()).unwrap_or_default(),
        name: format!("{}, {}", row.family_name, row.given_names),
        number: row.case_number.clone(),
        what,
    }
}

/// Books the earliest reachable test day for each.
pub async fn book(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let command = |key: &str| key.parse::<CaseId>().ok().map(|case| BookSeating { case, session: None });
    let outcome = bulk::each(&staff, &input, "case", command).await?;
    let print = Action::post(staff.t("selection-print"), "/letters/issue", &staff.shell().csrf);
    let print =
        outcome.done.iter().fold(print, |print, done| print.hidden("seating", done.outcome.to_string()));
    let back = match input.own_path("back") {
        Some("/sessions/missed") => (staff.t("placement-missed-title"), "/sessions/missed".to_owned()),
        _ => home(&staff),
    };
    Ok(bulk::result(&staff, "selection-title", back, ("selection-booked", Some(print)), &outcome))
}
