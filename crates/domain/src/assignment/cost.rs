//! What a seat in a course would mean for a person: cost in points and reasons in codes. Priority is
//! not part of the cost: it is a class of its own that comes first (§ 7 Abs. 4 Satz 4 IntV).
//! Criteria are those of § 7 Abs. 3 Satz 3 IntV: test result, nearness in time, nearness and reachability.

use crate::course::{Course, CourseKind};
use crate::person::{Constraints, TimeOfDay};
use crate::placement::Recommendation;
use crate::region::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// Why a seat is good or bad.
    ReasonCode {
        EarliestStart = "earliest_start",
        StartsOn = "starts_on",
        EntersRunningCourse = "enters_running_course",
        Distance = "distance",
        DistanceUnknown = "distance_unknown",
        BeyondReach = "beyond_reach",
        SectionBelow = "section_below",
        ChildCareMissing = "child_care_missing",
        ChildCareOffered = "child_care_offered",
        TimeDoesNotFit = "time_does_not_fit",
        TimeFits = "time_fits",
        Full = "full",
        Online = "online",
        BeyondSixWeeks = "beyond_six_weeks",
        NoFittingCourse = "no_fitting_course",
        SeatsTakenByOthers = "seats_taken_by_others",
        PriorityClass = "priority_class",
        /// A person of the deciding body took somebody out of the plan, or fixed their course.
        TakenOut = "taken_out",
        FixedByHand = "fixed_by_hand",
    }
}

/// One reason with its numbers; the words stand in the wording files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub code: ReasonCode,
    pub points: i64,
    pub on: Option<NaiveDate>,
    pub km: Option<f64>,
    pub number: Option<i64>,
    /// Place or course number; never a person.
    pub place: Option<String>,
}

impl Reason {
    /// A reason without numbers.
    pub fn plain(code: ReasonCode, points: i64) -> Self {
        Reason { code, points, on: None, km: None, number: None, place: None }
    }
}

/// What the search knows of a person; names are not needed to find a seat.
#[derive(Debug, Clone, PartialEq)]
pub struct Seeker<'a> {
    pub recommendation: &'a Recommendation,
    pub constraints: &'a Constraints,
    /// Kilometres to each course, by estimate; `None` where a point is missing.
    pub km: Option<f64>,
    pub awaiting_since: NaiveDate,
}

/// A possible seat.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    pub section: u8,
    pub entry_on: NaiveDate,
    pub cost: i64,
    pub reasons: Vec<Reason>,
}

/// Kinds a person may be seated in: the recommended one only; another type needs a new recommendation.
pub fn kind_fits(recommended: CourseKind, offered: CourseKind) -> bool {
    recommended == offered
}

/// The seat a course offers to a person, or `None` where type, section or dates rule it out.
pub fn fit(seeker: &Seeker<'_>, course: &Course, today: NaiveDate, settings: &Settings) -> Option<Fit> {
    if !kind_fits(seeker.recommendation.course_kind, course.kind) {
        return None;
    }
    let wanted = seeker.recommendation.section;
    let (section, entry_on) = [wanted, wanted.saturating_sub(1)]
        .into_iter()
        .filter(|s| *s > 0)
        .find_map(|s| course.entry_on(s, today, settings.refill_until_lesson).map(|day| (s, day)))?;
    let weights = &settings.weights;
    let mut reasons = Vec::new();

    let days = (entry_on - seeker.awaiting_since).num_days().max(0);
    let running = entry_on == today && course.start_on() < today;
    let code = if running { ReasonCode::EntersRunningCourse } else { ReasonCode::StartsOn };
    reasons.push(Reason { on: Some(entry_on), ..Reason::plain(code, days * weights.per_day_of_waiting) });
    if (entry_on - today).num_days() > settings.start_within_days {
        reasons.push(Reason::plain(ReasonCode::BeyondSixWeeks, 0));
    }
    way(seeker, course, settings, &mut reasons);
    if section != wanted {
        reasons.push(Reason {
            number: Some(i64::from(section)),
            ..Reason::plain(ReasonCode::SectionBelow, weights.section_off_by_one)
        });
    }
    if seeker.constraints.children_in_care.is_some_and(|n| n > 0) {
        let reason = if course.child_care_seats > 0 {
            Reason::plain(ReasonCode::ChildCareOffered, 0)
        } else {
            Reason::plain(ReasonCode::ChildCareMissing, weights.child_care_missing)
        };
        reasons.push(reason);
    }
    if let Some(fits) = times_fit(&seeker.constraints.times, &course.times) {
        let reason = if fits {
            Reason::plain(ReasonCode::TimeFits, 0)
        } else {
            Reason::plain(ReasonCode::TimeDoesNotFit, weights.time_does_not_fit)
        };
        reasons.push(reason);
    }
    let cost = reasons.iter().map(|r| r.points).sum();
    Some(Fit { section, entry_on, cost, reasons })
}

fn way(seeker: &Seeker<'_>, course: &Course, settings: &Settings, reasons: &mut Vec<Reason>) {
    if course.online {
        reasons.push(Reason::plain(ReasonCode::Online, 0));
        return;
    }
    let Some(km) = seeker.km else {
        reasons.push(Reason::plain(ReasonCode::DistanceUnknown, 0));
        return;
    };
    let points = (km * settings.weights.per_km as f64).round() as i64;
    reasons.push(Reason {
        km: Some(km),
        place: Some(course.place.town.clone()),
        ..Reason::plain(ReasonCode::Distance, points)
    });
    if km > seeker.constraints.reach_km.unwrap_or(settings.reachable_km) {
        reasons.push(Reason {
            km: Some(km),
            ..Reason::plain(ReasonCode::BeyondReach, settings.weights.unreachable)
        });
    }
}

/// `None` where the person named no times.
fn times_fit(wanted: &[TimeOfDay], offered: &[TimeOfDay]) -> Option<bool> {
    (!wanted.is_empty()).then(|| offered.iter().all(|time| wanted.contains(time)))
}
