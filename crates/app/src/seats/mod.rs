//! What the seat commands share: reach, counting living seats, giving and losing a seat, letters asked
//! for. Not for deciding who gets which seat: see `domain::assignment` and `planning`.

pub mod inputs;
pub mod planning;

use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, OutboxMessage, Queries, TypedQueries, Where};
use crate::queries::start_calendar::binding;
use crate::steps;
use chrono::NaiveDate;
use domain::access::Visible;
use domain::act::{self, Act, ActKind};
use domain::assignment::cost::Fit;
use domain::assignment::offer::Candidate;
use domain::assignment::progress::kind_for;
use domain::assignment::{Assignment, AssignmentKind, AssignmentState};
use domain::case::{Case, days_after};
use domain::course::Course;
use domain::deadline::Activity;
use domain::geography::{StraightLine, StraightLineSettings};
use domain::ids::{ActId, AssignmentId, CourseId, OrganisationId, RegionId, SeatPlanId};
use domain::journal::{Event, EventName};
use domain::letter::LetterKind;
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::Person;
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::region::{Pace, Settings};
use std::collections::BTreeMap;

/// Kind of outbox message that asks for a letter.
pub const LETTER_REQUEST: &str = "letter_request";

/// The port for ways with a region's settings; unusable settings fall back to the built-in assumptions.
pub fn ways(settings: &Settings) -> StraightLine {
    let wanted = StraightLineSettings {
        detour_factor: settings.detour_factor,
        kilometres_per_hour: settings.estimated_km_per_hour,
        ..StraightLineSettings::default()
    };
    StraightLine::new(wanted).unwrap_or_default()
}

/// The BAMF coordination of a region.
pub async fn bundesamt(queries: &dyn Queries, region: RegionId) -> Result<OrganisationId, Error> {
    let find = Find::new(RecordKind::Organisation, region)
        .when(Where::is("kind", OrganisationKind::Bundesamt.code()));
    let found: Vec<Organisation> = queries.all(find).await?;
    let found = found.iter().find(|body| body.active).map(|body| body.id);
    found.ok_or_else(|| Refusal::new("region-without-bundesamt").into())
}

/// Living seats per course of a region.
pub async fn taken(queries: &dyn Queries, region: RegionId) -> Result<BTreeMap<CourseId, i64>, Error> {
    let find = Find::new(RecordKind::Assignment, region).when(Where::is("holds_seat", 1i64));
    let counts = queries.count_by(&find, "course_id").await?;
    Ok(counts.into_iter().map(|(course, count)| (CourseId(course), count)).collect())
}

/// Living seats of one course.
pub async fn taken_of(queries: &dyn Queries, course: &Course) -> Result<i64, Error> {
    let find = Find::new(RecordKind::Assignment, course.region)
        .when(Where::is("course_id", course.id.0))
        .when(Where::is("holds_seat", 1i64));
    Ok(queries.count_by(&find, "course_id").await?.iter().map(|(_, count)| *count).sum())
}

/// Seats of one course, living ones only or all.
pub async fn seats_of(
    queries: &dyn Queries,
    course: &Course,
    living: bool,
) -> Result<Vec<Assignment>, Error> {
    let mut find = Find::new(RecordKind::Assignment, course.region).when(Where::is("course_id", course.id.0));
    if living {
        find = find.when(Where::is("holds_seat", 1i64));
    }
    queries.all(find).await
}

/// Every course of a region that can still be entered, with its living seats.
pub async fn candidates(queries: &dyn Queries, region: RegionId) -> Result<Vec<Candidate>, Error> {
    let find = Find::new(RecordKind::Course, region).when(Where::one_of("status", ["published", "running"]));
    let courses: Vec<Course> = queries.all(find).await?;
    let taken = taken(queries, region).await?;
    Ok(courses
        .into_iter()
        .map(|course| {
            let taken = taken.get(&course.id).copied().unwrap_or(0);
            Candidate { course, taken }
        })
        .collect())
}

