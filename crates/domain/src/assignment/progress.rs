//! What a seat's life means for the case file: clocks, place in the line. Not for the seat itself, and not for the
//! next step: see `case`.
//!
//! A person who loses a seat without fault keeps their place in the line (`awaiting_since` stays); one who
//! let a reservation run out or stayed away waits anew from that day. The Wartezeit, once begun by a
//! registration, never begins again (handbook 6.3, K-02).

use super::{AssignmentKind, AssignmentState};
use crate::case::{Case, Stage};
use crate::placement::Recommendation;
use crate::refusal::Refusal;
use chrono::NaiveDate;

/// Which of BAMF's two acts gives a seat to a person: the obliged are assigned, the entitled referred
/// (§ 7 Abs. 3 Satz 1, 2 IntV).
pub fn kind_for(case: &Case) -> AssignmentKind {
    if case.obliged { AssignmentKind::Zuweisung } else { AssignmentKind::Verweisung }
}

impl Case {
    /// The recommendation a seat is looked for; refuses a case that waits for none.
    pub fn awaits_seat(&self) -> Result<&Recommendation, Refusal> {
        if self.stage != Stage::AwaitingSeat {
            return Err(Refusal::new("case-awaits-no-seat").with("stage", self.stage.code()));
        }
        self.recommendation.as_ref().ok_or_else(|| Refusal::new("recommendation-missing"))
    }

    /// The person registered; the Wartezeit begins with the first registration.
    pub fn register(&mut self, on: NaiveDate) {
        self.registered_on.get_or_insert(on);
    }

    /// The seat is gone; back to the waiting list.
    pub fn lose_seat(&mut self, today: NaiveDate, lost_as: AssignmentState) {
        let own_doing = matches!(lost_as, AssignmentState::Expired | AssignmentState::NotArrived);
        if own_doing || self.awaiting_since.is_none() {
            self.awaiting_since = Some(today);
        }
    }

    /// The person sits in the course; both clocks stop.
    pub fn begin_course(&mut self, on: NaiveDate) {
        self.registered_on.get_or_insert(on);
        self.started_on = Some(on);
        self.awaiting_since = None;
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::course::CourseKind;
    use crate::ids::{CaseId, OrganisationId, PersonId, RegionId};
    use crate::placement::Level;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// A case that waits for a seat in a general course since 25 November 2026.
    pub(crate) fn waiting() -> Case {
        Case {
            id: CaseId(1),
            region: RegionId(1),
            version: 1,
            person: PersonId(1),
            number: "WUG-2026-00001".into(),
            opened_on: day("2026-11-01"),
            stage: Stage::AwaitingSeat,
            lead: OrganisationId(1),
            right_from: Some(day("2026-11-01")),
            right_until: None,
            obliged: true,
            priority: false,
            test_attempts: 1,
            recommendation: Some(Recommendation {
                course_kind: CourseKind::AllgemeinerIntegrationskurs,
                section: 1,
                level: Level::A1,
                deviation: None,
            }),
            awaiting_since: Some(day("2026-11-25")),
            registered_on: None,
            started_on: None,
            next: None,
            closing: None,
            marks: Vec::new(),
            lapse: None,
        }
    }

    #[test]
    fn the_obliged_are_assigned_and_the_entitled_referred() {
        let mut case = waiting();
        assert_eq!(kind_for(&case), AssignmentKind::Zuweisung);
        case.obliged = false;
        assert_eq!(kind_for(&case), AssignmentKind::Verweisung);
    }

    #[test]
    fn who_loses_a_seat_without_fault_keeps_their_place_in_the_line() {
        for (lost_as, since) in [
            (AssignmentState::HandedBack, "2026-11-25"),
            (AssignmentState::Withdrawn, "2026-11-25"),
            (AssignmentState::Expired, "2026-12-04"),
            (AssignmentState::NotArrived, "2026-12-04"),
        ] {
            let mut case = waiting();
            case.lose_seat(day("2026-12-04"), lost_as);
            assert_eq!(case.awaiting_since, Some(day(since)), "{lost_as}");
        }
    }

    #[test]
    fn the_wartezeit_begins_once_and_ends_on_the_first_day() {
        let mut case = waiting();
        case.register(day("2026-12-01"));
        case.lose_seat(day("2026-12-05"), AssignmentState::HandedBack);
        case.register(day("2026-12-07"));
        case.begin_course(day("2026-12-20"));
        assert_eq!(case.clocks(day("2027-06-01")).wartezeit, Some(19));
        assert_eq!(case.clocks(day("2027-06-01")).zugangszeit, Some(49));
    }
}
