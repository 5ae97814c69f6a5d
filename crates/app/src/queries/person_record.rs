//! The page of one person: everything the asker may see of it, in one logged look. What is hidden is
//! blank and named. Not for lists: see `people`.

use crate::case_records::CaseRecords;
use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::graduates::is_own;
use crate::ports::{Find, TypedQueries, Where};
use crate::queries::counselling::{self, SeenTalk};
use crate::queries::measure_recommendations::{Titles, titles};
use crate::queries::path_messages;
use crate::queries::person_exams::{PersonExams, person_exams};
use crate::queries::person_rules::speaks_of;
use crate::queries::person_timeline::timeline;
use crate::relocations;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{self, Action, FieldGroup, Purpose, Reach, Resource, Visible};
use domain::act::Act;
use domain::assignment::Assignment;
use domain::case::{Case, Stage};
use domain::course::Course;
use domain::eligibility::{Access, FactPath, Memo, Obligation};
use domain::graduate::{Gap, Graduate, gap};
use domain::ids::{AccountId, CourseId, OrganisationId, PersonId, SessionId};
use domain::journal::Entry;
use domain::letter_record::LetterRecord;
use domain::measure::MeasureRecommendation;
use domain::moment::Moment;
use domain::organisation::{Account, Organisation, OrganisationKind};
use domain::own_path::PathMessage;
use domain::person::{Consent, PairDecision, PairVerdict, Person};
use domain::placement::{Seating, Session};
use domain::record::{RecordKind, Stored};
use domain::relocation::{Package, Relocation};
use domain::residence::{BenefitSystem, benefit_on};
use std::collections::{BTreeSet, HashMap};

/// One look of somebody at the person.
#[derive(Debug, Clone, PartialEq)]
pub struct Sight {
    pub at: Moment,
    pub organisation: OrganisationId,
    /// Named only to colleagues of the same organisation.
    pub account: Option<AccountId>,
    pub action: Action,
    pub resource: Resource,
    pub purpose: Purpose,
    pub outcome: String,
}

/// What the tables propose for a person today, from the facts the asker sees. The whole answer: `person_rules`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    pub access: Access,
    pub obligation: Obligation,
    pub expires_on: Option<NaiveDate>,
    /// Facts the asker may know that could change it.
    pub needed: usize,
}

/// A person as far as the asker may see them.
#[derive(Debug, Clone)]
pub struct PersonView {
    /// Hidden groups are blank.
    pub person: Person,
    pub hidden: Vec<FieldGroup>,
    /// The fee is waived, where only that may be seen.
    pub fee_waived: Option<bool>,
    /// Open case first, then closed ones, newest first.
    pub cases: Vec<Case>,
    /// `None`: hidden.
    pub acts: Option<Vec<Act>>,
    pub appointments: Option<Vec<(Seating, Option<Session>)>>,
    pub seats: Option<Vec<(Assignment, Option<Course>)>>,
    pub letters: Option<Vec<LetterRecord>>,
    /// DTZ and LiD; `None`: hidden.
    pub exams: Option<PersonExams>,
    /// What the tables propose, in short; `None`: hidden, or they do not speak of today.
    pub rights: Option<Rights>,
    /// The plan of what follows a course is shown.
    pub plan: bool,
    /// Ways out of courses, newest first; without the plan where that is hidden.
    pub graduates: Vec<(Graduate, Option<Gap>)>,
    /// Recommended measures, newest first, as far as the asker may see them.
    pub recommendations: Vec<MeasureRecommendation>,
    pub titles: Titles,
    /// Berufssprachkurse; `None`: hidden.
    pub vocational: Option<super::vocational_people::VocationalOfPerson>,
    /// Ways in other counties before a move, oldest first, as far as the asker may see them.
    pub came_from: Vec<Relocation>,
    pub consents: Vec<Consent>,
    /// Counselling talks as far as consents show them, newest first.
    pub counselling: Vec<SeenTalk>,
    /// What the person said at the page of their own path, where it is meant for the asker; newest first.
    pub messages: Vec<PathMessage>,
    /// The newest events, newest first.
    pub timeline: Vec<Entry>,
    /// There are older events than these; all of them: `PersonTimeline`.
    pub timeline_is_cut: bool,
    /// Months and days on which it is asked how it goes with what runs; empty where the plan is hidden.
    pub follow_ups: Vec<(u8, NaiveDate)>,
    /// Newest first; `None`: hidden.
    pub seen_by: Option<Vec<Sight>>,
    /// Records that were merged into this one.
    pub merged: Vec<PersonId>,
    pub organisations: HashMap<OrganisationId, Organisation>,
    /// Names of accounts of the own organisation.
    pub colleagues: HashMap<AccountId, String>,
}

