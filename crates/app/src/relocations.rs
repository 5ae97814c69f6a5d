//! What commands and queries share about relocations: the package of a person as far as the sending body may see them,
//! what came along from other counties, and making packages void. Not for the file: see `relocation_file`.

use crate::attendance::begins_on;
use crate::commands::reached;
use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::NaiveDate;
use domain::access::{FieldGroup, Visible};
use domain::act::Act;
use domain::assignment::{Assignment, AssignmentState};
use domain::case::Case;
use domain::course::Course;
use domain::exam::{EntryState, ExamEntry, ExamKind, Ground, Payer, Recorded};
use domain::ids::{AssignmentId, CourseId, ExamEntryId, ExamSittingId, OrganisationId, PersonId, RegionId};
use domain::journal::{Event, EventName};
use domain::organisation::Organisation;
use domain::person::{Consent, Person, RecipientGroup};
use domain::placement::Seating;
use domain::record::RecordKind;
use domain::region::Region;
use domain::relocation::{
    Agreed, Direction, EarlierCourse, EarlierExam, FORMAT, MovingAct, MovingTest, Package, Relocation,
    RelocationState, Sender, Standing,
};
use domain::section_end::under_way;
use std::collections::HashMap;

/// States of a seat somebody sat in.
const SAT: [AssignmentState; 4] = [
    AssignmentState::Started,
    AssignmentState::Completed,
    AssignmentState::Left,
    AssignmentState::Interrupted,
];

/// The consent on which a package may be made today.
pub async fn consent(
    queries: &dyn Queries,
    person: &Person,
    today: NaiveDate,
) -> Result<Option<Consent>, Error> {
    let all = crate::consents::of_person(queries, person.region, person.id).await?;
    let holds = |one: &Consent| one.recipients == RecipientGroup::NewCounty && one.holds_on(today);
    Ok(all.into_iter().rev().find(holds))
}

/// Relocations of several people, oldest first.
pub async fn of_people(
    queries: &dyn Queries,
    region: RegionId,
    people: &[i64],
) -> Result<Vec<Relocation>, Error> {
    let mut found = Vec::new();
    for part in people.chunks(400) {
        let find = Find::new(RecordKind::Relocation, region)
            .when(Where::one_of("person_id", part.iter().copied()))
            .limit(i64::MAX);
        found.extend(queries.all::<Relocation>(find).await?);
    }
    Ok(found)
}

/// What the package would hold if it was made now; code and receipt are empty.
pub async fn package(
    queries: &dyn Queries,
    visible: &Visible,
    (person, case): (&Person, &Case),
    (agreed, today): (&Consent, NaiveDate),
) -> Result<Package, Error> {
    let own: Organisation = queries.need(visible.organisation().0).await?;
    let region: Region = queries.need(person.region.0).await?;
    let earlier = of_people(queries, person.region, &[person.id.0]).await?;
    let earlier: Vec<Package> = earlier
        .into_iter()
        .filter(|one| one.direction == Direction::Incoming)
        .map(|one| *one.package)
        .collect();
    let shows = |group| visible.shows(group);
    let mut package = Package {
        format: FORMAT.to_owned(),
        code: String::new(),
        receipt: String::new(),
        made_on: today,
        sender: Sender { name: own.name, kind: own.kind, county: region.name },
        agreed: Agreed {
            text_version: agreed.text_version.clone(),
            language: agreed.language.clone(),
            given_on: agreed.given_on,
            valid_until: agreed.valid_until,
        },
        person: person.shown(shows, own.id, false).0.into(),
        standing: Standing {
            number: case.number.clone(),
            stage: case.stage,
            opened_on: case.opened_on,
            waits_since: case.awaiting_since,
        },
        acts: Vec::new(),
        test: None,
        courses: Vec::new(),
        exams: Vec::new(),
    };
    if shows(FieldGroup::Obligation) {
        package.acts = acts(queries, person).await?;
    }
    if shows(FieldGroup::Placement) {
        package.test = test(queries, person, case).await?;
    }
    if shows(FieldGroup::Seat) {
        package.courses = courses(queries, person, today).await?;
        package.courses.extend(earlier.into_iter().flat_map(|one| one.courses));
        package.courses.sort_by_key(|course| course.begun_on);
    }
    if shows(FieldGroup::Exam) {
        package.exams = exams(queries, person).await?;
    }
    Ok(package)
}

