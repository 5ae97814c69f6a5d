//! One folder or file per topic; each lists its routes.

pub mod imports;
pub mod letters;
pub mod login;
pub mod people;
pub mod placement;
pub mod preferences;
pub mod start;
pub mod undo;
pub mod courses;
pub mod seats;
pub mod account;
pub mod administration;
pub mod figures;
pub mod help;
pub mod legal;
pub mod today;
