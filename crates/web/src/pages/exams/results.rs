//! Results of an exam day, one short word per candidate: tab, type, tab; everything in one save and one undo.

use super::{PATH, path, title};
use crate::http::{Answer, Input, Markup, Problem, Staff, sentence};
use crate::view::field::Width;
use crate::view::{EmptyState, Entered, Field};
use app::commands::{ResultRow, SaveExamResults};
use app::queries::exams::{Candidate, ExamSheet, SittingSheet};
use domain::exam::{EntryState, ExamEntry, ExamKind, Said, typed_result};
use domain::ids::ExamSittingId;

/// Page.
pub async fn form(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let day = staff.ask(&ExamSheet { sitting: input.id("id")? }).await?;
    Ok(page(&staff, &day, None))
}

/// Rows that can have a result.
fn rows(day: &SittingSheet) -> impl Iterator<Item = &Candidate> {
    day.candidates.iter().filter(|one| one.entry.holds_seat())
}

fn field_name(entry: &ExamEntry) -> String {
    format!("result-{}", entry.id)
}

/// What is stored of an entry, as it is typed.
fn stored(entry: &ExamEntry) -> String {
    match entry.state {
        EntryState::Absent => Said::Absent.text(),
        EntryState::Sat => Said::Sat.text(),
        EntryState::Registered | EntryState::Marked | EntryState::Withdrawn => {
            entry.result.map(|recorded| Said::Result(recorded.result).text()).unwrap_or_default()
        }
    }
}

fn page(staff: &Staff, day: &SittingSheet, entered: Option<&Entered>) -> Answer {
    let sitting = &day.row.sitting;
    let page = staff
        .page("exams-results-title")
        .lead(title(staff, sitting))
        .crumb(staff.t("exams-title"), PATH)
        .crumb(title(staff, sitting), path(sitting.id, ""));
    if sitting.held_on > staff.today || rows(day).next().is_none() {
        let text = staff.tn("exams-results-not-yet", &[("on", sitting.held_on.into())]);
        return Answer::page(page, [Markup::of(&EmptyState::new(text))]);
    }
    let hint = match sitting.kind {
        ExamKind::Dtz => "exams-results-hint-dtz",
        ExamKind::Lid => "exams-results-hint-lid",
    };
    let mut form =
        staff.form(path(sitting.id, "/results")).section_with(staff.t("exams-candidates"), staff.t(hint));
    for (n, one) in rows(day).enumerate() {
        let entry = &one.entry;
        let label = format!("{}. {} · {}", n + 1, one.name(), one.case_number);
        form = form
            .hidden(format!("version-{}", entry.id), entry.version.to_string())
            .field(Field::text(field_name(entry), label).value(stored(entry)).width(Width::Short));
    }
    let mut form = form.submit(staff.t("exams-results-save")).cancel(path(sitting.id, ""));
    if let Some(entered) = entered {
        form = form.fill(entered);
    }
    Answer::page(page, [Markup::of(&form)]).status(if entered.is_some() { 422 } else { 200 })
}

/// Saves the rows that were changed.
pub async fn save(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let sitting: ExamSittingId = input.id("id")?;
    let day = staff.ask(&ExamSheet { sitting }).await?;
    let read = read(&staff, &input, &day);
    let entered = match read {
        Ok(rows) => match staff.run(&input, SaveExamResults { sitting, rows }).await {
            Ok(done) => {
                let key = if done.outcome > 0 { "exams-results-saved" } else { "exams-results-unchanged" };
                return Ok(Answer::see(path(sitting, "")).done(key, &done));
            }
            Err(problem) => problem.at_fields(staff.language(), input.entered())?,
        },
        Err(entered) => entered,
    };
    Ok(page(&staff, &day, Some(&entered)))
}

/// What was typed; a row that was left as it stands says nothing.
fn read(staff: &Staff, input: &Input, day: &SittingSheet) -> Result<Vec<ResultRow>, Entered> {
    let (sitting, mut found, mut wrong) = (&day.row.sitting, Vec::new(), Vec::new());
    for one in rows(day) {
        let (entry, name) = (&one.entry, field_name(&one.entry));
        let text = input.text(&name);
        if text == stored(entry) {
            continue;
        }
        match typed_result(app::exams::rules(), sitting.kind, sitting.held_on, text) {
            Ok(Some(said)) => {
                let version = input.text(&format!("version-{}", entry.id)).parse().unwrap_or_default();
                found.push(ResultRow { entry: entry.id, version, said });
            }
            Ok(None) if stored(entry).is_empty() => {}
            Ok(None) => wrong.push((name, staff.t("exams-results-emptied"))),
            Err(refusal) => wrong.push((name, sentence(staff.language(), &refusal))),
        }
    }
    if wrong.is_empty() {
        return Ok(found);
    }
    let entered = input.entered();
    Err(wrong.into_iter().fold(entered, |entered, (field, sentence)| entered.error(field, sentence)))
}
