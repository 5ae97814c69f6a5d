//! What commands and queries on Berufssprachkurse share: the table of types, places of a person, writing reports.
//! Not for deciding: `domain::vocational` does that.

use crate::error::Error;
use crate::gate::Context;
use crate::ports::{Find, Queries, TypedQueries, Where};
use chrono::NaiveDate;
use domain::access::Visible;
use domain::ids::{RegionId, VocationalCourseId, VocationalPlaceId, VocationalReportId};
use domain::journal::{Event, EventName};
use domain::organisation::Organisation;
use domain::record::RecordKind;
use domain::region::Pace;
use domain::vocational::{
    About, Duty, PlaceState, VocationalCourse, VocationalFacts, VocationalLine, VocationalPlace,
    VocationalReport, VocationalReportKind, VocationalTable, group_report_due, recipients_of,
};
use std::sync::OnceLock;

const TYPES: &str = include_str!("../../../rules/vocational_types.toml");

/// The types out of `rules/vocational_types.toml`.
pub fn types() -> &'static VocationalTable {
    static TABLE: OnceLock<VocationalTable> = OnceLock::new();
    TABLE.get_or_init(|| toml::from_str(TYPES).expect("the shipped table is read by a test"))
}

/// Everybody of a region whose place lives, or of one provider.
pub async fn living(
    queries: &dyn Queries,
    region: RegionId,
    provider: Option<domain::ids::OrganisationId>,
) -> Result<Vec<VocationalPlace>, Error> {
    let states = [PlaceState::Waiting, PlaceState::Placed, PlaceState::Started];
    let mut find = Find::new(RecordKind::VocationalPlace, region)
        .when(Where::one_of("status", states.iter().map(|state| state.code())))
        .by("registered_on")
        .limit(i64::MAX);
    if let Some(provider) = provider {
        find = find.when(Where::is("provider_id", provider.0));
    }
    queries.all(find).await
}

/// Everybody who was ever placed in a course.
pub async fn of_course(
    queries: &dyn Queries,
    course: &VocationalCourse,
) -> Result<Vec<VocationalPlace>, Error> {
    let find = Find::new(RecordKind::VocationalPlace, course.region)
        .when(Where::is("course_id", course.id.0))
        .by("registered_on");
    queries.all(find).await
}

/// A place the actor reaches, in the version the actor saw.
pub async fn reached_place(
    context: &mut Context<'_>,
    visible: &Visible,
    id: VocationalPlaceId,
    seen: i64,
) -> Result<VocationalPlace, Error> {
    let known: VocationalPlace = context.need(id.0).await?;
    if !visible.reaches(known.region, known.provider) {
        return Err(Error::Absent(RecordKind::VocationalPlace));
    }
    context.need_version(id.0, seen).await
}

/// A course of the actor's own, in the version the actor saw.
pub async fn reached_course(
    context: &mut Context<'_>,
    visible: &Visible,
    id: VocationalCourseId,
    seen: i64,
) -> Result<VocationalCourse, Error> {
    let known: VocationalCourse = context.need(id.0).await?;
    if !visible.reaches(known.region, known.provider) {
        return Err(Error::Absent(RecordKind::VocationalCourse));
    }
    context.work.lock(RecordKind::VocationalCourse, id.0).await?;
    context.need_version(id.0, seen).await
}

/// How many wait at a provider for a line.
pub async fn waiting_for(
    context: &mut Context<'_>,
    provider: domain::ids::OrganisationId,
    line: VocationalLine,
) -> Result<i64, Error> {
    let region = context.operation.actor.region;
    let places = living(context.work.queries(), region, Some(provider)).await?;
    let waiting = places.iter().filter(|place| place.state == PlaceState::Waiting && place.line == line);
    Ok(waiting.count() as i64)
}

/// Day by which a provider tells BAMF about a line again; `None` while nothing is owed.
pub async fn group_due(
    context: &mut Context<'_>,
    provider: domain::ids::OrganisationId,
    line: VocationalLine,
) -> Result<Option<NaiveDate>, Error> {
    let region = context.operation.actor.region;
    let places = living(context.work.queries(), region, Some(provider)).await?;
    let reports = group_reports(context.work.queries(), region, provider).await?;
    let pace = context.pace().await?;
    Ok(duty_of_group(&places, &reports, (provider, line), &pace).map(|duty| duty.due_on))
}

