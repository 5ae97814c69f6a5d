//! Reports of §§ 7, 9, 15 DeuFöV: the provider sees those it wrote, a body those it was sent.

use super::vocational_people::Somebody;
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::case::Case;
use domain::ids::VocationalReportId;
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::Person;
use domain::record::RecordKind;
use domain::vocational::VocationalReport;
use std::collections::HashMap;

/// A report with the names around it.
#[derive(Debug, Clone)]
pub struct VocationalReportRow {
    pub report: VocationalReport,
    /// Empty for a group.
    pub who: Somebody,
    pub provider: String,
    pub to: String,
}

/// Reports on the asker's side; those nobody has taken first, newest on top.
#[derive(Debug, Clone, Default)]
pub struct VocationalReportList {
    pub only_open: bool,
}

#[async_trait]
impl Query for VocationalReportList {
    type Answer = Vec<VocationalReportRow>;

    fn look(&self) -> Look {
        let filter = if self.only_open { "open" } else { "all" };
        Look::at_people(Action::List, Resource::VocationalReport).filtered(filter)
    }

    async fn answer(
        &self,
        visible: &Visible,
        scene: &Scene<'_>,
    ) -> Result<(Vec<VocationalReportRow>, i64), Error> {
        let provider = scene.operation.actor.organisation_kind == OrganisationKind::Kurstraeger;
        let side = if provider { "provider_id" } else { "recipient_id" };
        let mut find = Find::new(RecordKind::VocationalReport, visible.region())
            .when(Where::is(side, visible.organisation().0))
            .by("sent_on");
        if self.only_open {
            find = find.when(Where::is("taken", 0i64));
        }
        let mut reports: Vec<VocationalReport> = scene.queries.all(find).await?;
        reports.reverse();
        reports.sort_by_key(|report| report.taken_on.is_some());
        let rows = rows(scene, reports).await?;
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

/// One report.
#[derive(Debug, Clone)]
pub struct VocationalReportRecord {
    pub report: VocationalReportId,
}

#[async_trait]
impl Query for VocationalReportRecord {
    type Answer = VocationalReportRow;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::VocationalReport)
            .of(RecordKind::VocationalReport, self.report.0)
    }

    async fn answer(
        &self,
        visible: &Visible,
        scene: &Scene<'_>,
    ) -> Result<(VocationalReportRow, i64), Error> {
        let report: VocationalReport = scene.queries.need(self.report.0).await?;
        let reached =
            visible.reaches(report.region, report.to) || visible.reaches(report.region, report.provider);
        if !reached {
            return Err(Error::Absent(RecordKind::VocationalReport));
        }
        let row = rows(scene, vec![report]).await?.pop();
        row.map(|row| (row, 1)).ok_or(Error::Absent(RecordKind::VocationalReport))
    }
}

async fn rows(scene: &Scene<'_>, reports: Vec<VocationalReport>) -> Result<Vec<VocationalReportRow>, Error> {
    let (queries, today) = (scene.queries, scene.operation.today);
    let about: Vec<_> = reports.iter().filter_map(|report| report.about).collect();
    let ids: Vec<i64> = about.iter().map(|about| about.person.0).collect();
    let people: Vec<Person> = queries.many(&ids).await?;
    let ids: Vec<i64> = about.iter().map(|about| about.case.0).collect();
    let cases: Vec<Case> = queries.many(&ids).await?;
    let ids: Vec<i64> = reports.iter().flat_map(|report| [report.provider.0, report.to.0]).collect();
    let bodies: Vec<Organisation> = queries.many(&ids).await?;
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
    let bodies: HashMap<_, _> = bodies.into_iter().map(|body| (body.id, body.name)).collect();
    let row = |report: VocationalReport| {
        let who = report.about.map(|about| Somebody {
            name: names.get(&about.person).cloned().unwrap_or_default(),
            case_number: numbers.get(&about.case).cloned().unwrap_or_default(),
        });
        VocationalReportRow {
            who: who.unwrap_or_default(),
            provider: bodies.get(&report.provider).cloned().unwrap_or_default(),
            to: bodies.get(&report.to).cloned().unwrap_or_default(),
            report,
        }
    };
    Ok(reports.into_iter().map(row).collect())
}
