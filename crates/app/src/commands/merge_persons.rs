//! Two records of one human being become one; every record that hangs on the other goes along. Somebody
//! decided it; `split_persons` takes it apart again. Not for finding duplicates: see `queries::duplicates`.

use super::change_case::holdings;
use super::reached;
use super::steer_in::{follow_lead, hand_over};
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::ports::{Find, Where};
use crate::steps;
use async_trait::async_trait;
use domain::access::{Action, Authorised, Demand, Resource};
use domain::case::{Case, ClosingReason, other_goes_on};
use domain::ids::{PairId, PersonId};
use domain::journal::{Event, EventName};
use domain::person::{ClosedCase, Merge, Moved, PairDecision, PairVerdict, Person};
use domain::record::{Record, RecordKind};
use domain::refusal::Refusal;

/// Merges `other` into `kept`, or notes that they are two people.
#[derive(Debug, Clone)]
pub struct DecidePair {
    pub kept: PersonId,
    pub other: PersonId,
    pub one_person: bool,
}

impl Demand for DecidePair {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::Duplicate)
    }
}

#[async_trait]
impl Command for DecidePair {
    type Outcome = PairId;
    const NAME: &'static str = "decide_pair";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.kept.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<PairId, Error> {
        let command = authorised.command();
        if command.kept == command.other {
            return Err(Refusal::new("merge-with-itself").into());
        }
        let visible = authorised.visible();
        let kept: Person = context.need(command.kept.0).await?;
        let other: Person = context.need(command.other.0).await?;
        let same_region = kept.region == visible.region() && other.region == visible.region();
        if !same_region
            || !(reached::reaches(context, &visible, &kept) || reached::reaches(context, &visible, &other))
        {
            return Err(Error::Absent(RecordKind::Person));
        }
        if kept.merged_into.is_some() || other.merged_into.is_some() {
            return Err(Refusal::new("already-merged").into());
        }
        let mut decision = PairDecision {
            id: PairId(context.next_id()),
            region: kept.region,
            version: 0,
            person: kept.id,
            other: other.id,
            decision: PairVerdict::TwoPersons,
            decided_on: context.operation.today,
            merge: None,
        };
        if command.one_person {
            decision.decision = PairVerdict::OnePerson;
            decision.merge = Some(merge(context, kept, other).await?);
        }
        let id = decision.id;
        context.save(decision).await?;
        Ok(id)
    }
}

async fn merge(context: &mut Context<'_>, mut kept: Person, mut other: Person) -> Result<Merge, Error> {
    let today = context.operation.today;
    let mut done = Merge::default();
    // the cases come first: which of them goes on depends on what still hangs on each
    let pair = (reached::open_case(context, &kept).await?, reached::open_case(context, &other).await?);
    let joined = match pair {
        (Some(mine), Some(theirs)) => Some(join_cases(context, &kept, &other, mine, theirs).await?),
        _ => None,
    };
    for kind in RecordKind::ALL.iter().copied().filter(|kind| kind.hangs_on_person()) {
        for record in linked(context, kind, &other).await? {
            done.moved.push(Moved { kind, id: record.raw_id(), from_person: other.id, from_case: None });
            context.work.save(vec![record.with_person(kept.id)]).await?;
        }
    }
    if let Some(Joined { staying, closing }) = joined {
        done.closed = Some(close_duplicate(context, &mut done.moved, staying, closing).await?);
    }
    done.gained = kept.absorb(&other);
    other.merged_into = Some(kept.id);
    let (kept_id, other_id) = (kept.id, other.id);
    context.save(other).await?;
    context.save(kept).await?;
    context.emit(Event::new(EventName::PersonsMerged, today).about(None, kept_id).with("other", other_id));
    Ok(done)
}

/// All records of a kind that hang on a person.
pub(super) async fn linked(
    context: &mut Context<'_>,
    kind: RecordKind,
    person: &Person,
) -> Result<Vec<Record>, Error> {
    let find = Find::new(kind, person.region).when(Where::is("person_id", person.id.0));
    context.work.queries().search(&find).await
}

