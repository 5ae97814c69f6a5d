//! Where each phase stands, by the stage of the case, its next step and the records that the asker sees.

use super::station::{Detail, Phase, Standing, Station, Wait};
use app::queries::person_exams::PersonExam;
use app::queries::person_record::PersonView;
use chrono::NaiveDate;
use domain::assignment::Assignment;
use domain::case::{Case, Stage, StepCode};
use domain::course::Course;
use domain::exam::EntryState;
use domain::graduate::{Gap, GapLevel, Graduate};
use domain::placement::{Seating, Session};
use std::cmp::Ordering;

/// Records of the case that the asker sees.
pub(super) struct Known<'a> {
    pub(super) view: &'a PersonView,
    pub(super) case: &'a Case,
    pub(super) today: NaiveDate,
    pub(super) tests: Vec<&'a (Seating, Option<Session>)>,
    pub(super) seats: Vec<&'a (Assignment, Option<Course>)>,
    pub(super) exams: Vec<&'a PersonExam>,
    pub(super) graduate: Option<&'a (Graduate, Option<Gap>)>,
    pub(super) here: Phase,
    pub(super) due: Option<Phase>,
}

impl<'a> Known<'a> {
    pub(super) fn of(view: &'a PersonView, case: &'a Case, today: NaiveDate) -> Known<'a> {
        let mut tests: Vec<_> =
            view.appointments.iter().flatten().filter(|(seating, _)| seating.case == case.id).collect();
        tests.sort_by_key(|(seating, _)| seating.id);
        let mut seats: Vec<_> =
            view.seats.iter().flatten().filter(|(seat, _)| seat.case == case.id).collect();
        // the seat that counts last: the one that is held, else the newest
        seats.sort_by_key(|(seat, _)| (seat.holds_seat(), seat.id));
        let exams = view.exams.iter().flat_map(|exams| &exams.rows);
        let due = case.next.as_ref().map(|next| of_step(next.what));
        Known {
            view,
            case,
            today,
            tests,
            seats,
            exams: exams.filter(|exam| exam.state != EntryState::Withdrawn).collect(),
            graduate: view.graduates.iter().find(|(graduate, _)| graduate.case == case.id),
            here: of_stage(case.stage, due),
            due,
        }
    }

    pub(super) fn station(&self, phase: Phase) -> Station {
        let (on, mut details) = self.record(phase);
        if let Some(next) = self.case.next.as_ref().filter(|_| self.due == Some(phase))
            && !details.iter().any(|detail| detail.ahead() == Some(next.due_on))
        {
            details.insert(0, Detail::Due(next.due_on));
        }
        let standing = self.standing(phase);
        let now = matches!(standing, Standing::Current | Standing::Late);
        details.splice(0..0, on.filter(|_| now).map(Detail::Was));
        let on = on.filter(|_| !now);
        Station { phase, standing, here: phase == self.here, on, details, wait: self.wait(phase) }
    }

    fn overdue(&self) -> bool {
        self.case.next.as_ref().is_some_and(|next| next.due_on < self.today)
    }

    fn standing(&self, phase: Phase) -> Standing {
        if self.due == Some(phase) {
            return if self.overdue() { Standing::Late } else { Standing::Current };
        }
        if self.is_done(phase) {
            return Standing::Done;
        }
        match phase.cmp(&self.here) {
            Ordering::Equal => Standing::Current,
            Ordering::Greater => Standing::Ahead,
            Ordering::Less if self.is_hidden(phase) => Standing::Hidden,
            Ordering::Less => Standing::Blank,
        }
    }

    pub(super) fn is_hidden(&self, phase: Phase) -> bool {
        match phase {
            Phase::Zusteuerung | Phase::Closing => false,
            Phase::Test => self.view.appointments.is_none(),
            Phase::Seat | Phase::Course => self.view.seats.is_none(),
            Phase::Exam => self.view.exams.is_none(),
            Phase::Decision | Phase::FollowOn | Phase::FollowUp => !self.view.plan,
        }
    }

    fn is_done(&self, phase: Phase) -> bool {
        if self.is_hidden(phase) {
            return false;
        }
        match phase {
            Phase::Zusteuerung | Phase::Closing => true,
            Phase::Test => self.tested().is_some(),
            Phase::Seat => self.here > Phase::Seat && self.seat_on().is_some(),
            Phase::Course => self.here > Phase::Course && self.begun_on().is_some(),
            Phase::Exam => {
                let marked = self.exams.iter().any(|exam| exam.state == EntryState::Marked);
                let successful = self.view.exams.as_ref().is_some_and(|exams| exams.successful);
                successful || (marked && self.here > Phase::Exam)
            }
            Phase::Decision => self.graduate().is_some_and(|graduate| !graduate.decisions.is_empty()),
            Phase::FollowOn => self.graduate().is_some_and(|graduate| graduate.follow_on().is_some()),
            Phase::FollowUp => {
                let last = self.graduate().and_then(Graduate::follow_on);
                last.is_some_and(|follow_on| follow_on.asked_after(12))
            }
        }
    }

    /// Days from a phase to the next one; a wait that runs is late with the step it waits for.
    fn wait(&self, after: Phase) -> Option<Wait> {
        let (from, to, next) = match after {
            Phase::Zusteuerung => (Some(self.steered_on()), self.tested_on(), Phase::Test),
            Phase::Test if self.awaits_seat() => (self.case.awaiting_since, None, Phase::Seat),
            Phase::Test => (self.tested_on(), self.seat_on(), Phase::Seat),
            Phase::Seat => (self.seat_on().filter(|_| !self.awaits_seat()), self.begun_on(), Phase::Course),
            Phase::Decision => return self.gap(),
            // exams and talks lie within a course or beside it: nobody waits for them
            Phase::Course | Phase::Exam | Phase::FollowOn | Phase::FollowUp | Phase::Closing => return None,
        };
        let open = to.is_none() && (self.here == next || self.due == Some(next));
        let end = to.or(open.then_some(self.today)).filter(|_| !self.is_hidden(next))?;
        let days = (end - from?).num_days();
        let late = open && self.due == Some(next) && self.overdue();
        (days >= 0).then_some(Wait { days, open, late })
    }

    /// From the last course day to what followed, as the list of graduates counts it.
    fn gap(&self) -> Option<Wait> {
        let (_, gap) = self.graduate.filter(|_| !self.is_hidden(Phase::FollowOn))?;
        gap.map(|gap| Wait { days: gap.days, open: gap.open, late: gap.level != GapLevel::New })
    }
}