/// Reports about groups that a provider wrote, oldest first.
pub async fn group_reports(
    queries: &dyn Queries,
    region: RegionId,
    provider: domain::ids::OrganisationId,
) -> Result<Vec<VocationalReport>, Error> {
    let find = Find::new(RecordKind::VocationalReport, region)
        .when(Where::is("provider_id", provider.0))
        .when(Where::is("what", VocationalReportKind::Group.code()))
        .by("sent_on");
    queries.all(find).await
}

/// What is owed to BAMF for a line of a provider.
pub fn duty_of_group(
    places: &[VocationalPlace],
    reports: &[VocationalReport],
    (provider, line): (domain::ids::OrganisationId, VocationalLine),
    pace: &Pace,
) -> Option<Duty> {
    let of_line = places.iter().filter(|place| place.line == line && place.state == PlaceState::Waiting);
    let registered = of_line.map(|place| place.registered_on).max();
    let reported = reports.iter().filter(|report| report.line == line).map(|report| report.sent_on).max();
    group_report_due(provider, registered, reported, pace)
}

/// Tells everybody whom a kind of report about a person goes to; how many were told.
pub async fn tell(
    context: &mut Context<'_>,
    what: VocationalReportKind,
    place: &VocationalPlace,
    (facts, due_on): (VocationalFacts, NaiveDate),
) -> Result<i64, Error> {
    let issuer: Option<Organisation> = context.find(place.issuer.0).await?;
    let bundesamt = context.pace().await?.offices.bundesamt;
    let told = recipients_of(what, place, issuer.map(|body| body.kind), bundesamt);
    for to in &told {
        let report = VocationalReport {
            id: VocationalReportId(context.next_id()),
            region: place.region,
            version: 0,
            what,
            provider: place.provider,
            to: *to,
            line: place.line,
            about: Some(About::of(place)),
            course: place.course,
            facts,
            due_on,
            sent_on: context.operation.today,
            taken_on: None,
        };
        send(context, report).await?;
    }
    Ok(told.len() as i64)
}

/// Tells BAMF about a group, without names.
pub async fn tell_of_group(
    context: &mut Context<'_>,
    what: VocationalReportKind,
    (provider, line, course): (domain::ids::OrganisationId, VocationalLine, Option<VocationalCourseId>),
    (facts, due_on): (VocationalFacts, NaiveDate),
) -> Result<(), Error> {
    let Some(to) = context.pace().await?.offices.bundesamt else { return Ok(()) };
    let report = VocationalReport {
        id: VocationalReportId(context.next_id()),
        region: context.operation.actor.region,
        version: 0,
        what,
        provider,
        to,
        line,
        about: None,
        course,
        facts,
        due_on,
        sent_on: context.operation.today,
        taken_on: None,
    };
    send(context, report).await
}

async fn send(context: &mut Context<'_>, report: VocationalReport) -> Result<(), Error> {
    let mut event = Event::new(EventName::VocationalReported, report.sent_on);
    if let Some(about) = report.about {
        event = event.about(Some(about.case), about.person);
    }
    context.emit(
        event
            .with("report", report.id)
            .with("what", report.what)
            .with("provider", report.provider)
            .with("to", report.to),
    );
    context.save(report).await
}

/// An event about a place.
pub fn event(name: EventName, place: &VocationalPlace, on: NaiveDate) -> Event {
    Event::new(name, on)
        .about(Some(place.case), place.person)
        .with("place", place.id)
        .with("provider", place.provider)
        .with("line", place.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::vocational::VocationalKind;

    #[test]
    fn every_type_has_a_row_whose_code_the_switches_know() {
        let switches = include_str!("../../../rules/switches.toml");
        for kind in VocationalKind::ALL {
            assert_eq!(types().row.iter().filter(|row| row.kind == *kind).count(), 1, "{kind}");
            assert!(switches.contains(&format!("code = \"{kind}\"")), "{kind}");
        }
        for row in &types().row {
            assert!(row.lines().next().is_some() && !row.basis.is_empty(), "{}", row.kind);
            assert!(
                row.least >= 1 && row.least <= row.start_at && row.start_at <= row.most_group,
                "{}",
                row.kind
            );
            assert!(row.lessons <= row.most_lessons, "{}", row.kind);
        }
    }
}
