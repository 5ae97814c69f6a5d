//! What storage must offer. `Store` opens transactions and answers queries; `Work` is one transaction
//! that holds state, history, journal, audit and outbox together. Narrow traits per topic for lists.

use crate::error::Error;
use crate::operation::Operation;
use crate::queries::figures::FigureQueries;
use crate::queries::graduates::GraduateQueries;
use crate::queries::imports::ImportQueries;
use crate::queries::people::PeopleQueries;
use crate::queries::waiting::WaitingQueries;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::access::{Action, Purpose, Resource};
use domain::ids::{AccountId, OperationId, OrganisationId, RegionId};
use domain::journal::Event;
use domain::moment::Moment;
use domain::record::{Record, RecordKind, Stored};

/// A value of a column beside a stored record.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Int(i64),
    Text(String),
    Day(NaiveDate),
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Cell::Int(value)
    }
}
impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Cell::Text(value.to_owned())
    }
}
impl From<String> for Cell {
    fn from(value: String) -> Self {
        Cell::Text(value)
    }
}
impl From<NaiveDate> for Cell {
    fn from(value: NaiveDate) -> Self {
        Cell::Day(value)
    }
}

/// A condition on a column; the columns of each kind stand in `storage::records`.
#[derive(Debug, Clone, PartialEq)]
pub enum Where {
    Is(&'static str, Cell),
    AtLeast(&'static str, Cell),
    AtMost(&'static str, Cell),
    OneOf(&'static str, Vec<Cell>),
}

impl Where {
    /// `column = value`.
    pub fn is(column: &'static str, value: impl Into<Cell>) -> Self {
        Where::Is(column, value.into())
    }

    /// `column in (codes)`.
    pub fn one_of<T: Into<Cell>>(column: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        Where::OneOf(column, values.into_iter().map(Into::into).collect())
    }
}

/// A bounded search for records of one kind in one region.
#[derive(Debug, Clone, PartialEq)]
pub struct Find {
    pub kind: RecordKind,
    pub region: RegionId,
    pub conditions: Vec<Where>,
    /// Column to order by, then id; `descending` turns both.
    pub order: Option<&'static str>,
    pub descending: bool,
    pub limit: i64,
}

impl Find {
    /// All records of a kind in a region, oldest first, at most 10,000.
    pub fn new(kind: RecordKind, region: RegionId) -> Self {
        Find { kind, region, conditions: Vec::new(), order: None, descending: false, limit: 10_000 }
    }

    /// One more condition.
    pub fn when(mut self, condition: Where) -> Self {
        self.conditions.push(condition);
        self
    }

    /// Ordered by a column.
    pub fn by(mut self, column: &'static str) -> Self {
        self.order = Some(column);
        self
    }

    /// Newest or highest first.
    pub fn backwards(mut self) -> Self {
        self.descending = true;
        self
    }

    /// At most this many.
    pub fn limit(mut self, limit: i64) -> Self {
        self.limit = limit;
        self
    }
}

/// One entry of the audit: who did or looked at what, why, with which outcome. Ids and codes only.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    pub at: Moment,
    pub account: AccountId,
    pub organisation: OrganisationId,
    pub region: RegionId,
    pub action: Action,
    pub resource: Resource,
    pub subject: Option<(RecordKind, i64)>,
    /// Person the subject belongs to; filled by storage where it can be known.
    pub person: Option<i64>,
    pub purpose: Purpose,
    pub filter: String,
    pub count: Option<i64>,
    pub outcome: String,
    pub operation: OperationId,
    pub request: String,
}

impl AuditEntry {
    /// An entry of an operation.
    pub fn of(
        operation: &Operation,
        action: Action,
        resource: Resource,
        subject: Option<(RecordKind, i64)>,
    ) -> Self {
        AuditEntry {
            at: operation.now,
            account: operation.actor.account,
            organisation: operation.actor.organisation,
            region: operation.actor.region,
            action,
            resource,
            subject,
            person: None,
            purpose: operation.purpose,
            filter: String::new(),
            count: None,
            outcome: "done".to_owned(),
            operation: operation.id,
            request: operation.request.clone(),
        }
    }

    /// The same with an outcome code.
    pub fn with_outcome(mut self, code: &str) -> Self {
        self.outcome = code.to_owned();
        self
    }
}

/// An operation that went through.
#[derive(Debug, Clone, PartialEq)]
pub struct OperationRecord {
    pub id: OperationId,
    pub name: String,
    /// Outcome as JSON, for a form sent twice.
    pub outcome: String,
    pub undoable: bool,
}

/// How an operation changed one record.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryRow {
    pub kind: RecordKind,
    pub id: i64,
    /// State before; `None` if the operation created the record.
    pub before: Option<Record>,
    /// Version the operation left behind.
    pub after_version: i64,
}

/// A message to be delivered after the commit. The payload holds ids and codes only.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxMessage {
    pub id: i64,
    pub kind: String,
    pub payload: String,
}

/// A message that waits, with how often it could not be delivered.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxEntry {
    pub message: OutboxMessage,
    pub region: RegionId,
    pub attempts: i64,
}

