//! One transaction: state with its history, journal, audit and outbox together, and the read models
//! that follow from what was saved. Nothing is visible before `commit`.

use crate::reader::Reader;
use crate::sql::{execute, fault, get, insert_many, placeholders, row};
use crate::{audit, journal, read_models, records, search_index};
use app::error::Conflict;
use app::ports::{AuditEntry, OperationRecord, OutboxMessage, Queries, Work};
use app::{Error, Operation};
use async_trait::async_trait;
use domain::case::Case;
use domain::ids::OperationId;
use domain::journal::Event;
use domain::person::Person;
use domain::record::{Record, RecordKind};
use domain::refusal::Refusal;
use sea_orm::{DatabaseTransaction, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An open transaction of one operation.
pub struct UnitOfWork {
    reader: Reader<DatabaseTransaction>,
    operation: Operation,
    /// Records as this transaction knows them, newest state.
    known: HashMap<(RecordKind, i64), Record>,
    /// Persons whose lines in the lists must be written anew at commit.
    touched: BTreeSet<i64>,
    /// What changed persons were before this transaction.
    before: HashMap<i64, Person>,
    /// Persons whose names or numbers may have changed; `true` for new ones.
    renamed: BTreeMap<i64, bool>,
    history: Vec<Vec<Value>>,
    events: i64,
}

const HISTORY: &str =
    "history (operation_id, position, region_id, kind, record_id, person_id, before, after_version, at)";

impl UnitOfWork {
    /// A unit of work over a transaction.
    pub fn new(transaction: DatabaseTransaction, operation: &Operation) -> Self {
        UnitOfWork {
            reader: Reader::new(transaction),
            operation: operation.clone(),
            known: HashMap::new(),
            touched: BTreeSet::new(),
            before: HashMap::new(),
            renamed: BTreeMap::new(),
            history: Vec::new(),
            events: 0,
        }
    }

    fn connection(&self) -> &DatabaseTransaction {
        self.reader.connection()
    }

    fn note_history(&mut self, record: &Record, before: Option<String>, after_version: i64) {
        let position = self.history.len() as i64 + 1;
        self.history.push(vec![
            self.operation.id.0.into(),
            position.into(),
            record.region().0.into(),
            record.kind().code().into(),
            record.raw_id().into(),
            Value::BigInt(record.person().map(|p| p.0)),
            Value::from(before),
            after_version.into(),
            self.operation.now.0.into(),
        ]);
    }

    fn note_person(&mut self, record: &Record, new: bool) {
        if let Some(person) = record.person() {
            self.touched.insert(person.0);
            if matches!(record, Record::Person(_)) {
                self.renamed.entry(person.0).or_insert(new);
            }
        }
    }

    async fn insert(&mut self, kind: RecordKind, batch: Vec<Record>) -> Result<(), Error> {
        let names: Vec<&str> = records::columns(&batch[0]).iter().map(|(name, _)| *name).collect();
        let table = format!("{} (id, region_id, version, state, {})", kind.code(), names.join(", "));
        let width = names.len() + 4;
        let mut lines = Vec::with_capacity(batch.len());
        for record in batch {
            let record = record.with_version(1);
            let mut line: Vec<Value> = Vec::with_capacity(width);
            line.push(record.raw_id().into());
            line.push(record.region().0.into());
            line.push(1i64.into());
            line.push(record.to_json().map_err(Error::fault)?.into());
            line.extend(records::columns(&record).into_iter().map(|(_, value)| value));
            lines.push(line);
            self.note_history(&record, None, 1);
            self.note_person(&record, true);
            self.known.insert((kind, record.raw_id()), record);
        }
        insert_many(self.connection(), &table, "", width, lines).await.map_err(unique_violation)
    }

    async fn update(&mut self, record: Record) -> Result<(), Error> {
        let (kind, id, version) = (record.kind(), record.raw_id(), record.version());
        let before = row(
            self.connection(),
            format!("SELECT version, state FROM {} WHERE id = $1", kind.code()),
            vec![id.into()],
        )
        .await?;
        let Some(before) = before else {
            return Err(Error::Conflict(Box::new(Conflict { kind, id, current: None })));
        };
        let stored: i64 = get(&before, 0)?;
        let state: String = get(&before, 1)?;
        if stored != version {
            let current = Some(Box::new(records::from_state(kind, stored, &state)?));
            return Err(Error::Conflict(Box::new(Conflict { kind, id, current })));
        }
        let record = record.with_version(version + 1);
        let mut values: Vec<Value> =
            vec![(version + 1).into(), record.to_json().map_err(Error::fault)?.into()];
        let mut sets = String::from("version = $1, state = $2");
        for (name, value) in records::columns(&record) {
            values.push(value);
            sets.push_str(&format!(", {name} = ${}", values.len()));
        }
        let (at_id, at_version) = (values.len() + 1, values.len() + 2);
        values.push(id.into());
        values.push(version.into());
        let sql =
            format!("UPDATE {} SET {sets} WHERE id = ${at_id} AND version = ${at_version}", kind.code());
        if execute(self.connection(), sql, values).await.map_err(unique_violation)? == 0 {
            let current = self.reader.fetch(kind, id).await?.map(Box::new);
            return Err(Error::Conflict(Box::new(Conflict { kind, id, current })));
        }
        if let Ok(Record::Person(old)) = records::from_state(kind, stored, &state) {
            // offices that no longer see the person must lose the line
            self.touched.insert(old.id.0);
            self.before.entry(old.id.0).or_insert(old);
        }
        self.note_history(&record, Some(state), version + 1);
        self.note_person(&record, false);
        self.known.insert((kind, id), record);
        Ok(())
    }

    async fn refresh_read_models(&mut self) -> Result<(), Error> {
        let touched: Vec<i64> = std::mem::take(&mut self.touched).into_iter().collect();
        for part in touched.chunks(500) {
            let people = self.people(part).await?;
            let fresh: BTreeSet<i64> =
                part.iter().copied().filter(|id| self.renamed.get(id) == Some(&true)).collect();
            let renamed: Vec<Person> =
                people.iter().filter(|p| self.renamed.contains_key(&p.id.0)).cloned().collect();
            let old: Vec<Person> =
                renamed.iter().filter_map(|person| self.before.remove(&person.id.0)).collect();
            // keys of names are worked out while the database writes the lists
            let lines = tokio::task::spawn_blocking(move || {
                (search_index::Lines::of(&renamed), search_index::Lines::of(&old))
            });
            let cases = self.cases(part, &fresh).await?;
            let (connection, today) = (self.reader.connection(), self.operation.today);
            read_models::person_entry::write(connection, part, &people, &cases, &fresh, today).await?;
            let (lines, old) = lines.await.map_err(Error::fault)?;
            search_index::write(connection, lines, old).await?;
        }
        Ok(())
    }

    /// The case that counts for each person. Those who are new have only cases of this transaction.
    async fn cases(&self, persons: &[i64], fresh: &BTreeSet<i64>) -> Result<HashMap<i64, Case>, Error> {
        let known: Vec<i64> = persons.iter().copied().filter(|id| !fresh.contains(id)).collect();
        let mut cases = if known.is_empty() {
            HashMap::new()
        } else {
            read_models::person_entry::cases_of(self.connection(), &known).await?
        };
        let mut new: Vec<&Case> = self.known.values().filter_map(case_of(fresh)).collect();
        new.sort_by_key(|case| case.id);
        for case in new {
            read_models::person_entry::prefer(&mut cases, case.clone());
        }
        Ok(cases)
    }

    async fn people(&self, ids: &[i64]) -> Result<Vec<Person>, Error> {
        let mut people = Vec::with_capacity(ids.len());
        let mut missing = Vec::new();
        for id in ids {
            match self.known.get(&(RecordKind::Person, *id)) {
                Some(Record::Person(person)) => people.push(person.clone()),
                _ => missing.push(*id),
            }
        }
        for record in self.reader.fetch_all(RecordKind::Person, &missing).await? {
            if let Record::Person(person) = record {
                people.push(person);
            }
        }
        Ok(people)
    }
}

/// Picks the cases of some persons out of records.
fn case_of(persons: &BTreeSet<i64>) -> impl Fn(&Record) -> Option<&Case> + '_ {
    |record| match record {
        Record::Case(case) if persons.contains(&case.person.0) => Some(case),
        _ => None,
    }
}

