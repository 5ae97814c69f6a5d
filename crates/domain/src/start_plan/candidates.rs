//! Starts that would be possible in a span of weeks: what providers agreed to offer, are licensed for and have rooms
//! for, on first days that stay the same from plan to plan. Not for choosing among them.

use super::StartKey;
use crate::agreement::Agreement;
use crate::course::{Course, CourseKind, KindTable, sections};
use crate::ids::{CourseId, OrganisationId};
use crate::person::TimeOfDay;
use crate::region::PlanningSettings;
use crate::supply::Supply;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// A possible start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub key: StartKey,
    pub ends_on: NaiveDate,
    pub lessons_per_week: i64,
    pub seats: i64,
    /// Seats nobody holds yet.
    pub free: i64,
    /// Fewest people for a start; what is taken already counts.
    pub minimum: i64,
    pub child_care_seats: i64,
    /// A course that is published already; it runs in any case.
    pub course: Option<CourseId>,
}

/// A course that exists, with its free seats.
#[derive(Debug, Clone, PartialEq)]
pub struct Fixed<'a> {
    pub course: &'a Course,
    pub free: i64,
}

/// What candidates are made of.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    pub supplies: &'a [Supply],
    pub agreement: Option<&'a Agreement>,
    pub kinds: &'a KindTable,
    pub settings: &'a PlanningSettings,
    /// Town of a provider's seat.
    pub seats: &'a BTreeMap<OrganisationId, String>,
    /// Sections that people wait for besides the first, by type.
    pub sections: &'a BTreeMap<CourseKind, BTreeSet<u8>>,
}

/// Published starts and possible new ones between two days, by key.
pub fn candidates(
    offer: &Offer<'_>,
    fixed: &[Fixed<'_>],
    is_working_day: &dyn Fn(NaiveDate) -> bool,
    (today, until): (NaiveDate, NaiveDate),
) -> Vec<Candidate> {
    let mut found: BTreeMap<StartKey, Candidate> = BTreeMap::new();
    let days = first_days(offer.settings, is_working_day, today, until);
    for supply in offer.supplies {
        for candidate in of_provider(offer, supply, &days) {
            found.entry(candidate.key.clone()).or_insert(candidate);
        }
    }
    let published: Vec<Candidate> =
        fixed.iter().filter_map(|course| published(course, today, until)).collect();
    for candidate in &published {
        // what exists takes the place of what would only be possible
        found.remove(&candidate.key);
    }
    let mut all: Vec<Candidate> = found.into_values().chain(published).collect();
    all.sort_by(|a, b| (&a.key, a.course).cmp(&(&b.key, b.course)));
    all
}

/// First day a start can be planned for: letters and rooms take their time.
pub(super) fn earliest(settings: &PlanningSettings, today: NaiveDate) -> NaiveDate {
    crate::case::days_after(today, settings.lead_days.max(1))
}

/// Weeks counted from a Monday long ago, so that the first days of one plan are those of the next.
pub(super) fn first_days(
    settings: &PlanningSettings,
    is_working_day: &dyn Fn(NaiveDate) -> bool,
    today: NaiveDate,
    until: NaiveDate,
) -> Vec<NaiveDate> {
    let every = settings.start_every_weeks.max(1);
    let earliest = earliest(settings, today);
    let mut monday = earliest - Days::new(u64::from(earliest.weekday().num_days_from_monday()));
    let mut days = Vec::new();
    while monday <= until {
        let week = i64::from(monday.num_days_from_ce()).div_euclid(7);
        let day =
            (0..5).filter_map(|n| monday.checked_add_days(Days::new(n))).find(|day| is_working_day(*day));
        if week.rem_euclid(every) == 0
            && let Some(day) = day.filter(|day| *day >= earliest && *day <= until)
        {
            days.push(day);
        }
        let Some(next) = monday.checked_add_days(Days::new(7)) else { break };
        monday = next;
    }
    days
}

fn of_provider(offer: &Offer<'_>, supply: &Supply, days: &[NaiveDate]) -> Vec<Candidate> {
    let seat = offer.seats.get(&supply.organisation).cloned().unwrap_or_default();
    let agreed = offer.agreement.and_then(|agreement| agreement.terms.of(supply.organisation));
    let mut found = Vec::new();
    for terms in &supply.kinds {
        if offer.agreement.is_some() && !agreed.is_some_and(|one| one.kinds.contains(&terms.kind)) {
            continue;
        }
        let mut wanted = BTreeSet::from([1]);
        wanted.extend(offer.sections.get(&terms.kind).into_iter().flatten());
        for (town, time, room) in places(supply, &seat) {
            if agreed.is_some_and(|one| !one.towns.is_empty() && !one.towns.contains(&town)) {
                continue;
            }
            for (section, on) in wanted.iter().flat_map(|section| days.iter().map(|day| (*section, *day))) {
                let Some(row) = offer.kinds.of(terms.kind, on).filter(|row| section <= row.sections()) else {
                    continue;
                };
                let seats = room.seats.min(row.max_group);
                if seats < terms.minimum {
                    continue;
                }
                let run = sections(section, row.sections(), on, terms.lessons_per_week);
                found.push(Candidate {
                    key: StartKey {
                        on,
                        provider: supply.organisation,
                        kind: terms.kind,
                        section,
                        time,
                        town: town.clone(),
                    },
                    ends_on: run.last().map_or(on, |last| last.ends_on),
                    lessons_per_week: terms.lessons_per_week,
                    seats,
                    free: seats,
                    minimum: terms.minimum,
                    child_care_seats: room.care,
                    course: None,
                });
            }
        }
    }
    found
}

/// The largest room of a town at a time of day.
struct Largest {
    seats: i64,
    care: i64,
}

/// Towns and times of day a provider has a room for.
fn places(supply: &Supply, seat: &str) -> Vec<(String, TimeOfDay, Largest)> {
    let mut found: BTreeMap<(String, TimeOfDay), Largest> = BTreeMap::new();
    for room in &supply.rooms {
        let town = if room.town.is_empty() { seat } else { &room.town };
        for time in &room.times {
            let largest = found.entry((town.to_owned(), *time)).or_insert(Largest { seats: 0, care: 0 });
            largest.seats = largest.seats.max(room.seats);
            largest.care = largest.care.max(room.child_care_seats);
        }
    }
    found.into_iter().map(|((town, time), room)| (town, time, room)).collect()
}

/// A published course as a start: its first day, or the next section of one under way.
fn published(fixed: &Fixed<'_>, today: NaiveDate, until: NaiveDate) -> Option<Candidate> {
    let course = fixed.course;
    let ahead = |section: &&crate::course::Section| section.starts_on >= today && section.starts_on <= until;
    let entry = course.sections.iter().find(ahead)?;
    Some(Candidate {
        key: StartKey {
            on: entry.starts_on,
            provider: course.organisation,
            kind: course.kind,
            section: entry.number,
            time: course.times.first().copied().unwrap_or(TimeOfDay::Morning),
            town: course.place.town.clone(),
        },
        ends_on: course.ends_on(),
        lessons_per_week: course.lessons_per_week,
        seats: course.seats,
        free: fixed.free,
        minimum: course.minimum,
        child_care_seats: course.child_care_seats,
        course: Some(course.id),
    })
}
