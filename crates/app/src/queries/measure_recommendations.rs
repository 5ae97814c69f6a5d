//! Recommended measures: those of one graduate, and the list of what waits for an answer or a beginning. A provider sees
//! its own recommendations and not what the office made of them (handbook 7.3, follow-up plan).

use super::bodies::names;
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::measures;
use crate::ports::{Find, TypedQueries, Where};
use async_trait::async_trait;
use domain::access::{Action, FieldGroup, Resource, Visible};
use domain::case::Case;
use domain::graduate::Graduate;
use domain::ids::{MeasureOfferId, OrganisationId, PersonId, VocationalCourseId};
use domain::measure::{Choice, MeasureOffer, MeasureRecommendation};
use domain::person::Person;
use domain::record::RecordKind;
use domain::vocational::VocationalCourse;
use std::collections::HashMap;

/// What names a choice: titles of offers, numbers of groups, names of bodies.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Titles {
    pub offers: HashMap<MeasureOfferId, MeasureOffer>,
    pub courses: HashMap<VocationalCourseId, VocationalCourse>,
    pub organisations: HashMap<OrganisationId, String>,
}

impl Titles {
    /// The title of the offer or the number of the group; empty where only the kind was named.
    pub fn of(&self, choice: &Choice) -> String {
        let offer = choice.offer.and_then(|id| self.offers.get(&id)).map(|offer| offer.title.clone());
        let course = choice.course.and_then(|id| self.courses.get(&id)).map(|course| course.number.clone());
        offer.or(course).unwrap_or_default()
    }

    /// Name of a body.
    pub fn office(&self, id: OrganisationId) -> String {
        self.organisations.get(&id).cloned().unwrap_or_default()
    }
}

/// Titles of what recommendations name.
pub(super) async fn titles(scene: &Scene<'_>, all: &[MeasureRecommendation]) -> Result<Titles, Error> {
    let choices = || all.iter().flat_map(|one| [one.recommended, one.choice]);
    let offers: Vec<i64> = choices().filter_map(|choice| choice.offer).map(|id| id.0).collect();
    let courses: Vec<i64> = choices().filter_map(|choice| choice.course).map(|id| id.0).collect();
    let offers: Vec<MeasureOffer> = scene.queries.many(&offers).await?;
    let courses: Vec<VocationalCourse> = scene.queries.many(&courses).await?;
    let bodies = all.iter().flat_map(|one| [one.by, one.decider]);
    let owners = offers.iter().map(|offer| offer.owner);
    let organisations = names(scene, bodies.chain(owners)).await?;
    Ok(Titles {
        offers: offers.into_iter().map(|offer| (offer.id, offer)).collect(),
        courses: courses.into_iter().map(|course| (course.id, course)).collect(),
        organisations,
    })
}

/// What is recommended for one graduate, newest first, as far as the asker sees it.
pub(super) async fn of_graduate(
    scene: &Scene<'_>,
    graduate: &Graduate,
    plan: bool,
) -> Result<(Vec<MeasureRecommendation>, Titles), Error> {
    let mut all = measures::of_graduate(scene.queries, graduate.region, graduate.id).await?;
    all.reverse();
    let own = scene.operation.actor.organisation;
    if !plan {
        all.retain(|one| one.by == own);
        all = all.iter().map(MeasureRecommendation::without_plan).collect();
    }
    let titles = titles(scene, &all).await?;
    Ok((all, titles))
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct RecommendationRow {
    pub recommendation: MeasureRecommendation,
    /// Empty: hidden.
    pub name: String,
    pub case_number: String,
}

/// The list.
#[derive(Debug, Clone, PartialEq)]
pub struct RecommendationPage {
    pub rows: Vec<RecommendationRow>,
    pub titles: Titles,
    /// The asker sees what became of them.
    pub plan: bool,
}

/// What the asker's body has to answer or to note, and what it recommended itself.
#[derive(Debug, Clone, Default)]
pub struct RecommendationList {
    /// Settled ones, too.
    pub all: bool,
}

#[async_trait]
impl Query for RecommendationList {
    type Answer = RecommendationPage;

    fn look(&self) -> Look {
        let which = if self.all { "all" } else { "live" };
        Look::at_people(Action::List, Resource::MeasureRecommendation).filtered(which)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(RecommendationPage, i64), Error> {
        let (own, today) = (visible.organisation(), scene.operation.today);
        let mut all: Vec<MeasureRecommendation> = Vec::new();
        for column in ["decider_id", "recommender_id"] {
            let mut find =
                Find::new(RecordKind::MeasureRecommendation, visible.region()).when(Where::is(column, own.0));
            if !self.all {
                find = find.when(Where::is("live", 1i64));
            }
            let found: Vec<MeasureRecommendation> = scene.queries.all(find).await?;
            all.extend(found.into_iter().filter(|one| column == "decider_id" || one.decider != own));
        }
        let people: Vec<i64> = all.iter().map(|one| one.person.0).collect();
        let people: HashMap<PersonId, Person> =
            scene.queries.many::<Person>(&people).await?.into_iter().map(|one| (one.id, one)).collect();
        let reached = |id: &PersonId| {
            people
                .get(id)
                .is_some_and(|person| visible.reaches_person(person.region, person.involved_on(today)))
        };
        all.retain(|one| reached(&one.person));
        let plan = visible.shows(FieldGroup::FollowUp);
        if !plan {
            all = all.iter().map(MeasureRecommendation::without_plan).collect();
        }
        all.sort_by_key(|one| (!one.is_live(), one.due_on, one.id));
        let cases: Vec<i64> = all.iter().map(|one| one.case.0).collect();
        let cases: HashMap<_, Case> =
            scene.queries.many::<Case>(&cases).await?.into_iter().map(|case| (case.id, case)).collect();
        let fields = also_visible(&scene.operation.actor, Action::List, Resource::Person)?;
        let titles = titles(scene, &all).await?;
        let name = |id: &PersonId| match people.get(id).filter(|_| fields.shows(FieldGroup::Identity)) {
            Some(person) => format!("{}, {}", person.family_name, person.given_names),
            None => String::new(),
        };
        let row = |recommendation: MeasureRecommendation| RecommendationRow {
            name: name(&recommendation.person),
            case_number: cases.get(&recommendation.case).map(|case| case.number.clone()).unwrap_or_default(),
            recommendation,
        };
        let rows: Vec<RecommendationRow> = all.into_iter().map(row).collect();
        let count = rows.len() as i64;
        Ok((RecommendationPage { rows, titles, plan }, count))
    }
}
