//! Plans of test days and course starts: reads what the region has, hands it to the planner as plain numbers and ids,
//! and keeps its answer. Proposes only; accepting is a command of its own.
//!
//! [`inputs`] reads, [`problem`] translates into `planning::schedule`, [`answer`] back; `futures` invents who may come.

pub mod answer;
pub mod arrivals;
pub mod forecast;
mod futures;
pub mod inputs;
pub mod problem;
mod teachers;
mod testing;

pub use planning::explain;
pub use planning::schedule;
