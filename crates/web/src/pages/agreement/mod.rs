//! The agreement of providers and authorities: editions, form, record with signatures, duties as facts, document.
//! Not for plans of test days and starts that rest on it.

mod acts;
mod document;
mod duties;
mod form;
mod hand_over;
mod list;
mod own;
mod record;

pub use own::{in_worklist, on_home};

use crate::http::{Route, Staff, needs};
use crate::view::{Badge, Choice, Tone};
use app::queries::agreement::Bodies;
use chrono::Weekday;
use domain::access::Action::{Change, Create, Decide, List, See};
use domain::access::Resource as R;
use domain::agreement::{Agreement, Standing};
use domain::ids::OrganisationId;

/// Path of the list.
pub const PATH: &str = "/agreements";

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/agreements", needs(List, R::Agreement), list::list),
        Route::get("/agreements/new", needs(Create, R::Agreement), form::create),
        Route::post("/agreements/new", needs(Create, R::Agreement), form::save_new),
        Route::get("/agreements/{id}", needs(See, R::Agreement), record::show),
        Route::get("/agreements/{id}/edit", needs(Change, R::Agreement), form::edit),
        Route::post("/agreements/{id}/edit", needs(Change, R::Agreement), form::save_change),
        Route::get("/agreements/{id}/document", needs(See, R::Agreement), document::show),
        Route::get("/agreements/{id}/duties", needs(See, R::Agreement), duties::show),
        Route::post("/agreements/{id}/duties", needs(Decide, R::Agreement), duties::note),
        Route::post("/agreements/{id}/lay-before", needs(Change, R::Agreement), acts::lay_before),
        Route::post("/agreements/{id}/take-back", needs(Change, R::Agreement), acts::take_back),
        Route::post("/agreements/{id}/renew", needs(Create, R::Agreement), acts::renew),
        Route::post("/agreements/{id}/sign", needs(Decide, R::Agreement), acts::sign),
        Route::post("/agreements/{id}/signature", needs(Change, R::Agreement), acts::enter_signature),
        Route::get("/agreements/{id}/notice", needs(See, R::Agreement), acts::notice_form),
        Route::post("/agreements/{id}/notice", needs(Decide, R::Agreement), acts::notice),
        Route::post("/agreements/{id}/notice-on-paper", needs(Change, R::Agreement), acts::enter_notice),
        Route::get("/agreements/{id}/hand-over", needs(See, R::Agreement), hand_over::form),
        Route::post("/agreements/{id}/hand-over", needs(Decide, R::Agreement), hand_over::own),
        Route::post("/agreements/{id}/hand-over-for", needs(Change, R::Agreement), hand_over::of_another),
        Route::post("/plans/{id}/tasks", needs(Decide, R::Agreement), own::note_task),
        Route::post("/agreements/{id}/testing", needs(Change, R::Agreement), acts::set_testing),
    ]
}

fn path(agreement: &Agreement) -> String {
    format!("{PATH}/{}", agreement.id)
}

/// "Edition 2".
fn edition(staff: &Staff, agreement: &Agreement) -> String {
    staff.tn("agreement-edition-number", &[("number", agreement.edition.into())])
}

/// Where an edition stands; the same on every page.
fn standing(staff: &Staff, agreement: &Agreement) -> Badge {
    let standing = agreement.standing(staff.today);
    let tone = match standing {
        Standing::Draft => Tone::Warning,
        Standing::Signing | Standing::Ahead => Tone::Info,
        Standing::Binding => Tone::Success,
        Standing::Ended => Tone::Neutral,
    };
    Badge::new(tone, staff.code("agreement-standing", standing.code()))
}

/// Name of a body; one that is gone keeps its id.
fn name(bodies: &Bodies, id: OrganisationId) -> String {
    bodies.get(&id).map_or_else(|| id.to_string(), |body| body.name.clone())
}

fn names(bodies: &Bodies, ids: &[OrganisationId]) -> String {
    ids.iter().map(|id| name(bodies, *id)).collect::<Vec<_>>().join(", ")
}

/// Name of a weekday.
fn weekday(staff: &Staff, day: Weekday) -> String {
    staff.t(&format!("calendar-weekday-{}", day.number_from_monday()))
}

/// Options of a closed list by its wording keys.
fn choices<'a>(staff: &Staff, list: &str, codes: impl Iterator<Item = &'a str>) -> Vec<Choice> {
    codes.map(|code| Choice::new(code, staff.code(list, code))).collect()
}