/// A course the actor reaches as its provider; drafts and foreign courses are absent.
pub async fn own_course(context: &mut Context<'_>, visible: &Visible, id: CourseId) -> Result<Course, Error> {
    context.work.lock(RecordKind::Course, id.0).await?;
    let course: Course = context.need(id.0).await?;
    if !visible.reaches(course.region, course.organisation) {
        return Err(Error::Absent(RecordKind::Course));
    }
    Ok(course)
}

/// A seat the actor reaches as provider or as coordination of the region.
pub async fn reached_seat(
    context: &mut Context<'_>,
    visible: &Visible,
    id: AssignmentId,
) -> Result<Assignment, Error> {
    let seat: Assignment = context.need(id.0).await?;
    if !visible.reaches(seat.region, seat.provider) {
        return Err(Error::Absent(RecordKind::Assignment));
    }
    Ok(seat)
}

/// A seat that is about to be given.
pub struct Giving<'a> {
    pub case: Case,
    pub course: &'a Course,
    pub fit: &'a Fit,
    pub plan: Option<SeatPlanId>,
}

/// Gives a seat: the act, the reservation, the provider's part in the chain, the next step, the letter.
/// The caller holds the lock of the course and has counted its seats.
pub async fn give(context: &mut Context<'_>, giving: Giving<'_>) -> Result<AssignmentId, Error> {
    let Giving { case, course, fit, plan } = giving;
    let today = context.operation.today;
    let kind = kind_for(&case);
    let id = AssignmentId(context.next_id());
    let mut person: Person = context.need(case.person.0).await?;
    let pace = context.pace().await?;
    let until = reserved_until(context, &pace, course, today).await?;
    let seat = Assignment {
        id,
        region: case.region,
        version: 0,
        case: case.id,
        person: case.person,
        course: course.id,
        provider: course.organisation,
        section: fit.section,
        entry_on: fit.entry_on,
        kind,
        state: AssignmentState::Reserved,
        assigned_on: today,
        reserved_until: until,
        registered_on: None,
        arrived_on: None,
        arrival_noted_at: None,
        hand_back: None,
        lost_on: None,
        moved_on: None,
        clarified: None,
        ending: None,
        plan,
        code: context.operation.ids.code(),
        reasons: fit.reasons.clone(),
        wishes: person.constraints.wishes.clone(),
    };
    let (act_kind, event, letter) = match kind {
        AssignmentKind::Zuweisung => (ActKind::Zuweisung, EventName::Assigned, LetterKind::Assignment),
        AssignmentKind::Verweisung => (ActKind::Verweisung, EventName::Referred, LetterKind::Referral),
    };
    write_act(context, &case, act_kind).await?;
    person.involve(course.organisation, today);
    context.emit(
        Event::new(event, today)
            .about(Some(case.id), case.person)
            .with("assignment", id)
            .with("course", course.id)
            .with("provider", course.organisation)
            .with("section", fit.section)
            .with("entry_on", fit.entry_on)
            .with("reserved_until", until),
    );
    let issuer = context.operation.actor.organisation;
    ask_for_letter(context, LetterRequest::new(letter, &seat, issuer)).await?;
    context.save(seat).await?;
    context.save(person).await?;
    steps::settle(context, case).await?;
    Ok(id)
}

/// Last day of a reservation: as the agreement that binds the providers says, else as the region set it.
async fn reserved_until(
    context: &mut Context<'_>,
    pace: &Pace,
    course: &Course,
    today: NaiveDate,
) -> Result<NaiveDate, Error> {
    let agreement = binding(context.work.queries(), course.region, today).await?;
    let agreed = agreement.filter(|agreement| agreement.is_party(course.organisation));
    Ok(match agreed {
        Some(agreement) => {
            let end = days_after(today, agreement.terms.reservation_days);
            pace.calendar_of(course.organisation).next_working_day(end)
        }
        None => pace.due(Activity::Reservation, today, course.organisation),
    })
}

