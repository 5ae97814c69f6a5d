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
use domain::journal::{Entry, EventName};
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
    /// Ways out of courses, newest first; without the plan where that is hidden.
    pub graduates: Vec<(Graduate, Option<Gap>)>,
    /// Recommended measures, newest first, as far as the asker may see them.
    pub recommendations: Vec<MeasureRecommendation>,
    pub titles: Titles,
    /// Berufssprachkurse; `None`: hidden.
    pub vocational: Option<super::vocational_people::VocationalOfPerson>,
    /// Ways in other counties before a move, oldest first; the page shows of them what its reader may see.
    pub came_from: Vec<Relocation>,
    pub consents: Vec<Consent>,
    /// Counselling talks as far as consents show them, newest first.
    pub counselling: Vec<SeenTalk>,
    /// What the person said at the page of their own path, where it is meant for the asker; newest first.
    pub messages: Vec<PathMessage>,
    /// Newest first.
    pub timeline: Vec<Entry>,
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

    /// A group is shown.
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
            graduates: graduates(scene, visible, &full).await?,
            recommendations: recommendations(scene, visible, &full).await?,
            titles: Titles::default(),
            consents: of(scene, &full).await?,
            counselling: counselling::of_record(scene, visible, &full).await?,
            messages: Vec::new(),
            timeline: timeline(scene, visible, &full).await?,
            vocational: super::vocational_people::of_person(scene, visible, &full).await?,
            came_from: came_from(scene, visible, &full).await?,
            seen_by: None,
            merged: merged(scene, &full).await?,
            organisations: HashMap::new(),
            colleagues: HashMap::new(),
        };
        view.titles = titles(scene, &view.recommendations).await?;
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
async fn seen_of(scene: &Scene<'_>, visible: &Visible, person: Person) -> Result<Person, Error> {
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

/// Ways out of courses as far as the asker may see them; a provider sees its own.
async fn graduates(
    scene: &Scene<'_>,
    visible: &Visible,
    person: &Person,
) -> Result<Vec<(Graduate, Option<Gap>)>, Error> {
    if !may(scene, Resource::Graduate) {
        return Ok(Vec::new());
    }
    let mut found: Vec<Graduate> = of(scene, person).await?;
    found.retain(|graduate| is_own(&scene.operation.actor, graduate));
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let pace = crate::steps::pace(scene.queries, person.region, scene.operation.periods.clone()).await?;
    let plan = visible.shows(FieldGroup::FollowUp);
    let shown = found.into_iter().map(|graduate| {
        let open = gap(&graduate, scene.operation.today, (&pace, visible.organisation()));
        if plan { (graduate, open) } else { (graduate.without_plan(), None) }
    });
    Ok(shown.collect())
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

/// Ways in other counties, as far as the asker may see them.
async fn came_from(scene: &Scene<'_>, visible: &Visible, person: &Person) -> Result<Vec<Relocation>, Error> {
    let mut found = relocations::came_from(scene.queries, person.region, person.id).await?;
    for moved in &mut found {
        *moved.package = Package::clone(&moved.package).way(|group| visible.shows(group));
    }
    Ok(found)
}

/// Which group an event tells about; an event is shown to those who see the group.
fn group_of(name: EventName) -> FieldGroup {
    use EventName as E;
    match name {
        E::RightIssued | E::DutyIssued | E::DutyRevoked | E::PlanNamesCourse | E::CaseLeadChanged => {
            FieldGroup::Obligation
        }
        E::TestInvited
        | E::TestCancelled
        | E::TestReplied
        | E::TestCheckedIn
        | E::TestNoshow
        | E::TestDone => FieldGroup::Placement,
        E::ObstacleNoted | E::NoshowReported => FieldGroup::Placement,
        E::Assigned
        | E::Referred
        | E::Registered
        | E::ReservationExpired
        | E::SeatHandedBack
        | E::SeatWithdrawn => FieldGroup::Seat,
        E::Arrived | E::NotArrived | E::StartAnnounced => FieldGroup::Seat,
        // being a client of an office tells of benefits
        E::CareOffered | E::CareAccepted | E::CareDeclined | E::CareTakenBack => FieldGroup::Benefit,
        E::CourseCompleted | E::CourseLeft | E::Interrupted | E::Resumed => FieldGroup::Seat,
        E::GraduateTalk
        | E::NextStepDecided
        | E::NextStepConfirmed
        | E::FollowOnBegun
        | E::FollowOnChecked
        | E::FollowOnEnded
        | E::MeasureRecommended
        | E::MeasureAnswered
        | E::MeasureBegun
        | E::MeasureNotBegun
        | E::RecommendationTakenBack
        | E::RoutePlanChanged
        | E::MilestoneReached => FieldGroup::FollowUp,
        E::PermitNoted => FieldGroup::Residence,
        E::PathMessageSaid | E::PathMessageAnswered => FieldGroup::Constraints,
        E::ExamRegistered | E::ExamWithdrawn | E::ExamSat | E::ExamMissed => FieldGroup::Exam,
        E::DtzResult | E::LidResult => FieldGroup::Exam,
        // being a client of the agency tells of benefits
        E::AgencyInvolved => FieldGroup::Benefit,
        E::VocationalAuthorised
        | E::VocationalRevoked
        | E::VocationalRegistered
        | E::VocationalPlaced
        | E::VocationalStarted
        | E::VocationalEnded
        | E::VocationalNoStart
        | E::VocationalReferred
        | E::VocationalBrokeOff
        | E::VocationalResult
        | E::VocationalReported
        | E::VocationalReportTaken => FieldGroup::Vocational,
        _ => FieldGroup::Identity,
    }
}

async fn timeline(scene: &Scene<'_>, visible: &Visible, person: &Person) -> Result<Vec<Entry>, Error> {
    let mut entries = scene.queries.journal_of(person.id.0, MOST).await?;
    for other in merged(scene, person).await? {
        entries.extend(scene.queries.journal_of(other.0, MOST).await?);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.recorded_at, entry.operation, entry.id)));
    let own = visible.organisation();
    let works = also_visible(&scene.operation.actor, Action::List, Resource::Exam).is_ok();
    entries.retain(|entry| {
        let name = entry.event.name;
        visible.shows(group_of(name)) && concerns(entry, own) && (works || !before_result(name))
    });
    Ok(entries)
}

