//! Reading and writing of `foerderkette.planning-problem/1` and `foerderkette.plan/1`.
//!
//! Strict: an unknown field, a field or pair given twice, a number out of range or of the wrong type is an error that
//! names file, list, row and field. Streaming: the text is never held as a tree. Opening files is the caller's part.

mod cursor;
mod plan;
mod problem;
mod rows;
mod write;

pub use plan::read_plan;
pub use problem::read_problem;
pub use write::{write_plan, write_problem};

use thiserror::Error;

/// The format name of problem files.
pub const PROBLEM_FORMAT: &str = "foerderkette.planning-problem/1";
/// The format name of plan files.
pub const PLAN_FORMAT: &str = "foerderkette.plan/1";

/// Why a file cannot be read, in one line: file, list, row, field, reason.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}: {place}{reason}")]
pub struct FileError {
    /// The name the caller gave for the file.
    pub file: String,
    /// The list, row (from 1) and field, ending in a colon; empty if the fault is not in a row.
    pub place: String,
    /// What is wrong.
    pub reason: String,
}
