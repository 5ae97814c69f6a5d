//! Taking back what was just done: the button in the message after every change. Not for deciding what
//! can be taken back: see `app::commands::UndoOperation`.

use crate::http::{Access, Answer, Input, Problem, Route, Staff};
use app::commands::UndoOperation;
use domain::ids::OperationId;

/// Routes of this topic. Every account may ask; the access table decides in the gate.
pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/undo/{operation}", Access::Account, undo),
        Route::post("/undo", Access::Account, undo_all),
    ]
}

async fn undo(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let operation = input.id("operation")?;
    let done = staff.run(&Input::default(), UndoOperation { operation }).await?;
    Ok(Answer::see(back(&input, &done.outcome.gone)).note("undo-done", None))
}

/// Takes back what was done to many rows, the last first; what somebody has built on meanwhile stays.
async fn undo_all(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let mut operations: Vec<OperationId> = Vec::new();
    for id in input.texts("operation") {
        operations.push(id.parse().map_err(|_| Problem::Unreadable)?);
    }
    let (mut taken_back, mut stays) = (0, 0);
    for operation in operations.into_iter().rev() {
        match staff.run(&Input::default(), UndoOperation { operation }).await {
            Ok(_) => taken_back += 1,
            Err(Problem::Refused(_)) => stays += 1,
            Err(problem) => return Err(problem),
        }
    }
    let key = match (taken_back, stays) {
        (_, 0) => "undo-done-all",
        (0, _) => "problem-undo-none",
        _ => "problem-undo-partly",
    };
    Ok(Answer::see(input.own_path("back").unwrap_or("/today")).note(key, None))
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