fn of_person(kind: RecordKind, person: &Person) -> Find {
    Find::new(kind, person.region).when(Where::is("person_id", person.id.0))
}

async fn bodies(
    queries: &dyn Queries,
    ids: impl Iterator<Item = OrganisationId>,
) -> Result<HashMap<OrganisationId, Organisation>, Error> {
    let ids: Vec<i64> = ids.map(|id| id.0).collect();
    let found = queries.many::<Organisation>(&ids).await?;
    Ok(found.into_iter().map(|body| (body.id, body)).collect())
}

async fn acts(queries: &dyn Queries, person: &Person) -> Result<Vec<MovingAct>, Error> {
    let acts: Vec<Act> = queries.all(of_person(RecordKind::Act, person)).await?;
    let bodies = bodies(queries, acts.iter().map(|act| act.issuer)).await?;
    let along = acts.into_iter().filter(MovingAct::goes_along).filter_map(|act| {
        let body = bodies.get(&act.issuer)?;
        Some(MovingAct {
            kind: act.kind,
            issued_by: body.name.clone(),
            issuer_kind: body.kind,
            issued_on: act.issued_on,
            valid_until: act.valid_until,
            basis: act.basis,
        })
    });
    Ok(along.collect())
}

async fn test(queries: &dyn Queries, person: &Person, case: &Case) -> Result<Option<MovingTest>, Error> {
    let seatings: Vec<Seating> = queries.all(of_person(RecordKind::Seating, person)).await?;
    let newest = seatings.into_iter().rev().find_map(|seating| seating.result);
    let tested = newest.map(|result| MovingTest {
        tested_on: Some(result.recorded_on),
        recommendation: result.recommendation,
    });
    let known = case.recommendation.clone();
    Ok(tested.or(known.map(|recommendation| MovingTest { tested_on: None, recommendation })))
}

async fn courses(
    queries: &dyn Queries,
    person: &Person,
    today: NaiveDate,
) -> Result<Vec<EarlierCourse>, Error> {
    let find = of_person(RecordKind::Assignment, person)
        .when(Where::one_of("status", SAT.map(AssignmentState::code)));
    let seats: Vec<Assignment> = queries.all(find).await?;
    let ids: Vec<i64> = seats.iter().map(|seat| seat.course.0).collect();
    let courses: HashMap<CourseId, Course> =
        queries.many::<Course>(&ids).await?.into_iter().map(|course| (course.id, course)).collect();
    let bodies = bodies(queries, seats.iter().map(|seat| seat.provider)).await?;
    let sat = seats.iter().filter_map(|seat| {
        let course = courses.get(&seat.course)?;
        let ended_on = seat.ending.map(|ending| ending.on);
        let last = under_way(course, ended_on.unwrap_or(today)).unwrap_or(seat.section);
        Some(EarlierCourse {
            kind: course.kind,
            provider: bodies.get(&seat.provider).map(|body| body.name.clone()).unwrap_or_default(),
            first_section: seat.section,
            last_section: last.max(seat.section),
            begun_on: begins_on(seat),
            ended_on: ended_on.map(|on| on.max(begins_on(seat))),
            outcome: seat.ending.map(|ending| ending.outcome),
        })
    });
    Ok(sat.collect())
}

