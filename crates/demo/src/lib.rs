//! The demo: the five model regions with their true municipalities and invented bodies, people and
//! courses, made from a seed and relative to a Wednesday. Pure: seed, day and ids are arguments.
//! Sizes follow the published figures (arrivals a year: the middle estimate). Nobody in here exists.

mod agreement;
mod attendance;
mod bodies;
mod chance;
mod counselling;
mod courses;
mod exams;
mod facts;
mod graduates;
mod measures;
mod names;
mod people;
mod places;
mod regions;
mod sessions;
mod supply;
mod vocational;

pub use places::{Municipality, Stop, municipalities, stops};
pub use regions::{REGIONS, RegionPlan};

use chance::Chance;
use chrono::NaiveDate;
use domain::deadline::Periods;
use domain::moment::Moment;
use domain::record::Record;
use domain::region::{Offices, Pace, Settings};
use std::sync::Arc;

/// When the demo plays, and by which holidays and deadlines.
#[derive(Debug, Clone)]
pub struct Start {
    /// The Wednesday.
    pub day: NaiveDate,
    /// 8:00 of that day.
    pub now: Moment,
    pub periods: Arc<Periods>,
}

/// Everything of one region, in an order that keeps every reference behind what it refers to.
pub fn region(plan: &RegionPlan, seed: u64, start: Start, next_id: &mut dyn FnMut() -> i64) -> Vec<Record> {
    let mut world = World {
        plan,
        start,
        chance: Chance::new(seed, plan.code),
        places: places::municipalities_of(plan.code),
        next_id,
        bodies: bodies::Bodies::default(),
        records: Vec::new(),
        cases: 0,
    };
    bodies::found(&mut world);
    let agreement = agreement::agree(&mut world);
    let courses = courses::offer(&mut world);
    let planned: Vec<_> = courses.iter().map(|offered| offered.course.clone()).collect();
    supply::state(&mut world, &agreement, &planned);
    let sessions = sessions::plan(&mut world, &agreement);
    people::arrive(&mut world, courses, &sessions);
    counselling::offer(&mut world);
    world.records
}

/// What is being made.
struct World<'a> {
    plan: &'a RegionPlan,
    start: Start,
    chance: Chance,
    places: Vec<Municipality>,
    next_id: &'a mut dyn FnMut() -> i64,
    bodies: bodies::Bodies,
    records: Vec<Record>,
    /// Cases so far, for their numbers.
    cases: i64,
}

impl World<'_> {
    fn id(&mut self) -> i64 {
        (self.next_id)()
    }

    /// How periods run in the region that was founded.
    fn pace(&self) -> Pace {
        let mut settings = Settings::default();
        let mut bodies = Vec::new();
        for record in &self.records {
            match record {
                Record::Region(region) => settings = region.settings.clone(),
                Record::Organisation(body) => bodies.push(body.clone()),
                _ => {}
            }
        }
        let offices = Offices::of(&bodies, &settings);
        Pace::new(settings, self.start.periods.clone(), offices)
    }

    /// A day relative to the Wednesday.
    fn day(&self, offset: i64) -> NaiveDate {
        self.start.day + chrono::Duration::days(offset)
    }
}
