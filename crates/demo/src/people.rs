//! Invented people on their way: invited, tested, waiting, reserved, registered, learning, stuck.

use crate::World;
use crate::attendance::{self, Learner};
use crate::bodies::place;
use crate::courses::Offered;
use crate::exams;
use crate::facts;
use crate::graduates;
use crate::measures;
use crate::names::{GROUPS, Group, STREETS};
use chrono::{Datelike, Duration, NaiveDate};
use domain::act::{Act, ActKind};
use domain::assignment::{Assignment, AssignmentKind, AssignmentState, Ending, Outcome};
use domain::care_transfer::CareTransfer;
use domain::case::{
    Case, Evidence, GraduateEvidence, RecommendationEvidence, SeatEvidence, Stage, TestEvidence, number,
};
use domain::course::{Course, CourseKind, CourseState};
use domain::eligibility::StatedFacts;
use domain::graduate::Graduate;
use domain::ids::{ActId, AssignmentId, CaseId, OrganisationId, PersonId, RegionId, SeatingId};
use domain::measure::MeasureRecommendation;
use domain::moment::Moment;
use domain::person::{
    BirthDate, BirthPrecision, Constraints, FileNumber, Literacy, Person, Sex, TimeOfDay, Wish,
};
use domain::placement::{
    Ended, Level, Performance, PlacementResult, Recommendation, Seating, SeatingState, Session,
};
use domain::record::Record;
use domain::residence::{BenefitPeriod, BenefitSystem, Residence, ResidenceKind};
use domain::route_plan::RoutePlan;
use std::collections::HashMap;

/// Somebody before their records are kept.
struct Somebody {
    person: Person,
    case: Case,
    acts: Vec<Act>,
    seatings: Vec<Seating>,
    assignment: Option<Assignment>,
    stated: Option<StatedFacts>,
    graduate: Option<Graduate>,
    recommendation: Option<MeasureRecommendation>,
    plan: Option<RoutePlan>,
}

/// Fills courses, test days and the waiting list, and records everything.
pub fn arrive(world: &mut World, courses: Vec<Offered>, sessions: &[Session]) {
    let scale = world.plan.arrivals as f64 / 211.0;
    let times = |n: i64| ((n as f64) * scale).round().max(1.0) as i64;
    let mut all = Vec::new();
    for offered in &courses {
        let earlier: Vec<Session> =
            sessions.iter().filter(|s| s.held_on < offered.course.start_on()).cloned().collect();
        for n in 0..offered.learners {
            // people of one course came over two months, not on one day
            let before = Duration::days(46 + (n * 13) % 61);
            let mut one = somebody(world, offered.course.start_on() - before);
            test(world, &mut one, &earlier, offered.course.kind, offered.course.first_section);
            take_seat(world, &mut one, &offered.course);
            all.push(one);
        }
    }
    for n in 0..times(24) {
        let since = world.day(-7 * (1 + n % 9));
        let mut one = somebody(world, since - Duration::days(14));
        let (kind, section) = wish(world, &one.person);
        test(world, &mut one, sessions, kind, section);
        await_seat(world, &mut one, since);
        all.push(one);
    }
    for (session, share) in [(8usize, 14), (9, 8), (10, 5), (11, 2)] {
        let seats = sessions[session].seats() - 1;
        for _ in 0..times(share).min(seats) {
            let mut one = somebody(world, sessions[session].held_on - Duration::days(15));
            invite(world, &mut one, &sessions[session], 1);
            all.push(one);
        }
    }
    // missed a week ago, and a month ago without a second appointment since
    for (session, share) in [(7usize, 4), (4, 2)] {
        for _ in 0..times(share) {
            let mut one = somebody(world, sessions[session].held_on - Duration::days(15));
            miss(world, &mut one, &sessions[session]);
            all.push(one);
        }
    }
    for _ in 0..times(5) {
        let one = somebody(world, world.day(-3));
        all.push(one);
    }
    let learners: Vec<Learner> = all
        .iter()
        .filter_map(|one| Some(Learner { seat: one.assignment.clone()?, acts: one.acts.clone() }))
        .collect();
    let courses: Vec<Course> = courses.into_iter().map(|offered| offered.course).collect();
    for (n, one) in all.iter_mut().enumerate() {
        measures::client(world, (n, &one.case), &mut one.person);
    }
    graduate(world, &courses, &mut all);
    go_on(world, &mut all);
    // a body talks only to people it has before it
    let clients = all.iter().filter(|one| one.case.lead.0 == world.bodies.jobcenter);
    let clients: Vec<Graduate> = clients.filter_map(|one| one.graduate.clone()).collect();
    let sheets = all.iter().filter_map(|one| {
        let graduate = one.graduate.as_ref()?;
        Some((graduate.assignment, graduate.sheet.as_ref()?.level))
    });
    let sheets: HashMap<AssignmentId, Level> = sheets.collect();
    settle(world, &courses, sessions, &mut all);
    let transfers = change_office(world, &mut all);
    record(world, courses.iter().cloned(), all);
    world.records.extend(transfers.into_iter().map(Record::CareTransfer));
    attendance::keep(world, &courses, &learners);
    exams::hold(world, &courses, &learners, &sheets);
    crate::vocational::offer(world, &learners);
    graduates::visit(world, &courses, &clients);
}