struct Joined {
    staying: Case,
    closing: Case,
}

async fn join_cases(
    context: &mut Context<'_>,
    kept: &Person,
    other: &Person,
    mine: Case,
    theirs: Case,
) -> Result<Joined, Error> {
    let (held, theirs_held) =
        (holdings(context, &mine, kept).await?, holdings(context, &theirs, other).await?);
    Ok(match other_goes_on((&mine, held), (&theirs, theirs_held))? {
        true => Joined { staying: theirs, closing: mine },
        false => Joined { staying: mine, closing: theirs },
    })
}

/// Closes the duplicate case and gives its acts to the one that goes on: a double obligation is one case.
async fn close_duplicate(
    context: &mut Context<'_>,
    moved: &mut Vec<Moved>,
    staying: Case,
    closing: Case,
) -> Result<ClosedCase, Error> {
    let today = context.operation.today;
    for mut act in reached::acts_of(context, &closing).await? {
        act.case = staying.id;
        match moved.iter_mut().find(|m| m.kind == RecordKind::Act && m.id == act.id.0) {
            Some(known) => known.from_case = Some(closing.id),
            None => moved.push(Moved {
                kind: RecordKind::Act,
                id: act.id.0,
                from_person: act.person,
                from_case: Some(closing.id),
            }),
        }
        context.save(act).await?;
    }
    // both cases may have got another person and so another version
    let mut closing: Case = context.need(closing.id.0).await?;
    let before = ClosedCase { case: closing.id, into: staying.id, lead_before: staying.lead };
    closing.close(today, ClosingReason::Duplicate);
    let event = Event::new(EventName::CaseClosed, today).about(Some(closing.id), closing.person);
    context.emit(event.with("reason", ClosingReason::Duplicate.code()));
    context.save(closing).await?;
    let mut staying: Case = context.need(staying.id.0).await?;
    let acts = reached::acts_of(context, &staying).await?;
    staying.take_acts(&acts, today);
    follow_lead(context, &mut staying, &acts);
    steps::settle(context, staying).await?;
    Ok(before)
}

/// Separates two records that had been merged, although they may have changed since.
#[derive(Debug, Clone)]
pub struct SplitPersons {
    /// The record that was merged into another one.
    pub other: PersonId,
}

impl Demand for SplitPersons {
    fn demand(&self) -> (Action, Resource) {
        (Action::Decide, Resource::Duplicate)
    }
}

#[async_trait]
impl Command for SplitPersons {
    type Outcome = PersonId;
    const NAME: &'static str = "split_persons";

    fn subject(&self) -> Option<(RecordKind, i64)> {
        Some((RecordKind::Person, self.other.0))
    }

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<PersonId, Error> {
        let other: Person = context.need(authorised.command().other.0).await?;
        let kept = other.merged_into.ok_or_else(|| Refusal::new("not-merged"))?;
        let kept: Person = context.need(kept.0).await?;
        if !reached::reaches(context, &authorised.visible(), &kept) {
            return Err(Error::Absent(RecordKind::Person));
        }
        if kept.merged_into.is_some() {
            return Err(Refusal::new("split-later-merge-first").into());
        }
        let find = Find::new(RecordKind::PairDecision, other.region)
            .when(Where::is("other_id", other.id.0))
            .when(Where::is("decision", PairVerdict::OnePerson.code()));
        let decisions = context.work.queries().search(&find).await?;
        let decision = decisions.into_iter().rev().find_map(|record| match record {
            Record::PairDecision(decision) => Some(decision),
            _ => None,
        });
        let mut decision = decision.ok_or_else(|| Refusal::new("not-merged"))?;
        let id = other.id;
        split(context, decision.merge.take().unwrap_or_default(), kept, other).await?;
        decision.decision = PairVerdict::Separated;
        context.save(decision).await?;
        Ok(id)
    }
}

