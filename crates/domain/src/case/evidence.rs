//! What the records around a case say of its way: acts, test appointments, seats. The next step is decided from
//! this and nothing else. Not for loading them: see the application crate.

use crate::act::Act;
use crate::assignment::{Assignment, AssignmentState, Clarified, Ending};
use crate::course::Course;
use crate::graduate::{Decision, FollowOn, Graduate};
use crate::ids::{
    AssignmentId, CourseId, GraduateId, MeasureRecommendationId, OrganisationId, SeatingId, SessionId,
};
use crate::measure::{MeasureRecommendation, RecommendationState};
use crate::placement::{Ended, Reply, Seating, SeatingState, Session};
use crate::residence::{BenefitPeriod, Residence};
use chrono::NaiveDate;

/// A test appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestEvidence {
    pub id: SeatingId,
    pub session: SessionId,
    pub test_site: OrganisationId,
    pub held_on: NaiveDate,
    pub state: SeatingState,
    /// The person said beforehand that they cannot come.
    pub declined: bool,
    pub ended: Option<Ended>,
    pub obstacle_known: bool,
    pub obstacle_on: Option<NaiveDate>,
    pub tested_on: Option<NaiveDate>,
}

impl TestEvidence {
    /// Of a seating at its test day.
    pub fn of(seating: &Seating, session: &Session) -> Self {
        TestEvidence {
            id: seating.id,
            session: session.id,
            test_site: session.organisation,
            held_on: session.held_on,
            state: seating.state,
            declined: seating.reply == Some(Reply::CannotCome),
            ended: seating.ended,
            obstacle_known: seating.obstacle.is_some(),
            obstacle_on: seating.obstacle_on,
            tested_on: seating.result.as_ref().map(|result| result.recorded_on),
        }
    }

    /// Day on which the appointment came to nothing.
    pub fn ended_on(&self) -> NaiveDate {
        self.ended.map_or(self.held_on, |ended| ended.on)
    }
}

/// A seat in a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeatEvidence {
    pub id: AssignmentId,
    pub course: CourseId,
    pub provider: OrganisationId,
    pub state: AssignmentState,
    pub assigned_on: NaiveDate,
    pub reserved_until: NaiveDate,
    pub registered_on: Option<NaiveDate>,
    pub entry_on: NaiveDate,
    pub arrived_on: Option<NaiveDate>,
    pub lost_on: Option<NaiveDate>,
    pub moved_on: Option<NaiveDate>,
    pub clarified: Option<Clarified>,
    pub ending: Option<Ending>,
    pub language_ends_on: NaiveDate,
    pub course_ends_on: NaiveDate,
}

impl SeatEvidence {
    /// Of a seat in its course.
    pub fn of(seat: &Assignment, course: &Course) -> Self {
        SeatEvidence {
            id: seat.id,
            course: seat.course,
            provider: seat.provider,
            state: seat.state,
            assigned_on: seat.assigned_on,
            reserved_until: seat.reserved_until,
            registered_on: seat.registered_on,
            entry_on: seat.entry_on,
            arrived_on: seat.arrived_on,
            lost_on: seat.lost_on,
            moved_on: seat.moved_on,
            clarified: seat.clarified,
            ending: seat.ending,
            language_ends_on: course.language_ends_on(),
            course_ends_on: course.ends_on(),
        }
    }

    /// The seat is taken.
    pub fn holds(&self) -> bool {
        match self.state {
            AssignmentState::Reserved | AssignmentState::Registered | AssignmentState::Started => true,
            AssignmentState::NotArrived
            | AssignmentState::HandedBack
            | AssignmentState::Expired
            | AssignmentState::Withdrawn
            | AssignmentState::Completed
            | AssignmentState::Left
            | AssignmentState::Interrupted => false,
        }
    }

    /// Day on which it was lost or missed, or on which the time in the course ended.
    pub fn ended_on(&self) -> NaiveDate {
        self.lost_on.or(self.ending.map(|ending| ending.on)).unwrap_or(self.entry_on)
    }
}

/// Somebody on the way out of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraduateEvidence {
    pub id: GraduateId,
    pub assignment: AssignmentId,
    pub talked_on: Option<NaiveDate>,
    pub advised_on: Option<NaiveDate>,
    /// How many decisions there were, and the one that counts.
    pub decisions: usize,
    pub decision: Option<Decision>,
    /// How many things followed, and the last one.
    pub follow_ons: usize,
    pub follow_on: Option<FollowOn>,
}

impl GraduateEvidence {
    /// Of the record.
    pub fn of(graduate: &Graduate) -> Self {
        GraduateEvidence {
            id: graduate.id,
            assignment: graduate.assignment,
            talked_on: graduate.talk.map(|talk| talk.on),
            advised_on: graduate.sheet.as_ref().map(|sheet| sheet.on),
            decisions: graduate.decisions.len(),
            decision: graduate.decision().cloned(),
            follow_ons: graduate.follow_ons.len(),
            follow_on: graduate.follow_on().cloned(),
        }
    }

    fn standing(&self) -> String {
        let sign = |day: Option<NaiveDate>, letter| if day.is_some() { letter } else { "" };
        let looked = self.decision.as_ref().and_then(|decision| decision.looked_at_on);
        let asked = self.follow_on.as_ref().map_or(0, |last| last.checks.len());
        let ended = self.follow_on.as_ref().and_then(|last| last.ended).map(|end| end.on);
        let (talked, advised) = (sign(self.talked_on, "t"), sign(self.advised_on, "a"));
        let (seen, over) = (sign(looked, "+"), sign(ended, "."));
        format!("{}:{talked}{advised}{}{seen}:{}-{asked}{over}", self.id, self.decisions, self.follow_ons)
    }
}

