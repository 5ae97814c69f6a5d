//! Somebody's way from the Zusteuerung to the end of a course, and what stories do with them there.

use app::commands::*;
use app::error::Error;
use app::ports::{Queries, Store, TypedQueries};
use chrono::{NaiveDate, NaiveTime};
use domain::act::ActKind;
use domain::assignment::{Assignment, Outcome};
use domain::case::{Case, Stage as CaseStage, StepCode};
use domain::course::{Course, CourseKind};
use domain::exam::{ExamEntry, ExamKind, ExamPlan, ExamSitting, typed_result};
use domain::graduate::{CheckState, Graduate, Route};
use domain::ids::{
    ExamSittingId, OrganisationId, PersonId, RegionId, SeatingId, SessionId, VocationalCourseId,
};
use domain::organisation::{OrganisationKind as Kind, Place};
use domain::person::{DuplicateDecision, Literacy, Person};
use domain::placement::{Examiner, Level, Performance, RecommendationTable, Room, Row, Seating};
use domain::residence::{BenefitPeriod, BenefitSystem};
use domain::section_end::Line;
use domain::vocational::*;
use testkit::seats::{draft, published};
use testkit::{Backend, Stage, Town, day};

const JOBCENTER: &[(ActKind, Kind)] = &[(ActKind::VerpflichtungJobcenter, Kind::Jobcenter)];

/// Somebody on the way out of a course, told in sentences.
pub struct Way {
    pub stage: Stage,
    pub town: Town,
    pub course: Course,
    pub seat: Assignment,
    /// Version of the case before anything was done.
    pub untouched: i64,
}

impl Way {
    /// Ahmadi came to the last day of a course that ended some days ago.
    pub async fn at_the_end_of_a_course(backend: Backend) -> Way {
        Way::steered_in(backend, &Steering::default()).await.finishes_the_course().await
    }

    /// Comes to the last day of the course.
    pub async fn finishes_the_course(self) -> Way {
        self.leaves(7, Line::new(self.seat.id, Outcome::Completed)).await.expect("the course is over");
        self
    }

    pub async fn in_a_course(backend: Backend, since: &str) -> Way {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        let course = town.course_since(&stage, since).await;
        let seat = town.learner(&stage, &course, "Ahmadi", JOBCENTER).await;
        town.give_title(&stage, seat.person).await;
        let case: Case =
            (stage.database.queries() as &dyn Queries).need(seat.case.0).await.expect("the case");
        Way { stage, town, course, seat, untouched: case.version }
    }

    pub fn queries(&self) -> &dyn Queries {
        self.stage.database.queries()
    }

    pub fn today(&self) -> NaiveDate {
        self.stage.operation(self.town.actor(Kind::Jobcenter)).today
    }

    pub async fn does<C: app::Command>(&self, body: Kind, command: C) -> Result<C::Outcome, Error> {
        let operation = self.stage.operation(self.town.actor(body));
        self.stage.gate.run(&operation, command).await.map(|done| done.outcome)
    }

    pub async fn leaves(&self, section: u8, line: Line) -> Result<SectionEnded, Error> {
        let known = app::queries::sections::review_of(self.queries(), &self.course, section).await?;
        let version = known.map_or(0, |review| review.version);
        let (course, held_on) = (self.course.id, self.today());
        let command = EndSection { course, section, version, held_on, lines: vec![line] };
        self.does(Kind::Kurstraeger, command).await
    }

    pub async fn graduate(&self) -> Option<Graduate> {
        app::graduates::of_seat(self.queries(), &self.seat).await.expect("asked")
    }

    pub async fn case(&self) -> Case {
        self.queries().need(self.seat.case.0).await.expect("the case")
    }

    /// Stage and next step; `None`: closed.
    pub async fn stands(&self) -> (CaseStage, Option<StepCode>) {
        let case = self.case().await;
        (case.stage, case.next.map(|next| next.what))
    }

    pub async fn decides(&self, route: Route, starts_on: Option<NaiveDate>) -> Result<(), Error> {
        let graduate = self.graduate().await.expect("on the list");
        let (id, version) = (graduate.id, graduate.version);
        let command =
            DecideNextStep { graduate: id, version, route, starts_on, responsible: None, with_person: true };
        self.does(Kind::Jobcenter, command).await
    }