/// What happens before an exam has a result: only provider, exam site and BAMF follow it (handbook 7.3).
fn before_result(name: EventName) -> bool {
    use EventName as E;
    matches!(name, E::ExamRegistered | E::ExamWithdrawn | E::ExamSat | E::ExamMissed)
}

/// Whether an event is meant for a body: what happens about missed days stays with the provider and with
/// those it reported to (§ 8 Abs. 3 IntV), counselling with its two bodies, a message with whom it was said to.
fn concerns(entry: &Entry, own: OrganisationId) -> bool {
    use EventName as E;
    match entry.event.name {
        E::AbsenceAlert
        | E::HelpTalkHeld
        | E::ConcernSettled
        | E::NonattReported
        | E::NonattAnswered
        | E::CounsellingBooked
        | E::CounsellingCancelled
        // what is told about a Berufssprachkurs stays between sender and recipient (§ 26 DeuFöV)
        | E::VocationalReported
        | E::VocationalReportTaken => {
            entry.organisation == Some(own)
                || ["provider", "to"]
                    .iter()
                    .any(|party| entry.event.data.get(*party) == Some(&own.to_string()))
        }
        E::PathMessageSaid | E::PathMessageAnswered => entry.event.data.get("to") == Some(&own.to_string()),
        // whether somebody came is told with consent only, and not here
        E::CounsellingHeld | E::CounsellingMissed => false,
        _ => true,
    }
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

async fn merged(scene: &Scene<'_>, person: &Person) -> Result<Vec<PersonId>, Error> {
    let find = Find::new(RecordKind::PairDecision, person.region)
        .when(Where::is("person_id", person.id.0))
        .when(Where::is("decision", PairVerdict::OnePerson.code()));
    let pairs: Vec<PairDecision> = scene.queries.all(find).await?;
    Ok(pairs.into_iter().map(|pair| pair.other).collect())
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