/// A broken uniqueness rule of the schema is an expected "no", not a fault.
fn unique_violation(error: Error) -> Error {
    let Error::Fault(text) = &error else { return error };
    if !text.to_lowercase().contains("unique") {
        return error;
    }
    let code = [
        ("assignment_one_seat", "assignment.case_id", "already-holds-a-seat"),
        ("seating_one_open", "seating.case_id", "already-has-a-test-appointment"),
        ("course_number", "course.number", "course-number-taken"),
        ("account_login", "account.login", "login-taken"),
        ("support_case_number", "support_case.number", "case-number-taken"),
        ("relocation_once", "relocation.code", "relocation-known-already"),
        ("relocation_one_open", "relocation.case_id", "relocation-on-its-way"),
        ("import_mapping_name", "import_mapping.name", "mapping-name-taken"),
    ];
    match code.iter().find(|(index, column, _)| text.contains(index) || text.contains(column)) {
        Some((_, _, refusal)) => Error::Refused(Refusal::new(refusal)),
        None => error,
    }
}

#[async_trait]
impl Work for UnitOfWork {
    fn queries(&self) -> &dyn Queries {
        &self.reader
    }

    async fn load(&mut self, kind: RecordKind, id: i64) -> Result<Option<Record>, Error> {
        if let Some(record) = self.known.get(&(kind, id)) {
            return Ok(Some(record.clone()));
        }
        self.reader.fetch(kind, id).await
    }

