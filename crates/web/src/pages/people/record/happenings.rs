//! Everything that happened to a person, newest first: the journal, and what records tell that the journal does not
//! hold (people taken over from a list, events older than the newest ones). Pure; from what the asker sees and nothing
//! else. Not for words: see `timeline`.

use super::kinds::EventKind;
use app::queries::person_exams::PersonExam;
use app::queries::person_record::PersonView;
use chrono::NaiveDate;
use domain::act::{Act, ActKind};
use domain::assignment::{Assignment, AssignmentKind, AssignmentState};
use domain::course::Course;
use domain::exam::{EntryState, ExamKind};
use domain::graduate::{CheckState, Graduate, Route};
use domain::ids::{CourseId, LetterId, OrganisationId};
use domain::journal::{Entry, EventName};
use domain::measure::{MeasureKind, MeasureRecommendation};
use domain::own_path::{MessageKind, PathMessage};
use domain::placement::{Level, Seating, SeatingState, Session};
use domain::vocational::VocationalLine;
use std::collections::HashMap;

/// What exactly it was.
#[derive(Debug, Clone, PartialEq)]
pub enum Matter {
    Act(ActKind),
    Level(Level),
    Course(CourseId, String),
    Exam(ExamKind, Option<&'static str>),
    Route(Route),
    Measure(MeasureKind),
    Vocational(VocationalLine),
    Check(u8, CheckState),
    Letter(LetterId, String, String),
    Message(MessageKind),
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    pub on: NaiveDate,
    pub name: EventName,
    pub by: Option<OrganisationId>,
    pub matter: Option<Matter>,
}

impl Happening {
    fn new(name: EventName, on: NaiveDate, by: Option<OrganisationId>) -> Happening {
        Happening { on, name, by, matter: None }
    }

    fn of(self, matter: impl Into<Option<Matter>>) -> Happening {
        Happening { matter: matter.into(), ..self }
    }

    /// What it is about.
    pub fn kind(&self) -> EventKind {
        EventKind::of(self.name)
    }
}

/// Everything on the page of a person.
pub fn happenings(view: &PersonView) -> Vec<Happening> {
    merged(journal(&view.timeline), of_records(view))
}

/// The journal alone.
pub fn journal(entries: &[Entry]) -> Vec<Happening> {
    let one = |entry: &Entry| Happening::new(entry.event.name, entry.event.on, entry.organisation);
    let mut all: Vec<Happening> = entries.iter().map(one).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.on));
    all
}

/// Days within which something is noted after it happened.
const NOTED: i64 = 31;

/// Both together. What a record tells and the journal holds under the same name is one event: of the same day, or, as
/// somebody may have noted it later, of one soon after. It keeps the day of the journal and gains what the record knows.
fn merged(journal: Vec<Happening>, records: Vec<Happening>) -> Vec<Happening> {
    let mut by_name: HashMap<EventName, Vec<usize>> = HashMap::new();
    for (at, one) in journal.iter().enumerate() {
        by_name.entry(one.name).or_default().push(at);
    }
    let mut all = journal;
    let mut left = Vec::new();
    // same days first, so that a later note takes none of them away
    for same_day in [true, false] {
        let records = if same_day { records.clone() } else { std::mem::take(&mut left) };
        for one in records {
            let free = by_name.entry(one.name).or_default();
            let reach = if same_day { 0 } else { NOTED };
            match free.iter().position(|at| (all[*at].on - one.on).num_days().abs() <= reach) {
                Some(place) => all[free.remove(place)].matter = one.matter,
                None => left.push(one),
            }
        }
    }
    all.extend(left);
    all.sort_by_key(|one| std::cmp::Reverse(one.on));
    all
}

/// What records tell, newest day first.
fn of_records(view: &PersonView) -> Vec<Happening> {
    let mut all = Vec::new();
    for case in &view.cases {
        all.push(Happening::new(EventName::CaseOpened, case.opened_on, None));
        all.extend(case.closing.iter().map(|end| Happening::new(EventName::CaseClosed, end.on, None)));
    }
    all.extend(view.acts.iter().flatten().flat_map(of_act));
    all.extend(view.appointments.iter().flatten().filter_map(of_test));
    all.extend(view.seats.iter().flatten().flat_map(of_seat));
    all.extend(view.exams.iter().flat_map(|exams| &exams.rows).filter_map(of_exam));
    all.extend(view.graduates.iter().flat_map(|(graduate, _)| of_graduate(graduate)));
    all.extend(view.recommendations.iter().flat_map(of_recommendation));
    all.extend(view.messages.iter().flat_map(of_message));
    all.extend(view.letters.iter().flatten().map(|letter| {
        let matter = Matter::Letter(letter.id, letter.number.clone(), letter.kind.clone());
        Happening::new(EventName::LetterWritten, letter.issued_on, Some(letter.organisation)).of(matter)
    }));
    if let Some(found) = &view.vocational {
        all.extend(found.authorisations.iter().map(|one| {
            Happening::new(EventName::VocationalAuthorised, one.issued_on, Some(one.issuer))
                .of(Matter::Vocational(one.line))
        }));
        all.extend(found.places.iter().map(|place| {
            Happening::new(EventName::VocationalRegistered, place.registered_on, Some(place.provider))
                .of(Matter::Vocational(place.line))
        }));
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.on));
    all
}

