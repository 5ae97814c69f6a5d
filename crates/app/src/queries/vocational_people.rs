//! People on the way into and through a Berufssprachkurs: authorisations of a body, places of a provider, both of one
//! person. A body sees what it issued, a provider whom it registered, BAMF the region.

use crate::case_records::CaseRecords;
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::{Find, TypedQueries, Where};
use crate::{steps, vocational};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, FieldGroup, Reach, Resource, Visible};
use domain::case::{Case, Stage};
use domain::deadline::Activity;
use domain::eligibility::{Berufssprachkurs, Memo};
use domain::ids::{AuthorisationId, OrganisationId, PersonId, RegionId, VocationalPlaceId};
use domain::organisation::{Organisation, OrganisationKind};
use domain::person::Person;
use domain::record::{RecordKind, Stored};
use domain::region::Pace;
use domain::vocational::{
    Authorisation, Duty, PlaceState, VocationalCourse, VocationalLine, VocationalPlace, VocationalReport,
    VocationalStanding, place_duty, register_by, vocational_standing,
};
use std::collections::HashMap;

/// Name and case number of somebody; the name is empty where the asker does not reach the person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Somebody {
    pub name: String,
    pub case_number: String,
}

async fn somebodies(
    scene: &Scene<'_>,
    of: &[(PersonId, domain::ids::CaseId)],
) -> Result<Vec<Somebody>, Error> {
    let ids: Vec<i64> = of.iter().map(|(person, _)| person.0).collect();
    let people: Vec<Person> = scene.queries.many(&ids).await?;
    let cases: Vec<i64> = of.iter().map(|(_, case)| case.0).collect();
    let cases: Vec<Case> = scene.queries.many(&cases).await?;
    let fields = also_visible(&scene.operation.actor, Action::List, Resource::Person)?;
    let today = scene.operation.today;
    let reached = |person: &&Person| {
        fields.shows(FieldGroup::Identity) && fields.reaches_person(person.region, person.involved_on(today))
    };
    let names: HashMap<_, _> = people
        .iter()
        .filter(reached)
        .map(|person| (person.id, format!("{}, {}", person.family_name, person.given_names)))
        .collect();
    let numbers: HashMap<_, _> = cases.into_iter().map(|case| (case.id, case.number)).collect();
    let somebody = |(person, case): &(PersonId, domain::ids::CaseId)| Somebody {
        name: names.get(person).cloned().unwrap_or_default(),
        case_number: numbers.get(case).cloned().unwrap_or_default(),
    };
    Ok(of.iter().map(somebody).collect())
}

/// Places with the names around them.
pub(super) async fn named(
    scene: &Scene<'_>,
    places: Vec<VocationalPlace>,
) -> Result<Vec<(VocationalPlace, Somebody)>, Error> {
    let of: Vec<_> = places.iter().map(|place| (place.person, place.case)).collect();
    let who = if of.is_empty() { Vec::new() } else { somebodies(scene, &of).await? };
    Ok(places.into_iter().zip(who).collect())
}

async fn offices(
    scene: &Scene<'_>,
    ids: impl Iterator<Item = OrganisationId>,
) -> Result<HashMap<OrganisationId, String>, Error> {
    let ids: Vec<i64> = ids.map(|id| id.0).collect();
    let found: Vec<Organisation> = scene.queries.many(&ids).await?;
    Ok(found.into_iter().map(|body| (body.id, body.name)).collect())
}

/// How periods run in the asker's region.
async fn pace(scene: &Scene<'_>, region: RegionId) -> Result<Pace, Error> {
    steps::pace(scene.queries, region, scene.operation.periods.clone()).await
}

/// Day from which somebody is warned that an authorisation lapses.
pub fn warn_on(one: &Authorisation, pace: &Pace) -> NaiveDate {
    pace.due(Activity::AuthorisationWatch, one.valid_until, one.issuer)
}

/// An authorisation with the names around it.
#[derive(Debug, Clone)]
pub struct AuthorisationRow {
    pub authorisation: Authorisation,
    pub who: Somebody,
    pub issuer: String,
    /// Nobody has registered with it and it lapses soon, or has lapsed.
    pub warned: bool,
}

/// Authorisations of the own body, for BAMF of the region; those that lapse first on top.
#[derive(Debug, Clone, Default)]
pub struct AuthorisationList {
    /// Only those nobody has registered with.
    pub only_open: bool,
    /// Only those that are warned of.
    pub only_warned: bool,
}

#[async_trait]
impl Query for AuthorisationList {
    type Answer = Vec<AuthorisationRow>;