/// Puts whoever comes to the end of a course on the list of graduates.
fn graduate(world: &mut World, courses: &[Course], all: &mut [Somebody]) {
    let pace = world.pace();
    for one in all {
        let Some(seat) = &one.assignment else { continue };
        let Some(course) = courses.iter().find(|course| course.id == seat.course) else { continue };
        if matches!(seat.state, AssignmentState::Started | AssignmentState::Completed) {
            one.graduate = graduates::of(world, &pace, &one.case, (seat, course));
        }
    }
}

/// Recommendations and plans of those who come to the end of a course.
fn go_on(world: &mut World, all: &mut [Somebody]) {
    let (pace, offers) = (world.pace(), measures::offer(world));
    let jobcenter = OrganisationId(world.bodies.jobcenter);
    let own = all.iter_mut().filter(|one| one.case.lead == jobcenter);
    for (n, one) in own.filter(|one| one.graduate.is_some()).enumerate() {
        let Some(graduate) = &one.graduate else { continue };
        one.recommendation = measures::recommend(world, &pace, (n, graduate), &offers);
        one.plan = measures::plan(world, &pace, (n, graduate));
    }
}

/// A few people change the benefit system; the other office has not answered yet.
fn change_office(world: &mut World, all: &mut [Somebody]) -> Vec<CareTransfer> {
    let sozialamt = OrganisationId(world.bodies.sozialamt);
    let mut chosen: Vec<&mut Somebody> = all.iter_mut().filter(|one| one.case.lead == sozialamt).collect();
    chosen.truncate(3);
    let changes = chosen.into_iter().enumerate();
    changes.filter_map(|(n, one)| measures::transfer(world, n, &one.case, &mut one.person)).collect()
}

/// Lets every next step follow from the records, as the software itself does.
fn settle(world: &World, courses: &[Course], sessions: &[Session], all: &mut [Somebody]) {
    let pace = world.pace();
    for one in all {
        let tests = one.seatings.iter().filter_map(|seating| {
            let session = sessions.iter().find(|session| session.id == seating.session)?;
            Some(TestEvidence::of(seating, session))
        });
        let seats = one.assignment.iter().filter_map(|seat| {
            let course = courses.iter().find(|course| course.id == seat.course)?;
            Some(SeatEvidence::of(seat, course))
        });
        let evidence = Evidence {
            acts: one.acts.clone(),
            tests: tests.collect(),
            seats: seats.collect(),
            titles: one.person.residences.clone(),
            benefits: one.person.benefits.clone(),
            graduates: one.graduate.iter().map(GraduateEvidence::of).collect(),
            recommendations: one.recommendation.iter().map(RecommendationEvidence::of).collect(),
            involved: one.person.involvements.iter().map(|known| known.organisation).collect(),
            ..Evidence::default()
        };
        one.case.settle(&evidence, &pace);
    }
}

fn record(world: &mut World, courses: impl Iterator<Item = Course>, all: Vec<Somebody>) {
    world.records.extend(courses.map(Record::Course));
    for one in all {
        world.records.push(Record::Person(one.person));
        world.records.push(Record::Case(one.case));
        world.records.extend(one.acts.into_iter().map(Record::Act));
        world.records.extend(one.seatings.into_iter().map(Record::Seating));
        world.records.extend(one.assignment.map(Record::Assignment));
        world.records.extend(one.stated.map(Record::StatedFacts));
        world.records.extend(one.graduate.map(Record::Graduate));
        world.records.extend(one.recommendation.map(Record::MeasureRecommendation));
        world.records.extend(one.plan.map(Record::RoutePlan));
    }
}

