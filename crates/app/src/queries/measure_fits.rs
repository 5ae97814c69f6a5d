//! "Fits after this course": offers of measures and groups of Berufssprachkurse that begin after somebody's last course
//! day, each with its reasons, in their order. Answers come from what the asker sees (docs/decisions/0010); what does
//! not fit is shown with its reason, never left out.

use super::bodies::names;
use super::measures::{OfferFilter, OfferList};
use super::person_rules::{known_of, speaks_of};
use crate::case_records::CaseRecords;
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::graduates::is_own;
use crate::ports::{Find, TypedQueries, Where};
use crate::{measures, route_plans, vocational};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::case::Case;
use domain::eligibility::{Answer, BerufssprachkursAccess, FactPath, Known, Value};
use domain::geography::Point;
use domain::graduate::{Goal, Graduate, Route};
use domain::ids::GraduateId;
use domain::measure::{Entry, EntryState, Fit, MeasureKind, MeasureOffer, Offered, Seeker, entry_of, fit};
use domain::organisation::Place;
use domain::person::Person;
use domain::record::RecordKind;
use domain::vocational::{VocationalCourse, VocationalCourseState};
use std::cmp::Ordering;

/// What begins after the course.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    Offer(Box<MeasureOffer>),
    Course(VocationalCourse),
}

