//! What happened to one person, from the journal: an event is shown to those who see the group it tells about and
//! whom it concerns. The newest of it stands in `person_record`; here is all of it, for a page of its own.

use crate::error::Error;
use crate::gate::{Look, Query, Scene, also_visible};
use crate::ports::TypedQueries;
use crate::queries::person_record::{merged, seen_of};
use async_trait::async_trait;
use domain::access::{Action, FieldGroup, Reach, Resource, Visible};
use domain::ids::{OrganisationId, PersonId};
use domain::journal::{Entry, EventName};
use domain::organisation::Organisation;
use domain::person::Person;
use domain::record::RecordKind;
use std::collections::{BTreeSet, HashMap};

/// More events than any case has; so that one record cannot fill the memory.
const MOST: i64 = 10_000;

/// All events of a person, newest first.
#[derive(Debug, Clone)]
pub struct PersonTimelineView {
    /// As far as the asker may see them.
    pub person: Person,
    pub timeline: Vec<Entry>,
    pub organisations: HashMap<OrganisationId, String>,
}

/// Everything that happened to one person.
#[derive(Debug, Clone)]
pub struct PersonTimeline {
    pub person: PersonId,
}

#[async_trait]
impl Query for PersonTimeline {
    type Answer = PersonTimelineView;

    fn look(&self) -> Look {
        Look::at_people(Action::See, Resource::Person)
            .of(RecordKind::Person, self.person.0)
            .filtered("timeline")
    }

    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(PersonTimelineView, i64), Error> {
        let full: Person = scene.queries.need(self.person.0).await?;
        let full = seen_of(scene, visible, full).await?;
        let (timeline, _) = timeline(scene, visible, &full, MOST).await?;
        let offices: BTreeSet<i64> =
            timeline.iter().filter_map(|entry| entry.organisation).map(|office| office.0).collect();
        let offices: Vec<i64> = offices.into_iter().collect();
        let organisations: Vec<Organisation> = scene.queries.many(&offices).await?;
        let shows = |group| visible.shows(group);
        let (person, _) = full.shown(shows, visible.organisation(), visible.reach() == Reach::Region);
        let organisations = organisations.into_iter().map(|office| (office.id, office.name)).collect();
        Ok((PersonTimelineView { person, timeline, organisations }, 1))
    }
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

/// The newest events the asker may see, newest first, and whether there are older ones.
pub(super) async fn timeline(
    scene: &Scene<'_>,
    visible: &Visible,
    person: &Person,
    most: i64,
) -> Result<(Vec<Entry>, bool), Error> {
    let mut entries = Vec::new();
    let mut is_cut = false;
    let ids = merged(scene, person).await?.into_iter().chain([person.id]);
    for id in ids {
        let mut found = scene.queries.journal_of(id.0, most + 1).await?;
        // said before anything is hidden; that there is more tells nobody what it is
        is_cut |= i64::try_from(found.len()).is_ok_and(|count| count > most);
        found.truncate(usize::try_from(most).unwrap_or_default());
        entries.extend(found);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.recorded_at, entry.operation, entry.id)));
    let own = visible.organisation();
    let works = also_visible(&scene.operation.actor, Action::List, Resource::Exam).is_ok();
    let moves = also_visible(&scene.operation.actor, Action::See, Resource::Relocation).is_ok();
    entries.retain(|entry| {
        let name = entry.event.name;
        let meant = concerns(entry, own) && (works || !before_result(name)) && (moves || !leaves(name));
        visible.shows(group_of(name)) && meant
    });
    Ok((entries, is_cut))
}

/// What happens before an exam has a result: only provider, exam site and BAMF follow it (handbook 7.3).
fn before_result(name: EventName) -> bool {
    use EventName as E;
    matches!(name, E::ExamRegistered | E::ExamWithdrawn | E::ExamSat | E::ExamMissed)
}

/// That somebody is about to leave the county: the person agreed that authorities hear of it, nobody else.
fn leaves(name: EventName) -> bool {
    use EventName as E;
    matches!(name, E::RelocationMade | E::RelocationConfirmed | E::RelocationTakenBack)
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