    pub async fn notes(&self, change: FollowOnChange) -> Result<(), Error> {
        let graduate = self.graduate().await.expect("on the list");
        let command = NoteFollowOn { graduate: graduate.id, version: graduate.version, change };
        self.does(Kind::Jobcenter, command).await
    }

    pub async fn begins(&self, route: Route) -> Result<(), Error> {
        self.notes(FollowOnChange::Begun { on: self.today(), route }).await
    }

    /// Asked after three, six and twelve months: it goes well.
    pub async fn is_asked_for_a_year(&self) {
        for months in [3u8, 6, 12] {
            assert_eq!(self.stands().await, (CaseStage::Onward, Some(StepCode::FollowUp)), "{months}");
            self.stage.pass_days(122);
            let change = FollowOnChange::Checked { months, on: self.today(), state: CheckState::Goes };
            self.notes(change).await.expect("asked");
        }
        assert_eq!(self.stands().await.1, Some(StepCode::CloseCase));
    }

    /// A group of the provider for a line, announced for December.
    pub async fn group(&self, line: VocationalLine) -> VocationalCourseId {
        let course = VocationalCourse {
            id: VocationalCourseId(0),
            region: self.town.region,
            version: 0,
            provider: OrganisationId(0),
            line,
            number: "B2-7".to_owned(),
            town: "Weißenburg i. Bay.".to_owned(),
            planned_start_on: day("2026-12-07"),
            started_on: None,
            ends_on: day("2027-04-16"),
            seats: 2,
            state: VocationalCourseState::Planned,
        };
        self.does(Kind::Kurstraeger, SaveVocationalCourse { course }).await.expect("announced")
    }

    pub async fn group_version(&self, id: VocationalCourseId) -> i64 {
        self.queries().need::<VocationalCourse>(id.0).await.expect("the group").version
    }

    pub async fn exam(&self, kind: ExamKind, on: NaiveDate) -> ExamSittingId {
        let plan = ExamPlan {
            kind,
            place: Place { name: "Haus am Markt".into(), ..Place::default() },
            held_on: on,
            starts_at: NaiveTime::from_hms_opt(9, 0, 0).expect("a time"),
            closes_on: on,
            seats: 5,
            examiners: Vec::new(),
        };
        self.does(Kind::Kurstraeger, PlanExam { plan }).await.expect("planned")
    }

    pub async fn registers(&self, sitting: ExamSittingId, seat: &Assignment) -> Result<i64, Error> {
        self.does(Kind::Kurstraeger, RegisterForExam { sitting, seats: vec![seat.id] }).await
    }

    pub async fn entries(&self, seat: &Assignment) -> Vec<ExamEntry> {
        let people = [seat.person.0];
        let mut found = app::exams::entries_of_people(self.queries(), seat.region, &people)
            .await
            .expect("asked")
            .remove(&seat.person.0)
            .unwrap_or_default();
        found.sort_by_key(|entry| entry.id);
        found
    }

    /// Types a row such as `aab`, `x` or `f` for the entry of an exam day.
    pub async fn types(&self, sitting: ExamSittingId, seat: &Assignment, text: &str) -> Result<i64, Error> {
        let known: ExamSitting = self.queries().need(sitting.0).await?;
        let entries = self.entries(seat).await;
        let Some(entry) = entries.iter().find(|entry| entry.sitting == sitting) else {
            return Err(Error::Absent(domain::record::RecordKind::ExamEntry));
        };
        let said = typed_result(app::exams::rules(), known.kind, known.held_on, text).expect("readable");
        let row = ResultRow { entry: entry.id, version: entry.version, said: said.expect("something") };
        self.does(Kind::Kurstraeger, SaveExamResults { sitting, rows: vec![row] }).await
    }
}

/// How somebody comes into the chain.
pub struct Steering {
    pub by: Kind,
    pub act: ActKind,
    pub system: BenefitSystem,
    pub literacy: Literacy,
    pub kind: CourseKind,
}

impl Default for Steering {
    fn default() -> Self {
        Steering {
            by: Kind::Jobcenter,
            act: ActKind::VerpflichtungJobcenter,
            system: BenefitSystem::Sgb2,
            literacy: Literacy::Latin,
            kind: CourseKind::AllgemeinerIntegrationskurs,
        }
    }
}

