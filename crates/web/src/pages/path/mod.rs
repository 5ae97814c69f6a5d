//! A person's own path: the public page behind code and year of birth, the sheet with the code, and the messages
//! people send from there, for the body that has the next step.

mod messages;
mod own;
mod parts;
mod sheet;

pub use messages::{message_notices, waiting_messages};

use crate::http::{Route, needs};
use crate::pages::code_door::CodeDoor;
use domain::access::Action::{Change, Create, List};
use domain::access::Resource as R;

/// The door of the public page.
const DOOR: CodeDoor = CodeDoor { path: "/path", words: "path" };

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::public("/{language}/path", own::ask),
        Route::public_post("/{language}/path", own::open),
        Route::public_post("/{language}/path/withdraw", own::withdraw),
        Route::public_post("/{language}/path/say", own::say),
        Route::get("/people/{id}/path", needs(Create, R::OwnPath), sheet::show),
        Route::post("/people/{id}/path", needs(Create, R::OwnPath), sheet::issue),
        Route::get("/messages", needs(List, R::PathMessage), messages::list),
        Route::post("/messages/{id}/answer", needs(Change, R::PathMessage), messages::answer),
    ]
}
