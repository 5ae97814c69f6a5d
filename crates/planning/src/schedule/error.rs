//! Input that makes no sense, in plain structure.

use super::input::Id;
use serde::Serialize;
use thiserror::Error;

/// Why no plan can be made at all.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum InputError {
    /// Two rows of a list have the same id.
    #[error("{list}: {id:?} is given twice")]
    Repeated {
        /// Field of the input.
        list: &'static str,
        /// The id.
        id: Id,
    },
    /// An id that its list does not have.
    #[error("{list}: {id:?} is not known")]
    Unknown {
        /// Field of the input in which it is named.
        list: &'static str,
        /// The id.
        id: Id,
    },
    /// A number out of its range.
    #[error("{list}, {id:?}: {field} is out of range")]
    OutOfRange {
        /// Field of the input.
        list: &'static str,
        /// The row.
        id: Id,
        /// Its field.
        field: &'static str,
    },
    /// A row of several people with a promise, a pin or an announced seat.
    #[error("people, {id:?}: a promise, a pin or an announced seat needs a row of one person")]
    NotOnePerson {
        /// The row.
        id: Id,
    },
    /// The levels span so wide a range that their order cannot be kept exactly.
    #[error("the numbers of level {level:?} are too large for an exact order")]
    RangeTooWide {
        /// The level at which the range was exceeded.
        level: super::output::LevelCode,
    },
}