/// A browser session of a logged-in account; the token is stored as a hash.
#[derive(Debug, Clone, PartialEq)]
pub struct LoginSession {
    pub token_hash: String,
    pub account: AccountId,
    pub role: Option<String>,
    pub csrf: String,
    pub created_at: Moment,
    pub seen_at: Moment,
    pub expires_at: Moment,
}

/// Reading, inside or outside a transaction. Every list is bound to a region or a `Visible`.
#[async_trait]
pub trait Queries:
    PeopleQueries + FigureQueries + WaitingQueries + ImportQueries + GraduateQueries + Send + Sync
{
    /// One record by id; the caller checks that it is reached.
    async fn fetch(&self, kind: RecordKind, id: i64) -> Result<Option<Record>, Error>;
    /// Several records by id, in no order; absent ones are left out.
    async fn fetch_all(&self, kind: RecordKind, ids: &[i64]) -> Result<Vec<Record>, Error>;
    /// Records of a kind in a region.
    async fn search(&self, find: &Find) -> Result<Vec<Record>, Error>;
    /// Number of records per value of an integer column, under the conditions.
    async fn count_by(&self, find: &Find, column: &'static str) -> Result<Vec<(i64, i64)>, Error>;
    /// Journal of a case or person, newest first.
    async fn journal_of(&self, person: i64, limit: i64) -> Result<Vec<domain::journal::Entry>, Error>;
    /// Audit entries that touched a person, newest first.
    async fn access_to(&self, person: i64, limit: i64) -> Result<Vec<AuditEntry>, Error>;
    /// Newest audit entries of an organisation.
    async fn audit_of(&self, organisation: OrganisationId, limit: i64) -> Result<Vec<AuditEntry>, Error>;
    /// States a record had, newest first, with operation and instant.
    async fn history_of(
        &self,
        kind: RecordKind,
        id: i64,
    ) -> Result<Vec<(OperationId, Moment, HistoryRow)>, Error>;
    /// What an operation changed, last change first.
    async fn history_of_operation(&self, operation: OperationId) -> Result<Vec<HistoryRow>, Error>;
    /// Operations of an import, last first.
    async fn operations_of_import(&self, import: i64) -> Result<Vec<OperationId>, Error>;
    /// Account by login name.
    async fn account_of_login(&self, login: &str) -> Result<Option<Record>, Error>;
    /// Region by code.
    async fn region_of_code(&self, code: &str) -> Result<Option<Record>, Error>;
    /// Instant of the newest operation of a region.
    async fn last_change(&self, region: RegionId) -> Result<Option<Moment>, Error>;
    /// Every region.
    async fn regions(&self) -> Result<Vec<Record>, Error>;
}

/// Typed reading over [`Queries`].
#[async_trait]
pub trait TypedQueries {
    /// One record by id.
    async fn one<T: Stored>(&self, id: i64) -> Result<Option<T>, Error>;
    /// One record that must exist.
    async fn need<T: Stored>(&self, id: i64) -> Result<T, Error>;
    /// Several records by id.
    async fn many<T: Stored>(&self, ids: &[i64]) -> Result<Vec<T>, Error>;
    /// Records that meet conditions.
    async fn all<T: Stored>(&self, find: Find) -> Result<Vec<T>, Error>;
}

#[async_trait]
impl TypedQueries for dyn Queries + '_ {
    async fn one<T: Stored>(&self, id: i64) -> Result<Option<T>, Error> {
        Ok(self.fetch(T::KIND, id).await?.and_then(T::from_record))
    }

    async fn need<T: Stored>(&self, id: i64) -> Result<T, Error> {
        self.one(id).await?.ok_or(Error::Absent(T::KIND))
    }

    async fn many<T: Stored>(&self, ids: &[i64]) -> Result<Vec<T>, Error> {
        Ok(self.fetch_all(T::KIND, ids).await?.into_iter().filter_map(T::from_record).collect())
    }

    async fn all<T: Stored>(&self, find: Find) -> Result<Vec<T>, Error> {
        Ok(self.search(&find).await?.into_iter().filter_map(T::from_record).collect())
    }
}

