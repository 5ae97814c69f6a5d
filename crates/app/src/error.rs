//! Everything that can keep a use case from succeeding, by who has to hear of it.

use domain::access::Denied;
use domain::record::{Record, RecordKind, Stored};
use domain::refusal::Refusal;

/// Somebody else changed the record in between; both states, to be shown side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub kind: RecordKind,
    pub id: i64,
    /// The record as it stands now; `None` if it is gone.
    pub current: Option<Box<Record>>,
}

/// Outcome of a use case that did not succeed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// Expected "no" of the domain; shown with its words.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// The actor may not; shown as "not found" where existence is confidential.
    #[error("{0}")]
    Denied(#[from] Denied),
    /// There is no such thing, or not for this actor.
    #[error("absent: {0}")]
    Absent(RecordKind),
    /// Changed by somebody else in between.
    #[error("conflict: {} {}", .0.kind, .0.id)]
    Conflict(Box<Conflict>),
    /// Everything else: opaque to the person, logged with the request id.
    #[error("fault: {0}")]
    Fault(String),
}

impl Error {
    /// A fault with a message for the log; it must hold no personal data.
    pub fn fault(message: impl ToString) -> Self {
        Error::Fault(message.to_string())
    }

    /// Somebody else was faster: the record as it stands now goes back to the person.
    pub fn overtaken<T: Stored>(current: T) -> Self {
        let id = current.raw_id();
        Error::Conflict(Box::new(Conflict {
            kind: T::KIND,
            id,
            current: Some(Box::new(current.into_record())),
        }))
    }

    /// Code for the audit.
    pub fn code(&self) -> String {
        match self {
            Error::Refused(refusal) => format!("refused:{}", refusal.code),
            Error::Denied(_) => "denied".to_owned(),
            Error::Absent(_) => "absent".to_owned(),
            Error::Conflict(_) => "conflict".to_owned(),
            Error::Fault(_) => "fault".to_owned(),
        }
    }
}
