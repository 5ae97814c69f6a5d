//! Writes letters for test appointments or seats, one for each subject, in the language of the person. A
//! letter that says the same as one already in the file is not written twice. Not for printing: see
//! `mark_printed`.

use crate::commands::reached;
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, TypedQueries, Where};
use crate::tables::LetterTable;
use async_trait::async_trait;
use chrono::{Datelike, NaiveDate};
use domain::access::{Action, Authorised, Demand, Resource};
use domain::assignment::Assignment;
use domain::case::Case;
use domain::course::Course;
use domain::geography::{StraightLine, StraightLineSettings};
use domain::ids::{AssignmentId, LetterId, SeatingId};
use domain::journal::{Event, EventName};
use domain::letter::compose::{self, Frame, NearStop};
use domain::letter::{Letter, LetterKind};
use domain::letter_record::LetterRecord;
use domain::organisation::Organisation;
use domain::person::Person;
use domain::placement::{Seating, Session};
use domain::record::{Record, RecordKind};
use domain::refusal::Refusal;
use domain::region::Settings;
use std::sync::Arc;

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterSubject {
    /// A test appointment: invitation or second invitation.
    Seating(SeatingId),
    /// A seat in a course.
    Assignment(AssignmentId),
}

/// Writes the letters of some subjects.
#[derive(Debug, Clone)]
pub struct IssueLetters {
    /// Kind of letter about a seat; `None` takes what fits its state. Appointments know their kind.
    pub kind: Option<LetterKind>,
    pub subjects: Vec<LetterSubject>,
    pub table: LetterTable,
    pub stops: Arc<Vec<NearStop>>,
    pub public_url: String,
}

impl Demand for IssueLetters {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Letter)
    }
}

#[async_trait]
impl Command for IssueLetters {
    type Outcome = Vec<LetterId>;
    const NAME: &'static str = "issue_letters";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<Vec<LetterId>, Error> {
        if authorised.command().subjects.is_empty() {
            return Err(Refusal::new("no-letters-chosen").into());
        }
        let sender: Organisation = context.need(authorised.actor().organisation.0).await?;
        let settings = context.settings().await?;
        let mut ids = Vec::new();
        for subject in &authorised.command().subjects {
            ids.push(issue(authorised, context, (&sender, &settings), *subject).await?);
        }
        Ok(ids)
    }
}

/// A subject with everything its letter needs.
enum About {
    Test(Box<(Seating, Session, Option<NaiveDate>)>),
    Seat(Box<(Assignment, Course, Organisation)>, LetterKind),
}

async fn issue(
    authorised: &Authorised<IssueLetters>,
    context: &mut Context<'_>,
    (sender, settings): (&Organisation, &Settings),
    subject: LetterSubject,
) -> Result<LetterId, Error> {
    let command = authorised.command();
    let (about, person_id, case_id) = load(context, command.kind, subject).await?;
    let person = reached::person(context, &authorised.visible(), person_id).await?;
    let case: Case = context.need(case_id.0).await?;
    let year = context.operation.today.year();
    let ways = straight_line(settings)?;
    let reference = reference(&person, sender, &case);
    let mut frame = Frame {
        number: String::new(),
        date: context.operation.today,
        sender,
        person: &person,
        reference,
        public_url: &command.public_url,
        citations: command.table.citations_of(kind_of(&about)),
        ways: &ways,
        stops: &command.stops,
    };
    let letter = compose(&frame, &about, &command.table);
    if let Some(known) = same_letter(context, &person, &letter).await? {
        return Ok(known);
    }
    let n = context.work.next_number(&format!("letter-{}-{year}", sender.id)).await?;
    frame.number = format!("{}-{year}-{n:05}", sender.short_name);
    let letter = compose(&frame, &about, &command.table);
    keep(context, &person, &case, &letter).await
}

async fn load(
    context: &mut Context<'_>,
    kind: Option<LetterKind>,
    subject: LetterSubject,
) -> Result<(About, domain::ids::PersonId, domain::ids::CaseId), Error> {
    match subject {
        LetterSubject::Seating(id) => {
            let seating: Seating = context.need(id.0).await?;
            let session: Session = context.need(seating.session.0).await?;
            let missed_on = missed_before(context, &seating).await?;
            let (person, case) = (seating.person, seating.case);
            Ok((About::Test(Box::new((seating, session, missed_on))), person, case))
        }
        LetterSubject::Assignment(id) => {
            let assignment: Assignment = context.need(id.0).await?;
            let course: Course = context.need(assignment.course.0).await?;
            let provider: Organisation = context.need(assignment.provider.0).await?;
            let kind = kind.unwrap_or_else(|| fitting(&assignment));
            let (person, case) = (assignment.person, assignment.case);
            Ok((About::Seat(Box::new((assignment, course, provider)), kind), person, case))
        }
    }
}

