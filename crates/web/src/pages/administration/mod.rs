//! Accounts, bodies, settings of the region and the own body's log. Nothing about people.

mod accounts;
mod audit;
mod organisations;
mod region;

use crate::http::{Route, Staff, needs};
use crate::view::Page;
use domain::access::Action::{Change, Create, List, See};
use domain::access::Resource as R;
use domain::organisation::OrganisationKind;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/administration", needs(List, R::Account), accounts::list),
        Route::get("/administration/accounts/new", needs(Create, R::Account), accounts::new),
        Route::post("/administration/accounts/new", needs(Create, R::Account), accounts::save),
        Route::get("/administration/accounts/{id}", needs(Change, R::Account), accounts::form),
        Route::post("/administration/accounts/{id}", needs(Change, R::Account), accounts::save),
        Route::get("/administration/organisations", needs(Create, R::Organisation), organisations::list),
        Route::get("/administration/organisations/new", needs(Create, R::Organisation), organisations::new),
        Route::post("/administration/organisations/new", needs(Create, R::Organisation), organisations::save),
        Route::get("/administration/organisations/{id}", needs(Change, R::Organisation), organisations::form),
        Route::post(
            "/administration/organisations/{id}",
            needs(Change, R::Organisation),
            organisations::save,
        ),
        Route::get("/administration/region", needs(See, R::Region), region::form),
        Route::post("/administration/region", needs(Change, R::Region), region::save),
        Route::get("/administration/audit", needs(List, R::Audit), audit::list),
    ]
}

/// The operator looks after every body; other administrations after their own.
fn is_operator(staff: &Staff) -> bool {
    staff.actor.organisation_kind == OrganisationKind::Betrieb
}

/// A page under the administration.
fn under(staff: &Staff, title: &str) -> Page {
    staff.page(title).crumb(staff.t("administration-title"), "/administration")
}
