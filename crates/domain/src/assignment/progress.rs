//! What a seat's life means for the case file: stage, clocks, next step. Not for the seat itself.
//!
//! A person who loses a seat without fault keeps their place in the line (`awaiting_since` stays); one who
//! let a reservation run out or stayed away waits anew from that day. The Wartezeit, once begun by a
//! registration, never begins again (handbook 6.3, K-02).

use super::{AssignmentKind, AssignmentState};
use crate::case::{Case, Stage, StepCode};
use crate::ids::OrganisationId;
use crate::placement::Recommendation;
use crate::refusal::Refusal;
use crate::region::{Pace, Settings};
use chrono::NaiveDate;

/// Which of BAMF's two acts gives a seat to a person: the obliged are assigned, the entitled referred
/// (§ 7 Abs. 3 Satz 1, 2 IntV).
pub fn kind_for(case: &Case) -> AssignmentKind {
    if case.obliged { AssignmentKind::Zuweisung } else { AssignmentKind::Verweisung }
}

/// Offices that take the next step: the provider of the seat and the BAMF coordination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Desks {
    pub provider: OrganisationId,
    pub bundesamt: OrganisationId,
}

impl Case {
    /// The recommendation a seat is looked for; refuses a case that waits for none.
    pub fn awaits_seat(&self) -> Result<&Recommendation, Refusal> {
        if self.stage != Stage::AwaitingSeat {
            return Err(Refusal::new("case-awaits-no-seat").with("stage", self.stage.code()));
        }
        self.recommendation.as_ref().ok_or_else(|| Refusal::new("recommendation-missing"))
    }

    /// A seat is reserved until a day.
    pub fn reserve_seat(&mut self, provider: OrganisationId, until: NaiveDate) {
        self.stage = Stage::Reserved;
        self.plan(StepCode::RegisterAtProvider, provider, until);
    }

    /// The person registered; the Wartezeit begins with the first registration.
    pub fn register(&mut self, on: NaiveDate, entry_on: NaiveDate, desks: Desks, settings: &Settings) {
        self.stage = Stage::Registered;
        self.registered_on.get_or_insert(on);
        self.await_start(on, entry_on, desks, settings);
    }

    /// Next step of somebody registered who enters on a day: the first day, or another course if six weeks
    /// from registration are not kept (§ 7 Abs. 4, 5 IntV).
    pub fn await_start(&mut self, today: NaiveDate, entry_on: NaiveDate, desks: Desks, settings: &Settings) {
        if self.start_is_late(entry_on, settings) {
            self.plan(StepCode::ReassignLateStart, desks.bundesamt, today);
        } else {
            self.plan(StepCode::ConfirmStart, desks.provider, entry_on);
        }
    }

    /// The first day lies further from the registration than promised.
    pub fn start_is_late(&self, entry_on: NaiveDate, settings: &Settings) -> bool {
        self.registered_on
            .is_some_and(|registered| (entry_on - registered).num_days() > settings.start_within_days)
    }

    /// The seat is gone; back to the waiting list, where BAMF looks for another one the same day.
    pub fn lose_seat(&mut self, today: NaiveDate, lost_as: AssignmentState, bundesamt: OrganisationId) {
        self.stage = Stage::AwaitingSeat;
        let own_doing = matches!(lost_as, AssignmentState::Expired | AssignmentState::NotArrived);
        if own_doing || self.awaiting_since.is_none() {
            self.awaiting_since = Some(today);
        }
        self.plan(StepCode::AssignSeat, bundesamt, today);
    }

    /// The person sits in the course; both clocks stop.
    pub fn begin_course(&mut self, on: NaiveDate, provider: OrganisationId, section_ends_on: NaiveDate) {
        self.stage = Stage::InCourse;
        self.started_on = Some(on);
        self.awaiting_since = None;
        self.plan(StepCode::FollowCourse, provider, section_ends_on);
    }

    /// The person did not come; the provider asks why within some working days (process 4.3).
    pub fn miss_start(&mut self, on: NaiveDate, provider: OrganisationId, pace: &Pace) {
        let due = pace.working_days_after(on, pace.settings.clarify_within_working_days);
        self.plan(StepCode::ClarifyNonArrival, provider, due);
    }

    /// Nothing more than the authority's own procedure is left: it is asked what keeps the person away.
    pub fn return_to_lead(&mut self, today: NaiveDate) {
        let lead = self.lead;
        self.plan(StepCode::AskForObstacle, lead, today);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::course::CourseKind;
    use crate::ids::{CaseId, PersonId, RegionId};
    use crate::placement::Level;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    const DESKS: Desks = Desks { provider: OrganisationId(2), bundesamt: OrganisationId(3) };

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
    fn a_start_later_than_six_weeks_after_registration_calls_for_another_course() {
        let settings = Settings::default();
        let mut case = waiting();
        case.register(day("2026-12-01"), day("2027-01-12"), DESKS, &settings);
        assert_eq!(case.next.as_ref().map(|n| n.what), Some(StepCode::ConfirmStart), "42 days are kept");
        case.await_start(day("2026-12-02"), day("2027-01-13"), DESKS, &settings);
        let next = case.next.expect("a step");
        assert_eq!((next.what, next.organisation), (StepCode::ReassignLateStart, DESKS.bundesamt));
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
            case.reserve_seat(DESKS.provider, day("2026-12-03"));
            case.lose_seat(day("2026-12-04"), lost_as, DESKS.bundesamt);
            assert_eq!(case.awaiting_since, Some(day(since)), "{lost_as}");
            assert_eq!(case.stage, Stage::AwaitingSeat);
        }
    }

    #[test]
    fn the_wartezeit_begins_once_and_ends_on_the_first_day() {
        let settings = Settings::default();
        let mut case = waiting();
        case.register(day("2026-12-01"), day("2026-12-10"), DESKS, &settings);
        case.lose_seat(day("2026-12-05"), AssignmentState::HandedBack, DESKS.bundesamt);
        case.register(day("2026-12-07"), day("2026-12-20"), DESKS, &settings);
        case.begin_course(day("2026-12-20"), DESKS.provider, day("2027-01-20"));
        assert_eq!(case.clocks(day("2027-06-01")).wartezeit, Some(19));
        assert_eq!(case.clocks(day("2027-06-01")).zugangszeit, Some(49));
    }

    #[test]
    fn three_working_days_after_a_thursday_is_a_tuesday() {
        let mut case = waiting();
        case.miss_start(day("2026-12-03"), DESKS.provider, &crate::region::pace());
        assert_eq!(case.next.expect("a step").due_on, day("2026-12-08"));
    }
}
