//! A case that goes to another county, and one that comes from there: consent, package, sealed file, receipt. Not for a
//! change of the benefit office inside the region: see `people::transfer`.

mod contents;
mod leaving;
mod taking;

pub use contents::person_section;

use crate::http::{Route, needs};
use domain::access::Action::{Change, Create, Export, See};
use domain::access::Resource as R;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    let take = needs(Create, R::Person);
    vec![
        Route::get("/people/{id}/relocation", needs(See, R::Relocation), leaving::show),
        Route::post("/people/{id}/relocation", needs(Create, R::Relocation), leaving::make),
        Route::get("/people/{id}/relocation/{relocation}/file", needs(Export, R::Relocation), leaving::file),
        Route::post(
            "/people/{id}/relocation/{relocation}/confirm",
            needs(Change, R::Relocation),
            leaving::confirm,
        ),
        Route::post(
            "/people/{id}/relocation/{relocation}/take-back",
            needs(Change, R::Relocation),
            leaving::take_back,
        ),
        Route::get("/relocations/new", take, taking::form),
        Route::post("/relocations/new", take, taking::open).up_to(2 * app::relocation_file::LONGEST),
        Route::post("/relocations/take-over", take, taking::take_over)
            .up_to(4 * app::relocation_file::LONGEST),
        Route::get("/relocations/{relocation}/receipt", needs(See, R::Relocation), taking::receipt),
    ]
}

/// A code as it is read aloud: groups of four.
fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
