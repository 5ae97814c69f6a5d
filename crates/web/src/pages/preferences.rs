//! Language, brightness, row height and shortcuts of the staff pages, kept in a cookie.

use crate::http::{Answer, Input, Problem, Route, Visitor};
use crate::view::Preferences;

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![Route::public_post("/preferences", save)]
}

async fn save(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    let shell = &visitor.shell;
    let current = Preferences {
        language: shell.language,
        theme: shell.theme,
        density: shell.density,
        keys: shell.keys,
    };
    let chosen = current.from_form(input.pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    Ok(Answer::see(input.own_path("back").unwrap_or("/")).cookie(chosen.set_cookie()))
}
