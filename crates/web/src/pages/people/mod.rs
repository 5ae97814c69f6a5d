//! People: list and search, Zusteuerung, the record of one person, acts and steps, duplicates, history.

mod acts;
mod agency;
mod appointment;
mod basis;
pub(super) mod choices;
mod edit;
mod facts;
mod history;
pub(crate) mod intake;
mod list;
mod marks;
mod pairs;
mod record;
mod rules;
mod selection;
mod step;
mod transfer;

pub use record::birth;
pub use selection::candidate;
pub use transfer::counters as transfer_counters;

use crate::http::{Access, Route, needs};
use domain::access::Action::{Change, Create, Decide, Export, List, See};
use domain::access::Resource as R;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/search", Access::Account, list::search),
        Route::get("/people", needs(List, R::Person), list::list),
        Route::get("/people/export", needs(Export, R::Person), list::export),
        Route::post("/people/selection", needs(Create, R::Seating), selection::preview),
        Route::post("/people/selection/book", needs(Create, R::Seating), selection::book),
        Route::get("/people/new", needs(Create, R::Person), intake::form),
        Route::post("/people/new", needs(Create, R::Person), intake::save),
        Route::get("/people/duplicates", needs(List, R::Duplicate), pairs::list),
        Route::get("/people/merge", needs(Decide, R::Duplicate), pairs::compare),
        Route::post("/people/merge", needs(Decide, R::Duplicate), pairs::decide),
        Route::get("/people/{id}", needs(See, R::Person), record::show),
        Route::get("/people/{id}/steered", needs(See, R::Person), intake::steered),
        Route::get("/people/{id}/appointment", needs(Create, R::Seating), appointment::form),
        Route::post("/people/{id}/appointment", needs(Create, R::Seating), appointment::save),
        Route::get("/people/{id}/edit", needs(Change, R::Person), edit::form),
        Route::post("/people/{id}/edit", needs(Change, R::Person), edit::save),
        Route::get("/people/{id}/timeline", needs(See, R::Person), record::timeline::show),
        Route::get("/people/{id}/history", needs(See, R::Person), history::show),
        Route::post("/people/{id}/restore", needs(Change, R::Person), history::restore),
        Route::post("/people/{id}/split", needs(Decide, R::Duplicate), pairs::split),
        Route::get("/people/{id}/acts/new", needs(Create, R::Act), acts::form),
        Route::post("/people/{id}/acts/new", needs(Create, R::Act), acts::save),
        Route::post("/people/{id}/acts/revoke", needs(Change, R::Act), acts::revoke),
        Route::get("/people/{id}/case", needs(Change, R::Case), acts::case_form),
        Route::post("/people/{id}/case", needs(Change, R::Case), acts::change_case),
        Route::get("/transfers", needs(List, R::CareTransfer), transfer::list),
        Route::post("/transfers/{id}/answer", needs(Change, R::CareTransfer), transfer::answer),
        Route::get("/people/{id}/transfer", needs(Create, R::CareTransfer), transfer::form),
        Route::post("/people/{id}/transfer", needs(Create, R::CareTransfer), transfer::offer),
        Route::get("/people/{id}/agency", needs(Create, R::Involvement), agency::form),
        Route::post("/people/{id}/agency", needs(Create, R::Involvement), agency::save),
        Route::get("/people/{id}/step", needs(Change, R::Step), marks::form),
        Route::post("/people/{id}/step", needs(Change, R::Step), marks::save),
        Route::get("/people/{id}/rules", needs(See, R::Eligibility), rules::show),
        Route::get("/people/{id}/rules/{table}", needs(See, R::Eligibility), rules::table),
        Route::get("/people/{id}/facts", needs(Change, R::Eligibility), facts::form),
        Route::post("/people/{id}/facts", needs(Change, R::Eligibility), facts::save),
        Route::get("/people/{id}/acts/{act}/basis", needs(See, R::Eligibility), basis::show),
    ]
}
