//! The one way in: authorise, run in one transaction with journal and audit, record the outcome. No
//! handler can forget a step, because no handler performs one.

use crate::error::Error;
use crate::law::{Law, RegionLaw};
use crate::operation::Operation;
use crate::ports::{AuditEntry, OperationRecord, Queries, Store, Work};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{self, Action, Actor, Authorised, Demand, Denied, Purpose, Resource, Visible};
use domain::ids::OperationId;
use domain::journal::Event;
use domain::record::{RecordKind, Stored};
use domain::region::{Pace, Settings};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// A change. One file each under `commands/`.
#[async_trait]
pub trait Command: Demand + Sized + Clone + Send + Sync + 'static {
    /// What the caller gets; kept with the operation so that a repeated form gets the same answer.
    type Outcome: Serialize + DeserializeOwned + Send + Sync;
    /// Stored code of the operation.
    const NAME: &'static str;
    /// Whether a person may take it back.
    const UNDOABLE: bool = true;

    /// What the audit names as its subject, where it is known beforehand.
    fn subject(&self) -> Option<(RecordKind, i64)> {
        None
    }

    /// Loads, asks the domain, saves. Runs inside the transaction.
    async fn run(authorised: &Authorised<Self>, context: &mut Context<'_>) -> Result<Self::Outcome, Error>;
}

/// A look at data. One file per page under `queries/`.
#[async_trait]
pub trait Query: Send + Sync {
    type Answer: Send;

    /// What is looked at and why; `None` purpose means the one of the operation.
    fn look(&self) -> Look;

    /// The answer and the number of rows in it.
    async fn answer(&self, visible: &Visible, scene: &Scene<'_>) -> Result<(Self::Answer, i64), Error>;
}

/// What a look-up entry says.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    pub action: Action,
    pub resource: Resource,
    pub subject: Option<(RecordKind, i64)>,
    pub purpose: Option<Purpose>,
    /// Filter in codes; never a name that was typed.
    pub filter: String,
    /// Personal data are touched, so that the look itself is logged.
    pub logged: bool,
}

impl Look {
    /// A logged look at personal data.
    pub fn at_people(action: Action, resource: Resource) -> Self {
        Look { action, resource, subject: None, purpose: None, filter: String::new(), logged: true }
    }

    /// A look at offers, figures or settings, which hold nobody's data.
    pub fn at_things(action: Action, resource: Resource) -> Self {
        Look { logged: false, ..Look::at_people(action, resource) }
    }

    /// The same at one record.
    pub fn of(mut self, kind: RecordKind, id: i64) -> Self {
        self.subject = Some((kind, id));
        self
    }

    /// The same with its filter in codes.
    pub fn filtered(mut self, filter: impl ToString) -> Self {
        self.filter = filter.to_string();
        self
    }
}

/// What a query works with.
pub struct Scene<'a> {
    pub operation: &'a Operation,
    pub queries: &'a dyn Queries,
    pub law: &'a Law,
}

impl Scene<'_> {
    /// The law of the actor's region for a day: the one in use today, or on a later day the one in use then.
    pub async fn law_on(&self, day: NaiveDate) -> Result<RegionLaw, Error> {
        let used_on = day.max(self.operation.today);
        self.law.of(self.queries, self.operation.actor.region, used_on).await
    }
}

/// What the same actor sees of a second resource, for a query that joins two.
pub fn also_visible(actor: &Actor, action: Action, resource: Resource) -> Result<Visible, Denied> {
    access::visible(actor, action, resource)
}

/// A command that went through.
#[derive(Debug, Clone)]
pub struct Done<T> {
    pub operation: OperationId,
    pub outcome: T,
    /// The same form had been sent before; nothing was changed now.
    pub repeated: bool,
    pub undoable: bool,
}

/// What a command works with: the operation, the open transaction, and the events it collects.
pub struct Context<'a> {
    pub operation: &'a Operation,
    pub work: &'a mut dyn Work,
    law: &'a Law,
    events: Vec<Event>,
    pace: Option<Arc<Pace>>,
}

impl Context<'_> {
    /// A record that must exist.
    pub async fn need<T: Stored>(&mut self, id: i64) -> Result<T, Error> {
        self.find(id).await?.ok_or(Error::Absent(T::KIND))
    }

    /// A record that may exist.
    pub async fn find<T: Stored>(&mut self, id: i64) -> Result<Option<T>, Error> {
        Ok(self.work.load(T::KIND, id).await?.and_then(T::from_record))
    }

    /// A record that must exist in the version the person saw; otherwise both states go back to them.
    pub async fn need_version<T: Stored>(&mut self, id: i64, seen: i64) -> Result<T, Error> {
        let current: T = self.need(id).await?;
        if current.version() == seen {
            return Ok(current);
        }
        Err(Error::overtaken(current))
    }

    /// Saves a record; the version must still be the one that was read.
    pub async fn save<T: Stored>(&mut self, record: T) -> Result<(), Error> {
        self.work.save(vec![record.into_record()]).await
    }

    /// Notes an event for the journal.
    pub fn emit(&mut self, event: Event) {
        self.events.push(event);
    }

    /// A new id.
    pub fn next_id(&self) -> i64 {
        self.operation.ids.next()
    }

    /// The law of regions.
    pub fn law(&self) -> Law {
        self.law.clone()
    }

    /// The law of the actor's region as it is used today.
    pub async fn law_today(&mut self) -> Result<RegionLaw, Error> {
        let (law, region, today) = (self.law, self.operation.actor.region, self.operation.today);
        law.of(self.work.queries(), region, today).await
    }

    /// Settings of the actor's region.
    pub async fn settings(&mut self) -> Result<Settings, Error> {
        let region: domain::region::Region = self.need(self.operation.actor.region.0).await?;
        Ok(region.settings)
    }

    /// How periods run in the actor's region. Read once per operation: none changes settings or bodies and
    /// plans steps as well.
    pub async fn pace(&mut self) -> Result<Arc<Pace>, Error> {
        if let Some(pace) = &self.pace {
            return Ok(pace.clone());
        }
        let region = self.operation.actor.region;
        let periods = self.operation.periods.clone();
        let pace = Arc::new(crate::steps::pace(self.work.queries(), region, periods).await?);
        self.pace = Some(pace.clone());
        Ok(pace)
    }
}

