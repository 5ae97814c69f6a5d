//! One folder or file per topic; each lists its routes.

pub mod account;
pub mod administration;
pub mod agreement;
pub mod attendance;
pub mod courses;
pub mod figures;
pub mod help;
pub mod imports;
pub mod legal;
pub mod letters;
pub mod lists;
pub mod login;
pub mod next;
pub mod people;
pub mod placement;
pub mod preferences;
pub mod rules;
pub mod seats;
pub mod start;
pub mod today;
pub mod undo;
pub mod vocational;
pub mod work;
