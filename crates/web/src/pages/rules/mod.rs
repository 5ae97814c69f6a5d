//! The law as the region uses it: decision tables, deadlines, switches of policy, and changes with four eyes.
//! What the tables say about a person stands in `pages::people::rules`.

mod changes;
mod deadlines;
mod overview;
mod proposal;
pub mod sheet;
mod switches;
mod tables;
pub mod words;

use crate::http::{Route, Staff, needs};
use crate::view::Page;
use domain::access::Action::{Change, Create, Decide, List, See};
use domain::access::Resource as R;

pub use changes::waiting;

/// Largest table that can be proposed.
const LARGEST: usize = 4 * 1024 * 1024;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/rules", needs(See, R::RuleSet), overview::show),
        Route::get("/rules/tables/{name}", needs(See, R::RuleSet), tables::show),
        Route::get("/rules/tables/{name}/file", needs(See, R::RuleSet), tables::file),
        Route::get("/rules/tables/{name}/examples", needs(See, R::RuleSet), tables::examples_file),
        Route::get("/rules/deadlines", needs(See, R::RuleSet), deadlines::list),
        Route::get("/rules/deadlines/{activity}", needs(Change, R::Region), deadlines::form),
        Route::post("/rules/deadlines/{activity}", needs(Change, R::Region), deadlines::save),
        Route::get("/rules/switches", needs(See, R::RuleSet), switches::list),
        Route::post("/rules/switches", needs(Change, R::RuleSet), switches::save),
        Route::post("/rules/switches/withdraw", needs(Change, R::RuleSet), switches::withdraw),
        Route::get("/rules/changes", needs(List, R::RuleSet), changes::list),
        Route::get("/rules/changes/new", needs(Create, R::RuleSet), proposal::form),
        Route::post("/rules/changes/new", needs(Create, R::RuleSet), proposal::save).up_to(LARGEST),
        Route::get("/rules/changes/{id}", needs(See, R::RuleSet), changes::show),
        Route::post("/rules/changes/{id}", needs(Decide, R::RuleSet), changes::decide),
        Route::get("/rules/changes/{id}/people", needs(See, R::Eligibility), changes::people),
    ]
}

/// A page under the law.
fn under(staff: &Staff, title: &str) -> Page {
    staff.page(title).crumb(staff.t("rules-title"), "/rules")
}