    fn look(&self) -> Look {
        let filter = match (self.only_warned, self.only_open) {
            (true, _) => "warned",
            (false, true) => "open",
            (false, false) => "all",
        };
        Look::at_people(Action::List, Resource::Authorisation).filtered(filter)
    }

    async fn answer(
        &self,
        visible: &Visible,
        scene: &Scene<'_>,
    ) -> Result<(Vec<AuthorisationRow>, i64), Error> {
        if !visible.shows(FieldGroup::Vocational) {
            return Ok((Vec::new(), 0));
        }
        let mut find = Find::new(RecordKind::Authorisation, visible.region()).by("valid_until");
        if visible.reach() == Reach::Own {
            find = find.when(Where::is("issuer_id", visible.organisation().0));
        }
        if self.only_open || self.only_warned {
            find = find.when(Where::is("open", 1i64));
        }
        let all: Vec<Authorisation> = scene.queries.all(find).await?;
        let mut rows = authorisation_rows(scene, visible.region(), all).await?;
        rows.retain(|row| row.warned || !self.only_warned);
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

async fn authorisation_rows(
    scene: &Scene<'_>,
    region: RegionId,
    all: Vec<Authorisation>,
) -> Result<Vec<AuthorisationRow>, Error> {
    let (pace, today) = (pace(scene, region).await?, scene.operation.today);
    let of: Vec<_> = all.iter().map(|one| (one.person, one.case)).collect();
    let who = somebodies(scene, &of).await?;
    let offices = offices(scene, all.iter().map(|one| one.issuer)).await?;
    let row = |(one, who): (Authorisation, Somebody)| {
        let unused = one.registered_on.is_none() && one.revoked_on.is_none();
        AuthorisationRow {
            issuer: offices.get(&one.issuer).cloned().unwrap_or_default(),
            warned: unused && warn_on(&one, &pace) <= today,
            authorisation: one,
            who,
        }
    };
    Ok(all.into_iter().zip(who).map(row).collect())
}

/// One authorisation.
#[derive(Debug, Clone)]
pub struct AuthorisationRecord {
    pub authorisation: AuthorisationId,
}

#[async_trait]
impl Query for AuthorisationRecord {
    type Answer = AuthorisationRow;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Authorisation)
            .of(RecordKind::Authorisation, self.authorisation.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(AuthorisationRow, i64), Error> {
        let one: Authorisation = scene.queries.need(self.authorisation.0).await?;
        let absent = || Error::Absent(RecordKind::Authorisation);
        let person: Person = scene.queries.need(one.person.0).await?;
        let reached = visible.reaches_person(person.region, person.involved_on(scene.operation.today));
        if !reached || !visible.shows(FieldGroup::Vocational) {
            return Err(absent());
        }
        let row = authorisation_rows(scene, one.region, vec![one]).await?.pop();
        row.map(|row| (row, 1)).ok_or_else(absent)
    }
}

/// A place with the names around it and what is owed for it.
#[derive(Debug, Clone)]
pub struct PlaceRow {
    pub place: VocationalPlace,
    pub who: Somebody,
    pub provider: String,
    pub issuer: String,
    pub duty: Option<Duty>,
}

/// Places within the asker's reach, those longest on the list first.
#[derive(Debug, Clone, Default)]
pub struct PlaceList {
    pub line: Option<VocationalLine>,
    pub state: Option<PlaceState>,
    /// Only where something is owed by today.
    pub only_due: bool,
}

#[async_trait]
impl Query for PlaceList {
    type Answer = Vec<PlaceRow>;

    fn look(&self) -> Look {
        let line = self.line.map(|line| line.to_string()).unwrap_or_default();
        let state = self.state.map(PlaceState::code).unwrap_or("living");
        Look::at_people(Action::List, Resource::VocationalPlace).filtered(format!("{state} {line}").trim())
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Vec<PlaceRow>, i64), Error> {
        if !visible.shows(FieldGroup::Vocational) {
            return Ok((Vec::new(), 0));
        }
        let mut find = Find::new(RecordKind::VocationalPlace, visible.region()).by("registered_on");
        if visible.reach() == Reach::Own {
            let provider = scene.operation.actor.organisation_kind == OrganisationKind::Kurstraeger;
            let side = if provider { "provider_id" } else { "issuer_id" };
            find = find.when(Where::is(side, visible.organisation().0));
        }
        find = match self.state {
            Some(state) => find.when(Where::is("status", state.code())),
            None => find.when(Where::one_of(
                "status",
                [PlaceState::Waiting, PlaceState::Placed, PlaceState::Started].map(PlaceState::code),
            )),
        };
        let mut places: Vec<VocationalPlace> = scene.queries.all(find).await?;
        places.retain(|place| self.line.is_none_or(|line| place.line == line));
        let mut rows = place_rows(scene, visible.region(), places).await?;
        let today = scene.operation.today;
        rows.retain(|row| !self.only_due || row.duty.is_some_and(|duty| duty.due_on <= today));
        let count = rows.len() as i64;
        Ok((rows, count))
    }
}

async fn place_rows(
    scene: &Scene<'_>,
    region: RegionId,
    places: Vec<VocationalPlace>,
) -> Result<Vec<PlaceRow>, Error> {
    let pace = pace(scene, region).await?;
    let bodies = offices(scene, places.iter().flat_map(|place| [place.provider, place.issuer])).await?;
    let rows = named(scene, places).await?.into_iter().map(|(place, who)| PlaceRow {
        who,
        provider: bodies.get(&place.provider).cloned().unwrap_or_default(),
        issuer: bodies.get(&place.issuer).cloned().unwrap_or_default(),
        duty: place_duty(&place, &pace),
        place,
    });
    Ok(rows.collect())
}

/// One place with its course and what was told about it.
#[derive(Debug, Clone)]
pub struct PlaceView {
    pub row: PlaceRow,
    pub course: Option<VocationalCourse>,
    /// Reports the asker sent or got, newest first, with the name of the recipient.
    pub reports: Vec<(VocationalReport, String)>,
}

/// Asks for one place.
#[derive(Debug, Clone)]
pub struct PlaceRecord {
    pub place: VocationalPlaceId,
}

#[async_trait]
impl Query for PlaceRecord {
    type Answer = PlaceView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::VocationalPlace).of(RecordKind::VocationalPlace, self.place.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(PlaceView, i64), Error> {
        let place: VocationalPlace = scene.queries.need(self.place.0).await?;
        let reached =
            visible.reaches(place.region, place.provider) || visible.reaches(place.region, place.issuer);
        if !reached || !visible.shows(FieldGroup::Vocational) {
            return Err(Error::Absent(RecordKind::VocationalPlace));
        }
        let course = match place.course {
            Some(course) => scene.queries.one(course.0).await?,
            None => None,
        };
        let find = Find::new(RecordKind::VocationalReport, place.region)
            .when(Where::is("person_id", place.person.0))
            .by("sent_on");
        let mut reports: Vec<VocationalReport> = scene.queries.all(find).await?;
        let own = visible.organisation();
        reports.retain(|report| {
            report.about.is_some_and(|about| about.place == place.id)
                && (report.to == own || report.provider == own)
        });
        reports.reverse();
        let names = offices(scene, reports.iter().map(|report| report.to)).await?;
        let reports = reports.into_iter().map(|report| {
            let to = names.get(&report.to).cloned().unwrap_or_default();
            (report, to)
        });
        let reports = reports.collect();
        let row = place_rows(scene, place.region, vec![place]).await?.pop();
        let row = row.ok_or(Error::Absent(RecordKind::VocationalPlace))?;
        Ok((PlaceView { row, course, reports }, 1))
    }
}

/// What there is of Berufssprachkurse about one person.
#[derive(Debug, Clone, Default)]
pub struct VocationalOfPerson {
    /// Newest first.
    pub authorisations: Vec<Authorisation>,
    pub places: Vec<VocationalPlace>,
    pub standing: Option<VocationalStanding>,
    pub offices: HashMap<OrganisationId, String>,
}

/// For the record page; `None`: hidden.
pub(super) async fn of_person(
    scene: &Scene<'_>,
    visible: &Visible,
    person: &Person,
) -> Result<Option<VocationalOfPerson>, Error> {
    let actor = &scene.operation.actor;
    let Ok(of_places) = also_visible(actor, Action::See, Resource::VocationalPlace) else { return Ok(None) };
    if !visible.shows(FieldGroup::Vocational) {
        return Ok(None);
    }
    let mut authorisations: Vec<Authorisation> = all_of(scene, person).await?;
    let mut places: Vec<VocationalPlace> = all_of(scene, person).await?;
    let pace = pace(scene, person.region).await?;
    let ids: Vec<i64> = places.iter().filter_map(|place| place.course).map(|course| course.0).collect();
    let courses: Vec<VocationalCourse> = scene.queries.many(&ids).await?;
    let mut standing = vocational_standing(&authorisations, &places, &courses, &pace, scene.operation.today);
    if actor.organisation_kind == OrganisationKind::Kurstraeger {
        // a provider sees whom it registered and the authorisation it was shown
        let own = of_places.organisation();
        places.retain(|place| place.provider == own);
        authorisations.retain(|one| places.iter().any(|place| place.authorisation == one.id));
        standing = standing.filter(|standing| standing.who == own);
    }
    let bodies = authorisations.iter().map(|one| one.issuer);
    let bodies = bodies.chain(places.iter().map(|place| place.provider));
    let offices = offices(scene, bodies.chain(standing.iter().map(|standing| standing.who))).await?;
    Ok(Some(VocationalOfPerson { authorisations, places, standing, offices }))
}

async fn all_of<T: Stored>(scene: &Scene<'_>, person: &Person) -> Result<Vec<T>, Error> {
    let find = Find::new(T::KIND, person.region).when(Where::is("person_id", person.id.0));
    let mut all: Vec<T> = scene.queries.all(find).await?;
    all.reverse();
    Ok(all)
}

/// What a body sees before it decides.
#[derive(Debug, Clone)]
pub struct DecisionView {
    pub name: String,
    pub has_case: bool,
    /// What the tables say from the facts the asker sees.
    pub answer: Berufssprachkurs,
    /// Facts the asker may know that could change it.
    pub needed: usize,
    /// Last day to register if it is issued today.
    pub until: Option<NaiveDate>,
}

/// Asks what the tables say about a person and Berufssprachkurse.
#[derive(Debug, Clone)]
pub struct VocationalDecision {
    pub person: PersonId,
}

#[async_trait]
impl Query for VocationalDecision {
    type Answer = DecisionView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Eligibility)
            .of(RecordKind::Person, self.person.0)
            .filtered("berufssprachkurs")
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(DecisionView, i64), Error> {
        let person: Person = scene.queries.need(self.person.0).await?;
        let today = scene.operation.today;
        if !visible.reaches_person(person.region, person.involved_on(today)) || person.merged_into.is_some() {
            return Err(Error::Absent(RecordKind::Person));
        }
        let law = scene.law_on(today).await?;
        let pace = pace(scene, person.region).await?;
        let name = format!("{}, {}", person.family_name, person.given_names);
        let records = CaseRecords::of(scene.queries, person).await?;
        let has_case = records.case.as_ref().is_some_and(|case| case.stage != Stage::Closed);
        let facts = records.facts(law.set.reading(), today).shown(|group| visible.shows(group));
        let answer = law.set.decide(&facts, today, &mut Memo::default());
        let needed = answer.needs.iter().filter_map(|code| domain::eligibility::FactPath::from_code(code));
        let view = DecisionView {
            name,
            has_case,
            needed: needed.filter(|path| visible.shows(path.group())).count(),
            answer: answer.berufssprachkurs,
            until: register_by(visible.organisation(), today, &pace),
        };
        Ok((view, 1))
    }
}

/// What of Berufssprachkurse waits for the asker's body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VocationalWork {
    /// Authorisations that lapse soon or have lapsed unused.
    pub lapsing: i64,
    /// People of whom something has to be told soon, and of these too late.
    pub duties: i64,
    pub duties_late: i64,
    /// Reports nobody has taken.
    pub reports: i64,
}