impl PersonView {
    /// The case that counts.
    pub fn case(&self) -> Option<&Case> {
        self.cases.first()
    }

    /// Name of an organisation.
    pub fn office(&self, id: OrganisationId) -> &str {
        self.organisations.get(&id).map(|o| o.name.as_str()).unwrap_or_default()
    }

    /// A group of the person's own data is shown; what belongs to the chain says so itself.
    pub fn shows(&self, group: FieldGroup) -> bool {
        !self.hidden.contains(&group)
    }
}

/// The record of one person.
#[derive(Debug, Clone)]
pub struct PersonRecord {
    pub person: PersonId,
}

/// Longest timeline and list of looks on the page.
const MOST: i64 = 250;

#[async_trait]
impl Query for PersonRecord {
    type Answer = PersonView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Person).of(RecordKind::Person, self.person.0)
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(PersonView, i64), Error> {
        let full: Person = scene.queries.need(self.person.0).await?;
        let full = seen_of(scene, visible, full).await?;
        let own = visible.organisation();
        let (person, hidden) =
            full.shown(|group| visible.shows(group), own, visible.reach() == Reach::Region);
        let mut view = PersonView {
            person,
            hidden,
            fee_waived: fee_waived(visible, &full, scene),
            cases: if may(scene, Resource::Case) { cases(scene, &full).await? } else { Vec::new() },
            acts: None,
            appointments: None,
            seats: None,
            letters: None,
            exams: person_exams(scene, visible, &full).await?,
            rights: rights(scene, &full).await?,
            plan: visible.shows(FieldGroup::FollowUp) && may(scene, Resource::Graduate),
            graduates: Vec::new(),
            recommendations: recommendations(scene, visible, &full).await?,
            titles: Titles::default(),
            consents: of(scene, &full).await?,
            counselling: counselling::of_record(scene, visible, &full).await?,
            messages: Vec::new(),
            timeline: Vec::new(),
            timeline_is_cut: false,
            follow_ups: Vec::new(),
            vocational: super::vocational_people::of_person(scene, visible, &full).await?,
            came_from: came_from(scene, visible, &full).await?,
            seen_by: None,
            merged: merged(scene, &full).await?,
            organisations: HashMap::new(),
            colleagues: HashMap::new(),
        };
        view.titles = titles(scene, &view.recommendations).await?;
        (view.timeline, view.timeline_is_cut) = timeline(scene, visible, &full, MOST).await?;
        (view.graduates, view.follow_ups) = graduates(scene, visible, &full).await?;
        view.messages = path_messages::of_record(scene, &full, view.cases.first()).await?;
        evidence(&mut view, scene, visible, &full).await?;
        if visible.shows(FieldGroup::Access) {
            view.seen_by = Some(sights(scene, visible, &full).await?);
        }
        names(&mut view, scene, visible).await?;
        Ok((view, 1))
    }
}

fn may(scene: &Scene<'_>, resource: Resource) -> bool {
    access::grant(&scene.operation.actor, Action::See, resource).is_ok()
}

/// The person if it is reached. A record that was merged is reached if the one it went into is: its page
/// only says where it went, and offers to take the merge apart.
pub(super) async fn seen_of(scene: &Scene<'_>, visible: &Visible, person: Person) -> Result<Person, Error> {
    let today = scene.operation.today;
    let mut reached = visible.reaches_person(person.region, person.involved_on(today));
    if !reached && let Some(kept) = person.merged_into {
        let kept: Person = scene.queries.need(kept.0).await?;
        reached = visible.reaches_person(kept.region, kept.involved_on(today));
    }
    if reached { Ok(person) } else { Err(Error::Absent(RecordKind::Person)) }
}

async fn of<T: Stored>(scene: &Scene<'_>, person: &Person) -> Result<Vec<T>, Error> {
    let find = Find::new(T::KIND, person.region).when(Where::is("person_id", person.id.0));
    let mut all: Vec<T> = scene.queries.all(find).await?;
    all.reverse();
    Ok(all)
}

fn fee_waived(visible: &Visible, person: &Person, scene: &Scene<'_>) -> Option<bool> {
    if !visible.shows(FieldGroup::BenefitFlag) && !visible.shows(FieldGroup::Benefit) {
        return None;
    }
    let system = benefit_on(&person.benefits, scene.operation.today);
    Some(matches!(system, Some(BenefitSystem::Sgb2 | BenefitSystem::Asylblg)))
}

