//! Taking back what was just done: the button in the message after every change. Not for deciding what
//! can be taken back: see `app::commands::UndoOperation`.

use crate::http::{Access, Answer, Input, Problem, Route, Staff};
use app::commands::UndoOperation;

/// Routes of this topic. Every account may ask; the access table decides in the gate.
pub fn routes() -> Vec<Route> {
    vec![Route::post("/undo/{operation}", Access::Account, undo)]
}

async fn undo(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let operation = input.id("operation")?;
    let done = staff.run(&Input::default(), UndoOperation { operation }).await?;
    Ok(Answer::see(back(&input, &done.outcome.gone)).note("undo-done", None))
}

/// The page on which the button was; its list if the record of that page is gone with the operation.
fn back(input: &Input, gone: &[i64]) -> String {
    let path = input.own_path("back").unwrap_or("/today");
    let gone: Vec<String> = gone.iter().map(|id| domain::ids::encode(*id)).collect();
    let mut kept = Vec::new();
    for part in path.split(['?', '#']).next().unwrap_or_default().split('/').skip(1) {
        if gone.iter().any(|id| id == part) {
            return format!("/{}", kept.join("/"));
        }
        kept.push(part);
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn led(path: &str, gone: &[i64]) -> String {
        let input = Input { pairs: vec![("back".to_owned(), path.to_owned())], ..Input::default() };
        back(&input, gone)
    }

    #[test]
    fn the_way_back_is_the_page_itself_or_the_list_of_what_is_gone() {
        let id = domain::ids::encode(4711);
        assert_eq!(led(&format!("/people/{id}?on=1"), &[]), format!("/people/{id}?on=1"));
        assert_eq!(led(&format!("/people/{id}/edit"), &[4711]), "/people");
        assert_eq!(led(&format!("/courses/{id}/seats/x"), &[4711]), "/courses");
        assert_eq!(led("//evil.example/", &[]), "/today");
    }
}
