//! Test days: list and calendar, planning, the day itself with arrivals by keyboard, results row by row,
//! who needs a new appointment, and the appointment page without login.

mod appointment;
mod calendar;
mod day;
mod door;
mod ending;
mod list;
mod missed;
mod plan;
mod result;
mod result_form;
mod several;

use crate::http::{Route, Staff, needs};
use crate::view::Tone;
use domain::access::Action::{Change, Create, List, See};
use domain::access::Resource as R;
use domain::ids::OrganisationId;
use domain::placement::{SeatingState, SessionState};

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/sessions", needs(List, R::Session), list::show),
        Route::get("/sessions/calendar", needs(List, R::Session), calendar::show),
        Route::get("/sessions/new", needs(Create, R::Session), plan::new),
        Route::post("/sessions/new", needs(Create, R::Session), plan::save_new),
        Route::get("/sessions/missed", needs(List, R::Seating), missed::show),
        Route::post("/sessions/missed/selection", needs(Create, R::Seating), missed::preview),
        Route::post("/sessions/missed/book", needs(Create, R::Seating), missed::book),
        Route::post("/sessions/missed/obstacle", needs(Change, R::Seating), missed::obstacle),
        Route::get("/sessions/{id}", needs(See, R::Session), day::show),
        Route::post("/sessions/{id}/arrival", needs(Change, R::Seating), day::arrival),
        Route::post("/sessions/{id}/present", needs(Change, R::Seating), day::present),
        Route::post("/sessions/{id}/absent", needs(Change, R::Seating), day::absent),
        Route::post("/sessions/{id}/selection/invitations", needs(Create, R::Letter), several::invitations),
        Route::post("/sessions/{id}/selection/absent", needs(Change, R::Seating), several::ask_absent),
        Route::post("/sessions/{id}/selection/absent/done", needs(Change, R::Seating), several::absent),
        Route::post("/sessions/{id}/move", needs(Change, R::Seating), day::move_on),
        Route::get("/sessions/{id}/edit", needs(Change, R::Session), plan::edit),
        Route::post("/sessions/{id}/edit", needs(Change, R::Session), plan::save_edit),
        Route::get("/sessions/{id}/close", needs(Change, R::Session), ending::ask_close),
        Route::post("/sessions/{id}/close", needs(Change, R::Session), ending::close),
        Route::get("/sessions/{id}/cancel", needs(Change, R::Session), ending::ask_cancel),
        Route::post("/sessions/{id}/cancel", needs(Change, R::Session), ending::cancel),
        Route::get("/sessions/{id}/results", needs(Create, R::PlacementResult), result::show),
        Route::post("/sessions/{id}/results", needs(Create, R::PlacementResult), result::save),
        Route::get("/sessions/{id}/print", needs(List, R::Seating), door::print),
        Route::public("/{language}/appointment", appointment::ask),
        Route::public_post("/{language}/appointment", appointment::open),
        Route::public_post("/{language}/appointment/reply", appointment::reply),
        Route::public_post("/{language}/appointment/calendar", appointment::calendar),
    ]
}

/// Tone of a test day's state.
fn session_tone(state: SessionState) -> Tone {
    match state {
        SessionState::Planned => Tone::Info,
        SessionState::Held => Tone::Success,
        SessionState::Cancelled => Tone::Neutral,
    }
}

/// Tone of a seat's state.
fn seating_tone(state: SeatingState) -> Tone {
    match state {
        SeatingState::Booked => Tone::Neutral,
        SeatingState::Present => Tone::Info,
        SeatingState::Tested => Tone::Success,
        SeatingState::Absent => Tone::Warning,
        SeatingState::Cancelled => Tone::Neutral,
    }
}

/// The account's own body runs the day and may work on it.
fn runs(staff: &Staff, organisation: OrganisationId) -> bool {
    staff.actor.organisation == organisation && staff.may(Change, R::Session)
}
