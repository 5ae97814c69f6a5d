//! The days of a case that start and stop deadlines, and the right that is about to lapse (process 4.9). Not for
//! the deadlines themselves: see `deadline`.

use super::Case;
use super::evidence::Evidence;
use crate::act::{Act, ActKind};
use crate::assignment::AssignmentState;
use crate::deadline::{Activity, Clock, Clocks, InLessons, Running};
use crate::organisation::OrganisationKind;
use crate::placement::SeatingState;
use crate::region::Pace;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The end of a right, and the day from which somebody is warned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapse {
    /// Deadline of the law such as `D-06`.
    pub deadline: String,
    pub on: NaiveDate,
    pub warn_on: NaiveDate,
}

/// Days and circumstances of a case, as far as its records hold them.
pub fn clocks(case: &Case, evidence: &Evidence, pace: &Pace) -> Clocks {
    let mut clocks = Clocks::default();
    rights(&mut clocks, case, evidence, pace);
    tests(&mut clocks, evidence);
    seats(&mut clocks, case, evidence);
    clocks.course_kind(case.recommendation.as_ref().map(|recommendation| recommendation.course_kind));
    clocks
}

fn rights(clocks: &mut Clocks, case: &Case, evidence: &Evidence, pace: &Pace) {
    let in_file: Vec<&Act> = evidence.acts.iter().filter(|act| act.revoked_on.is_none()).collect();
    let newest =
        |wanted: &dyn Fn(&&&Act) -> bool| in_file.iter().filter(wanted).map(|act| act.issued_on).max();
    clocks.note(Clock::CertificateHandedOut, Some(case.opened_on));
    clocks.note(Clock::FirstRight, case.right_from);
    clocks.note(Clock::Obliged, newest(&|act| act.kind.obliges()));
    clocks.note(Clock::Kooperationsplan, newest(&|act| act.kind == ActKind::Kooperationsplan));
    let rights: Vec<&&Act> = in_file.iter().filter(|act| act.kind.entitles()).collect();
    // whoever registered has used the form, however far its last day lies ahead; a newer form runs anew
    let issued = rights.iter().map(|act| act.issued_on).max();
    let used = case.registered_on.zip(issued).is_some_and(|(registered, issued)| registered >= issued);
    clocks.note(Clock::WrittenEnd, case.right_until.filter(|_| !used));
    // a right of another kind would outlast the year of the claim or of the admission
    if !rights.is_empty() && rights.iter().all(|act| founded_on_title(act, pace)) {
        let title = evidence.titles.iter().filter(|title| title.issued_on.is_some());
        if let Some(title) = title.max_by_key(|title| title.issued_on) {
            clocks.note(Clock::TitleIssued, title.issued_on);
            clocks.title_ends(title.valid_until);
        }
    }
    if !rights.is_empty() && rights.iter().all(|act| act.kind == ActKind::ZulassungBundesamt) {
        clocks.note(Clock::BundesamtAdmitted, rights.iter().map(|act| act.issued_on).max());
    }
}

/// The claim of § 44 Abs. 1 AufenthG, confirmed by the authority that issued the title.
fn founded_on_title(act: &Act, pace: &Pace) -> bool {
    act.kind == ActKind::Teilnahmeberechtigung
        && pace.offices.kind(act.issuer) == Some(OrganisationKind::Auslaenderbehoerde)
}

fn tests(clocks: &mut Clocks, evidence: &Evidence) {
    let mut missed: Vec<NaiveDate> = evidence
        .tests
        .iter()
        .filter(|test| test.state == SeatingState::Absent)
        .map(|test| test.ended_on())
        .collect();
    missed.sort_unstable();
    clocks.note(Clock::FirstNoShow, missed.first().copied());
    clocks.note(Clock::SecondNoShow, missed.get(1).copied());
    if let Some(test) = evidence.newest_test() {
        let ahead = test.state == SeatingState::Booked;
        clocks.note(Clock::TestDay, Some(test.held_on).filter(|_| ahead));
        clocks.note(Clock::TestTaken, test.tested_on);
        clocks.note(Clock::ObstacleKnown, test.obstacle_on);
    }
}

fn seats(clocks: &mut Clocks, case: &Case, evidence: &Evidence) {
    clocks.note(Clock::Registered, case.registered_on);
    clocks.note(Clock::CourseStarted, case.started_on);
    clocks.note(Clock::NoSeat, case.awaiting_since);
    let Some(seat) = evidence.current_seat() else {
        clocks.note(Clock::StartPromised, case.registered_on);
        return;
    };
    clocks.note(Clock::StartPromised, case.registered_on.or(Some(seat.assigned_on).filter(|_| seat.holds())));
    if seat.state == AssignmentState::Reserved {
        clocks.note(Clock::SeatReserved, Some(seat.assigned_on));
    }
    if seat.holds() {
        clocks.note(Clock::SectionBegins, Some(seat.entry_on));
    }
    // in a course nothing lapses; its last day begins the year of D-07
    if seat.state == AssignmentState::Started {
        clocks.note(Clock::LastCourseDay, Some(seat.course_ends_on));
        clocks.note(Clock::LanguagePartEnds, Some(seat.language_ends_on));
        clocks.note(Clock::LastCourseDayPlanned, Some(seat.course_ends_on));
    }
    if let Some(ending) = seat.ending {
        clocks.note(Clock::LastCourseDay, Some(ending.on));
        let early = seat.state != AssignmentState::Completed;
        clocks.note(Clock::CourseLeft, Some(ending.on).filter(|_| early));
    }
}

/// Deadlines of the law that run in a case, soonest first. Days are counted where the leading body sits.
pub fn running(case: &Case, evidence: &Evidence, pace: &Pace) -> (Vec<Running>, Vec<InLessons>) {
    let clocks = clocks(case, evidence, pace);
    let law = &pace.periods().law;
    (law.of_case(&clocks, &pace.calendar_of(case.lead)), law.in_lessons(&clocks))
}

/// The right that lapses first, and when somebody has to know.
pub fn lapse(case: &Case, evidence: &Evidence, pace: &Pace) -> Option<Lapse> {
    if case.closing.is_some() {
        return None;
    }
    let (running, _) = running(case, evidence, pace);
    let first = running.into_iter().find(|deadline| deadline.watched)?;
    let warn_on = if first.clock == Clock::WrittenEnd {
        pace.due(Activity::LapseWatchBeforeEnd, first.due_on, case.lead)
    } else {
        pace.due(Activity::LapseWatch, first.started_on, case.lead)
    };
    Some(Lapse { deadline: first.id.to_string(), on: first.due_on, warn_on: warn_on.min(first.due_on) })
}