/// The letter that a seat's state asks for.
fn fitting(assignment: &Assignment) -> LetterKind {
    use domain::assignment::{AssignmentKind, AssignmentState};
    match (assignment.state, assignment.kind) {
        (AssignmentState::Registered | AssignmentState::Started, _) => LetterKind::RegistrationProof,
        (_, AssignmentKind::Zuweisung) => LetterKind::Assignment,
        (_, AssignmentKind::Verweisung) => LetterKind::Referral,
    }
}

/// Day of the appointment the person missed before this one.
async fn missed_before(context: &mut Context<'_>, seating: &Seating) -> Result<Option<NaiveDate>, Error> {
    if seating.attempt <= 1 {
        return Ok(None);
    }
    let find = Find::new(RecordKind::Seating, seating.region).when(Where::is("case_id", seating.case.0));
    let earlier: Vec<Seating> = context.work.queries().all(find).await?;
    let Some(missed) = earlier.iter().filter(|s| s.attempt < seating.attempt).max_by_key(|s| s.attempt)
    else {
        return Ok(None);
    };
    let session: Option<Session> = context.find(missed.session.0).await?;
    Ok(session.map(|session| session.held_on))
}

fn kind_of(about: &About) -> LetterKind {
    match about {
        About::Test(test) if test.0.attempt > 1 => LetterKind::SecondInvitation,
        About::Test(_) => LetterKind::Invitation,
        About::Seat(_, kind) => *kind,
    }
}

fn compose(frame: &Frame<'_>, about: &About, table: &LetterTable) -> Letter {
    match about {
        About::Test(test) => compose::invitation(frame, &test.0, &test.1, test.2),
        About::Seat(seat, kind) => {
            let title = table.title(seat.1.kind, seat.0.section);
            compose::seat(frame, *kind, title, &seat.1, &seat.0, &seat.2)
        }
    }
}

/// Number under which the sender keeps the person, else the case number.
fn reference(person: &Person, sender: &Organisation, case: &Case) -> String {
    let own = person.file_numbers.iter().find(|held| held.organisation == sender.id);
    own.map(|held| held.number.clone()).unwrap_or_else(|| case.number.clone())
}

fn straight_line(settings: &Settings) -> Result<StraightLine, Error> {
    let settings = StraightLineSettings {
        detour_factor: settings.detour_factor,
        kilometres_per_hour: settings.estimated_km_per_hour,
        ..StraightLineSettings::default()
    };
    StraightLine::new(settings).map_err(|unusable| Error::fault(unusable.setting))
}

/// A letter of this sender to this person that says the same, whatever its number.
async fn same_letter(
    context: &mut Context<'_>,
    person: &Person,
    letter: &Letter,
) -> Result<Option<LetterId>, Error> {
    let find = Find::new(RecordKind::LetterRecord, person.region)
        .when(Where::is("person_id", person.id.0))
        .when(Where::is("organisation_id", context.operation.actor.organisation.0))
        .when(Where::is("issued_on", context.operation.today));
    let known: Vec<LetterRecord> = context.work.queries().all(find).await?;
    Ok(known.into_iter().find(|record| same(record, letter)).map(|record| record.id))
}

fn same(record: &LetterRecord, letter: &Letter) -> bool {
    let Ok(old) = serde_json::from_value::<Letter>(record.content.clone()) else { return false };
    Letter { number: letter.number.clone(), ..old } == *letter
}

async fn keep(
    context: &mut Context<'_>,
    person: &Person,
    case: &Case,
    letter: &Letter,
) -> Result<LetterId, Error> {
    let record = LetterRecord {
        id: LetterId(context.next_id()),
        region: person.region,
        version: 0,
        organisation: context.operation.actor.organisation,
        case: Some(case.id),
        person: person.id,
        number: letter.number.clone(),
        kind: letter.kind.code().to_owned(),
        language: letter.language.clone(),
        issued_on: context.operation.today,
        printed_at: None,
        content: serde_json::to_value(letter).map_err(Error::fault)?,
    };
    let id = record.id;
    context.work.save(vec![Record::LetterRecord(record)]).await?;
    let event = Event::new(EventName::LetterWritten, context.operation.today)
        .about(Some(case.id), person.id)
        .with("kind", letter.kind.code())
        .with("letter", id);
    context.emit(event);
    Ok(id)
}