async fn exams(queries: &dyn Queries, person: &Person) -> Result<Vec<EarlierExam>, Error> {
    let mut known = crate::exams::entries_of_people(queries, person.region, &[person.id.0]).await?;
    let known = known.remove(&person.id.0).unwrap_or_default();
    let sat = known
        .into_iter()
        .filter(|entry| matches!(entry.state, EntryState::Sat | EntryState::Marked))
        .map(|entry| EarlierExam {
            exam: entry.exam,
            held_on: entry.held_on,
            result: entry.result.map(|recorded| recorded.result),
        });
    Ok(sat.collect())
}

/// Exams that people sat in other counties, as entries of no exam day of this region.
pub async fn earlier_exams(
    queries: &dyn Queries,
    region: RegionId,
    people: &[i64],
) -> Result<Vec<ExamEntry>, Error> {
    let moved = of_people(queries, region, people).await?;
    let incoming = moved.iter().filter(|one| one.direction == Direction::Incoming);
    Ok(incoming.flat_map(entries).collect())
}

fn entries(moved: &Relocation) -> Vec<ExamEntry> {
    let package = &moved.package;
    let mut tries: HashMap<ExamKind, i64> = HashMap::new();
    let mut sorted: Vec<&EarlierExam> = package.exams.iter().collect();
    sorted.sort_by_key(|exam| exam.held_on);
    let kind = package.courses.last().map(|course| course.kind);
    let kind = kind.or(package.test.as_ref().map(|test| test.recommendation.course_kind));
    let Some(course_kind) = kind else { return Vec::new() };
    sorted
        .into_iter()
        .map(|exam| {
            let attempt = tries.entry(exam.exam).and_modify(|tries| *tries += 1).or_insert(1);
            ExamEntry {
                id: ExamEntryId(0),
                region: moved.region,
                version: 0,
                sitting: ExamSittingId(0),
                exam: exam.exam,
                held_on: exam.held_on,
                case: moved.case,
                person: moved.person,
                course: CourseId(0),
                course_kind,
                assignment: AssignmentId(0),
                provider: OrganisationId(0),
                site: OrganisationId(0),
                attempt: *attempt,
                ground: Ground::HoursUsedUp,
                payer: Payer::FirstFree,
                hours_used_up: true,
                state: if exam.result.is_some() { EntryState::Marked } else { EntryState::Sat },
                registered_on: exam.held_on,
                result: exam.result.map(|result| Recorded { result, on: package.made_on }),
            }
        })
        .collect()
}

/// Packages of a person that nobody has answered are void: what they may be made on does not hold any more.
pub(crate) async fn void(context: &mut Context<'_>, person: &Person) -> Result<(), Error> {
    let (all, today): (Vec<Relocation>, _) =
        (reached::of_person(context, person).await?, context.operation.today);
    for mut one in all.into_iter().filter(Relocation::is_open) {
        one.take_back(today)?;
        context.emit(event(EventName::RelocationTakenBack, &one, today));
        context.save(one).await?;
    }
    Ok(())
}

/// An event of a relocation.
pub(crate) fn event(name: EventName, one: &Relocation, on: NaiveDate) -> Event {
    Event::new(name, on)
        .about(Some(one.case), one.person)
        .with("relocation", one.id)
        .with("state", one.state.code())
}

/// A relocation of the own body.
pub(crate) async fn own(
    context: &mut Context<'_>,
    visible: &Visible,
    (id, seen): (domain::ids::RelocationId, i64),
) -> Result<Relocation, Error> {
    let known: Relocation = context.need(id.0).await?;
    if !visible.reaches(known.region, known.organisation) || known.direction != Direction::Outgoing {
        return Err(Error::Absent(RecordKind::Relocation));
    }
    context.need_version(id.0, seen).await
}

/// The way a person had in other counties, oldest first.
pub async fn came_from(
    queries: &dyn Queries,
    region: RegionId,
    person: PersonId,
) -> Result<Vec<Relocation>, Error> {
    let all = of_people(queries, region, &[person.0]).await?;
    let taken =
        |one: &Relocation| one.direction == Direction::Incoming && one.state == RelocationState::TakenOver;
    Ok(all.into_iter().filter(taken).collect())
}
