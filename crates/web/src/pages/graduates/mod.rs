//! Graduates: the radar of courses that end, everybody with what is missing, one way out of a course with talk, sheet,
//! decision and what follows, visiting days in class, and the end of a section.

mod list;
mod radar;
mod record;
mod record_forms;
mod section;
mod sheet;
mod summary;
mod visit;
mod visits;

pub use radar::counters;
pub(crate) use record::{Back, again, settle};
pub use summary::{person_section, resume};

use crate::http::{Route, Staff, needs};
use crate::view::{Badge, Tone, Value};
use domain::access::Action::{Change, Create, Decide, List, See};
use domain::access::Resource as R;
use domain::graduate::{Gap, GapLevel};

/// Address of the radar.
pub const PATH: &str = "/graduates";
/// Address of the visiting days.
const VISITS: &str = "/visits";

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(PATH, needs(List, R::Graduate), radar::show),
        Route::get("/graduates/people", needs(List, R::Graduate), list::show),
        Route::get("/graduates/{id}", needs(See, R::Graduate), record::show),
        Route::get("/graduates/{id}/print", needs(See, R::Graduate), sheet::print),
        Route::post("/graduates/{id}/talk", needs(Change, R::Graduate), record::talk),
        Route::post("/graduates/{id}/sheet", needs(Create, R::Graduate), sheet::save),
        Route::post("/graduates/{id}/decide", needs(Decide, R::Graduate), record::decide),
        Route::post("/graduates/{id}/confirm", needs(Decide, R::Graduate), record::confirm),
        Route::post("/graduates/{id}/begin", needs(Change, R::Graduate), record::begin),
        Route::post("/graduates/{id}/check", needs(Change, R::Graduate), record::check),
        Route::post("/graduates/{id}/end", needs(Change, R::Graduate), record::end),
        Route::get(VISITS, needs(List, R::VisitDay), visits::list),
        Route::get("/visits/new", needs(Create, R::VisitDay), visit::new),
        Route::post(VISITS, needs(Create, R::VisitDay), visit::plan),
        Route::get("/visits/{id}", needs(See, R::VisitDay), visit::show),
        Route::get("/visits/{id}/edit", needs(Create, R::VisitDay), visit::edit),
        Route::post("/visits/{id}/edit", needs(Create, R::VisitDay), visit::plan),
        Route::post("/visits/{id}/slots", needs(Change, R::VisitDay), visit::change),
        Route::get("/courses/{id}/section", needs(See, R::SectionEnd), section::show),
        Route::post("/courses/{id}/section", needs(Change, R::SectionEnd), section::save),
        Route::post("/people/{id}/resume", needs(Change, R::Step), resume),
    ]
}

/// A gap in days; the longer, the louder.
fn gap_value(staff: &Staff, gap: Option<Gap>) -> Value {
    let Some(gap) = gap else { return Value::Missing };
    let tone = match gap.level {
        _ if !gap.open => Tone::Neutral,
        GapLevel::New => Tone::Info,
        GapLevel::First => Tone::Warning,
        GapLevel::Second | GapLevel::Third => Tone::Danger,
    };
    let key = if gap.open { "graduates-gap-open" } else { "graduates-gap-closed" };
    Value::badge(tone, staff.tn(key, &[("days", gap.days.into())]))
}

/// Done or not, as icon and word.
fn done_badge(staff: &Staff, done: bool) -> Badge {
    let (tone, key) =
        if done { (Tone::Success, "graduates-done") } else { (Tone::Warning, "graduates-open") };
    Badge::new(tone, staff.t(key))
}