/// Acts of a seat are told by the seat.
fn of_act(act: &Act) -> Vec<Happening> {
    let name = match act.kind {
        kind if kind.obliges() => EventName::DutyIssued,
        kind if kind.entitles() => EventName::RightIssued,
        ActKind::Kooperationsplan => EventName::PlanNamesCourse,
        _ => return Vec::new(),
    };
    let matter = Matter::Act(act.kind);
    let mut all = vec![Happening::new(name, act.issued_on, Some(act.issuer)).of(matter.clone())];
    let revoked = act.revoked_on.map(|on| Happening::new(EventName::DutyRevoked, on, Some(act.issuer)));
    all.extend(revoked.map(|one| one.of(matter)));
    all
}

fn of_test((seating, session): &(Seating, Option<Session>)) -> Option<Happening> {
    let session = session.as_ref()?;
    let ended = seating.ended;
    match seating.state {
        SeatingState::Booked | SeatingState::Present => None,
        SeatingState::Tested => {
            let level = seating.result.as_ref().map(|result| Matter::Level(result.recommendation.level));
            Some(Happening::new(EventName::TestDone, session.held_on, Some(session.organisation)).of(level))
        }
        SeatingState::Absent => {
            let by = ended.map_or(session.organisation, |ended| ended.by);
            Some(Happening::new(EventName::TestNoshow, session.held_on, Some(by)))
        }
        SeatingState::Cancelled => {
            ended.map(|ended| Happening::new(EventName::TestCancelled, ended.on, Some(ended.by)))
        }
    }
}

fn of_seat((seat, course): &(Assignment, Option<Course>)) -> Vec<Happening> {
    let given = match seat.kind {
        AssignmentKind::Zuweisung => EventName::Assigned,
        AssignmentKind::Verweisung => EventName::Referred,
    };
    let lost = match seat.state {
        AssignmentState::NotArrived => Some(EventName::NotArrived),
        AssignmentState::HandedBack => Some(EventName::SeatHandedBack),
        AssignmentState::Expired => Some(EventName::ReservationExpired),
        AssignmentState::Withdrawn => Some(EventName::SeatWithdrawn),
        AssignmentState::Reserved
        | AssignmentState::Registered
        | AssignmentState::Started
        | AssignmentState::Completed
        | AssignmentState::Left
        | AssignmentState::Interrupted => None,
    };
    let ended = match seat.state {
        AssignmentState::Completed => EventName::CourseCompleted,
        AssignmentState::Interrupted => EventName::Interrupted,
        _ => EventName::CourseLeft,
    };
    let provider = Some(seat.provider);
    let mut all = vec![Happening::new(given, seat.assigned_on, None)];
    all.extend(seat.registered_on.map(|on| Happening::new(EventName::Registered, on, provider)));
    all.extend(seat.arrived_on.map(|on| Happening::new(EventName::Arrived, on, provider)));
    all.extend(lost.zip(seat.lost_on).map(|(name, on)| Happening::new(name, on, None)));
    all.extend(seat.ending.map(|ending| Happening::new(ended, ending.on, provider)));
    let matter = course.as_ref().map(|course| Matter::Course(course.id, course.number.clone()));
    all.into_iter().map(|one| one.of(matter.clone())).collect()
}

fn of_exam(exam: &PersonExam) -> Option<Happening> {
    let name = match (exam.state, exam.exam) {
        (EntryState::Registered | EntryState::Withdrawn, _) => return None,
        (EntryState::Sat, _) => EventName::ExamSat,
        (EntryState::Absent, _) => EventName::ExamMissed,
        (EntryState::Marked, ExamKind::Dtz) => EventName::DtzResult,
        (EntryState::Marked, ExamKind::Lid) => EventName::LidResult,
    };
    Some(Happening::new(name, exam.held_on, None).of(Matter::Exam(exam.exam, exam.outcome)))
}

