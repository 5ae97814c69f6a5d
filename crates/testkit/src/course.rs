//! A course that runs, and people who sit in it.

use crate::{Stage, Town, day};
use app::Ids;
use app::ports::{Queries, Store, TypedQueries};
use domain::act::{Act, ActKind};
use domain::assignment::{Assignment, AssignmentKind, AssignmentState};
use domain::case::{Case, Stage as CaseStage};
use domain::course::{Course, CourseKind, CourseState, sections};
use domain::ids::{ActId, AssignmentId, CaseId, CourseId, PersonId};
use domain::organisation::{OrganisationKind as Kind, Place};
use domain::person::{Person, TimeOfDay};
use domain::record::Record;
use domain::residence::{Residence, ResidenceKind};

impl Town {
    async fn keep(&self, stage: &Stage, records: Vec<Record>) {
        let operation = stage.operation(self.actor(Kind::Betrieb));
        let mut work = stage.database.begin(&operation).await.expect("a transaction");
        work.save(records).await.expect("saved");
        work.commit().await.expect("committed");
    }

    /// A general course of the provider that began on Monday, 2 November 2026.
    pub async fn running_course(&self, stage: &Stage) -> Course {
        self.course_since(stage, "2026-11-02").await
    }

    /// A general course of the provider that began on a day; it takes 28 weeks.
    pub async fn course_since(&self, stage: &Stage, first: &str) -> Course {
        let number = if first == "2026-11-02" { "K-1".to_owned() } else { format!("K-{first}") };
        let first = day(first);
        let course = Course {
            id: CourseId(stage.ids.next()),
            region: self.region,
            version: 0,
            organisation: self.organisation(Kind::Kurstraeger),
            number,
            kind: CourseKind::AllgemeinerIntegrationskurs,
            title: String::new(),
            place: Place::default(),
            planned_start_on: first,
            started_on: Some(first),
            first_section: 1,
            sections: sections(1, 7, first, 25),
            lessons_per_week: 25,
            times: vec![TimeOfDay::Morning],
            seats: 25,
            minimum: 1,
            child_care_seats: 0,
            online: false,
            lessons_held: 0,
            offered_on: None,
            state: CourseState::Running,
        };
        self.keep(stage, vec![Record::Course(course.clone())]).await;
        let queries: &dyn Queries = stage.database.queries();
        queries.need(course.id.0).await.expect("the course")
    }

    /// Somebody who sits in a course since its first day, with acts of these kinds and bodies.
    pub async fn learner(
        &self,
        stage: &Stage,
        course: &Course,
        name: &str,
        acts: &[(ActKind, Kind)],
    ) -> Assignment {
        let mut person = Person::blank(PersonId(stage.ids.next()), self.region);
        person.family_name = name.into();
        person.given_names = "Amena".into();
        person.involve(course.organisation, course.planned_start_on);
        let lead = self.organisation(acts.first().map_or(Kind::Jobcenter, |(_, body)| *body));
        let (id, number) = (CaseId(stage.ids.next()), format!("WUG-2026-{name}"));
        let mut case = Case::open(id, self.region, person.id, number, lead, day("2026-09-01"));
        (case.stage, case.started_on) = (CaseStage::InCourse, Some(course.planned_start_on));
        let seat = Assignment {
            id: AssignmentId(stage.ids.next()),
            region: self.region,
            version: 0,
            case: case.id,
            person: person.id,
            course: course.id,
            provider: course.organisation,
            section: 1,
            entry_on: course.planned_start_on,
            kind: AssignmentKind::Zuweisung,
            state: AssignmentState::Started,
            assigned_on: day("2026-10-01"),
            reserved_until: day("2026-10-08"),
            registered_on: Some(day("2026-10-02")),
            arrived_on: Some(course.planned_start_on),
            arrival_noted_at: None,
            hand_back: None,
            plan: None,
            code: format!("code-{name}"),
            reasons: Vec::new(),
            wishes: Vec::new(),
            clarified: None,
            ending: None,
            lost_on: None,
            moved_on: None,
        };
        let mut records = Vec::new();
        for (kind, body) in acts {
            person.involve(self.organisation(*body), day("2026-09-01"));
            records.push(Record::Act(self.act(ActId(stage.ids.next()), &case, *kind, *body)));
        }
        records.splice(0..0, [Record::Person(person), Record::Case(case)]);
        records.push(Record::Assignment(seat.clone()));
        self.keep(stage, records).await;
        seat
    }

    /// A title that allows work (§ 25 Abs. 2 AufenthG), so that the gate before work is open.
    pub async fn give_title(&self, stage: &Stage, person: PersonId) {
        let queries: &dyn Queries = stage.database.queries();
        let mut person: Person = queries.need(person.0).await.expect("the person");
        person.residences = vec![Residence {
            kind: ResidenceKind::Aufenthaltserlaubnis,
            norm: "§ 25 Abs. 2 AufenthG".into(),
            issued_on: Some(day("2026-01-10")),
            valid_until: None,
            first_issue: None,
        }];
        self.keep(stage, vec![Record::Person(person)]).await;
    }

    fn act(&self, id: ActId, case: &Case, kind: ActKind, body: Kind) -> Act {
        Act {
            id,
            region: self.region,
            version: 0,
            case: case.id,
            person: case.person,
            kind,
            issuer: self.organisation(body),
            issued_on: day("2026-09-01"),
            valid_until: None,
            basis: String::new(),
            revoked_on: None,
        }
    }
}