fn group(world: &mut World) -> &'static Group {
    let weights: Vec<f64> = GROUPS.iter().map(|g| g.share).collect();
    &GROUPS[world.chance.weighted(&weights)]
}

/// A new person with an open case and the act that began it.
fn somebody(world: &mut World, right_from: NaiveDate) -> Somebody {
    let group = group(world);
    let person = person(world, group, right_from);
    let refers = referrer(world, group);
    let id = CaseId(world.id());
    world.cases += 1;
    let obliged = refers != Refers::Authority || world.chance.happens(0.45);
    let mut one = Somebody {
        case: Case {
            id,
            region: RegionId(world.bodies.region),
            version: 0,
            person: person.id,
            number: number(world.plan.code, world.start.day.year(), world.cases),
            opened_on: right_from,
            stage: Stage::Opened,
            lead: refers.organisation(world),
            right_from: Some(right_from),
            right_until: right_from.checked_add_months(chrono::Months::new(12)),
            obliged,
            priority: refers == Refers::Jobcenter,
            test_attempts: 0,
            recommendation: None,
            awaiting_since: None,
            registered_on: None,
            started_on: None,
            next: None,
            closing: None,
            marks: Vec::new(),
            lapse: None,
        },
        person,
        acts: Vec::new(),
        seatings: Vec::new(),
        assignment: None,
        stated: None,
        graduate: None,
        recommendation: None,
        plan: None,
    };
    one.person.benefits = vec![BenefitPeriod { system: refers.benefit(), from: right_from, until: None }];
    one.stated = facts::stated(world, one.person.id, one.case.lead, right_from);
    for kind in refers.acts(obliged) {
        act(world, &mut one, *kind, refers.organisation(world), right_from);
    }
    let lead = one.case.lead;
    one.person.involve(lead, right_from);
    one.person.file_numbers.push(FileNumber { organisation: lead, number: refers.file_number(world) });
    one
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Refers {
    Authority,
    Jobcenter,
    Sozialamt,
}

impl Refers {
    fn organisation(self, world: &World) -> OrganisationId {
        match self {
            Refers::Authority => {
                world.bodies.authorities[world.cases as usize % world.bodies.authorities.len()]
            }
            Refers::Jobcenter => OrganisationId(world.bodies.jobcenter),
            Refers::Sozialamt => OrganisationId(world.bodies.sozialamt),
        }
    }

    fn benefit(self) -> BenefitSystem {
        match self {
            Refers::Authority => BenefitSystem::None,
            Refers::Jobcenter => BenefitSystem::Sgb2,
            Refers::Sozialamt => BenefitSystem::Asylblg,
        }
    }

    fn acts(self, obliged: bool) -> &'static [ActKind] {
        match self {
            Refers::Authority if obliged => &[ActKind::Teilnahmeberechtigung, ActKind::VerpflichtungTitel],
            Refers::Authority => &[ActKind::Teilnahmeberechtigung],
            Refers::Jobcenter => &[ActKind::VerpflichtungJobcenter],
            Refers::Sozialamt => &[ActKind::VerpflichtungAsylblg],
        }
    }

    fn file_number(self, world: &mut World) -> String {
        let n = world.chance.between(10_000, 99_999);
        match self {
            Refers::Authority => format!("33-{n}/{}", world.chance.between(1, 9)),
            Refers::Jobcenter => format!("81502//00{n}"),
            Refers::Sozialamt => format!("AsylbLG {n}"),
        }
    }
}

fn referrer(world: &mut World, group: &Group) -> Refers {
    let weights = if group.nationality == "UKR" { [0.2, 0.7, 0.1] } else { [0.55, 0.35, 0.1] };
    [Refers::Authority, Refers::Jobcenter, Refers::Sozialamt][world.chance.weighted(&weights)]
}

