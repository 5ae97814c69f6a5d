//! From the inputs to the planner's own: rows of people, starts with rooms, pools of teachers, test days, shares. Numbers
//! and ids only. Days are counted as in `NaiveDate::num_days_from_ce`.

use crate::seats;
use crate::start_plans::futures;
use crate::start_plans::inputs::{Inputs, Seeker};
use crate::start_plans::{teachers, testing};
use chrono::{Datelike, NaiveDate};
use domain::assignment::offer::point_of;
use domain::case::Stage;
use domain::course::{Course, CourseKind};
use domain::geography::Ways;
use domain::ids::OrganisationId;
use domain::organisation::Place;
use domain::person::{Literacy, TimeOfDay};
use domain::start_plan::{ByHand, Candidate, Hand, HandCode, SeatByHand, SeatHandCode};
use planning::schedule as plan;
use std::collections::BTreeMap;

/// The planner's input, and what its ids stand for.
#[derive(Debug, Clone)]
pub struct Problem {
    pub input: plan::Input,
    /// So many rows of people are known; those after them are expected.
    pub known: usize,
    /// Candidate of each start id.
    pub starts: BTreeMap<String, Candidate>,
    /// Day and host of each possible test day without a record.
    pub turns: BTreeMap<String, (NaiveDate, OrganisationId)>,
}

/// Weekdays of a course: Monday to Friday, or the weekend.
const WORKING_WEEK: u8 = 0b001_1111;
const WEEKEND: u8 = 0b110_0000;

/// A day as the planner counts.
pub fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// Id of a start: of the course where there is one, otherwise its key.
pub fn start_id(candidate: &Candidate) -> String {
    candidate.course.map_or_else(|| candidate.key.to_string(), |course| format!("course-{course}"))
}

/// Puts the problem together. `published` is what an earlier plan announced.
pub fn build(inputs: &Inputs, hand: &Hand, published: plan::Published) -> Problem {
    let mut rooms = Rooms::of(inputs);
    let mut starts = BTreeMap::new();
    let mut rows = Vec::new();
    for course in &inputs.running {
        rows.push(occupied(inputs, course, &mut rooms));
    }
    // courses that exist choose their rooms before those that are only possible
    let (exist, possible): (Vec<_>, Vec<_>) = inputs.candidates.iter().partition(|one| one.course.is_some());
    for candidate in exist.into_iter().chain(possible) {
        let id = start_id(candidate);
        rows.push(start(candidate, &id, &mut rooms));
        starts.insert(id, candidate.clone());
    }
    let (test_days, turns) = testing::test_days(inputs);
    let mut people: Vec<plan::Person> = inputs.seekers.iter().map(|seeker| person(inputs, seeker)).collect();
    let known = people.len();
    people.extend(futures::middle(inputs, &people));
    let pinned = hand.starts.iter().filter_map(|wish| pin(wish, &starts));
    let seated = hand.seats.iter().filter_map(|wish| seat_pin(wish, &inputs.seekers, &starts));
    let pins = pinned.chain(seated).collect();
    let teachers = teachers::teachers(inputs, &rows);
    let input = plan::Input {
        today: number(inputs.today),
        horizon_days: u32::try_from((inputs.until - inputs.today).num_days()).unwrap_or_default(),
        people,
        teachers,
        rota: testing::rota(inputs, &test_days),
        test_days,
        shares: shares(inputs),
        published: still_named(published, &rows, &inputs.seekers),
        starts: rows,
        pins,
        terms: terms(inputs),
    };
    Problem { input, known, starts, turns }
}

/// A number of the region as the planner counts.
pub fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

