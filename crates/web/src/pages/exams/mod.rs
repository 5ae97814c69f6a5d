//! Exams: days of DTZ and LiD, registering learners, the list for exam body and BAMF, results row by row, and what a
//! person's page says of them.

mod day;
mod list;
mod parts;
mod plan;
mod print;
mod register;
mod results;

pub(crate) use parts::outcome as exam_outcome;
pub use parts::{counters, person_section};

use crate::http::{Route, Staff, needs};
use crate::view::{Badge, Tone};
use domain::access::Action::{Change, Create, List, See};
use domain::access::Resource as R;
use domain::exam::{EntryState, ExamSitting, SittingState};
use domain::ids::ExamSittingId;

/// Path of the list.
pub const PATH: &str = "/exams";

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/exams", needs(List, R::ExamSitting), list::show),
        Route::get("/exams/new", needs(Create, R::ExamSitting), plan::new),
        Route::post("/exams/new", needs(Create, R::ExamSitting), plan::save_new),
        Route::get("/exams/{id}", needs(See, R::ExamSitting), day::show),
        Route::get("/exams/{id}/edit", needs(Change, R::ExamSitting), plan::edit),
        Route::post("/exams/{id}/edit", needs(Change, R::ExamSitting), plan::save_edit),
        Route::get("/exams/{id}/cancel", needs(Change, R::ExamSitting), day::ask_cancel),
        Route::post("/exams/{id}/cancel", needs(Change, R::ExamSitting), day::cancel),
        Route::post("/exams/{id}/examiners", needs(Change, R::ExamSitting), day::examiners),
        Route::get("/exams/{id}/register", needs(Create, R::Exam), register::form),
        Route::post("/exams/{id}/register", needs(Create, R::Exam), register::save),
        Route::post("/exams/{id}/withdraw", needs(Change, R::Exam), register::withdraw),
        Route::get("/exams/{id}/results", needs(Change, R::Exam), results::form),
        Route::post("/exams/{id}/results", needs(Change, R::Exam), results::save),
        Route::get("/exams/{id}/list", needs(List, R::Exam), print::show),
    ]
}

/// Address of an exam day.
fn path(id: ExamSittingId, end: &str) -> String {
    format!("{PATH}/{id}{end}")
}

/// "DTZ on Wed, 9 December 2026".
fn title(staff: &Staff, sitting: &ExamSitting) -> String {
    let on = wording::date_with_weekday(staff.language(), sitting.held_on);
    let exam = staff.code("exam-kind", sitting.kind.code());
    staff.tn("exams-day-title", &[("exam", (&exam).into()), ("on", (&on).into())])
}

/// The account's own body holds the day.
fn holds(staff: &Staff, sitting: &ExamSitting) -> bool {
    sitting.organisation == staff.actor.organisation && staff.may(Change, R::ExamSitting)
}

/// State of a day as icon and word.
fn day_badge(staff: &Staff, sitting: &ExamSitting) -> Badge {
    let (tone, key) = match sitting.state {
        SittingState::Cancelled => (Tone::Neutral, "exams-state-cancelled"),
        SittingState::Planned if sitting.held_on < staff.today => (Tone::Success, "exams-state-held"),
        SittingState::Planned if sitting.closes_on < staff.today => (Tone::Info, "exams-state-closed"),
        SittingState::Planned => (Tone::Info, "exams-state-open"),
    };
    Badge::new(tone, staff.t(key))
}

/// State of an entry as icon and word.
fn entry_badge(staff: &Staff, state: EntryState) -> Badge {
    let tone = match state {
        EntryState::Registered => Tone::Info,
        EntryState::Sat => Tone::Warning,
        EntryState::Marked => Tone::Success,
        EntryState::Absent => Tone::Danger,
        EntryState::Withdrawn => Tone::Neutral,
    };
    Badge::new(tone, staff.code("exam-entry-state", state.code()))
}
