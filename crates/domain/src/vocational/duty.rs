//! What § 9 DeuFöV makes the provider do by which day. Periods are data: D-14 of the law, 6.C3 of the region.

use super::{GroupReportRhythm, PlaceState, VocationalPlace};
use crate::deadline::Activity;
use crate::ids::OrganisationId;
use crate::region::Pace;
use chrono::NaiveDate;

/// Deadline of the law within which a course begins for somebody registered (§ 9 Abs. 3, 4 DeuFöV).
const BEGIN: &str = "D-14";

codes! {
    /// A duty of the provider.
    DutyCode {
        /// Begin, or tell person, BAMF and issuer, and look for a place elsewhere.
        TellNoStart = "tell_no_start",
        /// Tell the three that there is no place elsewhere either.
        TellNoPlace = "tell_no_place",
        /// Tell BAMF how many have registered.
        ReportGroup = "report_group",
    }
}

/// A duty with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    pub what: DutyCode,
    pub due_on: NaiveDate,
}

/// What is owed for somebody on the list; nothing once a course began or both were told.
pub fn place_duty(place: &VocationalPlace, pace: &Pace) -> Option<Duty> {
    if !matches!(place.state, PlaceState::Waiting | PlaceState::Placed) {
        return None;
    }
    let four_weeks = pace.end_of_law(BEGIN, place.registered_on, place.provider)?;
    match (place.no_start_told_on, place.no_place_told_on) {
        (None, _) => Some(Duty { what: DutyCode::TellNoStart, due_on: four_weeks }),
        // the two weeks follow on the four, however early or late the first was told
        (Some(_), None) => {
            let due_on = pace.next_end_of_law(BEGIN, four_weeks, place.provider)?;
            Some(Duty { what: DutyCode::TellNoPlace, due_on })
        }
        (Some(_), Some(_)) => None,
    }
}

/// Day by which BAMF is told about a group again: at once after a registration, or by the region's rhythm after the
/// last report. Nothing while nobody registered since.
pub fn group_report_due(
    provider: OrganisationId,
    last_registered_on: Option<NaiveDate>,
    last_reported_on: Option<NaiveDate>,
    pace: &Pace,
) -> Option<Duty> {
    let registered = last_registered_on?;
    if last_reported_on.is_some_and(|reported| registered < reported) {
        return None;
    }
    let due_on = match pace.settings.vocational.group_report {
        GroupReportRhythm::AtOnce if last_reported_on == Some(registered) => return None,
        GroupReportRhythm::AtOnce => registered,
        GroupReportRhythm::Rhythm if last_reported_on == Some(registered) => return None,
        GroupReportRhythm::Rhythm => {
            pace.due(Activity::GroupReport, last_reported_on.unwrap_or(registered), provider)
        }
    };
    Some(Duty { what: DutyCode::ReportGroup, due_on })
}
