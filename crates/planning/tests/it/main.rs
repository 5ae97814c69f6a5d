//! Tests of the planner from outside.

mod invented;

mod bounds;
mod checker;
mod exact;
mod malformed;
mod outlook;
mod properties;
mod regions;
mod schedule_checker;
mod schedules;
mod years;