/// Records an act of the actor's organisation about a case, today.
pub async fn write_act(context: &mut Context<'_>, case: &Case, kind: ActKind) -> Result<(), Error> {
    let actor = &context.operation.actor;
    let (issuer, today) = (actor.organisation, context.operation.today);
    act::check(kind, actor.organisation_kind, today, None)?;
    let act = Act {
        id: ActId(context.next_id()),
        region: case.region,
        version: 0,
        case: case.id,
        person: case.person,
        kind,
        issuer,
        issued_on: today,
        valid_until: None,
        basis: basis(kind).to_owned(),
        revoked_on: None,
    };
    context.save(act).await
}

/// Citation printed with the acts around a seat.
fn basis(kind: ActKind) -> &'static str {
    match kind {
        ActKind::Zuweisung => "§ 7 Abs. 3 Satz 1, Abs. 5 IntV",
        ActKind::Verweisung => "§ 7 Abs. 3 Satz 2, Abs. 5 IntV",
        ActKind::Anmeldung => "§ 7 Abs. 1, 2 IntV",
        _ => "",
    }
}

/// Puts the person of a lost seat back on the waiting list. The seat has left the state `was` already; who had
/// stayed away and was asked why waits since then and not anew.
pub async fn put_back(
    context: &mut Context<'_>,
    seat: Assignment,
    was: AssignmentState,
    event: Event,
) -> Result<(), Error> {
    let mut case: Case = context.need(seat.case.0).await?;
    context.emit(
        event.about(Some(seat.case), seat.person).with("assignment", seat.id).with("course", seat.course),
    );
    if was != AssignmentState::NotArrived || seat.clarified.is_none() {
        case.lose_seat(context.operation.today, seat.state);
    }
    context.save(seat).await?;
    steps::settle(context, case).await?;
    Ok(())
}

/// A letter that somebody has to write; ids, codes and dates only.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct LetterRequest {
    pub letter: LetterKind,
    pub assignment: AssignmentId,
    pub case: domain::ids::CaseId,
    pub person: domain::ids::PersonId,
    /// Body in whose name the letter goes out.
    pub sender: OrganisationId,
    /// Office it is meant for besides the person (proof of registration).
    pub to: Option<OrganisationId>,
    /// First day announced before (slipped start).
    pub formerly_on: Option<NaiveDate>,
}

impl LetterRequest {
    /// A letter about a seat to its person.
    pub fn new(letter: LetterKind, seat: &Assignment, sender: OrganisationId) -> Self {
        LetterRequest {
            letter,
            assignment: seat.id,
            case: seat.case,
            person: seat.person,
            sender,
            to: None,
            formerly_on: None,
        }
    }
}

/// Leaves the request in the outbox.
pub async fn ask_for_letter(context: &mut Context<'_>, request: LetterRequest) -> Result<(), Error> {
    let payload = serde_json::to_string(&request).map_err(Error::fault)?;
    let id = context.next_id();
    context.work.queue(OutboxMessage { id, kind: LETTER_REQUEST.to_owned(), payload }).await
}

/// Offices whose obligation of this case is in force; they get the proof of registration.
pub async fn obliging(context: &mut Context<'_>, case: &Case) -> Result<Vec<OrganisationId>, Error> {
    let today = context.operation.today;
    let find = Find::new(RecordKind::Act, case.region).when(Where::is("case_id", case.id.0));
    let acts: Vec<Act> = context.work.queries().all(find).await?;
    let mut offices: Vec<OrganisationId> =
        acts.iter().filter(|act| act.kind.obliges() && act.holds_on(today)).map(|act| act.issuer).collect();
    offices.sort();
    offices.dedup();
    Ok(offices)
}

/// "Full", with the next best seat if there is one.
pub fn course_full(course: &Course, next: Option<(&Course, NaiveDate)>) -> Refusal {
    let place = |course: &Course| {
        if course.place.town.is_empty() { course.number.clone() } else { course.place.town.clone() }
    };
    match next {
        Some((other, entry_on)) => Refusal::new("course-full")
            .with("place", place(course))
            .with("on", course.start_on())
            .with("next_place", place(other))
            .with("next_on", entry_on)
            .with("next_number", other.number.clone())
            .with("next_course", other.id.to_string())
            .at("course"),
        None => Refusal::new("course-full-none-left")
            .with("place", place(course))
            .with("on", course.start_on())
            .at("course"),
    }
}
