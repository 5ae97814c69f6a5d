//! Names and records that mean one person, and those that only look so. All people are invented.

mod duplicates;
mod names;
mod properties;
mod search;
