//! The rules of the support chain, pure and synchronous: no runtime, SQL, HTTP, clock or chance.
//! Modules in the order of the chain; time and ids are arguments everywhere.

#[macro_use]
mod codes;

pub mod ids;
pub mod moment;
pub mod refusal;

pub mod calendar;
pub mod deadline;
pub mod eligibility;
pub mod release;

pub mod organisation;
pub mod region;

pub mod geography;
pub mod matching;
pub mod person;
pub mod relocation;
pub mod residence;

pub mod act;
pub mod care_transfer;
pub mod case;

pub mod placement;

pub mod assignment;
pub mod attendance;
pub mod counselling;
pub mod course;
pub mod exam;
pub mod graduate;
pub mod measure;
pub mod route_plan;
pub mod seat_plan;
pub mod section_end;
pub mod steering;
pub mod team;
pub mod upcoming;
pub mod vocational;

pub mod agreement;
pub mod own_path;
pub mod start_calendar;
pub mod start_plan;
pub mod supply;

pub mod document;
pub mod letter;
pub mod letter_record;
pub mod list_import;

pub mod access;
pub mod journal;
pub mod record;