fn of_graduate(graduate: &Graduate) -> Vec<Happening> {
    use EventName as E;
    let mut all = vec![Happening::new(E::GraduateListed, graduate.opened_on, None)];
    all.extend(graduate.talk.map(|talk| Happening::new(E::GraduateTalk, talk.on, Some(talk.by))));
    let provider = Some(graduate.provider);
    all.extend(graduate.sheet.as_ref().map(|sheet| Happening::new(E::GraduateAdvised, sheet.on, provider)));
    for decision in &graduate.decisions {
        let one = Happening::new(E::NextStepDecided, decision.on, Some(decision.by));
        all.push(one.of(Matter::Route(decision.route)));
    }
    for begun in &graduate.follow_ons {
        let matter = begun.measure.map_or(Matter::Route(begun.route), Matter::Measure);
        let by = Some(begun.responsible);
        all.push(Happening::new(E::FollowOnBegun, begun.on, by).of(matter.clone()));
        all.extend(begun.checks.iter().map(|check| {
            Happening::new(E::FollowOnChecked, check.on, Some(check.by))
                .of(Matter::Check(check.months, check.state))
        }));
        all.extend(begun.ended.map(|end| Happening::new(E::FollowOnEnded, end.on, by).of(matter)));
    }
    all
}

fn of_recommendation(one: &MeasureRecommendation) -> Vec<Happening> {
    use EventName as E;
    let mut all = vec![
        Happening::new(E::MeasureRecommended, one.on, Some(one.by)).of(Matter::Measure(one.recommended.kind)),
    ];
    let chosen = Matter::Measure(one.choice.kind);
    let answer = one.answer.map(|answer| Happening::new(E::MeasureAnswered, answer.on, Some(answer.by)));
    all.extend(answer.map(|happening| happening.of(chosen.clone())));
    all.extend(one.begun.map(|begun| {
        let name = if begun.reason.is_none() { E::MeasureBegun } else { E::MeasureNotBegun };
        Happening::new(name, begun.on, Some(begun.by)).of(chosen)
    }));
    all
}

fn of_message(message: &PathMessage) -> Vec<Happening> {
    let matter = Matter::Message(message.kind);
    let mut all = vec![Happening::new(EventName::PathMessageSaid, message.said_on, None).of(matter.clone())];
    let answered = message
        .answer
        .map(|answer| Happening::new(EventName::PathMessageAnswered, answer.on, Some(message.to)).of(matter));
    all.extend(answered);
    all
}

#[cfg(test)]
mod tests {
    use super::super::blank::{appointment, blank, case, day, seat};
    use super::*;
    use domain::ids::{OperationId, RegionId};
    use domain::journal::Event;
    use domain::moment::Moment;

    fn entry(name: EventName, on: &str) -> Entry {
        Entry {
            id: 1,
            region: RegionId(1),
            operation: OperationId(1),
            recorded_at: Moment(0),
            organisation: Some(OrganisationId(7)),
            account: None,
            event: Event::new(name, day(on)),
        }
    }

    fn told(view: &PersonView, name: EventName) -> Vec<Happening> {
        happenings(view).into_iter().filter(|one| one.name == name).collect()
    }

    #[test]
    fn what_journal_and_record_both_know_is_told_once_with_what_each_knows() {
        let mut view = blank(case("2026-11-02"));
        let (given, _) = seat(1, "2026-11-10");
        view.seats = Some(vec![(given, None)]);
        view.timeline = vec![entry(EventName::Assigned, "2026-11-12")];
        let assigned = told(&view, EventName::Assigned);
        assert_eq!(assigned.len(), 1);
        assert_eq!((assigned[0].on, assigned[0].by), (day("2026-11-12"), Some(OrganisationId(7))));
    }

    #[test]
    fn a_record_the_journal_does_not_hold_is_told_all_the_same() {
        let mut view = blank(case("2026-11-02"));
        view.appointments = Some(vec![
            appointment(2, "2026-11-25", SeatingState::Tested),
            appointment(1, "2025-03-04", SeatingState::Tested),
        ]);
        view.timeline = vec![entry(EventName::TestDone, "2026-11-25")];
        let days: Vec<NaiveDate> = told(&view, EventName::TestDone).iter().map(|one| one.on).collect();
        assert_eq!(
            days,
            [day("2026-11-25"), day("2025-03-04")],
            "another test of another year stays its own"
        );
    }

    #[test]
    fn every_event_of_the_journal_is_told_newest_first() {
        let mut view = blank(case("2026-11-02"));
        let on = |n: u64| day("2026-01-01") + chrono::Days::new(n % 90);
        view.timeline = (0..200).map(|n| entry(EventName::PersonChanged, &on(n).to_string())).collect();
        let all = told(&view, EventName::PersonChanged);
        assert_eq!(all.len(), 200);
        assert!(all.is_sorted_by_key(|one| std::cmp::Reverse(one.on)));
    }

    #[test]
    fn what_is_hidden_is_not_told_by_records() {
        let mut view = blank(case("2026-11-02"));
        (view.acts, view.appointments, view.seats, view.letters, view.exams) = (None, None, None, None, None);
        let names: Vec<EventName> = happenings(&view).iter().map(|one| one.name).collect();
        assert_eq!(names, [EventName::CaseOpened]);
    }
}