/// Asks for it.
#[derive(Debug, Clone, Default)]
pub struct OwnVocationalWork;

#[async_trait]
impl Query for OwnVocationalWork {
    type Answer = VocationalWork;

    fn look(&self) -> Look {
        Look::at_things(Action::List, Resource::VocationalReport)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(VocationalWork, i64), Error> {
        let (region, own, today) = (visible.region(), visible.organisation(), scene.operation.today);
        let mut work = VocationalWork::default();
        if !visible.shows(FieldGroup::Vocational) {
            return Ok((work, 0));
        }
        let pace = pace(scene, region).await?;
        let find = Find::new(RecordKind::Authorisation, region)
            .when(Where::is("issuer_id", own.0))
            .when(Where::is("open", 1i64));
        let open: Vec<Authorisation> = scene.queries.all(find).await?;
        work.lapsing = open.iter().filter(|one| warn_on(one, &pace) <= today).count() as i64;
        if scene.operation.actor.organisation_kind == OrganisationKind::Kurstraeger {
            let places = vocational::living(scene.queries, region, Some(own)).await?;
            let due = places.iter().filter_map(|place| place_duty(place, &pace));
            let due: Vec<Duty> = due.filter(|duty| duty.due_on <= today + chrono::Days::new(7)).collect();
            work.duties = due.len() as i64;
            work.duties_late = due.iter().filter(|duty| duty.due_on < today).count() as i64;
        }
        let find = Find::new(RecordKind::VocationalReport, region)
            .when(Where::is("recipient_id", own.0))
            .when(Where::is("taken", 0i64));
        work.reports = scene.queries.all::<VocationalReport>(find).await?.len() as i64;
        Ok((work, 1))
    }
}