async fn rights(scene: &Scene<'_>, person: &Person) -> Result<Option<Rights>, Error> {
    let actor = &scene.operation.actor;
    let Ok(visible) = also_visible(actor, Action::See, Resource::Eligibility) else { return Ok(None) };
    let on = scene.operation.today;
    let law = scene.law_on(on).await?;
    if person.merged_into.is_some() || speaks_of(&law, on).is_err() {
        return Ok(None);
    }
    let records = CaseRecords::of(scene.queries, person.clone()).await?;
    let facts = records.facts(law.set.reading(), on).shown(|group| visible.shows(group));
    let answer = law.set.decide(&facts, on, &mut Memo::default());
    let needed = answer.needs.iter().filter_map(|code| FactPath::from_code(code));
    Ok(Some(Rights {
        access: answer.integrationskurs.access,
        obligation: answer.integrationskurs.obligation,
        expires_on: answer.integrationskurs.expires_on,
        needed: needed.filter(|path| visible.shows(path.group())).count(),
    }))
}

async fn cases(scene: &Scene<'_>, person: &Person) -> Result<Vec<Case>, Error> {
    let mut cases: Vec<Case> = of(scene, person).await?;
    cases.sort_by_key(|case| case.stage == Stage::Closed);
    Ok(cases)
}

async fn evidence(
    view: &mut PersonView,
    scene: &Scene<'_>,
    visible: &Visible,
    person: &Person,
) -> Result<(), Error> {
    let own = visible.organisation();
    let everybody = visible.reach() == Reach::Region;
    if visible.shows(FieldGroup::Obligation) && may(scene, Resource::Act) {
        view.acts = Some(of(scene, person).await?);
    }
    if visible.shows(FieldGroup::Placement) {
        let mut seatings: Vec<Seating> = of(scene, person).await?;
        if !may(scene, Resource::PlacementResult) {
            seatings.iter_mut().for_each(|seating| seating.result = None);
        }
        let ids: Vec<i64> = seatings.iter().map(|s| s.session.0).collect();
        let sessions: HashMap<SessionId, Session> =
            scene.queries.many::<Session>(&ids).await?.into_iter().map(|s| (s.id, s)).collect();
        view.appointments =
            Some(seatings.into_iter().map(|s| (s.clone(), sessions.get(&s.session).cloned())).collect());
    }
    if visible.shows(FieldGroup::Seat) && may(scene, Resource::Assignment) {
        let mut seats: Vec<Assignment> = of(scene, person).await?;
        if scene.operation.actor.organisation_kind == OrganisationKind::Kurstraeger {
            seats.retain(|seat| seat.provider == own);
        }
        let ids: Vec<i64> = seats.iter().map(|s| s.course.0).collect();
        let courses: HashMap<CourseId, Course> =
            scene.queries.many::<Course>(&ids).await?.into_iter().map(|c| (c.id, c)).collect();
        view.seats = Some(seats.into_iter().map(|s| (s.clone(), courses.get(&s.course).cloned())).collect());
    }
    if may(scene, Resource::Letter) {
        let mut letters: Vec<LetterRecord> = of(scene, person).await?;
        letters.retain(|letter| everybody || letter.organisation == own);
        view.letters = Some(letters);
    }
    Ok(())
}

/// Ways out of courses, newest first, and the days on which it is asked how it goes with what runs after the newest.
type Ways = (Vec<(Graduate, Option<Gap>)>, Vec<(u8, NaiveDate)>);

/// Ways out of courses as far as the asker may see them; a provider sees its own.
async fn graduates(scene: &Scene<'_>, visible: &Visible, person: &Person) -> Result<Ways, Error> {
    if !may(scene, Resource::Graduate) {
        return Ok(Ways::default());
    }
    let mut found: Vec<Graduate> = of(scene, person).await?;
    found.retain(|graduate| is_own(&scene.operation.actor, graduate));
    if found.is_empty() {
        return Ok(Ways::default());
    }
    if !visible.shows(FieldGroup::FollowUp) {
        return Ok((found.iter().map(|graduate| (graduate.without_plan(), None)).collect(), Vec::new()));
    }
    let pace = crate::steps::pace(scene.queries, person.region, scene.operation.periods.clone()).await?;
    let newest = found.first().and_then(Graduate::follow_on).filter(|follow_on| follow_on.ended.is_none());
    let follow_ups = newest.map(|running| running.follow_ups(&pace).to_vec()).unwrap_or_default();
    let shown = found.into_iter().map(|graduate| {
        let open = gap(&graduate, scene.operation.today, (&pace, visible.organisation()));
        (graduate, open)
    });
    Ok((shown.collect(), follow_ups))
}

/// Ways in other counties, as far as the asker may see them.
async fn came_from(scene: &Scene<'_>, visible: &Visible, person: &Person) -> Result<Vec<Relocation>, Error> {
    let mut found = relocations::came_from(scene.queries, person.region, person.id).await?;
    for moved in &mut found {
        *moved.package = Package::clone(&moved.package).way(|group| visible.shows(group));
    }
    Ok(found)
}

