//! Zusteuerung: a person, the act of the authority and, if wanted, a test appointment in one step. The
//! duplicate check stands before it: an undecided likely duplicate stops it. Not for lists: see `imports`.

use super::{act_basis, reached};
use crate::error::Error;
use crate::gate::{Command, Context};
use crate::placement;
use crate::queries::duplicates::candidates;
use crate::steps;
use async_trait::async_trait;
use chrono::{Datelike, NaiveDate};
use domain::access::{Action, Authorised, Demand, Resource};
use domain::act::{self, Act, ActKind};
use domain::case::{self, Case};
use domain::ids::{ActId, CaseId, PairId, PersonId, SeatingId, SessionId};
use domain::journal::{Event, EventName};
use domain::matching::duplicates::{Identity, Likeness, Verdict};
use domain::person::{DuplicateDecision, PairDecision, PairVerdict, Person, check_decided};
use domain::record::RecordKind;
use domain::refusal::Refusal;
use domain::region::Region;
use serde::{Deserialize, Serialize};

/// The act that opens the way, as typed.
#[derive(Debug, Clone)]
pub struct NewAct {
    pub kind: ActKind,
    pub issued_on: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub basis: String,
}

/// Whether the person gets a test appointment in the same step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appointment {
    /// Not now; the next step says until when.
    Later,
    /// The earliest that the person can reach.
    Earliest,
    At(SessionId),
}

/// A Zusteuerung. Of `person` id, region, version, file numbers and involvements are set here.
#[derive(Debug, Clone)]
pub struct SteerIn {
    pub person: Person,
    /// File number at the own office; empty if there is none.
    pub own_number: String,
    pub act: NewAct,
    pub appointment: Appointment,
    pub decided: DuplicateDecision,
}

/// What came of a Zusteuerung.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SteeredIn {
    pub person: PersonId,
    pub case: CaseId,
    pub number: String,
    pub act: ActId,
    pub seating: Option<SeatingId>,
    /// The person was known already; the case is the one that was open, if any.
    pub known: bool,
}

impl Demand for SteerIn {
    fn demand(&self) -> (Action, Resource) {
        (Action::Create, Resource::Person)
    }
}

#[async_trait]
impl Command for SteerIn {
    type Outcome = SteeredIn;
    const NAME: &'static str = "steer_in";

    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<SteeredIn, Error> {
        let command = authorised.command();
        let (actor, today) = (authorised.actor().clone(), context.operation.today);
        act::check(
            command.act.kind,
            actor.organisation_kind,
            command.act.issued_on,
            command.act.valid_until,
        )?;
        act::check_issued(command.act.issued_on, today)?;
        let mut typed = command.person.clone();
        typed.id = PersonId(0);
        typed.region = actor.region;
        typed.version = 0;
        typed.merged_into = None;
        typed.file_numbers.clear();
        typed.involvements.clear();
        typed.set_number_at(actor.organisation, &command.own_number);
        typed.involve(actor.organisation, today);
        typed.settle(today)?;

        let found = candidates(context.work.queries(), actor.region, &Identity::from(&typed)).await?;
        let person = match &command.decided {
            DuplicateDecision::NewPerson { seen } => add_person(context, typed, seen, &found).await?,
            DuplicateDecision::SamePerson(known) => take_known(context, &typed, *known, found).await?,
        };
        let known = matches!(command.decided, DuplicateDecision::SamePerson(_));
        let mut case = case_for(context, &person, known).await?;
        let act = add_act(context, &mut case, &command.act).await?;
        let case = steps::settle(context, case).await?;
        let seating = match command.appointment {
            Appointment::Later => None,
            Appointment::Earliest => Some(placement::book(context, case.id, None).await?.id),
            Appointment::At(session) => Some(placement::book(context, case.id, Some(session)).await?.id),
        };
        Ok(SteeredIn { person: person.id, case: case.id, number: case.number, act, seating, known })
    }
}

pub(super) async fn add_person(
    context: &mut Context<'_>,
    mut person: Person,
    seen: &[PersonId],
    found: &[(Person, Likeness)],
) -> Result<Person, Error> {
    let verdicts: Vec<(PersonId, Verdict)> =
        found.iter().map(|(p, likeness)| (p.id, likeness.verdict)).collect();
    check_decided(seen, &verdicts)?;
    person.id = PersonId(context.next_id());
    context.save(person.clone()).await?;
    context.emit(Event::new(EventName::PersonRecorded, context.operation.today).about(None, person.id));
    for (other, _) in found.iter().filter(|(p, _)| seen.contains(&p.id)) {
        let decision = PairDecision {
            id: PairId(context.next_id()),
            region: person.region,
            version: 0,
            person: person.id,
            other: other.id,
            decision: PairVerdict::TwoPersons,
            decided_on: context.operation.today,
            merge: None,
        };
        context.save(decision).await?;
    }
    context.need(person.id.0).await
}

