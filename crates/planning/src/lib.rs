//! Planning: pure, CPU-heavy, no files, clock or random source.
pub mod assignment;
pub mod check;
pub mod files;
pub mod plan;
pub mod problem;
pub use assignment::{Level, LexicographicError, Limits, SeatPlan, solve, solve_lexicographic};
pub use check::check;
pub use plan::Plan;
pub use problem::Problem;
