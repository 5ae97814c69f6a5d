//! What providers can offer: teachers, rooms, types. The provider's own form, and the sums for whoever plans.

mod form;
mod list;

use crate::http::{Route, needs};
use domain::access::Action::{Change, List};
use domain::access::Resource as R;

/// Path of the overview.
pub const PATH: &str = "/supply";

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/supply", needs(List, R::Supply), list::list),
        Route::get("/supply/edit", needs(Change, R::Supply), form::edit),
        Route::post("/supply/edit", needs(Change, R::Supply), form::save),
    ]
}
