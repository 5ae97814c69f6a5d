//! Plans of test days and course starts: propose, look, change by hand, accept; and why everything is as it is.

mod acts;
mod change;
mod changes;
mod demand;
mod download;
mod list;
mod notice;
mod people;
mod person;
mod picture;
mod record;
mod refused;
mod wishes;
mod words;

use crate::http::{Route, Staff, needs};
use crate::view::Busy;
use domain::access::Action::{Create, Decide, List, See};
use domain::access::Resource as R;

/// Path of the list.
pub const PATH: &str = "/plans";

/// How long a first plan takes.
fn first_search(staff: &Staff) -> Busy {
    Busy::seconds(staff.language(), staff.region.settings.planning.longest_search())
}

/// How long planning around another plan takes.
fn search_again(staff: &Staff) -> Busy {
    Busy::seconds(staff.language(), staff.region.settings.planning.longest_again())
}

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/plans", needs(List, R::StartPlan), list::list),
        Route::get("/plans/demand", needs(List, R::StartPlan), demand::show),
        Route::post("/plans/new", needs(Create, R::StartPlan), acts::propose),
        Route::get("/plans/{id}", needs(See, R::StartPlan), record::show),
        Route::get("/plans/{id}/people", needs(Create, R::StartPlan), people::show),
        Route::get("/plans/{id}/people/{case}", needs(Create, R::StartPlan), person::form),
        Route::post("/plans/{id}/people/{case}", needs(Create, R::StartPlan), person::save),
        Route::get("/plans/{id}/plan.json", needs(Create, R::StartPlan), download::json),
        Route::get("/plans/{id}/notice/{to}", needs(See, R::StartPlan), notice::show),
        Route::get("/plans/{id}/change", needs(Create, R::StartPlan), change::form),
        Route::post("/plans/{id}/change", needs(Create, R::StartPlan), change::save),
        Route::post("/plans/{id}/take-back", needs(Create, R::StartPlan), wishes::take_back),
        Route::post("/plans/{id}/accept", needs(Decide, R::StartPlan), acts::accept),
        Route::post("/plans/{id}/reject", needs(Decide, R::StartPlan), acts::reject),
    ]
}