fn terms(inputs: &Inputs) -> plan::Terms {
    let (settings, planning) = (&inputs.settings, &inputs.settings.planning);
    let tolerance =
        inputs.agreement.as_ref().map_or(15, |agreement| u32::from(agreement.terms.customs.share_tolerance));
    plan::Terms {
        late_after_days: count(settings.start_within_days),
        unseated_days: count(planning.unseated_days),
        longest_way_minutes: count(planning.longest_way_minutes),
        without_care_minutes: planning.without_care_minutes.map(count),
        days_after_test: count(planning.days_after_test),
        overbooking_risk_per_mille: count(planning.overbooking_risk_percent) * 10,
        teacher_cap: count(planning.teacher_lessons),
        share_tolerance_percent: tolerance,
        change_budget_percent: count(planning.change_budget_percent),
    }
}

fn bit(time: TimeOfDay) -> u8 {
    match time {
        TimeOfDay::Morning => 0,
        TimeOfDay::Afternoon => 1,
        TimeOfDay::Evening => 2,
        TimeOfDay::Weekend => 3,
    }
}

fn weekdays(time: TimeOfDay) -> u8 {
    match time {
        TimeOfDay::Weekend => WEEKEND,
        TimeOfDay::Morning | TimeOfDay::Afternoon | TimeOfDay::Evening => WORKING_WEEK,
    }
}

/// Type and section of somebody: as tested, otherwise as probably needed.
pub fn needed(seeker: &Seeker) -> (CourseKind, u8) {
    let case = &seeker.case;
    let found = case.recommendation.as_ref().filter(|_| case.stage == Stage::AwaitingSeat);
    found.map_or_else(|| probable(seeker), |found| (found.course_kind, found.section))
}

/// Type and section somebody who was not tested yet probably needs; the test decides.
fn probable(seeker: &Seeker) -> (CourseKind, u8) {
    let kind = match seeker.person.literacy {
        Some(Literacy::None | Literacy::Little) => CourseKind::Alphabetisierungskurs,
        Some(Literacy::OtherScript) => CourseKind::Zweitschriftlernerkurs,
        Some(Literacy::Latin) | None => CourseKind::AllgemeinerIntegrationskurs,
    };
    (kind, 1)
}

fn person(inputs: &Inputs, seeker: &Seeker) -> plan::Person {
    let (case, person) = (&seeker.case, &seeker.person);
    let tested = case.stage == Stage::AwaitingSeat;
    let (kind, section) = needed(seeker);
    let since = case.awaiting_since.or(case.right_from).unwrap_or(case.opened_on);
    let times = &person.constraints.times;
    let reach = person.constraints.reach_km.unwrap_or(inputs.settings.reachable_km);
    plan::Person {
        id: case.id.to_string().into(),
        count: 1,
        class: u8::from(!case.priority),
        waiting_since: number(since.min(inputs.today)),
        ready_from: number(inputs.today),
        kind: kind.code().into(),
        section: u16::from(section),
        times: if times.is_empty() { u8::MAX } else { times.iter().map(|time| 1 << bit(*time)).sum() },
        needs_care: person.constraints.children_in_care.is_some_and(|children| children > 0),
        travel: travel(inputs, &person.address, reach),
        promised: None,
        tested,
    }
}

/// Minutes to every town within reach; a home without a point reaches all of them in a way of unknown length.
fn travel(inputs: &Inputs, home: &Place, reach: f64) -> BTreeMap<plan::Id, u32> {
    let ways = seats::ways(&inputs.settings);
    let Some(from) = point_of(home) else {
        return inputs.places.keys().map(|town| (town.as_str().into(), 0)).collect();
    };
    let minutes = |place: &Place| {
        let way = ways.way(from, point_of(place)?)?;
        (f64::from(way.metres) / 1000.0 <= reach).then_some(way.minutes)
    };
    inputs.places.iter().filter_map(|(town, place)| Some((town.as_str().into(), minutes(place)?))).collect()
}

/// A room of a provider: town, seats, the times of day it can be used at, and a name unique in the region.
type Room = (String, i64, Vec<TimeOfDay>, String);

/// Rooms of every provider, and when they are taken.
struct Rooms {
    rooms: BTreeMap<OrganisationId, Vec<Room>>,
    taken: Vec<(String, TimeOfDay, NaiveDate, NaiveDate)>,
}

