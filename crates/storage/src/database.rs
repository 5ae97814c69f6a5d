//! Opening a database by its URL, migrating it, and the only place that knows which one it is.
//! SQLite gets one writer connection and several readers; PostgreSQL one pool for both.

use crate::audit::AuditLog;
use crate::migrations::migrator;
use crate::reader::Reader;
use crate::unit_of_work::UnitOfWork;
use crate::{dialect, sessions, sql};
use app::ports::{AuditEntry, LoginSession, OutboxEntry, Queries, Store, Work};
use app::{Error, Operation};
use async_trait::async_trait;
use domain::ids::AccountId;
use domain::moment::Moment;
use domain::record::{Record, RecordKind};
use sea_orm::{
    ConnectOptions, DatabaseConnection, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use std::time::Duration;

/// Why a database could not be opened.
#[derive(Debug)]
pub enum OpenError {
    /// Not `sqlite:` nor `postgres:`.
    UnknownUrl,
    /// Could not connect.
    Connect(String),
    /// A migration failed.
    Migrate(String),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OpenError::UnknownUrl => f.write_str("the database URL must begin with sqlite: or postgres:"),
            OpenError::Connect(reason) => write!(f, "the database cannot be reached: {reason}"),
            OpenError::Migrate(reason) => write!(f, "the database cannot be brought up to date: {reason}"),
        }
    }
}

impl std::error::Error for OpenError {}

/// An open database of either kind.
pub struct Database {
    writer: DatabaseConnection,
    reader: Reader<DatabaseConnection>,
    log: AuditLog,
}

impl Database {
    /// Opens and migrates, e.g. `sqlite:///var/lib/foerderkette/data.db` or `postgres://user@host/name`.
    pub async fn open(url: &str) -> Result<Database, OpenError> {
        let (writer, reader) = if url.starts_with("sqlite:") {
            open_sqlite(url).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool = connect(options(url, 10)).await?;
            migrate_postgres(&pool).await?;
            (pool.clone(), pool)
        } else {
            return Err(OpenError::UnknownUrl);
        };
        dialect::protect_history(&writer).await.map_err(|e| OpenError::Migrate(e.to_string()))?;
        let log = AuditLog::start(writer.clone());
        Ok(Database { writer, reader: Reader::new(reader), log })
    }

    /// `sqlite` or `postgres`.
    pub fn backend(&self) -> &'static str {
        match self.writer.get_database_backend() {
            DbBackend::Postgres => "postgres",
            _ => "sqlite",
        }
    }

    /// Lets the database refresh its statistics; after large imports and at times.
    pub async fn analyse(&self) -> Result<(), Error> {
        dialect::analyse(&self.writer).await
    }
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .connect_timeout(Duration::from_secs(10))
        .sqlx_logging(false);
    options
}

async fn connect(options: ConnectOptions) -> Result<DatabaseConnection, OpenError> {
    sea_orm::Database::connect(options).await.map_err(|e| OpenError::Connect(sql::fault(e).to_string()))
}

async fn open_sqlite(url: &str) -> Result<(DatabaseConnection, DatabaseConnection), OpenError> {
    use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
    let tuned = |connections: u32, read_only: bool| {
        let mut options = options(url, connections);
        options.map_sqlx_sqlite_opts(move |o| {
            o.create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(15))
                .statement_cache_capacity(300)
                .pragma("cache_size", if read_only { "-32000" } else { "-128000" })
                .pragma("wal_autocheckpoint", "8000")
                .pragma("temp_store", "memory")
                .pragma("query_only", if read_only { "1" } else { "0" })
        });
        options
    };
    let writer = connect(tuned(1, false)).await?;
    migrator(DbBackend::Sqlite)
        .run(writer.get_sqlite_connection_pool())
        .await
        .map_err(|e| OpenError::Migrate(e.to_string()))?;
    let reader = connect(tuned(4, true)).await?;
    Ok((writer, reader))
}

async fn migrate_postgres(pool: &DatabaseConnection) -> Result<(), OpenError> {
    migrator(DbBackend::Postgres)
        .run(pool.get_postgres_connection_pool())
        .await
        .map_err(|e| OpenError::Migrate(e.to_string()))
}

/// Options of every writing transaction: SQLite takes its lock at once, so that no reader's snapshot grows stale.
pub fn writing() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    }
}

#[async_trait]
impl Store for Database {
    async fn begin(&self, operation: &Operation) -> Result<Box<dyn Work>, Error> {
        let transaction = self.writer.begin_with_options(writing()).await.map_err(sql::fault)?;
        Ok(Box::new(UnitOfWork::new(transaction, operation)))
    }

    fn queries(&self) -> &dyn Queries {
        &self.reader
    }

    async fn log(&self, _operation: &Operation, entry: AuditEntry) -> Result<(), Error> {
        self.log.write(entry).await
    }

    async fn keep_session(&self, session: &LoginSession) -> Result<(), Error> {
        sessions::keep(&self.writer, session).await
    }

    async fn session(&self, token_hash: &str) -> Result<Option<LoginSession>, Error> {
        sessions::find(self.reader.connection(), token_hash).await
    }

    async fn end_session(&self, token_hash: &str) -> Result<(), Error> {
        sessions::end(&self.writer, token_hash).await
    }

    async fn end_sessions_of(&self, account: AccountId, except: &str) -> Result<(), Error> {
        sessions::end_of(&self.writer, account, except).await
    }

    async fn of_code(&self, code: &str) -> Result<Option<Record>, Error> {
        for kind in [RecordKind::Seating, RecordKind::Assignment, RecordKind::PathCode] {
            let sql = format!("SELECT version, state FROM {} WHERE code = $1", kind.code());
            if let Some(row) = sql::row(self.reader.connection(), sql, vec![code.into()]).await? {
                let state: String = sql::get(&row, 1)?;
                return crate::records::from_state(kind, sql::get(&row, 0)?, &state).map(Some);
            }
        }
        Ok(None)
    }

    async fn outbox_waiting(&self, now: Moment, most: i64) -> Result<Vec<OutboxEntry>, Error> {
        crate::outbox::waiting(self.reader.connection(), now, most).await
    }

    async fn outbox_delivered(&self, id: i64, now: Moment) -> Result<(), Error> {
        crate::outbox::delivered(&self.writer, id, now).await
    }

    async fn outbox_put_off(&self, id: i64, error: &str, until: Moment) -> Result<(), Error> {
        crate::outbox::put_off(&self.writer, id, error, until).await
    }

    async fn verify_audit(&self) -> Result<Option<i64>, Error> {
        crate::audit::verify(self.reader.connection()).await
    }

    async fn healthy(&self) -> Result<(), Error> {
        sql::row(self.reader.connection(), "SELECT 1", vec![]).await.map(|_| ())
    }
}
