//! Courses: list and own courses over time, form, record with participants, first day, refilling.

mod form;
mod list;
mod participants;
mod record;
mod refill;
mod several;
mod start;

pub use list::own_courses;

use crate::http::{Route, Staff, needs};
use crate::view::{Action, Choice};
use domain::access::Action::{Change, Create, List, See};
use domain::access::Resource as R;
use domain::course::CourseKind;

/// Path of the list.
pub const PATH: &str = "/courses";

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/courses", needs(List, R::Course), list::list),
        Route::get("/courses/new", needs(Create, R::CourseDraft), form::create),
        Route::post("/courses/new", needs(Create, R::CourseDraft), form::save_new),
        Route::get("/courses/{id}", needs(See, R::Course), record::show),
        Route::get("/courses/{id}/edit", needs(Change, R::CourseDraft), form::edit),
        Route::post("/courses/{id}/edit", needs(Change, R::CourseDraft), form::save_change),
        Route::post("/courses/{id}/publish", needs(Change, R::CourseDraft), record::publish),
        Route::post("/courses/{id}/cancel", needs(Change, R::CourseDraft), record::cancel),
        Route::post("/courses/{id}/offer", needs(Change, R::CourseDraft), record::offer),
        Route::post("/courses/{id}/lessons", needs(Change, R::CourseDraft), record::lessons),
        Route::get("/courses/{id}/start", needs(Change, R::Registration), start::form),
        Route::post("/courses/{id}/start", needs(Change, R::Registration), start::confirm),
        Route::post("/courses/{id}/arrivals", needs(Change, R::Registration), start::arrivals),
        Route::post("/courses/selection/offer", needs(Change, R::CourseDraft), several::ask_offer),
        Route::post("/courses/selection/offer/done", needs(Change, R::CourseDraft), several::offer),
        Route::post(
            "/courses/{id}/selection/register",
            needs(Create, R::Registration),
            several::ask_register,
        ),
        Route::post(
            "/courses/{id}/selection/register/done",
            needs(Create, R::Registration),
            several::register,
        ),
        Route::post("/courses/{id}/selection/letters", needs(Create, R::Letter), several::letters),
        Route::get("/courses/{id}/refill", needs(Create, R::Assignment), refill::show),
        Route::post(
            "/courses/{id}/seats/{seat}/register",
            needs(Create, R::Registration),
            participants::register,
        ),
        Route::get(
            "/courses/{id}/seats/{seat}/hand-back",
            needs(Change, R::Registration),
            participants::hand_back_form,
        ),
        Route::post(
            "/courses/{id}/seats/{seat}/hand-back",
            needs(Change, R::Registration),
            participants::hand_back,
        ),
        Route::get(
            "/courses/{id}/seats/{seat}/clarify",
            needs(Change, R::Registration),
            participants::clarify_form,
        ),
        Route::post(
            "/courses/{id}/seats/{seat}/clarify",
            needs(Change, R::Registration),
            participants::clarify,
        ),
        Route::post(
            "/courses/{id}/seats/{seat}/withdraw",
            needs(Change, R::Assignment),
            participants::withdraw,
        ),
    ]
}

/// A posting button that takes effect once.
pub fn button(staff: &Staff, key: &str, path: impl Into<String>) -> Action {
    Action::post(staff.t(key), path, &staff.shell().csrf).hidden("form_key", staff.site.ids.token())
}

/// Course types to choose from.
pub fn kinds(staff: &Staff, kinds: impl IntoIterator<Item = CourseKind>) -> Vec<Choice> {
    kinds.into_iter().map(|kind| Choice::new(kind.code(), staff.code("course-kind", kind.code()))).collect()
}

/// "Yes" or "no".
pub fn yes_no(staff: &Staff, yes: bool) -> String {
    staff.t(if yes { "courses-yes" } else { "courses-no" })
}
