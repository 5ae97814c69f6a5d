//! One thing for several people of a test day: printing their invitations, noting that they did not come.
//! Not for the test itself: a result is entered person by person.

use super::day::people;
use super::door::name;
use super::runs;
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::bulk::{self, Candidate, Chosen, Preview};
use crate::view::Query;
use app::commands::MarkAbsent;
use app::queries::placement::{DayRow, DaySheet, SessionDay};
use domain::access::{Action as A, Resource as R};
use domain::ids::SeatingId;
use domain::placement::{SeatingState, Session, SessionState};

/// Name of the boxes before the rows.
pub(super) const FIELD: &str = "seating";

/// What can be done with selected people: label and address.
pub(super) fn actions(staff: &Staff, session: &Session, marks: bool) -> Vec<(String, String)> {
    let at = |end: &str| format!("/sessions/{}/selection/{end}", session.id);
    let mut actions = Vec::new();
    if session.state == SessionState::Planned && staff.may(A::Create, R::Letter) {
        actions.push((staff.t("selection-print"), at("invitations")));
    }
    if marks {
        actions.push((staff.t("placement-day-absent"), at("absent")));
    }
    actions
}

async fn chosen(staff: &Staff, input: &Input) -> Result<(DaySheet, Vec<SeatingId>), Problem> {
    let sheet = staff.ask(&SessionDay { session: input.id("id")? }).await?;
    let path = format!("/sessions/{}", sheet.day.session.id);
    let list = people(staff, &Query::parse(&path, None), &sheet, false);
    let rows = Chosen::of(input, &path, FIELD).rows(staff, list);
    Ok((sheet, rows.iter().filter_map(|row| row.key.parse().ok()).collect()))
}

fn preview(
    staff: &Staff,
    (sheet, chosen): &(DaySheet, Vec<SeatingId>),
    (title, path, submit): (&'static str, String, &str),
    what: impl Fn(&DayRow) -> Result<String, String>,
) -> Answer {
    let rows = sheet.rows.iter().filter(|row| chosen.contains(&row.seating.id));
    let candidates = rows.map(|row| Candidate {
        key: row.seating.id.to_string(),
        name: name(row),
        number: row.case_number.clone(),
        what: what(row),
    });
    let preview = Preview {
        title,
        list: home(staff, &sheet.day.session),
        path,
        field: FIELD,
        submit: staff.t(submit),
        candidates: candidates.collect(),
    };
    preview.answer(staff)
}

fn home(staff: &Staff, session: &Session) -> (String, String) {
    (wording::date_with_weekday(staff.language(), session.held_on), format!("/sessions/{}", session.id))
}

/// Whose invitation would be printed.
pub async fn invitations(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let found = chosen(&staff, &input).await?;
    let posts = ("selection-print", "/letters/issue".to_owned(), "selection-print");
    Ok(preview(&staff, &found, posts, |row| match row.seating.state {
        SeatingState::Booked => Ok(staff.t("selection-letter")),
        state => Err(staff.code("seating-state", state.code())),
    }))
}

/// Who would be noted as not come.
pub async fn ask_absent(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let found = chosen(&staff, &input).await?;
    let session = &found.0.day.session;
    if !runs(&staff, session.organisation) || session.held_on > staff.today {
        return Err(Problem::NotFound);
    }
    let path = format!("/sessions/{}/selection/absent/done", session.id);
    Ok(preview(&staff, &found, ("selection-absent", path, "placement-day-absent"), |row| {
        match row.seating.state {
            SeatingState::Booked => Ok(staff.t("placement-day-absent")),
            state => Err(staff.code("seating-state", state.code())),
        }
    }))
}

/// Notes that they did not come.
pub async fn absent(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sheet = staff.ask(&SessionDay { session: input.id("id")? }).await?;
    let command = |key: &str| key.parse().ok().map(|seating| MarkAbsent { seating });
    let outcome = bulk::each(&staff, &input, FIELD, command).await?;
    let back = home(&staff, &sheet.day.session);
    Ok(bulk::result(&staff, "selection-absent", back, ("selection-absent-done", None), &outcome))
}
