//! Planning: pure, CPU-heavy, no files, clock or random source.
pub mod assignment;
pub mod check;
pub mod files;
pub mod plan;
pub mod problem;
pub use assignment::{Limits, solve};
pub use check::check;
pub use plan::Plan;
pub use problem::Problem;
