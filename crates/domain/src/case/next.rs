//! The next step of a case: who has to do what until when. One pure function of evidence, deadlines and marks;
//! every command asks it and none plans by hand. The same records always give the same step: no clock is read.

use super::evidence::{Evidence, SeatEvidence, TestEvidence};
use super::mark::{Mark, MarkKind};
use super::{Case, DueBy, NextStep, Stage, StepCode};
use crate::assignment::AssignmentState;
use crate::deadline::Activity;
use crate::ids::OrganisationId;
use crate::placement::SeatingState;
use crate::region::Pace;
use chrono::NaiveDate;

/// The deadline of the law after which a late start is somebody's task (§ 7 Abs. 4 IntV).
const START_PROMISE: &str = "D-05";

/// Where a case stands and what comes next.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub stage: Stage,
    pub next: NextStep,
    /// Since when the person waits for a seat, if they do.
    pub waits_since: Option<NaiveDate>,
}

impl Progress {
    pub(super) fn at(stage: Stage, next: NextStep) -> Self {
        Progress { stage, next, waits_since: None }
    }
}

/// Everything the decision looks at.
pub(super) struct View<'a> {
    pub(super) case: &'a Case,
    pub(super) evidence: &'a Evidence,
    pub(super) pace: &'a Pace,
}

/// Exactly one next step for an open case, none for a closed one.
pub fn progress(case: &Case, evidence: &Evidence, pace: &Pace) -> Option<Progress> {
    if case.closing.is_some() {
        return None;
    }
    let view = View { case, evidence, pace };
    let standing = evidence.standing();
    let mut current = view.by_evidence();
    for mark in case.marks.iter().filter(|mark| mark.standing == standing) {
        current = match mark.kind {
            MarkKind::Skipped if mark.step == current.next.what => view.after(&current, mark.on),
            // a step that is not the next one any more needs no skipping
            MarkKind::Skipped => current,
            MarkKind::Repeated | MarkKind::Entered => view.entered(mark),
        };
    }
    Some(current)
}

