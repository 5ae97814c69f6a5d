//! Use cases: the gate, commands, queries, jobs and imports. The only crate that knows both the rules
//! and the ports. Not for SQL, HTTP or words.
//!
//! Every change is a [`Command`] through [`Gate::run`], every look at data a [`Query`] through
//! [`Gate::ask`]; nothing else reaches the store.

pub mod attendance;
pub mod case_records;
pub mod commands;
pub mod consents;
pub mod counselling;
pub mod course_kinds;
pub mod course_offer;
pub mod error;
pub mod exams;
pub mod gate;
pub mod graduates;
pub mod imports;
pub mod jobs;
pub mod law;
pub mod login;
pub mod measures;
pub mod operation;
pub mod own_path;
pub mod placement;
pub mod ports;
pub mod queries;
pub mod relocation_file;
pub mod relocations;
pub mod route_plans;
pub mod seats;
pub mod start_plans;
pub mod steps;
pub mod tables;
pub mod vocational;

pub use error::{Conflict, Error};
pub use gate::{Command, Context, Done, Gate, Look, Query, Scene};
pub use law::{Law, RegionLaw};
pub use operation::{Clock, Ids, Operation};
