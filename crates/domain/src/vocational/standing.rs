//! Where somebody stands on the way through a Berufssprachkurs: what is next, who does it, by which duty. For the
//! next step of the case; nothing is decided here.

use super::{Authorisation, DutyCode, PlaceState, VocationalCourse, VocationalPlace, place_duty};
use crate::ids::OrganisationId;
use crate::region::Pace;
use chrono::NaiveDate;

codes! {
    /// The next thing to do.
    VocationalStep {
        /// Register with a provider before the authorisation lapses; the issuer looks after it.
        Register = "register",
        /// The authorisation lapsed or was used for nothing: the issuer decides anew.
        DecideAgain = "decide_again",
        /// Begin, or tell that nothing begins.
        BeginOrTell = "begin_or_tell",
        /// Find a place elsewhere, or tell that there is none.
        PlaceElsewhere = "place_elsewhere",
        /// BAMF refers elsewhere.
        ReferElsewhere = "refer_elsewhere",
        /// The course goes on until its last day.
        Attend = "attend",
        /// The result of the exam is missing.
        EnterResult = "enter_result",
    }
}

/// The next thing, who does it, and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocationalStanding {
    pub what: VocationalStep,
    pub who: OrganisationId,
    pub due_on: NaiveDate,
    /// Id of the deadline of the law it follows from, where one does.
    pub by: Option<&'static str>,
}

/// Where a person stands: the newest living place first, then a place without its result, then the newest
/// authorisation. `None` where nothing of a Berufssprachkurs is open: never begun, or over with its result.
pub fn vocational_standing(
    authorisations: &[Authorisation],
    places: &[VocationalPlace],
    courses: &[VocationalCourse],
    pace: &Pace,
    today: NaiveDate,
) -> Option<VocationalStanding> {
    let newest = |places: Vec<&VocationalPlace>| {
        places.into_iter().max_by_key(|place| (place.registered_on, place.id)).cloned()
    };
    if let Some(place) = newest(places.iter().filter(|place| place.lives()).collect()) {
        return Some(of_place(&place, courses, pace, today));
    }
    let without_result = places.iter().filter(|place| {
        place.state == PlaceState::Ended
            && place.result.is_none()
            && place.end.is_some_and(|end| end.broke_off.is_none())
    });
    if let Some(place) = newest(without_result.collect()) {
        let due_on = place.end.map_or(today, |end| end.on);
        return Some(VocationalStanding {
            what: VocationalStep::EnterResult,
            who: place.provider,
            due_on,
            by: None,
        });
    }
    let last = authorisations
        .iter()
        .filter(|one| one.revoked_on.is_none_or(|on| today < on) && one.registered_on.is_none())
        .max_by_key(|one| (one.issued_on, one.id))?;
    let what = if last.is_open_on(today) { VocationalStep::Register } else { VocationalStep::DecideAgain };
    Some(VocationalStanding { what, who: last.issuer, due_on: last.valid_until, by: Some("D-13") })
}

fn of_place(
    place: &VocationalPlace,
    courses: &[VocationalCourse],
    pace: &Pace,
    today: NaiveDate,
) -> VocationalStanding {
    let step = |what, due_on, by| VocationalStanding { what, who: place.provider, due_on, by };
    if place.state == PlaceState::Started {
        let course = courses.iter().find(|course| Some(course.id) == place.course);
        return step(VocationalStep::Attend, course.map_or(today, |course| course.ends_on), None);
    }
    match place_duty(place, pace) {
        Some(duty) if duty.what == DutyCode::TellNoStart => {
            step(VocationalStep::BeginOrTell, duty.due_on, Some("D-14"))
        }
        Some(duty) => step(VocationalStep::PlaceElsewhere, duty.due_on, Some("D-14")),
        None => {
            let who = pace.offices.bundesamt.unwrap_or(place.provider);
            let due_on = place.no_place_told_on.unwrap_or(today);
            VocationalStanding { what: VocationalStep::ReferElsewhere, who, due_on, by: Some("D-14") }
        }
    }
}