/// The gate.
#[derive(Clone)]
pub struct Gate {
    store: Arc<dyn Store>,
    law: Law,
}

impl Gate {
    /// A gate before a store; commands and queries behind it ask this law.
    pub fn new(store: Arc<dyn Store>, law: Law) -> Self {
        Gate { store, law }
    }

    /// The law, for what stands outside the gate: reading it once at the start.
    pub fn law(&self) -> &Law {
        &self.law
    }

    /// Runs a command: authorise, transaction, journal, audit, outcome.
    pub async fn run<C: Command>(
        &self,
        operation: &Operation,
        command: C,
    ) -> Result<Done<C::Outcome>, Error> {
        let (action, resource) = command.demand();
        let subject = command.subject();
        let authorised = match access::authorise(&operation.actor, command) {
            Ok(authorised) => authorised,
            Err(denied) => return Err(self.deny(operation, denied, subject).await),
        };
        match self.transact(operation, &authorised).await {
            Ok(done) => Ok(done),
            Err(error) => {
                let entry = AuditEntry::of(operation, action, resource, subject).with_outcome(&error.code());
                self.store.log(operation, entry).await?;
                Err(error)
            }
        }
    }

    /// What an earlier sending of the same form came to, if there was one.
    pub async fn earlier<C: Command>(
        &self,
        operation: &Operation,
    ) -> Result<Option<Done<C::Outcome>>, Error> {
        let Some(key) = &operation.key else { return Ok(None) };
        let mut work = self.store.begin(operation).await?;
        let Some(earlier) = work.operation_of_key(key).await? else { return Ok(None) };
        let outcome = serde_json::from_str(&earlier.outcome).map_err(Error::fault)?;
        Ok(Some(Done { operation: earlier.id, outcome, repeated: true, undoable: C::UNDOABLE }))
    }

    async fn transact<C: Command>(
        &self,
        operation: &Operation,
        authorised: &Authorised<C>,
    ) -> Result<Done<C::Outcome>, Error> {
        let mut work = self.store.begin(operation).await?;
        if let Some(key) = &operation.key
            && let Some(earlier) = work.operation_of_key(key).await?
        {
            let outcome = serde_json::from_str(&earlier.outcome).map_err(Error::fault)?;
            return Ok(Done { operation: earlier.id, outcome, repeated: true, undoable: C::UNDOABLE });
        }
        let mut context =
            Context { operation, work: work.as_mut(), law: &self.law, events: Vec::new(), pace: None };
        let outcome = C::run(authorised, &mut context).await?;
        let events = context.events;
        work.append(&events).await?;
        let (action, resource) = authorised.command().demand();
        let subject = authorised.command().subject();
        work.audit(AuditEntry::of(operation, action, resource, subject).with_outcome("done")).await?;
        let record = OperationRecord {
            id: operation.id,
            name: C::NAME.to_owned(),
            outcome: serde_json::to_string(&outcome).map_err(Error::fault)?,
            undoable: C::UNDOABLE,
        };
        work.record_operation(&record).await?;
        work.commit().await?;
        Ok(Done { operation: operation.id, outcome, repeated: false, undoable: C::UNDOABLE })
    }

    /// Answers a query within what the actor may see; the look is logged with filter and count.
    pub async fn ask<Q: Query>(&self, operation: &Operation, query: &Q) -> Result<Q::Answer, Error> {
        let look = query.look();
        let visible = match access::visible(&operation.actor, look.action, look.resource) {
            Ok(visible) => visible,
            Err(denied) => return Err(self.deny(operation, denied, look.subject).await),
        };
        let scene = Scene { operation, queries: self.store.queries(), law: &self.law };
        let result = query.answer(&visible, &scene).await;
        if look.logged {
            let mut entry = AuditEntry::of(operation, look.action, look.resource, look.subject);
            entry.purpose = look.purpose.unwrap_or(operation.purpose);
            entry.filter = look.filter;
            match &result {
                Ok((_, count)) => entry.count = Some(*count),
                Err(error) => entry.outcome = error.code(),
            }
            self.store.log(operation, entry).await?;
        }
        result.map(|(answer, _)| answer)
    }

    /// Whether the actor may do something, for showing or hiding a button; nothing is looked at.
    pub fn may(&self, operation: &Operation, action: Action, resource: Resource) -> bool {
        access::grant(&operation.actor, action, resource).is_ok()
    }

    /// The store, for what stands outside the gate: sessions, login, appointment codes, health.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    async fn deny(&self, operation: &Operation, denied: Denied, subject: Option<(RecordKind, i64)>) -> Error {
        let entry = AuditEntry::of(operation, denied.action, denied.resource, subject).with_outcome("denied");
        match self.store.log(operation, entry).await {
            Ok(()) => Error::Denied(denied),
            Err(fault) => fault,
        }
    }
}