impl Rooms {
    fn of(inputs: &Inputs) -> Rooms {
        let mut rooms: BTreeMap<OrganisationId, Vec<_>> = BTreeMap::new();
        for supply in &inputs.supplies {
            let seat = inputs.bodies.get(&supply.organisation).map(|body| body.seat.town.clone());
            let own = supply.rooms.iter().enumerate().map(|(at, room)| {
                let town =
                    if room.town.is_empty() { seat.clone().unwrap_or_default() } else { room.town.clone() };
                (town, room.seats, room.times.clone(), format!("{}-{at}", supply.organisation))
            });
            rooms.insert(supply.organisation, own.collect());
        }
        Rooms { rooms, taken: Vec::new() }
    }

    fn fitting(&self, provider: OrganisationId, town: &str, time: TimeOfDay, seats: i64) -> Vec<String> {
        let own = self.rooms.get(&provider).into_iter().flatten();
        let fits = |(place, size, times, _): &&Room| place == town && *size >= seats && times.contains(&time);
        let mut fitting: Vec<_> = own.filter(fits).collect();
        fitting.sort_by_key(|(_, size, _, name)| (*size, name.clone()));
        fitting.into_iter().map(|(_, _, _, name)| name.clone()).collect()
    }

    fn free(&self, room: &str, time: TimeOfDay, (from, until): (NaiveDate, NaiveDate)) -> bool {
        let meets = |(name, at, first, last): &(String, TimeOfDay, NaiveDate, NaiveDate)| {
            name == room && *at == time && *first <= until && from <= *last
        };
        !self.taken.iter().any(meets)
    }

    /// The smallest free room for a course that exists; none where its provider stated too few: the calendar tells so.
    fn take(
        &mut self,
        provider: OrganisationId,
        town: &str,
        time: TimeOfDay,
        seats: i64,
        span: (NaiveDate, NaiveDate),
    ) -> Option<String> {
        let fitting = self.fitting(provider, town, time, seats);
        let room = fitting.into_iter().find(|room| self.free(room, time, span))?;
        self.taken.push((room.clone(), time, span.0, span.1));
        Some(room)
    }

    /// A room for a possible course: one that no existing course needs, else any that fits. Different first days and
    /// types begin with different rooms, so that several of them can run side by side.
    fn for_possible(&self, candidate: &Candidate, span: (NaiveDate, NaiveDate)) -> Option<String> {
        let key = &candidate.key;
        let fitting = self.fitting(key.provider, &key.town, key.time, candidate.seats);
        let free: Vec<&String> = fitting.iter().filter(|room| self.free(room, key.time, span)).collect();
        let turn = number(key.on) / 7 + key.kind as i32 + i32::from(key.section);
        let at = |count: usize| usize::try_from(turn.unsigned_abs()).unwrap_or_default() % count.max(1);
        free.get(at(free.len()))
            .map(|room| (*room).clone())
            .or_else(|| fitting.get(at(fitting.len())).cloned())
    }
}

fn start(candidate: &Candidate, id: &str, rooms: &mut Rooms) -> plan::Start {
    let key = &candidate.key;
    let span = (key.on, candidate.ends_on);
    let exists = candidate.course.is_some();
    let room = match exists {
        true => rooms.take(key.provider, &key.town, key.time, candidate.seats, span),
        false => rooms.for_possible(candidate, span),
    };
    plan::Start {
        id: id.into(),
        provider: key.provider.to_string().into(),
        site: key.town.as_str().into(),
        room: room.map(Into::into),
        kind: key.kind.code().into(),
        section: u16::from(key.section),
        first_day: number(key.on),
        last_day: number(candidate.ends_on),
        time: bit(key.time),
        weekdays: weekdays(key.time),
        lessons_per_week: count(candidate.lessons_per_week),
        care: candidate.child_care_seats > 0,
        seats: count(candidate.free),
        minimum: if exists { 0 } else { count(candidate.minimum) },
        decision: if exists { plan::Decision::Open } else { plan::Decision::Free },
    }
}

