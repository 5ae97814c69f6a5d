//! Reports of irregular attendance: the provider sees those it wrote, an obliging body those it was sent.

use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::attendance::AttendanceReport;
use domain::case::Case;
use domain::course::Course;
use domain::ids::AttendanceReportId;
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::Person;
use domain::record::RecordKind;
use std::collections::HashMap;

/// A report with the names around it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportRow {
    pub report: AttendanceReport,
    /// "Family, Given"; empty where the asker no longer reaches the person.
    pub name: String,
    pub case_number: String,
    pub course: Option<Course>,
    pub provider: String,
    pub to: String,
}

/// Reports, those without an answer first, the longest overdue on top.
#[derive(Debug, Clone, Default)]
pub struct ReportList {
    pub only_open: bool,
}

/// Column that names the asker's side of a report.
fn side(scene: &Scene<'_>) -> &'static str {
    if scene.operation.actor.organisation_kind == OrganisationKind::Kurstraeger {
        "provider_id"
    } else {
        "recipient_id"
    }
}

#[async_trait]
impl Query for ReportList {
    type Answer = Vec<ReportRow>;

    fn look(&self) -> Look {
        let filter = if self.only_open { "open" } else { "all" };
        Look::at_people(Action::List, Resource::AttendanceReport).filtered(filter)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<ReportRow>, i64), Error> {
        let mut find = Find::new(RecordKind::AttendanceReport, visible.region())
            .when(Where::is(side(scene), visible.organisation().0))
            .by("answer_due_on");
        if self.only_open {
            find = find.when(Where::is("answered", 0i64));
        }
        let mut reports: Vec<AttendanceReport> = scene.queries.all(find).await?;
        reports.sort_by_key(|report| report.answer.is_some());
        let rows = rows(scene, reports).await?;
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

/// Reports without an answer on the asker's side, and of these overdue.
#[derive(Debug, Clone, Default)]
pub struct ReportCounts;

#[async_trait]
impl Query for ReportCounts {
    type Answer = (i64, i64);

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::AttendanceReport)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<((i64, i64), i64), Error> {
        let find = Find::new(RecordKind::AttendanceReport, visible.region())
            .when(Where::is(side(scene), visible.organisation().0))
            .when(Where::is("answered", 0i64));
        let open: Vec<AttendanceReport> = scene.queries.all(find).await?;
        let overdue = open.iter().filter(|report| report.is_overdue(scene.operation.today)).count();
        Ok(((open.len() as i64, overdue as i64), 1))
    }
}

/// One report.
#[derive(Debug, Clone)]
pub struct ReportRecord {
    pub report: AttendanceReportId,
}

#[async_trait]
impl Query for ReportRecord {
    type Answer = ReportRow;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::AttendanceReport)
            .of(RecordKind::AttendanceReport, self.report.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(ReportRow, i64), Error> {
        let report: AttendanceReport = scene.queries.need(self.report.0).await?;
        let reached =
            visible.reaches(report.region, report.to) || visible.reaches(report.region, report.provider);
        if !reached {
            return Err(Error::Absent(RecordKind::AttendanceReport));
        }
        let row = rows(scene, vec![report]).await?.pop();
        row.map(|row| (row, 1)).ok_or(Error::Absent(RecordKind::AttendanceReport))
    }
}

async fn rows(scene: &Scene<'_>, reports: Vec<AttendanceReport>) -> Result<Vec<ReportRow>, Error> {
    let (queries, today) = (scene.queries, scene.operation.today);
    let ids = |of: fn(&AttendanceReport) -> i64| reports.iter().map(of).collect::<Vec<_>>();
    let people: Vec<Person> = queries.many(&ids(|report| report.person.0)).await?;
    let cases: Vec<Case> = queries.many(&ids(|report| report.case.0)).await?;
    let courses: Vec<Course> = queries.many(&ids(|report| report.course.0)).await?;
    let mut bodies = ids(|report| report.provider.0);
    bodies.extend(ids(|report| report.to.0));
    let bodies: Vec<Organisation> = queries.many(&bodies).await?;
    let fields = also_visible(&scene.operation.actor, Action::List, Resource::Person)?;
    let names: HashMap<_, _> = people
        .iter()
        .filter(|person| {
            fields.shows(FieldGroup::Identity)
                && fields.reaches_person(person.region, person.involved_on(today))
        })
        .map(|person| (person.id, format!("{}, {}", person.family_name, person.given_names)))
        .collect();
    let numbers: HashMap<_, _> = cases.into_iter().map(|case| (case.id, case.number)).collect();
    let courses: HashMap<_, _> = courses.into_iter().map(|course| (course.id, course)).collect();
    let bodies: HashMap<_, _> = bodies.into_iter().map(|body| (body.id, body.name)).collect();
    Ok(reports
        .into_iter()
        .map(|report| ReportRow {
            name: names.get(&report.person).cloned().unwrap_or_default(),
            case_number: numbers.get(&report.case).cloned().unwrap_or_default(),
            course: courses.get(&report.course).cloned(),
            provider: bodies.get(&report.provider).cloned().unwrap_or_default(),
            to: bodies.get(&report.to).cloned().unwrap_or_default(),
            report,
        })
        .collect())
}