/// One transaction.
#[async_trait]
pub trait Work: Send {
    /// Reading inside the transaction.
    fn queries(&self) -> &dyn Queries;
    /// A record by id.
    async fn load(&mut self, kind: RecordKind, id: i64) -> Result<Option<Record>, Error>;
    /// Saves records: version 0 creates, any other must still be the stored one, else `Conflict`. Old
    /// states go to the history; read models and search index follow at commit.
    async fn save(&mut self, records: Vec<Record>) -> Result<(), Error>;
    /// Removes a record; only undo does that.
    async fn remove(&mut self, kind: RecordKind, id: i64) -> Result<(), Error>;
    /// Holds a record against every other transaction until this one ends.
    async fn lock(&mut self, kind: RecordKind, id: i64) -> Result<(), Error>;
    /// The next number of a named series of the actor's region, from 1, without gaps after commit.
    async fn next_number(&mut self, series: &str) -> Result<i64, Error> {
        self.take_numbers(series, 1).await
    }
    /// The same for several numbers at once; the first of them.
    async fn take_numbers(&mut self, series: &str, count: i64) -> Result<i64, Error>;
    /// Writes events to the journal.
    async fn append(&mut self, events: &[Event]) -> Result<(), Error>;
    /// Writes the audit entry of this transaction.
    async fn audit(&mut self, entry: AuditEntry) -> Result<(), Error>;
    /// Leaves a message for after the commit.
    async fn queue(&mut self, message: OutboxMessage) -> Result<(), Error>;
    /// Operation that carried a form key before.
    async fn operation_of_key(&mut self, key: &str) -> Result<Option<OperationRecord>, Error>;
    /// Keeps the operation with its outcome.
    async fn record_operation(&mut self, record: &OperationRecord) -> Result<(), Error>;
    /// An operation by id; `true` beside it if it has been undone.
    async fn operation(&mut self, id: OperationId) -> Result<Option<(OperationRecord, bool)>, Error>;
    /// Marks an operation as undone by the current one.
    async fn mark_undone(&mut self, id: OperationId) -> Result<(), Error>;
    /// Makes everything durable.
    async fn commit(self: Box<Self>) -> Result<(), Error>;
}

/// The store.
#[async_trait]
pub trait Store: Send + Sync {
    /// Opens a transaction for an operation.
    async fn begin(&self, operation: &Operation) -> Result<Box<dyn Work>, Error>;
    /// Reading outside transactions.
    fn queries(&self) -> &dyn Queries;
    /// Writes one audit entry of its own.
    async fn log(&self, operation: &Operation, entry: AuditEntry) -> Result<(), Error>;
    /// Writes or renews a login session.
    async fn keep_session(&self, session: &LoginSession) -> Result<(), Error>;
    /// A login session by the hash of its token.
    async fn session(&self, token_hash: &str) -> Result<Option<LoginSession>, Error>;
    /// Ends a login session.
    async fn end_session(&self, token_hash: &str) -> Result<(), Error>;
    /// Ends every login session of an account but the one with this hash.
    async fn end_sessions_of(&self, account: AccountId, except: &str) -> Result<(), Error>;
    /// A record by the code of a letter or sheet: a seating, an assignment or the code of a path.
    async fn of_code(&self, code: &str) -> Result<Option<Record>, Error>;
    /// Messages whose time has come, oldest first.
    async fn outbox_waiting(&self, now: Moment, most: i64) -> Result<Vec<OutboxEntry>, Error>;
    /// Marks a message as delivered.
    async fn outbox_delivered(&self, id: i64, now: Moment) -> Result<(), Error>;
    /// Puts a message off until an instant, with the code of what went wrong.
    async fn outbox_put_off(&self, id: i64, error: &str, until: Moment) -> Result<(), Error>;
    /// Checks the audit chain; the first broken entry, if any.
    async fn verify_audit(&self) -> Result<Option<i64>, Error>;
    /// The database answers.
    async fn healthy(&self) -> Result<(), Error>;
}

/// Turns letters and documents into paper and appointments into calendar files. Slow: call from a blocking task.
pub trait LetterPrinter: Send + Sync {
    /// One PDF of all letters, each beginning on a page of its own.
    fn print(&self, letters: &[domain::letter::Letter]) -> Result<Vec<u8>, Error>;
    /// One PDF of a document that is no letter.
    fn document(&self, document: &domain::document::Document) -> Result<Vec<u8>, Error>;
    /// A calendar file without names.
    fn calendar(&self, entry: &domain::letter::CalendarEntry) -> String;
    /// A calendar file of many days without names, for a provider to take into its own calendar.
    fn calendar_of(&self, days: &[domain::letter::CalendarDay]) -> String;
}
