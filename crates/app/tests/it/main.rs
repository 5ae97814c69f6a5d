//! Stories of the use cases through the gate, on both databases.

mod agreement;
mod attendance;
mod counselling;
mod exams;
mod graduates;
mod imports;
mod measures;
mod merging;
mod own_path;
mod people;
mod placement;
mod plan_duties;
mod relocation;
mod rule_changes;
mod rules;
mod seats;
mod start_plan_hand;
mod start_plan_testing;
mod start_plans;
mod vocational;
mod way;
mod ways;
mod work;
