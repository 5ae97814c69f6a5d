//! From a file of rows to commands, in chunks: columns become fields, rows become drafts, drafts meet
//! what is known already. Not for reading files (`sheets`) nor for saving (`commands::import_chunk`).
//!
//! [`prepare`] opens a file and proposes its columns, [`preview`] says row by row what would happen,
//! [`apply`] does it: one operation per [`rows_per_part`] rows under one import id, parsing one chunk ahead on a
//! thread of its own. An import that was cut off goes on after its last chunk, or is taken back as a whole
//! with `UndoImport`. What is not known with certainty to be the same person is never changed.

mod address;
mod course_row;
mod courses;
mod exam_results;
mod exam_row;
mod fields;
mod known;
mod note;
mod origins;
mod person_row;
mod report;
mod run;
mod source;
mod staging;
mod words;

pub use address::locate;
pub use course_row::CourseDraft;
pub use courses::{JudgedCourse, judge_courses};
pub use exam_results::{JudgedExam, judge_exams};
pub use exam_row::{ExamDraft, ExamSays};
pub use fields::{Columns, fields, label_key, missing};
pub use known::{Decision, Decisions, JudgedPerson, Scope, judge_persons};
pub use note::Note;
pub use origins::{Origin, language, nationality, origin_of};
pub use person_row::{ActDraft, PersonDraft};
pub use report::{Report, RowReport};
pub use run::{Apply, Failure, Voice, apply, preview, right};
pub use source::{ImportFault, Line, Part, Plan, Prepared, prepare, rows_at, rows_per_part};
pub use staging::{Staged, Staging};
