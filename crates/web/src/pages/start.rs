//! The address without a path, and the health of the program. Not for the homes of the roles: see `today`.

use crate::http::{Access, Answer, Input, Problem, Route, Staff, Visitor};

/// Routes of this topic.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/", Access::Account, start),
        Route::public("/healthz", alive),
        Route::public("/readyz", ready),
    ]
}

async fn start(_staff: Staff, _input: Input) -> Result<Answer, Problem> {
    Ok(Answer::see("/today"))
}

async fn alive(_visitor: Visitor, _input: Input) -> Result<Answer, Problem> {
    Ok(Answer::inline(b"ok".to_vec(), "text/plain"))
}

async fn ready(visitor: Visitor, _input: Input) -> Result<Answer, Problem> {
    visitor.site.gate.store().healthy().await?;
    Ok(Answer::inline(b"ok".to_vec(), "text/plain"))
}
