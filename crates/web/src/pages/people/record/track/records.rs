//! Day and details of each phase, from the records of the case.

use super::known::Known;
use super::station::{Detail, Phase};
use chrono::NaiveDate;
use domain::act::{Act, ActKind};
use domain::assignment::{Assignment, AssignmentState};
use domain::case::Stage;
use domain::course::Course;
use domain::exam::{EntryState, ExamKind};
use domain::graduate::{FOLLOW_UPS, Graduate};
use domain::placement::{Seating, SeatingState, Session};

impl<'a> Known<'a> {
    /// Day and details of a phase; nothing of one that is hidden.
    pub(super) fn record(&self, phase: Phase) -> (Option<NaiveDate>, Vec<Detail>) {
        if self.is_hidden(phase) {
            return (None, Vec::new());
        }
        match phase {
            Phase::Zusteuerung => {
                (Some(self.steered_on()), self.first_act().map(Detail::Act).into_iter().collect())
            }
            Phase::Test => self.test(),
            Phase::Seat => (self.seat_on().filter(|_| !self.awaits_seat()), self.seat()),
            Phase::Course if self.awaits_seat() => (None, Vec::new()),
            Phase::Course => (self.begun_on(), self.course()),
            Phase::Exam => self.exam(),
            Phase::Decision => self.decision(),
            Phase::FollowOn => self.follow_on(),
            Phase::FollowUp => (None, self.follow_ups()),
            Phase::Closing => {
                let closing = self.case.closing.as_ref();
                let reason = closing.map(|closing| Detail::Closed(closing.reason));
                (closing.map(|closing| closing.on), reason.into_iter().collect())
            }
        }
    }

    pub(super) fn steered_on(&self) -> NaiveDate {
        let right = self.case.right_from.filter(|_| self.view.acts.is_some());
        right.unwrap_or(self.case.opened_on)
    }

    fn first_act(&self) -> Option<ActKind> {
        let mine = |act: &&Act| act.case == self.case.id && act.revoked_on.is_none() && act.kind.entitles();
        self.view
            .acts
            .iter()
            .flatten()
            .filter(mine)
            .min_by_key(|act| (act.issued_on, act.id))
            .map(|act| act.kind)
    }

