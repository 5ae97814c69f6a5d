//! What cannot be at the same time: more courses than a provider has rooms or lessons of teachers for, two test days
//! on one day, two courses of the same type at the same place that would share the same few people.

use super::{Run, TestDayMark};
use crate::course::CourseKind;
use crate::ids::OrganisationId;
use crate::person::TimeOfDay;
use crate::supply::{Need, Pool, Supply, pools};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

codes! {
    /// Kind of a collision.
    CollisionCode {
        /// More courses at a time of day than rooms of that size in the town.
        Rooms = "rooms",
        /// More lessons a week than the teachers of these types give.
        Teachers = "teachers",
        /// Two test days of the region on one day.
        TestDays = "test_days",
        /// Two starts of one type in one town within a week.
        SameStart = "same_start",
    }
}

/// One collision, from the first to the last day on which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    pub code: CollisionCode,
    pub provider: Option<OrganisationId>,
    pub town: String,
    pub kinds: Vec<CourseKind>,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// What is needed at most, and what there is.
    pub needed: i64,
    pub there: i64,
}

/// Everything that collides between two days. `seat` tells the town of a provider, `cap` the region's limit of lessons
/// a week for a teacher.
pub fn collisions(
    runs: &[Run],
    test_days: &[TestDayMark],
    supplies: &[Supply],
    seat: &dyn Fn(OrganisationId) -> String,
    (from, until): (NaiveDate, NaiveDate),
    cap: i64,
) -> Vec<Collision> {
    let mut found = Vec::new();
    for supply in supplies {
        let own: Vec<&Run> = runs.iter().filter(|run| run.provider == supply.organisation).collect();
        let seat = seat(supply.organisation);
        found.extend(of_provider(&own, Means { supply, seat: &seat, cap }, (from, until)));
    }
    found.extend(same_day(test_days, from, until));
    found.extend(same_start(runs, from, until));
    found.sort_by(|a, b| (a.from, a.code, a.provider, &a.town).cmp(&(b.from, b.code, b.provider, &b.town)));
    found
}

fn need(run: &Run) -> Need {
    Need {
        kind: run.kind,
        lessons_per_week: run.lessons_per_week,
        town: run.town.clone(),
        time: run.time.unwrap_or(TimeOfDay::Morning),
        seats: run.seats,
    }
}

/// A provider's means: what it stated, the town of its seat, the region's limit of lessons a week for a teacher.
#[derive(Clone, Copy)]
struct Means<'a> {
    supply: &'a Supply,
    seat: &'a str,
    cap: i64,
}

/// Pools of a provider that overflow, week by week; weeks that follow one another become one entry. Of several pools
/// that overflow on the same days only the tightest is told, since the wider ones follow from it.
fn of_provider(runs: &[&Run], means: Means<'_>, window: (NaiveDate, NaiveDate)) -> Vec<Collision> {
    let mut sizes: Vec<i64> = runs.iter().map(|run| run.seats).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let needs: Vec<Need> = runs.iter().map(|run| need(run)).collect();
    let mut told: BTreeMap<(CollisionCode, String, NaiveDate), Collision> = BTreeMap::new();
    for pool in pools(means.supply, means.seat, &sizes) {
        for collision in overflows(&pool, runs, &needs, means, window) {
            let place = (collision.code, collision.town.clone(), collision.from);
            let over = |c: &Collision| c.needed - c.there;
            match told.get(&place) {
                Some(known) if over(known) >= over(&collision) => {}
                Some(_) | None => {
                    told.insert(place, collision);
                }
            }
        }
    }
    told.into_values().collect()
}

fn overflows(
    pool: &Pool,
    runs: &[&Run],
    needs: &[Need],
    means: Means<'_>,
    (from, until): (NaiveDate, NaiveDate),
) -> Vec<Collision> {
    let mut found: Vec<Collision> = Vec::new();
    let mut day = from;
    let mut running: Option<Collision> = None;
    while day <= until {
        let last = day.checked_add_days(Days::new(6)).unwrap_or(day);
        let needed: i64 = runs
            .iter()
            .zip(needs)
            .filter(|(run, _)| run.from <= last && day <= run.until)
            .map(|(_, need)| pool.taken_by(need))
            .sum();
        let there = pool.holds(means.supply, means.seat, day, means.cap);
        running = match (running, needed > there) {
            (None, false) => None,
            (None, true) => Some(collision(pool, means, (day, last), (needed, there))),
            (Some(open), true) => Some(Collision {
                until: last,
                needed: open.needed.max(needed),
                there: open.there.min(there),
                ..open
            }),
            (Some(open), false) => {
                found.push(open);
                None
            }
        };
        let Some(next) = day.checked_add_days(Days::new(7)) else { break };
        day = next;
    }
    found.extend(running);
    found
}

fn collision(
    pool: &Pool,
    means: Means<'_>,
    (from, until): (NaiveDate, NaiveDate),
    (needed, there): (i64, i64),
) -> Collision {
    let (code, town, kinds) = match pool {
        Pool::Lessons(kinds) => (CollisionCode::Teachers, means.seat.to_owned(), kinds.clone()),
        Pool::Rooms { town, .. } => (CollisionCode::Rooms, town.clone(), Vec::new()),
    };
    Collision { code, provider: Some(means.supply.organisation), town, kinds, from, until, needed, there }
}

fn same_day(test_days: &[TestDayMark], from: NaiveDate, until: NaiveDate) -> Vec<Collision> {
    let mut days: BTreeMap<NaiveDate, Vec<&TestDayMark>> = BTreeMap::new();
    for mark in test_days.iter().filter(|mark| from <= mark.on && mark.on <= until) {
        days.entry(mark.on).or_default().push(mark);
    }
    let several = days.into_iter().filter(|(_, marks)| marks.len() > 1);
    several
        .map(|(on, marks)| Collision {
            code: CollisionCode::TestDays,
            provider: None,
            town: marks.iter().map(|mark| mark.town.as_str()).collect::<Vec<_>>().join(", "),
            kinds: Vec::new(),
            from: on,
            until: on,
            needed: marks.len() as i64,
            there: 1,
        })
        .collect()
}

/// Days within which two starts of one type in one town draw on the same people.
const SAME_WEEK: i64 = 6;

fn same_start(runs: &[Run], from: NaiveDate, until: NaiveDate) -> Vec<Collision> {
    let mut ahead: Vec<&Run> = runs.iter().filter(|run| from <= run.from && run.from <= until).collect();
    ahead.sort_by_key(|run| (run.kind, run.first_section, run.town.clone(), run.from, run.course));
    let close = ahead.windows(2).filter(|pair| {
        let (a, b) = (pair[0], pair[1]);
        (a.kind, a.first_section, &a.town, a.time) == (b.kind, b.first_section, &b.town, b.time)
            && (b.from - a.from).num_days() <= SAME_WEEK
    });
    close
        .map(|pair| Collision {
            code: CollisionCode::SameStart,
            provider: (pair[0].provider == pair[1].provider).then_some(pair[0].provider),
            town: pair[0].town.clone(),
            kinds: vec![pair[0].kind],
            from: pair[0].from,
            until: pair[1].from,
            needed: 2,
            there: 1,
        })
        .collect()
}
