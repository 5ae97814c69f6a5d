//! Looks at data, one file per page or topic. A query is a struct with `look()` and `answer()`.

pub mod administration;
pub mod agreement;
pub mod attendance;
pub mod attendance_figures;
pub mod attendance_reports;
pub mod concerns;
pub mod courses;
pub mod duplicates;
pub mod figures;
pub mod imports;
pub mod letters;
pub mod people;
pub mod person_history;
pub mod person_record;
pub mod person_rules;
pub mod placement;
pub mod rules;
pub mod seats;
pub mod today;
pub mod views;
pub mod vocational;
pub mod vocational_people;
pub mod vocational_reports;
pub mod waiting;
pub mod work;
