//! Planning: which course starts open and who sits where. Pure: no files, clock, random source (seeds only) or async.
//!
//! # For the command line
//!
//! ```
//! use planning::files::{read_plan, read_problem, write_plan};
//! use planning::{Limits, check, solve};
//!
//! let text = br#"{"format": "foerderkette.planning-problem/1", "persons": [], "starts": [], "options": []}"#;
//! // Any `BufRead`; the name is used in errors, which are one line: file, list, row, field, reason.
//! let problem = read_problem("region.json", &text[..]).expect("well-formed");
//! // The clock tells seconds since some fixed moment; here it stands still.
//! let plan = solve(&problem, &Limits::default(), &mut || 0.0);
//! let mut out = Vec::new();
//! write_plan(&plan, &mut out).expect("memory takes everything");
//! let again = read_plan("plan.json", &out[..]).expect("written by us");
//! assert!(check(&problem, &again).is_empty());
//! ```
//!
//! `examples/plan.rs` is the whole command `plan solve|check` with its exit codes.
//!
//! # For the application
//!
//! [`problem::ProblemBuilder`] puts a problem together by positions or ids; [`solve`] gives a [`Plan`] whose
//! [`plan::Status`] says what was proven, and whose `conflict` lists [`plan::Clash`]es in structured form.
//! [`solve_lexicographic`] seats people in promised starts by [`Level`]s of priority in strict order (first those obliged
//! by the Jobcenter, then waiting, then distance). [`check()`] verifies any plan independently and returns
//! [`check::Broken`] rules in structured form; their `Display` is for logs and command lines, not for users.
//!
//! [`schedule`] plans test days and course starts of a region over months (rooms, teachers, rota, shares, what was
//! announced) by levels in strict order; [`explain`] says why a plan is as it is; [`simulation`] runs years under several
//! policies; [`forecast`] tells how many people are to be expected, [`arrivals`] draws futures from it. All of them take time, chance and clock as arguments.
//!
//! # What is not here
//!
//! Why a pair is permitted and what it costs: the domain decides. Opening files, measuring time: the caller's part. A plan
//! proposes; accepting it is an act of the application.

pub mod arrivals;
pub mod assignment;
pub mod check;
pub mod explain;
pub mod files;
pub mod forecast;
pub mod plan;
pub mod problem;
pub mod schedule;
pub mod simulation;

pub use assignment::{Level, LexicographicError, Limits, SeatPlan, solve, solve_lexicographic};
pub use check::check;
pub use plan::Plan;
pub use problem::{Problem, ProblemBuilder};