impl Way {
    /// Ahmadi was steered in on 25 March, tested on 1 April, got a seat and came on 4 May 2026; today is 25 November.
    pub async fn steered_in(backend: Backend, how: &Steering) -> Way {
        let stage = Stage::open(backend).await;
        let town = Town::build(&stage, "wug").await;
        stage.pass_days(-245);
        let session = run(&stage, &town, Kind::Teststelle, PlanSession { plan: test_day() }).await;
        let steered = run(&stage, &town, how.by, zusteuerung(how, session)).await;
        stage.pass_days(7);
        let seating = steered.seating.expect("invited");
        run(&stage, &town, Kind::Teststelle, CheckIn { seating }).await;
        let entered = result(&stage, seating, how).await;
        run(&stage, &town, Kind::Teststelle, entered).await;
        let offered = Course {
            kind: how.kind,
            lessons_per_week: 25,
            ..draft("K-0", "2026-05-04", 25, "Weißenburg i. Bay.", 49.03)
        };
        let course = published(&stage, &town, offered).await;
        let seat = run(&stage, &town, Kind::Bundesamt, AssignSeat { case: steered.case, course }).await;
        run(&stage, &town, Kind::Kurstraeger, RegisterSeat { assignment: seat }).await;
        stage.pass_days(33);
        let first = ConfirmStart { course, on: day("2026-05-04"), present: vec![seat] };
        run(&stage, &town, Kind::Kurstraeger, first).await;
        stage.pass_days(205);
        let queries: &dyn Queries = stage.database.queries();
        let course = queries.need(course.0).await.expect("the course");
        let seat: Assignment = queries.need(seat.0).await.expect("the seat");
        let case: Case = queries.need(seat.case.0).await.expect("the case");
        town.give_title(&stage, seat.person).await;
        Way { stage, town, course, seat, untouched: case.version }
    }
}

async fn run<C: app::Command>(stage: &Stage, town: &Town, body: Kind, command: C) -> C::Outcome {
    let done = stage.gate.run(&stage.operation(town.actor(body)), command).await;
    done.unwrap_or_else(|error| panic!("{}: {error:?}", C::NAME)).outcome
}

fn test_day() -> SessionPlan {
    SessionPlan {
        held_on: day("2026-04-01"),
        starts_at: NaiveTime::from_hms_opt(9, 0, 0).expect("a time"),
        place: Place { name: "Haus am Markt".into(), ..testkit::seats::place("Weißenburg i. Bay.", 49.03) },
        rooms: vec![Room { name: "Saal".into(), seats: 20 }],
        examiners: vec![Examiner { name: "Anna Muster".into(), licence: "L-12".into() }],
        host: None,
    }
}

fn zusteuerung(how: &Steering, session: SessionId) -> SteerIn {
    let from = day("2026-03-01");
    let person = Person {
        family_name: "Ahmadi".into(),
        given_names: "Amena".into(),
        language: "prs".into(),
        address: testkit::seats::place("Weißenburg i. Bay.", 49.03),
        benefits: vec![BenefitPeriod { system: how.system, from, until: None }],
        ..Person::blank(PersonId(0), RegionId(0))
    };
    SteerIn {
        person,
        own_number: String::new(),
        act: NewAct { kind: how.act, issued_on: day("2026-03-24"), valid_until: None, basis: String::new() },
        appointment: Appointment::At(session),
        decided: DuplicateDecision::NewPerson { seen: Vec::new() },
    }
}

async fn result(stage: &Stage, seating: SeatingId, how: &Steering) -> RecordResult {
    let queries: &dyn Queries = stage.database.queries();
    let version = queries.need::<Seating>(seating.0).await.expect("the seat").version;
    let row = Row {
        literacy: Some(how.literacy),
        level: None,
        learns_fast: None,
        course_kind: how.kind,
        section: 1,
    };
    RecordResult {
        seating,
        version,
        performance: Performance {
            written: Level::BelowA1,
            oral: Level::A1,
            literacy: how.literacy,
            learns_fast: false,
        },
        examiner_licence: "L-12".into(),
        chosen: None,
        deviation: String::new(),
        constraints: None,
        table: RecommendationTable { row: vec![row] },
    }
}