impl View<'_> {
    fn bundesamt(&self) -> OrganisationId {
        self.pace.offices.bundesamt.unwrap_or(self.case.lead)
    }

    fn by_evidence(&self) -> Progress {
        let (test, seat) = (self.evidence.newest_test(), self.evidence.current_seat());
        match (seat, test) {
            (Some(seat), _) if seat.holds() => self.by_held_seat(seat),
            // whoever is invited again after a lost seat goes by the appointment
            (Some(seat), Some(test)) if test.id.0 > seat.id.0 => self.by_test(test),
            (Some(seat), _) => self.by_lost_seat(seat),
            (None, Some(test)) => self.by_test(test),
            (None, None) => self.by_acts(),
        }
    }

    fn by_held_seat(&self, seat: &SeatEvidence) -> Progress {
        match seat.state {
            AssignmentState::Started => self.in_course(seat),
            AssignmentState::Registered => self.await_start(seat),
            AssignmentState::Reserved
            | AssignmentState::NotArrived
            | AssignmentState::HandedBack
            | AssignmentState::Expired
            | AssignmentState::Withdrawn
            | AssignmentState::Completed
            | AssignmentState::Left
            | AssignmentState::Interrupted => {
                let next = NextStep::new(StepCode::RegisterAtProvider, seat.provider)
                    .due(seat.reserved_until, DueBy::Reservation);
                Progress::at(Stage::Reserved, next.about(seat.course.0))
            }
        }
    }

    /// The first day, or another course if six weeks from registration are not kept (§ 7 Abs. 4, 5 IntV).
    fn await_start(&self, seat: &SeatEvidence) -> Progress {
        let registered = self.case.registered_on.or(seat.registered_on).unwrap_or(seat.assigned_on);
        let bundesamt = self.bundesamt();
        let promised = self.pace.end_of_law(START_PROMISE, registered, bundesamt);
        if promised.is_some_and(|last| seat.entry_on > last) {
            let known_on = seat.moved_on.or(seat.registered_on).unwrap_or(registered);
            let next =
                NextStep::new(StepCode::ReassignLateStart, bundesamt).due(known_on, DueBy::StartPromise);
            return Progress::at(Stage::Registered, next.about(seat.course.0));
        }
        self.confirm_start(seat)
    }

    fn confirm_start(&self, seat: &SeatEvidence) -> Progress {
        let next =
            NextStep::new(StepCode::ConfirmStart, seat.provider).due(seat.entry_on, DueBy::FirstCourseDay);
        Progress::at(Stage::Registered, next.about(seat.course.0))
    }

    pub(super) fn follow_course(&self, seat: &SeatEvidence) -> Progress {
        let next = NextStep::new(StepCode::FollowCourse, seat.provider)
            .due(seat.course_ends_on, DueBy::CourseEnd)
            .about(seat.course.0);
        Progress::at(Stage::InCourse, next)
    }

    fn by_lost_seat(&self, seat: &SeatEvidence) -> Progress {
        if let Some(ending) = seat.ending {
            return self.after_ending(seat, ending);
        }
        if seat.state != AssignmentState::NotArrived {
            return self.find_seat(seat.ended_on());
        }
        let stage = if seat.registered_on.is_some() { Stage::Registered } else { Stage::Reserved };
        match seat.clarified {
            None => {
                let due = self.pace.due(Activity::ClarifyNonArrival, seat.ended_on(), seat.provider);
                let next = NextStep::new(StepCode::ClarifyNonArrival, seat.provider)
                    .due(due, DueBy::Activity(Activity::ClarifyNonArrival))
                    .about(seat.course.0);
                Progress::at(stage, next)
            }
            Some(heard) if heard.wants_seat => self.find_seat(heard.on),
            // nothing more than the authority's own procedure is left: it asks what keeps the person away
            Some(heard) => {
                let lead = self.case.lead;
                let next = NextStep::new(StepCode::AskForObstacle, lead)
                    .due(heard.on, DueBy::Activity(Activity::ClarifyNonArrival));
                Progress::at(Stage::AwaitingSeat, next)
            }
        }
    }

    pub(super) fn find_seat(&self, since: NaiveDate) -> Progress {
        let next = self.planned(StepCode::AssignSeat, self.bundesamt(), (Activity::FindSeat, since));
        Progress { waits_since: Some(since), ..Progress::at(Stage::AwaitingSeat, next) }
    }

    pub(super) fn planned(
        &self,
        what: StepCode,
        office: OrganisationId,
        (activity, since): (Activity, NaiveDate),
    ) -> NextStep {
        let due = self.pace.due(activity, since, office);
        NextStep::new(what, office).due(due, DueBy::Activity(activity))
    }

    fn by_test(&self, test: &TestEvidence) -> Progress {
        let invited = |what| {
            let next = NextStep::new(what, test.test_site).about(test.session.0);
            Progress::at(Stage::Invited, next.due(test.held_on, DueBy::Appointment))
        };
        match test.state {
            SeatingState::Tested => self.find_seat(test.tested_on.unwrap_or(test.held_on)),
            SeatingState::Present => invited(StepCode::EnterResult),
            // the test site looks for another day, at the latest until the appointment itself
            SeatingState::Booked if test.declined => invited(StepCode::BookTest),
            SeatingState::Booked => invited(StepCode::AttendTest),
            SeatingState::Absent => self.after_absence(test),
            SeatingState::Cancelled => {
                let booker = test.ended.map_or(self.case.lead, |ended| ended.by);
                self.book(booker, test.ended_on())
            }
        }
    }

    fn book(&self, booker: OrganisationId, since: NaiveDate) -> Progress {
        let what = if self.evidence.missed() > 0 { StepCode::BookSecondTest } else { StepCode::BookTest };
        Progress::at(Stage::Opened, self.planned(what, booker, (Activity::BookTest, since)))
    }

    /// The next appointment, or after the last one the question what keeps the person away (process 2.8).
    fn after_absence(&self, test: &TestEvidence) -> Progress {
        let attempts = usize::try_from(self.pace.settings.test_attempts.max(1)).unwrap_or(usize::MAX);
        let again = |since| {
            let next = self.planned(StepCode::BookSecondTest, test.test_site, (Activity::SecondTest, since));
            Progress::at(Stage::Opened, next)
        };
        if self.evidence.missed() < attempts {
            return again(test.ended_on());
        }
        if test.obstacle_known {
            return again(test.obstacle_on.unwrap_or(test.ended_on()));
        }
        let next = self.planned(
            StepCode::AskForObstacle,
            test.test_site,
            (Activity::AskForObstacle, test.ended_on()),
        );
        Progress::at(Stage::Opened, next.about(test.session.0))
    }

    fn by_acts(&self) -> Progress {
        if self.case.started_on.is_some() {
            // a course that no seat of this region's records
            let since = self.case.started_on.unwrap_or(self.case.opened_on);
            return self.ask_whether_course(Stage::InCourse, since);
        }
        match &self.case.recommendation {
            Some(_) => self.find_seat(self.case.awaiting_since.unwrap_or(self.case.opened_on)),
            None => self.book(self.case.lead, self.case.opened_on),
        }
    }

    pub(super) fn ask_whether_course(&self, stage: Stage, since: NaiveDate) -> Progress {
        let lead = self.case.lead;
        let next = self.planned(StepCode::FollowCourse, lead, (Activity::AskWhetherCourse, since));
        Progress::at(stage, next)
    }

    /// What comes after a step that is left out on a day.
    fn after(&self, current: &Progress, on: NaiveDate) -> Progress {
        let seat = self.evidence.current_seat();
        match current.next.what {
            StepCode::BookTest | StepCode::AttendTest | StepCode::EnterResult | StepCode::BookSecondTest => {
                self.find_seat(on)
            }
            StepCode::AskForObstacle if current.stage == Stage::Opened => {
                let office = current.next.organisation;
                let next = self.planned(StepCode::BookSecondTest, office, (Activity::SecondTest, on));
                Progress::at(Stage::Opened, next)
            }
            StepCode::AskForObstacle | StepCode::ClarifyNonArrival => self.find_seat(on),
            StepCode::AssignSeat => self.ask_whether_course(Stage::Registered, on),
            StepCode::RegisterAtProvider | StepCode::ReassignLateStart => match seat {
                Some(seat) => self.confirm_start(seat),
                None => self.ask_whether_course(Stage::Registered, on),
            },
            StepCode::ConfirmStart => match seat {
                Some(seat) => self.follow_course(seat),
                None => self.ask_whether_course(Stage::InCourse, on),
            },
            // asked again later: after the day on which it would have been due
            StepCode::FollowCourse => self.ask_whether_course(current.stage, on.max(current.next.due_on)),
            StepCode::PlanReturn => self.find_seat(on),
            StepCode::InvolveOffice
            | StepCode::HoldTalk
            | StepCode::WriteSheet
            | StepCode::DecideNextStep
            | StepCode::AdjustDecision
            | StepCode::IssueAuthorisation
            | StepCode::AnswerRecommendation
            | StepCode::StartFollowOn
            | StepCode::FollowUp
            | StepCode::HandOverCase
            | StepCode::CloseCase => self.after_onward(current, on),
        }
    }

    /// A step that was repeated or entered directly, with the body and the day that were named, else the usual.
    fn entered(&self, mark: &Mark) -> Progress {
        let (activity, usual) = self.usual(mark.step);
        let office = mark.organisation.unwrap_or(usual);
        let about = self.about(mark.step);
        let next = match mark.due_on {
            Some(day) => NextStep::new(mark.step, office).due(day, DueBy::Hand),
            None => self.planned(mark.step, office, (activity, mark.on)),
        };
        let stage = stage_of(mark.step);
        let waits_since = Some(mark.on).filter(|_| stage == Stage::AwaitingSeat);
        Progress { stage, next: NextStep { about, ..next }, waits_since }
    }

    /// By which deadline a step usually runs, and who usually takes it.
    fn usual(&self, step: StepCode) -> (Activity, OrganisationId) {
        let lead = self.case.lead;
        let site = self.evidence.newest_test().map(|test| test.test_site);
        let site = site.or(self.pace.offices.test_site).unwrap_or(lead);
        let provider = self.evidence.current_seat().map_or(lead, |seat| seat.provider);
        match step {
            StepCode::BookTest => (Activity::BookTest, lead),
            StepCode::AttendTest | StepCode::EnterResult => (Activity::BookTest, site),
            StepCode::BookSecondTest => (Activity::SecondTest, site),
            StepCode::AskForObstacle => (Activity::AskForObstacle, site),
            StepCode::AssignSeat | StepCode::ReassignLateStart => (Activity::FindSeat, self.bundesamt()),
            StepCode::RegisterAtProvider | StepCode::ConfirmStart => (Activity::Reservation, provider),
            StepCode::ClarifyNonArrival => (Activity::ClarifyNonArrival, provider),
            StepCode::FollowCourse => (Activity::AskWhetherCourse, provider),
            StepCode::WriteSheet => (Activity::AskWhetherCourse, provider),
            StepCode::PlanReturn | StepCode::InvolveOffice | StepCode::CloseCase => {
                (Activity::AskWhetherCourse, lead)
            }
            StepCode::HandOverCase => (Activity::AnswerHandOver, lead),
            StepCode::IssueAuthorisation => (Activity::AuthoriseVocational, self.office().unwrap_or(lead)),
            StepCode::FollowUp => (Activity::FollowUpFirst, self.office().unwrap_or(lead)),
            StepCode::AdjustDecision => (Activity::AdjustDecision, self.office().unwrap_or(lead)),
            StepCode::AnswerRecommendation => (Activity::AnswerRecommendation, self.office().unwrap_or(lead)),
            StepCode::HoldTalk | StepCode::DecideNextStep | StepCode::StartFollowOn => {
                (Activity::DecideAgain, self.office().unwrap_or(lead))
            }
        }
    }

    fn about(&self, step: StepCode) -> Option<i64> {
        let session = || self.evidence.newest_test().map(|test| test.session.0);
        let course = || self.evidence.current_seat().map(|seat| seat.course.0);
        match step {
            StepCode::AttendTest | StepCode::EnterResult | StepCode::AskForObstacle => session(),
            StepCode::RegisterAtProvider
            | StepCode::ConfirmStart
            | StepCode::ReassignLateStart
            | StepCode::ClarifyNonArrival
            | StepCode::FollowCourse
            | StepCode::PlanReturn
            | StepCode::HoldTalk
            | StepCode::WriteSheet
            | StepCode::DecideNextStep
            | StepCode::AnswerRecommendation
            | StepCode::AdjustDecision => course(),
            StepCode::BookTest
            | StepCode::BookSecondTest
            | StepCode::AssignSeat
            | StepCode::InvolveOffice
            | StepCode::IssueAuthorisation
            | StepCode::StartFollowOn
            | StepCode::FollowUp
            | StepCode::HandOverCase
            | StepCode::CloseCase => None,
        }
    }
}

/// Stage in which a step usually stands.
fn stage_of(step: StepCode) -> Stage {
    match step {
        StepCode::BookTest | StepCode::BookSecondTest | StepCode::AskForObstacle => Stage::Opened,
        StepCode::AttendTest | StepCode::EnterResult => Stage::Invited,
        StepCode::AssignSeat => Stage::AwaitingSeat,
        StepCode::RegisterAtProvider => Stage::Reserved,
        StepCode::ConfirmStart | StepCode::ReassignLateStart | StepCode::ClarifyNonArrival => {
            Stage::Registered
        }
        StepCode::FollowCourse | StepCode::HoldTalk | StepCode::WriteSheet | StepCode::InvolveOffice => {
            Stage::InCourse
        }
        StepCode::PlanReturn => Stage::Interrupted,
        StepCode::DecideNextStep
        | StepCode::AdjustDecision
        | StepCode::IssueAuthorisation
        | StepCode::AnswerRecommendation
        | StepCode::StartFollowOn
        | StepCode::HandOverCase
        | StepCode::CloseCase => Stage::AfterCourse,
        StepCode::FollowUp => Stage::Onward,
    }
}
