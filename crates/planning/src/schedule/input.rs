//! What a plan of test days and course starts rests on: numbers, codes and ids, nothing personal.
//!
//! Days are numbers on any scale the caller likes (days since some fixed day); only differences count. Times of day are bits:
//! bit 0 may stand for the morning. Every limit and weight is data of the region ([`Terms`]). Why a person may take a
//! course and what it costs in law is decided by the caller.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Text that names a person's row, a start, a provider, a site or anything else; unique in its list.
pub type Id = Box<str>;

/// Everything the plan is made from. The same input, limits and seed give the same plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The day on which the plan is made.
    pub today: i32,
    /// Days ahead that the plan covers (26 weeks: 182); starts and test days beyond it are left aside.
    pub horizon_days: u32,
    /// Who needs a seat.
    pub people: Vec<Person>,
    /// Starts that providers have proposed, announced or promised.
    pub starts: Vec<Start>,
    /// Lessons a week that providers can teach.
    #[serde(default)]
    pub teachers: Vec<TeacherPool>,
    /// Days on which people could be tested.
    #[serde(default)]
    pub test_days: Vec<TestDay>,
    /// Who holds the test days in turn; without it every provider is equal.
    #[serde(default)]
    pub rota: Option<Rota>,
    /// What the providers have agreed to share; empty: no agreement.
    #[serde(default)]
    pub shares: Vec<Share>,
    /// What was announced before.
    #[serde(default)]
    pub published: Published,
    /// What the deciding body fixed by hand.
    #[serde(default)]
    pub pins: Vec<Pin>,
    /// Limits and weights of the region.
    pub terms: Terms,
}

/// A row of people who are alike in everything below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Unique.
    pub id: Id,
    /// How many, at least 1. A row with a promise, a pin or an announced seat stands for one person.
    #[serde(default = "one")]
    pub count: u32,
    /// 0 comes first (obliged by the Jobcenter, or the course stands in the Kooperationsplan); all others are equal.
    pub class: u8,
    /// Day from which waiting counts.
    pub waiting_since: i32,
    /// First day on which they can begin a course (or sit a test, while untested).
    pub ready_from: i32,
    /// Code of the course type; of the untested the expected one.
    pub kind: Id,
    /// Section they enter at; of the untested the expected one.
    pub section: u16,
    /// Times of day that are possible, as bits.
    pub times: u8,
    /// Needs child care during lessons.
    #[serde(default)]
    pub needs_care: bool,
    /// Minutes one way per site; a site that is missing cannot be reached.
    pub travel: BTreeMap<Id, u32>,
    /// A start promised to this person: kept, whatever else.
    #[serde(default)]
    pub promised: Option<Id>,
    /// Has a placement result. The untested get a seat only in starts after their test day.
    #[serde(default = "yes")]
    pub tested: bool,
}

fn one() -> u32 {
    1
}

fn yes() -> bool {
    true
}

/// A course that could start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// Unique.
    pub id: Id,
    /// Who teaches it.
    pub provider: Id,
    /// Where; people's travel names the same sites.
    pub site: Id,
    /// The room, unique within the site; without one no room is booked (an online course).
    #[serde(default)]
    pub room: Option<Id>,
    /// Code of the course type.
    pub kind: Id,
    /// Section it begins with.
    pub section: u16,
    /// First day of teaching.
    pub first_day: i32,
    /// Last day on which room and teachers are needed.
    pub last_day: i32,
    /// Time of day, as the number of the bit in [`Person::times`] (0 to 7).
    pub time: u8,
    /// Days of the week with lessons, as bits (bit 0: Monday).
    pub weekdays: u8,
    /// Lessons a week that teachers are needed for.
    pub lessons_per_week: u32,
    /// Offers child care.
    #[serde(default)]
    pub care: bool,
    /// Seats that can still be given.
    pub seats: u32,
    /// Fewest people with which the provider can afford it; not asked of a start that is [`Decision::Open`].
    pub minimum: u32,
    /// What is decided already.
    #[serde(default)]
    pub decision: Decision,
}

/// What is decided about a start or a test day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The plan decides; announced ones stand in [`Published`] and are given up last.
    #[default]
    Free,
    /// Runs, whatever else.
    Open,
    /// Does not run.
    Closed,
}

/// Lessons a week of the teachers who may teach certain types. A provider whose teachers differ in what they may teach
/// has one pool per set of types (Hall's condition), as `supply::load` of the domain makes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeacherPool {
    /// Unique.
    pub id: Id,
    /// Whose teachers.
    pub provider: Id,
    /// Course types that draw on it; empty: all.
    #[serde(default)]
    pub kinds: Vec<Id>,
    /// Lessons a week of each teacher; each counts at most [`Terms::teacher_cap`].
    pub lessons: Vec<u32>,
    /// First and last day on which the pool limits anything; without them always.
    #[serde(default)]
    pub from_day: Option<i32>,
    /// See `from_day`.
    #[serde(default)]
    pub until_day: Option<i32>,
}

/// A day on which people could be tested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestDay {
    /// Unique.
    pub id: Id,
    /// Who holds it.
    pub provider: Id,
    /// Where.
    pub site: Id,
    /// When.
    pub day: i32,
    /// Times of day, as the number of the bit in [`Person::times`]; without it everybody can come.
    #[serde(default)]
    pub time: Option<u8>,
    /// Seats in the room.
    pub seats: u32,
    /// Examiners it takes.
    pub examiners_needed: u32,
    /// Examiners the provider has on that day, for all its test days of the day together.
    pub examiners_available: u32,
    /// Of a thousand people booked, how many do not come.
    pub no_show_per_mille: u32,
    /// A provider tests on its own: the day is no turn of the rota and takes none.
    #[serde(default)]
    pub outside_rota: bool,
    /// What is decided already.
    #[serde(default)]
    pub decision: Decision,
}