fn person(world: &mut World, group: &Group, right_from: NaiveDate) -> Person {
    let woman = world.chance.happens(0.56);
    let mut family_name = (*world.chance.one_of(group.family)).to_owned();
    if group.gendered && woman {
        family_name.push('a');
    }
    let given_names = (*world.chance.one_of(if woman { group.women } else { group.men })).to_owned();
    let weights: Vec<f64> = world.places.iter().map(|m| m.inhabitants).collect();
    let home = world.places[world.chance.weighted(&weights)].clone();
    let street = format!("{} {}", world.chance.one_of(STREETS), world.chance.between(1, 60));
    let mut address = place("", &street, &home);
    address.lat = address.lat.map(|lat| lat + world.chance.between(-80, 80) as f64 * 0.0001);
    address.lon = address.lon.map(|lon| lon + world.chance.between(-80, 80) as f64 * 0.0001);
    let age_days = world.chance.between(19 * 365, 58 * 365);
    let mut born = world.start.day - Duration::days(age_days);
    let vague = world.chance.happens(0.07);
    if vague {
        born = NaiveDate::from_ymd_opt(born.year(), 1, 1).unwrap_or(born);
    }
    let literacy = match world.chance.weighted(&[
        group.no_script,
        group.other_script,
        1.0 - group.no_script - group.other_script,
    ]) {
        0 => Literacy::None,
        1 => Literacy::OtherScript,
        _ => Literacy::Latin,
    };
    let children =
        if woman && world.chance.happens(0.3) { Some(world.chance.between(1, 3) as u8) } else { Some(0) };
    Person {
        id: PersonId(world.id()),
        region: RegionId(world.bodies.region),
        version: 0,
        family_name,
        given_names,
        own_script_name: String::new(),
        birth_date: Some(BirthDate {
            date: born,
            precision: if vague { BirthPrecision::Year } else { BirthPrecision::Day },
        }),
        birth_place: String::new(),
        sex: Some(if woman { Sex::Female } else { Sex::Male }),
        nationality: Some(group.nationality.to_owned()),
        language: group.language.to_owned(),
        address,
        phone: format!("0000 / {}", world.chance.between(100_000, 999_999)),
        email: String::new(),
        literacy: Some(literacy),
        school_years: Some(world.chance.between(4, 13) as u8),
        residences: residence(group, right_from),
        benefits: Vec::new(),
        file_numbers: Vec::new(),
        constraints: Constraints {
            children_in_care: children,
            times: if world.chance.happens(0.15) { vec![TimeOfDay::Evening] } else { Vec::new() },
            reach_km: None,
            step_free: world.chance.happens(0.02),
            wishes: if world.chance.happens(0.25) { vec![Wish::NearHome] } else { Vec::new() },
        },
        involvements: Vec::new(),
        merged_into: None,
    }
}

fn residence(group: &Group, right_from: NaiveDate) -> Vec<Residence> {
    if group.norm.is_empty() {
        return Vec::new();
    }
    vec![Residence {
        kind: ResidenceKind::Aufenthaltserlaubnis,
        norm: group.norm.to_owned(),
        issued_on: Some(right_from),
        valid_until: right_from.checked_add_months(chrono::Months::new(36)),
        first_issue: Some(true),
    }]
}

fn act(world: &mut World, one: &mut Somebody, kind: ActKind, issuer: OrganisationId, on: NaiveDate) {
    one.acts.push(Act {
        id: ActId(world.id()),
        region: one.case.region,
        version: 0,
        case: one.case.id,
        person: one.person.id,
        kind,
        issuer,
        issued_on: on,
        valid_until: one.case.right_until.filter(|_| kind.entitles()),
        basis: String::new(),
        revoked_on: None,
    });
}

/// Type and section that fit a person who begins.
fn wish(world: &mut World, person: &Person) -> (CourseKind, u8) {
    match person.literacy {
        Some(Literacy::None | Literacy::Little) => (CourseKind::Alphabetisierungskurs, 1),
        Some(Literacy::OtherScript) => (CourseKind::Zweitschriftlernerkurs, 1),
        _ if world.chance.happens(0.2) => (CourseKind::AllgemeinerIntegrationskurs, 4),
        _ if world.chance.happens(0.08) => (CourseKind::Intensivkurs, 1),
        _ => (CourseKind::AllgemeinerIntegrationskurs, 1),
    }
}

fn seating(
    world: &mut World,
    one: &Somebody,
    session: &Session,
    attempt: i64,
    state: SeatingState,
) -> Seating {
    let code = format!("{}{}", world.plan.code, domain::ids::encode(world.id()));
    Seating {
        id: SeatingId(world.id()),
        region: one.case.region,
        version: 0,
        session: session.id,
        case: one.case.id,
        person: one.person.id,
        invited_by: one.case.lead,
        attempt,
        state,
        code,
        reply: None,
        obstacle: None,
        obstacle_on: None,
        ended: None,
        reminders: Vec::new(),
        arrived_at: None,
        result: None,
    }
}

fn invite(world: &mut World, one: &mut Somebody, session: &Session, attempt: i64) {
    let seating = seating(world, one, session, attempt, SeatingState::Booked);
    one.seatings.push(seating);
    one.person.involve(session.organisation, one.case.opened_on);
}

