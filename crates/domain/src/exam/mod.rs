//! Final tests of the Integrationskurs: exam days, who sits when at whose cost, results, and what follows from them
//! (handbook 3.6; reference process 5.4–5.8). What is passed, free or repeated is data: `rules/exams.toml`. Not for
//! the placement test at the beginning: see `placement`.

mod entry;
#[cfg(test)]
mod lifecycle_tests;
mod outcome;
mod repeat;
mod rules;
mod sitting;
mod standing;
mod typed;

pub use entry::{EntryState, ExamEntry, Ground, Obstruction, Registration, hours_used_up, may_register};
pub use outcome::{DtzLevel, DtzParts, ExamResult, LidOutcome, Recorded};
pub use repeat::{RepeatAnswer, RepeatFacts, RepeatReason};
pub use rules::{ExamRules, Payer, Try};
pub use sitting::{ExamPlan, ExamSitting, Impartial, SittingState};
pub use standing::{ExamStanding, exam_standing};
pub use typed::{Said, typed_result};

codes! {
    /// Which final test.
    ExamKind {
        /// Deutsch-Test für Zuwanderer.
        Dtz = "dtz",
        /// Leben in Deutschland.
        Lid = "lid",
    }
}