async fn split(
    context: &mut Context<'_>,
    merge: Merge,
    mut kept: Person,
    mut other: Person,
) -> Result<(), Error> {
    let today = context.operation.today;
    for moved in &merge.moved {
        let Some(record) = context.work.load(moved.kind, moved.id).await? else { continue };
        let record = in_case(record.with_person(moved.from_person), moved);
        context.work.save(vec![record]).await?;
    }
    follow_cases(context, &merge, &kept, &other).await?;
    if let Some(closed) = &merge.closed {
        reopen_duplicate(context, closed).await?;
    }
    let needed = offices_of(context, &kept).await?;
    kept.give_back(&merge.gained, &other, &needed);
    for office in offices_of(context, &other).await? {
        other.involve(office, today);
    }
    other.merged_into = None;
    let (kept_id, other_id) = (kept.id, other.id);
    context.save(kept).await?;
    context.save(other).await?;
    context.emit(Event::new(EventName::MergeUndone, today).about(None, kept_id).with("other", other_id));
    context.emit(Event::new(EventName::MergeUndone, today).about(None, other_id).with("other", kept_id));
    Ok(())
}

fn in_case(mut record: Record, moved: &Moved) -> Record {
    if let (Record::Act(act), Some(case)) = (&mut record, moved.from_case) {
        act.case = case;
    }
    record
}

/// What was added to a moved case since the merge belongs to that case and so to its person.
async fn follow_cases(
    context: &mut Context<'_>,
    merge: &Merge,
    kept: &Person,
    other: &Person,
) -> Result<(), Error> {
    let back: Vec<i64> = merge.moved.iter().filter(|m| m.kind == RecordKind::Case).map(|m| m.id).collect();
    for kind in [RecordKind::Act, RecordKind::Seating, RecordKind::Assignment, RecordKind::LetterRecord] {
        for record in linked(context, kind, kept).await? {
            let case = match &record {
                Record::Act(r) => Some(r.case),
                Record::Seating(r) => Some(r.case),
                Record::Assignment(r) => Some(r.case),
                Record::LetterRecord(r) => r.case,
                _ => None,
            };
            if case.is_some_and(|case| back.contains(&case.0)) {
                context.work.save(vec![record.with_person(other.id)]).await?;
            }
        }
    }
    Ok(())
}

/// Opens the case again that the merge had closed; both cases read their rights anew from their own acts.
async fn reopen_duplicate(context: &mut Context<'_>, closed: &ClosedCase) -> Result<(), Error> {
    let today = context.operation.today;
    let mut case: Case = context.need(closed.case.0).await?;
    if case.closing.as_ref().is_some_and(|closing| closing.reason == ClosingReason::Duplicate) {
        case.closing = None;
    }
    let acts = reached::acts_of(context, &case).await?;
    case.take_acts(&acts, today);
    steps::settle(context, case).await?;
    let mut staying: Case = context.need(closed.into.0).await?;
    let acts = reached::acts_of(context, &staying).await?;
    staying.take_acts(&acts, today);
    let leads = acts.iter().any(|act| act.issuer == staying.lead && act.holds_on(today));
    if !leads && staying.lead != closed.lead_before {
        hand_over(context, &mut staying, closed.lead_before);
    }
    steps::settle(context, staying).await?;
    Ok(())
}

/// Offices whose records hang on a person.
async fn offices_of(
    context: &mut Context<'_>,
    person: &Person,
) -> Result<Vec<domain::ids::OrganisationId>, Error> {
    let mut offices = Vec::new();
    for kind in [RecordKind::Act, RecordKind::Seating, RecordKind::Assignment, RecordKind::LetterRecord] {
        for record in linked(context, kind, person).await? {
            offices.extend(match record {
                Record::Act(r) => Some(r.issuer),
                Record::Seating(r) => Some(r.invited_by),
                Record::Assignment(r) => Some(r.provider),
                Record::LetterRecord(r) => Some(r.organisation),
                _ => None,
            });
        }
    }
    offices.sort();
    offices.dedup();
    Ok(offices)
}
