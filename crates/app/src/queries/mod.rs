//! Looks at data, one file per page or topic. A query is a struct with `look()` and `answer()`.

pub mod figures;
pub mod people;
