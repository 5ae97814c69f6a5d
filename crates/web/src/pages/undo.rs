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
    staff.run(&Input::default(), UndoOperation { operation }).await?;
    Ok(Answer::see("/today").note("undo-done", None))
}
