//! Stories of the use cases through the gate, on both databases.

mod agreement;
mod attendance;
mod imports;
mod merging;
mod people;
mod placement;
mod rule_changes;
mod rules;
mod seats;
mod vocational;
mod work;