fn miss(world: &mut World, one: &mut Somebody, session: &Session) {
    invite(world, one, session, 1);
    for seating in &mut one.seatings {
        seating.state = SeatingState::Absent;
        seating.ended = Some(Ended { on: session.held_on, by: session.organisation });
    }
    one.case.test_attempts = 1;
}

/// The test they took before: the last test day that fits their time.
fn test(world: &mut World, one: &mut Somebody, sessions: &[Session], kind: CourseKind, section: u8) {
    let wanted = one.case.opened_on + Duration::days(14);
    let past = sessions.iter().filter(|s| s.held_on < world.start.day);
    let Some(session) = past.min_by_key(|s| (s.held_on - wanted).num_days().abs()).cloned() else { return };
    invite(world, one, &session, 1);
    let level = if section >= 4 { Level::A1 } else { Level::BelowA1 };
    let recommendation = Recommendation { course_kind: kind, section, level, deviation: None };
    let performance = Performance {
        written: level,
        oral: level,
        literacy: one.person.literacy.unwrap_or(Literacy::Latin),
        learns_fast: kind == CourseKind::Intensivkurs,
    };
    for seating in &mut one.seatings {
        seating.state = SeatingState::Tested;
        seating.result = Some(PlacementResult {
            performance,
            recommendation: recommendation.clone(),
            examiner_licence: "MUSTER-1001".to_owned(),
            recorded_on: session.held_on,
        });
    }
    one.case.recommendation = Some(recommendation);
    await_seat(world, one, session.held_on);
}

fn await_seat(world: &mut World, one: &mut Somebody, since: NaiveDate) {
    one.case.awaiting_since = Some(since);
    one.person.involve(OrganisationId(world.bodies.teststelle), since);
}

fn take_seat(world: &mut World, one: &mut Somebody, course: &Course) {
    let today = world.start.day;
    let assigned_on = (course.start_on() - Duration::days(30)).min(today - Duration::days(2));
    let started = course.start_on() < today;
    let registered = started || course.start_on() == today || world.chance.happens(0.7);
    let over = course.state == CourseState::Ended;
    let state = match (started, registered) {
        (true, _) if over => AssignmentState::Completed,
        (true, _) => AssignmentState::Started,
        (false, true) => AssignmentState::Registered,
        (false, false) => AssignmentState::Reserved,
    };
    let kind = if one.case.obliged { AssignmentKind::Zuweisung } else { AssignmentKind::Verweisung };
    let entry_on = course.start_on();
    let registered_on = registered.then_some(assigned_on + Duration::days(1));
    // some reservations run out on the eve of the Wednesday
    let reserved_until = assigned_on + Duration::days(if world.chance.happens(0.3) { 1 } else { 7 });
    one.assignment = Some(Assignment {
        id: AssignmentId(world.id()),
        region: one.case.region,
        version: 0,
        case: one.case.id,
        person: one.person.id,
        course: course.id,
        provider: course.organisation,
        section: course.first_section,
        entry_on,
        kind,
        state,
        assigned_on,
        reserved_until,
        registered_on,
        arrived_on: started.then_some(entry_on),
        arrival_noted_at: started
            .then_some(Moment(world.start.now.0 - (today - entry_on).num_days() * 86_400_000)),
        hand_back: None,
        lost_on: None,
        moved_on: None,
        clarified: None,
        ending: over.then(|| Ending::new(course.ends_on(), Outcome::Completed)),
        plan: None,
        code: format!("k{}{}", world.plan.code, domain::ids::encode(world.id())),
        reasons: Vec::new(),
        wishes: Vec::new(),
    });
    let act_kind = if one.case.obliged { ActKind::Zuweisung } else { ActKind::Verweisung };
    let bundesamt = OrganisationId(world.bodies.bundesamt);
    act(world, one, act_kind, bundesamt, assigned_on);
    one.person.involve(course.organisation, assigned_on);
    one.case.awaiting_since = None;
    one.case.registered_on = registered_on;
    note_seat(world, one, course, state);
}

/// What the state of a seat brings into the file.
fn note_seat(world: &mut World, one: &mut Somebody, course: &Course, state: AssignmentState) {
    if matches!(state, AssignmentState::Started | AssignmentState::Completed) {
        one.case.started_on = Some(course.start_on());
    }
    if state == AssignmentState::Registered {
        let on = one.case.registered_on.unwrap_or(world.start.day);
        act(world, one, ActKind::Anmeldung, course.organisation, on);
    }
}
