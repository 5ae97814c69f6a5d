//! Places and the ways between them.
//!
//! For: distance and travel time as facts of proposals and lists. Not for maps or addresses. Ways are behind
//! one port: [`StraightLine`] estimates and says so; a service with timetables may take its place later.

mod point;
mod ways;

pub use point::{OutsideEarth, Point};
pub use ways::{Basis, StraightLine, StraightLineSettings, UnusableSetting, Way, Ways};