/// Recommended measures as far as the asker may see them; a provider sees those it wrote, without what became of them.
async fn recommendations(
    scene: &Scene<'_>,
    visible: &Visible,
    person: &Person,
) -> Result<Vec<MeasureRecommendation>, Error> {
    if !may(scene, Resource::MeasureRecommendation) {
        return Ok(Vec::new());
    }
    let mut found: Vec<MeasureRecommendation> = of(scene, person).await?;
    if !visible.shows(FieldGroup::FollowUp) {
        found.retain(|one| one.by == visible.organisation());
        found = found.iter().map(MeasureRecommendation::without_plan).collect();
    }
    Ok(found)
}

async fn sights(scene: &Scene<'_>, visible: &Visible, person: &Person) -> Result<Vec<Sight>, Error> {
    let own = visible.organisation();
    let entries = scene.queries.access_to(person.id.0, MOST).await?;
    Ok(entries
        .into_iter()
        // that somebody goes to counselling is told by their consents alone
        .filter(|entry| {
            let counsels = entry.resource == Resource::Counselling || entry.purpose == Purpose::Counselling;
            entry.organisation == own || !counsels
        })
        .map(|entry| Sight {
            at: entry.at,
            organisation: entry.organisation,
            account: Some(entry.account).filter(|_| entry.organisation == own),
            action: entry.action,
            resource: entry.resource,
            purpose: entry.purpose,
            outcome: entry.outcome,
        })
        .collect())
}

pub(super) async fn merged(scene: &Scene<'_>, person: &Person) -> Result<Vec<PersonId>, Error> {
    let find = Find::new(RecordKind::PairDecision, person.region)
        .when(Where::is("person_id", person.id.0))
        .when(Where::is("decision", PairVerdict::OnePerson.code()));
    let pairs: Vec<PairDecision> = scene.queries.all(find).await?;
    Ok(pairs.into_iter().map(|pair| pair.other).collect())
}

/// Bodies that did something for somebody on the way out of a course.
fn bodies_of(graduate: &Graduate) -> Vec<i64> {
    let mut bodies = vec![graduate.provider.0];
    bodies.extend(graduate.talk.map(|talk| talk.by.0));
    bodies.extend(graduate.decisions.iter().map(|decision| decision.by.0));
    for one in &graduate.follow_ons {
        bodies.push(one.responsible.0);
        bodies.extend(one.checks.iter().map(|check| check.by.0));
    }
    bodies
}

/// Names of all organisations on the page, and of colleagues.
async fn names(view: &mut PersonView, scene: &Scene<'_>, visible: &Visible) -> Result<(), Error> {
    let mut offices: BTreeSet<i64> = view.person.involvements.iter().map(|i| i.organisation.0).collect();
    offices.extend(
        view.cases.iter().flat_map(|c| [Some(c.lead.0), c.next.as_ref().map(|n| n.organisation.0)]).flatten(),
    );
    offices.extend(view.acts.iter().flatten().map(|a| a.issuer.0));
    offices.extend(view.seats.iter().flatten().map(|(seat, _)| seat.provider.0));
    offices.extend(view.appointments.iter().flatten().map(|(seating, _)| seating.invited_by.0));
    offices.extend(view.graduates.iter().flat_map(|(graduate, _)| bodies_of(graduate)));
    offices.extend(view.recommendations.iter().flat_map(|one| [one.by.0, one.decider.0]));
    offices.extend(view.messages.iter().map(|message| message.to.0));
    offices.extend(view.letters.iter().flatten().map(|letter| letter.organisation.0));
    offices.extend(view.seen_by.iter().flatten().map(|sight| sight.organisation.0));
    offices.extend(view.timeline.iter().filter_map(|entry| entry.organisation).map(|o| o.0));
    offices.extend(view.person.file_numbers.iter().map(|held| held.organisation.0));
    let ids: Vec<i64> = offices.into_iter().collect();
    view.organisations =
        scene.queries.many::<Organisation>(&ids).await?.into_iter().map(|o| (o.id, o)).collect();
    let accounts: BTreeSet<i64> =
        view.seen_by.iter().flatten().filter_map(|sight| sight.account).map(|a| a.0).collect();
    let accounts: Vec<i64> = accounts.into_iter().collect();
    let own = visible.organisation();
    view.colleagues = scene
        .queries
        .many::<Account>(&accounts)
        .await?
        .into_iter()
        .filter(|account| account.organisation == own)
        .map(|account| (account.id, account.display_name))
        .collect();
    Ok(())
}
