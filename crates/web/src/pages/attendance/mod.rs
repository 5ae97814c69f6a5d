//! Attendance: the provider's day lists by keyboard and on a phone, lists to sign, early warnings with the help
//! that follows, and the reports that obliging bodies answer.

mod concern;
mod concerns;
mod home;
mod report;
mod reports;
mod sheet;
mod sheet_form;
mod sign;
mod weeks;

pub use home::{body_counters, provider_counters};

use crate::http::{Route, Staff, needs};
use crate::view::{Badge, Tone};
use domain::access::Action::{Change, Create, List, See};
use domain::access::Resource as R;
use domain::attendance::{ConcernState, Tally};
use domain::ids::CourseId;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/attendance", needs(List, R::Attendance), home::show),
        Route::get("/attendance/concerns", needs(List, R::Attendance), concerns::list),
        Route::get("/attendance/concerns/{id}", needs(See, R::Attendance), concern::show),
        Route::post("/attendance/concerns/{id}/talk", needs(Change, R::Attendance), concern::talk),
        Route::post("/attendance/concerns/{id}/settle", needs(Change, R::Attendance), concern::settle),
        Route::post("/attendance/concerns/{id}/report", needs(Create, R::AttendanceReport), concern::report),
        Route::get("/reports", needs(List, R::AttendanceReport), reports::list),
        Route::get("/reports/{id}", needs(See, R::AttendanceReport), report::show),
        Route::post("/reports/{id}/answer", needs(Change, R::AttendanceReport), report::answer),
        Route::get("/courses/{id}/attendance", needs(List, R::Attendance), weeks::show),
        Route::get("/courses/{id}/attendance/{day}", needs(See, R::Attendance), sheet::show),
        Route::post("/courses/{id}/attendance/{day}", needs(Change, R::Attendance), sheet::save),
        Route::get("/courses/{id}/attendance/{day}/print", needs(See, R::Attendance), sign::print),
    ]
}

/// Address of a course's attendance.
fn course_path(course: CourseId) -> String {
    format!("/courses/{course}/attendance")
}

/// State of a ladder as icon and word.
fn state_badge(staff: &Staff, state: ConcernState) -> Badge {
    let tone = match state {
        ConcernState::Open => Tone::Warning,
        ConcernState::HelpAgreed => Tone::Info,
        ConcernState::Reported => Tone::Danger,
        ConcernState::Settled => Tone::Neutral,
    };
    Badge::new(tone, staff.code("concern-state", state.code()))
}

/// Counted days in words.
fn tally_text(staff: &Staff, tally: &Tally) -> String {
    staff.tn(
        "concern-tally-text",
        &[
            ("days", tally.days().into()),
            ("present", (tally.present + tally.internship).into()),
            ("excused", tally.excused.into()),
            ("unexcused", tally.unexcused.into()),
        ],
    )
}
