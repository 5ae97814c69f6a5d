//! One folder or file per topic; each lists its routes.

pub mod login;
pub mod preferences;
pub mod start;