    /// The newest test somebody sat.
    pub(super) fn tested(&self) -> Option<&'a (Seating, Option<Session>)> {
        self.tests.iter().rev().copied().find(|(seating, _)| seating.state == SeatingState::Tested)
    }

    pub(super) fn tested_on(&self) -> Option<NaiveDate> {
        self.tested().and_then(|(_, session)| session.as_ref()).map(|session| session.held_on)
    }

    fn test(&self) -> (Option<NaiveDate>, Vec<Detail>) {
        let Some((seating, session)) = self.tested().or(self.tests.last().copied()) else {
            return (None, Vec::new());
        };
        let held_on = session.as_ref().map(|session| session.held_on);
        let mut on = held_on;
        let mut details = Vec::new();
        match seating.state {
            SeatingState::Booked | SeatingState::Present => {
                on = None;
                details.extend(held_on.map(Detail::Appointment));
                details.extend(session.iter().map(|session| Detail::Place(session.place.town.clone())));
            }
            SeatingState::Tested => {
                let level = seating.result.as_ref().map(|result| result.recommendation.level);
                details.extend(level.map(Detail::Level));
            }
            SeatingState::Absent => {
                on = None;
                details.extend(held_on.map(Detail::Missed));
            }
            SeatingState::Cancelled => return (None, details),
        }
        if seating.attempt > 1 {
            details.push(Detail::Attempts(seating.attempt));
        }
        (on, details)
    }

    /// Whatever seat there was is lost or left: another one is looked for.
    pub(super) fn awaits_seat(&self) -> bool {
        self.case.stage == Stage::AwaitingSeat
    }

    fn last_seat(&self) -> Option<&'a (Assignment, Option<Course>)> {
        self.seats.last().copied()
    }

    pub(super) fn seat_on(&self) -> Option<NaiveDate> {
        self.last_seat().map(|(seat, _)| seat.assigned_on).or(self.case.registered_on)
    }

    fn seat(&self) -> Vec<Detail> {
        let since = self.case.awaiting_since.filter(|_| self.awaits_seat());
        let mut details: Vec<Detail> = since.map(Detail::Since).into_iter().collect();
        let Some((seat, _)) = self.last_seat() else { return details };
        match seat.state {
            AssignmentState::Reserved => details.push(Detail::ReservedUntil(seat.reserved_until)),
            AssignmentState::Registered
            | AssignmentState::NotArrived
            | AssignmentState::HandedBack
            | AssignmentState::Expired
            | AssignmentState::Withdrawn => details.push(Detail::SeatState(seat.state)),
            // what became of it stands at the course
            AssignmentState::Started
            | AssignmentState::Completed
            | AssignmentState::Left
            | AssignmentState::Interrupted => {}
        }
        let earlier = i64::try_from(self.seats.len()).unwrap_or_default() - 1;
        if earlier > 0 {
            details.push(Detail::EarlierSeats(earlier));
        }
        details
    }

    pub(super) fn begun_on(&self) -> Option<NaiveDate> {
        match self.last_seat() {
            Some((seat, _)) => seat.arrived_on,
            None => self.case.started_on,
        }
    }

    fn course(&self) -> Vec<Detail> {
        let Some((seat, course)) = self.last_seat() else { return Vec::new() };
        let mut details = Vec::new();
        details.extend(course.iter().map(|course| Detail::Course(course.id, course.number.clone())));
        if seat.holds_seat() && seat.arrived_on.is_none() {
            details.push(Detail::Begins(seat.entry_on));
        }
        match (&seat.ending, course) {
            (Some(ending), _) => {
                details.push(Detail::Ends(ending.on));
                details.extend(ending.returns_on.map(Detail::Returns));
                details
                    .extend((seat.state == AssignmentState::Left).then_some(Detail::SeatState(seat.state)));
            }
            (None, Some(course)) if seat.state == AssignmentState::Started => {
                details.push(Detail::EndsAsPlanned(course.ends_on()));
            }
            _ => {}
        }
        details
    }

    fn exam(&self) -> (Option<NaiveDate>, Vec<Detail>) {
        // newest first: of each kind the one that counts
        let newest = |kind| self.exams.iter().find(move |exam| exam.exam == kind);
        let held = self.exams.iter().map(|exam| exam.held_on).filter(|on| *on <= self.today).max();
        let details = ExamKind::ALL.iter().filter_map(|kind| newest(*kind)).map(|exam| match exam.state {
            EntryState::Registered => Detail::ExamOn(exam.exam, exam.held_on),
            state => Detail::Exam(exam.exam, state, exam.outcome),
        });
        (held, details.collect())
    }

    pub(super) fn graduate(&self) -> Option<&'a Graduate> {
        self.graduate.map(|(graduate, _)| graduate)
    }

    fn decision(&self) -> (Option<NaiveDate>, Vec<Detail>) {
        let Some(graduate) = self.graduate() else { return (None, Vec::new()) };
        match graduate.decision() {
            Some(decision) => (Some(decision.on), vec![Detail::Route(decision.route)]),
            None => (None, graduate.talk.map(|talk| Detail::Talked(talk.on)).into_iter().collect()),
        }
    }

    fn follow_on(&self) -> (Option<NaiveDate>, Vec<Detail>) {
        let Some(graduate) = self.graduate() else { return (None, Vec::new()) };
        let mut details = Vec::new();
        let begun = graduate.follow_on();
        match begun {
            Some(begun) => {
                details.push(begun.measure.map_or(Detail::Route(begun.route), Detail::Measure));
                details.extend(begun.ended.map(|end| Detail::Ended(end.on, end.reason)));
            }
            None => {
                let decision = graduate.decision().filter(|decision| decision.route.leads_on());
                details.extend(decision.and_then(|decision| decision.starts_on).map(Detail::Begins));
            }
        }
        let places = self.view.vocational.iter().flat_map(|found| &found.places);
        let place = places.filter(|place| place.case == self.case.id).max_by_key(|place| place.id);
        details.extend(place.map(|place| Detail::Vocational(place.line, place.state)));
        (begun.map(|begun| begun.on), details)
    }

    fn follow_ups(&self) -> Vec<Detail> {
        let Some(running) = self.graduate().and_then(Graduate::follow_on) else { return Vec::new() };
        let asked = |months: u8| running.checks.iter().find(|check| check.months == months);
        let planned = self.view.follow_ups.iter().filter(|_| running.ended.is_none());
        let mut all: Vec<Detail> = planned
            .filter(|(months, _)| !running.asked_after(*months))
            .map(|(months, on)| Detail::AskOn(*months, *on))
            .collect();
        let done = FOLLOW_UPS.iter().filter_map(|months| asked(*months));
        all.splice(0..0, done.map(|check| Detail::Asked(check.months, check.on, check.state)));
        all
    }
}
