//! One folder or file per topic; each lists its routes.

pub mod letters;
pub mod login;
pub mod people;
pub mod placement;
pub mod preferences;
pub mod start;
pub mod undo;
pub mod courses;
pub mod seats;