impl Target {
    /// The instrument it is.
    pub fn kind(&self) -> MeasureKind {
        match self {
            Target::Offer(offer) => offer.kind,
            Target::Course(_) => MeasureKind::Berufssprachkurs,
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct FitRow {
    pub target: Target,
    pub owner: String,
    pub fit: Fit,
    /// Headings of the columns that would settle the entry, in German; fact codes of the chain stand as they are.
    pub missing: Vec<String>,
    /// Codes of facts of the chain that would settle it.
    pub missing_facts: Vec<FactPath>,
}

/// The answer.
#[derive(Debug, Clone)]
pub struct FitView {
    pub graduate: Graduate,
    /// Name, or the case number where the name is hidden.
    pub name: String,
    pub rows: Vec<FitRow>,
    /// The asker may not see the facts that decide on the entry.
    pub entry_hidden: bool,
    /// The asker sees the plan of the person.
    pub plan: bool,
    /// What was compared, so that a gap in it can be mended.
    pub seeker: Seeker,
}

/// Asks for it.
#[derive(Debug, Clone)]
pub struct FitsAfterCourse {
    pub graduate: GraduateId,
}

/// What the rules know of somebody, as far as the asker sees it.
struct Rules {
    answer: Answer,
    known: Vec<Known>,
    hidden: Vec<FieldGroup>,
    law: crate::law::RegionLaw,
}

#[async_trait]
impl Query for FitsAfterCourse {
    type Answer = FitView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Graduate)
            .of(RecordKind::Graduate, self.graduate.0)
            .filtered("fits")
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(FitView, i64), Error> {
        let today = scene.operation.today;
        let graduate: Graduate = scene.queries.need(self.graduate.0).await?;
        let person: Person = scene.queries.need(graduate.person.0).await?;
        let reached = visible.reaches_person(person.region, person.involved_on(today));
        if !reached || !is_own(&scene.operation.actor, &graduate) {
            return Err(Error::Absent(RecordKind::Graduate));
        }
        let case: Case = scene.queries.need(graduate.case.0).await?;
        let fields = also_visible(&scene.operation.actor, Action::List, Resource::Person)?;
        let plan = visible.shows(FieldGroup::FollowUp);
        let seeker = seeker(&graduate, &person, (plan, today), |group| fields.shows(group));
        let rules = rules(scene, &person, today).await?;
        let mut rows = offers(scene, &seeker, rules.as_ref()).await?;
        rows.extend(courses(scene, &seeker, rules.as_ref()).await?);
        rows.sort_by(|one, other| one.fit.order().partial_cmp(&other.fit.order()).unwrap_or(Ordering::Equal));
        let name = if fields.shows(FieldGroup::Identity) {
            format!("{}, {}", person.family_name, person.given_names)
        } else {
            case.number.clone()
        };
        let graduate = if plan { graduate } else { graduate.without_plan() };
        Ok((FitView { graduate, name, rows, entry_hidden: rules.is_none(), plan, seeker }, 1))
    }
}

/// What the comparison knows of somebody, without what the asker does not see.
fn seeker(
    graduate: &Graduate,
    person: &Person,
    (plan, today): (bool, NaiveDate),
    shows: impl Fn(FieldGroup) -> bool,
) -> Seeker {
    let wished = graduate.talk.filter(|_| plan).and_then(|talk| match talk.goal {
        Goal::Training => Some(Route::Training),
        Goal::Work => Some(Route::Work),
        Goal::School => Some(Route::School),
        Goal::Undecided => None,
    });
    let decided = graduate.decision().filter(|_| plan).map(|decision| decision.route);
    let advised = graduate.sheet.as_ref().map(|sheet| sheet.advice.route);
    Seeker {
        last_day: graduate.last_day,
        today,
        level: graduate.sheet.as_ref().map(|sheet| sheet.level),
        route: decided.or(wished).or(advised),
        children_in_care: person.constraints.children_in_care.filter(|_| shows(FieldGroup::Constraints)),
        home: point(&person.address).filter(|_| shows(FieldGroup::Contact)),
    }
}

fn point(place: &Place) -> Option<Point> {
    Point::new(place.lat?, place.lon?).ok()
}

async fn rules(scene: &Scene<'_>, person: &Person, today: NaiveDate) -> Result<Option<Rules>, Error> {
    let seen = also_visible(&scene.operation.actor, Action::See, Resource::Eligibility);
    let Ok(visible) = seen else { return Ok(None) };
    let law = scene.law_on(today).await?;
    if speaks_of(&law, today).is_err() {
        return Ok(None);
    }
    let records = CaseRecords::of(scene.queries, person.clone()).await?;
    let (answer, mut known) = known_of(&records, &law, today, |group| visible.shows(group));
    // whoever is on this list comes to the end of a course
    known.retain(|(name, _)| name != "integration_course_ending");
    known.push(("integration_course_ending".to_owned(), Value::Flag(true)));
    let hidden = FieldGroup::ALL.iter().copied().filter(|group| !visible.shows(*group)).collect();
    Ok(Some(Rules { answer, known, hidden, law }))
}

async fn offers(scene: &Scene<'_>, seeker: &Seeker, rules: Option<&Rules>) -> Result<Vec<FitRow>, Error> {
    let today = seeker.today;
    let filter = OfferFilter { with_past: true, ..OfferFilter::default() };
    let visible = also_visible(&scene.operation.actor, Action::List, Resource::MeasureOffer)?;
    let (all, _) = OfferList { filter }.answer(&visible, scene).await?;
    let mut found = Vec::new();
    for row in all.into_iter().filter(|row| row.offer.state == domain::measure::OfferState::Published) {
        let Some(measure) = measures::catalogue().of(row.offer.kind, today) else { continue };
        let entry = match (rules, &measure.entry) {
            (None, _) => Entry::plain(EntryState::Hidden),
            (Some(_), None) => Entry::plain(EntryState::NoRule),
            (Some(rules), Some(name)) => entry_of(rules.law.side(), name, today, &rules.known),
        };
        let missing = rules.map(|rules| route_plans::labels(rules.law.side(), &entry.needs));
        let offered = Offered {
            starts: &row.offer.starts,
            rolling: row.offer.rolling,
            level: row.offer.level,
            routes: &measure.routes,
            child_care: row.offer.child_care,
            place: point(&row.offer.place),
            free: Some(row.free),
        };
        let Some(fit) = fit(seeker, &offered, entry) else { continue };
        found.push(FitRow {
            owner: row.owner,
            target: Target::Offer(Box::new(row.offer)),
            fit,
            missing: missing.unwrap_or_default(),
            missing_facts: Vec::new(),
        });
    }
    Ok(found)
}

async fn courses(scene: &Scene<'_>, seeker: &Seeker, rules: Option<&Rules>) -> Result<Vec<FitRow>, Error> {
    let region = scene.operation.actor.region;
    let find = Find::new(RecordKind::VocationalCourse, region)
        .when(Where::is("status", VocationalCourseState::Planned.code()));
    let courses: Vec<VocationalCourse> = scene.queries.all(find).await?;
    let places = vocational::living(scene.queries, region, None).await?;
    let owners = names(scene, courses.iter().map(|course| course.provider)).await?;
    let measure = measures::catalogue().of(MeasureKind::Berufssprachkurs, seeker.today);
    let routes = measure.map(|row| row.routes.clone()).unwrap_or_default();
    let mut found = Vec::new();
    for course in courses {
        let (entry, missing_facts) = vocational_entry(&course, rules);
        let taken = places.iter().filter(|place| place.course == Some(course.id)).count() as i64;
        let starts = [course.planned_start_on];
        let offered = Offered {
            starts: &starts,
            rolling: false,
            level: Some(course.line.from),
            routes: &routes,
            child_care: false,
            place: None,
            free: Some((course.seats - taken).max(0)),
        };
        let Some(fit) = fit(seeker, &offered, entry) else { continue };
        let owner = owners.get(&course.provider).cloned().unwrap_or_default();
        found.push(FitRow { owner, target: Target::Course(course), fit, missing: Vec::new(), missing_facts });
    }
    Ok(found)
}

/// What the chain of tables says about access to Berufssprachkurse, and about the type being open.
fn vocational_entry(course: &VocationalCourse, rules: Option<&Rules>) -> (Entry, Vec<FactPath>) {
    let Some(rules) = rules else { return (Entry::plain(EntryState::Hidden), Vec::new()) };
    let said = &rules.answer.berufssprachkurs;
    if said.closed_types.iter().any(|code| code == course.line.kind.code()) {
        return (Entry::plain(EntryState::NotFulfilled), Vec::new());
    }
    let state = match said.access {
        BerufssprachkursAccess::Yes => EntryState::Fulfilled,
        BerufssprachkursAccess::None => EntryState::NotFulfilled,
        // whether a special course is provided is decided by nobody's facts
        BerufssprachkursAccess::Open | BerufssprachkursAccess::Undetermined => EntryState::Unknown,
    };
    let needs = rules.answer.needs.iter().filter_map(|code| FactPath::from_code(code));
    let needs: Vec<FactPath> = needs.filter(|path| !rules.hidden.contains(&path.group())).collect();
    let needs = if state == EntryState::Unknown { needs } else { Vec::new() };
    (Entry::plain(state), needs)
}
