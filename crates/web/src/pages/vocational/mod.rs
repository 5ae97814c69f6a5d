//! Berufssprachkurse: the waiting list by line for everybody, authorisations of the bodies that decide, groups and
//! people of the providers, reports between them.

mod authorisation;
mod authorisations;
mod course;
mod course_form;
mod groups;
mod home;
mod issue;
mod people;
mod person;
mod place;
mod place_forms;
mod register;
mod reports;
mod waiting;

pub use home::counters;
pub use person::section;

use crate::http::{Route, Staff, needs};
use crate::view::Choice;
use domain::access::Action::{Change, Create, List, See};
use domain::access::Resource as R;
use domain::vocational::VocationalLine;

/// Path of the waiting list.
pub const PATH: &str = "/vocational";

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/vocational", needs(List, R::VocationalCourse), waiting::list),
        Route::get("/vocational/people", needs(List, R::VocationalPlace), people::list),
        Route::get("/vocational/places/{id}", needs(See, R::VocationalPlace), place::show),
        Route::post("/vocational/places/{id}", needs(Change, R::VocationalPlace), place_forms::save),
        Route::get("/vocational/register", needs(Create, R::VocationalPlace), register::form),
        Route::post("/vocational/register", needs(Create, R::VocationalPlace), register::save),
        Route::get("/vocational/authorisations", needs(List, R::Authorisation), authorisations::list),
        Route::get("/vocational/authorisations/{id}", needs(See, R::Authorisation), authorisation::show),
        Route::post(
            "/vocational/authorisations/{id}/revoke",
            needs(Change, R::Authorisation),
            authorisation::revoke,
        ),
        Route::get("/people/{id}/authorisation", needs(Create, R::Authorisation), issue::form),
        Route::post("/people/{id}/authorisation", needs(Create, R::Authorisation), issue::save),
        Route::get("/vocational/courses", needs(List, R::VocationalCourse), groups::list),
        Route::post("/vocational/courses/report", needs(Create, R::VocationalReport), groups::report),
        Route::get("/vocational/courses/new", needs(Create, R::VocationalCourse), course_form::create),
        Route::post("/vocational/courses/new", needs(Create, R::VocationalCourse), course_form::save),
        Route::get("/vocational/courses/{id}", needs(See, R::VocationalCourse), course::show),
        Route::get("/vocational/courses/{id}/edit", needs(Create, R::VocationalCourse), course_form::edit),
        Route::post("/vocational/courses/{id}/place", needs(Change, R::VocationalPlace), course::place),
        Route::post("/vocational/courses/{id}/start", needs(Change, R::VocationalCourse), course::start),
        Route::post("/vocational/courses/{id}/finish", needs(Change, R::VocationalCourse), course::finish),
        Route::post("/vocational/courses/{id}/cancel", needs(Change, R::VocationalCourse), course::cancel),
        Route::get("/vocational/reports", needs(List, R::VocationalReport), reports::list),
        Route::get("/vocational/reports/{id}", needs(See, R::VocationalReport), reports::show),
        Route::post("/vocational/reports/{id}/take", needs(Change, R::VocationalReport), reports::take),
    ]
}

/// "Basisberufssprachkurs B2: B1 → B2".
pub fn line_text(staff: &Staff, line: VocationalLine) -> String {
    let (kind, levels) = (staff.code("vocational-kind", line.kind.code()), levels_text(staff, line));
    format!("{kind}: {levels}")
}

/// "B1 → B2".
fn levels_text(staff: &Staff, line: VocationalLine) -> String {
    let from = staff.code("level", line.from.code());
    format!("{from} → {}", staff.code("vocational-goal", line.goal.code()))
}

/// Every line that exists today, to choose from.
fn line_choices(staff: &Staff) -> Vec<Choice> {
    let lines = app::vocational::types().lines(staff.today);
    lines.into_iter().map(|line| Choice::new(line.to_string(), line_text(staff, line))).collect()
}
