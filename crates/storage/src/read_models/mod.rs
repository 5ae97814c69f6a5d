//! One struct and query per list or dashboard; written in the same transaction as the records.

mod figures;
mod graduates;
mod imports;
mod people;
pub mod person_entry;
pub mod totals;
mod waiting;