/// A course that can no longer be entered but still takes its room and its teachers.
fn occupied(inputs: &Inputs, course: &Course, rooms: &mut Rooms) -> plan::Start {
    let time = course.times.first().copied().unwrap_or(TimeOfDay::Morning);
    let from = course.start_on().max(inputs.today);
    let span = (from, course.ends_on().max(from));
    let room = rooms.take(course.organisation, &course.place.town, time, course.seats, span);
    plan::Start {
        id: format!("running-{}", course.id).into(),
        provider: course.organisation.to_string().into(),
        site: course.place.town.as_str().into(),
        room: room.map(Into::into),
        kind: course.kind.code().into(),
        // nobody waits for section 0: it takes means and gives no seats
        section: 0,
        first_day: number(span.0),
        last_day: number(span.1),
        time: bit(time),
        weekdays: weekdays(time),
        lessons_per_week: count(course.lessons_per_week),
        care: false,
        seats: 1,
        minimum: 0,
        decision: plan::Decision::Open,
    }
}

fn shares(inputs: &Inputs) -> Vec<plan::Share> {
    let agreed = inputs.agreement.iter().flat_map(|agreement| &agreement.terms.contributions);
    agreed
        .map(|one| plan::Share {
            provider: one.provider.to_string().into(),
            percent: u32::from(one.share),
            seated: count(inputs.seated.get(&one.provider).copied().unwrap_or(0)),
        })
        .collect()
}

fn pin(wish: &ByHand, starts: &BTreeMap<String, Candidate>) -> Option<plan::Pin> {
    let candidate = starts.values().find(|one| one.key == wish.start)?;
    let start: plan::Id = start_id(candidate).into();
    Some(match (wish.code, wish.to) {
        (HandCode::Pinned, _) => plan::Pin::OpenStart { start },
        (HandCode::Forbidden, _) => plan::Pin::CloseStart { start },
        (HandCode::Moved, Some(to)) => {
            let length = (candidate.ends_on - candidate.key.on).num_days();
            let first_day = number(to);
            plan::Pin::MoveStart {
                start,
                first_day,
                last_day: first_day + i32::try_from(length).unwrap_or(0),
            }
        }
        (HandCode::Moved, None) => return None,
    })
}

/// A seat fixed by hand, as long as person and start are part of the plan.
fn seat_pin(
    wish: &SeatByHand,
    seekers: &[Seeker],
    starts: &BTreeMap<String, Candidate>,
) -> Option<plan::Pin> {
    let seeker = seekers.iter().find(|seeker| seeker.case.id == wish.case)?;
    let person: plan::Id = seeker.case.id.to_string().into();
    let start = wish.start.as_ref().filter(|start| starts.contains_key(*start));
    let start = start.map(|start| plan::Id::from(start.as_str()));
    match (wish.code, start) {
        (SeatHandCode::Kept, Some(start)) => Some(plan::Pin::KeepSeat { person, start }),
        (SeatHandCode::Refused, Some(start)) => Some(plan::Pin::ForbidSeat { person, start }),
        (SeatHandCode::Kept | SeatHandCode::Refused, None) => None,
        (SeatHandCode::LeftOut, _) => Some(plan::Pin::LeaveOut { person }),
    }
}

/// What an earlier plan announced, as far as it still names people and starts of this one; bookings that exist are
/// announced in any case.
fn still_named(mut published: plan::Published, rows: &[plan::Start], seekers: &[Seeker]) -> plan::Published {
    published.starts.retain(|start| rows.iter().any(|row| row.id == *start));
    for seeker in seekers {
        if let Some(session) = seeker.booked {
            published.bookings.insert(seeker.case.id.to_string().into(), format!("session-{session}").into());
        }
    }
    published
}