/// The known person, who must really be a candidate: nobody gets into the chain of a person by naming an id.
pub(super) async fn take_known(
    context: &mut Context<'_>,
    typed: &Person,
    id: PersonId,
    found: Vec<(Person, Likeness)>,
) -> Result<Person, Error> {
    let known = found.into_iter().map(|(person, _)| person).find(|person| person.id == id);
    let mut person = known.ok_or(Error::Absent(RecordKind::Person))?;
    person.absorb(typed);
    if let Some(number) = typed.file_numbers.first() {
        person.set_number_at(number.organisation, &number.number);
    }
    context.save(person.clone()).await?;
    context.emit(Event::new(EventName::PersonChanged, context.operation.today).about(None, person.id));
    context.need(person.id.0).await
}

/// The open case of a known person, else a new one.
pub(super) async fn case_for(context: &mut Context<'_>, person: &Person, known: bool) -> Result<Case, Error> {
    if known && let Some(open) = reached::open_case(context, person).await? {
        return Ok(open);
    }
    let (today, actor) = (context.operation.today, context.operation.actor.clone());
    let region: Region = context.need(actor.region.0).await?;
    let n = context.work.next_number(&format!("case-{}", today.year())).await?;
    let number = case::number(&region.code, today.year(), n);
    let case =
        Case::open(CaseId(context.next_id()), actor.region, person.id, number, actor.organisation, today);
    context.save(case.clone()).await?;
    context.emit(
        Event::new(EventName::CaseOpened, today)
            .about(Some(case.id), person.id)
            .with("lead", actor.organisation),
    );
    context.need(case.id.0).await
}

/// Adds an act of the actor's authority to a case and lets the case follow from it: right, duty,
/// priority and lead. The case is not saved here.
pub(super) async fn add_act(
    context: &mut Context<'_>,
    case: &mut Case,
    new: &NewAct,
) -> Result<ActId, Error> {
    let (today, issuer) = (context.operation.today, context.operation.actor.organisation);
    let mut acts = reached::acts_of(context, case).await?;
    if acts.iter().any(|a| {
        a.issuer == issuer && a.kind == new.kind && a.issued_on == new.issued_on && a.revoked_on.is_none()
    }) {
        return Err(Refusal::new("act-already-recorded").with("on", new.issued_on).at("act_kind").into());
    }
    if !new.kind.entitles() && !acts.iter().any(|a| a.kind.entitles() && a.holds_on(today)) {
        return Err(Refusal::new("act-gives-no-right").at("act_kind").into());
    }
    let act = Act {
        id: ActId(context.next_id()),
        region: case.region,
        version: 0,
        case: case.id,
        person: case.person,
        kind: new.kind,
        issuer,
        issued_on: new.issued_on,
        valid_until: new.valid_until,
        basis: new.basis.trim().to_owned(),
        revoked_on: None,
    };
    context.save(act.clone()).await?;
    let id = act.id;
    context.emit(
        Event::new(event_of(act.kind), act.issued_on)
            .about(Some(case.id), case.person)
            .with("act", act.kind.code())
            .with("issuer", issuer),
    );
    act_basis::keep(context, &act).await?;
    acts.push(act);
    case.take_acts(&acts, today);
    follow_lead(context, case, &acts);
    Ok(id)
}

/// Whoever obliges leads before whoever only entitles; an authority that leads and obliges keeps the lead.
pub(super) fn follow_lead(context: &mut Context<'_>, case: &mut Case, acts: &[Act]) {
    let today = context.operation.today;
    if case::obliging(acts, today).contains(&case.lead) {
        return;
    }
    if let Some(lead) = case::leading(acts, today).filter(|lead| *lead != case.lead) {
        hand_over(context, case, lead);
    }
}

/// Gives the lead to another authority; a step of the lead goes along when the case is settled.
pub(super) fn hand_over(context: &mut Context<'_>, case: &mut Case, lead: domain::ids::OrganisationId) {
    let old = std::mem::replace(&mut case.lead, lead);
    let event =
        Event::new(EventName::CaseLeadChanged, context.operation.today).about(Some(case.id), case.person);
    context.emit(event.with("from", old).with("to", lead));
}

pub(super) fn event_of(kind: ActKind) -> EventName {
    match kind {
        ActKind::Kooperationsplan => EventName::PlanNamesCourse,
        kind if kind.obliges() => EventName::DutyIssued,
        _ => EventName::RightIssued,
    }
}