    async fn save(&mut self, records: Vec<Record>) -> Result<(), Error> {
        let mut new: Vec<(RecordKind, Vec<Record>)> = Vec::new();
        let mut changed = Vec::new();
        for record in records {
            if record.version() > 0 {
                changed.push(record);
                continue;
            }
            let kind = record.kind();
            match new.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, batch)) => batch.push(record),
                None => new.push((kind, vec![record])),
            }
        }
        for (kind, batch) in new {
            self.insert(kind, batch).await?;
        }
        for record in changed {
            self.update(record).await?;
        }
        Ok(())
    }

    async fn remove(&mut self, kind: RecordKind, id: i64) -> Result<(), Error> {
        let Some(record) = self.load(kind, id).await? else {
            return Ok(());
        };
        if let Record::Person(person) = &record {
            read_models::person_entry::forget(self.connection(), id).await?;
            let indexed = self.before.remove(&id).unwrap_or_else(|| person.clone());
            let lines = search_index::Lines::of(std::slice::from_ref(&indexed));
            search_index::forget(self.connection(), lines).await?;
            self.touched.remove(&id);
            self.renamed.remove(&id);
        } else if let Some(person) = record.person() {
            self.touched.insert(person.0);
        }
        self.note_history(&record, Some(record.to_json().map_err(Error::fault)?), 0);
        self.known.remove(&(kind, id));
        execute(self.connection(), format!("DELETE FROM {} WHERE id = $1", kind.code()), vec![id.into()])
            .await
            .map(|_| ())
    }

    async fn lock(&mut self, kind: RecordKind, id: i64) -> Result<(), Error> {
        let sql = format!("UPDATE {} SET version = version WHERE id = $1", kind.code());
        execute(self.connection(), sql, vec![id.into()]).await.map(|_| ())
    }

    async fn take_numbers(&mut self, series: &str, count: i64) -> Result<i64, Error> {
        let sql = "INSERT INTO number_series (region_id, series, last) VALUES ($1, $2, $3) \
                   ON CONFLICT (region_id, series) DO UPDATE SET last = number_series.last + $3 RETURNING last";
        let values = vec![self.operation.actor.region.0.into(), series.into(), count.into()];
        let found = row(self.connection(), sql, values).await?.ok_or_else(|| Error::fault("no number"))?;
        Ok(get::<i64>(&found, 0)? - count + 1)
    }

    async fn append(&mut self, events: &[Event]) -> Result<(), Error> {
        journal::append(self.reader.connection(), &self.operation, self.events + 1, events).await?;
        self.events += events.len() as i64;
        Ok(())
    }

    async fn audit(&mut self, entry: AuditEntry) -> Result<(), Error> {
        audit::append(self.connection(), vec![entry]).await
    }

    async fn queue(&mut self, message: OutboxMessage) -> Result<(), Error> {
        let sql = "INSERT INTO outbox (id, region_id, kind, payload, queued_at, attempts) VALUES ($1, $2, $3, $4, $5, 0)";
        let values = vec![
            message.id.into(),
            self.operation.actor.region.0.into(),
            message.kind.into(),
            message.payload.into(),
            self.operation.now.0.into(),
        ];
        execute(self.connection(), sql, values).await.map(|_| ())
    }

    async fn operation_of_key(&mut self, key: &str) -> Result<Option<OperationRecord>, Error> {
        let sql = "SELECT id, name, outcome, undoable FROM operation WHERE form_key = $1";
        let Some(found) = row(self.connection(), sql, vec![key.into()]).await? else {
            return Ok(None);
        };
        Ok(Some(OperationRecord {
            id: OperationId(get(&found, 0)?),
            name: get(&found, 1)?,
            outcome: get(&found, 2)?,
            undoable: get::<i64>(&found, 3)? != 0,
        }))
    }

    async fn record_operation(&mut self, record: &OperationRecord) -> Result<(), Error> {
        let table = "operation (id, region_id, organisation_id, account_id, name, at, form_key, import_id, outcome, undoable)";
        let sql = format!("INSERT INTO {table} VALUES ({})", placeholders(1, 10));
        let values = vec![
            record.id.0.into(),
            self.operation.actor.region.0.into(),
            self.operation.actor.organisation.0.into(),
            self.operation.actor.account.0.into(),
            record.name.as_str().into(),
            self.operation.now.0.into(),
            Value::from(self.operation.key.clone()),
            Value::BigInt(self.operation.import.map(|i| i.0)),
            record.outcome.as_str().into(),
            i64::from(record.undoable).into(),
        ];
        execute(self.connection(), sql, values).await.map(|_| ())
    }

    async fn operation(&mut self, id: OperationId) -> Result<Option<(OperationRecord, bool)>, Error> {
        let sql = "SELECT name, outcome, undoable, undone_by FROM operation WHERE id = $1 AND region_id = $2 AND account_id = $3";
        let actor = &self.operation.actor;
        let values = vec![id.0.into(), actor.region.0.into(), actor.account.0.into()];
        let Some(found) = row(self.connection(), sql, values).await? else {
            return Ok(None);
        };
        let record = OperationRecord {
            id,
            name: get(&found, 0)?,
            outcome: get(&found, 1)?,
            undoable: get::<i64>(&found, 2)? != 0,
        };
        Ok(Some((record, get::<Option<i64>>(&found, 3)?.is_some())))
    }

    async fn mark_undone(&mut self, id: OperationId) -> Result<(), Error> {
        let sql = "UPDATE operation SET undone_by = $1 WHERE id = $2";
        execute(self.connection(), sql, vec![self.operation.id.0.into(), id.0.into()]).await.map(|_| ())
    }

    async fn commit(mut self: Box<Self>) -> Result<(), Error> {
        self.refresh_read_models().await?;
        let lines = std::mem::take(&mut self.history);
        insert_many(self.connection(), HISTORY, "", 9, lines).await?;
        self.reader.into_connection().commit().await.map_err(fault)
    }
}
