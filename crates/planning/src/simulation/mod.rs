//! A small simulator: people arrive week by week, a policy announces course starts ahead of time and seats people; what did
//! it cost against knowing all arrivals beforehand?
//!
//! All policies see the same arrivals, rooms and candidate starts, and are judged by one cost ([`setting::Costs`]): waiting,
//! ways, courses opened, people never seated. A start is announced [`Setting::lead`] weeks ahead and then runs, whatever
//! comes; people are told their seat on the first day at the latest. Chance comes from a seed, time limits are counted
//! work: the same seed gives the same year.

mod engine;
mod first_come;
mod laying;
mod rolling;
mod setting;
mod statistics;
mod world;

pub use engine::{Policy, Year, hindsight, run};
pub use setting::{Costs, Entry, Home, RegionData, Rules, Setting};
pub use statistics::{Interval, interval};
pub use world::history;
