//! Tests of the planner from outside.

mod invented;

mod bounds;
mod checker;
mod exact;
mod malformed;
mod properties;
mod regions;
mod schedules;
mod schedule_checker;
mod years;