/// The phase a case is in.
fn of_stage(stage: Stage, due: Option<Phase>) -> Phase {
    match stage {
        Stage::Opened | Stage::Invited => Phase::Test,
        Stage::AwaitingSeat | Stage::Reserved => Phase::Seat,
        Stage::Registered | Stage::InCourse | Stage::Interrupted => Phase::Course,
        // decided or not, the next step says which
        Stage::AfterCourse => due.filter(|due| *due > Phase::Decision).unwrap_or(Phase::Decision),
        Stage::Onward => Phase::FollowUp,
        Stage::Closed => Phase::Closing,
    }
}

/// The phase a step belongs to.
fn of_step(step: StepCode) -> Phase {
    match step {
        StepCode::BookTest
        | StepCode::AttendTest
        | StepCode::EnterResult
        | StepCode::BookSecondTest
        | StepCode::AskForObstacle => Phase::Test,
        StepCode::AssignSeat | StepCode::ReassignLateStart | StepCode::RegisterAtProvider => Phase::Seat,
        StepCode::ConfirmStart
        | StepCode::ClarifyNonArrival
        | StepCode::FollowCourse
        | StepCode::PlanReturn => Phase::Course,
        StepCode::InvolveOffice
        | StepCode::HoldTalk
        | StepCode::WriteSheet
        | StepCode::DecideNextStep
        | StepCode::AdjustDecision
        | StepCode::AnswerRecommendation => Phase::Decision,
        StepCode::IssueAuthorisation | StepCode::StartFollowOn => Phase::FollowOn,
        StepCode::FollowUp => Phase::FollowUp,
        StepCode::HandOverCase | StepCode::CloseCase => Phase::Closing,
    }
}