/// A measure that was recommended for somebody on the way out of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecommendationEvidence {
    pub id: MeasureRecommendationId,
    pub graduate: GraduateId,
    pub decider: OrganisationId,
    pub due_on: NaiveDate,
    pub state: RecommendationState,
    /// It did not begin: since when, and how many decisions there were by then.
    pub not_begun: Option<(NaiveDate, usize)>,
}

impl RecommendationEvidence {
    /// Of the record.
    pub fn of(one: &MeasureRecommendation) -> Self {
        let not = one.begun.filter(|begun| begun.reason.is_some());
        RecommendationEvidence {
            id: one.id,
            graduate: one.graduate,
            decider: one.decider,
            due_on: one.due_on,
            state: one.state,
            not_begun: not.map(|begun| (begun.on, begun.decisions)),
        }
    }
}

/// Everything of one case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    pub acts: Vec<Act>,
    /// In any order.
    pub tests: Vec<TestEvidence>,
    /// In any order.
    pub seats: Vec<SeatEvidence>,
    /// In any order.
    pub graduates: Vec<GraduateEvidence>,
    /// In any order.
    pub recommendations: Vec<RecommendationEvidence>,
    /// Day on which the newest result of an exam was entered.
    pub result_on: Option<NaiveDate>,
    /// Day on which the newest right or duty for a Berufssprachkurs was issued that still stands.
    pub authorised_on: Option<NaiveDate>,
    pub titles: Vec<Residence>,
    pub benefits: Vec<BenefitPeriod>,
    /// Bodies that have the person before them.
    pub involved: Vec<OrganisationId>,
}

impl Evidence {
    /// Acts alone: a case that has just begun.
    pub fn of_acts(acts: Vec<Act>, titles: Vec<Residence>) -> Self {
        Evidence { acts, titles, ..Evidence::default() }
    }

    /// The newest appointment; ids grow with time.
    pub fn newest_test(&self) -> Option<&TestEvidence> {
        self.tests.iter().max_by_key(|test| test.id)
    }

    /// The seat that counts: the one that is held, else the newest.
    pub fn current_seat(&self) -> Option<&SeatEvidence> {
        self.seats.iter().max_by_key(|seat| (seat.holds(), seat.id))
    }

    /// What is known of the way out of a course.
    pub fn graduate_of(&self, seat: AssignmentId) -> Option<&GraduateEvidence> {
        self.graduates.iter().find(|graduate| graduate.assignment == seat)
    }

    /// The recommendation that waits for an answer.
    pub fn open_recommendation(&self, graduate: GraduateId) -> Option<&RecommendationEvidence> {
        let mine = self.recommendations.iter().filter(|one| one.graduate == graduate);
        mine.filter(|one| one.state == RecommendationState::Open).max_by_key(|one| one.id)
    }

    /// Since when something that was decided did not begin, where no later decision looks beyond it.
    pub fn not_begun_since(&self, graduate: &GraduateEvidence) -> Option<NaiveDate> {
        let mine = self.recommendations.iter().filter(|one| one.graduate == graduate.id);
        let not = mine.filter_map(|one| one.not_begun);
        not.filter(|(_, decisions)| *decisions >= graduate.decisions).map(|(on, _)| on).max()
    }

    /// Appointments missed without a word.
    pub fn missed(&self) -> usize {
        self.tests.iter().filter(|test| test.state == SeatingState::Absent).count()
    }

    /// Where tests and seats stand, in ids and codes: as long as this is the same, nothing has happened. Acts
    /// do not count: a further act changes who leads, not how far the person has come.
    pub fn standing(&self) -> String {
        let mut tests: Vec<_> = self.tests.iter().collect();
        tests.sort_by_key(|test| test.id);
        let mut seats: Vec<_> = self.seats.iter().collect();
        seats.sort_by_key(|seat| seat.id);
        let mut parts = Vec::with_capacity(tests.len() + seats.len());
        for test in tests {
            let declined = if test.declined { "-" } else { "" };
            let known = if test.obstacle_known { "+" } else { "" };
            parts.push(format!("{}:{}:{}{declined}{known}", test.id, test.state, test.held_on));
        }
        for seat in seats {
            let heard = match seat.clarified {
                Some(clarified) if clarified.wants_seat => "+",
                Some(_) => "-",
                None => "",
            };
            parts.push(format!("{}:{}:{}{heard}", seat.id, seat.state, seat.entry_on));
        }
        let mut graduates: Vec<_> = self.graduates.iter().collect();
        graduates.sort_by_key(|graduate| graduate.id);
        parts.extend(graduates.into_iter().map(GraduateEvidence::standing));
        let mut recommendations: Vec<_> = self.recommendations.iter().collect();
        recommendations.sort_by_key(|one| one.id);
        parts.extend(recommendations.into_iter().map(|one| format!("{}:{}", one.id, one.state)));
        parts.extend(self.result_on.map(|day| format!("e{day}")));
        parts.extend(self.authorised_on.map(|day| format!("v{day}")));
        parts.join(" ")
    }
}
