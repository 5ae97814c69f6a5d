//! Looks at data, one file per page or topic. A query is a struct with `look()` and `answer()`.

pub mod figures;
pub mod imports;
pub mod administration;
pub mod letters;
pub mod people;
pub mod duplicates;
pub mod person_record;
pub mod person_history;
pub mod views;
pub mod courses;
pub mod seats;
pub mod waiting;
pub mod placement;
pub mod today;
