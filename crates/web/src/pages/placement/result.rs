//! Results row by row: one person after the other of those who are present. The proposal of the table can
//! be shown before saving; whoever deviates says why.

use super::door::name;
use super::list::day_words;
use super::result_form::{form, proposal, read};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::view::{Action, EmptyState, Entered, Notice, Tone};
use app::commands::RecordResult;
use app::queries::placement::{DayRow, DaySheet, SessionDay, position};
use domain::ids::SeatingId;
use domain::placement::SeatingState;

/// Who is to be entered: the named person, else the first one present without a result.
fn chosen(sheet: &DaySheet, named: Option<SeatingId>) -> Option<&DayRow> {
    let enterable = |row: &&DayRow| matches!(row.seating.state, SeatingState::Present | SeatingState::Tested);
    match named {
        Some(id) => sheet.rows.iter().filter(enterable).find(|row| row.seating.id == id),
        None => sheet.rows.iter().find(|row| row.seating.state == SeatingState::Present),
    }
}

async fn sheet(staff: &Staff, input: &Input) -> Result<DaySheet, Problem> {
    let sheet = staff.ask(&SessionDay { session: input.id("id")? }).await?;
    if super::runs(staff, sheet.day.session.organisation) { Ok(sheet) } else { Err(Problem::NotFound) }
}

/// Form of one person.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sheet = sheet(&staff, &input).await?;
    let named = input.text("seating").parse().ok();
    match chosen(&sheet, named) {
        Some(row) => Ok(page(&staff, &sheet, row, &form(&staff, &sheet, row, input.text("examiner")), None)),
        None => Ok(nobody(&staff, &sheet)),
    }
}

fn nobody(staff: &Staff, sheet: &DaySheet) -> Answer {
    let key = if sheet.day.tested > 0 { "placement-result-none-left" } else { "placement-result-nobody" };
    let back = format!("/sessions/{}", sheet.day.session.id);
    let empty =
        EmptyState::new(staff.t(key)).action(Action::link(staff.t("placement-day-arrival"), back).primary());
    Answer::page(crumbs(staff, sheet, staff.t("placement-day-results")), [Markup::of(&empty)])
}

fn crumbs(staff: &Staff, sheet: &DaySheet, title: String) -> crate::view::Page {
    let session = &sheet.day.session;
    staff
        .titled(title)
        .crumb(staff.t("placement-list-title"), "/sessions")
        .crumb(day_words(staff.language(), session.held_on), format!("/sessions/{}", session.id))
}

fn page(
    staff: &Staff,
    sheet: &DaySheet,
    row: &DayRow,
    form: &crate::view::Form,
    shown: Option<Notice>,
) -> Answer {
    let title = staff.tn("placement-result-title", &[("name", (&name(row)).into())]);
    let n = position(&sheet.rows, row.seating.id).map_or(0, |at| at + 1);
    let place = staff.tn("placement-result-position", &[("n", n.into()), ("all", sheet.rows.len().into())]);
    let page = crumbs(staff, sheet, title).lead(format!("{place} · {}", row.case_number));
    let mut parts: Vec<Markup> = shown.iter().map(Markup::of).collect();
    parts.push(Markup::of(form));
    Answer::page(page, parts)
}

/// Shows the proposal, or saves and goes on.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sheet = sheet(&staff, &input).await?;
    let seating: SeatingId = input.text("seating").parse().map_err(|_| Problem::NotFound)?;
    let row = chosen(&sheet, Some(seating)).ok_or(Problem::NotFound)?;
    let empty = form(&staff, &sheet, row, "");
    let refused =
        |entered: Entered| Ok(page(&staff, &sheet, row, &empty.clone().fill(&entered), None).status(422));
    let read = match read(&staff, &input) {
        Ok(read) => read,
        Err(entered) => return refused(entered),
    };
    if input.text("step") == "compute" {
        let notice = Notice::new(Tone::Info, proposal(&staff, &read.performance));
        return Ok(page(&staff, &sheet, row, &empty.fill(&input.entered()), Some(notice)));
    }
    let command = RecordResult {
        seating,
        version: input.text(crate::view::VERSION_FIELD).parse().unwrap_or_default(),
        performance: read.performance,
        examiner_licence: read.examiner.clone(),
        chosen: read.chosen,
        deviation: input.text("deviation").to_owned(),
        constraints: Some(read.constraints),
        table: staff.site.tables.recommendation.clone(),
    };
    match staff.run(&input, command).await {
        Ok(done) => {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("examiner", &read.examiner)
                .finish();
            let next = format!("/sessions/{}/results?{query}", sheet.day.session.id);
            Ok(Answer::see(next).done("placement-result-saved", &done))
        }
        Err(problem) => refused(problem.at_fields(staff.language(), input.entered())?),
    }
}