/// Who holds the test days in turn.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rota {
    /// First day of the first turn.
    pub first_day: i32,
    /// Days of a turn, at least 1.
    pub every_days: u32,
    /// Providers in their order, then again from the first.
    pub hosts: Vec<Id>,
    /// Who steps in for a host that cannot, in this order.
    #[serde(default)]
    pub reserve: Vec<Id>,
    /// At most so many test days per turn.
    pub days_per_turn: u32,
}

/// A provider's agreed share of the people seated over a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The provider.
    pub provider: Id,
    /// In percent.
    pub percent: u32,
    /// People already seated with it this year.
    pub seated: u32,
}

/// What was announced before; the plan departs from it only for a reason.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Starts that were announced.
    #[serde(default)]
    pub starts: Vec<Id>,
    /// Seats that were announced: row of people to start.
    #[serde(default)]
    pub seats: BTreeMap<Id, Id>,
    /// Rows of people that had no seat then; whoever stands neither here nor in `seats` is new.
    #[serde(default)]
    pub without_seat: Vec<Id>,
    /// Test days that were announced.
    #[serde(default)]
    pub test_days: Vec<Id>,
    /// Bookings that were announced: row of people to test day.
    #[serde(default)]
    pub bookings: BTreeMap<Id, Id>,
}

impl Published {
    /// What a plan announces. Rows of several people are left out: nobody in particular was told anything.
    pub fn of(plan: &super::Schedule) -> Self {
        let single = |count: u32| count == 1;
        let mut published = Self {
            starts: plan.starts.iter().map(|start| start.start.clone()).collect(),
            test_days: plan.test_days.iter().map(|day| day.test_day.clone()).collect(),
            without_seat: plan.unassigned.iter().map(|row| row.person.clone()).collect(),
            ..Self::default()
        };
        for seat in plan.seats.iter().filter(|seat| single(seat.count)) {
            published.seats.insert(seat.person.clone(), seat.start.clone());
        }
        for day in &plan.test_days {
            for booking in day.booked.iter().filter(|booking| single(booking.count)) {
                published.bookings.insert(booking.person.clone(), day.test_day.clone());
            }
        }
        // A row that is split over several starts was announced in none of them.
        let mut rows: BTreeMap<&Id, u32> = BTreeMap::new();
        plan.seats.iter().for_each(|seat| *rows.entry(&seat.person).or_default() += seat.count);
        plan.unassigned.iter().for_each(|row| *rows.entry(&row.person).or_default() += row.count);
        published.seats.retain(|person, _| rows.get(person).is_none_or(|count| single(*count)));
        published.bookings.retain(|person, _| rows.get(person).is_none_or(|count| single(*count)));
        published
    }
}

/// Something the deciding body fixed by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "pin", rename_all = "snake_case", deny_unknown_fields)]
pub enum Pin {
    /// The start runs, whatever its minimum.
    OpenStart {
        /// The start.
        start: Id,
    },
    /// The start does not run.
    CloseStart {
        /// The start.
        start: Id,
    },
    /// The start is moved to other days.
    MoveStart {
        /// The start.
        start: Id,
        /// New first day.
        first_day: i32,
        /// New last day.
        last_day: i32,
    },
    /// The person sits in the start.
    KeepSeat {
        /// The row of people.
        person: Id,
        /// The start.
        start: Id,
    },
    /// The person does not sit in the start.
    ForbidSeat {
        /// The row of people.
        person: Id,
        /// The start.
        start: Id,
    },
    /// The person is left out of the plan for now.
    LeaveOut {
        /// The row of people.
        person: Id,
    },
}

/// Limits and weights of a region; all of them data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Days of waiting beyond which a person is late (six weeks: 42).
    pub late_after_days: u32,
    /// Whoever gets no seat counts as waiting until the end of the horizon and so many days longer.
    pub unseated_days: u32,
    /// Ways longer than this count as unreachable.
    pub longest_way_minutes: u32,
    /// Minutes that a course without the child care a person needs counts as; none: such a seat is not given.
    pub without_care_minutes: Option<u32>,
    /// Days between a test and the first day of a course.
    pub days_after_test: u32,
    /// Of a thousand: how likely more people may come to a test day than it has seats.
    pub overbooking_risk_per_mille: u32,
    /// Most lessons a week that one teacher counts for (29-lesson rule).
    pub teacher_cap: u32,
    /// Percent of its agreed share by which a provider may differ; one course may always be between.
    pub share_tolerance_percent: u32,
    /// When planning again: percent of announced seats and starts that may change for a better plan. Beyond it the
    /// announced plan is kept wherever it still can be.
    pub change_budget_percent: u32,
}

impl Default for Terms {
    /// Proposed values of practice; a region sets its own.
    fn default() -> Self {
        Self {
            late_after_days: 42,
            unseated_days: 28,
            longest_way_minutes: 75,
            without_care_minutes: None,
            days_after_test: 3,
            overbooking_risk_per_mille: 50,
            teacher_cap: 29,
            share_tolerance_percent: 15,
            change_budget_percent: 3,
        }
    }
}
