//! Rule sets from files: decision tables as DMN, inputs, switches, deadlines and holidays as TOML; checks,
//! answers for many people, explanations, comparisons of two days. The library that evaluates DMN stays
//! behind `domain::eligibility::TableEvaluator`. Not for law: that is data in `rules/`; not for the rules of
//! evaluation: those are in `domain`.

mod batch;
mod check;
pub mod command;
mod dmn;
mod evaluator;
mod example;
mod files;
mod load;
mod reader;

pub use batch::{decide, diff};
pub use check::{Checked, check, check_files};
pub use evaluator::DmnEvaluator;
pub use example::{Example, ExampleFailure, run_examples};
pub use files::RuleFiles;
pub use load::{load, load_calendar, load_periods, load_regional, load_side};
pub use reader::DmnRules;
