//! Ranked seats for one person with reasons; BAMF chooses one, and the act, the reservation and the letter
//! follow in the same step.

use super::reasons;
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::pages::people::choices;
use crate::view::{Action, Column, EmptyState, Notice, Row, Table, Tone, Value};
use app::commands::AssignSeat;
use app::queries::seats::{ProposalPage, ProposalRow, Proposals};
use domain::access::{Action as A, Resource as R};
use domain::assignment::AssignmentKind;
use domain::assignment::progress::kind_for;
use domain::ids::{AssignmentId, CaseId, CourseId};

/// Seats shown at most; what is worse than these helps nobody at the counter.
const MOST: usize = 12;

/// The page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let found = staff.ask(&Proposals { case: input.id("id")? }).await?;
    Ok(page(&staff, &found, None))
}

fn page(staff: &Staff, found: &ProposalPage, refused: Option<String>) -> Answer {
    let name = format!("{} {}", found.given_names, found.family_name);
    let recommended = [
        ("kind", wording::Arg::Text(&staff.code("course-kind", found.recommendation.course_kind.code()))),
        ("section", i64::from(found.recommendation.section).into()),
    ];
    let page = staff
        .titled(staff.tn("seats-proposals-title", &[("name", (&name).into())]))
        .crumb(staff.t("waiting-title"), "/waiting")
        .lead(staff.tn("seats-proposals-recommended", &recommended));
    let mut parts = Vec::new();
    if let Some(sentence) = refused {
        parts.push(Markup::of(&Notice::new(Tone::Warning, sentence)));
    }
    if !staff.may(A::Create, R::Assignment) {
        parts.push(Markup::of(&Notice::new(Tone::Info, staff.t("seats-only-bamf"))));
    }
    let wishes = choices::wish_words(staff, &found.wishes);
    if !wishes.is_empty() {
        let said = staff.tn("seats-proposals-wishes", &[("wishes", wishes.join(", ").as_str().into())]);
        parts.push(Markup::paragraph(&said));
    }
    if let Some(sentence) = headline(staff, found) {
        parts.push(Markup::paragraph(&sentence));
    }
    if found.open.is_empty() {
        let empty = EmptyState::new(staff.t("seats-proposals-none"));
        parts.push(Markup::of(&empty.action(Action::link(staff.t("waiting-title"), "/waiting"))));
    } else {
        parts.push(Markup::of(&table(staff, found)));
        parts.push(Markup::paragraph(&staff.t("seats-proposals-estimate")));
    }
    Answer::page(page, parts)
}

/// "Next fitting start 17 March in Gunzenhausen. Treuchtlingen, 3 March: full."
fn headline(staff: &Staff, found: &ProposalPage) -> Option<String> {
    let best = found.open.first()?;
    let said = |key: &str, row: &ProposalRow| {
        let args =
            [("on", row.offer.fit.entry_on.into()), ("place", wording::Arg::Text(&row.course.place.town))];
        staff.tn(key, &args)
    };
    let mut sentences = vec![said("seats-proposals-next", best)];
    sentences.extend(found.full.iter().take(3).map(|row| said("seats-proposals-full", row)));
    Some(sentences.join(" "))
}

fn table(staff: &Staff, found: &ProposalPage) -> Table {
    let columns = vec![
        Column::new(staff.t("seats-column-course")),
        Column::new(staff.t("courses-column-provider")),
        Column::new(staff.t("seats-column-entry")),
        Column::number(staff.t("courses-column-free")),
        Column::new(staff.t("seats-column-why")),
        Column::silent(staff.t("seats-column-act")),
    ];
    let rows = found.open.iter().take(MOST).enumerate().map(|(at, row)| line(staff, found, row, at == 0));
    let title = staff.t("courses-list-title");
    Table::new(staff.language(), title, columns).rows(rows).quiet_caption()
}

fn line(staff: &Staff, found: &ProposalPage, row: &ProposalRow, best: bool) -> Row {
    let course = &row.course;
    let place = if course.place.town.is_empty() { course.number.clone() } else { course.place.town.clone() };
    let mut actions = Vec::new();
    if staff.may(A::Create, R::Assignment) {
        let key = match kind_for(&found.case) {
            AssignmentKind::Zuweisung => "seats-choose-zuweisung",
            AssignmentKind::Verweisung => "seats-choose-verweisung",
        };
        let choose = button(staff, key, format!("/cases/{}/seat", found.case.id))
            .hidden("course", course.id.to_string());
        let choose = choose.about(format!("{} {place}", course.number));
        actions.push(if best { choose.primary() } else { choose });
    }
    let values = vec![
        Value::Lines(place.clone(), course.number.clone()),
        Value::Foreign(row.provider.clone()),
        Value::Date(row.offer.fit.entry_on),
        Value::Number(row.offer.free),
        Value::text(reasons(staff, &row.offer.fit.reasons)),
        Value::Actions(actions),
    ];
    Row::new(course.id, place, values)
}

/// Gives the seat. Where somebody else was faster, the next best seats are shown at once.
pub async fn assign(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let case: CaseId = input.id("id")?;
    let course: CourseId = input.text("course").parse().map_err(|_| Problem::Unreadable)?;
    match staff.run(&input, AssignSeat { case, course }).await {
        Ok(done) => {
            let back = input.text("back");
            let next = if back.starts_with("/courses/") {
                back.to_owned()
            } else {
                format!("/cases/{case}/given?seat={}", done.outcome)
            };
            Ok(Answer::see(next).done("seats-assigned", &done))
        }
        Err(Problem::Refused(refusal)) => {
            let entered = Problem::Refused(refusal.clone()).at_fields(staff.language(), input.entered())?;
            let sentence = entered.errors.into_iter().next().map(|(_, sentence)| sentence);
            match staff.ask(&Proposals { case }).await {
                Ok(found) => Ok(page(&staff, &found, sentence).status(422)),
                Err(_) => Err(Problem::Refused(refusal)),
            }
        }
        Err(other) => Err(other),
    }
}

/// The seat is given: print the letter, go on with the next person.
pub async fn given(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let seat: AssignmentId =
        input.query().get("seat").and_then(|id| id.parse().ok()).ok_or(Problem::NotFound)?;
    let print = button(&staff, "seats-print", "/letters/issue").hidden("assignment", seat.to_string());
    let page = staff
        .page("seats-given-title")
        .crumb(staff.t("waiting-title"), "/waiting")
        .action(print.primary())
        .action(Action::link(staff.t("seats-next-person"), "/waiting"));
    Ok(Answer::page(page, [Markup::paragraph(&staff.t("seats-given-text"))]))
}
