//! Importing lists: upload, columns, what would happen, decisions, progress, result, taking back. The
//! list itself waits in `app::imports::Staging` between the pages; nothing is saved before "import now".

mod columns;
mod look;
mod run;
mod sentences;
mod upload;

pub use sentences::{fault_sentence, reasons, refusal_sentence};

use crate::http::{Input, Problem, Route, Staff, needs};
use app::imports::{Plan, Staged, Staging, Voice};
use domain::access::{Action, Resource};
use domain::ids::ImportId;
use std::sync::Arc;

/// Path of the list of imports.
pub const PATH: &str = "/imports";
/// Largest upload: what an office can have, and the 200 MB of a bad day.
const UPLOAD: usize = 256 * 1024 * 1024;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    let (see, create, change) = (
        needs(Action::List, Resource::Import),
        needs(Action::Create, Resource::Import),
        needs(Action::Change, Resource::Import),
    );
    vec![
        Route::get("/imports", see, upload::list),
        Route::get("/imports/new/{kind}", create, upload::form),
        Route::post("/imports/new/{kind}", create, upload::take).up_to(UPLOAD),
        Route::get("/imports/{import}/columns", create, columns::form),
        Route::post("/imports/{import}/columns", create, columns::save),
        Route::get("/imports/{import}/look", create, look::show),
        Route::post("/imports/{import}/look", create, look::decide),
        Route::post("/imports/{import}/apply", create, run::start),
        Route::get("/imports/{import}", see, run::show),
        Route::post("/imports/{import}/undo", change, run::undo),
        Route::get("/imports/{import}/left-over", see, run::left_over),
    ]
}

/// The uploaded list an address means, if it is the own organisation's and still there.
fn staged(staff: &Staff, input: &Input) -> Result<Staged, Problem> {
    let import: ImportId = input.id("import")?;
    let staged = Staging::default().get(import, staff.organisation.id).ok_or(Problem::NotFound)?;
    let (action, resource) = app::imports::right(staged.kind);
    if staff.may(action, resource) { Ok(staged) } else { Err(Problem::NotFound) }
}

fn plan(staff: &Staff, staged: &Staged) -> Plan {
    Plan {
        kind: staged.kind,
        path: Staging::default().list(staged.import),
        file_name: staged.file_name.clone(),
        mapping: staged.mapping.clone(),
        today: staff.today,
        issuer: staff.organisation.kind,
    }
}

fn voice(staff: &Staff) -> Voice {
    let language = staff.language();
    Voice { heading: staff.t("imports-reason"), say: Arc::new(move |notes| reasons(language, notes)) }
}

fn device(error: impl std::fmt::Display) -> Problem {
    Problem::Fault(format!("uploaded list: {error}"))
}
